package picture

import (
	"image"
	"math"
	"strings"
)

// reference gives the element that a property like clip-path names with url(#id).
func (c *canvas) reference(v, tag string) *node {
	v, ok := strings.CutPrefix(strings.TrimSpace(v), "url(")
	if !ok {
		return nil
	}
	v, _, _ = strings.Cut(v, ")")
	v = strings.Trim(strings.TrimSpace(v), `"'`)
	if !strings.HasPrefix(v, "#") {
		return nil
	}
	if n := c.svg.ids[v[1:]]; n != nil && n.tag == tag {
		return n
	}
	return nil
}

// masked draws an element that clip-path, mask or opacity make a group of: on a layer
// of its own, which they thin out.
// https://drafts.fxtf.org/css-masking/
func (c *canvas) masked(n *node, st svgStyle, m affine, uses int, clip, mask *node, opacity float64) {
	if c.layers >= maxSVGLayers {
		return
	}
	below := c.dst
	c.layers++
	layer := c.layer(func() { c.inside(n, st, m, uses) })
	if clip != nil || mask != nil {
		box := c.bounds(n, st, unitAffine, uses)
		if clip != nil {
			keep(layer, c.clipLayer(clip, st, m, box, uses), false)
		}
		if mask != nil {
			img := c.maskLayer(mask, st, m, box, uses)
			keep(layer, img, mask.attrs["mask-type"] != "alpha")
		}
	}
	c.layers--
	blend(below, layer, opacity)
}

// layer gives a picture of the canvas's size with what draw leaves on it.
func (c *canvas) layer(draw func()) *image.RGBA {
	below := c.dst
	c.dst = image.NewRGBA(below.Rect)
	c.cover.work += 2 * len(below.Pix) / 4
	draw()
	img := c.dst
	c.dst = below
	return img
}

// clipLayer draws the shapes of a clipPath: what they cover stays.
func (c *canvas) clipLayer(clip *node, st svgStyle, m affine, box bound, uses int) *image.RGBA {
	m = m.mul(transform(clip.attrs["transform"]))
	if clip.attrs["clipPathUnits"] == "objectBoundingBox" {
		m = m.mul(box.unit())
	}
	img := c.layer(func() {
		if uses >= maxUseDepth {
			return
		}
		c.clips++
		for _, k := range clip.kids {
			c.element(k, st, m, uses+1)
		}
		c.clips--
	})
	if outer := c.reference(clip.attrs["clip-path"], "clipPath"); outer != nil && uses < maxUseDepth && c.layers < maxSVGLayers {
		c.layers++
		keep(img, c.clipLayer(outer, st, m, box, uses+1), false)
		c.layers--
	}
	return img
}

// maskLayer draws the content of a mask within its region.
func (c *canvas) maskLayer(mask *node, st svgStyle, m affine, box bound, uses int) *image.RGBA {
	start := svgStart(st.vw, st.vh)
	start.apply(mask)
	inner := m
	if mask.attrs["maskContentUnits"] == "objectBoundingBox" {
		inner = m.mul(box.unit())
	}
	img := c.layer(func() {
		if uses < maxUseDepth {
			c.children(mask, start, inner, uses+1)
		}
	})
	region := m
	whole := bound{-0.1, -0.1, 1.1, 1.1}
	w, h := 1.0, 1.0
	if mask.attrs["maskUnits"] == "userSpaceOnUse" {
		w, h = st.vw, st.vh
		whole = bound{-w / 10, -h / 10, 1.1 * w, 1.1 * h}
	} else {
		region = m.mul(box.unit())
	}
	pick := func(k string, v, base float64) float64 {
		if l, ok := length(mask.attrs[k], base); ok {
			return l
		}
		return v
	}
	x, y := pick("x", whole.x0, w), pick("y", whole.y0, h)
	x1, y1 := x+pick("width", whole.x1-whole.x0, w), y+pick("height", whole.y1-whole.y0, h)
	inside := c.layer(func() {
		c.cover.reset(c.dst.Rect.Dx(), c.dst.Rect.Dy())
		c.cover.polygon([]point{{x, y}, {x1, y}, {x1, y1}, {x, y1}}, region)
		if p, ok := c.paint("black", &start, 1, region, affine{}); ok {
			c.cover.paint(c.dst, p, false)
		}
	})
	keep(img, inside, false)
	return img
}

// keep thins dst out by the alpha of by, or by its luminance.
func keep(dst, by *image.RGBA, luminance bool) {
	for i := 0; i < len(dst.Pix); i += 4 {
		k := uint32(by.Pix[i+3])
		if luminance { // of premultiplied colours: times alpha already
			k = (2125*uint32(by.Pix[i]) + 7154*uint32(by.Pix[i+1]) + 721*uint32(by.Pix[i+2]) + 5000) / 10000
		}
		if k == 255 {
			continue
		}
		for j := range 4 {
			dst.Pix[i+j] = uint8((uint32(dst.Pix[i+j])*k + 127) / 255)
		}
	}
}

// bound is a rectangle in user units; empty while x1 < x0.
type bound struct{ x0, y0, x1, y1 float64 }

// unit maps the unit square to the rectangle.
func (b bound) unit() affine {
	if b.x1 < b.x0 || b.y1 < b.y0 {
		return affine{}
	}
	return affine{b.x1 - b.x0, 0, 0, b.y1 - b.y0, b.x0, b.y0}
}

// bounds is the object bounding box of an element, strokes apart, in its own user units:
// m leads there from those of n.
func (c *canvas) bounds(n *node, st svgStyle, m affine, uses int) bound {
	b := bound{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	if c.nodes++; c.nodes > maxSVGNodes || c.points > maxSVGPoints {
		return b
	}
	join := func(o bound) {
		b = bound{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
	}
	kid := func(k *node, m affine) {
		if k.attrs["display"] != "none" {
			join(c.bounds(k, st, m.mul(transform(k.attrs["transform"])), uses))
		}
	}
	switch n.tag {
	case "g", "a", "switch", "svg", "symbol":
		for _, k := range n.kids {
			kid(k, m)
		}
	case "use":
		if t := c.svg.ids[strings.TrimPrefix(n.attrs["href"], "#")]; t != nil && uses < maxUseDepth {
			uses++
			x, _ := length(n.attrs["x"], st.vw)
			y, _ := length(n.attrs["y"], st.vh)
			kid(t, m.mul(affine{1, 0, 0, 1, x, y}))
		}
	case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
		for _, k := range flatten(shapePath(n, st.vw, st.vh), 1) {
			c.points += len(k.pts)
			for _, p := range k.pts {
				x, y := m.a*p.x+m.c*p.y+m.e, m.b*p.x+m.d*p.y+m.f
				join(bound{x, y, x, y})
			}
		}
	}
	return b
}
