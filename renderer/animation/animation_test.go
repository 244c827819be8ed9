package animation

import (
	"math"
	"testing"
	"time"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

var easeDefault = style.Timing{P: [4]float32{0.25, 0.1, 0.25, 1}}

// Easing functions give the values of CSS Easing. Oracle: Chromium's
// getComputedStyle during a paused animation.
func TestEase(t *testing.T) {
	for _, c := range []struct {
		tm   style.Timing
		x, y float64
	}{
		{easeDefault, 0.5, 0.80240}, {easeDefault, 0.25, 0.40851}, {easeDefault, 0, 0}, {easeDefault, 1, 1},
		{style.Timing{P: [4]float32{0.42, 0, 0.58, 1}}, 0.25, 0.12916},
		{style.Timing{}, 0.3, 0.3},
		{style.Timing{Steps: 4}, 0.3, 0.25}, {style.Timing{Steps: 4, Jump: style.JumpStart}, 0.3, 0.5},
	} {
		if got := Ease(c.tm, c.x, false); math.Abs(got-c.y) > 2e-4 {
			t.Errorf("%v at %v: %v, want %v", c.tm, c.x, got, c.y)
		}
	}
}

// The timing model: delay, fill, iterations, direction. Oracle: CSS Animations 1.
func TestAt(t *testing.T) {
	inf := float32(math.Inf(1))
	for _, c := range []struct {
		name  string
		a     style.Animation
		since float64
		want  Phase
	}{
		{"before", style.Animation{Duration: 1, Delay: 1, Iterations: 1}, 0.5, Phase{Before: true, Running: true, Early: true}},
		{"before, fills", style.Animation{Duration: 1, Delay: 1, Iterations: 1, Fill: 2}, 0.5, Phase{Before: true, Running: true, Active: true, Early: true}},
		{"half", style.Animation{Duration: 1, Iterations: 1}, 0.5, Phase{Active: true, Running: true, P: 0.5}},
		{"done", style.Animation{Duration: 1, Iterations: 1}, 1, Phase{Done: true, P: 1}},
		{"done, forwards", style.Animation{Duration: 1, Iterations: 1, Fill: 1}, 2, Phase{Done: true, Active: true, P: 1}},
		{"alternate", style.Animation{Duration: 1, Iterations: inf, Direction: 2}, 1.25, Phase{Active: true, Running: true, P: 0.75, Iteration: 1}},
		{"reverse", style.Animation{Duration: 1, Iterations: inf, Direction: 1}, 0.25, Phase{Active: true, Running: true, P: 0.75}},
		{"one and a half", style.Animation{Duration: 1, Iterations: 1.5, Fill: 3}, 9, Phase{Active: true, Done: true, P: 0.5, Iteration: 1}},
		{"no duration", style.Animation{Iterations: inf, Fill: 1}, 1, Phase{Active: true, Done: true, P: 1, Iteration: 1 << 30}},
	} {
		if got := At(&c.a, c.since); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

func plain() *style.Computed { return &style.Computed{Inherited: &style.Inherited{}, Opacity: 1} }

// A transition runs from the old to the new value, turns from where it stands,
// and tells its end. Oracle: CSS Transitions 1.
func TestTransition(t *testing.T) {
	var p Player
	k := Key{Node: 5}
	a := plain()
	a.Transitions = []style.Transition{{Property: "all", Duration: 1, Timing: style.Timing{}}}
	b := clone(a)
	b.Opacity = 0
	p.Restyled(k, nil, a, 0)
	if !p.Idle() {
		t.Error("nothing runs yet")
	}
	p.Restyled(k, a, b, time.Second)
	at := func(s float64, base *style.Computed) float32 {
		c, _ := p.Style(k, base, time.Duration(s*float64(time.Second)))
		return c.Opacity
	}
	if o := at(1.25, b); o != 0.75 {
		t.Error(o)
	}
	p.Restyled(k, b, a, 1250*time.Millisecond) // back again
	if o := at(1.25, a); o != 0.75 {
		t.Error("it turns from where it stands", o)
	}
	// The way back takes as long as the way there took. Oracle: chromium.
	if o := at(1.375, a); o != 0.875 {
		t.Error(o)
	}
	if o := at(1.5, a); o != 1 || !p.Idle() {
		t.Error(o, p.Idle())
	}
	if e := p.Events(); len(e) != 1 || e[0].Type != "transitionend" || e[0].Name != "opacity" {
		t.Error(e)
	}
	c := clone(a)
	c.Width = style.Length{Kind: style.Px, Px: 10}
	p.Restyled(k, a, c, 3*time.Second)
	if !p.Idle() {
		t.Error("auto to a length does not move")
	}
}

// Keyframes mix per property between the frames that declare it. Oracle: CSS
// Animations 1.
func TestKeyframes(t *testing.T) {
	mid, end := plain(), plain()
	mid.Opacity = 0
	end.Opacity, end.ZIndex = 1, 10
	p := Player{Keyframes: func(_ Key, name string, _ *style.Computed) ([]Frame, bool) {
		if name != "x" {
			return nil, false
		}
		return []Frame{{Offset: 0.5, Style: mid, Props: []string{"opacity"}}, {Offset: 1, Style: end, Props: []string{"opacity", "z-index"}}}, true
	}}
	a := plain()
	a.Animations = []style.Animation{{Name: "x", Duration: 1, Iterations: 2}, {Name: "none"}}
	k := Key{Node: 1}
	p.Restyled(k, nil, a, 0)
	for _, c := range []struct {
		at      float64
		opacity float32
		z       int
	}{{0.25, 0.5, 3}, {0.5, 0, 5}, {0.75, 0.5, 8}, {1.25, 0.5, 3}, {2, 1, 0}} {
		got, _ := p.Style(k, a, time.Duration(c.at*float64(time.Second)))
		if got.Opacity != c.opacity || got.ZIndex != c.z {
			t.Errorf("at %v: opacity %v z %v", c.at, got.Opacity, got.ZIndex)
		}
	}
	types := ""
	for _, e := range p.Events() {
		types += e.Type + " "
	}
	if types != "animationstart animationiteration animationend " {
		t.Error(types)
	}
}

// Transforms mix pairwise, against nothing, and through the 2D matrix. Oracle: CSS
// Transforms 1.
func TestTransform(t *testing.T) {
	px := func(v float32) style.Length { return style.Length{Kind: style.Px, Px: v} }
	a := []style.TransformOp{{Name: "translate", X: px(0), Y: px(0)}, {Name: "rotate", N: [16]float32{0}}}
	b := []style.TransformOp{{Name: "translate", X: style.Length{Kind: style.Percent, Pct: 100}, Y: px(10)}, {Name: "rotate", N: [16]float32{90}}}
	m, _ := mixTransform(a, b, 0.5)
	if m[0].X.Pct != 50 || m[0].Y.Px != 5 || m[1].N[0] != 45 {
		t.Errorf("%+v", m)
	}
	m, _ = mixTransform(nil, []style.TransformOp{{Name: "scale", N: [16]float32{3, 1}}}, 0.5)
	if m[0].N[0] != 2 || m[0].N[1] != 1 {
		t.Errorf("%+v", m)
	}
	x := style.TransformOp{Name: "matrix", N: [16]float32{1, 0, 0, 1, 0, 0}}
	y := style.TransformOp{Name: "matrix", N: [16]float32{0, 1, -1, 0, 10, 0}}
	op, _ := mixOp(x, y, 0.5)
	if op.Mix == nil || op.Mix.P != 0.5 {
		t.Errorf("%+v", op)
	}
	got, _ := geom.MixMatrix4(geom.Matrix4{0: 1, 5: 1, 10: 1, 15: 1}, geom.Matrix4{1: -1, 3: 10, 4: 1, 10: 1, 15: 1}, 0.5)
	if math.Abs(got[0]-math.Sqrt2/2) > 1e-6 || got[3] != 5 {
		t.Errorf("%+v", got)
	}
}

// Ends of animations: the last of several iterations that time does not divide evenly,
// none at all, and steps on the way back. Oracle: chromium.
func TestEnds(t *testing.T) {
	start := style.Timing{Steps: 1, Jump: style.JumpStart}
	for _, c := range []struct {
		a     style.Animation
		since float64
		want  float64
	}{
		{style.Animation{Duration: .4, Iterations: 3, Direction: 3, Fill: 3}, 1.2, 0},
		{style.Animation{Duration: .3, Delay: .1, Fill: 3}, .2, 0},
		{style.Animation{Duration: .3, Delay: .1, Fill: 1}, .2, 1},
		{style.Animation{Duration: .409, Iterations: 2.3, Direction: 3, Fill: 1}, 1, 1},
	} {
		ph := At(&c.a, c.since)
		if got := Ease(start, ph.P, ph.Early); !ph.Done || !ph.Active || got != c.want {
			t.Errorf("%+v at %v: %+v gives %v, want %v", c.a, c.since, ph, got, c.want)
		}
	}
}
