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
