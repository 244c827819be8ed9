package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// blockState is how far a block container has come.
type blockState struct {
	y      geom.Unit // bottom border edge of the last block, from the border box
	margin strut     // margins that adjoin y
	open   bool      // they adjoin the container's own top margin too
	top    strut     // what does, once that is known
	stays  bool      // margin does not go through the container's bottom
	cut    bool      // the last line that -webkit-line-clamp shows was reached,
	cutY   geom.Unit // here
	first  geom.Unit
	last   geom.Unit

	late  int32     // one behind the first block in an inline box whose margins go on,
	lateY geom.Unit // which stands here so far

	i               int32 // the child at hand
	firstAt, lastAt int32 // and those that have the baselines
}

// block lays out block-level boxes: CSS 2.1 §9.4.1, §8.3.1, §10.6.3.
func (t *Tree) block(j *job) result {
	b, fr := j.b, &j.fr
	bfc := b.data.flags&flagBFC != 0
	fl := j.fl
	if bfc {
		fl = nil
		if b.data.flags&flagFloats != 0 {
			fl = &flow{fs: &floats{}}
		}
		if clamps(b.Style) {
			fl = t.clampFlow(j, fl)
		}
	}
	st := blockState{y: fr.top(), open: !bfc && fr.top() == 0, first: noBaseline, last: noBaseline}
	var m *blockMemo
	if b.remembers(j, fl) {
		if m = b.memo(); m == nil {
			m = &blockMemo{}
			b.rarely().memo = m
		} else if t.resume(j, m, &st) {
			return t.endBlock(j, fl, &st, bfc)
		}
		m.begin(j)
	} else if j.perform {
		b.forgetMemo()
	}
	left, right := fr.left(), fr.left()+j.cw
	for i, k := range b.flow() {
		if m != nil && i%blockStep == 0 {
			m.marks = append(m.marks, blockMark{st: st})
		}
		st.i = int32(i)
		if k.data.flags&flagOut == 0 && k.Style.Float != style.FloatNone && k.data.flags&flagItem == 0 {
			y := st.y
			if !st.open {
				y += st.margin.sum()
			}
			if fl == nil {
				fl = &flow{fs: &floats{}}
			}
			t.float(j, k, fl, y, left, right)
			if j.perform && i > 0 && k.Parent.Inline {
				t.behindFloats(j, fl, i)
			}
			continue
		}
		t.blockKid(j, k, fl, &st)
	}
	if m != nil {
		m.end = st
	}
	return t.endBlock(j, fl, &st, bfc)
}

// blockKid lays out a child that does not float.
func (t *Tree) blockKid(j *job, k *Box, fl *flow, st *blockState) {
	if k.data.flags&flagOut == 0 {
		t.blockChild(j, k, fl, st)
		if fl != nil && fl.clamp != nil && fl.clamp.left <= 0 && !st.cut {
			st.cut, st.cutY = true, st.y
		}
		return
	}
	if !j.perform {
		return
	}
	y := st.y
	if !st.open {
		y += st.margin.sum()
	}
	left, right := j.fr.left(), j.fr.left()+j.cw
	k.rarely().static = staticAt(j.b, left, right, y)
	if staticInline(k) {
		var e behind
		e.band(fl, j, y)
		indent := j.b.Style.TextIndent.Resolve(j.cw)
		if j.b.Style.Direction == style.RTL {
			indent = -indent
		}
		k.rarely().static.area.X = emptyLineStart(j.b, e.left, e.right) + indent
	} else {
		selfStatic(j.b, k, &k.rarely().static, left, right)
	}
	for p := k.Parent; p != nil && p.Inline; p = p.Parent {
		if p.Style.Position == style.PositionRelative {
			k.rarely().static.area = k.rarely().static.area.Translate(relativeOffset(p, j.cw, j.pctH))
		}
	}
}

// anyBlock reports whether b has a block in flow.
func anyBlock(b *Box) bool {
	for _, k := range b.flow() {
		if k.data.flags&flagOut == 0 && k.Style.Float == style.FloatNone {
			return true
		}
	}
	return false
}

