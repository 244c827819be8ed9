package layout

import (
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// Boxes whose lines cross those around them, one in the other: the work grows with their
// number. Oracle: hand.
func TestDeepCrossing(t *testing.T) {
	for _, form := range []string{"padding:1px", "display:flex", "display:inline-block", "display:grid", "position:absolute", "float:left"} {
		work := func(depth int) int {
			tree := dom.NewTree()
			m := tree.Mutate()
			for i := range depth {
				id := dom.NodeID(i + 2)
				css := form + ";writing-mode:" + []string{"vertical-rl", "horizontal-tb"}[i%2]
				_ = m.Apply([]dom.Op{{Kind: dom.OpElement, ID: id, Name: "view"}, {Kind: dom.OpSetStyle, ID: id, Text: css}, {Kind: dom.OpInsert, ID: id, Parent: id - 1}})
			}
			id := dom.NodeID(depth + 2)
			_ = m.Apply([]dom.Op{{Kind: dom.OpText, ID: id, Text: strings.Repeat("text ", 5)}, {Kind: dom.OpInsert, ID: id, Parent: id - 1}})
			styler := style.New(style.Env{Width: 375, Height: 667, DPR: 1})
			sheet, _ := wxss.Parse("ua", []byte("page,view{display:block}"))
			styler.SetSheet(style.OriginUA, "", sheet)
			styler.Update(tree)
			lt := New(&ahem{})
			lt.Build(tree, styler, geom.Size{W: geom.FromInt(375), H: geom.FromInt(667)})
			return lt.computes
		}
		a, b := work(6), work(12)
		t.Logf("%s: %d runs of an algorithm 6 deep, %d 12 deep", form, a, b)
		if b > 4*a {
			t.Errorf("%s: %d runs of an algorithm 6 deep, %d 12 deep", form, a, b)
		}
	}
}
