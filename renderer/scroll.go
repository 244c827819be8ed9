package renderer

import (
	"math"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/input"
	"diorama/renderer/style"
	"diorama/renderer/value"
)

// pullDistance is how far (CSS px) the page must be pulled down to refresh.
const pullDistance = 60.0

// scroller is an element that scrolls, or the page (the root element).
type scroller struct {
	node    *dom.Node
	x, y    float64 // CSS px
	fling   *input.Fling
	glide   *input.Glide
	drag    bool
	reached bool // the page's end was told and not left since
}

func (s *scroller) moving() bool { return s.fling != nil || s.glide != nil }

func (s *scroller) still() { s.fling, s.glide = nil, nil }

// scrollerOf gives the scroller of n when n scrolls; the root stands for the page.
func (d *Document) scrollerOf(n *dom.Node) *scroller {
	if n.IsText() {
		return nil
	}
	if n == d.tree.Root {
		return d.pageScroller()
	}
	st := d.styleOf(n, style.NoPseudo)
	if st == nil || !scrolls(st.OverflowX) && !scrolls(st.OverflowY) {
		return nil
	}
	return d.scrollState(n)
}

func (d *Document) scrollState(n *dom.Node) *scroller {
	s := d.scrollers[n.ID]
	if s == nil || s.node != n {
		s = &scroller{node: n}
		d.scrollers[n.ID] = s
	}
	return s
}

func (d *Document) pageScroller() *scroller { return d.scrollState(d.tree.Root) }

func scrolls(k style.Keyword) bool { return k == style.OverflowAuto || k == style.OverflowScroll }

// pageOffset is how far the page is scrolled, CSS px.
func (d *Document) pageOffset() (x, y float64) {
	if s := d.scrollers[dom.RootID]; s != nil {
		return s.x, s.y
	}
	return 0, 0
}

// room gives how far a scroller can go.
func (d *Document) room(s *scroller) (x, y float64) {
	w, h := d.ScrollSize(s.node)
	vw, vh := d.viewSize(s.node)
	bx, by := d.back(s.node)
	return max(0, w+bx-vw), max(0, h+by-vh)
}

// back gives how far a scroller can go before its start, as negative numbers: where its
// content grows to the left or up.
func (d *Document) back(n *dom.Node) (x, y float64) {
	b := d.boxes.BoxOf(n)
	if b == nil {
		return 0, 0
	}
	o := geom.Point{X: b.Overflow().X, Y: b.Overflow().Y}
	if n == d.tree.Root {
		o = o.Add(geom.Point{X: b.Rect.X.Add(b.Border.Left), Y: b.Rect.Y.Add(b.Border.Top)})
	}
	return min(0, d.css(o.X)), min(0, d.css(o.Y))
}

// within brings a place into the room of a scroller.
func (d *Document) within(s *scroller, x, y float64) (float64, float64) {
	rx, ry := d.room(s)
	bx, by := d.back(s.node)
	return min(max(x, bx), rx), min(max(y, by), ry)
}

// viewSize is the size of what is seen of a scroller, CSS px.
func (d *Document) viewSize(n *dom.Node) (w, h float64) {
	if n == d.tree.Root {
		return d.opt.Env.Width, d.opt.Env.Height
	}
	b := d.boxes.BoxOf(n)
	if b == nil {
		return 0, 0
	}
	return d.css(b.Rect.W.Add(-b.Border.Horizontal())), d.css(b.Rect.H.Add(-b.Border.Vertical()))
}

// userAxes tells which axes a finger may scroll.
func (d *Document) userAxes(s *scroller) (x, y bool) {
	if s.node == d.tree.Root {
		if d.opt.Page.DisableScroll {
			return false, false
		}
		st := d.styleOf(d.tree.Root, style.NoPseudo)
		if st == nil {
			return false, false
		}
		closed := func(k style.Keyword) bool { return k == style.OverflowHidden || k == style.OverflowClip }
		return !closed(st.OverflowX), !closed(st.OverflowY)
	}
	st := d.styleOf(s.node, style.NoPseudo)
	return scrolls(st.OverflowX), scrolls(st.OverflowY)
}

