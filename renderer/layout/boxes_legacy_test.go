package layout

import "testing"

// What stands in the anonymous items of a -webkit-box. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesLegacyRuns(t *testing.T) {
	const box = `<view style="display:-webkit-box;height:50px">`
	same(t, [][2]string{
		{`<view style="display:-webkit-box"><text><view></view></text>a</view>`, "0,0 200×10; 0,0 0×10; 0,0 10×0"},
		{`<view style="display:-webkit-box"><text><view style="width:20px;height:5px;margin:5px"></view>b</text>a</view>`, "0,0 200×25; 0,5 30×20; 5,5 20×5"},
		{box + `a<view style="display:table-cell">b</view></view>`, "0,0 200×50; 0,10 10×10"},
		{box + `<view style="display:table-cell">b</view>a<text>c</text></view>`, "0,0 200×50; 0,0 10×10; 10,10 10×10"},
		{box + `<view style="display:table-cell">b</view><view>a</view><text>c</text></view>`, "0,0 200×50; 0,0 10×10; 10,0 10×50; 20,0 10×10"},
		{box + `a<text>c<view style="float:left">b</view></text>b</view>`, "0,0 200×50; 20,0 10×10; 0,0 10×10"},
		{box + `a<text>c<view style="position:absolute">b</view></text>b</view>`, "0,0 200×50; 10,0 10×10; 0,10 10×10"},
		{`<view style="display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2"><view style="float:right">b</view>a</view>`, "0,0 200×10; 190,0 10×10"},
		{`<view style="display:flex"><view><text style="position:relative;top:50%;bottom:20px">a</text></view><view style="height:50px"></view></view>`, "0,0 200×50; 0,0 10×50; 0,25 10×10; 10,0 0×50"},
	})
}
