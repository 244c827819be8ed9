package wxml

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Why a change is not written.
var (
	ErrMoved  = errors.New("the element is not where it was: the file was changed meanwhile")
	ErrBound  = errors.New("{{ }} makes this value; change the data or the expression")
	ErrBroken = errors.New("this text would change more than the one value")
)

// SetAttr gives src with an attribute of the element at a place written, added, or with
// remove taken away; every other byte stays. An element that wx:for makes, and a value
// with {{ }}, are refused. The result is parsed again, and when it says anything else
// than src but for that attribute, it is an error.
func SetAttr(src []byte, at Pos, name, value string, remove bool) ([]byte, error) {
	before, n, err := target(src, at, Element)
	if err != nil {
		return nil, err
	}
	if strings.Contains(value, "{{") || !utf8.ValidString(value) || strings.ContainsAny(value, "\r\n") {
		return nil, ErrBroken
	}
	p := &parser{src: string(src), template: &Template{}}
	p.pos.src = p.src
	from := offset(p.src, at)
	p.at = nameEnd(p.src, skipSpace(p.src, from+1))
	end := p.at // where a new attribute goes
	p.readAttrs(n.Tag)
	var a *rawAttr
	for i := range p.attrs {
		r := &p.attrs[i]
		end = max(end, r.nameAt+len(r.name))
		if !r.bare {
			end = max(end, r.to)
			if q := p.src[r.from-1]; r.to < len(p.src) && (q == '"' || q == '\'') && p.src[r.to] == q {
				end = max(end, r.to+1)
			}
		}
		if r.name == name {
			a = r
		}
	}
	var out string
	switch s := p.src; {
	case a == nil && remove:
		return nil, ErrMoved
	case a == nil:
		out = s[:end] + " " + name + "=" + quote(value, '"') + s[end:]
	case !a.bare && strings.Contains(s[a.from:a.to], "{{"):
		return nil, ErrBound
	case remove:
		i, j := a.nameAt, a.nameAt+len(a.name)
		if !a.bare {
			if j = a.to; j < len(s) && (s[j] == '"' || s[j] == '\'') {
				j++
			}
		}
		for i > 0 && isSpace(s[i-1]) {
			i--
		}
		out = s[:i] + s[j:]
	case a.bare:
		i := a.nameAt + len(a.name)
		out = s[:i] + "=" + quote(value, '"') + s[i:]
	default:
		q := s[a.from-1]
		if quoted := (q == '"' || q == '\'') && a.to < len(s) && s[a.to] == q; quoted {
			out = s[:a.from-1] + quote(value, q) + s[a.to+1:]
		} else {
			out = s[:a.from] + quote(value, '"') + s[a.to:]
		}
	}
	after, diags := Parse("", []byte(out))
	hit := false
	same := sameTemplate(before, after, func(x, y *Node) bool {
		if x.Pos != at {
			return false
		}
		w, ok := y.literalOf(name)
		hit = ok != remove && (remove || w == value)
		return hit && sameBut(x, y, name)
	})
	if !hit || !same || mistake(diags) > 0 {
		return nil, ErrBroken
	}
	return []byte(out), nil
}

// SetText gives src with the text at a place written; white space around it stays.
func SetText(src []byte, at Pos, text string) ([]byte, error) {
	before, n, err := target(src, at, Text)
	if err != nil {
		return nil, err
	}
	if !n.Value.IsConst() {
		return nil, ErrBound
	}
	s := string(src)
	from := offset(s, at)
	raw := n.Value.Source
	if !strings.HasPrefix(s[from:], raw) {
		return nil, ErrMoved
	}
	inner := strings.TrimSpace(raw)
	i := from + strings.Index(raw, inner)
	text = strings.TrimSpace(text)
	if text == "" || !utf8.ValidString(text) || strings.Contains(text, "{{") {
		return nil, ErrBroken
	}
	out := s[:i] + text + s[i+len(inner):]
	after, diags := Parse("", []byte(out))
	want := unescapeText(raw[:i-from]) + text + unescapeText(raw[i-from+len(inner):])
	hit := false
	same := sameTemplate(before, after, func(x, y *Node) bool {
		if x.Pos != at {
			return false
		}
		hit = y.Kind == Text && y.Value.IsConst() && y.Value.Const == want
		return hit
	})
	if !hit || !same || mistake(diags) > 0 {
		return nil, ErrBroken
	}
	return []byte(out), nil
}

