package animation

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// mixTransform mixes lists of transform functions: pairwise as long as the functions
// match, the shorter list filled up with functions that do nothing; what follows the
// first pair that does not match is mixed as matrices when the box is known. smooth is
// false where there is no way between: the list jumps.
// https://drafts.csswg.org/css-transforms-2/#interpolation-of-transforms
func mixTransform(a, b []style.TransformOp, p float64) (out []style.TransformOp, smooth bool) {
	if len(a) == 0 && len(b) == 0 {
		return a, true
	}
	n := max(len(a), len(b))
	out = make([]style.TransformOp, 0, n)
	for i := range n {
		var x, y style.TransformOp
		switch {
		case i >= len(a):
			y = b[i]
			x = neutral(y)
		case i >= len(b):
			x = a[i]
			y = neutral(x)
		default:
			x, y = a[i], b[i]
		}
		op, ok := mixOp(x, y, p)
		if !ok {
			from, to := a[min(i, len(a)):], b[min(i, len(b)):]
			switch {
			case singular(from) || singular(to):
				return jump(a, b, p), false
			case p == 0:
				return a, true
			case p == 1:
				return b, true
			}
			return append(out, style.TransformOp{Name: "interpolate", Mix: &style.TransformMix{From: from, To: to, P: p}}), true
		}
		out = append(out, op)
	}
	return out, true
}

// singular reports whether a function presses all into a plane or a line: its matrix is
// taken apart by nothing.
func singular(list []style.TransformOp) bool {
	for i := range list {
		switch op := &list[i]; op.Name {
		case "scale":
			if op.N[0] == 0 || op.N[1] == 0 {
				return true
			}
		case "scale3d":
			if op.N[0] == 0 || op.N[1] == 0 || op.N[2] == 0 {
				return true
			}
		case "matrix":
			if op.N[0]*op.N[3] == op.N[1]*op.N[2] {
				return true
			}
		}
	}
	return false
}

// neutral is the function of the same kind that does nothing.
func neutral(op style.TransformOp) style.TransformOp {
	zero := style.Length{Kind: style.Px}
	n := style.TransformOp{Name: op.Name, X: zero, Y: zero, Z: zero}
	switch op.Name {
	case "scale", "scale3d":
		n.N[0], n.N[1], n.N[2] = 1, 1, 1
	case "rotate3d":
		n.N[0], n.N[1], n.N[2] = op.N[0], op.N[1], op.N[2]
	case "matrix":
		n.N[0], n.N[3] = 1, 1
	case "matrix3d":
		n.N[0], n.N[5], n.N[10], n.N[15] = 1, 1, 1, 1
	case "interpolate":
		n.Mix = &style.TransformMix{}
	}
	return n
}

// kind is the primitive of a function: functions of one kind are mixed with each other.
func kind(name string) string {
	switch name {
	case "translate3d":
		return "translate"
	case "scale3d":
		return "scale"
	case "rotateX", "rotateY", "rotate3d":
		return "rotate"
	case "matrix3d":
		return "matrix"
	}
	return name
}

func mixOp(a, b style.TransformOp, p float64) (style.TransformOp, bool) {
	k := kind(a.Name)
	if k != kind(b.Name) {
		return a, false
	}
	switch k {
	case "translate", "scale":
		if a.Name != b.Name {
			a, b = widen(a), widen(b)
		}
	case "rotate":
		if a.Name != b.Name || a.Name == "rotate3d" {
			return mixTurn(a, b, p), true
		}
	case "matrix", "interpolate":
		if singular([]style.TransformOp{a, b}) {
			return a, false
		}
		return style.TransformOp{Name: "interpolate", Mix: &style.TransformMix{From: []style.TransformOp{a}, To: []style.TransformOp{b}, P: p}}, true
	case "perspective":
		return mixPerspective(a, b, p), true
	}
	out := style.TransformOp{Name: a.Name}
	mix := func(x, y style.Length) style.Length {
		if !x.Definite() {
			x = style.Length{Kind: style.Px}
		}
		if !y.Definite() {
			y = style.Length{Kind: style.Px}
		}
		l, _ := style.MixLength(x, y, p)
		return l
	}
	out.X, out.Y, out.Z = mix(a.X, b.X), mix(a.Y, b.Y), mix(a.Z, b.Z)
	for i := range out.N {
		out.N[i] = mixF(a.N[i], b.N[i], p)
	}
	return out, true
}

