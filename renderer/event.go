package renderer

import (
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

// outer gives the element that a mini-program knows for a node: inner nodes and
// texts stand for the element around them.
func outer(n *dom.Node) *dom.Node {
	for n != nil && (n.IsText() || n.Internal) {
		n = n.Parent
	}
	return n
}

// push queues an event. When the host does not fetch them, moves go first: the
// newest say enough.
func (d *Document) push(ev Event) {
	if len(d.events) >= maxPending {
		kept := d.events[:0]
		for _, e := range d.events {
			if e.Type != "touchmove" && e.Type != "scroll" && e.Type != "transition" && e.PageMethod != "onPageScroll" {
				kept = append(kept, e)
			}
		}
		d.events = kept
		if len(d.events) >= maxPending {
			return
		}
	}
	d.events = append(d.events, ev)
}

// hops is the handler chain of an event on n with the offsets that the handlers see.
func (d *Document) hops(n *dom.Node, event string, bubbles bool) []Hop {
	chain := dom.Chain(n, event, bubbles)
	if len(chain) == 0 {
		return nil
	}
	out := make([]Hop, len(chain))
	for i, h := range chain {
		x, y := d.offset(d.tree.Node(h.Node))
		tx, ty := x, y
		if h.Target != h.Node {
			tx, ty = d.offset(d.tree.Node(h.Target))
		}
		out[i] = Hop{Hop: h, X: x, Y: y, TargetX: tx, TargetY: ty}
	}
	return out
}

// fire sends a touch event and reports its chain. Without listeners nothing is sent.
func (d *Document) fire(n *dom.Node, typ string, changed *input.Finger, detail value.Value) []Hop {
	hops := d.hops(n, typ, true)
	if len(hops) == 0 {
		return nil
	}
	ev := Event{Type: typ, Target: n.ID, Bubbles: true, Hops: hops, Detail: detail, Time: d.now}
	for _, f := range d.touches.Fingers() {
		ev.Touches = append(ev.Touches, d.touch(f))
	}
	ev.Changed = []Touch{d.touch(changed)}
	if typ == "tap" || typ == "longpress" || typ == "longtap" {
		ev.Touches = ev.Changed
	}
	d.push(ev)
	return hops
}

func (d *Document) touch(f *input.Finger) Touch {
	x, y := d.pageOffset()
	return Touch{ID: f.ID, ClientX: f.X, ClientY: f.Y, PageX: f.X + x, PageY: f.Y + y}
}

// at is the detail of tap and longpress: the place on the page.
func (d *Document) at(f *input.Finger) value.Value {
	x, y := d.pageOffset()
	return value.M("x", f.X+x, "y", f.Y+y)
}

// catches reports whether a handler of n stops event (catch or capture-catch).
func catches(n *dom.Node, event string, capture bool) bool {
	for _, h := range n.Handlers {
		if h.Event == event && h.Kind == dom.Catch && h.Capture == capture && !h.Void() {
			return true
		}
	}
	return false
}
