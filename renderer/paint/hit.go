package paint

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// hit notes where a box can be hit.
func (b *builder) hit(f *frame, box *layout.Box, r raster.RRect) {
	for box.Node == nil && box.Pseudo == style.NoPseudo && box.Parent != nil {
		box = box.Parent
	}
	if r.Empty() || box.Style.PointerEvents == style.PointerNone {
		return
	}
	clip := f.clip
	if box != f.box {
		clip = f.inner
	}
	b.hits = append(b.hits, area{box: box, shape: r, space: f.space, clip: clip, frame: f, cut: b.cut})
}

// Hit gives the box that is painted uppermost at a point of the viewport and takes
// pointer events; nil when there is none. Clips, transforms, rounded corners and
// visibility count as they are painted.
func Hit(root *layout.Box, p geom.Point, opts Options) *layout.Box {
	var found *layout.Box
	hitEach(root, p, opts, func(b *layout.Box) bool {
		found = b
		return false
	})
	return found
}

// HitAll gives all boxes at a point, uppermost first, each once.
func HitAll(root *layout.Box, p geom.Point, opts Options) []*layout.Box {
	var out []*layout.Box
	seen := map[*layout.Box]bool{}
	hitEach(root, p, opts, func(b *layout.Box) bool {
		if !seen[b] {
			seen[b] = true
			out = append(out, b)
		}
		return true
	})
	return out
}

func hitEach(root *layout.Box, p geom.Point, opts Options, yield func(*layout.Box) bool) {
	if root == nil || root.Style == nil {
		return
	}
	b := newBuilder(opts)
	b.hitting = true
	b.cull.Max.X, b.cull.Max.Y = max(b.cull.Max.X, p.X.Ceil()+1), max(b.cull.Max.Y, p.Y.Ceil()+1)
	b.cull.Min.X, b.cull.Min.Y = min(b.cull.Min.X, p.X.Floor()), min(b.cull.Min.Y, p.Y.Floor())
	f := b.prepare(root)
	b.context(f)
	x, y := p.X.Float(), p.Y.Float()
	for i := len(b.hits) - 1; i >= 0; i-- {
		a := &b.hits[i]
		if b.inside(a, x, y) && !yield(a.box) {
			return
		}
	}
}

// inside reports whether a point of the viewport hits an area.
func (b *builder) inside(a *area, x, y float64) bool {
	if !b.throughLayers(a.frame, x, y) || a.cut != nil && !b.insideCut(a.cut, x, y) {
		return false
	}
	lx, ly, ok := b.toSpace(a.frame, a.space, x, y)
	if !ok || !a.shape.Contains(lx, ly) {
		return false
	}
	px, py := b.toLayer(a.frame, x, y)
	return b.insideClips(a.clip, px, py)
}

// insideClips reports whether a point of the layer lies inside a clip and its parents.
func (b *builder) insideClips(id int32, x, y float64) bool {
	for ; id >= 0; id = b.list.clips[id].parent {
		c := &b.list.clips[id]
		inv, ok := b.list.spaces[c.space].m.Invert()
		if !ok {
			return false
		}
		if cx, cy := inv.Apply(x, y); !c.shape.Contains(cx, cy) {
			return false
		}
	}
	return true
}

// throughLayers checks the clips outside of the filters and perspectives around f,
// and clip-paths.
func (b *builder) throughLayers(f *frame, x, y float64) bool {
	for p := f; p != nil; p = p.up {
		if p.outer != p.clip {
			ox, oy := x, y
			if p.up != nil {
				ox, oy = b.toLayer(p.up, x, y)
			}
			if !b.insideClips(p.outer, ox, oy) {
				return false
			}
		}
		if s := p.style().ClipPath; s != nil {
			if !b.insideClipPath(p, s, x, y) {
				return false
			}
		}
	}
	return true
}

func (b *builder) insideClipPath(f *frame, sh *style.Shape, x, y float64) bool {
	lx, ly, ok := b.toSpace(f, f.space, x, y)
	if !ok {
		return false
	}
	path := shapeOutline(sh, borderBox(f.rect(), f.style()), geom.Identity, b.opts.dpr())
	return path.Contains(lx, ly)
}

// toLayer maps a point of the viewport into the innermost perspective around f.
func (b *builder) toLayer(f *frame, x, y float64) (float64, float64) {
	for p := f; p != nil; p = p.container {
		if p.warp == nil {
			continue
		}
		inv, ok := p.warp.Invert()
		if !ok {
			return math.NaN(), math.NaN()
		}
		lx, ly, ok := inv.Map(x, y)
		if !ok {
			if lx, ly, ok = inv.MapAny(x, y); !ok {
				return math.NaN(), math.NaN()
			}
		}
		return lx, ly
	}
	return x, y
}

// toSpace maps a point of the viewport into a space.
func (b *builder) toSpace(f *frame, sp int32, x, y float64) (lx, ly float64, ok bool) {
	x, y = b.toLayer(f, x, y)
	inv, ok := b.list.spaces[sp].m.Invert()
	if !ok {
		return 0, 0, false
	}
	lx, ly = inv.Apply(x, y)
	return lx, ly, !math.IsNaN(lx) && !math.IsNaN(ly)
}
