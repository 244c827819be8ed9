package paint

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// hasBorderImage reports a style with an image around the box.
func hasBorderImage(st *style.Computed) bool {
	if st.Rare == nil {
		return false
	}
	im := &st.Rare.BorderImage.Source
	return im.URL != "" || im.Gradient != nil
}

// borderImage paints border-image; false when there is no image to show, and the
// border is drawn as its style says.
// https://drafts.csswg.org/css-backgrounds-3/#border-images
func (b *builder) borderImage(p *part, box raster.RRect, w [4]float64) bool {
	if !hasBorderImage(p.st) {
		return false
	}
	bi := &p.st.Rare.BorderImage
	dpr := b.opts.dpr()
	s := nineSource{b: b, p: p, grad: bi.Source.Gradient}
	if s.grad == nil {
		if b.opts.Picture == nil {
			return false
		}
		if s.pic = b.opts.Picture(bi.Source); s.pic == nil {
			return false
		}
	}
	area := box
	area.Radii = [4]raster.Corner{}
	out := [4]float64{}
	for i, l := range bi.Outset {
		out[i] = math.Round(float64(l.Px))
		if l.Kind == style.Number {
			out[i] = math.Round(float64(l.Pct) * w[i])
		}
	}
	area.Y0, area.X1, area.Y1, area.X0 = area.Y0-out[0], area.X1+out[1], area.Y1+out[2], area.X0-out[3]
	aw, ah := area.X1-area.X0, area.Y1-area.Y0
	s.w, s.h = aw, ah
	if s.pic != nil {
		if iw, ih, ok := s.pic.Size(); ok && iw > 0 && ih > 0 {
			s.w, s.h = iw*dpr, ih*dpr
		}
	}
	if aw <= 0 || ah <= 0 || !b.seen(area, p.space, p.clip) {
		return true
	}
	side := func(i int, along, across float64) float64 { // the side's own extent: height for top and bottom
		if i%2 == 0 {
			return across
		}
		return along
	}
	var cut, wide [4]float64
	for i := range cut {
		whole := side(i, s.w, s.h)
		cut[i] = float64(bi.Slice[i].Pct) * dpr
		if bi.Slice[i].Kind != style.Number {
			cut[i] = lengthOr(bi.Slice[i], geom.FromFloat(whole), 0)
		}
		cut[i] = min(cut[i], whole)
		switch l := bi.Width[i]; l.Kind {
		case style.Auto:
			wide[i] = cut[i]
		case style.Number:
			wide[i] = float64(l.Pct) * w[i]
		default:
			wide[i] = lengthOr(l, geom.FromFloat(side(i, aw, ah)), 0)
		}
		wide[i] = max(0, wide[i])
	}
	if f := min(aw/max(wide[1]+wide[3], 1e-9), ah/max(wide[0]+wide[2], 1e-9)); f < 1 {
		for i := range wide {
			wide[i] *= f
		}
	}
	for i := range wide {
		wide[i] = math.Round(wide[i])
	}
	// The lines of the grid, in the image and on the page.
	sx, sy := [4]float64{0, cut[3], s.w - cut[1], s.w}, [4]float64{0, cut[0], s.h - cut[2], s.h}
	dx := [4]float64{area.X0, area.X0 + wide[3], area.X1 - wide[1], area.X1}
	dy := [4]float64{area.Y0, area.Y0 + wide[0], area.Y1 - wide[2], area.Y1}
	for row := range 3 {
		for col := range 3 {
			if row == 1 && col == 1 && !bi.Fill {
				continue
			}
			x, y := axis{sx[col], sx[col+1], dx[col], dx[col+1], 0, style.BorderImageStretch}, axis{sy[row], sy[row+1], dy[row], dy[row+1], 0, style.BorderImageStretch}
			if col == 1 {
				x.mode, x.scale = bi.RepeatX, tileScale(wide[0], cut[0], wide[2], cut[2], row)
			}
			if row == 1 {
				y.mode, y.scale = bi.RepeatY, tileScale(wide[3], cut[3], wide[1], cut[1], col)
			}
			s.region(x, y)
		}
	}
	return true
}

