package animation

import (
	"sort"
	"strings"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/style"
)

// Key names what is animated: an element or one of its pseudo-elements.
type Key struct {
	Node   dom.NodeID
	Pseudo style.Pseudo
}

// Frame is one keyframe: Style is the element's style with the frame's
// declarations, Props the longhands that it declares.
type Frame struct {
	Offset float64
	Style  *style.Computed
	Props  []string
	Timing *style.Timing // animation-timing-function of the frame, nil: the animation's
}

// Event is transitionend, animationstart, animationiteration or animationend.
type Event struct {
	Key     Key
	Type    string
	Name    string  // property or animation
	Elapsed float64 // seconds
}

type running struct {
	spec      style.Animation
	start     float64
	tracks    []track
	known     bool            // there is such a rule, perhaps an empty one
	base      *style.Computed // for which frames were made
	started   bool
	iteration int
	done      bool
	paused    float64 // seconds that stand still so far
	pausedAt  float64
	isPaused  bool
	drive     func() float64 // gives the seconds that have run instead of the clock
}

// since gives the seconds that have run at t.
func (r *running) since(t float64) float64 {
	switch {
	case r.drive != nil:
		return r.drive()
	case r.isPaused:
		return r.pausedAt - r.start - r.paused
	}
	return t - r.start - r.paused
}

type state struct {
	transitions []transition
	animations  []running
	scripted    []running // started by Play; they stay until Stop
}

// Player holds what runs. The zero value runs nothing.
type Player struct {
	// Keyframes gives the frames of a @keyframes rule for an element with the style
	// base, sorted by offset; ok is false when there is no such rule.
	Keyframes func(k Key, name string, base *style.Computed) (frames []Frame, ok bool)
	// Rebase, when set, computes the style of k anew with the values that mixed has of
	// props, from which others are computed (currentcolor, em, var()); frames gives the
	// frames of a rule likewise. base is nil when that cannot be done.
	Rebase func(k Key, mixed *style.Computed, props []string) (base *style.Computed, frames func(name string) []Frame)

	states map[Key]*state
	events []Event
}

// Idle reports whether nothing runs or fills.
func (p *Player) Idle() bool { return len(p.states) == 0 }

// Keys gives what runs or fills, in a fixed order.
func (p *Player) Keys() []Key {
	keys := make([]Key, 0, len(p.states))
	for k := range p.states {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool {
		return keys[i].Node < keys[j].Node || keys[i].Node == keys[j].Node && keys[i].Pseudo < keys[j].Pseudo
	})
	return keys
}

// A Playing is a CSS animation of k and the seconds that it has run, its delay included.
type Playing struct {
	Key   Key
	Name  string
	Since float64
}

// Playing lists the CSS animations that there are at now, those that fill or wait
// included, in a fixed order.
func (p *Player) Playing(now time.Duration) (out []Playing) {
	for _, k := range p.Keys() {
		for i := range p.states[k].animations {
			r := &p.states[k].animations[i]
			out = append(out, Playing{k, r.spec.Name, r.since(now.Seconds())})
		}
	}
	return out
}

// Forget drops what runs for k.
func (p *Player) Forget(k Key) { delete(p.states, k) }

// Events gives what began and ended since the last call.
func (p *Player) Events() []Event {
	e := p.events
	p.events = nil
	return e
}

// Restyled tells that k's style went from old (nil: it is new) to base at now.
func (p *Player) Restyled(k Key, old, base *style.Computed, now time.Duration) {
	t := now.Seconds()
	st := p.states[k]
	if base == nil || base.Display == style.DisplayNone {
		delete(p.states, k)
		return
	}
	if st == nil {
		if len(base.Animations) == 0 && (old == nil || old == base || len(base.Transitions) == 0) {
			return
		}
		st = &state{}
	}
	if old != base {
		p.transit(k, st, old, base, t)
	}
	p.animate(k, st, base, t)
	if st.empty() {
		delete(p.states, k)
		return
	}
	p.keep(k, st)
}

func (st *state) empty() bool {
	return len(st.transitions) == 0 && len(st.animations) == 0 && len(st.scripted) == 0
}

func (p *Player) keep(k Key, st *state) {
	if p.states == nil {
		p.states = map[Key]*state{}
	}
	p.states[k] = st
}

func (p *Player) state(k Key) *state {
	st := p.states[k]
	if st == nil {
		st = &state{}
		p.keep(k, st)
	}
	return st
}

// Run starts a transition of props from one style to another whatever the
// style's transition property says (wx.createAnimation).
func (p *Player) Run(k Key, from, to *style.Computed, props []string, spec style.Transition, now time.Duration) {
	st := p.state(k)
	kept := st.transitions[:0]
	for _, tr := range st.transitions {
		if !has(props, tr.prop) {
			kept = append(kept, tr)
		}
	}
	st.transitions = kept
	for _, prop := range props {
		if tr, ok := begin(prop, &spec, from, to, now.Seconds()); ok {
			tr.forced = true
			st.transitions = append(st.transitions, tr)
		}
	}
	if st.empty() {
		delete(p.states, k)
	}
}

// Play starts keyframes that no sheet names (this.animate); Stop ends them.
func (p *Player) Play(k Key, spec style.Animation, frames []Frame, now time.Duration) {
	if len(frames) == 0 {
		return
	}
	st := p.state(k)
	st.scripted = append(st.scripted, running{spec: spec, start: now.Seconds(), tracks: tracks(frames)})
}

