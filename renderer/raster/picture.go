package raster

import (
	"image"
	"math"

	"diorama/renderer/geom"
)

// Pixels is a picture ready for drawing.
type Pixels struct {
	s        *Surface
	isOpaque bool
}

// Size is the picture's size in px.
func (p *Pixels) Size() (w, h int) { return p.s.Rect.Dx(), p.s.Rect.Dy() }

type pictureKey struct {
	m       *image.RGBA
	version uint64
	w, h    int
	nearest bool
}

// Scaled gives m as w*h px. version changes when the pixels of m did. It keeps the
// result, and m with it.
func (c *Cache) Scaled(m *image.RGBA, version uint64, w, h int, nearest bool) *Pixels {
	if w <= 0 || h <= 0 || tooLarge(w, h) || m.Rect.Empty() {
		return &Pixels{s: &Surface{}}
	}
	key := pictureKey{m, version, w, h, nearest}
	if v, ok := c.get(key); ok {
		return v.(*Pixels)
	}
	s, _ := View(m)
	if s.Rect.Dx() != w || s.Rect.Dy() != h {
		if nearest {
			s = scaleNearest(s, w, h)
		} else {
			s = scaleSmooth(s, w, h)
		}
	}
	p := &Pixels{s: s, isOpaque: s.Opaque()}
	c.put(key, p, 4*w*h+128) // counted even when shared: the key keeps m alive
	return p
}

func scaleNearest(s *Surface, w, h int) *Surface {
	d := NewSurface(image.Rect(0, 0, w, h))
	sw, sh := s.Rect.Dx(), s.Rect.Dy()
	for y := 0; y < h; y++ {
		src := s.Row(s.Rect.Min.Y+(2*y+1)*sh/(2*h), s.Rect.Min.X, s.Rect.Max.X)
		dst := d.Row(y, 0, w)
		for x := range dst {
			dst[x] = src[(2*x+1)*sw/(2*w)]
		}
	}
	return d
}

// tap is the part of source pixels that one destination pixel takes.
type tap struct {
	at int
	k  []uint32 // sums to 65536
}

// triangle gives the taps of a triangle filter: bilinear when growing, a wider
// triangle when shrinking.
func triangle(n, m int) []tap {
	taps := make([]tap, m)
	scale := float64(n) / float64(m)
	support := max(scale, 1)
	for i := range taps {
		c := (float64(i)+0.5)*scale - 0.5
		lo, hi := int(math.Ceil(c-support)), int(math.Floor(c+support))
		var k []float64
		sum := 0.0
		first := max(lo, 0)
		for j := lo; j <= hi; j++ {
			v := 1 - math.Abs(float64(j)-c)/support
			if v <= 0 {
				if j == first && j < n-1 && len(k) == 0 {
					first++
				}
				continue
			}
			p := min(max(j, 0), n-1) // edge pixels repeat
			for len(k) <= p-first {
				k = append(k, 0)
			}
			k[p-first] += v
			sum += v
		}
		t := tap{at: first, k: make([]uint32, len(k))}
		total, big := uint32(0), 0
		for j, v := range k {
			t.k[j] = uint32(v/sum*65536 + 0.5)
			total += t.k[j]
			if v > k[big] {
				big = j
			}
		}
		t.k[big] += 65536 - total
		taps[i] = t
	}
	return taps
}

// scaleSmooth scales with a separable triangle filter over premultiplied pixels.
func scaleSmooth(s *Surface, w, h int) *Surface {
	sw, sh := s.Rect.Dx(), s.Rect.Dy()
	mid := make([]uint64, w*sh) // four channels in 16 bit lanes, 8.8
	tx := triangle(sw, w)
	for y := 0; y < sh; y++ {
		src := s.Row(s.Rect.Min.Y+y, s.Rect.Min.X, s.Rect.Max.X)
		out := mid[y*w : (y+1)*w]
		for x := range out {
			t := &tx[x]
			var rb, ga uint64 // two channels each, 32 bit lanes
			for i, p := range src[t.at : t.at+len(t.k)] {
				k := uint64(t.k[i])
				rb += (uint64(p)&255 | uint64(p)<<16&0xff00000000) * k
				ga += (uint64(p)>>8&255 | uint64(p)<<8&0xff00000000) * k
			}
			const half = 1<<7 | 1<<39
			const keep = 0xffff0000ffff
			// 255*65536 >> 8 fits in 16 bits.
			rb = (rb + half) >> 8 & keep
			ga = (ga + half) >> 8 & keep
			out[x] = rb | ga<<16
		}
	}
	d := NewSurface(image.Rect(0, 0, w, h))
	accRB, accGA := make([]uint64, w), make([]uint64, w)
	for y, t := range triangle(sh, h) {
		clear(accRB)
		clear(accGA)
		for i, k := range t.k {
			row := mid[(t.at+i)*w : (t.at+i+1)*w]
			k := uint64(k >> 1) // 15 bits, so that a 16 bit lane times it fits 32 bits
			for x, v := range row {
				accRB[x] += (v & 0xffff0000ffff) * k
				accGA[x] += (v >> 16 & 0xffff0000ffff) * k
			}
		}
		dst := d.Row(y, 0, w)
		for x := range dst {
			const half = 1<<22 | 1<<54
			rb, ga := (accRB[x]+half)>>23, (accGA[x]+half)>>23
			dst[x] = uint32(rb&255 | ga&255<<8 | rb>>32&255<<16 | ga>>32&255<<24)
		}
	}
	return d
}

