package layout

import (
	"slices"
	"unicode/utf8"

	"diorama/renderer/geom"
)

// justify spreads free space over the opportunities of the line: after spaces and
// beside wide characters. Pieces are cut there, so every text stands where it is drawn.
// It reports whether there was an opportunity. The last line of a paragraph leaves the
// spaces at its end alone.
func (lb *lineBreaker) justify(free geom.Unit, last bool) bool {
	var out []piece
	var gaps []growth
	var pos, total geom.Unit
	for i := range lb.pieces {
		total += lb.pieces[i].width
	}
	tail := lb.hung
	if last {
		tail = max(tail, lb.trailingSpaces())
	}
	shown := total - tail // what hangs at the end gets nothing, nor spaces that stay there
	gap := func() {
		if tail == 0 || pos < shown-2 { // but for the rounding of pen positions
			gaps = append(gaps, growth{at: len(out)})
		}
	}
	grown := true // nothing is to be added before the next character but for itself
	for i, p := range lb.pieces {
		it := &lb.ic.items[p.item]
		if it.kind != entryText || it.tab {
			grown = grown && it.kind != entryAtomic
			pos += p.width
			if it.tab {
				gap()
			}
			out = append(out, p)
			if it.kind == entryAtomic && i+1 < len(lb.pieces) && expands(lb.firstRune(i+1)) {
				gaps = append(gaps, growth{len(out) - 1, true})
			}
			continue
		}
		sh := p.shapedOf(it)
		gl := sh.Glyphs
		rtl := it.level&1 == 1
		at := func(n int) int { // the glyph n in reading order
			if rtl {
				return p.g1 - 1 - n
			}
			return p.g0 + n
		}
		char := func(n int) rune {
			r, _ := utf8.DecodeRuneInString(sh.Text[min(int(gl[at(n)].Cluster), len(sh.Text)):])
			return r
		}
		rest := p
		count := p.g1 - p.g0
		for n := range count {
			if n+1 < count && gl[at(n)].Cluster == gl[at(n+1)].Cluster {
				continue
			}
			r := char(n)
			stop := r == ' ' || r == 0xA0 || expands(r)
			void := gl[at(n)].Advance == 0
			if void && grown {
				continue
			}
			if !stop {
				if n+1 < count {
					stop = expands(char(n + 1))
				} else {
					stop = expands(lb.firstRune(i + 1))
				}
				grown = grown && void
			}
			if !stop {
				continue
			}
			grown = true
			part := rest
			part.hyphen = nil
			if rtl {
				part.g0, rest.g1 = at(n), at(n)
			} else {
				part.g1, rest.g0 = at(n)+1, at(n)+1
			}
			part.width = 0
			for k := part.g0; k < part.g1; k++ {
				part.width += gl[k].Advance
			}
			rest.width -= part.width
			pos += part.width
			gap()
			out = append(out, part)
		}
		if rest.g1 > rest.g0 || rest.hyphen != nil {
			pos += rest.width
			out = append(out, rest)
		}
	}
	// Nothing is added after the last visible piece.
	lastText := -1
	for i := range out {
		if it := &lb.ic.items[out[i].item]; it.kind == entryText && (out[i].width > 0 || it.tab) || it.kind == entryAtomic {
			lastText = i
		}
	}
	if n := len(gaps); n > 0 && gaps[n-1].at >= lastText {
		gaps = gaps[:n-1]
	}
	if len(gaps) == 0 {
		return false
	}
	n := geom.Unit(len(gaps))
	for i, g := range gaps {
		share := free / n
		if geom.Unit(i) < free%n {
			share++
		}
		k := g.at
		if g.before {
			for k++; lb.ic.items[out[k].item].kind != entryText; k++ {
			}
		}
		out[k].width += share
		if it := &lb.ic.items[out[k].item]; g.before || it.kind == entryText && !it.tab && it.level&1 == 1 {
			out[k].pushed(it, share)
		}
		if g.at+1 < len(out) {
			out[g.at+1].apart = true
		}
	}
	lb.pieces = out
	return true
}

// growth is a place where a justified line grows.
type growth struct {
	at     int  // the piece before it
	before bool // it belongs to the text behind, not to the box before
}

// trailingSpaces is the width of the spaces that end the line.
func (lb *lineBreaker) trailingSpaces() (w geom.Unit) {
	for i := len(lb.pieces) - 1; i >= 0; i-- {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		if it.kind == entryClose && p.width == 0 {
			continue
		}
		if it.kind != entryText || it.tab {
			return w
		}
		sh := p.shapedOf(it)
		for n := range p.g1 - p.g0 {
			g := p.g1 - 1 - n
			if it.level&1 == 1 {
				g = p.g0 + n
			}
			if c := int(sh.Glyphs[g].Cluster); c >= len(sh.Text) || sh.Text[c] != ' ' {
				return w
			}
			w += sh.Glyphs[g].Advance
		}
	}
	return w
}

