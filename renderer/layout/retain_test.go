package layout

import (
	"runtime"
	"testing"
	"weak"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
)

// Boxes that the tree no longer has are given back: after a hundred builds, and after a
// hundred rounds in which every row was made anew, no box of the first ones is left.
// Boxes lie in slabs, so one pointer into an old slab would keep its whole page, and that
// page the one before. Oracle: hand, because nothing refers to them.
func TestOldBoxesAreGivenBack(t *testing.T) {
	size := geom.Size{W: geom.FromInt(375), H: geom.FromInt(667)}
	const rounds, most = 100, 20
	alive := func(old []weak.Pointer[Box]) (n int) {
		runtime.GC()
		for _, w := range old {
			if w.Value() != nil {
				n++
			}
		}
		return n
	}
	t.Run("builds", func(t *testing.T) {
		tree, st := listPage(120, true)
		lt := New(&ahem{})
		var old []weak.Pointer[Box]
		for range rounds {
			lt.Build(tree, st, size)
			old = append(old, weak.Make(lt.BoxOf(tree.Root.First)))
		}
		if n := alive(old); n > 2 {
			t.Errorf("%d of %d trees are alive", n, rounds)
		}
		runtime.KeepAlive(lt)
	})
	t.Run("changes", func(t *testing.T) {
		tree, st := listPage(120, true)
		lt := New(&ahem{})
		lt.Build(tree, st, size)
		tree.ClearDamage()
		m := tree.Mutate()
		css := st.m[tree.Root.First]
		var old []weak.Pointer[Box]
		id := dom.NodeID(100000)
		for range rounds {
			var ops []dom.Op
			row := tree.Root.First
			for n := range 7 { // no whole number of rows fills a slab
				ops = append(ops, dom.Op{Kind: dom.OpElement, ID: id, Name: "view"})
				if n == 0 {
					ops = append(ops, dom.Op{Kind: dom.OpInsert, ID: id, Parent: dom.RootID, Before: row.Next.ID})
				} else {
					ops = append(ops, dom.Op{Kind: dom.OpInsert, ID: id, Parent: id - 1})
				}
				id++
			}
			ops = append(ops, dom.Op{Kind: dom.OpRemove, ID: row.ID})
			if err := m.Apply(ops); err != nil {
				t.Fatal(err)
			}
			for n := id - 7; n < id; n++ {
				st.m[tree.Node(n)] = css
			}
			lt.Update(tree, st, size)
			tree.ClearDamage()
			old = append(old, weak.Make(lt.BoxOf(tree.Root.First)))
		}
		if n := alive(old); n > most {
			t.Errorf("%d of %d rows are alive", n, rounds)
		}
		runtime.KeepAlive(lt)
	})
}
