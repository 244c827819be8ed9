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

// Ratios and the widths and heights that mean the content's. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesRatioContent(t *testing.T) {
	same(t, [][2]string{
		{`<view style="width:150px;height:25%;min-height:min-content;aspect-ratio:0.5"></view>`, "0,0 150×300"},
		{`<view style="width:150px;height:25%;min-height:max-content;aspect-ratio:0.5"></view>`, "0,0 150×300"},
		{`<view style="width:150px;height:25px;min-height:min-content;aspect-ratio:0.5"></view>`, "0,0 150×300"},
		{`<view style="width:150px;height:25px;min-height:min-content;aspect-ratio:0.5"><view style="height:400px"></view></view>`, "0,0 150×300; 0,0 150×400"},
		{`<view style="width:150px;max-height:min-content;height:350px;aspect-ratio:0.5"><view style="height:20px"></view></view>`, "0,0 150×300; 0,0 150×20"},
		{`<view style="width:150px;max-height:min-content;aspect-ratio:0.5"><view style="height:20px"></view></view>`, "0,0 150×300; 0,0 150×20"},
		{`<view style="width:75%;min-height:fit-content;max-height:15px;aspect-ratio:0.5"></view>`, "0,0 150×300"},
		{`<view style="height:min-content;aspect-ratio:2">a<view style="height:150px"></view></view>`, "0,0 200×160; 0,10 200×150"},
		{`<view style="height:min-content;aspect-ratio:2">a<view style="height:50px"></view></view>`, "0,0 200×100; 0,10 200×50"},
		{`<view style="height:max-content;width:50px;aspect-ratio:1">a<view style="height:150px"></view></view>`, "0,0 50×160; 0,10 50×150"},
		{`<view style="height:max-content;width:50px;aspect-ratio:1">a</view>`, "0,0 50×50"},
		{`<view style="height:max-content;width:50px;aspect-ratio:1;min-height:0">a</view>`, "0,0 50×50"},
		{`<view style="width:max-content;height:10px;aspect-ratio:auto 1"><view style="width:40px"></view></view>`, "0,0 40×10; 0,0 40×0"},
		{`<view style="width:max-content;height:10px;aspect-ratio:auto 1;min-width:0"><view style="width:40px"></view></view>`, "0,0 10×10; 0,0 40×0"},
		{`<view style="width:min-content;height:60px;aspect-ratio:1"><view style="width:40px"></view></view>`, "0,0 60×60; 0,0 40×0"},
		{`<view style="width:max-content;height:60px;aspect-ratio:1"><view style="width:40px"></view></view>`, "0,0 60×60; 0,0 40×0"},
		{`<view style="width:fit-content;height:60px;aspect-ratio:1"><view style="width:40px"></view></view>`, "0,0 60×60; 0,0 40×0"},
		{`<view style="width:max-content;min-height:60px;aspect-ratio:1"><view style="width:40px"></view></view>`, "0,0 60×60; 0,0 40×0"},
		{`<view style="width:max-content;max-height:20px;aspect-ratio:1"><view style="width:40px"></view></view>`, "0,0 20×20; 0,0 40×0"},
		{`<view style="width:max-content;aspect-ratio:1"><view style="width:40px"></view></view>`, "0,0 40×40; 0,0 40×0"},
		{`<view style="float:left"><view style="width:max-content;min-height:40px;aspect-ratio:1"></view></view>`, "0,0 40×40; 0,0 40×40"},
		{`<view style="float:left"><view style="min-height:40px;aspect-ratio:1"></view></view>`, "0,0 40×40; 0,0 40×40"},
		{`<view style="float:left;width:max-content;min-height:40px;aspect-ratio:1"></view>`, "0,0 40×40"},
		{`<view style="max-width:max-content;min-height:25%;aspect-ratio:2"></view>`, "0,0 0×0"},
		{`<view style="max-width:max-content;min-height:100px;aspect-ratio:2"></view>`, "0,0 200×100"},
		{`<view style="max-width:max-content;min-height:100px;aspect-ratio:2">a</view>`, "0,0 200×100"},
		{`<view style="height:50%;max-width:max-content;aspect-ratio:1"></view>`, "0,0 0×0"},
		{`<view style="height:50px;max-width:max-content;aspect-ratio:1">a</view>`, "0,0 50×50"},
		{`<view style="height:50px;min-width:max-content;aspect-ratio:1">a</view>`, "0,0 50×50"},
		{`<view style="width:5px;height:50px;min-width:max-content;aspect-ratio:1">a</view>`, "0,0 50×50"},
		{`<view style="width:5px;height:50px;min-width:min-content;aspect-ratio:1">a</view>`, "0,0 50×50"},
		{`<view style="width:5px;min-width:min-content;aspect-ratio:1">a</view>`, "0,0 10×10"},
		{`<view style="width:5px;min-width:fit-content;aspect-ratio:1">a</view>`, "0,0 10×10"},
		{`<view style="display:grid"><view style="width:max-content;aspect-ratio:2"><view style="display:inline-block"></view></view></view>`, "0,0 200×10; 0,0 20×10; 0,8 0×0"},
		{`<view style="display:flex"><view style="width:max-content;aspect-ratio:2"><view style="display:inline-block"></view></view></view>`, "0,0 200×10; 0,0 0×10; 0,8 0×0"},
		{`<view style="width:max-content;aspect-ratio:2"><view style="display:inline-block"></view></view>`, "0,0 0×10; 0,8 0×0"},
		{`<view style="display:inline-grid;height:50%"><view style="aspect-ratio:0.5"></view></view>`, "0,8 0×0; 0,8 0×0"},
		{`<view style="display:inline-grid;height:60px"><view style="width:fit-content;aspect-ratio:0.5"></view></view>`, "0,0 30×60; 0,0 30×60"},
		{`<view style="display:inline-grid"><view style="width:fit-content;aspect-ratio:auto 1;margin:-20px"></view></view>`, "0,0 0×0; -20,-20 40×40"},
		{`<view style="display:grid"><view style="width:30px;aspect-ratio:16/9"><text style="border:1px solid"></text></view></view>`, "0,0 200×16.859375; 0,0 30×16.859375; 0,-1 2×12"},
		{`<view style="width:30px;min-width:fit-content;aspect-ratio:16/9"><text style="border:1px solid"></text></view>`, "0,0 30×16.859375; 0,-1 2×12"},
		{`<view style="display:flex"><view style="width:30px;min-width:fit-content;aspect-ratio:16/9"><text style="border:1px solid"></text></view></view>`, "0,0 200×16.859375; 0,0 30×16.859375; 0,-1 2×12"},
		{`<view style="display:grid;width:fit-content;height:15px;aspect-ratio:16/9;grid-template-columns:repeat(auto-fill,60px)"></view>`, "0,0 60×15"},
		{`<view style="display:inline-flex;width:fit-content;height:60px;aspect-ratio:auto 1;gap:5px"><view style="width:40px;border:1px solid"></view><view></view><view style="margin:5px"></view></view>`, "0,0 62×60; 0,0 42×60; 47,0 0×60; 57,5 0×50"},
		{`<view style="display:grid;max-height:25%"><view style="min-height:30px;aspect-ratio:0.5;align-self:flex-end"></view></view>`, "0,0 200×400; 0,0 200×400"},
	})
}

