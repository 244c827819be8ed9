package raster

import (
	"image"
	"image/color"
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/text"
)

// Glyph is one glyph of a run, its pen relative to the run's origin in px, y down.
type Glyph struct {
	Face         text.FaceID
	ID           uint32
	X, Y         float32
	Bold, Italic bool // synthetic
	// Through tells that underlines do not leave a gap at this glyph.
	Through bool
}

// Run is a text of one size.
type Run struct {
	Glyphs []Glyph
	Size   float32 // px
}

// maskSizeLimit is the size in px above which glyphs are drawn from outlines;
// masks of that size are too large to keep.
const maskSizeLimit = 256

// penPosition splits a pen position into whole px and a quarter, as Skia rounds.
func penPosition(x float64) (px int, quarter uint8) {
	q := math.Floor(x*4 + 0.5)
	f := math.Floor(q / 4)
	return clampInt(f), uint8(q - 4*f)
}

// Text draws a run with its origin at (x, y) under m.
func (v *Canvas) Text(r *Run, x, y float64, m geom.Matrix, c color.NRGBA) {
	p := Pack(c)
	if p>>24 == 0 {
		return
	}
	if m.B == 0 && m.C == 0 && m.A == m.D && m.A > 0 && float64(r.Size)*m.A <= maskSizeLimit {
		v.textMasks(r, x, y, m, p)
		return
	}
	v.textOutlines(r, x, y, m, c)
}

func (v *Canvas) textMasks(r *Run, x, y float64, m geom.Matrix, c uint32) {
	size := r.Size * float32(m.A)
	ox, oy := m.Apply(x, y)
	// Quarter px of the origin are kept exact under moves by whole px.
	baseX, baseY := math.Floor(ox), math.Floor(oy)
	ox, oy = ox-baseX, oy-baseY
	bx, by := clampInt(baseX), clampInt(baseY)
	// Ink may lie far right of the pen (a ligature of a whole phrase), less far left.
	reach := int(size) + 2
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		px, sub := penPosition(ox + float64(g.X)*m.A)
		px += bx
		if px > v.clip.Max.X+3*reach || px < v.clip.Min.X-16*reach {
			continue
		}
		py := by + clampInt(math.Floor(oy+float64(g.Y)*m.A+0.5))
		k := v.cache.Glyphs.Mask(g.Face, g.ID, size, sub, g.Bold, g.Italic)
		if k == nil || k.W <= 0 || k.H <= 0 {
			continue
		}
		v.mask(k, px+k.Left, py+k.Top, c)
	}
}

// mask draws one glyph mask with its upper left pixel at (x, y).
func (v *Canvas) mask(k *text.Mask, x, y int, c uint32) {
	b := v.begin(image.Rect(x, y, x+k.W, y+k.H))
	if b.Empty() {
		return
	}
	if k.Color != nil {
		v.colorMask(k, x, y, b, c)
		return
	}
	if len(k.Alpha) < k.W*k.H {
		return
	}
	if len(v.active) == 0 {
		for py := b.Min.Y; py < b.Max.Y; py++ {
			row := k.Alpha[(py-y)*k.W:]
			overSolidCov(v.Surface.Row(py, b.Min.X, b.Max.X), row[b.Min.X-x:b.Max.X-x], c)
		}
		return
	}
	r := &v.r
	for py := b.Min.Y; py < b.Max.Y; py++ {
		v.cover(nil, py, b.Min.X, b.Max.X, r)
		if r.lo >= r.hi {
			continue
		}
		out := v.covC[:r.hi-r.lo]
		r.expand(out, r.lo, r.hi)
		mulCov(out, k.Alpha[(py-y)*k.W+r.lo-x:])
		overSolidCov(v.Surface.Row(py, r.lo, r.hi), out, c)
	}
}

// colorMask draws a colour glyph; only the colour's alpha counts.
func (v *Canvas) colorMask(k *text.Mask, x, y int, b image.Rectangle, c uint32) {
	s, _ := View(k.Color)
	src := (&Pixels{s: s}).At(image.Pt(x, y))
	v.Fill(PixelRect(b), src, uint8(c>>24))
}

