package style

import (
	"math"

	"diorama/renderer/wxss"
)

// motionLists holds the longhands of transition or animation until the end of the
// cascade.
type motionLists struct {
	names      []string
	durations  []float32
	delays     []float32
	timings    []Timing
	iterations []float32
	directions []Keyword
	fills      []Keyword
	paused     []Keyword
}

// easeTiming is the initial timing function.
var easeTiming = Timing{P: [4]float32{0.25, 0.1, 0.25, 1}}

func (l *motionLists) transitions() []Transition {
	any := false
	for _, d := range l.durations {
		any = any || d > 0
	}
	for _, d := range l.delays {
		any = any || d > 0
	}
	names := l.names
	if names == nil {
		names = []string{"all"}
	}
	if !any || len(names) == 0 {
		return nil
	}
	out := make([]Transition, len(names))
	for i, n := range names {
		out[i] = Transition{Property: n, Duration: at(l.durations, i, 0), Delay: at(l.delays, i, 0), Timing: at(l.timings, i, easeTiming)}
	}
	return out
}

func (l *motionLists) animations() []Animation {
	var out []Animation
	for i, n := range l.names {
		if n == "" {
			continue
		}
		out = append(out, Animation{
			Name: n, Duration: at(l.durations, i, 0), Delay: at(l.delays, i, 0), Timing: at(l.timings, i, easeTiming),
			Iterations: at(l.iterations, i, 1), Direction: at(l.directions, i, 0), Fill: at(l.fills, i, 0), Paused: at(l.paused, i, 0) == 1,
		})
	}
	return out
}

func splitTransitions(t []Transition) motionLists {
	var l motionLists
	for _, x := range t {
		l.names, l.durations = append(l.names, x.Property), append(l.durations, x.Duration)
		l.delays, l.timings = append(l.delays, x.Delay), append(l.timings, x.Timing)
	}
	return l
}

func splitAnimations(t []Animation) motionLists {
	var l motionLists
	for _, x := range t {
		l.names, l.durations = append(l.names, x.Name), append(l.durations, x.Duration)
		l.delays, l.timings = append(l.delays, x.Delay), append(l.timings, x.Timing)
		l.iterations, l.directions = append(l.iterations, x.Iterations), append(l.directions, x.Direction)
		k := Keyword(0)
		if x.Paused {
			k = 1
		}
		l.fills, l.paused = append(l.fills, x.Fill), append(l.paused, k)
	}
	return l
}

func motionProp[T any](name string, anim bool, get func(l *motionLists) *[]T, item func(p *vparser) (T, bool)) prop {
	lists := func(a *applier) *motionLists {
		if anim {
			a.hasAnim = true
			return &a.animations
		}
		a.hasTrans = true
		return &a.transitions
	}
	return prop{
		name: name,
		parse: func(p *vparser) (val, bool) {
			v, ok := list(p, func() (T, bool) { return item(p) })
			return val{ref: v}, ok
		},
		set: func(a *applier, v *val) { *get(lists(a)) = v.ref.([]T) },
		copy: func(a *applier, src *Computed) {
			var from motionLists
			if anim {
				from = splitAnimations(src.Animations)
			} else {
				from = splitTransitions(src.Transitions)
			}
			*get(lists(a)) = *get(&from)
		},
	}
}

var playDirectionWords = map[string]Keyword{"normal": 0, "reverse": 1, "alternate": 2, "alternate-reverse": 3}
var fillModeWords = map[string]Keyword{"none": 0, "forwards": 1, "backwards": 2, "both": 3}
var playStateWords = map[string]Keyword{"running": 0, "paused": 1}

func (p *vparser) duration() (float32, bool) {
	v, ok := p.time()
	return float32(v), ok && v >= 0
}

func (p *vparser) delay() (float32, bool) {
	v, ok := p.time()
	return float32(v), ok
}

func (p *vparser) iterations() (float32, bool) {
	if p.word("infinite") {
		return float32(math.Inf(1)), true
	}
	v, ok := p.numberFrom(0)
	return float32(v), ok
}

// animationName gives "" for none.
func (p *vparser) animationName() (string, bool) {
	if p.word("none") {
		return "", true
	}
	if s, ok := p.str(); ok {
		return s, true
	}
	p.ws()
	if t := p.tok(); t.Kind == wxss.Ident && cssWide(p.toks[p.i:p.i+1]) == notWide && !t.Is("default") {
		p.i++
		return t.Text, true
	}
	return "", false
}

func (p *vparser) transitionName() (string, bool) {
	p.ws()
	t := p.tok()
	if t.Kind != wxss.Ident {
		return "", false
	}
	p.i++
	if len(t.Text) > 2 && t.Text[:2] == "--" {
		return t.Text, true
	}
	return canonical(wxss.Lower(t.Text)), true
}

func keywordItem(words map[string]Keyword) func(p *vparser) (Keyword, bool) {
	return func(p *vparser) (Keyword, bool) { return p.keyword(words) }
}

func motionProps() []prop {
	return []prop{
		{
			name: "transition-property",
			parse: func(p *vparser) (val, bool) {
				if p.word("none") {
					return val{ref: []string{}}, true
				}
				v, ok := list(p, p.transitionName)
				return val{ref: v}, ok
			},
			set: func(a *applier, v *val) { a.hasTrans, a.transitions.names = true, v.ref.([]string) },
			copy: func(a *applier, src *Computed) {
				a.hasTrans, a.transitions.names = true, splitTransitions(src.Transitions).names
			},
		},
		motionProp("transition-duration", false, func(l *motionLists) *[]float32 { return &l.durations }, (*vparser).duration),
		motionProp("transition-delay", false, func(l *motionLists) *[]float32 { return &l.delays }, (*vparser).delay),
		motionProp("transition-timing-function", false, func(l *motionLists) *[]Timing { return &l.timings }, (*vparser).timing),
		motionProp("animation-name", true, func(l *motionLists) *[]string { return &l.names }, (*vparser).animationName),
		motionProp("animation-duration", true, func(l *motionLists) *[]float32 { return &l.durations }, (*vparser).duration),
		motionProp("animation-delay", true, func(l *motionLists) *[]float32 { return &l.delays }, (*vparser).delay),
		motionProp("animation-timing-function", true, func(l *motionLists) *[]Timing { return &l.timings }, (*vparser).timing),
		motionProp("animation-iteration-count", true, func(l *motionLists) *[]float32 { return &l.iterations }, (*vparser).iterations),
		motionProp("animation-direction", true, func(l *motionLists) *[]Keyword { return &l.directions }, keywordItem(playDirectionWords)),
		motionProp("animation-fill-mode", true, func(l *motionLists) *[]Keyword { return &l.fills }, keywordItem(fillModeWords)),
		motionProp("animation-play-state", true, func(l *motionLists) *[]Keyword { return &l.paused }, keywordItem(playStateWords)),
	}
}
