package animation

import (
	"slices"
	"strings"

	"diorama/renderer/style"
)

// basis reports whether other properties are computed from this one: by currentcolor, em
// or var().
func basis(prop string) bool {
	return prop == "color" || prop == "font-size" || strings.HasPrefix(prop, "--")
}

// rebased is the style of a moment computed from what moves in it; without base nothing
// of that kind does.
type rebased struct {
	base   *style.Computed
	frames func(name string) []Frame
}

// rebase moves the properties from which others are computed, and computes those anew.
// https://www.w3.org/TR/web-animations-1/#the-effect-stack: animations are a level of the
// cascade.
func (p *Player) rebase(k Key, st *state, base *style.Computed, t float64) (out rebased) {
	if p.Rebase == nil {
		return out
	}
	var props []string
	mixed := base
	move := func(prop string) *style.Computed {
		if mixed == base {
			mixed = clone(base)
		}
		if !slices.Contains(props, prop) {
			props = append(props, prop)
		}
		return mixed
	}
	for i := range st.transitions {
		if tr := &st.transitions[i]; basis(tr.prop) {
			Property(move(tr.prop), tr.from, tr.to, tr.prop, tr.place(t))
		}
	}
	for i := range len(st.animations) + len(st.scripted) {
		r := st.running(i)
		var ph Phase
		for n := range r.tracks {
			if !basis(r.tracks[n].prop) {
				continue
			}
			if n == 0 || !ph.Active {
				if ph = At(&r.spec, r.since(t)); !ph.Active {
					break
				}
			}
			r.tracks[n].write(move(r.tracks[n].prop), base, ph.P, r.spec.Timing, ph.Early)
		}
	}
	if props != nil {
		out.base, out.frames = p.Rebase(k, mixed, props)
	}
	return out
}

// running gives what sheets started, then what scripts did.
func (st *state) running(i int) *running {
	if i < len(st.animations) {
		return &st.animations[i]
	}
	return &st.scripted[i-len(st.animations)]
}
