package raster

import (
	"image"
	"image/color"
	"math"

	"diorama/renderer/geom"
)

// blurMask is a blurred rounded rectangle as a nine-slice: corners of fixed size,
// and one row and column between them that repeat.
type blurMask struct {
	w, h                     int
	pix                      []uint8
	left, top, right, bottom int // sizes of the fixed parts; left+right+1 = w unless exact
}

type blurKey struct {
	radii [8]float32
	sigma float32
	w, h  int32 // when the middle does not repeat: exact size in 1/64 px
	fx    [4]int8
}

// blurExtent is how far a blur reaches, px: three box passes.
func blurExtent(sigma float64) int {
	if sigma <= 0 {
		return 0
	}
	if sigma < gaussLimit {
		return int(math.Ceil(sigma*3)) + 1
	}
	n := 0
	for _, w := range boxWidths(sigma) {
		n += w / 2
	}
	return n + 1
}

// BlurExtent is how many px a blur of that standard deviation reaches outwards.
func BlurExtent(sigma float64) int { return blurExtent(min(sigma, maxBlur)) }

// boxWidths gives the three box sizes that stand in for a Gaussian
// (https://drafts.fxtf.org/filter-effects/#feGaussianBlurElement).
func boxWidths(sigma float64) [3]int {
	d := int(math.Floor(sigma*3*math.Sqrt(2*math.Pi)/4 + 0.5))
	if d <= 1 {
		return [3]int{1, 1, 1}
	}
	if d%2 == 1 {
		return [3]int{d, d, d}
	}
	return [3]int{d, d, d + 1}
}

// boxOffsets gives for each pass how many pixels left of the centre the box begins.
func boxOffsets(w [3]int) [3]int {
	if w[0]%2 == 1 {
		return [3]int{w[0] / 2, w[1] / 2, w[2] / 2}
	}
	return [3]int{w[0] / 2, w[1]/2 - 1, w[2] / 2}
}

// gaussLimit is the standard deviation below which blurs use the true kernel.
const gaussLimit = 2.0

// gaussKernel gives a kernel of odd length that sums to 65536.
func gaussKernel(sigma float64) []uint32 {
	n := int(math.Ceil(sigma * 3))
	k := make([]uint32, 2*n+1)
	f := make([]float64, 2*n+1)
	sum := 0.0
	for i := range f {
		d := float64(i - n)
		f[i] = math.Exp(-d * d / (2 * sigma * sigma))
		sum += f[i]
	}
	total := uint32(0)
	for i := range f {
		k[i] = uint32(f[i]/sum*65536 + 0.5)
		total += k[i]
	}
	k[n] += 65536 - total
	return k
}

// blurCoverage blurs w*h coverage in place; src beyond the edges counts as 0.
func blurCoverage(pix []uint8, w, h int, sigma float64) {
	if sigma <= 0 || w == 0 || h == 0 {
		return
	}
	a := make([]uint32, max(w, h))
	b := make([]uint32, max(w, h))
	pass := blurPass(sigma)
	for y := 0; y < h; y++ {
		row := pix[y*w : (y+1)*w]
		for x, v := range row {
			a[x] = uint32(v) << 8
		}
		r := pass(a[:w], b[:w])
		for x := range row {
			row[x] = uint8(min((r[x]+128)>>8, 255))
		}
	}
	for x := 0; x < w; x++ {
		for y := 0; y < h; y++ {
			a[y] = uint32(pix[y*w+x]) << 8
		}
		r := pass(a[:h], b[:h])
		for y := 0; y < h; y++ {
			pix[y*w+x] = uint8(min((r[y]+128)>>8, 255))
		}
	}
}

// blurPass gives a function that blurs one line of 8.8 values; it may use both
// slices and gives the one with the result.
func blurPass(sigma float64) func(a, b []uint32) []uint32 {
	if sigma < gaussLimit {
		k := gaussKernel(sigma)
		n := len(k) / 2
		return func(a, b []uint32) []uint32 {
			for i := range b {
				var s uint64
				for j := max(0, i-n); j <= min(len(a)-1, i+n); j++ {
					s += uint64(a[j]) * uint64(k[j-i+n])
				}
				b[i] = uint32((s + 32768) >> 16)
			}
			return b
		}
	}
	ws := boxWidths(sigma)
	off := boxOffsets(ws)
	return func(a, b []uint32) []uint32 {
		for p, w := range ws {
			boxLine(b, a, w, off[p])
			a, b = b, a
		}
		return a
	}
}

