package layout

import (
	"fmt"
	"strings"
	"testing"
)

// Ratios of grid items (css-grid-2 §6.2, §6.6, §11.1 step 3). Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesGridRatio(t *testing.T) {
	same(t, [][2]string{
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;min-height:50px"></view></view>`, "0,0 100×100; 0,0 200×100"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;min-width:50px"></view></view>`, "0,0 100×100; 0,0 100×50"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;align-self:stretch"></view></view>`, "0,0 100×100; 0,0 200×100"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;align-self:stretch;max-width:40px"></view></view>`, "0,0 100×100; 0,0 40×100"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;align-self:stretch;justify-self:stretch;max-width:40px"></view></view>`, "0,0 100×100; 0,0 40×100"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;max-width:40px"></view></view>`, "0,0 100×100; 0,0 40×20"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;width:40px;align-self:stretch"></view></view>`, "0,0 100×100; 0,0 40×100"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;align-self:start"></view></view>`, "0,0 100×100; 0,0 100×50"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;justify-self:center">aa</view></view>`, "0,0 100×100; 0,0 200×100"},
		{`<view style="display:grid;width:100px;height:100px"><view style="aspect-ratio:2;justify-self:stretch;align-self:center">aa</view></view>`, "0,0 100×100; 0,25 100×50"},
		{`<view style="display:grid;width:100px;"><view style="aspect-ratio:2;"><view style="width:60px;height:80px"></view></view></view>`, "0,0 100×80; 0,0 160×80; 0,0 60×80"},
		{`<view style="display:grid;width:100px;"><view style="aspect-ratio:2;max-width:80px;justify-self:start"><view style="width:60px;height:80px"></view></view></view>`, "0,0 100×80; 0,0 80×80; 0,0 60×80"},
		{`<view style="display:grid;width:100px;grid-template-columns:1fr 1fr"><view style="aspect-ratio:1"></view><view style="height:80px"></view><view style="aspect-ratio:1"></view></view>`, "0,0 100×130; 0,0 80×80; 80,0 20×80; 0,80 80×80"},
		{`<view style="display:grid;width:100px;grid-template-columns:repeat(3,1fr);gap:4px"><view style="aspect-ratio:4/3;overflow:hidden"></view><view style="height:80px"></view><view style="aspect-ratio:1"></view></view>`, "0,0 100×80; 0,0 6×4.484375; 10,0 6×80; 20,0 80×80"},
		{`<view style="display:grid;width:300px;height:100px"><view style="aspect-ratio:1;overflow:hidden"></view></view>`, "0,0 300×100; 0,0 300×300"},
		{`<view style="display:grid;width:100px;height:300px"><view style="aspect-ratio:1;overflow:hidden"></view></view>`, "0,0 100×300; 0,0 100×100"},
		{`<view style="display:grid;width:100px;height:300px"><view style="aspect-ratio:1;min-width:0"></view></view>`, "0,0 100×300; 0,0 100×100"},
		{`<view style="display:grid;width:100px;height:300px"><view style="aspect-ratio:1;min-width:0;align-self:stretch"></view></view>`, "0,0 100×300; 0,0 300×300"},
		{`<view style="display:grid;width:100px;height:300px"><view style="aspect-ratio:1;justify-self:start;min-width:0"></view></view>`, "0,0 100×300; 0,0 300×300"},
		{`<view style="display:grid;width:300px;height:100px"><view style="aspect-ratio:1;height:50px"></view></view>`, "0,0 300×100; 0,0 50×50"},
		{`<view style="display:grid;width:100px;grid-template-columns:1fr 1fr"><view style="aspect-ratio:1"></view><view style="height:80px"></view><view style="aspect-ratio:1;height:20px"></view></view>`, "0,0 100×100; 0,0 80×80; 80,0 20×80; 0,80 20×20"},
		{`<view style="display:grid;width:100px;grid-template-columns:40px 1fr"><view style="aspect-ratio:1;overflow:hidden"></view><view style="height:80px"></view><view style="aspect-ratio:1"></view></view>`, "0,0 100×120; 0,0 40×40; 40,0 60×80; 0,80 40×40"},
	})
}

// What scrolls in a grid that is sized by its content. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesGridScrolling(t *testing.T) {
	same(t, [][2]string{
		{`<view style="display:grid;width:75px"><view style="display:grid"><view style="overflow:scroll"><view style="width:150px;height:5px"></view></view></view></view>`, "0,0 75×5; 0,0 75×5; 0,0 75×5; 0,0 150×5"},
		{`<view style="display:inline-grid;grid-template-columns:min-content max-content"><view style="display:grid"><view style="overflow:hidden"><view style="width:30px;height:5px"></view></view></view></view>`, "0,3 0×5; 0,3 0×5; 0,3 0×5; 0,3 30×5"},
	})
}

