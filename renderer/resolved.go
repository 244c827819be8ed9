package renderer

import (
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/paint"
	"diorama/renderer/style"
	"diorama/renderer/value"
)

// ComputedStyle gives one property as getComputedStyle writes it, in CSS px; ""
// for an unknown one.
func (d *Document) ComputedStyle(id dom.NodeID, name string) string {
	n := d.tree.Node(id)
	if n == nil || n.IsText() {
		return ""
	}
	d.settle()
	c := d.styleOf(n, style.NoPseudo)
	if c == nil {
		return ""
	}
	name = dom.Dashed(name)
	if name == "line-height" && c.LineHeight.Kind == style.Number {
		return d.cssText(geom.FromFloat(float64(c.LineHeight.Pct * c.FontSize)))
	}
	if b := d.boxes.BoxOf(n); b != nil {
		if v, ok := d.usedValue(b, c, name); ok {
			return v
		}
	} else if name == "transform" && len(c.Transform) > 0 {
		return matrixText(paint.Matrix(c.Transform, 0, 0), d.opt.Env.DPR)
	}
	for _, p := range style.Describe(c, d.opt.Env.DPR) {
		if p.Name == name {
			return p.Value
		}
	}
	return ""
}

func (d *Document) cssText(u geom.Unit) string { return value.NumberString(d.css(u)) + "px" }

// usedValue gives a property whose resolved value is the used one.
// https://drafts.csswg.org/cssom/#resolved-values
//
// Not done: the tracks of a grid, which are given as computed.
func (d *Document) usedValue(b *layout.Box, c *style.Computed, name string) (string, bool) {
	part, side, _ := strings.Cut(name, "-")
	switch name {
	case "width", "height":
		if c.Display == style.DisplayInline {
			return "", false
		}
		r := local(b, contentBox)
		if c.BorderBox {
			r = local(b, borderBox)
		}
		if name == "height" {
			return d.cssText(r.H), true
		}
		return d.cssText(r.W), true
	case "transform":
		if len(c.Transform) == 0 {
			return "", false
		}
		return matrixText(paint.Matrix(c.Transform, b.Rect.W, b.Rect.H), d.opt.Env.DPR), true
	case "transform-origin":
		text := d.point(b, c.OriginX, c.OriginY)
		if c.OriginZ != 0 {
			text += " " + d.cssText(geom.FromFloat(float64(c.OriginZ)))
		}
		return text, true
	case "perspective-origin":
		return d.point(b, c.PerspectiveX, c.PerspectiveY), true
	case "top", "bottom", "left", "right":
		return d.usedInset(b, c, name)
	}
	var in geom.Insets
	switch part {
	case "margin":
		in = b.Margin
	case "padding":
		in = b.Padding
	default:
		return "", false
	}
	switch side {
	case "top":
		return d.cssText(in.Top), true
	case "right":
		return d.cssText(in.Right), true
	case "bottom":
		return d.cssText(in.Bottom), true
	case "left":
		return d.cssText(in.Left), true
	}
	return "", false
}

// point gives two lengths, percentages of the border box.
func (d *Document) point(b *layout.Box, x, y style.Length) string {
	at := func(l style.Length, base geom.Unit) string {
		return d.cssText(geom.FromFloat(l.At(base.Float())))
	}
	return at(x, b.Rect.W) + " " + at(y, b.Rect.H)
}

// usedInset gives top, right, bottom or left of a positioned box; false where the computed
// value is the resolved one.
func (d *Document) usedInset(b *layout.Box, c *style.Computed, name string) (string, bool) {
	if !c.Positioned() || b.Container == nil {
		return "", false
	}
	part := contentBox
	if c.OutOfFlow() {
		part = paddingBox
	}
	cb := local(b.Container, part)
	side := map[string]int{"top": 0, "right": 1, "bottom": 2, "left": 3}[name]
	base := cb.W
	if side%2 == 0 {
		base = cb.H
	}
	l, opposite := c.Inset[side], c.Inset[side^2]
	switch {
	case l.Definite():
		return d.cssText(geom.FromFloat(l.At(base.Float()))), true
	case c.Position == style.PositionRelative && opposite.Definite():
		return d.cssText(geom.FromFloat(-opposite.At(base.Float()))), true
	case c.Position == style.PositionRelative:
		return "0px", true
	case !c.OutOfFlow():
		return "", false
	}
	r := b.Rect
	r.X, r.Y = r.X.Add(-b.Margin.Left), r.Y.Add(-b.Margin.Top)
	r.W, r.H = r.W.Add(b.Margin.Horizontal()), r.H.Add(b.Margin.Vertical())
	switch side {
	case 0:
		return d.cssText(r.Y.Add(-cb.Y)), true
	case 1:
		return d.cssText(cb.Right().Add(-r.Right())), true
	case 2:
		return d.cssText(cb.Bottom().Add(-r.Bottom())), true
	}
	return d.cssText(r.X.Add(-cb.X)), true
}
