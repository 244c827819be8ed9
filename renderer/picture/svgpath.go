package picture

import "math"

// pathSeg is one segment of a path in user units: 'M', 'L', 'Q', 'C', 'Z'.
type pathSeg struct {
	op byte
	p  [6]float64
}

// argCount is how many numbers a path command takes.
var argCount = [128]int8{'m': 2, 'l': 2, 'h': 1, 'v': 1, 'c': 6, 's': 4, 'q': 4, 't': 2, 'a': 7}

// parsePath reads path data up to the first error, as the specification has it.
// https://www.w3.org/TR/SVG2/paths.html#PathData
func parsePath(d string) []pathSeg {
	var out []pathSeg
	var x, y, sx, sy float64 // current point, start of the sub-path
	var cx, cy float64       // last control point
	var cmd, prev byte       // current command; previous curve kind in lower case
	add := func(op byte, p ...float64) {
		var s pathSeg
		s.op = op
		copy(s.p[:], p)
		out = append(out, s)
	}
	skip := func() {
		for len(d) > 0 && (d[0] == ' ' || d[0] == ',' || d[0] >= '\t' && d[0] <= '\r') {
			d = d[1:]
		}
	}
	for len(out) < maxSVGPoints {
		skip()
		if len(d) == 0 {
			return out
		}
		if c := d[0]; c|0x20 == 'z' || c|0x20 >= 'a' && c < 128 && argCount[c|0x20] > 0 {
			cmd = c
			d = d[1:]
			if c|0x20 == 'z' {
				if len(out) > 0 {
					add('Z')
				}
				x, y, prev, cmd = sx, sy, 0, 0
				continue
			}
		} else if cmd == 0 {
			return out
		}
		lower := cmd | 0x20
		if len(out) == 0 && lower != 'm' {
			return out
		}
		var v [7]float64
		for i := range int(argCount[lower]) {
			skip()
			if lower == 'a' && (i == 3 || i == 4) { // flags may stand without separators
				if len(d) == 0 || d[0] != '0' && d[0] != '1' {
					return out
				}
				v[i] = float64(d[0] - '0')
				d = d[1:]
				continue
			}
			f, n := number(d)
			if n == 0 {
				return out
			}
			v[i] = f
			d = d[n:]
		}
		rx, ry := 0.0, 0.0
		if cmd == lower {
			rx, ry = x, y
		}
		// After Z a drawing command starts a new sub-path at its start.
		if len(out) > 0 && out[len(out)-1].op == 'Z' && lower != 'm' {
			add('M', x, y)
		}
		switch lower {
		case 'm':
			x, y = v[0]+rx, v[1]+ry
			sx, sy = x, y
			add('M', x, y)
			cmd = cmd - 'm' + 'l' // further pairs are lines; the case stays
		case 'l':
			x, y = v[0]+rx, v[1]+ry
			add('L', x, y)
		case 'h':
			x = v[0] + rx
			add('L', x, y)
		case 'v':
			y = v[0] + ry
			add('L', x, y)
		case 'c', 's':
			x1, y1, k := v[0]+rx, v[1]+ry, 2
			if lower == 's' {
				x1, y1, k = x, y, 0
				if prev == 'c' {
					x1, y1 = 2*x-cx, 2*y-cy
				}
			}
			cx, cy = v[k]+rx, v[k+1]+ry
			x, y = v[k+2]+rx, v[k+3]+ry
			add('C', x1, y1, cx, cy, x, y)
		case 'q', 't':
			k := 2
			if lower == 't' {
				k = 0
				if prev == 'q' {
					cx, cy = 2*x-cx, 2*y-cy
				} else {
					cx, cy = x, y
				}
			} else {
				cx, cy = v[0]+rx, v[1]+ry
			}
			x, y = v[k]+rx, v[k+1]+ry
			add('Q', cx, cy, x, y)
		case 'a':
			out = arc(out, x, y, v[0], v[1], v[2], v[3] != 0, v[4] != 0, v[5]+rx, v[6]+ry)
			x, y = v[5]+rx, v[6]+ry
		}
		switch lower {
		case 'c', 's':
			prev = 'c'
		case 'q', 't':
			prev = 'q'
		default:
			prev = 0
		}
	}
	return out
}

