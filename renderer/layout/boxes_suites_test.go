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
	} {
		lt, tree := page(t, "", c.markup, 200, 300)
		if got := rects(lt, tree); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}
