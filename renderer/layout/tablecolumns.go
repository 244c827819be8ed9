package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// fixedTable reports whether table-layout: fixed counts: an automatic width needs the
// content, and so does max-content (CSS Tables 3 §3.3).
func fixedTable(c *style.Computed) bool {
	return c.TableFixed && !c.Width.IsAuto() && c.Width.Kind != style.MaxContent
}

// length resolves what counts as a length of a table part: percentages do not, alone or
// in calc().
func length(c *style.Computed, l style.Length, bp geom.Unit) (geom.Unit, bool) {
	if l.HasPercent() {
		return 0, false
	}
	return definite(c, l, indef, bp)
}

// ask takes the width that a cell or column box of style c has: w when it is a length.
func (col *tableCol) ask(c *style.Computed, w geom.Unit) {
	switch c.Width.Kind {
	case style.Px:
		col.fixed, col.has = max(col.fixed, w), true
	case style.Percent:
		col.pct, col.part = max(col.pct, c.Width.Pct), true
	}
}

// tableOf reads a table box with what its columns ask for (CSS Tables 3 §3.8.1).
func (t *Tree) tableOf(b *Box) *tableGrid {
	g := t.structure(b)
	for i, r := range g.rows {
		if g.fixed && i > 0 {
			break
		}
		for _, cell := range r.cells {
			if cell.cols == 1 && !(g.fixed && g.cols[cell.col].column) {
				t.askColumn(g, cell)
			}
		}
	}
	for i := range g.cols {
		c := &g.cols[i]
		if c.has {
			c.max = max(c.min, c.fixed)
			if g.fixed {
				c.min = c.max
			}
		}
	}
	t.spanWidths(g)
	if !g.fixed {
		left := float32(100) // more than all cannot be had: the first have it
		for i := range g.cols {
			c := &g.cols[i]
			c.pct = min(c.pct, left)
			left -= c.pct
		}
	}
	return g
}

// askColumn lets a cell of one column say what it wants of it. In the fixed layout
// neither its content nor min-width counts.
func (t *Tree) askColumn(g *tableGrid, cell tableCell) {
	c, col := cell.Box, &g.cols[cell.col]
	s := c.Style
	fr := c.frameOf(0)
	w, own := length(s, s.Width, fr.bpW)
	hi, limited := length(s, s.MaxWidth, fr.bpW)
	if !limited {
		hi = unlimited
	}
	lo := fr.bpW
	if v, ok := length(s, s.MinWidth, fr.bpW); ok && !g.fixed {
		lo = v
	}
	w = max(min(w, hi), lo)
	col.ask(s, w)
	in := t.intrinsic(c)
	if g.fixed {
		if !own {
			col.content = max(col.content, in.max)
		}
		return
	}
	if s.AspectRatio > 0 { // the limits of its height pass through the ratio
		tlo, thi := transferred(s, &fr, indef)
		in.min, in.max = clampSize(in.min, tlo, thi), clampSize(in.max, tlo, thi)
	}
	in.min = max(min(in.min, hi), lo)
	in.max = max(min(in.max, hi), in.min)
	if own {
		in.max = max(w, in.min)
	}
	col.min, col.max = max(col.min, in.min), max(col.max, in.max)
}

// spacing is the sum of the gaps between n tracks and at both ends.
func spacing(gap geom.Unit, n int) geom.Unit { return gap * geom.Unit(n+1) }

// spacingX is spacing along the columns: without any the two at the ends would meet, and
// both stay (oracle chromium).
func (g *tableGrid) spacingX() geom.Unit { return spacing(g.spaceX, max(1, len(g.cols))) }

// gridWidths gives the least and the preferred width of the columns with their gaps
// (CSS Tables 3 §3.8.2); percentages count when pct is set.
func (g *tableGrid) gridWidths(pct bool) minmax {
	var in minmax
	var sum float32
	var ofParts, rest geom.Unit
	for i := range g.cols {
		c := &g.cols[i]
		in.min, in.max = in.min.Add(c.min), in.max.Add(max(c.max, c.content))
		switch {
		case c.part && c.pct > 0:
			sum += c.pct
			// A column that takes p percent asks for a table as wide as its content needs.
			ofParts = max(ofParts, tableWidth(max(c.max, c.content).Float()*100/float64(c.pct)))
		case !c.part:
			rest = rest.Add(max(c.max, c.content))
		}
	}
	if pct {
		if rest > 0 {
			if sum >= 100 {
				in.max = tableWidth(MaxTableWidth)
			} else {
				in.max = max(in.max, tableWidth(rest.Float()*100/float64(100-sum)))
			}
		}
		in.max = max(in.max, ofParts)
	}
	in.max = max(in.max, in.min)
	s := g.spacingX()
	return minmax{in.min.Add(s), in.max.Add(s)}
}

func tableWidth(px float64) geom.Unit { return geom.FromFloat(min(px, MaxTableWidth)) }

// tableIntrinsic gives the widths that a table's content asks for, without its border and
// padding.
func (t *Tree) tableIntrinsic(b *Box) minmax {
	fr := b.frameOf(0)
	return t.tableWidths(b, t.tableOf(b), tableParts(b), &fr)
}