// canScroll reports whether s can move by dx, dy along the axis of the gesture.
func (d *Document) canScroll(s *scroller, dx, dy float64, horizontal bool) bool {
	ax, ay := d.userAxes(s)
	rx, ry := d.room(s)
	bx, by := d.back(s.node)
	if horizontal {
		return ax && (dx > 0 && s.x < rx || dx < 0 && s.x > bx)
	}
	return ay && (dy > 0 && s.y < ry || dy < 0 && s.y > by)
}

// locks tells which axes follow the finger: both only where both can move.
func (d *Document) locks(s *scroller, horizontal bool) (x, y bool) {
	ax, ay := d.userAxes(s)
	rx, ry := d.room(s)
	bx, by := d.back(s.node)
	x, y = ax && rx > bx, ay && ry > by
	if x && y {
		return true, true
	}
	return x && horizontal, y && !horizontal
}

// dragScroll follows the finger.
func (d *Document) dragScroll(f *finger, dx, dy float64) {
	if !f.lockX {
		dx = 0
	}
	if !f.lockY {
		dy = 0
	}
	if f.scroll.node == d.tree.Root && d.opt.Page.PullDown {
		if f.scroll.y <= 0 && dy < 0 || f.pull > 0 {
			f.pull = max(0, f.pull-dy)
			return
		}
	}
	d.scrollBy(f.scroll, dx, dy)
}

// release goes on with the finger's speed.
func (d *Document) release(f *finger, vx, vy float64) {
	s := f.scroll
	s.drag = false
	if f.pull >= pullDistance {
		d.push(Event{Type: "pulldownrefresh", Target: dom.RootID, Time: d.now, PageMethod: "onPullDownRefresh"})
		return
	}
	if !f.lockX {
		vx = 0
	}
	if !f.lockY {
		vy = 0
	}
	if fl, ok := input.NewFling(s.x, s.y, -vx, -vy, d.now); ok {
		s.fling, s.glide = &fl, nil
	}
}

// stopFlings stops what is gliding below a finger; true when something was.
func (d *Document) stopFlings(n *dom.Node) bool {
	stopped := false
	for ; n != nil; n = n.Parent {
		if s := d.scrollers[n.ID]; s != nil && s.fling != nil {
			s.still()
			stopped = true
		}
	}
	return stopped
}

func (d *Document) tickScrollers(now time.Duration) {
	if len(d.scrollers) == 0 {
		return
	}
	var moving []*scroller
	for _, s := range d.scrollers {
		if s.moving() {
			moving = append(moving, s)
		}
	}
	// In tree order of creation, so that events have one order.
	for i := 1; i < len(moving); i++ {
		for k := i; k > 0 && moving[k-1].node.ID > moving[k].node.ID; k-- {
			moving[k-1], moving[k] = moving[k], moving[k-1]
		}
	}
	for _, s := range moving {
		var x, y float64
		var done bool
		if s.fling != nil {
			x, y, done = s.fling.At(now)
		} else {
			x, y, done = s.glide.At(now)
		}
		ox, oy := s.x, s.y
		d.scrollTo(s, x, y)
		stuck := s.fling != nil && s.x == ox && s.y == oy && (x != ox || y != oy)
		if done || stuck {
			s.still()
			if s.node == d.tree.Root {
				d.metaArrived(d.meta.node)
			}
		}
	}
}

func (d *Document) scrollBy(s *scroller, dx, dy float64) { d.scrollTo(s, s.x+dx, s.y+dy) }

// scrollTo moves a scroller within its room and tells who listens.
func (d *Document) scrollTo(s *scroller, x, y float64) {
	x, y = d.within(s, x, y)
	if x == s.x && y == s.y {
		return
	}
	dx, dy := x-s.x, y-s.y
	s.x, s.y = x, y
	d.repaint = true
	d.redrive = d.driven
	if s.node == d.tree.Root {
		_, ry := d.room(s)
		d.pageScrolled(s, dy, ry)
		return
	}
	if l, ok := d.Instance(outer(s.node)).(builtin.ScrollListener); ok {
		w, h := d.ScrollSize(s.node)
		vw, vh := d.viewSize(s.node)
		l.Scrolled(builtin.Scroll{X: x, Y: y, DX: dx, DY: dy, Width: w, Height: h, ViewW: vw, ViewH: vh})
	}
}

