package layout

import (
	"fmt"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// page builds a tree from a little markup (<tag style="…">text</tag>) with the given
// sheet over view{display:block}, Ahem 10px, and lays it out.
func page(t *testing.T, css, markup string, w, h int) (*Tree, *dom.Tree) {
	t.Helper()
	tree := dom.NewTree()
	m := tree.Mutate()
	id := dom.NodeID(2)
	stack := []dom.NodeID{dom.RootID}
	apply := func(ops ...dom.Op) {
		if err := m.Apply(ops); err != nil {
			t.Fatal(err)
		}
	}
	for markup != "" {
		if markup[0] != '<' {
			s, rest, ok := strings.Cut(markup, "<")
			if ok {
				rest = "<" + rest
			}
			apply(dom.Op{Kind: dom.OpText, ID: id, Text: s}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: stack[len(stack)-1]})
			id++
			markup = rest
			continue
		}
		tag, rest, _ := strings.Cut(markup[1:], ">")
		markup = rest
		if tag[0] == '/' {
			stack = stack[:len(stack)-1]
			continue
		}
		name, attrs, _ := strings.Cut(strings.TrimSuffix(tag, "/"), " ")
		apply(dom.Op{Kind: dom.OpElement, ID: id, Name: name}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: stack[len(stack)-1]})
		if _, v, ok := strings.Cut(attrs, `style="`); ok {
			v, _, _ = strings.Cut(v, `"`)
			apply(dom.Op{Kind: dom.OpSetStyle, ID: id, Text: v})
		}
		if !strings.HasSuffix(tag, "/") {
			stack = append(stack, id)
		}
		id++
	}
	s := style.New(style.Env{Width: float64(w), Height: float64(h), DPR: 1})
	sheet, _ := wxss.Parse("ua", []byte("page,view{display:block}page{font-family:Ahem;font-size:10px;line-height:1}"+css))
	s.SetSheet(style.OriginUA, "", sheet)
	s.Update(tree)
	lt := New(&ahem{})
	lt.Build(tree, s, geom.Size{W: geom.FromInt(w), H: geom.FromInt(h)})
	return lt, tree
}

// lines writes the lines of all blocks in tree order: "x,y text" of every text and
// box, lines apart by " | ".
func lines(b *Box) string {
	var out []string
	var walk func(b *Box, x, y float64)
	walk = func(b *Box, x, y float64) {
		for _, l := range b.Lines {
			var parts []string
			for _, it := range l.Items {
				p := fmt.Sprintf("%g,%g", x+it.Rect.X.Float(), y+it.Rect.Y.Float())
				switch it.Kind {
				case ItemText:
					if len(it.Text.Glyphs) == 0 {
						continue // a tab is a place and shows nothing
					}
					from, to := 0, len(it.Text.Text)
					if it.Start < len(it.Text.Glyphs) {
						from = int(it.Text.Glyphs[it.Start].Cluster)
					}
					if it.End < len(it.Text.Glyphs) {
						to = int(it.Text.Glyphs[it.End].Cluster)
					}
					p += " " + it.Text.Text[from:to]
				case ItemAtomic:
					p += fmt.Sprintf(" [%g×%g]", it.Rect.W.Float(), it.Rect.H.Float())
				case ItemInline:
					edge := ""
					if it.First {
						edge += "("
					}
					if it.Last {
						edge += ")"
					}
					p += fmt.Sprintf(" span%s %g×%g", edge, it.Rect.W.Float(), it.Rect.H.Float())
				}
				parts = append(parts, p)
			}
			out = append(out, strings.Join(parts, "; "))
		}
		for _, k := range b.Children {
			ox, oy := boxOrigin(k)
			walk(k, ox, oy)
		}
	}
	walk(b, 0, 0)
	return strings.Join(out, " | ")
}
