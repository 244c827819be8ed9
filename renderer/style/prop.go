package style

import (
	"maps"
	"math"
	"slices"

	"diorama/renderer/wxss"
)

// propID is the index of a longhand in the table.
type propID uint16

// wide is a CSS-wide keyword.
type wide uint8

const (
	notWide wide = iota
	wideInitial
	wideInherit
	wideUnset
	wideRevert
)

// val is a specified value of a longhand. Which field counts is the longhand's affair.
type val struct {
	wide wide
	kw   Keyword
	n    float32
	l    slen
	col  scolor
	ref  any
}

// prop describes a longhand: how it is read, computed and inherited.
type prop struct {
	name      string
	inherited bool
	early     bool // font-size, color, direction …: others are computed from them
	parse     func(p *vparser) (val, bool)
	set       func(a *applier, v *val)
	// copy takes the value over from another style (inherit, initial).
	copy func(a *applier, src *Computed)
	// init, when set, stands for initial instead of a copy (currentcolor).
	init *val
	// words are the keywords that the value may be, as far as they are in a table.
	words []string
}

// applier computes one style: declarations are applied to c in cascade order.
type applier struct {
	m       metrics
	c       *Computed // scratch
	inh     Inherited // scratch, c.Inherited
	parent  *Computed
	initial *Computed
	// usedParent: inherit stood on a property that is not inherited.
	usedParent bool

	bg, mask    layerLists
	hasBG       bool
	hasMask     bool
	transitions motionLists
	animations  motionLists
	hasTrans    bool
	hasAnim     bool
}

func (p prop) inh() prop   { p.inherited = true; return p }
func (p prop) first() prop { p.early = true; return p }
func (p prop) currentInit() prop {
	p.init = &val{col: scolor{current: true}}
	return p
}

// field is a longhand that fills one field of Computed.
func field[T any](name string, get func(c *Computed) *T, parse func(p *vparser) (val, bool), conv func(a *applier, v *val) T) prop {
	return prop{
		name:  name,
		parse: parse,
		set:   func(a *applier, v *val) { *get(a.c) = conv(a, v) },
		copy:  func(a *applier, src *Computed) { *get(a.c) = *get(src) },
	}
}

func kw(name string, get func(c *Computed) *Keyword, words map[string]Keyword) prop {
	d := field(name, get, func(p *vparser) (val, bool) {
		k, ok := p.keyword(words)
		return val{kw: k}, ok
	}, func(_ *applier, v *val) Keyword { return v.kw })
	d.words = slices.Collect(maps.Keys(words))
	return d
}

func flag(name string, get func(c *Computed) *bool, words map[string]bool) prop {
	d := field(name, get, func(p *vparser) (val, bool) {
		w, ok := p.ident()
		if !ok {
			return val{}, false
		}
		b, ok := words[w]
		k := Keyword(0)
		if b {
			k = 1
		}
		return val{kw: k}, ok
	}, func(_ *applier, v *val) bool { return v.kw == 1 })
	d.words = slices.Collect(maps.Keys(words))
	return d
}

func length(name string, get func(c *Computed) *Length, flags int) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		l, ok := p.length(flags)
		return val{l: l}, ok
	}, func(a *applier, v *val) Length {
		l := a.m.length(v.l)
		if flags&fNeg == 0 && l.Kind == Px && l.Px < 0 {
			l.Px = 0
		}
		return l
	})
}

// px is a length without percentages; words map further keywords to lengths.
func px(name string, get func(c *Computed) *float32, flags int) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		l, ok := p.length(flags)
		return val{l: l}, ok
	}, func(a *applier, v *val) float32 {
		f := a.m.abs(v.l)
		if flags&fNeg == 0 {
			f = max(0, f)
		}
		return f
	})
}

// line is border-*-width and outline-width.
func line(name string, get func(c *Computed) *float32) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		l, ok := p.lineWidth()
		return val{l: l}, ok
	}, func(a *applier, v *val) float32 { return a.m.border(v.l) })
}

