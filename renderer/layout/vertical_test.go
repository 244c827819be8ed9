package layout

import (
	"slices"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// Random changes of pages with vertical lines give the same boxes incrementally and
// cold. Oracle: hand, because a layout is a function of tree, styles and viewport.
func TestIncrementalVertical(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 10
	}
	styles := append([]string{
		"writing-mode:vertical-rl", "writing-mode:vertical-lr", "writing-mode:vertical-rl;height:60px", "writing-mode:horizontal-tb",
		"writing-mode:sideways-lr", "writing-mode:vertical-rl;text-orientation:sideways", "inset-block-start:3px;position:absolute",
		"margin-inline-start:5px", "writing-mode:vertical-rl;position:relative", "writing-mode:vertical-lr;display:flex",
	}, randomStyles...)
	for seed := range rounds {
		if _, msg := randomTree(uint64(seed), 25, 12, styles); msg != "" {
			t.Fatalf("seed %d: %s", seed, msg)
		}
	}
}

// Boxes in vertical lines, and in rows of a grid that share a baseline. Oracle: chromium, measured with TestMarkup of
// simulator/differential/chromium/layout, px from the containing block of 300×400.
func TestMeasuredBoxes(t *testing.T) {
	type v struct {
		style string
		kids  []v
	}
	type boxes [][4]int
	for _, c := range []struct {
		tree v
		want boxes
	}{
		{v{"writing-mode:vertical-rl;height:100px;padding:5px 10px 15px 20px", []v{{"width:30px;margin-top:5px;border-left:3px solid", nil}, {"width:20px;height:20px;margin-right:7px", nil}}},
			boxes{{0, 0, 90, 120}, {47, 10, 33, 95}, {20, 5, 20, 20}}},
		{v{"writing-mode:vertical-lr;height:100px;padding:5px 10px 15px 20px", []v{{"block-size:30px;margin-inline-start:5px;border-block-end:3px solid", nil}, {"inline-size:20px;height:20px;margin-block-start:7px", nil}}},
			boxes{{0, 0, 70, 120}, {20, 10, 33, 95}, {60, 5, 0, 20}}},
		{v{"writing-mode:sideways-lr;height:100px;width:80px", []v{{"width:30px;height:40px;margin-inline-start:5px", nil}}},
			boxes{{0, 0, 80, 100}, {0, 55, 30, 40}}},
		{v{"display:flex;writing-mode:vertical-rl;width:90px;height:100px;justify-content:space-between", []v{{"flex:1;width:20px", nil}, {"height:30px", nil}}},
			boxes{{0, 0, 90, 100}, {70, 0, 20, 70}, {0, 70, 90, 30}}},
		{v{"display:flex;writing-mode:vertical-lr;flex-direction:column;width:90px;height:100px;align-items:center", []v{{"flex:1;height:20px", nil}, {"width:30px;height:10px", nil}}},
			boxes{{0, 0, 90, 100}, {0, 40, 60, 20}, {60, 45, 30, 10}}},
		{v{"display:grid;writing-mode:vertical-rl;width:90px;height:100px;grid-template-columns:1fr 3fr;gap:4px 8px", []v{{"", nil}, {"", nil}, {"", nil}}},
			boxes{{0, 0, 90, 100}, {47, 0, 43, 23}, {47, 31, 43, 69}, {0, 0, 43, 23}}},
		{v{"writing-mode:vertical-rl;position:relative;width:100px;height:100px", []v{{"position:absolute;inset-block-start:5px;inset-inline-end:3px;width:10px;height:20px", nil}, {"position:absolute;width:10px;height:10px", nil}}},
			boxes{{0, 0, 100, 100}, {85, 77, 10, 20}, {90, 0, 10, 10}}},
		{v{"height:50px", []v{{"writing-mode:vertical-rl;padding:10%", []v{{"width:40px;height:60px", nil}}}}},
			boxes{{0, 0, 300, 50}, {0, 0, 100, 120}, {30, 30, 40, 60}}},
		{v{"writing-mode:vertical-lr;height:100px", []v{{"float:left;width:20px;height:30px", nil}, {"float:right;width:10px;height:30px", nil}, {"display:flow-root;width:20px", nil}}},
			boxes{{0, 0, 20, 100}, {0, 0, 20, 30}, {0, 70, 10, 30}, {0, 30, 20, 40}}},
		{v{"writing-mode:vertical-rl;width:100px;height:80px", []v{{"writing-mode:horizontal-tb;width:50%;height:50%", nil}, {"margin:0 10px", []v{{"margin-right:20px;width:5px", nil}}}}},
			boxes{{0, 0, 100, 80}, {50, 0, 50, 40}, {25, 0, 5, 80}, {25, 0, 5, 80}}},
		{v{"display:grid;grid-template-columns:1fr 1fr;align-items:baseline", []v{{"height:30px", nil}, {"height:10px;margin-bottom:5px", nil}}},
			boxes{{0, 0, 300, 35}, {0, 0, 150, 30}, {150, 20, 150, 10}}},
		{v{"display:grid;grid-template-columns:1fr 1fr;align-items:last baseline;grid-template-rows:60px", []v{{"height:30px", nil}, {"height:10px;margin-bottom:5px", nil}}},
			boxes{{0, 0, 300, 60}, {0, 25, 150, 30}, {150, 45, 150, 10}}},
	} {
		tree := dom.NewTree()
		m := tree.Mutate()
		id := dom.NodeID(2)
		var nodes []*dom.Node
		var add func(n v, parent dom.NodeID)
		add = func(n v, parent dom.NodeID) {
			my := id
			id++
			_ = m.Apply([]dom.Op{{Kind: dom.OpElement, ID: my, Name: "view"}, {Kind: dom.OpSetStyle, ID: my, Text: n.style}, {Kind: dom.OpInsert, ID: my, Parent: parent}})
			nodes = append(nodes, tree.Node(my))
			for _, k := range n.kids {
				add(k, my)
			}
		}
		add(v{"width:300px;height:400px;display:flow-root", []v{c.tree}}, dom.RootID)
		styler := style.New(style.Env{Width: 375, Height: 667, DPR: 1})
		sheet, _ := wxss.Parse("ua", []byte("page,view{display:block}"))
		styler.SetSheet(style.OriginUA, "", sheet)
		styler.Update(tree)
		lt := New(&ahem{})
		lt.Build(tree, styler, geom.Size{W: geom.FromInt(375), H: geom.FromInt(667)})
		var got boxes
		for _, n := range nodes[1:] {
			b := lt.BoxOf(n)
			p := offsetTo(b, nil)
			got = append(got, [4]int{p.X.Round(), p.Y.Round(), b.Rect.W.Round(), b.Rect.H.Round()})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%v\n got  %v\n want %v", c.tree, got, c.want)
		}
	}
}
