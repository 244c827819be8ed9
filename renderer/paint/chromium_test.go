// oracle chromium: pixels that simulator/differential/chromium/paint measured.
package paint

import (
	"image/color"
	"testing"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/style"
)

func TestChromiumPixels(t *testing.T) {
	line := func(kind style.Keyword, w int, c color.NRGBA) func(*style.Computed) {
		return func(s *style.Computed) {
			for i := range 4 {
				s.BorderStyle[i], s.BorderColor[i], s.BorderWidth[i] = kind, c, float32(w)
			}
		}
	}
	bordered := func(kind style.Keyword, w int, c color.NRGBA) *layout.Box {
		b := box(10, 10, 60, 60, newStyle(line(kind, w, c)))
		u := geom.FromInt(w)
		b.Border = geom.Insets{Top: u, Right: u, Bottom: u, Left: u}
		return b
	}
	brown, mauve := color.NRGBA{0x9a, 0x41, 0x11, 255}, color.NRGBA{0xbc, 0x9d, 0xb8, 255}
	white := color.RGBA{255, 255, 255, 255}
	red, blue := newStyle(bg(255, 0, 0, 255)), newStyle(bg(0, 0, 255, 255), func(s *style.Computed) { s.MixBlend = "multiply" })
	for _, c := range []struct {
		name string
		box  []*layout.Box
		x, y int
		want color.RGBA
	}{
		{"groove, outer left", []*layout.Box{bordered(style.BorderGroove, 22, mauve)}, 14, 40, color.RGBA{0x68, 0x57, 0x66, 255}},
		{"groove, inner left", []*layout.Box{bordered(style.BorderGroove, 22, mauve)}, 26, 40, color.RGBA{0xff, 0xd5, 0xfa, 255}},
		{"double of 4 px, line", []*layout.Box{bordered(style.BorderDouble, 4, brown)}, 10, 40, color.RGBA{0x9a, 0x41, 0x11, 255}},
		{"double of 4 px, gap", []*layout.Box{bordered(style.BorderDouble, 4, brown)}, 11, 40, white},
		{"thin dots, second", []*layout.Box{bordered(style.BorderDotted, 2, brown)}, 13, 10, color.RGBA{0x9a, 0x41, 0x11, 255}},
		{"thin dots, first gap", []*layout.Box{bordered(style.BorderDotted, 2, brown)}, 12, 10, white},
		{"blended with the page's own", []*layout.Box{box(10, 10, 30, 30, red), box(20, 20, 30, 30, blue)}, 25, 25, color.RGBA{0, 0, 0, 255}},
		{"not blended with the base", []*layout.Box{box(10, 10, 30, 30, red), box(20, 20, 30, 30, blue)}, 45, 45, color.RGBA{0, 0, 255, 255}},
	} {
		root := box(0, 0, 100, 100, newStyle(), c.box...)
		if got := render(t, root, options(100, 100)).RGBAAt(c.x, c.y); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestMaskComposite(t *testing.T) {
	half := func(angle float32) style.Image {
		black := color.NRGBA{A: 255}
		at := func(p float32) style.Length { return style.Length{Kind: style.Percent, Pct: p} }
		return style.Image{Gradient: &style.Gradient{Angle: angle, Stops: []style.Stop{{Color: black, Pos: at(50)}, {Pos: at(50)}}}}
	}
	for op, want := range map[style.Keyword][4]bool{ // upper left, upper right, lower left, lower right
		style.CompositeAdd: {true, true, true, false}, style.CompositeSubtract: {false, true, false, false},
		style.CompositeIntersect: {true, false, false, false}, style.CompositeExclude: {false, true, true, false},
	} {
		// The upper half over the left half.
		st := newStyle(bg(0, 0, 255, 255), func(s *style.Computed) {
			s.Mask = []style.Layer{{Image: half(180), Composite: op}, {Image: half(90)}}
		})
		m := render(t, box(0, 0, 100, 100, newStyle(), box(10, 10, 40, 40, st)), options(100, 100))
		for i, p := range [4][2]int{{15, 15}, {45, 15}, {15, 45}, {45, 45}} {
			if got := m.RGBAAt(p[0], p[1]).R == 0; got != want[i] {
				t.Errorf("composite %d, quarter %d: shown %v", op, i, got)
			}
		}
	}
}

func TestDepthOrder(t *testing.T) {
	at := func(z float64) piece {
		return piece{poly: [][3]float64{{0, 0, z}, {10, 0, z}, {10, 10, z}, {0, 10, z}}}
	}
	got := (&bspTree{}).backToFront([]piece{at(3), at(-1), at(7), at(3)}, nil)
	for i, z := range []float64{-1, 3, 3, 7} {
		if got[i].poly[0][2] != z {
			t.Errorf("plane %d lies at %v, want %v", i, got[i].poly[0][2], z)
		}
	}
}

// A float in an inline box that blocks split stands in an anonymous block beside it.
func TestFloatInSplitInline(t *testing.T) {
	anon := box(20, 30, 80, 20, newStyle())
	float := box(5, 5, 10, 10, newStyle(bg(255, 0, 0, 255), func(s *style.Computed) { s.Float = style.FloatLeft }))
	inline := box(20, 30, 0, 0, newStyle(func(s *style.Computed) { s.Position = style.PositionRelative }), float)
	inline.Inline = true
	root := box(0, 0, 100, 100, newStyle(), anon, inline)
	float.Container = anon
	img := render(t, root, options(100, 100))
	if got := img.RGBAAt(26, 36); got != (color.RGBA{255, 0, 0, 255}) {
		t.Errorf("at the float: %v", got)
	}
	if got := img.RGBAAt(6, 6); got == (color.RGBA{255, 0, 0, 255}) {
		t.Error("it is at the page's corner")
	}
}

// Two planes that cut one another each show on their own side, and where the line is a
// click finds what shows. Oracle: chromium (simulator/differential/chromium/paint).
func TestPlanesCutOneAnother(t *testing.T) {
	turned := func(deg float32, r uint8) *layout.Box {
		return box(20, 20, 60, 60, newStyle(bg(r, 0, 200, 255), func(s *style.Computed) {
			s.Transform = []style.TransformOp{{Name: "rotateY", N: [16]float32{deg}}}
			s.OriginX, s.OriginY = pct(50), pct(50)
		}))
	}
	a, b := turned(30, 250), turned(-30, 50)
	scene := box(0, 0, 100, 100, newStyle(func(s *style.Computed) {
		s.Preserve3D = true
		s.Transform = []style.TransformOp{{Name: "translate", X: px(0), Y: px(0)}}
	}), a, b)
	root := box(0, 0, 100, 100, newStyle(), scene)
	img := render(t, root, options(100, 100))
	for _, c := range []struct {
		x   int
		red uint8
		box *layout.Box
	}{{30, 250, a}, {45, 250, a}, {55, 50, b}, {70, 50, b}} {
		if got := img.RGBAAt(c.x, 50).R; got != c.red {
			t.Errorf("at %d: red is %d, want %d", c.x, got, c.red)
		}
		if got := Hit(root, geom.Point{X: geom.FromInt(c.x), Y: geom.FromInt(50)}, options(100, 100)); got != c.box {
			t.Errorf("at %d: the other plane is hit", c.x)
		}
	}
	for _, x := range []int{49, 50} { // no ground shines through the line
		if got := img.RGBAAt(x, 50); got.B < 199 {
			t.Errorf("at %d: %v", x, got)
		}
	}
}