// Flex and grid boxes whose height a ratio gives. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesRatioContainers(t *testing.T) {
	same(t, [][2]string{
		{`<view style="width:40px"><view style="display:flex;aspect-ratio:1"><view style="width:10px;height:60px"></view></view></view>`, "0,0 40×60; 0,0 40×60; 0,0 10×60"},
		{`<view style="width:40px"><view style="display:flex;aspect-ratio:1"><view style="width:10px;height:60px"></view><view></view></view></view>`, "0,0 40×60; 0,0 40×60; 0,0 10×60; 10,0 0×60"},
		{`<view style="width:40px"><view style="display:flex;flex-direction:column;aspect-ratio:1"><view style="width:10px;height:60px"></view><view></view></view></view>`, "0,0 40×60; 0,0 40×60; 0,0 10×60; 0,60 40×0"},
		{`<view style="width:40px"><view style="display:flex;flex-direction:column;aspect-ratio:1"><view style="width:10px;flex:none"><view style="height:60px"></view></view><view></view></view></view>`, "0,0 40×60; 0,0 40×60; 0,0 10×60; 0,0 10×60; 0,60 40×0"},
		{`<view style="width:40px"><view style="display:flex;flex-wrap:wrap;aspect-ratio:1"><view style="width:10px;"><view style="height:60px"></view></view><view></view></view></view>`, "0,0 40×60; 0,0 40×60; 0,0 10×60; 0,0 10×60; 10,0 0×60"},
		{`<view style="width:40px"><view style="display:grid;aspect-ratio:1"><view style="width:10px;"><view style="height:60px"></view></view><view></view></view></view>`, "0,0 40×60; 0,0 40×60; 0,0 10×60; 0,0 10×60; 0,60 40×0"},
		{`<view style="width:40px"><view style="display:grid;aspect-ratio:1;grid-template-rows:1fr 1fr"><view style="width:10px;"><view style="height:60px"></view></view><view></view></view></view>`, "0,0 40×60; 0,0 40×60; 0,0 10×60; 0,0 10×60; 0,60 40×0"},
		{`<view style="width:40px"><view style="display:grid;aspect-ratio:1;grid-auto-rows:minmax(20px,auto)"><view style="width:10px;"><view style="height:60px"></view></view><view></view></view></view>`, "0,0 40×40; 0,0 40×40; 0,0 10×20; 0,0 10×60; 0,20 40×20"},
		{`<view style="width:40px"><view style="display:grid;aspect-ratio:1;grid-auto-rows:60px"><view style="width:10px;"><view style="height:60px"></view></view><view></view></view></view>`, "0,0 40×120; 0,0 40×120; 0,0 10×60; 0,0 10×60; 0,60 40×60"},
		{`<view style="width:40px"><view style="display:grid;aspect-ratio:1;grid-auto-rows:minmax(20px,auto)"><view style="width:10px;"><view style="height:60px"></view></view><view style="height:15px"></view></view></view>`, "0,0 40×40; 0,0 40×40; 0,0 10×20; 0,0 10×60; 0,20 40×15"},
	})
}