// tileScale is how much the pieces of an edge grow along it: as much as across it. at is
// 0 for the first edge (top, left), 2 for the other, 1 for the middle, which follows the
// first that has any.
func tileScale(wide0, cut0, wide1, cut1 float64, at int) float64 {
	switch {
	case at != 2 && cut0 > 0 && wide0 > 0:
		return wide0 / cut0
	case at != 0 && cut1 > 0 && wide1 > 0:
		return wide1 / cut1
	}
	return 1
}

// axis is one axis of a region: from the image, to the page.
type axis struct {
	s0, s1, d0, d1 float64
	scale          float64
	mode           style.Keyword
}

// tiles gives where the pieces begin, how long they are, and their distance.
func (a *axis) tiles() (first, size, step float64, n int) {
	room := a.d1 - a.d0
	size = (a.s1 - a.s0) * a.scale
	switch {
	case a.mode == style.BorderImageStretch || !(size > 0):
		return a.d0, room, room, 1
	case a.mode == style.BorderImageRound:
		k := max(1, math.Round(room/size))
		return a.d0, room / k, room / k, int(min(k, maxBorderTiles))
	case a.mode == style.BorderImageSpace:
		k := min(math.Floor(room/size), maxBorderTiles)
		gap := (room - k*size) / (k + 1)
		return a.d0 + gap, size, size + gap, int(k)
	}
	// repeat: one piece in the middle.
	k := math.Ceil((room/size - 1) / 2)
	k = min(max(k, 0), maxBorderTiles/2)
	return a.d0 + (room-size)/2 - k*size, size, size, int(2*k) + 1
}

// nineSource is the image that is cut in nine: w*h device px.
type nineSource struct {
	b    *builder
	p    *part
	pic  Picture
	grad *style.Gradient
	w, h float64
}

// region fills one of the nine parts with pieces.
func (s *nineSource) region(x, y axis) {
	if x.s1 <= x.s0 || y.s1 <= y.s0 || x.d1 <= x.d0 || y.d1 <= y.d0 {
		return
	}
	x0, tw, stepX, nx := x.tiles()
	y0, th, stepY, ny := y.tiles()
	for j := range ny {
		for i := range nx {
			tx, ty := x0+float64(i)*stepX, y0+float64(j)*stepY
			s.piece(&x, &y, tx, ty, tw/(x.s1-x.s0), th/(y.s1-y.s0),
				raster.RRect{X0: max(tx, x.d0), Y0: max(ty, y.d0), X1: min(tx+tw, x.d1), Y1: min(ty+th, y.d1)})
		}
	}
}

// piece draws the part of the image that stands in shape; its slice begins at (tx, ty)
// and is scaled by (kx, ky).
func (s *nineSource) piece(x, y *axis, tx, ty, kx, ky float64, shape raster.RRect) {
	if shape.Empty() || !s.b.seen(shape, s.p.space, s.p.clip) {
		return
	}
	ox, oy := tx-x.s0*kx, ty-y.s0*ky // where the image as a whole begins
	if s.pic != nil {
		op := fillOp{tile: [4]float64{ox, oy, s.w * kx, s.h * ky}}
		op.step = [2]float64{op.tile[2], op.tile[3]}
		s.b.picture(s.p, shape, s.pic, op)
		return
	}
	g := resolveGradient(s.grad, s.w, s.h)
	if g == nil {
		return
	}
	// A gradient is drawn in its own size, in a space that scales it.
	q := *s.p
	if kx != 1 || ky != 1 {
		m := s.b.list.spaces[q.space].m.Mul(geom.Matrix{A: kx, D: ky, E: ox, F: oy})
		q.space = s.b.addSpace(m)
		shape = raster.RRect{X0: (shape.X0 - ox) / kx, Y0: (shape.Y0 - oy) / ky, X1: (shape.X1 - ox) / kx, Y1: (shape.Y1 - oy) / ky}
		ox, oy = 0, 0
	}
	op := fillOp{tile: [4]float64{ox, oy, s.w, s.h}, step: [2]float64{s.w, s.h}}
	s.b.gradient(&q, shape, g, op)
}