// pictureSource shows pixels at a place, without scaling. A Source.
type pictureSource struct {
	p  *Pixels
	at image.Point
}

func (s *pictureSource) opaque() bool { return s.p.isOpaque }

func (s *pictureSource) row(x, y int, dst []uint32) {
	r := s.p.s.Rect
	x, y = x-s.at.X+r.Min.X, y-s.at.Y+r.Min.Y
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
	copy(dst[lo-x:], s.p.s.Row(y, lo, hi))
	clear(dst[hi-x:])
}

// At gives the source that shows the picture with its upper left corner at a place;
// transparent around it.
func (p *Pixels) At(at image.Point) Source { return &pictureSource{p, at} }

// warpSource samples a picture through an inverse matrix, bilinear. A Source.
type warpSource struct {
	p      *Pixels
	inv    geom.Matrix
	ox, oy int
}

// Under gives the source that shows the picture's px under a matrix; edge pixels go
// on for ever and the shape bounds it.
func (p *Pixels) Under(m geom.Matrix) Source {
	ox, oy := math.Floor(m.E), math.Floor(m.F)
	m.E, m.F = m.E-ox, m.F-oy
	inv, ok := m.Invert()
	if !ok || p.s.Rect.Empty() {
		return solidSource(0)
	}
	return &warpSource{p, inv, clampInt(ox), clampInt(oy)}
}

func (s *warpSource) opaque() bool { return s.p.isOpaque }

func (s *warpSource) row(x, y int, dst []uint32) {
	r := s.p.s.Rect
	w, h := r.Dx(), r.Dy()
	fy := float64(y-s.oy) + 0.5
	bx, by := s.inv.C*fy+s.inv.E-0.5, s.inv.D*fy+s.inv.F-0.5
	for i := range dst {
		fx := float64(x-s.ox+i) + 0.5
		dst[i] = s.sample(s.inv.A*fx+bx, s.inv.B*fx+by, w, h)
	}
}

func (s *warpSource) sample(u, v float64, w, h int) uint32 {
	iu, iv := int(math.Floor(u)), int(math.Floor(v))
	fu, fv := uint32((u-float64(iu))*256), uint32((v-float64(iv))*256)
	x0, x1, y0, y1 := iu, iu+1, iv, iv+1
	x0, x1 = min(max(x0, 0), w-1), min(max(x1, 0), w-1)
	y0, y1 = min(max(y0, 0), h-1), min(max(y1, 0), h-1)
	pix, st := s.p.s.Pix, s.p.s.Stride
	return bilinear(pix[y0*st+x0], pix[y0*st+x1], pix[y1*st+x0], pix[y1*st+x1], fu, fv)
}

// bilinear mixes four pixels; fu, fv in 0…255 of 256.
func bilinear(a, b, c, d, fu, fv uint32) uint32 {
	const half = 0x0080008000800080
	top := (spread(a)*uint64(256-fu) + spread(b)*uint64(fu) + half) >> 8 & lanes
	bot := (spread(c)*uint64(256-fu) + spread(d)*uint64(fu) + half) >> 8 & lanes
	return pack((top*uint64(256-fv) + bot*uint64(fv) + half) >> 8 & lanes)
}

func mod(a, n int) int {
	if a %= n; a < 0 {
		a += n
	}
	return a
}

// tiledSource repeats a tile of another source. A Source.
type tiledSource struct {
	src    Source
	origin image.Point     // of the tile that src draws
	size   image.Point     // of the tile itself
	step   image.Point     // from tile to tile; larger than size leaves gaps
	area   image.Rectangle // tiles that begin outside do not show
}

// Tile repeats the tile of src that lies in t, every step px.
func Tile(src Source, t image.Rectangle, step image.Point, repeatX, repeatY bool) Source {
	big := image.Rect(-maxCoord, -maxCoord, maxCoord, maxCoord)
	area := big
	if !repeatX {
		area.Min.X, area.Max.X = t.Min.X, t.Max.X
	}
	if !repeatY {
		area.Min.Y, area.Max.Y = t.Min.Y, t.Max.Y
	}
	step.X, step.Y = max(step.X, 1), max(step.Y, 1)
	return &tiledSource{src, t.Min, t.Size(), step, area}
}

func (s *tiledSource) opaque() bool {
	return s.src.opaque() && s.size == s.step && s.area.Dx() == 2*maxCoord && s.area.Dy() == 2*maxCoord
}

func (s *tiledSource) row(x, y int, dst []uint32) {
	ty := mod(y-s.origin.Y, s.step.Y)
	if ty >= s.size.Y || y < s.area.Min.Y || y >= s.area.Max.Y {
		clear(dst)
		return
	}
	for i := 0; i < len(dst); {
		px := x + i
		if px < s.area.Min.X {
			n := min(len(dst), s.area.Min.X-x)
			clear(dst[i:n])
			i = n
			continue
		}
		if px >= s.area.Max.X {
			clear(dst[i:])
			return
		}
		tx := mod(px-s.origin.X, s.step.X)
		if tx >= s.size.X {
			n := min(len(dst), i+s.step.X-tx)
			clear(dst[i:n])
			i = n
			continue
		}
		n := min(len(dst), i+s.size.X-tx)
		if s.area.Max.X-x < n {
			n = s.area.Max.X - x
		}
		s.src.row(s.origin.X+tx, s.origin.Y+ty, dst[i:n])
		i = n
	}
}
