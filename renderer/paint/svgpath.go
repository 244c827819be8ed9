package paint

import (
	"math"
	"strconv"

	"diorama/renderer/raster"
)

// svgPath adds SVG path data to p, moved by (ox, oy) and times scale. It stops at
// the first error, as SVG does. https://www.w3.org/TR/SVG2/paths.html#PathData
func svgPath(p *raster.Path, data string, ox, oy, scale float64) {
	s := svgScanner{data: data}
	var x, y, sx, sy, px, py float64 // current, start, last control
	var last byte
	at := func(x, y float64) (float64, float64) { return ox + x*scale, oy + y*scale }
	move := func() { p.MoveTo(at(x, y)) }
	line := func() { p.LineTo(at(x, y)) }
	cube := func(a, b, c, d, e, f float64) {
		ax, ay := at(a, b)
		bx, by := at(c, d)
		ex, ey := at(e, f)
		p.CubeTo(ax, ay, bx, by, ex, ey)
		px, py, x, y = c, d, e, f
	}
	quad := func(a, b, c, d float64) {
		ax, ay := at(a, b)
		ex, ey := at(c, d)
		p.QuadTo(ax, ay, ex, ey)
		px, py, x, y = a, b, c, d
	}
	for n := 0; n < maxShapePoints; n++ {
		cmd, ok := s.command(last)
		if !ok {
			return
		}
		rel := cmd >= 'a'
		var v [7]float64
		count := map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}
		up := cmd &^ 0x20
		k, known := count[up]
		if !known {
			return
		}
		for i := 0; i < k; i++ {
			flag := up == 'A' && (i == 3 || i == 4)
			if v[i], ok = s.number(flag); !ok {
				return
			}
		}
		if rel && up != 'A' && up != 'H' && up != 'V' {
			for i := 0; i < k; i++ {
				if i%2 == 0 {
					v[i] += x
				} else {
					v[i] += y
				}
			}
		}
		prev := last &^ 0x20
		if n == 0 && up != 'M' {
			return
		}
		switch up {
		case 'M':
			x, y = v[0], v[1]
			sx, sy = x, y
			move()
			cmd = 'L' | cmd&0x20 // what follows are lines
		case 'L':
			x, y = v[0], v[1]
			line()
		case 'H':
			if rel {
				v[0] += x
			}
			x = v[0]
			line()
		case 'V':
			if rel {
				v[0] += y
			}
			y = v[0]
			line()
		case 'C':
			cube(v[0], v[1], v[2], v[3], v[4], v[5])
		case 'S':
			a, b := x, y
			if prev == 'C' || prev == 'S' {
				a, b = 2*x-px, 2*y-py
			}
			cube(a, b, v[0], v[1], v[2], v[3])
		case 'Q':
			quad(v[0], v[1], v[2], v[3])
		case 'T':
			a, b := x, y
			if prev == 'Q' || prev == 'T' {
				a, b = 2*x-px, 2*y-py
			}
			quad(a, b, v[0], v[1])
		case 'A':
			if rel {
				v[5], v[6] = v[5]+x, v[6]+y
			}
			svgArc(x, y, v, cube)
			x, y = v[5], v[6]
			line()
		case 'Z':
			x, y = sx, sy
			p.Close()
			move()
		}
		last = cmd
	}
}

// svgArc gives an elliptical arc as curves (SVG 2 appendix B.2.4).
func svgArc(x, y float64, v [7]float64, cube func(a, b, c, d, e, f float64)) {
	rx, ry := math.Abs(v[0]), math.Abs(v[1])
	if rx == 0 || ry == 0 || x == v[5] && y == v[6] {
		return
	}
	sin, cos := math.Sincos(v[2] * math.Pi / 180)
	dx, dy := (x-v[5])/2, (y-v[6])/2
	x1, y1 := cos*dx+sin*dy, -sin*dx+cos*dy
	if l := x1*x1/(rx*rx) + y1*y1/(ry*ry); l > 1 {
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	den := rx*rx*y1*y1 + ry*ry*x1*x1
	q := 0.0
	if den > 0 {
		q = math.Sqrt(max(0, (rx*rx*ry*ry-den)/den))
	}
	if (v[3] != 0) == (v[4] != 0) {
		q = -q
	}
	cx1, cy1 := q*rx*y1/ry, -q*ry*x1/rx
	cx, cy := cos*cx1-sin*cy1+(x+v[5])/2, sin*cx1+cos*cy1+(y+v[6])/2
	t1 := math.Atan2((y1-cy1)/ry, (x1-cx1)/rx)
	t2 := math.Atan2((-y1-cy1)/ry, (-x1-cx1)/rx)
	d := t2 - t1
	if v[4] != 0 && d < 0 {
		d += 2 * math.Pi
	} else if v[4] == 0 && d > 0 {
		d -= 2 * math.Pi
	}
	n := max(1, int(math.Ceil(math.Abs(d)/(math.Pi/2))))
	step := d / float64(n)
	k := 4.0 / 3 * math.Tan(step/4)
	on := func(c, s float64) (float64, float64) {
		return cx + cos*rx*c - sin*ry*s, cy + sin*rx*c + cos*ry*s
	}
	for i := 0; i < n; i++ {
		a := t1 + float64(i)*step
		s0, c0 := math.Sincos(a)
		s1, c1 := math.Sincos(a + step)
		ax, ay := on(c0-k*s0, s0+k*c0)
		bx, by := on(c1+k*s1, s1-k*c1)
		ex, ey := on(c1, s1)
		cube(ax, ay, bx, by, ex, ey)
	}
}

// svgScanner reads path data.
type svgScanner struct {
	data string
	i    int
}

func (s *svgScanner) space() {
	for s.i < len(s.data) {
		switch s.data[s.i] {
		case ' ', '\t', '\n', '\r', '\f', ',':
			s.i++
		default:
			return
		}
	}
}

// command reads a letter, or repeats the last one before a number.
func (s *svgScanner) command(last byte) (byte, bool) {
	s.space()
	if s.i >= len(s.data) {
		return 0, false
	}
	c := s.data[s.i]
	if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
		s.i++
		return c, true
	}
	if last == 0 || last&^0x20 == 'Z' {
		return 0, false
	}
	return last, true
}

func (s *svgScanner) number(flag bool) (float64, bool) {
	s.space()
	start := s.i
	if flag {
		if s.i < len(s.data) && (s.data[s.i] == '0' || s.data[s.i] == '1') {
			s.i++
			return float64(s.data[start] - '0'), true
		}
		return 0, false
	}
	digits := func() {
		for s.i < len(s.data) && s.data[s.i] >= '0' && s.data[s.i] <= '9' {
			s.i++
		}
	}
	if s.i < len(s.data) && (s.data[s.i] == '+' || s.data[s.i] == '-') {
		s.i++
	}
	digits()
	if s.i < len(s.data) && s.data[s.i] == '.' {
		s.i++
		digits()
	}
	if s.i+1 < len(s.data) && s.data[s.i]|0x20 == 'e' {
		mark := s.i
		s.i++
		if s.data[s.i] == '+' || s.data[s.i] == '-' {
			s.i++
		}
		from := s.i
		digits()
		if s.i == from {
			s.i = mark
		}
	}
	v, err := strconv.ParseFloat(s.data[start:s.i], 64)
	return v, err == nil && !math.IsInf(v, 0)
}
