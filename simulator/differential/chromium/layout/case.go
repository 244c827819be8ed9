//go:build oracle

// Package layout compares the boxes of small random trees with Chromium. Tests only.
//
// Its one idea: many trees stand in one document, each in a containing block of its
// own, so one run asks the browser once for thousands of boxes, and a whole round of
// shrinking is one document too.
package layout

import (
	"cmp"
	"fmt"
	"html"
	"maps"
	"math"
	"slices"
	"strings"

	"diorama/assets/fonts"
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	boxes "diorama/renderer/layout"
	"diorama/renderer/style"
	"diorama/renderer/text"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
	"diorama/simulator/differential/chromium"
)

// The containing block of every tree, CSS px, and the device pixel ratio.
const (
	caseW = 300
	caseH = 400
	dpr   = 2
)

// Node is an element, or a text when Tag is "".
type Node struct {
	Tag   string // view is a block, text is inline
	Style []Decl
	More  string // declarations behind those of Style, as they are written
	ID    string // the id attribute
	Attrs map[string]string
	Text  string
	Kids  []*Node
}

// Decl is one declaration.
type Decl struct{ Prop, Value string }

func (n *Node) clone() *Node {
	c := &Node{Tag: n.Tag, Text: n.Text, More: n.More, ID: n.ID, Style: append([]Decl(nil), n.Style...)}
	for _, k := range n.Kids {
		c.Kids = append(c.Kids, k.clone())
	}
	return c
}

// css writes the declarations as a style attribute.
func (n *Node) css() string {
	var s []string
	for _, d := range n.Style {
		s = append(s, d.Prop+":"+d.Value)
	}
	if n.More != "" {
		s = append(s, n.More)
	}
	return strings.Join(s, ";")
}

// markup writes the tree as HTML.
func (n *Node) markup(b *strings.Builder) {
	if n.Tag == "" {
		b.WriteString(html.EscapeString(n.Text))
		return
	}
	fmt.Fprintf(b, "<%s", n.Tag)
	if s := n.css(); s != "" {
		fmt.Fprintf(b, " style=\"%s\"", s)
	}
	b.WriteString(">")
	for _, k := range n.Kids {
		k.markup(b)
	}
	fmt.Fprintf(b, "</%s>", n.Tag)
}

func (n *Node) String() string {
	var b strings.Builder
	n.markup(&b)
	return b.String()
}

// Box is x, y, width, height in CSS px, relative to the case.
type Box [4]float64

const sheet = "view{display:block}case{display:block;position:absolute;left:0;top:0;width:300px;height:400px;overflow:hidden;transform:translate(0,0);font-family:'Noto Sans SC';font-size:16px}"

// theirs gives the boxes of all elements of all trees in tree order from Chromium.
func theirs(b *chromium.Browser, list []*Node) ([][]Box, error) {
	var h strings.Builder
	for _, n := range list {
		h.WriteString("<case>")
		n.markup(&h)
		h.WriteString("</case>")
	}
	var out [][]Box
	err := b.Eval(fmt.Sprintf(`(async () => {
		document.head.innerHTML = %q; document.body.innerHTML = %q; await document.fonts.ready;
		return [...document.querySelectorAll('case')].map(c => [...c.querySelectorAll('*')].map(e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height] }))
	})()`, "<style>html{text-spacing-trim:space-all;text-autospace:no-autospace}body{margin:0}"+sheet+"</style>", h.String()), &out)
	return out, err
}

// Engine is our side. Its fonts are the embedded ones and those of AddFont.
type Engine struct{ fonts *text.Fonts }

// NewEngine gives an engine with the embedded fonts.
func NewEngine() *Engine {
	f := text.NewFonts()
	var families []string
	for _, x := range fonts.Faces() {
		if _, err := f.AddFace(x.Family, x.Weight, x.Italic, x.Data, text.FaceOptions{Installed: true}); err == nil {
			families = append(families, x.Family)
		}
	}
	f.SetFallback(families...)
	f.SetEmoji(fonts.Emoji().Data)
	return &Engine{f}
}

