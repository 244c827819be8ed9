package raster

import "image"

// surfaceSource shows a surface where it lies. A Source.
type surfaceSource struct{ s *Surface }

func (s surfaceSource) opaque() bool { return false }

func (s surfaceSource) row(x, y int, dst []uint32) {
	r := s.s.Rect
	if y < r.Min.Y || y >= r.Max.Y {
		clear(dst)
		return
	}
	lo, hi := max(x, r.Min.X), min(x+len(dst), r.Max.X)
	if lo >= hi {
		clear(dst)
		return
	}
	clear(dst[:lo-x])
	copy(dst[lo-x:], s.s.Row(y, lo, hi))
	clear(dst[hi-x:])
}

// Composite puts a layer on the canvas, times alpha/255.
func (v *Canvas) Composite(layer *Surface, alpha uint8, blend Blend) {
	if alpha == 0 && !blend.Unbounded() {
		return
	}
	if blend == Normal {
		v.Fill(PixelRect(layer.Rect), surfaceSource{layer}, alpha)
		return
	}
	v.blendLayer(layer, alpha, blend)
}

// DrawLayer draws a layer with a shape as its outline, as for a backdrop.
func (v *Canvas) DrawLayer(shape Shape, layer *Surface, alpha uint8) {
	v.Fill(shape, surfaceSource{layer}, alpha)
}

// CopyFrom copies the part r of s over the canvas' surface, no blending.
func (s *Surface) CopyFrom(src *Surface, r image.Rectangle) {
	r = r.Intersect(s.Rect).Intersect(src.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		copy(s.Row(y, r.Min.X, r.Max.X), src.Row(y, r.Min.X, r.Max.X))
	}
}
