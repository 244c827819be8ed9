package layout

import "diorama/renderer/geom"

// base is the size of the containing block's content box, the base of percentages; cbH
// may be indef, cbW never is.
type base struct{ cbW, cbH geom.Unit }

// size is a border box size that the parent imposes, else indef.
type size struct{ w, h geom.Unit }

// space is what a parent asks of a box: everything the result depends on besides
// style and content. Comparable, the key of the caches.
//
// Faster: of at most four fields each, so that the compiler keeps it in registers.
type space struct {
	base
	size
	// pad is added to a table cell's upper padding: how vertical-align moves content.
	pad   geom.Unit
	flags spaceFlags
}

type spaceFlags uint8

const (
	// fillW: an automatic width fills the containing block (block-level in flow).
	fillW spaceFlags = 1 << iota
	// hIndefinite: the imposed h is no base for percentages.
	hIndefinite
	// autoH: h is only a base for percentages, the answer is what the content wants
	// (table cells).
	autoH
	// contentH: height, min-height, max-height and aspect-ratio do not count; what
	// the content wants is asked.
	contentH
	// wantBase: the baselines of the result are needed. Finding them costs a flex
	// container measurements, so it is asked for.
	wantBase
	// lineBase: a line takes the last baseline. A block container that scrolls then gives
	// its lower margin edge, also from within another block (CSS 2.1 §10.8.1).
	lineBase
	// contentW: width, min-width and max-width do not count; asked of boxes with orthogonal
	// content only.
	contentW
)

// noBaseline says that a box has no baseline of its own.
const noBaseline = geom.MinUnit

// strut is a set of adjoining margins (CSS 2.1 §8.3.1): the largest positive and
// the most negative.
type strut struct{ pos, neg geom.Unit }

func (s *strut) add(m geom.Unit) {
	if m >= 0 {
		s.pos = max(s.pos, m)
	} else {
		s.neg = min(s.neg, m)
	}
}

func (s *strut) join(o strut) {
	s.pos, s.neg = max(s.pos, o.pos), min(s.neg, o.neg)
}

func (s strut) sum() geom.Unit { return s.pos + s.neg }

// result is what a box answers.
type result struct {
	w, h geom.Unit // border box
	// first and last are baselines, from the top of the border box.
	first, last geom.Unit
	// top and bottom are the margins that adjoin the box's edges, its own included
	// (block-level boxes in a block formatting context only).
	top, bottom strut
	// through: the box's top and bottom margins adjoin each other.
	through bool
}

const measureSlots = 4

type cacheEntry struct {
	in  space
	out result
}

// cache keeps results per box: intrinsic widths, measurements, and the input of
// the places that are written in the boxes below.
type cache struct {
	kept     *measured
	min, max geom.Unit
	final    cacheEntry
	hasIntr  bool
	hasFinal bool
	asked    bool  // measured with a result that is not kept
	n        uint8 // measurements kept
}

// measured is the measurements of a box.
type measured struct {
	one  cacheEntry // most boxes need no other
	more *[measureSlots - 1]cacheEntry
	next uint8 // the one to replace next
}

func (c *cache) clear() {
	c.hasIntr, c.hasFinal, c.asked, c.n = false, false, false, 0
	if c.kept != nil {
		c.kept.next = 0
	}
}

func (c *cache) find(in space) (*result, bool) {
	if c.hasFinal && c.final.in == in {
		return &c.final.out, true
	}
	if c.n == 0 {
		return nil, false
	}
	if c.kept.one.in == in {
		return &c.kept.one.out, true
	}
	for i := range int(c.n) - 1 {
		if e := &c.kept.more[i]; e.in == in {
			return &e.out, true
		}
	}
	return nil, false
}

func (t *Tree) store(c *cache, in space, out *result) {
	if c.kept == nil {
		if len(t.measuredSlab) == 0 {
			t.measuredSlab = make([]measured, 64)
		}
		c.kept, t.measuredSlab = &t.measuredSlab[0], t.measuredSlab[1:]
	}
	k := c.kept
	if c.n == 0 {
		k.one, c.n = cacheEntry{in, *out}, 1
		return
	}
	if k.more == nil {
		k.more = &[measureSlots - 1]cacheEntry{}
	}
	if c.n < measureSlots {
		k.more[c.n-1] = cacheEntry{in, *out}
		c.n++
		return
	}
	if k.next == 0 {
		k.one = cacheEntry{in, *out}
	} else {
		k.more[k.next-1] = cacheEntry{in, *out}
	}
	k.next = (k.next + 1) % measureSlots
}
