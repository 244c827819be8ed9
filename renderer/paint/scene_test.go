package paint

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// node ids are not needed here; a node makes a box an element.
func newStyle(set ...func(*style.Computed)) *style.Computed {
	c := &style.Computed{Inherited: &style.Inherited{Color: color.NRGBA{A: 255}, FontSize: 16}, Opacity: 1, ZAuto: true, Display: style.DisplayBlock}
	c.OriginX, c.OriginY = style.Length{Kind: style.Percent, Pct: 50}, style.Length{Kind: style.Percent, Pct: 50}
	for _, f := range set {
		f(c)
	}
	return c
}

func bg(r, g, b, a uint8) func(*style.Computed) {
	return func(c *style.Computed) { c.BackgroundColor = color.NRGBA{r, g, b, a} }
}

func px(v float32) style.Length { return style.Length{Kind: style.Px, Px: v} }

func pct(v float32) style.Length { return style.Length{Kind: style.Percent, Pct: v} }

func radius(v float32) func(*style.Computed) {
	return func(c *style.Computed) {
		for i := range c.Radius {
			c.Radius[i] = style.Corner{X: px(v), Y: px(v)}
		}
	}
}

func border(w float32, k style.Keyword, cs ...color.NRGBA) func(*style.Computed) {
	return func(c *style.Computed) {
		for i := range c.BorderWidth {
			c.BorderWidth[i], c.BorderStyle[i] = w, k
			c.BorderColor[i] = cs[i%len(cs)]
		}
	}
}

func position(k style.Keyword, z int, auto bool) func(*style.Computed) {
	return func(c *style.Computed) { c.Position, c.ZIndex, c.ZAuto = k, z, auto }
}

func overflow(k style.Keyword) func(*style.Computed) {
	return func(c *style.Computed) { c.OverflowX, c.OverflowY = k, k }
}

func opacity(o float32) func(*style.Computed) {
	return func(c *style.Computed) { c.Opacity = o }
}

// box makes a box in px relative to its container, which is its parent.
func box(x, y, w, h float64, st *style.Computed, children ...*layout.Box) *layout.Box {
	b := &layout.Box{Node: &dom.Node{Tag: "view"}, Style: st,
		Rect:     geom.Rect{X: geom.FromFloat(x), Y: geom.FromFloat(y), W: geom.FromFloat(w), H: geom.FromFloat(h)},
		Children: children}
	for i, v := range st.BorderWidth {
		if st.BorderStyle[i] == style.BorderNone {
			continue
		}
		u := geom.FromFloat(float64(v))
		switch i {
		case 0:
			b.Border.Top = u
		case 1:
			b.Border.Right = u
		case 2:
			b.Border.Bottom = u
		case 3:
			b.Border.Left = u
		}
	}
	for _, c := range children {
		c.Parent = b
		if c.Container == nil {
			c.Container = b
		}
	}
	return b
}

func root(w, h float64, children ...*layout.Box) *layout.Box {
	return box(0, 0, w, h, newStyle(), children...)
}

func options(w, h int) Options {
	return Options{DPR: 1, Viewport: geom.Size{W: geom.FromInt(w), H: geom.FromInt(h)}}
}

// render draws a tree whole and cold.
func render(t testing.TB, r *layout.Box, o Options) *image.RGBA {
	t.Helper()
	l := Build(r, o)
	m := image.NewRGBA(l.Viewport)
	Draw(m, l, l.Viewport, raster.NewCache(nil, 0))
	return m
}

func wantPixel(t *testing.T, m *image.RGBA, x, y int, r, g, b uint8, tolerance int) {
	t.Helper()
	c := m.RGBAAt(x, y)
	d := func(a, b uint8) int {
		if a > b {
			return int(a - b)
		}
		return int(b - a)
	}
	if d(c.R, r) > tolerance || d(c.G, g) > tolerance || d(c.B, b) > tolerance || c.A != 255 {
		t.Errorf("pixel (%d,%d) is %v, want %d %d %d within %d", x, y, c, r, g, b, tolerance)
	}
}

// save writes a picture for looking at, when DIORAMA_PNG names a folder.
func save(t testing.TB, m image.Image, name string) {
	dir := os.Getenv("DIORAMA_PNG")
	if dir == "" {
		return
	}
	f, err := os.Create(dir + "/" + name + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
}

func unit(n int) geom.Unit { return geom.Unit(n) }