func (t *Tree) tableWidths(b *Box, g *tableGrid, pct bool, fr *frame) minmax {
	in := g.gridWidths(pct)
	if g.fixed && b.Style.Width.HasPercent() {
		in.max = tableWidth(MaxTableWidth)
	}
	// A caption stands outside of border and padding.
	low := t.captionWidth(g) - fr.bpW
	in.min, in.max = max(in.min, low), max(in.max, low)
	return in
}

// captionWidth is the least width of the captions with their margins.
func (t *Tree) captionWidth(g *tableGrid) (w geom.Unit) {
	for _, c := range g.captions {
		w = max(w, t.contribution(c).min+c.margins(0).Horizontal())
	}
	return w
}

// tableParts reports whether the percentages of columns count for the preferred width of
// a table: not where what is around takes its width from it in another way than
// shrink-to-fit, as flex items and cells do (oracle chromium).
func tableParts(b *Box) bool {
	if b.Style.Width.Kind == style.MaxContent {
		return false
	}
	for p := b.Container; p != nil; p = p.Container {
		switch k := p.data.kind; {
		case p.Style.Width.Kind == style.Px && k != kindFlex && k != kindGrid:
			return true
		case k == kindFlex, k == kindGrid, k == kindCell:
			return false
		}
	}
	return true
}

// tableFit is fitWidth for a table that is laid out: the percentages of its columns
// count there.
func (t *Tree) tableFit(b *Box, avail geom.Unit, fr *frame) geom.Unit {
	in := t.intrinsicIn(b, fr)
	if b.Style.Width.Kind != style.MaxContent && !tableParts(b) {
		in.max = max(in.max, t.tableWidths(b, t.tableOf(b), true, fr).max.Add(fr.bpW))
	}
	return min(in.max, max(in.min, avail))
}

// emptyTable gives the border box width of a table without columns: with automatic widths
// it does not even keep the gaps at its ends (oracle chromium).
func (t *Tree) emptyTable(j *job, g *tableGrid) geom.Unit {
	c := j.b.Style
	if j.s.w != indef {
		return j.w
	}
	if c.Width.IsAuto() && c.MinWidth.IsAuto() {
		_, own := definiteH(c, c.Height, j.s.cbH, j.fr.bpH)
		_, least := definiteH(c, c.MinHeight, j.s.cbH, j.fr.bpH)
		w := max(j.fr.bpW, t.captionWidth(g))
		if c.AspectRatio == 0 || !own && !least {
			return w
		}
		return max(w, j.w-g.spacingX())
	}
	return max(j.w, t.intrinsicIn(j.b, &j.fr).min)
}

// widths shares the width among the columns (CSS Tables 3 §3.9.3): guesses of the sizes,
// each wider than the one before, until one reaches the width; between two of them, in
// proportion to what the columns gain.
func (g *tableGrid) widths(w geom.Unit) {
	const (
		least  = iota // min-content
		parts         // percentages too
		given         // lengths too
		most          // max-content of the others
		levels        // how many there are
	)
	guess := func(c *tableCol, level int) geom.Unit {
		switch {
		case c.part && level >= parts:
			return max(c.min, geom.FromFloat(w.Float()*float64(c.pct)/100))
		case !c.part && c.has && level >= given, !c.part && !c.has && level >= most:
			return c.max
		}
		return c.min
	}
	var sum [levels]geom.Unit
	var weights [3]float64 // for what is left over, of columns without a width, with a length, with a part
	var counts [3]int
	class := func(c *tableCol) int {
		switch {
		case c.part:
			return 2
		case c.has:
			return 1
		}
		return 0
	}
	weight := func(c *tableCol) float64 {
		if c.part {
			return float64(c.pct)
		}
		return c.max.Float()
	}
	for i := range g.cols {
		c := &g.cols[i]
		w = max(w, 0)
		for l := range sum {
			sum[l] += guess(c, l)
		}
		weights[class(c)] += weight(c)
		counts[class(c)]++
	}
	level := least
	for level < levels && sum[level] < w {
		level++
	}
	switch {
	case level == least:
		for i := range g.cols {
			g.cols[i].w = g.cols[i].min
		}
	case level < levels:
		low := level - 1
		left, total := w-sum[low], sum[level]-sum[low]
		for i := range g.cols {
			c := &g.cols[i]
			c.w = guess(c, low)
			gain := guess(c, level) - c.w
			add := gain.MulDiv(left, max(1, total))
			c.w, left, total = c.w+add, left-add, total-gain
		}
	default:
		grow := 0
		for grow < 2 && counts[grow] == 0 {
			grow++
		}
		left, total, n := w-sum[most], weights[grow], counts[grow]
		for i := range g.cols {
			c := &g.cols[i]
			c.w = guess(c, most)
			if class(c) != grow {
				continue
			}
			add := left / geom.Unit(n)
			if total > 0 && n > 1 {
				add = geom.FromFloat(left.Float() * weight(c) / total)
			}
			add = min(add, left)
			c.w, left, total, n = c.w+add, left-add, total-weight(c), n-1
		}
	}
}
