package paint

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// Text of vertical lines is painted in a space that is turned by a quarter around the
// origin, in which it is text as any other; upright characters are painted in the space
// around, one below the other.

// turnKey names a turned space.
type turnKey struct {
	space int32
	turn  layout.Turn
}

// turned gives the space that lies in space sp as vertical lines do.
func (b *builder) turned(sp int32, t layout.Turn) int32 {
	key := turnKey{sp, t}
	if id, ok := b.turns[key]; ok {
		return id
	}
	if b.turns == nil {
		b.turns = map[turnKey]int32{}
	}
	m := geom.Matrix{B: 1, C: -1}
	if t == layout.TurnUp {
		m = geom.Matrix{B: -1, C: 1}
	}
	id := b.addSpace(b.list.spaces[sp].m.Mul(m))
	b.turns[key] = id
	return id
}

// turnPoint gives the point of a turned space that lies at (x, y) around it.
func turnPoint(x, y float64, t layout.Turn) (float64, float64) {
	switch t {
	case layout.TurnDown:
		return y, -x
	case layout.TurnUp:
		return -y, x
	}
	return x, y
}

// verticalText paints one run of a vertical line.
func (b *builder) verticalText(f *frame, it *layout.Item, box *layout.Box, org geom.Point) {
	st := box.Style
	r := it.Rect.Translate(org)
	start, end := max(it.Start, 0), min(it.End, len(it.Text.Glyphs))
	if start >= end {
		return
	}
	size := float64(it.TextStyle.Size)
	line := (it.Baseline + org.X).Float()
	d := textDraw{st: st, deco: b.decorations(box), turn: it.Turn, width: r.H.Float(), drop: it.Text.Drop.Float(), ascent: (r.Right().Float() - line)}
	d.skip = -1
	if it.TextStyle.Orientation != text.Horizontal {
		d.skip = verticalLine
	}
	sx, sy := line, r.Y.Float()
	if it.Turn == layout.TurnUp {
		sy, d.ascent = r.Bottom().Float(), line-r.X.Float()
	}
	ink := raster.RRect{X0: line - size*1.5, X1: line + size*1.5, Y0: r.Y.Float() - size/2, Y1: r.Bottom().Float() + size/2}
	p := part{f: f, st: st, clip: f.inner, sf: f.innerSF, space: f.space}
	reach := shadowReach(st)
	if !b.seen(raster.RRect{X0: ink.X0 - reach, Y0: ink.Y0 - reach, X1: ink.X1 + reach, Y1: ink.Y1 + reach}, p.space, p.clip) {
		return
	}
	var up, along raster.Run
	up.Size, along.Size = it.TextStyle.Size, it.TextStyle.Size
	hu, ha := newHash(), newHash()
	pen := geom.Unit(0)
	decorated := len(d.deco) > 0
	for i := start; i < end; i++ {
		g := &it.Text.Glyphs[i]
		o := raster.Glyph{Face: g.Face, ID: g.ID, Bold: g.FakeBold, Italic: g.FakeItalic, Through: decorated}
		run, h := &along, &ha
		if g.Upright {
			run, h = &up, &hu
			o.X, o.Y = g.X, float32(pen.Float())-g.Y
		} else {
			o.X, o.Y = float32(pen.Float())+g.X, -g.Y
			o.Through = decorated && through(it.Text.Text, g.Cluster)
		}
		run.Glyphs = append(run.Glyphs, o)
		h.add(uint64(g.ID) | uint64(uint32(g.Face))<<32)
		h.add(uint64(math.Float32bits(o.X)) | uint64(math.Float32bits(o.Y))<<32)
		h.add(uint64(flag(g.FakeBold)) | uint64(flag(g.FakeItalic))<<1)
		pen += g.Advance
	}
	if len(up.Glyphs) > 0 {
		hu.float(size)
		d.parts[d.n] = drawnText{p: p, run: up, x: sx, y: sy, ink: ink, h: hu}
		d.n++
	}
	q := p
	q.space = b.turned(p.space, it.Turn)
	d.line = drawnText{p: q}
	d.line.x, d.line.y = turnPoint(sx, sy, it.Turn)
	if len(along.Glyphs) > 0 {
		ha.float(size)
		x0, y0 := turnPoint(ink.X0, ink.Y0, it.Turn)
		x1, y1 := turnPoint(ink.X1, ink.Y1, it.Turn)
		d.line.run, d.line.h = along, ha
		d.line.ink = raster.RRect{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
		d.parts[d.n] = d.line
		d.n++
	}
	b.drawText(&d)
	b.marks(f, it, st, org)
}

func flag(v bool) int {
	if v {
		return 1
	}
	return 0
}

// drawnText is the glyphs of a text in one space.
type drawnText struct {
	p    part
	run  raster.Run
	x, y float64
	ink  raster.RRect
	h    hash
}

// textDraw is a run of a vertical line with what belongs to it.
type textDraw struct {
	st    *style.Computed
	turn  layout.Turn
	parts [2]drawnText // upright, turned
	n     int
	line  drawnText // where its decorations are
	deco  []decoration
	// Along the line, and from its baseline to the upper side, px.
	width, ascent float64
	// How far the baseline of turned glyphs lies under that of the line.
	drop float64
	skip int32 // verticalLine where characters may stand upright, else -1
}

// drawText paints shadows, then the text.
func (b *builder) drawText(d *textDraw) {
	if b.only == nil {
		for i := len(d.st.TextShadow) - 1; i >= 0; i-- {
			s := &d.st.TextShadow[i]
			if s.Color.A == 0 {
				continue
			}
			if s.Blur <= 0 {
				b.drawTextAt(d, float64(s.X), float64(s.Y), s, -2)
				continue
			}
			sigma := float64(s.Blur) / 2 * b.scaleOf(d.line.p.space)
			at := b.pushLayer(&d.line.p, layerOp{alpha: 255, filters: []raster.Filter{{Kind: raster.FilterBlur, Sigma: sigma}}})
			b.drawTextAt(d, float64(s.X), float64(s.Y), s, -1)
			b.popLayer(at)
		}
	}
	b.drawTextAt(d, 0, 0, nil, -2)
}

// drawTextAt paints it once, moved by (dx, dy) on the screen, in the colour of a shadow or
// in its own; a clip of -2 is its own.
func (b *builder) drawTextAt(d *textDraw, dx, dy float64, shadow *style.Shadow, clip int32) {
	col := d.st.Color
	if d.st.TextFillColor != nil {
		col = *d.st.TextFillColor
	}
	if b.only != nil {
		col = *b.only
	}
	over := (*style.Color)(nil)
	if shadow != nil {
		over, col = &shadow.Color, shadow.Color
	}
	lp := d.line.p
	if clip != -2 {
		lp.clip = clip
	}
	// Chromium moves what is turned as if it were not.
	tx, ty := dx, dy
	b.decorationLines(&lp, d.ascent, d.deco, d.line.x+tx, d.line.y+ty, d.width, style.DecorationUnderline|style.DecorationOverline, over, d.skip)
	for i := range d.n {
		t := &d.parts[i]
		p := t.p
		if clip != -2 {
			p.clip = clip
		}
		mx, my := dx, dy
		if i == d.n-1 && len(d.line.run.Glyphs) > 0 {
			mx, my = tx, ty
		}
		op := textOp{run: t.run, x: t.x + mx, y: t.y + my}
		if i == d.n-1 && len(d.line.run.Glyphs) > 0 && shadow == nil {
			op.y = b.wholeBaseline(op.y, p.space)
		}
		ink := raster.RRect{X0: t.ink.X0 + mx, Y0: t.ink.Y0 + my, X1: t.ink.X1 + mx, Y1: t.ink.Y1 + my}
		if col.A > 0 {
			it := b.item(&p, OpText)
			it.Color = col
			it.Ref = int32(len(b.list.texts))
			b.list.texts = append(b.list.texts, op)
			h := t.h
			sc := b.scrollOf(p.sf, p.space)
			h.float(op.x + float64(sc.X))
			h.float(op.y + float64(sc.Y))
			b.emit(it, ink, h)
		}
		if sw := float64(d.st.TextStrokeWidth); sw > 0 && b.only == nil {
			b.stroke(&p, &op, sw, over, ink, t.h)
		}
	}
	b.lineThrough(&lp, d, d.line.x+tx, d.line.y+ty, over)
}

// wholeBaseline puts the baseline of turned text on a whole px, as Chromium does with
// masks of glyphs.
func (b *builder) wholeBaseline(y float64, sp int32) float64 {
	m := b.list.spaces[sp].m
	if m.A != 0 || m.D != 0 || math.Abs(m.B) != 1 || math.Abs(m.C) != 1 {
		return y
	}
	return (math.Floor(m.C*y+m.E+0.5) - m.E) / m.C
}

// lineThrough paints the lines through a vertical run. As in Chromium their place is
// measured from the upper side of the line with the ascent that turned text has.
func (b *builder) lineThrough(p *part, d *textDraw, x, y float64, over *style.Color) {
	b.decorationLines(p, d.ascent+d.drop, d.deco, x, y+d.drop, d.width, style.DecorationLineThrough, over, d.skip)
}
