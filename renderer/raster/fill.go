package raster

import "image"

// Coverage is the antialiased area of a shape: one byte per pixel, and per row
// where it begins, ends and is full. A Shape.
type Coverage struct {
	rect image.Rectangle
	pix  []uint8
	rows []covRow
	none bool // nothing covered
}

// covRow is one row of a Coverage, x relative to its rectangle.
type covRow struct{ lo, hi, inLo, inHi int32 }

// Bounds is the rectangle outside of which nothing is covered.
func (p *Path) Bounds() image.Rectangle {
	if len(p.pts) == 0 && !p.open {
		return image.Rectangle{}
	}
	if p.min[0] > p.max[0] {
		return image.Rectangle{}
	}
	return image.Rect(int(p.min[0]>>8), int(p.min[1]>>8), int((p.max[0]+255)>>8), int((p.max[1]+255)>>8))
}

// Coverage rasterises the part of the path inside region. Exact area coverage in
// integers: a pixel's value is the same whatever the region (as x/image/vector
// does in floats, where the sum depends on where it begins).
// scratch is reused memory, may be nil.
func (p *Path) Coverage(region image.Rectangle, scratch *[]int32) *Coverage {
	p.Close()
	b := p.Bounds().Intersect(region)
	c := &Coverage{rect: b}
	if b.Empty() || tooLarge(b.Dx(), b.Dy()) {
		c.rect, c.none = image.Rectangle{}, true
		return c
	}
	w, h := b.Dx(), b.Dy()
	c.pix = make([]uint8, w*h)
	c.rows = make([]covRow, h)
	stride := w + 2
	if scratch == nil {
		scratch = new([]int32)
	}
	if cap(*scratch) < stride*h {
		*scratch = make([]int32, stride*h)
	}
	acc := (*scratch)[:stride*h]
	clear(acc)
	for i := range p.pts {
		accumulate(acc, stride, b, &p.pts[i])
	}
	for y := 0; y < h; y++ {
		c.rows[y] = resolve(acc[y*stride:y*stride+w], c.pix[y*w:(y+1)*w], p.EvenOdd)
	}
	return c
}

// resolve sums one row of the accumulation buffer into coverage.
func resolve(acc []int32, out []uint8, evenOdd bool) covRow {
	out = out[:len(acc)]
	var sum int32
	r := covRow{lo: -1}
	bestLo, bestHi, runLo := int32(0), int32(0), int32(-1)
	for i, a := range acc {
		sum += a
		v := sum >> 9
		if v < 0 {
			v = -v
		}
		if evenOdd {
			if v &= 511; v > 256 {
				v = 512 - v
			}
		}
		if v > 255 {
			v = 255
		}
		out[i] = uint8(v)
		if v == 0 {
			if runLo >= 0 {
				if int32(i)-runLo > bestHi-bestLo {
					bestLo, bestHi = runLo, int32(i)
				}
				runLo = -1
			}
			continue
		}
		if r.lo < 0 {
			r.lo = int32(i)
		}
		r.hi = int32(i) + 1
		if v == 255 {
			if runLo < 0 {
				runLo = int32(i)
			}
		} else if runLo >= 0 {
			if int32(i)-runLo > bestHi-bestLo {
				bestLo, bestHi = runLo, int32(i)
			}
			runLo = -1
		}
	}
	if runLo >= 0 && int32(len(acc))-runLo > bestHi-bestLo {
		bestLo, bestHi = runLo, int32(len(acc))
	}
	if r.lo < 0 {
		return covRow{}
	}
	if bestHi <= bestLo {
		bestLo, bestHi = r.hi, r.hi
	}
	r.inLo, r.inHi = bestLo, bestHi
	return r
}

// floorDiv is a/b rounded down, b > 0.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// accumulate adds a segment's signed area to the rows of region b. Crossings with
// row and column borders come from the segment's ends alone, never from the
// region, so the clip does not show.
func accumulate(acc []int32, stride int, b image.Rectangle, s *segment) {
	x0, y0, x1, y1 := s.x0, s.y0, s.x1, s.y1
	dir := int32(1)
	if y0 > y1 {
		x0, y0, x1, y1, dir = x1, y1, x0, y0, -1
	}
	if y0 == y1 {
		return
	}
	row0, row1 := int(y0>>8), int((y1-1)>>8)
	if row0 >= b.Max.Y || row1 < b.Min.Y {
		return
	}
	row0, row1 = max(row0, b.Min.Y), min(row1, b.Max.Y-1)
	dx, dy := int64(x1-x0), int64(y1-y0)
	xAt := func(y int32) int32 {
		switch y {
		case y0:
			return x0
		case y1:
			return x1
		}
		return x0 + int32(floorDiv(dx*int64(y-y0), dy))
	}
	left := int32(b.Min.X) << 8
	w := stride - 2
	for row := row0; row <= row1; row++ {
		ya, yb := max(y0, int32(row)<<8), min(y1, int32(row+1)<<8)
		xa, xb := xAt(ya), xAt(yb)
		line := acc[(row-b.Min.Y)*stride:][:stride]
		// In columns relative to the region, 1/256 px.
		xa, xb = xa-left, xb-left
		if max(xa, xb) <= 0 { // all to the left: full cover from column 0 on
			line[0] += dir * (yb - ya) * 512
			continue
		}
		if min(xa, xb) >= int32(w)<<8 {
			continue
		}
		accumulateRow(line, w, xa, xb, yb-ya, dir)
	}
}

// accumulateRow adds a piece within one row, from xa to xb over height h.
func accumulateRow(line []int32, w int, xa, xb, h, dir int32) {
	ca, cb := int(xa>>8), int(xb>>8)
	if ca == cb {
		if ca >= 0 && ca < w {
			area := dir * ((xa & 255) + (xb & 255)) * h
			line[ca] += dir*h*512 - area
			line[ca+1] += area
		}
		return
	}
	// From left to right; the sign of the height does not change by that.
	if xa > xb {
		xa, xb, ca, cb = xb, xa, cb, ca
	}
	span, total := int64(xb-xa), int64(h)
	done := int32(0) // height used up to the current column's left border
	for c := ca; c <= cb; c++ {
		var upto int32
		fx0, fx1 := int32(0), int32(256)
		if c == ca {
			fx0 = xa & 255
		}
		if c == cb {
			upto, fx1 = h, xb&255
		} else {
			upto = int32(total * int64(int32(c+1)<<8-xa) / span)
		}
		d := upto - done
		done = upto
		if d == 0 {
			continue
		}
		if c < 0 {
			line[0] += dir * d * 512
			continue
		}
		if c >= w {
			break
		}
		area := dir * (fx0 + fx1) * d
		line[c] += dir*d*512 - area
		line[c+1] += area
	}
}
