package wxss

import "strconv"

// simplePseudo maps the pseudo-classes without arguments.
func simplePseudo(name string) (Simple, bool) {
	switch name {
	case "first-child":
		return Simple{Kind: SimpleNthChild, B: 1}, true
	case "last-child":
		return Simple{Kind: SimpleNthLastChild, B: 1}, true
	case "first-of-type":
		return Simple{Kind: SimpleNthOfType, B: 1}, true
	case "last-of-type":
		return Simple{Kind: SimpleNthLastOfType, B: 1}, true
	case "empty":
		return Simple{Kind: SimpleEmpty}, true
	case "root", "scope":
		return Simple{Kind: SimpleRoot}, true
	case "host":
		return Simple{Kind: SimpleHost}, true
	case "active":
		return Simple{Kind: SimpleActive}, true
	case "hover":
		return Simple{Kind: SimpleHover}, true
	case "focus", "focus-visible":
		return Simple{Kind: SimpleFocus}, true
	case "focus-within":
		return Simple{Kind: SimpleFocusWithin}, true
	case "disabled":
		return Simple{Kind: SimpleDisabled}, true
	case "enabled":
		return Simple{Kind: SimpleEnabled}, true
	case "checked":
		return Simple{Kind: SimpleChecked}, true
	case "visited", "link", "any-link", "-webkit-any-link", "target", "valid", "invalid", "required", "optional", "read-only",
		"read-write", "placeholder-shown", "indeterminate", "in-range", "out-of-range", "default", "fullscreen",
		"autofill", "-webkit-autofill", "target-within", "modal":
		return Simple{Kind: SimpleNever}, true
	case "defined":
		return Simple{Kind: SimpleAlways}, true
	}
	return Simple{}, false
}

func pseudoElement(name string) PseudoElement {
	switch name {
	case "before":
		return Before
	case "after":
		return After
	case "first-letter":
		return FirstLetter
	case "placeholder", "-webkit-input-placeholder":
		return Placeholder
	case "-webkit-scrollbar":
		return Scrollbar
	case "first-line", "selection", "marker", "backdrop", "file-selector-button", "cue":
		return OtherPseudo
	}
	if len(name) > 8 && name[:8] == "-webkit-" {
		// Selectors 4 §3.8: unknown ones of this prefix are valid and match nothing.
		return OtherPseudo
	}
	return NoPseudo
}

// pseudo parses what stands at a colon.
func (p *selParser) pseudo(c *Compound, s *Selector) bool {
	at := p.toks[p.i].Start
	p.i++
	t := p.peek()
	if t.Kind == Colon {
		p.i++
		t = p.peek()
		if t.Kind != Ident {
			if t.Kind == Function {
				p.note("selector ::"+Lower(t.Text)+"()", at)
			}
			p.fail("expected the name of a pseudo-element")
			return false
		}
		return p.element(s, Lower(t.Text), at)
	}
	if t.Kind == Function {
		return p.function(c, s, Lower(t.Text), at)
	}
	if t.Kind != Ident {
		p.fail("expected a name after the colon")
		return false
	}
	name := Lower(t.Text)
	switch name {
	case "before", "after", "first-letter", "first-line":
		return p.element(s, name, at)
	case "only-child":
		c.Rest = append(c.Rest, Simple{Kind: SimpleNthChild, B: 1}, Simple{Kind: SimpleNthLastChild, B: 1})
	case "only-of-type":
		c.Rest = append(c.Rest, Simple{Kind: SimpleNthOfType, B: 1}, Simple{Kind: SimpleNthLastOfType, B: 1})
	default:
		x, ok := simplePseudo(name)
		if !ok {
			p.note("selector :"+name, at)
			p.fail("unknown pseudo-class :" + name)
			return false
		}
		if x.Kind == SimpleHost {
			s.Host = true
		}
		if x.Kind == SimpleNever {
			p.note("selector :"+name, at)
		}
		c.Rest = append(c.Rest, x)
	}
	if s.Pseudo != NoPseudo && s.Pseudo != OtherPseudo {
		// ::before:hover and the like: no such state here.
		s.Pseudo = OtherPseudo
	}
	p.i++
	s.Specificity = s.Specificity.add(1 << 10)
	return true
}

func (p *selParser) element(s *Selector, name string, at int32) bool {
	e := pseudoElement(name)
	if e == NoPseudo {
		p.note("selector ::"+name, at)
		p.fail("unknown pseudo-element ::" + name)
		return false
	}
	if p.depth > 0 {
		p.fail("a pseudo-element cannot stand inside a pseudo-class")
		return false
	}
	if e == OtherPseudo {
		p.note("selector ::"+name, at)
	}
	if s.Pseudo != NoPseudo {
		e = OtherPseudo
	}
	s.Pseudo = e
	p.i++
	s.Specificity = s.Specificity.add(1)
	return true
}

