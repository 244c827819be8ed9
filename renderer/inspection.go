package renderer

import (
	"image"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// Rect is a rectangle in CSS px of the viewport.
type Rect = builtin.Rect

// Inspection is what the devtools show of one element.
type Inspection struct {
	// The boxes of the box model in the viewport, after transforms.
	Margin, Border, Padding, Content Rect
	// Sides of the box model, CSS px: top, right, bottom, left.
	MarginSides, BorderSides, PaddingSides [4]float64
	Rules                                  []style.MatchedRule // strongest first
	Computed                               []style.Property
}

// Inspect gives boxes, matched rules and computed style of an element; zero for an
// unknown one or a text.
func (d *Document) Inspect(id dom.NodeID) Inspection {
	d.settle()
	n := d.tree.Node(id)
	if n == nil || n.IsText() {
		return Inspection{}
	}
	in := Inspection{Rules: d.styler.Matched(n, style.NoPseudo), Computed: d.styler.ComputedList(n, style.NoPseudo)}
	b := d.boxes.BoxOf(n)
	if b == nil {
		return in
	}
	p := d.placer()
	in.Border = p.viewportBox(n, borderBox)
	in.Padding = p.viewportBox(n, paddingBox)
	in.Content = p.viewportBox(n, contentBox)
	in.Margin = p.viewportBox(n, marginBox)
	in.MarginSides, in.BorderSides, in.PaddingSides = d.sides(b.Margin), d.sides(b.Border), d.sides(b.Padding)
	return in
}

func (d *Document) sides(i geom.Insets) [4]float64 {
	return [4]float64{d.css(i.Top), d.css(i.Right), d.css(i.Bottom), d.css(i.Left)}
}

// ViewportBox gives the border box of an element in CSS px of the viewport, after
// scrolling and transforms; zeros when it has none.
func (d *Document) ViewportBox(id dom.NodeID) (x, y, w, h float64) {
	d.settle()
	r := d.viewportBox(d.tree.Node(id), borderBox)
	return r.X, r.Y, r.W, r.H
}

// Image is the picture of the last Frame, nil before the first.
func (d *Document) Image() *image.RGBA { return d.img }

// SetCanvas draws a page of this height in CSS px instead of the viewport's, with
// everything that depends on the viewport (vh, media) left as it is; 0 ends it.
func (d *Document) SetCanvas(height float64) {
	if height != d.canvas {
		d.canvas = height
		d.restart()
	}
}
