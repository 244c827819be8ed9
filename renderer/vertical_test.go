package renderer

import "testing"

// A vertical list scrolls to the left from its start, and what is under a finger is
// found on the second line as on the first. Oracle: chromium (scrollLeft of vertical-rl
// goes from 0 to less, elementFromPoint).
func TestVerticalScrolling(t *testing.T) {
	p := newPage(t, `<view id="s"><text id="a">一二三四五</text><text id="b">六七八九十</text><view id="c"></view></view>`,
		`#s{writing-mode:vertical-rl;width:100px;height:80px;overflow:scroll;font-size:16px;line-height:20px} #c{width:200px}`)
	p.Frame(0)
	s := p.find("s")
	if got := p.NodeAt(90, 10); got != p.find("a").ID {
		t.Errorf("at the first line: node %d", got)
	}
	if got := p.NodeAt(70, 10); got != p.find("b").ID {
		t.Errorf("at the second line: node %d", got)
	}
	if w, h := p.ScrollSize(s); w != 240 || h != 80 {
		t.Errorf("scroll size %v×%v", w, h)
	}
	p.ScrollNode(s.ID, -1000, 0, 0)
	if x, y := p.ScrollOffset(s); x != -140 || y != 0 {
		t.Errorf("scrolled to %v, %v", x, y)
	}
	p.ScrollNode(s.ID, 10, 0, 0)
	if x, _ := p.ScrollOffset(s); x != 0 {
		t.Errorf("scrolled past its start: %v", x)
	}
}
