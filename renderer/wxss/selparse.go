package wxss

import (
	"strconv"
	"strings"
)

// selParser parses selectors from the tokens of a prelude.
type selParser struct {
	src    string
	toks   []Token
	i      int
	depth  int
	err    string // first mistake
	errAt  int32
	parent []*Selector // what & stands for; nil outside nested rules
	nested bool
	note   func(feature string, at int32)
	usedAm bool
	inHas  bool
	lone   bool // in :-webkit-any(): only compound selectors, also of what stands in it
}

func (p *selParser) fail(msg string) {
	if p.err == "" {
		p.err = msg
		p.errAt = p.peek().Start
	}
}

func (p *selParser) peek() Token {
	if p.i < len(p.toks) {
		return p.toks[p.i]
	}
	if n := len(p.toks); n > 0 {
		return Token{Start: p.toks[n-1].End, End: p.toks[n-1].End}
	}
	return Token{}
}

func (p *selParser) spaces() bool {
	was := false
	for p.i < len(p.toks) && p.toks[p.i].Kind == Space {
		p.i++
		was = true
	}
	return was
}

// list parses a selector list up to the end or an unmatched ")". relative allows
// a leading combinator (nested rules).
func (p *selParser) list(relative bool) []*Selector {
	return p.listOf(func() *Selector { return p.complex(relative) })
}

// listOf parses a list of what one reads; a fault in one makes all of it faulty.
func (p *selParser) listOf(one func() *Selector) []*Selector {
	var out []*Selector
	for {
		s := one()
		if p.err != "" {
			return nil
		}
		out = append(out, s)
		if len(out) > MaxSelectors {
			p.fail("more than " + strconv.Itoa(MaxSelectors) + " selectors in one list")
			return nil
		}
		if p.peek().Kind != Comma {
			return out
		}
		p.i++
	}
}

// forgiving parses the list of :is() and :where(): faulty parts are dropped.
func (p *selParser) forgiving() []*Selector {
	var out []*Selector
	for {
		start := p.i
		s := p.complex(false)
		if k := p.peek().Kind; p.err == "" && k != Comma && k != CloseParen && k != EOF {
			p.fail("unexpected text")
		}
		if p.err != "" {
			p.err = ""
			p.i = start
			p.skipPart()
		} else {
			out = append(out, s)
		}
		if p.peek().Kind != Comma || len(out) > MaxSelectors {
			return out
		}
		p.i++
	}
}

// skipPart goes to the next comma or ")" outside brackets.
func (p *selParser) skipPart() {
	var closers []Kind
	for p.i < len(p.toks) {
		n := len(closers)
		switch k := p.toks[p.i].Kind; k {
		case Function, OpenParen:
			closers = append(closers, CloseParen)
		case OpenSquare:
			closers = append(closers, CloseSquare)
		case OpenCurly:
			closers = append(closers, CloseCurly)
		case CloseParen, CloseSquare, CloseCurly:
			if n == 0 && k == CloseParen {
				return
			}
			if n > 0 && closers[n-1] == k {
				closers = closers[:n-1]
			}
		case Comma:
			if n == 0 {
				return
			}
		}
		p.i++
	}
}

func (p *selParser) complex(relative bool) *Selector {
	p.spaces()
	start := p.peek().Start
	s := &Selector{}
	var left []Compound // in source order
	p.usedAm = false
	lead := None
	if relative {
		if lead = p.combinator(false); lead != None {
			p.spaces()
		}
	}
	comb := None
	for {
		c, ok := p.compound(s)
		if !ok {
			return nil
		}
		c.Left = comb
		left = append(left, c)
		if len(left) > MaxCompounds {
			p.fail("more than " + strconv.Itoa(MaxCompounds) + " parts in one selector")
			return nil
		}
		sp := p.spaces()
		k := p.peek()
		if k.Kind == EOF || k.Kind == Comma || k.Kind == CloseParen {
			break
		}
		if s.Pseudo != NoPseudo {
			p.fail("nothing may follow a pseudo-element")
			return nil
		}
		comb = p.combinator(sp)
		if comb == None {
			p.fail("unexpected " + describe(k) + " in a selector")
			return nil
		}
		p.spaces()
	}
	if p.lone && len(left) > 1 {
		p.fail(":-webkit-any() takes compound selectors")
		return nil
	}
	s.Text = strings.TrimSpace(p.src[start:p.peek().Start])
	if p.nested && relative && !p.usedAm {
		if lead == None {
			lead = Descendant
		}
		left[0].Left = lead
		am := Compound{Rest: []Simple{{Kind: SimpleIs, List: p.parent}}}
		s.Specificity = s.Specificity.add(maxSpec(p.parent))
		s.inherit(p.parent)
		left = append([]Compound{am}, left...)
	} else if lead != None {
		p.fail("a selector cannot start with a combinator")
		return nil
	}
	// rightmost first
	s.Compounds = make([]Compound, len(left))
	for i := range left {
		s.Compounds[len(left)-1-i] = left[i]
	}
	return s
}

func (s *Selector) inherit(list []*Selector) {
	for _, l := range list {
		s.Host = s.Host || l.Host
	}
}

func maxSpec(list []*Selector) Specificity {
	var m Specificity
	for _, s := range list {
		m = max(m, s.Specificity)
	}
	return m
}

func (p *selParser) combinator(space bool) Combinator {
	t := p.peek()
	if t.Kind == Delim && len(t.Text) == 1 {
		switch t.Text[0] {
		case '>':
			p.i++
			// ">>>" was the deep combinator of old drafts: not valid.
			return Child
		case '+':
			p.i++
			return NextSibling
		case '~':
			p.i++
			return LaterSibling
		}
	}
	if space {
		return Descendant
	}
	return None
}

