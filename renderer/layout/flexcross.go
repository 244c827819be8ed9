package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// crossSizes: §9.4, the cross sizes of items, lines and container.
func (f *flexBox) crossSizes() result {
	j := f.j
	single := !f.wrap
	for i := range f.lines {
		l := &f.lines[i]
		for n := l.from; n < l.to; n++ {
			it := &f.items[n]
			f.itemCross(it)
			outer := it.cross + f.crossMargin(it)
			if g := l.group(it); g != nil && !it.crossStart && !it.crossEnd {
				g.add(f.ascent(it), outer)
				continue
			}
			l.cross = max(l.cross, outer)
		}
		l.cross = max(l.cross, l.first.asc+l.first.desc, l.last.asc+l.last.desc)
		if single && f.crossLen != indef && !j.floor {
			l.cross = f.crossLen
		}
	}
	var sum geom.Unit
	for i := range f.lines {
		sum += f.lines[i].cross
	}
	if n := len(f.lines); n > 1 {
		sum += f.gapCross * geom.Unit(n-1)
	}
	var r result
	inner := f.crossLen
	if f.row {
		r.h = j.finish(sum.Add(j.fr.bpH))
		inner = max(0, r.h-j.fr.bpH)
	} else {
		r.h = j.finish(f.avail.Add(j.fr.bpH))
	}
	if single {
		for i := range f.lines {
			f.lines[i].cross = inner
		}
	}
	f.crossLen = inner
	f.placeLines(sum)
	for i := range f.lines {
		l := &f.lines[i]
		for n := l.from; n < l.to; n++ {
			if it := &f.items[n]; it.stretch {
				it.cross = f.clampCross(it, l.cross-f.crossMargin(it))
			}
		}
	}
	return r
}

// group gives the baseline group of an item, nil without one.
func (l *flexLine) group(it *flexItem) *sharedBaseline {
	switch it.align {
	case style.AlignBaseline:
		return &l.first
	case style.AlignLastBaseline:
		return &l.last
	}
	return nil
}

// ascent is the distance from the start of the margin box, top or left, to the baseline.
func (f *flexBox) ascent(it *flexItem) geom.Unit {
	if !f.row {
		return it.margin.Left // columns have none: the left edges stand in a row (oracle chromium)
	}
	return it.baseline + it.margin.Top
}

// itemCross finds the hypothetical cross size and the baseline.
func (f *flexBox) itemCross(it *flexItem) {
	j := f.j
	if !f.row {
		return // known since baseColumn
	}
	if w := f.stretched(it); w != indef {
		it.cross = w
		return
	}
	s := space{base: base{j.cw, j.pctH}, size: size{it.target, indef}}
	if it.align == style.AlignBaseline || it.align == style.AlignLastBaseline {
		s.flags |= wantBase
	}
	var r result
	if j.perform && !it.stretch && s.flags == 0 {
		// Faster: its final layout asks the same, so it is not laid out twice.
		r = f.t.perform(it.b, s, nil)
	} else {
		r = f.t.measure(it.b, s, nil)
	}
	it.cross = r.h
	it.baseline = r.first
	if it.align == style.AlignLastBaseline {
		if it.baseline = r.last; it.b.data.kind == kindFlex {
			it.baseline = noBaseline // its last is made up, but of its edge
		}
	}
	if it.baseline == noBaseline {
		it.baseline = lowerEdge(f.j.b.Style, r.h)
	}
}

// placeLines: align-content (§9.4 step 9, §9.6 step 16).
func (f *flexBox) placeLines(sum geom.Unit) {
	n := geom.Unit(len(f.lines))
	if n == 0 {
		return
	}
	free := f.crossLen - sum
	var start, between geom.Unit
	if f.wrap {
		a := f.c.AlignContent
		rev := f.c.FlexWrap == style.WrapReverse
		switch a {
		case style.AlignStart, style.AlignSelfStart, style.AlignLeft:
			a = flipIf(rev, style.AlignFlexStart)
		case style.AlignEnd, style.AlignSelfEnd, style.AlignRight, style.AlignLastBaseline:
			a = flipIf(rev, style.AlignFlexEnd)
		case style.AlignBaseline:
			a = flipIf(rev, style.AlignFlexStart)
		}
		// What does not fit is not spaced but safely centred: at the start (CSS Align 3 §5.2).
		spaced := a == style.AlignSpaceAround || a == style.AlignSpaceEvenly
		if free < 0 && (spaced || f.c.Safe&style.SafeAlignContent != 0) {
			a = flipIf(rev, style.AlignFlexStart)
		}
		switch a {
		case style.AlignFlexEnd:
			start = free
		case style.AlignCenter:
			start = free / 2
		case style.AlignFlexStart:
		default:
			if free <= 0 {
				break
			}
			switch a {
			case style.AlignSpaceBetween:
				if n > 1 {
					between = free / (n - 1)
				}
			case style.AlignSpaceAround:
				between = free / n
				start = between / 2
			case style.AlignSpaceEvenly:
				between = free / (n + 1)
				start = between
			default: // stretch
				for i := range f.lines {
					f.lines[i].cross += free / n
				}
			}
		}
	}
	pos := start
	for i := range f.lines {
		f.lines[i].pos = pos
		pos += f.lines[i].cross + between + f.gapCross
	}
}