// boxLine averages w values beginning off before each one.
func boxLine(dst, src []uint32, w, off int) {
	n := len(src)
	var sum uint32
	for i := 0; i < min(w-off, n); i++ {
		sum += src[i]
	}
	inv := uint64((1<<32 + w/2) / w)
	for i := 0; i < n; i++ {
		dst[i] = uint32((uint64(sum)*inv + 1<<31) >> 32)
		if j := i + w - off; j < n {
			sum += src[j]
		}
		if j := i - off; j >= 0 {
			sum -= src[j]
		}
	}
}

// blurShape is a blurred rounded rectangle. A Shape.
type blurShape struct {
	m  *blurMask
	at image.Rectangle // where the mask lies
}

// Blurred gives the shape of r blurred with sigma, in device px without transform.
func (c *Cache) Blurred(r RRect, sigma float64) Shape {
	s, ok := c.blurred(r, sigma)
	if !ok {
		return PixelRect{}
	}
	return s
}

func (c *Cache) blurred(r RRect, sigma float64) (*blurShape, bool) {
	if r.Empty() {
		return nil, false
	}
	// What the key cannot tell apart must not differ.
	sigma = float64(float32(min(sigma, maxBlur)))
	r = r.Fit()
	for _, v := range [4]*float64{&r.X0, &r.Y0, &r.X1, &r.Y1} {
		*v = math.Round(*v*64) / 64
	}
	for i, k := range r.Radii {
		r.Radii[i] = Corner{float64(float32(k.X)), float64(float32(k.Y))}
	}
	if r.Empty() {
		return nil, false
	}
	ext := blurExtent(sigma)
	ox, oy := math.Floor(r.X0), math.Floor(r.Y0)
	px := image.Rect(clampInt(ox), clampInt(oy), clampInt(math.Ceil(r.X1)), clampInt(math.Ceil(r.Y1)))
	// The fixed parts: outside reach, corner, inside reach.
	cx := func(a, b int) int {
		return 2*ext + int(math.Ceil(max(r.Radii[a].X, r.Radii[b].X))) + 2
	}
	cy := func(a, b int) int {
		return 2*ext + int(math.Ceil(max(r.Radii[a].Y, r.Radii[b].Y))) + 2
	}
	left, right, top, bottom := cx(0, 3), cx(1, 2), cy(0, 1), cy(3, 2)
	full := image.Rect(px.Min.X-ext, px.Min.Y-ext, px.Max.X+ext, px.Max.Y+ext)
	w, h := full.Dx(), full.Dy()
	sliceX, sliceY := w > left+right+1, h > top+bottom+1
	key := blurKey{sigma: float32(sigma)}
	for i, k := range r.Radii {
		key.radii[2*i], key.radii[2*i+1] = float32(k.X), float32(k.Y)
	}
	frac := func(v float64) int8 { return int8(math.Round((v - math.Floor(v)) * 64)) }
	key.fx = [4]int8{frac(r.X0), frac(r.Y0), frac(r.X1), frac(r.Y1)}
	mw, mh := w, h
	if sliceX {
		mw = left + right + 1
	} else {
		left, right = w, 0
		key.w = int32(w)
	}
	if sliceY {
		mh = top + bottom + 1
	} else {
		top, bottom = h, 0
		key.h = int32(h)
	}
	if v, ok := c.get(key); ok {
		return &blurShape{m: v.(*blurMask), at: full}, true
	}
	if mw > maxMask || mh > maxMask || mw*mh > maxMask {
		return nil, false
	}
	m := &blurMask{w: mw, h: mh, left: left, top: top, right: right, bottom: bottom}
	q := r
	q.X0, q.Y0 = r.X0-ox+float64(ext), r.Y0-oy+float64(ext)
	q.X1, q.Y1 = q.X0+(r.X1-r.X0)-float64(w-mw), q.Y0+(r.Y1-r.Y0)-float64(h-mh)
	p := NewPath(geom.Identity)
	p.RRect(q, false)
	cov := p.Coverage(image.Rect(0, 0, mw, mh), &c.acc)
	m.pix = make([]uint8, mw*mh)
	for y := cov.rect.Min.Y; y < cov.rect.Max.Y; y++ {
		copy(m.pix[y*mw+cov.rect.Min.X:], cov.pix[(y-cov.rect.Min.Y)*cov.rect.Dx():][:cov.rect.Dx()])
	}
	blurCoverage(m.pix, mw, mh, sigma)
	c.put(key, m, len(m.pix)+128)
	return &blurShape{m: m, at: full}, true
}

