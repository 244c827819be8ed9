package style

func flexProps() []prop {
	return []prop{
		kw("flex-direction", func(c *Computed) *Keyword { return &c.FlexDirection }, flexDirectionWords),
		kw("flex-wrap", func(c *Computed) *Keyword { return &c.FlexWrap }, flexWrapWords),
		num("flex-grow", func(c *Computed) *float32 { return &c.FlexGrow }, 0, 1e9, false),
		num("flex-shrink", func(c *Computed) *float32 { return &c.FlexShrink }, 0, 1e9, false),
		length("flex-basis", func(c *Computed) *Length { return &c.FlexBasis }, fAuto|fPct|fIntrinsic|fContent),
		integer("order", func(c *Computed) *int { return &c.Order }, -1<<30),
		align("align-items", func(c *Computed) *Keyword { return &c.AlignItems }, itemsWords),
		align("align-self", func(c *Computed) *Keyword { return &c.AlignSelf }, selfWords),
		align("align-content", func(c *Computed) *Keyword { return &c.AlignContent }, alignContentWords),
		align("justify-content", func(c *Computed) *Keyword { return &c.JustifyContent }, justifyContentWords),
		align("justify-items", func(c *Computed) *Keyword { return &c.JustifyItems }, justifyItemsWords),
		align("justify-self", func(c *Computed) *Keyword { return &c.JustifySelf }, justifySelfWords),
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

// align reads one alignment value: [first|last] baseline and [safe|unsafe] too.
// Not done: safe and unsafe change nothing.
func align(name string, get func(c *Computed) *Keyword, words map[string]Keyword) prop {
	d := kw(name, get, words)
	d.parse = func(p *vparser) (val, bool) {
		k, ok := p.alignment(words)
		return val{kw: k}, ok
	}
	return d
}

func (p *vparser) alignment(words map[string]Keyword) (Keyword, bool) {
	_, baseline := words["baseline"]
	_, item := words["self-start"]
	if baseline && p.word("first") {
		return AlignBaseline, p.word("baseline")
	}
	if item && p.word("last") {
		return AlignLastBaseline, p.word("baseline")
	}
	safe := p.word("safe") || p.word("unsafe")
	k, ok := p.keyword(words)
	if safe {
		switch k {
		case AlignStart, AlignEnd, AlignCenter, AlignFlexStart, AlignFlexEnd, AlignSelfStart, AlignSelfEnd, AlignLeft, AlignRight:
		default:
			return 0, false
		}
	}
	return k, ok
}
