package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// floats are the floats of one block formatting context, as margin boxes in the
// coordinates of its border box.
type floats struct {
	boxes []floatBox
	top   geom.Unit // no later float stands higher (CSS 2.1 §9.5.1 rule 5, 6), when there are some
}

type floatBox struct {
	rect  geom.Rect
	right bool
}

// flow is where a box stands in a block formatting context with floats: the origin
// of its border box.
type flow struct {
	fs    *floats
	x, y  geom.Unit
	clamp *clampState // of -webkit-line-clamp; nil without
}

// clampState counts lines down to the one that -webkit-line-clamp ends with.
type clampState struct {
	left int
	all  bool // that is the last of all lines, so none has an ellipsis
}

func (f *flow) at(x, y geom.Unit) *flow {
	if f == nil {
		return nil
	}
	return &flow{f.fs, f.x + x, f.y + y, f.clamp}
}

// band gives the free stretch between floats for [y, y+h) inside left and right.
func (fs *floats) band(y, h, left, right geom.Unit) (l, r geom.Unit) {
	l, r = left, right
	bottom := y + max(h, 1)
	for i := range fs.boxes {
		f := &fs.boxes[i]
		if f.rect.H < 0 || f.rect.Y >= bottom || f.rect.Bottom() <= y {
			continue
		}
		if f.right {
			r = min(r, f.rect.X)
		} else {
			l = max(l, f.rect.Right())
		}
	}
	return l, r
}

// below gives the nearest float bottom under y, or y when there is none.
func (fs *floats) below(y geom.Unit) geom.Unit {
	next := geom.MaxUnit
	for i := range fs.boxes {
		if b := fs.boxes[i].rect.Bottom(); b > y && b < next {
			next = b
		}
	}
	if next == geom.MaxUnit {
		return y
	}
	return next
}

// fit finds the highest place at or under y where w × h fits between floats.
func (fs *floats) fit(y, w, h, left, right geom.Unit) (yy, l, r geom.Unit) {
	for {
		l, r = fs.band(y, h, left, right)
		if max(0, r-l) >= w || l <= left && r >= right {
			return y, l, r
		}
		n := fs.below(y)
		if n == y {
			return y, l, r
		}
		y = n
	}
}

// place adds a float whose margin box is w × h (CSS 2.1 §9.5.1).
func (fs *floats) place(y, w, h, left, right geom.Unit, toRight bool) geom.Rect {
	if len(fs.boxes) > 0 {
		y = max(y, fs.top)
	}
	y, l, r := fs.fit(y, w, h, left, right)
	x := l
	if toRight {
		x = r - w
	}
	rect := geom.Rect{X: x, Y: y, W: max(0, w), H: h}
	fs.top = y
	fs.boxes = append(fs.boxes, floatBox{rect, toRight})
	return rect
}

// clear gives the bottom of the floats that the property clears, or y.
func (fs *floats) clear(c style.Keyword, y geom.Unit) geom.Unit {
	for i := range fs.boxes {
		f := &fs.boxes[i]
		if c == style.ClearBoth || (c == style.FloatRight) == f.right {
			y = max(y, f.rect.Bottom())
		}
	}
	return y
}

// bottom is the lowest edge of all floats.
func (fs *floats) bottom() geom.Unit {
	b := geom.Unit(0)
	for i := range fs.boxes {
		b = max(b, fs.boxes[i].rect.Bottom())
	}
	return b
}

// float lays b out and puts it at or under y; left, right and y are relative to the
// border box that fl stands for.
func (t *Tree) float(j *job, b *Box, fl *flow, y, left, right geom.Unit) {
	c := b.Style
	s := space{base: base{right - left, j.pctH}, size: size{indef, indef}}
	m := b.margins(s.cbW)
	var r result
	if j.perform {
		r = t.perform(b, s, nil)
	} else {
		r = t.measure(b, s, nil)
	}
	y += fl.y
	if c.Clear != style.FloatNone {
		y = fl.fs.clear(c.Clear, y)
	}
	rect := fl.fs.place(y, r.w+m.Horizontal(), r.h+m.Vertical(), fl.x+left, fl.x+right, c.Float == style.FloatRight)
	if j.perform {
		b.Margin = m
		b.Rect.X, b.Rect.Y = rect.X-fl.x+m.Left, rect.Y-fl.y+m.Top
		t.shiftRelative(b, s.cbW, s.cbH)
	}
}

