package wxml

import (
	"strings"

	"diorama/renderer/expr"
	"diorama/renderer/value"
)

// Eval gives what v is in s: true for a bare attribute, the text of a constant, the
// value of a lone expression, or the joined text of a mix. A nil v is undefined.
func (v *Value) Eval(s expr.Scope) value.Value {
	switch {
	case v == nil:
		return value.Value{}
	case v.Expr != nil:
		return v.Expr.Eval(s)
	case v.Parts != nil:
		return value.OfString(v.join(s))
	case v.Bare:
		return value.OfBool(true)
	}
	return value.OfString(v.Const)
}

// Text gives what v shows in s as text content.
func (v *Value) Text(s expr.Scope) string {
	switch {
	case v == nil:
		return ""
	case v.Expr != nil:
		return Shown(v.Expr.Eval(s))
	case v.Parts != nil:
		return v.join(s)
	}
	return v.Const
}

func (v *Value) join(s expr.Scope) string {
	var b strings.Builder
	for i := range v.Parts {
		if p := &v.Parts[i]; p.Expr != nil {
			b.WriteString(Shown(p.Expr.Eval(s)))
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// Shown is the text of a value as {{ }} shows it: undefined is empty, everything
// else as String() of JavaScript. // WeChat: null shows "null", lists "1,2"; oracle
// exparser.
func Shown(v value.Value) string {
	if v.IsUndefined() {
		return ""
	}
	return v.ToString()
}

// IsConst reports whether v has no expression.
func (v *Value) IsConst() bool { return v == nil || v.Expr == nil && v.Parts == nil }

// AppendRoots appends the root names that v reads to roots, unsorted.
func (v *Value) AppendRoots(roots []string) []string {
	if v == nil {
		return roots
	}
	if v.Expr != nil {
		return append(roots, v.Expr.Roots()...)
	}
	for i := range v.Parts {
		if e := v.Parts[i].Expr; e != nil {
			roots = append(roots, e.Roots()...)
		}
	}
	return roots
}

// entities are those that <text decode> knows. // WeChat: documentation of text.
var entities = strings.NewReplacer("&nbsp;", "\u00a0", "&lt;", "<", "&gt;", ">", "&amp;", "&", "&apos;", "'",
	"&ensp;", "\u2002", "&emsp;", "\u2003")

// DecodeEntities decodes the character references of a text as <text decode> does:
// nbsp lt gt amp apos ensp emsp.
//
// WeChat: only <text decode> decodes, and decodes data too; everywhere else, in
// attributes too, &lt; stays the four characters. Oracle exparser, documentation of text.
func DecodeEntities(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return entities.Replace(s)
}

// unescapeText decodes the literal part of a text node; \r\n is \n. See expr.Unescape.
func unescapeText(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	return expr.Unescape(s)
}

// unescapeAttr decodes a literal attribute value.
func unescapeAttr(s string) string { return unescapeText(unslash(s)) }

// unslash takes away the backslashes of an attribute value, which WeChat does before
// it looks for {{ }}: \n \t \r are control characters, any other character after a
// backslash is itself. What is left goes the way of text. // WeChat: a="\x41\"" is
// x41"; oracle wcc.
func unslash(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' && i+1 < len(s) {
			i++
			c = s[i]
			if d := control(c); d != 0 {
				c = d
			}
		}
		b = append(b, c)
	}
	return string(b)
}

func control(c byte) byte {
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	}
	return 0
}
