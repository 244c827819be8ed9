package animation

import (
	"reflect"

	"diorama/renderer/style"
)

// transition is one property on its way; times in seconds.
type transition struct {
	prop                   string
	from, to               *style.Computed
	start, delay, duration float64
	timing                 style.Timing
	// back is where the way would lead if it were turned now, and factor how much of
	// the way there is to go then.
	// https://www.w3.org/TR/css-transitions-1/#reversing
	back   *style.Computed
	factor float64
	// forced: started by Run, not by a sheet; a change of style leaves it alone.
	forced bool
}

// over reports whether the transition has ended at t.
func (tr *transition) over(t float64) bool {
	return tidy(t-tr.start) >= tidy(tr.delay+tr.duration)
}

// place is the share of the way at t, after easing.
func (tr *transition) place(t float64) float64 {
	el := tidy(t - tr.start - tr.delay)
	if el < 0 || tr.duration <= 0 {
		return Ease(tr.timing, 0, true)
	}
	return Ease(tr.timing, el/tr.duration, false)
}

// transit starts, turns and ends transitions after base took the place of old.
// https://www.w3.org/TR/css-transitions-1/#starting
func (p *Player) transit(k Key, st *state, old, base *style.Computed, t float64) {
	specs := map[string]*style.Transition{}
	var order []string
	for i := range base.Transitions {
		spec := &base.Transitions[i]
		for _, prop := range Longhands(spec.Property) {
			if specs[prop] == nil {
				order = append(order, prop)
			}
			specs[prop] = spec // the last that names it counts
		}
	}
	kept := st.transitions[:0]
	for _, tr := range st.transitions {
		spec := specs[tr.prop]
		switch {
		case tr.forced:
			delete(specs, tr.prop)
			kept = append(kept, tr)
		case spec == nil: // cancelled
		case tr.over(t):
			p.ended(k, &tr)
			// Completed: the way starts from its end.
			if !same(tr.to, base, tr.prop) {
				if next, ok := begin(tr.prop, spec, tr.to, base, t); ok {
					kept = append(kept, next)
				}
			}
			delete(specs, tr.prop)
		case same(tr.to, base, tr.prop):
			kept = append(kept, tr)
			delete(specs, tr.prop)
		default:
			if next, ok := tr.turn(spec, base, t); ok {
				kept = append(kept, next)
			}
			delete(specs, tr.prop)
		}
	}
	st.transitions = kept
	if old == nil || old.Display == style.DisplayNone {
		return
	}
	for _, prop := range order {
		if spec := specs[prop]; spec != nil {
			if tr, ok := begin(prop, spec, old, base, t); ok {
				st.transitions = append(st.transitions, tr)
			}
		}
	}
}

// begin makes a transition; ok is false when there is none to make.
func begin(prop string, spec *style.Transition, from, to *style.Computed, t float64) (tr transition, ok bool) {
	if spec.Duration+spec.Delay <= 0 || !mixable(from, to, prop) || same(from, to, prop) {
		return tr, false
	}
	return transition{
		prop: prop, from: from, to: to, start: t, delay: float64(spec.Delay), duration: float64(spec.Duration), timing: spec.Timing, back: from, factor: 1,
	}, true
}

// turn leads a running transition to another end.
func (tr *transition) turn(spec *style.Transition, to *style.Computed, t float64) (next transition, ok bool) {
	now := clone(tr.to)
	place := tr.place(t)
	Property(now, tr.from, tr.to, tr.prop, place)
	next, ok = begin(tr.prop, spec, now, to, t)
	if !ok || !same(tr.back, to, tr.prop) {
		return next, ok
	}
	// Chromium cuts off what is below zero; the specification would take its size.
	next.factor = min(max(place*tr.factor+1-tr.factor, 0), 1)
	next.back = tr.to
	next.duration *= next.factor
	if next.delay < 0 {
		next.delay *= next.factor
	}
	return next, next.duration+next.delay > 0
}

func (p *Player) ended(k Key, tr *transition) {
	p.events = append(p.events, Event{Key: k, Type: "transitionend", Name: tr.prop, Elapsed: tr.duration})
}

// only gives a style in which only prop is set, as c has it.
func only(c *style.Computed, prop string) *style.Computed {
	d := &style.Computed{Inherited: &style.Inherited{}}
	switch prop { // parts of layers need layers to be parts of
	case "background-position-x", "background-position-y", "background-size":
		d.Background = make([]style.Layer, len(c.Background))
	case "mask-position-x", "mask-position-y", "mask-size":
		d.Mask = make([]style.Layer, len(c.Mask))
	}
	Property(d, c, c, prop, 0)
	return d
}

func same(a, b *style.Computed, prop string) bool {
	if a == b {
		return true
	}
	switch prop { // Faster: the common ones without reflection
	case "opacity":
		return a.Opacity == b.Opacity
	case "color":
		return a.Color == b.Color
	case "background-color":
		return a.BackgroundColor == b.BackgroundColor
	}
	return reflect.DeepEqual(only(a, prop), only(b, prop))
}

// mixable is false where a transition would only jump (auto to a length): CSS
// Transitions starts none then.
func mixable(a, b *style.Computed, prop string) bool {
	d := &style.Computed{Inherited: &style.Inherited{}}
	if n := len(b.Background); n > 0 {
		d.Background = make([]style.Layer, n)
	}
	if n := len(b.Mask); n > 0 {
		d.Mask = make([]style.Layer, n)
	}
	return Property(d, a, b, prop, 0.5) == Smooth
}
