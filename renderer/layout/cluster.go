package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/text"
)

// A word that is cut between any two characters is cut inside a glyph that stands for
// several of them too, a long dash or a ligature: the parts are shaped apart, as in Blink.

// shapedOf is what the glyphs of a piece are of.
func (p *piece) shapedOf(it *inlineItem) *text.Shaped {
	if p.own != nil {
		return p.own
	}
	return it.shaped
}

// clusterAt gives the text of the cluster behind a cursor, where it begins in the item's
// Shaped, and how many glyphs it has.
func (lb *lineBreaker) clusterAt(c cursor) (s string, n int) {
	tk := &lb.ic.tokens[c.tok]
	it := &lb.ic.items[tk.item]
	g := int(tk.g0) + c.cut
	if it.kind != entryText || it.shaped == nil || it.level&1 == 1 || g >= int(tk.g1) {
		return "", 0
	}
	gl := it.shaped.Glyphs
	from, to := int(gl[g].Cluster), it.end-it.from
	for n = 1; g+n < len(gl); n++ {
		if next := int(gl[g+n].Cluster); next != from {
			to = next
			break
		}
	}
	if from >= to || to > len(it.shaped.Text) {
		return "", 0
	}
	return it.shaped.Text[from:to], n
}

// shapeApart shapes a part of an item, from a byte of its text on, by itself. Its clusters count from the part's start.
func (lb *lineBreaker) shapeApart(it *inlineItem, from int, s string) *text.Shaped {
	ctx := text.Context{Script: text.ScriptAt(lb.ic.text, it.from+from)}
	return lb.t.shaper.ShapeIn(s, it.font.ts, ctx)
}

// partOf makes a piece of bytes sub to end of the cluster behind c.
func (lb *lineBreaker) partOf(c cursor, s string, sub, end int) piece {
	tk := &lb.ic.tokens[c.tok]
	it := &lb.ic.items[tk.item]
	sh := *lb.shapeApart(it, int(it.shaped.Glyphs[int(tk.g0)+c.cut].Cluster)+sub, s[sub:end])
	sh.Glyphs = slices.Clone(sh.Glyphs)
	for i := range sh.Glyphs {
		sh.Glyphs[i].Cluster += it.shaped.Glyphs[int(tk.g0)+c.cut].Cluster + int32(sub)
	}
	sh.Text = it.shaped.Text // in which carets are placed
	return piece{tok: c.tok, item: int(tk.item), g1: len(sh.Glyphs), width: sh.Width, own: &sh}
}

// splitCluster takes as many characters of the cluster behind c, from byte sub of it on, as
// fit, at least one if must; the end is 0 when none do or all.
func (lb *lineBreaker) splitCluster(c cursor, sub int, room geom.Unit, must bool) (p piece, end int) {
	s, n := lb.clusterAt(c)
	if n == 0 || len(s)-sub < 2 {
		return p, 0
	}
	ends := text.Graphemes(s[sub:])
	tk := &lb.ic.tokens[c.tok]
	it := &lb.ic.items[tk.item]
	if len(ends) < 3 {
		return p, 0
	}
	from := int(it.shaped.Glyphs[int(tk.g0)+c.cut].Cluster) + sub
	room++ // Blink allows for 1/64 px
	if lb.shapeApart(it, from, s[sub:]).Width <= room {
		return p, 0
	}
	for _, e := range ends[1 : len(ends)-1] {
		if lb.shapeApart(it, from, s[sub:sub+e]).Width > room && !must {
			break
		}
		must = false
		end = sub + e
	}
	if end > 0 {
		p = lb.partOf(c, s, sub, end)
	}
	return p, end
}

// restOfCluster begins a line inside a cluster: what fits of the rest of it, and where to
// go on.
func (lb *lineBreaker) restOfCluster(c cursor, room geom.Unit) (piece, cursor) {
	if p, end := lb.splitCluster(c, c.sub, room, true); end > 0 {
		return p, cursor{tok: c.tok, cut: c.cut, sub: end}
	}
	s, n := lb.clusterAt(c)
	return lb.partOf(c, s, min(c.sub, len(s)), len(s)), cursor{tok: c.tok, cut: c.cut + n}
}
