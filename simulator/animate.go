package simulator

import (
	"math"
	"strings"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// maxAnimation bounds this.animate, ms.
const maxAnimation = 3600e3

// animate carries out this.animate and gives how long it takes.
// Documentation of keyframe animation: duration in ms, offset 0…1, ease per frame.
func (s *Session) animate(p *page, a value.Value) time.Duration {
	ms := a.Get("duration").ToNumber()
	if math.IsNaN(ms) || ms < 0 {
		ms = 0
	}
	d := time.Duration(min(ms, maxAnimation) * float64(time.Millisecond))
	var frames []renderer.Keyframe
	for _, f := range a.Get("keyframes").Items() {
		k := renderer.Keyframe{Offset: -1, Ease: strOr(f.Get("ease"), "linear"), Style: keyframeStyle(f)}
		if o := f.Get("offset"); o.Kind() == value.Number {
			k.Offset = min(max(o.Num(), 0), 1)
		}
		frames = append(frames, k)
	}
	tl, bound := scrollTimeline(a)
	for _, id := range a.Get("nodes").Items() {
		if bound {
			p.doc.AnimateOnScroll(dom.NodeID(id.ToNumber()), frames, d, tl)
		} else {
			p.doc.Animate(dom.NodeID(id.ToNumber()), frames, d)
		}
	}
	return d
}

// scrollTimeline reads the fourth argument of this.animate; bound tells that there is
// one. Documentation of scroll-driven animations.
func scrollTimeline(a value.Value) (tl renderer.ScrollTimeline, bound bool) {
	t := a.Get("timeline")
	if t.Kind() != value.Map {
		return tl, false
	}
	number := func(name string) float64 {
		if v := t.Get(name); v.Kind() == value.Number && v.Num() == v.Num() {
			return v.Num()
		}
		return 0
	}
	tl.Horizontal = t.Get("orientation").Str() == "horizontal"
	tl.Start, tl.End = number("startScrollOffset"), number("endScrollOffset")
	tl.Range = time.Duration(min(max(number("timeRange"), 0), maxAnimation) * float64(time.Millisecond))
	tl.Source = dom.NodeID(a.Get("source").ToNumber())
	return tl, true
}

// clearAnimation carries out this.clearAnimation(selector, options).
func (s *Session) clearAnimation(p *page, a value.Value) {
	var props []string
	o := a.Get("options")
	for i, k := range o.Keys() {
		if !o.Index(i).Truthy() {
			continue
		}
		if transforms[k] != "" {
			k = "transform"
		}
		props = append(props, k)
	}
	for _, id := range a.Get("nodes").Items() {
		p.doc.ClearAnimation(dom.NodeID(id.ToNumber()), props)
	}
}

// transforms are the keys of a keyframe that are transform functions, with the unit
// of a bare number.
var transforms = map[string]string{
	"matrix": "-", "matrix3d": "-", "rotate": "deg", "rotate3d": "deg", "rotateX": "deg", "rotateY": "deg", "rotateZ": "deg",
	"scale": "-", "scale3d": "-", "scaleX": "-", "scaleY": "-", "scaleZ": "-", "skew": "deg", "skewX": "deg", "skewY": "deg",
	"translate": "px", "translate3d": "px", "translateX": "px", "translateY": "px", "translateZ": "px",
}

// keyframeStyle writes a keyframe as declarations.
func keyframeStyle(f value.Value) string {
	var style, transform strings.Builder
	for i, k := range f.Keys() {
		v := f.Index(i)
		switch unit := transforms[k]; {
		case k == "offset" || k == "ease":
		case unit != "":
			transform.WriteString(" " + k + "(" + arguments(k, v, unit) + ")")
		default:
			text := v.ToString()
			if v.Kind() == value.Number && k != "opacity" && k != "zIndex" {
				text += "px"
			}
			style.WriteString(dom.Dashed(k) + ":" + text + ";")
		}
	}
	if transform.Len() > 0 {
		style.WriteString("transform:" + transform.String() + ";")
	}
	return style.String()
}

// arguments writes those of a transform function; only the last of rotate3d is an angle.
func arguments(name string, v value.Value, unit string) string {
	items := []value.Value{v}
	if v.Kind() == value.List {
		items = v.Items()
	}
	out := make([]string, len(items))
	for i, x := range items {
		out[i] = x.ToString()
		if x.Kind() == value.Number && unit != "-" && (name != "rotate3d" || i == len(items)-1) {
			out[i] += unit
		}
	}
	return strings.Join(out, ", ")
}

// alarm is something to do at a time of the session's clock.
type alarm struct {
	at  time.Duration
	run func()
}

// at runs f when the session's clock stands at t or later; a new worker drops it.
func (s *Session) at(t time.Duration, f func()) {
	s.alarms = append(s.alarms, alarm{t, f})
}

// ring runs the alarms that are due, in the order they were set, and gives the time
// of the next, negative none.
func (s *Session) ring() time.Duration {
	next := time.Duration(-1)
	list := s.alarms
	s.alarms = nil
	for _, a := range list {
		if a.at <= s.now {
			a.run()
			continue
		}
		s.alarms = append(s.alarms, a)
		if next < 0 || a.at < next {
			next = a.at
		}
	}
	return next
}
