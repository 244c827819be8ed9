package renderer

import "testing"

// A block in an inline box is painted where it is laid out, whatever anonymous boxes are
// between. Oracle: the box itself.
func TestBlockInInlineIsPaintedAtItsBox(t *testing.T) {
	for _, around := range []string{"", "display:table", "display:inline-table", "display:flex", "display:grid", "display:inline-block", "display:table-row",
		"display:table-cell", "columns:2", "overflow:auto", "position:relative;left:9px", "transform:translate(9px,9px)"} {
		for _, inline := range []string{"", "position:relative;top:4px", "opacity:.99", "padding-left:5px"} {
			p := newPage(t, `<view style="height:50px"></view><view style="`+around+`">a<text style="`+inline+`">b<text><view id="v"></view></text>c</text></view>`,
				"#v{width:20px;height:10px;background:#f00}")
			f := p.frame()
			x, y, w, h := p.Box(p.find("v").ID)
			if w != 20 || h != 10 || y < 50 {
				t.Fatalf("%s: box %v %v %v %v", around, x, y, w, h)
			}
			dpr := f.Image.Bounds().Dx() / 375
			at := f.Image.RGBAAt(int(x+w/2)*dpr, int(y+h/2)*dpr)
			if at.R < 250 || at.G > 4 {
				t.Errorf("%q %q: %v at %v %v", around, inline, at, x, y)
			}
		}
	}
}

// The page's background pictures are placed in the root element around it, which is as large
// as the viewport, whatever the page's own height and edges. Oracle chromium:
// simulator/differential/chromium, pages.
func TestPageBackgroundArea(t *testing.T) {
	for _, content := range []string{`<view></view>`, `<view style="height:2000px"></view>`} {
		p := newPage(t, content, "page{margin:20px;padding:10px;background:linear-gradient(#f00,#f00) 100% 100%/10px 10px no-repeat}")
		img := p.frame().Image
		at := func(x, y int) uint8 { return img.RGBAAt(x*2, y*2).G }
		if at(370, 662) != 0 || at(362, 662) != 255 || at(370, 654) != 255 {
			t.Errorf("%s: %v %v %v", content, at(370, 662), at(362, 662), at(370, 654))
		}
	}
}
