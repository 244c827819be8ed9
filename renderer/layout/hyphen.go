package layout

import (
	"unicode"
	"unicode/utf8"

	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// hyphen is what stands at the end of a line that ends in a soft hyphen (CSS Text 3 §5.4).
func (t *Tree) hyphen(it *inlineItem) *text.Shaped {
	ts := it.font.ts
	if ts.LetterSpacing != 0 { // which does not follow a hyphen (oracle chromium)
		plain := *ts
		plain.LetterSpacing = 0
		ts = &plain
	}
	return t.shaper.Shape("\u2010", ts)
}

// hyphenate puts a hyphen behind the last text of the line when it was cut at a soft one.
func (lb *lineBreaker) hyphenate(next cursor) {
	if next.tok == 0 || next.cut != 0 || next.tok >= len(lb.ic.tokens) {
		return
	}
	for i := len(lb.pieces) - 1; i >= 0; i-- {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		if it.kind == entryText {
			if !it.tab && lb.ic.tokens[p.tok].soft && p.g1 > p.g0 {
				p.hyphen = lb.t.hyphen(it)
				p.width += p.hyphen.Width
			}
			return
		}
		if it.kind != entryClose {
			return
		}
	}
}

// hyphenItem is the hyphen at the end of a piece.
func (lb *lineBreaker) hyphenItem(line *Line, p *piece, it *inlineItem, s *inlineState) Item {
	base := lb.baselineOf(line, s) + s.rel.Y
	m, w := s.font.met, p.hyphen.Width
	x := p.x + p.width - w
	if it.level&1 == 1 {
		x = p.x
	}
	return Item{Kind: ItemText, Box: it.box, Baseline: base, Text: p.hyphen, End: len(p.hyphen.Glyphs), TextStyle: it.font.ts,
		Rect: geom.Rect{X: x + s.rel.X, Y: base - m.Ascent, W: w, H: m.Ascent + m.Descent}}
}

// leadingHyphen reports whether p, first on its line, is a
// hyphen that what follows must not leave: a line's start counts as the start of a text
// (rules LB20a and LB25 of UAX #14).
func (lb *lineBreaker) leadingHyphen(p *piece, it *inlineItem) bool {
	if p.g1 != p.g0+1 || it.level&1 == 1 {
		return false
	}
	s := lb.ic.text[it.from+int(it.shaped.Glyphs[p.g0].Cluster):]
	r, n := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[n:])
	switch r {
	case '-':
		return it.box.Style.WordBreak != style.WordBreakAll && next >= '0' && next <= '9'
	case '\u2010', '\u2012', '\u2013':
		return next < 0x2e80 && unicode.IsLetter(next)
	}
	return false
}

// endsParagraph reports whether nothing but ends of inline boxes stands between token i and
// a forced break or the block's end.
func (lb *lineBreaker) endsParagraph(i int) bool {
	for ; i < len(lb.ic.tokens); i++ {
		switch lb.ic.items[lb.ic.tokens[i].item].kind {
		case entryBreak:
			return true
		case entryClose:
		default:
			return false
		}
	}
	return true
}
