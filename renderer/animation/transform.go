package animation

import (
	"math"

	"diorama/renderer/style"
)

// mixTransform mixes lists of transform functions: pairwise where the functions
// match, and where one list is shorter against functions that do nothing; else
// it mixes the 2D matrices.
// https://www.w3.org/TR/css-transforms-1/#interpolation-of-transforms
func mixTransform(a, b []style.TransformOp, p float64) []style.TransformOp {
	if p <= 0 {
		return a
	}
	if p == 1 {
		return b
	}
	n := max(len(a), len(b))
	out := make([]style.TransformOp, n)
	for i := range out {
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
			return jump(a, b, p)
		}
		out[i] = op
	}
	return out
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
	}
	return n
}

func mixOp(a, b style.TransformOp, p float64) (style.TransformOp, bool) {
	if a.Name != b.Name {
		// translate and translate3d and so on are one kind with defaults.
		if base(a.Name) != base(b.Name) {
			return a, false
		}
		a, b = widen(a), widen(b)
	}
	out := style.TransformOp{Name: a.Name}
	mix := func(x, y style.Length) style.Length {
		if !x.Definite() {
			x = style.Length{Kind: style.Px}
		}
		if !y.Definite() {
			y = style.Length{Kind: style.Px}
		}
		l, _ := mixLen(x, y, p)
		return l
	}
	out.X, out.Y, out.Z = mix(a.X, b.X), mix(a.Y, b.Y), mix(a.Z, b.Z)
	switch a.Name {
	case "matrix":
		out.N = mixMatrix(a.N, b.N, p)
	case "rotate3d":
		if a.N[0] != b.N[0] || a.N[1] != b.N[1] || a.N[2] != b.N[2] {
			return a, false
		}
		out.N = a.N
		out.N[3] = mixF(a.N[3], b.N[3], p)
	default:
		for i := range out.N {
			out.N[i] = mixF(a.N[i], b.N[i], p)
		}
	}
	return out, true
}

func base(name string) string {
	switch name {
	case "translate3d":
		return "translate"
	case "scale3d":
		return "scale"
	}
	return name
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

// mixMatrix decomposes two 2D matrices (a b c d e f) and mixes the parts.
// https://www.w3.org/TR/css-transforms-1/#decomposing-a-2d-matrix
func mixMatrix(a, b [16]float32, p float64) [16]float32 {
	type parts struct{ tx, ty, sx, sy, angle, skew float64 }
	split := func(m [16]float32) parts {
		A, B, C, D := float64(m[0]), float64(m[1]), float64(m[2]), float64(m[3])
		sx := math.Hypot(A, B)
		det := A*D - B*C
		angle := math.Atan2(B, A)

		skew, sy := 0.0, 0.0
		if sx != 0 {
			sy = det / sx
			skew = A*C + B*D
			skew /= sx
		}
		return parts{float64(m[4]), float64(m[5]), sx, sy, angle, skew}
	}
	x, y := split(a), split(b)
	for y.angle-x.angle > math.Pi {
		y.angle -= 2 * math.Pi
	}
	for y.angle-x.angle < -math.Pi {
		y.angle += 2 * math.Pi
	}
	sx, sy := lerp(x.sx, y.sx, p), lerp(x.sy, y.sy, p)
	angle, skew := lerp(x.angle, y.angle, p), lerp(x.skew, y.skew, p)
	cos, sin := math.Cos(angle), math.Sin(angle)
	var out [16]float32
	out[0], out[1] = float32(cos*sx), float32(sin*sx)
	out[2], out[3] = float32(cos*skew-sin*sy), float32(sin*skew+cos*sy)
	out[4], out[5] = float32(lerp(x.tx, y.tx, p)), float32(lerp(x.ty, y.ty, p))
	return out
}