// clampFlow gives the flow that counts the lines of a block container with
// -webkit-line-clamp. What follows the last line that may show takes no room, also when
// it has no lines (oracle chromium).
func (t *Tree) clampFlow(j *job, fl *flow) *flow {
	const many = 1 << 30
	probe := &flow{fs: &floats{}, clamp: &clampState{left: many}}
	perform := j.perform
	j.perform = false
	st := blockState{y: j.fr.top(), first: noBaseline, last: noBaseline}
	for _, k := range j.b.flow() {
		if k.data.flags&flagOut == 0 && k.Style.Float == style.FloatNone {
			t.blockChild(j, k, probe, &st)
		}
	}
	j.perform = perform
	lines := many - probe.clamp.left
	if lines < j.b.Style.LineClamp {
		return fl
	}
	if fl == nil {
		fl = &flow{fs: &floats{}}
	}
	fl.clamp = &clampState{left: j.b.Style.LineClamp, all: lines == j.b.Style.LineClamp}
	return fl
}

// staticAt is the static position of a block-level box at height y.
func staticAt(b *Box, left, right, y geom.Unit) staticPos {
	if b.Style.Direction == style.RTL {
		return staticPos{area: geom.Rect{X: right, Y: y}, alignX: 2}
	}
	return staticPos{area: geom.Rect{X: left, Y: y}}
}

// endBlock closes the box under its last child.
func (t *Tree) endBlock(j *job, fl *flow, st *blockState, bfc bool) result {
	fr := &j.fr
	r := result{first: st.first, last: st.last}
	m := j.b.margins(j.s.cbW)
	r.top.add(m.Top)
	bottomEdge := fr.border.Bottom + fr.padding.Bottom
	if line := t.markerLine(j.b); line > 0 && st.first == noBaseline {
		if st.open {
			st.open, st.top, st.margin = false, st.margin, strut{}
		}
		low := line - bottomEdge // beside the whole border box (oracle chromium)
		if !anyBlock(j.b) {
			// The marker stands on a line of its own.
			low = fr.top() + line
			r.first = fr.top() + t.fontOf(j.b.Style.Inherited).lead.asc
			r.last = r.first
		}
		if low > st.y {
			st.y, st.margin = low, strut{}
		}
	}
	if st.open {
		r.h = j.finish(fr.bpH)
		r.top.join(st.margin)
		if r.h == 0 && fr.bpH == 0 {
			r.through = true
		}
		r.bottom.add(m.Bottom)
		return r
	}
	r.top.join(st.top)
	auto := st.y
	through := !bfc && bottomEdge == 0 && !st.stays
	if !through {
		auto = max(st.y+st.margin.sum(), fr.top())
	}
	if st.cut {
		auto, through = st.cutY, false
	} else if bfc && fl != nil {
		auto = max(auto, fl.fs.bottom())
	}
	auto += bottomEdge
	r.h = j.finish(auto)
	if through && j.h == indef && r.h == auto {
		r.bottom.join(st.margin)
	}
	r.bottom.add(m.Bottom)
	return r
}

// blockChild lays out one in-flow block-level child.
func (t *Tree) blockChild(j *job, k *Box, fl *flow, st *blockState) {
	b := j.b
	fr := &j.fr
	s := space{base: base{j.cw, j.pctH}, size: size{indef, indef}, flags: fillW | j.s.flags&(wantBase|lineBase)}
	if b.Style.Display == style.DisplayListItem {
		s.flags |= wantBase // a marker stands on the first line
	}
	kbfc := k.data.flags&flagBFC != 0
	cw := j.cw
	if j.across > 0 && k.Style.Uncommon().ColumnSpan {
		cw = j.across
		s.cbW = cw
	}
	m := k.margins(cw)
	just := justified(k, b)
	t.justifySpace(k, just, &s)
	x := fr.left()
	if fl != nil {
		if kbfc {
			t.besideFloats(j, k, fl, st, s, m)
			return
		}
		t.amongFloats(j, k, fl, st, s, m)
		return
	}
	var r result
	if j.perform {
		r = t.perform(k, s, nil)
	} else {
		r = t.measure(k, s, nil)
	}
	if kbfc {
		r.top, r.bottom, r.through = strut{}, strut{}, false
		r.top.add(m.Top)
		r.bottom.add(m.Bottom)
	}
	y := t.advance(st, &r)
	if j.perform {
		used := m
		x += blockX(b, k, just, cw, r.w, &used)
		y = t.onLine(j, k, st, &r, r.through, y)
		k.Margin = used
		k.Rect.X, k.Rect.Y = x, y
		t.shiftRelative(k, j.cw, j.pctH)
	}
	st.baselines(y, &r)
}

