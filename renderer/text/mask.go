package text

import (
	"bytes"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"

	"github.com/go-text/typesetting/font"
	"golang.org/x/image/vector"
)

type maskKey struct {
	face       FaceID
	glyph      uint32
	size       float32
	subX       uint8
	fakeBold   bool
	fakeItalic bool
}

// vectorState is the rasteriser that masks share.
type vectorState struct{ z vector.Rasterizer }

// Mask rasterises a glyph at a size in device px, its pen subX quarter px right
// of a whole px (0…3). Glyphs without ink, and glyphs larger than 2048 px, which
// are to be filled from Outline, give an empty mask (W is 0). The result is
// shared and must not be changed.
func (f *Fonts) Mask(id FaceID, glyph uint32, size float32, subX uint8, fakeBold, fakeItalic bool) *Mask {
	key := maskKey{id, glyph, clampSize(size), subX & 3, fakeBold, fakeItalic}
	f.maskMu.Lock()
	m, ok := f.masks.get(key)
	f.maskMu.Unlock()
	if ok {
		return m
	}
	f.mu.Lock()
	m = f.colorMask(key)
	var ops []PathOp
	if m == nil {
		ops = f.outline(id, glyph, key.size, fakeBold, fakeItalic)
	}
	f.mu.Unlock()
	f.maskMu.Lock()
	defer f.maskMu.Unlock()
	if m == nil {
		m = fill(&f.vec.z, ops, float32(key.subX)/4)
	}
	cost := len(m.Alpha) + 64
	if m.Color != nil {
		cost += len(m.Color.Pix)
	}
	f.masks.put(key, m, cost)
	return m
}

// fill rasterises an outline moved right by dx px.
func fill(z *vector.Rasterizer, ops []PathOp, dx float32) *Mask {
	x0, y0 := float32(math.Inf(1)), float32(math.Inf(1))
	x1, y1 := -x0, -y0
	for i := range ops {
		for j := range ops[i].points() {
			x, y := ops[i].P[2*j]+dx, ops[i].P[2*j+1]
			x0, x1, y0, y1 = min(x0, x), max(x1, x), min(y0, y), max(y1, y)
		}
	}
	if !(x1-x0 > 0 && y1-y0 > 0 && x1-x0 < maxMaskSide && y1-y0 < maxMaskSide && max(-x0, x1, -y0, y1) < 1<<24) {
		return &Mask{}
	}
	left, top := int(math.Floor(float64(x0))), int(math.Floor(float64(y0)))
	w, h := int(math.Ceil(float64(x1)))-left, int(math.Ceil(float64(y1)))-top
	z.Reset(w, h)
	z.DrawOp = draw.Src
	ox, oy := dx-float32(left), -float32(top)
	open := false
	for i := range ops {
		p := &ops[i].P
		switch ops[i].Op {
		case 'M':
			if open {
				z.ClosePath()
			}
			z.MoveTo(p[0]+ox, p[1]+oy)
			open = true
		case 'L':
			z.LineTo(p[0]+ox, p[1]+oy)
		case 'Q':
			z.QuadTo(p[0]+ox, p[1]+oy, p[2]+ox, p[3]+oy)
		case 'C':
			z.CubeTo(p[0]+ox, p[1]+oy, p[2]+ox, p[3]+oy, p[4]+ox, p[5]+oy)
		}
	}
	if open {
		z.ClosePath()
	}
	dst := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(dst, dst.Bounds(), image.Opaque, image.Point{})
	return &Mask{Left: left, Top: top, W: w, H: h, Alpha: dst.Pix}
}

// colorMask draws a painted glyph (COLR), or a bitmap one (CBDT, sbix) scaled to the
// size, or gives nil. Not done: SVG glyphs, which are drawn from their plain outline.
func (f *Fonts) colorMask(key maskKey) *Mask {
	fc := f.face(key.face)
	if fc == nil || !fc.color || key.size <= 0 {
		return nil
	}
	var m *Mask
	guard(func() {
		if m = f.colrMask(fc, font.GID(key.glyph), key.size, float32(key.subX)/4); m == nil {
			m = fc.bitmap(font.GID(key.glyph), key.size)
		}
	})
	return m
}

func (fc *face) bitmap(gid font.GID, size float32) *Mask {
	ppem := uint16(min(size, 1000))
	fc.font.SetPpem(ppem, ppem)
	defer fc.font.SetPpem(0, 0)
	b, ok := fc.font.GlyphDataBitmap(gid)
	if !ok {
		return nil
	}
	ext, ok := fc.font.GlyphExtents(gid)
	if !ok {
		return nil
	}
	var decode func() (image.Image, error)
	var config image.Config
	var err error
	switch b.Format {
	case font.PNG:
		config, err = png.DecodeConfig(bytes.NewReader(b.Data))
		decode = func() (image.Image, error) { return png.Decode(bytes.NewReader(b.Data)) }
	case font.JPG:
		config, err = jpeg.DecodeConfig(bytes.NewReader(b.Data))
		decode = func() (image.Image, error) { return jpeg.Decode(bytes.NewReader(b.Data)) }
	default:
		return nil
	}
	if err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > maxMaskSide || config.Height > maxMaskSide {
		return nil
	}
	src, err := decode()
	if err != nil {
		return nil
	}
	k := size / fc.upem
	left, top := float64(ext.XBearing*k), -float64(ext.YBearing*k)
	w, h := int(math.Round(float64(ext.Width*k))), int(math.Round(float64(-ext.Height*k)))
	if w <= 0 || h <= 0 || w > maxMaskSide || h > maxMaskSide {
		return nil
	}
	return &Mask{Left: int(math.Round(left)), Top: int(math.Round(top)), W: w, H: h, Color: shrink(src, w, h)}
}

// shrink scales by averaging the source pixels under each target pixel.
func shrink(src image.Image, w, h int) *image.RGBA {
	b := src.Bounds()
	in := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(in, in.Bounds(), src, b.Min, draw.Src)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		y0 := y * b.Dy() / h
		y1 := max(y0+1, (y+1)*b.Dy()/h)
		for x := range w {
			x0 := x * b.Dx() / w
			x1 := max(x0+1, (x+1)*b.Dx()/w)
			var sum [4]int
			for v := y0; v < y1; v++ {
				for u := x0; u < x1; u++ {
					p := in.Pix[v*in.Stride+u*4:]
					for c := range 4 {
						sum[c] += int(p[c])
					}
				}
			}
			n := (y1 - y0) * (x1 - x0)
			for c := range 4 {
				out.Pix[y*out.Stride+x*4+c] = uint8((sum[c] + n/2) / n)
			}
		}
	}
	return out
}
