package paint

import (
	"image"
	"image/color"
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/raster"
)

// Draw draws the part clip of the list on dst, whose pixel (0, 0) is the upper left
// corner of the viewport. What dst held there is replaced (with Options.Over it
// shows through). The bytes are those that drawing the whole list would put there.
func Draw(dst *image.RGBA, list *List, clip image.Rectangle, caches *raster.Cache) {
	clip = clip.Intersect(dst.Rect)
	if clip.Empty() {
		return
	}
	s, shared := raster.View(dst)
	list.draw(s, clip, caches)
	if !shared {
		s.Store(dst, clip)
	}
}

// drawer is one drawing of a list.
type drawer struct {
	list  *List
	cache *raster.Cache
	clips [][]raster.Shape // masks per clip
	known []bool
	extra []raster.Shape // of the clip-paths that are open
	masks []raster.Shape
}

func (l *List) draw(s *raster.Surface, clip image.Rectangle, caches *raster.Cache) {
	d := &drawer{list: l, cache: caches, clips: make([][]raster.Shape, len(l.clips)), known: make([]bool, len(l.clips))}
	// A backdrop filter looks at pixels around those that are asked for, and they must
	// be as they are before anything is painted above: draw more, elsewhere.
	need := clip
	for i := len(l.backdrops) - 1; i >= 0; i-- {
		it := &l.Items[l.backdrops[i]]
		if hit := it.Bounds.Intersect(need); !hit.Empty() {
			o := l.layers[it.Ref].outset
			area := l.backdropArea(it)
			need = need.Union(hit.Inset(-o).Intersect(area))
		}
	}
	if need = need.Intersect(l.Viewport.Union(clip)); need != clip {
		t := caches.Layer(need)
		if !t.Rect.Empty() {
			if l.Over {
				t.CopyFrom(s, need)
			}
			d.all(t, need)
			s.CopyFrom(t, clip)
			caches.Release(t)
			return
		}
	}
	d.all(s, clip)
}

// backdropArea is the device rectangle that a backdrop filter reads.
func (l *List) backdropArea(it *Item) image.Rectangle {
	r := raster.MapRect(l.shapes[it.Shape], l.spaces[it.Space].m)
	for i := it.Layer; i >= 0; i = l.layers[i].parent {
		if l.layers[i].warp != nil {
			return r // px of the layer
		}
	}
	return r.Intersect(l.Viewport)
}

func (d *drawer) all(s *raster.Surface, clip image.Rectangle) {
	v := d.cache.NewCanvas(s, clip)
	if !d.list.Over {
		v.Reset(d.list.Base)
	}
	d.items(v, clip, 0, len(d.list.Items))
	v.Done()
}

// clipShapes gives the masks of a clip and its parents.
func (d *drawer) clipShapes(id int32) []raster.Shape {
	if id < 0 {
		return nil
	}
	if d.known[id] {
		return d.clips[id]
	}
	c := &d.list.clips[id]
	up := d.clipShapes(c.parent)
	if c.mask {
		up = append(up[:len(up):len(up)], d.cache.Transformed(c.shape, d.list.spaces[c.space].m))
	}
	d.clips[id], d.known[id] = up, true
	return up
}

// setClip prepares the canvas for an item.
func (d *drawer) setClip(v *raster.Canvas, r image.Rectangle, id int32) {
	m := d.clipShapes(id)
	if len(d.extra) > 0 {
		d.masks = append(append(d.masks[:0], d.extra...), m...)
		m = d.masks
	}
	v.SetClip(r, m)
}

// items draws the items [from, to) inside clip.
func (d *drawer) items(v *raster.Canvas, clip image.Rectangle, from, to int) {
	l := d.list
	for i := from; i < to; i++ {
		it := &l.Items[i]
		r := it.Bounds.Intersect(clip)
		if r.Empty() && !(it.Op == OpPush && l.layers[it.Ref].blend.Unbounded()) {
			if it.Skip > int32(i) {
				i = int(it.Skip)
			}
			continue
		}
		switch it.Op {
		case OpPush:
			d.layer(v, clip, i)
			i = int(it.Skip)
			continue
		case OpClip:
			d.extra = append(d.extra, d.cache.NewShape(l.paths[it.Ref].path))
			d.items(v, clip, i+1, int(it.Skip))
			d.extra = d.extra[:len(d.extra)-1]
			i = int(it.Skip)
			continue
		case OpPop, OpUnclip:
			continue
		}
		d.setClip(v, r, it.Clip)
		d.item(v, it)
	}
}

