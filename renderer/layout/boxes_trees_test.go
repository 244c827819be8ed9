package layout

import "testing"

// Grids with a max-height, and items that span flexible tracks in intrinsic sizes. Oracle
// chromium: simulator/differential/chromium/layout.
func TestBoxesGridTracks(t *testing.T) {
	same(t, [][2]string{
		{`<view style="display:grid;max-height:15px"><view style="overflow:scroll">a</view></view>`, "0,0 200×10; 0,0 200×10"},
		{`<view style="display:grid;max-height:20px;grid-auto-rows:minmax(20px,auto)">a<view></view></view>`, "0,0 200×20; 0,20 200×20"},
		{`<view style="display:grid;max-height:25%"><view style="min-height:30px;aspect-ratio:0.5;align-self:flex-end"></view></view>`, "0,0 200×400; 0,0 200×400"},
		{`<view style="display:inline-grid;max-height:0px"><view style="display:grid;overflow:scroll;grid-template-areas:'p p' 'q r';gap:5px 10px"></view></view>`, "0,3 10×0; 0,3 10×5"},
		{`<view style="display:grid;max-height:5px"><view style="min-height:15px;box-sizing:border-box;margin-bottom:20px;align-self:flex-end"></view></view>`, "0,0 200×5; 0,0 200×15"},
		{`<view style="display:inline-grid;max-height:80px;grid-template-columns:min-content max-content;grid-auto-rows:minmax(20px,auto);align-content:flex-end">dolor sit x y z Hello</view>`, "0,0 50×40"},
		{`<view style="display:grid;max-height:30px;grid-auto-rows:minmax(20px,auto);align-items:center"><view style="height:60px"></view></view>`, "0,0 200×30; 0,0 200×60"},
		{`<view style="display:grid;max-height:30px;grid-auto-rows:1fr"><view style="height:60px"></view></view>`, "0,0 200×30; 0,0 200×60"},
		{`<view style="display:grid;max-height:30px;grid-auto-rows:1fr"><view style="height:60px"></view><view></view></view>`, "0,0 200×30; 0,0 200×60; 0,60 200×0"},
		{`<view style="display:grid;max-height:30px;grid-auto-rows:minmax(0,1fr)"><view style="height:60px"></view><view></view></view>`, "0,0 200×30; 0,0 200×60; 0,15 200×15"},
		{`<view style="display:grid;max-height:30px;grid-auto-rows:50%"><view style="height:60px"></view><view></view></view>`, "0,0 200×30; 0,0 200×60; 0,15 200×15"},
		{`<view style="display:grid;max-height:30px;grid-auto-rows:minmax(10px,auto)"><view style="height:60px"></view><view></view></view>`, "0,0 200×30; 0,0 200×60; 0,60 200×10"},
		{`<view style="display:grid;max-height:30px;grid-auto-rows:fit-content(20px)"><view style="height:60px"></view><view></view></view>`, "0,0 200×30; 0,0 200×60; 0,60 200×0"},
		{`<view style="display:grid;max-height:30px"><view style="overflow:hidden"><view style="height:60px"></view></view><view></view></view>`, "0,0 200×30; 0,0 200×60; 0,0 200×60; 0,60 200×0"},
		{`<view style="display:grid;width:20px"><view style="display:grid;grid-template-columns:50px 1fr"><view style="grid-column:span 2"><view style="width:200px"></view></view></view></view>`, "0,0 20×0; 0,0 50×0; 0,0 50×0; 0,0 200×0"},
		{`<view style="display:grid;width:15px"><view style="display:grid;grid-template-columns:repeat(3,1fr)"><view style="grid-column:1 / -1"><view style="height:60px;aspect-ratio:1"></view></view></view></view>`, "0,0 15×60; 0,0 15×60; 0,0 15×60; 0,0 60×60"},
		{`<view style="height:40px;aspect-ratio:0.5"><view style="display:inline-grid;grid-template-columns:[a] 30px [b] 1fr [c]"><view style="grid-column:2 / span 2">a</view></view></view>`, "0,0 30×40; 0,0 30×10; 30,0 0×10"},
		{`<view style="display:flex;width:15px"><view style="display:grid;grid-auto-columns:1fr"><view style="display:grid;grid-template-columns:[a] 30px [b] 1fr [c];grid-column:2 / span 2"></view></view></view>`, "0,0 15×0; 0,0 15×0; 5,0 10×0"},
		{`<view style="display:table;width:10px"><view style="display:grid;grid-template-columns:1fr 1fr"><view style="display:inline-grid;padding:10px;grid-template-areas:'p q';gap:5px 10px;grid-column:2 / span 2"></view></view></view>`, "0,0 20×20; 0,0 20×20; 0,0 20×20"},
		{`<view style="display:grid;width:10px"><view style="display:grid;grid-template-columns:repeat(3,1fr)"><view style="grid-column:2 / span 2">aaaa提交</view></view></view>`, "0,0 10×30; 0,0 10×30; 3.328125,0 6.65625×30"},
		{`<view style="display:grid;justify-items:start;justify-content:end"><view style="display:grid;padding-left:10%;grid-template-columns:[a] 30px [b] 1fr [c]"><view style="display:grid;grid-template-columns:minmax(0,1fr) 50px;grid-column:1 / -1"></view></view></view>`, "0,0 200×0; 150,0 50×0; 155,0 45×0"},
		{`<view style="display:inline-grid;grid-template-columns:minmax(30px,auto) 1fr"><view style="grid-column:span 2">long-word</view>aa aaaaaa</view>`, "0,0 90×20; 0,0 90×10"},
		{`<view style="width:10px;display:flex"><view style="display:grid;grid-template-columns:1fr 1fr"><view style="grid-column:1">aaaa</view></view></view>`, "0,0 10×10; 0,0 40×10; 0,0 40×10"},
		{`<view style="width:10px;display:flex"><view style="display:grid;grid-template-columns:1fr 1fr"><view style="grid-column:1 / 3"><view style="width:60px"></view></view></view></view>`, "0,0 10×0; 0,0 10×0; 0,0 10×0; 0,0 60×0"},
		{`<view style="width:10px;display:flex"><view style="display:grid;grid-template-columns:auto 1fr"><view style="grid-column:1 / 3"><view style="width:60px"></view></view></view></view>`, "0,0 10×0; 0,0 10×0; 0,0 10×0; 0,0 60×0"},
		{`<view style="width:10px;display:flex"><view style="display:grid;grid-template-columns:auto auto"><view style="grid-column:1 / 3"><view style="width:60px"></view></view></view></view>`, "0,0 10×0; 0,0 60×0; 0,0 60×0; 0,0 60×0"},
		{`<view style="width:10px"><view style="display:inline-grid;grid-template-columns:auto 1fr"><view style="grid-column:1 / 3"><view style="width:60px"></view></view></view></view>`, "0,0 10×10; 0,8 10×0; 0,8 10×0; 0,8 60×0"},
		{`<view style="width:100px"><view style="display:inline-grid;grid-template-columns:1fr 1fr"><view style="grid-column:1 / 3"><view style="width:60px"></view></view></view></view>`, "0,0 100×10; 0,8 60×0; 0,8 60×0; 0,8 60×0"},
	})
}