func widen(op style.TransformOp) style.TransformOp {
	switch op.Name {
	case "translate":
		op.Name = "translate3d"
	case "scale":
		op.Name, op.N[2] = "scale3d", 1
	}
	return op
}

// mixPerspective mixes what the function puts into the matrix, which is 1/d.
func mixPerspective(a, b style.TransformOp, p float64) style.TransformOp {
	share := func(o style.TransformOp) float64 {
		if o.X.Kind != style.Px || o.X.Px == 0 && o.X.Pct == 0 {
			return 0
		}
		return 1 / math.Max(float64(o.X.Px), 1)
	}
	out := style.TransformOp{Name: "perspective", X: style.Length{Kind: style.Px}}
	if s := lerp(share(a), share(b), p); s > 0 {
		out.X.Px = float32(1 / s)
	}
	return out
}

// mixTurn mixes rotations around axes: by angle around a common axis, else as quaternions.
// https://drafts.csswg.org/css-transforms-2/#interpolation-of-transform-functions
func mixTurn(a, b style.TransformOp, p float64) style.TransformOp {
	x, ax := axisOf(a)
	y, ay := axisOf(b)
	switch {
	case ax == 0 && ay == 0:
		x = [3]float64{0, 0, 1}
	case ax == 0:
		x = y
	case ay == 0:
		y = x
	}
	var axis [3]float64
	var angle float64
	if d := x[0]*y[0] + x[1]*y[1] + x[2]*y[2]; d > 1-1e-6 {
		axis, angle = x, lerp(ax, ay, p)
	} else {
		q := geom.MixTurn(turn(x, ax), turn(y, ay), p)
		s := math.Sqrt(q[0]*q[0] + q[1]*q[1] + q[2]*q[2])
		axis, angle = [3]float64{0, 0, 1}, 0
		if s > 1e-9 {
			axis = [3]float64{q[0] / s, q[1] / s, q[2] / s}
			angle = 2 * math.Atan2(s, q[3]) * 180 / math.Pi
		}
	}
	out := style.TransformOp{Name: "rotate3d", X: a.X, Y: a.Y, Z: a.Z}
	out.N[0], out.N[1], out.N[2], out.N[3] = float32(axis[0]), float32(axis[1]), float32(axis[2]), float32(angle)
	return out
}

// axisOf gives the axis, one long, and the angle in degrees.
func axisOf(o style.TransformOp) ([3]float64, float64) {
	switch o.Name {
	case "rotateX":
		return [3]float64{1, 0, 0}, float64(o.N[0])
	case "rotateY":
		return [3]float64{0, 1, 0}, float64(o.N[0])
	case "rotate3d":
		v := [3]float64{float64(o.N[0]), float64(o.N[1]), float64(o.N[2])}
		l := math.Sqrt(v[0]*v[0] + v[1]*v[1] + v[2]*v[2])
		if l == 0 {
			return [3]float64{0, 0, 1}, 0
		}
		return [3]float64{v[0] / l, v[1] / l, v[2] / l}, float64(o.N[3])
	}
	return [3]float64{0, 0, 1}, float64(o.N[0])
}

func turn(axis [3]float64, degrees float64) [4]float64 {
	s, c := math.Sincos(degrees * math.Pi / 360)
	return [4]float64{axis[0] * s, axis[1] * s, axis[2] * s, c}
}
