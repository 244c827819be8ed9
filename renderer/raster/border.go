package raster

import (
	"image"
	"image/color"
	"math"

	"diorama/renderer/geom"
)

// LineStyle is the style of a border side or a decoration line.
type LineStyle uint8

// The styles.
const (
	NoLine LineStyle = iota
	SolidLine
	DashedLine
	DottedLine
	DoubleLine
	GrooveLine
	RidgeLine
	InsetLine
	OutsetLine
	WavyLine
)

// Border is the border of a box; sides are top, right, bottom, left.
type Border struct {
	Box   RRect // border box with radii that fit
	Width [4]float64
	Style [4]LineStyle
	Color [4]color.NRGBA
}

// Inner is the padding box with its radii.
func (b *Border) Inner() RRect {
	return b.Box.Inset(b.Width[0], b.Width[1], b.Width[2], b.Width[3])
}

func (b *Border) shows(side int) bool {
	return b.Width[side] > 0 && b.Style[side] != NoLine && b.Color[side].A != 0
}

// Border draws a border under m.
func (v *Canvas) Border(b *Border, m geom.Matrix) {
	same, solid, any := true, true, -1
	for i := range b.Width {
		if b.Width[i] <= 0 || b.Style[i] == NoLine {
			continue
		}
		if any < 0 {
			any = i
		}
		same = same && b.Color[i] == b.Color[any] && b.Style[i] == b.Style[any]
		solid = solid && b.Style[i] == SolidLine
	}
	switch {
	case any < 0:
	case same && solid:
		if b.Color[any].A != 0 {
			v.ring(b, 0, 1, b.Color[any], m)
		}
	case same && b.Style[any] == DoubleLine:
		if b.Color[any].A != 0 {
			v.doubleRing(b, b.Color[any], m, any)
		}
	case same && (b.Style[any] == DashedLine || b.Style[any] == DottedLine):
		v.dashes(b, any, m)
	default:
		v.borderSides(b, m)
	}
}

// band gives the outline at a fraction of the widths inwards.
func (b *Border) band(f float64) RRect {
	if f == 0 {
		return b.Box
	}
	return b.Box.Inset(b.Width[0]*f, b.Width[1]*f, b.Width[2]*f, b.Width[3]*f)
}

// ring fills between two fractions of the widths.
func (v *Canvas) ring(b *Border, from, to float64, c color.NRGBA, m geom.Matrix) {
	v.between(b.band(from), b.band(to), c, m)
}

// between fills what lies in outer and not in inner.
func (v *Canvas) between(outer, inner RRect, c color.NRGBA, m geom.Matrix) {
	if inner.Empty() {
		v.FillColor(v.cache.Transformed(outer, m), c)
		return
	}
	turned := m.B != 0 || m.C != 0
	touch := outer.X0 == inner.X0 || outer.Y0 == inner.Y0 || outer.X1 == inner.X1 || outer.Y1 == inner.Y1
	switch {
	case turned || outer.Rounded() && touch:
		// One path: the difference of two shapes would leave a hairline where a side has
		// no width, since both have the same soft edge there.
		p := NewPath(m)
		p.RRect(outer, false)
		p.RRect(inner, true)
		v.around(v.cache.NewShape(p), hollow(outer, inner, m), c)
		return
	case outer.Rounded():
		v.FillOutside(v.cache.Transformed(outer, m), v.cache.Transformed(inner, m), c)
		return
	}
	strip := func(x0, y0, x1, y1 float64) {
		if x1 > x0 && y1 > y0 {
			v.FillColor(v.cache.Transformed(RRect{X0: x0, Y0: y0, X1: x1, Y1: y1}, m), c)
		}
	}
	strip(outer.X0, outer.Y0, outer.X1, inner.Y0)
	strip(outer.X0, inner.Y1, outer.X1, outer.Y1)
	strip(outer.X0, inner.Y0, inner.X0, inner.Y1)
	strip(inner.X1, inner.Y0, outer.X1, inner.Y1)
}

// hollow is a rectangle of device px in which outer and inner do not differ: where sides
// have no width, neither do the corners between them. Empty where m turns.
func hollow(outer, inner RRect, m geom.Matrix) image.Rectangle {
	if m.B != 0 || m.C != 0 {
		return image.Rectangle{}
	}
	tl, tr, br, bl := outer.Radii[0], outer.Radii[1], outer.Radii[2], outer.Radii[3]
	zone := func(w, a, b float64) float64 {
		if w == 0 {
			return math.Inf(-1) // to the edge of all
		}
		return max(w, a, b)
	}
	x0, x1 := outer.X0+zone(inner.X0-outer.X0, tl.X, bl.X), outer.X1-zone(outer.X1-inner.X1, tr.X, br.X)
	y0, y1 := outer.Y0+zone(inner.Y0-outer.Y0, tl.Y, tr.Y), outer.Y1-zone(outer.Y1-inner.Y1, bl.Y, br.Y)
	px := func(a, b, by, to float64) (lo, hi int) {
		a, b = a*by+to, b*by+to
		const most = 1 << 24
		return int(math.Ceil(max(-most, min(most, min(a, b))))), int(math.Floor(max(-most, min(most, max(a, b)))))
	}
	if x1 <= x0 || y1 <= y0 || m.A == 0 || m.D == 0 {
		return image.Rectangle{}
	}
	var r image.Rectangle
	r.Min.X, r.Max.X = px(x0, x1, m.A, m.E)
	r.Min.Y, r.Max.Y = px(y0, y1, m.D, m.F)
	return r
}

