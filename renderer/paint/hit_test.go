// Proves hit testing, places and background geometry; oracle: hand, from CSS
// Pointer Events, Overflow, Backgrounds 3 and getBoundingClientRect.
package paint

import (
	"image/color"
	"testing"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/style"
)

func at(x, y int) geom.Point { return geom.Point{X: geom.FromInt(x), Y: geom.FromInt(y)} }

func TestHit(t *testing.T) {
	o := options(200, 200)
	inherited := func(f func(*style.Inherited)) func(*style.Computed) {
		return func(c *style.Computed) { f(c.Inherited) }
	}
	inner := box(-50, 0, 100, 100, newStyle())
	clipped := box(50, 0, 40, 40, newStyle(overflow(style.OverflowHidden)), inner)
	none := box(0, 100, 50, 50, newStyle(inherited(func(i *style.Inherited) { i.PointerEvents = style.PointerNone })))
	hidden := box(0, 100, 50, 50, newStyle(inherited(func(i *style.Inherited) { i.Visibility = style.Hidden })))
	round := box(100, 100, 50, 50, newStyle(radius(25)))
	ghost := box(160, 100, 30, 30, newStyle(opacity(0)))
	cut := box(100, 0, 40, 40, newStyle(func(c *style.Computed) { c.ClipPath = style.ParseShape("circle(25%)") }))
	r := root(200, 200, clipped, none, hidden, round, ghost, cut)
	for _, c := range []struct {
		name string
		x, y int
		want *layout.Box
	}{
		{"inside the clip", 60, 10, inner}, {"outside the clip", 20, 10, r}, {"pointer-events and visibility", 10, 110, r},
		{"round", 125, 125, round}, {"outside the rounding", 102, 102, r}, {"transparent counts", 170, 110, ghost},
		{"inside clip-path", 120, 20, cut}, {"outside clip-path", 103, 3, r},
	} {
		if got := Hit(r, at(c.x, c.y), o); got != c.want {
			t.Errorf("%s: hit %p, want %p", c.name, got, c.want)
		}
	}
	if got := HitAll(r, at(60, 10), o); len(got) != 3 || got[0] != inner || got[1] != clipped || got[2] != r {
		t.Errorf("all at (60,10): %v", got)
	}
}

func TestBounds(t *testing.T) {
	op := style.TransformOp{Name: "scale", N: [16]float32{2, 0.5}}
	kid := box(10, 10, 20, 20, newStyle())
	b := box(20, 40, 40, 40, newStyle(func(c *style.Computed) { c.Transform = []style.TransformOp{op} }), kid)
	root(200, 200, b)
	bounds := func(b *layout.Box, o Options) [4]float64 {
		x0, y0, x1, y1 := NewPlacer(o).Bounds(b, geom.Rect{W: b.Rect.W, H: b.Rect.H})
		return [4]float64{x0, y0, x1 - x0, y1 - y0}
	}
	px := func(v ...float64) [4]float64 { return [4]float64(v) }
	if got := bounds(b, options(200, 200)); got != px(0, 50, 80, 20) {
		t.Errorf("scaled box: %v", got)
	}
	if got := bounds(kid, options(200, 200)); got != px(20, 55, 40, 10) {
		t.Errorf("child of a scaled box: %v", got)
	}
	scrolled := box(0, 0, 50, 50, newStyle(overflow(style.OverflowScroll)), box(5, 30, 10, 10, newStyle()))
	root(200, 200, scrolled)
	o := options(200, 200)
	o.Scroll = func(b *layout.Box) geom.Point {
		if b == scrolled {
			return at(0, 20)
		}
		return geom.Point{}
	}
	if got := bounds(scrolled.Children[0], o); got != px(5, 10, 10, 10) {
		t.Errorf("scrolled box: %v", got)
	}
}

func TestBackgroundGeometry(t *testing.T) {
	red, blue := color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}
	half := func(set func(*style.Layer)) func(*style.Computed) {
		return func(c *style.Computed) {
			c.Background = linear(90, red, blue)
			g := c.Background[0].Image.Gradient
			g.Stops = []style.Stop{{Color: red, Pos: pct(50)}, {Color: blue, Pos: pct(50)}}
			c.Background[0].RepeatX, c.Background[0].RepeatY = style.NoRepeat, style.NoRepeat
			set(&c.Background[0])
		}
	}
	// 20×10 at the right lower corner.
	m := render(t, root(100, 100, box(0, 0, 80, 80, newStyle(half(func(l *style.Layer) {
		l.SizeW, l.SizeH, l.X, l.Y = px(20), px(10), pct(100), pct(100)
	})))), options(100, 100))
	wantPixel(t, m, 61, 71, 255, 0, 0, 0)
	wantPixel(t, m, 79, 79, 0, 0, 255, 0)
	wantPixel(t, m, 59, 75, 255, 255, 255, 0)
	wantPixel(t, m, 70, 69, 255, 255, 255, 0)
	// Repeated every 20.
	m = render(t, root(100, 100, box(0, 0, 80, 80, newStyle(half(func(l *style.Layer) {
		l.SizeW, l.SizeH = px(20), px(20)
		l.RepeatX = style.Repeat
	})))), options(100, 100))
	for x := 0; x < 80; x += 20 {
		wantPixel(t, m, x+2, 5, 255, 0, 0, 0)
		wantPixel(t, m, x+12, 5, 0, 0, 255, 0)
	}
	wantPixel(t, m, 5, 25, 255, 255, 255, 0)
	// Content box clip and origin.
	b := box(0, 0, 80, 80, newStyle(half(func(l *style.Layer) { l.Origin, l.Clip = style.ContentBox, style.ContentBox })))
	b.Padding = geom.Insets{Top: 640, Right: 640, Bottom: 640, Left: 640}
	m = render(t, root(100, 100, b), options(100, 100))
	wantPixel(t, m, 11, 11, 255, 0, 0, 0)
	wantPixel(t, m, 9, 40, 255, 255, 255, 0)
	wantPixel(t, m, 68, 40, 0, 0, 255, 0)
}

func TestRootBackgroundCoversViewport(t *testing.T) {
	r := root(100, 20)
	r.Style.BackgroundColor = color.NRGBA{0, 128, 0, 255}
	m := render(t, r, options(100, 100))
	wantPixel(t, m, 50, 90, 0, 128, 0, 0)
}

func TestDiffNamesWhatChanged(t *testing.T) {
	a := box(10, 10, 20, 20, newStyle(bg(255, 0, 0, 255)))
	c := box(60, 60, 20, 20, newStyle(bg(0, 255, 0, 255)))
	r := root(100, 100, a, c)
	old := Build(r, options(100, 100))
	if d := Diff(old, Build(r, options(100, 100))); len(d) != 0 {
		t.Errorf("nothing changed, but %v", d)
	}
	a.Style = newStyle(bg(0, 0, 255, 255))
	if d := Diff(old, Build(r, options(100, 100))); len(d) != 1 || d[0].String() != "(10,10)-(30,30)" {
		t.Errorf("damage %v", d)
	}
}