func (d *Document) pageScrolled(s *scroller, dy, room float64) {
	d.push(Event{Type: "scroll", Target: dom.RootID, Time: d.now, PageMethod: "onPageScroll", Detail: value.M("scrollTop", s.y)})
	d.metaScrolled(s.y)
	near := room-s.y <= d.opt.Page.ReachBottom
	if near && dy > 0 && !s.reached {
		s.reached = true
		d.push(Event{Type: "reachbottom", Target: dom.RootID, Time: d.now, PageMethod: "onReachBottom"})
	}
	if !near {
		s.reached = false
	}
}

// clampScroll keeps every scroller within its room after layout.
func (d *Document) clampScroll() {
	for _, s := range d.scrollers {
		if s.x == 0 && s.y == 0 {
			s.reached = s.reached && d.nearEnd(s)
			continue
		}
		x, y := d.within(s, s.x, s.y)
		if x != s.x || y != s.y {
			s.x, s.y = x, y
			d.repaint = true
		}
		s.reached = s.reached && d.nearEnd(s)
	}
}

func (d *Document) nearEnd(s *scroller) bool {
	_, ry := d.room(s)
	return ry-s.y <= d.opt.Page.ReachBottom
}

// ScrollOffset is how far n is scrolled, CSS px.
func (d *Document) ScrollOffset(n *dom.Node) (x, y float64) {
	if s := d.scrollers[n.ID]; s != nil && s.node == n {
		return s.x, s.y
	}
	return 0, 0
}

// ScrollTo moves the inner scroller of a component.
func (d *Document) ScrollTo(n *dom.Node, x, y float64, animated bool) {
	duration := time.Duration(0)
	if animated {
		duration = glideTime
	}
	d.scrollNode(n, x, y, duration)
}

func (d *Document) scrollNode(n *dom.Node, x, y float64, duration time.Duration) {
	if math.IsNaN(x) || math.IsNaN(y) {
		return
	}
	s := d.scrollState(n)
	s.still()
	if duration <= 0 {
		d.scrollTo(s, x, y)
		return
	}
	x, y = d.within(s, x, y)
	s.glide = &input.Glide{FromX: s.x, FromY: s.y, ToX: x, ToY: y, Start: d.now, Duration: duration}
}

// ScrollNode scrolls the page (dom.RootID) or a scroll-view to x, y in CSS px
// within duration; 0 jumps. wx.pageScrollTo and ScrollViewContext use it.
func (d *Document) ScrollNode(id dom.NodeID, x, y float64, duration time.Duration) {
	d.settle()
	if n := d.scrollTarget(d.tree.Node(id)); n != nil {
		d.scrollNode(n, x, y, duration)
	}
}

// scrollTarget gives the node that scrolls for an element: its inner scroller, or itself.
func (d *Document) scrollTarget(n *dom.Node) *dom.Node {
	if n == nil || n == d.tree.Root || n.Tag != "scroll-view" && n.Tag != "textarea" {
		return n
	}
	for c := n.First; c != nil; c = c.Next {
		if c.Internal && !c.IsText() {
			return c
		}
	}
	return n
}

// ScrollSize is the size of n's scrollable content, CSS px.
func (d *Document) ScrollSize(n *dom.Node) (w, h float64) {
	b := d.boxes.BoxOf(n)
	if b == nil {
		return 0, 0
	}
	o := b.Overflow()
	if n == d.tree.Root {
		// The page's canvas begins at the viewport's corner, margins included.
		right := b.Rect.X.Add(b.Border.Left).Add(o.Right())
		bottom := b.Rect.Y.Add(b.Border.Top).Add(o.Bottom())
		right = max(right, b.Rect.Right().Add(b.Margin.Right))
		bottom = max(bottom, d.boxes.Canvas())
		bx, by := d.back(n)
		return max(d.css(right), d.opt.Env.Width) - bx, max(d.css(bottom), d.opt.Env.Height) - by
	}
	if o == (geom.Rect{}) {
		vw, vh := d.viewSize(n)
		return vw, vh
	}
	bx, by := d.back(n)
	return d.css(o.Right()) - bx, d.css(o.Bottom()) - by
}

// ContentSize is the size of the whole page, CSS px; at least the viewport.
func (d *Document) ContentSize() (w, h float64) {
	d.settle()
	return d.ScrollSize(d.tree.Root)
}
