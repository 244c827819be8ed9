package wxss

import "strings"

// SupportsCondition is the condition of an @supports rule.
type SupportsCondition struct {
	Text string
	Op   string // "and", "or", "not", "decl", "selector", "unknown"
	Kids []*SupportsCondition
	Name string // property
	// Value of the declaration, or the selector.
	Value string
	Pos
}

// Match evaluates the condition. judge says whether a declaration has an effect;
// selector(…) is judged by whether it parses.
func (s *SupportsCondition) Match(judge func(name, value string) bool) bool {
	switch s.Op {
	case "and":
		for _, k := range s.Kids {
			if !k.Match(judge) {
				return false
			}
		}
		return true
	case "or":
		for _, k := range s.Kids {
			if k.Match(judge) {
				return true
			}
		}
		return false
	case "not":
		return !s.Kids[0].Match(judge)
	case "decl":
		return judge(s.Name, s.Value)
	case "selector":
		list, err := ParseSelectors(s.Value)
		return err == "" && len(list) == 1
	}
	return false
}

// ParseSupports parses a condition; what cannot be understood never holds.
func ParseSupports(src string) *SupportsCondition {
	src = strings.TrimSpace(preprocess(src))
	c := condParser{src: src, toks: Tokenize(src)}
	s := c.supports()
	c.spaces()
	if s == nil || c.i != len(c.toks) {
		s = &SupportsCondition{Op: "unknown"}
	}
	s.Text = src
	return s
}

func (c *condParser) supports() *SupportsCondition {
	return joined(c, true, c.supportsTerm, func(op string, kids []*SupportsCondition) *SupportsCondition {
		return &SupportsCondition{Op: op, Kids: kids}
	})
}

func (c *condParser) text(from, to int) string {
	if from >= to {
		return ""
	}
	return strings.TrimSpace(c.src[c.toks[from].Start:c.toks[to-1].End])
}

func (c *condParser) supportsTerm() *SupportsCondition {
	c.spaces()
	t := c.peek()
	if t.Kind == Function {
		from, to := c.skipBlock()
		if equalFold(t.Text, "selector") {
			return &SupportsCondition{Op: "selector", Value: c.text(from, to)}
		}
		return &SupportsCondition{Op: "unknown"}
	}
	if t.Kind != OpenParen {
		return nil
	}
	from, to := c.skipBlock()
	inner := condParser{src: c.src, toks: c.toks[from:to], depth: c.depth}
	inner.spaces()
	if t := inner.peek(); t.Kind == Ident && !t.Is("not") {
		name := t.Text
		inner.i++
		inner.spaces()
		if inner.peek().Kind == Colon {
			d := parseOneValue(c.text(from+inner.i+1, to))
			return &SupportsCondition{Op: "decl", Name: Lower(name), Value: d}
		}
		return &SupportsCondition{Op: "unknown"}
	}
	if n := inner.supports(); n != nil {
		inner.spaces()
		if inner.i == len(inner.toks) {
			return n
		}
	}
	return &SupportsCondition{Op: "unknown"}
}

// parseOneValue drops a trailing !important.
func parseOneValue(v string) string {
	v, _ = cutImportant(v, Tokenize(v))
	return v
}
