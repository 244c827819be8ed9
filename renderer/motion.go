package renderer

import (
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
				d.still(k)
			}
		}
	}
	for i := range list {
		r := &list[i]
		now := d.styler.Of(r.Node, style.NoPseudo)
		if was := r.Was(style.NoPseudo); was != nil && now != nil && (was.Display == style.DisplayNone) != (now.Display == style.DisplayNone) {
			d.shownOrHidden(r.Node, now.Display == style.DisplayNone)
		}
		for _, p := range pseudos {
			d.moves(r.Node, p, r.Was(p))
		}
	}
	if !d.stepExports() && (!d.player.Idle() || len(d.exports) > 0) {
		d.mix()
	}
}

// moves tells the player that the style of an element or pseudo-element was another.
func (d *Document) moves(n *dom.Node, p style.Pseudo, was *style.Computed) {
	k := animation.Key{Node: n.ID, Pseudo: p}
	now := d.styler.Of(n, p)
	known := d.based[k] != nil
	switch {
	case now == nil || now.Display == style.DisplayNone:
		if known {
			d.still(k)
		}
	case len(now.Transitions) > 0 || len(now.Animations) > 0:
		if now == was && known {
			return
		}
		if hidden(d, n) {
			if known {
				d.still(k)
			}
			return
		}
		d.based[k] = now
		d.player.Restyled(k, was, now, d.now)
	case known:
		delete(d.based, k)
		d.player.Restyled(k, was, now, d.now) // what scripts started goes on
	}
}

// still ends what moves.
func (d *Document) still(k animation.Key) {
	delete(d.based, k)
	d.player.Forget(k)
	if was := d.mixed[k]; was != nil {
		delete(d.mixed, k)
		if n := d.tree.Node(k.Node); n != nil {
			d.boxes.Restyled(n)
			if own := d.styler.Of(n, k.Pseudo); own != nil && own.Inherited != was.Inherited {
				d.handed = append(d.handed, n)
			}
		}
	}
}

// hidden reports whether n lies below an element with display: none; nothing moves there.
func hidden(d *Document, n *dom.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if c := d.styler.Of(p, style.NoPseudo); c != nil && c.Display == style.DisplayNone {
			return true
		}
	}
	return false
}

// shownOrHidden ends what moves below n, or starts its animations anew.
// https://www.w3.org/TR/css-animations-1/#animations
func (d *Document) shownOrHidden(n *dom.Node, gone bool) {
	for c := n.First; c != nil; c = c.Next {
		if c.IsText() {
			continue
		}
		now := d.styler.Of(c, style.NoPseudo)
		if now == nil || now.Display == style.DisplayNone {
			continue // it is hidden by itself
		}
		for _, p := range pseudos {
			if k := (animation.Key{Node: c.ID, Pseudo: p}); gone {
				d.still(k)
			} else if d.based[k] == nil {
				d.moves(c, p, nil)
			}
		}
		d.shownOrHidden(c, gone)
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
		own := d.styler.Of(n, k.Pseudo)
		was := d.mixed[k]
		if was == nil {
			was = own
		}
		// Faster: what is handed down stays the same value as long as it is equal, so
		// that nothing below is looked at.
		switch {
		case c == own:
		case style.SameInherited(c, own):
			c.Inherited = own.Inherited
		case style.SameInherited(c, was):
			c.Inherited = was.Inherited
		}
		if k.Pseudo == style.NoPseudo && c.Inherited != was.Inherited {
			d.handed = append(d.handed, n)
		}
		if c != own {
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
				if own := d.styler.Of(n, k.Pseudo); own != nil && k.Pseudo == style.NoPseudo && own.Inherited != d.mixed[k].Inherited {
					d.handed = append(d.handed, n)
				}
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

// Animations lists the CSS animations of the page at its present time.
func (d *Document) Animations() []animation.Playing { return d.player.Playing(d.now) }

// MovingStyle gives the style of n while a transition, an animation or what the program
// exported changes it, else nil.
func (d *Document) MovingStyle(n *dom.Node) *style.Computed {
	if len(d.mixed) == 0 {
		return nil
	}
	return d.mixed[animation.Key{Node: n.ID}]
}

// handDown lets children inherit what animations changed.
func (d *Document) handDown() {
	for _, n := range d.handed {
		if d.tree.Node(n.ID) != n {
			continue
		}
		for c := n.First; c != nil; c = c.Next {
			if !c.IsText() {
				d.mut.Damage(c, dom.DamageStyle)
			}
		}
	}
	d.handed = d.handed[:0]
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