func flipIf(rev bool, a style.Keyword) style.Keyword {
	if !rev {
		return a
	}
	if a == style.AlignFlexStart {
		return style.AlignFlexEnd
	}
	return style.AlignFlexStart
}

func (f *flexBox) reversed() bool {
	if f.legacy {
		return f.c.BoxReverse
	}
	return f.c.FlexDirection == style.FlexRowReverse || f.c.FlexDirection == style.FlexColumnReverse
}

// justify resolves justify-content to flex-start, flex-end, center or space-*.
func (f *flexBox) justify() style.Keyword {
	a := f.c.JustifyContent
	if f.legacy {
		a = f.c.BoxPack
	}
	rev := f.reversed()
	switch a {
	case style.AlignStart, style.AlignSelfStart:
		return flipIf(rev, style.AlignFlexStart)
	case style.AlignEnd, style.AlignSelfEnd:
		return flipIf(rev, style.AlignFlexEnd)
	case style.AlignLeft, style.AlignRight:
		if !f.row {
			return flipIf(rev, style.AlignFlexStart)
		}
		if (a == style.AlignRight) != f.mainR {
			return style.AlignFlexEnd
		}
		return style.AlignFlexStart
	case style.AlignFlexEnd, style.AlignCenter, style.AlignSpaceAround, style.AlignSpaceBetween, style.AlignSpaceEvenly:
		return a
	}
	return style.AlignFlexStart
}

// placeItems: §9.5 main-axis and §9.6 cross-axis alignment, and the final layout.
func (f *flexBox) placeItems() {
	just := f.justify()
	for i := range f.lines {
		l := &f.lines[i]
		f.mainAxis(l, just)
		for n := l.from; n < l.to; n++ {
			f.crossAxis(l, &f.items[n])
		}
	}
	for i := range f.items {
		f.place(&f.items[i])
	}
}

func (f *flexBox) mainAxis(l *flexLine, just style.Keyword) {
	items := f.items[l.from:l.to]
	n := geom.Unit(len(items))
	free := f.avail - f.gapMain*(n-1)
	autos := geom.Unit(0)
	for i := range items {
		it := &items[i]
		free -= it.target + f.mainMargin(it)
		if it.mainStart {
			autos++
		}
		if it.mainEnd {
			autos++
		}
	}
	var start, between geom.Unit
	if autos > 0 && free > 0 {
		share := free / autos
		for i := range items {
			it := &items[i]
			if it.mainStart {
				f.addMargin(it, true, true, share)
			}
			if it.mainEnd {
				f.addMargin(it, true, false, share)
			}
		}
	} else {
		if free < 0 && f.c.Safe&style.SafeJustifyContent != 0 {
			just = flipIf(f.reversed(), style.AlignFlexStart)
		}
		switch just {
		case style.AlignFlexEnd:
			start = free
		case style.AlignCenter:
			start = free / 2
		case style.AlignSpaceBetween:
			if free > 0 && n > 1 {
				between = free / (n - 1)
			}
		case style.AlignSpaceAround:
			if free > 0 {
				between = free / n
				start = between / 2
			} else if f.reversed() {
				start = free // the fallback is start, not flex-start
			}
		case style.AlignSpaceEvenly:
			if free > 0 {
				between = free / (n + 1)
				start = between
			} else if f.reversed() {
				start = free
			}
		}
	}
	pos := start
	for i := range items {
		it := &items[i]
		it.mainPos = pos + f.side(it, true, true)
		pos += it.target + f.mainMargin(it) + f.gapMain + between
	}
}