// target finds the node of a kind at a place and refuses what loops make.
func target(src []byte, at Pos, kind NodeKind) (*Template, *Node, error) {
	if len(src) > maxSource {
		return nil, nil, errors.New("the file is too long to be written")
	}
	t, diags := Parse("", src)
	if line := mistake(diags); line > 0 {
		return nil, nil, fmt.Errorf("the file has a mistake in line %d; mend that first", line)
	}
	var found, loop *Node
	var walk func(list []*Node, in *Node)
	walk = func(list []*Node, in *Node) {
		for _, n := range list {
			around := in
			if n.For != nil {
				around = n
			}
			if n.Pos == at && (n.Kind == kind || kind == Element && n.Kind == Slot) {
				found, loop = n, around
			}
			walk(n.Children, around)
		}
	}
	walk(t.Nodes, nil)
	for _, def := range t.Templates {
		walk(def.Children, nil)
	}
	switch {
	case found == nil:
		return nil, nil, ErrMoved
	case loop != nil:
		return nil, nil, fmt.Errorf("wx:for in line %d makes several of it from one text; edit the file itself", loop.Pos.Line)
	}
	return t, found, nil
}

// mistake is the line of the first error, 0 none.
func mistake(diags []Diagnostic) int {
	for _, d := range diags {
		if d.Severity == Error {
			return d.Line
		}
	}
	return 0
}

// offset gives the byte of src at a position, len(src) at most.
func offset(src string, p Pos) int {
	at := 0
	for line := 1; line < p.Line; line++ {
		i := strings.IndexByte(src[at:], '\n')
		if i < 0 {
			return len(src)
		}
		at += i + 1
	}
	for col := 1; col < p.Column && at < len(src); col++ {
		_, n := utf8.DecodeRuneInString(src[at:])
		at += n
	}
	return at
}

