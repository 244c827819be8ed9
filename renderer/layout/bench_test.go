package layout

import (
	"fmt"
	"testing"
	"unsafe"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// listPage is the tree of the measurements in notes/rendering.md §4.1: rows of
// row{avatar, body{title, desc}, badge}, n elements. Styles are shared, as the style
// stage shares them.
func listPage(n int, texts bool) (*dom.Tree, *miniStyles) {
	tree := dom.NewTree()
	m := tree.Mutate()
	id := dom.NodeID(2)
	var ops []dom.Op
	add := func(parent dom.NodeID, css string) dom.NodeID {
		ops = append(ops, dom.Op{Kind: dom.OpElement, ID: id, Name: "view"}, dom.Op{Kind: dom.OpSetStyle, ID: id, Text: css},
			dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
		id++
		return id - 1
	}
	text := func(parent dom.NodeID, s string) {
		if texts {
			ops = append(ops, dom.Op{Kind: dom.OpText, ID: id, Text: s}, dom.Op{Kind: dom.OpInsert, ID: id, Parent: parent})
			id++
		}
	}
	for i := range n / 6 {
		row := add(dom.RootID, "display:flex;padding:12px;align-items:center")
		add(row, "width:40px;height:40px;flex-shrink:0")
		body := add(row, "flex:1;display:flex;flex-direction:column;margin-left:10px")
		title := add(body, "height:20px")
		desc := add(body, "margin-top:4px;min-height:16px")
		badge := add(row, "width:24px;height:16px")
		text(title, fmt.Sprintf("Title of the row number %d", i))
		text(desc, "a longer description that may well wrap to the next line of it")
		text(badge, "9")
	}
	if err := m.Apply(ops); err != nil {
		panic(err)
	}
	st := newMini(tree, 14, 1.5, 375, 667)
	shared := map[string]*style.Computed{}
	for k, c := range st.m {
		if s := shared[k.Style]; s != nil {
			st.m[k] = s
		} else {
			shared[k.Style] = c
		}
	}
	return tree, st
}

func benchInitial(b *testing.B, n int, texts bool) {
	tree, st := listPage(n, texts)
	b.ReportAllocs()
	for b.Loop() {
		New(&ahem{}).Build(tree, st, geom.Size{W: geom.FromInt(375), H: geom.FromInt(667)})
	}
}

func benchWidth(b *testing.B, n int, texts bool) {
	tree, st := listPage(n, texts)
	t := New(&ahem{})
	t.Build(tree, st, geom.Size{W: geom.FromInt(375), H: geom.FromInt(667)})
	tree.ClearDamage()
	w := 0
	for b.Loop() {
		w = 1 - w
		t.Update(tree, st, geom.Size{W: geom.FromInt(375 + 10*w), H: geom.FromInt(667)})
	}
}

func benchOneRow(b *testing.B, n int, texts bool) {
	tree, st := listPage(n, texts)
	t := New(&ahem{})
	size := geom.Size{W: geom.FromInt(375), H: geom.FromInt(667)}
	t.Build(tree, st, size)
	tree.ClearDamage()
	row := tree.Root.First
	for range n / 12 {
		row = row.Next
	}
	desc := row.First.Next.First.Next
	a := st.m[desc]
	c := *a
	c.MinHeight = style.Length{Kind: style.Px, Px: 30}
	m := tree.Mutate()
	i := 0
	for b.Loop() {
		i++
		if texts {
			m.SetText(desc.First, fmt.Sprintf("changed text number %d of it", i))
		} else {
			st.m[desc] = []*style.Computed{a, &c}[i&1]
			m.Damage(desc, dom.DamageStyle)
		}
		t.Update(tree, st, size)
		tree.ClearDamage()
	}
}

func BenchmarkFlex1k(b *testing.B)           { benchInitial(b, 1000, false) }
func BenchmarkFlex10k(b *testing.B)          { benchInitial(b, 10000, false) }
func BenchmarkFlex10kText(b *testing.B)      { benchInitial(b, 10000, true) }
func BenchmarkFlex1kWidth(b *testing.B)      { benchWidth(b, 1000, false) }
func BenchmarkFlex10kWidth(b *testing.B)     { benchWidth(b, 10000, false) }
func BenchmarkFlex10kWidthText(b *testing.B) { benchWidth(b, 10000, true) }
func BenchmarkFlex1kOneRow(b *testing.B)     { benchOneRow(b, 1000, false) }
func BenchmarkFlex10kOneRow(b *testing.B)    { benchOneRow(b, 10000, false) }
func BenchmarkFlex10kOneText(b *testing.B)   { benchOneRow(b, 10000, true) }

func TestBoxSize(t *testing.T) {
	if n := unsafe.Sizeof(Box{}); n > 296 {
		t.Errorf("a Box takes %d bytes: the first layout of 10,000 nodes is bound by memory", n)
	} else {
		t.Logf("%d bytes", n)
	}
}
