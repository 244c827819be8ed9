package text

import (
	"image"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/image/vector"

	"diorama/renderer/geom"
)

// foreground is the palette index of the text's colour. Masks are kept without a
// colour, so such layers are black.
const foreground = 0xffff

// hasCOLR reports whether a glyph is painted in layers.
func (fc *face) hasCOLR(gid font.GID) bool {
	if fc.font.COLR == nil || len(fc.font.CPAL) == 0 {
		return false
	}
	_, ok := fc.font.GlyphDataColor(gid)
	return ok
}

// colrMask draws a glyph of a COLR table, the first palette of CPAL, at a size with
// its pen dx px right of a whole px; nil for a glyph that is not there or too large.
// https://learn.microsoft.com/typography/opentype/spec/colr
// Not done: composite modes other than source over, gradients that sweep, glyphs as
// clips of glyphs, variations.
func (f *Fonts) colrMask(fc *face, gid font.GID, size, dx float32) *Mask {
	if !fc.hasCOLR(gid) {
		return nil
	}
	c := colrPainter{fc: fc, z: &vector.Rasterizer{}}
	k := float64(size) / float64(fc.upem)
	paint, _ := fc.font.GlyphDataColor(gid)
	c.paint(paint.Paint, geom.Matrix{A: k, D: -k, E: float64(dx)}, nil, 0)
	var box image.Rectangle
	for i := range c.layers {
		m := c.layers[i].mask
		box = box.Union(image.Rect(m.Left, m.Top, m.Left+m.W, m.Top+m.H))
	}
	if box.Dx() > maxMaskSide || box.Dy() > maxMaskSide || box.Empty() {
		return nil
	}
	img := image.NewRGBA(image.Rect(0, 0, box.Dx(), box.Dy()))
	for i := range c.layers {
		c.layers[i].over(img, box.Min)
	}
	return &Mask{Left: box.Min.X, Top: box.Min.Y, W: box.Dx(), H: box.Dy(), Color: img}
}

// colrLayer is one outline and what fills it.
type colrLayer struct {
	mask *Mask
	fill func(x, y float64) [4]float64 // of a place in px: red, green, blue, alpha from 0 to 1, not premultiplied
}

// over draws the layer on img, whose upper left pixel is at.
func (l *colrLayer) over(img *image.RGBA, at image.Point) {
	for y := range l.mask.H {
		for x := range l.mask.W {
			cover := l.mask.Alpha[y*l.mask.W+x]
			if cover == 0 {
				continue
			}
			c := l.fill(float64(l.mask.Left+x)+0.5, float64(l.mask.Top+y)+0.5)
			a := c[3] * float64(cover) / 255
			p := img.Pix[img.PixOffset(l.mask.Left+x-at.X, l.mask.Top+y-at.Y):]
			for i := range 3 {
				p[i] = uint8(c[i]*a*255 + float64(p[i])*(1-a) + 0.5)
			}
			p[3] = uint8(a*255 + float64(p[3])*(1-a) + 0.5)
		}
	}
}

type colrPainter struct {
	fc     *face
	z      *vector.Rasterizer
	layers []colrLayer
	steps  int
}