// advance puts a box with result r under what came before and returns its y.
func (t *Tree) advance(st *blockState, r *result) geom.Unit {
	if r.through {
		st.margin.join(r.top)
		y := st.y
		if !st.open {
			y += st.margin.sum()
		}
		st.margin.join(r.bottom)
		return y
	}
	st.margin.join(r.top)
	if st.open {
		st.open, st.top = false, st.margin
	} else {
		st.y += st.margin.sum()
	}
	y := st.y
	st.y += r.h
	st.margin, st.stays = r.bottom, false
	return y
}

func (st *blockState) baselines(y geom.Unit, r *result) {
	if r.first != noBaseline && st.first == noBaseline {
		st.first, st.firstAt = y+r.first, st.i
	}
	if r.last != noBaseline {
		st.last, st.lastAt = y+r.last, st.i
	}
}

// amongFloats lays out a block whose lines floats may shorten: its place must be
// known first.
func (t *Tree) amongFloats(j *job, k *Box, fl *flow, st *blockState, s space, m geom.Insets) {
	fr := &j.fr
	var seen adjoining
	tm, through := t.topMargin(k, j.cw, j.pctH, fl.fs, &seen)
	joined := st.margin
	joined.join(tm)
	own := strut{}
	own.add(m.Top)
	hypo := joined
	if through { // its bottom margin does not say where its top edge would be
		hypo = st.margin
		hypo.join(own)
	}
	y, edge := st.y, st.y
	if !st.open {
		y, edge = y+joined.sum(), edge+hypo.sum()
	}
	cleared := false
	if c := k.Style.Clear; c != style.FloatNone {
		if cy := fl.fs.clear(c, geom.MinUnit); cy != geom.MinUnit && cy-fl.y > edge {
			// Clearance: the border edge stands right under the floats.
			y, cleared = cy-fl.y, true
		}
	}
	used := m
	fr0 := k.frameOf(j.cw)
	w := s.w
	if w == indef {
		w = t.usedWidth(k, k.Style, s, &fr0, indef)
	}
	x := fr.left() + blockX(j.b, k, justified(k, j.b), j.cw, w, &used)
	var r result
	if j.perform {
		r = t.perform(k, s, fl.at(x, y))
	} else {
		r = t.measure(k, s, fl.at(x, y))
	}
	r.through = r.through && through
	if cleared {
		if st.open {
			st.open, st.top = false, st.margin
		}
		if st.stays = r.through; r.through {
			// Its margins meet each other and what follows, not the end of the container
			// (CSS 2.1 §8.3.1).
			st.y, st.margin = y-own.sum(), own
			st.margin.join(r.top)
			st.margin.join(r.bottom)
		} else {
			st.y, st.margin = y+r.h, r.bottom
		}
	} else {
		y = t.advance(st, &r)
	}
	if j.perform {
		y = t.onLine(j, k, st, &r, r.through && !cleared, y)
		k.Margin = used
		k.Rect.X, k.Rect.Y = x, y
		if k.data.flags&flagWrap != 0 {
			k.rarely().behind.band(fl, j, y+k.Rect.H)
		}
		t.shiftRelative(k, j.cw, j.pctH)
	}
	st.baselines(y, &r)
}

// behind is where the line begins that follows an anonymous block in an inline box: so far
// under it, between these edges. base is what shifts of the block are measured by.
type behind struct {
	down, left, right geom.Unit
	base              base
}

func (e *behind) band(fl *flow, j *job, y geom.Unit) {
	e.left, e.right = j.fr.left(), j.fr.left()+j.cw
	if fl != nil {
		l, r := fl.fs.band(y+e.down+fl.y, 1, e.left+fl.x, e.right+fl.x)
		e.left, e.right = l-fl.x, r-fl.x
	}
}

