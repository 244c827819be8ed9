package layout

import "diorama/renderer/geom"

// blockStep is how many children lie between two marks of a blockMemo.
const blockStep = 16

// blockMemo is what the last final layout of a long block container left behind, so that
// the next one can start at the child that changed and move the others.
//
// Faster: a row that grew in the middle of 1,667 costs the layout of 16 rows, and an
// addition for each of those below it.
type blockMemo struct {
	s       space
	cw      geom.Unit // content width, and height as base of percentages
	pctH    geom.Unit
	out     bool        // some child is out of flow
	marks   []blockMark // before every blockStep-th child
	end     blockState
	changed *Box // the child that alone has changed since
	many    bool // several did
	// Of the run that is being made: the marks whose children were laid out, and how far
	// those after moved; from < 0: all children were.
	from, to int
	dy       geom.Unit
	covers   bool // the marks' areas are those of the last overflow
}

// blockMark is the state before a child, and what it and those up to the next mark cover.
type blockMark struct {
	st     blockState
	reach  geom.Rect // with what sticks out of them
	margin geom.Rect // their border boxes with margins at right and bottom
}

// remembers reports whether b's layout is worth a memo and one can be kept.
func (b *Box) remembers(j *job, fl *flow) bool {
	return j.perform && fl == nil && len(b.flow()) > 2*blockStep && b.data.flags&(flagFloats|flagInlines|flagTilted) == 0 && !clamps(b.Style) && !aligns(b.Style)
}

// memo gives what is known of b's last layout; nil without.
func (b *Box) memo() *blockMemo {
	if b.data.rare == nil {
		return nil
	}
	return b.data.rare.memo
}

// forgetMemo makes the next layout of b ask all its children.
func (b *Box) forgetMemo() {
	if b.data.rare != nil {
		b.data.rare.memo = nil
	}
}

// childChanged notes that k, which b lays out, will answer differently.
func (b *Box) childChanged(k *Box) {
	if m := b.memo(); m != nil && m.changed != k {
		m.many = m.many || m.changed != nil
		m.changed = k
	}
}

// begin makes m ready for a layout of all children.
func (m *blockMemo) begin(j *job) {
	*m = blockMemo{s: j.s, cw: j.cw, pctH: j.pctH, marks: m.marks[:0], from: -1}
	for _, k := range j.b.flow() {
		m.out = m.out || k.data.flags&flagOut != 0
	}
}

// resume lays out the children of b around the one that changed and moves those below.
// ok is false when all must be asked; st is as before the first child then.
func (t *Tree) resume(j *job, m *blockMemo, st *blockState) bool {
	flow := j.b.flow()
	if m.many || m.changed == nil || m.s != j.s || m.cw != j.cw || m.pctH != j.pctH || !m.covers || len(m.marks) != (len(flow)+blockStep-1)/blockStep {
		return false
	}
	at := -1
	for i, k := range flow {
		if k == m.changed {
			at = i
			break
		}
	}
	if at < 0 {
		return false
	}
	from := at / blockStep
	now := m.marks[from].st
	to := from + 1
	next := min(to*blockStep, len(flow))
	for i := from * blockStep; i < next; i++ {
		now.i = int32(i)
		t.blockKid(j, flow[i], nil, &now)
	}
	was := m.end
	if to < len(m.marks) {
		was = m.marks[to].st
	}
	if now.open || was.open || now.margin != was.margin || now.top != was.top || now.cut || was.cut || now.stays || was.stays ||
		(now.first == noBaseline) != (was.first == noBaseline) || (now.last == noBaseline) != (was.last == noBaseline) {
		return false
	}
	dy := now.y - was.y
	m.from, m.to, m.dy = from, to, dy
	first, last := int32(next), int32(next)
	shift := func(s *blockState) {
		s.y += dy
		if s.firstAt < first {
			s.first, s.firstAt = now.first, now.firstAt
		} else if s.first != noBaseline {
			s.first += dy
		}
		if s.lastAt < last {
			s.last, s.lastAt = now.last, now.lastAt
		} else if s.last != noBaseline {
			s.last += dy
		}
	}
	for i := to; i < len(m.marks); i++ {
		shift(&m.marks[i].st)
	}
	shift(&m.end)
	if dy != 0 {
		for _, k := range flow[next:] {
			if m.out && k.data.flags&flagOut != 0 {
				k.rarely().static.area.Y += dy
			} else {
				k.Rect.Y += dy
			}
		}
		for i := to; i < len(m.marks); i++ {
			m.marks[i].reach.Y += dy
			m.marks[i].margin.Y += dy
		}
	}
	*st = m.end
	m.changed = nil
	t.resumed++
	return true
}

// coverChildren gives what b's children in flow cover, as overflow adds them up one by
// one; ok is false when it must do so.
func (t *Tree) coverChildren(b *Box, pad geom.Rect, scroller bool) (reach, margin geom.Rect, ok bool) {
	m := b.memo()
	if m == nil || len(m.marks) == 0 {
		return reach, margin, false
	}
	flow := b.flow()
	for i := range m.marks {
		if m.covers && m.from >= 0 && (i < m.from || i >= m.to) {
			continue
		}
		mk := &m.marks[i]
		mk.reach, mk.margin = geom.Rect{}, geom.Rect{}
		some := false
		for _, k := range flow[i*blockStep : min((i+1)*blockStep, len(flow))] {
			if k.data.flags&flagOut != 0 {
				continue
			}
			r := t.reach(k)
			g := geom.Rect{X: k.Rect.X, Y: k.Rect.Y, W: k.Rect.W + max(0, k.Margin.Right), H: k.Rect.H + max(0, k.Margin.Bottom)}
			if some {
				mk.reach, mk.margin = cover(mk.reach, r), cover(mk.margin, g)
			} else {
				mk.reach, mk.margin, some = r, g, true
			}
		}
		if !some {
			mk.reach = geom.Rect{X: pad.X, Y: pad.Y}
			mk.margin = mk.reach
		}
	}
	m.from, m.covers = -1, true
	reach, margin = m.marks[0].reach, m.marks[0].margin
	for i := range m.marks[1:] {
		reach, margin = cover(reach, m.marks[i+1].reach), cover(margin, m.marks[i+1].margin)
	}
	// Where something lies before the origin, each child is asked whether it can be reached.
	return reach, margin, !scroller || reach.X >= pad.X && reach.Y >= pad.Y
}
