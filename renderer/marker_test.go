package renderer

import (
	"image/color"
	"testing"

	"diorama/renderer/dom"
)

// The symbol of a list item stands on its first line when list-style-position is inside,
// and grows with the font. Oracle: chromium, boxes with TestMarkup of
// simulator/differential/chromium/layout.
func TestInsideSymbol(t *testing.T) {
	p := newPage(t, `<view id="a" class="a"></view>`, `.a{display:list-item;list-style:square inside;float:left;font-size:20px;line-height:20px;color:red}`, func(o *Options) {
		o.Env.DPR = 2
	})
	red := func() (n, right int) {
		f := p.frame()
		for y := range f.Image.Rect.Dy() {
			for x := range f.Image.Rect.Dx() {
				if f.Image.RGBAAt(x, y) == (color.RGBA{255, 0, 0, 255}) {
					n, right = n+1, max(right, x+1)
				}
			}
		}
		return n, right
	}
	n, right := red()
	_, _, w, h := p.Box(p.find("a").ID)
	if n < 10*10 || right*right > n*2 || w < 20 || w > 32 || h != 20 {
		t.Errorf("%d px of the symbol up to %d, in a box of %v×%v", n, right, w, h)
	}
	if err := p.Apply([]dom.Op{{Kind: dom.OpSetStyle, ID: p.find("a").ID, Text: "font-size:40px"}}); err != nil {
		t.Fatal(err)
	}
	big, _ := red()
	if _, _, wide, _ := p.Box(p.find("a").ID); big < 3*n || wide < 2*w-4 || wide > 2*w+4 {
		t.Errorf("with twice the font %d px of the symbol in a box %v wide", big, wide)
	}
	p.mut.SetClasses(p.find("a"), nil)
	if n, _ := red(); n != 0 {
		t.Errorf("%d px without a list item", n)
	}
}
