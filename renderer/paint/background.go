package paint

import (
	"image/color"
	"math"
	"reflect"

	"diorama/renderer/geom"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// boxes are the three boxes that backgrounds refer to, local device px.
type boxes struct{ border, padding, content raster.RRect }

func (p *part) boxes(border raster.RRect) boxes {
	w, d := insets(p.border), insets(p.padding)
	pad := border.Inset(w[0], w[1], w[2], w[3])
	return boxes{border, pad, pad.Inset(d[0], d[1], d[2], d[3])}
}

func (x *boxes) of(k style.Keyword) raster.RRect {
	switch k {
	case style.PaddingBox:
		return x.padding
	case style.ContentBox:
		return x.content
	}
	return x.border
}

// background paints colour and images of a part (CSS Backgrounds 3 §2).
func (b *builder) background(p *part, border raster.RRect) {
	st := p.st
	layers := st.Background
	c := st.BackgroundColor
	if c.A == 0 && len(layers) == 0 {
		return
	}
	bx := p.boxes(border)
	colorClip := style.BorderBox
	if len(layers) > 0 {
		colorClip = layers[len(layers)-1].Clip
	}
	if len(layers) > 0 && textClipped(layers) {
		b.clippedToText(p, &bx, layers, c, colorClip)
		return
	}
	group := int32(-1)
	if blended(layers) {
		// The layers blend with each other and with the colour, not with what is below.
		q := *p
		q.clip = -1
		group = b.pushLayer(&q, layerOp{alpha: 255})
	}
	b.fill(p, b.backgroundShape(p, &bx, colorClip), c)
	for i := len(layers) - 1; i >= 0; i-- {
		one := int32(-1)
		if m, ok := raster.BlendOf(layers[i].Blend); ok && m != raster.Normal {
			q := *p
			q.clip = -1
			one = b.pushLayer(&q, layerOp{alpha: 255, blend: m})
		}
		b.backgroundLayer(p, &bx, &layers[i], b.backgroundShape(p, &bx, layers[i].Clip))
		if one >= 0 {
			b.popLayer(one)
		}
	}
	if group >= 0 {
		b.popLayer(group)
	}
}

func blended(layers []style.Layer) bool {
	for i := range layers {
		if layers[i].Blend != "" {
			return true
		}
	}
	return false
}

func textClipped(layers []style.Layer) bool {
	for i := range layers {
		if layers[i].Clip == style.TextClip {
			return true
		}
	}
	return false
}

// backgroundShape is the area a background may cover. Under an opaque rounded
// border it ends inside the border, so that its edge does not show around it (as
// Chromium's bleed avoidance).
func (b *builder) backgroundShape(p *part, bx *boxes, clip style.Keyword) raster.RRect {
	r := bx.of(clip)
	if clip != style.BorderBox || !r.Rounded() {
		return r
	}
	w := insets(p.border)
	for i := range w {
		if w[i] < 1 || p.st.BorderStyle[i] != style.BorderSolid || p.st.BorderColor[i].A != 255 {
			return r
		}
	}
	return r.Inset(min(w[0]/2, 1), min(w[1]/2, 1), min(w[2]/2, 1), min(w[3]/2, 1))
}

// tileSize gives the size of one tile in a positioning area (§2.9 background-size).
// Percentages are of the area before its edges went to whole px, which is off larger
// for pictures (oracle chromium).
func tileSize(l *style.Layer, area raster.RRect, off [2]float64, iw, ih float64, natural bool) (w, h float64) {
	aw, ah := area.X1-area.X0, area.Y1-area.Y0
	if l.Cover || l.Contain {
		if !natural {
			return aw, ah
		}
		s := max(aw/iw, ah/ih)
		if l.Contain {
			s = min(aw/iw, ah/ih)
		}
		return iw * s, ih * s
	}
	wAuto, hAuto := !l.SizeW.Definite(), !l.SizeH.Definite()
	w, h = length(l.SizeW, geom.FromFloat(aw+off[0])), length(l.SizeH, geom.FromFloat(ah+off[1]))
	switch {
	case wAuto && hAuto:
		if natural {
			return iw, ih
		}
		return aw, ah
	case wAuto:
		if natural {
			return iw * h / ih, h
		}
		return aw, h
	case hAuto:
		if natural {
			return w, ih * w / iw
		}
		return w, ah
	}
	return w, h
}

// snapTile rounds a tile's side as Chromium does: to whole px, at least one.
func snapTile(v float64) float64 {
	if v <= 0 {
		return 0
	}
	return max(1, math.Round(v))
}

func (b *builder) backgroundLayer(p *part, bx *boxes, l *style.Layer, shape raster.RRect) {
	if shape.Empty() || !b.seen(shape, p.space, p.clip) {
		return
	}
	var pic Picture
	if l.Image.Gradient == nil {
		if l.Image.URL == "" || b.opts.Picture == nil {
			return
		}
		if pic = b.opts.Picture(l.Image); pic == nil {
			return
		}
	}
	area := bx.of(l.Origin)
	off := [2]float64{p.rect.W.Float() - (bx.border.X1 - bx.border.X0), p.rect.H.Float() - (bx.border.Y1 - bx.border.Y0)}
	if pic == nil || math.Abs(off[0]) > 1 || math.Abs(off[1]) > 1 || l.Attachment != 0 {
		off = [2]float64{}
	}
	if l.Attachment == 1 && p.space == 0 {
		area = raster.RectOf(b.list.Viewport)
	}
	if o := p.f.box.Overflow(); l.Attachment == 2 && p.f.scroller == p.f && !o.Empty() && !p.f.box.Inline {
		// local: the background lies on the scrolled content.
		x, y := bx.padding.X0-float64(p.f.scroll.X.Round()), bx.padding.Y0-float64(p.f.scroll.Y.Round())
		area = raster.RRect{X0: x, Y0: y, X1: x + float64(o.W.Round()), Y1: y + float64(o.H.Round())}
	}
	iw, ih, natural := 0.0, 0.0, false
	if pic != nil {
		iw, ih, natural = pic.Size()
		iw, ih = iw*b.opts.dpr(), ih*b.opts.dpr()
		natural = natural && iw > 0 && ih > 0
	}
	tw, th := tileSize(l, area, off, iw, ih, natural)
	aw, ah := area.X1-area.X0, area.Y1-area.Y0
	round := l.RepeatX == style.RepeatRound || l.RepeatY == style.RepeatRound || l.RepeatX == style.RepeatSpace || l.RepeatY == style.RepeatSpace
	if !round {
		tw, th = snapTile(tw), snapTile(th)
	}
	// The position is that of the tile before it is rounded (oracle chromium).
	px, py := lengthOr(l.X, geom.FromFloat(aw-tw), 0), lengthOr(l.Y, geom.FromFloat(ah-th), 0)
	if round {
		tw, th = roundTile(l, aw, ah, tw, th, natural)
	}
	if tw <= 0 || th <= 0 {
		return
	}
	op := fillOp{repX: l.RepeatX != style.NoRepeat, repY: l.RepeatY != style.NoRepeat}
	x, y := area.X0+px, area.Y0+py
	if !op.repX {
		x, tw = singleTile(x, tw, shape.X0, shape.X1)
	}
	if !op.repY {
		y, th = singleTile(y, th, shape.Y0, shape.Y1)
	}
	op.step = [2]float64{tw, th}
	if l.RepeatX == style.RepeatSpace {
		x, op.step[0], op.repX = space1(area.X0, aw, tw, x)
	}
	if l.RepeatY == style.RepeatSpace {
		y, op.step[1], op.repY = space1(area.Y0, ah, th, y)
	}
	op.tile = [4]float64{x, y, tw, th}
	if pic != nil {
		b.picture(p, shape, pic, op)
		return
	}
	if g := resolveGradient(l.Image.Gradient, tw, th); g != nil {
		b.gradient(p, shape, g, op)
	}
}

// roundTile scales a tile so that a whole number of them fits where background-repeat is
// round; an automatic other side keeps the ratio (§2.4).
func roundTile(l *style.Layer, aw, ah, w, h float64, natural bool) (tw, th float64) {
	tw, th = w, h
	x, y := l.RepeatX == style.RepeatRound && w > 0, l.RepeatY == style.RepeatRound && h > 0
	if x {
		tw = aw / max(1, math.Round(aw/w))
	}
	if y {
		th = ah / max(1, math.Round(ah/h))
	}
	keeps := natural && !l.Cover && !l.Contain
	switch {
	case x && !y && keeps && !l.SizeH.Definite():
		th = h * tw / w
	case y && !x && keeps && !l.SizeW.Definite():
		tw = w * th / h
	}
	return tw, th
}

// singleTile gives the place of a tile that does not repeat in what may be painted, lo to
// hi, on one axis: what shows of it goes to whole px and is stretched with that, but for the
// part of a px that it begins before lo (oracle chromium).
func singleTile(x, size, lo, hi float64) (at, stretched float64) {
	if x > lo {
		at = math.Round(x)
		whole, part := min(size, hi-at), min(size, hi-x)
		if part <= 0 || whole <= 0 {
			return at, size
		}
		return at, size * whole / part
	}
	part, whole := min(size+x-lo, hi-lo), min(size+math.Round(x-lo), hi-lo)
	if part <= 0 || whole <= 0 {
		return x, size
	}
	s := whole / part
	return lo - (lo-x)*s, size * s
}

// space1 spreads as many whole tiles as fit over one axis; tiles and gaps may end inside a
// px (oracle chromium).
func space1(lo, size, tile, pos float64) (at, step float64, repeat bool) {
	n := math.Floor(size / tile)
	if n < 2 {
		return pos, tile, false
	}
	return lo, tile + (size-n*tile)/(n-1), true
}

// cutTile narrows shape to the one tile that does not repeat.
func cutTile(shape raster.RRect, op *fillOp) raster.RRect {
	cut := shape
	if !op.repX {
		cut.X0, cut.X1 = max(cut.X0, op.tile[0]), min(cut.X1, op.tile[0]+op.tile[2])
	}
	if !op.repY {
		cut.Y0, cut.Y1 = max(cut.Y0, op.tile[1]), min(cut.Y1, op.tile[1]+op.tile[3])
	}
	if cut == shape {
		return shape
	}
	if shape.Rounded() {
		return shape // the tiles end by themselves
	}
	cut.Radii = [4]raster.Corner{}
	return cut
}

func (b *builder) gradient(p *part, shape raster.RRect, g *raster.Gradient, op fillOp) {
	shape = cutTile(shape, &op)
	if shape.Empty() {
		return
	}
	op.gradient = g
	it := b.item(p, OpGradient)
	it.Shape = b.addShape(shape)
	it.Ref = int32(len(b.list.fills))
	b.list.fills = append(b.list.fills, op)
	h := b.fillHash(p, shape, &op)
	h.add(uint64(g.Kind))
	for _, v := range [4]float64{g.X0, g.Y0, g.X1, g.Y1} {
		h.float(v)
	}
	for _, s := range g.Stops {
		h.float(s.Pos)
		h.color(s.Color)
	}
	if g.Repeating {
		h.add(7)
	}
	b.emit(it, shape, h)
}

func (b *builder) fillHash(p *part, shape raster.RRect, op *fillOp) hash {
	h := newHash()
	sc := b.scrollOf(p.sf, p.space)
	h.shape(shape, sc)
	h.float(op.tile[0] + float64(sc.X))
	h.float(op.tile[1] + float64(sc.Y))
	h.float(op.tile[2])
	h.float(op.tile[3])
	h.float(op.step[0])
	h.float(op.step[1])
	if op.repX {
		h.add(1)
	}
	if op.repY {
		h.add(2)
	}
	return h
}

// picture adds a picture in tiles; the pixels are asked for at the size they take
// on the device.
func (b *builder) picture(p *part, shape raster.RRect, pic Picture, op fillOp) {
	shape = cutTile(shape, &op)
	if shape.Empty() || !b.seen(shape, p.space, p.clip) {
		return
	}
	m := b.list.spaces[p.space].m
	sx, sy := math.Hypot(m.A, m.B), math.Hypot(m.C, m.D)
	if !(sx > 0 && sy > 0) {
		return
	}
	w, h := max(1, int(math.Round(op.tile[2]*sx))), max(1, int(math.Round(op.tile[3]*sy)))
	if float64(w)*float64(h) > maxTileRaster {
		f := math.Sqrt(maxTileRaster / (float64(w) * float64(h)))
		w, h = max(1, int(float64(w)*f)), max(1, int(float64(h)*f))
	}
	op.img = pic.Raster(w, h)
	if op.img == nil || op.img.Rect.Empty() {
		return
	}
	if v, ok := pic.(Versioned); ok {
		op.version = v.Version()
	}
	it := b.item(p, OpImage)
	it.Shape = b.addShape(shape)
	it.Ref = int32(len(b.list.fills))
	b.list.fills = append(b.list.fills, op)
	hs := b.fillHash(p, shape, &op)
	// Both lists that are compared hold their pictures, so addresses tell them apart.
	hs.add(uint64(reflect.ValueOf(op.img).Pointer()))
	hs.add(op.version)
	b.emit(it, shape, hs)
}

// canvas gives the page's background to the whole viewport: it is the root's, and
// with the colour of the root it makes the ground of the list. The page is the document's
// body: its pictures are placed in the box of the root element around it, which is as large
// as the viewport and scrolls with the page.
// https://www.w3.org/TR/css-backgrounds-3/#body-background
func (b *builder) canvas(f *frame) {
	st := f.style()
	if st.Visibility != style.Visible || f.opacity <= 0 {
		return
	}
	view := b.list.Viewport
	around := geom.Rect{X: f.off.X - f.box.Rect.X, Y: f.off.Y - f.box.Rect.Y, W: geom.FromFloat(float64(view.Dx())), H: geom.FromFloat(float64(view.Dy()))}
	p := &part{f: f, st: st, rect: around, clip: -1, sf: f.sf, space: f.space}
	if b.opts.Over {
		ground := *p
		ground.sf, ground.space = 0, 0
		b.fill(&ground, raster.RectOf(b.list.Viewport), st.BackgroundColor)
	} else {
		b.list.Base = overOpaque(st.BackgroundColor, b.list.Base)
	}
	if len(st.Background) == 0 {
		return
	}
	bx := p.boxes(raster.RectOf(snapped(p.rect)))
	for i := len(st.Background) - 1; i >= 0; i-- {
		area := raster.RectOf(b.list.Viewport)
		if l := &st.Background[i]; l.Attachment == 0 && p.space == 0 {
			// What scrolls with the page covers the same part of it wherever it is scrolled
			// to: the drawing is moved then, not made anew.
			at := b.scrollOf(p.sf, p.space)
			x, y := float64(-at.X), float64(-at.Y)
			area = raster.RRect{X0: x - canvasReach, Y0: y - canvasReach, X1: x + canvasReach, Y1: y + canvasReach}
		}
		b.backgroundLayer(p, &bx, &st.Background[i], area)
	}
}

// overOpaque puts a straight colour over an opaque one.
func overOpaque(c, under color.NRGBA) color.NRGBA {
	mix := func(a, b uint8) uint8 {
		return uint8((uint32(a)*uint32(c.A) + uint32(b)*(255-uint32(c.A)) + 127) / 255)
	}
	return color.NRGBA{mix(c.R, under.R), mix(c.G, under.G), mix(c.B, under.B), 255}
}

// resolveGradient gives a gradient for a box of w*h px (CSS Images 3 §3); nil when
// it draws nothing.
func resolveGradient(g *style.Gradient, w, h float64) *raster.Gradient {
	if len(g.Stops) == 0 || !(w > 0) || !(h > 0) {
		return nil
	}
	r := &raster.Gradient{Repeating: g.Repeating}
	line := 1.0
	switch g.Kind {
	case style.Linear:
		if g.Points {
			at := func(l style.Length, size float64) float64 { return lengthOr(l, geom.FromFloat(size), 0) }
			r.X0, r.Y0, r.X1, r.Y1 = at(g.CX, w), at(g.CY, h), at(g.RX, w), at(g.RY, h)
			break
		}
		dx, dy := 0.0, 0.0
		if g.ToCorner != 0 {
			dx, dy = towards(g.ToCorner, w, h)
		} else {
			s, c := sincos(float64(g.Angle))
			dx, dy = s, -c
		}
		line = math.Abs(w*dx) + math.Abs(h*dy)
		r.X0, r.Y0 = w/2-dx*line/2, h/2-dy*line/2
		r.X1, r.Y1 = w/2+dx*line/2, h/2+dy*line/2
	case style.Radial:
		r.Kind = raster.RadialGradient
		r.X0 = lengthOr(g.CX, geom.FromFloat(w), w/2)
		r.Y0 = lengthOr(g.CY, geom.FromFloat(h), h/2)
		r.X1, r.Y1 = radialSize(g, w, h, r.X0, r.Y0)
		line = r.X1
	case style.Conic:
		r.Kind = raster.ConicGradient
		r.X0 = lengthOr(g.CX, geom.FromFloat(w), w/2)
		r.Y0 = lengthOr(g.CY, geom.FromFloat(h), h/2)
		r.X1 = float64(g.Angle) * math.Pi / 180
	}
	r.Stops = resolveStops(g, line)
	return r
}

// towards gives the direction for "to <side or corner>": the line's 50 % point meets
// the two neighbouring corners.
func towards(bits uint8, w, h float64) (dx, dy float64) {
	x, y := 0.0, 0.0
	if bits&1 != 0 {
		y = -1
	}
	if bits&4 != 0 {
		y = 1
	}
	if bits&8 != 0 {
		x = -1
	}
	if bits&2 != 0 {
		x = 1
	}
	if x != 0 && y != 0 {
		x, y = x*h, y*w
	}
	l := math.Hypot(x, y)
	if l == 0 {
		return 0, 1
	}
	return x / l, y / l
}

func radialSize(g *style.Gradient, w, h, cx, cy float64) (rx, ry float64) {
	near := func(c, size float64) float64 { return min(math.Abs(c), math.Abs(size-c)) }
	far := func(c, size float64) float64 { return max(math.Abs(c), math.Abs(size-c)) }
	switch g.Extent {
	case 4:
		rx = length(g.RX, geom.FromFloat(w))
		ry = length(g.RY, geom.FromFloat(h))
		if g.Circle && !g.RY.Definite() {
			ry = rx
		}
		return rx, ry
	case 1, 3:
		pick := near
		if g.Extent == 3 {
			pick = far
		}
		rx, ry = pick(cx, w), pick(cy, h)
		if g.Circle {
			if g.Extent == 1 {
				rx = min(rx, ry)
			} else {
				rx = max(rx, ry)
			}
			ry = rx
		}
		return rx, ry
	}
	side := far
	if g.Extent == 2 {
		side = near
	}
	dx, dy := side(cx, w), side(cy, h)
	if g.Circle {
		r := math.Hypot(dx, dy)
		return r, r
	}
	// An ellipse of the shape that the side keyword would give, through the corner.
	return dx * math.Sqrt2, dy * math.Sqrt2
}

// resolveStops places the stops (CSS Images 3 §3.4.3) and turns hints into stops.
func resolveStops(g *style.Gradient, line float64) []raster.Stop {
	n := len(g.Stops)
	pos := make([]float64, n)
	for i, s := range g.Stops {
		pos[i] = math.NaN()
		if s.Pos.Definite() {
			if g.Kind == style.Conic {
				// Angles are px of degrees or percentages of the turn.
				pos[i] = float64(s.Pos.Pct)/100 + float64(s.Pos.Px)/360
			} else if line > 0 {
				pos[i] = (float64(s.Pos.Px) + line*float64(s.Pos.Pct)/100) / line
				if s.Pos.Fn != nil {
					pos[i] = s.Pos.Resolve(geom.FromFloat(line)).Float() / line
				}
			} else {
				pos[i] = 0
			}
		}
	}
	if math.IsNaN(pos[0]) {
		pos[0] = 0
	}
	if math.IsNaN(pos[n-1]) {
		pos[n-1] = 1
	}
	top := pos[0]
	for i := range pos {
		if !math.IsNaN(pos[i]) {
			top = max(top, pos[i])
			pos[i] = top
		}
	}
	for i := 1; i < n; i++ {
		if !math.IsNaN(pos[i]) {
			continue
		}
		j := i
		for math.IsNaN(pos[j]) {
			j++
		}
		for k := i; k < j; k++ {
			pos[k] = pos[i-1] + (pos[j]-pos[i-1])*float64(k-i+1)/float64(j-i+1)
		}
	}
	out := make([]raster.Stop, 0, n)
	for i, s := range g.Stops {
		if !s.Hint {
			out = append(out, raster.Stop{Pos: pos[i], Color: s.Color})
			continue
		}
		if i == 0 || i == n-1 || g.Stops[i+1].Hint || len(out) == 0 {
			continue
		}
		a, c := out[len(out)-1], raster.Stop{Pos: pos[i+1], Color: g.Stops[i+1].Color}
		out = append(out, hint(a, c, pos[i])...)
	}
	return out
}

// hint gives the stops between a and c for a colour hint at a place.
func hint(a, c raster.Stop, at float64) []raster.Stop {
	span := c.Pos - a.Pos
	if span <= 0 {
		return nil
	}
	hp := (at - a.Pos) / span
	if hp <= 0 {
		return []raster.Stop{{Pos: a.Pos, Color: c.Color}}
	}
	if hp >= 1 {
		return []raster.Stop{{Pos: c.Pos, Color: a.Color}}
	}
	// Nine stops stand for the curve, closer together on the longer side of the hint, as
	// in Chromium; their colours mix premultiplied.
	var at9 [9]float64
	for i := range 7 {
		if hp > 0.5 {
			at9[i] = hp * float64(7+i) / 13
		} else {
			at9[2+i] = hp + (1-hp)*float64(i)/13
		}
	}
	for i := range 2 {
		if hp > 0.5 {
			at9[7+i] = hp + (1-hp)*float64(i+1)/3
		} else {
			at9[i] = hp * float64(i+1) / 3
		}
	}
	e := math.Log(0.5) / math.Log(hp)
	var out []raster.Stop
	for _, t := range at9 {
		f := math.Pow(t, e)
		alpha := float64(a.Color.A) + (float64(c.Color.A)-float64(a.Color.A))*f
		mix := func(x, y uint8) uint8 {
			if alpha <= 0 {
				return 0
			}
			u := float64(x) * float64(a.Color.A)
			return uint8(min((u+(float64(y)*float64(c.Color.A)-u)*f)/alpha+0.5, 255))
		}
		out = append(out, raster.Stop{Pos: a.Pos + span*t, Color: color.NRGBA{
			R: mix(a.Color.R, c.Color.R), G: mix(a.Color.G, c.Color.G), B: mix(a.Color.B, c.Color.B), A: uint8(alpha + 0.5)}})
	}
	return out
}
