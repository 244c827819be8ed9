package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// alignGroup is what stands on one baseline of a line: an aligned subtree of CSS 2.1
// §10.8.1. The first is the line's own, each vertical-align: top or bottom begins another.
type alignGroup struct {
	fontHeight
	state int           // where it begins
	align style.Keyword // VATop or VABottom
	at    geom.Unit     // its baseline below that of the group around it, shifts apart
}

// beginGroup begins an aligned subtree with the next state.
func (lb *lineBreaker) beginGroup(align style.Keyword) int {
	lb.groups = append(lb.groups, alignGroup{fontHeight{-unlimited, -unlimited}, len(lb.states), align, 0})
	return len(lb.groups) - 1
}

// around gives the group in which group g is aligned.
func (lb *lineBreaker) around(g int) int {
	return lb.states[lb.states[lb.groups[g].state].parent].group
}

// aligned reports a style that begins an aligned subtree.
func aligned(c *style.Computed) bool {
	return c.VerticalAlign == style.VATop || c.VerticalAlign == style.VABottom
}

// shifts finds how far vertical-align lowers each box, inner ones first: some values go by
// the height of all that is in a box.
func (lb *lineBreaker) shifts() {
	for i := len(lb.states) - 1; i > 0; i-- {
		s := &lb.states[i]
		if s.shift = 0; s.group != lb.states[s.parent].group {
			continue
		}
		up := &lb.states[s.parent]
		s.shift = lb.t.alignShift(s.box.Style, up.box.Style, s.all, s.font)
		up.all.include(fontHeight{s.all.asc - s.shift, s.all.desc + s.shift})
	}
	for i := 1; i < len(lb.states); i++ {
		if s := &lb.states[i]; s.group == lb.states[s.parent].group {
			s.shift += lb.states[s.parent].shift
		}
	}
	for g := range lb.groups {
		lb.groups[g].fontHeight = lb.states[lb.groups[g].state].all
	}
}

// extent is the line's height above and below its baseline. empty: the line does not
// exist, and inline boxes on it are of no height.
func (lb *lineBreaker) extent(empty bool) fontHeight {
	lb.shifts()
	for g := len(lb.groups) - 1; g >= 0 && len(lb.groups) > 1; g-- {
		lb.alignIn(g, empty)
	}
	return lb.groups[0].fontHeight
}

// alignIn aligns the groups right inside group g with its top or bottom. As in Blink they
// see inline boxes with their borders, and where one is higher than the rest, the side that
// it is aligned with stays.
func (lb *lineBreaker) alignIn(g int, empty bool) {
	first := 0
	for c := g + 1; c < len(lb.groups) && first == 0; c++ {
		if lb.around(c) == g {
			first = c
		}
	}
	if first == 0 {
		return
	}
	own := &lb.groups[g].fontHeight
	least := *own
	full := lb.filled()
	for i := 1; i < len(lb.states); i++ {
		s := &lb.states[i]
		if g != 0 && s.group != g || !s.box.Inline || !full[i] || aligned(s.box.Style) || !lb.t.hasPart(s.box) {
			continue
		}
		fr := s.box.frameOf(lb.j.cw)
		h := fontHeight{s.font.met.Ascent + fr.border.Top, s.font.met.Descent + fr.border.Bottom}
		if empty {
			h = fontHeight{-fr.padding.Top, -fr.padding.Bottom}
		}
		lh := s.font.lead.asc + s.font.lead.desc
		h.asc += geom.FromInt(((lh - h.asc - h.desc) / 2).Floor())
		h.desc = lh - h.asc
		least.include(fontHeight{h.asc - s.shift, h.desc + s.shift})
	}
	most := least
	for c := first; c < len(lb.groups); c++ {
		k := &lb.groups[c]
		if h := k.asc + k.desc; lb.around(c) == g && h > most.asc+most.desc {
			if k.align == style.VATop {
				most = fontHeight{least.asc, h - least.asc}
			} else {
				most = fontHeight{h - least.desc, least.desc}
			}
		}
	}
	for c := first; c < len(lb.groups); c++ {
		if lb.around(c) != g {
			continue
		}
		k := &lb.groups[c]
		if k.at = k.asc - most.asc; k.align == style.VABottom {
			k.at = most.desc - k.desc
		}
		own.include(fontHeight{k.asc - k.at, k.desc + k.at})
	}
}

// filled tells of each state whether anything stands in it on this line.
func (lb *lineBreaker) filled() []bool {
	full := make([]bool, len(lb.states))
	fill := func(s int) {
		for ; s > 0 && !full[s]; s = lb.states[s].parent {
			full[s] = true
		}
	}
	for i := 1; i < len(lb.states); i++ {
		if b := lb.states[i].box; !b.Inline || lb.t.hasPart(b) {
			fill(lb.states[i].parent)
		}
	}
	for i := range lb.pieces {
		p := &lb.pieces[i]
		switch lb.ic.items[p.item].kind {
		case entryText, entryOOF, entryBreak:
			fill(p.state)
		}
	}
	return full
}

// baselineOf is the y of a state's baseline on the line.
func (lb *lineBreaker) baselineOf(line *Line, s *inlineState) geom.Unit {
	y := line.Baseline + s.shift
	for g := s.group; g > 0; {
		k := &lb.groups[g]
		up := &lb.states[lb.states[k.state].parent]
		y += k.at + up.shift
		g = up.group
	}
	return y
}