// Boxes with a formatting context of their own beside floats, and clear. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesBesideFloats(t *testing.T) {
	same(t, [][2]string{
		{`<view style="width:100px"><view style="float:left;width:50px;height:100px"></view><view style="overflow:hidden;height:50px;margin-left:-50px"></view></view>`, "0,0 100×50; 0,0 50×100; 50,0 50×50"},
		{`<view style="width:100px"><view style="float:left;width:50px;height:100px"></view><view style="overflow:hidden;height:50px;margin-left:-51px"></view></view>`, "0,0 100×150; 0,0 50×100; -51,100 151×50"},
		{`<view style="width:100px"><view style="float:left;width:30px;height:100px"></view><view style="overflow:hidden;height:50px;margin-left:-60px"></view></view>`, "0,0 100×50; 0,0 30×100; 30,0 70×50"},
		{`<view style="width:100px"><view style="float:left;width:30px;height:100px"></view><view style="overflow:hidden;height:50px;margin-right:-10px"></view></view>`, "0,0 100×50; 0,0 30×100; 30,0 70×50"},
		{`<view style="width:100px"><view style="float:right;width:30px;height:100px"></view><view style="overflow:hidden;height:50px;margin-left:-60px"></view></view>`, "0,0 100×50; 70,0 30×100; 0,0 70×50"},
		{`<view style="width:100px"><view style="float:left;width:50px;height:100px"></view><view style="overflow:hidden;width:50px;height:50px;margin-right:10px"></view></view>`, "0,0 100×50; 0,0 50×100; 50,0 50×50"},
		{`<view style="width:100px"><view style="float:left;width:50px;height:100px"></view><view style="overflow:hidden;width:50px;height:50px;margin-left:10px"></view></view>`, "0,0 100×50; 0,0 50×100; 50,0 50×50"},
		{`<view style="width:100px"><view style="float:left;width:50px;height:100px"></view><view style="overflow:hidden;width:50px;height:50px;margin-left:60px"></view></view>`, "0,0 100×50; 0,0 50×100; 60,0 50×50"},
		{`<view style="width:100px"><view style="float:right;width:50px;height:100px"></view><view style="overflow:hidden;width:50px;height:50px;margin-left:10px"></view></view>`, "0,0 100×150; 50,0 50×100; 10,100 50×50"},
		{`<view style="width:100px;direction:rtl"><view style="float:right;width:50px;height:100px"></view><view style="overflow:hidden;width:50px;height:50px;margin-left:10px"></view></view>`, "0,0 100×50; 50,0 50×100; 0,0 50×50"},
		{`<view style="width:100px"><view style="float:left;width:50px;height:100px"></view><view style="overflow:hidden;max-width:50px;height:50px;margin-right:10px"><view style="width:50px"></view></view></view>`, "0,0 100×50; 0,0 50×100; 50,0 40×50; 50,0 50×0"},
		{`<view style="width:300px"><view><view style="float:left;width:100px;height:100px"></view><view style="clear:left;margin-top:40px;margin-bottom:140px"></view></view><view style="height:100px"></view></view>`, "0,0 300×300; 0,0 300×200; 0,0 100×100; 0,100 300×0; 0,200 300×100"},
		{`<view style="width:300px"><view><view style="float:left;width:100px;height:100px"></view><view style="clear:left;margin-top:40px;margin-bottom:14px"></view></view><view style="height:100px"></view></view>`, "0,0 300×200; 0,0 300×100; 0,0 100×100; 0,100 300×0; 0,100 300×100"},
		{`<view style="width:300px"><view><view style="float:left;width:100px;height:100px"></view><view style="clear:left;margin-top:140px;margin-bottom:14px"></view></view><view style="height:100px"></view></view>`, "0,0 300×200; 0,0 300×100; 0,0 100×100; 0,100 300×0; 0,100 300×100"},
		{`<view style="width:300px"><view><view style="float:left;width:100px;height:100px"></view><view style="clear:left;margin-top:40px;margin-bottom:140px"></view><view style="height:10px;margin-top:20px"></view></view><view style="height:100px"></view></view>`, "0,0 300×310; 0,0 300×210; 0,0 100×100; 0,100 300×0; 0,200 300×10; 0,210 300×100"},
		{`<view style="width:300px"><view style="border:1px solid"><view style="float:left;width:100px;height:100px"></view><view style="clear:left;margin-top:40px;margin-bottom:140px"></view></view><view style="height:100px"></view></view>`, "0,0 300×302; 0,0 300×202; 1,1 100×100; 1,101 298×0; 0,202 300×100"},
		{`<view style="width:300px"><view><view style="height:10px"></view><view style="float:left;width:100px;height:100px"></view><view style="clear:left;margin-top:40px;margin-bottom:140px"></view></view><view style="height:100px"></view></view>`, "0,0 300×310; 0,0 300×210; 0,0 300×10; 0,10 100×100; 0,110 300×0; 0,210 300×100"},
	})
}

// Grid areas of absolute children. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesGridAbsolute(t *testing.T) {
	same(t, [][2]string{
		{`<view style="display:grid;position:relative;width:100px;grid-template-columns:40px 40px;grid-template-rows:20px 30px;gap:5px 10px;padding:3px;border:2px solid"><view style="position:absolute;grid-column:2;grid-row:1 / 3;left:0;right:0;top:0;bottom:0"></view></view>`, "0,0 110×65; 55,5 53×55"},
		{`<view style="display:grid;position:relative;width:100px;grid-template-columns:40px 40px;grid-template-rows:20px 30px;gap:5px 10px;padding:3px"><view style="position:absolute;grid-column:2 / auto;left:0;right:0;top:0;bottom:0"></view></view>`, "0,0 106×61; 53,0 53×61"},
		{`<view style="display:grid;position:relative;width:100px;grid-template-columns:40px 40px;padding:3px"><view style="position:absolute;grid-column:1 / 9;left:0;right:0;top:0;bottom:0"></view><view style="height:7px"></view></view>`, "0,0 106×13; 3,0 103×13; 3,3 40×7"},
		{`<view style="display:grid;position:relative;direction:rtl;width:100px;grid-template-columns:40px 30px;padding:3px 9px 3px 5px"><view style="position:absolute;grid-column:2;left:0;right:0;top:0;bottom:0"></view><view style="height:7px"></view></view>`, "0,0 114×13; 0,0 65×13; 65,3 40×7"},
		{`<view style="display:grid;position:relative;grid-template-columns:40px 30px"><view style="position:absolute;grid-area:p;width:3px;height:3px"></view><view style="height:7px"></view></view>`, "0,0 200×7; 0,7 3×3; 0,0 40×7"},
		{`<view style="display:grid;grid-template-columns:40px 40px"><view style="width:20px;height:5px;justify-self:self-start;direction:rtl"></view><view style="width:20px;justify-self:self-end;direction:rtl"></view></view>`, "0,0 200×5; 20,0 20×5; 40,0 20×5"},
	})
}

