package renderer

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
)

const ms = time.Millisecond

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	want = strings.ReplaceAll(strings.TrimLeft(want, "\n"), "\t", "")
	if got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.ReplaceAll(got, "\n", "\n     "), strings.ReplaceAll(want, "\n", "\n     "))
	}
}

// Touches bubble, a tap follows them, catch ends the way, and a drag is no tap.
// Oracle: documentation of events.
func TestTapEvents(t *testing.T) {
	p := newPage(t, `<view id="a" style="height:200px;width:200px" bindtap="outer" bindtouchstart="start" bindtouchend="end">
		<view id="b" style="height:100px;width:100px" bindtap="inner" bindtouchmove="move"></view>
		<view id="c" style="height:100px;width:100px" catchtap="caught"></view></view>`, "")
	expect(t, "tap on b", p.tapAt(50, 60), `
		touchstart start {"x":50,"y":60}
		touchend end {"x":50,"y":60}
		tap inner outer {"x":50,"y":60}
	`)
	expect(t, "tap on c", p.tapOn("c"), `
		touchstart start {"x":50,"y":150}
		touchend end {"x":50,"y":150}
		tap caught {"x":50,"y":150}
	`)
	got := p.pointer(input.Down, 50, 50, ms) + p.pointer(input.Move, 55, 50, ms) + p.pointer(input.Move, 70, 50, ms) + p.pointer(input.Up, 70, 50, ms)
	expect(t, "drag", got, `
		touchstart start {"x":50,"y":50}
		touchmove move {"x":55,"y":50}
		touchmove move {"x":70,"y":50}
		touchend end {"x":70,"y":50}
	`)
	got = p.pointer(input.Down, 50, 50, ms) + p.pointer(input.Cancel, 50, 50, ms)
	expect(t, "cancel", got, "touchstart start {\"x\":50,\"y\":50}\n")
	if id := p.NodeAt(50, 50); id != p.find("b").ID {
		t.Error("NodeAt", id)
	}
}

// A long press comes at 350 ms and takes the place of the tap when it is handled.
// Oracle: documentation of events.
func TestLongPress(t *testing.T) {
	p := newPage(t, `<view id="a" style="height:100px" bindtap="tap" bindlongpress="long"></view>
		<view id="b" style="height:100px" bindtap="tap" bindlongtap="longtap"></view>`, "")
	p.pointer(input.Down, 10, 10, ms)
	p.frame()
	if f := p.frame(); f.Next != p.now+350*ms {
		t.Error("the page wakes for the long press at", f.Next)
	}
	expect(t, "early", p.tickTo(349*ms), "")
	expect(t, "due", p.tickTo(ms), "longpress long {\"x\":10,\"y\":10}\n")
	expect(t, "up", p.pointer(input.Up, 10, 10, 100*ms), "")
	p.pointer(input.Down, 10, 110, ms)
	expect(t, "longtap", p.tickTo(400*ms), "longtap longtap {\"x\":10,\"y\":110}\n")
	expect(t, "up", p.pointer(input.Up, 10, 110, ms), "tap tap {\"x\":10,\"y\":110}\n")
}

// Handlers are told offsets from the nearest positioned ancestor, and targets of
// their own template. Oracle: CSSOM View, documentation of events.
func TestOffsets(t *testing.T) {
	p := newPage(t, `<view style="position:relative;margin:20px;border:5px solid red"><view style="padding:7px" bindtap="f"><view id="x" style="height:50px"></view></view></view>`, "")
	p.now += ms
	x, y, _, _ := p.Box(p.find("x").ID)
	p.Pointer(input.Pointer{Kind: input.Down, X: x + 1, Y: y + 1, Time: p.now})
	ev, _ := p.Pointer(input.Pointer{Kind: input.Up, X: x + 1, Y: y + 1, Time: p.now})
	if len(ev) != 1 || len(ev[0].Hops) != 1 {
		t.Fatal(told(ev, nil))
	}
	h := ev[0].Hops[0]
	if h.X != 0 || h.Y != 0 || h.TargetX != 7 || h.TargetY != 7 || h.Target != p.find("x").ID {
		t.Errorf("%+v", h)
	}
	if len(ev[0].Changed) != 1 || ev[0].Changed[0].ClientX != x+1 {
		t.Errorf("%+v", ev[0].Changed)
	}
}