// Tables as items, with captions, spacing, ratios and heights. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesTableSizes(t *testing.T) {
	same(t, [][2]string{
		{`<view><view style="display:inline-table;min-height:calc(50% + 5px)"></view></view>`, "0,0 200×10; 0,8 0×0"},
		{`<view style="height:100px"><view style="display:inline-table;min-height:calc(50% + 5px)"></view></view>`, "0,0 200×100; 0,0 0×55"},
		{`<view><view style="display:table;min-height:calc(50% + 5px)"></view></view>`, "0,0 200×0; 0,0 0×0"},
		{`<view><view style="display:table;height:calc(50% + 5px)"></view></view>`, "0,0 200×0; 0,0 0×0"},
		{`<view><view style="display:inline-table;height:50px"><view style="min-height:50%"></view></view></view>`, "0,0 200×50; 0,0 0×50; 0,0 0×25"},
		{`<view><view style="display:inline-table;height:50px"><view style="height:50%"></view></view></view>`, "0,0 200×50; 0,0 0×50; 0,0 0×25"},
		{`<view style="display:grid;height:200px"><view style="display:inline-table"><view style="min-height:33.3%"></view></view></view>`, "0,0 200×200; 0,0 200×200; 0,0 200×0"},
		{`<view style="display:grid;height:200px"><view style="display:inline-table"><view style="height:33.3%"></view></view></view>`, "0,0 200×200; 0,0 200×200; 0,0 200×0"},
		{`<view style="display:flex;flex-direction:column-reverse;flex-wrap:wrap;align-content:space-around"><view style="display:table;width:5px"><view style="margin:20px"></view></view></view>`, "0,0 200×20; 80,0 40×20; 100,20 0×0"},
		{`<view style="display:flex;flex-direction:column;align-items:center"><view style="display:table;width:15px">Lorem</view></view>`, "0,0 200×10; 75,0 50×10"},
		{`<view style="display:flex;flex-direction:column"><view style="display:table;border-spacing:5px 10px;align-self:flex-end"></view></view>`, "0,0 200×0; 200,0 0×0"},
		{`<view style="display:flex;flex-direction:column"><view style="display:table;border-spacing:5px 10px"></view></view>`, "0,0 200×0; 0,0 200×0"},
		{`<view style="display:flex"><view style="display:table;border-spacing:5px 10px"></view></view>`, "0,0 200×0; 0,0 10×0"},
		{`<view style="display:flex;flex-direction:column;align-items:center"><view style="display:table;width:15px;margin:5px">Lorem</view></view>`, "0,0 200×20; 75,5 50×10"},
		{`<view style="display:table;width:20px;padding:5%"><view style="display:table-caption"><view style="width:150px"></view></view></view>`, "0,0 150×20; 0,0 150×0; 0,0 150×0"},
		{`<view style="display:table;width:20px;padding:5px"><view style="display:table-caption"><view style="width:150px"></view></view></view>`, "0,0 150×10; 0,0 150×0; 0,0 150×0"},
		{`<view style="display:table;width:20px;padding:5px;border:2px solid"><view style="display:table-caption"><view style="width:150px"></view></view>a</view>`, "0,0 150×24; 0,0 150×0; 0,0 150×0"},
		{`<view style="display:table;padding:5px;border:2px solid"><view style="display:table-caption"><view style="width:150px"></view></view>a</view>`, "0,0 150×24; 0,0 150×0; 0,0 150×0"},
		{`<view style="display:table;padding-right:10%"><view></view><view style="display:table-caption;width:60px"></view></view>`, "0,0 60×0; 0,0 40×0; 0,0 60×0"},
		{`<view style="display:table;padding-right:10%"><view></view><view style="display:table-caption;margin:1em"></view></view>`, "0,0 20×20; 0,20 0×0; 10,10 0×0"},
		{`<view style="display:table;border-spacing:20px"><view></view><view style="display:table-caption;width:60px"></view></view>`, "0,0 60×40; 20,20 20×0; 0,0 60×0"},
		{`<view style="display:table;aspect-ratio:16/9"><view style="position:relative;top:10%"></view>Lorem</view>`, "0,0 50×28.109375; 0,0 50×0"},
		{`<view style="display:inline-table;aspect-ratio:16/9;padding:10px 5px"></view>`, "0,0 10×20"},
		{`<view style="display:inline-table;aspect-ratio:16/9;padding:10px 5px">a</view>`, "0,0 20×30"},
		{`<view style="display:inline-table;height:50px;aspect-ratio:2;border-spacing:5px 10px"></view>`, "0,0 90×50"},
		{`<view style="display:inline-table;height:50px;aspect-ratio:2;border-spacing:5px 10px">a</view>`, "0,0 100×50"},
		{`<view style="display:inline-table;height:50px;aspect-ratio:2;padding:5px 10px">a</view>`, "0,0 120×60"},
		{`<view style="display:inline-table;height:50px;aspect-ratio:2;padding:5px 10px"></view>`, "0,0 120×60"},
		{`<view style="display:inline-table;width:50px;aspect-ratio:2;padding:5px 10px"></view>`, "0,0 70×25"},
		{`<view style="display:inline-table;width:50px;aspect-ratio:2;border-spacing:5px 10px"></view>`, "0,0 50×25"},
		{`<view style="display:table;height:2em;aspect-ratio:1;border-spacing:5px 10px"></view>`, "0,0 10×20"},
		{`<view style="border-spacing:2px"><view style="display:inline-table;min-height:0px;aspect-ratio:16/9"></view></view>`, "0,0 200×10; 0,8 0×0"},
		{`<view style="display:inline-table;aspect-ratio:2"><view style="display:table-header-group;height:200px"><view style="height:100%"></view></view></view>`, "0,8 0×200; 0,8 0×200; 0,8 0×0"},
		{`<view style="display:table;aspect-ratio:1;position:absolute;top:10px;bottom:0"></view>`, "0,10 0×0"},
		{`<view style="display:table;aspect-ratio:1;position:absolute;top:10px;bottom:0">a</view>`, "0,10 10×10"},
		{`<view style="display:table;aspect-ratio:1;width:100px">a</view>`, "0,0 100×100"},
		{`<view style="display:table;aspect-ratio:1;height:100px">a</view>`, "0,0 100×100"},
		{`<view style="display:inline-flex;height:100%"><view style="display:table"><view style="height:25%"></view></view></view>`, "0,8 0×0; 0,8 0×0; 0,8 0×0"},
		{`<view style="position:absolute"><view style="aspect-ratio:16/9;position:absolute;top:0;bottom:10%">a</view></view>`, "0,0 0×0; 0,0 10×10"},
		{`<view style="max-width:20px;aspect-ratio:16/9;position:absolute;top:10px;bottom:10%"></view>`, "0,10 20×11.234375"},
	})
}

