package paint

import (
	"diorama/renderer/geom"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// marker paints what stands beside a list item.
func (b *builder) marker(f *frame) {
	m := f.box.Marker
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
