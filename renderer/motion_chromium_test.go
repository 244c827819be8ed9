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

// What is in the middle of an animation, a row per property and cause: shapes, shadows
// of either side, quarters of weights, singular matrices that jump, what is computed
// from a colour, a font size or a custom property that moves. Oracle: chromium
// (simulator/differential/chromium/motion).
func TestHalfWay(t *testing.T) {
	for _, c := range []struct{ style, from, to, prop, want string }{
		{"", "clip-path:circle(10px at 0 0)", "clip-path:circle(50% at 50% 50%)", "clip-path", "circle(calc(25% + 5px) at 25% 25%)"},
		{"", "clip-path:inset(0)", "clip-path:inset(10px 20% round 5px)", "clip-path", "inset(5px 10% round 2.5px)"},
		{"", "clip-path:polygon(0 0, 9px 0)", "clip-path:polygon(0 0, 9px 0, 9px 9px)", "clip-path", "polygon(0px 0px, 9px 0px, 9px 9px)"},
		{"", "clip-path:path('M0 0L10 10')", "clip-path:path('M 4,0 L 20-10')", "clip-path", `path("M 2 0 L 15 0")`},
		{"", "box-shadow:none", "box-shadow:2px 4px 8px red", "box-shadow", "rgba(255, 0, 0, 0.5) 1px 2px 4px 0px"},
		{"", "font-weight:400", "font-weight:401", "font-weight", "400.5"},
		{"", "transform:scale(0)", "transform:translate(10px,20px)", "transform", "matrix(1, 0, 0, 1, 10, 20)"},
		{"", "transform:none", "transform:skewX(0deg)", "transform", "matrix(1, 0, 0, 1, 0, 0)"},
		{"", "line-height:1", "line-height:2", "line-height", "24px"},
		{"border-color:currentColor", "color:rgb(0,0,0)", "color:rgb(100,0,0)", "border-top-color", "rgb(50, 0, 0)"},
		{"background-color:rgb(0,0,0)", "color:rgb(0,0,0);background-color:currentColor", "color:rgb(100,0,0)", "background-color", "rgb(25, 0, 0)"},
		{"padding-left:2em", "font-size:10px", "font-size:20px", "padding-left", "30px"},
		{"padding-left:var(--v);--v:1px", "--v:10px", "--v:30px", "padding-left", "30px"},
		{"position:relative", "left:-50%", "left:10px", "left", "-45px"},
		{"position:relative", "left:auto", "left:auto", "left", "0px"},
		{"position:relative", "right:4px", "right:4px", "left", "-4px"},
		{"position:absolute;width:10px;left:30px", "margin-left:0", "margin-left:20px", "right", "150px"},
	} {
		p := newPage(t, `<view class="p"><view id="a" class="a"></view></view>`, `.p{position:relative;width:200px;height:100px} @keyframes k{from{`+c.from+`}to{`+c.to+`}} .a{font-size:16px;animation:k 1s linear both;`+c.style+`}`)
		p.frame()
		if got := p.computedAt("a", c.prop, 500*ms); got != c.want {
			t.Errorf("%s; %s -> %s: %s is %q, want %q", c.style, c.from, c.to, c.prop, got, c.want)
		}
	}
}
