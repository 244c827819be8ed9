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
