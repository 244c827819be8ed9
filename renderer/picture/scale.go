package picture

import (
	"image"
	"math"
	"sync"
)

// Mode says how pixels are made when an image is scaled.
type Mode uint8

// The modes.
const (
	Smooth    Mode = iota // triangle filter, as wide as the reduction asks
	Pixelated             // nearest pixel, image-rendering: pixelated
)

// Scale gives src at another size. src must be premultiplied; it is returned
// itself when the size is the same. nil for an empty size or one over MaxPixels.
func Scale(src *image.RGBA, w, h int, mode Mode) *image.RGBA {
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	if w <= 0 || h <= 0 || sw <= 0 || sh <= 0 || w > maxSide || h > maxSide || w*h > MaxPixels {
		return nil
	}
	if sw == w && sh == h {
		return src
	}
	if mode == Pixelated {
		return nearest(src, w, h)
	}
	// The pass that leaves less for the other goes first.
	if sw*h < w*sh {
		return scaleX(scaleY(src, h), w)
	}
	return scaleY(scaleX(src, w), h)
}

func nearest(src *image.RGBA, w, h int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	for y := range h {
		row := src.Pix[((2*y+1)*sh/(2*h))*src.Stride:]
		out := dst.Pix[y*dst.Stride:]
		for x := range w {
			sx := (2*x + 1) * sw / (2 * w)
			copy(out[4*x:4*x+4], row[4*sx:4*sx+4])
		}
	}
	return dst
}

// taps are the source pixels of one target pixel: from start, weights that add up to 1<<14.
type taps struct {
	start   int
	weights []uint32
}

// triangle computes the taps for scaling n pixels to m.
func triangle(n, m int) []taps {
	ratio := float64(n) / float64(m)
	radius := max(1, ratio)
	out := make([]taps, m)
	width := int(math.Ceil(2*radius)) + 1
	store := make([]uint32, m*width)
	f := make([]float64, width+1)
	for i := range out {
		center := (float64(i)+0.5)*ratio - 0.5
		lo := max(0, int(math.Ceil(center-radius)))
		hi := min(n-1, int(math.Floor(center+radius)))
		sum := 0.0
		f = f[:0]
		for k := lo; k <= hi; k++ {
			v := max(0, 1-math.Abs(float64(k)-center)/radius)
			f = append(f, v)
			sum += v
		}
		if sum <= 0 {
			lo, sum = min(max(int(math.Round(center)), 0), n-1), 1
			f = append(f[:0], 1)
		}
		w := store[:len(f):len(f)]
		store = store[len(f):]
		total, big := uint32(0), 0
		for k, v := range f {
			w[k] = uint32(v/sum*(1<<14) + 0.5)
			total += w[k]
			if w[k] > w[big] {
				big = k
			}
		}
		w[big] += 1<<14 - total
		out[i] = taps{lo, w}
	}
	return out
}

// Faster: two channels share a uint64 multiply; 14-bit weights leave room.
func scaleX(src *image.RGBA, w int) *image.RGBA {
	sw, sh := src.Rect.Dx(), src.Rect.Dy()
	if sw == w {
		return src
	}
	ts := triangle(sw, w)
	dst := image.NewRGBA(image.Rect(0, 0, w, sh))
	for y := range sh {
		row := src.Pix[y*src.Stride : y*src.Stride+4*sw]
		out := dst.Pix[y*dst.Stride : y*dst.Stride+4*w]
		for x := range ts {
			t := &ts[x]
			p := row[4*t.start:]
			var rg, ba uint64 = 1<<13 | 1<<45, 1<<13 | 1<<45
			for k, wt := range t.weights {
				q := p[4*k : 4*k+4 : 4*k+4]
				rg += (uint64(q[0]) | uint64(q[1])<<32) * uint64(wt)
				ba += (uint64(q[2]) | uint64(q[3])<<32) * uint64(wt)
			}
			o := out[4*x : 4*x+4 : 4*x+4]
			o[0], o[1] = uint8(uint32(rg)>>14), uint8(rg>>46)
			o[2], o[3] = uint8(uint32(ba)>>14), uint8(ba>>46)
		}
	}
	return dst
}

func scaleY(src *image.RGBA, h int) *image.RGBA {
	w, sh := src.Rect.Dx(), src.Rect.Dy()
	if sh == h {
		return src
	}
	ts := triangle(sh, h)
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	sum := make([]uint32, 4*w)
	for y := range ts {
		for i := range sum {
			sum[i] = 1 << 13
		}
		for k, wt := range ts[y].weights {
			if wt == 0 {
				continue
			}
			row := src.Pix[(ts[y].start+k)*src.Stride:][:4*w]
			for i, v := range row {
				sum[i] += uint32(v) * wt
			}
		}
		out := dst.Pix[y*dst.Stride:][:4*w]
		for i, v := range sum {
			out[i] = uint8(v >> 14)
		}
	}
	return dst
}

// Scaler keeps scaled bitmaps, the ones used last. Safe for concurrent use.
type Scaler struct {
	mu    sync.Mutex
	items map[scaleKey]*scaled
	tick  uint64
	bytes int
}

type scaleKey struct {
	src  *image.RGBA
	w, h int
	mode Mode
}

type scaled struct {
	img  *image.RGBA
	used uint64
}

// NewScaler gives an empty Scaler.
func NewScaler() *Scaler { return &Scaler{items: map[scaleKey]*scaled{}} }

// Scale is the package's Scale with memory; src must not change.
func (s *Scaler) Scale(src *image.RGBA, w, h int, mode Mode) *image.RGBA {
	if src.Rect.Dx() == w && src.Rect.Dy() == h {
		return src
	}
	k := scaleKey{src, w, h, mode}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tick++
	if it := s.items[k]; it != nil {
		it.used = s.tick
		return it.img
	}
	img := Scale(src, w, h, mode)
	if img == nil || len(img.Pix) > scaleCacheBytes {
		return img
	}
	for s.bytes+len(img.Pix) > scaleCacheBytes {
		var oldest scaleKey
		least := uint64(math.MaxUint64)
		for k, it := range s.items {
			if it.used < least {
				oldest, least = k, it.used
			}
		}
		s.bytes -= len(s.items[oldest].img.Pix)
		delete(s.items, oldest)
	}
	s.items[k] = &scaled{img, s.tick}
	s.bytes += len(img.Pix)
	return img
}

// Drop forgets the bitmaps made from src.
func (s *Scaler) Drop(src *image.RGBA) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, it := range s.items {
		if k.src == src {
			s.bytes -= len(it.img.Pix)
			delete(s.items, k)
		}
	}
}