// Bounds is the rectangle outside of which nothing is covered.
func (s *blurShape) Bounds() image.Rectangle { return s.at }

func (s *blurShape) covers(image.Rectangle) bool { return false }

// sliceIndex maps a coordinate of the whole shape to one of the mask.
func sliceIndex(i, size, maskSize, head int) int {
	switch {
	case size == maskSize || i < head:
		return i
	case i >= size-(maskSize-head-1):
		return i - (size - maskSize)
	}
	return head
}

func (s *blurShape) row(y, x0, x1 int, r *rowCov) {
	m := s.m
	x0, x1 = max(x0, s.at.Min.X), min(x1, s.at.Max.X)
	if y < s.at.Min.Y || y >= s.at.Max.Y || x0 >= x1 {
		r.empty()
		return
	}
	r.lo, r.hi = x0, x1
	// The repeating middle: full where its value is.
	line := m.pix[sliceIndex(y-s.at.Min.Y, s.at.Dy(), m.h, m.top)*m.w:][:m.w]
	r.inLo, r.inHi = x1, x1
	if s.at.Dx() > m.w {
		lo, hi := max(x0, s.at.Min.X+m.left), min(x1, s.at.Max.X-m.right)
		if lo < hi && line[m.left] == 255 {
			r.inLo, r.inHi = lo, hi
		} else if lo < hi {
			r.flatLo, r.flatHi = lo, hi
		}
	}
	s.values(y, x0, r.inLo, r.buf[x0-r.base:])
	s.values(y, r.inHi, x1, r.buf[r.inHi-r.base:])
}

// values writes the blurred coverage of [x0, x1) of row y.
func (s *blurShape) values(y, x0, x1 int, out []uint8) {
	m := s.m
	line := m.pix[sliceIndex(y-s.at.Min.Y, s.at.Dy(), m.h, m.top)*m.w:][:m.w]
	w := s.at.Dx()
	x := x0
	for ; x < min(x1, s.at.Min.X); x++ {
		out[x-x0] = 0
	}
	if end := min(x1, s.at.Min.X+m.left); x < end {
		copy(out[x-x0:end-x0], line[x-s.at.Min.X:])
		x = end
	}
	if w > m.w {
		if end := min(x1, s.at.Max.X-m.right); x < end {
			fillBytes(out[x-x0:end-x0], line[m.left])
			x = end
		}
	}
	if end := min(x1, s.at.Max.X); x < end {
		copy(out[x-x0:end-x0], line[x-s.at.Min.X-(w-m.w):])
		x = end
	}
	for ; x < x1; x++ {
		out[x-x0] = 0
	}
}

// Shadow draws the outer shadow of box: the blurred outline, without what lies
// inside the box. Under a matrix that is no translation the mask is sampled.
func (v *Canvas) Shadow(box RRect, x, y, sigma, spread float64, c color.NRGBA, m geom.Matrix) {
	outline := box
	if spread != 0 {
		outline = box.Spread(spread)
	}
	outline.X0, outline.X1, outline.Y0, outline.Y1 = outline.X0+x, outline.X1+x, outline.Y0+y, outline.Y1+y
	if outline.Empty() {
		return
	}
	v.FillOutside(v.cache.shadowShape(outline, sigma, m), v.cache.Transformed(box, m), c)
}

// shadowShape gives the blurred outline under a matrix.
func (c *Cache) shadowShape(r RRect, sigma float64, m geom.Matrix) Shape {
	if sigma <= 0 {
		return c.Transformed(r.Fit(), m)
	}
	if m.B == 0 && m.C == 0 && m.A > 0 && m.A == m.D {
		r.X0, r.Y0 = m.Apply(r.X0, r.Y0)
		r.X1, r.Y1 = m.Apply(r.X1, r.Y1)
		for i := range r.Radii {
			r.Radii[i].X *= m.A
			r.Radii[i].Y *= m.A
		}
		return c.Blurred(r, sigma*m.A)
	}
	s, ok := c.blurred(r, sigma)
	inv, good := m.Invert()
	if !ok || !good {
		return PixelRect{}
	}
	return &warpedShape{s: s, inv: inv, bounds: mapBounds(s.at, m)}
}

