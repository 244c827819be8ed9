package picture

import (
	"image"
	"image/color"
	"math"
	"strings"
)

// svgStyle is the inherited presentation of an element.
type svgStyle struct {
	fill, stroke             string
	fillOpacity, lineOpacity float64
	current                  color.NRGBA
	evenOdd, hidden          bool
	width, miter, offset     float64
	cap, join                string
	dash                     []float64
	vw, vh                   float64 // viewport in user units
}

// canvas is what a drawing run holds.
type canvas struct {
	svg    *SVG
	dst    *image.RGBA
	cover  coverage
	nodes  int
	points int
	layers int
	clips  int // within clipPaths that are drawn: shapes count, not how they look
}

// draw rasterises the whole image; w and h were checked by Raster. whole is
// false when a limit cut the drawing short.
func (s *SVG) draw(w, h int) (img *image.RGBA, whole bool) {
	c := &canvas{svg: s, dst: image.NewRGBA(image.Rect(0, 0, w, h))}
	st := svgStart(float64(s.W), float64(s.H))
	m := affine{a: float64(w) / float64(s.W), d: float64(h) / float64(s.H)}
	if box, ok := viewBox(s.root); ok {
		st.vw, st.vh = box[2], box[3]
		m = fit(box, float64(w), float64(h), s.root.attrs["preserveAspectRatio"])
	}
	st.apply(s.root)
	m = m.mul(transform(s.root.attrs["transform"]))
	c.children(s.root, st, m, 0)
	return c.dst, c.nodes <= maxSVGNodes && c.points <= maxSVGPoints && c.cover.work <= maxSVGWork
}

// svgStart is the presentation that nothing has changed.
func svgStart(w, h float64) svgStyle {
	return svgStyle{
		fill: "black", stroke: "none", fillOpacity: 1, lineOpacity: 1, current: color.NRGBA{A: 255},
		width: 1, miter: 4, cap: "butt", join: "miter", vw: w, vh: h,
	}
}

// fit maps a viewBox into a viewport.
// https://www.w3.org/TR/SVG2/coords.html#ComputingAViewportsTransform
func fit(box [4]float64, w, h float64, par string) affine {
	sx, sy := w/box[2], h/box[3]
	f := strings.Fields(par)
	align := "xMidYMid"
	if len(f) > 0 {
		align = f[0]
	}
	if align != "none" {
		k := min(sx, sy)
		if len(f) > 1 && f[1] == "slice" {
			k = max(sx, sy)
		}
		sx, sy = k, k
	}
	tx, ty := -box[0]*sx, -box[1]*sy
	switch {
	case strings.HasPrefix(align, "xMid"):
		tx += (w - box[2]*sx) / 2
	case strings.HasPrefix(align, "xMax"):
		tx += w - box[2]*sx
	}
	switch {
	case strings.HasSuffix(align, "YMid"):
		ty += (h - box[3]*sy) / 2
	case strings.HasSuffix(align, "YMax"):
		ty += h - box[3]*sy
	}
	return affine{sx, 0, 0, sy, tx, ty}
}

// apply reads the presentation attributes of an element.
func (st *svgStyle) apply(n *node) {
	a := n.attrs
	str := func(k string, dst *string) {
		if v := strings.TrimSpace(a[k]); v != "" && v != "inherit" {
			*dst = v
		}
	}
	num := func(k string, dst *float64, base float64) {
		if v, ok := length(a[k], base); ok {
			*dst = v
		}
	}
	if v, ok := parseColor(a["color"], st.current); ok {
		st.current = v
	}
	str("fill", &st.fill)
	str("stroke", &st.stroke)
	num("fill-opacity", &st.fillOpacity, 1)
	num("stroke-opacity", &st.lineOpacity, 1)
	num("stroke-width", &st.width, math.Hypot(st.vw, st.vh)/math.Sqrt2)
	num("stroke-miterlimit", &st.miter, 1)
	num("stroke-dashoffset", &st.offset, math.Hypot(st.vw, st.vh)/math.Sqrt2)
	str("stroke-linecap", &st.cap)
	str("stroke-linejoin", &st.join)
	switch a["fill-rule"] {
	case "evenodd":
		st.evenOdd = true
	case "nonzero":
		st.evenOdd = false
	}
	switch a["visibility"] {
	case "hidden", "collapse":
		st.hidden = true
	case "visible":
		st.hidden = false
	}
	if v := strings.TrimSpace(a["stroke-dasharray"]); v != "" && v != "inherit" {
		st.dash = numbers(v)
		sum := 0.0
		for _, d := range st.dash {
			if d < 0 {
				st.dash, sum = nil, 0
				break
			}
			sum += d
		}
		if sum <= 0 {
			st.dash = nil
		} else if len(st.dash)%2 == 1 {
			st.dash = append(st.dash, st.dash...)
		}
	}
}

