package paint

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// columnRules paints the lines between columns.
func (b *builder) columnRules(f *frame) {
	if len(f.box.Rules()) == 0 {
		return
	}
	st := f.style()
	r := st.Uncommon()
	w := math.Round(float64(r.ColumnRuleWidth))
	if r.ColumnRuleWidth < 0 {
		w = math.Round(3 * b.opts.dpr())
	}
	c := st.Color
	if r.ColumnRuleColor != nil {
		c = *r.ColumnRuleColor
	}
	line := lineStyle(r.ColumnRuleStyle)
	if w <= 0 || line == raster.NoLine {
		return
	}
	org := geom.Point{X: f.off.X.Add(-f.scroll.X), Y: f.off.Y.Add(-f.scroll.Y)}
	p := &part{f: f, st: st, clip: f.inner, sf: f.innerSF, space: f.space}
	for _, at := range f.box.Rules() {
		s := snapped(at.Translate(org))
		x := math.Round(float64(s.Min.X) - w/2)
		box := raster.RRect{X0: x, Y0: float64(s.Min.Y), X1: x + w, Y1: float64(s.Max.Y)}
		side := style.Left
		if at.W > at.H { // between columns of vertical lines
			y := math.Round(float64(s.Min.Y) - w/2)
			box = raster.RRect{X0: float64(s.Min.X), Y0: y, X1: float64(s.Max.X), Y1: y + w}
			side = style.Top
		}
		bd := raster.Border{Box: box}
		bd.Width[side], bd.Style[side], bd.Color[side] = w, line, c
		if b.seen(box, p.space, p.clip) {
			b.addBorder(p, bd)
		}
	}
}

// tableEdges paints the borders of a table whose borders collapse.
func (b *builder) tableEdges(f *frame) {
	st := f.style()
	if st.Visibility != style.Visible || b.hitting || b.only != nil {
		return
	}
	org := geom.Point{X: f.off.X.Add(-f.scroll.X), Y: f.off.Y.Add(-f.scroll.Y)}
	p := &part{f: f, st: st, clip: f.inner, sf: f.innerSF, space: f.space}
	for i := range f.box.Edges() {
		e := &f.box.Edges()[i]
		r := raster.RectOf(snapped(e.Rect.Translate(org)))
		if r.Empty() || !b.seen(r, p.space, p.clip) {
			continue
		}
		side, w := style.Top, r.Y1-r.Y0
		if e.Vertical {
			side, w = style.Left, r.X1-r.X0
		}
		bd := raster.Border{Box: r}
		bd.Width[side], bd.Style[side], bd.Color[side] = w, lineStyle(e.Style), e.Color
		b.addBorder(p, bd)
	}
}

// marker paints what stands beside a list item.
func (b *builder) marker(f *frame) {
	m := f.box.Marker()
	st := f.style()
	if m == nil || st.Visibility != style.Visible || b.hitting || b.only != nil {
		return
	}
	org := geom.Point{X: f.off.X.Add(-f.scroll.X), Y: f.off.Y.Add(-f.scroll.Y)}
	if m.Symbol == "" {
		b.text(f, &m.Item, f.box, org)
		return
	}
	r := raster.RectOf(snapped(m.Item.Rect.Translate(org)))
	p := &part{f: f, st: st, clip: f.inner, sf: f.innerSF, space: f.space}
	if m.Symbol != "square" {
		k := raster.Corner{X: (r.X1 - r.X0) / 2, Y: (r.Y1 - r.Y0) / 2}
		r.Radii = [4]raster.Corner{k, k, k, k}
	}
	if m.Symbol != "circle" {
		b.fill(p, r, st.Color)
		return
	}
	bd := raster.Border{Box: r, Width: [4]float64{1, 1, 1, 1}}
	for i := range bd.Style {
		bd.Style[i], bd.Color[i] = raster.SolidLine, st.Color
	}
	if b.seen(r, p.space, p.clip) {
		b.addBorder(p, bd)
	}
}
