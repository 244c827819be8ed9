package phone

import (
	"image"
	"math"

	"diorama/simulator/device"
)

// mask cuts the round corners and the cut-out of the camera out of a picture of
// the screen, so that the bezel behind shows through.
type mask struct {
	w, h  int
	zones []zone
}

// zone is a part of the screen where pixels are not wholly visible.
type zone struct {
	r     image.Rectangle
	alpha []uint8
}

func newMask(w, h int, d device.Profile) *mask {
	m := &mask{w: w, h: h}
	if d.Width <= 0 {
		return m
	}
	s := float64(w) / d.Width
	if r := d.Corner * s; r >= 1 {
		n := int(math.Ceil(r))
		for _, c := range [4]image.Point{{0, 0}, {w - n, 0}, {0, h - n}, {w - n, h - n}} {
			m.add(image.Rect(c.X, c.Y, c.X+n, c.Y+n), func(x, y float64) float64 {
				return 0.5 - roundRect(x, y, 0, 0, float64(w), float64(h), r)
			})
		}
	}
	mid := float64(w) / 2
	if d.Lying {
		mid = float64(h) / 2
	}
	cut := func(x0, y0, x1, y1, r float64) {
		if d.Lying { // what was above is at the left
			x0, y0, x1, y1 = y0, x0, y1, x1
		}
		m.add(image.Rect(int(x0)-1, int(y0)-1, int(x1)+2, int(y1)+2), func(x, y float64) float64 {
			return 0.5 + roundRect(x, y, x0, y0, x1, y1, r)
		})
	}
	switch d.Notch {
	case device.WideNotch:
		cut(mid-80*s, -30*s, mid+80*s, 30*s, 18*s)
	case device.Island:
		cut(mid-62*s, 11*s, mid+62*s, 47*s, 18*s)
	case device.PunchHole:
		y := max(d.StatusBar, d.SafeLeft) / 2 * s
		cut(mid-6*s, y-6*s, mid+6*s, y+6*s, 6*s)
	}
	return m
}

// roundRect is the signed distance to a rectangle with round corners, negative inside.
func roundRect(x, y, x0, y0, x1, y1, r float64) float64 {
	qx := math.Abs(x-(x0+x1)/2) - (x1-x0)/2 + r
	qy := math.Abs(y-(y0+y1)/2) - (y1-y0)/2 + r
	return math.Min(math.Max(qx, qy), 0) + math.Hypot(math.Max(qx, 0), math.Max(qy, 0)) - r
}

func (m *mask) add(r image.Rectangle, cover func(x, y float64) float64) {
	r = r.Intersect(image.Rect(0, 0, m.w, m.h))
	if r.Empty() {
		return
	}
	z := zone{r: r, alpha: make([]uint8, r.Dx()*r.Dy())}
	i := 0
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			z.alpha[i] = uint8(math.Max(0, math.Min(1, cover(float64(x)+0.5, float64(y)+0.5)))*255 + 0.5)
			i++
		}
	}
	m.zones = append(m.zones, z)
}

// apply cuts out of a freshly copied part of the picture.
func (m *mask) apply(img *image.RGBA, part image.Rectangle) {
	for _, z := range m.zones {
		r := z.r.Intersect(part)
		for y := r.Min.Y; y < r.Max.Y; y++ {
			a := z.alpha[(y-z.r.Min.Y)*z.r.Dx()+r.Min.X-z.r.Min.X:]
			px := img.Pix[img.PixOffset(r.Min.X, y):]
			for x := range r.Dx() {
				if a[x] == 255 {
					continue
				}
				c := uint32(a[x])
				for k := range 4 {
					px[4*x+k] = uint8((uint32(px[4*x+k])*c + 127) / 255)
				}
			}
		}
	}
}