// function parses a pseudo-class with arguments.
func (p *selParser) function(c *Compound, s *Selector, name string, at int32) bool {
	p.i++
	if p.depth >= MaxSelectorNesting {
		p.fail("selectors are nested more than " + strconv.Itoa(MaxSelectorNesting) + " deep")
		return false
	}
	p.depth++
	defer func() { p.depth-- }()
	am := p.usedAm
	x := Simple{}
	switch name {
	case "not":
		x.Kind = SimpleNot
		x.List = p.list(false)
		s.Specificity = s.Specificity.add(maxSpec(x.List))
	case "-webkit-any":
		x.Kind = SimpleIs
		was := p.lone
		p.lone = true
		x.List = p.list(false)
		p.lone = was
		s.Specificity = s.Specificity.add(maxSpec(x.List))
	case "has":
		x.Kind = SimpleHas
		if p.inHas {
			p.fail(":has() cannot stand inside :has()")
			return false
		}
		if p.lone {
			p.fail(":-webkit-any() takes compound selectors")
			return false
		}
		p.inHas = true
		x.List = p.relativeList()
		p.inHas = false
		s.Specificity = s.Specificity.add(maxSpec(x.List))
	case "dir", "lang":
		// Text runs from left to right here, and has no language.
		x.Kind = SimpleNever
		p.spaces()
		t := p.peek()
		if name == "dir" && t.Is("ltr") {
			x.Kind = SimpleAlways
		}
		if k := t.Kind; k != Ident && (name == "dir" || k != String) {
			p.fail("expected a name in :" + name + "()")
			return false
		}
		p.i++
		s.Specificity = s.Specificity.add(1 << 10)
	case "is":
		x.Kind = SimpleIs
		x.List = p.forgiving()
		s.Specificity = s.Specificity.add(maxSpec(x.List))
	case "where":
		x.Kind = SimpleIs
		x.List = p.forgiving()
	case "host":
		x.Kind = SimpleHost
		x.List = p.list(false)
		s.Host = true
		s.Specificity = s.Specificity.add(1 << 10).add(maxSpec(x.List))
		if len(x.List) != 1 || len(x.List[0].Compounds) != 1 {
			p.fail(":host() takes one compound selector")
		}
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		switch name {
		case "nth-child":
			x.Kind = SimpleNthChild
		case "nth-last-child":
			x.Kind = SimpleNthLastChild
		case "nth-of-type":
			x.Kind = SimpleNthOfType
		default:
			x.Kind = SimpleNthLastOfType
		}
		s.Specificity = s.Specificity.add(1 << 10)
		p.anb(&x)
		p.spaces()
		if t := p.peek(); t.Is("of") && (x.Kind == SimpleNthChild || x.Kind == SimpleNthLastChild) {
			p.i++
			was := p.lone
			p.lone = false
			x.List = p.list(false)
			p.lone = was
			s.Specificity = s.Specificity.add(maxSpec(x.List))
		}
	default:
		p.note("selector :"+name+"()", at)
		p.fail("unknown pseudo-class :" + name + "()")
		return false
	}
	p.usedAm = p.usedAm || am
	if p.err != "" {
		return false
	}
	p.spaces()
	if k := p.peek().Kind; k != CloseParen && k != EOF {
		p.fail("expected ) after :" + name + "(")
		return false
	}
	if p.i < len(p.toks) {
		p.i++
	}
	s.inherit(x.List)
	c.Rest = append(c.Rest, x)
	return true
}

// relativeList parses the list of :has(): what stands left of the first combinator
// is the element asked about (Selectors 4 §4.5).
func (p *selParser) relativeList() []*Selector {
	return p.listOf(func() *Selector {
		p.spaces()
		lead := p.combinator(true)
		p.spaces()
		s := p.complex(false)
		if p.err == "" {
			s.Compounds[len(s.Compounds)-1].Left = lead
			s.Compounds = append(s.Compounds, Compound{Rest: []Simple{{Kind: SimpleAnchor}}})
		}
		return s
	})
}

// anb parses An+B: CSS Syntax 3 §6. The tokenizer cuts it in many ways, so the
// text is put together again up to "of" or ")".
func (p *selParser) anb(x *Simple) {
	p.spaces()
	start, end := p.peek().Start, p.peek().Start
	from := p.i
	for p.i < len(p.toks) {
		t := &p.toks[p.i]
		if t.Kind == CloseParen || t.Is("of") && p.i > from {
			break
		}
		if t.Kind != Space {
			end = t.End
		}
		p.i++
	}
	if !parseAnB(p.src[start:end], x) {
		p.fail("expected an index such as 2, 2n+1, odd or even")
	}
}

func parseAnB(s string, x *Simple) bool {
	s = Lower(s)
	switch s {
	case "odd":
		x.A, x.B = 2, 1
		return true
	case "even":
		x.A, x.B = 2, 0
		return true
	}
	i := 0
	sign := func() int32 {
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
			if s[i-1] == '-' {
				return -1
			}
		}
		return 1
	}
	digits := func() (int32, bool) {
		v, any := int32(0), false
		for i < len(s) && isDigit(s[i]) {
			any = true
			if v < 100_000_000 {
				v = v*10 + int32(s[i]-'0')
			}
			i++
		}
		return v, any
	}
	sg := sign()
	v, had := digits()
	if i < len(s) && s[i] == 'n' {
		i++
		if !had {
			v = 1
		}
		x.A = sg * v
		for i < len(s) && isSpace(s[i]) {
			i++
		}
		if i == len(s) {
			return true
		}
		if s[i] != '+' && s[i] != '-' {
			return false
		}
		sg = sign()
		for i < len(s) && isSpace(s[i]) {
			i++
		}
		v, had = digits()
	}
	x.B = sg * v
	return had && i == len(s)
}
