package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// inlineContaining gives the padding box that inline box b is as a containing block,
// relative to its border box: from the start of its parts on its first line to the end of
// those on its last one that exists (CSS 2.1 §10.1; no size is negative, as in Blink).
func (t *Tree) inlineContaining(b *Box) geom.Rect {
	p := partsOf{b: b}
	if b.data.flags&flagSplit != 0 {
		p.inside(b.Container, geom.Point{})
	} else {
		p.lines(b.Container, geom.Point{})
	}
	if !p.any {
		w, h := innerSize(b)
		return geom.Rect{W: w, H: h}.Inset(b.Border)
	}
	block := b.Container
	bd := borderOf(b.Style)
	if b.Style.Direction != block.Style.Direction {
		bd.Left, bd.Right = 0, 0
	}
	s, e := p.first, p.last
	r := geom.Rect{X: s.X + bd.Left, Y: s.Y + bd.Top}
	r.H = max(0, e.Bottom()-bd.Bottom-r.Y)
	if block.Style.Direction == style.RTL {
		right := s.Right() - bd.Right
		r.W = max(0, right-e.X-bd.Left)
		r.X = right - r.W
	} else {
		r.W = max(0, e.Right()-bd.Right-r.X)
	}
	return r.Translate(geom.Point{X: -b.Rect.X, Y: -b.Rect.Y})
}

// partsOf collects the parts of inline box b on its first and its last line.
type partsOf struct {
	b           *Box
	any         bool
	line        int // the line at hand
	start, end  int // the first line and the last
	first, last geom.Rect
}

// add takes a part on the line at hand; empty: the line does not exist.
func (p *partsOf) add(r geom.Rect, empty bool) {
	switch {
	case !p.any:
		p.any, p.start, p.end, p.first, p.last = true, p.line, p.line, r, r
		return
	case p.line == p.start:
		p.first = cover(p.first, r)
	}
	switch {
	case p.line == p.end:
		p.last = cover(p.last, r)
	case !empty:
		p.end, p.last = p.line, r
	}
}

// lines adds the parts on the lines of block a, which stands at o.
func (p *partsOf) lines(a *Box, o geom.Point) {
	for l := range a.Lines {
		p.line++
		for i := range a.Lines[l].Items {
			if it := &a.Lines[l].Items[i]; it.Kind == ItemInline && it.Box == p.b {
				p.add(it.Rect.Translate(o), false)
			}
		}
	}
	if len(a.Lines) > 0 || a.items() == nil {
		return
	}
	p.line++
	for i := range a.items().empties {
		if it := &a.items().empties[i]; it.Box == p.b {
			p.add(it.Rect.Translate(o), true)
		}
	}
}

// inside adds the parts in the anonymous blocks of block a, which stands at o. What stands
// before a block without making a line is on the line of that block.
func (p *partsOf) inside(a *Box, o geom.Point) {
	list := a.flow()
	for i, k := range list {
		at := o.Add(geom.Point{X: k.Rect.X, Y: k.Rect.Y})
		switch {
		case k.Node != nil:
		case k.data.flags&flagWrap != 0:
			for q := k.Parent; q != nil && q.Inline; q = q.Parent {
				if q == p.b {
					p.line++
					p.add(wrapPart(q, k).Translate(o), vanishes(k))
				}
			}
		case k.entries() != nil:
			if len(k.Lines) > 0 || i+1 == len(list) || list[i+1].data.flags&flagWrap == 0 {
				p.lines(k, at)
			}
		default:
			p.inside(k, at)
		}
	}
}
