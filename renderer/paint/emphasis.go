package paint

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// marks paints the emphasis marks of a run: one in the middle of each character.
func (b *builder) marks(f *frame, it *layout.Item, st *style.Computed, org geom.Point) {
	m := it.Marks
	if m == nil || len(m.Text.Glyphs) == 0 {
		return
	}
	col := st.Color
	if st.EmphasisColor != nil {
		col = *st.EmphasisColor
	}
	if b.only != nil {
		col = *b.only
	}
	if col.A == 0 {
		return
	}
	r := it.Rect.Translate(org)
	mark := &m.Text.Glyphs[0]
	half := m.Text.Width.Float() / 2
	shift := m.Shift.Float()
	p := part{f: f, st: st, clip: f.inner, sf: f.innerSF, space: f.space}
	// The place of the text's baseline, and whether marks stand one below the other.
	x, y, down := r.X.Float(), (it.Baseline + org.Y).Float(), false
	ink := raster.RRect{X0: x, Y0: y - math.Abs(shift), X1: r.Right().Float(), Y1: y + math.Abs(shift)}
	if it.Turn != layout.TurnNone {
		line := (it.Baseline + org.X).Float()
		x, y = line, r.Y.Float()
		if it.Turn == layout.TurnUp {
			y = r.Bottom().Float()
		}
		ink = raster.RRect{X0: line - math.Abs(shift), Y0: r.Y.Float(), X1: line + math.Abs(shift), Y1: r.Bottom().Float()}
		if down = mark.Upright; !down {
			p.space = b.turned(p.space, it.Turn)
			x, y = turnPoint(x, y, it.Turn)
			x0, y0 := turnPoint(ink.X0, ink.Y0, it.Turn)
			x1, y1 := turnPoint(ink.X1, ink.Y1, it.Turn)
			ink = raster.RRect{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)}
		}
	}
	size := float64(m.Style.Size)
	ink = raster.RRect{X0: ink.X0 - size, Y0: ink.Y0 - size, X1: ink.X1 + size, Y1: ink.Y1 + size}
	if !b.seen(ink, p.space, p.clip) {
		return
	}
	run := raster.Run{Size: m.Style.Size}
	h := newHash()
	h.float(size)
	pen := geom.Unit(0)
	glyphs := it.Text.Glyphs
	for i := max(it.Start, 0); i < min(it.End, len(glyphs)); {
		from, cluster := pen, glyphs[i].Cluster
		for i < min(it.End, len(glyphs)) && glyphs[i].Cluster == cluster {
			pen += glyphs[i].Advance
			i++
		}
		if int(cluster) >= len(it.Text.Text) || !layout.Marked(it.Text.Text[cluster:]) {
			continue
		}
		at := (from+pen).Float()/2 - half
		g := raster.Glyph{Face: mark.Face, ID: mark.ID, Bold: mark.FakeBold, Italic: mark.FakeItalic}
		if down {
			g.X, g.Y = float32(shift)+mark.X, float32(at)-mark.Y
		} else {
			g.X, g.Y = float32(at)+mark.X, -float32(shift)-mark.Y
		}
		run.Glyphs = append(run.Glyphs, g)
		h.add(uint64(g.ID) | uint64(math.Float32bits(g.X))<<32)
		h.add(uint64(math.Float32bits(g.Y)))
	}
	if len(run.Glyphs) == 0 {
		return
	}
	item := b.item(&p, OpText)
	item.Color = col
	item.Ref = int32(len(b.list.texts))
	b.list.texts = append(b.list.texts, textOp{run: run, x: x, y: y})
	sc := b.scrollOf(p.sf, p.space)
	h.float(x + float64(sc.X))
	h.float(y + float64(sc.Y))
	b.emit(item, ink, h)
}
