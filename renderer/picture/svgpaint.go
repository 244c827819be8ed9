package picture

import (
	"image"
	"image/color"
	"math"
	"sort"
	"strings"
)

// paintFunc gives the premultiplied colour (0…1) of the device pixel with that centre.
type paintFunc func(x, y float64) [4]float64

// paint resolves fill or stroke. box maps the unit square to the shape's bounds.
func (c *canvas) paint(spec string, st *svgStyle, opacity float64, m, box affine) (paintFunc, bool) {
	opacity = min(max(opacity, 0), 1)
	if strings.HasPrefix(spec, "url(") {
		ref, after, _ := strings.Cut(spec[4:], ")")
		ref = strings.Trim(ref, " \t\"'")
		if strings.HasPrefix(ref, "#") {
			if p, ok := c.gradient(ref[1:], st, opacity, m, box); ok {
				return p, true
			}
		}
		spec = strings.TrimSpace(after)
	}
	if spec == "none" || spec == "" || opacity == 0 {
		return nil, false
	}
	col, ok := parseColor(spec, st.current)
	if !ok || col.A == 0 {
		return nil, false
	}
	v := premultiplied(col, opacity)
	return func(_, _ float64) [4]float64 { return v }, true
}

func premultiplied(c color.NRGBA, opacity float64) [4]float64 {
	a := float64(c.A) / 255 * opacity
	return [4]float64{float64(c.R) / 255 * a, float64(c.G) / 255 * a, float64(c.B) / 255 * a, a}
}

type stop struct {
	at float64
	c  color.NRGBA
}

// gradient builds the paint of a gradient element, its templates followed.
// https://www.w3.org/TR/SVG2/pservers.html#Gradients
func (c *canvas) gradient(id string, st *svgStyle, opacity float64, m, box affine) (paintFunc, bool) {
	g := c.svg.ids[id]
	if g == nil || g.tag != "linearGradient" && g.tag != "radialGradient" {
		return nil, false
	}
	attrs := map[string]string{}
	var stops []stop
	for t, depth := g, 0; t != nil && depth < maxUseDepth; depth++ {
		for k, v := range t.attrs {
			if _, set := attrs[k]; !set {
				attrs[k] = v
			}
		}
		if stops == nil {
			stops = gradientStops(t, st.current)
		}
		next := t.attrs["href"]
		t = nil
		if strings.HasPrefix(next, "#") {
			t = c.svg.ids[next[1:]]
		}
	}
	if len(stops) == 0 {
		return nil, false
	}
	if len(stops) == 1 {
		v := premultiplied(stops[0].c, opacity)
		return func(_, _ float64) [4]float64 { return v }, true
	}
	w, h := 1.0, 1.0
	space := m
	if attrs["gradientUnits"] == "userSpaceOnUse" {
		w, h = st.vw, st.vh
	} else {
		space = m.mul(box)
	}
	inv, ok := space.mul(transform(attrs["gradientTransform"])).invert()
	if !ok {
		v := premultiplied(stops[len(stops)-1].c, opacity)
		return func(_, _ float64) [4]float64 { return v }, true
	}
	num := func(k, or string, base float64) float64 {
		v, ok := length(attrs[k], base)
		if !ok {
			v, _ = length(or, base)
		}
		return v
	}
	spread := attrs["spreadMethod"]
	table := ramp(stops, opacity)
	look := func(t float64) [4]float64 {
		switch {
		case spread == "repeat":
			t -= math.Floor(t)
		case spread == "reflect":
			t = math.Abs(math.Mod(t, 2))
			if t > 1 {
				t = 2 - t
			}
		}
		return table[int(min(max(t, 0), 1)*float64(len(table)-1)+0.5)]
	}
	if g.tag == "linearGradient" {
		x1, y1 := num("x1", "0%", w), num("y1", "0%", h)
		dx, dy := num("x2", "100%", w)-x1, num("y2", "0%", h)-y1
		d := dx*dx + dy*dy
		if d == 0 {
			return func(_, _ float64) [4]float64 { return table[len(table)-1] }, true
		}
		return func(x, y float64) [4]float64 {
			x, y = inv.apply(x, y)
			return look(((x-x1)*dx + (y-y1)*dy) / d)
		}, true
	}
	diag := math.Hypot(w, h) / math.Sqrt2
	cx, cy, r := num("cx", "50%", w), num("cy", "50%", h), num("r", "50%", diag)
	fx, fy := cx, cy
	if v, ok := length(attrs["fx"], w); ok {
		fx = v
	}
	if v, ok := length(attrs["fy"], h); ok {
		fy = v
	}
	if r <= 0 {
		return func(_, _ float64) [4]float64 { return table[len(table)-1] }, true
	}
	// A focus on or outside the circle moves just inside it.
	if l := math.Hypot(fx-cx, fy-cy); l > 0.999*r {
		fx, fy = cx+(fx-cx)*0.999*r/l, cy+(fy-cy)*0.999*r/l
	}
	ex, ey := cx-fx, cy-fy
	a := r*r - ex*ex - ey*ey
	return func(x, y float64) [4]float64 {
		x, y = inv.apply(x, y)
		px, py := x-fx, y-fy
		b := px*ex + py*ey
		return look((-b + math.Sqrt(max(0, b*b+a*(px*px+py*py)))) / a)
	}, true
}

func gradientStops(g *node, current color.NRGBA) (out []stop) {
	last := 0.0
	for _, k := range g.kids {
		if k.tag != "stop" {
			continue
		}
		at, _ := length(k.attrs["offset"], 1)
		last = max(last, min(max(at, 0), 1))
		col, ok := parseColor(k.attrs["stop-color"], current)
		if !ok {
			col = color.NRGBA{A: 255}
		}
		if v, ok := length(k.attrs["stop-opacity"], 1); ok {
			col.A = uint8(float64(col.A)*min(max(v, 0), 1) + 0.5)
		}
		out = append(out, stop{last, col})
	}
	return out
}

