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

// Han characters of vertical lines stand upright and Latin ones are turned; sideways turns
// all, upright none. Oracle: chromium, pages comparison of the same rules.
func TestVerticalGlyphs(t *testing.T) {
	// 一 is a flat stroke, l an upright one.
	for _, c := range []struct {
		css, text string
		flat      bool
	}{
		{"writing-mode:vertical-rl", "一", true},
		{"writing-mode:vertical-lr", "l", true},
		{"writing-mode:vertical-rl;text-orientation:sideways", "一", false},
		{"writing-mode:vertical-rl;text-orientation:upright", "l", false},
		{"writing-mode:sideways-lr", "一", false},
		{"writing-mode:horizontal-tb", "l", false},
	} {
		p := newPage(t, `<view style="font-size:60px;`+c.css+`">`+c.text+`</view>`, "")
		img := p.Frame(0).Image
		x0, y0, x1, y1 := img.Rect.Max.X, img.Rect.Max.Y, 0, 0
		for y := range img.Rect.Max.Y {
			for x := range img.Rect.Max.X {
				if img.RGBAAt(x, y).R < 128 {
					x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
				}
			}
		}
		if flat := x1-x0 > y1-y0; x1 <= x0 || flat != c.flat {
			t.Errorf("%s: %s covers %d,%d to %d,%d", c.css, c.text, x0, y0, x1, y1)
		}
	}
}

// Emphasis marks stand over the text and make room for themselves. Oracle: chromium,
// TestMarkup of simulator/differential/chromium/layout: 34 px and 24 px.
func TestEmphasisRoom(t *testing.T) {
	for css, want := range map[string]float64{
		"text-emphasis:dot": 34, "text-emphasis:dot;line-height:24px": 31.5, "text-emphasis:dot;line-height:30px": 34.5,
		"text-emphasis:dot;text-emphasis-position:under;line-height:24px": 33, "text-emphasis:none;line-height:24px": 24,
	} {
		p := newPage(t, `<view id="a" style="font-size:20px;`+css+`">a</view>`, "page{font-family:'Noto Sans SC'}")
		p.Frame(0)
		if _, _, _, h := p.Box(p.find("a").ID); h != want {
			t.Errorf("%s: height %v, want %v", css, h, want)
		}
	}
}
