package wx

import (
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Proves what a SelectorQuery asks the host and in which order it answers.
// Oracle: documentation of SelectorQuery and NodesRef.
func TestSelectorQuery(t *testing.T) {
	f := newFake(t)
	f.nodes = map[string][]dom.NodeID{"#a": {5}, ".b": {6, 7}}
	f.tags = map[dom.NodeID]string{5: "view", 6: "video", 7: "view"}
	f.answer = func(r wire.Request) (value.Value, string) {
		var out []value.Value
		for _, q := range r.Args.Get("queries").Items() {
			switch n := q.Get("nodes"); {
			case q.Get("viewport").Truthy():
				out = append(out, value.M("scrollTop", 3))
			case q.Get("single").Truthy() && n.Len() == 0:
				out = append(out, value.OfNull())
			case q.Get("single").Truthy():
				out = append(out, value.M("n", n.Index(0)))
			default:
				var rows []value.Value
				for _, id := range n.Items() {
					rows = append(rows, value.M("n", id))
				}
				out = append(out, value.OfList(rows))
			}
		}
		return value.OfList(out), ""
	}
	var got []string
	cb := collect(&got)
	q := f.call("createSelectorQuery").returned
	ref := f.method(q, "select", "#a").returned
	if back := f.method(ref, "boundingClientRect", cb).returned; AsObject(back) != AsObject(q) {
		t.Error("boundingClientRect does not give the query")
	}
	f.method(f.method(q, "selectAll", ".b").returned, "fields", value.M("dataset", true, "context", true), cb)
	f.method(f.method(q, "selectViewport").returned, "scrollOffset")
	f.method(f.method(q, "select", "#none").returned, "boundingClientRect", cb)
	f.method(q, "exec", func(args ...value.Value) { got = append(got, "exec "+args[0].Index(2).JSON()+args[0].Index(3).JSON()) })
	want := `{"queries":[{"nodes":[5],"single":true,"viewport":false,"fields":{"id":true,"dataset":true,"rect":true,"size":true}},` +
		`{"nodes":[6,7],"single":false,"viewport":false,"fields":{"dataset":true,"context":true}},` +
		`{"nodes":[],"single":true,"viewport":true,"fields":{"id":true,"dataset":true,"scrollOffset":true}},` +
		`{"nodes":[],"single":true,"viewport":false,"fields":{"id":true,"dataset":true,"rect":true,"size":true}}]}`
	if r := f.requests[0]; r.Name != "selectorQuery" || r.Args.JSON() != want {
		t.Errorf("asked %s %s\nwant %s", r.Name, r.Args.JSON(), want)
	}
	// The VideoContext of the first is an object, which JSON leaves out.
	list := []string{`{"n":5}`, `[{"n":6},{"n":7,"context":null}]`, "null", `exec {"scrollTop":3}null`}
	if len(got) != len(list) {
		t.Fatalf("called with %q", got)
	}
	for i := range list {
		if got[i] != list[i] {
			t.Errorf("%d: %s, want %s", i, got[i], list[i])
		}
	}
	got = nil
	f.method(q, "exec", cb)
	if len(got) != 4 || len(f.requests) != 2 || f.requests[1].Args.JSON() != want {
		t.Errorf("a second exec gives %q and asks %v, want the same questions again", got, f.requests)
	}
}
