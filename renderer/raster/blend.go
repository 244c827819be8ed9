package raster

import "math"

// Blend is how a layer mixes with what lies below.
type Blend uint8

// The blend modes of Compositing and Blending 1, and Porter and Duff's for masks.
const (
	Normal Blend = iota
	DstIn
	Multiply
	Screen
	Overlay
	Darken
	Lighten
	ColorDodge
	ColorBurn
	HardLight
	SoftLight
	Difference
	Exclusion
	Hue
	Saturation
	ColorBlend
	Luminosity
	PlusLighter
	SrcIn
	SrcOut
	Xor
)

// Unbounded reports a mode that changes what lies outside of the layer too.
func (b Blend) Unbounded() bool { return b == DstIn || b == SrcIn || b == SrcOut }

// BlendOf gives the mode of a mix-blend-mode value; ok is false for an unknown one.
func BlendOf(name string) (b Blend, ok bool) {
	switch name {
	case "", "normal":
		return Normal, true
	case "multiply":
		return Multiply, true
	case "screen":
		return Screen, true
	case "overlay":
		return Overlay, true
	case "darken":
		return Darken, true
	case "lighten":
		return Lighten, true
	case "color-dodge":
		return ColorDodge, true
	case "color-burn":
		return ColorBurn, true
	case "hard-light":
		return HardLight, true
	case "soft-light":
		return SoftLight, true
	case "difference":
		return Difference, true
	case "exclusion":
		return Exclusion, true
	case "hue":
		return Hue, true
	case "saturation":
		return Saturation, true
	case "color":
		return ColorBlend, true
	case "luminosity":
		return Luminosity, true
	case "plus-lighter":
		return PlusLighter, true
	}
	return Normal, false
}

// blendLayer mixes layer with the surface under the clips; outside of its rectangle
// a layer of an unbounded mode is empty.
func (v *Canvas) blendLayer(layer *Surface, alpha uint8, mode Blend) {
	area := layer.Rect
	if mode.Unbounded() {
		area = v.clip
	}
	b := v.begin(area)
	r := &v.r
	src := surfaceSource{layer}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		v.cover(nil, y, b.Min.X, b.Max.X, r)
		if r.lo >= r.hi {
			continue
		}
		row := v.Surface.Row(y, r.lo, r.hi)
		px := v.colours[:len(row)]
		src.row(r.lo, y, px)
		cov := v.covC[:len(row)]
		r.expand(cov, r.lo, r.hi)
		for i, s := range px {
			k := uint32(cov[i])
			if k == 0 {
				continue
			}
			d := row[i]
			switch mode {
			case DstIn:
				a := div255((s >> 24) * uint32(alpha))
				t := scale(d, a)
				row[i] = scale(t, k) + scale(d, 255-k)
				continue
			case SrcIn, SrcOut, Xor:
				s = scale(s, uint32(alpha))
				t := scale(s, d>>24)
				if mode != SrcIn {
					t = scale(s, 255-d>>24)
				}
				if mode == Xor {
					t += scale(d, 255-s>>24)
				}
				row[i] = scale(t, k) + scale(d, 255-k)
				continue
			}
			s = scale(s, div255(k*uint32(alpha)))
			if s>>24 == 0 {
				continue
			}
			row[i] = blendPixel(s, d, mode)
		}
	}
}

// blendPixel mixes premultiplied s with d (Compositing 1 §9: Cs = (1-αb)·Cs + αb·B(Cb,Cs),
// then source over).
func blendPixel(s, d uint32, mode Blend) uint32 {
	sa, da := float64(s>>24)/255, float64(d>>24)/255
	if mode == PlusLighter {
		var p uint32
		for i := 0; i < 32; i += 8 {
			p |= min(s>>i&255+d>>i&255, 255) << i
		}
		return p
	}
	if da == 0 {
		return s
	}
	var cs, cb, res [3]float64
	for i := range cs {
		cs[i] = float64(s>>(8*i)&255) / 255 / sa
		cb[i] = float64(d>>(8*i)&255) / 255 / da
	}
	if mode >= Hue {
		res = blendNonSeparable(cb, cs, mode)
	} else {
		for i := range res {
			res[i] = blendChannel(cb[i], cs[i], mode)
		}
	}
	ao := sa + da - sa*da
	out := [4]float64{3: ao * 255}
	for i := range res {
		c := (1-da)*cs[i] + da*res[i]
		out[i] = 255 * (sa*c + (1-sa)*da*cb[i])
	}
	return packFloat(out)
}

func blendChannel(b, s float64, mode Blend) float64 {
	switch mode {
	case Multiply:
		return b * s
	case Screen:
		return b + s - b*s
	case Overlay:
		return blendChannel(s, b, HardLight)
	case Darken:
		return min(b, s)
	case Lighten:
		return max(b, s)
	case ColorDodge:
		if b == 0 {
			return 0
		}
		if s >= 1 {
			return 1
		}
		return min(1, b/(1-s))
	case ColorBurn:
		if b >= 1 {
			return 1
		}
		if s <= 0 {
			return 0
		}
		return 1 - min(1, (1-b)/s)
	case HardLight:
		if s <= 0.5 {
			return b * 2 * s
		}
		t := 2*s - 1
		return b + t - b*t
	case SoftLight:
		if s <= 0.5 {
			return b - (1-2*s)*b*(1-b)
		}
		d := math.Sqrt(b)
		if b <= 0.25 {
			d = ((16*b-12)*b + 4) * b
		}
		return b + (2*s-1)*(d-b)
	case Difference:
		return math.Abs(b - s)
	case Exclusion:
		return b + s - 2*b*s
	}
	return s
}

func lum(c [3]float64) float64 { return 0.3*c[0] + 0.59*c[1] + 0.11*c[2] }

func sat(c [3]float64) float64 { return max(c[0], c[1], c[2]) - min(c[0], c[1], c[2]) }

func setLum(c [3]float64, l float64) [3]float64 {
	d := l - lum(c)
	for i := range c {
		c[i] += d
	}
	l = lum(c)
	n, x := min(c[0], c[1], c[2]), max(c[0], c[1], c[2])
	for i := range c {
		if n < 0 {
			c[i] = l + (c[i]-l)*l/(l-n)
		}
	}
	for i := range c {
		if x > 1 {
			c[i] = l + (c[i]-l)*(1-l)/(x-l)
		}
	}
	return c
}

func setSat(c [3]float64, s float64) [3]float64 {
	n, x := min(c[0], c[1], c[2]), max(c[0], c[1], c[2])
	if x <= n {
		return [3]float64{}
	}
	for i := range c {
		c[i] = (c[i] - n) * s / (x - n)
	}
	return c
}

func blendNonSeparable(b, s [3]float64, mode Blend) [3]float64 {
	switch mode {
	case Hue:
		return setLum(setSat(s, sat(b)), lum(b))
	case Saturation:
		return setLum(setSat(b, sat(s)), lum(b))
	case ColorBlend:
		return setLum(s, lum(b))
	}
	return setLum(b, lum(s))
}
