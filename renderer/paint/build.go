package paint

import (
	"image"
	"image/color"
	"sort"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// builder makes a List, or in hit mode a list of areas.
type builder struct {
	opts Options
	list *List
	cull image.Rectangle // what is outside is left out

	slab    []frame
	atomic  map[*layout.Box]*frame // boxes that lines refer to
	hits    []area                 // hit mode: what can be hit, in painting order
	hitting bool
	blends  bool // some box has a blend mode
	layer   int32
	depth   int
	cut     *cut              // hit mode: the part of a plane that is being looked at
	only    *color.NRGBA      // draw nothing but text, in this colour (background-clip: text)
	turns   map[turnKey]int32 // spaces of vertical lines
}

// area is a place where a box can be hit.
type area struct {
	box   *layout.Box
	shape raster.RRect
	space int32
	clip  int32
	frame *frame
	cut   *cut
}

func newBuilder(opts Options) *builder {
	vw, vh := opts.Viewport.W.Ceil(), opts.Viewport.H.Ceil()
	b := &builder{opts: opts, layer: -1}
	base := opts.Base
	if base == (color.NRGBA{}) {
		base = color.NRGBA{255, 255, 255, 255}
	}
	base.A = 255
	b.list = &List{Viewport: image.Rect(0, 0, vw, vh), Base: base, Over: opts.Over}
	b.list.spaces = append(b.list.spaces, space{m: geom.Identity, hash: 1})
	b.list.frames = append(b.list.frames, scrollFrame{view: b.list.Viewport})
	b.cull = b.list.Viewport
	return b
}

// Build makes the display list of the boxes below root; a nil root gives an empty page.
func Build(root *layout.Box, opts Options) *List {
	b := newBuilder(opts)
	if root == nil || root.Style == nil {
		return b.list
	}
	f := b.prepare(root)
	b.canvas(f)
	b.context(f)
	return b.list
}

func (b *builder) newFrame(box *layout.Box) *frame {
	if len(b.slab) == 0 {
		b.slab = make([]frame, 128)
	}
	b.list.Boxes++
	f := &b.slab[0]
	b.slab = b.slab[1:]
	f.box = box
	return f
}

// prepare makes the frames of all boxes.
func (b *builder) prepare(root *layout.Box) *frame {
	f := b.newFrame(root)
	b.enter(f, nil)
	b.children(f, 0)
	return f
}

// containerFrame finds the frame of a box's container among f and its ancestors. What
// stands in an inline box that blocks split has an anonymous box for a container, which
// lies beside the inline box, in a table several in one another: they get frames for the
// place alone.
func (b *builder) containerFrame(f *frame, c *layout.Box) *frame {
	if p := ancestor(f, c); p != nil {
		return p
	}
	if c != nil && c.Container != nil {
		p := b.containerFrame(f, c.Container)
		k := b.newFrame(c)
		k.up = p
		b.enter(k, p)
		return k
	}
	for f.up != nil {
		f = f.up
	}
	return f
}

func ancestor(f *frame, c *layout.Box) *frame {
	for ; f != nil; f = f.up {
		if f.box == c {
			return f
		}
	}
	return nil
}

// children makes the frames below f.
func (b *builder) children(f *frame, depth int) {
	if depth > maxDepth {
		return
	}
	var last *frame
	ordered := false
	near, culls := b.near(f)
	for i, skip := 0, 0; i < len(f.box.Children); i++ {
		c := f.box.Children[i]
		if c == nil || c.Style == nil {
			continue
		}
		if culls {
			if i%layout.FarStep == 0 {
				if skip = f.box.FarChildren(i, near); skip > 0 {
					i += skip - 1
					continue
				}
			}
			if c.Container == f.box {
				if r, ok := c.Reach(); ok && !layout.Meet(r.Translate(geom.Point{X: c.Rect.X, Y: c.Rect.Y}), near) {
					continue
				}
			}
		}
		k := b.newFrame(c)
		k.up, k.all = f, f.all || c.Shares()
		b.enter(k, b.containerFrame(f, c.Container))
		if c.Style.MixBlend != "" {
			b.blends = true
		}
		if c.Atomic {
			if b.atomic == nil {
				b.atomic = map[*layout.Box]*frame{}
			}
			b.atomic[c] = k
		}
		if c.Style.Order != 0 && isItem(c) {
			k.order = int32(c.Style.Order)
			ordered = true
		}
		if last == nil {
			f.first = k
		} else {
			last.next = k
		}
		last = k
		if len(c.Children) > 0 {
			b.children(k, depth+1)
		}
	}
	if ordered {
		f.sortChildren()
	}
}

// near gives the rectangle, relative to f's border box before scrolling, outside of which
// nothing in f shows; ok is false when that is not known. What lies outside gets no frame.
//
// Faster: a page of 10,000 boxes shows a few hundred.
func (b *builder) near(f *frame) (r geom.Rect, ok bool) {
	if f.space != 0 || f.all || b.opts.Override != nil {
		return r, false
	}
	if len(f.style().Filter)+len(f.style().BackdropFilter) > 0 {
		f.all = true // what lies outside may be drawn into view
		return r, false
	}
	in := b.clipBounds(f.inner).Intersect(b.cull).Inset(-2)
	x, y := f.off.X, f.off.Y
	if f.container != nil {
		x, y = x-f.scroll.X, y-f.scroll.Y
	}
	return geom.Rect{X: geom.FromInt(in.Min.X).Add(-x), Y: geom.FromInt(in.Min.Y).Add(-y), W: geom.FromInt(in.Dx()), H: geom.FromInt(in.Dy())}, true
}

// sortChildren puts flex and grid items into order-modified document order.
func (f *frame) sortChildren() {
	var all []*frame
	for c := f.first; c != nil; c = c.next {
		all = append(all, c)
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].order < all[j].order })
	f.first = all[0]
	for i, c := range all {
		c.next = nil
		if i+1 < len(all) {
			c.next = all[i+1]
		}
	}
}

