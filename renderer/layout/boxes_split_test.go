package layout

import "testing"

// Inline boxes around blocks: their parts are the lines, empty ones too, and the anonymous
// blocks around blocks that follow each other; vertical-align on lines without extent.
// Oracle chromium: simulator/differential/chromium/layout.
func TestBoxesSplit(t *testing.T) {
	same(t, [][2]string{
		{`<text style="padding-left:5px;direction:rtl"><view></view></text>`, "0,0 5×10; 0,0 200×0"},
		{`<view style="direction:rtl"><view style="display:inline;border-right:4px solid"><view></view></view></view>`, "0,0 200×10; 196,0 4×10; 0,10 200×0"},
		{`<text><view style="display:table"></view><view style="display:table;margin:10px auto 0"></view></text>`, "0,0 200×10; 0,0 0×0; 100,10 0×0"},
		{`<view style="display:inline"><view></view><view style="display:inline;border:1px solid"><view></view></view></view>`, "0,0 1×20; 0,0 200×0; 0,-1 1×22; 0,10 200×0"},
		{`<text><text style="position:relative;right:10px"><view></view></text><view></view></text>`, "0,0 0×0; -10,0 0×0; -10,0 200×0; 0,0 200×0"},
		{`<text><view style="overflow:auto"></view><view style="margin:5px 0 -5px"></view></text>`, "0,0 0×0; 0,0 200×0; 0,5 200×0"},
		{`<view><view style="height:120px"></view><text><text></text><view style="margin-top:1em"></view></text></view>`, "0,0 200×120; 0,0 200×120; 0,130 0×0; 0,130 0×0; 0,130 200×0"},
		{`<text style="border:1px solid"><view style="width:20px"><view style="float:right">aaa</view></view></text>`, "0,-1 1×32; 0,10 20×0; -10,10 30×10"},
		{`<view style="text-indent:2em"><view style="display:inline"><view></view></view></view>`, "0,0 200×0; 20,0 0×0; 0,0 200×0"},
		{`<view style="display:inline"><view><view style="border:1px solid;float:left"></view></view></view>`, "2,0 0×0; 0,0 200×0; 0,0 2×2"},
		{`<view style="text-align:end"><view style="direction:rtl"><text><view></view></text></view></view>`, "0,0 200×0; 0,0 200×0; 0,0 0×0; 0,0 200×0"},
		{`<view style="direction:rtl"><text style="margin-right:20px"><view></view></text></view>`, "0,0 200×10; 200,10 0×0; 0,10 200×0"},
		{`<view style="display:inline"><view style="display:grid;margin:-20px"></view><view style="display:flex"></view></view>`, "0,-20 0×0; -20,-20 240×0; 0,-40 200×0"},
		{`<text style="position:relative;bottom:10%"><view></view><view style="position:absolute"></view></text>`, "0,0 0×0; 0,0 200×0; 0,0 0×0"},
		{`<text><view style="overflow:auto"></view><view style="display:flow-root;margin:10%"></view></text>`, "0,0 200×20; 0,0 200×0; 20,20 160×0"},
		{`<view style="display:inline"><view></view><text style="padding:5%"><view></view></text></view>`, "0,0 10×20; 0,0 200×0; 0,-10 10×40; 0,10 200×0"},
		{`<text><view></view><text><view style="margin:-10px"></view></text></text>`, "0,-10 0×0; 0,-10 200×0; 0,-10 0×0; -10,-10 220×0"},
		{`<text><view></view><view style="border:2px solid;float:left"></view></text>`, "4,0 0×0; 0,0 200×0; 0,0 4×4"},
		{`<text><view></view><view style="display:inline;border:5px solid"><view></view></view></text>`, "0,0 5×20; 0,0 200×0; 0,-5 5×30; 0,10 200×0"},
		{`<text><view><view style="margin:10px 5px;overflow:hidden"></view></view></text>`, "0,20 0×0; 0,10 200×0; 5,10 190×0"},
		{`<text><view style="display:grid"></view><view style="height:150px;margin:10px auto 0"></view></text>`, "0,0 200×160; 0,0 200×0; 0,10 200×150"},
		{`<view style="text-align:end"><text><view style="margin:10px;float:right"></view><view></view></text></view>`, "0,0 200×0; 180,0 0×0; 190,10 0×0; 0,0 200×0"},
		{`<view><view style="display:flow-root"></view><text></text><text><view style="margin-bottom:20px"></view></text></view>`, "0,0 200×0; 0,0 200×0; 0,20 0×0; 0,20 0×0; 0,20 200×0"},
		{`<text style="vertical-align:top;font-size:0"><view></view></text>`, "0,-8 0×0; 0,-8 200×0"},
		{`<text><text style="padding-bottom:10px"><view style="display:table-row"></view></text></text>`, "0,0 0×20; 0,0 0×20; 0,8 0×0"},
		{`<view style="display:inline;border-right:1px solid"><view style="float:left">long-word aaa Lorem ipsum dolor sit</view></view>`, "0,20 1×10; 0,0 200×20"},
		{`<view style="display:inline;padding-right:10%"><view style="float:left">OK aaa价格 12.50元 world wide</view></view>`, "0,20 20×10; 0,0 200×20"},
		{`<text><view style="padding:10px"></view><view style="display:flow-root;margin-top:-20px"></view></text>`, "0,0 0×0; 0,0 200×20; 0,0 200×0"},
		{`<view style="display:inline;vertical-align:super"><view style="overflow:auto"></view><view></view></view>`, "0,-4.328125 0×0; 0,0 200×0; 0,0 200×0"},
		{`<view style="display:inline"><text style="border-right:4px solid;position:relative;left:20px"><view></view></text></view>`, "20,0 4×10; 20,0 4×10; 20,0 200×0"},
		{`<view style="display:inline;position:relative"><view style="margin:10px 5px"><view style="position:absolute;top:10px"></view></view></view>`, "0,10 0×0; 5,10 190×0; 5,20 0×0"},
		{`<text><text style="border:1px solid"><view style="height:5px"></view></text></text>`, "0,-1 200×27; 0,-1 200×27; 0,10 200×5"},
		{`<text><view style="height:5px"></view><text style="border:1px solid">a</text></text>`, "0,0 200×15; 0,0 200×5; 0,4 12×12"},
		{`<text><text style="border:1px solid">a</text><view style="height:5px"></view></text>`, "0,0 200×15; 0,-1 12×12; 0,10 200×5"},
		{`<text><text>b<view style="height:5px"></view></text><text style="border:1px solid">a</text></text>`, "0,0 200×26; 0,0 200×15; 0,10 200×5; 0,14 12×12"},
		{`<text><text></text><view style="height:10px"></view></text>`, "0,0 200×10; 0,0 0×0; 0,0 200×10"},
		{`<view><text></text><text><view style="height:10px"></view></text></view>`, "0,0 200×10; 0,0 0×0; 0,0 200×10; 0,0 200×10"},
		{`<view><text></text><text><text></text><view style="height:10px"></view></text></view>`, "0,0 200×10; 0,0 0×0; 0,0 200×10; 0,0 0×0; 0,0 200×10"},
		{`<view><text></text><text><text></text><view style="margin-top:10px"></view></text></view>`, "0,10 200×0; 0,10 0×0; 0,10 0×0; 0,10 0×0; 0,10 200×0"},
		{`<view><text style="vertical-align:middle"></text><text><text></text><view style="margin-top:10px"></view></text></view>`, "0,10 200×0; 0,9 0×0; 0,10 0×0; 0,10 0×0; 0,10 200×0"},
		{`<view><text style="position:relative;top:5px"></text><text><text></text><view style="margin-top:10px;height:5px"></view></text></view>`, "0,10 200×5; 0,15 0×0; 0,10 200×5; 0,10 0×0; 0,10 200×5"},
		{`<view><text style="position:relative;top:5px"></text><text><text></text><view style="position:absolute"></view><view style="margin-top:10px;height:5px"></view></text></view>`, "0,10 200×5; 0,15 0×0; 0,10 200×5; 0,10 0×0; 0,10 0×0; 0,10 200×5"},
		{`<view><text style="position:relative;top:5px"></text><text><text></text><view style="float:left">a</view><view style="margin-top:10px;height:5px"></view></text></view>`, "0,10 200×5; 10,15 0×0; 0,10 200×5; 10,10 0×0; 0,10 10×10; 0,10 200×5"},
		{`<view style="text-align:center"><text></text><text><text></text><view style="margin-top:10px;height:5px"></view></text></view>`, "0,10 200×5; 100,10 0×0; 0,10 200×5; 100,10 0×0; 0,10 200×5"},
		{`<view style="text-indent:10px"><text></text><text><text></text><view style="margin-top:10px;height:5px"></view></text></view>`, "0,10 200×5; 10,10 0×0; 0,10 200×5; 10,10 0×0; 0,10 200×5"},
		{`<view style="text-indent:10px"><text></text><text><text></text><view style="height:10px"></view><text></text></text></view>`, "0,0 200×10; 10,0 0×0; 0,0 200×10; 10,0 0×0; 0,0 200×10; 0,10 0×0"},
		{`<view style="text-indent:10px"><text></text><text><text></text><view style="height:10px"></view><text>a</text></text></view>`, "0,0 200×20; 10,0 0×0; 0,0 200×20; 10,0 0×0; 0,0 200×10; 0,10 10×10"},
		{`<text style="vertical-align:middle"><text style="vertical-align:5px"></text></text>`, "0,1.5 0×0; 0,-3.5 0×0"},
		{`<view style="display:inline;vertical-align:middle">a<view style="display:inline;vertical-align:middle">b</view></view>`, "0,1 20×10; 10,0 10×10"},
		{`<view style="display:inline;direction:rtl"><view style="width:10px"></view></view>`, "0,0 0×0; 0,0 10×0"},
		{`<view><text></text><view style="margin:20px"></view></view>`, "0,20 200×0; 0,20 0×0; 20,20 160×0"},
		{`<view style="padding:1px"><text></text><text><view style="margin:20px"></view></text></view>`, "0,0 200×22; 1,1 0×0; 1,21 0×0; 21,21 158×0"},
		{`<view><view style="margin:10px;float:left"></view><view style="display:inline-grid;position:absolute"></view></view>`, "0,0 200×0; 10,10 0×0; 20,0 0×0"},
		{`<view style="text-indent:-10px"><view></view><view style="display:inline;position:absolute"></view></view>`, "0,0 200×0; 0,0 200×0; -10,0 0×0"},
		{`<view><view style="display:inline;border:1px solid"><view style="position:absolute"></view></view><view style="position:absolute"></view></view>`, "0,0 200×10; 0,-1 2×12; 0,0 0×0; 0,0 0×0"},
		{`<view style="float:right"><view style="width:calc(50% + 5px);border:2px solid;float:right"></view><text></text></view>`, "196,0 4×4; 189,0 11×4; 196,0 0×0"},
		{`<view style="width:10px"><view style="float:right">world</view><view style="overflow:hidden"></view></view>`, "0,0 10×0; -40,0 50×10; 0,0 0×0"},
		{`<text><text style="vertical-align:bottom"></text></text>`, "0,0 0×0; 0,3 0×0"},
		{`<text style="vertical-align:-20%"><view style="display:inline-flex;vertical-align:bottom"></view></text>`, "0,2 0×10; 0,14 0×0"},
		{`<text style="vertical-align:-20%"><view style="display:inline-grid;vertical-align:top"></view></text>`, "0,2 0×10; 0,2 0×0"},
		{`<view style="display:inline;border-top:4px solid"><text style="vertical-align:top"><text style="border-left:4px solid"></text></text></view>`, "0,-2 4×14; 0,0 4×10; 0,0 4×10"},
	})
}

// Lines and floats beside each other. Oracle chromium:
// simulator/differential/chromium/layout.
func TestBoxesLinesAndFloats(t *testing.T) {
	same(t, [][2]string{
		{`<view style="width:0px"><view style="margin:20px;float:left"></view>a</view>`, "0,0 0×10; 20,20 0×0"},
		{`<view style="max-width:30px"><view style="float:left">aaaa</view><view style="float:left"></view></view>`, "0,0 30×0; 0,0 40×10; 40,0 0×0"},
		{`<view>a<view style="border:2px solid;float:right"></view><view style="float:left;clear:right"></view></view>`, "0,0 200×10; 196,0 4×4; 0,10 0×0"},
		{`<view><view style="display:inline-block;width:15px;height:40px"></view><view style="float:right">a</view><view style="float:right;clear:both"></view></view>`, "0,0 200×42; 0,0 15×40; 190,0 10×10; 200,42 0×0"},
	})
}