func (p *selParser) compound(s *Selector) (Compound, bool) {
	var c Compound
	n := 0
	for ; p.i < len(p.toks); n++ {
		t := p.toks[p.i]
		if s.Pseudo != NoPseudo && t.Kind != Colon {
			if t.Kind == Space || t.Kind == Comma || t.Kind == CloseParen {
				break
			}
			p.fail("nothing may follow a pseudo-element")
			return c, false
		}
		switch {
		case t.Kind == Ident:
			if n > 0 {
				p.fail("a tag name must come first")
				return c, false
			}
			p.i++
			c.Tag = Lower(t.Text)
			s.Specificity = s.Specificity.add(1)
		case t.IsDelim('*'):
			if n > 0 {
				p.fail("* must come first")
				return c, false
			}
			p.i++
		case t.IsDelim('&'):
			p.i++
			p.usedAm = true
			if !p.nested {
				c.Rest = append(c.Rest, Simple{Kind: SimpleRoot})
			} else {
				c.Rest = append(c.Rest, Simple{Kind: SimpleIs, List: p.parent})
				s.Specificity = s.Specificity.add(maxSpec(p.parent))
				s.inherit(p.parent)
			}
		case t.Kind == Hash:
			if !t.IsID {
				p.fail("#" + t.Text + " is no id: an id does not start with a digit")
				return c, false
			}
			p.i++
			if c.ID == "" {
				c.ID = t.Text
			} else {
				c.Rest = append(c.Rest, Simple{Kind: SimpleID, Name: t.Text})
			}
			s.Specificity = s.Specificity.add(1 << 20)
		case t.IsDelim('.'):
			if p.i+1 >= len(p.toks) || p.toks[p.i+1].Kind != Ident {
				p.i++
				p.fail("expected a class name after the dot")
				return c, false
			}
			c.Classes = append(c.Classes, p.toks[p.i+1].Text)
			p.i += 2
			s.Specificity = s.Specificity.add(1 << 10)
		case t.Kind == Dimension && p.src[t.Start] == '.', t.Kind == Number && p.src[t.Start] == '.':
			p.fail("a class name cannot start with a digit: write it as \\3" + p.src[t.Start+1:t.Start+2] + " …")
			return c, false
		case t.Kind == OpenSquare:
			a, ok := p.attribute()
			if !ok {
				return c, false
			}
			c.Rest = append(c.Rest, a)
			s.Specificity = s.Specificity.add(1 << 10)
		case t.Kind == Colon:
			if !p.pseudo(&c, s) {
				return c, false
			}
		default:
			if n == 0 {
				p.fail("expected a selector, found " + describe(t))
				return c, false
			}
			return c, true
		}
	}
	if n == 0 {
		p.fail("expected a selector")
		return c, false
	}
	return c, true
}

func describe(t Token) string {
	switch t.Kind {
	case EOF:
		return "the end"
	case Ident, Dimension, Number, Percentage:
		if t.Text != "" {
			return `"` + t.Text + `"`
		}
		return "a number"
	case Function:
		return `"` + t.Text + `("`
	case At:
		return `"@` + t.Text + `"`
	case String, BadString:
		return "a string"
	}
	if t.Text != "" {
		return `"` + t.Text + `"`
	}
	return "unexpected text"
}

func (p *selParser) attribute() (Simple, bool) {
	a := Simple{Kind: SimpleAttr}
	p.i++
	p.spaces()
	t := p.peek()
	// A namespace: any, or none, which attributes here have.
	if t.IsDelim('*') && p.i+1 < len(p.toks) && p.toks[p.i+1].IsDelim('|') {
		p.i++
		t = p.peek()
	}
	if t.IsDelim('|') {
		p.i++
		t = p.peek()
	}
	if t.Kind != Ident {
		p.fail("expected an attribute name")
		return a, false
	}
	a.Name = t.Text
	p.i++
	p.spaces()
	t = p.peek()
	if t.Kind == CloseSquare {
		p.i++
		return a, true
	}
	if t.Kind == EOF {
		return a, true
	}
	if t.Kind != Delim || len(t.Text) != 1 {
		p.fail("expected =, ~=, |=, ^=, $= or *= in the attribute selector")
		return a, false
	}
	a.Op = t.Text[0]
	p.i++
	switch a.Op {
	case '=':
	case '~', '|', '^', '$', '*':
		if n := p.peek(); !n.IsDelim('=') {
			p.fail("expected = in the attribute selector")
			return a, false
		}
		p.i++
	default:
		p.fail("expected =, ~=, |=, ^=, $= or *= in the attribute selector")
		return a, false
	}
	p.spaces()
	t = p.peek()
	if t.Kind != Ident && t.Kind != String {
		p.fail("expected a value in the attribute selector: quote it when it is no name")
		return a, false
	}
	a.Value = t.Text
	p.i++
	p.spaces()
	t = p.peek()
	if t.Kind == Ident {
		// The flag s is not known to the engine.
		if a.Fold = t.Is("i"); !a.Fold {
			p.fail("expected ] in the attribute selector")
			return a, false
		}
		p.i++
		p.spaces()
		t = p.peek()
	}
	if t.Kind == CloseSquare {
		p.i++
		return a, true
	}
	if t.Kind == EOF {
		return a, true
	}
	p.fail("expected ] in the attribute selector")
	return a, false
}
