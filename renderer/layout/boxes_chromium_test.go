package layout

import (
	"fmt"
	"testing"
)

// What random trees against Chromium brought to light, in a viewport of 200×300 with
// lines of 10 px. Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesChromium(t *testing.T) {
	for _, c := range []struct{ name, markup, want string }{
		{"empty inline box stands under the block before", `<view style="height:10px"></view><text></text>`, "0,0 200×10; 0,10 0×0"},
		{"empty inline box follows text-align", `<view style="height:10px"></view><view style="text-align:center"><text></text></view>`, "0,0 200×10; 0,10 200×0; 100,10 0×0"},
		{"empty host around an empty block", `<view style="height:10px"></view><view style="text-align:center"><text><view></view></text></view>`, "0,0 200×10; 0,10 200×0; 100,10 0×0; 0,10 200×0"},
		{"margins of an inline with an empty block", `<view style="height:10px;margin-bottom:5px"></view><text></text><view style="margin-top:8px;height:3px"></view>`, "0,0 200×10; 0,15 0×0; 0,18 200×3"},
		{"relative inline moves its blocks", `<text style="position:relative;left:3px;top:5px"><view style="height:5px"></view></text>`, "3,5 200×5; 3,5 200×5"},
		{"inline children of a legacy box share an item", `<view style="display:-webkit-box"><text style="padding-left:10px"></text><view style="display:inline-block;width:20px;height:5px"></view></view>`, "0,0 200×10; 0,0 10×10; 10,3 20×5"},
		{"legacy items are no wider than the box", `<view style="display:-webkit-box;width:30px"><view><view style="display:inline-block;width:20px;height:5px"></view><view style="display:inline-block;width:20px;height:5px"></view></view></view>`, "0,0 30×20; 0,0 30×20; 0,3 20×5; 0,13 20×5"},
		{"legacy inline box", `<view style="display:-webkit-inline-box;vertical-align:top"><view style="width:20px;height:5px"></view><view style="width:5px"></view></view>`, "0,0 25×5; 0,0 20×5; 20,0 5×5"},
		{"percent padding counts in shrink-to-fit", `<view style="float:left;padding:5%"><view style="width:20px;height:5px"></view></view>`, "0,0 40×25; 10,10 20×5"},
		{"percent padding counts in a flex base size", `<view style="display:flex"><view style="padding-left:10%"><view style="width:20px;height:5px"></view></view></view>`, "0,0 200×5; 0,0 40×5; 20,0 20×5"},
		{"percent height in an automatic row does not stretch", `<view style="display:flex"><view style="height:20px;width:5px"></view><view style="height:50%;width:5px"></view></view>`, "0,0 200×20; 0,0 5×20; 5,0 5×0"},
		{"table height is a least height", `<view style="display:table;height:5px;max-height:3px"><view style="width:20px;height:10px"></view></view>`, "0,0 20×10; 0,0 20×10"},
		{"row group height", `<view style="display:table;width:40px"><view style="display:table-row-group;height:50px"><view style="display:table-row"><view style="display:table-cell"></view></view></view></view>`, "0,0 40×50; 0,0 40×50; 0,0 40×50; 0,0 40×50"},
		{"min-height of a cell does not count", `<view style="display:table-cell;min-height:5px;width:20px"></view>`, "0,0 20×0"},
		{"caption stands outside the border", `<view style="display:table;border:2px solid;width:50px"><view style="display:table-caption;height:7px"></view><view style="display:table-cell;height:5px"></view></view>`, "0,0 54×16; 0,0 54×7; 2,9 50×5"},
		{"percentages in cells of automatic height have no base", `<view style="display:table-cell"><view style="height:10%;margin:10px;width:5px"></view></view>`, "0,0 25×10; 10,10 5×0"},
		{"fixed table layout ignores content", `<view style="display:table;width:80px;table-layout:fixed"><view style="width:120px;height:5px"></view></view>`, "0,0 80×5; 0,0 120×5"},
		{"grid item with a ratio fills its column", `<view style="display:grid"><view style="aspect-ratio:2"></view></view>`, "0,0 200×100; 0,0 200×100"},
		{"percent rows count against the height they made", `<view style="display:grid;grid-template-rows:20% auto;align-items:end"><view style="border:2px solid"></view></view>`, "0,0 200×4; 0,-3.203125 200×4"},
		{"percent row gap of a grid", `<view style="display:grid;row-gap:50%"><view style="height:20px"></view><view style="height:20px"></view></view>`, "0,0 200×40; 0,0 200×20; 0,40 200×20"},
		{"absolute box with a ratio holds its content", `<view style="position:absolute;aspect-ratio:0.5;left:0;top:0"><view style="width:10px;height:30px"></view></view>`, "0,0 10×30; 0,0 10×30"},
		{"static position of inline boxes follows text-align", `<view style="text-align:center"><view style="height:5px"></view><text style="position:absolute"></text></view>`, "0,0 200×5; 0,0 200×5; 100,5 0×0"},
		{"static position under a line of edges", `<view><text style="padding-left:5px"></text><view style="position:absolute"></view></view>`, "0,0 200×10; 0,0 5×10; 0,10 0×0"},
		{"an atomic box without width breaks too", `<view style="width:5px"><view style="display:inline-block;width:8px;height:5px;vertical-align:top"></view><view style="display:inline-block;vertical-align:top;height:5px"></view></view>`, "0,0 5×20; 0,0 8×5; 0,10 0×5"},
		{"empty inline box at a line's end", `<view style="width:20px"><view style="display:inline-block;width:16px;height:5px;vertical-align:top"></view><text></text><view style="display:inline-block;width:16px;height:5px;vertical-align:top"></view></view>`, "0,0 20×20; 0,0 16×5; 16,0 0×10; 0,10 16×5"},
		{"text-indent only at the block's first line", `<view style="text-indent:10px"><view style="height:5px"></view><text style="padding-left:1px"></text></view>`, "0,0 200×15; 0,0 200×5; 0,5 1×10"},
		{"baseline items with negative margins", `<view style="display:flex"><view style="margin:5px 0 -5px;align-self:baseline;width:5px"></view></view>`, "0,0 200×0; 0,5 5×0"},
		{"calc of an indefinite height keeps its length", `<view><view style="min-height:calc(50% + 5px)"></view></view>`, "0,0 200×5; 0,0 200×5"},
		{"flex-wrap balance", `<view style="display:flex;flex-wrap:balance;width:100px"><view style="width:31px;height:5px"></view><view style="width:32px;height:5px"></view><view style="width:33px;height:5px"></view><view style="width:34px;height:5px"></view></view>`, "0,0 100×10; 0,0 31×5; 31,0 32×5; 0,5 33×5; 33,5 34×5"},
		{"safe centre", `<view style="display:flex;align-items:safe center;justify-content:safe center;width:20px;height:10px"><view style="width:30px;height:30px;flex-shrink:0"></view></view>`, "0,0 20×10; 0,0 30×30"},
		{"contain layout keeps margins and floats", `<view style="contain:layout"><view style="float:left;width:5px;height:20px"></view><view style="margin-top:5px;height:5px"></view></view>`, "0,0 200×20; 0,0 5×20; 0,5 200×5"},
		{"contain size", `<view style="contain:size;float:left"><view style="width:20px;height:20px"></view></view>`, "0,0 0×0; 0,0 20×20"},
		{"-webkit-center moves blocks", `<view style="text-align:-webkit-center"><view style="width:50px;height:5px"></view></view>`, "0,0 200×5; 75,0 50×5"},
		{"contents adds no strut", `<view><view style="display:inline-block;height:20px;vertical-align:top"></view><view style="display:contents;line-height:50px"></view></view>`, "0,0 200×20; 0,0 0×20; none"},
		{"an inline-block stands on the edge of what scrolls in it", `<view><view style="display:inline-block;width:10px"><view style="overflow:hidden;height:20px">a</view></view></view>`, "0,0 200×22; 0,0 10×20; 0,0 10×20"},
		{"a flex container that clips gives its baseline", `<view><view style="display:inline-block;width:10px"><view style="overflow:hidden;height:20px;display:flex">a</view></view></view>`, "0,0 200×20; 0,0 10×20; 0,0 10×20"},
	} {
		lt, tree := page(t, "", c.markup, 200, 300)
		if got := rects(lt, tree); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}