// What is left of sizes that depend on one another. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesDependent(t *testing.T) {
	same(t, [][2]string{
		{`<view style="display:inline-grid;min-width:100px;grid-template-columns:repeat(auto-fill,60px)"></view>`, "0,8 120×0"},
		{`<view style="display:inline-grid;min-width:200px;grid-template-columns:repeat(auto-fill,minmax(70px,1fr))"></view>`, "0,8 210×0"},
		{`<view style="display:inline-grid;max-width:200px;grid-template-columns:repeat(auto-fill,minmax(70px,1fr))"></view>`, "0,8 140×0"},
		{`<view style="float:left;display:grid;max-width:200px;min-width:100px;padding:5px;grid-template-columns:repeat(auto-fit,minmax(70px,1fr))"><view></view><view></view></view>`, "0,0 150×10; 5,5 70×0; 75,5 70×0"},
		{`<view style="float:left;display:grid;min-width:100px;gap:7px;grid-template-columns:repeat(auto-fill,50px)"><view></view><view></view><view>a</view></view>`, "0,0 107×17; 0,0 50×0; 57,0 50×0; 0,7 50×10"},
		{`<view style="width:max-content;aspect-ratio:0.5;box-sizing:border-box;padding-bottom:5px"></view>`, "0,0 2.5×5"},
		{`<view style="width:min-content;aspect-ratio:2;box-sizing:border-box;border:5px solid"></view>`, "0,0 20×10"},
		{`<view style="width:min-content;min-height:100px;aspect-ratio:1"></view>`, "0,0 100×100"},
		{`<view style="display:grid"><view style="height:5px;aspect-ratio:1"><view style="width:80px"></view></view></view>`, "0,0 200×5; 0,0 80×5; 0,0 80×0"},
		{`<view style="display:grid;grid-template-columns:20px"><view style="height:5px;aspect-ratio:1"><view style="width:80px"></view></view></view>`, "0,0 200×5; 0,0 80×5; 0,0 80×0"},
		{`<view style="display:grid;height:90px"><view style="height:10%;aspect-ratio:auto 1"><view style="margin:1em"></view></view></view>`, "0,0 200×90; 0,0 20×20; 10,10 0×0"},
		{`<view style="display:grid;height:90px"><view style="height:50%;aspect-ratio:2;justify-self:center"><view style="width:100px"></view></view></view>`, "0,0 200×90; 50,0 100×45; 50,0 100×0"},
		{`<view style="display:flex"><view style="display:flex;flex-direction:column-reverse;flex-wrap:wrap-reverse"><view style="width:-webkit-fill-available"></view></view></view>`, "0,0 200×0; 0,0 0×0; 0,0 0×0"},
	})
}

// Boxes that have no room beside a float keep their margins from the box around them.
// Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesApart(t *testing.T) {
	same(t, [][2]string{
		{`<view style="overflow:hidden;width:200px"><view><view><view style="float:left;width:200px;height:200px"></view></view><view style="overflow:hidden;width:200px;height:1px;margin-top:200px"></view></view></view>`, "0,0 200×201; 0,0 200×201; 0,0 200×0; 0,0 200×200; 0,200 200×1"},
		{`<view style="overflow:hidden;width:200px"><view><view style="float:left;width:150px;height:20px"></view><view style="display:flex;width:100px;height:10px;margin-top:10px"></view></view></view>`, "0,0 200×30; 0,0 200×30; 0,0 150×20; 0,20 100×10"},
		{`<view style="overflow:hidden;width:200px"><view><view style="float:left;width:150px;height:20px"></view><view style="display:flex;width:100px;height:10px;margin-top:30px"></view></view></view>`, "0,0 200×30; 0,0 200×30; 0,0 150×20; 0,20 100×10"},
		{`<view style="overflow:hidden;width:200px"><view><view style="float:left;width:50px;height:20px"></view><view style="display:flex;width:100px;height:10px;margin-top:30px"></view></view></view>`, "0,0 200×50; 0,30 200×10; 0,30 50×20; 50,30 100×10"},
		{`<view style="overflow:hidden;width:200px"><view style="margin-top:7px"><view style="float:left;width:150px;height:20px"></view><view style="display:flex;width:100px;height:10px;margin-top:10px"></view></view></view>`, "0,0 200×37; 0,7 200×30; 0,7 150×20; 0,27 100×10"},
		{`<view style="overflow:hidden;width:200px"><view style="margin-top:7px"><view style="float:left;width:150px;height:20px"></view><view style="display:flex;width:100px;height:10px;margin-top:-3px"></view></view></view>`, "0,0 200×37; 0,7 200×30; 0,7 150×20; 0,27 100×10"},
		{`<view style="overflow:hidden;width:200px"><view style="margin-top:7px"><view style="float:left;width:150px;height:20px"></view><view style="float:right;width:40px;height:50px"></view><view style="display:flex;width:100px;height:10px;margin-top:30px"></view></view></view>`, "0,0 200×57; 0,7 200×30; 0,7 150×20; 160,7 40×50; 0,27 100×10"},
		{`<view style="overflow:hidden;width:200px"><view style="height:5px;margin-bottom:4px"></view><view style="margin-top:7px"><view style="float:left;width:150px;height:20px"></view><view style="display:grid;width:100%;height:10px;margin-top:10px"></view></view></view>`, "0,0 200×42; 0,0 200×5; 0,12 200×30; 0,12 150×20; 0,32 200×10"},
		{`<view style="overflow:hidden;width:200px"><view><text><view style="float:left;width:150px;height:20px"></view></text><view style="display:grid;width:100%;height:10px;margin-top:10px"></view></view></view>`, "0,0 200×30; 0,0 200×30; 150,0 0×0; 0,0 150×20; 0,20 200×10"},
		{`<view style="overflow:hidden;width:200px"><view><view style="float:left;width:150px;height:20px"></view><view style="display:grid;min-width:90px;height:10px;margin-top:10px"></view></view></view>`, "0,0 200×30; 0,0 200×30; 0,0 150×20; 0,20 200×10"},
		{`<view style="overflow:hidden;width:200px"><view><view style="float:left;width:150px;height:20px"></view><view style="display:table;margin-top:10px"><view style="width:70px;height:5px"></view></view></view></view>`, "0,0 200×25; 0,0 200×25; 0,0 150×20; 0,20 70×5; 0,20 70×5"},
	})
}

