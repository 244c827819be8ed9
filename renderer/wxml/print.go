package wxml

import (
	"slices"
	"strings"

	"diorama/renderer/dom"
)

// Print writes t as canonical WXML: every tag closed, one spelling of every
// directive and binding, values as written. Parsing it gives the same template.
func Print(t *Template) string {
	var b printer
	// A line break would become part of a text that follows.
	end := "\n"
	if len(t.Nodes) > 0 && t.Nodes[0].Kind == Text {
		end = ""
	}
	for _, r := range t.Imports {
		b.WriteString("<import")
		b.attrText("src", r.Src)
		b.WriteString("/>" + end)
	}
	for _, w := range t.Wxs {
		b.WriteString("<wxs")
		b.attrText("module", w.Module)
		if w.Src != "" {
			b.attrText("src", w.Src)
		}
		b.WriteByte('>')
		b.WriteString(w.Code)
		b.WriteString("</wxs>" + end)
	}
	names := make([]string, 0, len(t.Templates))
	for name := range t.Templates {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b.WriteString("<template")
		b.attrText("name", name)
		b.node(t.Templates[name])
		b.WriteString(end)
	}
	b.nodes(t.Nodes, nil)
	return b.String()
}

type printer struct{ strings.Builder }

func (b *printer) nodes(nodes []*Node, imports []Ref) {
	for i, n := range nodes {
		for ; len(imports) > 0 && imports[0].At <= i; imports = imports[1:] {
			b.WriteString("<import")
			b.attrText("src", imports[0].Src)
			b.WriteString("/>")
		}
		if n.Kind == Text {
			if i > 0 && nodes[i-1].Kind == Text {
				b.WriteString("<!---->") // a comment divides texts
			}
			b.WriteString(n.Value.source(inText))
			continue
		}
		b.WriteByte('<')
		b.WriteString(n.Tag)
		b.node(n)
	}
}

// node writes what follows <tag.
func (b *printer) node(n *Node) {
	switch n.If {
	case If:
		b.attr("wx:if", n.Cond)
	case Elif:
		b.attr("wx:elif", n.Cond)
	case Else:
		b.attr("wx:else", nil)
	}
	if n.For != nil {
		b.attr("wx:for", n.For)
		if n.Item != "item" {
			b.attrText("wx:for-item", n.Item)
		}
		if n.Index != "index" {
			b.attrText("wx:for-index", n.Index)
		}
	}
	if n.HasKey {
		b.attrText("wx:key", n.Key)
	}
	for _, a := range [...]struct {
		name  string
		value *Value
	}{{"id", n.ID}, {"class", n.Class}, {"style", n.Style}, {"slot", n.SlotTo}, {"is", n.Is}} {
		if a.value != nil {
			b.attr(a.name, a.value)
		}
	}
	if n.Kind == UseTemplate && n.Value != nil {
		b.attr("data", n.Value)
	}
	if n.Kind == Include && n.Src != "" {
		b.attrText("src", n.Src)
	}
	for _, g := range [...]struct {
		prefix string
		list   []Attr
	}{{"", n.Attrs}, {"data:", n.Dataset}, {"mark:", n.Marks}, {"model:", n.Models}, {"change:", n.Changes}, {"generic:", n.Generic}, {"", n.Lets}} {
		for _, a := range g.list {
			b.attr(g.prefix+a.Name, a.Value)
		}
	}
	for _, e := range n.Events {
		b.attr(EventAttr(e.Kind, e.Capture)+e.Name, e.Value)
	}
	if len(n.Children) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	b.nodes(n.Children, n.Imports)
	b.WriteString("</")
	b.WriteString(n.Tag)
	b.WriteByte('>')
}

// EventAttr gives the attribute prefix of a binding: "bind:", "capture-catch:" …
func EventAttr(kind dom.HandlerKind, capture bool) string {
	s := "bind:"
	switch kind {
	case dom.Catch:
		s = "catch:"
	case dom.MutBind:
		s = "mut-bind:"
	}
	if capture {
		return "capture-" + s
	}
	return s
}

// attr writes an attribute; a nil value is bare.
func (b *printer) attr(name string, v *Value) {
	b.WriteByte(' ')
	b.WriteString(name)
	if v == nil || v.Bare {
		return
	}
	b.WriteByte('=')
	raw := v.source(inAttr)
	if !fits(raw, '"') && !fits(raw, '\'') {
		raw = v.rebuilt(inAttr) // it was written without quotes, or with the wrong ones
	}
	b.quoted(raw)
}

// attrText writes an attribute whose value is plain text.
func (b *printer) attrText(name, text string) {
	b.WriteByte(' ')
	b.WriteString(name)
	b.WriteByte('=')
	b.quoted(escapeAttr(text))
}

// quoted writes the source of a value between quotes that it does not have.
func (b *printer) quoted(raw string) {
	q := byte('"')
	if !fits(raw, q) {
		q = '\''
	}
	b.WriteByte(q)
	b.WriteString(raw)
	b.WriteByte(q)
}

// fits reports whether raw can stand between two q.
func fits(raw string, q byte) bool { return closing(raw+string(q), q) == len(raw) }

// escapeAttr is the inverse of unescapeAttr; both kinds of quotes are escaped.
func escapeAttr(s string) string { return attrEscapes.Replace(escapeText(s)) }

// escapeText is the inverse of unescapeText: a backslash is doubled where one alone
// would mean something with what follows.
func escapeText(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`ntr"'\`, s[i+1]) >= 0 {
			b.WriteByte('\\')
		}
	}
	return b.String()
}

var attrEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "'", `\'`, "\r", `\r`)

// source gives v as written, or a source for a value that was made by hand.
func (v *Value) source(at place) string {
	if v.Source != "" {
		return v.Source
	}
	return v.rebuilt(at)
}

// rebuilt gives a source that means v.
func (v *Value) rebuilt(at place) string {
	if v.Expr != nil {
		return "{{" + v.Expr.String() + "}}"
	}
	var b strings.Builder
	for _, p := range append(slices.Clone(v.Parts), Part{Text: v.Const}) {
		if p.Expr != nil {
			b.WriteString("{{" + p.Expr.String() + "}}")
		} else if at == inAttr {
			b.WriteString(escapeAttr(p.Text))
		} else {
			b.WriteString(escapeText(p.Text))
		}
	}
	return b.String()
}