// Drive is Play with at for the clock: it gives how many seconds of the animation have
// run. It tells no events and does not count as moving; whoever changes what at gives
// asks for the styles again.
func (p *Player) Drive(k Key, spec style.Animation, frames []Frame, at func() float64) {
	if len(frames) == 0 {
		return
	}
	st := p.state(k)
	st.scripted = append(st.scripted, running{spec: spec, tracks: tracks(frames), drive: at})
}

// Stop ends the keyframes that Play and Drive started; props limits it to those that move
// one of them (nil: all).
func (p *Player) Stop(k Key, props []string) {
	st := p.states[k]
	if st == nil {
		return
	}
	kept := st.scripted[:0]
	for _, r := range st.scripted {
		hit := props == nil
		for i := range r.tracks {
			hit = hit || has(props, r.tracks[i].prop)
		}
		if !hit {
			kept = append(kept, r)
		}
	}
	st.scripted = kept
	if st.empty() {
		delete(p.states, k)
	}
}

// animate keeps the list of animations in line with the style's.
// https://www.w3.org/TR/css-animations-1/#animations
func (p *Player) animate(k Key, st *state, base *style.Computed, t float64) {
	var next []running
	used := make([]bool, len(st.animations))
	for _, spec := range base.Animations {
		if spec.Name == "" || spec.Name == "none" {
			continue
		}
		r := running{spec: spec, start: t, iteration: 0}
		for i := range st.animations {
			if !used[i] && st.animations[i].spec.Name == spec.Name {
				used[i] = true
				r = st.animations[i]
				if spec.Paused != r.isPaused {
					if spec.Paused {
						r.pausedAt = t
					} else {
						r.paused += t - r.pausedAt
					}
				}
				r.spec = spec
				break
			}
		}
		if spec.Paused && !r.isPaused && r.pausedAt == 0 {
			r.pausedAt = t
		}
		r.isPaused = spec.Paused
		if r.base != base {
			r.base = base
			r.tracks, r.known = nil, false
			if p.Keyframes != nil {
				var frames []Frame
				frames, r.known = p.Keyframes(k, spec.Name, base)
				r.tracks = tracks(frames)
			}
		}
		if r.known {
			next = append(next, r)
		}
	}
	st.animations = next
}

// Style gives the style of k at now: base when nothing runs. moving tells that
// it will change by itself; next is when, for steps and delays (0: all the time).
func (p *Player) Style(k Key, base *style.Computed, now time.Duration) (c *style.Computed, moving bool) {
	st := p.states[k]
	if st == nil {
		return base, false
	}
	t := now.Seconds()
	kept := st.transitions[:0]
	for i := range st.transitions {
		if tr := &st.transitions[i]; tr.over(t) {
			p.ended(k, tr)
		} else {
			kept = append(kept, *tr)
		}
	}
	st.transitions = kept
	dst := clone(base)
	rebased := p.rebase(k, st, base, t)
	changed := rebased.base != nil
	if changed {
		dst = clone(rebased.base)
	}
	for i := range st.transitions {
		tr := &st.transitions[i]
		Property(dst, tr.from, tr.to, tr.prop, tr.place(t))
		contain(dst, tr.prop)
		changed, moving = true, true
	}
	for i := range len(st.animations) + len(st.scripted) {
		r := st.running(i)
		ph := At(&r.spec, r.since(t))
		if r.drive == nil {
			p.tell(k, r, ph)
		}
		if ph.Active {
			changed = true
			list := r.tracks
			if rebased.base != nil && i < len(st.animations) {
				list = tracks(rebased.frames(r.spec.Name))
			}
			for i := range list {
				from := base
				if rebased.base != nil {
					if basis(list[i].prop) {
						continue
					}
					// Of what a frame leaves out only currentcolor goes along.
					if strings.HasSuffix(list[i].prop, "color") {
						from = rebased.base
					}
				}
				list[i].write(dst, from, ph.P, r.spec.Timing, ph.Early)
			}
		}
		if ph.Running {
			for n := range r.tracks {
				changed = contain(dst, r.tracks[n].prop) || changed
			}
		}
		moving = moving || ph.Running && !r.isPaused && r.drive == nil
	}
	if st.empty() {
		delete(p.states, k)
	}
	if !changed {
		return base, moving
	}
	return dst, moving
}

// contain makes dst what an element is while prop of it moves or waits to move, whatever
// the value of the moment: a stacking context, and perhaps a containing block. It reports
// whether prop does so.
// https://www.w3.org/TR/web-animations-1/#side-effects-section
func contain(dst *style.Computed, prop string) bool {
	switch prop {
	case "transform", "translate", "rotate", "scale", "filter":
		dst.WillContain = true
	case "opacity", "backdrop-filter":
	default:
		return false
	}
	dst.WillChange = true
	return true
}

func (p *Player) tell(k Key, r *running, ph Phase) {
	if !ph.Before && !r.started {
		r.started = true
		p.events = append(p.events, Event{Key: k, Type: "animationstart", Name: r.spec.Name})
	}
	if ph.Running && !ph.Before && ph.Iteration > r.iteration {
		r.iteration = ph.Iteration
		p.events = append(p.events, Event{Key: k, Type: "animationiteration", Name: r.spec.Name, Elapsed: float64(r.spec.Duration) * float64(ph.Iteration)})
	}
	if ph.Done && !r.done {
		r.done = true
		p.events = append(p.events, Event{Key: k, Type: "animationend", Name: r.spec.Name, Elapsed: float64(r.spec.Duration) * float64(r.spec.Iterations)})
	}
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
