package layout

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"diorama/renderer/dom"
)

// rects writes "x,y w×h" of every element in tree order, relative to the page.
func rects(lt *Tree, tree *dom.Tree) string {
	var out []string
	var walk func(n *dom.Node)
	walk = func(n *dom.Node) {
		for c := n.First; c != nil; c = c.Next {
			if c.IsText() {
				continue
			}
			if b := lt.BoxOf(c); b != nil {
				x, y := boxOrigin(b)
				out = append(out, fmt.Sprintf("%g,%g %g×%g", x, y, b.Rect.W.Float(), b.Rect.H.Float()))
			} else {
				out = append(out, "none")
			}
			walk(c)
		}
	}
	walk(tree.Root)
	return strings.Join(out, "; ")
}

// Boxes of block, table, float and positioned layout in a viewport of 200×300.
// Oracle: hand, from CSS 2.1 §8.3.1, §9.5, §10, §17.5 and CSS Position 3.
func TestBoxes(t *testing.T) {
	const td = `display:table-cell;`
	for _, c := range []struct{ name, markup, want string }{
		{"margins collapse through parent", `<view style="margin-top:10px"><view style="margin-top:30px;height:5px"></view></view><view style="height:5px;margin-top:-3px"></view>`, "0,30 200×5; 0,30 200×5; 0,32 200×5"},
		{"bfc keeps margins", `<view style="overflow:hidden"><view style="margin:10px 0;height:5px"></view></view>`, "0,0 200×25; 0,10 200×5"},
		{"table", `<view style="display:table"><view style="display:table-row"><view style="` + td + `">aa</view><view style="` + td + `">bbbb</view></view><view style="display:table-row"><view style="` + td + `padding:5px">a</view><view style="` + td + `vertical-align:middle">b</view></view></view>`, "0,0 60×30; 0,0 60×10; 0,0 20×10; 20,0 40×10; 0,10 60×20; 0,10 20×20; 20,10 40×20"},
		{"table fills", `<view style="display:table;width:100px"><view style="` + td + `width:30px">a</view><view style="` + td + `">b</view></view>`, "0,0 100×10; 0,0 30×10; 30,0 70×10"},
		{"cell in block", `<view style="` + td + `width:50px;height:40px;vertical-align:bottom"><view style="height:10px"></view></view>`, "0,0 50×40; 0,30 50×10"},
		{"float and clear", `<view style="float:left;width:50px;height:20px"></view><view style="float:right;width:50px;height:30px"></view><view style="clear:both;height:5px"></view>`, "0,0 50×20; 150,0 50×30; 0,30 200×5"},
		{"bfc beside float", `<view style="float:left;width:50px;height:20px"></view><view style="overflow:hidden;height:10px"></view>`, "0,0 50×20; 50,0 150×10"},
		{"parent holds floats", `<view style="display:flow-root"><view style="float:left;width:50px;height:20px"></view></view>`, "0,0 200×20; 0,0 50×20"},
		{"absolute shrinks to fit", `<view style="position:relative;height:50px"><view style="position:absolute;right:10px;bottom:5px">abc</view></view>`, "0,0 200×50; 160,35 30×10"},
		{"absolute centred by margins", `<view style="position:relative;height:50px"><view style="position:absolute;inset:0;margin:auto;width:20px;height:10px"></view></view>`, "0,0 200×50; 90,20 20×10"},
		{"absolute, higher than its place", `<view style="position:relative;height:20px"><view style="position:absolute;inset:0;margin:auto;width:220px;height:30px"></view></view>`, "0,0 200×20; 0,-5 220×30"}, // oracle chromium
		{"fixed in transform", `<view style="transform:translate(1px,1px);margin-top:20px;height:30px"><view style="position:fixed;left:0;bottom:0;width:5px;height:5px"></view></view>`, "0,20 200×30; 0,45 5×5"},
		{"percent height needs a definite parent", `<view><view style="height:50%"></view></view><view style="height:40px"><view style="height:50%"></view></view>`, "0,0 200×0; 0,0 200×0; 0,0 200×40; 0,0 200×20"},
		{"component host is inline around blocks", `<my-comp><view style="height:10px"></view></my-comp><my-comp><view style="height:20px"></view></my-comp>`, "0,0 200×10; 0,0 200×10; 0,10 200×20; 0,10 200×20"},
		{"clamp counts lines of blocks", `<view style="display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;width:30px"><view>aaa bbb</view><view>ccc</view></view><view>x</view>`, "0,0 30×20; 0,0 30×20; 0,20 30×10; 0,20 200×10"},
		{"fill-available", `<view style="padding:0 10px"><view style="width:-webkit-fill-available;margin:0 5px;height:1px"></view></view>`, "0,0 200×1; 15,0 170×1"},
		{"legacy box", `<view style="display:-webkit-box;-webkit-box-pack:center;-webkit-box-align:center;height:30px"><view style="width:20px;height:10px"></view></view>`, "0,0 200×30; 90,10 20×10"},
		{"contents", `<view style="display:flex"><view style="display:contents"><view style="width:10px;height:10px"></view></view><view style="width:20px;height:5px"></view></view>`, "0,0 200×10; none; 0,0 10×10; 10,0 20×5"},
		{"grid areas", `<view style="display:grid;grid-template-columns:50px 1fr;grid-template-areas:'a b' 'a c';gap:4px"><view style="grid-area:c;height:10px"></view><view style="grid-area:a"></view><view style="grid-area:b;height:20px"></view></view>`, "0,0 200×34; 54,24 146×10; 0,0 50×34; 54,0 146×20"},
		{"grid auto-fill", `<view style="display:grid;grid-template-columns:repeat(auto-fill,minmax(60px,1fr))"><view style="height:5px"></view><view style="height:5px"></view><view style="height:5px"></view><view style="height:5px"></view></view>`, "0,0 200×10; 0,0 66.65625×5; 66.65625,0 66.65625×5; 133.3125,0 66.65625×5; 0,5 66.65625×5"},
	} {
		lt, tree := page(t, "", c.markup, 200, 300)
		if got := rects(lt, tree); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
			if os.Getenv("LAYOUT_PRINT") != "" {
				t.Log(dump(lt.Root()))
			}
		}
	}
}
