package renderer

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/text"
)

// textLines gives the block whose lines hold a text node.
func (d *Document) textLines(n *dom.Node) *layout.Box {
	for p := n.Parent; p != nil; p = p.Parent {
		b := d.boxes.BoxOf(p)
		if b == nil {
			continue
		}
		if b.Inline {
			continue
		}
		if found := linesWith(b, n); found != nil {
			return found
		}
		return nil
	}
	return nil
}

// linesWith looks for the text in the lines of b and of its anonymous children.
func linesWith(b *layout.Box, n *dom.Node) *layout.Box {
	for i := range b.Lines {
		for k := range b.Lines[i].Items {
			if b.Lines[i].Items[k].Node == n {
				return b
			}
		}
	}
	for _, c := range b.Children {
		if c.Node == nil {
			if found := linesWith(c, n); found != nil {
				return found
			}
		}
	}
	return nil
}

// piece is a run of a text node on a line: bytes [from, to) of the node's text.
type piece struct {
	item     *layout.Item
	line     int
	from, to int
}

// pieces gives the runs of a text node in order. Text is shown as written
// (white-space: pre or pre-wrap), so bytes of the runs follow those of the node;
// only line breaks are left out.
func pieces(b *layout.Box, n *dom.Node) []piece {
	var out []piece
	at := 0
	for i := range b.Lines {
		for k := range b.Lines[i].Items {
			it := &b.Lines[i].Items[k]
			if it.Kind != layout.ItemText || it.Node != n || it.Text == nil {
				continue
			}
			s := runText(it)
			from := at
			if j := indexFrom(n.Text, s, at); j >= 0 {
				from = j
			}
			at = from + len(s)
			out = append(out, piece{it, i, from, at})
		}
	}
	return out
}

// runText is the text of the glyphs [Start, End) of an item.
func runText(it *layout.Item) string {
	if len(it.Text.Glyphs) == 0 {
		return it.Text.Text // a tab, which has a width and no glyphs
	}
	lo, hi := len(it.Text.Text), 0
	for g := it.Start; g < it.End && g < len(it.Text.Glyphs); g++ {
		c := int(it.Text.Glyphs[g].Cluster)
		lo, hi = min(lo, c), max(hi, c)
	}
	if lo > hi {
		return ""
	}
	end := len(it.Text.Text)
	for g := range it.Text.Glyphs {
		if c := int(it.Text.Glyphs[g].Cluster); c > hi && c < end {
			end = c
		}
	}
	return it.Text.Text[lo:end]
}

func indexFrom(s, sub string, from int) int {
	if from > len(s) {
		return -1
	}
	for i := from; i+len(sub) <= len(s); i++ {
		if s[i:i+len(sub)] == sub {
			return i
		}
	}
	return -1
}

// sub is the part of a shaped text that an item shows, as a text of its own.
func sub(it *layout.Item) *text.Shaped {
	s := &text.Shaped{Text: runText(it)}
	base := int32(len(it.Text.Text))
	for g := it.Start; g < it.End && g < len(it.Text.Glyphs); g++ {
		base = min(base, it.Text.Glyphs[g].Cluster)
	}
	for g := it.Start; g < it.End && g < len(it.Text.Glyphs); g++ {
		gl := it.Text.Glyphs[g]
		gl.Cluster -= base
		s.Glyphs = append(s.Glyphs, gl)
		s.Width = s.Width.Add(gl.Advance)
	}
	if len(it.Text.Glyphs) == 0 {
		s.Width = it.Text.Width
	}
	if it.Text.Levels != nil {
		s.Levels = it.Text.Levels[it.Start:min(it.End, len(it.Text.Levels))]
	}
	return s
}

// Caret places a byte offset of an inner text node relative to box's padding box.
func (d *Document) Caret(box, n *dom.Node, offset int) (builtin.Caret, bool) {
	outerBox := d.boxes.BoxOf(box)
	if outerBox == nil {
		return builtin.Caret{}, false
	}
	b := d.textLines(n)
	if b == nil {
		return d.emptyCaret(outerBox), true
	}
	ps := pieces(b, n)
	if len(ps) == 0 {
		return d.emptyCaret(outerBox), true
	}
	at := ps[0]
	for _, p := range ps {
		// An offset on a border belongs to the line that begins there, unless a
		// line break was written: then it is the end of the line before.
		if p.from <= offset {
			at = p
		}
	}
	x := at.item.Rect.X.Add(text.CaretX(sub(at.item), max(0, min(offset, at.to)-at.from)))
	r := at.item.Rect
	if offset > at.to && at.to < len(n.Text) && n.Text[at.to] == '\n' {
		// On an empty line that has no run of its own.
		for k := at.to; k < offset && k < len(n.Text) && n.Text[k] == '\n'; k++ {
			at.line++
		}
		if at.line < len(b.Lines) {
			line := b.Lines[at.line]
			r = geom.Rect{X: line.Rect.X, Y: line.Rect.Y.Add((line.Rect.H.Add(-r.H)) / 2), H: r.H}
			x = line.Rect.X
		}
	}
	if line := b.Lines[min(at.line, len(b.Lines)-1)].Rect; r.H > line.H {
		r.Y, r.H = line.Y, line.H // a caret is not taller than its line
	}
	dx, dy := d.between(b, outerBox)
	return builtin.Caret{
		X: d.css(x.Add(dx).Add(-outerBox.Border.Left)), Y: d.css(r.Y.Add(dy).Add(-outerBox.Border.Top)),
		H: d.css(r.H), Line: at.line,
	}, true
}

// emptyCaret stands at the start of an empty field.
func (d *Document) emptyCaret(b *layout.Box) builtin.Caret {
	in := local(b, contentBox)
	size := geom.FromFloat(float64(b.Style.FontSize) * 1.2)
	h := size
	if in.H > 0 && in.H < h {
		h = in.H
	}
	x := in.X
	return builtin.Caret{X: d.css(x), Y: d.css(in.Y.Add((in.H.Add(-h)) / 2)), H: d.css(h)}
}

// between gives the offset of b's border box in a's, along the containers.
func (d *Document) between(b, a *layout.Box) (x, y geom.Unit) {
	for c := b; c != nil && c != a; c = c.Container {
		x, y = x.Add(c.Rect.X), y.Add(c.Rect.Y)
	}
	return x, y
}

// OffsetAt gives the byte offset in an inner text node nearest to a point of the
// viewport, CSS px.
func (d *Document) OffsetAt(n *dom.Node, x, y float64) int {
	b := d.textLines(n)
	if b == nil {
		return 0
	}
	m, ok := d.matrix(b).Invert()
	if !ok {
		return 0
	}
	lx, ly := m.Apply(x*d.opt.Env.DPR, y*d.opt.Env.DPR)
	px, py := geom.FromFloat(lx), geom.FromFloat(ly)
	ps := pieces(b, n)
	if len(ps) == 0 {
		return 0
	}
	line := 0
	for i := range b.Lines {
		if py >= b.Lines[i].Rect.Y {
			line = i
		}
	}
	best := -1
	for i, p := range ps {
		if p.line != line {
			continue
		}
		if best < 0 || px >= p.item.Rect.X {
			best = i
		}
	}
	if best < 0 {
		// A line without a run: an empty one. It begins after the breaks before it.
		for _, p := range ps {
			if p.line < line {
				best = p.to + (line - p.line)
			}
		}
		return max(0, min(best, len(n.Text)))
	}
	p := ps[best]
	return p.from + text.OffsetAt(sub(p.item), px.Add(-p.item.Rect.X))
}