// paint walks a paint table. m leads from font units to px; clip is the outline that
// the paint fills, nil above one.
func (c *colrPainter) paint(p tables.PaintTable, m geom.Matrix, clip *Mask, depth int) {
	if c.steps++; c.steps > maxColorPaints || depth > maxColorDepth {
		return
	}
	inside := func(p tables.PaintTable, t geom.Matrix) { c.paint(p, m.Mul(t), clip, depth+1) }
	around := func(t geom.Matrix, x, y int16) geom.Matrix {
		return geom.Matrix{A: 1, D: 1, E: float64(x), F: float64(y)}.Mul(t).Mul(geom.Matrix{A: 1, D: 1, E: -float64(x), F: -float64(y)})
	}
	switch p := p.(type) {
	case tables.PaintColrLayersResolved:
		for _, l := range p {
			c.layer(c.outline(font.GID(l.GlyphID), m), solid(c.color(l.PaletteIndex, 1)))
		}
	case tables.PaintColrLayers:
		if list, err := c.fc.font.COLR.LayerList.Resolve(p); err == nil {
			for _, q := range list {
				c.paint(q, m, clip, depth+1)
			}
		}
	case tables.PaintGlyph:
		c.paint(p.Paint, m, c.outline(font.GID(p.GlyphID), m), depth+1)
	case tables.PaintColrGlyph:
		if q, ok := c.fc.font.GlyphDataColor(font.GID(p.GlyphID)); ok {
			c.paint(q.Paint, m, clip, depth+1)
		}
	case tables.PaintComposite:
		c.paint(p.BackdropPaint, m, clip, depth+1)
		c.paint(p.SourcePaint, m, clip, depth+1)

	case tables.PaintSolid:
		c.layer(clip, solid(c.color(p.PaletteIndex, fixed(p.Alpha))))
	case tables.PaintVarSolid:
		c.layer(clip, solid(c.color(p.PaletteIndex, fixed(p.Alpha))))
	case tables.PaintLinearGradient:
		c.layer(clip, c.linear(m, p.ColorLine, p.X0, p.Y0, p.X1, p.Y1, p.X2, p.Y2))
	case tables.PaintVarLinearGradient:
		c.layer(clip, c.linear(m, fixedLine(p.ColorLine), p.X0, p.Y0, p.X1, p.Y1, p.X2, p.Y2))
	case tables.PaintRadialGradient:
		c.layer(clip, c.radial(m, p.ColorLine, p.X0, p.Y0, p.Radius0, p.X1, p.Y1, p.Radius1))
	case tables.PaintVarRadialGradient:
		c.layer(clip, c.radial(m, fixedLine(p.ColorLine), p.X0, p.Y0, p.Radius0, p.X1, p.Y1, p.Radius1))

	case tables.PaintTransform:
		t := p.Transform
		inside(p.Paint, geom.Matrix{A: float64(t.Xx), B: float64(t.Yx), C: float64(t.Xy), D: float64(t.Yy), E: float64(t.Dx), F: float64(t.Dy)})
	case tables.PaintTranslate:
		inside(p.Paint, geom.Matrix{A: 1, D: 1, E: float64(p.Dx), F: float64(p.Dy)})
	case tables.PaintScale:
		inside(p.Paint, geom.Matrix{A: fixed(p.ScaleX), D: fixed(p.ScaleY)})
	case tables.PaintScaleAroundCenter:
		inside(p.Paint, around(geom.Matrix{A: fixed(p.ScaleX), D: fixed(p.ScaleY)}, p.CenterX, p.CenterY))
	case tables.PaintScaleUniform:
		inside(p.Paint, geom.Matrix{A: fixed(p.Scale), D: fixed(p.Scale)})
	case tables.PaintScaleUniformAroundCenter:
		inside(p.Paint, around(geom.Matrix{A: fixed(p.Scale), D: fixed(p.Scale)}, p.CenterX, p.CenterY))
	case tables.PaintRotate:
		inside(p.Paint, turned(fixed(p.Angle)))
	case tables.PaintRotateAroundCenter:
		inside(p.Paint, around(turned(fixed(p.Angle)), p.CenterX, p.CenterY))
	case tables.PaintSkew:
		inside(p.Paint, skewed(fixed(p.XSkewAngle), fixed(p.YSkewAngle)))
	case tables.PaintSkewAroundCenter:
		inside(p.Paint, around(skewed(fixed(p.XSkewAngle), fixed(p.YSkewAngle)), p.CenterX, p.CenterY))
	}
}

func fixed(v tables.Fixed214) float64 { return float64(v) / (1 << 14) }

// turned and skewed take angles in units of 180°, counter-clockwise.
func turned(a float64) geom.Matrix {
	sin, cos := math.Sincos(a * math.Pi)
	return geom.Matrix{A: cos, B: sin, C: -sin, D: cos}
}

func skewed(x, y float64) geom.Matrix {
	return geom.Matrix{A: 1, B: math.Tan(y * math.Pi), C: -math.Tan(x * math.Pi), D: 1}
}

func fixedLine(v tables.VarColorLine) tables.ColorLine {
	out := tables.ColorLine{Extend: v.Extend}
	for _, s := range v.ColorStops {
		out.ColorStops = append(out.ColorStops, tables.ColorStop{StopOffset: s.StopOffset, PaletteIndex: s.PaletteIndex, Alpha: s.Alpha})
	}
	return out
}

func (c *colrPainter) layer(clip *Mask, fill func(x, y float64) [4]float64) {
	if clip != nil && clip.W > 0 && fill != nil {
		c.layers = append(c.layers, colrLayer{clip, fill})
	}
}