// side gives the margin at the start or end of an axis, in flex order.
func (f *flexBox) side(it *flexItem, main, start bool) geom.Unit { return *f.sidePtr(it, main, start) }

func (f *flexBox) sidePtr(it *flexItem, main, start bool) *geom.Unit {
	rev := f.crosR
	if main {
		rev = f.mainR
	}
	first := start != rev
	if main == f.row {
		if first {
			return &it.margin.Left
		}
		return &it.margin.Right
	}
	if first {
		return &it.margin.Top
	}
	return &it.margin.Bottom
}

func (f *flexBox) addMargin(it *flexItem, main, start bool, v geom.Unit) {
	*f.sidePtr(it, main, start) += v
}

func (f *flexBox) crossAxis(l *flexLine, it *flexItem) {
	free := l.cross - it.cross - f.crossMargin(it)
	pos := l.pos
	safe := free < 0 && f.safeSelf(it.b.Style)
	switch {
	case safe && !it.crossStart && !it.crossEnd:
		if f.c.FlexWrap == style.WrapReverse {
			pos += free
		}
	case it.crossStart || it.crossEnd:
		if free > 0 {
			if it.crossStart && it.crossEnd {
				f.addMargin(it, false, true, free/2)
				f.addMargin(it, false, false, free-free/2)
			} else {
				f.addMargin(it, false, it.crossStart, free)
			}
		} else if f.c.FlexWrap == style.WrapReverse {
			pos += free // the margin at the axis's own start is the one that gives way
		}
	case it.align == style.AlignFlexEnd:
		pos += free
	case it.align == style.AlignCenter:
		pos += free / 2
	case it.align == style.AlignBaseline:
		a := f.ascent(it)
		d := l.first.asc - a
		if f.crosR {
			// The group keeps to the cross start, which is below.
			d = l.first.desc - (it.cross + f.crossMargin(it) - a)
		}
		pos += d
	case it.align == style.AlignLastBaseline:
		a := f.ascent(it)
		d := l.cross - l.last.desc - a
		if f.crosR {
			d = l.cross - l.last.asc - (it.cross + f.crossMargin(it) - a)
		}
		pos += d
	}
	it.crossPos = pos + f.side(it, false, true)
}

// safeSelf reports whether an item that overflows its line keeps to the start.
func (f *flexBox) safeSelf(c *style.Computed) bool {
	if c.AlignSelf == style.AlignAuto {
		return f.c.Safe&style.SafeAlignItems != 0
	}
	return c.Safe&style.SafeAlignSelf != 0
}

// itemSpace is the final constraint of an item.
func (f *flexBox) itemSpace(it *flexItem) space {
	j := f.j
	s := space{base: base{j.cw, j.pctH}, size: size{it.target, indef}}
	if f.row {
		if it.stretch {
			s.h = it.cross
		}
		return s
	}
	s.w, s.h = it.cross, it.target
	if !f.mainDef {
		if !it.defMain {
			s.flags |= hIndefinite
		}
	}
	return s
}

func (f *flexBox) place(it *flexItem) {
	j, k := f.j, it.b
	s := f.itemSpace(it)
	s.flags |= j.s.flags & wantBase
	r := f.t.perform(k, s, nil)
	mainLen, crossLen := f.avail, f.crossLen
	m, c := it.mainPos, it.crossPos
	mw, cw := r.w, r.h
	if !f.row {
		mw, cw = r.h, r.w
	}
	if f.mainR {
		m = mainLen - m - mw
	}
	if f.crosR {
		c = crossLen - c - cw
	}
	if !f.row {
		m, c = c, m
	}
	k.Margin = it.margin
	k.Rect.X, k.Rect.Y = j.fr.left()+m, j.fr.top()+c
	f.t.shiftRelative(k, j.cw, j.pctH)
	it.mainPos, it.crossPos = m, c
	it.baseline = r.first
	if r.first == noBaseline {
		it.baseline = lowerEdge(f.j.b.Style, r.h)
	}
}

