package renderer

import (
	"slices"
	"time"

	"diorama/renderer/component"
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
)

// instance is a built-in component's state with what the Document keeps about it.
type instance struct {
	node   *dom.Node
	kind   *builtin.Kind
	inst   builtin.Instance
	placer builtin.Placer
	ticker builtin.Ticker
	dirty  bool
	gone   bool
}

// updateInstances makes states for new elements and brings changed ones up to date.
func (d *Document) updateInstances() {
	for len(d.fresh) > 0 {
		fresh := d.fresh
		d.fresh = nil
		for _, n := range fresh {
			if d.tree.Node(n.ID) != n {
				continue // already gone
			}
			kind, _ := component.Find(n.Tag)
			in := &instance{node: n, kind: kind, dirty: true}
			in.inst = kind.New(d, n)
			in.placer, _ = in.inst.(builtin.Placer)
			in.ticker, _ = in.inst.(builtin.Ticker)
			d.instances[n.ID] = in
			d.order = append(d.order, in)
			if in.ticker != nil {
				d.tickers = append(d.tickers, in)
			}
			d.touched(n.Parent)
		}
	}
	gone := false
	for i := 0; i < len(d.order); i++ {
		in := d.order[i]
		gone = gone || in.gone
		if in.dirty && !in.gone {
			in.dirty = false
			in.inst.Update()
		}
	}
	if gone {
		dead := func(in *instance) bool { return in.gone }
		d.order = slices.DeleteFunc(d.order, dead)
		d.tickers = slices.DeleteFunc(d.tickers, dead)
	}
}

// needUpdate reports whether updateInstances has work.
func (d *Document) needUpdate() bool {
	if len(d.fresh) > 0 {
		return true
	}
	for _, in := range d.order {
		if in.dirty || in.gone {
			return true
		}
	}
	return false
}

// placed tells the components that sizes are known; true when one needs layout again.
func (d *Document) placed() bool {
	again := false
	for _, in := range d.order {
		if in.placer != nil && !in.gone && in.placer.Placed() {
			again = true
		}
	}
	return again
}

// tickInstances moves what moves by itself.
func (d *Document) tickInstances(now time.Duration) {
	for i := 0; i < len(d.tickers); i++ {
		in := d.tickers[i]
		if in.gone {
			continue
		}
		if at, ok := in.ticker.Next(); ok && now >= at {
			in.ticker.Tick(now)
		}
	}
}

// instanceOf gives the state of n, nil for none.
func (d *Document) instanceOf(n *dom.Node) *instance {
	if n == nil {
		return nil
	}
	if in := d.instances[n.ID]; in != nil && in.node == n {
		return in
	}
	return nil
}
