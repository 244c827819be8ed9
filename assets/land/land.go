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

// Rings gives the closed outlines of all land areas, and those of lakes in them.
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
		out = append(out, ring)
	}
	return out
}
