package layout

import (
	"cmp"
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// gridBox is one run over a grid container.
type gridBox struct {
	t     *Tree
	b     *Box
	c     *style.Computed
	lines [2]gridLines
	axes  [2]gridAxis
	items []gridItem
	cbH   geom.Unit // base of percent heights in items before rows are known

	before    [2]int // tracks before the explicit grid
	explicit  [2]int // tracks of that
	rowsKnown bool   // the rows have sizes and places
}

// grid lays out a grid container.
// https://www.w3.org/TR/css-grid-1/#layout-algorithm
//
// Not done: subgrid, masonry, baselines along columns.
func (t *Tree) grid(j *job) result {
	g := gridBox{t: t, b: j.b, c: j.b.Style, cbH: j.pctH}
	innerH := geom.Unit(indef)
	if j.h != indef {
		innerH = max(0, j.h-j.fr.bpH)
	}
	g.place(j.cw, innerH, j)
	g.layColumns(j)
	var r result
	r.h = g.layRows(j, innerH)
	if g.tied() {
		// With the rows known once more; the rows stay (oracle chromium, §11.1 step 3).
		g.rowsKnown = true
		g.layColumns(j)
	}
	used := max(0, r.h-j.fr.bpH)
	r.first, r.last = noBaseline, noBaseline
	lead := g.lead()
	for i := range g.items {
		g.item(j, &g.items[i], &r, lead)
	}
	if j.perform {
		for _, k := range g.b.flow() {
			if k.data.flags&flagOut != 0 {
				g.absolute(j, k, used)
			}
		}
	}
	return r
}

// layColumns sizes the columns and places them.
func (g *gridBox) layColumns(j *job) {
	g.sizeColumns(j.cw, sizeDefinite, gap(g.c.ColumnGap, j.cw))
	start, between := g.align(cols, g.c.JustifyContent, j.cw)
	g.positions(cols, start, between)
}

// layRows sizes the rows for an inner height of innerH, or indef, places them, and gives
// the border box height of the container.
func (g *gridBox) layRows(j *job, innerH geom.Unit) geom.Unit {
	c := g.c
	gapH := gap(c.RowGap, innerH)
	mode := sizeDefinite
	if innerH == indef {
		mode = sizeMax
	}
	g.sizeRows(innerH, mode, gapH)
	auto := g.axes[rows].total()
	h := j.finish(auto.Add(j.fr.bpH))
	used := max(0, h-j.fr.bpH)
	if innerH == indef && (used > auto || g.axes[rows].fractions() || used < auto && g.axes[rows].flexible()) {
		// Fractions below 1 leave some of the height that they made (oracle chromium);
		// min-height decides, or max-height for flexible rows: they take part, automatic
		// ones too (§11.7, §11.8).
		g.sizeRows(used, sizeDefinite, gapH)
	}
	if innerH == indef && g.pctRows() {
		// Percentages count against the height that they made (§11.1 step 2).
		g.sizeRows(used, sizeDefinite, gap(c.RowGap, used))
	}
	start, between := g.align(rows, c.AlignContent, used)
	g.positions(rows, start, between)
	return h
}

// tied reports an item whose width depends on the height of its area.
func (g *gridBox) tied() bool {
	for i := range g.items {
		if g.fillsRatio(g.items[i].b) {
			return true
		}
	}
	return false
}

// fillsRatio reports an item that takes the height of its area and its width from that.
func (g *gridBox) fillsRatio(k *Box) bool {
	c := k.Style
	return c.AspectRatio > 0 && (c.Width.IsAuto() || contentSize(c.Width)) && g.fills(k, rows)
}

// fills reports an item without a size of its own that takes that of its area.
func (g *gridBox) fills(k *Box, a int) bool {
	c := k.Style
	if a == cols {
		return c.Width.IsAuto() && g.selfAlign(k, cols) == style.AlignStretch && !c.Margin[style.Left].IsAuto() && !c.Margin[style.Right].IsAuto()
	}
	return c.Height.IsAuto() && g.selfAlign(k, rows) == style.AlignStretch && !c.Margin[style.Top].IsAuto() && !c.Margin[style.Bottom].IsAuto()
}

// stretchAsked reports that self, or items of the container, says stretch, which a ratio
// gives way to; normal stretches too, but gives way itself.
func stretchAsked(self, items style.Keyword) bool {
	if self == style.AlignAuto {
		self = items
	}
	return self == style.AlignStretch
}

// ratioMinimum is the automatic minimum width of an item that would be h high (§6.6), 0
// where it has none.
func (g *gridBox) ratioMinimum(it *gridItem, h geom.Unit, fr *frame) geom.Unit {
	c, x := it.b.Style, &g.axes[cols]
	if !c.MinWidth.IsAuto() || scrolls(c) {
		return 0
	}
	tracks, auto := x.span(it), false
	for i := range tracks {
		auto = auto || tracks[i].min.IsAuto()
		if tracks[i].flex > 0 && len(tracks) > 1 {
			return 0
		}
	}
	if !auto {
		return 0
	}
	lo, hi := heightLimits(c, g.area(it, rows), fr.bpH)
	w := ratioWidth(c, fr, clampSize(h, lo, hi))
	return min(w, x.limitOf(tracks, w, false))
}

// pctRows reports a percentage among the rows' sizes or their gap.
func (g *gridBox) pctRows() bool {
	if g.c.RowGap.HasPercent() {
		return true
	}
	for _, tr := range g.lines[rows].tracks {
		if tr.Min.HasPercent() || tr.Max.HasPercent() {
			return true
		}
	}
	return false
}

func alignStatic(a style.Keyword, rtl bool) uint8 {
	v := uint8(0)
	switch a {
	case style.AlignCenter:
		return 1
	case style.AlignEnd:
		v = 2
	}
	if rtl {
		v = 2 - v
	}
	return v
}

// place makes the explicit grid and puts the items on it.
func (g *gridBox) place(w, h geom.Unit, j *job) {
	c := g.c
	most, least := geom.Unit(unlimited), geom.Unit(0)
	if w == indef && c.GridColumns != nil && len(c.GridColumns.AutoRepeat) > 0 {
		fr := g.b.frameOf(0)
		if v, ok := length(c, c.MaxWidth, fr.bpW); ok {
			most = v - fr.bpW
		}
		if v, ok := length(c, c.MinWidth, fr.bpW); ok {
			least = v - fr.bpW
		}
	}
	g.lines[cols] = expandTracks(c.GridColumns, g.repeats(c.GridColumns, w, most, least, c.ColumnGap))
	maxH, minH := geom.Unit(unlimited), geom.Unit(0)
	if j != nil {
		minH = max(0, j.minH-j.fr.bpH)
		if j.maxH != unlimited {
			maxH = max(0, j.maxH-j.fr.bpH)
		}
	}
	g.lines[rows] = expandTracks(c.GridRows, g.repeats(c.GridRows, h, maxH, minH, c.RowGap))
	ac, ar := addAreas(c.GridAreas, &g.lines)
	explicit := [2]int{max(len(g.lines[cols].tracks), ac), max(len(g.lines[rows].tracks), ar)}
	for _, k := range g.b.flow() {
		if k.data.flags&flagOut != 0 {
			continue
		}
		it := gridItem{b: k}
		s := k.Style
		it.start[cols], it.span[cols], it.fixed[cols] = g.lines[cols].resolvePlace(s.GridColStart, s.GridColEnd, explicit[cols])
		it.start[rows], it.span[rows], it.fixed[rows] = g.lines[rows].resolvePlace(s.GridRowStart, s.GridRowEnd, explicit[rows])
		g.items = append(g.items, it)
	}
	slices.SortStableFunc(g.items, func(a, b gridItem) int { return cmp.Compare(a.b.data.derived.order, b.b.data.derived.order) })
	counts, before := placeGridItems(g.items, explicit, c.GridFlow)
	g.before, g.explicit = before, explicit
	for a := range 2 {
		auto := c.GridAutoCols
		if a == rows {
			auto = c.GridAutoRows
		}
		g.axes[a] = gridAxis{axis: a, items: g.items}
		g.lines[a].tracks = g.implicit(a, counts[a], before[a], auto)
	}
}

// implicit completes the track list of an axis with implicit tracks and collapses
// the empty ones of auto-fit.
func (g *gridBox) implicit(a, count, before int, auto []style.Track) []style.Track {
	explicit := g.lines[a].tracks
	out := make([]style.Track, count)
	for i := range out {
		n := i - before
		switch {
		case n >= 0 && n < len(explicit):
			out[i] = explicit[n]
		case len(auto) > 0 && n < 0:
			out[i] = auto[((n%len(auto))+len(auto))%len(auto)]
		case len(auto) > 0:
			out[i] = auto[(n-len(explicit))%len(auto)]
		}
	}
	g.lines[a].repeat[0] += before
	g.lines[a].repeat[1] += before
	return out
}

// repeats counts an automatic repetition (§7.2.3.2): as many as fit the definite
// size or maximum, else as few as reach the minimum.
func (g *gridBox) repeats(l *style.TrackList, size, maxSize, minSize geom.Unit, gapL style.Length) int {
	if l == nil || len(l.AutoRepeat) == 0 {
		return 0
	}
	lim, atLeast := size, false
	if lim == indef {
		lim = maxSize
		if lim == unlimited {
			lim, atLeast = minSize, true
		}
	}
	gp := gap(gapL, size)
	one := func(tr style.Track) geom.Unit {
		v := geom.Unit(0)
		ok := func(l style.Length) bool { return l.Definite() && (size != indef || !l.HasPercent()) }
		switch {
		case ok(tr.Max):
			v = tr.Max.Resolve(size)
			if ok(tr.Min) {
				v = max(v, tr.Min.Resolve(size))
			}
		case ok(tr.Min):
			v = tr.Min.Resolve(size)
		}
		return v
	}
	var fixed, part geom.Unit
	for _, tr := range l.Tracks {
		n := max(1, tr.Times)
		fixed = fixed.Add(geom.FromFloat(one(tr).Add(gp).Float() * float64(n)))
	}
	for _, tr := range l.AutoRepeat {
		part = part.Add(max(one(tr), geom.One)).Add(gp)
	}
	n := geom.Unit(1)
	if room := lim.Add(gp).Add(-fixed); part > 0 && room > part {
		n = room / part
		if atLeast && room%part != 0 {
			n++
		}
	}
	return int(min(n, geom.Unit(MaxTracks/len(l.AutoRepeat))))
}

// start makes fresh tracks of an axis.
func (g *gridBox) start(a int, size geom.Unit, mode sizingMode, gp geom.Unit) *gridAxis {
	x := &g.axes[a]
	x.tracks = x.tracks[:0]
	for _, tr := range g.lines[a].tracks {
		x.tracks = append(x.tracks, newTrack(tr, size))
	}
	x.size, x.mode, x.gap = size, mode, gp
	if g.lines[a].fit {
		used := make([]bool, len(x.tracks))
		for i := range g.items {
			it := &g.items[i]
			for k := it.start[a]; k < it.start[a]+it.span[a]; k++ {
				used[k] = true
			}
		}
		for i := g.lines[a].repeat[0]; i < g.lines[a].repeat[1] && i < len(x.tracks); i++ {
			if !used[i] {
				x.tracks[i] = gridTrack{collapsed: true, min: zeroLength, max: zeroLength}
			}
		}
	}
	return x
}

var zeroLength = style.Length{Kind: style.Px}

func (g *gridBox) sizeColumns(size geom.Unit, mode sizingMode, gp geom.Unit) {
	x := g.start(cols, size, mode, gp)
	x.of = func(it *gridItem, auto bool) contributions {
		k, c := it.b, it.b.Style
		m := k.margins(0).Horizontal()
		kc := g.contribution(it)
		r := contributions{min: max(0, kc.min+m), max: max(0, kc.max+m)}
		r.minimum = g.minimum(it, cols, r.min, auto, c.Width, c.MinWidth, k.frameOf(0).bpW+m)
		return r
	}
	x.run(mode == sizeDefinite && stretches(g.c.JustifyContent))
}

// contribution is what an item adds to its columns, margins apart.
func (g *gridBox) contribution(it *gridItem) minmax {
	k, c := it.b, it.b.Style
	if !g.rowsKnown {
		return g.t.contributionIn(k, g.cbH)
	}
	areaH := g.area(it, rows)
	if !g.fillsRatio(k) {
		return g.t.contributionIn(k, areaH)
	}
	fr := k.frameOf(0)
	lo, hi := heightLimits(c, areaH, fr.bpH)
	w := ratioWidth(c, &fr, clampSize(areaH-k.margins(0).Vertical(), lo, hi))
	lo, hi = g.t.widthLimits(k, c, indef, &fr)
	w = clampSize(w, lo, hi)
	return minmax{w, w}
}

// minimum is the minimum contribution (§6.6): the automatic minimum size applies
// when the item's size is automatic and it spans a track with an automatic minimum.
func (g *gridBox) minimum(it *gridItem, a int, content geom.Unit, auto bool, size, minSize style.Length, bp geom.Unit) geom.Unit {
	if size.Definite() && !size.HasPercent() || !minSize.IsAuto() && !minSize.Definite() {
		return content
	}
	if minSize.Definite() {
		v, _ := definite(it.b.Style, minSize, 0, 0)
		if !it.b.Style.BorderBox {
			return v + bp
		}
		return max(v, bp)
	}
	if !auto || scrolls(it.b.Style) {
		return max(0, bp)
	}
	return max(max(0, bp), min(content, g.axes[a].limitOf(g.axes[a].span(it), content, false)))
}

func (g *gridBox) sizeRows(size geom.Unit, mode sizingMode, gp geom.Unit) {
	x := g.start(rows, size, mode, gp)
	g.baselines()
	x.of = func(it *gridItem, auto bool) contributions {
		c := it.b.Style
		m := it.b.margins(g.areaWidth(it))
		fr := it.b.frameOf(g.areaWidth(it))
		s := g.itemSpace(it, indef)
		h := max(0, g.t.measure(it.b, s, nil).h+m.Vertical()+it.shim)
		r := contributions{min: h, max: h}
		r.minimum = g.minimum(it, rows, h, auto, c.Height, c.MinHeight, fr.bpH+m.Vertical()+it.shim)
		return r
	}
	x.run(size != indef && stretches(g.c.AlignContent))
}

func stretches(a style.Keyword) bool {
	return a == style.AlignAuto || a == style.AlignNormal || a == style.AlignStretch
}

// areaWidth is the width of an item's grid area.
func (g *gridBox) areaWidth(it *gridItem) geom.Unit { return g.area(it, cols) }

func (g *gridBox) area(it *gridItem, a int) geom.Unit {
	x := &g.axes[a]
	tr := x.span(it)
	if len(tr) == 0 {
		return 0
	}
	last := &tr[len(tr)-1]
	return last.pos + last.base - tr[0].pos
}

// selfAlign resolves justify-self or align-self to stretch, start, end, center or
// baseline.
func (g *gridBox) selfAlign(k *Box, a int) style.Keyword {
	c := k.Style
	v, items := c.AlignSelf, g.c.AlignItems
	if a == cols {
		v, items = c.JustifySelf, g.c.JustifyItems
	}
	if v == style.AlignAuto {
		v = items
	}
	rtl := a == cols && g.c.Direction == style.RTL
	switch v {
	case style.AlignAuto, style.AlignNormal:
		return style.AlignStretch
	case style.AlignSelfStart, style.AlignSelfEnd:
		end := v == style.AlignSelfEnd
		if a == cols && rtl != (c.Direction == style.RTL) {
			end = !end
		}
		if end {
			return style.AlignEnd
		}
		return style.AlignStart
	case style.AlignFlexStart:
		return style.AlignStart
	case style.AlignFlexEnd:
		return style.AlignEnd
	case style.AlignLeft:
		if rtl {
			return style.AlignEnd
		}
		return style.AlignStart
	case style.AlignRight:
		if rtl {
			return style.AlignStart
		}
		return style.AlignEnd
	case style.AlignLastBaseline:
		return style.AlignEnd
	case style.AlignBaseline:
		return style.AlignStart
	}
	return v
}

// safeSelf reports whether an item that overflows its area keeps to the start.
func (g *gridBox) safeSelf(k *Box, a int) bool {
	c, self, items, v := k.Style, style.SafeAlignSelf, style.SafeAlignItems, k.Style.AlignSelf
	if a == cols {
		self, items, v = style.SafeJustifySelf, style.SafeJustifyItems, c.JustifySelf
	}
	if v == style.AlignAuto {
		return g.c.Safe&items != 0
	}
	return c.Safe&self != 0
}

// itemSpace is what a grid area asks of an item; areaH is indef before rows are known.
func (g *gridBox) itemSpace(it *gridItem, areaH geom.Unit) space {
	k, c := it.b, it.b.Style
	w := g.areaWidth(it)
	s := space{base: base{w, areaH}, size: size{indef, indef}}
	m := k.margins(w)
	fr := k.frameOf(w)
	fillW, fillH := g.fills(k, cols), areaH != indef && g.fills(k, rows)
	_, hok := definiteH(c, c.Height, areaH, fr.bpH)
	if c.AspectRatio > 0 && !(fillW && stretchAsked(c.JustifySelf, g.c.JustifyItems)) {
		// The ratio comes before an alignment that nobody wrote: of the heights and widths
		// that it could give, that along the line.
		tall := stretchAsked(c.AlignSelf, g.c.AlignItems)
		switch {
		case hok:
			if v, _ := definiteH(c, c.Height, areaH, fr.bpH); c.Width.IsAuto() && c.MinWidth.IsAuto() && !scrolls(c) {
				lo, hi := g.t.widthLimits(k, c, w, &fr)
				lo = max(lo, min(g.t.intrinsicIn(k, &fr).min, hi))
				hlo, hhi := heightLimits(c, areaH, fr.bpH)
				s.w = clampSize(ratioWidth(c, &fr, clampSize(v, hlo, hhi)), lo, hi)
			}
			return s
		case fillW && !(fillH && tall):
			lo, hi := g.t.widthLimits(k, c, w, &fr)
			if fillH {
				lo = max(lo, min(g.ratioMinimum(it, areaH-m.Vertical(), &fr), hi))
			}
			tlo, thi := transferred(c, &fr, areaH)
			s.w = clampSize(clampSize(w-m.Horizontal(), tlo, thi), lo, hi)
			return s
		case !c.Width.IsAuto() && !tall && !(fillH && contentSize(c.Width)):
			return s
		}
	} else if c.AspectRatio > 0 && !stretchAsked(c.AlignSelf, g.c.AlignItems) {
		fillH = false
	}
	if fillW && !(c.AspectRatio > 0 && !stretchAsked(c.JustifySelf, g.c.JustifyItems)) {
		lo, hi := g.t.widthLimits(k, c, w, &fr)
		s.w = clampSize(w-m.Horizontal(), lo, hi)
	}
	if fillH {
		bw := s.w
		if bw == indef {
			bw = g.t.usedWidth(k, c, s, &fr, indef)
		}
		lo, hi := g.t.contentLimits(k, s.base, bw, &fr)
		s.h = clampSize(areaH-m.Vertical(), lo, hi)
	}
	return s
}

// align gives the offset of the first track and the extra gap (§10.5).
func (g *gridBox) align(a int, v style.Keyword, size geom.Unit) (start, between geom.Unit) {
	x := &g.axes[a]
	free := size - x.total()
	n := geom.Unit(0)
	for i := range x.tracks {
		if !x.tracks[i].collapsed {
			n++
		}
	}
	rtl := a == cols && g.c.Direction == style.RTL
	bit := style.SafeJustifyContent
	if a == rows {
		bit = style.SafeAlignContent
	}
	if free < 0 && g.c.Safe&bit != 0 {
		return 0, 0
	}
	switch v {
	case style.AlignEnd, style.AlignFlexEnd:
		return free, 0
	case style.AlignLeft:
		if rtl {
			return free, 0
		}
	case style.AlignRight:
		if !rtl {
			return free, 0
		}
	case style.AlignCenter:
		return free / 2, 0
	case style.AlignSpaceBetween:
		if free > 0 && n > 1 {
			return 0, free / (n - 1)
		}
	case style.AlignSpaceAround:
		if free > 0 && n > 0 {
			return free / n / 2, free / n
		}
	case style.AlignSpaceEvenly:
		if free > 0 {
			return free / (n + 1), free / (n + 1)
		}
	}
	return 0, 0
}

func (g *gridBox) positions(a int, start, between geom.Unit) {
	x := &g.axes[a]
	pos := start
	for i := range x.tracks {
		t := &x.tracks[i]
		t.pos = pos
		pos += t.base
		if !t.collapsed {
			pos += x.gap + between
		}
	}
}

// item lays one item out in its area.
func (g *gridBox) item(j *job, it *gridItem, r *result, lead *gridItem) {
	k, c := it.b, it.b.Style
	x0 := g.axes[cols].span(it)[0].pos
	y0 := g.axes[rows].span(it)[0].pos
	w, h := g.area(it, cols), g.area(it, rows)
	s := g.itemSpace(it, h)
	s.flags |= j.s.flags & wantBase
	var res result
	if j.perform {
		res = g.t.perform(k, s, nil)
	} else if j.s.flags&wantBase != 0 {
		res = g.t.measure(k, s, nil)
	} else {
		return
	}
	m := k.margins(w)
	along := func(a int, free geom.Unit, autoStart, autoEnd bool, m0, m1 *geom.Unit) geom.Unit {
		if autoStart || autoEnd {
			f := max(0, free)
			switch {
			case autoStart && autoEnd:
				*m0, *m1 = f/2, f-f/2
			case autoStart:
				*m0 = f
			default:
				*m1 = f
			}
			return *m0
		}
		if free < 0 && g.safeSelf(k, a) {
			return *m0
		}
		switch g.selfAlign(k, a) {
		case style.AlignEnd:
			return *m0 + free
		case style.AlignCenter:
			return *m0 + free/2
		}
		return *m0
	}
	dx := along(cols, w-res.w-m.Horizontal(), c.Margin[style.Left].IsAuto(), c.Margin[style.Right].IsAuto(), &m.Left, &m.Right)
	dy := along(rows, h-res.h-m.Vertical(), c.Margin[style.Top].IsAuto(), c.Margin[style.Bottom].IsAuto(), &m.Top, &m.Bottom)
	if it.align == style.AlignLastBaseline {
		dy -= it.shim
	} else {
		dy += it.shim
	}
	x, y := j.fr.left()+x0+dx, j.fr.top()+y0+dy
	if g.c.Direction == style.RTL {
		// Tracks run from the right; within an area start is at the right too.
		free := w - res.w - m.Horizontal()
		x = j.fr.left() + j.cw - x0 - w + m.Left + free - (dx - m.Left)
	}
	if it == lead {
		bl := res.first
		if bl == noBaseline {
			bl = lowerEdge(g.c, res.h)
		}
		r.first = y + bl
		r.last = r.first
	}
	if j.perform {
		k.Margin = m
		k.Rect.X, k.Rect.Y = x, y
		g.t.shiftRelative(k, w, h)
	}
}

// gridIntrinsic sizes the columns under min-content and max-content constraints.
func (t *Tree) gridIntrinsic(b *Box) minmax {
	c := b.Style
	g := gridBox{t: t, b: b, c: c, cbH: indef}
	g.place(indef, indef, nil)
	gp := gap(c.ColumnGap, 0)
	size := func(mode sizingMode) geom.Unit {
		g.rowsKnown = false
		g.sizeColumns(indef, mode, gp)
		if g.tied() {
			g.positions(cols, 0, 0)
			h, ok, fr := geom.Unit(indef), false, b.frameOf(0)
			if h, ok = length(c, c.Height, fr.bpH); ok {
				lo, hi := heightLimits(c, indef, fr.bpH)
				h = max(0, clampSize(h, lo, hi)-fr.bpH)
				g.sizeRows(h, sizeDefinite, gap(c.RowGap, h))
			} else {
				g.sizeRows(indef, sizeMax, gap(c.RowGap, 0))
			}
			g.positions(rows, 0, 0)
			g.rowsKnown = true
			g.sizeColumns(indef, mode, gp)
		}
		return g.axes[cols].total()
	}
	return minmax{min: size(sizeMin), max: size(sizeMax)}
}