// topMargin gives the margins that adjoin b's top edge without laying b out, which
// floats need to know before. through: b is empty and its bottom margin, which is not
// counted, adjoins too.
// fs are the floats before b; seen: those that stand in what was walked through.
func (t *Tree) topMargin(b *Box, cbW, cbH geom.Unit, fs *floats, seen *adjoining) (s strut, through bool) {
	c := b.Style
	m := b.margins(cbW)
	s.add(m.Top)
	if b.data.flags&flagBFC != 0 {
		return s, false
	}
	fr := b.frameOf(cbW)
	if fr.top() != 0 {
		return s, false
	}
	if b.flow() == nil && b.entries() != nil {
		if t.hasLines(b) {
			return s, false
		}
		for i := range b.entries() {
			if e := &b.entries()[i]; e.kind == entryFloat {
				seen.add(t, e.box, cbW-fr.bpW)
			}
		}
	} else if len(b.flow()) > 0 {
		cw := t.usedWidth(b, c, space{base: base{cbW, indef}, size: size{indef, indef}, flags: fillW}, &fr, indef) - fr.bpW
		for _, k := range b.flow() {
			if k.data.flags&flagOut != 0 {
				continue
			}
			if k.Style.Float != style.FloatNone {
				seen.add(t, k, cw)
				continue
			}
			if apart := k.data.flags&flagBFC != 0 && seen.any && (k.Style.Clear != style.FloatNone || t.wider(k, cw, cw-seen.w)); apart || k.data.rare != nil {
				if k.rarely().apart = apart; apart {
					return s, false
				}
			}
			if c := k.Style.Clear; c != style.FloatNone && (seen.any || fs.clear(c, geom.MinUnit) != geom.MinUnit) {
				return s, false
			}
			h := geom.Unit(indef)
			switch {
			case b.Node == nil:
				h = cbH // percentages look through an anonymous box
			case c.Height.Definite() && (cbH != indef || !hasPct(c.Height)):
				h = max(0, c.Height.Resolve(cbH))
			}
			ks, th := t.topMargin(k, cw, h, fs, seen)
			s.join(ks)
			if !th {
				return s, false
			}
			s.add(k.margins(cw).Bottom)
		}
	}
	zero := func(l style.Length) bool {
		return !l.Definite() || hasPct(l) && cbH == indef || l.Resolve(max(0, cbH)) <= 0
	}
	if fr.bpH != 0 || !zero(c.Height) || !zero(c.MinHeight) {
		return s, false
	}
	if c.AspectRatio > 0 && t.usedWidth(b, c, space{base: base{cbW, cbH}, size: size{indef, indef}, flags: fillW}, &fr, indef) > 0 {
		return s, false
	}
	return s, true
}

// adjoining are floats that stand where the margins of what was walked through end: how
// much of the line they take.
type adjoining struct {
	any bool
	w   geom.Unit
}

func (a *adjoining) add(t *Tree, k *Box, cw geom.Unit) {
	a.any = true
	r := t.measure(k, space{base: base{cw, indef}, size: size{indef, indef}}, nil)
	if m := k.margins(cw); r.h+m.Vertical() > 0 {
		a.w += max(0, r.w+m.Horizontal())
	}
}

// wider reports a box with a formatting context of its own that has no room beside the
// floats before it, so that its margin is not that of the box around it too.
func (t *Tree) wider(k *Box, cw, room geom.Unit) bool {
	fr := k.frameOf(cw)
	c := k.Style
	if c.Width.IsAuto() && k.data.kind != kindTable && c.AspectRatio == 0 {
		lo, _ := t.widthLimits(k, c, cw, &fr)
		return max(lo, fr.bpW) > room
	}
	return t.usedWidth(k, c, space{base: base{cw, indef}, size: size{indef, indef}, flags: fillW}, &fr, indef) > room
}