func faded(c color.NRGBA, alpha uint8) color.NRGBA {
	if alpha != 255 {
		c.A = uint8((uint32(c.A)*uint32(alpha) + 127) / 255)
	}
	return c
}

func (d *drawer) item(v *raster.Canvas, it *Item) {
	l := d.list
	m := l.spaces[it.Space].m
	switch it.Op {
	case OpFill:
		v.FillColor(d.cache.Transformed(l.shapes[it.Shape], m), faded(it.Color, it.Alpha))
	case OpBorder:
		v.Border(&l.borders[it.Ref], m)
	case OpShadow:
		s := &l.shadows[it.Ref]
		c := faded(it.Color, it.Alpha)
		if s.inset {
			v.InsetShadow(l.shapes[it.Shape], s.x, s.y, s.sigma, s.spread, c, m)
		} else {
			v.Shadow(l.shapes[it.Shape], s.x, s.y, s.sigma, s.spread, c, m)
		}
	case OpGradient, OpImage:
		d.fill(v, it, m)
	case OpText:
		t := &l.texts[it.Ref]
		if t.stroke > 0 {
			v.Stroke(&t.run, t.x, t.y, t.stroke, m, faded(it.Color, it.Alpha))
		} else {
			v.Text(&t.run, t.x, t.y, m, faded(it.Color, it.Alpha))
		}
	case OpLine:
		d.line(v, &l.lines[it.Ref], m, faded(it.Color, it.Alpha))
	case OpBackdrop:
		d.backdrop(v, it, m)
	}
}

// line draws a decoration line, with gaps where the ink of its text stands.
func (d *drawer) line(v *raster.Canvas, o *lineOp, m geom.Matrix, c color.NRGBA) {
	if o.skip < 0 || o.style == raster.WavyLine {
		v.Line(o.x, o.y, o.length, o.thick, o.style, m, c)
		return
	}
	t := &d.list.texts[o.skip]
	// The band is the line's own; the ink stands on a whole px (Chromium leaves the
	// thickness free on both sides).
	base := math.Floor(t.y + 0.5)
	bottom := o.y + o.thick
	if o.style == raster.DoubleLine {
		bottom += o.thick * 2
	}
	x := o.x
	for _, g := range d.cache.Gaps(&t.run, o.y-base, bottom-base, o.thick) {
		if from := o.x + g.From; from > x {
			v.Line(x, o.y, min(from, o.x+o.length)-x, o.thick, o.style, m, c)
		}
		x = max(x, o.x+g.To)
	}
	if end := o.x + o.length; end > x {
		v.Line(x, o.y, end-x, o.thick, o.style, m, c)
	}
}

// fill draws a gradient or picture, tiled where it repeats.
func (d *drawer) fill(v *raster.Canvas, it *Item, m geom.Matrix) {
	l := d.list
	o := &l.fills[it.Ref]
	shape := l.shapes[it.Shape]
	dev := d.cache.Transformed(shape, m)
	one := tileCovers(shape, o)
	tile := m.Mul(geom.Matrix{A: 1, D: 1, E: o.tile[0], F: o.tile[1]})
	moved := m.A == 1 && m.D == 1 && m.B == 0 && m.C == 0 && onPixels(raster.RRect{X0: o.tile[0], Y0: o.tile[1], X1: o.tile[0] + o.tile[2], Y1: o.tile[1] + o.tile[3]}, m)
	if one || moved {
		src := d.source(o, tile, moved, int(o.tile[2]+0.5), int(o.tile[3]+0.5))
		if src == nil {
			return
		}
		if !one {
			x, y := tile.Apply(0, 0)
			r := image.Rect(round(x), round(y), round(x+o.tile[2]), round(y+o.tile[3]))
			src = raster.Tile(src, r, image.Pt(round(o.step[0]), round(o.step[1])), o.repX, o.repY)
		}
		v.Fill(dev, src, it.Alpha)
		return
	}
	d.tiles(v, o, shape, m, dev, it)
}

func round(v float64) int {
	if v < 0 {
		return -int(-v + 0.5)
	}
	return int(v + 0.5)
}

// tileCovers reports a shape that lies inside the first tile.
func tileCovers(s raster.RRect, o *fillOp) bool {
	const e = 1.0 / 64
	return s.X0 >= o.tile[0]-e && s.Y0 >= o.tile[1]-e && s.X1 <= o.tile[0]+o.tile[2]+e && s.Y1 <= o.tile[1]+o.tile[3]+e
}

