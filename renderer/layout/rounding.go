package layout

import "diorama/renderer/geom"

// The width of a text on a line is rounded up to 1/64 px as a whole. Advances are steps
// between rounded pens, so that a text which begins in the middle of its item may lack one
// unit: two such texts beside each other then fit where in Blink they do not.

// rounding follows the texts of one item on a line.
type rounding struct {
	item  int // of the text at hand, counted from 1; 0 for none
	from  uint8
	extra geom.Unit // that the text at hand lacks so far
}

// begin takes the next piece and gives what the text before it lacked, if that has ended.
func (r *rounding) begin(p *piece, it *inlineItem) (done geom.Unit) {
	if r.item == p.item+1 {
		return 0
	}
	done = r.extra
	*r = rounding{item: p.item + 1}
	if it.kind == entryText && !it.tab && p.own == nil && it.level&1 == 0 && p.g0 > 0 {
		r.from = it.shaped.Glyphs[p.g0-1].Excess
	}
	return done
}

// more gives what the text lacks if it ends with p, whose last glyphs hang.
func (r *rounding) more(p *piece, it *inlineItem, hang geom.Unit) geom.Unit {
	r.extra = 0
	if r.from == 0 || p.own != nil {
		return 0
	}
	g := p.g1
	for ; g > p.g0 && hang > 0; g-- {
		hang -= it.shaped.Glyphs[g-1].Advance
	}
	if g > p.g0 && r.from > it.shaped.Glyphs[g-1].Excess && r.from-it.shaped.Glyphs[g-1].Excess > 1 {
		r.extra = 1
	}
	return r.extra
}

// roundUp gives the texts of the line what they lack.
func (lb *lineBreaker) roundUp() {
	var r rounding
	last := -1
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		if it.kind != entryText || it.tab || p.own != nil || p.g1 <= p.g0 {
			continue
		}
		if more := r.begin(p, it); last >= 0 {
			lb.pieces[last].width += more
		}
		r.more(p, it, 0)
		last = i
	}
	if last >= 0 {
		lb.pieces[last].width += r.extra
	}
}