// An inline box around a block of no height is under the margins that its box with a
// formatting context keeps apart, and what stands behind a last text counts in its widest
// word. Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesAroundEdges(t *testing.T) {
	same(t, [][2]string{
		{`<view><text><view style="margin:10px"><view style="display:table"></view></view></text><view style="height:5px"></view></view>`, "0,10 200×15; 0,20 0×0; 10,10 180×0; 10,10 0×0; 0,20 200×5"},
		{`<view style="width:min-content">bb a<view style="display:inline;padding:0 10px"></view></view>`, "0,0 40×10; 40,0 20×10"},
		{`<view style="width:min-content">xx <view style="display:inline">bbbbb a</view><text style="padding:0 3px"></text></view>`, "0,0 56×30; 0,10 50×20; 10,20 6×10"},
		{`<view style="width:30px"><view style="float:left">aaaa bb<text style="padding:0 7px"></text></view></view>`, "0,0 30×0; 0,0 54×20; 20,10 14×10"},
		{`<view style="border-collapse:collapse"><view style="display:inline-block"><view style="display:table-row;border:5px solid">a</view></view></view>`, "0,0 200×22; 0,0 20×20; 2.5,2.5 15×15"},
	})
}

// A flex box gives an inline-block around it its first baseline. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesFlexBaseline(t *testing.T) {
	same(t, [][2]string{
		{`<view>x<view style="display:inline-block"><view style="display:flex;flex-direction:column"><view style="height:4px"></view><view>b</view></view></view></view>`, "0,0 200×18; 10,4 10×14; 10,4 10×14; 10,4 10×4; 10,8 10×10"},
		{`<view>x<view style="display:inline-block"><view>b</view><view style="display:flex;flex-direction:column"><view style="height:4px"></view></view></view></view>`, "0,0 200×16; 10,0 10×14; 10,0 10×10; 10,10 10×4; 10,10 10×4"},
		{`<view style="display:flex;align-items:last baseline"><view style="display:flex;flex-wrap:wrap;width:20px"><view style="width:15px;height:10px"></view><view style="width:15px;height:30px"></view></view><view style="height:10px">aa</view></view>`, "0,0 200×42; 0,0 20×40; 0,0 15×10; 0,10 15×30; 20,32 20×10"},
	})
}

// same compares the boxes of markups in a viewport of 200×300 with lines of 10 px.
func same(t *testing.T, list [][2]string) {
	t.Helper()
	for _, c := range list {
		lt, tree := page(t, "", c[0], 200, 300)
		if got := rects(lt, tree); got != c[1] {
			t.Errorf("%s\n got  %s\n want %s", c[0], got, c[1])
		}
	}
}

// Where inline and atomic boxes are on a line with an ellipsis. Oracle chromium:
// simulator/differential/chromium/layout.
func TestEllipsisBoxes(t *testing.T) {
	const clamp = `<view style="width:140px;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:1;font-size:14px">`
	const cut = `<view style="width:60px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-size:14px">`
	same(t, [][2]string{
		{clamp + `<text>Sam <text>and</text></text> soandsoon</view>`, "0,0 140×14; 0,0 112×14; 56,0 56×14"},
		{clamp + `<text style="border:1px solid red">Sam <text>and</text></text> soandsoon</view>`, "0,0 140×14; 0,-1 100×16; 57,0 56×14"},
		{clamp + `<text>Sam <text style="background:red">and</text></text> soandsoon</view>`, "0,0 140×14; 0,0 98×14; 56,0 42×14"},
		{clamp + `<text>Sam <text style="font-size:20px">and</text></text> soandsoon</view>`, "0,0 140×20; 0,5 116×14; 56,0 74×20"},
		{clamp + `<text>Sam <text style="line-height:40px">and</text></text> soandsoon</view>`, "0,0 140×40; 0,13 112×14; 56,13 56×14"},
		{clamp + `<text>Sam </text><text><view style="display:inline-block;width:80px;height:9px"></view></text> soandsoon</view>`, "0,0 140×14; 0,0 70×14; 56,0 80×14; 56,2 80×9"},
		{cut + `Samp<view style="display:inline-block;width:40px;height:9px"></view><text>aaaa<view style="display:inline-block;width:40px;height:9px"></view></text></view>`, "0,0 60×14; 56,2 40×9; 96,0 96×14; 152,2 40×9"},
	})
}

