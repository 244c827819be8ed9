package renderer

import (
	"testing"

	"diorama/renderer/dom"
)

// Starting, turning and handing down of what moves. The numbers are those of Chromium:
// oracle chromium (simulator/differential/chromium/motion).
func TestMotionAsChromium(t *testing.T) {
	p := newPage(t, `<view id="a" class="a"></view><view id="b" class="b"></view><view id="c" class="c"><view id="k"></view></view><view id="d" class="d"></view>`,
		`.a{opacity:1} .a.y{opacity:0;transition:opacity 1s linear}
		.b{margin-left:0;transition:margin-left 1s linear} .b.y{margin-left:100px}
		@keyframes go{from{color:rgb(0,0,0)}to{color:rgb(200,0,0)}} .c{animation:go 1s linear both}
		@keyframes turn{from{transform:rotate(90deg)}to{transform:matrix(1,0,0,1,10,20)}} .d{width:10px;height:10px;animation:turn 1s linear}`)
	p.frame()
	on := func(id string, y bool) {
		c := []dom.Class{{Name: id}}
		if y {
			c = append(c, dom.Class{Name: "y"})
		}
		p.do(dom.Op{Kind: dom.OpSetClass, ID: p.find(id).ID, Classes: c})
		p.frame()
	}
	on("a", true)
	on("b", true)
	if got := p.computedAt("a", "opacity", 400*ms); got != "0.6" {
		t.Error("the transition comes with the change", got)
	}
	if got := p.computedAt("k", "color", 0); got != "rgb(80, 0, 0)" {
		t.Error("a child inherits what moves", got)
	}
	on("b", false)
	if got := p.computedAt("b", "margin-left", 100*ms); got != "30px" {
		t.Error("the way back is as long as the way there was", got)
	}
	if got := p.computedAt("d", "transform", 0); got != "matrix(0.707107, 0.707107, -0.707107, 0.707107, 5, 10)" {
		t.Error("matrices mix", got)
	}
	if got := p.computedAt("b", "margin-left", 300*ms); got != "0px" {
		t.Error(got)
	}
}
