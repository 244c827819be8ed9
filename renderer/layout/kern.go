package layout

import (
	"slices"
	"unicode/utf8"

	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// kernAcross moves texts of one font that inline boxes without edges part as near to each
// other as kerning asks, which does not end at an element in Blink.
func (t *Tree) kernAcross(ic *inlineContext) {
	prev := -1
	for i := range ic.items {
		it := &ic.items[i]
		switch it.kind {
		case entryOpen, entryClose:
			if edgeShows(it.box, it.kind) || it.cont || it.start < it.end || it.box.Style.VerticalAlign != style.VABaseline {
				prev = -1
			}
			continue
		case entryText:
			if prev >= 0 && !it.tab && it.node != ic.items[prev].node {
				t.kern(ic, &ic.items[prev], it)
			}
			prev = i
			if it.tab {
				prev = -1
			}
		default:
			prev = -1
		}
	}
}

// maxKerned is the first character that is not looked at: no font for Chinese kerns those.
const maxKerned = 0x530

// kern shortens or lengthens the last glyph of a before b.
func (t *Tree) kern(ic *inlineContext, a, b *inlineItem) {
	if a.level != b.level || a.level&1 == 1 || a.g1 <= a.g0 || b.g1 <= b.g0 || !sameText(a.font.ts, b.font.ts) {
		return
	}
	x, n := utf8.DecodeLastRuneInString(ic.text[a.start:a.end])
	y, m := utf8.DecodeRuneInString(ic.text[b.start:b.end])
	if x <= ' ' || y <= ' ' || x >= maxKerned || y >= maxKerned {
		return
	}
	if text.ScriptAt(ic.text, a.end) != text.ScriptAt(ic.text, b.start+m) {
		return // runs of two scripts are shaped apart
	}
	both := ic.text[a.end-n:a.end] + ic.text[b.start:b.start+m]
	width := func(s string) geom.Unit { return t.shaper.ShapeIn(s, a.font.ts, text.Context{}).Width }
	sh := t.shaper.ShapeIn(both, a.font.ts, text.Context{})
	last := a.g1 - 1
	gl := a.shaped.Glyphs
	if len(sh.Glyphs) > 2 || int(gl[last].Cluster) != a.end-n-a.from || len(sh.Glyphs) == 2 && sh.Glyphs[0].ID != gl[last].ID {
		return // a ligature counts with its width, though its letters are drawn
	}
	more := sh.Width - width(both[:n]) - width(both[n:])
	if more >= -geom.Unit(1) && more <= 1 {
		return // the rounding of a pen position
	}
	c := *a.shaped // which others share
	c.Glyphs = slices.Clone(gl)
	c.Glyphs[last].Advance += more
	c.Width += more
	a.shaped = &c
}

// sameText reports two styles that shape alike.
func sameText(x, y *text.Style) bool {
	return x == y || x.Size == y.Size && x.Weight == y.Weight && x.Italic == y.Italic && x.LetterSpacing == y.LetterSpacing && x.WordSpacing == y.WordSpacing &&
		x.TabularNums == y.TabularNums && x.NoKerning == y.NoKerning && x.Features == y.Features && x.Variations == y.Variations && x.Orientation == y.Orientation && slices.Equal(x.Families, y.Families)
}
