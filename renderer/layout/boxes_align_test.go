package layout

import "testing"

// Alignment, ratios and intrinsic sizes that random trees against Chromium brought to
// light, in a viewport of 200×300 with lines of 10 px. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesAlign(t *testing.T) {
	for _, c := range []struct{ name, markup, want string }{
		{"min-height of content wins over max-height", `<view style="min-height:fit-content;max-height:5px"><view style="height:9px"></view></view>`, "0,0 200×9; 0,0 200×9"},
		{"a relative box goes by the direction of its containing block", `<view style="position:relative;left:10px;right:20px;direction:rtl"></view>`, "10,0 200×0"},
		{"a ratio keeps vertical padding", `<view style="width:15px"><view style="aspect-ratio:2;box-sizing:border-box;padding:10px"></view></view>`, "0,0 15×20; 0,0 40×20"},
		{"calc() counts its length in an intrinsic least width", `<view style="position:fixed"><view style="min-width:calc(50% + 5px)"></view></view>`, "0,0 5×0; 0,0 7.5×0"},
		{"an item that fills keeps no more than the line", `<view style="display:flex"><view style="width:-webkit-fill-available"><view style="width:180px;margin:20px"></view></view><view style="width:10px"></view></view>`, "0,0 200×20; 0,0 200×20; 20,20 180×0; 200,0 0×20"},
		{"a float behind a break stays on the line it fits on", `<view style="width:30px">aa <view style="float:right;width:5px;height:5px"></view>bbb</view>`, "0,0 30×25; 25,10 5×5"},
		{"a float has the ends of inline boxes beside it", `<view style="width:35px"><text style="margin:0 10px"><view style="float:left;width:20px;height:5px"></view></text></view>`, "0,0 35×10; 10,0 0×10; 0,10 20×5"},
		{"a table as a flex item holds its content", `<view style="display:flex;justify-content:flex-end"><view style="display:table;width:20px"><view style="width:30px;height:5px"></view></view></view>`, "0,0 200×5; 170,0 30×5; 170,0 30×5"},
		{"a table in a column holds its content", `<view style="display:flex;flex-direction:column"><view style="display:table;height:5px"><view style="width:30px;height:9px"></view></view></view>`, "0,0 200×9; 0,0 200×9; 0,0 30×9"},
		{"percentages in wrapped columns count as automatic", `<view style="display:inline-flex;flex-direction:column;flex-wrap:wrap"><view style="width:50%;height:5px"><view style="width:20px"></view></view></view>`, "0,3 20×5; 0,3 10×5; 0,3 20×0"},
		{"fit-content as a maximum", `<view style="width:25px"><view style="display:inline-block"><view style="width:150px;max-width:fit-content">aa bb</view></view></view>`, "0,0 25×20; 0,0 25×20; 0,0 25×20"},
		{"an inline-block stands on the first baseline of a flex box without texts", `<view><view style="display:inline-block"><view style="display:flex;flex-direction:column"><view style="width:15px;height:4px"></view><view style="width:15px;height:30px"></view></view></view></view>`, "0,0 200×38; 0,4 15×34; 0,4 15×34; 0,4 15×4; 0,8 15×30"},
		{"last baselines of a row", `<view style="display:flex;height:80px;align-items:last baseline"><view>a<view>b</view></view><view style="margin:5px">c</view><view style="align-self:baseline">d</view></view>`, "0,0 200×80; 0,55 10×20; 0,65 10×10; 15,65 10×10; 30,0 10×10"},
		{"last baselines of a row whose lines go up", `<view style="display:flex;flex-wrap:wrap-reverse;height:80px;align-items:last baseline"><view>a<view>b</view></view><view style="margin:5px">c</view></view>`, "0,0 200×80; 0,0 10×20; 0,10 10×10; 15,10 10×10"},
		{"baselines of a column are left edges", `<view style="display:flex;flex-direction:column;flex-wrap:wrap-reverse;align-items:baseline"><view style="width:10px"></view><view style="width:20px"></view></view>`, "0,0 200×0; 180,0 10×0; 180,0 20×0"},
		{"a block behind the last clamped line takes no room", `<view style="display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:1">a<view style="height:50px"></view></view>`, "0,0 200×10; 0,10 200×50"},
		{"a flexed height makes the width", `<view style="display:flex;height:90px;flex-direction:column;align-items:center"><view style="aspect-ratio:1;flex:1"></view><view style="aspect-ratio:1;height:20px"></view></view>`, "0,0 200×90; 65,0 70×70; 90,70 20×20"},
		{"an absolute box with a ratio holds its content between its insets", `<view style="aspect-ratio:0.5;position:absolute;top:0;bottom:50%"><view style="width:80px;padding-right:5px"></view></view>`, "0,0 85×170; 0,0 85×0"},
		{"a least height and a ratio widen an absolute box", `<view style="width:fit-content;position:relative"><view style="min-height:50px;aspect-ratio:1;position:absolute;left:10px;right:10px"></view></view>`, "0,0 0×0; 10,0 50×50"},
		{"insets leave nothing, margins add to it", `<view style="width:0;position:relative"><view style="margin:-10px;position:absolute;left:20px;right:20px"></view></view>`, "0,0 0×0; 10,-10 20×0"},
		{"margins of boxes set from the right are in the box around", `<view><text style="direction:rtl"><text style="margin:5px">a</text></text></view>`, "0,0 200×10; 0,0 20×10; 5,0 10×10"},
	} {
		lt, tree := page(t, "", c.markup, 200, 300)
		if got := rects(lt, tree); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}