func (c *canvas) children(n *node, st svgStyle, m affine, uses int) {
	for _, k := range n.kids {
		c.element(k, st, m, uses)
	}
}

func (c *canvas) element(n *node, st svgStyle, m affine, uses int) {
	if c.nodes++; c.nodes > maxSVGNodes || c.points > maxSVGPoints || c.cover.work > maxSVGWork {
		return
	}
	switch n.tag {
	case "svg", "g", "a", "switch", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
	default:
		return
	}
	if n.attrs["display"] == "none" {
		return
	}
	st.apply(n)
	m = m.mul(transform(n.attrs["transform"]))
	opacity := 1.0
	if v, ok := length(n.attrs["opacity"], 1); ok {
		opacity = min(max(v, 0), 1)
	}
	if c.clips > 0 {
		st.fill, st.stroke, st.fillOpacity, opacity = "black", "none", 1, 1
		st.evenOdd = n.attrs["clip-rule"] == "evenodd"
	}
	if opacity == 0 {
		return
	}
	clip := c.reference(n.attrs["clip-path"], "clipPath")
	mask := c.reference(n.attrs["mask"], "mask")
	if c.clips > 0 {
		mask = nil
	}
	if clip != nil || mask != nil {
		c.masked(n, st, m, uses, clip, mask, opacity)
		return
	}
	if opacity < 1 {
		if len(n.kids) > 0 && c.layers < maxSVGLayers {
			c.masked(n, st, m, uses, nil, nil, opacity)
			return
		}
		st.fillOpacity *= opacity
		st.lineOpacity *= opacity
	}
	c.inside(n, st, m, uses)
}

func (c *canvas) inside(n *node, st svgStyle, m affine, uses int) {
	switch n.tag {
	case "g", "a", "switch":
		c.children(n, st, m, uses)
	case "svg":
		c.nested(n, n, st, m, uses)
	case "use":
		href := n.attrs["href"]
		if uses >= maxUseDepth || !strings.HasPrefix(href, "#") {
			return
		}
		t := c.svg.ids[href[1:]]
		if t == nil {
			return
		}
		x, _ := length(n.attrs["x"], st.vw)
		y, _ := length(n.attrs["y"], st.vh)
		m = m.mul(affine{1, 0, 0, 1, x, y})
		switch t.tag {
		case "symbol":
			st.apply(t)
			c.nested(t, n, st, m, uses+1)
		default:
			c.element(t, st, m, uses+1)
		}
	default:
		if !st.hidden {
			c.shape(shapePath(n, st.vw, st.vh), &st, m)
		}
	}
}

// nested draws an inner svg or a symbol; by gives the size.
func (c *canvas) nested(n, by *node, st svgStyle, m affine, uses int) {
	w, ok := length(by.attrs["width"], st.vw)
	if !ok {
		w = st.vw
	}
	h, ok := length(by.attrs["height"], st.vh)
	if !ok {
		h = st.vh
	}
	if n == by {
		x, _ := length(n.attrs["x"], st.vw)
		y, _ := length(n.attrs["y"], st.vh)
		m = m.mul(affine{1, 0, 0, 1, x, y})
	}
	if box, ok := viewBox(n); ok && w > 0 && h > 0 {
		m = m.mul(fit(box, w, h, n.attrs["preserveAspectRatio"]))
		w, h = box[2], box[3]
	}
	st.vw, st.vh = w, h
	c.children(n, st, m, uses)
}