// The page is the body: margins of its content go through it, its overflow is the
// viewport's, it holds no floats. Oracle chromium.
func TestPageIsBodyChromium(t *testing.T) {
	for _, c := range []struct{ css, markup, want string }{
		{"", `<view style="margin:7px 0 9px;height:10px"></view>`, "7 10 26"},
		{"overflow:hidden", `<view style="margin:7px 0 9px;height:10px"></view>`, "7 10 26"},
		{"margin:3px 0", `<view style="margin:7px 0 9px;height:10px"></view>`, "7 10 26"},
		{"padding:1px 0", `<view style="margin:7px 0 9px;height:10px"></view>`, "0 28 28"},
		{"display:flow-root", `<view style="margin:7px 0 9px;height:10px"></view>`, "0 26 26"},
		{"display:flex;flex-direction:column", `<view style="margin:7px 0 9px;height:10px"></view>`, "0 26 26"},
		{"", `<view style="float:left;height:10px;width:5px"></view>`, "0 0 0"},
	} {
		lt, _ := page(t, "page{"+c.css+"}", c.markup, 200, 300)
		r := lt.Root().Rect
		if got := fmt.Sprint(r.Y.Float(), r.H.Float(), lt.Canvas().Float()); got != c.want {
			t.Errorf("%s: y, height, canvas %s, want %s", c.css, got, c.want)
		}
	}
}