func (p *vparser) lineWidth() (slen, bool) {
	if w := p.tok(); w.Is("thin") || w.Is("medium") || w.Is("thick") {
		p.i++
		switch {
		case w.Is("thin"):
			return slen{u: uPx, v: 1}, true
		case w.Is("thick"):
			return slen{u: uPx, v: 5}, true
		}
		return slen{u: uPx, v: 3}, true
	}
	return p.length(0)
}

func num(name string, get func(c *Computed) *float32, lo, hi float64, pct bool) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		var v float64
		var ok bool
		p.ws()
		if pct {
			v, ok = p.fraction()
		} else {
			plain := p.tok().Kind != wxss.Function
			v, ok = p.number()
			if ok && plain && v < lo {
				return val{}, false
			}
		}
		return val{n: float32(max(lo, min(hi, v)))}, ok
	}, func(_ *applier, v *val) float32 { return v.n })
}

func integer(name string, get func(c *Computed) *int, lo int) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		p.ws()
		plain := p.tok().Kind != wxss.Function
		v, ok := p.integer()
		return val{ref: max(v, lo)}, ok && (!plain || v >= lo)
	}, func(_ *applier, v *val) int { return v.ref.(int) })
}

func colorProp(name string, get func(c *Computed) *Color) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		c, ok := p.color()
		return val{col: c}, ok
	}, func(a *applier, v *val) Color { return v.col.resolve(a.c.Color) })
}

// optColor is a colour where nil stands for currentcolor or auto.
func optColor(name string, get func(c *Computed) **Color) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		if p.word("auto") {
			return val{col: scolor{current: true}}, true
		}
		c, ok := p.color()
		return val{col: c}, ok
	}, func(a *applier, v *val) *Color {
		if v.col.current {
			return nil
		}
		c := v.col.resolve(a.c.Color)
		return &c
	})
}

// ref is a longhand whose specified value is any.
func ref[T any](name string, get func(c *Computed) *T, parse func(p *vparser) (any, bool), conv func(a *applier, v any) T) prop {
	return field(name, get, func(p *vparser) (val, bool) {
		v, ok := parse(p)
		return val{ref: v}, ok
	}, func(a *applier, v *val) T { return conv(a, v.ref) })
}

// apply sets one longhand; ua gives the value that revert goes back to.
func (a *applier) apply(d *prop, v *val) {
	switch v.wide {
	case notWide:
		d.set(a, v)
		return
	case wideInherit:
		a.usedParent = a.usedParent || !d.inherited
		d.copy(a, a.parent)
		return
	case wideUnset, wideRevert:
		if d.inherited {
			d.copy(a, a.parent)
			return
		}
	}
	if d.init != nil {
		d.set(a, d.init)
		return
	}
	d.copy(a, a.initial)
}

// initialStyle is the style of nothing: the initial value of every longhand.
func initialStyle(m *metrics) *Computed {
	black := rgba(0, 0, 0, 255)
	zero := Length{Kind: Px}
	half := Length{Kind: Percent, Pct: 50}
	c := &Computed{Inherited: &Inherited{
		Color: black, FontSize: float32(16 * m.px), FontWeight: 400, TabSize: 8, TextIndent: zero, ListStyle: "disc",
	}}
	c.BorderColor = [4]Color{black, black, black, black}
	c.OutlineColor = black
	for i := range 4 {
		c.Padding[i], c.Margin[i] = zero, zero
		c.Radius[i] = Corner{zero, zero}
	}
	c.ZAuto = true
	c.VerticalLength = zero
	c.ObjectX, c.ObjectY = half, half
	c.FlexShrink = 1
	c.AlignItems, c.AlignContent, c.JustifyContent, c.JustifyItems = AlignNormal, AlignNormal, AlignNormal, AlignNormal
	c.Opacity = 1
	c.OutlineWidth = float32(math.Max(1, math.Floor(3*m.px)))
	for i := range 4 {
		c.BorderWidth[i] = c.OutlineWidth
	}
	c.OriginX, c.OriginY = half, half
	c.PerspectiveX, c.PerspectiveY = half, half
	c.BoxAlign, c.BoxPack, c.BoxGroup = AlignStretch, AlignStart, 1
	return c
}
