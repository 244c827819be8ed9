package layout

import (
	"fmt"
	"strings"
	"testing"

	"diorama/renderer/dom"
)

// Where collapsed borders meet, the wider one goes through and the others stay away; of
// equals all go through. Nothing is drawn inside a cell that spans lines. Oracle: chromium
// (simulator/differential/chromium/paint, collapse).
func TestCollapsedJoints(t *testing.T) {
	for _, c := range []struct{ name, cells, want string }{
		{"a wide line between two", `<view style="display:table-cell;width:20px;height:20px;border:2px solid;border-right-width:8px"></view><view style="display:table-cell;width:20px;height:20px;border:2px solid"></view>`,
			"v 0,0 2×24; h 0,0 22×2; v 22,0 8×24; h 30,0 22×2; v 50,0 2×24; h 0,22 22×2; h 30,22 22×2"},
		{"all alike", `<view style="display:table-cell;width:20px;height:20px;border:4px solid"></view>`,
			"v 0,0 4×28; h 0,0 28×4; v 24,0 4×28; h 0,24 28×4"},
	} {
		lt, tree := page(t, "", `<view style="display:table;border-collapse:collapse"><view style="display:table-row">`+c.cells+`</view></view>`, 200, 300)
		b := lt.BoxOf(tree.Node(dom.RootID).First)
		var got []string
		for _, e := range b.Edges() {
			d := "h"
			if e.Vertical {
				d = "v"
			}
			got = append(got, fmt.Sprintf("%s %v,%v %v×%v", d, e.Rect.X.Float(), e.Rect.Y.Float(), e.Rect.W.Float(), e.Rect.H.Float()))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, s, c.want)
		}
	}
}
