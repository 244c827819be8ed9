package paint

import (
	"image"
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// maxShapePoints bounds the commands of a path().
const maxShapePoints = 1 << 14

// shapeOutline gives a shape in its reference box.
func shapeOutline(sh *style.Shape, r raster.RRect, m geom.Matrix, dpr float64) *raster.Path {
	p := raster.NewPath(m)
	p.EvenOdd = sh.EvenOdd
	w, h := r.X1-r.X0, r.Y1-r.Y0
	switch sh.Kind {
	case style.ShapeBox:
		p.RRect(r, false)
	case style.ShapeInset:
		in := raster.RRect{X0: r.X0 + sh.Args[3].At(w), Y0: r.Y0 + sh.Args[0].At(h), X1: r.X1 - sh.Args[1].At(w), Y1: r.Y1 - sh.Args[2].At(h)}
		if in.Empty() {
			break
		}
		for i := range in.Radii {
			if len(sh.Radius) == 8 {
				in.Radii[i] = raster.Corner{X: sh.Radius[i].At(w), Y: sh.Radius[i+4].At(h)}
			}
		}
		p.RRect(in.Fit(), false)
	case style.ShapeCircle, style.ShapeEllipse:
		cx, cy := sh.CX.At(w), sh.CY.At(h)
		near := func(c, s float64) float64 { return min(math.Abs(c), math.Abs(s-c)) }
		far := func(c, s float64) float64 { return max(math.Abs(c), math.Abs(s-c)) }
		size := func(i int, base, c, s float64) float64 {
			switch sh.Extent[i] {
			case "closest-side":
				return near(c, s)
			case "farthest-side":
				return far(c, s)
			}
			return sh.Radius[i].At(base)
		}
		var rx, ry float64
		if sh.Kind == style.ShapeCircle {
			switch sh.Extent[0] {
			case "closest-side":
				rx = min(near(cx, w), near(cy, h))
			case "farthest-side":
				rx = max(far(cx, w), far(cy, h))
			default:
				rx = sh.Radius[0].At(math.Sqrt((w*w + h*h) / 2))
			}
			ry = rx
		} else {
			rx, ry = size(0, w, cx, w), size(1, h, cy, h)
		}
		if rx > 0 && ry > 0 {
			p.Ellipse(r.X0+cx, r.Y0+cy, rx, ry)
		}
	case style.ShapePolygon:
		for i := 0; i+1 < len(sh.Args); i += 2 {
			x, y := r.X0+sh.Args[i].At(w), r.Y0+sh.Args[i+1].At(h)
			if i == 0 {
				p.MoveTo(x, y)
			} else {
				p.LineTo(x, y)
			}
		}
		p.Close()
	case style.ShapePath:
		svgPath(p, sh.Path, r.X0, r.Y0, dpr)
	}
	return p
}

// beginClipPath opens the clip of p's clip-path and gives its item.
func (b *builder) beginClipPath(p *part) int32 {
	sh := p.st.ClipPath
	ref := borderBox(p.rect, p.st)
	switch sh.Box {
	case "padding-box":
		w := insets(p.border)
		ref = ref.Inset(w[0], w[1], w[2], w[3])
	case "content-box":
		bx := p.boxes(ref)
		ref = bx.content
	}
	sp := b.list.spaces[p.space]
	dpr := b.opts.dpr()
	path := shapeOutline(sh, ref, sp.m, dpr)
	path.Close()
	h := newHash()
	h.shape(ref, b.scrollOf(p.sf, p.space))
	h.basicShape(sh, ref.X1-ref.X0, ref.Y1-ref.Y0)
	return b.beginPath(path, h, p.space, p.sf)
}

// beginPath lets only what is inside of a path show; endClipPath closes it.
func (b *builder) beginPath(path *raster.Path, h hash, space, sf int32) int32 {
	it := Item{Op: OpClip, Alpha: 255, Space: space, Clip: -1, Layer: b.layer, Frame: sf, Ref: int32(len(b.list.paths))}
	b.list.paths = append(b.list.paths, pathOp{path: path})
	// What is inside knows by its layer that it is cut.
	b.list.layers = append(b.list.layers, layerOp{parent: b.layer, alpha: 255, outer: b.cull, frame: sf, pass: true})
	id := int32(len(b.list.layers) - 1)
	b.push(it, h)
	at := int32(len(b.list.Items) - 1)
	op := &b.list.layers[id]
	op.ident = b.list.Items[at].Hash
	b.layer = id
	b.cull = b.cull.Intersect(path.Bounds())
	return at
}

func (b *builder) endClipPath(at int32) {
	op := &b.list.layers[b.layer]
	bounds := b.cull
	b.cull, b.layer = op.outer, op.parent
	if int(at) == len(b.list.Items)-1 || bounds.Empty() {
		b.dropLayer(at)
		return
	}
	it := &b.list.Items[at]
	var content image.Rectangle
	for _, c := range b.list.Items[at+1:] {
		content = content.Union(c.Bounds)
	}
	it.Bounds = content
	it.Skip = int32(len(b.list.Items))
	h := newHash()
	h.add(it.Hash)
	b.push(Item{Op: OpUnclip, Alpha: 255, Clip: -1, Layer: b.layer, Bounds: content, Frame: it.Frame}, h)
}

// basicShape adds what tells one basic shape from another.
func (h *hash) basicShape(sh *style.Shape, w, height float64) {
	h.add(uint64(sh.Kind))
	if sh.EvenOdd {
		h.add(1)
	}
	for _, list := range [3][]style.Length{sh.Args, sh.Radius, {sh.CX, sh.CY}} {
		for i, l := range list {
			if i%2 == 0 {
				h.float(l.At(w))
			} else {
				h.float(l.At(height))
			}
		}
	}
	for _, s := range [3]string{sh.Extent[0], sh.Extent[1], sh.Path} {
		for i := range len(s) {
			h.add(uint64(s[i]))
		}
		h.add(0)
	}
}
