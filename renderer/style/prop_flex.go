package style

func flexProps() []prop {
	return []prop{
		kw("flex-direction", func(c *Computed) *Keyword { return &c.FlexDirection }, flexDirectionWords),
		flexWrap(),
		integer("flex-line-count", func(c *Computed) *int { return &c.FlexLineCount }, 1),
		contain(),
		num("flex-grow", func(c *Computed) *float32 { return &c.FlexGrow }, 0, 1e9, false),
		num("flex-shrink", func(c *Computed) *float32 { return &c.FlexShrink }, 0, 1e9, false),
		length("flex-basis", func(c *Computed) *Length { return &c.FlexBasis }, fAuto|fPct|fIntrinsic|fContent),
		integer("order", func(c *Computed) *int { return &c.Order }, -1<<30),
		align("align-items", func(c *Computed) *Keyword { return &c.AlignItems }, itemsWords, SafeAlignItems),
		align("align-self", func(c *Computed) *Keyword { return &c.AlignSelf }, selfWords, SafeAlignSelf),
		align("align-content", func(c *Computed) *Keyword { return &c.AlignContent }, alignContentWords, SafeAlignContent),
		align("justify-content", func(c *Computed) *Keyword { return &c.JustifyContent }, justifyContentWords, SafeJustifyContent),
		align("justify-items", func(c *Computed) *Keyword { return &c.JustifyItems }, justifyItemsWords, SafeJustifyItems),
		align("justify-self", func(c *Computed) *Keyword { return &c.JustifySelf }, justifySelfWords, SafeJustifySelf),
		length("row-gap", func(c *Computed) *Length { return &c.RowGap }, fNormal|fPct),
		length("column-gap", func(c *Computed) *Length { return &c.ColumnGap }, fNormal|fPct),

		kw("-webkit-box-orient", func(c *Computed) *Keyword { return &c.BoxOrient }, boxOrientWords),
		kw("-webkit-box-pack", func(c *Computed) *Keyword { return &c.BoxPack }, boxPackWords),
		kw("-webkit-box-align", func(c *Computed) *Keyword { return &c.BoxAlign }, boxAlignWords),
		num("-webkit-box-flex", func(c *Computed) *float32 { return &c.BoxFlex }, 0, 1e9, false),
		flag("-webkit-box-direction", func(c *Computed) *bool { return &c.BoxReverse }, map[string]bool{"normal": false, "reverse": true}),
		integer("-webkit-box-ordinal-group", func(c *Computed) *int { return &c.BoxGroup }, 1),
	}
}

// SafeBits are the alignment properties that were given with safe.
type SafeBits uint8

// The bits of SafeBits.
const (
	SafeAlignItems SafeBits = 1 << iota
	SafeAlignSelf
	SafeAlignContent
	SafeJustifyContent
	SafeJustifyItems
	SafeJustifySelf
)

// align reads one alignment value: [first|last] baseline and [safe|unsafe] too.
func align(name string, get func(c *Computed) *Keyword, words map[string]Keyword, bit SafeBits) prop {
	d := kw(name, get, words)
	d.parse = func(p *vparser) (val, bool) {
		k, safe, ok := p.safeAlignment(words)
		v := val{kw: k}
		if safe {
			v.n = 1
		}
		return v, ok
	}
	safe := func(c *Computed, on bool) {
		c.Safe &^= bit
		if on {
			c.Safe |= bit
		}
	}
	d.set = func(a *applier, v *val) {
		*get(a.c) = v.kw
		safe(a.c, v.n != 0)
	}
	d.copy = func(a *applier, src *Computed) {
		*get(a.c) = *get(src)
		safe(a.c, src.Safe&bit != 0)
	}
	return d
}

// flexWrap reads nowrap | [wrap | wrap-reverse] || balance.
// https://drafts.csswg.org/css-flexbox-2/#flex-wrap-property
func flexWrap() prop {
	return prop{
		name: "flex-wrap",
		parse: func(p *vparser) (val, bool) {
			v := val{kw: Wrap}
			if p.word("balance") {
				v.n = 1
			}
			if k, ok := p.keyword(flexWrapWords); ok {
				v.kw = k
				if v.n == 0 && k != NoWrap && p.word("balance") {
					v.n = 1
				}
				return v, v.n == 0 || k != NoWrap
			}
			return v, v.n != 0
		},
		set:  func(a *applier, v *val) { a.c.FlexWrap, a.c.FlexBalance = v.kw, v.n != 0 },
		copy: func(a *applier, src *Computed) { a.c.FlexWrap, a.c.FlexBalance = src.FlexWrap, src.FlexBalance },
	}
}

// ContainBits are the kinds of containment of a box (CSS Containment 2).
type ContainBits uint8

// The bits of ContainBits.
const (
	ContainSize ContainBits = 1 << iota
	ContainInlineSize
	ContainLayout
	ContainPaint
	ContainStyle
	ContainFlow // of a query container: its formatting context is its own
)

var containWords = map[string]Keyword{
	"none": 0, "strict": Keyword(ContainSize | ContainLayout | ContainPaint | ContainStyle), "content": Keyword(ContainLayout | ContainPaint | ContainStyle),
	"size": Keyword(ContainSize), "inline-size": Keyword(ContainInlineSize), "layout": Keyword(ContainLayout), "paint": Keyword(ContainPaint), "style": Keyword(ContainStyle),
}

func contain() prop {
	return field("contain", func(c *Computed) *ContainBits { return &c.Contain }, func(p *vparser) (val, bool) {
		v := val{}
		for n := 0; !p.end(); n++ {
			k, ok := p.keyword(containWords)
			if !ok || n > 4 || n > 0 && (k == 0 || v.kw&k != 0) {
				return v, false
			}
			v.kw |= k
		}
		return v, true
	}, func(_ *applier, v *val) ContainBits { return ContainBits(v.kw) })
}

func (p *vparser) alignment(words map[string]Keyword) (Keyword, bool) {
	k, _, ok := p.safeAlignment(words)
	return k, ok
}

// safeAlignment also tells whether safe was said.
func (p *vparser) safeAlignment(words map[string]Keyword) (k Keyword, safe, ok bool) {
	_, baseline := words["baseline"]
	_, item := words["self-start"]
	if baseline && p.word("first") {
		return AlignBaseline, false, p.word("baseline")
	}
	if item && p.word("last") {
		return AlignLastBaseline, false, p.word("baseline")
	}
	safe = p.word("safe")
	limited := safe || p.word("unsafe")
	k, ok = p.keyword(words)
	if limited {
		switch k {
		case AlignStart, AlignEnd, AlignCenter, AlignFlexStart, AlignFlexEnd, AlignSelfStart, AlignSelfEnd, AlignLeft, AlignRight:
		default:
			return 0, false, false
		}
	}
	return k, safe, ok
}
