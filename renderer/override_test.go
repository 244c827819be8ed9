// Proves: what is laid over a node shows, stays while the page changes the same node,
// is not part of what the page says, and goes without a trace. Oracle: hand.
package renderer

import (
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

func TestOverrides(t *testing.T) {
	d := New(Options{Fonts: testFonts()})
	class := func(names ...string) (out []dom.Class) {
		for _, n := range names {
			out = append(out, dom.Class{Name: n})
		}
		return out
	}
	must := func(ops ...dom.Op) {
		t.Helper()
		if err := d.Apply(ops); err != nil {
			t.Fatal(err)
		}
	}
	must(dom.Op{Kind: dom.OpElement, ID: 2, Name: "image"}, dom.Op{Kind: dom.OpSetClass, ID: 2, Classes: class("a", "b")}, dom.Op{Kind: dom.OpSetAttr, ID: 2, Name: "mode", Value: value.OfString("x")},
		dom.Op{Kind: dom.OpInsert, ID: 2, Parent: 1}, dom.Op{Kind: dom.OpElement, ID: 3, Name: "view"}, dom.Op{Kind: dom.OpInsert, ID: 3, Parent: 1},
		dom.Op{Kind: dom.OpText, ID: 4, Text: "old"}, dom.Op{Kind: dom.OpInsert, ID: 4, Parent: 3})
	tree := func() string {
		n := d.Tree().Node(2)
		var names []string
		for _, c := range n.Classes {
			names = append(names, c.Name)
		}
		return strings.Join(names, " ") + "|" + n.Style + "|" + n.Attr("mode").Str() + "|" + n.Attr("src").Str() + "|" + d.Tree().Node(4).Text
	}
	want := func(text string) {
		t.Helper()
		d.Layout(0)
		if got := tree(); got != text {
			t.Errorf("got  %s\nwant %s", got, text)
		}
	}
	want("a b||x||old")
	d.SetOverrides([]Override{{Node: 2, Kind: OverrideClass, Name: "a"}, {Node: 2, Kind: OverrideClass, Name: "b", On: true}, {Node: 2, Kind: OverrideClass, Name: "c", On: true}, {Node: 2, Kind: OverrideStyle, Text: "top:0"},
		{Node: 2, Kind: OverrideAttr, Name: "mode"}, {Node: 2, Kind: OverrideAttr, Name: "src", Text: "p", On: true}, {Node: 4, Kind: OverrideText, Text: "new"}, {Node: 99, Kind: OverrideText, Text: "nobody"}})
	want("b c|top:0||p|new")
	must(dom.Op{Kind: dom.OpSetClass, ID: 2, Classes: class("a", "d")}, dom.Op{Kind: dom.OpSetStyle, ID: 2, Text: "left:0"}, dom.Op{Kind: dom.OpSetText, ID: 4, Text: "older"})
	want("d b c|top:0||p|new")
	d.Plain(func() {
		if got := tree(); got != "a d|left:0|x||older" {
			t.Errorf("the page itself says %s", got)
		}
	})
	want("d b c|top:0||p|new")
	d.SetOverrides(nil)
	want("a d|left:0|x||older")

	d.SetOverrides([]Override{{Node: 3, Kind: OverrideState, State: dom.StateActive}})
	d.Layout(0)
	if n := d.Tree().Node(3); n.State&dom.StateActive == 0 {
		t.Error(":active is not forced")
	}
	d.endActive()
	d.SetOverrides(nil)
	d.Layout(0)
	if d.Tree().Node(3).State != 0 {
		t.Error(":active stays")
	}
	d.SetOverrides([]Override{{Node: 3, Kind: OverrideStyle, Text: "top:0"}, {Node: 4, Kind: OverrideText, Text: "x"}})
	must(dom.Op{Kind: dom.OpRemove, ID: 3})
	d.SetOverrides(nil)
}
