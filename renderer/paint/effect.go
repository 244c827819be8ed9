package paint

import (
	"image"
	"image/color"
	"math"

	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// effects remembers what beginEffects opened.
type effects struct {
	layer, isolate int32 // items, -1 for none
	clip           int32
	mask           bool
}

// hasBlend reports whether one of a context's direct layers blends with it.
func hasBlend(list []*frame) bool {
	for _, c := range list {
		if c.stacking && c.style().MixBlend != "" {
			return true
		}
	}
	return false
}

// beginEffects opens the layers that the style of a stacking context asks for:
// backdrop filter, clip-path, then one layer for filter, opacity, blending and mask.
func (b *builder) beginEffects(f *frame, list []*frame) effects {
	st := f.style()
	e := effects{layer: -1, isolate: -1, clip: -1}
	if b.hitting || b.only != nil {
		return e
	}
	p := &part{f: f, st: st, rect: f.rect(), border: f.box.Border, padding: f.box.Padding, clip: f.outer, sf: f.sf, space: f.space}
	if f.warp == nil && len(st.BackdropFilter) > 0 {
		b.backdrop(p)
	}
	op := layerOp{alpha: 255}
	need := false
	if f.opacity < 1 {
		op.alpha, need = alpha8(f.opacity), true
	}
	if len(st.Filter) > 0 {
		op.filters = b.filters(st.Filter, b.scaleOf(f.space))
		need = need || len(op.filters) > 0 || f.outer != f.clip
	}
	if st.MixBlend != "" {
		if m, ok := raster.BlendOf(st.MixBlend); ok && m != raster.Normal {
			op.blend, need = m, true
		}
	}
	if len(st.Mask) > 0 && f.warp == nil {
		e.mask, need = true, true
	}
	if f.warp != nil {
		op.warp, need = f.warp, true
	}
	// What blends sees its own stacking context only; of the page's the base colour is no part.
	if !need && b.blends && (f.container != nil || st.BackgroundColor.A == 0 && len(st.Background) == 0) && hasBlend(list) {
		need = true
	}
	if need && b.layerDepth() < maxLayerDepth {
		q := *p
		if f.outer == f.clip && f.warp == nil && op.blend == raster.Normal {
			q.clip = -1 // every item inside is cut for itself
		}
		if f.warp != nil {
			q.space = 0
		}
		e.layer = b.pushLayer(&q, op)
	} else {
		e.mask = false
	}
	if st.ClipPath != nil {
		e.clip = b.beginClipPath(p)
	}
	return e
}

func (b *builder) endEffects(f *frame, e effects) {
	if e.clip >= 0 {
		b.endClipPath(e.clip)
	}
	if e.mask {
		b.mask(f)
	}
	if e.layer >= 0 {
		b.popLayer(e.layer)
	}
}

func alpha8(o float32) uint8 { return uint8(math.Round(float64(max(0, min(o, 1))) * 255)) }

func (b *builder) layerDepth() int {
	n := 0
	for l := b.layer; l >= 0; l = b.list.layers[l].parent {
		n++
	}
	return n
}

// filters gives the raster's form of a filter list, lengths times scale.
func (b *builder) filters(ops []style.FilterOp, scale float64) []raster.Filter {
	var out []raster.Filter
	for i := range ops {
		o := &ops[i]
		switch o.Name {
		case "blur":
			if o.Amount > 0 {
				out = append(out, raster.Filter{Kind: raster.FilterBlur, Sigma: float64(o.Amount) * scale})
			}
		case "drop-shadow":
			s := &o.Shadow
			// The blur of drop-shadow() is the standard deviation itself in Chromium, not half
			// of a radius as that of box-shadow.
			out = append(out, raster.Filter{Kind: raster.FilterShadow, Sigma: float64(s.Blur) * scale,
				X: int(math.Round(float64(s.X) * scale)), Y: int(math.Round(float64(s.Y) * scale)), Color: s.Color})
		default:
			if f, ok := raster.ColorFilter(o.Name, float64(o.Amount)); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

func (h *hash) filters(fs []raster.Filter) {
	for i := range fs {
		f := &fs[i]
		h.add(uint64(f.Kind))
		h.float(f.Sigma)
		h.add(uint64(uint32(f.X))<<32 | uint64(uint32(f.Y)))
		h.color(f.Color)
		if f.Kind == raster.FilterMatrix {
			for _, v := range f.Matrix {
				h.float(float64(v))
			}
		}
	}
}

// pushLayer begins a layer and gives its item.
func (b *builder) pushLayer(p *part, op layerOp) int32 {
	op.parent, op.frame = b.layer, p.sf
	op.outset = raster.Outset(op.filters)
	h := newHash()
	h.add(uint64(op.alpha) | uint64(op.blend)<<8)
	h.filters(op.filters)
	if op.warp != nil {
		for _, v := range op.warp.M {
			h.float(v)
		}
	}
	if b.layer >= 0 {
		h.add(b.list.layers[b.layer].ident)
	}
	if p.clip >= 0 {
		h.add(b.list.clips[p.clip].hash)
	}
	op.ident = uint64(h)
	op.outer = b.cull
	it := b.item(p, OpPush)
	it.Alpha = op.alpha
	it.Ref = int32(len(b.list.layers))
	b.list.layers = append(b.list.layers, op)
	at := int32(len(b.list.Items))
	b.push(it, h)
	b.layer = it.Ref
	switch {
	case op.warp != nil:
		b.cull = image.Rect(-maxClip, -maxClip, maxClip, maxClip)
	case op.outset > 0:
		b.cull = b.cull.Inset(-op.outset)
	}
	return at
}

// popLayer ends the layer that began at an item.
func (b *builder) popLayer(at int32) {
	items := b.list.Items
	it := &items[at]
	op := &b.list.layers[it.Ref]
	b.layer, b.cull = op.parent, op.outer
	content := image.Rectangle{}
	for i := int(at) + 1; i < len(items); i++ {
		if k := &items[i]; k.Op == OpPush && b.list.layers[k.Ref].blend.Unbounded() {
			// It leaves nothing outside of itself. Its own bounds stay: a change of it can
			// show anywhere in the layer.
			if mask := &b.list.layers[k.Ref]; mask.blend == raster.SrcOut {
				content = mask.content
			} else {
				content = content.Intersect(mask.content)
			}
		} else {
			content = content.Union(k.Bounds)
		}
		if s := items[i].Skip; s > int32(i) {
			i = int(s)
		}
	}
	op.content = content
	out := content
	if op.warp != nil {
		out = op.warp.Bounds(content)
	} else if !content.Empty() {
		out = content.Inset(-op.outset)
	}
	if op.blend.Unbounded() {
		// A mask acts on all of the layer that it stands in.
		out = b.cull
	}
	out = out.Intersect(b.clipBounds(it.Clip)).Intersect(b.cull)
	if out.Empty() && !op.blend.Unbounded() {
		b.dropLayer(at)
		return
	}
	if int(at)+1 == len(items) && !op.blend.Unbounded() {
		b.dropLayer(at)
		return
	}
	it.Bounds = out
	if b.foldAlpha(at, op) {
		return
	}
	end := Item{Op: OpPop, Clip: -1, Layer: op.parent, Bounds: out, Ref: it.Ref, Alpha: 255, Frame: it.Frame}
	it.Skip = int32(len(items))
	h := newHash()
	h.add(op.ident)
	b.push(end, h)
}

func (b *builder) dropLayer(at int32) {
	b.list.Items = b.list.Items[:at]
	for n := len(b.list.backdrops); n > 0 && b.list.backdrops[n-1] >= at; n-- {
		b.list.backdrops = b.list.backdrops[:n-1]
	}
}

// foldAlpha gives the opacity of a layer to its only item, which then needs no layer.
func (b *builder) foldAlpha(at int32, op *layerOp) bool {
	items := b.list.Items
	if int(at) != len(items)-2 || op.blend != raster.Normal || len(op.filters) > 0 || op.warp != nil || items[at].Clip >= 0 {
		return false
	}
	it := items[at+1]
	switch it.Op {
	case OpFill, OpText, OpGradient, OpImage, OpShadow, OpLine:
	default:
		return false
	}
	if it.Op == OpLine && b.list.lines[it.Ref].style != raster.SolidLine {
		return false
	}
	it.Alpha = uint8((uint32(it.Alpha)*uint32(op.alpha) + 127) / 255)
	it.Layer = op.parent
	h := hash(it.Hash)
	h.add(uint64(it.Alpha))
	it.Hash = uint64(h)
	items[at] = it
	b.list.Items = items[:at+1]
	return true
}

// composites are the raster's names of mask-composite.
var composites = [...]raster.Blend{style.CompositeSubtract: raster.SrcOut, style.CompositeIntersect: raster.SrcIn, style.CompositeExclude: raster.Xor}

// mask multiplies the layer being built by the mask layers of f (CSS Masking 1 §4).
func (b *builder) mask(f *frame) {
	st := f.style()
	p := &part{f: f, st: st, rect: f.rect(), border: f.box.Border, padding: f.box.Padding, clip: -1, sf: f.sf, space: f.space}
	at := b.pushLayer(p, layerOp{alpha: 255, blend: raster.DstIn})
	box := borderBox(p.rect, st)
	box.Radii = [4]raster.Corner{}
	bx := p.boxes(box)
	for i := len(st.Mask) - 1; i >= 0; i-- {
		l := st.Mask[i]
		if l.Image.Gradient == nil && l.Image.URL != "" && (b.opts.Picture == nil || b.opts.Picture(l.Image) == nil) {
			l.Image = style.Image{} // not loaded: as transparent black
		}
		one := int32(-1)
		if i < len(st.Mask)-1 && l.Composite != style.CompositeAdd {
			one = b.pushLayer(p, layerOp{alpha: 255, blend: composites[l.Composite]})
		}
		b.backgroundLayer(p, &bx, &l, bx.of(l.Clip))
		if one >= 0 {
			b.popLayer(one)
		}
	}
	b.popLayer(at)
}

// clippedToText paints a background inside the glyphs of the box (background-clip: text).
func (b *builder) clippedToText(p *part, bx *boxes, layers []style.Layer, c color.NRGBA, colorClip style.Keyword) {
	at := b.pushLayer(p, layerOp{alpha: 255})
	inner := *p
	b.fill(&inner, bx.of(colorClip), c)
	for i := len(layers) - 1; i >= 0; i-- {
		b.backgroundLayer(&inner, bx, &layers[i], bx.of(layers[i].Clip))
	}
	m := b.pushLayer(&part{f: p.f, st: p.st, clip: -1, sf: p.sf, space: p.space}, layerOp{alpha: 255, blend: raster.DstIn})
	black := color.NRGBA{A: 255}
	saved := b.only
	b.only = &black
	f := p.f
	if f.box.Inline {
		b.inlineText(f)
	} else {
		b.flow(f)
		for _, k := range collect(f, nil) {
			if !k.stacking {
				b.flow(k)
			}
		}
	}
	b.only = saved
	b.popLayer(m)
	b.popLayer(at)
}

// inlineText paints the text of an inline box alone, for background-clip: text on it.
func (b *builder) inlineText(f *frame) {
	block := f.container
	if block == nil {
		return
	}
	for i := range block.box.Lines {
		l := &block.box.Lines[i]
		for j := range l.Items {
			it := &l.Items[j]
			for p := it.Box; it.Text != nil && p != nil && p.Inline; p = p.Parent {
				if p == f.box {
					b.text(block, it, it.Box, block.off)
					break
				}
			}
		}
	}
}

// backdrop filters what has been painted below the box.
func (b *builder) backdrop(p *part) {
	fs := b.filters(p.st.BackdropFilter, b.scaleOf(p.space))
	if len(fs) == 0 {
		return
	}
	r := borderBox(p.rect, p.st)
	if r.Empty() || !b.seen(r, p.space, p.clip) {
		return
	}
	it := b.item(p, OpBackdrop)
	it.Shape = b.addShape(r)
	it.Ref = int32(len(b.list.layers))
	b.list.layers = append(b.list.layers, layerOp{parent: b.layer, alpha: 255, filters: fs, outset: raster.Outset(fs)})
	h := newHash()
	h.shape(r, b.scrollOf(p.sf, p.space))
	h.filters(fs)
	if b.emit(it, r, h) {
		b.list.backdrops = append(b.list.backdrops, int32(len(b.list.Items)-1))
	}
}
