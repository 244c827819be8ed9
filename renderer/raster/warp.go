package raster

import (
	"image"
	"math"

	"diorama/renderer/geom"
)

// Warp is a projective transform from a layer's px to device px:
// (x, y, 1) times the 3×3 matrix M, row by row, divided by the third component.
type Warp struct{ M [9]float64 }

// minW is the smallest third component that is drawn: nearer points lie behind the eye.
const minW = 1.0 / 1024

func (w *Warp) apply(x, y float64) (px, py, pw float64) {
	m := &w.M
	return m[0]*x + m[1]*y + m[2], m[3]*x + m[4]*y + m[5], m[6]*x + m[7]*y + m[8]
}

// Invert gives the inverse; ok is false when there is none.
func (w *Warp) Invert() (inv Warp, ok bool) {
	m := &w.M
	c := [9]float64{
		m[4]*m[8] - m[5]*m[7], m[2]*m[7] - m[1]*m[8], m[1]*m[5] - m[2]*m[4],
		m[5]*m[6] - m[3]*m[8], m[0]*m[8] - m[2]*m[6], m[2]*m[3] - m[0]*m[5],
		m[3]*m[7] - m[4]*m[6], m[1]*m[6] - m[0]*m[7], m[0]*m[4] - m[1]*m[3],
	}
	det := m[0]*c[0] + m[1]*c[3] + m[2]*c[6]
	if det == 0 || math.IsNaN(det) || math.IsInf(det, 0) {
		return Warp{}, false
	}
	for i := range c {
		inv.M[i] = c[i] / det
	}
	return inv, true
}

// Map gives where a layer's point lies; ok is false when it is behind the eye.
func (w *Warp) Map(x, y float64) (dx, dy float64, ok bool) {
	px, py, pw := w.apply(x, y)
	if pw < minW {
		return 0, 0, false
	}
	return px / pw, py / pw, true
}

// quad gives the device outline of a rectangle, cut where it goes behind the eye.
func (w *Warp) quad(r image.Rectangle) *Path {
	type p3 struct{ x, y, w float64 }
	var in []p3
	for _, c := range [4][2]int{{r.Min.X, r.Min.Y}, {r.Max.X, r.Min.Y}, {r.Max.X, r.Max.Y}, {r.Min.X, r.Max.Y}} {
		x, y, z := w.apply(float64(c[0]), float64(c[1]))
		in = append(in, p3{x, y, z})
	}
	p := NewPath(geom.Identity)
	begun := false
	add := func(q p3) {
		if begun {
			p.LineTo(q.x/q.w, q.y/q.w)
		} else {
			p.MoveTo(q.x/q.w, q.y/q.w)
			begun = true
		}
	}
	for i, a := range in {
		b := in[(i+1)%4]
		if a.w >= minW {
			add(a)
		}
		if (a.w >= minW) != (b.w >= minW) {
			t := (minW - a.w) / (b.w - a.w)
			add(p3{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t, minW})
		}
	}
	p.Close()
	return p
}

// Bounds gives the device px that a rectangle touches.
func (w *Warp) Bounds(r image.Rectangle) image.Rectangle {
	if r.Empty() {
		return r
	}
	return w.quad(r).Bounds()
}

// projected samples a layer through an inverse Warp. A Source.
type projected struct {
	s   *Surface
	inv Warp
}

func (s *projected) opaque() bool { return false }

func (s *projected) row(x, y int, dst []uint32) {
	r := s.s.Rect
	for i := range dst {
		px, py, pw := s.inv.apply(float64(x+i)+0.5, float64(y)+0.5)
		if pw == 0 {
			dst[i] = 0
			continue
		}
		u, v := px/pw-0.5, py/pw-0.5
		if !(u > float64(r.Min.X)-2 && v > float64(r.Min.Y)-2 && u < float64(r.Max.X)+1 && v < float64(r.Max.Y)+1) {
			dst[i] = 0
			continue
		}
		iu, iv := int(math.Floor(u)), int(math.Floor(v))
		fu, fv := uint32((u-float64(iu))*256), uint32((v-float64(iv))*256)
		x0, x1 := min(max(iu, r.Min.X), r.Max.X-1), min(max(iu+1, r.Min.X), r.Max.X-1)
		y0, y1 := min(max(iv, r.Min.Y), r.Max.Y-1), min(max(iv+1, r.Min.Y), r.Max.Y-1)
		dst[i] = bilinear(s.s.At(x0, y0), s.s.At(x1, y0), s.s.At(x0, y1), s.s.At(x1, y1), fu, fv)
	}
}

// Project puts a layer down through w.
func (v *Canvas) Project(layer *Surface, w *Warp, alpha uint8) {
	inv, ok := w.Invert()
	if !ok || layer.Rect.Empty() {
		return
	}
	v.Fill(v.cache.NewShape(w.quad(layer.Rect)), &projected{layer, inv}, alpha)
}

// MapAny is Map without regard to which side of the eye the point lies on.
func (w *Warp) MapAny(x, y float64) (dx, dy float64, ok bool) {
	px, py, pw := w.apply(x, y)
	if pw == 0 {
		return 0, 0, false
	}
	return px / pw, py / pw, true
}
