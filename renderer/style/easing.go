package style

import (
	"math"

	"diorama/renderer/wxss"
)

// Where steps() jumps: Timing.Jump.
const (
	JumpEnd Keyword = iota
	JumpStart
	JumpNone
	JumpBoth
)

var jumpWords = map[string]Keyword{"end": JumpEnd, "jump-end": JumpEnd, "start": JumpStart, "jump-start": JumpStart, "jump-none": JumpNone, "jump-both": JumpBoth}

// EasePoint is one control point of linear(): In of the time gives Out of the way.
type EasePoint struct{ In, Out float64 }

// ParseTiming reads an easing function as transition-timing-function has it.
func ParseTiming(text string) (Timing, bool) {
	p := &vparser{src: text, toks: trimTokens(wxss.Tokenize(text))}
	t, ok := p.timing()
	return t, ok && p.end()
}

// timing reads an easing function.
// https://www.w3.org/TR/css-easing-2/
func (p *vparser) timing() (Timing, bool) {
	p.ws()
	t := p.tok()
	if t.Kind == wxss.Ident {
		var out Timing
		switch wxss.Lower(t.Text) {
		case "linear":
			out = Timing{P: [4]float32{0, 0, 1, 1}}
		case "ease":
			out = easeTiming
		case "ease-in":
			out = Timing{P: [4]float32{0.42, 0, 1, 1}}
		case "ease-out":
			out = Timing{P: [4]float32{0, 0, 0.58, 1}}
		case "ease-in-out":
			out = Timing{P: [4]float32{0.42, 0, 0.58, 1}}
		case "step-start":
			out = Timing{Steps: 1, Jump: JumpStart}
		case "step-end":
			out = Timing{Steps: 1}
		default:
			return out, false
		}
		p.i++
		return out, true
	}
	switch {
	case p.function("cubic-bezier"):
		var out Timing
		ok := p.numbers(out.P[:], p.number32) && p.close()
		return out, ok && out.P[0] >= 0 && out.P[0] <= 1 && out.P[2] >= 0 && out.P[2] <= 1
	case p.function("steps"):
		n, ok := p.integer()
		out := Timing{Steps: min(n, 1<<20)}
		if !ok || n < 1 {
			return out, false
		}
		if p.comma() {
			if out.Jump, ok = p.keyword(jumpWords); !ok {
				return out, false
			}
		}
		return out, p.close() && (n > 1 || out.Jump != JumpNone)
	case p.function("linear"):
		return p.linear()
	}
	return Timing{}, false
}

// linear reads the control points of linear() and gives those without a place one.
// https://www.w3.org/TR/css-easing-2/#create-a-linear-easing-function
func (p *vparser) linear() (Timing, bool) {
	var pts []EasePoint
	open := math.NaN()
	largest := math.Inf(-1)
	for {
		if len(pts) >= MaxListItems {
			return Timing{}, false
		}
		var places []float64
		at := func() bool {
			p.ws()
			if t := p.tok(); t.Kind != wxss.Percentage {
				return false
			}
			v, ok := p.fraction()
			places = append(places, v)
			return ok
		}
		at()
		out, ok := p.number()
		if !ok {
			return Timing{}, false
		}
		if len(places) == 0 && at() {
			at()
		}
		if len(places) == 0 {
			places = append(places, open)
		}
		for _, v := range places {
			if !math.IsNaN(v) {
				v = max(v, largest)
				largest = v
			}
			pts = append(pts, EasePoint{v, out})
		}
		if !p.comma() {
			break
		}
	}
	if !p.close() || len(pts) < 2 {
		return Timing{}, false
	}
	if math.IsNaN(pts[0].In) {
		pts[0].In = 0
	}
	if last := &pts[len(pts)-1]; math.IsNaN(last.In) {
		last.In = max(1, largest)
	}
	for i := 1; i < len(pts); i++ {
		if !math.IsNaN(pts[i].In) {
			continue
		}
		end := i
		for math.IsNaN(pts[end].In) {
			end++
		}
		from, to, n := pts[i-1].In, pts[end].In, float64(end-i+1)
		for k := i; k < end; k++ {
			pts[k].In = from + (to-from)*float64(k-i+1)/n
		}
	}
	return Timing{Linear: &pts}, true
}