// Floats in blocks whose margins meet each other: the margin below does not move them.
// Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesFloatsInEmptyBlocks(t *testing.T) {
	same(t, [][2]string{
		{`<view style="overflow:hidden"><view style="height:64px"></view><view style="margin-bottom:8px"><view style="float:left;width:96px;height:96px;"></view></view><view style="height:10px"></view></view>`, "0,0 200×160; 0,0 200×64; 0,64 200×0; 0,64 96×96; 0,72 200×10"},
		{`<view style="overflow:hidden"><view style="height:64px"></view><view style="margin-bottom:8px;margin-top:4px"><view style="float:left;width:96px;height:96px;"></view></view><view style="height:10px"></view></view>`, "0,0 200×164; 0,0 200×64; 0,68 200×0; 0,68 96×96; 0,72 200×10"},
		{`<view style="overflow:hidden"><view style="height:64px"></view><view style="margin-bottom:8px;margin-top:4px"><view style="float:left;width:96px;height:96px;"></view></view></view>`, "0,0 200×164; 0,0 200×64; 0,68 200×0; 0,68 96×96"},
		{`<view style="overflow:hidden"><view style="height:64px"></view><view style="margin-bottom:-8px;margin-top:4px"><view style="float:left;width:96px;height:96px;"></view></view></view>`, "0,0 200×164; 0,0 200×64; 0,68 200×0; 0,68 96×96"},
		{`<view style="overflow:hidden"><view style="height:64px"></view><view style="margin-bottom:-8px;margin-top:4px"><view style="margin:7px 0 20px"><view style="float:left;width:96px;height:96px;"></view></view></view></view>`, "0,0 200×180; 0,0 200×64; 0,84 200×0; 0,84 200×0; 0,84 96×96"},
		{`<view style="overflow:hidden"><view style="margin-bottom:8px;"><view style="float:left;width:96px;height:96px;"></view></view></view>`, "0,0 200×96; 0,0 200×0; 0,0 96×96"},
		{`<view style="overflow:hidden"><view style="margin-bottom:8px;"><view style="float:left;width:96px;height:96px;"></view></view><view style="height:10px"></view></view>`, "0,0 200×96; 0,0 200×0; 0,0 96×96; 0,8 200×10"},
		{`<view style="overflow:hidden"><view style="margin-bottom:8px;margin-top:3px"><view style="float:left;width:96px;height:96px;"></view></view><view style="height:10px"></view></view>`, "0,0 200×99; 0,3 200×0; 0,3 96×96; 0,8 200×10"},
		{`<view style="overflow:hidden"><view><view style="margin-bottom:8px;margin-top:3px"><view style="float:left;width:96px;height:96px;"></view></view></view><view style="height:10px"></view></view>`, "0,0 200×104; 0,8 200×0; 0,8 200×0; 0,8 96×96; 0,8 200×10"},
		{`<view style="overflow:hidden"><view><view style="margin-bottom:8px;margin-top:3px"><view style="float:left;width:96px;height:96px;"></view></view></view></view>`, "0,0 200×104; 0,8 200×0; 0,8 200×0; 0,8 96×96"},
		{`<view style="overflow:hidden"><view style="height:20px"></view><view style="margin-bottom:8px;margin-top:3px"><view style="float:left;width:96px;height:96px;"></view></view><view style="float:left;width:50px;height:120px"></view></view>`, "0,0 200×148; 0,0 200×20; 0,23 200×0; 0,23 96×96; 96,28 50×120"},
	})
}

// Absolute boxes that would stand on a line beside floats.
// Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesStaticBesideFloats(t *testing.T) {
	same(t, [][2]string{
		{`<view style="width:200px"><view style="float:left;width:56px;height:20px"></view><view style="position:absolute;display:inline">x</view></view>`, "0,0 200×0; 0,0 56×20; 56,0 10×10"},
		{`<view style="width:200px"><view style="float:left;width:56px;height:20px"></view><view style="position:absolute;display:block">x</view></view>`, "0,0 200×0; 0,0 56×20; 0,0 10×10"},
		{`<view style="width:200px"><view style="position:absolute;display:inline">x</view><view style="float:left;width:56px;height:20px"></view></view>`, "0,0 200×0; 0,0 10×10; 0,0 56×20"},
		{`<view style="width:200px"><view style="height:3px"></view><view style="float:left;width:56px;height:20px"></view><view style="position:absolute;display:inline">x</view></view>`, "0,0 200×3; 0,0 200×3; 0,3 56×20; 56,3 10×10"},
		{`<view style="width:200px"><view style="height:3px"></view><view style="float:left;width:56px;height:20px"></view><view style="position:absolute;display:inline">x</view><view style="height:3px"></view></view>`, "0,0 200×6; 0,0 200×3; 0,3 56×20; 56,3 10×10; 0,3 200×3"},
		{`<view style="width:200px;text-align:center"><view style="float:left;width:56px;height:20px"></view><view style="position:absolute;display:inline">x</view></view>`, "0,0 200×0; 0,0 56×20; 128,0 10×10"},
		{`<view style="width:200px"><view style="float:left;width:200px;height:20px"></view><view style="position:absolute;display:inline">x</view></view>`, "0,0 200×0; 0,0 200×20; 200,0 10×10"},
		{`<view style="width:200px"><view style="float:left;width:180px;height:20px"></view><view style="position:absolute;display:inline">xx</view></view>`, "0,0 200×0; 0,0 180×20; 180,0 20×10"},
		{`<view style="width:200px"><view style="float:left;width:56px;height:20px"></view>yy<view style="position:absolute;display:inline">x</view></view>`, "0,0 200×10; 0,0 56×20; 76,0 10×10"},
		{`<view style="width:200px"><view style="float:left;width:56px;height:20px"></view> <view style="position:absolute;display:inline">x</view></view>`, "0,0 200×0; 0,0 56×20; 56,0 10×10"},
	})
}

