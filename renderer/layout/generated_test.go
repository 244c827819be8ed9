package layout

import (
	"math/rand/v2"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// TestGeneratedIncremental: after any change the numbers of generated content and the
// first letters are those of a page laid out anew, and columns are cut as there. Oracle:
// hand, because they are a function of tree and styles.
func TestGeneratedIncremental(t *testing.T) {
	sheet, _ := wxss.Parse("ua", []byte(`page,view{display:block}page{font-size:10px;line-height:1}
.list{counter-reset:c}.item{counter-increment:c}.item::before{content:counters(c,'.') ' '}.big{counter-increment:c 10}.none{display:none}
.letter::first-letter{font-size:20px}.drop::first-letter{float:left;margin:1px}.float{float:left}.inline{display:inline}
.cols{columns:2 20px;column-gap:10px}.span{column-span:all;padding:2px}.flex{display:flex}
.table{display:table;border-collapse:collapse;border:1px solid}.row{display:table-row}.cell{display:table-cell;border:3px solid}`))
	size := geom.Size{W: geom.FromInt(200), H: geom.FromInt(300)}
	words := []string{"list", "item", "item", "item", "big", "none", "letter", "letter", "drop", "float", "inline", "cols", "cols", "span", "flex", "table", "row", "cell", "cell"}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		tree := dom.NewTree()
		m := tree.Mutate()
		styler := style.New(style.Env{Width: 200, Height: 300, DPR: 1})
		styler.SetSheet(style.OriginUA, "", sheet)
		nodes := []*dom.Node{tree.Root}
		lt := New(&ahem{})
		for id := dom.NodeID(2); id < 30; id++ {
			c := []dom.Class{{Name: words[r.IntN(len(words))]}}
			if id%3 == 0 && len(nodes) > 1 {
				m.SetClasses(nodes[1+r.IntN(len(nodes)-1)], c)
			} else {
				p := nodes[r.IntN(len(nodes))]
				if err := m.Apply([]dom.Op{{Kind: dom.OpElement, ID: id, Name: "view"}, {Kind: dom.OpInsert, ID: id, Parent: p.ID}}); err != nil {
					t.Fatal(err)
				}
				n := tree.Node(id)
				m.SetClasses(n, c)
				if id%2 == 0 {
					text := dom.Op{Kind: dom.OpText, ID: 100 + id, Text: []string{"one two", "(a) b", " "}[r.IntN(3)]}
					if err := m.Apply([]dom.Op{text, {Kind: dom.OpInsert, ID: 100 + id, Parent: n.ID}}); err != nil {
						t.Fatal(err)
					}
				}
				nodes = append(nodes, n)
			}
			lt.Apply(tree, styler, size, styler.Update(tree))
			tree.ClearDamage()
			cold := New(&ahem{})
			cold.Build(tree, styler, size)
			if is, want := dump(lt.Root()), dump(cold.Root()); is != want {
				t.Fatalf("seed %d, step %d: is\n%s\nwant\n%s", seed, id, is, want)
			}
		}
	}
}
