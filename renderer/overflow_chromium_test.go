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