// ShadowBounds is the device rectangle that an outer shadow may touch.
func ShadowBounds(box RRect, x, y, sigma, spread float64, m geom.Matrix) image.Rectangle {
	e := float64(BlurExtent(sigma)) + spread + 1
	return MapRect(RRect{X0: box.X0 + x - e, Y0: box.Y0 + y - e, X1: box.X1 + x + e, Y1: box.Y1 + y + e}, m)
}

// InsetShadow draws the inner shadow of box (its padding box).
func (v *Canvas) InsetShadow(box RRect, x, y, sigma, spread float64, c color.NRGBA, m geom.Matrix) {
	hole := box.Inset(spread, spread, spread, spread)
	hole.X0, hole.X1, hole.Y0, hole.Y1 = hole.X0+x, hole.X1+x, hole.Y0+y, hole.Y1+y
	outer := v.cache.Transformed(box, m)
	if hole.Empty() {
		v.FillColor(outer, c)
		return
	}
	hs := v.cache.shadowShape(hole, sigma, m)
	if _, empty := hs.(PixelRect); empty && hs.Bounds().Empty() {
		v.FillColor(outer, c)
		return
	}
	v.FillOutside(outer, hs, c)
}

// warpedShape is a blurred shape under any affine matrix. A Shape.
type warpedShape struct {
	s      *blurShape
	inv    geom.Matrix
	bounds image.Rectangle
}

// Bounds is the rectangle outside of which nothing is covered.
func (s *warpedShape) Bounds() image.Rectangle { return s.bounds }

func (s *warpedShape) covers(image.Rectangle) bool { return false }

func (s *warpedShape) row(y, x0, x1 int, r *rowCov) {
	x0, x1 = max(x0, s.bounds.Min.X), min(x1, s.bounds.Max.X)
	if x0 >= x1 || y < s.bounds.Min.Y || y >= s.bounds.Max.Y {
		r.empty()
		return
	}
	r.lo, r.hi, r.inLo, r.inHi = x0, x1, x1, x1
	for x := x0; x < x1; x++ {
		fx, fy := s.inv.Apply(float64(x)+0.5, float64(y)+0.5)
		r.buf[x-r.base] = s.s.sample(fx-0.5, fy-0.5)
	}
}

// sample reads the mask between pixels.
func (s *blurShape) sample(x, y float64) uint8 {
	ix, iy := math.Floor(x), math.Floor(y)
	fx, fy := uint32((x-ix)*256), uint32((y-iy)*256)
	at := func(dx, dy int) uint32 {
		px, py := int(ix)+dx, int(iy)+dy
		if !(image.Point{X: px, Y: py}).In(s.at) {
			return 0
		}
		m := s.m
		return uint32(m.pix[sliceIndex(py-s.at.Min.Y, s.at.Dy(), m.h, m.top)*m.w+sliceIndex(px-s.at.Min.X, s.at.Dx(), m.w, m.left)])
	}
	a := at(0, 0)*(256-fx) + at(1, 0)*fx
	b := at(0, 1)*(256-fx) + at(1, 1)*fx
	return uint8((a*(256-fy) + b*fy + 32768) >> 16)
}

// MapRect gives the pixels that the rectangle of r touches under m.
func MapRect(r RRect, m geom.Matrix) image.Rectangle {
	x0, y0 := math.Inf(1), math.Inf(1)
	x1, y1 := math.Inf(-1), math.Inf(-1)
	for _, p := range [4][2]float64{{r.X0, r.Y0}, {r.X1, r.Y0}, {r.X1, r.Y1}, {r.X0, r.Y1}} {
		x, y := m.Apply(p[0], p[1])
		x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
	}
	const e = 1.0 / 512
	return image.Rect(clampInt(math.Floor(x0+e)), clampInt(math.Floor(y0+e)), clampInt(math.Ceil(x1-e)), clampInt(math.Ceil(y1-e)))
}

func mapBounds(r image.Rectangle, m geom.Matrix) image.Rectangle {
	b := MapRect(RectOf(r), m)
	return b.Inset(-1)
}
