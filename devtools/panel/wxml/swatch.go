package wxml

import (
	"fmt"
	"image/color"
	"math"
	"strconv"

	"diorama/renderer/style"
)

// swatch gives the first colour of a value; what cannot be seen has none.
func swatch(s string) (color.Color, bool) {
	_, _, c, ok := style.FindColor(s)
	if !ok || c.A == 0 {
		return nil, false
	}
	return c, true
}

// writeColor writes a colour as authors do: #rrggbb, and rgba() when one sees through it.
func writeColor(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	a := strconv.FormatFloat(math.Round(float64(c.A)/255*100)/100, 'f', -1, 64)
	return fmt.Sprintf("rgba(%d, %d, %d, %s)", c.R, c.G, c.B, a)
}

// hsv is a colour by hue, saturation and brightness, each 0…1.
type hsv struct{ h, s, v float64 }

func toHSV(c color.NRGBA) hsv {
	r, g, b := float64(c.R)/255, float64(c.G)/255, float64(c.B)/255
	top, low := max(r, g, b), min(r, g, b)
	d := top - low
	out := hsv{v: top}
	if d == 0 {
		return out
	}
	out.s = d / top
	switch top {
	case r:
		out.h = math.Mod((g-b)/d+6, 6)
	case g:
		out.h = (b-r)/d + 2
	default:
		out.h = (r-g)/d + 4
	}
	out.h /= 6
	return out
}

func (c hsv) color(alpha uint8) color.NRGBA {
	part := func(n float64) uint8 {
		k := math.Mod(n+c.h*6, 6)
		return uint8(math.Round(255 * (c.v - c.v*c.s*max(0, min(k, 4-k, 1)))))
	}
	return color.NRGBA{R: part(5), G: part(3), B: part(1), A: alpha}
}
