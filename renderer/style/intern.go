package style

import "math"

// interner makes equal styles one pointer.
type interner struct {
	computed  map[uint64][]*Computed
	inherited map[uint64][]*Inherited
	count     int
}

func newInterner() interner {
	return interner{computed: map[uint64][]*Computed{}, inherited: map[uint64][]*Inherited{}}
}

// hash mixes numbers; only the commonest fields go in, equality decides.
type hash uint64

func (h *hash) u(v uint64) {
	x := uint64(*h) ^ v
	x *= 0x9E3779B97F4A7C15
	*h = hash(x ^ x>>29)
}
func (h *hash) f(v float32) { h.u(uint64(math.Float32bits(v))) }
func (h *hash) l(l Length) {
	h.u(uint64(l.Kind)<<56 ^ uint64(math.Float32bits(l.Px))<<24 ^ uint64(math.Float32bits(l.Pct)))
}
func (h *hash) c(c Color) { h.u(uint64(c.R)<<24 | uint64(c.G)<<16 | uint64(c.B)<<8 | uint64(c.A)) }
func (h *hash) s(s string) {
	x := uint64(len(s))
	for i := 0; i < len(s); i++ {
		x = x*31 + uint64(s[i])
	}
	h.u(x)
}

func hashInherited(i *Inherited) uint64 {
	var h hash
	h.c(i.Color)
	h.f(i.FontSize)
	h.f(i.FontWeight)
	h.l(i.LineHeight)
	h.f(i.LetterSpacing)
	h.u(uint64(i.TextAlign)<<32 | uint64(i.WhiteSpace)<<24 | uint64(i.WordBreak)<<16 | uint64(i.Visibility)<<8 | uint64(len(i.Custom)))
	h.l(i.TextIndent)
	if len(i.FontFamily) > 0 {
		h.s(i.FontFamily[0])
	}
	return uint64(h)
}

func hashComputed(c *Computed, inh uint64) uint64 {
	h := hash(inh)
	h.u(uint64(c.Display)<<48 | uint64(c.Position)<<40 | uint64(c.Float)<<32 | uint64(c.OverflowX)<<24 | uint64(c.FlexDirection)<<16 |
		uint64(c.AlignItems)<<8 | uint64(c.JustifyContent))
	h.l(c.Width)
	h.l(c.Height)
	h.l(c.MinHeight)
	for i := range 4 {
		h.l(c.Margin[i])
		h.l(c.Padding[i])
		h.l(c.Inset[i])
		h.f(c.BorderWidth[i])
	}
	h.c(c.BackgroundColor)
	h.c(c.BorderColor[0])
	h.f(c.Opacity)
	h.f(c.FlexGrow)
	h.l(c.FlexBasis)
	h.l(c.Radius[0].X)
	h.u(uint64(c.ZIndex))
	h.u(uint64(len(c.Background))<<32 | uint64(len(c.Transform))<<16 | uint64(len(c.BoxShadow)))
	if len(c.Background) > 0 {
		h.s(c.Background[0].Image.URL)
	}
	if len(c.Transform) > 0 {
		h.l(c.Transform[0].X)
		h.l(c.Transform[0].Y)
		h.f(c.Transform[0].N[0])
	}
	if len(c.Content) > 0 {
		h.s(c.Content[0].Text)
	}
	return uint64(h)
}

// intern gives the one pointer for the applier's scratch style.
func (s *Styler) intern(a *applier) *Computed {
	inh := a.parent.Inherited
	if diffInherited(&a.inh, inh) != 0 {
		inh = s.interner.inheritedFor(&a.inh)
	}
	a.c.Inherited = inh
	return s.interner.computedFor(a.c)
}

func (n *interner) inheritedFor(i *Inherited) *Inherited {
	h := hashInherited(i)
	for _, x := range n.inherited[h] {
		if diffInherited(x, i) == 0 {
			return x
		}
	}
	x := new(Inherited)
	*x = *i
	n.inherited[h] = append(n.inherited[h], x)
	return x
}

func (n *interner) computedFor(c *Computed) *Computed {
	h := hashComputed(c, hashInherited(c.Inherited))
	for _, x := range n.computed[h] {
		if x.Inherited == c.Inherited && Diff(x, c) == 0 {
			return x
		}
	}
	x := new(Computed)
	*x = *c
	n.computed[h] = append(n.computed[h], x)
	n.count++
	return x
}
