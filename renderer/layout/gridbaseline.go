package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// baselines finds how far the items of each row that share a baseline move for it (CSS
// Grid 1 §10.6, CSS Align 3 §9.3). The items must know their columns.
func (g *gridBox) baselines() {
	any := false
	for i := range g.items {
		it := &g.items[i]
		it.shim, it.align = 0, style.AlignAuto
		v := it.b.Style.AlignSelf
		if v == style.AlignAuto {
			v = g.c.AlignItems
		}
		c := it.b.Style
		if v != style.AlignBaseline && v != style.AlignLastBaseline || c.Margin[style.Top].IsAuto() || c.Margin[style.Bottom].IsAuto() || it.b.crosses() || g.circular(it) {
			continue
		}
		it.align, any = v, true
	}
	if !any {
		return
	}
	most := map[baselineGroup]geom.Unit{}
	for i := range g.items {
		it := &g.items[i]
		if it.align == style.AlignAuto {
			continue
		}
		s := g.itemSpace(it, indef)
		s.flags |= wantBase
		r := g.t.measure(it.b, s, nil)
		m := it.b.margins(g.areaWidth(it))
		if it.align == style.AlignBaseline {
			bl := r.first
			if bl == noBaseline {
				bl = lowerEdge(g.c, r.h)
			}
			it.base = m.Top + bl
		} else {
			bl := r.last
			if bl == noBaseline {
				bl = lowerEdge(g.c, r.h)
			}
			it.base = m.Bottom + r.h - bl
		}
		k := it.group()
		if old, ok := most[k]; !ok || it.base > old {
			most[k] = it.base
		}
	}
	for i := range g.items {
		if it := &g.items[i]; it.align != style.AlignAuto {
			it.shim = most[it.group()] - it.base
		}
	}
}

// circular reports an item whose height is a percentage of rows that are sized by their
// content: such an item shares no baseline (CSS Align 3 §9.3).
func (g *gridBox) circular(it *gridItem) bool {
	if c := it.b.Style; !c.Height.HasPercent() && !c.MinHeight.HasPercent() && !c.MaxHeight.HasPercent() {
		return false
	}
	x := &g.axes[rows]
	tracks := x.span(it)
	for i := range tracks {
		if t := &tracks[i]; t.intrinsicMin() || t.intrinsicMax() || t.flex > 0 {
			return true
		}
	}
	return false
}

// baselineGroup is what shares a baseline: the items that begin, or with the last baseline
// end, in one row.
type baselineGroup struct {
	row  int
	last bool
}

func (it *gridItem) group() baselineGroup {
	if it.align == style.AlignLastBaseline {
		return baselineGroup{it.start[rows] + it.span[rows], true}
	}
	return baselineGroup{it.start[rows], false}
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
			on, was := it.align == style.AlignBaseline, best.align == style.AlignBaseline
			if on && !was || on == was && it.start[cols] < best.start[cols] {
				best = it
			}
		}
	}
	return best
}