// around fills a shape that is empty inside of hollow.
//
// Faster: a line below a card with round corners takes 24 rows of a path instead of 150, a
// third of a frame of such cards.
func (v *Canvas) around(s Shape, hollow image.Rectangle, c color.NRGBA) {
	all := s.Bounds()
	hollow = hollow.Intersect(all)
	if hollow.Empty() || len(v.masks) > 0 { // masks are prepared for one clip
		v.FillColor(s, c)
		return
	}
	clip := v.clip
	for _, r := range [...]image.Rectangle{
		{Min: all.Min, Max: image.Pt(all.Max.X, hollow.Min.Y)},
		{Min: image.Pt(all.Min.X, hollow.Min.Y), Max: image.Pt(hollow.Min.X, hollow.Max.Y)},
		{Min: image.Pt(hollow.Max.X, hollow.Min.Y), Max: image.Pt(all.Max.X, hollow.Max.Y)},
		{Min: image.Pt(all.Min.X, hollow.Max.Y), Max: all.Max},
	} {
		if v.clip = clip.Intersect(r); !v.clip.Empty() {
			v.FillColor(s, c)
		}
	}
	v.clip = clip
}

// thirds gives the widths of the outer and inner line of a double border in whole px,
// rounded as Chromium's two ways of drawing it do.
func thirds(w float64, rounded bool) float64 {
	if rounded {
		return math.Ceil(w / 3)
	}
	return math.Floor((w + 1) / 3)
}

func (v *Canvas) doubleRing(b *Border, c color.NRGBA, m geom.Matrix, any int) {
	if b.Width[any] < 3 {
		v.ring(b, 0, 1, c, m)
		return
	}
	var t [4]float64
	for i, w := range b.Width {
		t[i] = thirds(w, b.Box.Rounded())
	}
	v.between(b.Box, b.Box.Inset(t[0], t[1], t[2], t[3]), c, m)
	w := b.Width
	v.between(b.Box.Inset(w[0]-t[0], w[1]-t[1], w[2]-t[2], w[3]-t[3]), b.Inner(), c, m)
}

// borderSides draws sides that differ: each side, or group of equal solid sides,
// inside its mitred part of the box.
func (v *Canvas) borderSides(b *Border, m geom.Matrix) {
	saved := v.masks
	defer func() { v.masks = saved }()
	var done [4]bool
	for i := range b.Width {
		if done[i] || !b.shows(i) {
			continue
		}
		var sides [4]bool
		for j := i; j < 4; j++ {
			if b.shows(j) && b.Style[j] == b.Style[i] && b.Color[j] == b.Color[i] && groups(b.Style[i]) {
				sides[j], done[j] = true, true
			}
		}
		sides[i], done[i] = true, true
		v.side(b, i, sides, m, saved)
	}
}

// groups reports styles whose sides may be drawn together.
func groups(s LineStyle) bool { return s == SolidLine || s == DoubleLine }

func (v *Canvas) side(b *Border, i int, sides [4]bool, m geom.Matrix, saved []Shape) {
	v.masks = saved
	p := NewPath(m)
	for j, on := range sides {
		if on {
			b.mitre(p, j)
		}
	}
	clip := v.cache.NewShape(p)
	c := b.Color[i]
	// Without rounding the mitred parts are the sides themselves.
	if (b.Style[i] == SolidLine || b.Style[i] == DoubleLine && b.Width[i] < 3) && !b.Box.Rounded() {
		v.FillColor(clip, c)
		return
	}
	v.masks = append(append([]Shape(nil), saved...), clip)
	switch b.Style[i] {
	case DoubleLine:
		v.doubleRing(b, c, m, i)
	case GrooveLine, RidgeLine:
		first, second := tones(c)
		if (b.Style[i] == RidgeLine) != (i == 1 || i == 2) {
			first, second = second, first
		}
		v.ring(b, 0, 0.5, first, m)
		v.ring(b, 0.5, 1, second, m)
	case InsetLine, OutsetLine:
		dark, light := tones(c)
		if (b.Style[i] == InsetLine) == (i == 0 || i == 3) {
			light = dark
		}
		v.ring(b, 0, 1, light, m)
	case DashedLine, DottedLine:
		v.dashSide(b, i, c, m)
	default:
		v.ring(b, 0, 1, c, m)
	}
}

