package renderer

import (
	"math"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/input"
)

// finger is what a finger on the glass is doing.
type finger struct {
	*input.Finger
	target  *dom.Node // the element that the mini-program sees
	hit     *dom.Node // the innermost node, inner ones included
	noTap   bool      // it stopped a fling, or a long press was handled
	drag    builtin.Dragger
	dragged *dom.Node
	scroll  *scroller
	lockX   bool // only this axis scrolls
	lockY   bool
	lastX   float64
	lastY   float64
	pull    float64 // how far the page was pulled down beyond its top
}

// Pointer handles a finger, the mouse or the wheel and gives what came of it.
func (d *Document) Pointer(p input.Pointer) ([]Event, []Action) {
	d.tick(p.Time)
	if bad(p.X) || bad(p.Y) || bad(p.DX) || bad(p.DY) {
		return d.Drain()
	}
	d.settle()
	switch p.Kind {
	case input.Down:
		d.down(p)
	case input.Move:
		d.move(p)
	case input.Up:
		d.up(p)
	case input.Cancel:
		d.cancel(p)
	case input.Wheel:
		d.wheel(p)
	}
	return d.Drain()
}

func bad(f float64) bool { return math.IsNaN(f) || math.Abs(f) > 1e7 }

// alive gives the finger's target while it is still in the page.
func (d *Document) alive(f *finger) *dom.Node {
	if f.target != nil && d.tree.Node(f.target.ID) == f.target {
		return f.target
	}
	return nil
}

func (d *Document) down(p input.Pointer) {
	in := d.touches.Down(p)
	if in == nil {
		return
	}
	hit := d.tree.Node(d.hitNode(p.X, p.Y))
	if hit == nil {
		hit = d.tree.Root
	}
	f := &finger{Finger: in, hit: hit, target: outer(hit), lastX: p.X, lastY: p.Y}
	d.fingers[p.ID] = f
	f.noTap = d.stopFlings(hit)
	if len(d.touches.Fingers()) == 1 {
		d.press(f)
	}
	d.fire(f.target, "touchstart", in, d.at(in))
}

func (d *Document) move(p input.Pointer) {
	in, began := d.touches.Move(p)
	f := d.fingers[p.ID]
	if in == nil || f == nil {
		return
	}
	target := d.alive(f)
	if target == nil {
		return
	}
	if p.X == f.lastX && p.Y == f.lastY {
		return
	}
	d.fire(target, "touchmove", in, d.at(in))
	if began {
		d.grab(f)
	}
	switch {
	case f.drag != nil:
		if d.tree.Node(f.dragged.ID) == f.dragged {
			f.drag.Drag(in.X, in.Y, in.X-in.StartX, in.Y-in.StartY)
		}
	case f.scroll != nil:
		d.dragScroll(f, f.lastX-in.X, f.lastY-in.Y)
	}
	f.lastX, f.lastY = in.X, in.Y
}

// grab decides what a drag that just left the tap slop moves: the nearest
// component that takes it, or the nearest scroller that can move that way.
//
// WeChat: catchtouchmove stops scrolling by this finger altogether, and the
// components above the catching element do not see the drag.
func (d *Document) grab(f *finger) {
	dx, dy := f.X-f.StartX, f.Y-f.StartY
	blocked, hidden := false, false
	for n := f.hit; n != nil; n = n.Parent {
		if catches(n, "touchmove", true) {
			blocked, hidden = true, true
		}
		if catches(n, "touchmove", false) {
			blocked = true
		}
	}
	horizontal := math.Abs(dx) > math.Abs(dy)
	for n := f.hit; n != nil; n = n.Parent {
		if !hidden {
			if g, ok := d.Instance(n).(builtin.Dragger); ok && g.Grab(f.StartX, f.StartY, dx, dy) {
				f.drag, f.dragged = g, n
				d.unpress(f)
				return
			}
		}
		if !blocked {
			if s := d.scrollerOf(n); s != nil && d.canScroll(s, -dx, -dy, horizontal) {
				f.scroll = s
				f.lockX, f.lockY = d.locks(s, horizontal)
				d.unpress(f)
				s.drag = true
				return
			}
		}
		hidden = hidden || catches(n, "touchmove", false)
	}
	if !blocked && !horizontal && dy > 0 && d.opt.Page.PullDown {
		f.scroll, f.lockY = d.pageScroller(), true
		d.unpress(f)
	}
}

func (d *Document) up(p input.Pointer) {
	d.move(p)
	in := d.touches.Up(p.ID)
	f := d.fingers[p.ID]
	if in == nil || f == nil {
		return
	}
	delete(d.fingers, p.ID)
	target := d.alive(f)
	if target != nil {
		d.fire(target, "touchend", in, d.at(in))
	}
	vx, vy := in.Velocity.At(p.Time)
	switch {
	case f.drag != nil:
		if d.tree.Node(f.dragged.ID) == f.dragged {
			f.drag.Drop(vx, vy)
		}
	case f.scroll != nil:
		d.release(f, vx, vy)
	}
	if target != nil && in.Tappable && !in.Moved && !f.noTap {
		d.tap(f, target)
	}
	d.letGo(f)
}

