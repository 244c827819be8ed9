//go:build oracle

package random

import (
	"fmt"
	"math/rand/v2"
	"sort"
	"strings"
)

// expression is a piece of text with holes for smaller expressions, so that a
// failing one can be cut down. \x01 stands for the quote that is free in its place.
type expression struct {
	text []string // one more than kids
	kids []*expression
}

func (e *expression) write(b *strings.Builder, quote string) {
	for i, t := range e.text {
		b.WriteString(strings.ReplaceAll(t, "\x01", quote))
		if i < len(e.kids) {
			e.kids[i].write(b, quote)
		}
	}
}

// part is a piece of a text or value: literal text or {{expression}}.
type part struct {
	lit string
	ex  *expression
}

func writeParts(b *strings.Builder, parts []part, quote string) {
	for _, p := range parts {
		if p.ex == nil {
			b.WriteString(p.lit)
			continue
		}
		b.WriteString("{{")
		p.ex.write(b, quote)
		b.WriteString("}}")
	}
}

// attribute is one attribute as written.
type attribute struct {
	name  string
	parts []part
	quote byte // " or ', b: bare
	tight bool // no space before
}

// element is a node of a template as written.
type element struct {
	tag   string // "" text or raw
	text  []part
	raw   string
	attrs []*attribute
	kids  []*element
	self  bool
}

func (n *element) write(b *strings.Builder) {
	if n.tag == "" {
		if n.raw != "" {
			b.WriteString(n.raw)
			return
		}
		writeParts(b, n.text, "'")
		return
	}
	b.WriteString("<" + n.tag)
	for i, a := range n.attrs {
		if !a.tight || i == 0 || n.attrs[i-1].quote == 'b' {
			b.WriteByte(' ')
		}
		b.WriteString(a.name)
		if a.quote == 'b' {
			continue
		}
		free := "'"
		if a.quote == '\'' {
			free = "\""
		}
		b.WriteByte('=')
		b.WriteByte(a.quote)
		writeParts(b, a.parts, free)
		b.WriteByte(a.quote)
	}
	if n.self && len(n.kids) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.tag + ">")
}

// field is one written data path.
type field struct{ path, value string }

func object(list []field) string {
	var b strings.Builder
	b.WriteString("({")
	for i, f := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", f.path, f.value)
	}
	return b.String() + "})"
}

// project is one generated case.
type project struct {
	wxml  map[string][]*element
	fixed map[string]string // other files
	data  []field
	steps [][]field
	comps bool
	marks map[string]bool // features used

	instead func(string) string // changes every text at the end; nil: none
}

func (p *project) files() map[string]string {
	out := map[string]string{}
	for name, list := range p.wxml {
		var b strings.Builder
		for _, n := range list {
			n.write(&b)
		}
		out[name] = b.String()
	}
	for name, s := range p.fixed {
		out[name] = s
	}
	out["p/p.js"] = "Page({data:" + object(p.data) + "})"
	if p.instead != nil {
		for name, text := range out {
			out[name] = p.instead(text)
		}
	}
	return out
}

// dataText is the first data as written.
func (p *project) dataText() string {
	if p.instead != nil {
		return p.instead(object(p.data))
	}
	return object(p.data)
}

// stepTexts are the objects of the steps as written.
func (p *project) stepTexts() []string {
	out := []string{}
	for _, s := range p.steps {
		text := object(s)
		if p.instead != nil {
			text = p.instead(text)
		}
		out = append(out, text)
	}
	return out
}