// own reports a box that is not painted with the flow of its parent but when its
// stacking context comes to positioned boxes. Faster: every walk asks it of every box,
// so enter finds it once.
func (f *frame) own() bool { return f.apart }

// wholeBox reports a box that is painted in one go where it stands: floats, inline
// blocks, flex and grid items.
func (f *frame) wholeBox() bool { return f.whole }

// collect gathers what is painted apart from the flow of a stacking context.
func collect(f *frame, out []*frame) []*frame {
	for c := f.first; c != nil; c = c.next {
		if c.own() {
			out = append(out, c)
			if c.stacking {
				continue
			}
		}
		out = collect(c, out)
	}
	return out
}

func (f *frame) zIndex() int {
	if f.zAuto || !f.style().Positioned() && !isItem(f.box) {
		return 0
	}
	return f.z
}

// context paints a stacking context (CSS 2.1 appendix E.2), effects included.
func (b *builder) context(f *frame) {
	if f.back || b.depth > maxDepth || f.opacity <= 0 && !b.hitting {
		return
	}
	b.depth++
	defer func() { b.depth-- }()
	list, neg := b.layers(f)
	if len(list) > 0 && f.spatial() {
		b.space3D(f, list, neg)
		return
	}
	if f.warp != nil && f.style().Preserve3D {
		b.context3D(f, list, neg)
		return
	}
	e := b.beginEffects(f, list)
	b.ownBox(f)
	for _, c := range list[:neg] {
		b.layerOf(c)
	}
	b.flow(f)
	for _, c := range list[neg:] {
		b.layerOf(c)
	}
	b.endEffects(f, e)
}

// layers gives what a stacking context paints apart from its flow, by z-index, and how
// many of it have a negative one.
func (b *builder) layers(f *frame) (list []*frame, neg int) {
	list = collect(f, nil)
	sort.SliceStable(list, func(i, j int) bool { return list[i].zIndex() < list[j].zIndex() })
	for neg < len(list) && list[neg].zIndex() < 0 {
		neg++
	}
	return list, neg
}

