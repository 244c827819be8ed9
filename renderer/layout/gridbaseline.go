package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// onBaseline reports an item that stands on the baseline of its first row.
func (g *gridBox) onBaseline(k *Box) bool {
	v := k.Style.AlignSelf
	if v == style.AlignAuto {
		v = g.c.AlignItems
	}
	return v == style.AlignBaseline && !k.Style.Margin[style.Top].IsAuto() && !k.Style.Margin[style.Bottom].IsAuto()
}

// alignBaselines finds how far the items of each row that stand on its baseline move
// down, before the rows are sized (CSS Grid 1 §11.5 step 1, CSS Align 3 §9.3).
func (g *gridBox) alignBaselines() {
	var top map[int]geom.Unit // per row: the lowest baseline
	var asc map[*Box]geom.Unit
	for i := range g.items {
		it := &g.items[i]
		it.shim = 0
		if !g.onBaseline(it.b) {
			continue
		}
		s := g.itemSpace(it, indef)
		s.flags |= wantBase
		r := g.t.measure(it.b, s, nil)
		if r.first == noBaseline {
			r.first = r.h
		}
		if top == nil {
			top, asc = map[int]geom.Unit{}, map[*Box]geom.Unit{}
		}
		a := r.first + it.b.margins(g.areaWidth(it)).Top
		asc[it.b] = a
		if was, ok := top[it.start[rows]]; !ok || a > was {
			top[it.start[rows]] = a
		}
	}
	for i := range g.items {
		it := &g.items[i]
		if a, ok := asc[it.b]; ok {
			it.shim = top[it.start[rows]] - a
		}
	}
}

// lead gives the item whose baseline is the container's: in the first row that has any,
// one that stands on the row's baseline, else the first along the row (§8.6).
func (g *gridBox) lead() *gridItem {
	var best *gridItem
	for i := range g.items {
		it := &g.items[i]
		if best == nil || it.start[rows] < best.start[rows] {
			best = it
			continue
		}
		if it.start[rows] == best.start[rows] {
			on, was := g.onBaseline(it.b), g.onBaseline(best.b)
			if on && !was || on == was && it.start[cols] < best.start[cols] {
				best = it
			}
		}
	}
	return best
}
