package layout

import (
	"strings"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// hanging gives the width of the space before token i that is none because the block, or
// a line that ends in a forced break, has nothing but floats and edges behind it: a float
// stands beside what is left (oracle chromium).
func (lb *lineBreaker) hanging(i int) geom.Unit {
	for ; i < len(lb.ic.tokens); i++ {
		kind := lb.ic.items[lb.ic.tokens[i].item].kind
		if kind == entryBreak {
			break
		}
		if kind == entryAtomic || kind == entryText && lb.ic.tokens[i].width > 0 {
			return 0
		}
	}
	for i := len(lb.pieces) - 1; i >= 0; i-- {
		p := &lb.pieces[i]
		switch it := &lb.ic.items[p.item]; it.kind {
		case entryText:
			if collapses(it.box.Style.WhiteSpace) && !lb.ic.tokens[p.tok].keeps {
				return p.hang
			}
			return 0
		case entryAtomic, entryBreak:
			return 0
		}
	}
	return 0
}

// closing gives the width of the ends of inline boxes that begin at token i.
func (lb *lineBreaker) closing(i int) geom.Unit {
	var w geom.Unit
	for toks := lb.ic.tokens[i:]; len(toks) > 0 && lb.ic.items[toks[0].item].kind == entryClose; toks = toks[1:] {
		if c := &lb.ic.items[toks[0].item]; !c.cont {
			m, in := edgeWidth(c.box, entryClose, lb.j.cw)
			w += m + in
		}
	}
	return w
}

// opensSince reports whether nothing but edges follows piece n, and one begins a box that
// goes on behind: one with a width, if all up to n has room.
func (lb *lineBreaker) opensSince(n int, avail geom.Unit) bool {
	wide, open := false, 0
	for i := range lb.pieces[:n] {
		avail -= lb.pieces[i].width
	}
	for i := n; i < len(lb.pieces); i++ {
		it := &lb.ic.items[lb.pieces[i].item]
		switch it.kind {
		case entryOpen:
			open++
			wide = wide || lb.pieces[i].width != 0 || avail < -1
		case entryClose:
			if open--; open < 0 || !it.cont {
				return false
			}
		default:
			return false
		}
	}
	return wide
}

// trailing gives the first piece behind all that has a width that is out of flow or begins
// an inline box with such a piece, -1 without one. The ends of boxes behind it may be wide.
func (lb *lineBreaker) trailing() int {
	n := -1
	var after []bool // of the boxes that end behind the piece at hand: nothing out of flow came so far
	for i := len(lb.pieces) - 1; i >= 0; i-- {
		switch p := &lb.pieces[i]; lb.ic.items[p.item].kind {
		case entryOOF:
			n = i
		case entryClose:
			if p.width != 0 && n >= 0 {
				return n
			}
			after = append(after, n < 0)
		case entryOpen:
			around := len(after) == 0 // or it goes on behind the line
			if !around {
				around, after = after[len(after)-1], after[:len(after)-1]
			}
			switch {
			case n >= 0 && around:
				n = i
			case p.width != 0:
				return n
			}
		default:
			return n
		}
	}
	return n
}

// edgesSince reports whether nothing but edges of inline boxes follows piece n, and none
// that has a width begins a box that is open still.
func (lb *lineBreaker) edgesSince(n int) bool {
	closed := 0 // boxes that end behind the piece at hand
	for i := len(lb.pieces) - 1; i >= n; i-- {
		switch lb.ic.items[lb.pieces[i].item].kind {
		case entryClose:
			closed++
		case entryOpen:
			if closed == 0 && lb.pieces[i].width != 0 {
				return false
			}
			closed = max(0, closed-1)
		default:
			return false
		}
	}
	return true
}

// edgeAlone reports an edge with a width on a line of nothing but edges whose inline box
// holds something, a block or a float, that parts it from its other edge.
func (lb *lineBreaker) edgeAlone() bool {
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		if p.width == 0 {
			continue
		}
		tok := p.tok
		if it.kind == entryClose {
			tok -= 2
		}
		if tok++; tok < 0 || tok >= len(lb.ic.tokens) {
			return true
		}
		if other := &lb.ic.items[lb.ic.tokens[tok].item]; other.box != it.box || other.cont {
			return true
		}
	}
	return false
}

// lowers reports whether a float stands below the top of the line, because of clear or of
// floats before it.
func (lb *lineBreaker) lowers(k *Box) bool {
	fs, y := lb.fl.fs, lb.y+lb.fl.y
	c := k.Style.Clear
	return len(fs.boxes) > 0 && fs.top > y || c != style.FloatNone && fs.clear(c, y) > y
}

// hangsAt reports whether ideographic space that hangs follows a part of a word.
func (lb *lineBreaker) hangsAt(it *inlineItem, q *piece) bool {
	if it.level&1 == 1 || it.box.Style.WhiteSpace == style.WhiteSpaceBreakSpaces {
		return false
	}
	return strings.HasPrefix(it.shaped.Text[min(int(it.shaped.Glyphs[q.g1].Cluster), len(it.shaped.Text)):], ideographicSpace)
}

// hangsBefore reports whether preserved space that hangs is the last on the line.
func (lb *lineBreaker) hangsBefore() bool {
	for i := len(lb.pieces) - 1; i >= 0; i-- {
		p := &lb.pieces[i]
		switch it := &lb.ic.items[p.item]; it.kind {
		case entryText:
			return p.hang > 0 && it.box.Style.WhiteSpace == style.WhiteSpacePreWrap
		case entryAtomic, entryBreak:
			return false
		}
	}
	return false
}

// opening gives the first of the edges at the end of the line that open boxes.
func (lb *lineBreaker) opening() int {
	n := len(lb.pieces)
	for n > 0 && lb.ic.items[lb.pieces[n-1].item].kind == entryOpen {
		n--
	}
	return n
}
