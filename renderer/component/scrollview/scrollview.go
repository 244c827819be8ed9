// Package scrollview is scroll-view.
//
// Its one idea: what scrolls is an inner node with overflow, moved by the
// Document like any scroller; here are only the attributes and the events.
package scrollview

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is scroll-view.
var Kind = builtin.Kind{Tag: "scroll-view", New: newScroll}

// threshold is how near an end counts as reached (CSS px) unless the attribute says otherwise.
const threshold = 50.0

type scroll struct {
	h             builtin.Host
	n             *dom.Node
	main, content *dom.Node
	top, left     value.Value
	into          value.Value
	pending       bool // an attribute asks for a place; done after layout
	fresh         bool
	atStart       [2]bool // left, top: inside the threshold at the last scroll
	atEnd         [2]bool
	measured      bool
}

func newScroll(h builtin.Host, n *dom.Node) builtin.Instance {
	s := &scroll{h: h, n: n, fresh: true}
	s.main = builtin.Part(h, n, n, "view", "wx-scroll-view")
	s.content = builtin.Part(h, n, s.main, "view", "wx-scroll-view-content")
	builtin.Slot(h, n, s.content)
	return s
}

func (s *scroll) axes() (x, y bool) {
	x, y = builtin.On(s.n, "scroll-x", false), builtin.On(s.n, "scroll-y", false)
	if builtin.Str(s.n, "direction", "") == "all" {
		x, y = true, true
	}
	return x, y
}

func (s *scroll) Update() {
	m := s.h.Dom()
	x, y := s.axes()
	over := func(on bool) string {
		if on {
			return "auto"
		}
		return "hidden"
	}
	m.SetForced(s.main, "overflow-x:"+over(x)+";overflow-y:"+over(y))
	class := "wx-scroll-view-content"
	if builtin.On(s.n, "enable-flex", false) {
		class += " wx-scroll-view-flex"
	}
	m.SetClasses(s.content, builtin.Classes(s.n, class))
	if builtin.On(s.n, "refresher-enabled", false) {
		s.h.Missing("scroll-view refresher-enabled")
	}
	top, left, into := builtin.Attr(s.n, "scroll-top"), builtin.Attr(s.n, "scroll-left"), builtin.Attr(s.n, "scroll-into-view")
	if !value.Same(top, s.top) || !value.Same(left, s.left) || !value.Same(into, s.into) {
		s.pending = true
	}
}

// Placed goes where scroll-top, scroll-left and scroll-into-view ask.
func (s *scroll) Placed() bool {
	if !s.pending {
		s.fresh = false
		return false
	}
	s.pending = false
	top, left, into := builtin.Attr(s.n, "scroll-top"), builtin.Attr(s.n, "scroll-left"), builtin.Attr(s.n, "scroll-into-view")
	x, y := s.h.ScrollOffset(s.main)
	toX, toY := x, y
	if !value.Same(top, s.top) && !top.IsNil() {
		toY = builtin.Num(s.n, "scroll-top", y)
	}
	if !value.Same(left, s.left) && !left.IsNil() {
		toX = builtin.Num(s.n, "scroll-left", x)
	}
	if !value.Same(into, s.into) && !into.IsNil() && into.ToString() != "" {
		if target := s.find(into.ToString()); target != nil {
			box, view := s.h.Border(target), s.h.Border(s.main)
			offset := builtin.Num(s.n, "scroll-into-view-offset", 0)
			ax, ay := s.axes()
			if ay {
				toY = y + box.Y - view.Y + offset
			}
			if ax {
				toX = x + box.X - view.X + offset
			}
		}
	}
	s.top, s.left, s.into = top, left, into
	if toX != x || toY != y {
		s.h.ScrollTo(s.main, toX, toY, !s.fresh && builtin.On(s.n, "scroll-with-animation", false))
	}
	s.fresh = false
	return false
}

func (s *scroll) find(id string) *dom.Node {
	var found *dom.Node
	builtin.Walk(s.content, func(n *dom.Node) bool {
		if found == nil && n.ElemID == id {
			found = n
		}
		return found == nil
	})
	return found
}

// Scrolled tells scroll, scrolltoupper and scrolltolower.
// WeChat: documentation of scroll-view; reached is told once per arrival.
func (s *scroll) Scrolled(at builtin.Scroll) {
	// The attributes count again when the page sets another value.
	s.h.Emit(s.n, builtin.Emit{Type: "scroll", Detail: value.M(
		"scrollLeft", at.X, "scrollTop", at.Y, "scrollHeight", at.Height, "scrollWidth", at.Width,
		"deltaX", -at.DX, "deltaY", -at.DY, "isDrag", false)})
	upper, lower := builtin.Num(s.n, "upper-threshold", threshold), builtin.Num(s.n, "lower-threshold", threshold)
	x, y := s.axes()
	s.reach(0, x, at.X, at.Width-at.ViewW, at.DX, upper, lower, "left", "right")
	s.reach(1, y, at.Y, at.Height-at.ViewH, at.DY, upper, lower, "top", "bottom")
}

func (s *scroll) reach(axis int, on bool, pos, end, d, upper, lower float64, start, finish string) {
	if !on || end <= 0 {
		return
	}
	up, down := pos <= upper, end-pos <= lower
	// Where the scroller stood before decides whether it arrives now.
	wasUp, wasDown := pos-d <= upper, end-(pos-d) <= lower
	if s.measured {
		wasUp, wasDown = wasUp && s.atStart[axis], wasDown && s.atEnd[axis]
	}
	if up && d < 0 && !wasUp {
		s.h.Emit(s.n, builtin.Emit{Type: "scrolltoupper", Detail: value.M("direction", start)})
	}
	if down && d > 0 && !wasDown {
		s.h.Emit(s.n, builtin.Emit{Type: "scrolltolower", Detail: value.M("direction", finish)})
	}
	s.atStart[axis], s.atEnd[axis] = up, down
	s.measured = true
}
