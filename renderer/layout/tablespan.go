package layout

import (
	"strconv"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// maxSpan is what HTML bounds colspan to.
const maxSpan = 1000

// spanOf reads colspan or rowspan of a td or th of rich-text; everything else takes 1.
func spanOf(b *Box, name string) int {
	if b.Node == nil || b.Pseudo != style.NoPseudo || b.Node.Tag != "td" && b.Node.Tag != "th" {
		return 1
	}
	return spanAttr(b, name)
}

func spanAttr(b *Box, name string) int {
	v := b.Node.Attr(name)
	if v.IsUndefined() {
		return 1
	}
	n, err := strconv.Atoi(v.ToString())
	if err != nil {
		return 1
	}
	return min(max(n, 1), maxSpan)
}

// columnSpan reads span of a col or colgroup of rich-text; everything else takes 1.
func columnSpan(b *Box) int {
	if b.Node == nil || b.Pseudo != style.NoPseudo || b.Node.Tag != "col" && b.Node.Tag != "colgroup" {
		return 1
	}
	return spanAttr(b, "span")
}

// trimSpans ends row spans with their group.
func (g *tableGrid) trimSpans() {
	for i := range g.rows {
		left := 1
		for i+left < len(g.rows) && g.rows[i+left].group == g.rows[i].group {
			left++
		}
		for k := range g.rows[i].cells {
			c := &g.rows[i].cells[k]
			c.rows = min(c.rows, left)
		}
	}
}

// width is the width of a cell, gaps between its columns included.
func (g *tableGrid) width(c *tableCell) geom.Unit {
	w := g.gapsX(c.col, c.col+c.cols)
	for i := c.col; i < c.col+c.cols; i++ {
		w += g.cols[i].w
	}
	return w
}

// left is where a column begins in its row.
func (g *tableGrid) left(col int) geom.Unit {
	x := geom.Unit(0)
	for i := range col {
		if !g.cols[i].collapsed {
			x += g.cols[i].w + g.spaceX
		}
	}
	if col < len(g.cols) && g.cols[col].collapsed && x > 0 {
		x -= g.spaceX
	}
	return x
}

// height is the height of n rows from row i on, with the gaps between.
func (g *tableGrid) height(i, n int) geom.Unit {
	if g.rows[i].collapsed {
		return 0
	}
	h := g.gapsY(i, i+n)
	for k := i; k < i+n; k++ {
		h += g.rows[k].h
	}
	return h
}

// spanWidths widens columns for the cells that take several: what is missing is shared
// by the columns in proportion to their max-content widths, by those without a width of
// their own first.
func (t *Tree) spanWidths(g *tableGrid) {
	for i := range g.rows {
		if g.fixed && i > 0 {
			break
		}
		for _, c := range g.rows[i].cells {
			if c.cols < 2 {
				continue
			}
			in := t.contribution(c.Box)
			gaps := g.spaceX * geom.Unit(c.cols-1)
			cols := g.cols[c.col : c.col+c.cols]
			if g.fixed {
				shareFixed(cols, c.Box, gaps)
				continue
			}
			widen(cols, in.min-gaps, func(k *tableCol) *geom.Unit { return &k.min })
			widen(cols, in.max-gaps, func(k *tableCol) *geom.Unit { return &k.max })
			for k := range cols {
				cols[k].max = max(cols[k].max, cols[k].min)
			}
		}
	}
}

// shareFixed gives the columns of a cell in the fixed layout equal parts of its width.
func shareFixed(cols []tableCol, c *Box, gaps geom.Unit) {
	n := geom.Unit(len(cols))
	w, own := length(c.Style, c.Style.Width, c.frameOf(0).bpW)
	for i := range cols {
		k := &cols[i]
		switch {
		case own:
			k.has = true
			k.min = max(k.min, (w-gaps)/n)
			k.max = max(k.max, k.min)
		case c.Style.Width.Kind == style.Percent:
			k.part = true
			k.pct = max(k.pct, c.Style.Width.Pct/float32(n))
		}
	}
}

func widen(cols []tableCol, want geom.Unit, field func(*tableCol) *geom.Unit) {
	var have, weight geom.Unit
	free := 0
	for i := range cols {
		have += *field(&cols[i])
		if !cols[i].has && !cols[i].part {
			weight += cols[i].max
			free++
		}
	}
	left := want - have
	if left <= 0 {
		return
	}
	all := free == 0
	if all {
		free = len(cols)
		for i := range cols {
			weight += cols[i].max
		}
	}
	rest, n := left, 0
	for i := range cols {
		if !all && (cols[i].has || cols[i].part) {
			continue
		}
		n++
		add := left / geom.Unit(free)
		if weight > 0 {
			add = cols[i].max.MulDiv(left, weight)
		}
		if n == free {
			add = rest
		}
		*field(&cols[i]) += add
		rest -= add
	}
}

// spanHeights makes rows higher for the cells that take several of them, in proportion
// to their heights.
func (t *Tree) spanHeights(j *job, g *tableGrid) {
	for i := range g.rows {
		for n, c := range g.rows[i].cells {
			if c.rows < 2 {
				continue
			}
			want := t.measure(c.Box, g.cellSpace(j, i, n), nil).h
			if v, ok := length(c.Style, c.Style.Height, c.frameOf(j.cw).bpH); ok {
				want = max(want, v)
			}
			left := want - g.height(i, c.rows)
			if left <= 0 {
				continue
			}
			sum := g.height(i, c.rows) - g.gapY()*geom.Unit(c.rows-1)
			rest := left
			for k := i; k < i+c.rows; k++ {
				add := left / geom.Unit(c.rows)
				if sum > 0 {
					add = g.rows[k].h.MulDiv(left, sum)
				}
				if k == i+c.rows-1 {
					add = rest
				}
				g.rows[k].h += add
				rest -= add
			}
		}
	}
}
