package layout

import (
	"unicode/utf8"

	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// Controls of the bidirectional algorithm (UAX #9 §2) that say what unicode-bidi and
// direction of an inline box ask (CSS Writing Modes 4 §2.4.2).
const (
	embedLTR, embedRTL       = '\u202a', '\u202b'
	overrideLTR, overrideRTL = '\u202d', '\u202e'
	endEmbed                 = '\u202c'
	isolateLTR, isolateRTL   = '\u2066', '\u2067'
	isolateAuto, endIsolate  = '\u2068', '\u2069'
)

// bidiControls gives the controls that stand where a box opens and closes.
func bidiControls(c *style.Computed) (open, end []rune) {
	pick := func(ltr, rtl rune) rune {
		if c.Direction == style.RTL {
			return rtl
		}
		return ltr
	}
	switch c.UnicodeBidi {
	case style.BidiEmbed:
		return []rune{pick(embedLTR, embedRTL)}, []rune{endEmbed}
	case style.BidiOverride:
		return []rune{pick(overrideLTR, overrideRTL)}, []rune{endEmbed}
	case style.BidiIsolate:
		return []rune{pick(isolateLTR, isolateRTL)}, []rune{endIsolate}
	case style.BidiIsolateOverride:
		return []rune{isolateAuto, pick(overrideLTR, overrideRTL)}, []rune{endEmbed, endIsolate}
	case style.BidiPlaintext:
		return []rune{isolateAuto}, []rune{endIsolate}
	}
	return nil, nil
}

// needsBidi reports whether the order of the content may differ from its writing.
func (ic *inlineContext) needsBidi(b *Box) bool {
	if b.Style.Direction == style.RTL || text.Bidi(ic.text) {
		return true
	}
	for i := range ic.items {
		if it := &ic.items[i]; it.kind == entryOpen && (it.box.Style.UnicodeBidi != style.BidiNormal || it.box.Style.Direction != b.Style.Direction) {
			return true
		}
	}
	return false
}

// levels gives the bidi level of each byte of the text: a paragraph ends at every
// forced break, and inline boxes have their say.
func (t *Tree) levels(ic *inlineContext, b *Box) []uint8 {
	out := make([]uint8, len(ic.text)+1)
	var runes []rune
	var at []int32 // byte offset of each, -1 for controls
	var open [][]rune
	start, end := bidiControls(b.Style)
	if b.Style.UnicodeBidi == style.BidiEmbed || b.Style.UnicodeBidi == style.BidiIsolate || b.Style.UnicodeBidi == style.BidiPlaintext {
		start, end = nil, nil // a block is a paragraph of its own anyway
	}
	control := func(rs []rune) {
		for _, r := range rs {
			runes, at = append(runes, r), append(at, -1)
		}
	}
	flush := func() {
		control(end)
		rtl := b.Style.Direction == style.RTL
		if b.Style.UnicodeBidi == style.BidiPlaintext {
			rtl = firstStrongRTL(runes)
		}
		lv := t.shaper.Levels(runes, rtl)
		for i := range lv {
			if at[i] >= 0 {
				for k := range utf8.RuneLen(runes[i]) {
					out[int(at[i])+k] = lv[i]
				}
			}
		}
		runes, at = runes[:0], at[:0]
		control(start)
		for _, o := range open {
			control(o)
		}
	}
	control(start)
	for i := range ic.items {
		it := &ic.items[i]
		switch it.kind {
		case entryOpen:
			if o, _ := bidiControls(it.box.Style); o != nil {
				open = append(open, o)
			}
		case entryClose:
			if o, _ := bidiControls(it.box.Style); o != nil && len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
		for k, r := range ic.text[it.start:it.end] {
			runes, at = append(runes, r), append(at, int32(it.start+k))
		}
		if it.kind == entryBreak {
			flush()
		}
	}
	flush()
	return out
}

// firstStrongRTL is rules P2 and P3 of UAX #9 for text without isolates.
func firstStrongRTL(runes []rune) bool {
	for _, r := range runes {
		switch {
		case text.Bidi(string(r)):
			return true
		case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= 0xc0 && r < 0x2000, r >= 0x2e80 && r < 0xff00 && !(r >= 0x3000 && r < 0x3005):
			return false
		}
	}
	return false
}

// shapeItems shapes every text item, cut where the bidi level changes; punctuation
// takes its script from what stands before it in the block.
func (t *Tree) shapeItems(ic *inlineContext, b *Box) {
	var levels []uint8
	if ic.needsBidi(b) {
		ic.bidi = true
		levels = t.levels(ic, b)
	}
	var out []inlineItem
	script := text.FirstScript(ic.text)
	for i := range ic.items {
		it := ic.items[i]
		if it.kind == entryText || it.kind == entryBreak {
			it.font = t.fontOf(it.box.Style.Inherited)
			ic.marks = ic.marks || it.font.marks != nil
			if it.small {
				it.font = t.smallFont(it.font)
			}
		}
		if levels != nil {
			it.level = levels[it.start]
		}
		if it.kind != entryText || it.tab {
			if out != nil {
				out = append(out, it)
			} else {
				ic.items[i] = it
			}
			continue
		}
		start, end := it.start, it.end
		for start < end {
			stop := start + 1
			for levels != nil && stop < end && levels[stop] == levels[start] {
				stop++
			}
			if levels == nil {
				stop = end
			} else {
				it.level = levels[start]
			}
			it.start, it.end, it.from = start, stop, start
			s := ic.text[start:stop]
			it.shaped = t.shaper.ShapeIn(s, it.font.ts, text.Context{Level: int8(min(it.level, 127)), Script: script, Rest: ic.text[stop:]})
			it.g0, it.g1 = 0, len(it.shaped.Glyphs)
			script = text.ScriptAfter(script, s)
			if stop < end && out == nil {
				out = append(make([]inlineItem, 0, len(ic.items)+4), ic.items[:i]...)
			}
			if out != nil {
				out = append(out, it)
			} else {
				ic.items[i] = it
			}
			start = stop
		}
	}
	if out != nil {
		ic.items = out
	}
	t.kernAcross(ic)
}

// visual gives the pieces of a line their places by bidi level (UAX #9 rule L2). The
// edges of an inline box stand around all that it holds on the line.
func (lb *lineBreaker) visual(x geom.Unit) {
	base := uint8(0)
	if lb.rtl {
		base = 1
	}
	var content []int
	var level []uint8
	filled := make([]bool, len(lb.states))
	for i := range lb.pieces {
		p := &lb.pieces[i]
		switch lb.ic.items[p.item].kind {
		case entryText, entryAtomic, entryOpen:
			s := p.state
			if lb.ic.items[p.item].kind == entryOpen {
				s = lb.states[s].parent
			}
			for ; s > 0 && !filled[s]; s = lb.states[s].parent {
				filled[s] = true
			}
		}
	}
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		lv := base
		switch it.kind {
		case entryText, entryAtomic:
			lv = it.level
		case entryOpen:
			if filled[p.state] {
				continue
			}
			// An empty box goes with what comes after it.
			if it.start < len(lb.ic.text) {
				lv = it.level
			}
		case entryClose:
			continue
		default:
			if n := len(level); n > 0 {
				lv = level[n-1]
			}
		}
		content, level = append(content, i), append(level, lv)
	}
	// What hangs at the line's end has the paragraph's level (rule L1).
	for i := len(content) - 1; i >= 0; i-- {
		p := &lb.pieces[content[i]]
		if it := &lb.ic.items[p.item]; it.kind == entryAtomic || it.kind == entryText && !it.tab && p.width > 0 {
			break
		}
		level[i] = base
	}
	order := text.VisualOrder(level)
	type span struct{ from, to int }
	spans := make([]span, len(lb.states))
	for pos, k := range order {
		p := &lb.pieces[content[k]]
		if kind := lb.ic.items[p.item].kind; kind != entryText && kind != entryAtomic && kind != entryOpen {
			continue
		}
		for s := p.state; s > 0; s = lb.states[s].parent {
			if spans[s].to == 0 {
				spans[s].from = pos + 1
			}
			spans[s].to = pos + 1
		}
	}
	left, right := make([][]int, len(order)+1), make([][]int, len(order)+1)
	for i := range lb.pieces {
		p := &lb.pieces[i]
		it := &lb.ic.items[p.item]
		if it.kind != entryOpen && it.kind != entryClose {
			continue
		}
		sp := spans[p.state]
		if (it.kind == entryOpen) == (it.box.Style.Direction != style.RTL) {
			left[sp.from] = append(left[sp.from], i)
		} else {
			right[sp.to] = append(right[sp.to], i)
		}
	}
	place := func(i int) {
		lb.pieces[i].x = x
		x += lb.pieces[i].width
	}
	for pos, k := range order {
		// Outer boxes have lower states: theirs is the outer edge.
		for _, outer := range ordered(left[pos+1], lb.pieces, false) {
			place(outer)
		}
		if lb.ic.items[lb.pieces[content[k]].item].kind != entryOpen { // an empty box is its edges
			place(content[k])
		}
		for _, inner := range ordered(right[pos+1], lb.pieces, true) {
			place(inner)
		}
	}
}

// ordered sorts pieces by their states, from the greatest when down is set.
func ordered(list []int, pieces []piece, down bool) []int {
	for i := 1; i < len(list); i++ {
		for k := i; k > 0 && (pieces[list[k]].state < pieces[list[k-1]].state) != down && pieces[list[k]].state != pieces[list[k-1]].state; k-- {
			list[k], list[k-1] = list[k-1], list[k]
		}
	}
	return list
}