// arc appends an elliptical arc as cubic curves.
// https://www.w3.org/TR/SVG2/implnote.html#ArcConversionEndpointToCenter
func arc(out []pathSeg, x1, y1, rx, ry, deg float64, large, sweep bool, x2, y2 float64) []pathSeg {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if x1 == x2 && y1 == y2 {
		return out
	}
	if rx < 1e-9 || ry < 1e-9 {
		return append(out, pathSeg{op: 'L', p: [6]float64{x2, y2}})
	}
	sin, cos := math.Sincos(deg * math.Pi / 180)
	dx, dy := (x1-x2)/2, (y1-y2)/2
	px, py := cos*dx+sin*dy, -sin*dx+cos*dy
	if l := px*px/(rx*rx) + py*py/(ry*ry); l > 1 {
		rx *= math.Sqrt(l)
		ry *= math.Sqrt(l)
	}
	den := rx*rx*py*py + ry*ry*px*px
	k := 0.0
	if den > 0 {
		k = math.Sqrt(max(0, (rx*rx*ry*ry-den)/den))
	}
	if large == sweep {
		k = -k
	}
	qx, qy := k*rx*py/ry, -k*ry*px/rx
	cx, cy := cos*qx-sin*qy+(x1+x2)/2, sin*qx+cos*qy+(y1+y2)/2
	t1 := math.Atan2((py-qy)/ry, (px-qx)/rx)
	t2 := math.Atan2((-py-qy)/ry, (-px-qx)/rx)
	delta := t2 - t1
	if sweep && delta < 0 {
		delta += 2 * math.Pi
	} else if !sweep && delta > 0 {
		delta -= 2 * math.Pi
	}
	n := int(math.Ceil(math.Abs(delta)/(math.Pi/2) - 1e-9))
	n = min(max(n, 1), 4)
	step := delta / float64(n)
	h := 4.0 / 3 * math.Tan(step/4)
	at := func(ux, uy float64) (float64, float64) {
		return cos*rx*ux - sin*ry*uy + cx, sin*rx*ux + cos*ry*uy + cy
	}
	for i := range n {
		a := t1 + float64(i)*step
		s1, c1 := math.Sincos(a)
		s2, c2 := math.Sincos(a + step)
		var s pathSeg
		s.op = 'C'
		s.p[0], s.p[1] = at(c1-h*s1, s1+h*c1)
		s.p[2], s.p[3] = at(c2+h*s2, s2-h*c2)
		s.p[4], s.p[5] = at(c2, s2)
		if i == n-1 {
			s.p[4], s.p[5] = x2, y2
		}
		out = append(out, s)
	}
	return out
}

// shapePath gives the path of a shape element, or nil. w and h are the viewport.
func shapePath(n *node, w, h float64) []pathSeg {
	get := func(k string, base float64) float64 {
		v, _ := length(n.attrs[k], base)
		return v
	}
	diag := math.Hypot(w, h) / math.Sqrt2
	switch n.tag {
	case "path":
		return parsePath(n.attrs["d"])
	case "rect":
		x, y, rw, rh := get("x", w), get("y", h), get("width", w), get("height", h)
		if rw <= 0 || rh <= 0 {
			return nil
		}
		rx, okx := length(n.attrs["rx"], w)
		ry, oky := length(n.attrs["ry"], h)
		if !okx {
			rx = ry
		}
		if !oky {
			ry = rx
		}
		rx, ry = min(max(rx, 0), rw/2), min(max(ry, 0), rh/2)
		if rx == 0 || ry == 0 {
			return []pathSeg{
				{'M', [6]float64{x, y}}, {'L', [6]float64{x + rw, y}},
				{'L', [6]float64{x + rw, y + rh}}, {'L', [6]float64{x, y + rh}}, {op: 'Z'},
			}
		}
		out := []pathSeg{{'M', [6]float64{x + rx, y}}, {'L', [6]float64{x + rw - rx, y}}}
		out = arc(out, x+rw-rx, y, rx, ry, 0, false, true, x+rw, y+ry)
		out = append(out, pathSeg{'L', [6]float64{x + rw, y + rh - ry}})
		out = arc(out, x+rw, y+rh-ry, rx, ry, 0, false, true, x+rw-rx, y+rh)
		out = append(out, pathSeg{'L', [6]float64{x + rx, y + rh}})
		out = arc(out, x+rx, y+rh, rx, ry, 0, false, true, x, y+rh-ry)
		out = append(out, pathSeg{'L', [6]float64{x, y + ry}})
		out = arc(out, x, y+ry, rx, ry, 0, false, true, x+rx, y)
		return append(out, pathSeg{op: 'Z'})
	case "circle", "ellipse":
		rx, ry := get("rx", w), get("ry", h)
		if n.tag == "circle" {
			rx = get("r", diag)
			ry = rx
		}
		cx, cy := get("cx", w), get("cy", h)
		if rx <= 0 || ry <= 0 {
			return nil
		}
		out := []pathSeg{{'M', [6]float64{cx + rx, cy}}}
		out = arc(out, cx+rx, cy, rx, ry, 0, false, true, cx-rx, cy)
		out = arc(out, cx-rx, cy, rx, ry, 0, false, true, cx+rx, cy)
		return append(out, pathSeg{op: 'Z'})
	case "line":
		return []pathSeg{{'M', [6]float64{get("x1", w), get("y1", h)}}, {'L', [6]float64{get("x2", w), get("y2", h)}}}
	case "polyline", "polygon":
		v := numbers(n.attrs["points"])
		var out []pathSeg
		for i := 0; i+1 < len(v) && i < maxSVGPoints; i += 2 {
			op := byte('L')
			if i == 0 {
				op = 'M'
			}
			out = append(out, pathSeg{op, [6]float64{v[i], v[i+1]}})
		}
		if n.tag == "polygon" && len(out) > 0 {
			out = append(out, pathSeg{op: 'Z'})
		}
		return out
	}
	return nil
}
