package raster

import (
	"image"
	"math/bits"
	"unsafe"
)

// Surface is a rectangle of premultiplied packed pixels.
type Surface struct {
	Pix    []uint32
	Stride int // pixels
	Rect   image.Rectangle
}

// littleEndian tells whether a packed pixel in memory is R, G, B, A.
func littleEndian() bool {
	x := uint32(1)
	return *(*byte)(unsafe.Pointer(&x)) == 1
}

// View gives the pixels of m as a Surface that shares its memory. shared is
// false when that is not possible (odd stride or alignment, big-endian machine):
// then the Surface is a copy, and Store writes it back.
func View(m *image.RGBA) (s *Surface, shared bool) {
	w, h := m.Rect.Dx(), m.Rect.Dy()
	s = &Surface{Rect: m.Rect, Stride: m.Stride / 4}
	if w <= 0 || h <= 0 {
		s.Rect = image.Rectangle{}
		return s, true
	}
	need := (h-1)*m.Stride + 4*w
	if littleEndian() && m.Stride%4 == 0 && m.Stride >= 4*w && len(m.Pix) >= need &&
		uintptr(unsafe.Pointer(&m.Pix[0]))%4 == 0 {
		// Faster: four channels in one load and store, see TestSpread and BenchmarkFill.
		s.Pix = unsafe.Slice((*uint32)(unsafe.Pointer(&m.Pix[0])), need/4)
		return s, true
	}
	s.Stride = w
	s.Pix = make([]uint32, w*h)
	for y := 0; y < h; y++ {
		row := m.Pix[y*m.Stride:]
		for x := 0; x < w && 4*x+3 < len(row); x++ {
			s.Pix[y*w+x] = uint32(row[4*x]) | uint32(row[4*x+1])<<8 | uint32(row[4*x+2])<<16 | uint32(row[4*x+3])<<24
		}
	}
	return s, false
}

// Store writes the part r of s back into m.
func (s *Surface) Store(m *image.RGBA, r image.Rectangle) {
	r = r.Intersect(s.Rect).Intersect(m.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		out := m.Pix[m.PixOffset(r.Min.X, y):]
		for i, p := range s.Row(y, r.Min.X, r.Max.X) {
			out[4*i], out[4*i+1], out[4*i+2], out[4*i+3] = uint8(p), uint8(p>>8), uint8(p>>16), uint8(p>>24)
		}
	}
}

// NewSurface makes a transparent surface; an empty or too large r gives an empty one.
func NewSurface(r image.Rectangle) *Surface {
	w, h := r.Dx(), r.Dy()
	if w <= 0 || h <= 0 || tooLarge(w, h) {
		return &Surface{}
	}
	return &Surface{Pix: make([]uint32, w*h), Stride: w, Rect: r}
}

func tooLarge(w, h int) bool {
	hi, lo := bits.Mul64(uint64(w), uint64(h))
	return hi != 0 || lo > maxSurface
}

// Row gives the pixels [x0, x1) of row y, which must lie inside.
func (s *Surface) Row(y, x0, x1 int) []uint32 {
	o := (y-s.Rect.Min.Y)*s.Stride - s.Rect.Min.X
	return s.Pix[o+x0 : o+x1 : o+x1]
}

// At gives a pixel; 0 outside.
func (s *Surface) At(x, y int) uint32 {
	if !(image.Point{X: x, Y: y}).In(s.Rect) {
		return 0
	}
	return s.Pix[(y-s.Rect.Min.Y)*s.Stride+x-s.Rect.Min.X]
}

// Image gives the surface as an image.RGBA that shares nothing with it.
func (s *Surface) Image() *image.RGBA {
	m := image.NewRGBA(s.Rect)
	s.Store(m, s.Rect)
	return m
}

// Opaque reports whether every pixel is.
func (s *Surface) Opaque() bool {
	for y := s.Rect.Min.Y; y < s.Rect.Max.Y; y++ {
		for _, p := range s.Row(y, s.Rect.Min.X, s.Rect.Max.X) {
			if p>>24 != 255 {
				return false
			}
		}
	}
	return true
}

// Move copies the part of r that stays inside it when r's content moves by d,
// as scrolling does.
func (s *Surface) Move(r image.Rectangle, d image.Point) {
	r = r.Intersect(s.Rect)
	to := r.Add(d).Intersect(r)
	if to.Empty() || d == (image.Point{}) {
		return
	}
	from := to.Sub(d)
	for i := 0; i < to.Dy(); i++ {
		y := i
		if d.Y > 0 {
			y = to.Dy() - 1 - i
		}
		copy(s.Row(to.Min.Y+y, to.Min.X, to.Max.X), s.Row(from.Min.Y+y, from.Min.X, from.Max.X))
	}
}