func (d *Document) cancel(p input.Pointer) {
	in := d.touches.Up(p.ID)
	f := d.fingers[p.ID]
	if in == nil || f == nil {
		return
	}
	delete(d.fingers, p.ID)
	if target := d.alive(f); target != nil {
		d.fire(target, "touchcancel", in, d.at(in))
	}
	if f.drag != nil && d.tree.Node(f.dragged.ID) == f.dragged {
		f.drag.Drop(0, 0)
	}
	if f.scroll != nil {
		f.scroll.drag = false
	}
	d.unpress(f)
	d.letGo(f)
}

// tap sends the event and then lets the components on the way up do what a tap
// does to them; a catch ends their way as it ends the event's.
func (d *Document) tap(f *finger, target *dom.Node) {
	for n := target; n != nil; n = n.Parent {
		if n.Tag == "button" && builtin.On(n, "disabled", false) {
			return // WeChat: a disabled button swallows taps
		}
	}
	d.moveFocus(target)
	d.fire(target, "tap", f.Finger, d.at(f.Finger))
	for n := target; n != nil; n = n.Parent {
		if catches(n, "tap", true) {
			return
		}
	}
	control := false
	for n := target; n != nil && d.tree.Node(n.ID) == n; n = n.Parent {
		if t, ok := d.Instance(n).(builtin.Tapper); ok && !(n.Tag == "label" && control) {
			t.Tap(f.X, f.Y)
			control = true
		}
		if catches(n, "tap", false) {
			return
		}
	}
}

// moveFocus takes the focus from a field when the tap is elsewhere.
func (d *Document) moveFocus(target *dom.Node) {
	if d.focused == nil || builtin.On(d.focused, "hold-keyboard", false) {
		return
	}
	for n := target; n != nil; n = n.Parent {
		if n == d.focused || n.Tag == "label" {
			return
		}
	}
	d.Focus(nil)
}

// rest fires the long presses that are due.
// WeChat: documentation of events: a handled longpress takes the place of the tap.
func (d *Document) rest(now time.Duration) {
	for _, in := range d.touches.Rested(now) {
		f := d.fingers[in.ID]
		if f == nil {
			continue
		}
		target := d.alive(f)
		if target == nil {
			continue
		}
		if len(d.fire(target, "longpress", in, d.at(in))) > 0 {
			f.noTap = true
		}
		d.fire(target, "longtap", in, d.at(in))
	}
}

// wheel scrolls the nearest scroller below the mouse that can move that way.
func (d *Document) wheel(p input.Pointer) {
	hit := d.tree.Node(d.hitNode(p.X, p.Y))
	if hit == nil {
		hit = d.tree.Root
	}
	horizontal := math.Abs(p.DX) > math.Abs(p.DY)
	for n := hit; n != nil; n = n.Parent {
		if s := d.scrollerOf(n); s != nil && d.canScroll(s, p.DX, p.DY, horizontal) {
			s.still()
			d.scrollBy(s, p.DX, p.DY)
			return
		}
	}
}

// Tick lets time pass: long presses, inertia, autoplay, the caret.
func (d *Document) Tick(now time.Duration) ([]Event, []Action) {
	d.tick(now)
	return d.Drain()
}

func (d *Document) tick(now time.Duration) {
	if now > d.now {
		d.now = now
	}
	d.rest(d.now)
	d.tickHovers(d.now)
	d.tickScrollers(d.now)
	d.tickInstances(d.now)
}

// next is when something moves by itself again, negative for never.
func (d *Document) next() time.Duration {
	at := time.Duration(-1)
	sooner := func(t time.Duration) {
		if at < 0 || t < at {
			at = max(t, 0)
		}
	}
	if len(d.events) > 0 || len(d.actions) > 0 {
		sooner(d.now)
	}
	if t, ok := d.touches.Next(); ok {
		sooner(t)
	}
	if d.animating {
		sooner(d.now + frameTime)
	}
	if t, ok := d.exportsDue(); ok {
		sooner(t)
	}
	if d.nextTurn >= 0 {
		sooner(d.nextTurn)
	}
	for _, h := range d.hovers {
		if t, ok := h.next(); ok {
			sooner(t)
		}
	}
	for _, s := range d.scrollers {
		if s.moving() {
			sooner(d.now + frameTime)
		}
	}
	for _, in := range d.tickers {
		if !in.gone {
			if t, ok := in.ticker.Next(); ok {
				sooner(t)
			}
		}
	}
	return at
}
