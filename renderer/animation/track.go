package animation

import "diorama/renderer/style"

// track is the way of one property through the frames that name it.
type track struct {
	prop string
	keys []trackKey // by offset, from 0 to 1
}

type trackKey struct {
	at     float64
	style  *style.Computed // nil: the style without the animation
	timing *style.Timing   // to the next key; nil: the animation's
}

// tracks sorts frames by property. A property that the first or last frame leaves out
// begins or ends with the style without the animation; frames of the same offset and
// easing are one.
// https://drafts.csswg.org/css-animations-2/#keyframes
func tracks(frames []Frame) []track {
	var out []track
	index := map[string]int{}
	var first, last *style.Timing
	for i := range frames {
		if frames[i].Offset == 0 {
			first = frames[i].Timing
		}
		if frames[i].Offset == 1 {
			last = frames[i].Timing
		}
	}
	for i := range frames {
		f := &frames[i]
		for _, prop := range f.Props {
			n, ok := index[prop]
			if !ok {
				n = len(out)
				index[prop] = n
				out = append(out, track{prop: prop})
				if f.Offset > 0 {
					out[n].keys = append(out[n].keys, trackKey{timing: first})
				}
			}
			keys := &out[n].keys
			k := trackKey{f.Offset, f.Style, f.Timing}
			if c := len(*keys); c > 0 && (*keys)[c-1].at == f.Offset && (*keys)[c-1].style != nil && sameTiming((*keys)[c-1].timing, f.Timing) {
				(*keys)[c-1] = k
			} else {
				*keys = append(*keys, k)
			}
		}
	}
	for i := range out {
		if keys := out[i].keys; keys[len(keys)-1].at < 1 {
			out[i].keys = append(keys, trackKey{at: 1, timing: last})
		}
	}
	return out
}

func sameTiming(a, b *style.Timing) bool { return a == b || a != nil && b != nil && *a == *b }

// write mixes the two keys around p into dst.
// https://www.w3.org/TR/web-animations-1/#the-effect-value-of-a-keyframe-animation-effect
func (t *track) write(dst, base *style.Computed, p float64, timing style.Timing, early bool) {
	from := 0
	for i := 1; i < len(t.keys)-1; i++ {
		if t.keys[i].at <= p {
			from = i
		}
	}
	for from < len(t.keys)-2 && p < 1 && t.keys[from].at == t.keys[from+1].at {
		from++
	}
	if p < 0 { // the first two that lie apart
		from = 0
		for from < len(t.keys)-2 && t.keys[from+1].at == 0 {
			from++
		}
	}
	a, b := t.keys[from], t.keys[from+1]
	if a.timing != nil {
		timing = *a.timing
	}
	if a.style == nil {
		a.style = base
	}
	if b.style == nil {
		b.style = base
	}
	x := 1.0
	if b.at > a.at {
		x = Ease(timing, (p-a.at)/(b.at-a.at), early)
	}
	Property(dst, a.style, b.style, t.prop, x)
}
