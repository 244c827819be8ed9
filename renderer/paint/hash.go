package paint

import (
	"image"
	"image/color"
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/raster"
)

// hash is a running 64 bit hash of what an item shows.
type hash uint64

func newHash() hash { return 0x9e3779b97f4a7c15 }

func (h *hash) add(v uint64) {
	x := (uint64(*h) ^ v) * 0xff51afd7ed558ccd
	*h = hash(x ^ x>>32)
}

func (h *hash) float(v float64) { h.add(math.Float64bits(v)) }

func (h *hash) color(c color.NRGBA) {
	h.add(uint64(c.R) | uint64(c.G)<<8 | uint64(c.B)<<16 | uint64(c.A)<<24)
}

func (h *hash) matrix(m geom.Matrix) {
	for _, v := range [6]float64{m.A, m.B, m.C, m.D, m.E, m.F} {
		h.float(v)
	}
}

// shape hashes an outline where it would stand without scrolling.
func (h *hash) shape(r raster.RRect, scroll image.Point) {
	h.float(r.X0 + float64(scroll.X))
	h.float(r.Y0 + float64(scroll.Y))
	h.float(r.X1 - r.X0)
	h.float(r.Y1 - r.Y0)
	for _, k := range r.Radii {
		if k.X != 0 || k.Y != 0 {
			h.float(k.X)
			h.float(k.Y)
		} else {
			h.add(0)
		}
	}
}
