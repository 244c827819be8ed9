package style

// whiteSpaceParts are the two parts of white-space (CSS Text 4 §3, §5): how spaces
// collapse, and whether lines wrap. They are kept as the one keyword that stands for both.
//
// Not done: preserve-breaks and break-spaces without wrapping, which wrap; text-wrap:
// balance and pretty, which are refused.
func whiteSpaceParts() []prop {
	part := func(name string, words map[string]Keyword, with func(now, part Keyword) Keyword, of func(Keyword) Keyword) prop {
		return prop{
			name: name, inherited: true,
			parse: func(p *vparser) (val, bool) {
				k, ok := p.keyword(words)
				return val{kw: k}, ok
			},
			set:  func(a *applier, v *val) { a.c.WhiteSpace = with(a.c.WhiteSpace, v.kw) },
			copy: func(a *applier, src *Computed) { a.c.WhiteSpace = with(a.c.WhiteSpace, of(src.WhiteSpace)) },
		}
	}
	return []prop{
		part("white-space-collapse", map[string]Keyword{"collapse": collapseSpaces, "preserve": preserveSpaces, "preserve-breaks": preserveBreaks, "break-spaces": breakSpaces},
			func(now, k Keyword) Keyword { return whiteSpaceOf(k, wrapOf(now)) }, collapseOf),
		part("text-wrap-mode", map[string]Keyword{"wrap": wrapLines, "nowrap": wrapNever},
			func(now, k Keyword) Keyword { return whiteSpaceOf(collapseOf(now), k) }, wrapOf),
	}
}

// white-space-collapse and text-wrap-mode
const (
	collapseSpaces Keyword = iota
	preserveSpaces
	preserveBreaks
	breakSpaces

	wrapLines Keyword = 0
	wrapNever Keyword = 1
)

func collapseOf(k Keyword) Keyword {
	switch k {
	case WhiteSpacePre, WhiteSpacePreWrap:
		return preserveSpaces
	case WhiteSpacePreLine:
		return preserveBreaks
	case WhiteSpaceBreakSpaces:
		return breakSpaces
	}
	return collapseSpaces
}

func wrapOf(k Keyword) Keyword {
	if k == WhiteSpaceNowrap || k == WhiteSpacePre {
		return wrapNever
	}
	return wrapLines
}

func whiteSpaceOf(collapse, wrap Keyword) Keyword {
	switch collapse {
	case preserveSpaces:
		if wrap == wrapNever {
			return WhiteSpacePre
		}
		return WhiteSpacePreWrap
	case preserveBreaks:
		return WhiteSpacePreLine
	case breakSpaces:
		return WhiteSpaceBreakSpaces
	}
	if wrap == wrapNever {
		return WhiteSpaceNowrap
	}
	return WhiteSpaceNormal
}
