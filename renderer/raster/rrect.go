package raster

import (
	"image"
	"math"

	"diorama/renderer/geom"
)

// cornerMask is the coverage of a top left corner with given radii; the other
// corners are its mirror images.
type cornerMask struct {
	w, h int
	pix  []uint8
	lo   []int32 // per row: first pixel covered at all
	full []int32 // per row: first pixel from which all are full
}

type cornerKey struct{ rx, ry float32 }

// corner gives the cached mask of a corner; nil for a sharp one.
func (c *Cache) corner(k Corner) *cornerMask {
	if k.X <= 0 || k.Y <= 0 {
		return nil
	}
	key := cornerKey{float32(k.X), float32(k.Y)}
	k = Corner{float64(key.rx), float64(key.ry)} // no finer than the key
	if m, ok := c.corners[key]; ok {
		return m
	}
	w, h := int(math.Ceil(k.X)), int(math.Ceil(k.Y))
	p := NewPath(geom.Identity)
	p.RRect(RRect{0, 0, float64(w) + k.X, float64(h) + k.Y, [4]Corner{k}}, false)
	cov := p.Coverage(image.Rect(0, 0, w, h), &c.acc)
	m := &cornerMask{w: w, h: h, pix: cov.pix, lo: make([]int32, h), full: make([]int32, h)}
	for y := 0; y < h; y++ {
		row := m.pix[y*w : (y+1)*w]
		lo, full := 0, w
		for lo < w && row[lo] == 0 {
			lo++
		}
		for full > lo && row[full-1] == 255 {
			full--
		}
		m.lo[y], m.full[y] = int32(lo), int32(full)
	}
	if len(c.corners) >= maxCorners {
		clear(c.corners)
	}
	c.corners[key] = m
	return m
}

// maxCorners bounds the cached corner masks; a page has a handful of radii.
const maxCorners = 256

// maxCorner is the largest radius whose mask is cached; larger ones go the way of paths.
const maxCorner = 1024

// pixelRRect is a rounded rectangle on pixel borders. A Shape.
type pixelRRect struct {
	rect image.Rectangle
	mask [4]*cornerMask
}

// pixelRRect makes the shape; ok is false where corners are too large.
func (c *Cache) pixelRRect(r RRect) (Shape, bool) {
	s := &pixelRRect{rect: image.Rect(clampInt(math.Round(r.X0)), clampInt(math.Round(r.Y0)), clampInt(math.Round(r.X1)), clampInt(math.Round(r.Y1)))}
	for i, k := range r.Radii {
		if k.X > maxCorner || k.Y > maxCorner {
			return nil, false
		}
		s.mask[i] = c.corner(k)
	}
	return s, true
}

// Bounds is the rectangle itself.
func (s *pixelRRect) Bounds() image.Rectangle { return s.rect }

func (s *pixelRRect) covers(r image.Rectangle) bool {
	if !r.In(s.rect) {
		return false
	}
	d := [4]image.Point{
		{X: r.Min.X - s.rect.Min.X, Y: r.Min.Y - s.rect.Min.Y},
		{X: s.rect.Max.X - r.Max.X, Y: r.Min.Y - s.rect.Min.Y},
		{X: s.rect.Max.X - r.Max.X, Y: s.rect.Max.Y - r.Max.Y},
		{X: r.Min.X - s.rect.Min.X, Y: s.rect.Max.Y - r.Max.Y},
	}
	for i, m := range s.mask {
		if m != nil && d[i].X < m.w && d[i].Y < m.h && int(m.full[d[i].Y]) > d[i].X {
			return false
		}
	}
	return true
}

func (s *pixelRRect) row(y, x0, x1 int, r *rowCov) {
	top, bottom := y-s.rect.Min.Y, s.rect.Max.Y-1-y
	lo, hi := s.rect.Min.X, s.rect.Max.X
	inLo, inHi := lo, hi
	// A row may pass through two corners of one side where their radii meet.
	type part struct {
		m *cornerMask
		y int
	}
	var left, right [2]part
	nl, nr := 0, 0
	if m := s.mask[0]; m != nil && top < m.h {
		left[nl], nl = part{m, top}, nl+1
	}
	if m := s.mask[3]; m != nil && bottom < m.h {
		left[nl], nl = part{m, bottom}, nl+1
	}
	if m := s.mask[1]; m != nil && top < m.h {
		right[nr], nr = part{m, top}, nr+1
	}
	if m := s.mask[2]; m != nil && bottom < m.h {
		right[nr], nr = part{m, bottom}, nr+1
	}
	for _, p := range left[:nl] {
		lo = max(lo, s.rect.Min.X+int(p.m.lo[p.y]))
		inLo = max(inLo, s.rect.Min.X+int(p.m.full[p.y]))
	}
	for _, p := range right[:nr] {
		hi = min(hi, s.rect.Max.X-int(p.m.lo[p.y]))
		inHi = min(inHi, s.rect.Max.X-int(p.m.full[p.y]))
	}
	lo, hi = max(lo, x0), min(hi, x1)
	if lo >= hi {
		r.empty()
		return
	}
	r.lo, r.hi = lo, hi
	inLo, inHi = max(inLo, lo), min(inHi, hi)
	if inLo >= inHi {
		inLo, inHi = hi, hi
	}
	r.inLo, r.inHi = inLo, inHi
	if lo == inLo && hi == inHi {
		return
	}
	at := func(x int) uint8 {
		v := uint32(255)
		for _, p := range left[:nl] {
			if i := x - s.rect.Min.X; i < p.m.w {
				v = div255(v * uint32(p.m.pix[p.y*p.m.w+i]))
			}
		}
		for _, p := range right[:nr] {
			if i := s.rect.Max.X - 1 - x; i < p.m.w {
				v = div255(v * uint32(p.m.pix[p.y*p.m.w+i]))
			}
		}
		return uint8(v)
	}
	for x := lo; x < inLo; x++ {
		r.buf[x-r.base] = at(x)
	}
	for x := inHi; x < hi; x++ {
		r.buf[x-r.base] = at(x)
	}
}
