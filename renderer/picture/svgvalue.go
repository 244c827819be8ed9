package picture

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// number reads a number at the start of s; n is its length, 0 when there is none.
func number(s string) (v float64, n int) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	digits, dot := 0, false
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.' && !dot) {
		if s[i] == '.' {
			dot = true
		} else {
			digits++
		}
		i++
	}
	if digits == 0 {
		return 0, 0
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && s[j] >= '0' && s[j] <= '9' {
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			i = j
		}
	}
	v, err := strconv.ParseFloat(s[:i], 64)
	if err != nil || v != v || math.Abs(v) > 1e9 {
		v = math.Copysign(1e9, v)
	}
	return v, i
}

// numbers reads a list separated by white space and commas, up to what is none.
func numbers(s string) (out []float64) {
	for {
		s = strings.TrimLeft(s, " \t\r\n\f,")
		v, n := number(s)
		if n == 0 {
			return out
		}
		out = append(out, v)
		s = s[n:]
	}
}

// length reads a length in user units; a percentage is of base.
func length(s string, base float64) (v float64, ok bool) {
	s = strings.TrimSpace(s)
	v, n := number(s)
	if n == 0 {
		return 0, false
	}
	switch strings.ToLower(s[n:]) {
	case "%":
		return v * base / 100, true
	case "em", "rem":
		return v * 16, true
	case "ex":
		return v * 8, true
	case "pt":
		return v * 4 / 3, true
	case "pc":
		return v * 16, true
	case "in":
		return v * 96, true
	case "cm":
		return v * 96 / 2.54, true
	case "mm":
		return v * 9.6 / 2.54, true
	}
	return v, true
}

// affine is x' = a x + c y + e, y' = b x + d y + f.
type affine struct{ a, b, c, d, e, f float64 }

var unitAffine = affine{a: 1, d: 1}

// mul applies n first, then m.
func (m affine) mul(n affine) affine {
	return affine{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b,
		m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

func (m affine) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

func (m affine) invert() (affine, bool) {
	det := m.a*m.d - m.b*m.c
	if math.Abs(det) < 1e-12 || det != det {
		return unitAffine, false
	}
	return affine{m.d / det, -m.b / det, -m.c / det, m.a / det,
		(m.c*m.f - m.d*m.e) / det, (m.b*m.e - m.a*m.f) / det}, true
}

// transform reads a transform list; what is not understood ends it.
func transform(s string) affine {
	m := unitAffine
	for {
		name, rest, ok := strings.Cut(s, "(")
		if !ok {
			return m
		}
		args, rest, ok := strings.Cut(rest, ")")
		if !ok {
			return m
		}
		s = rest
		v := numbers(strings.NewReplacer("deg", "", "px", "").Replace(args))
		arg := func(i int, or float64) float64 {
			if i < len(v) {
				return v[i]
			}
			return or
		}
		if len(v) == 0 {
			return m
		}
		switch strings.Trim(name, " \t\r\n\f,") {
		case "translate":
			m = m.mul(affine{1, 0, 0, 1, v[0], arg(1, 0)})
		case "scale":
			m = m.mul(affine{v[0], 0, 0, arg(1, v[0]), 0, 0})
		case "rotate":
			sin, cos := math.Sincos(v[0] * math.Pi / 180)
			x, y := arg(1, 0), arg(2, 0)
			m = m.mul(affine{1, 0, 0, 1, x, y}).mul(affine{cos, sin, -sin, cos, 0, 0}).mul(affine{1, 0, 0, 1, -x, -y})
		case "skewX":
			m = m.mul(affine{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0})
		case "skewY":
			m = m.mul(affine{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0})
		case "matrix":
			if len(v) != 6 {
				return m
			}
			m = m.mul(affine{v[0], v[1], v[2], v[3], v[4], v[5]})
		default:
			return m
		}
	}
}

// parseColor reads a CSS colour; ok is false for what is none.
func parseColor(s string, current color.NRGBA) (color.NRGBA, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case s == "currentcolor":
		return current, true
	case s == "transparent":
		return color.NRGBA{}, true
	case strings.HasPrefix(s, "#"):
		return hexColor(s[1:])
	}
	if c, ok := colornames.Map[s]; ok {
		return color.NRGBA{c.R, c.G, c.B, 255}, true
	}
	name, args, ok := strings.Cut(s, "(")
	if !ok {
		return color.NRGBA{}, false
	}
	var v []float64
	var pct []bool
	for _, f := range strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '/' || r == ')' }) {
		x, n := number(f)
		if n == 0 {
			return color.NRGBA{}, false
		}
		v = append(v, x)
		pct = append(pct, strings.HasSuffix(f, "%"))
	}
	if len(v) < 3 {
		return color.NRGBA{}, false
	}
	alpha := 1.0
	if len(v) > 3 {
		alpha = v[3]
		if pct[3] {
			alpha /= 100
		}
	}
	byteOf := func(x float64) uint8 { return uint8(min(max(x, 0), 1)*255 + 0.5) }
	switch name {
	case "rgb", "rgba":
		for i := range 3 {
			if pct[i] {
				v[i] /= 100
			} else {
				v[i] /= 255
			}
		}
		return color.NRGBA{byteOf(v[0]), byteOf(v[1]), byteOf(v[2]), byteOf(alpha)}, true
	case "hsl", "hsla":
		h, sat, l := math.Mod(math.Mod(v[0], 360)+360, 360)/30, min(max(v[1]/100, 0), 1), min(max(v[2]/100, 0), 1)
		ch := func(n float64) uint8 {
			k := math.Mod(n+h, 12)
			return byteOf(l - sat*min(l, 1-l)*max(-1, min(k-3, 9-k, 1)))
		}
		return color.NRGBA{ch(0), ch(8), ch(4), byteOf(alpha)}, true
	}
	return color.NRGBA{}, false
}

func hexColor(s string) (color.NRGBA, bool) {
	var d [8]uint8
	if len(s) != 3 && len(s) != 4 && len(s) != 6 && len(s) != 8 {
		return color.NRGBA{}, false
	}
	for i := range len(s) {
		h := hex(s[i])
		if h < 0 {
			return color.NRGBA{}, false
		}
		d[i] = uint8(h)
	}
	c := color.NRGBA{A: 255}
	if len(s) <= 4 {
		c.R, c.G, c.B = d[0]*17, d[1]*17, d[2]*17
		if len(s) == 4 {
			c.A = d[3] * 17
		}
		return c, true
	}
	c.R, c.G, c.B = d[0]<<4|d[1], d[2]<<4|d[3], d[4]<<4|d[5]
	if len(s) == 8 {
		c.A = d[6]<<4 | d[7]
	}
	return c, true
}
