package text

import (
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// fakeItalicSkew is the slant of synthesised italics: 14 degrees as CSS has it for oblique.
const fakeItalicSkew = 0.25

// Outline gives the contours of a glyph in device px, y downwards, the pen at
// 0,0; nil for a glyph without. Fill with the non-zero rule.
func (f *Fonts) Outline(id FaceID, glyph uint32, size float32, fakeBold, fakeItalic bool) []PathOp {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.outline(id, glyph, clampSize(size), fakeBold, fakeItalic)
}

func (f *Fonts) outline(id FaceID, glyph uint32, size float32, fakeBold, fakeItalic bool) []PathOp {
	fc := f.face(id)
	if fc == nil {
		return missingBox(size, size/2)
	}
	var segs []font.Segment
	guard(func() {
		if fc.color && fc.hasCOLR(font.GID(glyph)) {
			return // painted by its mask
		}
		if o, ok := fc.font.GlyphDataOutline(font.GID(glyph)); ok {
			segs = o.Segments
		}
	})
	if len(segs) > maxOutlineOps {
		return nil
	}
	size = fc.drawnSize(size)
	ops := pathOps(segs, size/fc.upem)
	if fakeBold {
		embolden(ops, size)
	}
	if fakeItalic {
		for i := range ops {
			for j := 0; j < 6; j += 2 {
				ops[i].P[j] -= ops[i].P[j+1] * fakeItalicSkew
			}
		}
	}
	return ops
}

// pathOps turns the segments of an outline, times k.
func pathOps(segs []font.Segment, k float32) []PathOp {
	ops := make([]PathOp, 0, len(segs))
	for _, s := range segs {
		var op PathOp
		n := 1
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			op.Op = 'M'
		case opentype.SegmentOpLineTo:
			op.Op = 'L'
		case opentype.SegmentOpQuadTo:
			op.Op, n = 'Q', 2
		case opentype.SegmentOpCubeTo:
			op.Op, n = 'C', 3
		default:
			continue
		}
		for i := range n {
			op.P[2*i], op.P[2*i+1] = s.Args[i].X*k, -s.Args[i].Y*k
		}
		ops = append(ops, op)
	}
	return ops
}

// missingBox is drawn for a character that no face has, adv px wide.
func missingBox(size, adv float32) []PathOp {
	x0, x1, y0, y1, t := size*0.08, adv-size*0.08, -size*0.7, float32(0), max(1, size/16)
	box := func(x0, y0, x1, y1 float32) []PathOp {
		return []PathOp{
			{Op: 'M', P: [6]float32{x0, y0}}, {Op: 'L', P: [6]float32{x1, y0}},
			{Op: 'L', P: [6]float32{x1, y1}}, {Op: 'L', P: [6]float32{x0, y1}},
		}
	}
	ops := box(x0, y0, x1, y1)
	in := box(x0+t, y0+t, x1-t, y1-t)
	// The inner contour runs the other way round, so that it is a hole.
	in[1], in[3] = in[3], in[1]
	return append(ops, in...)
}

// points gives the number of points of an op.
func (p *PathOp) points() int {
	switch p.Op {
	case 'Q':
		return 2
	case 'C':
		return 3
	}
	return 1
}

// embolden thickens an outline by 1/24 em: every point, control points too,
// moves outwards along the bisector of its two edges. The glyph grows to the
// right and upwards, its left and lower edges stay, as FreeType's does, by which
// Chromium on Linux emboldens; the advance stays.
func embolden(ops []PathOp, size float32) {
	strength := size / 24
	for a := 0; a < len(ops); {
		b := a + 1
		for b < len(ops) && ops[b].Op != 'M' {
			b++
		}
		a, b = b, a // b is the start now
		emboldenContour(ops[b:a], strength/2, outerIsClockwise(ops))
	}
	for i := range ops {
		for j := range ops[i].points() {
			ops[i].P[2*j] += strength / 2
			ops[i].P[2*j+1] -= strength / 2
		}
	}
}

// outerIsClockwise tells the direction of filled contours from the signed area
// of all: TrueType and PostScript fonts differ.
func outerIsClockwise(ops []PathOp) bool {
	area := 0.0
	var sx, sy, x, y float64
	for i := range ops {
		if ops[i].Op == 'M' {
			area += x*sy - sx*y
			sx, sy = float64(ops[i].P[0]), float64(ops[i].P[1])
			x, y = sx, sy
			continue
		}
		for j := range ops[i].points() {
			nx, ny := float64(ops[i].P[2*j]), float64(ops[i].P[2*j+1])
			area += x*ny - nx*y
			x, y = nx, ny
		}
	}
	return area+x*sy-sx*y > 0 // y points down
}

func emboldenContour(ops []PathOp, by float32, clockwise bool) {
	type pt struct{ x, y *float32 }
	var ps []pt
	for i := range ops {
		for j := range ops[i].points() {
			ps = append(ps, pt{&ops[i].P[2*j], &ops[i].P[2*j+1]})
		}
	}
	n := len(ps)
	xy := make([][2]float64, n)
	for i, p := range ps {
		xy[i] = [2]float64{float64(*p.x), float64(*p.y)}
	}
	// A closing point equal to the first must move with it, so edges of no length are skipped.
	edge := func(i, step int) (dx, dy float64, ok bool) {
		for k := 1; k < n; k++ {
			j := ((i+step*k)%n + n) % n
			dx, dy = xy[j][0]-xy[i][0], xy[j][1]-xy[i][1]
			if l := math.Hypot(dx, dy); l > 1e-4 {
				return dx / l, dy / l, true
			}
		}
		return 0, 0, false
	}
	side := float64(by)
	if !clockwise {
		side = -side
	}
	for i := range ps {
		ix, iy, ok1 := edge(i, -1)
		ox, oy, ok2 := edge(i, 1)
		if !ok1 || !ok2 {
			continue
		}
		ix, iy = -ix, -iy // direction of arrival
		// Normals to the outside, y down and clockwise: (dy, -dx).
		nx, ny := iy+oy, -(ix + ox)
		d := 1 + ix*ox + iy*oy // 1 + cos of the turn; |n|² = 2d
		if d < 0.25 {
			d = 0.25 // sharp corners would shoot out
		}
		*ps[i].x += float32(side * nx / d)
		*ps[i].y += float32(side * ny / d)
	}
}