// staticPositions: an absolute child stands as if it were the sole item (§4.1).
func (f *flexBox) staticPositions() {
	j := f.j
	var area geom.Rect
	made := false
	var just style.Keyword
	for _, k := range j.b.flow() {
		c := k.Style
		if k.data.flags&flagOut == 0 {
			continue
		}
		if !made {
			made = true
			h := f.crossLen
			if !f.row {
				h = f.avail
			}
			area = geom.Rect{X: j.fr.left(), Y: j.fr.top(), W: j.cw, H: h}
			just = f.justify()
		}
		m := placeIn(just, f.mainR)
		if f.c.JustifyContent == style.AlignSpaceAround || f.c.JustifyContent == style.AlignSpaceEvenly {
			m = 1
		}
		self := f.alignOf(c)
		if rev := f.c.FlexWrap == style.WrapReverse; self == style.AlignBaseline && rev || self == style.AlignLastBaseline && !rev {
			self = style.AlignFlexEnd // baseline falls back to start, last baseline to end
		}
		x := placeIn(self, f.crosR)
		p := staticPos{area: area, alignX: m, alignY: x}
		if f.row { // of the main axis safe does not count (oracle chromium)
			p.safeY = f.safeSelf(c)
		} else {
			p.alignX, p.alignY, p.safeX = x, m, f.safeSelf(c)
		}
		k.rarely().static = p
	}
}

// placeIn turns an alignment in flex order into 0 start, 1 center, 2 end.
func placeIn(a style.Keyword, rev bool) uint8 {
	v := uint8(0)
	switch a {
	case style.AlignCenter:
		return 1
	case style.AlignFlexEnd:
		v = 2
	}
	if rev {
		v = 2 - v
	}
	return v
}

// baselines: §8.5, the container's first and last baseline.
func (f *flexBox) baselines(r *result) {
	r.first, r.last = noBaseline, noBaseline
	if len(f.items) == 0 {
		return
	}
	if !f.j.perform {
		if f.j.s.flags&wantBase == 0 {
			return
		}
		// Places are needed only here: find them the way placeItems does, cheaply, as
		// baselines are asked of few flex containers.
		f.measureBaselines(r)
		return
	}
	first := f.baselineItem()
	r.first = first.b.Rect.Y + first.baseline - f.relY(first)
	r.last = r.first // a block around it takes the first for its last (oracle chromium)
}

func (f *flexBox) relY(it *flexItem) geom.Unit {
	if it.b.Style.Position != style.PositionRelative {
		return 0
	}
	return relativeOffset(it.b, f.j.cw, f.j.pctH).Y
}

// baselineItem is the item whose baseline the container takes: of the upper line the first
// that takes part in baseline alignment, else the first.
func (f *flexBox) baselineItem() *flexItem {
	l := &f.lines[0]
	if f.c.FlexWrap == style.WrapReverse {
		l = &f.lines[len(f.lines)-1]
	}
	items := f.items[l.from:l.to]
	if f.row {
		for i := range items {
			if items[i].align == style.AlignBaseline {
				return &items[i]
			}
		}
	}
	if !f.legacy && (f.c.FlexDirection == style.FlexColumnReverse || f.c.FlexDirection == style.FlexRowReverse) {
		return &items[len(items)-1]
	}
	return &items[0]
}

// measureBaselines finds the baselines without placing anything.
func (f *flexBox) measureBaselines(r *result) {
	just := f.justify()
	at := func() geom.Unit {
		it := f.baselineItem()
		sp := f.itemSpace(it)
		sp.flags |= wantBase
		res := f.t.measure(it.b, sp, nil)
		bl := res.first
		if bl == noBaseline {
			bl = lowerEdge(f.j.b.Style, res.h)
		}
		for i := range f.lines {
			l := &f.lines[i]
			if &f.items[l.from] != it && (l.to <= l.from || !f.within(l, it)) {
				continue
			}
			save := it.margin
			var pos geom.Unit
			if f.row {
				f.crossAxis(l, it)
				pos = it.crossPos
				if f.crosR {
					pos = f.crossLen - pos - res.h
				}
			} else {
				keep := make([]geom.Insets, 0, l.to-l.from)
				for n := l.from; n < l.to; n++ {
					keep = append(keep, f.items[n].margin)
				}
				f.mainAxis(l, just)
				for n := l.from; n < l.to; n++ {
					f.items[n].margin = keep[n-l.from]
				}
				pos = it.mainPos
				if f.mainR {
					pos = f.avail - pos - res.h
				}
			}
			it.margin = save
			return f.j.fr.top() + pos + bl
		}
		return noBaseline
	}
	r.first = at()
	r.last = r.first
}

func (f *flexBox) within(l *flexLine, it *flexItem) bool {
	for n := l.from; n < l.to; n++ {
		if &f.items[n] == it {
			return true
		}
	}
	return false
}
