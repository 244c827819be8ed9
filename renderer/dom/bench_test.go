package dom

import (
	"fmt"
	"testing"

	"diorama/renderer/value"
)

// rows are the operations that make a page of n nodes: a view, in it a text element,
// in it its text.
func rows(n int) []Op {
	var ops []Op
	for id := NodeID(2); int(id) < n; id += 3 {
		ops = append(ops, Op{Kind: OpElement, ID: id, Name: "view", Owner: 1}, Op{Kind: OpSetClass, ID: id, Classes: []Class{{"row", 1}}},
			Op{Kind: OpSetDataset, ID: id, Value: value.M("id", int(id))},
			Op{Kind: OpElement, ID: id + 1, Name: "text", Owner: 1}, Op{Kind: OpText, ID: id + 2, Text: "text"},
			Op{Kind: OpInsert, ID: id + 2, Parent: id + 1}, Op{Kind: OpInsert, ID: id + 1, Parent: id}, Op{Kind: OpInsert, ID: id, Parent: RootID})
	}
	return ops
}

// BenchmarkApply makes a page by its number of nodes, changes one text of it, and puts
// a row before the others and takes it away.
func BenchmarkApply(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		ops := rows(n)
		b.Run(fmt.Sprint("build/", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := NewTree().Mutate().Apply(ops); err != nil {
					b.Fatal(err)
				}
			}
		})
		tree := NewTree()
		m := tree.Mutate()
		if err := m.Apply(ops); err != nil {
			b.Fatal(err)
		}
		for name, change := range map[string][2][]Op{
			"text": {{{Kind: OpSetText, ID: 4, Text: "a"}}, {{Kind: OpSetText, ID: 4, Text: "b"}}},
			"prepend": {{{Kind: OpElement, ID: 1 << 30, Name: "view", Owner: 1}, {Kind: OpInsert, ID: 1 << 30, Parent: RootID, Before: 2}},
				{{Kind: OpRemove, ID: 1 << 30}}},
		} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					for _, ops := range change {
						if err := m.Apply(ops); err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}
