package sensors

import "testing"

// Says how long the map and the phone take to draw on a display of two device px per unit.
func BenchmarkPaint(b *testing.B) {
	c, _, _ := open(b)
	b.Run("map", func(b *testing.B) {
		for b.Loop() {
			c.world.paint(1000, 640)
		}
	})
	b.Run("phone", func(b *testing.B) {
		for b.Loop() {
			c.solid.paint(560, 280)
		}
	})
}
