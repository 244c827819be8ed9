// Package slider is the slider component.
package slider

import (
	"math"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Kind is the slider component.
var Kind = builtin.Kind{Tag: "slider", New: newSlider}

type slider struct {
	h                    builtin.Host
	n                    *dom.Node
	wrapper, bar         *dom.Node
	track, handle, thumb *dom.Node
	number, words        *dom.Node
	attr                 value.Value
	fresh, dragging      bool
	v                    float64
}

func newSlider(h builtin.Host, n *dom.Node) builtin.Instance {
	s := &slider{h: h, n: n, fresh: true}
	s.wrapper = builtin.Part(h, n, n, "view", "wx-slider-wrapper")
	area := builtin.Part(h, n, s.wrapper, "view", "wx-slider-tap-area")
	s.bar = builtin.Part(h, n, area, "view", "wx-slider-handle-wrapper")
	s.track = builtin.Part(h, n, s.bar, "view", "wx-slider-track")
	s.handle = builtin.Part(h, n, s.bar, "view", "wx-slider-handle")
	s.thumb = builtin.Part(h, n, s.bar, "view", "wx-slider-thumb")
	s.number = builtin.Part(h, n, s.wrapper, "view", "wx-slider-value")
	s.words = builtin.PartText(h, n, s.number, "")
	return s
}

func (s *slider) limits() (lo, hi, step float64) {
	lo, hi = builtin.Num(s.n, "min", 0), builtin.Num(s.n, "max", 100)
	step = builtin.Num(s.n, "step", 1)
	if step <= 0 {
		step = 1
	}
	return lo, max(lo, hi), step
}

func (s *slider) snap(v float64) float64 {
	lo, hi, step := s.limits()
	v = lo + math.Round((v-lo)/step)*step
	// Steps like 0.1 leave dust in the last places.
	v = math.Round(v*1e9) / 1e9
	return min(max(v, lo), hi)
}

func (s *slider) Update() {
	if v := s.n.Attr("value"); s.fresh || !value.Same(v, s.attr) {
		s.attr = v
		s.v = s.snap(builtin.Num(s.n, "value", 0))
	}
	s.fresh = false
	s.v = s.snap(s.v)
	s.paint()
}

func (s *slider) color(def string, names ...string) string {
	for _, name := range names {
		if c := builtin.Color(s.n, name, ""); c != "" {
			def = c
		}
	}
	return def
}

func (s *slider) paint() {
	m := s.h.Dom()
	lo, hi, _ := s.limits()
	part := 0.0
	if hi > lo {
		part = 100 * (s.v - lo) / (hi - lo)
	}
	disabled := builtin.On(s.n, "disabled", false)
	class := "wx-slider-wrapper"
	if disabled {
		class += " wx-slider-disabled"
	}
	m.SetClasses(s.wrapper, builtin.Classes(s.n, class))
	m.SetState(s.n, dom.StateDisabled, disabled)
	forced := ""
	if c := s.color("", "color", "background-color"); c != "" {
		forced = "background-color:" + c
	}
	m.SetForced(s.bar, forced)
	forced = "width:" + builtin.Pct(part)
	if c := s.color("", "selected-color", "active-color"); c != "" && !disabled {
		forced += ";background-color:" + c
	}
	m.SetForced(s.track, forced)
	size := min(max(builtin.Num(s.n, "block-size", 28), 12), 28) // WeChat: documentation, 12 to 28
	at := ";left:" + builtin.Pct(part)
	m.SetForced(s.handle, at[1:])
	box := "width:" + builtin.Px(size) + ";height:" + builtin.Px(size) + ";margin-left:" + builtin.Px(-size/2) + ";margin-top:" + builtin.Px(-size/2)
	m.SetForced(s.thumb, box+at+";background-color:"+s.color("#ffffff", "block-color"))
	if builtin.On(s.n, "show-value", false) {
		m.SetForced(s.number, "")
		m.SetText(s.words, value.NumberString(s.v))
	} else {
		m.SetForced(s.number, "display:none")
	}
}

func (s *slider) at(x float64) float64 {
	box := s.h.Border(s.bar)
	lo, hi, _ := s.limits()
	if box.W <= 0 {
		return s.v
	}
	return s.snap(lo + (hi-lo)*min(max((x-box.X)/box.W, 0), 1))
}

func (s *slider) tell(typ string) {
	e := builtin.Emit{Type: typ, Detail: value.M("value", s.v)}
	if typ == "change" {
		e.Model, e.ModelValue = "value", value.OfNumber(s.v)
	}
	s.h.Emit(s.n, e)
}

// Tap moves the thumb to the finger.
func (s *slider) Tap(x, y float64) {
	if builtin.On(s.n, "disabled", false) {
		return
	}
	s.v = s.at(x)
	s.paint()
	s.tell("change")
}

func (s *slider) Grab(x, y, dx, dy float64) bool {
	if builtin.On(s.n, "disabled", false) || math.Abs(dy) > math.Abs(dx) {
		return false
	}
	s.dragging = true
	return true
}

func (s *slider) Drag(x, y, dx, dy float64) {
	if v := s.at(x); v != s.v {
		s.v = v
		s.paint()
		s.tell("changing")
	}
}

func (s *slider) Drop(vx, vy float64) {
	s.dragging = false
	s.tell("change")
}

func (s *slider) Value() value.Value { return value.OfNumber(s.v) }

func (s *slider) Reset() {
	lo, _, _ := s.limits()
	s.v = lo
	s.paint()
}

// Keep is the value for hot reload.
func (s *slider) Keep() value.Value { return value.OfNumber(s.v) }

// Restore puts it back.
func (s *slider) Restore(v value.Value) {
	s.v = s.snap(v.Num())
	s.paint()
}
