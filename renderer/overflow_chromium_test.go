package renderer

import (
	"testing"

	"diorama/renderer/dom"
)

// What a scroller reaches is seen through the transforms inside it, also when only a
// transform changes. Oracle chromium: scrollWidth and scrollHeight.
func TestScrollSizeOfTransformed(t *testing.T) {
	for _, c := range []struct {
		name, style string
		w, h        float64
	}{
		{"none", "", 100, 300},
		{"moved up", "transform:translateY(-150px)", 100, 150},
		{"moved aside", "transform:translate(60px,-250px)", 110, 100},
		{"turned", "transform-origin:0 0;transform:rotate(-90deg)", 100, 100},
		{"grown", "transform-origin:0 0;transform:scale(3,0.5)", 150, 150},
	} {
		p := newPage(t, `<view id="s"><view id="a"><view id="in"></view></view></view>`,
			"#s{width:100px;height:100px;overflow:auto;position:relative} #a{position:absolute;left:0;top:0;width:50px;height:100px} #in{height:300px}")
		p.frame()
		p.do(dom.Op{Kind: dom.OpSetStyle, ID: p.find("a").ID, Text: c.style})
		p.frame()
		if w, h := p.ScrollSize(p.find("s")); w != c.w || h != c.h {
			t.Errorf("%s: %v×%v, want %v×%v", c.name, w, h, c.w, c.h)
		}
	}
}

// A fixed box stands at the viewport's corner whatever margins move the page.
// Oracle chromium.
func TestFixedBesidePageMargins(t *testing.T) {
	p := newPage(t, `<view id="f"></view><view style="margin-top:24px;height:10px"></view>`, "#f{position:fixed;left:5px;top:3px;width:10px;height:10px;background:#f00}")
	p.frame()
	if x, y, _, _ := p.ViewportBox(p.find("f").ID); x != 5 || y != 3 {
		t.Errorf("box at %v,%v", x, y)
	}
	if c := p.Image().RGBAAt(12, 8); c.R != 255 || c.G != 0 {
		t.Errorf("nothing at its place: %v", c)
	}
	if got := p.hitNode(10, 8); got != p.find("f").ID {
		t.Errorf("node %d is hit", got)
	}
}
