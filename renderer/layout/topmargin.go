package layout

import (
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// adjoining are the floats that stand where the margins at hand end, since nothing else
// stands before them: their place depends on these margins.
type adjoining struct {
	any         bool
	left, right geom.Unit // how much they take on each side
}

// adjoin adds a float in a block of content width cw.
func (t *Tree) adjoin(k *Box, cw geom.Unit, seen *adjoining) {
	seen.any = true
	w := t.measure(k, space{base: base{cw, indef}, size: size{indef, indef}}, nil).w + k.margins(cw).Horizontal()
	if k.Style.Float == style.FloatRight {
		seen.right += max(0, w)
	} else {
		seen.left += max(0, w)
	}
}

// besideAdjoining reports whether k, which makes a formatting context of its own, fits
// beside the floats. One that does not goes below them, and its margin is not among those
// that its parent's meet (CSS 2.1 §9.5, as Chromium has it).
func (t *Tree) besideAdjoining(k *Box, cw geom.Unit, seen *adjoining) bool {
	fr := k.frameOf(cw)
	m := k.margins(cw)
	room := cw - max(seen.left, m.Left) - max(seen.right, m.Right)
	if k.Style.Width.IsAuto() && k.data.kind != kindTable {
		lo, _ := t.widthLimits(k, k.Style, cw, &fr)
		return max(lo, fr.bpW) <= room
	}
	return t.usedWidth(k, k.Style, space{base: base{cw, indef}, size: size{indef, indef}, flags: fillW}, &fr, indef) <= cw-seen.left-seen.right
}

// topMargin gives the margins that adjoin b's top edge without laying b out, which
// floats need to know before. through: b is empty and its bottom margin adjoins too.
// fs are the floats before b; seen are those in what was walked through.
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
	if b.data.flow == nil && b.data.entries != nil {
		if t.hasLines(b) {
			return s, false
		}
		for i := range b.data.entries {
			if e := &b.data.entries[i]; e.kind == entryFloat {
				t.adjoin(e.box, t.usedWidth(b, c, space{base: base{cbW, indef}, size: size{indef, indef}, flags: fillW}, &fr, indef)-fr.bpW, seen)
			}
		}
	} else if len(b.data.flow) > 0 {
		cw := t.usedWidth(b, c, space{base: base{cbW, indef}, size: size{indef, indef}, flags: fillW}, &fr, indef) - fr.bpW
		for _, k := range b.data.flow {
			if k.data.flags&flagOut != 0 {
				continue
			}
			if k.Style.Float != style.FloatNone {
				t.adjoin(k, cw, seen)
				continue
			}
			if k.data.flags&flagBFC != 0 {
				apart := seen.any && (k.Style.Clear != style.FloatNone || !t.besideAdjoining(k, cw, seen))
				if apart || k.data.rare != nil {
					k.rarely().apart = apart
				}
				if apart {
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
		}
	}
	zero := func(l style.Length) bool {
		return !l.Definite() || hasPct(l) && cbH == indef || l.Resolve(max(0, cbH)) <= 0
	}
	if fr.bpH != 0 || !zero(c.Height) || !zero(c.MinHeight) || c.AspectRatio > 0 {
		return s, false
	}
	s.add(m.Bottom)
	return s, true
}
