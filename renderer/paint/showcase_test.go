// Proves that every effect draws something that looks as it should in a few places,
// and makes a picture of all for looking at (DIORAMA_PNG=folder); oracle: hand.
package paint

import (
	"image"
	"image/color"
	"testing"

	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

func showcase(t testing.TB) (*layout.Box, Options, raster.Glyphs) {
	f := testFonts(t)
	red, green, blue, black := color.NRGBA{220, 40, 40, 255}, color.NRGBA{40, 180, 80, 255}, color.NRGBA{40, 90, 220, 255}, color.NRGBA{A: 255}
	grey := color.NRGBA{200, 200, 200, 255}
	var kids []*layout.Box
	n := 0
	add := func(b *layout.Box) *layout.Box {
		b.Rect.X += 64 * 110 * 1 * unit(n%7)
		b.Rect.Y += 64 * 110 * unit(n/7)
		n++
		kids = append(kids, b)
		return b
	}
	cell := func(set ...func(*style.Computed)) *layout.Box { return add(box(20, 20, 80, 80, newStyle(set...))) }
	for _, k := range []style.Keyword{style.BorderDashed, style.BorderDotted, style.BorderDouble, style.BorderGroove, style.BorderInset} {
		cell(border(8, k, red))
	}
	cell(border(6, style.BorderDashed, blue), radius(24))
	cell(border(10, style.BorderSolid, red, green, blue, black), radius(30))
	grad := func(g *style.Gradient) func(*style.Computed) {
		return func(c *style.Computed) { c.Background = []style.Layer{{Image: style.Image{Gradient: g}}} }
	}
	stops := []style.Stop{{Color: red}, {Color: green}, {Color: blue}}
	cell(grad(&style.Gradient{Angle: 45, Stops: stops}))
	cell(grad(&style.Gradient{Kind: style.Radial, CX: pct(50), CY: pct(50), Stops: stops}))
	cell(grad(&style.Gradient{Kind: style.Conic, CX: pct(50), CY: pct(50), Stops: stops}), radius(40))
	cell(grad(&style.Gradient{Angle: 45, Repeating: true, Stops: []style.Stop{{Color: red, Pos: px(0)}, {Color: red, Pos: px(5)}, {Color: grey, Pos: px(5)}, {Color: grey, Pos: px(10)}}}))
	cell(bg(255, 255, 255, 255), radius(12), func(c *style.Computed) {
		c.BoxShadow = []style.Shadow{{Y: 4, Blur: 16, Color: color.NRGBA{A: 120}}}
	})
	cell(bg(255, 255, 255, 255), radius(20), func(c *style.Computed) {
		c.BoxShadow = []style.Shadow{{X: 4, Y: 4, Blur: 10, Spread: 2, Color: color.NRGBA{A: 160}, Inset: true}}
	})
	cell(bg(250, 220, 120, 255), radius(10), func(c *style.Computed) {
		c.Transform = []style.TransformOp{{Name: "rotate", N: [16]float32{20}}}
		c.BoxShadow = []style.Shadow{{Y: 6, Blur: 12, Color: color.NRGBA{A: 160}}}
	})
	// filters
	for _, fo := range []style.FilterOp{{Name: "blur", Amount: 5}, {Name: "grayscale", Amount: 1}, {Name: "sepia", Amount: 1}, {Name: "hue-rotate", Amount: 120}, {Name: "drop-shadow", Shadow: style.Shadow{X: 6, Y: 6, Blur: 6, Color: black}}, {Name: "invert", Amount: 1}, {Name: "contrast", Amount: 0.4}} {
		cell(grad(&style.Gradient{Angle: 90, Stops: stops}), radius(40), func(c *style.Computed) { c.Filter = []style.FilterOp{fo} })
	}
	for _, cp := range []string{"circle(50%)", "polygon(50% 0, 100% 100%, 0 100%)", "inset(10px 20px round 15px)", "ellipse(30% 50%)", "path('M40 0 L80 80 Q40 40 0 80 Z')", "polygon(evenodd, 0 0, 100% 0, 100% 100%, 0 100%, 0 0, 25% 25%, 75% 25%, 75% 75%, 25% 75%, 25% 25%)"} {
		cell(bg(90, 60, 200, 255), func(c *style.Computed) { c.ClipPath = style.ParseShape(cp) })
	}
	cell(grad(&style.Gradient{Angle: 0, Stops: stops}), func(c *style.Computed) {
		c.Mask = []style.Layer{{Image: style.Image{Gradient: &style.Gradient{Kind: style.Radial, CX: pct(50), CY: pct(50), Stops: []style.Stop{{Color: black}, {Color: color.NRGBA{}}}}}}}
	})
	// blending
	for _, m := range []string{"multiply", "screen", "difference", "luminosity"} {
		holder := add(box(20, 20, 80, 80, newStyle()))
		a := box(0, 0, 55, 55, newStyle(bg(220, 60, 60, 255), radius(28)))
		c := box(25, 25, 55, 55, newStyle(bg(60, 160, 220, 255), radius(28), func(c *style.Computed) { c.MixBlend = m }))
		for _, k := range []*layout.Box{a, c} {
			k.Parent, k.Container = holder, holder
		}
		holder.Children = []*layout.Box{a, c}
	}
	// backdrop
	holder := add(box(20, 20, 80, 80, newStyle(grad(&style.Gradient{Angle: 45, Repeating: true, Stops: []style.Stop{{Color: red, Pos: px(0)}, {Color: red, Pos: px(6)}, {Color: grey, Pos: px(6)}, {Color: grey, Pos: px(12)}}}))))
	glass := box(15, 15, 50, 50, newStyle(bg(255, 255, 255, 80), radius(12), func(c *style.Computed) { c.BackdropFilter = []style.FilterOp{{Name: "blur", Amount: 6}} }))
	glass.Parent, glass.Container = holder, holder
	holder.Children = []*layout.Box{glass}
	// perspective
	persp := func(p float32, op ...style.TransformOp) func(*style.Computed) {
		return func(c *style.Computed) {
			c.Transform = append([]style.TransformOp{{Name: "perspective", X: px(p)}}, op...)
		}
	}
	tilt := cell(bg(120, 200, 250, 255), border(4, style.BorderSolid, blue), persp(200, style.TransformOp{Name: "rotateY", N: [16]float32{50}}))
	tx := textBox(f, 10, 20, 60, 24, black, "透视3D")
	tx.Parent, tx.Container = tilt, tilt
	tilt.Children = []*layout.Box{tx}
	// cube: preserve-3d
	cube := add(box(35, 35, 50, 50, newStyle(func(c *style.Computed) {
		c.Preserve3D = true
		c.Transform = []style.TransformOp{{Name: "perspective", X: px(300)}, {Name: "rotateX", N: [16]float32{-25}}, {Name: "rotateY", N: [16]float32{35}}}
	})))
	for i, tr := range [][]style.TransformOp{
		{{Name: "rotateY", N: [16]float32{90}}, {Name: "translate3d", Z: px(25)}},
		{{Name: "rotateX", N: [16]float32{90}}, {Name: "translate3d", Z: px(25)}},
		{{Name: "translate3d", Z: px(25)}},
		{{Name: "rotateY", N: [16]float32{-90}}, {Name: "translate3d", Z: px(25)}},
	} {
		face := box(0, 0, 50, 50, newStyle(position(style.PositionAbsolute, 0, true), func(c *style.Computed) {
			c.BackgroundColor = []color.NRGBA{red, green, blue, black}[i]
			c.Transform, c.BackfaceHidden = tr, true
		}))
		face.Parent, face.Container = cube, cube
		cube.Children = append(cube.Children, face)
	}
	// text
	deco := func(bits, k style.Keyword) func(*style.Computed) {
		return func(c *style.Computed) { c.Decoration, c.DecorationStyle = bits, k }
	}
	add(textBox(f, 5, 10, 100, 24, black, "gypsy 中", deco(style.DecorationUnderline, style.DecorationSolid)))
	add(textBox(f, 5, 10, 100, 24, black, "wavy 文", deco(style.DecorationUnderline, style.DecorationWavy)))
	add(textBox(f, 5, 10, 100, 24, red, "strike", deco(style.DecorationLineThrough|style.DecorationOverline, style.DecorationSolid)))
	add(textBox(f, 5, 10, 100, 24, black, "dashed", deco(style.DecorationUnderline, style.DecorationDashed)))
	sh := textBox(f, 5, 10, 100, 30, red, "阴影 Sh")
	in := *sh.Style.Inherited
	in.TextShadow = []style.Shadow{{X: 3, Y: 3, Blur: 4, Color: color.NRGBA{A: 200}}}
	sh.Style.Inherited = &in
	add(sh)
	clip := textBox(f, 5, 10, 100, 40, color.NRGBA{}, "渐变", func(c *style.Computed) {
		c.Background = linear(90, red, blue)
		c.Background[0].Clip = style.TextClip
	})
	add(clip)
	st := textBox(f, 5, 10, 100, 40, color.NRGBA{255, 255, 255, 255}, "描边")
	in2 := *st.Style.Inherited
	in2.TextStrokeWidth, in2.TextStrokeColor = 2, &red
	st.Style.Inherited = &in2
	add(st)
	add(textBox(f, 5, 30, 100, 28, blue, "旋转文字", func(c *style.Computed) {
		c.Transform = []style.TransformOp{{Name: "rotate", N: [16]float32{-30}}}
	}))
	add(textBox(f, 5, 30, 100, 14, blue, "放大 1.7", func(c *style.Computed) {
		c.Transform = []style.TransformOp{{Name: "scale", N: [16]float32{1.7, 1.7}}}
	}))
	add(textBox(f, 5, 30, 100, 24, blue, "压扁文字", func(c *style.Computed) {
		c.Transform = []style.TransformOp{{Name: "scale", N: [16]float32{0.6, 1.4}}}
	}))
	img := cell(border(1, style.BorderSolid, black), func(c *style.Computed) {
		c.Background = []style.Layer{{Image: style.Image{URL: "x"}, SizeW: px(30), SizeH: px(20), RepeatX: style.RepeatSpace, RepeatY: style.RepeatRound}}
	})
	_ = img
	cell(radius(40), func(c *style.Computed) {
		c.Background = []style.Layer{{Image: style.Image{URL: "x"}, Cover: true, X: pct(50), Y: pct(50)}}
		c.Transform = []style.TransformOp{{Name: "rotate", N: [16]float32{15}}}
	})
	cell(bg(240, 240, 240, 255), func(c *style.Computed) {
		c.Background = []style.Layer{{Image: style.Image{URL: "x"}, Contain: true, X: pct(50), Y: pct(50), RepeatX: style.NoRepeat, RepeatY: style.NoRepeat}}
		c.OutlineWidth, c.OutlineStyle, c.OutlineColor, c.OutlineOffset = 3, style.BorderDashed, red, 3
	})
	r := root(790, 770, kids...)
	o := options(790, 770)
	pic := newTestPicture(60, 40, false)
	o.Picture = func(style.Image) Picture { return pic }
	return r, o, f
}

func TestShowcase(t *testing.T) {
	r, o, f := showcase(t)
	l := Build(r, o)
	m := image.NewRGBA(l.Viewport)
	Draw(m, l, l.Viewport, raster.NewCache(f, 0))
	save(t, m, "showcase")
	// Parts, in odd pieces.
	c := raster.NewCache(f, 0)
	part := image.NewRGBA(l.Viewport)
	for y := 0; y < 770; y += 97 {
		for x := 0; x < 790; x += 83 {
			Draw(part, l, image.Rect(x, y, x+83, y+97), c)
		}
	}
	if d := differ(m, part, l.Viewport); d != "" {
		t.Error("in pieces: " + d)
	}
}
