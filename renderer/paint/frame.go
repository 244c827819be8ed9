package paint

import (
	"image"
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// frame is a box with its place: a transform, an offset in it, clips and scroll
// frames. Frames follow the box tree; container follows layout's containers.
type frame struct {
	box       *layout.Box
	up        *frame // parent in the box tree
	container *frame
	first     *frame // children in painting order
	next      *frame

	off      geom.Point // border box origin in its space, scrolling and sticky shift included
	scroll   geom.Point // how far the content is scrolled
	space    int32
	clip     int32 // of the border box
	outer    int32 // of the layer that the box makes; clip but for filters and perspective
	inner    int32 // of the content
	scroller *frame
	sf       int32 // scroll frame of the border box
	innerSF  int32 // of the content

	rest     *mat4 // total 3D transform of the space, when deep
	deep     bool  // rest is set: the parent preserves 3D or has perspective
	warp     *raster.Warp
	back     bool // turned away and backface-visibility: hidden
	tr       bool // has a transform
	opacity  float32
	stacking bool
	apart    bool // see own
	whole    bool // see wholeBox
	all      bool // what is inside counts wherever it stands
	order    int32
	z        int
	zAuto    bool
}

func (f *frame) style() *style.Computed { return f.box.Style }

// rect is the border box in the frame's space, px/64.
func (f *frame) rect() geom.Rect {
	return geom.Rect{X: f.off.X, Y: f.off.Y, W: f.box.Rect.W, H: f.box.Rect.H}
}

// snapped is the border box on device px (edges rounded one by one, as Chromium's
// ToPixelSnappedRect).
func snapped(r geom.Rect) image.Rectangle {
	return image.Rect(r.X.Round(), r.Y.Round(), r.Right().Round(), r.Bottom().Round())
}

func insets(i geom.Insets) [4]float64 {
	return [4]float64{float64(i.Top.Round()), float64(i.Right.Round()), float64(i.Bottom.Round()), float64(i.Left.Round())}
}

// scrollsOn reports which axes are cut off.
func clipsOn(c *style.Computed) (x, y bool) {
	return c.OverflowX != style.OverflowVisible, c.OverflowY != style.OverflowVisible
}

// scrollContainer reports a box whose content can be scrolled.
func scrollContainer(c *style.Computed) bool {
	s := func(k style.Keyword) bool {
		return k == style.OverflowHidden || k == style.OverflowScroll || k == style.OverflowAuto
	}
	return s(c.OverflowX) || s(c.OverflowY)
}

// isItem reports a flex or grid item: painted as a whole, z-index without position.
func isItem(b *layout.Box) bool {
	if b.Parent == nil || b.Parent.Style == nil || b.Style.OutOfFlow() {
		return false
	}
	switch b.Parent.Style.Display {
	case style.DisplayFlex, style.DisplayInlineFlex, style.DisplayGrid, style.DisplayInlineGrid:
		return true
	case style.DisplayWebkitBox:
		return !(b.Parent.Style.BoxOrient == 1 && b.Parent.Style.LineClamp > 0)
	}
	return false
}

// enter places a box inside its container; container is nil for the root.
func (b *builder) enter(f, container *frame) {
	box := f.box
	st := box.Style
	f.container = container
	f.opacity = st.Opacity
	f.z, f.zAuto = st.ZIndex, st.ZAuto
	ops := st.Transforms()
	f.tr = len(ops) > 0 && !box.Inline
	if b.opts.Override != nil {
		if o, ok := b.opts.Override(box); ok {
			if o.SetTransform {
				ops = st.TransformsWith(o.Transform)
				f.tr = len(ops) > 0 && !box.Inline
			}
			if o.SetOpacity {
				f.opacity = o.Opacity
			}
		}
	}
	item := isItem(box)
	f.stacking = container == nil || st.StackingContext() || f.tr || f.opacity < 1 || !st.ZAuto && item
	f.apart = f.stacking || st.Positioned()
	f.whole = st.Float != style.FloatNone && !st.OutOfFlow() || box.Atomic || item
	if container == nil {
		f.off = geom.Point{X: box.Rect.X, Y: box.Rect.Y}
		f.clip, f.inner, f.outer = -1, -1, -1
		// The page itself moves with the scrolling of the viewport.
		f.scroll = b.opts.scroll(box)
		f.off = geom.Point{X: f.off.X - f.scroll.X, Y: f.off.Y - f.scroll.Y}
		f.sf = b.addScrollFrame(box, 0, b.list.Viewport, f.scroll)
		f.innerSF = f.sf
		f.scroller = f
		if f.tr {
			b.transform(f, ops)
		}
		return
	}
	fixed := st.Position == style.PositionFixed && container.container == nil && !container.tr
	f.space, f.clip, f.sf, f.scroller = container.space, container.inner, container.innerSF, container.scroller
	f.rest, f.deep = container.rest, false
	base := container.off
	if container.container != nil {
		base = geom.Point{X: base.X - container.scroll.X, Y: base.Y - container.scroll.Y}
	}
	if fixed {
		base = geom.Point{X: container.box.Rect.X, Y: container.box.Rect.Y} // unscrolled
		f.clip, f.sf = -1, 0
	}
	f.off = geom.Point{X: base.X.Add(box.Rect.X), Y: base.Y.Add(box.Rect.Y)}
	if st.Position == style.PositionSticky {
		d := b.sticky(f)
		f.off = f.off.Add(d)
	}
	in3D := container.deep && container.style().Preserve3D && (f.stacking || st.Positioned())
	if f.tr || in3D || f.up != nil && f.up.style().Perspective > 0 && st.Preserve3D {
		b.transform(f, ops)
	}
	if in3D && f.clip < 0 {
		f.clip = container.outer // what cuts the 3D context cuts each of its planes
	}
	b.clipRect(f)
	f.outer = f.clip
	if f.warp != nil || len(st.Filter) > 0 {
		// What is inside is drawn whole, then filtered or projected, then cut.
		f.clip = -1
	}
	b.contents(f)
}

// clipRect applies the clip property, which only boxes out of flow have (CSS Masking 1 §A).
func (b *builder) clipRect(f *frame) {
	st := f.style()
	if st.Rare == nil || st.Rare.Clip == nil || !st.OutOfFlow() || f.warp != nil {
		return
	}
	c, r := st.Rare.Clip, f.rect()
	at := func(i int, from, auto geom.Unit) float64 {
		if c[i].IsAuto() {
			return float64(auto.Round())
		}
		return float64((from + c[i].Resolve(0)).Round())
	}
	box := raster.RRect{X0: at(style.Left, r.X, r.X), Y0: at(style.Top, r.Y, r.Y), X1: at(style.Right, r.X, r.Right()), Y1: at(style.Bottom, r.Y, r.Bottom())}
	box.X1, box.Y1 = max(box.X0, box.X1), max(box.Y0, box.Y1)
	f.clip = b.addClip(f.clip, box, f.space, f.sf)
}

// contents sets clip and scrolling of what is inside f.
func (b *builder) contents(f *frame) {
	st := f.style()
	f.inner, f.innerSF = f.clip, f.sf
	if f.box.Inline {
		return
	}
	cx, cy := clipsOn(st)
	if !cx && !cy {
		return
	}
	pad := b.paddingBox(f)
	if !cx {
		pad.X0, pad.X1, pad.Radii = -maxClip, maxClip, [4]raster.Corner{}
	}
	if !cy {
		pad.Y0, pad.Y1, pad.Radii = -maxClip, maxClip, [4]raster.Corner{}
	}
	f.inner = b.addClip(f.clip, pad, f.space, f.sf)
	if scrollContainer(st) {
		f.scroll = b.opts.scroll(f.box)
		f.scroller = f
		f.innerSF = b.addScrollFrame(f.box, f.sf, b.clipBounds(f.inner), f.scroll)
		if b.list.spaces[f.space].m != geom.Identity {
			b.list.frames[f.innerSF].fixed = true
		}
		for c := f.inner; c >= 0; c = b.list.clips[c].parent {
			if b.list.clips[c].mask {
				b.list.frames[f.innerSF].rounded = true
			}
		}
	}
}

const maxClip = 1 << 19

// transform gives f a space of its own when its transform is more than a move by
// whole px.
func (b *builder) transform(f *frame, ops []style.TransformOp) {
	m := aroundOrigin(f.box, ops)
	parent := f.up
	if parent != nil && parent.space == f.space {
		if p, ok := perspectiveOf(parent.box, (f.off.X - parent.off.X).Float(), (f.off.Y - parent.off.Y).Float()); ok {
			m = p.mul(m)
			f.deep = true
		}
	}
	if !m.finite() {
		m = mat4{} // nothing shows
	}
	// Whole px of the place stay outside of the transform (Chromium's paint offset
	// translation), the rest inside.
	ox, oy := f.off.X.Round(), f.off.Y.Round()
	local := translate4(float64(ox), float64(oy), 0).mul(m)
	if c := f.container; c != nil && c.deep && c.style().Preserve3D {
		local = c.rest.mul(local)
		f.space = c.outerSpace(b)
	}
	f.rest = &local
	if f.style().Preserve3D {
		f.deep = true
	}
	if f.style().BackfaceHidden && local.backface() {
		f.back = true
	}
	a, affine := local.affine()
	if affine {
		if a.A == 1 && a.D == 1 && a.B == 0 && a.C == 0 && whole(a.E-float64(ox)) && whole(a.F-float64(oy)) && !f.deep {
			f.off = f.off.Add(geom.Point{X: geom.FromFloat(math.Round(a.E - float64(ox))), Y: geom.FromFloat(math.Round(a.F - float64(oy)))})
			return
		}
		f.space = b.addSpace(b.list.spaces[f.space].m.Mul(a))
	} else {
		// In perspective: drawn flat in a space of its own, then projected.
		total := toMat4(b.list.spaces[f.space].m).mul(local)
		f.warp = &raster.Warp{M: total.plane()}
		f.space = b.addSpace(geom.Identity)
	}
	f.off = geom.Point{X: f.off.X - geom.FromInt(ox), Y: f.off.Y - geom.FromInt(oy)}
}

// outerSpace is the space that the chain of 3D transforms begins in.
func (f *frame) outerSpace(b *builder) int32 {
	for c := f; ; c = c.container {
		if c.container == nil {
			return 0
		}
		if !(c.container.deep && c.container.style().Preserve3D) {
			return c.container.space
		}
	}
}

func toMat4(a geom.Matrix) mat4 {
	return mat4{a.A, a.C, 0, a.E, a.B, a.D, 0, a.F, 0, 0, 1, 0, 0, 0, 0, 1}
}

func whole(v float64) bool { return math.Abs(v-math.Round(v)) < 1.0/1024 }

// sticky gives the shift of a sticky box: as far as its insets ask, kept inside
// its containing block (CSS Positioned Layout 3 §3.4).
func (b *builder) sticky(f *frame) geom.Point {
	st := f.style()
	c := f.container
	s := c.scroller
	if s == nil || s.space != c.space {
		return geom.Point{}
	}
	// Everything in the space that both share, after scrolling.
	var view geom.Rect
	if s.container == nil {
		view = geom.Rect{W: b.opts.Viewport.W, H: b.opts.Viewport.H}
	} else {
		view = s.rect().Inset(s.box.Border)
		view = view.Inset(s.box.Padding)
	}
	r := f.rect()
	cb := c.rect().Inset(c.box.Border).Inset(c.box.Padding)
	if c.container != nil {
		cb.X, cb.Y = cb.X-c.scroll.X, cb.Y-c.scroll.Y
	}
	if c == s {
		// The whole scrollable area.
		o := c.box.Overflow()
		if !o.Empty() {
			cb.W, cb.H = max(cb.W, o.W-c.box.Padding.Horizontal()), max(cb.H, o.H-c.box.Padding.Vertical())
		}
	}
	m := f.box.Margin
	axis := func(pos, size, vLo, vSize, cLo, cSize, mLo, mHi geom.Unit, lo, hi style.Length) geom.Unit {
		d := geom.Unit(0)
		if !hi.IsAuto() {
			limit := vLo + vSize - hi.Resolve(vSize)
			if pos+size > limit {
				d = limit - (pos + size)
				d = max(d, min(0, cLo+mLo-pos))
			}
		}
		if !lo.IsAuto() {
			limit := vLo + lo.Resolve(vSize)
			if pos+d < limit {
				want := limit - pos
				d = max(d, min(want, max(0, cLo+cSize-mHi-(pos+size))))
			}
		}
		return d
	}
	return geom.Point{
		X: axis(r.X, r.W, view.X, view.W, cb.X, cb.W, m.Left, m.Right, st.Inset[style.Left], st.Inset[style.Right]),
		Y: axis(r.Y, r.H, view.Y, view.H, cb.Y, cb.H, m.Top, m.Bottom, st.Inset[style.Top], st.Inset[style.Bottom]),
	}
}

// radii gives the corner radii of a border box of the size given.
func radii(st *style.Computed, w, h geom.Unit) (r [4]raster.Corner, any bool) {
	for i := range st.Radius {
		k := &st.Radius[i]
		if k.X.Px == 0 && k.X.Pct == 0 && k.X.Fn == nil {
			continue
		}
		r[i] = raster.Corner{X: max(0, length(k.X, w)), Y: max(0, length(k.Y, h))}
		any = true
	}
	return r, any
}

// borderBox is the snapped border box of f with its radii.
func borderBox(r geom.Rect, st *style.Computed) raster.RRect {
	rr := raster.RectOf(snapped(r))
	if k, any := radii(st, r.W, r.H); any {
		rr.Radii = k
		rr = rr.Fit()
	}
	return rr
}

func (b *builder) paddingBox(f *frame) raster.RRect {
	rr := borderBox(f.rect(), f.style())
	w := insets(f.box.Border)
	return rr.Inset(w[0], w[1], w[2], w[3])
}

func (b *builder) addSpace(m geom.Matrix) int32 {
	h := newHash()
	h.matrix(m)
	b.list.spaces = append(b.list.spaces, space{m: m, hash: uint64(h)})
	return int32(len(b.list.spaces) - 1)
}

func (b *builder) addScrollFrame(box *layout.Box, parent int32, view image.Rectangle, scroll geom.Point) int32 {
	own := image.Pt(scroll.X.Round(), scroll.Y.Round())
	total := own
	h := newHash()
	if len(b.list.frames) > 0 {
		total = total.Add(b.list.frames[parent].scroll)
		h.add(b.list.frames[parent].ident)
	}
	if box.Node != nil {
		h.add(uint64(box.Node.ID))
		h.add(uint64(box.Pseudo))
	} else {
		h.add(uint64(len(b.list.frames)) << 32)
	}
	b.list.frames = append(b.list.frames, scrollFrame{box: box, ident: uint64(h), parent: parent, view: view, own: own, scroll: total})
	return int32(len(b.list.frames) - 1)
}

// clipBounds is the device rectangle of a clip.
func (b *builder) clipBounds(id int32) image.Rectangle {
	if id < 0 {
		return b.cull
	}
	return b.list.clips[id].bounds
}

// addClip adds a clip to a rounded rectangle inside parent.
func (b *builder) addClip(parent int32, shape raster.RRect, sp, sf int32) int32 {
	m := b.list.spaces[sp].m
	dev := raster.MapRect(shape, m)
	if shape.Empty() {
		dev = image.Rectangle{}
	}
	c := clip{parent: parent, shape: shape, space: sp, bounds: dev}
	c.mask = shape.Rounded() || m.B != 0 || m.C != 0 || !onPixels(shape, m)
	h := newHash()
	if parent >= 0 {
		c.bounds = c.bounds.Intersect(b.list.clips[parent].bounds)
		h.add(b.list.clips[parent].hash)
	}
	h.add(b.list.frames[sf].ident)
	h.add(b.list.spaces[sp].hash)
	h.shape(shape, b.scrollOf(sf, sp))
	c.hash = uint64(h)
	b.list.clips = append(b.list.clips, c)
	return int32(len(b.list.clips) - 1)
}

// onPixels reports whether the shape's edges lie on device px.
func onPixels(r raster.RRect, m geom.Matrix) bool {
	x0, y0 := m.Apply(r.X0, r.Y0)
	x1, y1 := m.Apply(r.X1, r.Y1)
	near := func(v float64) bool { return math.Abs(v-math.Round(v)) < 1.0/512 }
	return near(x0) && near(y0) && near(x1) && near(y1)
}

// scrollOf is how far the content of a scroll frame is moved, for hashes of items
// that move with it. Items under a transform are hashed where they stand.
func (b *builder) scrollOf(sf, sp int32) image.Point {
	if sp != 0 {
		return image.Point{}
	}
	return b.list.frames[sf].scroll
}

// Placer tells where boxes stand in the viewport. It remembers the containers it
// has passed, so that placing all boxes of a page is linear in their number; it is
// valid until layout, scrolling or a transform changes.
type Placer struct {
	b      *builder
	frames map[*layout.Box]*frame
}

// NewPlacer makes a Placer for boxes as they stand now.
func NewPlacer(opts Options) *Placer {
	return &Placer{b: newBuilder(opts), frames: map[*layout.Box]*frame{}}
}

// Place gives the border box of a box in the viewport, device px, after scrolling
// and sticky shift and before its transforms, and the transforms that then apply
// (its own and its ancestors'). A box in perspective has the affine part only.
func (p *Placer) Place(box *layout.Box) (geom.Rect, geom.Matrix) {
	f := p.frame(box, 0)
	return f.rect(), p.b.list.spaces[f.space].m
}

// Bounds gives the edges, device px, of the upright rectangle around a part of a
// box as it shows in the viewport: after scrolling, sticky shift and transforms,
// perspective included. The part is relative to the border box; zeros when all of
// it lies behind the eye.
func (p *Placer) Bounds(box *layout.Box, part geom.Rect) (x0, y0, x1, y1 float64) {
	f := p.frame(box, 0)
	m := p.b.list.spaces[f.space].m
	r := f.rect()
	var warp *raster.Warp
	for up := f; up != nil && warp == nil; up = up.container {
		warp = up.warp
	}
	x0, y0 = math.Inf(1), math.Inf(1)
	x1, y1 = math.Inf(-1), math.Inf(-1)
	for _, c := range [4][2]geom.Unit{{part.X, part.Y}, {part.Right(), part.Y}, {part.Right(), part.Bottom()}, {part.X, part.Bottom()}} {
		x, y := m.Apply(c[0].Float()+r.X.Float(), c[1].Float()+r.Y.Float())
		if warp != nil {
			ok := false
			if x, y, ok = warp.Map(x, y); !ok {
				continue
			}
		}
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	if x0 > x1 {
		return 0, 0, 0, 0
	}
	return x0, y0, x1, y1
}

// frame makes the frames of a box and its containers.
func (p *Placer) frame(box *layout.Box, depth int) *frame {
	if f := p.frames[box]; f != nil {
		return f
	}
	f := &frame{box: box}
	if box.Container == nil || depth > maxDepth {
		p.b.enter(f, nil)
		p.frames[box] = f
		return f
	}
	c := p.frame(box.Container, depth+1)
	f.up = c
	for up := box.Parent; up != nil && up != c.box; up = up.Parent {
		if up.Style == nil || up.Style.Perspective <= 0 {
			continue
		}
		f.up = &frame{box: up}
		if up.Container != nil {
			f.up = p.frame(up, depth+1)
		}
		break
	}
	p.b.enter(f, c)
	p.frames[box] = f
	return f
}
