package wx

import (
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Proves that the node of a canvas is there though nothing is drawn: its members have
// the form of the real ones, every use of them is reported, and no drawing is claimed.
// Oracle: documentation of Canvas and RenderingContext; hand for the estimated width.
func TestCanvasNode(t *testing.T) {
	f := newFake(t)
	f.nodes = map[string][]dom.NodeID{"#k": {5}}
	f.tags = map[dom.NodeID]string{5: "wx-canvas"}
	f.answer = func(wire.Request) (value.Value, string) {
		return value.OfList([]value.Value{value.M("width", 10, "height", 20)}), ""
	}
	var node value.Value
	q := f.call("createSelectorQuery").returned
	ref := f.method(q, "select", "#k").returned
	f.method(ref, "node", func(a ...value.Value) { node = a[0].Get("node") })
	f.method(q, "exec")
	canvas, ok := node.Handle().(*Object)
	if !ok || canvas.Class != "Canvas" || canvas.Fields.JSON() != `{"width":300,"height":150}` {
		t.Fatalf("the node is %v", node)
	}
	g := f.method(node, "getContext", "2d").returned
	if f.method(node, "getContext", "2d").returned.Handle() != g.Handle() {
		t.Error("a canvas has one context")
	}
	if gl := f.method(node, "getContext", "webgl").returned; gl.Kind() != value.Null {
		t.Errorf("getContext of webgl: %v", gl)
	}
	set := g.Handle().(*Object).Props[0]
	for _, c := range []struct {
		font string
		want float64
	}{{"bold 20px/1.5 serif", 40}, {"no size", 40}, {"-1px a", 40}, {"1e9px a", 40}, {"NaNpx a", 40}, {"12px a", 24}} {
		set.Set(value.OfString(c.font))
		if w := f.method(g, "measureText", "ab\u4f60").returned.Get("width").ToNumber(); w != c.want {
			t.Errorf("%s: width %v, want %v", c.font, w, c.want)
		}
	}
	if len(f.told) == 0 || f.told[0] != "NodesRef.node of canvas" {
		t.Errorf("reported: %v", f.told)
	}
}
