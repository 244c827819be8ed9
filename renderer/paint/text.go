package paint

import (
	"image/color"
	"math"
	"unicode/utf8"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// inlineOwner is the innermost inline box around box, box included, that is
// painted apart from the flow; nil when there is none.
func inlineOwner(box *layout.Box) *layout.Box {
	for p := box; p != nil && p.Inline; p = p.Parent {
		if p.Style.Positioned() || p.Style.StackingContext() {
			return p
		}
	}
	return nil
}

// paintLines paints the lines of block f: what belongs to no separately painted
// inline box when owner is nil, else what belongs to that one.
func (b *builder) paintLines(f *frame, owner *frame) {
	var want *layout.Box
	if owner != nil {
		want = owner.box
	}
	org := geom.Point{X: f.off.X.Add(-f.scroll.X), Y: f.off.Y.Add(-f.scroll.Y)}
	if f.container == nil {
		org = f.off
	}
	lines := f.box.Lines
	device := f.space == 0 && b.only == nil
	for i := range lines {
		l := &lines[i]
		if device && b.lineOutside(f, l, org) {
			continue
		}
		for j := range l.Items {
			it := &l.Items[j]
			switch it.Kind {
			case layout.ItemAtomic:
				k := b.atomic[it.Box]
				if k == nil || k.own() || inlineOwner(it.Box.Parent) != want {
					continue
				}
				b.atomically(k)
			case layout.ItemInline:
				if it.Box != nil && inlineOwner(it.Box) == want {
					b.inlinePart(f, it, org)
				}
			case layout.ItemText:
				box := it.Box
				if box == nil {
					box = f.box
				}
				if inlineOwner(box) == want {
					b.text(f, it, box, org)
				}
			}
		}
	}
}

// lineOutside reports a line that cannot show, with room for ink beyond the line
// box; lines with boxes are looked into.
func (b *builder) lineOutside(f *frame, l *layout.Line, org geom.Point) bool {
	r := l.Rect.Translate(org)
	c := b.clipBounds(f.inner).Intersect(b.cull)
	slack := r.H.Ceil() + 256
	if r.Y.Floor()-slack < c.Max.Y && r.Bottom().Ceil()+slack > c.Min.Y {
		return false
	}
	for i := range l.Items {
		if l.Items[i].Kind != layout.ItemText {
			return false
		}
	}
	return true
}

// inlinePart paints the decoration of an inline box on one line.
func (b *builder) inlinePart(f *frame, it *layout.Item, org geom.Point) {
	st := it.Box.Style
	if st.Visibility != style.Visible || b.only != nil {
		return
	}
	r := it.Rect.Translate(org)
	if b.hitting {
		b.hit(f, it.Box, borderBox(r, st))
		return
	}
	if plain(st) {
		return
	}
	p := &part{f: &frame{box: it.Box, container: f}, st: st, rect: r, border: it.Box.Border, padding: it.Box.Padding,
		clip: f.inner, sf: f.innerSF, space: f.space, first: it.First, last: it.Last}
	left, right := it.First, it.Last
	if st.Direction == style.RTL {
		left, right = right, left
	}
	sides := [2]*geom.Unit{&p.border.Left, &p.border.Right}
	pads := [2]*geom.Unit{&p.padding.Left, &p.padding.Right}
	switch it.Turn {
	case layout.TurnDown:
		sides, pads = [2]*geom.Unit{&p.border.Top, &p.border.Bottom}, [2]*geom.Unit{&p.padding.Top, &p.padding.Bottom}
	case layout.TurnUp:
		sides, pads = [2]*geom.Unit{&p.border.Bottom, &p.border.Top}, [2]*geom.Unit{&p.padding.Bottom, &p.padding.Top}
	}
	if !left {
		*sides[0], *pads[0] = 0, 0
	}
	if !right {
		*sides[1], *pads[1] = 0, 0
	}
	b.decorate(p)
}

// text paints one run with its decorations and shadows.
func (b *builder) text(f *frame, it *layout.Item, box *layout.Box, org geom.Point) {
	st := box.Style
	if st == nil || st.Visibility != style.Visible || it.Text == nil || it.TextStyle == nil {
		return
	}
	r := it.Rect.Translate(org)
	if b.hitting {
		b.hit(f, box, raster.RectOf(snapped(r)))
		return
	}
	if it.Turn != layout.TurnNone {
		b.verticalText(f, it, box, org)
		return
	}
	start, end := max(it.Start, 0), min(it.End, len(it.Text.Glyphs))
	if start >= end {
		return
	}
	size := float64(it.TextStyle.Size)
	x, y := r.X.Float(), (it.Baseline + org.Y).Float()
	ink := raster.RRect{X0: r.X.Float() - size/2, Y0: y - size*1.5, X1: r.Right().Float() + size/2, Y1: y + size*0.8}
	p := &part{f: f, st: st, clip: f.inner, sf: f.innerSF, space: f.space}
	reach := shadowReach(st)
	if !b.seen(raster.RRect{X0: ink.X0 - reach, Y0: ink.Y0 - reach, X1: ink.X1 + reach, Y1: ink.Y1 + reach}, p.space, p.clip) {
		return
	}
	deco := b.decorations(box)
	decorated := len(deco) > 0
	run := raster.Run{Size: it.TextStyle.Size, Glyphs: make([]raster.Glyph, 0, end-start)}
	h := newHash()
	h.float(size)
	pen := geom.Unit(0)
	for i := start; i < end; i++ {
		g := &it.Text.Glyphs[i]
		run.Glyphs = append(run.Glyphs, raster.Glyph{Face: g.Face, ID: g.ID, X: float32(pen.Float()) + g.X, Y: -g.Y, Bold: g.FakeBold, Italic: g.FakeItalic, Through: decorated && through(it.Text.Text, g.Cluster)})
		h.add(uint64(g.ID) | uint64(uint32(g.Face))<<32)
		h.add(uint64(uint32(pen)) | uint64(math.Float32bits(g.X))<<32)
		if g.Y != 0 || g.FakeBold || g.FakeItalic {
			h.float(float64(g.Y))
			if g.FakeBold {
				h.add(1)
			}
			if g.FakeItalic {
				h.add(2)
			}
		}
		pen += g.Advance
	}
	ref := int32(len(b.list.texts))
	b.list.texts = append(b.list.texts, textOp{run: run, x: x, y: y})
	c := st.Color
	if st.TextFillColor != nil {
		c = *st.TextFillColor
	}
	if b.only != nil {
		c = *b.only
	}
	w := max(pen.Float(), r.W.Float())
	paintAll := func(dx, dy float64, over *color.NRGBA) {
		t := textOp{run: run, x: x + dx, y: y + dy}
		id := ref
		if dx != 0 || dy != 0 {
			id = int32(len(b.list.texts))
			b.list.texts = append(b.list.texts, t)
		}
		b.decorationLines(p, (it.Baseline - it.Rect.Y).Float(), deco, t.x, t.y, w, style.DecorationUnderline|style.DecorationOverline, over, id)
		col := c
		if over != nil {
			col = *over
		}
		if col.A > 0 {
			item := b.item(p, OpText)
			item.Color = col
			item.Ref = id
			hh := h
			sc := b.scrollOf(p.sf, p.space)
			hh.float(t.x + float64(sc.X))
			hh.float(t.y + float64(sc.Y))
			b.emit(item, raster.RRect{X0: ink.X0 + dx, Y0: ink.Y0 + dy, X1: ink.X1 + dx, Y1: ink.Y1 + dy}, hh)
		}
		if sw := float64(st.TextStrokeWidth); sw > 0 && b.only == nil {
			b.stroke(p, &t, sw, over, ink, h)
		}
		b.decorationLines(p, (it.Baseline - it.Rect.Y).Float(), deco, t.x, t.y, w, style.DecorationLineThrough, over, -1)
	}
	if b.only == nil {
		for i := len(st.TextShadow) - 1; i >= 0; i-- {
			s := &st.TextShadow[i]
			if s.Color.A == 0 {
				continue
			}
			if s.Blur <= 0 {
				paintAll(float64(s.X), float64(s.Y), &s.Color)
				continue
			}
			sigma := float64(s.Blur) / 2 * b.scaleOf(p.space)
			at := b.pushLayer(p, layerOp{alpha: 255, filters: []raster.Filter{{Kind: raster.FilterBlur, Sigma: sigma}}})
			inner := *p
			inner.clip = -1
			outer := p
			p = &inner
			paintAll(float64(s.X), float64(s.Y), &s.Color)
			p = outer
			b.popLayer(at)
		}
	}
	paintAll(0, 0, nil)
	b.marks(f, it, st, org)
}

// scaleOf is how much a space enlarges.
func (b *builder) scaleOf(sp int32) float64 {
	m := b.list.spaces[sp].m
	return math.Sqrt(math.Abs(m.A*m.D - m.B*m.C))
}

func shadowReach(st *style.Computed) float64 {
	r := 0.0
	for i := range st.TextShadow {
		s := &st.TextShadow[i]
		r = max(r, math.Abs(float64(s.X)), math.Abs(float64(s.Y))) + float64(s.Blur)*2
	}
	return r
}

// decoration is one text decoration that applies to a run.
type decoration struct {
	bits  style.Keyword
	style raster.LineStyle
	color color.NRGBA
	thick float64 // px, 0: auto
	size  float64 // font size of the decorating box
}

// decorations gathers what decorates the text of box: its own and that of its
// ancestors, up to a box that is out of flow, floats or stands on a line as a whole
// (CSS Text Decoration 3 §2).
func (b *builder) decorations(box *layout.Box) []decoration {
	var out []decoration
	for p := box; p != nil; p = p.Parent {
		st := p.Style
		if st.Decoration != 0 && (p.Node != nil || p.Pseudo != style.NoPseudo) {
			d := decoration{bits: st.Decoration, color: st.Color, size: float64(st.FontSize)}
			if st.TextFillColor != nil {
				d.color = *st.TextFillColor
			}
			if st.DecorationColor != nil {
				d.color = *st.DecorationColor
			}
			switch st.DecorationStyle {
			case style.DecorationDouble:
				d.style = raster.DoubleLine
			case style.DecorationDotted:
				d.style = raster.DottedLine
			case style.DecorationDashed:
				d.style = raster.DashedLine
			case style.DecorationWavy:
				d.style = raster.WavyLine
			default:
				d.style = raster.SolidLine
			}
			if st.DecorationWidth.Definite() {
				d.thick = length(st.DecorationWidth, geom.FromFloat(float64(st.FontSize)))
			}
			out = append(out, d)
		}
		if p.Atomic || st.OutOfFlow() || st.Float != style.FloatNone {
			break
		}
	}
	return out
}

// verticalLine, in the place of a text to leave room for, tells of a vertical line.
const verticalLine = -3

// decorationLines paints the lines among which whose bits are set, outermost first.
func (b *builder) decorationLines(p *part, ascent float64, deco []decoration, x, y, w float64, which style.Keyword, over *color.NRGBA, skip int32) {
	for i := len(deco) - 1; i >= 0; i-- {
		d := &deco[i]
		thick := d.thick
		if thick <= 0 {
			thick = max(1, d.size/10)
		}
		// Chromium draws horizontal lines on whole px.
		line, upright := max(1, math.Round(thick)), skip == verticalLine
		if upright {
			line = max(1, math.Floor(thick))
		}
		add := func(at float64, skip int32) {
			c := d.color
			if over != nil {
				c = *over
			} else if b.only != nil {
				c = *b.only
			}
			at = math.Floor(at + 0.5)
			b.line(p, lineOp{x: x, y: at, length: w, thick: line, style: d.style, skip: skip}, c)
		}
		bits := d.bits & which
		if upright {
			// oracle chromium: under the square of the characters, over the line, and half
			// px are rounded to the upper side.
			const half = 1.0 / 64
			if bits&style.DecorationUnderline != 0 {
				add(y+math.Floor(d.size/2)+1-half, -1)
			}
			if bits&style.DecorationOverline != 0 {
				add(y-ascent-line-half, -1)
			}
			if bits&style.DecorationLineThrough != 0 {
				add(y-ascent+2*ascent/3-thick/2-half, -1)
			}
			continue
		}
		if bits&style.DecorationUnderline != 0 {
			add(y+max(1, math.Ceil(thick/2)), skip)
		}
		if bits&style.DecorationOverline != 0 {
			add(y-ascent, -1)
		}
		if bits&style.DecorationLineThrough != 0 {
			add(y-ascent+2*ascent/3-math.Floor(thick/2), -1)
		}
	}
}

func (b *builder) line(p *part, op lineOp, c color.NRGBA) {
	if c.A == 0 {
		return
	}
	ink := raster.RRect{X0: op.x, Y0: op.y, X1: op.x + op.length, Y1: op.y + op.thick*4}
	if op.style == raster.WavyLine {
		ink.Y0, ink.Y1 = op.y-raster.WaveReach(op.thick), op.y+op.thick+raster.WaveReach(op.thick)
	}
	it := b.item(p, OpLine)
	it.Color = c
	it.Ref = int32(len(b.list.lines))
	b.list.lines = append(b.list.lines, op)
	h := newHash()
	sc := b.scrollOf(p.sf, p.space)
	h.float(op.x + float64(sc.X))
	h.float(op.y + float64(sc.Y))
	h.float(op.length)
	h.float(op.thick)
	h.add(uint64(op.style))
	if op.skip >= 0 {
		for _, g := range b.list.texts[op.skip].run.Glyphs {
			h.add(uint64(g.ID) | uint64(math.Float32bits(g.X))<<32)
		}
	}
	b.emit(it, ink, h)
}

// stroke paints the outline of text (-webkit-text-stroke).
func (b *builder) stroke(p *part, t *textOp, width float64, over *color.NRGBA, ink raster.RRect, h hash) {
	c := p.st.Color
	if p.st.TextStrokeColor != nil {
		c = *p.st.TextStrokeColor
	}
	if over != nil {
		c = *over
	}
	if c.A == 0 {
		return
	}
	it := b.item(p, OpText)
	it.Color = c
	it.Ref = int32(len(b.list.texts))
	s := *t
	s.stroke = width
	b.list.texts = append(b.list.texts, s)
	sc := b.scrollOf(p.sf, p.space)
	h.float(t.x + float64(sc.X))
	h.float(t.y + float64(sc.Y))
	h.float(width)
	ink.X0, ink.Y0, ink.X1, ink.Y1 = ink.X0-width, ink.Y0-width, ink.X1+width, ink.Y1+width
	b.emit(it, ink, h)
}

// through reports a character that an underline does not leave room for: CJK, and
// those that are made of lines (as Chromium's skip-ink exceptions).
func through(text string, cluster int32) bool {
	i := int(cluster)
	if i < 0 || i >= len(text) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == '/' || r == '\\' || r == '_':
		return true
	case r < 0x1100:
		return false
	}
	return r <= 0x11ff || r >= 0x2e80 && r <= 0xd7ff || r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe4f ||
		r >= 0xff00 && r <= 0xffef || r >= 0x1f000
}