// quote writes an attribute value, in the other quotes when it holds these.
func quote(v string, q byte) string {
	if strings.IndexByte(v, q) >= 0 {
		other := byte('"' + '\'' - q)
		if strings.IndexByte(v, other) < 0 {
			q = other
		}
	}
	// A backslash that WeChat would read twice (see unslash and expr.Unescape) shows
	// when the result is parsed.
	v = strings.ReplaceAll(v, `\`, `\\`)
	v = strings.ReplaceAll(v, string(q), `\`+string(q))
	return string(q) + v + string(q)
}

// literalOf gives the value of an attribute without {{ }} by its written name.
func (n *Node) literalOf(name string) (string, bool) {
	v, ok := n.valueOf(name)
	if !ok || !v.IsConst() {
		return "", false
	}
	return v.Const, true
}

func (n *Node) valueOf(name string) (*Value, bool) {
	var v *Value
	switch name {
	case "id":
		v = n.ID
	case "class":
		v = n.Class
	case "style":
		v = n.Style
	default:
		for i := range n.Attrs {
			if n.Attrs[i].Name == name {
				v = n.Attrs[i].Value
			}
		}
	}
	return v, v != nil
}

// sameBut compares two states of an element, whose attribute name may differ, without
// what is below.
func sameBut(a, b *Node, name string) bool {
	x, y := *a, *b
	switch name {
	case "id":
		x.ID, y.ID = nil, nil
	case "class":
		x.Class, y.Class = nil, nil
	case "style":
		x.Style, y.Style = nil, nil
	case "hidden":
		x.Hidden, y.Hidden = nil, nil
	}
	without := func(list []Attr) []Attr {
		return slices.DeleteFunc(slices.Clone(list), func(a Attr) bool { return a.Name == name })
	}
	x.Attrs, y.Attrs = without(x.Attrs), without(y.Attrs)
	return sameNode(&x, &y)
}

// sameTemplate compares what two templates say, not where. but is asked for each pair
// of nodes that differ; true takes them for equal.
func sameTemplate(a, b *Template, but func(x, y *Node) bool) bool {
	if len(a.Templates) != len(b.Templates) || len(a.Imports) != len(b.Imports) || len(a.Wxs) != len(b.Wxs) {
		return false
	}
	for i := range a.Imports {
		if a.Imports[i].Src != b.Imports[i].Src {
			return false
		}
	}
	for i := range a.Wxs {
		x, y := &a.Wxs[i], &b.Wxs[i]
		if x.Module != y.Module || x.Src != y.Src || x.Code != y.Code {
			return false
		}
	}
	for name, def := range a.Templates {
		other := b.Templates[name]
		if other == nil || !sameList(def.Children, other.Children, but) {
			return false
		}
	}
	return sameList(a.Nodes, b.Nodes, but)
}

func sameList(a, b []*Node, but func(x, y *Node) bool) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameNode(a[i], b[i]) && !but(a[i], b[i]) || !sameList(a[i].Children, b[i].Children, but) {
			return false
		}
	}
	return true
}

// sameNode compares all of two nodes but places and what is below.
func sameNode(a, b *Node) bool {
	attrs := func(x, y []Attr) bool {
		return slices.EqualFunc(x, y, func(p, q Attr) bool { return p.Name == q.Name && sameValue(p.Value, q.Value) })
	}
	return a.Kind == b.Kind && a.Tag == b.Tag && a.If == b.If && sameValue(a.Cond, b.Cond) && sameValue(a.For, b.For) &&
		a.Item == b.Item && a.Index == b.Index && a.Key == b.Key && a.HasKey == b.HasKey &&
		sameValue(a.ID, b.ID) && sameValue(a.Class, b.Class) && sameValue(a.Style, b.Style) && sameValue(a.SlotTo, b.SlotTo) && sameValue(a.Hidden, b.Hidden) &&
		attrs(a.Attrs, b.Attrs) && attrs(a.Dataset, b.Dataset) && attrs(a.Marks, b.Marks) && attrs(a.Models, b.Models) &&
		attrs(a.Changes, b.Changes) && attrs(a.Generic, b.Generic) && attrs(a.Lets, b.Lets) &&
		slices.EqualFunc(a.Events, b.Events, func(x, y Event) bool {
			return x.Name == y.Name && x.Kind == y.Kind && x.Capture == y.Capture && sameValue(x.Value, y.Value)
		}) && sameValue(a.Value, b.Value) && sameValue(a.Is, b.Is) && a.Src == b.Src
}

func sameValue(a, b *Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Source == b.Source && a.Bare == b.Bare && a.Const == b.Const
}

// Written gives what a template has at a place: the tag of the element ("" a text), and
// the source of one of its attributes or of the text; has is false when the attribute
// is not there. value is what a source without {{ }} means.
func Written(src []byte, at Pos, name string) (tag, source, value string, has bool, err error) {
	_, n, err := target(src, at, Element)
	if err == nil {
		v, ok := n.valueOf(name)
		if !ok {
			return n.Tag, "", "", false, nil
		}
		return n.Tag, v.Source, v.Const, true, nil
	}
	if _, n, textErr := target(src, at, Text); textErr == nil {
		return "", n.Value.Source, n.Value.Const, true, nil
	}
	return "", "", "", false, err
}

// SourceOf is what Written gives of a node that is at hand.
func (n *Node) SourceOf(name string) (source string, has bool) {
	if n.Kind == Text {
		return n.Value.Source, true
	}
	v, ok := n.valueOf(name)
	if !ok {
		return "", false
	}
	return v.Source, true
}