// source gives the colours of one tile whose px m maps to the device.
func (d *drawer) source(o *fillOp, m geom.Matrix, moved bool, w, h int) raster.Source {
	if o.gradient != nil {
		return d.cache.Gradient(o.gradient, m)
	}
	if moved {
		x, y := m.Apply(0, 0)
		return d.cache.Scaled(o.img, o.version, w, h, o.nearest).At(image.Pt(round(x), round(y)))
	}
	// At the size of its pixels: about what it takes on the device.
	iw, ih := o.img.Rect.Dx(), o.img.Rect.Dy()
	sx, sy := scaleAxes(m)
	if dw, dh := max(1, round(o.tile[2]*sx)), max(1, round(o.tile[3]*sy)); dw < iw && dh < ih {
		iw, ih = dw, dh
	}
	p := d.cache.Scaled(o.img, o.version, iw, ih, o.nearest)
	return p.Under(m.Mul(geom.Matrix{A: o.tile[2] / float64(iw), D: o.tile[3] / float64(ih)}))
}

// maxTiles bounds the tiles of a background under a transform.
const maxTiles = 4096

// tiles draws tile by tile, for tiles that do not lie on device px.
func (d *drawer) tiles(v *raster.Canvas, o *fillOp, shape raster.RRect, m geom.Matrix, dev raster.Shape, it *Item) {
	first := func(lo, at, step float64, rep bool) float64 {
		if !rep || step <= 0 {
			return at
		}
		n := int((lo - at) / step)
		return at + float64(n-1)*step
	}
	x0, y0 := first(shape.X0, o.tile[0], o.step[0], o.repX), first(shape.Y0, o.tile[1], o.step[1], o.repY)
	masks := append(append([]raster.Shape(nil), d.extra...), d.clipShapes(it.Clip)...)
	masks = append(masks, dev)
	v.SetClip(v.Clip(), masks)
	n := 0
	for y := y0; y < shape.Y1 && n < maxTiles; y += o.step[1] {
		for x := x0; x < shape.X1 && n < maxTiles; x += o.step[0] {
			r := raster.RRect{X0: x, Y0: y, X1: x + o.tile[2], Y1: y + o.tile[3]}
			if r.X1 > shape.X0 && r.Y1 > shape.Y0 && raster.MapRect(r, m).Overlaps(v.Clip()) {
				n++
				if src := d.source(o, m.Mul(geom.Matrix{A: 1, D: 1, E: x, F: y}), false, 0, 0); src != nil {
					v.Fill(d.cache.Transformed(r, m), src, it.Alpha)
				}
			}
			if !o.repX {
				break
			}
		}
		if !o.repY {
			break
		}
	}
}

// layer draws the layer that item i begins and puts it down.
func (d *drawer) layer(v *raster.Canvas, clip image.Rectangle, i int) {
	l := d.list
	it := &l.Items[i]
	op := &l.layers[it.Ref]
	out := it.Bounds.Intersect(clip)
	area := out
	if op.blend.Unbounded() {
		area = op.content.Intersect(clip)
		out = clip
	}
	if op.warp != nil {
		area = op.content
	} else if op.outset > 0 {
		area = out.Inset(-op.outset).Intersect(op.content.Inset(-op.outset))
	}
	s := d.cache.Layer(area)
	if !s.Rect.Empty() {
		k := d.cache.NewCanvas(s, s.Rect)
		saved := d.extra
		if len(op.filters) > 0 || op.warp != nil {
			d.extra = nil
		}
		d.items(k, s.Rect, i+1, int(it.Skip))
		d.extra = saved
		k.Done()
		d.cache.Apply(s, op.filters)
	}
	d.setClip(v, out, it.Clip)
	switch {
	case op.warp != nil:
		v.Project(s, op.warp, op.alpha)
	default:
		if len(op.filters) == 0 {
			// Items inside have been cut by the clip-paths around the layer.
			v.SetClip(out, d.clipShapes(it.Clip))
		}
		v.Composite(s, op.alpha, op.blend)
	}
	d.cache.Release(s)
}

// backdrop filters what lies below an area.
func (d *drawer) backdrop(v *raster.Canvas, it *Item, m geom.Matrix) {
	l := d.list
	op := &l.layers[it.Ref]
	want := it.Bounds.Intersect(v.Clip())
	area := l.backdropArea(it)
	s := d.cache.Mirror(v.Surface, area, want.Inset(-op.outset))
	d.cache.Apply(s, op.filters)
	v.DrawLayer(d.cache.Transformed(l.shapes[it.Shape], m), s, it.Alpha)
	d.cache.Release(s)
}

// scaleAxes is how much a matrix enlarges each axis.
func scaleAxes(m geom.Matrix) (sx, sy float64) {
	return math.Hypot(m.A, m.B), math.Hypot(m.C, m.D)
}