func (p *project) features() []string {
	var out []string
	for k := range p.marks {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// generator writes projects from a seed.
type generator struct {
	r     *rand.Rand
	p     *project
	scope []string // names of loops
	in    string   // file being written
	wxs   map[string]bool
	room  int  // nodes that may still be written
	small bool // only small numbers, for loops
}

func (g *generator) n(k int) int             { return g.r.IntN(k) }
func (g *generator) chance(k int) bool       { return g.r.IntN(k) == 0 }
func (g *generator) pick(s ...string) string { return s[g.r.IntN(len(s))] }
func (g *generator) mark(s string)           { g.p.marks[s] = true }

var dataNames = []string{"a", "b", "c", "d", "l", "m", "o", "q", "s", "n", "in", "new", "class", "item", "index"}

func (g *generator) name() string {
	if len(g.scope) > 0 && g.chance(2) {
		return g.scope[g.n(len(g.scope))]
	}
	switch g.n(30) {
	case 0:
		return g.pick("zz", "delete", "this", "default", "if", "for", "var", "return", "length", "_x", "$y", "Math", "nullx", "undefinedy", "truez", "toString", "constructor")
	}
	return dataNames[g.n(len(dataNames))]
}

func leaf(s string) *expression { return &expression{text: []string{s}} }

func (g *generator) expr(depth int) *expression {
	if depth <= 0 || g.chance(4) {
		return g.atom()
	}
	one := func(a, b string) *expression {
		return &expression{[]string{a, b}, []*expression{g.expr(depth - 1)}}
	}
	two := func(a, b, c string) *expression {
		return &expression{[]string{a, b, c}, []*expression{g.expr(depth - 1), g.expr(depth - 1)}}
	}
	sp := g.pick("", "", " ", "  ", "/*c*/")
	switch g.n(12) {
	case 0, 1, 2:
		return g.postfix(depth)
	case 3:
		g.mark("conditional")
		return &expression{[]string{"", sp + "?" + sp, sp + ":" + sp, ""}, []*expression{g.expr(depth - 1), g.expr(depth - 1), g.expr(depth - 1)}}
	case 4:
		return one(g.pick("!", "-", "~", "!!", "- ", "! "), "")
	case 5, 6:
		return one("("+sp, sp+")")
	}
	g.mark("operator")
	op := g.pick("+", "+", "-", "*", "/", "%", "==", "!=", "===", "!==", "<", "<=", ">", ">=", "&&", "||", "&", "|", "^", "<<", ">>")
	if g.small {
		op = g.pick("+", "-", "==", "<", "&&", "||", ">>")
	}
	return two("", sp+op+sp, "")
}

// postfix is what takes members and calls in wcc: a name or a list.
func (g *generator) postfix(depth int) *expression {
	if depth <= 0 {
		return leaf(g.name())
	}
	switch g.n(10) {
	case 0, 1, 2:
		g.mark("member")
		member := g.pick("id", "k", "v", "length", "x", "a", "if", "name", "length", "toString", "constructor", "$x", "__proto__", "prototype", "caller")
		if len(g.wxs) > 0 && strings.HasSuffix(member, "tor") || member == "toString" {
			member = "k" // what wxs gives has the methods of JavaScript there
		}
		return &expression{[]string{"", "." + member}, []*expression{g.postfix(depth - 1)}}
	case 3, 4, 5:
		g.mark("index")
		return &expression{[]string{"", "[", "]"}, []*expression{g.postfix(depth - 1), g.expr(depth - 1)}}
	case 6:
		g.mark("list literal")
		e := &expression{text: []string{"["}}
		for i := 1 + g.n(3); i > 0; i-- {
			e.kids = append(e.kids, g.expr(depth-1))
			if i > 1 {
				e.text = append(e.text, ", ")
			}
		}
		if g.chance(6) {
			return leaf("[]")
		}
		e.text = append(e.text, "]")
		return e
	case 7, 8:
		g.mark("call")
		if len(g.wxs) > 0 && !g.chance(5) {
			m := g.pick(keys(g.wxs)...)
			if g.chance(3) {
				return leaf(m + "." + g.pick("v", "w", "o.k", "zz", "o"))
			}
			return &expression{[]string{m + "." + g.pick("f", "g", "v", "id", "nope") + "(", ",", ")"}, []*expression{g.expr(depth - 1), g.expr(depth - 1)}}
		}
		return &expression{[]string{"", g.pick("", ".indexOf", ".k") + "(", ")"}, []*expression{g.postfix(depth - 1), g.expr(depth - 1)}}
	}
	return leaf(g.name())
}

func keys(m map[string]bool) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func (g *generator) atom() *expression {
	switch g.n(16) {
	case 0, 1:
		g.mark("number")
		if g.small {
			return leaf(g.pick("0", "1", "2", "3.5", "7"))
		}
		return leaf(g.pick("0", "1", "2", "10", "3.5", "0.1", "100000000000", "1.", ".5", "007", "08", "2147483648", "1.0", "12345678901234567890"))
	case 2, 3:
		g.mark("string literal")
		return leaf("\x01" + g.pick("", "a", "abc", "12", " x ", "中文", "k", "id", "length", "0", "&lt;", "a}b", "{a", "<b>", "true") + "\x01")
	case 4:
		return leaf(g.pick("true", "false", "null", "undefined"))
	}
	return leaf(g.name())
}

// value is a JavaScript literal.
func (g *generator) value(depth int) string {
	switch g.n(14) {
	case 0, 1:
		return g.pick("0", "1", "2", "3", "-1", "2.5", "-0", "NaN", "-Infinity", "1e-7", "5")
	case 2, 3, 4:
		return g.pick(`""`, `"a"`, `"abc"`, `"12"`, `" "`, `"中文"`, `"true"`, `"k"`, `"t1"`, `"t2"`, `"\n"`, `"a  b"`, `"0"`, `"id"`)
	case 5:
		return g.pick("true", "false")
	case 6:
		return "null"
	case 7:
		if g.chance(3) {
			return "undefined"
		}
		return g.pick("true", "false")
	}
	if depth <= 0 {
		return g.pick("1", `"x"`, "null")
	}
	if g.chance(2) {
		return g.list(depth)
	}
	return "{" + strings.Join(g.members(depth), ",") + "}"
}

func (g *generator) members(depth int) []string {
	var out []string
	for _, k := range []string{"id", "k", "v", "a", "x", "if", "b-c", "length", "2"} {
		if g.chance(3) {
			out = append(out, fmt.Sprintf("%q:%s", k, g.value(depth-1)))
		}
	}
	return out
}

func (g *generator) list(depth int) string {
	var out []string
	n := g.n(5)
	switch g.n(3) {
	case 0:
		for range n {
			out = append(out, g.value(depth-1))
		}
	case 1:
		for range n {
			out = append(out, fmt.Sprintf(`{"id":%s,"k":%d,"v":%s}`, g.pick("1", "2", "3", `"1"`, `"a"`, "null", "0"), g.n(5), g.value(depth-1)))
		}
	default:
		for range n {
			out = append(out, fmt.Sprint(g.n(6)))
		}
	}
	return "[" + strings.Join(out, ",") + "]"
}

// initial gives the data that a page starts with.
func (g *generator) initial() []field {
	var out []field
	for _, n := range dataNames {
		switch {
		case n == "l" || n == "m":
			out = append(out, field{n, g.list(2)})
		case n == "o" || n == "q":
			out = append(out, field{n, "{" + strings.Join(g.members(2), ",") + "}"})
		case (n == "item" || n == "index") && !g.chance(4):
		case !g.chance(6):
			out = append(out, field{n, g.value(2)})
		}
	}
	return out
}

func (g *generator) step() []field {
	var out []field
	seen := map[string]bool{}
	value := func() string { // WeChat's logic layer leaves an undefined field out
		for {
			if v := g.value(2); v != "undefined" {
				return v
			}
		}
	}
	for range 1 + g.n(3) {
		path := dataNames[g.n(len(dataNames))]
		switch {
		case (path == "l" || path == "m") && g.chance(2):
			path += fmt.Sprintf("[%d]", g.n(4))
			if g.chance(2) {
				path += "." + g.pick("id", "k", "v")
			}
		case (path == "o" || path == "q") && g.chance(2):
			path += "." + g.pick("id", "k", "v", "a", "x")
			if g.chance(4) {
				path += g.pick("[0]", ".k", "[2]")
			}
		}
		if seen[path] {
			continue
		}
		seen[path] = true
		v := value()
		if path == "l" || path == "m" {
			v = g.list(2)
			if g.chance(6) {
				v = value()
			}
		}
		out = append(out, field{path, v})
	}
	return out
}

func (g *generator) literal(inAttr bool) string {
	switch g.n(14) {
	case 0:
		return g.space(inAttr)
	case 1:
		g.mark("entity")
		return g.pick("&nbsp;", "&lt;", "&gt;", "&amp;", "&apos;", "&quot;", "&#39;", "&")
	case 2:
		g.mark("backslash")
		return g.pick(`\n`, `\t`, `\\n`, `\a`, `\x41`, `\`+"u4e2d", `a\r`, `\"`[:1]+"b")
	case 3:
		return g.pick("{ ", "}", "}}", "} }", "{ {x", "a}b", "(", ";")
	case 4:
		if !inAttr {
			return g.pick("\"", "'", ">", "it's", "a > b", "\"q\"")
		}
		return g.pick(">", "<", "a<b", "/>")
	case 5:
		return g.pick("中文", "😀", "é", "\u00a0", "\u3000")
	}
	return g.pick("x", "hello", " y", "z ", "1", "a b", "-", "row-", "px")
}

func (g *generator) space(inAttr bool) string {
	if inAttr {
		return g.pick(" ", "  ", "\t")
	}
	return g.pick(" ", "  ", "\n ", "\t")
}

// parts gives mixed text.
func (g *generator) parts(inAttr bool, depth int) []part {
	if g.chance(20) {
		g.mark("object literal")
		o := &expression{[]string{" {k:", g.pick(",v:", ",", ",..."), "} "}, []*expression{g.expr(depth - 1), leaf(g.name())}}
		if strings.HasSuffix(o.text[1], "v:") {
			o.kids[1] = g.expr(depth - 1)
		}
		return []part{{ex: o}}
	}
	if g.chance(3) {
		return []part{{ex: g.expr(depth)}}
	}
	var out []part
	for range 1 + g.n(4) {
		if g.chance(2) {
			out = append(out, part{ex: g.expr(depth)})
		} else {
			out = append(out, part{lit: g.literal(inAttr)})
		}
	}
	return out
}

func lit(s string) []part { return []part{{lit: s}} }

func (g *generator) quoted(name string, parts []part) *attribute {
	a := &attribute{name: name, parts: parts, quote: '"'}
	if g.chance(4) {
		a.quote = '\''
	}
	a.tight = g.chance(12)
	return a
}

func (g *generator) plainAttr() *attribute {
	depth := 2
	if g.chance(3) {
		depth = 4
	}
	switch g.n(16) {
	case 0:
		return g.quoted("class", g.parts(true, depth))
	case 1:
		return g.quoted("style", g.parts(true, depth))
	case 2:
		return g.quoted("id", g.parts(true, depth))
	case 3, 4:
		g.mark("dataset")
		return g.quoted("data-"+g.pick("a", "a-b", "aB", "a--b", "x-1", "Id", "a_b"), g.parts(true, depth))
	case 5:
		g.mark("event")
		if g.p.comps { // the runtime keeps one binding an event there
			return g.quoted("bindtap", g.parts(true, 1))
		}
		return g.quoted(g.pick("bindtap", "bind:tap", "catchtap", "catch:tap", "capture-bind:tap", "mut-bind:tap", "bind:my-event", "bindmyevent", "capture-catch:x"), g.parts(true, 1))
	case 6:
		g.mark("bare attribute")
		return &attribute{name: g.pick("bare", "hidden", "data-bare", "checked", "class", "id", "style"), quote: 'b'}
	case 7:
		return g.quoted("hidden", g.parts(true, depth))
	case 8:
		return g.quoted(g.pick("hover-class", "hoverClass", "aria-label", "custom-attr", "aB-c", "x:y", "class:x", "style:x"), g.parts(true, depth))
	case 9:
		return g.quoted("p-"+g.pick("a", "b"), lit(g.pick("true", "false", "", "0")))
	}
	return g.quoted(g.pick("a", "b", "value", "src", "title", "x-y", "someProp"), g.parts(true, depth))
}
