package layout

import "testing"

// Tables as CSS Tables 3 shares widths and heights, and blocks that are aligned, in a
// viewport of 200×300. Oracle: chromium, measured with TestMarkup of
// simulator/differential/chromium/layout.
func TestTableBoxes(t *testing.T) {
	const (
		group = `<view style="display:table-row-group;`
		row   = `<view style="display:table-row;`
		cell  = `<view style="display:table-cell;`
		end   = `</view>`
		thing = `<view style="width:9px;height:23px"></view>`
	)
	for _, c := range []struct{ name, markup, want string }{
		{"empty sections share the height, gaps between them apart", `<view style="display:table;width:100px;height:100px;border-spacing:5px 10px">` + group + `"></view>` + group + `"></view></view>`,
			"0,0 100×100; 0,0 100×35; 0,35 100×35"},
		{"what is out of flow stands in a cell", `<view style="display:table;border-spacing:5px 10px"><view style="position:absolute;width:3px;height:4px"></view></view>`,
			"0,0 10×20; 5,10 3×4"},
		{"a caption does not widen border and padding", `<view style="display:table;padding:10px"><view style="display:table-caption;width:50px"></view>` + thing + `</view>`,
			"0,0 50×43; 0,0 50×0; 10,10 9×23"},
		{"a caption is not part of the height", `<view style="display:table;height:50px"><view style="display:table-caption;height:7px"></view></view>`,
			"0,0 0×57; 0,0 0×7"},
		{"the body grows before header and footer", `<view style="display:table;width:100px;height:100px;border-spacing:5px 10px"><view style="display:table-header-group">` + thing + `</view>` + row + `"></view><view style="display:table-footer-group">` + thing + `</view></view>`,
			"0,0 100×100; 5,10 90×23; 5,10 9×23; 5,43 90×14; 5,67 90×23; 5,67 9×23"},
		{"a section's percentage", `<view style="display:table;width:100px;height:200px;border-spacing:5px 10px"><view style="display:table-header-group;height:40%">` + thing + `</view>` + group + `height:40px">` + thing + `</view></view>`,
			"0,0 100×200; 5,10 90×68; 5,10 9×23; 5,88 90×102; 5,88 9×23"},
		{"only the first footer is one", `<view style="display:table;height:80px"><view style="display:table-footer-group"></view><view style="display:table-footer-group"></view></view>`,
			"0,0 0×80; 0,80 0×0; 0,0 0×80"},
		{"rows that are not empty grow", `<view style="display:table;height:80px">` + thing + row + `"></view></view>`,
			"0,0 9×80; 0,0 9×23; 0,80 9×0"},
		{"rows without a height grow", `<view style="display:table;height:100px">` + row + `">` + cell + `height:30px">` + thing + end + end + row + `">` + cell + `">` + thing + end + end + end,
			"0,0 9×100; 0,0 9×30; 0,0 9×30; 0,0 9×23; 0,30 9×70; 0,30 9×70; 0,30 9×23"},
		{"a row's percentage of its group", group + `height:20px">` + row + `height:75%"></view>` + row + `"></view></view>`,
			"0,0 0×20; 0,0 0×15; 0,15 0×5"},
		{"percentages in a cell that has a height", row + `">` + cell + `height:50px"><view style="height:50%"></view></view>` + cell + `"><view style="height:80px"></view><view style="height:50%"></view></view></view>`,
			"0,0 0×80; 0,0 0×80; 0,40 0×40; 0,0 0×80; 0,0 0×80; 0,80 0×0"},
		{"percentages in a cell that the table made no higher", `<view style="display:table;height:30px"><view style="height:150%;min-height:30px"></view></view>`,
			"0,0 0×30; 0,0 0×30"},
		{"a cell does not grow with its percentages", cell + `height:31px"><view style="height:150%;min-height:30px"></view></view>`,
			"0,0 0×31; 0,0 0×46.5"},
		{"columns with a length grow before those in percent", `<view style="display:table;width:200px;table-layout:fixed">` + cell + `width:20%"></view>` + cell + `width:50px"></view></view>`,
			"0,0 200×0; 0,0 40×0; 40,0 160×0"},
		{"more percentages than there are", `<view style="display:table;width:200px">` + cell + `width:120%"></view>` + cell + `width:40%">` + thing + end + cell + `width:40px">` + thing + end + end,
			"0,0 200×23; 0,0 182×23; 182,0 9×23; 182,0 9×23; 191,0 9×23; 191,0 9×23"},
		{"percentages count in shrink-to-fit", `<view style="float:left">` + cell + `width:25%"><view style="width:20px"></view></view></view>`,
			"0,0 80×0; 0,0 80×0; 0,0 20×0"},
		{"but not in a cell", cell + `">` + cell + `width:25%"><view style="width:20px"></view></view></view>`,
			"0,0 20×0; 0,0 20×0; 0,0 20×0"},
		{"only the first row counts in the fixed layout", `<view style="display:table;width:200px;table-layout:fixed">` + row + `">` + cell + `width:20px">` + end + end + row + `">` + cell + `width:50px">` + end + cell + `width:30px">` + end + end + end,
			"0,0 200×0; 0,0 200×0; 0,0 20×0; 0,0 200×0; 0,0 20×0; 20,0 180×0"},
		{"padding of a cell is a part of the table's width", `<view style="display:table;width:100px">` + cell + `padding:5%"></view>` + cell + `"></view></view>`,
			"0,0 100×10; 0,0 50×10; 50,0 50×10"},
		{"columns of a group, one of which has no width", `<view style="display:table;width:100px"><view style="display:table-column-group"><view style="display:table-column;width:30px"></view><view style="display:table-column"></view></view>` + row + `">` + cell + `height:5px"></view>` + cell + `"></view></view></view>`,
			"0,0 100×5; 0,0 100×5; 0,0 30×5; 30,0 70×5; 0,0 100×5; 0,0 30×5; 30,0 70×5"},
		{"columns behind all cells that ask for nothing are none", `<view style="display:table;border-spacing:2px"><view style="display:table-column-group;width:30px"></view><view style="display:table-column-group"></view>` + row + `">` + cell + `height:5px"></view></view></view>`,
			"0,0 34×9; 2,2 30×5; 0,0 0×0; 2,2 30×5; 2,2 30×5"},
		{"a column goes before a cell in the fixed layout", `<view style="display:table;table-layout:fixed;width:100px"><view style="display:table-column;width:30px"></view>` + row + `">` + cell + `width:50px;height:5px"></view>` + cell + `"></view></view></view>`,
			"0,0 100×5; 0,0 30×5; 0,0 100×5; 0,0 30×5; 30,0 70×5"},
		{"caption-side goes to the caption from the table", `<view style="display:table;caption-side:bottom"><view style="display:table-caption;height:5px"></view>` + row + `">` + cell + `width:50px;height:8px"></view></view></view>`,
			"0,0 50×13; 0,8 50×5; 0,0 50×8; 0,0 50×8"},
		{"column boxes of a table from right to left", `<view style="display:table;direction:rtl;border-collapse:collapse"><view style="display:table-column;width:30px"></view><view style="display:table-column;width:20px"></view>` + row + `">` + cell + `height:5px"></view>` + cell + `"></view></view></view>`,
			"0,0 50×5; 20,0 30×5; 0,0 20×5; 0,0 50×5; 20,0 30×5; 0,0 20×5"},
		{"white space behind cells in an inline box", `<view><text>a <text style="display:table-cell">b</text> <text>c</text></text></view>`,
			"0,0 200×10; 0,0 40×10; 20,0 10×10; 30,0 10×10"},
		{"a row that is collapsed", `<view style="display:table;border-spacing:4px">` + `<view style="display:table-row;visibility:collapse">` + cell + `width:50px;height:8px"></view>` + cell + `width:10px;height:8px"></view></view>` + row + `">` + cell + `width:5px;height:9px"></view></view></view>`,
			"0,0 72×17; 4,4 64×0; 4,4 50×0; 58,4 10×0; 4,4 64×9; 4,4 50×9"},
		{"a column that is collapsed", `<view style="display:table;border-spacing:4px"><view style="display:table-column;visibility:collapse"></view>` + row + `">` + cell + `width:50px;height:8px"></view>` + cell + `width:10px;height:8px"></view></view>` + row + `">` + cell + `width:5px;height:9px"></view></view></view>`,
			"0,0 18×29; 4,0 0×0; 4,4 10×8; 4,4 0×8; 4,4 10×8; 4,16 10×9; 4,16 0×9"},
		{"a column group that is collapsed", `<view style="display:table;border-spacing:4px;width:100px"><view style="display:table-column-group;visibility:collapse"></view><view style="display:table-column;width:30px"></view>` + row + `">` + cell + `width:50px;height:8px"></view>` + cell + `width:10px;height:8px"></view></view></view>`,
			"0,0 41×16; 4,0 0×0; 4,4 33×8; 4,4 33×8; 4,4 0×8; 4,4 33×8"},
		{"rows of groups that are collapsed", `<view style="display:table;border-spacing:4px;width:100px;height:100px">` + group + `visibility:collapse">` + row + `">` + cell + `width:50px;height:8px"></view></view></view>` + group + `">` + row + `">` + cell + `width:5px;height:20px"></view></view><view style="display:table-row;visibility:collapse">` + cell + `width:5px;height:20px"></view></view></view></view>`,
			"0,0 100×47.234375; 4,4 92×0; 4,4 92×0; 4,4 92×0; 4,8 92×35.234375; 4,8 92×35.234375; 4,8 92×35.234375; 4,43.234375 92×0; 4,43.234375 92×0"},
		{"justify-self shrinks a block", `<view style="justify-self:end;height:5px"><view style="width:20px;height:5px"></view></view>`, "180,0 20×5; 180,0 20×5"},
		{"justify-items of a block", `<view style="justify-items:center"><view style="width:50px;height:5px"></view></view>`, "0,0 200×5; 75,0 50×5"},
		{"an absolute box is aligned among its insets", `<view style="align-self:center;justify-self:end;position:absolute;inset:10px;height:20px"><view style="width:30px"></view></view>`, "160,140 30×20; 160,140 30×0"},
		{"a ratio with auto is that of the content box", `<view style="aspect-ratio:auto 1;box-sizing:border-box;border-left:4px solid"></view>`, "0,0 200×196"},
		{"a stretched flex item passes its height through its ratio", `<view style="display:inline-flex;height:20px;vertical-align:top"><view style="aspect-ratio:2"></view></view>`, "0,0 40×20; 0,0 40×20"},
		{"an empty inline box goes with what is behind it", `<view style="direction:rtl"><text></text>a</view>`, "0,0 200×10; 190,0 0×10"},
		{"the left edge of an empty box is at the left", `<view>a<text style="direction:rtl;margin:0 20px 0 40px"></text>a</view>`, "0,0 200×10; 50,0 0×10"},
	} {
		lt, tree := page(t, "", c.markup, 200, 300)
		if got := rects(lt, tree); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}
