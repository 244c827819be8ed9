package layout

import (
	"testing"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// A unitless line height counts by the font size to the nearest 1/64 px. Oracle chromium:
// simulator/differential/chromium, pages on a screen of 2.625 px per CSS px.
func TestLineHeightOfFractionalSizes(t *testing.T) {
	for _, c := range []struct {
		size, factor float32
		want         geom.Unit
	}{
		{69.216, 1, 4430},                // 48rpx on 412 px
		{40.376, 1.4, 3617},              // 28rpx
		{40.376, 1.5, 3876},              // 64ths: 2584 × 1.5
		{40, 1.2, 3072},                  // nothing to round
		{1e30, 1e30, geom.MaxUnit},       // bounded
		{16, 0, 0},                       // lines of no height
		{69.216, 1.57, 4430 * 157 / 100}, // whole 64ths
		{43.68, 1.1, 2796 * 11 / 10},     // 28rpx on 390 px at 3
	} {
		in := &style.Inherited{FontSize: c.size, LineHeight: style.Length{Kind: style.Number, Pct: c.factor}}
		if got, ok := lineHeightOf(in); !ok || got != c.want {
			t.Errorf("%v × %v: %d, want %d", c.size, c.factor, got, c.want)
		}
	}
}