// blend puts src over dst with an opacity.
func blend(dst, src *image.RGBA, opacity float64) {
	k := uint32(opacity*256 + 0.5)
	for i := 0; i < len(src.Pix); i += 4 {
		a := uint32(src.Pix[i+3]) * k >> 8
		if a == 0 && src.Pix[i] == 0 && src.Pix[i+1] == 0 && src.Pix[i+2] == 0 {
			continue
		}
		for j := range 4 {
			dst.Pix[i+j] = uint8(uint32(src.Pix[i+j])*k>>8 + (uint32(dst.Pix[i+j])*(255-a)+127)/255)
		}
	}
}

type point struct{ x, y float64 }

// contour is a flattened sub-path in user units.
type contour struct {
	pts    []point
	closed bool
}

// flatten turns curves into lines that stray by less than about 0.1 device px.
func flatten(segs []pathSeg, scale float64) (out []contour) {
	var cur contour
	end := func() {
		if len(cur.pts) > 0 {
			out = append(out, cur)
		}
		cur = contour{}
	}
	total := 0
	for i := range segs {
		p := &segs[i].p
		n := 0
		switch segs[i].op {
		case 'M':
			end()
			cur.pts = append(cur.pts, point{p[0], p[1]})
			continue
		case 'Z':
			cur.closed = true
			end()
			continue
		case 'L':
			n = 1
		case 'Q':
			n = 2
		case 'C':
			n = 3
		}
		if len(cur.pts) == 0 || total > maxSVGPoints {
			continue
		}
		a := cur.pts[len(cur.pts)-1]
		if n == 1 {
			cur.pts = append(cur.pts, point{p[0], p[1]})
			total++
			continue
		}
		// The control polygon's length bounds the curve's.
		l, q := 0.0, a
		for j := range n {
			b := point{p[2*j], p[2*j+1]}
			l += math.Hypot(b.x-q.x, b.y-q.y)
			q = b
		}
		steps := int(min(max(2, math.Ceil(2*math.Sqrt(l*scale))), 200))
		for k := 1; k <= steps; k++ {
			t := float64(k) / float64(steps)
			u := 1 - t
			var b point
			if n == 2 {
				b = point{u*u*a.x + 2*u*t*p[0] + t*t*p[2], u*u*a.y + 2*u*t*p[1] + t*t*p[3]}
			} else {
				b = point{
					u*u*u*a.x + 3*u*u*t*p[0] + 3*u*t*t*p[2] + t*t*t*p[4],
					u*u*u*a.y + 3*u*u*t*p[1] + 3*u*t*t*p[3] + t*t*t*p[5],
				}
			}
			cur.pts = append(cur.pts, b)
		}
		total += steps
	}
	end()
	return out
}

// shape fills and strokes a path.
func (c *canvas) shape(segs []pathSeg, st *svgStyle, m affine) {
	if len(segs) == 0 {
		return
	}
	scale := math.Sqrt(math.Abs(m.a*m.d - m.b*m.c))
	if !(scale > 0) || scale > 1e6 {
		return
	}
	cs := flatten(segs, scale)
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, k := range cs {
		c.points += len(k.pts)
		for _, p := range k.pts {
			x0, x1, y0, y1 = min(x0, p.x), max(x1, p.x), min(y0, p.y), max(y1, p.y)
		}
	}
	box := affine{x1 - x0, 0, 0, y1 - y0, x0, y0}
	if p, ok := c.paint(st.fill, st, st.fillOpacity, m, box); ok {
		c.cover.reset(c.dst.Rect.Dx(), c.dst.Rect.Dy())
		for _, k := range cs {
			c.cover.polygon(k.pts, m)
		}
		c.cover.paint(c.dst, p, st.evenOdd)
	}
	if st.width <= 0 {
		return
	}
	if p, ok := c.paint(st.stroke, st, st.lineOpacity, m, box); ok {
		c.cover.reset(c.dst.Rect.Dx(), c.dst.Rect.Dy())
		for _, k := range dashed(cs, st) {
			c.stroke(k, st, m, scale)
		}
		c.cover.paint(c.dst, p, false)
	}
}
