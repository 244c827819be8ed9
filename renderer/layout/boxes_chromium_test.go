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
		{"table parts in an inline box make an inline-table", `<view><text><view style="display:table-cell;width:5px;height:7px"></view> <view style="display:table-cell;width:6px"></view></text></view>`, "0,0 200×10; 0,0 11×10; 0,1 5×7; 5,1 6×7"},
		{"a row group without rows has its height", `<view style="display:table;width:40px"><view style="display:table-row-group;height:20px"></view><view style="display:table-row-group"><view style="display:table-row"><view style="display:table-cell;height:5px"></view></view></view></view>`, "0,0 40×25; 0,0 40×20; 0,20 40×5; 0,20 40×5; 0,20 40×5"},
		{"a table without cells has no gaps", `<view style="display:table;border-spacing:5px 10px"><view style="display:table-row;height:7px"></view></view>`, "0,0 0×7; 0,0 0×7"},
		{"a collapsed border of a table without cells", `<view style="display:table;border:3px solid;border-collapse:collapse;height:20px"></view>`, "0,0 0×20"},
		{"an empty cell has its baseline at its content's bottom", `<view><view style="display:inline-table"><view style="display:table-cell;height:30px;padding:4px"></view></view><view style="display:inline-block;width:5px;height:20px"></view></view>`, "0,0 200×38; 0,0 8×38; 0,0 8×38; 8,14 5×20"},
		{"an inline-block takes no baseline from a table", `<view><view style="display:inline-block"><view style="display:table;padding:6px"><view style="height:3px"></view></view></view><view style="display:inline-block;width:5px;height:5px"></view></view>`, "0,0 200×17; 0,0 12×15; 0,0 12×15; 6,6 0×3; 12,10 5×5"},
		{"max-width makes a column narrower than its word", `<view style="display:table"><view style="display:table-cell;max-width:15px"><view style="width:50px;height:5px"></view></view></view>`, "0,0 15×5; 0,0 15×5; 0,0 50×5"},
		{"an inline box around an inline box with a border", `<view><text>a<text style="border:2px solid">b</text></text></view>`, "0,0 200×10; 0,-2 24×14; 10,-2 14×14"},
		{"an inline box around a relative one", `<view><text>a<text style="position:relative;top:4px">b</text></text></view>`, "0,0 200×10; 0,0 20×14; 10,4 10×10"},
		{"a margin gives the box around it a part of its own", `<view><text>a<text style="border:2px solid;margin:1px">b</text></text></view>`, "0,0 200×10; 0,0 26×10; 11,-2 14×14"},
		{"a split inline in an anonymous cell", `<view style="display:table-row"><text style="border:2px solid">a<view style="height:5px"></view></text></view>`, "0,0 12×25; 0,-2 12×29; 0,10 12×5"},
		{"a split inline of no area is under its last block", `<view style="overflow:hidden"><text><view style="margin:5px 0;display:flex"></view></text></view>`, "0,0 200×10; 0,10 0×0; 0,5 200×0"},
		{"a grid row stands on its baseline", `<view style="display:grid;grid-template-columns:20px 20px;align-items:baseline"><view style="padding-top:12px">a</view><view>b</view></view>`, "0,0 200×22; 0,0 20×22; 20,12 20×10"},
		{"an inline grid has the baseline of its first row with items", `<view><view style="display:inline-grid"><view style="grid-row:2;padding:6px">a</view></view></view>`, "0,0 200×22; 0,0 22×22; 0,0 22×22"},
		{"a growth limit keeps a span from a track", `<view style="display:grid"><view style="grid-column:1 / 3"><view style="width:20px;height:5px"></view></view><view></view></view>`, "0,0 200×5; 0,0 200×5; 0,0 20×5; 0,5 90×0"},
		{"fit-content() does not limit the automatic minimum", `<view style="display:grid;grid-template-columns:fit-content(30px) 1fr"><view><view style="width:70px;height:5px"></view></view></view>`, "0,0 200×5; 0,0 70×5; 0,0 70×5"},
		{"a grid that contains its absolute child places it at its padding edge", `<view style="display:grid;padding:10px;position:relative"><view style="position:absolute"></view></view>`, "0,0 200×20; 0,0 0×0"},
		{"a relative inline moves the static position in it", `<view><text style="position:relative;top:3px;left:4px">a<view style="position:absolute"></view></text></view>`, "0,0 200×10; 4,3 10×10; 4,13 0×0"},
		{"the open edge around it does not put a box under the line", `<view><text style="padding-left:5px"><view style="position:absolute"></view></text></view>`, "0,0 200×10; 0,0 5×10; 0,0 0×0"},
		{"an empty inline box with edges stays behind the word before", `<view style="width:30px">aaa <text style="padding:0 2px"></text>a</view>`, "0,0 30×20; 30,0 4×10"},
		{"max-height: max-content where a line stretches", `<view style="display:flex;height:50px"><view style="max-height:max-content"><view style="width:5px;height:7px"></view></view></view>`, "0,0 200×50; 0,0 5×7; 0,0 5×7"},
		{"max-height: fit-content of a flex container", `<view style="display:flex;height:50px;max-height:fit-content"><view style="width:5px;height:7px"></view></view>`, "0,0 200×7; 0,0 5×7"},
		{"max-height: max-content between insets", `<view style="position:absolute;top:0;bottom:0;max-height:max-content"><view style="width:5px;height:7px"></view></view>`, "0,0 5×7; 0,0 5×7"},
		{"max-height: min-content of a grid item", `<view style="display:grid;height:50px"><view style="max-height:min-content"><view style="width:5px;height:7px"></view></view></view>`, "0,0 200×50; 0,0 200×7; 0,0 5×7"},
		{"min-height wins over max-height: min-content", `<view style="height:50px;min-height:60px;max-height:min-content"></view>`, "0,0 200×60"},
		{"a float goes up with a negative margin", `<view style="overflow:hidden"><view><view style="float:left;width:5px;height:9px"></view><view style="margin-top:-3px;height:5px"></view></view></view>`, "0,0 200×6; 0,-3 200×5; 0,-3 5×9; 0,-3 200×5"},
		{"an edge is added to the widest word of the last text", `<view style="width:min-content"><text style="padding:0 5px">a aaaa aa</text></view>`, "0,0 45×30; 0,0 40×30"},
		{"a first character that may be cut has the indent before it", `<view style="width:min-content;overflow-wrap:anywhere;text-indent:20px">aa</view>`, "0,0 30×20"},
		{"tab stops are the block's", `<view style="white-space:pre"><text style="letter-spacing:3px">	</text><text>a</text></view>`, "0,0 200×10; 0,0 80×10; 80,0 10×10"},
		{"a tab hangs", `<view style="white-space:pre-wrap;width:40px"><text>aaa	</text></view>`, "0,0 40×10; 0,0 80×10"},
		{"tab-size as a length", `<view style="white-space:pre;tab-size:25px"><text>a	a</text></view>`, "0,0 200×10; 0,0 35×10"},
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