// Blocks of no height in inline boxes: which margins move them.
// Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesEmptyInInline(t *testing.T) {
	same(t, [][2]string{
		{`<view style="height:10px"></view><text><text><view></view></text></text><text><view></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,10 0×0; 0,10 0×0; 0,10 200×0; 0,10 0×0; 0,10 200×0; 0,26 200×5"},
		{`<view style="height:10px"></view><text><text><view></view></text></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,10 0×0; 0,10 0×0; 0,10 200×0; 0,26 200×5"},
		{`<view style="height:10px"></view><text><view></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,10 0×0; 0,10 200×0; 0,26 200×5"},
		{`<view style="height:10px"></view><text><view></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,10 0×0; 0,10 200×0; 0,26 200×5"},
		{`<view style="height:10px"></view><text><text><view></view></text></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,10 0×0; 0,10 0×0; 0,10 200×0; 0,26 200×5"},
		{`<view style="height:10px;margin-bottom:6px"></view><text><text><view></view></text></text><view style="height:5px"></view>`, "0,0 200×10; 0,16 0×0; 0,16 0×0; 0,16 200×0; 0,16 200×5"},
		{`<view><view style="height:10px;margin-bottom:6px"></view></view><text><text><view></view></text></text><view style="height:5px"></view>`, "0,0 200×10; 0,0 200×10; 0,16 0×0; 0,16 0×0; 0,16 200×0; 0,16 200×5"},
		{`<view><view style="height:10px"></view></view><text><text><view></view></text></text><view style="padding:1px"><view style="margin:20px 0;height:10px"></view></view>`, "0,0 200×10; 0,0 200×10; 0,10 0×0; 0,10 0×0; 0,10 200×0; 0,10 200×52; 1,31 198×10"},
		{`<view><view style="height:10px"></view></view><text><text><view></view></text></text><view><view style="margin:20px 0;height:10px"></view></view>`, "0,0 200×10; 0,0 200×10; 0,10 0×0; 0,10 0×0; 0,10 200×0; 0,30 200×10; 0,30 200×10"},
		{`<view style="height:10px"></view><text><view style="margin:4px 0"></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,14 0×0; 0,14 200×0; 0,26 200×5"},
		{`<view style="height:10px"></view><text><view style="margin:4px 0 7px"></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,17 0×0; 0,17 200×0; 0,26 200×5"},
		{`<view style="height:10px;margin-bottom:6px"></view><text><view style="margin:4px 0 7px"></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,17 0×0; 0,17 200×0; 0,26 200×5"},
		{`<view style="height:10px;margin-bottom:6px"></view><text><view style=""></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,16 0×0; 0,16 200×0; 0,26 200×5"},
		{`<view style="height:10px;margin-bottom:6px"></view><text><view style=""></view></text><view style="margin-top:16px"></view><text><view style=""></view></text><view style="margin-top:26px;height:5px"></view>`, "0,0 200×10; 0,16 0×0; 0,16 200×0; 0,26 200×0; 0,26 0×0; 0,26 200×0; 0,36 200×5"},
		{`<view style="height:10px"></view><text><view style=""></view></text><view style="margin-top:16px"></view><text><view style=""></view></text><view style="margin-top:26px;height:5px"></view>`, "0,0 200×10; 0,10 0×0; 0,10 200×0; 0,26 200×0; 0,26 0×0; 0,26 200×0; 0,36 200×5"},
		{`<view style="height:10px"></view><text><view style=""></view></text><text><view style="margin-top:6px"></view></text><text><view style="margin-top:16px"></view></text><view style="margin-top:26px;height:5px"></view>`, "0,0 200×10; 0,26 0×0; 0,26 200×0; 0,26 0×0; 0,26 200×0; 0,26 0×0; 0,26 200×0; 0,36 200×5"},
		{`<view><text><view style=""></view></text><text><view style="margin-top:6px"></view></text><view style="margin-top:16px;height:5px"></view></view>`, "0,16 200×5; 0,16 0×0; 0,16 200×0; 0,16 0×0; 0,16 200×0; 0,16 200×5"},
		{`<view style="height:10px;margin-bottom:-6px"></view><text><view style=""></view></text><view style="margin-top:16px;height:5px"></view>`, "0,0 200×10; 0,4 0×0; 0,4 200×0; 0,20 200×5"},
		{`<view style="height:10px;margin-bottom:6px"></view><text><view style=""></view></text><view style="margin-top:-16px;height:5px"></view>`, "0,0 200×10; 0,16 0×0; 0,16 200×0; 0,0 200×5"},
		{`<view style="height:10px;margin-bottom:6px"></view><text><view style=""></view></text><view><view style="margin-top:16px;height:5px"></view></view>`, "0,0 200×10; 0,16 0×0; 0,16 200×0; 0,26 200×5; 0,26 200×5"},
		{`<view style="height:10px;"></view><text><view style=""></view></text><text><view style="margin-top:16px;height:5px"></view></text>`, "0,0 200×10; 0,26 0×0; 0,26 200×0; 0,26 200×5; 0,26 200×5"},
		{`<view style="height:10px;"></view><text><view style=""></view><view style="margin-top:16px;height:5px"></view></text>`, "0,0 200×10; 0,26 200×5; 0,26 200×0; 0,26 200×5"},
		{`<view style="height:10px;"></view><text><view style=""></view></text><text><view style="margin-top:6px"></view></text><text><view style="margin-top:16px;height:5px"></view></text>`, "0,0 200×10; 0,26 0×0; 0,26 200×0; 0,26 0×0; 0,26 200×0; 0,26 200×5; 0,26 200×5"},
		{`<view style="height:10px;"></view><text><view style=""></view></text><view style="margin-top:6px"></view><text><view style="margin-top:16px;height:5px"></view></text>`, "0,0 200×10; 0,10 0×0; 0,10 200×0; 0,16 200×0; 0,26 200×5; 0,26 200×5"},
		{`<view style="padding:1px"><text><view style=""></view></text><text><view style="margin-top:16px;"></view></text></view>`, "0,0 200×18; 1,1 0×0; 1,1 198×0; 1,17 0×0; 1,17 198×0"},
		{`<view style="padding:1px"><text><view style=""></view></text><view style="margin-top:16px;"></view></view>`, "0,0 200×18; 1,1 0×0; 1,1 198×0; 1,17 198×0"},
		{`<view><text><view style=""></view></text><view style="margin-top:16px;"></view><view style="padding:1px"></view></view>`, "0,16 200×2; 0,16 0×0; 0,16 200×0; 0,16 200×0; 0,16 200×2"},
		{`<view style="padding:1px"></view><view><text><view style=""></view></text><view style="margin-top:16px;"></view></view><view style="margin-top:20px;padding:1px"></view>`, "0,0 200×2; 0,18 200×0; 0,18 0×0; 0,18 200×0; 0,18 200×0; 0,22 200×2"},
		{`<view style="padding:1px"><text><view style=""></view></text><text><view style="margin-top:16px;height:4px"></view></text></view>`, "0,0 200×22; 1,1 0×0; 1,1 198×0; 1,17 198×4; 1,17 198×4"},
		{`<view style="padding:1px"><text><view style="margin-top:3px"></view></text><text><view style="margin-top:16px;height:4px"></view></text></view>`, "0,0 200×22; 1,4 0×0; 1,4 198×0; 1,17 198×4; 1,17 198×4"},
		{`<view style="padding:1px"><text><view style="margin-top:3px"></view></text><text><view style="margin-top:16px;"></view></text><text><view style="margin-top:20px;height:4px"></view></text></view>`, "0,0 200×26; 1,4 0×0; 1,4 198×0; 1,17 0×0; 1,17 198×0; 1,21 198×4; 1,21 198×4"},
		{`<view style="padding:1px"><text><view style="margin-top:3px"></view></text><text><view style="margin-top:16px;height:4px"></view></text><view></view></view>`, "0,0 200×22; 1,17 0×0; 1,17 198×0; 1,17 198×4; 1,17 198×4; 1,21 198×0"},
	})
}

// A page that is positioned itself stands in the initial containing block; its insets give
// percentages a height. Oracle chromium: simulator/differential/chromium, pages.
func TestBoxesPositionedRoot(t *testing.T) {
	for css, want := range map[string]string{
		"position:absolute;top:0;bottom:0;left:0;right:0":      "0,0 200×300; 0,0 200×150",
		"position:fixed;inset:10px;padding:5px":                "10,10 180×280; 15,15 170×135",
		"position:absolute;left:10px;width:50%;margin:5px":     "15,5 100×20; 15,5 100×20",
		"position:absolute;width:100%;height:40%;bottom:0":     "0,180 200×120; 0,180 200×60",
		"position:absolute;top:20px;right:30px":                "130,20 40×20; 130,20 40×20",
		"position:absolute;top:20px;left:0;right:0;height:9px": "0,20 200×9; 0,20 200×4.5",
	} {
		lt, tree := page(t, "page{"+css+"}view{height:50%;min-width:40px}", `<view><text style="display:block;height:20px"></text></view>`, 200, 300)
		r := lt.root.Rect
		got := fmt.Sprintf("%d,%d %d×%d; ", r.X.Round(), r.Y.Round(), r.W.Round(), r.H.Round())
		kid, _, _ := strings.Cut(rects(lt, tree), ";")
		if got+kid != want {
			t.Errorf("%s\n got  %s\n want %s", css, got+kid, want)
		}
	}
}
