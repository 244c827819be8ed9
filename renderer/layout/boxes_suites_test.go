package layout

import "testing"

// What the CSS 2.1 test suite, taffy's fixtures and webf's specs against Chromium brought
// to light, in a viewport of 200×300 with lines of 10 px. Oracle chromium:
// simulator/differential/chromium/suites finds them, chromium/layout measured these.
func TestBoxesSuites(t *testing.T) {
	const block = `<view style="display:inline-block;vertical-align:top;`
	for _, c := range []struct{ name, markup, want string }{
		{"space before a float at the end does not push it down", `<view style="width:40px">` + block + `width:20px;height:5px"></view> <view style="float:left;width:20px;height:5px"></view></view>`, "0,0 40×10; 20,0 20×5; 0,0 20×5"},
		{"a line is high enough to meet a lower float", `<view style="width:100px"><view style="float:left;width:10px;height:8px"></view><view style="float:left;clear:left;width:30px;height:20px"></view>` + block + `width:50px;height:20px"></view></view>`, "0,0 100×20; 0,0 10×8; 0,8 30×20; 30,0 50×20"},
		{"and goes below where two floats leave too little", `<view style="width:100px"><view style="float:left;width:60px;height:8px"></view><view style="float:right;width:60px;height:8px"></view>` + block + `width:30px;height:20px"></view></view>`, "0,0 100×28; 0,0 60×8; 40,8 60×8; 0,8 30×20"},
		{"a float without height counts inside a line", `<view style="width:100px"><view style="float:left;width:10px;height:8px"></view><view style="float:left;clear:left;width:30px"></view>` + block + `width:50px;height:20px"></view></view>`, "0,0 100×20; 0,0 10×8; 0,8 30×0; 30,0 50×20"},
		{"space behind a preserved break is gone", block + `">a<text style="white-space:pre">` + "\n" + `</text> bb</view>`, "0,0 20×20; 10,0 0×10"},
		{"an automatic margin of a right-to-left column gives way at the start", `<view style="display:flex;flex-direction:column;direction:rtl;width:50px"><view style="margin-left:auto;margin-right:5px;width:70px;height:5px"></view></view>`, "0,0 50×5; -25,0 70×5"},
		{"collapsed space behind space that does not wrap lets the line end", `<view style="width:30px"><text style="white-space:nowrap">aaa </text> bbb</view>`, "0,0 30×20; 0,0 30×10"},
		{"but only that", `<view style="width:30px"><text style="white-space:nowrap">aaa </text>bbb</view>`, "0,0 30×10; 0,0 40×10"},
		{"space between words held together hangs", `<view style="width:75px"><text style="white-space:nowrap">aaa </text> <text style="white-space:nowrap">bbb </text> <text>c</text></view>`, "0,0 75×20; 0,0 40×10; 40,0 30×10; 0,10 10×10"},
		{"preserved space makes no item", `<view style="display:flex;white-space:pre"> <view style="width:5px;height:5px"></view> </view>`, "0,0 200×5; 0,0 5×5"},
		{"nor a cell", `<view style="display:table;white-space:pre"> <view style="display:table-row"> <view style="display:table-cell">a</view> <view style="display:table-cell">b</view> </view> </view>`, "0,0 20×10; 0,0 20×10; 0,0 10×10; 10,0 10×10"},
		{"a marker stands on a line", `<view style="display:list-item"></view>`, "0,0 200×10"},
		{"unless there is none", `<view style="display:list-item;list-style:none"></view>`, "0,0 200×0"},
		{"the marker's line is beside what has no line", `<view style="display:list-item"><view style="margin:5px 0;height:3px"></view></view>`, "0,5 200×10; 0,5 200×3"},
		{"the marker's line is that of the content", `<view style="display:list-item"><view>a</view></view>`, "0,0 200×10; 0,0 200×10"},
		{"a marker beside a float", `<view style="display:list-item"><view style="float:left;width:5px;height:5px"></view></view>`, "0,0 200×10; 0,0 5×5"},
		{"a cleared formatting context takes its margin from the floats' parent", `<view style="display:flow-root"><view style="height:10px"></view><view><view style="float:left;width:5px;height:20px"></view><view style="clear:left;overflow:hidden;margin-top:15px;height:5px"></view></view></view>`, "0,0 200×35; 0,0 200×10; 0,10 200×25; 0,10 5×20; 0,30 200×5"},
		{"so does one that does not fit beside them", `<view style="display:flow-root;width:50px"><view><view style="float:left;width:20px;height:20px"></view><view style="overflow:hidden;margin-top:30px;height:5px;width:40px"></view></view></view>`, "0,0 50×25; 0,0 50×25; 0,0 20×20; 0,20 40×5"},
		{"but not one that fits", `<view style="display:flow-root;width:50px"><view><view style="float:left;width:20px;height:20px"></view><view style="overflow:hidden;margin-top:30px;height:5px"></view></view></view>`, "0,0 50×50; 0,30 50×5; 0,30 20×20; 20,30 30×5"},
	} {
		lt, tree := page(t, "", c.markup, 200, 300)
		if got := rects(lt, tree); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}

// List items without a line, and what stands in an inline box on several lines. Oracle
// chromium: simulator/differential/chromium/layout, TestMarkup.
func TestBoxesListAndInline(t *testing.T) {
	same(t, [][2]string{
		{`<view style="line-height:1;font-size:10px;display:list-item;list-style-type:disc;padding-top:50px"><view style="height:4px"></view></view>`, "0,0 200×54; 0,50 200×4"},
		{`<view style="line-height:1;font-size:10px;display:list-item;list-style-type:disc;padding-bottom:2px"><view style="height:4px"></view></view>`, "0,0 200×10; 0,0 200×4"},
		{`<view style="line-height:1;font-size:10px;display:list-item;list-style-type:disc;padding-top:2px"></view>`, "0,0 200×12"},
		{`<view style="font-size:10px;line-height:1"><view style="display:inline-block"><view style="line-height:1;font-size:10px;display:list-item;list-style-type:disc"></view></view></view>`, "0,0 200×10; 0,0 0×10; 0,0 0×10"},
		{`<view style="font-size:0;line-height:0;width:100px"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><text style="position:relative;padding:2px;border:1px solid"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="position:absolute;left:0;top:0;width:5px;height:5px"></view><view style="position:absolute;right:0;bottom:0;width:5px;height:5px"></view><view style="position:absolute;width:50%;height:50%;right:0;top:0"></view></text></view>`, "0,0 100×20; 0,0 30×10; 30,0 30×10; 0,-3 93×16; 63,0 30×10; 0,10 30×10; 61,-2 5×5; 56,7 5×5; 61,-2 0×7"},
		{`<view style="font-size:0;line-height:0;width:100px"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><text style="position:relative;padding:2px;border:1px solid"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="position:absolute;left:0;top:0;width:5px;height:5px"></view><view style="position:absolute;right:0;bottom:0;width:5px;height:5px"></view><view style="position:absolute;width:50%;height:50%;right:0;top:0"></view></text></view>`, "0,0 100×30; 0,0 30×10; 30,0 30×10; 0,-3 93×26; 63,0 30×10; 0,10 30×10; 30,10 30×10; 60,10 30×10; 0,20 30×10; 61,-2 5×5; 56,17 5×5; 61,-2 0×12"},
		{`<view style="font-size:0;line-height:0;width:100px;direction:rtl"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><text style="position:relative;padding:2px;border:1px solid"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="position:absolute;left:0;top:0;width:5px;height:5px"></view><view style="position:absolute;right:0;bottom:0;width:5px;height:5px"></view><view style="position:absolute;width:50%;height:50%;right:0;top:0"></view></text></view>`, "0,0 100×20; 70,0 30×10; 40,0 30×10; 7,-3 93×16; 7,0 30×10; 70,10 30×10; 39,-2 5×5; 34,7 5×5; 39,-2 0×7"},
		{`<view style="font-size:0;line-height:0;width:100px"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><text style="position:relative;padding:2px"><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="height:9px"></view><view style="display:inline-block;width:30px;height:10px;vertical-align:top"></view><view style="position:absolute;left:0;top:0;width:5px;height:5px"></view><view style="position:absolute;right:0;bottom:0;width:5px;height:5px"></view><view style="position:absolute;width:50%;height:50%;right:0;top:0"></view></text></view>`, "0,0 100×29; 0,0 30×10; 0,-2 100×23; 32,0 30×10; 0,10 100×9; 0,19 30×10; 30,-2 5×5; 27,16 5×5; 31,-2 1×11.5"},
	})
}