// outline rasterises the plain outline of a glyph under m.
func (c *colrPainter) outline(gid font.GID, m geom.Matrix) *Mask {
	o, ok := c.fc.font.GlyphDataOutline(gid)
	if !ok || len(o.Segments) > maxOutlineOps {
		return &Mask{}
	}
	ops := pathOps(o.Segments, 1)
	for i := range ops {
		for j := range ops[i].points() {
			x, y := m.Apply(float64(ops[i].P[2*j]), -float64(ops[i].P[2*j+1]))
			ops[i].P[2*j], ops[i].P[2*j+1] = float32(x), float32(y)
		}
	}
	return fill(c.z, ops, 0)
}

func (c *colrPainter) color(index uint16, alpha float64) [4]float64 {
	pal := c.fc.font.CPAL[0]
	if index == foreground || int(index) >= len(pal) {
		return [4]float64{0, 0, 0, alpha}
	}
	r := pal[index]
	return [4]float64{float64(r.Red) / 255, float64(r.Green) / 255, float64(r.Blue) / 255, float64(r.Alpha) / 255 * min(max(alpha, 0), 1)}
}

func solid(c [4]float64) func(x, y float64) [4]float64 {
	return func(float64, float64) [4]float64 { return c }
}

// along gives the colours of a line by the place on it.
func (c *colrPainter) along(line tables.ColorLine) func(t float64) [4]float64 {
	n := len(line.ColorStops)
	if n == 0 {
		return nil
	}
	at, col := make([]float64, n), make([][4]float64, n)
	for i, s := range line.ColorStops {
		at[i], col[i] = fixed(s.StopOffset), c.color(s.PaletteIndex, fixed(s.Alpha))
	}
	first, span := at[0], at[n-1]-at[0]
	return func(t float64) [4]float64 {
		if line.Extend != tables.ExtendPad && span > 0 {
			u := (t - first) / span
			whole := math.Floor(u)
			u -= whole
			if line.Extend == tables.ExtendReflect && int64(whole)&1 != 0 {
				u = 1 - u
			}
			t = first + u*span
		}
		if t <= first {
			return col[0]
		}
		for i := 1; i < n; i++ {
			if t < at[i] {
				k := (t - at[i-1]) / (at[i] - at[i-1])
				var out [4]float64
				for j := range out {
					out[j] = col[i-1][j] + (col[i][j]-col[i-1][j])*k
				}
				return out
			}
		}
		return col[n-1]
	}
}

// linear is a gradient from p0 to p1 whose lines of equal colour run along p0 to p2.
func (c *colrPainter) linear(m geom.Matrix, line tables.ColorLine, x0, y0, x1, y1, x2, y2 int16) func(x, y float64) [4]float64 {
	inv, ok := m.Invert()
	colors := c.along(line)
	if !ok || colors == nil {
		return nil
	}
	px, py := float64(x2)-float64(x0), float64(y2)-float64(y0)
	nx, ny := py, -px // across the lines of equal colour
	d := nx*(float64(x1)-float64(x0)) + ny*(float64(y1)-float64(y0))
	if d == 0 {
		return solid(colors(1))
	}
	return func(x, y float64) [4]float64 {
		gx, gy := inv.Apply(x, y)
		return colors((nx*(gx-float64(x0)) + ny*(gy-float64(y0))) / d)
	}
}

// radial is a gradient between two circles: of the circles through a point the one
// furthest along counts.
func (c *colrPainter) radial(m geom.Matrix, line tables.ColorLine, x0, y0 int16, r0 uint16, x1, y1 int16, r1 uint16) func(x, y float64) [4]float64 {
	inv, ok := m.Invert()
	colors := c.along(line)
	if !ok || colors == nil {
		return nil
	}
	cx, cy, cr := float64(x1)-float64(x0), float64(y1)-float64(y0), float64(r1)-float64(r0)
	a := cx*cx + cy*cy - cr*cr
	return func(x, y float64) [4]float64 {
		gx, gy := inv.Apply(x, y)
		gx, gy = gx-float64(x0), gy-float64(y0)
		b := gx*cx + gy*cy + float64(r0)*cr
		k := gx*gx + gy*gy - float64(r0)*float64(r0)
		var ts [2]float64
		if math.Abs(a) < 1e-9 {
			if b == 0 {
				return [4]float64{}
			}
			ts[0] = k / (2 * b)
			ts[1] = ts[0]
		} else {
			disc := b*b - a*k
			if disc < 0 {
				return [4]float64{}
			}
			s := math.Sqrt(disc)
			ts[0], ts[1] = max((b+s)/a, (b-s)/a), min((b+s)/a, (b-s)/a)
		}
		for _, t := range ts {
			if float64(r0)+t*cr >= 0 {
				return colors(t)
			}
		}
		return [4]float64{}
	}
}
