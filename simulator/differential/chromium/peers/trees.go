//go:build oracle

package peers

import (
	"fmt"
	"strings"

	"diorama/renderer/dom"
)

// spec is an element (its classes, its children) or a text. It travels as JSON.
type spec struct {
	Class string  `json:"c,omitempty"`
	Text  string  `json:"t,omitempty"` // of a text; # becomes the number of the round
	Kids  []*spec `json:"k,omitempty"`
}

func el(class string, kids ...*spec) *spec { return &spec{Class: class, Kids: kids} }
func words(s string) *spec                 { return &spec{Text: s} }

// page is one kind of tree.
type page struct {
	name  string
	sizes []int
	css   string
	tree  func(elements int) *spec
	// one names the first class of the element that a small change is made to, the middle
	// one of all; a text in it is what changes, else its second class toggles.
	one, toggle string
	yoga        bool
}

const base = `page,main{display:block}view{display:block}`

const listCSS = base + `.row{display:flex;padding:12px;align-items:center}.avatar{width:40px;height:40px;flex-shrink:0}
.body{flex:1;display:flex;flex-direction:column;margin-left:10px}.title{height:20px}.desc{margin-top:4px;min-height:16px}
.badge{width:24px;height:16px}.tall{min-height:30px}`

const listTextCSS = base + `page,main{font-size:14px;line-height:1.5}.row{display:flex;padding:12px;align-items:center}.avatar{width:40px;height:40px;flex-shrink:0}
.body{flex:1;display:flex;flex-direction:column;margin-left:10px}.title{font-weight:bold}.desc{margin-top:4px;min-height:16px}
.badge{width:24px;height:16px;overflow:hidden}`

// list is rows of row{avatar, body{title, desc}, badge}, as notes/rendering.md §4.1 has it.
func list(texts bool) func(int) *spec {
	return func(n int) *spec {
		root := el("")
		for i := range max(1, n/6) {
			title, desc, badge := el("title"), el("desc"), el("badge")
			if texts {
				title.Kids = []*spec{words(fmt.Sprintf("Title of the row number %d.#", i))}
				desc.Kids = []*spec{words("a longer description that may well wrap to the next line of it")}
				badge.Kids = []*spec{words("9")}
			}
			root.Kids = append(root.Kids, el("row", el("avatar"), el("body", title, desc), badge))
		}
		return root
	}
}

// paragraphs is blocks of Chinese and Latin text, one part of each in an element of its own.
func paragraphs(n int) *spec {
	root := el("")
	for i := range max(1, n/2) {
		root.Kids = append(root.Kids, el("p", words(fmt.Sprintf("第 %d.# 段：小程序的页面由文字和图片组成，", i)), el("em", words("mini programs")),
			words(" are made of text and pictures, and this one wraps 换行也要和浏览器一样。")))
	}
	return root
}

// cards is a grid of three columns in each section.
func cards(n int) *spec {
	root := el("")
	for range max(1, n/10) {
		g := el("grid")
		for i := range 9 {
			g.Kids = append(g.Kids, el(fmt.Sprintf("cell s%d", i%4)))
		}
		root.Kids = append(root.Kids, g)
	}
	return root
}

// chain is boxes in one another, row and column by turns.
func chain(n int) *spec {
	var in *spec
	for i := range n {
		k := el([]string{"h", "v"}[i%2], el("dot"))
		if in != nil {
			k.Kids = append(k.Kids, in)
		}
		in = k
	}
	return el("", in)
}

// manyRules is a sheet of n rules that mostly miss.
func manyRules(n int) string {
	var b strings.Builder
	b.WriteString(listCSS + `.row .title{font-weight:bold}.body>.desc{line-height:1.5}`)
	for i := range n {
		switch i % 4 {
		case 0:
			fmt.Fprintf(&b, ".u%d{width:%dpx;margin:%dpx}", i, i, i)
		case 1:
			fmt.Fprintf(&b, ".p%d .title{height:%dpx}", i, i)
		case 2:
			fmt.Fprintf(&b, ".p%d view .c%d{padding:%dpx}", i, i, i)
		default:
			fmt.Fprintf(&b, ".c%d.row{opacity:.5}", i)
		}
	}
	return b.String()
}

func pages() []*page {
	all := []int{100, 1000, 10000, 100000}
	return []*page{
		{name: "flex", sizes: all, css: listCSS, tree: list(false), one: "desc", toggle: "tall", yoga: true},
		{name: "flex, text", sizes: all, css: listTextCSS, tree: list(true), one: "title"},
		{name: "blocks, text", sizes: all[:3], css: base + `page,main{font-size:14px;line-height:1.5}.p{margin:8px 12px}.em{display:inline;color:red}`, tree: paragraphs, one: "p"},
		{name: "grid", sizes: all, css: base + `.grid{display:grid;grid-template-columns:repeat(3,1fr);gap:8px;padding:10px}.cell{min-height:30px}
			.s0{padding:4px}.s1{height:44px}.s2{margin:2px}.s3{grid-column:span 2}.tall{min-height:50px}`, tree: cards, one: "cell", toggle: "tall"},
		{name: "500 rules", sizes: all, css: manyRules(500), tree: list(false), one: "desc", toggle: "tall"},
		{name: "nested flex", sizes: []int{50, 100, 200, 400}, css: base + `.h{display:flex;padding:1px}.v{display:flex;flex-direction:column;flex:1;padding:1px}
			.dot{width:2px;height:2px}.tall{height:5px}`, tree: chain, one: "dot", toggle: "tall"},
	}
}

// ops writes the tree as operations; one gives the middle element of the page's class.
func ops(root *spec, class string, round string) (out []dom.Op, elements int, one dom.NodeID) {
	id := dom.NodeID(2)
	var hits []dom.NodeID
	var add func(s *spec, parent dom.NodeID)
	add = func(s *spec, parent dom.NodeID) {
		my := id
		id++
		if s.Text != "" {
			out = append(out, dom.Op{Kind: dom.OpText, ID: my, Text: strings.ReplaceAll(s.Text, "#", round)}, dom.Op{Kind: dom.OpInsert, ID: my, Parent: parent})
			return
		}
		elements++
		out = append(out, dom.Op{Kind: dom.OpElement, ID: my, Name: "view"})
		if s.Class != "" {
			out = append(out, dom.Op{Kind: dom.OpSetClass, ID: my, Classes: classes(s.Class)})
		}
		out = append(out, dom.Op{Kind: dom.OpInsert, ID: my, Parent: parent})
		if first, _, _ := strings.Cut(s.Class, " "); first == class {
			hits = append(hits, my)
		}
		for _, k := range s.Kids {
			add(k, my)
		}
	}
	add(root, dom.RootID)
	return out, elements, hits[len(hits)/2]
}

func classes(s string) []dom.Class {
	var out []dom.Class
	for _, c := range strings.Fields(s) {
		out = append(out, dom.Class{Name: c})
	}
	return out
}