// hover-class comes after hover-start-time, goes hover-stay-time after the finger,
// stops at hover-stop-propagation, and never comes while scrolling or disabled.
// Oracle: documentation of view and button.
func TestHoverClass(t *testing.T) {
	p := newPage(t, `<view id="a" hover-class="ha" style="padding:10px">
		<view id="b" hover-class="hb" hover-stop-propagation="true" style="height:50px"></view>
		<view id="c" hover-class="hc" hover-stay-time="{{100}}" style="height:50px"></view></view>
		<button id="d">x</button><button id="e" disabled>x</button><view style="height:2000px"></view>`, ".ha{background:red}")
	has := func(id string) bool { return len(p.find(id).HoverClasses) > 0 }
	p.pointer(input.Down, 50, 30, ms)
	if p.tickTo(49 * ms); has("b") {
		t.Error("too early")
	}
	if p.tickTo(ms); !has("b") || has("a") {
		t.Error("b only", has("a"), has("b"))
	}
	p.pointer(input.Up, 50, 30, 10*ms)
	if p.tickTo(399 * ms); !has("b") {
		t.Error("gone too early")
	}
	if p.tickTo(ms); has("b") {
		t.Error("it stays")
	}
	p.tapAt(50, 80)
	if p.tickTo(ms); !has("c") || !has("a") {
		t.Error("a quick tap shows too", has("a"), has("c"))
	}
	if p.tickTo(100 * ms); has("c") || !has("a") {
		t.Error("each has its time", has("a"), has("c"))
	}
	p.tickTo(time.Second)
	p.drag(50, 80, 50, 40, false)
	if p.tickTo(ms); has("c") || has("a") {
		t.Error("a scroll presses nothing")
	}
	p.ScrollNode(dom.RootID, 0, 0, 0)
	p.tickTo(5 * time.Second)
	p.ScrollNode(dom.RootID, 0, 0, 0)
	_, y, _, h := p.Box(p.find("d").ID)
	p.pointer(input.Down, 50, y+h/2, ms)
	if p.tickTo(20 * ms); !has("d") || p.find("d").HoverClasses[0].Name != "button-hover" {
		t.Error("a button has its own hover class")
	}
	p.pointer(input.Up, 50, y+h/2, ms)
	_, y, _, h = p.Box(p.find("e").ID)
	p.pointer(input.Down, 50, y+h/2, ms)
	if p.tickTo(time.Second); has("e") {
		t.Error("a disabled button is not pressed")
	}
}

// :active follows the finger, and costs nothing when no sheet asks. Oracle:
// Selectors 4.
func TestActive(t *testing.T) {
	p := newPage(t, `<view id="a" style="height:50px"></view>`, "")
	p.pointer(input.Down, 5, 5, ms)
	if p.find("a").State != 0 {
		t.Error("no sheet asks for :active")
	}
	p.pointer(input.Up, 5, 5, ms)
	p.css("view:active{opacity:.5}")
	p.pointer(input.Down, 5, 5, ms)
	if p.find("a").State&dom.StateActive == 0 {
		t.Error("not active")
	}
	if got := p.ComputedStyle(p.find("a").ID, "opacity"); got != "0.5" {
		t.Error(got)
	}
	p.pointer(input.Up, 5, 5, ms)
	if p.find("a").State&dom.StateActive != 0 {
		t.Error("still active")
	}
}

// The page scrolls with finger, inertia and wheel, tells the page, and reaches its
// bottom once per arrival. Oracle: documentation of Page.
func TestPageScroll(t *testing.T) {
	p := newPage(t, `<view id="a" style="height:2000px"></view>`, "", func(o *Options) { o.Page.ReachBottom = 50 })
	if _, h := p.ContentSize(); h != 2000 {
		t.Fatal(h)
	}
	got := p.drag(100, 500, 100, 300, true)
	if _, y := p.pageOffset(); y != 200-25 && y != 175 && y != 200 {
		t.Error("scrolled", y)
	}
	if !strings.Contains(got, "scroll onPageScroll {\"scrollTop\":") || strings.Contains(got, "onReachBottom") {
		t.Error(got)
	}
	_, before := p.pageOffset()
	p.drag(100, 500, 100, 300, false)
	_, lifted := p.pageOffset()
	all := ""
	for range 400 {
		all += p.tickTo(16 * ms)
	}
	_, after := p.pageOffset()
	if after <= lifted+100 || lifted <= before {
		t.Error("no inertia", before, lifted, after)
	}
	all += p.pointer(input.Wheel, 0, 0, ms)
	p.now += ms
	all += told(p.Pointer(input.Pointer{Kind: input.Wheel, DY: 5000, X: 5, Y: 5, Time: p.now}))
	all += told(p.Pointer(input.Pointer{Kind: input.Wheel, DY: -20, X: 5, Y: 5, Time: p.now}))
	all += told(p.Pointer(input.Pointer{Kind: input.Wheel, DY: 20, X: 5, Y: 5, Time: p.now}))
	if n := strings.Count(all, "onReachBottom"); n != 1 {
		t.Error("bottom was reached", n, "times")
	}
	if _, y := p.pageOffset(); y != 2000-667 {
		t.Error(y)
	}
	p.do(dom.Op{Kind: dom.OpSetStyle, ID: p.find("a").ID, Text: "height:100px"})
	p.Layout(p.now)
	if _, y := p.pageOffset(); y != 0 {
		t.Error("a shorter page scrolls back", y)
	}
}

// catchtouchmove blocks scrolling, wherever on the way it stands. Oracle:
// documentation of events, the lock that apps put on masks.
func TestCatchTouchMove(t *testing.T) {
	p := newPage(t, `<view catchtouchmove="true"><scroll-view id="s" scroll-y="{{true}}" style="height:100px"><view style="height:500px"></view></scroll-view></view><view style="height:2000px"></view>`, "")
	p.drag(50, 80, 50, 10, true)
	if _, y := p.pageOffset(); y != 0 {
		t.Error("the page moved", y)
	}
	if _, y := p.ScrollOffset(p.part("s", "wx-scroll-view")); y != 0 {
		t.Error("the scroll-view moved", y)
	}
	p.drag(50, 500, 50, 400, true)
	if _, y := p.pageOffset(); y == 0 {
		t.Error("beside it the page moves")
	}
}
