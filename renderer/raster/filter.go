package raster

import (
	"image"
	"image/color"
	"math"
)

// FilterKind is what a Filter does.
type FilterKind uint8

// The kinds.
const (
	FilterBlur FilterKind = iota
	FilterMatrix
	FilterShadow
)

// Filter is one step of a filter chain, in device px.
type Filter struct {
	Kind   FilterKind
	Sigma  float64     // blur and shadow
	X, Y   int         // shadow
	Color  color.NRGBA // shadow
	Matrix [20]float32 // rows of r g b a 1 → r, g, b, a; channels in 0…1, not premultiplied
}

// Outset is how many px around a pixel the filters look at.
func Outset(filters []Filter) int {
	n := 0
	for _, f := range filters {
		switch f.Kind {
		case FilterBlur:
			n += BlurExtent(f.Sigma)
		case FilterShadow:
			n += BlurExtent(f.Sigma) + max(abs(f.X), abs(f.Y))
		}
	}
	return n
}

func abs(a int) int {
	if a < 0 {
		return -a
	}
	return a
}

// ColorFilter gives the matrix filter of a CSS function with its amount
// (https://drafts.fxtf.org/filter-effects/#ShorthandEquivalents); ok is false for
// functions that are no colour matrix.
func ColorFilter(name string, amount float64) (f Filter, ok bool) {
	f = Filter{Kind: FilterMatrix}
	a := amount
	one := func(m [9]float64) {
		for r := 0; r < 3; r++ {
			for c := 0; c < 3; c++ {
				f.Matrix[5*r+c] = float32(m[3*r+c])
			}
		}
		f.Matrix[18] = 1
	}
	linear := func(slope, offset float64) {
		one([9]float64{0: slope, 4: slope, 8: slope})
		for r := 0; r < 3; r++ {
			f.Matrix[5*r+4] = float32(offset)
		}
	}
	saturate := func(s float64) {
		one([9]float64{
			0.213 + 0.787*s, 0.715 - 0.715*s, 0.072 - 0.072*s,
			0.213 - 0.213*s, 0.715 + 0.285*s, 0.072 - 0.072*s,
			0.213 - 0.213*s, 0.715 - 0.715*s, 0.072 + 0.928*s,
		})
	}
	switch name {
	case "brightness":
		linear(max(a, 0), 0)
	case "contrast":
		a = max(a, 0)
		linear(a, 0.5-0.5*a)
	case "grayscale":
		s := 1 - max(0, min(a, 1))
		one([9]float64{
			0.2126 + 0.7874*s, 0.7152 - 0.7152*s, 0.0722 - 0.0722*s,
			0.2126 - 0.2126*s, 0.7152 + 0.2848*s, 0.0722 - 0.0722*s,
			0.2126 - 0.2126*s, 0.7152 - 0.7152*s, 0.0722 + 0.9278*s,
		})
	case "saturate":
		saturate(max(a, 0))
	case "invert":
		a = max(0, min(a, 1))
		linear(1-2*a, a)
	case "sepia":
		s := 1 - max(0, min(a, 1))
		one([9]float64{
			0.393 + 0.607*s, 0.769 - 0.769*s, 0.189 - 0.189*s,
			0.349 - 0.349*s, 0.686 + 0.314*s, 0.168 - 0.168*s,
			0.272 - 0.272*s, 0.534 - 0.534*s, 0.131 + 0.869*s,
		})
	case "hue-rotate":
		s, c := math.Sincos(a * math.Pi / 180)
		one([9]float64{
			0.213 + c*0.787 - s*0.213, 0.715 - c*0.715 - s*0.715, 0.072 - c*0.072 + s*0.928,
			0.213 - c*0.213 + s*0.143, 0.715 + c*0.285 + s*0.140, 0.072 - c*0.072 - s*0.283,
			0.213 - c*0.213 - s*0.787, 0.715 - c*0.715 + s*0.715, 0.072 + c*0.928 + s*0.072,
		})
	case "opacity":
		one([9]float64{0: 1, 4: 1, 8: 1})
		f.Matrix[18] = float32(max(0, min(a, 1)))
	default:
		return f, false
	}
	return f, true
}

// Apply runs the filters over a layer; what lies outside of it counts as
// transparent. The result is the layer itself.
func (c *Cache) Apply(s *Surface, filters []Filter) {
	for i := range filters {
		f := &filters[i]
		switch f.Kind {
		case FilterMatrix:
			s.colorMatrix(&f.Matrix)
		case FilterBlur:
			c.blurSurface(s, f.Sigma)
		case FilterShadow:
			c.dropShadow(s, f)
		}
	}
}

func (s *Surface) colorMatrix(m *[20]float32) {
	// A page has few colours: the last one is worth remembering.
	var lastIn, lastOut uint32
	for y := s.Rect.Min.Y; y < s.Rect.Max.Y; y++ {
		row := s.Row(y, s.Rect.Min.X, s.Rect.Max.X)
		for i, p := range row {
			if p == 0 {
				continue // no filter function gives colour to what is transparent
			}
			if p != lastIn {
				lastIn, lastOut = p, mapColor(p, m)
			}
			row[i] = lastOut
		}
	}
}