// behindFloats finds anew where the line begins behind the block in an inline box that the
// floats up to child i follow.
func (t *Tree) behindFloats(j *job, fl *flow, i int) {
	list := j.b.flow()
	for ; i > 0 && list[i].Style.Float != style.FloatNone; i-- {
	}
	if k := list[i]; k.data.flags&flagWrap != 0 {
		k.rarely().behind.band(fl, j, k.Rect.Bottom())
	}
}

// onLine gives the place of child k with result r at y when it is a part of inline content
// that blocks divide. Parts without extent go with the margins around them.
func (t *Tree) onLine(j *job, k *Box, st *blockState, r *result, gone bool, y geom.Unit) geom.Unit {
	if !inlinePart(k) {
		st.late = 0
		return y
	}
	if k.data.flags&flagWrap != 0 {
		k.rarely().behind = behind{r.bottom.sum(), j.fr.left(), j.fr.left() + j.cw, base{j.cw, j.pctH}}
	}
	switch {
	case gone:
		return t.vanished(j.b, k, st)
	case !r.through:
		st.settle(j.b, y)
	}
	return y
}

// divided reports a block whose inline content is in anonymous blocks between its others.
func divided(b *Box) bool {
	return slices.ContainsFunc(b.flow(), func(k *Box) bool {
		return k.data.flags&flagOut == 0 && k.Style.Float == style.FloatNone && !inlinePart(k)
	})
}

// inlinePart reports a block that is made of some inline content of the block around it, or
// of blocks in an inline box.
func inlinePart(k *Box) bool {
	return k.Node == nil && k.data.flags&(flagItem|flagOut) == 0 && k.data.kind == kindBlock && (k.data.flags&flagWrap != 0 || k.entries() != nil)
}

// vanished gives the place of a block in an inline box when its margins are one: it stands
// on a line of no height, behind them and as low as vertical-align says. More margins that
// follow move it too (oracle chromium).
func (t *Tree) vanished(b, k *Box, st *blockState) geom.Unit {
	y := st.y
	if !st.open {
		y += st.margin.sum()
	}
	if !st.open && !divided(b) {
		// The block that has these lines stands where it does whatever they hold.
	} else if st.late == 0 {
		st.late, st.lateY = st.i+1, y
	} else {
		st.move(b, y)
	}
	return y + t.inlineShift(k.Parent)
}

// settle ends the margins around blocks without extent: what follows stands at y.
func (st *blockState) settle(b *Box, y geom.Unit) {
	if st.late > 0 {
		st.move(b, y)
		st.late = 0
	}
}

// move moves the blocks whose margins went on to y.
func (st *blockState) move(b *Box, y geom.Unit) {
	d := y - st.lateY
	st.lateY = y
	if d == 0 {
		return
	}
	for _, k := range b.flow()[st.late-1 : st.i] {
		if inlinePart(k) && vanishes(k) {
			k.Rect.Y += d
		}
	}
}

