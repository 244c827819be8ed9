package dom

import (
	"reflect"
	"testing"

	"diorama/renderer/value"
)

func sample() []Op {
	return []Op{
		{Kind: OpScope, Scope: 2, Name: "components/card", Isolation: ApplyShared},
		{Kind: OpElement, ID: 2, Name: "view", Owner: 1},
		{Kind: OpSetClass, ID: 2, Classes: []Class{{"a", 0}, {"b", 2}}},
		{Kind: OpSetHandlers, ID: 2, Handlers: []Handler{{Event: "tap", Method: "onTap"}, {Event: "tap", Kind: Catch, Capture: true}}},
		{Kind: OpInsert, ID: 2, Parent: RootID},
		{Kind: OpText, ID: 3, Text: "你好"},
		{Kind: OpInsert, ID: 3, Parent: 2},
		{Kind: OpElement, ID: 4, Name: "card", Is: "components/card", Instance: 7, Owner: 1},
		{Kind: OpSetAttr, ID: 4, Name: "n", Value: value.OfNumber(1.5)},
		{Kind: OpInsert, ID: 4, Parent: RootID, Before: 2},
	}
}

// Operations survive the binary form, and a snapshot builds the same tree again.
func TestOpsRoundTrip(t *testing.T) {
	ops := sample()
	back, err := ReadOps(AppendOps(nil, ops))
	if err != nil || !reflect.DeepEqual(ops, back) {
		t.Fatalf("%v\n%+v", err, back)
	}
	tree := NewTree()
	if err := tree.Mutate().Apply(ops); err != nil {
		t.Fatal(err)
	}
	want := "<page>\n  <card n=1.5>\n  <view class=\"a b\">\n    \"你好\"\n"
	if got := Dump(tree.Root); got != want {
		t.Errorf("got\n%s", got)
	}
	again := NewTree()
	if err := again.Mutate().Apply(Snapshot(tree)); err != nil {
		t.Fatal(err)
	}
	if got := Dump(again.Root); got != want {
		t.Errorf("snapshot gives\n%s", got)
	}
}

// Faulty operations are refused and change nothing (oracle: hand, the wire is untrusted).
func TestFaultyOps(t *testing.T) {
	for _, bad := range []Op{
		{Kind: OpElement, ID: 2, Name: "view"}, {Kind: OpElement, ID: 1, Name: "x"}, {Kind: OpElement, ID: 9},
		{Kind: OpInsert, ID: 2, Parent: 3}, {Kind: OpInsert, ID: 2, Parent: 2}, {Kind: OpInsert, ID: 99, Parent: 2},
		{Kind: OpInsert, ID: 4, Parent: RootID, Before: 3}, {Kind: OpRemove, ID: RootID}, {Kind: 99, ID: 2},
	} {
		tree := NewTree()
		if err := tree.Mutate().Apply(sample()); err != nil {
			t.Fatal(err)
		}
		before := Dump(tree.Root)
		if err := tree.Mutate().Apply([]Op{bad}); err == nil {
			t.Errorf("%+v was accepted", bad)
		}
		if Dump(tree.Root) != before {
			t.Errorf("%+v changed the tree", bad)
		}
	}
}

// Handlers run capture first, catch stops, a second mut-bind is skipped, and the
// target is the node that the handler's own template wrote (oracle: documentation of events).
func TestChain(t *testing.T) {
	tree := NewTree()
	if err := tree.Mutate().Apply([]Op{
		{Kind: OpElement, ID: 2, Name: "card", Owner: 1, Instance: 5},
		{Kind: OpInsert, ID: 2, Parent: RootID},
		{Kind: OpSetHandlers, ID: 2, Handlers: []Handler{{Event: "tap", Method: "outer", Kind: MutBind}, {Event: "tap", Method: "cap", Capture: true}}},
		{Kind: OpElement, ID: 3, Name: "view", Owner: 5},
		{Kind: OpInsert, ID: 3, Parent: 2},
		{Kind: OpSetHandlers, ID: 3, Handlers: []Handler{{Event: "tap", Method: "inner", Kind: MutBind}}},
		{Kind: OpText, ID: 4, Text: "x", Owner: 5}, {Kind: OpInsert, ID: 4, Parent: 3},
	}); err != nil {
		t.Fatal(err)
	}
	hops := Chain(tree.Node(4), "tap", true)
	want := []Hop{{Node: 2, Target: 2, Owner: 1, Method: "cap"}, {Node: 3, Target: 3, Owner: 5, Method: "inner"}}
	if !reflect.DeepEqual(hops, want) {
		t.Errorf("%+v", hops)
	}
}

func FuzzReadOps(f *testing.F) {
	f.Add(AppendOps(nil, sample()))
	f.Fuzz(func(t *testing.T, b []byte) {
		ops, err := ReadOps(b)
		if err == nil {
			_ = NewTree().Mutate().Apply(ops)
		}
	})
}
