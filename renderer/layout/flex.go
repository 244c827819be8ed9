package layout

import (
	"cmp"
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// flexItem is one flex item while its container is laid out. Sizes are border box
// sizes along the main or the cross axis.
type flexItem struct {
	b        *Box
	fr       *frame
	margin   geom.Insets
	base     geom.Unit
	hypo     geom.Unit
	target   geom.Unit
	min, max geom.Unit
	cross    geom.Unit
	baseline geom.Unit // first baseline from the border box top
	mainPos  geom.Unit // border edge, from the container's main start
	crossPos geom.Unit
	align    style.Keyword // stretch, flex-start, flex-end, center or a baseline
	autoMin  bool          // min is the automatic minimum, not yet computed
	stretch  bool          // its cross size is the line's
	frozen   bool
	grow     float64
	shrink   float64
	defMain  bool // its main size is definite in a container whose main size is not
	violated int8
	// Auto margins along the axes, start and end in flex order.
	mainStart, mainEnd, crossStart, crossEnd bool
}

type flexLine struct {
	from, to int // items
	main     geom.Unit
	cross    geom.Unit
	pos      geom.Unit
	first    sharedBaseline
	last     sharedBaseline
}

// sharedBaseline is what stands on one baseline: the largest distances from it to the
// start and the end of the margin boxes along the cross axis.
type sharedBaseline struct {
	asc, desc geom.Unit
	used      bool
}

// add takes a box of the given size in, whose baseline is a behind its start.
func (g *sharedBaseline) add(a, outer geom.Unit) {
	if !g.used {
		*g = sharedBaseline{a, outer - a, true}
	}
	g.asc, g.desc = max(g.asc, a), max(g.desc, outer-a)
}

// flexBox is one run over a flex container.
type flexBox struct {
	t      *Tree
	j      *job
	c      *style.Computed
	row    bool
	wrap   bool
	legacy bool // -webkit-box
	widths bool // a column of which only the widths of items are asked for
	mainR  bool // main start is at the right or bottom
	crosR  bool // cross start is at the right or bottom

	items []flexItem
	lines []flexLine

	avail    geom.Unit // inner main size; indef while unknown
	mainDef  bool      // inner main size is definite
	crossLen geom.Unit // inner cross size or indef
	gapMain  geom.Unit
	gapCross geom.Unit
}

// flexRow reports whether the main axis is horizontal.
func flexRow(c *style.Computed) bool {
	if legacyBox(c) {
		return c.BoxOrient == 0
	}
	return c.FlexDirection == style.FlexRow || c.FlexDirection == style.FlexRowReverse
}

func gap(l style.Length, base geom.Unit) geom.Unit {
	if base == indef {
		base = 0
	}
	return max(0, l.Resolve(base))
}

// flex lays out a flex container.
// https://www.w3.org/TR/css-flexbox-1/#layout-algorithm
func (t *Tree) flex(j *job) result {
	c := j.b.Style
	var f *flexBox
	if n := len(t.flexes); n > 0 {
		f = t.flexes[n-1]
		t.flexes = t.flexes[:n-1]
	} else {
		f = &flexBox{}
	}
	*f = flexBox{t: t, j: j, c: c, row: flexRow(c), wrap: c.FlexWrap != style.NoWrap, legacy: legacyBox(c)}
	if f.legacy {
		f.wrap = false
	}
	rtl := c.Direction == style.RTL
	rev := f.reversed()
	f.mainR = rev != (f.row && rtl)
	f.crosR = (c.FlexWrap == style.WrapReverse) != (!f.row && rtl)

	innerH := geom.Unit(indef)
	if j.h != indef && (f.row || !j.floor) {
		innerH = max(0, j.h-j.fr.bpH)
	}
	if f.row {
		f.avail, f.mainDef, f.crossLen = j.cw, true, innerH
		f.gapMain, f.gapCross = gap(c.ColumnGap, j.cw), gap(c.RowGap, j.pctH)
	} else {
		f.avail, f.mainDef, f.crossLen = innerH, j.pctH != indef, j.cw
		f.gapMain, f.gapCross = gap(c.RowGap, j.pctH), gap(c.ColumnGap, j.cw)
	}

	base, lineBase := len(t.flexItems), len(t.flexLines)
	f.collect()
	f.breakLines()
	f.flexAll()
	r := f.crossSizes()
	if j.perform {
		f.placeItems()
		f.staticPositions()
	}
	f.baselines(&r)
	t.flexItems, t.flexLines = t.flexItems[:base], t.flexLines[:lineBase]
	t.flexes = append(t.flexes, f)
	return r
}

// mainMargin and crossMargin are the item's margins along an axis.
func (f *flexBox) mainMargin(it *flexItem) geom.Unit {
	if f.row {
		return it.margin.Horizontal()
	}
	return it.margin.Vertical()
}

func (f *flexBox) crossMargin(it *flexItem) geom.Unit {
	if f.row {
		return it.margin.Vertical()
	}
	return it.margin.Horizontal()
}

// collect makes the items (steps 1 and 3): flex base sizes and hypothetical sizes.
func (f *flexBox) collect() {
	t, flow := f.t, f.j.b.flow()
	from := len(t.flexItems)
	ordered, legacy := false, f.legacy
	for _, k := range flow {
		if k.data.flags&flagOut != 0 {
			continue
		}
		ordered = ordered || k.data.derived.order != 0 || legacy && k.Style.BoxGroup != 1
		// Measuring may lay out flex containers inside, which use the stack above.
		t.flexItems = append(t.flexItems, flexItem{b: k})
	}
	f.items = t.flexItems[from:]
	if ordered {
		slices.SortStableFunc(f.items, func(a, b flexItem) int {
			if legacy {
				return cmp.Compare(a.b.Style.BoxGroup, b.b.Style.BoxGroup)
			}
			return cmp.Compare(a.b.data.derived.order, b.b.data.derived.order)
		})
	}
	for i := range f.items {
		f.prepare(&f.items[i])
	}
}

func (f *flexBox) prepare(it *flexItem) {
	j, k := f.j, it.b
	c := k.Style
	d := k.data.derived
	it.fr = &d.frame
	if d.flags&flagPctEdges != 0 || k.Collapsed {
		fr := k.frameOf(j.cw)
		it.fr = &fr
	}
	it.grow, it.shrink = float64(c.FlexGrow), float64(c.FlexShrink)
	if f.legacy {
		it.grow, it.shrink = float64(c.BoxFlex), float64(c.BoxFlex)
	}
	it.margin = k.margins(j.cw)
	if d.autoMargin {
		auto := func(side int) bool { return c.Margin[side].IsAuto() }
		a, b := auto(style.Left), auto(style.Right)
		u, v := auto(style.Top), auto(style.Bottom)
		if !f.row {
			a, b, u, v = u, v, a, b
		}
		if f.mainR {
			a, b = b, a
		}
		if f.crosR {
			u, v = v, u
		}
		it.mainStart, it.mainEnd, it.crossStart, it.crossEnd = a, b, u, v
	}
	it.align = f.alignOf(c)
	crossAuto := c.Height.IsAuto()
	if !f.row {
		crossAuto = c.Width.IsAuto()
	}
	it.stretch = it.align == style.AlignStretch && crossAuto && !it.crossStart && !it.crossEnd
	if it.align == style.AlignStretch && !it.stretch {
		it.align = style.AlignFlexStart
	}
	switch {
	case f.widths && c.AspectRatio <= 0:
		it.cross = f.columnWidth(it)
	case d.fixed && !f.legacy && it.b.data.kind != kindTable && f.baseFixed(it, d):
	case f.row:
		f.baseRow(it)
	default:
		f.baseColumn(it)
	}
}

// alignOf resolves align-self to stretch, flex-start, flex-end, center or a baseline.
func (f *flexBox) alignOf(c *style.Computed) style.Keyword {
	a := c.AlignSelf
	if a == style.AlignAuto {
		a = f.c.AlignItems
	}
	if f.legacy {
		a = f.c.BoxAlign
	}
	wrapRev := f.c.FlexWrap == style.WrapReverse
	pick := func(end bool) style.Keyword {
		if end != wrapRev {
			return style.AlignFlexEnd
		}
		return style.AlignFlexStart
	}
	switch a {
	case style.AlignStart:
		return pick(false)
	case style.AlignEnd:
		return pick(true)
	case style.AlignSelfStart, style.AlignSelfEnd:
		end := a == style.AlignSelfEnd
		if !f.row && (c.Direction == style.RTL) != (f.c.Direction == style.RTL) {
			end = !end
		}
		return pick(end)
	case style.AlignFlexStart, style.AlignFlexEnd, style.AlignCenter:
		return a
	case style.AlignBaseline, style.AlignLastBaseline:
		return a
	}
	return style.AlignStretch
}

// stretched gives the definite cross size of an item that will take the whole of a
// single-line container whose cross size is definite (§9.8 rule 1), else indef.
func (f *flexBox) stretched(it *flexItem) geom.Unit {
	if !it.stretch || f.wrap || f.crossLen == indef {
		return indef
	}
	return f.clampCross(it, f.crossLen-f.crossMargin(it))
}

func (f *flexBox) clampCross(it *flexItem, v geom.Unit) geom.Unit {
	var lo, hi geom.Unit
	if f.row {
		if d := it.b.data.derived; d.fixed {
			return clampSize(v, d.minH, d.maxH)
		}
		lo, hi = f.t.contentLimits(it.b, base{f.j.cw, f.j.pctH}, it.target, it.fr)
	} else {
		lo, hi = f.t.widthLimits(it.b, it.b.Style, f.j.cw, it.fr)
	}
	return clampSize(v, lo, hi)
}

// baseFixed is baseRow and baseColumn for an item whose flex basis is the width or height
// of its style, or a length; false when it is neither.
func (f *flexBox) baseFixed(it *flexItem, d *derivedStyle) bool {
	c := d.c
	known := true
	if f.row {
		it.base = d.ownW
	} else {
		it.base = d.ownH
	}
	switch c.FlexBasis.Kind {
	case style.Auto:
		if it.base == indef {
			return false
		}
	case style.Px:
		bp := it.fr.bpW
		if !f.row {
			bp = it.fr.bpH
		}
		it.base, _ = definite(c, c.FlexBasis, indef, bp)
		known = false
	default:
		return false
	}
	if f.row {
		it.min, it.max = d.minW, d.maxW
		it.autoMin = c.MinWidth.Kind == style.Auto && !d.scrolls && !f.legacy
	} else {
		it.cross = f.columnWidth(it)
		it.min, it.max = d.minH, d.maxH
		it.autoMin = c.MinHeight.Kind == style.Auto && !d.scrolls && !f.legacy
		it.defMain = true
	}
	f.hypothetical(it, known)
	return true
}

// baseRow: §9.2 step 3 and §4.5 along a horizontal main axis.
func (f *flexBox) baseRow(it *flexItem) {
	t, j, k, c := f.t, f.j, it.b, it.b.Style
	basis := c.FlexBasis
	fromSize := basis.IsAuto()
	if fromSize {
		basis = c.Width
	}
	it.min, it.max = t.widthLimits(k, c, j.cw, it.fr)
	it.autoMin = c.MinWidth.IsAuto() && !scrolls(c) && !f.legacy
	known := fromSize // base is no smaller than the automatic minimum
	if basis.Kind == style.Content {
		known = true
	}
	if v, ok := t.widthOf(k, c, basis, j.cw, it.fr); ok {
		it.base = v
	} else if h := f.ratioCross(it); h != indef {
		it.base = ratioWidth(c, it.fr, h)
		known = false
	} else {
		it.base = t.intrinsicIn(k, it.fr).max
		if w, ok := f.crossing(it); ok {
			it.base = w
		} else if f.legacy {
			it.base = t.fitWidth(k, j.cw-it.margin.Horizontal(), it.fr)
		}
		if c.AspectRatio > 0 {
			lo, hi := transferred(c, it.fr, j.pctH)
			it.base = clampSize(it.base, lo, hi)
		}
		known = true
	}
	f.hypothetical(it, known)
}

// ratioCross is definiteCross for an item with a preferred aspect ratio. Of others nobody
// asks: its content would be measured for its limits, on every level below too.
func (f *flexBox) ratioCross(it *flexItem) geom.Unit {
	if it.b.Style.AspectRatio <= 0 {
		return indef
	}
	return f.definiteCross(it)
}

// definiteCross is the item's definite cross size, or indef.
func (f *flexBox) definiteCross(it *flexItem) geom.Unit {
	c := it.b.Style
	if f.row {
		if v, ok := definiteH(c, c.Height, f.j.pctH, it.fr.bpH); ok {
			return f.clampCross(it, v)
		}
	} else if v, ok := definite(c, c.Width, f.j.cw, it.fr.bpW); ok {
		return f.clampCross(it, v)
	}
	return f.stretched(it)
}

// baseColumn is baseRow for a vertical main axis: the content size is a height,
// found by measuring at the item's width.
func (f *flexBox) baseColumn(it *flexItem) {
	j, c := f.j, it.b.Style
	it.cross = f.columnWidth(it)
	basis := c.FlexBasis
	fromSize := basis.IsAuto()
	if fromSize {
		basis = c.Height
	}
	it.min, it.max = heightLimits(c, j.pctH, it.fr.bpH)
	it.autoMin = c.MinHeight.IsAuto() && !scrolls(c) && !f.legacy
	known := fromSize || basis.Kind == style.Content
	if v, ok := definiteH(c, basis, j.pctH, it.fr.bpH); ok {
		it.base = v
		it.defMain = true
	} else if w := f.ratioCross(it); w != indef {
		it.defMain = true
		it.base = ratioHeight(c, it.fr, w)
		known = false
	} else {
		if c.AspectRatio > 0 {
			it.base = ratioHeight(c, it.fr, it.cross)
			known = false
		} else {
			it.base = f.contentHeight(it)
			known = true
		}
	}
	if contentSize(c.MinHeight) || it.b.data.kind == kindTable {
		it.min = max(it.min, f.contentHeight(it))
	}
	if contentSize(c.MaxHeight) {
		it.max = max(it.min, min(it.max, f.contentHeight(it)))
	}
	f.hypothetical(it, known)
}

// contentHeight is the height that the item's content wants at its width.
func (f *flexBox) contentHeight(it *flexItem) geom.Unit {
	c := it.b.Style
	s := space{base: base{f.j.cw, f.j.pctH}, size: size{it.cross, indef}}
	if !c.Height.IsAuto() || !c.MinHeight.IsAuto() || !c.MaxHeight.IsAuto() || c.AspectRatio > 0 {
		s.flags = contentH
	}
	return f.t.measure(it.b, s, nil).h
}

// columnWidth is the width of an item of a column container before its line
// stretches it.
func (f *flexBox) columnWidth(it *flexItem) geom.Unit {
	t, j, k, c := f.t, f.j, it.b, it.b.Style
	if w := f.stretched(it); w != indef {
		return w
	}
	if k.data.kind == kindTable { // which has its own idea of its width
		return t.measure(k, space{base: base{j.cw, j.pctH}, size: size{indef, indef}}, nil).w
	}
	if d := k.data.derived; d.fixed && d.w != indef {
		return d.w
	}
	h := geom.Unit(indef)
	if c.AspectRatio > 0 {
		if v, ok := definiteH(c, c.Height, j.pctH, it.fr.bpH); ok {
			lo, hi := heightLimits(c, j.pctH, it.fr.bpH)
			h = clampSize(v, lo, hi)
		}
	}
	return t.usedWidth(k, c, space{base: base{j.cw, j.pctH}, size: size{indef, indef}}, it.fr, h)
}

// hypothetical clamps the base size. The automatic minimum is computed only where
// it can matter: known says that base is no smaller than it.
func (f *flexBox) hypothetical(it *flexItem, known bool) {
	it.base = max(it.base, 0)
	if it.autoMin && !known {
		f.automaticMin(it)
	}
	it.hypo = max(it.min, min(it.base, it.max))
}

// automaticMin computes the content-based minimum size (§4.5).
func (f *flexBox) automaticMin(it *flexItem) {
	if !it.autoMin {
		return
	}
	it.autoMin = false
	t, j, k, c := f.t, f.j, it.b, it.b.Style
	var content geom.Unit
	if f.row {
		content = t.intrinsicIn(k, it.fr).min
		if w, ok := f.crossing(it); ok {
			content = w
		}
		if c.AspectRatio > 0 {
			if h := f.definiteCross(it); h != indef {
				content = max(content, ratioWidth(c, it.fr, h))
			}
			lo, hi := transferred(c, it.fr, j.pctH)
			content = clampSize(content, lo, hi)
		}
		if v, ok := definite(c, c.Width, j.cw, it.fr.bpW); ok {
			content = min(content, v)
		} else if c.Width.Kind == style.Stretch {
			content = min(content, max(it.fr.bpW, j.cw-it.margin.Horizontal()))
		}
	} else {
		if v, ok := definiteH(c, c.Height, j.pctH, it.fr.bpH); ok {
			content = v
			if v > it.fr.bpH {
				least := f.contentHeight(it)
				if c.AspectRatio > 0 {
					least = max(least, ratioHeight(c, it.fr, it.cross))
				}
				content = min(v, least)
			}
		} else {
			content = f.contentHeight(it)
			if c.AspectRatio > 0 {
				content = max(content, ratioHeight(c, it.fr, it.cross))
				lo, hi := t.transferredH(k, c, j.cw, it.fr)
				content = clampSize(content, lo, hi)
			}
		}
	}
	it.min = max(it.min, min(content, it.max))
}

// breakLines: §9.3 step 5.
func (f *flexBox) breakLines() {
	t := f.t
	from := len(t.flexLines)
	limit := f.avail
	if !f.row && limit == indef {
		limit = unlimited
		if f.j.maxH != unlimited {
			limit = max(0, f.j.maxH-f.j.fr.bpH)
		}
	}
	n := len(f.items)
	if f.wrap && f.c.FlexBalance && n > 1 && n <= maxBalanced {
		f.balance(limit)
		f.lines = t.flexLines[from:]
		return
	}
	for i := 0; i < n; {
		line := flexLine{from: i}
		for ; i < n; i++ {
			it := &f.items[i]
			w := it.hypo.Add(f.mainMargin(it))
			if i > line.from {
				if f.wrap && line.main.Add(f.gapMain).Add(w) > limit {
					break
				}
				line.main = line.main.Add(f.gapMain)
			}
			line.main = line.main.Add(w)
		}
		line.to = i
		t.flexLines = append(t.flexLines, line)
	}
	f.lines = t.flexLines[from:]
}

// flexAll finds the container's main size and resolves the flexible lengths.
func (f *flexBox) flexAll() {
	c := f.j.b.Style
	if f.avail == indef || !f.row && (contentSize(c.MaxHeight) || contentSize(c.MinHeight)) {
		// Step 4: a column takes what its longest line asks, within its limits.
		var longest geom.Unit
		for i := range f.lines {
			longest = max(longest, f.lines[i].main)
		}
		f.avail = max(0, f.j.finish(longest.Add(f.j.fr.bpH))-f.j.fr.bpH)
	}
	for i := range f.lines {
		f.flexLine(&f.lines[i])
	}
	if !f.row {
		for i := range f.items {
			f.columnRatio(&f.items[i])
		}
	}
}

// columnRatio gives an item of a column that no line stretches the width that its
// aspect-ratio makes of its flexed height.
func (f *flexBox) columnRatio(it *flexItem) {
	c := it.b.Style
	if c.AspectRatio > 0 && c.Width.IsAuto() && !it.stretch {
		it.cross = f.clampCross(it, ratioWidth(c, it.fr, it.target))
	}
}

// flexLine: §9.7.
func (f *flexBox) flexLine(l *flexLine) {
	items := f.items[l.from:l.to]
	avail := f.avail - f.gapMain*geom.Unit(len(items)-1)
	sum := geom.Unit(0)
	for i := range items {
		sum = sum.Add(items[i].hypo).Add(f.mainMargin(&items[i]))
	}
	grow := sum < avail
	if sum == avail {
		for i := range items {
			items[i].target = items[i].hypo
		}
		return
	}
	free := avail
	open := 0
	for i := range items {
		it := &items[i]
		factor := it.grow
		if !grow {
			factor = it.shrink
		}
		it.frozen = factor <= 0 || grow && it.base > it.hypo || !grow && it.base < it.hypo
		it.target = it.base
		if it.frozen {
			it.target = it.hypo
		} else {
			open++
			if !grow {
				f.automaticMin(it)
			}
		}
		free -= it.target + f.mainMargin(it)
	}
	initial := free
	for open > 0 {
		var factors, scaled float64
		free = avail
		for i := range items {
			it := &items[i]
			free -= f.mainMargin(it)
			if it.frozen {
				free -= it.target
				continue
			}
			free -= it.base
			if grow {
				factors += it.grow
			} else {
				factors += it.shrink
				scaled += it.shrink * float64(f.innerBase(it))
			}
		}
		if factors < 1 {
			if part := geom.Unit(float64(initial) * factors); abs(part) < abs(free) {
				free = part
			}
		}
		var violation geom.Unit
		for i := range items {
			it := &items[i]
			if it.frozen {
				continue
			}
			share := 0.0
			switch {
			case free == 0:
			case grow:
				share = float64(free) * it.grow / factors
			case scaled > 0:
				share = float64(free) * it.shrink * float64(f.innerBase(it)) / scaled
			}
			want := it.base + roundUnit(share)
			it.target = max(it.min, it.bpMain(f.row), min(want, it.max))
			it.violated = sign(it.target - want)
			violation += it.target - want
		}
		s := sign(violation)
		for i := range items {
			it := &items[i]
			if !it.frozen && (s == 0 || it.violated == s) {
				it.frozen = true
				open--
			}
		}
	}
}

func (it *flexItem) bpMain(row bool) geom.Unit {
	if row {
		return it.fr.bpW
	}
	return it.fr.bpH
}

func (f *flexBox) innerBase(it *flexItem) geom.Unit { return max(0, it.base-it.bpMain(f.row)) }

func roundUnit(v float64) geom.Unit {
	if v < 0 {
		return -geom.Unit(min(-v+0.5, float64(geom.MaxUnit)))
	}
	return geom.Unit(min(v+0.5, float64(geom.MaxUnit)))
}

func abs(u geom.Unit) geom.Unit {
	if u < 0 {
		return -u
	}
	return u
}

func sign(u geom.Unit) int8 {
	switch {
	case u < 0:
		return -1
	case u > 0:
		return 1
	}
	return 0
}
