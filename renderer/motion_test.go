package renderer

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

func (p *testPage) computedAt(id, prop string, after time.Duration) string {
	p.t.Helper()
	p.now += after
	p.Frame(p.now)
	return p.ComputedStyle(p.find(id).ID, prop)
}

// A class change starts a transition; it moves boxes, tells its end, and wakes the
// window only while it runs. Oracle: CSS Transitions 1.
func TestTransitionOnPage(t *testing.T) {
	p := newPage(t, `<view id="a" class="x" bindtransitionend="end"></view>`, ".x{width:100px;height:10px;opacity:1;transition:all 1s linear} .y{width:200px;opacity:0}")
	p.frame()
	if f := p.frame(); f.Next >= 0 {
		t.Error("nothing moves, next", f.Next)
	}
	p.do(dom.Op{Kind: dom.OpSetClass, ID: p.find("a").ID, Classes: []dom.Class{{Name: "x"}, {Name: "y"}}})
	if f := p.frame(); f.Next != p.now+frameTime {
		t.Error("it moves, next", f.Next)
	}
	if got := p.computedAt("a", "opacity", 250*ms); got != "0.75" {
		t.Error(got)
	}
	if _, _, w, _ := p.Box(p.find("a").ID); w != 125 {
		t.Error("width", w)
	}
	if got := p.computedAt("a", "opacity", 750*ms); got != "0" {
		t.Error(got)
	}
	if got := told(p.Drain()); strings.Count(got, "transitionend end") != 2 {
		t.Error(got)
	}
	if _, _, w, _ := p.Box(p.find("a").ID); w != 200 {
		t.Error("width", w)
	}
	if f := p.frame(); f.Next >= 0 {
		t.Error("it stands, next", f.Next)
	}
}

// @keyframes run from the moment an element appears, on pseudo-elements too.
// Oracle: CSS Animations 1.
func TestKeyframesOnPage(t *testing.T) {
	p := newPage(t, `<view id="a"></view>`, `@keyframes go{from{margin-left:0;transform:rotate(0)}50%{margin-left:100px}to{margin-left:0;transform:rotate(90deg)}}
		view{height:10px;animation:go 2s linear infinite} view::after{content:"x";animation:go 2s linear}`)
	p.frame()
	p.computedAt("a", "margin-left", 500*ms)
	if x := p.ComputedStyle(p.find("a").ID, "margin-left"); x != "50px" {
		t.Error(x)
	}
	p.computedAt("a", "margin-left", 500*ms)
	if got := p.ComputedStyle(p.find("a").ID, "margin-left"); got != "100px" {
		t.Error(got)
	}
	if got := p.computedAt("a", "margin-left", 1500*ms); got != "50px" {
		t.Error("it goes round", got)
	}
}

// The attribute animation runs its steps one after the other and keeps the last.
// Oracle: documentation of wx.createAnimation.
func TestExportedAnimation(t *testing.T) {
	p := newPage(t, `<view id="a" style="height:10px" bindtransitionend="end"></view>`, "")
	p.frame()
	step := func(opacity, ms float64) value.Value {
		return value.M("animates", value.OfList([]value.Value{value.M("type", "style", "args", value.OfList([]value.Value{value.OfString("opacity"), value.OfNumber(opacity)})),
			value.M("type", "translate", "args", value.OfList([]value.Value{value.OfNumber(100 * (1 - opacity)), value.OfNumber(0)}))}),
			"option", value.M("transformOrigin", "50% 50% 0", "transition", value.M("duration", ms, "delay", 0, "timingFunction", "linear")))
	}
	p.attr("a", "animation", value.M("actions", value.OfList([]value.Value{step(0, 1000), step(0.5, 1000)})))
	p.frame()
	if got := p.computedAt("a", "opacity", 500*ms); got != "0.5" {
		t.Error(got)
	}
	if x, _, _, _ := p.Box(p.find("a").ID); x != 50 {
		t.Error(x)
	}
	if got := p.computedAt("a", "opacity", 500*ms); got != "0" {
		t.Error(got)
	}
	if got := p.computedAt("a", "opacity", 500*ms); got != "0.25" {
		t.Error(got)
	}
	p.computedAt("a", "opacity", 5*time.Second)
	if got := p.ComputedStyle(p.find("a").ID, "opacity"); got != "0.5" {
		t.Error(got)
	}
	if f := p.frame(); f.Next >= 0 && len(p.events) == 0 {
		t.Error("still moving", f.Next)
	}
	p.Animate(p.find("a").ID, []Keyframe{{Offset: -1, Style: "opacity:1", Ease: "linear"}, {Offset: -1, Style: "opacity:0"}}, time.Second)
	if got := p.computedAt("a", "opacity", 250*ms); got != "0.75" {
		t.Error("animate", got)
	}
	p.ClearAnimation(p.find("a").ID, nil)
	if got := p.computedAt("a", "opacity", 0); got != "0.5" {
		t.Error("cleared", got)
	}
}

// Interactive states of the system sheet move too: a switch slides. Oracle: hand.
func TestSwitchSlides(t *testing.T) {
	p := newPage(t, `<switch id="s"/>`, "")
	p.frame()
	p.tapOn("s")
	f := p.frame()
	if f.Next != p.now+frameTime {
		t.Error("the knob does not move", f.Next, p.now)
	}
	p.now += 400 * ms
	p.Frame(p.now)
	if f := p.frame(); f.Next >= 0 {
		t.Error("the knob does not stop", f.Next)
	}
}

// What moves its transform contains fixed elements, also while it waits to move, and no
// longer once it is over. Oracle: Web Animations 1, side effects; Chromium.
func TestMovingContainsFixed(t *testing.T) {
	p := newPage(t, `<view id="a"><view id="f"></view></view>`, `@keyframes go{to{transform:none}}
		#a{margin:30px;height:50px;animation:go 1s 1s} #f{position:fixed;left:0;top:0;width:5px;height:5px}`)
	at := func() int {
		x, _, _, _ := p.Box(p.find("f").ID)
		return int(x)
	}
	p.frame()
	p.frame()
	for _, c := range []struct {
		name string
		wait time.Duration
		want int
	}{{"waits", 100 * ms, 30}, {"moves", 1400 * ms, 30}, {"over", 700 * ms, 0}} {
		p.now += c.wait
		p.Frame(p.now)
		if got := at(); got != c.want {
			t.Errorf("%s: the fixed element is at %d, want %d", c.name, got, c.want)
		}
	}
}