// Inline boxes as containing blocks. Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesInlineContaining(t *testing.T) {
	same(t, [][2]string{
		{`<text style="position:relative">bbbb world wide<view style="position:absolute;right:10px"></view>aa aaaaaacc OK</text>`, "0,0 170×20; 100,10 0×0"},
		{`<text style="position:relative;bottom:10%"><view></view><view style="position:absolute"></view></text>`, "0,0 0×0; 0,0 200×0; 0,0 0×0"},
		{`<view style="display:inline;position:relative"><view style="margin:10px 5px"><view style="position:absolute;top:10px"></view></view></view>`, "0,10 0×0; 5,10 190×0; 5,20 0×0"},
		{`<text style="margin:1em;position:relative"><view style="border:2px solid"></view><view style="position:absolute;bottom:20px"></view></text>`, "0,10 200×4; 0,10 200×4; 0,4 0×0"},
		{`<text style="position:relative"><view style="display:inline;margin-left:-10px"></view><view style="height:10%;position:absolute"></view><view></view></text>`, "0,10 0×0; -10,0 0×10; 0,10 0×1; 0,10 200×0"},
		{`<text style="padding-right:10px;position:relative"><view style="padding:5px"><view style="position:absolute;left:10%"></view></view></text>`, "0,0 200×20; 0,0 200×10; 1,5 0×0"},
		{`<text style="position:relative;bottom:-5px"><view></view><view style="position:absolute"></view></text>`, "0,5 0×0; 0,5 200×0; 0,5 0×0"},
		{`<view style="width:150px"><text style="position:relative"><view style="position:absolute;right:50%"></view>z aa aabbbb </text></view>`, "0,0 150×10; 0,0 110×10; 55,0 0×0"},
		{`<view><view style="width:-webkit-fill-available;height:150px;float:left"></view><view style="position:absolute"></view><view style="display:inline-grid"></view></view>`, "0,0 200×10; 0,0 200×150; 0,0 0×0; 200,8 0×0"},
		{`<text style="border:1px solid;position:relative"><view style="min-height:40px"></view><view style="position:absolute;right:10px"></view></text>`, "0,-1 200×62; 0,10 200×40; -9,50 0×0"},
		{`<text><text style="position:relative;right:10px"><view style="height:150px"></view></text><view></view></text>`, "0,0 200×150; -10,0 200×150; -10,0 200×150; 0,150 200×0"},
		{`<view style="display:inline;margin-bottom:auto"><text style="position:relative;bottom:50%"><view style="border:2px solid"></view></text></view>`, "0,0 200×4; 0,0 200×4; 0,0 200×4"},
		{`<view style="display:inline"><text style="margin:10px 5px;position:relative;left:20px"><view style="height:50px"></view></text></view>`, "0,0 200×70; 20,10 200×50; 20,10 200×50"},
	})
}