// AddFont makes a font file known as family.
func (e *Engine) AddFont(family string, data []byte) error {
	_, err := e.fonts.AddFace(family, 400, false, data, text.FaceOptions{Installed: true})
	return err
}

// Screen is what a page is laid out for: its size in CSS px, and the sheet under the
// elements' own declarations.
type Screen struct {
	W, H  int
	Sheet string
	Rem   float64 // px; 0: 16
}

// Boxes gives the boxes of root and all elements below it in tree order; root stands in
// the page.
func (e *Engine) Boxes(root *Node, sc Screen) []Box {
	tree := dom.NewTree()
	m := tree.Mutate()
	id := dom.NodeID(2)
	var list []*dom.Node
	var add func(n *Node, parent dom.NodeID)
	add = func(n *Node, parent dom.NodeID) {
		my := id
		id++
		if n.Tag == "" {
			_ = m.Apply([]dom.Op{{Kind: dom.OpText, ID: my, Text: n.Text}, {Kind: dom.OpInsert, ID: my, Parent: parent}})
			return
		}
		_ = m.Apply([]dom.Op{{Kind: dom.OpElement, ID: my, Name: n.Tag}, {Kind: dom.OpSetStyle, ID: my, Text: n.css()},
			{Kind: dom.OpSetID, ID: my, Text: n.ID}, {Kind: dom.OpInsert, ID: my, Parent: parent}})
		for _, name := range slices.Sorted(maps.Keys(n.Attrs)) {
			_ = m.Apply([]dom.Op{{Kind: dom.OpSetAttr, ID: my, Name: name, Value: value.OfString(n.Attrs[name])}})
		}
		list = append(list, tree.Node(my))
		for _, k := range n.Kids {
			add(k, my)
		}
	}
	add(root, dom.RootID)
	s := style.New(style.Env{Width: float64(sc.W), Height: float64(sc.H), DPR: dpr, RootFontSize: cmp.Or(sc.Rem, 16)})
	parsed, _ := wxss.Parse("ua", []byte(sc.Sheet))
	s.SetSheet(style.OriginUA, "", parsed)
	lt := boxes.New(e.fonts)
	s.FontUnits = lt.FontUnits
	s.Update(tree)
	lt.Build(tree, s, geom.Size{W: geom.FromInt(sc.W * dpr), H: geom.FromInt(sc.H * dpr)})
	out := make([]Box, 0, len(list))
	for _, d := range list {
		b := lt.BoxOf(d)
		if b == nil {
			out = append(out, Box{})
			continue
		}
		var x, y geom.Unit
		for c := b; c != nil; c = c.Container {
			x, y = x+c.Rect.X, y+c.Rect.Y
		}
		out = append(out, Box{x.Float() / dpr, y.Float() / dpr, b.Rect.W.Float() / dpr, b.Rect.H.Float() / dpr})
	}
	return out
}

// ours gives the boxes of all elements of a tree in tree order.
func (e *Engine) ours(n *Node) []Box {
	return e.Boxes(&Node{Tag: "case", Kids: []*Node{n}}, Screen{W: 375, H: 667, Sheet: "page{display:block}" + sheet})[1:]
}

// differ gives the first element whose box is off by more than 1 px, or -1.
func differ(a, b []Box) int { return Differ(a, b, 1) }

// Differ gives the first element whose box is off by more than limit CSS px, or -1.
func Differ(a, b []Box, limit float64) int {
	if len(a) != len(b) {
		return 0
	}
	for i := range a {
		if a[i] == (Box{}) && b[i] == (Box{}) {
			continue
		}
		for k := range 4 {
			if math.Abs(a[i][k]-b[i][k]) > limit {
				return i
			}
		}
	}
	return -1
}