// mapColor puts one premultiplied pixel through a colour matrix.
func mapColor(p uint32, m *[20]float32) uint32 {
	a := float32(p >> 24)
	c := [4]float32{float32(p&255) / a, float32(p>>8&255) / a, float32(p>>16&255) / a, a / 255}
	var o [4]float64
	for r := range o {
		k := m[5*r : 5*r+5]
		o[r] = float64(max(0, min(k[0]*c[0]+k[1]*c[1]+k[2]*c[2]+k[3]*c[3]+k[4], 1)))
	}
	a2 := o[3] * 255
	return packFloat([4]float64{o[0] * a2, o[1] * a2, o[2] * a2, a2})
}

// wide gives the four channels in two words of two 32 bit lanes.
func wide(p uint32) (rb, ga uint64) {
	v := uint64(p)
	return v&255 | v<<16&0xff00000000, v>>8&255 | v<<8&0xff00000000
}

// blurSurface blurs a surface in place; what lies outside counts as transparent.
func (c *Cache) blurSurface(s *Surface, sigma float64) {
	sigma = min(sigma, maxBlur)
	if !(sigma > 0) || s.Rect.Empty() {
		return
	}
	t := c.Layer(s.Rect)
	if t.Rect.Empty() {
		return
	}
	if sigma < gaussLimit {
		k := gaussKernel(sigma)
		gaussRows(t, s, k)
		gaussColumns(s, t, k)
		c.Release(t)
		return
	}
	ws := boxWidths(sigma)
	off := boxOffsets(ws)
	c.boxRows(t, s, ws, off)
	c.boxColumns(s, t, ws[0], off[0])
	c.boxColumns(t, s, ws[1], off[1])
	c.boxColumns(s, t, ws[2], off[2])
	c.Release(t)
}

func gaussRows(d, s *Surface, k []uint32) {
	n := len(k) / 2
	for y := s.Rect.Min.Y; y < s.Rect.Max.Y; y++ {
		src := s.Row(y, s.Rect.Min.X, s.Rect.Max.X)
		dst := d.Row(y, s.Rect.Min.X, s.Rect.Max.X)
		for i := range dst {
			var rb, ga uint64
			for j := max(0, i-n); j <= min(len(src)-1, i+n); j++ {
				x, y := wide(src[j])
				rb += x * uint64(k[j-i+n])
				ga += y * uint64(k[j-i+n])
			}
			dst[i] = narrow16(rb, ga)
		}
	}
}

func narrow16(rb, ga uint64) uint32 {
	const half = 1<<15 | 1<<47
	rb, ga = (rb+half)>>16, (ga+half)>>16
	return uint32(rb&255 | ga&255<<8 | rb>>32&255<<16 | ga>>32&255<<24)
}

func gaussColumns(d, s *Surface, k []uint32) {
	n := len(k) / 2
	w, h := s.Rect.Dx(), s.Rect.Dy()
	rb, ga := make([]uint64, w), make([]uint64, w)
	for y := 0; y < h; y++ {
		clear(rb)
		clear(ga)
		for j := max(0, y-n); j <= min(h-1, y+n); j++ {
			f := uint64(k[j-y+n])
			for x, p := range s.Row(s.Rect.Min.Y+j, s.Rect.Min.X, s.Rect.Max.X) {
				a, b := wide(p)
				rb[x] += a * f
				ga[x] += b * f
			}
		}
		dst := d.Row(s.Rect.Min.Y+y, s.Rect.Min.X, s.Rect.Max.X)
		for x := range dst {
			dst[x] = narrow16(rb[x], ga[x])
		}
	}
}

// average divides the sums in two 32 bit lanes each by w; inv is 2²⁴/w rounded.
// Faster: 255·w·inv stays below 2³², so two lanes take one multiplication.
func average(rb, ga, inv uint64) uint32 {
	const half = 1<<23 | 1<<55
	rb = (rb*inv + half) >> 24
	ga = (ga*inv + half) >> 24
	return uint32(rb&255 | ga&255<<8 | rb>>32&255<<16 | ga>>32&255<<24)
}

func inverse(w int) uint64 { return uint64((1<<24 + w/2) / w) }

// boxRows blurs every row with all three boxes.
func (c *Cache) boxRows(d, s *Surface, ws, off [3]int) {
	n := s.Rect.Dx()
	if cap(c.line) < n {
		c.line = make([]uint32, n)
	}
	tmp := c.line[:n]
	for y := s.Rect.Min.Y; y < s.Rect.Max.Y; y++ {
		src := s.Row(y, s.Rect.Min.X, s.Rect.Max.X)
		dst := d.Row(y, s.Rect.Min.X, s.Rect.Max.X)
		boxRow(dst, src, ws[0], off[0])
		boxRow(tmp, dst, ws[1], off[1])
		boxRow(dst, tmp, ws[2], off[2])
	}
}

