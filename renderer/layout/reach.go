package layout

import (
	"math"

	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// inkUnknown is the ink of what may paint anywhere.
const inkUnknown = math.MaxUint16

// inkOf is how far, px, a box of style c paints beyond what counts as its overflow:
// shadows, outlines, glyphs that leave their line. inkUnknown where the place is only
// known while painting.
func inkOf(c *style.Computed) uint16 {
	if c.Position == style.PositionSticky || c.Position == style.PositionFixed || len(c.Transform) > 0 || c.Perspective > 0 || c.Preserve3D ||
		len(c.Filter) > 0 || len(c.BackdropFilter) > 0 || c.MixBlend != "" || c.WillChange || c.ClipPath != nil || len(c.Mask) > 0 {
		return inkUnknown
	}
	far := 0.0
	for _, list := range [...][]style.Shadow{c.BoxShadow, c.TextShadow} {
		for i := range list {
			s := &list[i]
			far = max(far, 2*math.Abs(float64(s.Blur))+math.Abs(float64(s.Spread))+max(math.Abs(float64(s.X)), math.Abs(float64(s.Y))))
		}
	}
	if c.OutlineStyle != style.BorderNone {
		far = max(far, math.Abs(float64(c.OutlineWidth))+math.Abs(float64(c.OutlineOffset)))
	}
	if c.Display == style.DisplayInline {
		// The edges of an inline box lie outside of its line, and so does one that is moved.
		edges := makeFrame(c, 0)
		far += (edges.bpW + edges.bpH).Float()
		for i := range c.Padding {
			if c.Padding[i].HasPercent() {
				return inkUnknown
			}
		}
		if c.Position == style.PositionRelative {
			return inkUnknown
		}
	}
	far += 2*math.Abs(float64(c.FontSize)) + math.Abs(float64(c.TextStrokeWidth)) + 4
	if !(far < inkUnknown) {
		return inkUnknown
	}
	return uint16(math.Ceil(far))
}

// markInk tells b and its ancestors how far something in b paints.
func markInk(b *Box, ink uint16) {
	for ; b != nil && b.data.ink < ink; b = b.Parent {
		b.data.ink = ink
	}
}

// Reach gives a rectangle, relative to the border box, that b and all below it paint
// inside of, unless something is painted in a transformed space around b. ok is false
// where that is not known: then they may paint anywhere.
func (b *Box) Reach() (r geom.Rect, ok bool) {
	d := &b.data
	if d.derived == nil || b.Inline || b.Shares() || d.ink == inkUnknown || d.flags&(flagEscape|flagDead) != 0 {
		return r, false
	}
	r = geom.Rect{W: b.Rect.W, H: b.Rect.H}
	if d.ovf != (geom.Rect{}) {
		r = cover(r, d.ovf)
	}
	return r.Inset(uniform(-geom.FromInt(int(d.ink)))), true
}

// Shares reports an anonymous block that may hold parts of an inline box which stands
// beside it and paints anywhere: it is filtered, for instance.
func (b *Box) Shares() bool {
	p := b.Parent
	return b.Node == nil && p != nil && p.data.flags&flagInlines != 0 && p.data.ink == inkUnknown
}

func uniform(v geom.Unit) geom.Insets { return geom.Insets{Top: v, Right: v, Bottom: v, Left: v} }

// FarStep is the distance of the numbers that FarChildren answers for.
const FarStep = blockStep

// FarChildren gives how many of b.Children from number i on paint nothing inside of
// near, a rectangle relative to b's border box; 0 where it is not known.
//
// Faster: of 1,667 rows each sixteenth is looked at.
func (b *Box) FarChildren(i int, near geom.Rect) int {
	m := b.memo()
	d := &b.data
	if m == nil || i%blockStep != 0 || !m.covers || m.out || d.ink == inkUnknown || d.flags&(flagEscape|flagDead) != 0 ||
		len(b.outOfFlow()) > 0 || d.flags&flagFlow == 0 {
		return 0
	}
	n := 0
	more := uniform(-geom.FromInt(int(d.ink)))
	for k := i / blockStep; k < len(m.marks) && !Meet(m.marks[k].reach.Inset(more), near); k++ {
		n += blockStep
	}
	return min(n, len(b.Children)-i)
}

// Meet reports rectangles that touch; those without area count.
func Meet(r, s geom.Rect) bool {
	return r.X <= s.Right() && s.X <= r.Right() && r.Y <= s.Bottom() && s.Y <= r.Bottom()
}
