// Package land embeds the outlines of the world's land areas, for a map that needs no
// network. README.md says where they come from.
package land

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed land.txt
var rings string

// Point is a place in degrees, east and north positive.
type Point struct{ Longitude, Latitude float32 }

// Rings gives the closed outlines of all land areas, and those of lakes in them. A ring
// that crosses the antimeridian goes on beyond 180° on that side; one around a pole is
// closed along it.
func Rings() [][]Point {
	var out [][]Point
	for line := range strings.Lines(rings) {
		fields := strings.Fields(line)
		ring := make([]Point, 0, len(fields)/2)
		x, y := 0, 0
		for i := 0; i+1 < len(fields); i += 2 {
			dx, _ := strconv.Atoi(fields[i])
			dy, _ := strconv.Atoi(fields[i+1])
			x, y = x+dx, y+dy
			ring = append(ring, Point{float32(x) / 100, float32(y) / 100})
		}
		out = append(out, whole(ring))
	}
	return out
}

// whole takes the jumps from 180° to -180° out of a ring.
func whole(ring []Point) []Point {
	turn := float32(0)
	for i := range ring {
		if i > 0 {
			switch d := ring[i].Longitude + turn - ring[i-1].Longitude; {
			case d > 180:
				turn -= 360
			case d < -180:
				turn += 360
			}
		}
		ring[i].Longitude += turn
	}
	if turn != 0 && len(ring) > 0 { // it does not come back: around a pole
		pole := float32(90)
		if ring[0].Latitude < 0 {
			pole = -90
		}
		ring = append(ring, Point{ring[len(ring)-1].Longitude, pole}, Point{ring[0].Longitude, pole})
	}
	return ring
}