// tones are the dark and the light form of a colour for groove, ridge, inset and
// outset, as Chromium makes them: the greatest channel moves by a third of the range.
func tones(c color.NRGBA) (dark, light color.NRGBA) {
	if c.R == 0 && c.G == 0 && c.B == 0 {
		return c, color.NRGBA{0x54, 0x54, 0x54, c.A}
	}
	top := float64(max(c.R, c.G, c.B)) / 255
	by := func(f float64) color.NRGBA {
		d := func(u uint8) uint8 { return uint8(min(float64(u)/255*f*256, 255)) }
		return color.NRGBA{d(c.R), d(c.G), d(c.B), c.A}
	}
	return by(max(0, (top-0.33)/top)), by(min(1, top+0.33) / top)
}

// mitre adds the part of the box that belongs to a side: bounded by the lines
// from the outer corners through the inner ones.
func (b *Border) mitre(p *Path, side int) {
	o, in := b.Box, b.Inner()
	if in.X1 < in.X0 {
		mid := (o.X0*b.Width[1] + o.X1*b.Width[3]) / max(b.Width[1]+b.Width[3], 1e-9)
		in.X0, in.X1 = mid, mid
	}
	if in.Y1 < in.Y0 {
		mid := (o.Y0*b.Width[2] + o.Y1*b.Width[0]) / max(b.Width[0]+b.Width[2], 1e-9)
		in.Y0, in.Y1 = mid, mid
	}
	if o.Rounded() {
		// The inner curve goes further in than the inner corner: continue the mitre lines
		// until two of them meet.
		w, h := o.X1-o.X0, o.Y1-o.Y0
		t := math.Inf(1)
		if s := b.Width[1] + b.Width[3]; s > 0 {
			t = min(t, w/s)
		}
		if s := b.Width[0] + b.Width[2]; s > 0 {
			t = min(t, h/s)
		}
		if !math.IsInf(t, 1) {
			in = RRect{X0: o.X0 + b.Width[3]*t, Y0: o.Y0 + b.Width[0]*t, X1: o.X1 - b.Width[1]*t, Y1: o.Y1 - b.Width[2]*t}
		}
	}
	switch side {
	case 0:
		p.MoveTo(o.X0, o.Y0)
		p.LineTo(o.X1, o.Y0)
		p.LineTo(in.X1, in.Y0)
		p.LineTo(in.X0, in.Y0)
	case 1:
		p.MoveTo(o.X1, o.Y0)
		p.LineTo(o.X1, o.Y1)
		p.LineTo(in.X1, in.Y1)
		p.LineTo(in.X1, in.Y0)
	case 2:
		p.MoveTo(o.X1, o.Y1)
		p.LineTo(o.X0, o.Y1)
		p.LineTo(in.X0, in.Y1)
		p.LineTo(in.X1, in.Y1)
	case 3:
		p.MoveTo(o.X0, o.Y1)
		p.LineTo(o.X0, o.Y0)
		p.LineTo(in.X0, in.Y0)
		p.LineTo(in.X0, in.Y1)
	}
	p.Close()
}

// Line draws a horizontal decoration line: its upper left corner, length and
// thickness in px.
func (v *Canvas) Line(x, y, length, thick float64, style LineStyle, m geom.Matrix, c color.NRGBA) {
	if !(length > 0) || !(thick > 0) {
		return
	}
	bar := func(y float64) {
		v.FillColor(v.cache.Transformed(RRect{X0: x, Y0: y, X1: x + length, Y1: y + thick}, m), c)
	}
	switch style {
	case DoubleLine:
		bar(y)
		bar(y + thick + max(1, thick))
	case DashedLine, DottedLine:
		p := NewPath(m)
		dashLine(p, []point{{x, y + thick/2}, {x + length, y + thick/2}}, thick, thick, style == DottedLine, false)
		v.FillColor(v.cache.NewShape(p), c)
	case WavyLine:
		v.FillColor(v.cache.NewShape(wave(x, y, length, thick, m)), c)
	default:
		bar(y)
	}
}

// wave is the outline of a wavy line; its phase hangs on x alone.
func wave(x, y, length, thick float64, m geom.Matrix) *Path {
	step := thick * 2.5 // a quarter of the wave length
	amp := thick * 1.5
	n := min(int(length/(step/4))+1, maxDashes)
	line := make([]point, 0, n+1)
	for i := 0; i <= n; i++ {
		d := min(float64(i)*step/4, length)
		line = append(line, point{x + d, y + thick/2 + amp*math.Sin(d/step*math.Pi/2)})
	}
	p := NewPath(m)
	total := 0.0
	for i := 1; i < len(line); i++ {
		total += math.Hypot(line[i].x-line[i-1].x, line[i].y-line[i-1].y)
	}
	if total > 0 {
		strokePart(p, line, 0, total, thick)
	}
	return p
}

// WaveReach is how far a wavy line reaches above and below its bar, px.
func WaveReach(thick float64) float64 { return thick*2 + 1 }
