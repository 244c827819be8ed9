package raster

import (
	"image"
	"image/color"
	"math"
	"testing"

	"diorama/renderer/geom"
)

// A turned box with two sides only, as arrows and ticks are made, leaves nothing of
// the other two: they used to show as hairlines. Oracle: chromium paints nothing there.
func TestTurnedBorderHasNoHairline(t *testing.T) {
	c := NewCache(nil, 0)
	s := NewSurface(image.Rect(0, 0, 100, 100))
	sin, cos := math.Sincos(math.Pi / 4)
	m := geom.Matrix{A: cos, B: sin, C: -sin, D: cos, E: 50, F: 20}
	black := color.NRGBA{A: 255}
	b := &Border{Box: RRect{X0: 0, Y0: 0, X1: 40, Y1: 40}, Width: [4]float64{0, 0, 4, 4},
		Style: [4]LineStyle{NoLine, NoLine, SolidLine, SolidLine}, Color: [4]color.NRGBA{black, black, black, black}}
	c.NewCanvas(s, s.Rect).Border(b, m)
	// In the box's own coordinates: well inside of the right and top edges, away from
	// the sides that are drawn.
	drawn := func(x, y float64) bool {
		px, py := m.A*x+m.C*y+m.E, m.B*x+m.D*y+m.F
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				if s.Pix[(int(py)+dy)*100+int(px)+dx]>>24 > 1 {
					return true
				}
			}
		}
		return false
	}
	for d := 10.0; d <= 30; d += 5 {
		if drawn(d, 0) || drawn(40, d) {
			t.Errorf("a side without width shows at %v", d)
		}
		if !drawn(2, d) || !drawn(d, 38) {
			t.Errorf("a side is missing at %v", d)
		}
	}
	// The same of a round one: a spinner's arc.
	round := &Border{Box: RRect{X0: 10, Y0: 10, X1: 90, Y1: 90, Radii: [4]Corner{{40, 40}, {40, 40}, {40, 40}, {40, 40}}}, Width: [4]float64{4, 0, 0, 0},
		Style: [4]LineStyle{SolidLine, NoLine, NoLine, NoLine}, Color: b.Color}
	s = NewSurface(image.Rect(0, 0, 100, 100))
	c.NewCanvas(s, s.Rect).Border(round, geom.Identity)
	for y := 60; y < 100; y++ {
		for x := 0; x < 100; x++ {
			if s.Pix[y*100+x]>>24 > 1 {
				t.Fatalf("pixel (%d,%d) of the lower half has alpha %d", x, y, s.Pix[y*100+x]>>24)
			}
		}
	}
}

// The line of a round box with sides of no width is drawn in strips around where there is
// none of it; every pixel is as when the path is filled whole. Oracle: hand, the same path.
func TestRingInStrips(t *testing.T) {
	c := NewCache(nil, 0)
	area := image.Rect(0, 0, 120, 90)
	widths := [][4]float64{{0, 0, 2, 0}, {3, 0, 0, 0}, {0, 5, 0, 0}, {0, 0, 0, 1.5}, {2, 0, 2, 0}, {0, 2, 3, 0}, {1, 1, 1, 0}, {30, 0, 0, 0}}
	radii := [][4]Corner{{{12, 12}, {12, 12}, {12, 12}, {12, 12}}, {{40, 30}, {3, 9}, {0, 0}, {8, 20}}, {{50, 40}, {50, 40}, {50, 40}, {50, 40}}}
	colour := color.NRGBA{200, 30, 60, 128}
	for _, m := range []geom.Matrix{geom.Identity, {A: 1, D: 1, E: 3.3, F: 4.7}, {A: -1, D: 0.7, E: 115, F: 6}} {
		for _, w := range widths {
			for _, k := range radii {
				outer := RRect{X0: 4, Y0: 5, X1: 106, Y1: 85.5, Radii: k}
				inner := outer.Inset(w[0], w[1], w[2], w[3])
				got, want := NewSurface(area), NewSurface(area)
				c.NewCanvas(got, area.Inset(2)).between(outer, inner, colour, m)
				p := NewPath(m)
				p.RRect(outer, false)
				p.RRect(inner, true)
				c.NewCanvas(want, area.Inset(2)).FillColor(c.NewShape(p), colour)
				drawn := false
				for i := range got.Pix {
					if drawn = drawn || want.Pix[i] != 0; got.Pix[i] != want.Pix[i] {
						t.Fatalf("widths %v, radii %v, matrix %v: pixel %d,%d is %08x, of the whole path %08x", w, k, m, i%120, i/120, got.Pix[i], want.Pix[i])
					}
				}
				if !drawn {
					t.Fatal("nothing is drawn")
				}
			}
		}
	}
	if h := hollow(RRect{X1: 100, Y1: 80, Radii: radii[0]}, RRect{X1: 100, Y1: 78}, geom.Identity); h.Intersect(image.Rect(0, 0, 100, 80)) != image.Rect(0, 0, 100, 68) {
		t.Error("the line below leaves", h)
	}
}
