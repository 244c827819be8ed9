package simulator

import (
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// crossing is an IntersectionObserver of a page: looked at after every frame.
type crossing struct {
	id         int64
	page       wire.PageID
	nodes      []dom.NodeID
	relative   []reference
	thresholds []float64
	ratio      map[dom.NodeID]float64 // as told last, at first initialRatio
	initial    float64
	native     bool // what clips the target on its way to the reference counts
}

// reference is a node or the viewport with margins that grow it.
type reference struct {
	node                     dom.NodeID
	viewport                 bool
	top, right, bottom, left float64
}

// rect in CSS px of the viewport.
type rect struct{ left, top, right, bottom float64 }

func (r rect) area() float64 { return max(r.right-r.left, 0) * max(r.bottom-r.top, 0) }

func (r rect) value(more ...any) value.Value {
	return value.M(append([]any{"left", r.left, "top", r.top, "right", r.right, "bottom", r.bottom}, more...)...)
}

func (r rect) intersect(o rect) (rect, bool) {
	i := rect{max(r.left, o.left), max(r.top, o.top), min(r.right, o.right), min(r.bottom, o.bottom)}
	if i.left > i.right || i.top > i.bottom {
		return rect{}, false
	}
	return i, true
}

// observe starts an IntersectionObserver; its request stays open for many answers.
func (s *Session) observe(r *wire.Request) {
	a := r.Args
	c := &crossing{id: r.ID, page: r.Page, ratio: map[dom.NodeID]float64{}, initial: a.Get("initialRatio").ToNumber(), native: a.Get("nativeMode").Truthy()}
	for _, id := range a.Get("nodes").Items() {
		c.nodes = append(c.nodes, dom.NodeID(id.Num()))
	}
	for _, t := range a.Get("thresholds").Items() {
		c.thresholds = append(c.thresholds, t.ToNumber())
	}
	for _, x := range a.Get("relative").Items() {
		m := x.Get("margins")
		side := func(name string) float64 {
			if v := m.Get(name); v.Kind() == value.Number {
				return v.Num()
			}
			return 0
		}
		ref := reference{viewport: x.Get("viewport").Truthy(), top: side("top"), right: side("right"), bottom: side("bottom"), left: side("left")}
		if n := x.Get("nodes"); n.Len() > 0 {
			ref.node = dom.NodeID(n.Index(0).Num())
		} else if !ref.viewport {
			continue // the reference matches nothing
		}
		c.relative = append(c.relative, ref)
	}
	kept := s.requests.crossings[:0:0]
	for _, old := range s.requests.crossings {
		if s.pages[old.page] != nil {
			kept = append(kept, old)
		}
	}
	s.requests.crossings = append(kept, c)
}

func (c *crossing) isReference(id dom.NodeID) bool {
	for i := range c.relative {
		if c.relative[i].node == id {
			return true
		}
	}
	return false
}

// unobserve ends one.
func (s *Session) unobserve(id int64) {
	list := s.requests.crossings
	for i, c := range list {
		if c.id == id {
			s.requests.crossings = append(list[:i:i], list[i+1:]...)
			return
		}
	}
}

// crossings tells the observers of a page what crossed a threshold since the last
// frame. WeChat: documentation of IntersectionObserver; the first look compares with
// initialRatio.
func (s *Session) crossings(p *page) {
	list := s.requests.crossings
	if len(list) == 0 || p == nil || p.doc == nil || s.moment != nil {
		return
	}
	env := s.styleEnv(p.insets)
	for _, c := range list {
		if c.page != p.id {
			continue
		}
		ref, ok := s.referenceRect(p, c, rect{0, 0, env.Width, env.Height})
		for _, id := range c.nodes {
			s.look(p, c, id, ref, ok)
		}
	}
}

// referenceRect is what all references have in common; without one, the page's
// viewport.
func (s *Session) referenceRect(p *page, c *crossing, viewport rect) (rect, bool) {
	if len(c.relative) == 0 {
		return viewport, true
	}
	var out rect
	for i, r := range c.relative {
		box := viewport
		if !r.viewport {
			n := p.doc.Tree().Node(r.node)
			if n == nil {
				return rect{}, false
			}
			b := p.doc.Border(n)
			box = rect{b.X, b.Y, b.X + b.W, b.Y + b.H}
		}
		box = rect{box.left - r.left, box.top - r.top, box.right + r.right, box.bottom + r.bottom}
		if i == 0 {
			out = box
			continue
		}
		var ok bool
		if out, ok = out.intersect(box); !ok {
			return rect{}, false
		}
	}
	return out, true
}

func (s *Session) look(p *page, c *crossing, id dom.NodeID, ref rect, ok bool) {
	n := p.doc.Tree().Node(id)
	if n == nil {
		return
	}
	b := p.doc.Border(n)
	box := rect{b.X, b.Y, b.X + b.W, b.Y + b.H}
	var common rect
	if ok {
		common, ok = box.intersect(ref)
	}
	if c.native {
		for up := n.Parent; ok && up != nil && up.Parent != nil && !c.isReference(up.ID); up = up.Parent {
			if p.doc.ComputedStyle(up.ID, "overflow-x") == "visible" && p.doc.ComputedStyle(up.ID, "overflow-y") == "visible" {
				continue
			}
			u := p.doc.Border(up)
			common, ok = common.intersect(rect{u.X, u.Y, u.X + u.W, u.Y + u.H})
		}
	}
	ratio := 0.0
	switch {
	case ok && box.area() > 0:
		ratio = common.area() / box.area()
	case ok:
		ratio = 1 // without area, but inside
	}
	old, seen := c.ratio[id]
	if !seen {
		old = c.initial
	}
	c.ratio[id] = ratio
	if old == ratio {
		return
	}
	for _, t := range c.thresholds {
		if old <= t && t <= ratio || ratio <= t && t <= old {
			row := p.doc.Query(id, renderer.Fields{ID: true, Dataset: true})
			s.reply(c.id, value.M("id", row.Get("id"), "dataset", row.Get("dataset"), "intersectionRatio", ratio,
				"intersectionRect", common.value("width", common.right-common.left, "height", common.bottom-common.top),
				"boundingClientRect", box.value("width", b.W, "height", b.H), "relativeRect", ref.value(),
				"time", float64(s.opts.Clock.Add(s.now).UnixMilli())), "")
			return
		}
	}
}

// scrollView carries out the methods of a ScrollViewContext.
func (s *Session) scrollView(p *page, a value.Value) {
	id := dom.NodeID(a.Get("node").ToNumber())
	n := p.doc.Tree().Node(id)
	if n == nil {
		return
	}
	x, y := p.doc.ScrollOffset(n)
	duration := time.Duration(0)
	if target := a.Get("target"); target.Kind() == value.Number {
		t := p.doc.Tree().Node(dom.NodeID(target.Num()))
		if t == nil {
			return
		}
		box, view := p.doc.Border(t), p.doc.Border(n)
		x, y = x+box.X-view.X, y+box.Y-view.Y
	}
	if v := a.Get("left"); v.Kind() == value.Number {
		x = v.Num()
	}
	if v := a.Get("top"); v.Kind() == value.Number {
		y = v.Num()
	}
	if a.Get("animated").Truthy() && !s.opts.Virtual {
		duration = 300 * time.Millisecond
		if v := a.Get("duration"); v.Kind() == value.Number {
			duration = time.Duration(min(max(v.Num(), 0), 10_000) * float64(time.Millisecond))
		}
	}
	p.doc.ScrollNode(id, x, y, duration)
}
