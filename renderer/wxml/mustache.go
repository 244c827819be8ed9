package wxml

import (
	"strings"

	"diorama/renderer/expr"
)

// place says where a value is written.
type place uint8

const (
	inText place = iota
	inAttr
	inData // data= of <template is>
)

func (p place) options() expr.Options {
	return expr.Options{ObjectAllowed: p == inAttr, PreferObject: p == inData}
}

// value reads src[from:to] as a value.
func (p *parser) value(from, to int, at place) *Value {
	raw := p.src[from:to]
	v := p.newValue()
	v.Pos, v.Source = p.pos.at(from), raw
	if at != inText {
		raw = unslash(raw)
	}
	open := strings.IndexByte(raw, '{')
	if open >= 0 {
		open = strings.Index(raw, "{{")
	}
	if open < 0 {
		v.Const = unescapeText(raw)
		return v
	}
	parts := p.parts[:0]
	literal := 0 // start of the literal text before open
	for open >= 0 {
		i := literal + open
		for search := i; ; { // the first {{ from literal that is closed
			e, end, ok := p.mustache(from, raw, search, at)
			if ok {
				if search > literal {
					parts = append(parts, Part{Text: unescapeText(raw[literal:search])})
				}
				if e != nil {
					parts = append(parts, Part{Expr: e})
				}
				literal = end
				break
			}
			next := strings.Index(raw[search+2:], "{{")
			if next < 0 {
				open = -1
				break
			}
			search += 2 + next
		}
		if open >= 0 {
			open = strings.Index(raw[literal:], "{{")
		}
	}
	if literal < len(raw) {
		parts = append(parts, Part{Text: unescapeText(raw[literal:])})
	}
	p.parts = parts
	switch {
	case len(parts) == 1 && parts[0].Expr != nil:
		v.Expr = parts[0].Expr
	case !hasExpr(parts): // {{}} alone is the empty text. // WeChat: oracle exparser.
		for _, part := range parts {
			v.Const += part.Text
		}
	default:
		v.Parts = append(make([]Part, 0, len(parts)), parts...)
	}
	return v
}

func hasExpr(parts []Part) bool {
	for i := range parts {
		if parts[i].Expr != nil {
			return true
		}
	}
	return false
}

// mustache reads the {{ }} at raw[i:]; end is after }}. A nil expression with ok
// is {{}}; not ok is a {{ without end, which is literal text. base is the offset
// of raw in the source.
func (p *parser) mustache(base int, raw string, i int, at place) (e *expr.Expr, end int, ok bool) {
	body := raw[i+2:]
	n, balanced := exprEnd(body)
	if n < 0 {
		p.errorAt(base+i, "{{ is not closed: }} is missing")
		return nil, 0, false
	}
	src := body[:n]
	if src == "" || src[0] <= ' ' && strings.TrimSpace(src) == "" {
		return nil, i + 2 + n + 2, true
	}
	e, err := p.expr.Parse(src, at.options())
	if err == nil {
		if k := brokenText(src); k >= 0 && at == inText { // in an attribute it was said already
			p.warnAt(base+i+2+k, "a line break within quotes in {{ }}: WeChat's older compiler reads something else; write the text on one line")
		}
		return e, i + 2 + n + 2, true
	}
	// A quote or brace that has no partner misleads the search for the end.
	if first := strings.Index(body[:n], "}}"); balanced && first >= 0 {
		if e2, err2 := p.expr.Parse(body[:first], at.options()); err2 == nil {
			return e2, i + 2 + first + 2, true
		}
	}
	if at == inText && hasTag(src) {
		p.errorAt(base+i, "{{ is not closed: }} is missing")
		return nil, 0, false
	}
	message, offset := err.Error(), 0
	if x, ok := err.(*expr.Error); ok {
		offset = x.Offset
	}
	p.errorAt(base+i+2+offset, "in {{ }}: "+message)
	return expr.Undefined(), i + 2 + n + 2, true
}

// brokenText gives the offset of a quote in an expression whose partner stands on a later
// line, -1 for none. WeChat: no text for the older compiler, which goes on behind the line
// with an operand that shows nothing (oracle wcc); the newer one takes it.
func brokenText(src string) int {
	if strings.IndexByte(src, '\n') < 0 {
		return -1
	}
	for i := 0; i < len(src); i++ {
		if c := src[i]; c == '"' || c == '\'' {
			n := closing(src[i+1:], c)
			if n < 0 {
				return -1
			}
			if strings.IndexByte(src[i+1:i+1+n], '\n') >= 0 {
				return i
			}
			i += 1 + n
		}
	}
	return -1
}

// exprEnd finds the }} that closes an expression whose source starts at s: the
// first one outside quotes and braces (balanced), or, when the quotes and braces do
// not match, the first one at all before the next {{; -1 when there is none.
func exprEnd(s string) (n int, balanced bool) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '"', '\'':
			j := closing(s[i+1:], c)
			if j < 0 {
				return firstEnd(s), false
			}
			i += 1 + j
		case '{':
			// Two in a row start another expression: no object begins with an object.
			if i > 0 && i+1 < len(s) && s[i+1] == '{' {
				return firstEnd(s), false
			}
			depth++
		case '}':
			if depth > 0 {
				depth--
			} else if i+1 < len(s) && s[i+1] == '}' {
				return i, true
			} else {
				return firstEnd(s), false
			}
		}
	}
	return firstEnd(s), false
}

func firstEnd(s string) int {
	if next := strings.Index(s, "{{"); next >= 0 {
		s = s[:next]
	}
	return strings.Index(s, "}}")
}

// closing finds the quote q in s, passing over backslash escapes; -1 if none.
func closing(s string, q byte) int {
	for i := 0; ; {
		j := strings.IndexByte(s[i:], q)
		if j < 0 {
			return -1
		}
		j += i
		back := 0
		for k := j - 1; k >= i && s[k] == '\\'; k-- {
			back++
		}
		if back%2 == 0 {
			return j
		}
		i = j + 1
	}
}

// hasTag reports whether s has what looks like a tag.
func hasTag(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '<' && (s[i+1] == '/' || s[i+1] == '!' || isNameStart(s[i+1])) {
			return true
		}
	}
	return false
}