// ramp tabulates the colours between stops, interpolated before premultiplying.
func ramp(stops []stop, opacity float64) [][4]float64 {
	out := make([][4]float64, 1025)
	for i := range out {
		t := float64(i) / float64(len(out)-1)
		k := sort.Search(len(stops), func(j int) bool { return stops[j].at > t })
		var col color.NRGBA
		switch {
		case k == 0:
			col = stops[0].c
		case k == len(stops):
			col = stops[k-1].c
		default:
			a, b := stops[k-1], stops[k]
			f := (t - a.at) / (b.at - a.at)
			mix := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*f + 0.5) }
			col = color.NRGBA{mix(a.c.R, b.c.R), mix(a.c.G, b.c.G), mix(a.c.B, b.c.B), mix(a.c.A, b.c.A)}
		}
		out[i] = premultiplied(col, opacity)
	}
	return out
}

// coverage collects polygons and paints the area they enclose.
type coverage struct {
	w, h  int
	edges []edge
	acc   []float32
	cross []crossing
	work  int // counted against maxSVGWork over all shapes
}

type edge struct {
	x0, y0, x1, y1 float64 // y0 < y1
	dir            int8
}

type crossing struct {
	x   float64
	dir int8
}

// subRows is how many sample lines a pixel row has; horizontally coverage is exact.
const subRows = 8

func (c *coverage) reset(w, h int) {
	c.w, c.h, c.edges = w, h, c.edges[:0]
}

func (c *coverage) polygon(pts []point, m affine) {
	if len(pts) < 2 {
		return
	}
	limit := func(v float64) float64 { return min(max(v, -1e7), 1e7) }
	x, y := m.apply(pts[len(pts)-1].x, pts[len(pts)-1].y)
	x, y = limit(x), limit(y)
	for _, p := range pts {
		px, py := m.apply(p.x, p.y)
		px, py = limit(px), limit(py)
		if y != py && max(y, py) > 0 && min(y, py) < float64(c.h) {
			e := edge{x, y, px, py, 1}
			if y > py {
				e = edge{px, py, x, y, -1}
			}
			c.edges = append(c.edges, e)
		}
		x, y = px, py
	}
}

func (c *coverage) paint(dst *image.RGBA, paint paintFunc, evenOdd bool) {
	if len(c.edges) == 0 {
		return
	}
	sort.Slice(c.edges, func(i, j int) bool { return c.edges[i].y0 < c.edges[j].y0 })
	if len(c.acc) < c.w+1 {
		c.acc = make([]float32, c.w+1)
	}
	var active []int
	next := 0
	for row := max(0, int(math.Floor(c.edges[0].y0))); row < c.h; row++ {
		for next < len(c.edges) && c.edges[next].y0 < float64(row+1) {
			active = append(active, next)
			next++
		}
		n := 0
		for _, i := range active {
			if c.edges[i].y1 > float64(row) {
				active[n] = i
				n++
			}
		}
		active = active[:n]
		if n == 0 {
			if next == len(c.edges) {
				return
			}
			continue
		}
		if c.work += subRows*n + 4; c.work > maxSVGWork {
			return
		}
		lo, hi := c.w, 0
		for sub := range subRows {
			y := float64(row) + (float64(sub)+0.5)/subRows
			c.cross = c.cross[:0]
			for _, i := range active {
				e := &c.edges[i]
				if e.y0 <= y && y < e.y1 {
					c.cross = append(c.cross, crossing{e.x0 + (e.x1-e.x0)*(y-e.y0)/(e.y1-e.y0), e.dir})
				}
			}
			sort.Slice(c.cross, func(i, j int) bool { return c.cross[i].x < c.cross[j].x })
			wind := 0
			for i := 0; i+1 < len(c.cross); i++ {
				wind += int(c.cross[i].dir)
				if evenOdd && i&1 == 1 || !evenOdd && wind == 0 {
					continue
				}
				a, b := c.span(c.cross[i].x, c.cross[i+1].x)
				lo, hi = min(lo, a), max(hi, b)
			}
		}
		c.row(dst, row, lo, hi, paint)
	}
}

// span adds one sample line's stretch to the row and gives the pixels touched.
func (c *coverage) span(x0, x1 float64) (lo, hi int) {
	x0, x1 = max(x0, 0), min(x1, float64(c.w))
	if x1 <= x0 {
		return c.w, 0
	}
	const unit = 1.0 / subRows
	a, b := int(x0), int(x1)
	if a == b {
		c.acc[a] += float32((x1 - x0) * unit)
		return a, a + 1
	}
	c.acc[a] += float32((float64(a+1) - x0) * unit)
	for i := a + 1; i < b; i++ {
		c.acc[i] += unit
	}
	c.acc[b] += float32((x1 - float64(b)) * unit)
	return a, min(b+1, c.w)
}

func (c *coverage) row(dst *image.RGBA, y, lo, hi int, paint paintFunc) {
	c.work += max(0, hi-lo)
	for x := lo; x < hi; x++ {
		cov := float64(min(c.acc[x], 1))
		c.acc[x] = 0
		if cov <= 0 {
			continue
		}
		v := paint(float64(x)+0.5, float64(y)+0.5)
		p := dst.Pix[y*dst.Stride+4*x:][:4]
		keep := 1 - v[3]*cov
		for k := range 4 {
			p[k] = uint8(min(v[k]*cov*255+float64(p[k])*keep+0.5, 255))
		}
	}
	if hi >= lo && hi <= c.w {
		c.acc[c.w] = 0
	}
}
