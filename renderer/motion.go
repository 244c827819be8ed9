package renderer

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"diorama/renderer/animation"
	"diorama/renderer/dom"
	"diorama/renderer/style"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
)

type sheetKey struct {
	origin style.Origin
	path   string
}

var pseudos = [...]style.Pseudo{style.NoPseudo, style.Before, style.After}

// styleOf gives the style in use, running animations mixed in.
func (d *Document) styleOf(n *dom.Node, p style.Pseudo) *style.Computed {
	base := d.styler.Of(n, p)
	if base == nil || len(d.mixed) == 0 {
		return base
	}
	if c := d.mixed[animation.Key{Node: n.ID, Pseudo: p}]; c != nil {
		return c
	}
	return base
}

// restyled starts and ends transitions and animations of nodes whose style changed.
func (d *Document) restyled(list []style.Restyled) {
	if d.tree.Len() < len(d.based) {
		for k := range d.based {
			if d.tree.Node(k.Node) == nil {
				delete(d.based, k)
				d.player.Forget(k)
				delete(d.mixed, k)
			}
		}
	}
	for _, r := range list {
		for _, p := range pseudos {
			k := animation.Key{Node: r.Node.ID, Pseudo: p}
			now := d.styler.Of(r.Node, p)
			old := d.based[k]
			if now == nil || len(now.Transitions) == 0 && len(now.Animations) == 0 {
				if old != nil {
					delete(d.based, k)
					d.player.Forget(k)
					delete(d.mixed, k)
				}
				continue
			}
			d.based[k] = now
			if now != old {
				if now.Display == style.DisplayNone {
					d.player.Forget(k)
					delete(d.mixed, k)
					delete(d.based, k)
					continue
				}
				d.player.Restyled(k, old, now, d.now)
			}
		}
	}
	if !d.stepExports() && (!d.player.Idle() || len(d.exports) > 0) {
		d.mix()
	}
}

// mix takes the styles of running animations for now.
func (d *Document) mix() (moving bool) {
	keys := d.player.Keys()
	fresh := make(map[animation.Key]*style.Computed, len(keys))
	for _, k := range keys {
		n := d.tree.Node(k.Node)
		if n == nil {
			d.player.Forget(k)
			continue
		}
		base := d.baseOf(n, k.Pseudo)
		if base == nil {
			d.player.Forget(k)
			continue
		}
		c, m := d.player.Style(k, base, d.now)
		moving = moving || m
		if c != d.styler.Of(n, k.Pseudo) {
			fresh[k] = c
		}
		d.boxes.Restyled(n)
	}
	for id, ex := range d.exports {
		k := animation.Key{Node: id}
		if base := d.baseOf(ex.node, style.NoPseudo); base != nil && fresh[k] == nil && base != d.styler.Of(ex.node, style.NoPseudo) {
			fresh[k] = base
			if d.mixed[k] != base {
				d.boxes.Restyled(ex.node)
			}
		}
	}
	for k := range d.mixed {
		if fresh[k] == nil {
			if n := d.tree.Node(k.Node); n != nil {
				d.boxes.Restyled(n)
			}
		}
	}
	d.mixed = fresh
	d.animating = moving
	d.moved = true
	for _, e := range d.player.Events() {
		d.tellMotion(e)
	}
	return moving
}

// tellMotion sends transitionend, animationstart and so on; they bubble.
func (d *Document) tellMotion(e animation.Event) {
	n := outer(d.tree.Node(e.Key.Node))
	if n == nil || n.ID != e.Key.Node {
		return // of an inner node: nobody's business
	}
	hops := d.hops(n, e.Type, true)
	if len(hops) == 0 {
		return
	}
	name := "animationName"
	if e.Type == "transitionend" {
		name = "propertyName"
	}
	d.push(Event{Type: e.Type, Target: n.ID, Bubbles: true, Hops: hops, Time: d.now, Detail: value.M(name, e.Name, "elapsedTime", e.Elapsed)})
}

// animate moves what runs to now.
func (d *Document) animate(now time.Duration) {
	if now == d.mixedAt {
		return
	}
	if !d.stepExports() && !d.player.Idle() {
		d.mix()
	}
	d.mixedAt = now
}

// statesOf gives the states that a sheet's selectors ask for.
func statesOf(sheet *wxss.Sheet) dom.State {
	var out dom.State
	var walk func(list []*wxss.Selector, depth int)
	walk = func(list []*wxss.Selector, depth int) {
		if depth > 32 {
			return
		}
		for _, s := range list {
			for _, c := range s.Compounds {
				for _, x := range c.Rest {
					switch x.Kind {
					case wxss.SimpleActive:
						out |= dom.StateActive
					case wxss.SimpleHover:
						out |= dom.StateHover
					}
					walk(x.List, depth+1)
				}
			}
		}
	}
	for i := range sheet.Rules {
		walk(sheet.Rules[i].Selectors, 0)
	}
	return out
}

// keyframes gives the frames of a @keyframes rule for an element, sorted.
func (d *Document) keyframes(k animation.Key, name string, base *style.Computed) []animation.Frame {
	n := d.tree.Node(k.Node)
	if n == nil {
		return nil
	}
	rule := d.styler.Keyframes(name, n)
	if rule == nil {
		return nil
	}
	var out []animation.Frame
	for i := range rule.Frames {
		f := &rule.Frames[i]
		fr := animation.Frame{Style: d.styler.Apply(n, f.Decls)}
		if fr.Style == nil {
			continue
		}
		for _, decl := range f.Decls {
			if decl.Name == "animation-timing-function" || decl.Name == "-webkit-animation-timing-function" {
				if len(fr.Style.Animations) > 0 {
					fr.Timing = &fr.Style.Animations[0].Timing
				}
				continue
			}
			for _, prop := range animation.Longhands(strings.TrimPrefix(decl.Name, "-webkit-")) {
				if !slices.Contains(fr.Props, prop) {
					fr.Props = append(fr.Props, prop)
				}
			}
		}
		for _, at := range f.Offsets {
			fr.Offset = at
			out = append(out, fr)
		}
	}
	slices.SortStableFunc(out, func(a, b animation.Frame) int { return cmp.Compare(a.Offset, b.Offset) })
	return out
}