// Edges of inline boxes and what is out of flow where a line is full. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesFullLines(t *testing.T) {
	same(t, [][2]string{
		{`<view style="width:40px"><view style="display:inline-block;width:60px"></view><view style="display:inline;margin:10px 5px"><view></view></view></view>`, "0,0 40×30; 0,8 60×0; 0,20 0×10; 0,20 40×0"},
		{`<view style="width:40px"><view style="display:inline-block;width:60px"></view><view style="display:inline;margin:10px 5px"></view></view>`, "0,0 40×10; 0,8 60×0; 65,0 0×10"},
		{`<view style="width:40px"><view style="display:inline-block;width:30px"></view><view style="display:inline;margin:10px 15px"></view></view>`, "0,0 40×10; 0,8 30×0; 45,0 0×10"},
		{`<view style="width:40px"><view style="display:inline-block;width:30px"></view><view style="display:inline;margin:10px 15px"><view></view></view></view>`, "0,0 40×30; 0,8 30×0; 0,20 0×10; 0,20 40×0"},
		{`<view style="width:100px">aaaa aaaa aaaa<text><view style="display:inline;padding:10px"></view><view></view></text></view>`, "0,0 100×20; 40,10 20×10; 40,0 20×30; 0,20 100×0"},
		{`<view style="width:100px">aaaa aaaa aaaa<text><view style="display:inline;padding:10px"></view></text></view>`, "0,0 100×20; 40,0 20×30; 40,0 20×30"},
		{`<view style="width:100px">aaaa aaaa aaaa<text><view style="display:inline;padding:10px"></view>a</text></view>`, "0,0 100×20; 40,0 30×30; 40,0 20×30"},
		{`<view style="width:20px"><view style="display:inline-table;width:30px"></view><view style="display:inline;vertical-align:super"><view></view></view></view>`, "0,0 20×10; 0,8 30×0; 0,5.671875 0×0; 0,5.671875 20×0"},
		{`<view style="width:20px"><view style="display:inline-table;width:30px"></view><view style="display:inline;vertical-align:super"></view></view>`, "0,0 20×14.328125; 0,12.328125 30×0; 30,0 0×10"},
		{`<view style="width:20px"><view style="display:inline-table;width:30px"></view><text><view></view></text></view>`, "0,0 20×10; 0,8 30×0; 0,10 0×0; 0,10 20×0"},
		{`<view style="width:5px"><text style="border:2px solid">a<view style="position:absolute"></view></text></view>`, "0,0 5×20; 0,-2 12×24; 0,10 0×0"},
		{`<view style="width:5px"><text style="border:2px solid">a</text></view>`, "0,0 5×10; 0,-2 14×14"},
		{`<view style="width:5px"><text style="border:2px solid">a<text></text></text></view>`, "0,0 5×10; 0,-2 14×14; 12,0 0×10"},
		{`<view style="width:5px"><text>a<text></text><view style="position:absolute"></view></text></view>`, "0,0 5×10; 0,0 10×10; 10,0 0×10; 0,10 0×0"},
		{`<view style="width:5px"><text>a<text style="border:2px solid"></text><view style="position:absolute"></view></text></view>`, "0,0 5×10; 0,-2 14×14; 10,-2 4×14; 0,10 0×0"},
		{`<text style="padding:5%"><view style="display:inline-block;width:100%"></view><view style="position:absolute"></view></text>`, "0,-10 210×40; 10,8 200×0; 0,10 0×0"},
		{`<text style="padding:5%"><view style="display:inline-block;width:100%"></view></text>`, "0,-10 220×30; 10,8 200×0"},
		{`<view style="width:10px"><view style="float:left">a</view><view style="display:inline;padding-right:10px"></view></view>`, "0,0 10×10; 0,0 10×10; 10,0 10×10"},
		{`<view style="width:10px"><view style="float:left">a</view><view style="display:inline;padding-left:10px"></view></view>`, "0,0 10×10; 0,0 10×10; 10,0 10×10"},
		{`<view style="width:30px"><view style="float:left">a</view><view style="display:inline;padding-right:25px"></view></view>`, "0,0 30×10; 0,0 10×10; 10,0 25×10"},
		{`<view style="width:30px"><view style="float:left">a</view><view style="display:inline;padding:15px"></view></view>`, "0,0 30×10; 0,0 10×10; 10,-15 30×40"},
		{`<view style="width:30px"><text><view style="float:left">a</view><view style="display:inline;padding-right:25px"></view></text></view>`, "0,0 30×10; 10,0 25×10; 0,0 10×10; 10,0 25×10"},
		{`<view style="width:30px"><text style="padding-right:25px"><view style="float:left">a</view></text></view>`, "0,0 30×20; 0,10 25×10; 0,0 10×10"},
		{`<view style="width:30px"><view style="float:left">a</view><text style="padding-left:25px"></text></view>`, "0,0 30×10; 0,0 10×10; 10,0 25×10"},
		{`<view style="width:30px"><view style="float:left">a</view><text style="padding-left:25px"><view></view></text></view>`, "0,0 30×20; 0,0 10×10; 0,10 25×10; 0,20 30×0"},
		{`<view style="width:30px"><view style="float:left">a</view><text style="padding-right:25px"><view></view></text></view>`, "0,0 30×20; 0,0 10×10; 0,10 25×10; 0,0 30×0"},
		{`<view style="width:30px"><view style="float:left">a</view><text style="border-right:25px solid"></text></view>`, "0,0 30×10; 0,0 10×10; 10,0 25×10"},
		{`<view style="width:30px"><view style="float:left">aa</view><text style="border-right:15px solid"></text></view>`, "0,0 30×10; 0,0 20×10; 20,0 15×10"},
		{`<view style="width:0px">a<view style="display:inline"><view style="position:absolute"></view></view></view>`, "0,0 0×10; 0,10 0×0; 0,10 0×0"},
		{`<view style="width:20px"><view style="display:inline-block"><view style="width:40px"></view></view><text><view style="position:absolute"></view></text></view>`, "0,0 20×10; 0,8 40×0; 0,8 40×0; 0,10 0×0; 0,10 0×0"},
	})
}

