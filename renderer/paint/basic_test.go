// Proves boxes, borders, clips, stacking and opacity by pixel value; oracle: hand, from the CSS specifications.
package paint

import (
	"image/color"
	"testing"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/style"
)

func TestFillAndSnap(t *testing.T) {
	m := render(t, root(100, 100, box(10.4, 10.6, 20, 20, newStyle(bg(255, 0, 0, 255)))), options(100, 100))
	// 10.4 → 10, 10.6 → 11; right 30.4 → 30, lower 30.6 → 31.
	wantPixel(t, m, 10, 11, 255, 0, 0, 0)
	wantPixel(t, m, 9, 11, 255, 255, 255, 0)
	wantPixel(t, m, 10, 10, 255, 255, 255, 0)
	wantPixel(t, m, 29, 30, 255, 0, 0, 0)
	wantPixel(t, m, 30, 30, 255, 255, 255, 0)
}

func TestTranslucent(t *testing.T) {
	m := render(t, root(100, 100, box(0, 0, 50, 50, newStyle(bg(0, 0, 0, 128)))), options(100, 100))
	wantPixel(t, m, 5, 5, 127, 127, 127, 0)
}

func TestStackingOrder(t *testing.T) {
	red, green, blue := bg(255, 0, 0, 255), bg(0, 255, 0, 255), bg(0, 0, 255, 255)
	at := func(st *style.Computed) *layout.Box { return box(0, 0, 20, 20, st) }
	cases := []struct {
		name string
		kids []*layout.Box
		want [3]uint8
	}{
		{"later in flow", []*layout.Box{at(newStyle(red)), at(newStyle(green))}, [3]uint8{0, 255, 0}},
		{"positioned over flow", []*layout.Box{at(newStyle(red, position(style.PositionRelative, 0, true))), at(newStyle(green))}, [3]uint8{255, 0, 0}},
		{"z-index", []*layout.Box{at(newStyle(red, position(style.PositionAbsolute, 2, false))), at(newStyle(green, position(style.PositionAbsolute, 1, false)))}, [3]uint8{255, 0, 0}},
		{"negative below flow", []*layout.Box{at(newStyle(green)), at(newStyle(red, position(style.PositionAbsolute, -1, false)))}, [3]uint8{0, 255, 0}},
		{"float over block", []*layout.Box{at(newStyle(blue, func(c *style.Computed) { c.Float = style.FloatLeft })), at(newStyle(green))}, [3]uint8{0, 0, 255}},
	}
	for _, c := range cases {
		m := render(t, root(100, 100, c.kids...), options(100, 100))
		got := m.RGBAAt(5, 5)
		if got.R != c.want[0] || got.G != c.want[1] || got.B != c.want[2] {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestOverflowClip(t *testing.T) {
	child := box(-10, -10, 100, 100, newStyle(bg(255, 0, 0, 255)))
	clip := box(20, 20, 40, 40, newStyle(overflow(style.OverflowHidden), radius(20)), child)
	m := render(t, root(100, 100, clip), options(100, 100))
	wantPixel(t, m, 40, 40, 255, 0, 0, 0)
	wantPixel(t, m, 21, 21, 255, 255, 255, 0)
	wantPixel(t, m, 61, 40, 255, 255, 255, 0)

	// An absolute box whose container lies outside escapes.
	abs := box(0, 0, 10, 10, newStyle(bg(0, 0, 255, 255), position(style.PositionAbsolute, 0, true)))
	mid := box(50, 50, 20, 20, newStyle(overflow(style.OverflowHidden)), abs)
	r := root(100, 100, mid)
	abs.Container = r
	m = render(t, r, options(100, 100))
	wantPixel(t, m, 5, 5, 0, 0, 255, 0)
}

func TestBorders(t *testing.T) {
	black, red, green, blue := color.NRGBA{A: 255}, color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 255, 0, 255}, color.NRGBA{0, 0, 255, 255}
	m := render(t, root(100, 100, box(10, 10, 40, 40, newStyle(border(5, style.BorderSolid, black)))), options(100, 100))
	wantPixel(t, m, 10, 10, 0, 0, 0, 0)
	wantPixel(t, m, 14, 30, 0, 0, 0, 0)
	wantPixel(t, m, 15, 30, 255, 255, 255, 0)
	wantPixel(t, m, 49, 49, 0, 0, 0, 0)

	// The triangle: no content, four thick sides.
	m = render(t, root(100, 100, box(10, 10, 40, 40, newStyle(border(20, style.BorderSolid, red, green, blue, black)))), options(100, 100))
	wantPixel(t, m, 30, 12, 255, 0, 0, 0)
	wantPixel(t, m, 47, 30, 0, 255, 0, 0)
	wantPixel(t, m, 30, 47, 0, 0, 255, 0)
	wantPixel(t, m, 12, 30, 0, 0, 0, 0)
	save(t, m, "triangle")
}

func TestOpacityGroup(t *testing.T) {
	a := box(0, 0, 20, 20, newStyle(bg(255, 0, 0, 255)))
	c := box(10, 0, 20, 20, newStyle(bg(255, 0, 0, 255)))
	m := render(t, root(100, 100, box(10, 10, 40, 40, newStyle(opacity(0.5)), a, c)), options(100, 100))
	for _, x := range []int{12, 25, 35} {
		wantPixel(t, m, x, 15, 255, 127, 127, 1)
	}
	m = render(t, root(100, 100, box(10, 10, 40, 40, newStyle(opacity(0)), a)), options(100, 100))
	wantPixel(t, m, 15, 15, 255, 255, 255, 0)
}

func TestFixedAndScroll(t *testing.T) {
	fixed := box(0, 0, 10, 10, newStyle(bg(255, 0, 0, 255), position(style.PositionFixed, 0, true)))
	flow := box(0, 50, 10, 10, newStyle(bg(0, 0, 255, 255)))
	sticky := box(50, 20, 10, 10, newStyle(bg(0, 255, 0, 255), position(style.PositionSticky, 0, true), func(c *style.Computed) { c.Inset[style.Top] = px(5) }))
	r := root(100, 300, fixed, flow, sticky)
	o := options(100, 100)
	o.Scroll = func(b *layout.Box) geom.Point {
		if b == r {
			return geom.Point{Y: geom.FromInt(40)}
		}
		return geom.Point{}
	}
	m := render(t, r, o)
	wantPixel(t, m, 5, 5, 255, 0, 0, 0)
	wantPixel(t, m, 5, 15, 0, 0, 255, 0)
	wantPixel(t, m, 55, 5, 0, 255, 0, 0)
	wantPixel(t, m, 55, 15, 255, 255, 255, 0)
	if got, _ := NewPlacer(o).Place(sticky); got.Y != geom.FromInt(5) {
		t.Errorf("sticky stands at %v, want 5", got.Y.Float())
	}
	if got := Hit(r, geom.Point{X: geom.FromInt(55), Y: geom.FromInt(6)}, o); got != sticky {
		t.Errorf("hit %v, want the sticky box", got)
	}
}

func TestTransforms(t *testing.T) {
	tr := func(ops ...style.TransformOp) func(*style.Computed) {
		return func(c *style.Computed) { c.Transform = ops }
	}
	op := func(name string, n ...float32) style.TransformOp {
		o := style.TransformOp{Name: name}
		copy(o.N[:], n)
		return o
	}
	half := box(20, 20, 40, 40, newStyle(bg(255, 0, 0, 255), tr(op("scale", 0.5, 0.5))))
	m := render(t, root(100, 100, half), options(100, 100))
	wantPixel(t, m, 30, 30, 255, 0, 0, 0)
	wantPixel(t, m, 49, 49, 255, 0, 0, 0)
	wantPixel(t, m, 29, 30, 255, 255, 255, 0)

	turned := box(20, 20, 40, 40, newStyle(bg(255, 0, 0, 255), tr(op("rotate", 45))))
	r := root(100, 100, turned)
	m = render(t, r, options(100, 100))
	wantPixel(t, m, 40, 14, 255, 0, 0, 0)
	wantPixel(t, m, 21, 21, 255, 255, 255, 0)
	if Hit(r, geom.Point{X: geom.FromInt(21), Y: geom.FromInt(21)}, options(100, 100)) != r {
		t.Error("the corner of a turned box is hit")
	}
	if Hit(r, geom.Point{X: geom.FromInt(40), Y: geom.FromInt(14)}, options(100, 100)) != turned {
		t.Error("the tip of a turned box is not hit")
	}
	flip := box(20, 20, 40, 40, newStyle(bg(0, 0, 255, 255), tr(style.TransformOp{Name: "perspective", X: px(200)}, op("rotateY", 60))))
	m = render(t, root(100, 100, flip), options(100, 100))
	wantPixel(t, m, 40, 40, 0, 0, 255, 0)
	wantPixel(t, m, 25, 40, 255, 255, 255, 0)
	save(t, m, "perspective")
}