// textOutlines draws glyphs as paths, for sizes and transforms that masks do not have.
func (v *Canvas) textOutlines(r *Run, x, y float64, m geom.Matrix, c color.NRGBA) {
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		gx, gy := x+float64(g.X), y+float64(g.Y)
		reach := float64(r.Size) * 16
		if !MapRect(RRect{X0: gx - reach, Y0: gy - reach, X1: gx + reach, Y1: gy + reach}, m).Overlaps(v.clip) {
			continue
		}
		ops := v.cache.Glyphs.Outline(g.Face, g.ID, r.Size, g.Bold, g.Italic)
		if len(ops) == 0 {
			v.warpGlyph(g, r.Size, gx, gy, m, c)
			continue
		}
		p := NewPath(m)
		p.Outline(ops, gx, gy)
		v.FillColor(v.cache.NewShape(p), c)
	}
}

// warpGlyph draws a glyph that has no outline, a bitmap, under a matrix.
func (v *Canvas) warpGlyph(g *Glyph, size float32, x, y float64, m geom.Matrix, c color.NRGBA) {
	k := v.cache.Glyphs.Mask(g.Face, g.ID, min(size, maskSizeLimit), 0, g.Bold, g.Italic)
	if k == nil || k.Color == nil || k.W <= 0 || k.H <= 0 {
		return
	}
	f := float64(size) / float64(min(size, maskSizeLimit))
	s, _ := View(k.Color)
	m = m.Mul(geom.Matrix{A: f, D: f, E: x + float64(k.Left)*f, F: y + float64(k.Top)*f})
	shape := v.cache.Transformed(RRect{X1: float64(k.W), Y1: float64(k.H)}, m)
	v.Fill(shape, (&Pixels{s: s}).Under(m), c.A)
}

// Stroke draws the outlines of a run as lines of a width in px, centred on them.
func (v *Canvas) Stroke(r *Run, x, y, width float64, m geom.Matrix, c color.NRGBA) {
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		ops := v.cache.Glyphs.Outline(g.Face, g.ID, r.Size, g.Bold, g.Italic)
		if len(ops) == 0 {
			continue
		}
		p := NewPath(geom.Identity)
		p.Outline(ops, x+float64(g.X), y+float64(g.Y))
		s := p.stroke(width, m)
		if s.Bounds().Overlaps(v.clip) {
			v.FillColor(v.cache.NewShape(s), c)
		}
	}
}

// Gap is a stretch of x, px relative to a run's origin.
type Gap struct{ From, To float64 }

// Gaps gives where the ink of a run meets the band from top to bottom, px below the
// baseline, widened by pad: where an underline is interrupted.
func (c *Cache) Gaps(r *Run, top, bottom, pad float64) []Gap {
	var out []Gap
	for i := range r.Glyphs {
		g := &r.Glyphs[i]
		if g.Through || float64(r.Size) > maskSizeLimit {
			continue
		}
		k := c.Glyphs.Mask(g.Face, g.ID, r.Size, 0, g.Bold, g.Italic)
		if k == nil || len(k.Alpha) < k.W*k.H {
			continue
		}
		y0 := max(0, int(math.Floor(top+float64(g.Y)))-k.Top)
		y1 := min(k.H, int(math.Ceil(bottom+float64(g.Y)))-k.Top)
		lo, hi := k.W, -1
		for y := y0; y < y1; y++ {
			for x, a := range k.Alpha[y*k.W : (y+1)*k.W] {
				if a > 64 {
					lo, hi = min(lo, x), max(hi, x)
				}
			}
		}
		if hi < 0 {
			continue
		}
		from := float64(g.X) + float64(k.Left+lo) - pad
		to := float64(g.X) + float64(k.Left+hi+1) + pad
		if n := len(out); n > 0 && from <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, to)
		} else {
			out = append(out, Gap{from, to})
		}
	}
	return out
}