// Alignment and spacing where there is not enough room or nothing to space. Oracle
// chromium: simulator/differential/chromium/layout.
func TestBoxesLittleRoom(t *testing.T) {
	same(t, [][2]string{
		{`<view style="border:5px solid"><view style="display:contents;white-space:pre">x y z cc 12.50d x y zbbbbb Hello a</view></view>`, "0,0 200×20; none"},
		{`<view style="border:5px solid"><text style="white-space:pre">x y z cc 12.50d x y zbbbbb Hello a</text></view>`, "0,0 200×20; 5,5 340×10"},
		{`<view style="white-space:nowrap"><view style="float:right">aaaaaLorem</view>Lorem ipsum dolor sit dd</view>`, "0,0 200×10; 100,0 100×10"},
		{`<view><view style="float:right">aaaaaLorem</view><text style="white-space:nowrap">Lorem ipsum dolor sit dd</text></view>`, "0,0 200×20; 100,0 100×10; 0,10 240×10"},
		{`<view style="display:flex;width:50px;flex-direction:column;flex-wrap:wrap-reverse;align-content:space-around"><view style="width:120px"></view></view>`, "0,0 50×0; 0,0 120×0"},
		{`<view style="display:flex;width:50px;flex-direction:column;flex-wrap:wrap-reverse;align-content:space-between"><view style="width:120px"></view></view>`, "0,0 50×0; -70,0 120×0"},
		{`<view style="display:flex;width:50px;flex-direction:column;flex-wrap:wrap-reverse;align-content:space-evenly"><view style="width:120px"></view></view>`, "0,0 50×0; 0,0 120×0"},
		{`<view style="display:flex;width:50px;flex-direction:column;flex-wrap:wrap-reverse;align-content:center"><view style="width:120px"></view></view>`, "0,0 50×0; -35,0 120×0"},
		{`<view style="display:flex;width:50px;flex-direction:column;flex-wrap:wrap-reverse;align-content:stretch"><view style="width:120px"></view></view>`, "0,0 50×0; -70,0 120×0"},
		{`<view style="display:flex;width:50px;flex-direction:column;flex-wrap:wrap;align-content:space-around"><view style="width:120px"></view></view>`, "0,0 50×0; 0,0 120×0"},
		{`<view style="display:flex;max-height:15px;flex-wrap:wrap-reverse;align-content:space-around">a<view></view></view>`, "0,0 200×10; 10,0 0×10"},
		{`<view style="display:table;min-height:80px;border-spacing:2px"><view style="display:table-header-group"><view style="display:table-row"></view><view style="display:table-row"></view></view></view>`, "0,0 0×80; 0,0 0×74; 0,0 0×37; 0,37 0×37"},
		{`<view style="display:inline-table;height:200px;border-spacing:5px 10px"><view style="display:table-row"></view><view style="display:table-row"></view></view>`, "0,8 0×200; 0,8 0×85; 0,93 0×85"},
		{`<view style="width:20px"><view style="display:grid"><view style="min-width:-webkit-fill-available"><view style="width:30px"></view></view></view></view>`, "0,0 20×0; 0,0 20×0; 0,0 20×0; 0,0 30×0"},
		{`<view style="display:grid;width:40px"><view style="display:grid;min-width:-webkit-fill-available;grid-template-columns:repeat(auto-fill,60px)"></view></view>`, "0,0 40×0; 0,0 40×0"},
		{`<view style="display:grid;width:50px;box-sizing:border-box;border:1px solid"><view style="display:grid;min-width:-webkit-fill-available;grid-template-columns:minmax(0,1fr) 50px"></view></view>`, "0,0 50×2; 1,1 48×0"},
		{`<view style="display:flex;width:20px"><view style="min-width:-webkit-fill-available"><view style="width:30px"></view></view></view>`, "0,0 20×0; 0,0 20×0; 0,0 30×0"},
		{`<view style="float:left"><view style="min-width:-webkit-fill-available"><view style="width:30px"></view></view></view>`, "0,0 30×0; 0,0 30×0; 0,0 30×0"},
	})
}

