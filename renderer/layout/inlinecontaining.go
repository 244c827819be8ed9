package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// inlineContaining gives the padding box of inline box cb as a containing block, relative
// to its Rect: from where its first part begins to where its last one ends, and never less
// wide than nothing (CSS Position 3 §2.1; the last: oracle chromium). ok is false when its
// parts are not on lines.
func inlineContaining(cb *Box) (r geom.Rect, ok bool) {
	var p inlineEnds
	if cb.data.flags&flagSplit == 0 {
		p.of(cb, cb.Container, geom.Point{})
	} else {
		p.below(cb, cb.Container, geom.Point{})
	}
	if !p.any {
		return r, false
	}
	bd := cb.Border
	r.X, r.Y = p.first.X+bd.Left, p.first.Y+bd.Top
	r.W = max(0, p.last.Right()-bd.Right-r.X)
	if cb.Style.Direction == style.RTL {
		right := p.first.Right() - bd.Right
		r.W = max(0, right-p.last.X-bd.Left)
		r.X = right - r.W
	}
	r.H = max(0, p.last.Bottom()-bd.Bottom-r.Y)
	return r.Translate(geom.Point{X: -cb.Rect.X, Y: -cb.Rect.Y}), true
}

// inlineEnds are what an inline box has on its first line and on its last one.
type inlineEnds struct {
	first, last geom.Rect
	any         bool
}

// of reads the lines of block a, which stands at o.
func (p *inlineEnds) of(cb, a *Box, o geom.Point) {
	for l := range a.Lines {
		var line geom.Rect
		any := false
		for i := range a.Lines[l].Items {
			it := &a.Lines[l].Items[i]
			if it.Kind != ItemInline || it.Box != cb {
				continue
			}
			if !any {
				line, any = it.Rect.Translate(o), true
			} else {
				line = line.Union(it.Rect.Translate(o))
			}
		}
		if !any {
			continue
		}
		if !p.any {
			p.first, p.any = line, true
		}
		p.last = line
	}
}

// below reads the lines of the anonymous blocks in a, which stands at o.
func (p *inlineEnds) below(cb, a *Box, o geom.Point) {
	for _, k := range a.flow() {
		if k.Node != nil {
			continue
		}
		at := o.Add(geom.Point{X: k.Rect.X, Y: k.Rect.Y})
		p.of(cb, k, at)
		p.below(cb, k, at)
	}
}