// besideFloats lays out a box with a formatting context of its own: its border box
// does not overlap floats (CSS 2.1 §9.5).
func (t *Tree) besideFloats(j *job, k *Box, fl *flow, st *blockState, s space, m geom.Insets) {
	fr, c := &j.fr, k.Style
	margin := st.margin
	margin.add(m.Top)
	switch {
	case st.open && k.data.rare != nil && k.data.rare.apart:
		st.open, st.top = false, st.margin // it stands right under the floats
	case st.open:
		st.open, st.top = false, margin
	default:
		st.y += margin.sum()
	}
	y := st.y
	if c.Clear != style.FloatNone {
		y = max(y, fl.fs.clear(c.Clear, y+fl.y)-fl.y)
	}
	left, right := fr.left(), fr.left()+j.cw
	kf := k.frameOf(j.cw)
	just := justified(k, j.b)
	rtl := j.b.Style.Direction == style.RTL
	room := func(y, h geom.Unit) opportunity {
		bl, br := fl.fs.band(y+fl.y, h, left+fl.x, right+fl.x)
		return within(bl-fl.x, br-fl.x, left, right, m)
	}
	var r result
	var o opportunity
	for {
		o = room(y, 1)
		sk := s
		_, high := definiteH(c, c.Height, j.pctH, kf.bpH)
		switch fills := c.Width.IsAuto() || c.Width.Kind == style.Stretch; {
		case just != style.AlignNormal || !fills || k.crosses():
		case k.data.kind == kindTable:
			if w := t.measure(k, s, nil).w; c.Width.IsAuto() && w > o.end-o.start {
				lo, hi := t.widthLimits(k, c, j.cw, &kf)
				sk.w = clampSize(max(o.end-o.start, kf.bpW), lo, hi)
			}
		case c.AspectRatio == 0 || !high:
			lo, hi := t.widthLimits(k, c, j.cw, &kf)
			sk.w = max(o.end-o.start, -m.Horizontal(), kf.bpW)
			if c.AspectRatio > 0 {
				tlo, thi := transferred(c, &kf, j.pctH)
				sk.w = clampSize(sk.w, tlo, thi)
			}
			sk.w = clampSize(sk.w, lo, hi)
		}
		r = t.measure(k, sk, nil)
		s = sk
		next := fl.fs.below(y+fl.y) - fl.y
		if next == y {
			break
		}
		if o2 := room(y, r.h); o2.fits(r.w, rtl) {
			o = o2
			break
		}
		y = next
		s.w = indef
	}
	if j.perform {
		r = t.perform(k, s, nil)
		used := m
		x := o.start
		la, ra := c.Margin[style.Left].IsAuto(), c.Margin[style.Right].IsAuto()
		free := o.end - o.start - r.w
		if rtl && !la && !ra && just <= style.AlignStretch {
			x += free
		} else if free > 0 {
			switch {
			case just > style.AlignStretch && !la && !ra:
				x += free * geom.Unit(atEnd(just, j.b.Style.Direction == style.RTL, c.Direction == style.RTL)) / 2
			case la && ra:
				x += free / 2
			case la:
				x += free
			}
		}
		st.late = 0
		k.Margin = used
		k.Rect.X, k.Rect.Y = x, y
		t.shiftRelative(k, j.cw, j.pctH)
	}
	st.y = y + r.h
	st.margin, st.stays = strut{}, false
	st.margin.add(m.Bottom)
	st.baselines(y, &r)
}

// opportunity is the room of a border box between floats: from start to end with its
// margins, from left to right without. freeL and freeR: no float stands on that side.
type opportunity struct {
	start, end   geom.Unit
	left, right  geom.Unit
	freeL, freeR bool
}

// within gives the room of a border box with margins m between the floats, which leave
// from bl to br of left to right. A negative margin counts where no float stands at all.
func within(bl, br, left, right geom.Unit, m geom.Insets) opportunity {
	if bl == left && br == right {
		s, e := left+m.Left, right-m.Right
		return opportunity{s, e, s, e, true, true}
	}
	s := max(bl, left+m.Left)
	return opportunity{s, max(s, min(br, right-m.Right)), bl, max(bl, br), bl == left, br == right}
}

// fits reports whether a box of width w stands there beside the floats; the margin behind
// it need not (oracle chromium).
func (o opportunity) fits(w geom.Unit, rtl bool) bool {
	if w > o.right-o.left {
		return false
	}
	if rtl {
		return o.freeL || o.end-w >= o.left
	}
	return o.freeR || o.start+w <= o.right
}

// shiftRelative applies position: relative to a placed box, its own and that of the
// inline boxes that it splits.
func (t *Tree) shiftRelative(b *Box, cbW, cbH geom.Unit) {
	for p := b.Parent; p != nil && p.Inline; p = p.Parent {
		if p.Style.Position == style.PositionRelative {
			off := relativeOffset(p, cbW, cbH)
			b.Rect.X += off.X
			b.Rect.Y += off.Y
		}
	}
	if b.Style.Position == style.PositionRelative {
		off := relativeOffset(b, cbW, cbH)
		b.Rect.X += off.X
		b.Rect.Y += off.Y
	}
}