// Boxes beside floats, and floats that clear others, also in intrinsic widths; percentages
// in rows that share a baseline. Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesFloatsBeside(t *testing.T) {
	same(t, [][2]string{
		{`<view style="display:grid;width:100px;align-items:baseline">a<view style="height:75%;grid-column:2"></view></view>`, "0,0 100×10; 55,0 45×7.5"},
		{`<view style="display:grid;grid-template-columns:auto 1fr;align-items:baseline">a<view style="min-height:calc(50% + 5px)"></view></view>`, "0,0 200×10; 10,0 190×10"},
		{`<view style="display:grid;width:100px;align-items:baseline">a<view style="height:15px;grid-column:2"></view></view>`, "0,0 100×17; 55,0 45×15"},
		{`<view><view style="margin:20px;float:left"></view><view style="display:flex;width:-webkit-fill-available"></view></view>`, "0,0 200×0; 20,20 0×0; 40,0 160×0"},
		{`<view><view style="margin:20px;float:left"></view><view style="display:flow-root;width:-webkit-fill-available;height:5px"></view></view>`, "0,0 200×5; 20,20 0×0; 40,0 160×5"},
		{`<view><view style="width:40px;height:20px;float:left"></view><view style="display:flow-root;width:-webkit-fill-available;height:5px"></view></view>`, "0,0 200×5; 0,0 40×20; 40,0 160×5"},
		{`<view><view style="border:5px solid;float:right"></view><view style="display:-webkit-box;aspect-ratio:0.5"></view></view>`, "0,0 200×380; 190,0 10×10; 0,0 190×380"},
		{`<view><view style="border:5px solid;float:right"></view><view style="display:flow-root;aspect-ratio:2"></view></view>`, "0,0 200×95; 190,0 10×10; 0,0 190×95"},
		{`<view><view style="border:5px solid;float:right"></view><view style="display:flow-root;aspect-ratio:2;min-height:200px"></view></view>`, "0,0 200×210; 190,0 10×10; 0,10 400×200"},
		{`<view style="width:60px"><view style="border:1px solid;float:right"></view><view style="display:table">aaaa aaaa</view></view>`, "0,0 60×20; 58,0 2×2; 0,0 58×20"},
		{`<view style="width:60px"><view style="border:1px solid;float:right"></view><view style="display:table"><view style="width:60px;height:5px"></view></view></view>`, "0,0 60×7; 58,0 2×2; 0,2 60×5; 0,2 60×5"},
		{`<view style="width:60px"><view style="border:1px solid;float:right"></view><view style="display:table;width:30px">aaaa aaaa</view></view>`, "0,0 60×20; 58,0 2×2; 0,0 40×20"},
		{`<view style="width:60px"><view style="border:10px solid;float:right"></view><view style="display:table">aa aa</view></view>`, "0,0 60×20; 40,0 20×20; 0,0 40×20"},
		{`<view style="display:table"><view style="border:1px solid;float:left"></view><view style="display:flow-root;margin:20px"></view></view>`, "0,0 40×40; 0,0 2×2; 20,20 0×0"},
		{`<view style="width:max-content"><view style="padding:5px;float:right"></view><view style="display:table;margin:5px"></view></view>`, "0,5 15×0; 5,5 10×10; 5,5 0×0"},
		{`<view style="width:max-content"><view style="margin-left:1em;float:left"></view><view style="display:flex;margin:20px"></view></view>`, "0,20 40×0; 10,20 0×0; 20,20 0×0"},
		{`<view style="float:left"><view style="width:30px;float:left"></view><view style="display:flow-root;margin-left:20px;width:10px"></view></view>`, "0,0 40×0; 0,0 30×0; 20,0 10×0"},
		{`<view style="float:left"><view style="width:10px;float:left"></view><view style="display:flow-root;margin-left:20px;width:10px"></view></view>`, "0,0 30×0; 0,0 10×0; 20,0 10×0"},
		{`<view style="float:left"><view style="width:10px;float:left"></view><view style="display:flow-root;margin-right:20px;width:10px"></view></view>`, "0,0 40×0; 0,0 10×0; 0,0 10×0"},
		{`<view style="float:left"><view style="width:10px;float:right"></view><view style="display:flow-root;margin-right:20px;width:10px"></view></view>`, "0,0 30×0; 20,0 10×0; 0,0 10×0"},
		{`<view style="float:left"><view style="width:10px;float:left"></view><view style="display:flow-root;margin-left:-5px;width:10px"></view></view>`, "0,0 15×0; 0,0 10×0; -5,0 10×0"},
		{`<view style="width:fit-content"><view style="float:right">a</view><view style="display:table;clear:left">a</view></view>`, "0,0 20×10; 10,0 10×10; 0,0 10×10"},
		{`<view style="width:fit-content"><view style="float:right">a</view><view style="display:flow-root;clear:right">a</view></view>`, "0,0 10×20; 0,0 10×10; 0,10 10×10"},
		{`<view style="float:left"><view style="width:20px;float:right"></view><view style="width:30px;float:right;clear:right"></view></view>`, "0,0 30×0; 10,0 20×0; 0,0 30×0"},
		{`<view style="float:left"><view style="width:20px;float:right"></view><view style="width:30px;float:right;clear:left"></view></view>`, "0,0 50×0; 30,0 20×0; 20,0 30×0"},
		{`<view style="float:left"><text></text><view style="width:20px;float:right"></view><view style="width:30px;float:right;clear:both"></view></view>`, "0,0 30×0; 0,0 0×0; 10,0 20×0; 0,0 30×0"},
		{`<view style="float:left"><text></text><view style="width:20px;float:right"></view><view style="width:30px;float:right;clear:left"></view></view>`, "0,0 50×0; 0,0 0×0; 30,0 20×0; 20,0 30×0"},
		{`<view style="float:left">a<view style="width:20px;float:right"></view><view style="width:30px;float:right;clear:both"></view></view>`, "0,0 40×10; 20,0 20×0; 10,0 30×0"},
		{`<view style="float:right"><view style="display:table;border-spacing:5px 10px;float:right"></view><view style="float:left;clear:both">a</view><view style="display:inline"></view></view>`, "190,0 10×10; 200,0 0×0; 190,0 10×10; 200,0 0×0"},
	})
}