func boxRow(dst, src []uint32, w, off int) {
	inv := inverse(w)
	n := len(src)
	dst = dst[:n]
	var rb, ga uint64
	ahead := w - off
	for _, p := range src[:min(ahead, n)] {
		x, y := wide(p)
		rb, ga = rb+x, ga+y
	}
	for i := range dst {
		if rb|ga == 0 {
			dst[i] = 0
		} else {
			dst[i] = average(rb, ga, inv)
		}
		if j := i + ahead; j < n {
			x, y := wide(src[j])
			rb, ga = rb+x, ga+y
		}
		if j := i - off; j >= 0 {
			x, y := wide(src[j])
			rb, ga = rb-x, ga-y
		}
	}
}

// boxColumns blurs every column with one box, row by row with a sum per column.
func (c *Cache) boxColumns(d, s *Surface, w, off int) {
	inv := inverse(w)
	width, h := s.Rect.Dx(), s.Rect.Dy()
	if cap(c.sums) < 2*width {
		c.sums = make([]uint64, 2*width)
	}
	rb, ga := c.sums[:width], c.sums[width:2*width]
	clear(rb)
	clear(ga)
	row := func(i int) []uint32 { return s.Row(s.Rect.Min.Y+i, s.Rect.Min.X, s.Rect.Max.X)[:width] }
	ahead := w - off
	for i := 0; i < min(ahead, h); i++ {
		for x, p := range row(i) {
			a, b := wide(p)
			rb[x] += a
			ga[x] += b
		}
	}
	for i := 0; i < h; i++ {
		dst := d.Row(s.Rect.Min.Y+i, s.Rect.Min.X, s.Rect.Max.X)[:width]
		in, out := i+ahead < h, i >= off
		switch {
		case in && out:
			add, sub := row(i+ahead), row(i-off)
			for x := range dst {
				r, g := rb[x], ga[x]
				dst[x] = average(r, g, inv)
				a, b := wide(add[x])
				e, f := wide(sub[x])
				rb[x], ga[x] = r+a-e, g+b-f
			}
		case in:
			add := row(i + ahead)
			for x := range dst {
				dst[x] = average(rb[x], ga[x], inv)
				a, b := wide(add[x])
				rb[x] += a
				ga[x] += b
			}
		case out:
			sub := row(i - off)
			for x := range dst {
				dst[x] = average(rb[x], ga[x], inv)
				a, b := wide(sub[x])
				rb[x] -= a
				ga[x] -= b
			}
		default:
			for x := range dst {
				dst[x] = average(rb[x], ga[x], inv)
			}
		}
	}
}

// dropShadow puts the blurred and coloured alpha of s below s.
func (c *Cache) dropShadow(s *Surface, f *Filter) {
	t := c.Layer(s.Rect)
	if t.Rect.Empty() {
		return
	}
	col := Pack(f.Color)
	from := s.Rect.Add(image.Pt(f.X, f.Y)).Intersect(s.Rect)
	for y := from.Min.Y; y < from.Max.Y; y++ {
		src := s.Row(y-f.Y, from.Min.X-f.X, from.Max.X-f.X)
		dst := t.Row(y, from.Min.X, from.Max.X)
		for i, p := range src {
			if p != 0 {
				dst[i] = scale(col, p>>24)
			}
		}
	}
	c.blurSurface(t, f.Sigma)
	for y := s.Rect.Min.Y; y < s.Rect.Max.Y; y++ {
		row := t.Row(y, s.Rect.Min.X, s.Rect.Max.X)
		overRow(row, s.Row(y, s.Rect.Min.X, s.Rect.Max.X))
		copy(s.Row(y, s.Rect.Min.X, s.Rect.Max.X), row)
	}
	c.Release(t)
}

// Mirror gives a copy of the part want of s in which pixels outside of area mirror
// those inside, as Chromium reads the backdrop at its edges; what s does not have
// is transparent.
func (c *Cache) Mirror(s *Surface, area, want image.Rectangle) *Surface {
	t := c.Layer(want)
	if area.Empty() || t.Rect.Empty() {
		return t
	}
	fold := func(v, lo, hi int) int {
		n := hi - lo
		v = mod(v-lo, 2*n)
		if v >= n {
			v = 2*n - 1 - v
		}
		return lo + v
	}
	for y := want.Min.Y; y < want.Max.Y; y++ {
		sy := fold(y, area.Min.Y, area.Max.Y)
		if sy < s.Rect.Min.Y || sy >= s.Rect.Max.Y {
			continue
		}
		src := s.Row(sy, s.Rect.Min.X, s.Rect.Max.X)
		dst := t.Row(y, want.Min.X, want.Max.X)
		for i := range dst {
			if sx := fold(want.Min.X+i, area.Min.X, area.Max.X) - s.Rect.Min.X; sx >= 0 && sx < len(src) {
				dst[i] = src[sx]
			}
		}
	}
	return t
}
