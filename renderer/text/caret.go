package text

import (
	"slices"

	"diorama/renderer/geom"
)

// cell is the stretch of a line that a cluster takes.
type cell struct {
	from, to int // bytes
	x, w     geom.Unit
	rtl      bool
}

// cells gives the clusters of a Shaped from left to right.
func cells(sh *Shaped) []cell {
	out := make([]cell, 0, len(sh.Glyphs))
	groups := [][2]int{{0, len(sh.Glyphs)}}
	if sh.Levels != nil {
		groups = groups[:0]
		var levels []uint8
		for i := 0; i < len(sh.Glyphs); {
			j := i + 1
			for j < len(sh.Glyphs) && sh.Levels[j] == sh.Levels[i] {
				j++
			}
			groups = append(groups, [2]int{i, j})
			levels = append(levels, sh.Levels[i])
			i = j
		}
		visual := make([][2]int, len(groups))
		for i, k := range VisualOrder(levels) {
			visual[i] = groups[k]
		}
		groups = visual
	}
	var x geom.Unit
	for _, g := range groups {
		for i := g[0]; i < g[1]; {
			j, w := i, geom.Unit(0)
			for j < g[1] && sh.Glyphs[j].Cluster == sh.Glyphs[i].Cluster {
				w = w.Add(sh.Glyphs[j].Advance)
				j++
			}
			rtl := sh.Levels != nil && sh.Levels[i]&1 == 1
			out = append(out, cell{from: int(sh.Glyphs[i].Cluster), x: x, w: w, rtl: rtl})
			x = x.Add(w)
			i = j
		}
	}
	endCells(out, len(sh.Text))
	return out
}

// endCells fills in where each cluster ends: at the next larger start.
func endCells(cs []cell, end int) {
	starts := make([]int, len(cs), len(cs)+1)
	for i, c := range cs {
		starts[i] = c.from
	}
	slices.Sort(starts)
	starts = append(starts, end)
	for i := range cs {
		k, _ := slices.BinarySearch(starts, cs[i].from+1)
		cs[i].to = end
		if k < len(starts) {
			cs[i].to = starts[k]
		}
	}
}

// CaretX gives the x of the caret before the byte offset, from the left of the
// line. Inside a ligature the width is shared out among its graphemes.
func CaretX(sh *Shaped, byteOffset int) geom.Unit {
	cs := cells(sh)
	if len(cs) == 0 {
		return 0
	}
	best, found := -1, false
	for i := range cs {
		if c := &cs[i]; byteOffset >= c.from && byteOffset < c.to {
			best, found = i, true
			break
		}
	}
	if !found {
		// Before the first or after the last character.
		for i := range cs {
			if best < 0 || byteOffset <= 0 && cs[i].from < cs[best].from || byteOffset > 0 && cs[i].to > cs[best].to {
				best = i
			}
		}
		c := cs[best]
		if (byteOffset > 0) != c.rtl {
			return c.x.Add(c.w)
		}
		return c.x
	}
	c := cs[best]
	part := geom.Unit(0)
	if byteOffset > c.from {
		g := Graphemes(sh.Text[c.from:c.to])
		k := 0
		for k+1 < len(g) && g[k+1] <= byteOffset-c.from {
			k++
		}
		part = c.w.MulDiv(geom.Unit(k), geom.Unit(len(g)-1))
	}
	if c.rtl {
		return c.x.Add(c.w).Add(-part)
	}
	return c.x.Add(part)
}

// OffsetAt gives the byte offset of the caret place nearest to x.
func OffsetAt(sh *Shaped, x geom.Unit) int {
	cs := cells(sh)
	if len(cs) == 0 {
		return 0
	}
	hit := cs[len(cs)-1]
	for _, c := range cs {
		if c.w > 0 && x < c.x.Add(c.w) {
			hit = c
			break
		}
	}
	g := Graphemes(sh.Text[hit.from:hit.to])
	n := len(g) - 1
	into := min(max(x.Add(-hit.x), 0), hit.w)
	if hit.rtl {
		into = hit.w.Add(-into)
	}
	k := 0
	if hit.w > 0 {
		k = int((int64(into)*int64(2*n) + int64(hit.w)) / int64(2*hit.w))
	}
	return hit.from + g[min(k, n)]
}