// pushed moves the glyphs of a piece that grew on its left to the right.
func (p *piece) pushed(it *inlineItem, by geom.Unit) {
	sh := *p.shapedOf(it)
	sh.Glyphs = slices.Clone(sh.Glyphs[p.g0:p.g1])
	for i := range sh.Glyphs {
		sh.Glyphs[i].X += float32(by.Float())
	}
	if n := len(sh.Glyphs); n > 0 {
		sh.Glyphs[n-1].Advance += by
	}
	if sh.Levels != nil {
		sh.Levels = slices.Clone(sh.Levels[p.g0:p.g1])
	}
	p.own, p.g0, p.g1 = &sh, 0, len(sh.Glyphs)
}

// firstRune is the first character of the text from piece i on; 0 when there is none
// or a box stands before it.
func (lb *lineBreaker) firstRune(i int) rune {
	for ; i < len(lb.pieces); i++ {
		p := &lb.pieces[i]
		switch it := &lb.ic.items[p.item]; {
		case it.kind == entryAtomic || it.tab:
			return 0
		case it.kind == entryText && p.g1 > p.g0:
			g := p.g0
			if it.level&1 == 1 {
				g = p.g1 - 1
			}
			sh := p.shapedOf(it)
			r, _ := utf8.DecodeRuneInString(sh.Text[min(int(sh.Glyphs[g].Cluster), len(sh.Text)):])
			return r
		}
	}
	return 0
}

// expands reports a character beside which justified text grows: East Asian ones, and the
// symbols that Blink counts among them. The list is what Chromium was seen to do.
func expands(r rune) bool {
	if r == '；' {
		return false // alone of its kind (oracle chromium)
	}
	if wide(r) || wideEmoji(r) {
		return true
	}
	if r < 0x2c7 {
		return false
	}
	switch {
	case r == 0x2c7, r == 0x2ca, r == 0x2cb, r == 0x2d9, r >= 0x2020 && r <= 0x2021, r == 0x2030, r >= 0x203b && r <= 0x203c, r == 0x2042,
		r >= 0x2047 && r <= 0x2049, r == 0x2051, r >= 0x20dd && r <= 0x20de, r == 0x2100, r == 0x2103, r == 0x2105, r >= 0x2109 && r <= 0x210a,
		r == 0x2113, r == 0x2116, r == 0x2121, r == 0x212b, r == 0x213b, r >= 0x2150 && r <= 0x2152, r >= 0x2156 && r <= 0x215a,
		r >= 0x2160 && r <= 0x216b, r >= 0x2170 && r <= 0x217b, r == 0x217f, r == 0x2189, r == 0x2307, r == 0x2312, r >= 0x23be && r <= 0x23cc,
		r == 0x23ce, r == 0x2423, r >= 0x2460 && r <= 0x2492, r >= 0x249c && r <= 0x24ff:
		return true
	case r >= 0x25a0 && r <= 0x25a2, r >= 0x25aa && r <= 0x25ab, r >= 0x25b1 && r <= 0x25b3, r >= 0x25b6 && r <= 0x25b7, r >= 0x25bc && r <= 0x25bd,
		r >= 0x25c0 && r <= 0x25c1, r >= 0x25c6 && r <= 0x25c7, r == 0x25c9, r >= 0x25cb && r <= 0x25cc, r >= 0x25ce && r <= 0x25d3,
		r >= 0x25e2 && r <= 0x25e6, r == 0x25ef, r >= 0x2600 && r <= 0x2603, r >= 0x2605 && r <= 0x2606, r == 0x260e, r >= 0x2616 && r <= 0x2617,
		r == 0x2640, r == 0x2642, r >= 0x2660 && r <= 0x266f, r >= 0x2672 && r <= 0x267d, r == 0x26a0, r >= 0x26bd && r <= 0x26be, r == 0x2713,
		r == 0x271a, r >= 0x273f && r <= 0x2740, r == 0x2756, r >= 0x2776 && r <= 0x277f, r == 0x2b1a:
		return true
	}
	return false
}

// wideEmoji reports emoji that are wide by themselves, the letters of flags and the heart.
// https://www.unicode.org/reports/tr51/#Emoji_Presentation
func wideEmoji(r rune) bool {
	switch {
	case r < 0x231a:
		return false
	case r >= 0x1f000:
		return r == 0x1f004 || r == 0x1f0cf || r == 0x1f18e || r >= 0x1f191 && r <= 0x1f19a || r >= 0x1f1e6 && r <= 0x1f64f ||
			r >= 0x1f680 && r <= 0x1f6ff || r >= 0x1f7e0 && r <= 0x1f7f0 || r >= 0x1f90c && r <= 0x1f9ff || r >= 0x1fa70 && r <= 0x1faff
	}
	switch r {
	case 0x231a, 0x231b, 0x23e9, 0x23ea, 0x23eb, 0x23ec, 0x23f0, 0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615, 0x267f, 0x2693, 0x26a1, 0x26aa, 0x26ab,
		0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26d4, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26fa, 0x26fd, 0x2705, 0x270a, 0x270b, 0x2728, 0x274c, 0x274e,
		0x2753, 0x2754, 0x2755, 0x2757, 0x2764, 0x2795, 0x2796, 0x2797, 0x27b0, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b55:
		return true
	}
	return r >= 0x2648 && r <= 0x2653
}
