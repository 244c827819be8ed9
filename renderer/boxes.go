package renderer

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/paint"
)

// css converts device px/64 to CSS px.
func (d *Document) css(u geom.Unit) float64 { return u.Float() / d.opt.Env.DPR }

// device converts CSS px to device px/64.
func (d *Document) device(px float64) geom.Unit { return geom.FromFloat(px * d.opt.Env.DPR) }

type boxPart uint8

const (
	marginBox boxPart = iota
	borderBox
	paddingBox
	contentBox
)

// local gives a box's part relative to its border box.
func local(b *layout.Box, part boxPart) geom.Rect {
	r := geom.Rect{W: b.Rect.W, H: b.Rect.H}
	switch part {
	case marginBox:
		m := b.Margin
		return geom.Rect{X: -m.Left, Y: -m.Top, W: r.W.Add(m.Horizontal()), H: r.H.Add(m.Vertical())}
	case paddingBox:
		return r.Inset(b.Border)
	case contentBox:
		return r.Inset(b.Border).Inset(b.Padding)
	}
	return r
}

// Placer tells where elements stand. It is valid until the document changes.
type Placer struct {
	doc   *Document
	boxes *paint.Placer
}

// Placer gives the places of all elements as they are now: asking for every
// element of a page through one Placer is linear in their number.
func (d *Document) Placer() Placer {
	d.settle()
	return d.placer()
}

func (d *Document) placer() Placer { return Placer{d, paint.NewPlacer(d.paintOptions())} }

// Box gives the border box of an element in CSS px relative to the top left of
// the page's content, unrounded; zeros when it has none.
func (p Placer) Box(id dom.NodeID) (x, y, w, h float64) {
	r := p.viewportBox(p.doc.tree.Node(id), borderBox)
	if r == (builtin.Rect{}) {
		return 0, 0, 0, 0
	}
	px, py := p.doc.pageOffset()
	return r.X + px, r.Y + py, r.W, r.H
}

// viewportBox is a part of n's box in the viewport, CSS px, unrounded: the box
// around it after transforms, as getBoundingClientRect gives it.
func (p Placer) viewportBox(n *dom.Node, part boxPart) builtin.Rect {
	if n == nil {
		return builtin.Rect{}
	}
	b := p.doc.boxes.BoxOf(n)
	if b == nil {
		return builtin.Rect{}
	}
	return p.around(b, local(b, part))
}

// around gives the box around a part of b, in CSS px.
func (p Placer) around(b *layout.Box, part geom.Rect) builtin.Rect {
	x0, y0, x1, y1 := p.boxes.Bounds(b, part)
	s := p.doc.opt.Env.DPR
	return builtin.Rect{X: x0 / s, Y: y0 / s, W: (x1 - x0) / s, H: (y1 - y0) / s}
}

func (d *Document) viewportBox(n *dom.Node, part boxPart) builtin.Rect {
	return d.placer().viewportBox(n, part)
}

// matrix maps device px of b's border box to device px of the viewport.
func (d *Document) matrix(b *layout.Box) geom.Matrix {
	r, m := paint.NewPlacer(d.paintOptions()).Place(b)
	return m.Mul(geom.Matrix{A: 1, D: 1, E: r.X.Float(), F: r.Y.Float()})
}

// Box gives the border box of one element, as Placer.Box does.
func (d *Document) Box(id dom.NodeID) (x, y, w, h float64) { return d.Placer().Box(id) }

// NodeAt gives the innermost element that the mini-program knows at a point of
// the viewport, CSS px; 0 when there is none.
func (d *Document) NodeAt(x, y float64) dom.NodeID {
	d.settle()
	n := outer(d.tree.Node(d.hitNode(x, y)))
	if n == nil {
		return 0
	}
	return n.ID
}

// offset is offsetLeft and offsetTop: relative to the padding box of the nearest
// positioned ancestor, or to the page. CSSOM View §5.
func (d *Document) offset(n *dom.Node) (x, y float64) {
	if n == nil {
		return 0, 0
	}
	b := d.boxes.BoxOf(n)
	if b == nil {
		return 0, 0
	}
	var px, py geom.Unit
	for c := b; c != nil; {
		px, py = px.Add(c.Rect.X), py.Add(c.Rect.Y)
		c = c.Container
		if c == nil {
			break
		}
		if c.Style != nil && c.Style.Positioned() && !c.Inline {
			return d.css(px.Add(-c.Border.Left)), d.css(py.Add(-c.Border.Top))
		}
	}
	return d.css(px), d.css(py)
}

// containerSize gives the content box of an element in CSS px for container queries.
func (d *Document) containerSize(n *dom.Node) (w, h float64, ok bool) {
	b := d.boxes.BoxOf(n)
	if b == nil || b.Inline {
		return 0, 0, false
	}
	r := local(b, contentBox)
	return d.css(r.W), d.css(r.H), true
}
