package style

import "diorama/renderer/wxss"

// stransform is a transform function as specified.
type stransform struct {
	name    string
	x, y, z slen
	n       [16]float32
}

// transform reads none or a list of transform functions (CSS Transforms 1 and 2).
func (p *vparser) transform() (any, bool) {
	if p.word("none") {
		return []stransform(nil), true
	}
	var out []stransform
	for !p.end() {
		if len(out) >= MaxListItems {
			return nil, false
		}
		t, ok := p.transformFunc()
		if !ok {
			return nil, false
		}
		out = append(out, t)
		if p.tok().Kind == wxss.Comma {
			return nil, false
		}
	}
	return out, len(out) > 0
}

func (p *vparser) transformFunc() (stransform, bool) {
	t := p.tok()
	zero := slen{u: uPx}
	f := stransform{x: zero, y: zero, z: zero}
	if t.Kind != wxss.Function {
		return f, false
	}
	p.i++
	ok := false
	switch name := wxss.Lower(t.Text); name {
	case "translate":
		f.name = "translate"
		if f.x, ok = p.length(fPct | fNeg); ok && p.comma() {
			f.y, ok = p.length(fPct | fNeg)
		}
	case "translatex":
		f.name = "translate"
		f.x, ok = p.length(fPct | fNeg)
	case "translatey":
		f.name = "translate"
		f.y, ok = p.length(fPct | fNeg)
	case "translatez":
		f.name = "translate3d"
		f.z, ok = p.length(fNeg)
	case "translate3d":
		f.name = "translate3d"
		if f.x, ok = p.length(fPct | fNeg); ok && p.comma() {
			if f.y, ok = p.length(fPct | fNeg); ok && p.comma() {
				f.z, ok = p.length(fNeg)
				break
			}
		}
		ok = false
	case "scale":
		f.name = "scale"
		if f.n[0], ok = p.factor32(); ok {
			f.n[1] = f.n[0]
			if p.comma() {
				f.n[1], ok = p.factor32()
			}
		}
	case "scalex":
		f.name, f.n[1] = "scale", 1
		f.n[0], ok = p.factor32()
	case "scaley":
		f.name, f.n[0] = "scale", 1
		f.n[1], ok = p.factor32()
	case "scalez":
		f.name, f.n[0], f.n[1] = "scale3d", 1, 1
		f.n[2], ok = p.factor32()
	case "scale3d":
		f.name = "scale3d"
		ok = p.numbers(f.n[:3], p.factor32)
	case "rotate", "rotatez":
		f.name = "rotate"
		f.n[0], ok = p.angle32()
	case "rotatex":
		f.name = "rotateX"
		f.n[0], ok = p.angle32()
	case "rotatey":
		f.name = "rotateY"
		f.n[0], ok = p.angle32()
	case "rotate3d":
		f.name = "rotate3d"
		if ok = p.numbers(f.n[:3], p.number32); ok {
			ok = p.comma()
			if ok {
				f.n[3], ok = p.angle32()
			}
		}
	case "skew":
		f.name = "skew"
		if f.n[0], ok = p.angle32(); ok && p.comma() {
			f.n[1], ok = p.angle32()
		}
	case "skewx":
		f.name = "skewX"
		f.n[0], ok = p.angle32()
	case "skewy":
		f.name = "skewY"
		f.n[0], ok = p.angle32()
	case "matrix":
		f.name = "matrix"
		ok = p.numbers(f.n[:6], p.number32)
	case "matrix3d":
		f.name = "matrix3d"
		ok = p.numbers(f.n[:16], p.number32)
	case "perspective":
		f.name = "perspective"
		f.x, ok = p.length(fNone)
	}
	return f, ok && p.close()
}

func (p *vparser) number32() (float32, bool) {
	v, ok := p.number()
	return float32(v), ok
}

func (p *vparser) factor32() (float32, bool) {
	v, ok := p.fraction()
	return float32(v), ok
}

func (p *vparser) angle32() (float32, bool) {
	v, ok := p.angle(true)
	return float32(v), ok
}

// numbers reads len(dst) numbers with commas between.
func (p *vparser) numbers(dst []float32, one func() (float32, bool)) bool {
	for i := range dst {
		if i > 0 && !p.comma() {
			return false
		}
		v, ok := one()
		if !ok {
			return false
		}
		dst[i] = v
	}
	return true
}

func (a *applier) transform(s []stransform) []TransformOp {
	if len(s) == 0 {
		return nil
	}
	out := make([]TransformOp, len(s))
	for i, f := range s {
		out[i] = TransformOp{Name: f.name, X: a.m.length(f.x), Y: a.m.length(f.y), Z: a.m.length(f.z), N: f.n}
		// Moves in a matrix are px; the last row of matrix3d is per px.
		px := float32(a.m.px)
		switch n := &out[i].N; f.name {
		case "matrix":
			n[4], n[5] = n[4]*px, n[5]*px
		case "matrix3d":
			for k := range 3 {
				n[12+k], n[4*k+3] = n[12+k]*px, n[4*k+3]/px
			}
		}
	}
	return out
}
