// Package raster turns shapes, pictures and glyphs into premultiplied RGBA pixels.
//
// Its one idea: everything is rows. A shape says which pixels of a row it covers
// and how much, a source says their colours, and packed 32 bit pixels are blended
// four channels at a time. The result at a pixel never depends on the clip, so
// that drawing a part gives the same bytes as that part of a whole drawing.
package raster

import "image/color"

// lo8 selects two of the four channels of a packed pixel.
const lo8 = 0x00ff00ff

// spread puts the four channels of p into the four 16 bit lanes of a uint64.
func spread(p uint32) uint64 { return uint64(p&lo8) | uint64(p>>8&lo8)<<32 }

// pack is the inverse of spread; each lane holds 0…255.
func pack(v uint64) uint32 { return uint32(v) | uint32(v>>32)<<8 }

const (
	lanes    = 0x00ff00ff00ff00ff
	lanesBit = 0x0080008000800080
)

// mul255 multiplies every lane by a/255, exactly rounded.
func mul255(v uint64, a uint32) uint64 {
	t := v*uint64(a) + lanesBit
	return (t + (t >> 8 & lanes)) >> 8 & lanes
}

// scale multiplies a packed pixel by a/255.
func scale(p, a uint32) uint32 { return pack(mul255(spread(p), a)) }

// lerp gives s*a + d*(255-a): coverage a of s over d, for an opaque s.
func lerp(s uint64, d, a uint32) uint32 {
	t := s*uint64(a) + spread(d)*uint64(255-a) + lanesBit
	return pack((t + (t >> 8 & lanes)) >> 8 & lanes)
}

// div255 is x/255 rounded, for x up to 255*255.
func div255(x uint32) uint32 {
	x += 128
	return (x + x>>8) >> 8
}

// Pack gives the premultiplied packed pixel of a straight colour: red in the
// low byte, alpha in the high one, as image.RGBA has it on a little-endian machine.
func Pack(c color.NRGBA) uint32 {
	a := uint32(c.A)
	return div255(uint32(c.R)*a) | div255(uint32(c.G)*a)<<8 | div255(uint32(c.B)*a)<<16 | a<<24
}

// fill sets every pixel of row.
func fill(row []uint32, c uint32) {
	if len(row) <= 32 {
		for i := range row {
			row[i] = c
		}
		return
	}
	for i := range row[:16] {
		row[i] = c
	}
	for n := 16; n < len(row); n *= 2 {
		copy(row[n:], row[:n])
	}
}

// overSolid blends one translucent premultiplied colour over row.
func overSolid(row []uint32, c uint32) {
	a := 255 - c>>24
	for i, d := range row {
		row[i] = c + pack(mul255(spread(d), a))
	}
}

// overSolidCov blends colour c over row with coverage cov; both have one length.
func overSolidCov(row []uint32, cov []uint8, c uint32) {
	cov = cov[:len(row)]
	s := spread(c)
	if c>>24 == 255 {
		for i, k := range cov {
			switch k {
			case 0:
			case 255:
				row[i] = c
			default:
				row[i] = lerp(s, row[i], uint32(k))
			}
		}
		return
	}
	for i, k := range cov {
		if k == 0 {
			continue
		}
		m := mul255(s, uint32(k))
		p := pack(m)
		row[i] = p + pack(mul255(spread(row[i]), 255-p>>24))
	}
}

// overTinted is overSolidCov with the colour's products in a table.
func overTinted(row []uint32, cov []uint8, tints *[256]uint32) {
	cov = cov[:len(row)]
	for i, k := range cov {
		if p := tints[k]; p != 0 {
			row[i] = p + pack(mul255(spread(row[i]), 255-p>>24))
		}
	}
}

// overFlat is overSolid for a row whose pixels are likely the same.
func overFlat(row []uint32, c uint32) {
	if c == 0 {
		return
	}
	a := 255 - c>>24
	var last uint32
	res := c
	for i, d := range row {
		if d != last {
			last, res = d, c+pack(mul255(spread(d), a))
		}
		row[i] = res
	}
}

// overRow blends the pixels of src over row.
func overRow(row, src []uint32) {
	src = src[:len(row)]
	for i, p := range src {
		switch a := p >> 24; a {
		case 0:
		case 255:
			row[i] = p
		default:
			row[i] = p + pack(mul255(spread(row[i]), 255-a))
		}
	}
}

// overRowAlpha blends src times a/255 over row.
func overRowAlpha(row, src []uint32, a uint32) {
	src = src[:len(row)]
	for i, p := range src {
		if p == 0 {
			continue
		}
		p = scale(p, a)
		row[i] = p + pack(mul255(spread(row[i]), 255-p>>24))
	}
}

// overRowCov blends src over row with coverage.
func overRowCov(row, src []uint32, cov []uint8) {
	src, cov = src[:len(row)], cov[:len(row)]
	for i, p := range src {
		k := uint32(cov[i])
		if k == 0 || p == 0 {
			continue
		}
		if k < 255 {
			if p>>24 == 255 {
				row[i] = lerp(spread(p), row[i], k)
				continue
			}
			p = scale(p, k)
		}
		row[i] = p + pack(mul255(spread(row[i]), 255-p>>24))
	}
}

// fillBytes sets every byte.
func fillBytes(b []uint8, v uint8) {
	if len(b) < 32 {
		for i := range b {
			b[i] = v
		}
		return
	}
	for i := range b[:16] {
		b[i] = v
	}
	for n := 16; n < len(b); n *= 2 {
		copy(b[n:], b[:n])
	}
}

// mulCov multiplies coverage a by b in place.
func mulCov(a, b []uint8) {
	b = b[:len(a)]
	for i, k := range b {
		if k == 255 {
			continue
		}
		a[i] = uint8(div255(uint32(a[i]) * uint32(k)))
	}
}

// scaleCov multiplies coverage by k/255 in place.
func scaleCov(a []uint8, k uint32) {
	for i, v := range a {
		a[i] = uint8(div255(uint32(v) * k))
	}
}