// context3D paints a context whose children have their own places in space.
func (b *builder) context3D(f *frame, list []*frame, neg int) {
	e := b.beginEffects(f, list)
	b.ownBox(f)
	b.endEffects(f, e)
	for _, c := range list[:neg] {
		b.layerOf(c)
	}
	e = b.beginEffects(f, list)
	b.flow(f)
	b.endEffects(f, e)
	for _, c := range list[neg:] {
		b.layerOf(c)
	}
}

// layerOf paints a positioned box or a stacking context of its own.
func (b *builder) layerOf(f *frame) {
	if f.stacking {
		b.context(f)
		return
	}
	b.atomically(f)
}

// atomically paints a box as if it made a stacking context, but leaves positioned
// descendants and stacking contexts to the real one.
func (b *builder) atomically(f *frame) {
	b.ownBox(f)
	b.flow(f)
}

// flow paints what is in f: block backgrounds, floats, then inline content.
func (b *builder) flow(f *frame) {
	if f.box.Inline {
		b.inlineFlow(f)
		return
	}
	if !b.visible(f) {
		return
	}
	b.backgrounds(f)
	b.floats(f)
	b.foreground(f)
}

// visible reports whether something inside f can show.
func (b *builder) visible(f *frame) bool {
	return f.inner < 0 || b.list.clips[f.inner].bounds.Overlaps(b.cull)
}

func (b *builder) backgrounds(f *frame) {
	for c := f.first; c != nil; c = c.next {
		if c.own() || c.wholeBox() {
			continue
		}
		if !c.box.Inline {
			b.ownBox(c)
			if !b.visible(c) {
				continue
			}
		}
		if c.first != nil {
			b.backgrounds(c)
		}
	}
}

func (b *builder) floats(f *frame) {
	for c := f.first; c != nil; c = c.next {
		if c.own() {
			continue
		}
		if c.wholeBox() {
			if c.style().Float != style.FloatNone && !isItem(c.box) {
				b.atomically(c)
			}
			continue
		}
		if c.first != nil && b.visible(c) {
			b.floats(c)
		}
	}
}

func (b *builder) foreground(f *frame) {
	if len(f.box.Edges()) > 0 {
		b.tableEdges(f)
	}
	if f.box.Marker() != nil {
		b.marker(f)
	}
	if len(f.box.Lines) > 0 {
		b.paintLines(f, nil)
	}
	b.replaced(f)
	for c := f.first; c != nil; c = c.next {
		if c.own() {
			continue
		}
		switch {
		case c.wholeBox():
			if isItem(c.box) && !c.box.Atomic {
				b.atomically(c)
			}
		case c.box.Inline:
			b.foregroundInInline(c)
		case b.visible(c):
			b.foreground(c)
		}
	}
	b.outline(f)
}

// foregroundInInline paints blocks that stand inside an inline box.
func (b *builder) foregroundInInline(f *frame) {
	for c := f.first; c != nil; c = c.next {
		if c.own() || c.wholeBox() {
			continue
		}
		if c.box.Inline {
			b.foregroundInInline(c)
		} else {
			b.foreground(c)
		}
	}
}

// inlineFlow paints a positioned inline box, or one with an effect: its parts in
// the lines of its block, and the blocks inside it.
func (b *builder) inlineFlow(f *frame) {
	b.backgrounds(f)
	b.floats(f)
	for p := f.up; p != nil; p = p.up {
		if !p.box.Inline {
			b.linesBelow(p, f)
			break
		}
	}
	b.foregroundInInline(f)
}

// linesBelow paints the parts of inline box owner in the lines of block f and of
// its anonymous blocks.
func (b *builder) linesBelow(f, owner *frame) {
	if len(f.box.Lines) > 0 {
		b.paintLines(f, owner)
	}
	for c := f.first; c != nil; c = c.next {
		if c.box.Node == nil && !c.box.Inline && !c.own() && !c.wholeBox() {
			b.linesBelow(c, owner)
		}
	}
}
