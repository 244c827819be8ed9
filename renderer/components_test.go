package renderer

import (
	"image"
	"image/color"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

// A tap focuses an input, typing tells every edit with cursor and two-way value,
// Enter confirms and leaves. Oracle: documentation of input.
func TestInput(t *testing.T) {
	p := newPage(t, `<input id="i" maxlength="5" placeholder="name" bindinput="oninput" bindfocus="onfocus" bindblur="onblur" bindconfirm="onconfirm" style="width:200px"/><view style="height:100px"></view>`, "")
	p.Layout(0)
	if s := p.part("i", "input-placeholder").First.Text; s != "name" {
		t.Error("placeholder", s)
	}
	expect(t, "tap", p.tapOn("i"), `
		focus onfocus {"value":"","height":0}
		! keyboard {"type":"text","confirmType":"done"}
	`)
	expect(t, "typing", told(p.Text("ab")), "input oninput {\"value\":\"ab\",\"cursor\":2,\"keyCode\":98} value=\"ab\"\n")
	if p.part("i", "input-placeholder").Forced != "display:none" {
		t.Error("the placeholder still shows")
	}
	expect(t, "paste", told(p.Text("😀dd")), "input oninput {\"value\":\"ab😀d\",\"cursor\":5,\"keyCode\":100} value=\"ab😀d\"\n")
	expect(t, "full", told(p.Text("e")), "")
	p.Key(input.Key{Name: "Left"})
	expect(t, "backspace", told(p.Key(input.Key{Name: "BackSpace"})), "input oninput {\"value\":\"abd\",\"cursor\":2,\"keyCode\":8} value=\"abd\"\n")
	p.Key(input.Key{Name: "A", Ctrl: true})
	expect(t, "copy", told(p.Key(input.Key{Name: "C", Ctrl: true})), "! copy \"abd\"\n")
	expect(t, "paste asks", told(p.Key(input.Key{Name: "V", Ctrl: true})), "! paste\n")
	expect(t, "enter", told(p.Key(input.Key{Name: "Return"})), `
		confirm onconfirm {"value":"abd"}
		blur onblur {"value":"abd","cursor":3}
		! hideKeyboard
	`)
	p.attr("i", "value", "set by the app")
	p.Layout(p.now)
	if s := p.part("i", "wx-input-line").First.Text; s != "set b" {
		t.Errorf("value and maxlength: %q", s)
	}
}

// The caret stands where the text was laid out, blinks, and a tap puts it between
// the letters that are nearest. Oracle: hand, widths of Noto Sans.
func TestInputCaret(t *testing.T) {
	p := newPage(t, `<input id="i" value="hello" style="width:200px;font-size:20px" bindinput="f"/><view style="height:100px"></view>`, "")
	p.Layout(0)
	p.tapAt(199, 10)
	p.frame()
	caret := p.part("i", "wx-caret")
	end := p.Border(caret)
	if end.X < 30 || end.X > 70 || end.W != 2 || end.H < 15 || end.H > 30 {
		t.Errorf("caret at %+v", end)
	}
	p.now += time.Second
	p.tapAt(0, 10)
	p.frame()
	start := p.Border(caret)
	if start.X != 0 || start.Y != end.Y {
		t.Errorf("caret at %+v", start)
	}
	p.Text("X")
	p.frame()
	if c := p.Border(caret); c.X <= start.X || c.X > 20 {
		t.Errorf("caret at %+v", c)
	}
	f := p.frame()
	if f.Next != p.now+500*ms {
		t.Errorf("blinks at %v, now %v", f.Next, p.now)
	}
	p.tickTo(500 * ms)
	if f := p.frame(); len(f.Damage) == 0 {
		t.Error("no blink")
	}
	if !strings.HasPrefix(caret.Forced, "visibility:hidden") {
		t.Error(caret.Forced)
	}
	for range 60 {
		p.Text("m")
	}
	p.frame()
	if c := p.Border(caret); c.X < 180 || c.X > 200 {
		t.Errorf("a long text scrolls to the caret: %+v", c)
	}
}

// focus, auto-focus and disabled work from attributes. Oracle: documentation of input.
func TestInputFocusAttribute(t *testing.T) {
	p := newPage(t, `<input id="a" auto-focus bindfocus="fa" bindblur="ba"/><input id="b" bindfocus="fb"/><input id="c" disabled bindfocus="fc"/>`, "")
	p.Layout(0)
	expect(t, "auto-focus", told(p.Drain()), "focus fa {\"value\":\"\",\"height\":0}\n! keyboard {\"type\":\"text\",\"confirmType\":\"done\"}\n")
	p.attr("b", "focus", true)
	p.Layout(0)
	expect(t, "focus", told(p.Drain()), "blur ba {\"value\":\"\",\"cursor\":0}\nfocus fb {\"value\":\"\",\"height\":0}\n! keyboard {\"type\":\"text\",\"confirmType\":\"done\"}\n")
	if got := p.tapOn("c"); strings.Contains(got, "fc") {
		t.Error("disabled took the focus:", got)
	}
}

// A textarea takes lines, moves up and down by layout, tells linechange and grows
// with auto-height. Oracle: documentation of textarea.
func TestTextarea(t *testing.T) {
	p := newPage(t, `<textarea id="i" auto-height style="width:200px;font-size:20px" bindlinechange="lines" maxlength="-1"></textarea>`, "")
	p.tapOn("i")
	p.frame()
	_, _, _, h1 := p.Box(p.find("i").ID)
	p.Text("one")
	got := told(p.Key(input.Key{Name: "Return"})) + told(p.Text("two"))
	p.frame()
	got += p.tickTo(0)
	_, _, _, h2 := p.Box(p.find("i").ID)
	if h1 != 24 || h2 != 48 {
		t.Error("heights", h1, h2)
	}
	if !strings.Contains(got, `linechange lines {"height":48,"heightRpx":96,"lineCount":2`) {
		t.Error(got)
	}
	y2 := p.Border(p.part("i", "wx-caret")).Y
	p.Key(input.Key{Name: "Up"})
	p.Text("!")
	p.frame()
	if s := p.part("i", "wx-textarea-line").First.Text; s != "one!\ntwo" {
		t.Errorf("%q", s)
	}
	if y1 := p.Border(p.part("i", "wx-caret")).Y; y2-y1 != 24 {
		t.Error("a line is", y2-y1)
	}
}

// switch, checkbox and radio toggle and tell as documented; a label stands for its
// control. Oracle: documentation.
func TestChoices(t *testing.T) {
	p := newPage(t, `<switch id="s" bindchange="sw"/>
		<checkbox-group bindchange="cg"><label id="l1"><checkbox value="a" id="c1"/>first</label><checkbox value="b" id="c2" checked/><checkbox id="c3" value="c" disabled/></checkbox-group>
		<radio-group bindchange="rg"><radio id="r1" value="1" checked/><label id="l2"><radio id="r2" value="2"/>two</label></radio-group>
		<label id="l3" for="s">switch</label>`, "")
	expect(t, "switch", p.tapOn("s"), "change sw {\"value\":true} checked=true\n")
	if p.part("s", "wx-switch-input-checked") == nil {
		t.Error("no class")
	}
	expect(t, "label for", p.tapOn("l3"), "change sw {\"value\":false} checked=false\n")
	expect(t, "checkbox", p.tapOn("c1"), " checked=true\nchange cg {\"value\":[\"a\",\"b\"]}\n")
	expect(t, "checkbox off", p.tapOn("c2"), " checked=false\nchange cg {\"value\":[\"a\"]}\n")
	expect(t, "disabled", p.tapOn("c3"), "")
	x, y, w, h := p.Box(p.find("l1").ID)
	expect(t, "text of a label", p.tapAt(x+w-2, y+h/2), " checked=false\nchange cg {\"value\":[]}\n")
	expect(t, "radio", p.tapOn("l2"), " checked=true\nchange rg {\"value\":\"2\"}\n")
	expect(t, "checked radio", p.tapOn("r2"), "")
	if p.find("r1").State&dom.StateChecked != 0 {
		t.Error("the other radio stays checked")
	}
}

// A form collects its named fields and empties them. Oracle: documentation of form.
func TestForm(t *testing.T) {
	p := newPage(t, `<form id="f" bindsubmit="submit" bindreset="reset"><input name="n" value="v"/><switch name="s" checked/><slider name="d" value="30"/>
		<radio-group name="r"><radio value="x" checked/></radio-group><checkbox-group name="c"><checkbox value="y" checked/></checkbox-group><input value="unnamed"/>
		<picker name="p" value="{{1}}" range="{{[1,2]}}">pick</picker>
		<button id="ok" form-type="submit">ok</button><button id="no" form-type="reset">no</button></form>`, "")
	expect(t, "submit", p.tapOn("ok"), `submit submit {"value":{"n":"v","s":true,"d":30,"r":"x","c":["y"],"p":1},"target":{"id":"ok","dataset":{}}}`+"\n")
	expect(t, "reset", p.tapOn("no"), `reset reset {"target":{"id":"no","dataset":{}}}`+"\n")
	expect(t, "submit after reset", p.tapOn("ok"), `submit submit {"value":{"n":"","s":false,"d":0,"r":"","c":[],"p":1},"target":{"id":"ok","dataset":{}}}`+"\n")
}

// Buttons: a disabled one swallows the tap, open-type asks the phone. Oracle:
// documentation of button.
func TestButton(t *testing.T) {
	p := newPage(t, `<button id="a" disabled bindtap="a">x</button><button id="b" open-type="share" bindtap="b">x</button>`, "")
	expect(t, "disabled", p.tapOn("a"), "")
	got := p.tapOn("b")
	if !strings.HasPrefix(got, "tap b {") || !strings.Contains(got, `! openType {"openType":"share"`) {
		t.Error(got)
	}
}

// A slider follows the finger in steps. Oracle: documentation of slider.
func TestSlider(t *testing.T) {
	p := newPage(t, `<slider id="s" min="0" max="10" step="2" value="4" style="margin:0;width:200px" bindchange="change" bindchanging="changing"/>`, "")
	p.Layout(0)
	b := p.Border(p.part("s", "wx-slider-handle-wrapper"))
	if w := p.Border(p.part("s", "wx-slider-track")).W; w != b.W*0.4 {
		t.Error("track", w, b.W)
	}
	expect(t, "tap", p.tapAt(b.X+b.W*0.79, b.Y), "change change {\"value\":8} value=8\n")
	got := p.drag(b.X+b.W*0.8, b.Y, b.X, b.Y, true)
	if !strings.HasPrefix(got, "changing changing {\"value\":6}\n") || !strings.HasSuffix(got, "changing changing {\"value\":0}\nchange change {\"value\":0} value=0\n") {
		t.Error(got)
	}
}

const threeSlides = `<swiper id="s" style="height:100px;width:300px" bindchange="change" bindanimationfinish="finish" ATTRS>
	<swiper-item><view id="v0" style="height:100%">0</view></swiper-item><swiper-item item-id="one"><view id="v1">1</view></swiper-item><swiper-item><view id="v2">2</view></swiper-item></swiper>`

// A swiper turns by dragging, by current and by itself; circular ones go on round
// the end. Oracle: documentation of swiper.
func TestSwiper(t *testing.T) {
	p := newPage(t, strings.ReplaceAll(threeSlides, "ATTRS", `indicator-dots`), "")
	p.Layout(0)
	if x, _, w, h := p.Box(p.find("v1").ID); x != 300 || w != 300 || h == 0 {
		t.Error("the second slide stands at", x, w, h)
	}
	expect(t, "drag", p.drag(250, 50, 50, 50, true), `change change {"current":1,"source":"touch","currentItemId":"one"} current=1`+"\n")
	expect(t, "on its way", p.tickTo(250*ms), "")
	x1, _, _, _ := p.Box(p.find("v1").ID)
	if x1 <= 0 || x1 >= 150 {
		t.Error("half way", x1)
	}
	expect(t, "arrived", p.tickTo(250*ms), `animationfinish finish {"current":1,"source":"touch","currentItemId":"one"}`+"\n")
	if x, _, _, _ := p.Box(p.find("v1").ID); x != 0 {
		t.Error("arrived at", x)
	}
	n := 0
	for c := p.part("s", "wx-swiper-dots").First; c != nil; c = c.Next {
		if len(c.Classes) == 2 && n != 1 {
			t.Error("dot", n, "is active")
		}
		n++
	}
	if n != 3 {
		t.Error(n, "dots")
	}
	expect(t, "too short a drag", p.drag(150, 50, 100, 50, true), "")
	p.tickTo(time.Second)
	p.attr("s", "current", 2)
	p.Layout(p.now)
	expect(t, "current", told(p.Drain()), `change change {"current":2,"source":"","currentItemId":""} current=2`+"\n")
	p.tickTo(time.Second)
	got := p.drag(250, 50, 50, 50, true) + p.tickTo(time.Second)
	if strings.Contains(got, "change change") {
		t.Error("beyond the end", got)
	}

	p = newPage(t, strings.ReplaceAll(threeSlides, "ATTRS", `circular autoplay interval="1000" current="2"`), "")
	p.Layout(0)
	if f := p.frame(); f.Next != time.Second {
		t.Error("autoplay wakes at", f.Next)
	}
	expect(t, "autoplay", p.tickTo(time.Second), `change change {"current":0,"source":"autoplay","currentItemId":""} current=0`+"\n")
	p.tickTo(250 * ms)
	if x, _, _, _ := p.Box(p.find("v0").ID); x <= 0 || x >= 300 {
		t.Error("the first slide comes from the right, it is at", x)
	}
	p.tickTo(250 * ms)
	if x, _, _, _ := p.Box(p.find("v0").ID); x != 0 {
		t.Error("arrived at", x)
	}
	got = p.drag(50, 50, 250, 50, true)
	if !strings.Contains(got, `{"current":2,"source":"touch"`) {
		t.Error("back round the start", got)
	}
}

// A scroll-view scrolls inside the page, tells where, and reaches its ends once.
// Oracle: documentation of scroll-view.
func TestScrollView(t *testing.T) {
	p := newPage(t, `<scroll-view id="s" scroll-y style="height:200px" bindscroll="scroll" bindscrolltolower="lower" bindscrolltoupper="upper" scroll-into-view="x">
		<view style="height:300px"></view><view id="x" style="height:700px"></view></scroll-view><view style="height:2000px"></view>`, "")
	p.Layout(0)
	main := p.part("s", "wx-scroll-view")
	if _, y := p.ScrollOffset(main); y != 300 {
		t.Fatal("scroll-into-view", y)
	}
	p.Drain()
	got := p.drag(50, 150, 50, 100, true)
	if _, y := p.ScrollOffset(main); y <= 320 || y > 350 {
		t.Error("scrolled to", y)
	}
	if !strings.Contains(got, `"scrollHeight":1000,"scrollWidth":375`) {
		t.Error(got)
	}
	if _, y := p.pageOffset(); y != 0 {
		t.Error("the page moved too")
	}
	p.attr("s", "scroll-top", 790)
	p.Layout(p.now)
	if got := told(p.Drain()); strings.Count(got, "scrolltolower lower {\"direction\":\"bottom\"}") != 1 {
		t.Error(got)
	}
	got = p.drag(50, 150, 50, 50, true)
	if _, y := p.pageOffset(); y != 0 || strings.Contains(got, "lower") {
		t.Error("the inner scroller takes the drag to its end", y, got)
	}
	p.drag(50, 150, 50, 50, true)
	if _, y := p.pageOffset(); y == 0 {
		t.Error("at its end the page scrolls")
	}
	if q := p.Query(p.find("s").ID, Fields{ScrollOffset: true}); q.Get("scrollTop").Num() != 800 || q.Get("scrollHeight").Num() != 1000 {
		t.Error(q.JSON())
	}
}

// navigator and picker ask their surroundings. Oracle: documentation.
func TestActions(t *testing.T) {
	p := newPage(t, `<navigator id="n" url="/pages/a/a?x=1"><view id="in" style="height:50px"></view></navigator><navigator id="m" open-type="switchTab" url="/b">b</navigator>
		<picker id="p" range="{{[&quot;u&quot;,&quot;v&quot;]}}" value="{{0}}" bindchange="change" bindcancel="cancel"><view style="height:50px"></view></picker>`, "")
	expect(t, "navigator", p.tapOn("in"), "! navigateTo {\"url\":\"/pages/a/a?x=1\"}\n")
	expect(t, "switchTab", p.tapOn("m"), "! switchTab {\"url\":\"/b\"}\n")
	if got := p.tapOn("p"); !strings.HasPrefix(got, `! picker {"mode":"selector","value":0,"range":["u","v"]`) {
		t.Error(got)
	}
	id := p.find("p").ID
	expect(t, "chosen", told(p.ComponentResult(id, value.M("type", "confirm", "value", 1))), "change change {\"value\":\"1\"} value=1\n")
	expect(t, "cancelled", told(p.ComponentResult(id, value.M("type", "cancel"))), "cancel cancel {}\n")
}

// What is not simulated is a box that says so, and is listed.
func TestMissing(t *testing.T) {
	p := newPage(t, `<video id="v" src="x"></video><map></map>`, "view{offset-path: none}")
	p.Layout(0)
	if _, _, w, h := p.Box(p.find("v").ID); w != 300 || h != 225 {
		t.Error(w, h)
	}
	list := strings.Join(p.Unsupported(), "\n")
	for _, want := range []string{"<video> is not simulated", "<map> is not simulated", "offset-path"} {
		if !strings.Contains(list, want) {
			t.Errorf("%q is not in\n%s", want, list)
		}
	}
}

// Scroll offsets, texts and the focus survive a reload that builds the same page
// anew. Oracle: hand, DESIGN §7.
func TestViewState(t *testing.T) {
	markup := `<input id="i"/><scroll-view id="s" scroll-y style="height:100px"><view style="height:400px"></view></scroll-view><switch id="w"/><view style="height:2000px"></view>`
	p := newPage(t, markup, "")
	p.tapOn("i")
	p.Text("kept")
	p.tapOn("w")
	p.tapOn("i")
	p.ScrollNode(p.find("s").ID, 0, 33, 0)
	p.ScrollNode(dom.RootID, 0, 44, 0)
	s := p.ViewState()
	q := newPage(t, markup, "")
	q.RestoreViewState(s)
	if text := q.part("i", "wx-input-line").First.Text; text != "kept" {
		t.Error(text)
	}
	if _, y := q.ScrollOffset(q.part("s", "wx-scroll-view")); y != 33 {
		t.Error(y)
	}
	if _, y := q.pageOffset(); y != 44 {
		t.Error(y)
	}
	if q.Focused() != q.find("i") || q.find("w").State&dom.StateChecked == 0 {
		t.Error("focus or switch is lost")
	}
	if got := told(q.Drain()); got != "" {
		t.Error("the page was told", got)
	}
}

// text: space and decode. Oracle: documentation of text.
func TestText(t *testing.T) {
	p := newPage(t, `<text id="a" space="ensp">a b</text><text id="b" decode>&lt;&nbsp;x</text><text id="c">a b</text>`, "")
	p.Layout(0)
	if s := p.find("a").First.Text; s != "a\u2002b" {
		t.Errorf("%q", s)
	}
	if s := p.find("b").First.Text; s != "<\u00a0x" {
		t.Errorf("%q", s)
	}
	p.do(dom.Op{Kind: dom.OpSetText, ID: p.find("a").First.ID, Text: "c d"})
	p.Layout(0)
	if s := p.find("a").First.Text; s != "c\u2002d" {
		t.Errorf("%q", s)
	}
	p.attr("a", "space", nil)
	p.Layout(0)
	if s := p.find("a").First.Text; s != "c d" {
		t.Errorf("%q", s)
	}
}

// ::placeholder rules, placeholder-class and placeholder-style reach the
// placeholder. Oracle: documentation of input, CSS Pseudo-Elements 4.
func TestPlaceholderLooks(t *testing.T) {
	p := newPage(t, `<input id="a" placeholder="x"/><input id="b" class="red" placeholder="x"/><input id="c" placeholder="x" placeholder-class="big"/><input id="d" placeholder="x" placeholder-style="color:#00f"/>`,
		".red::placeholder{color:#f00} .big{font-size:30px}")
	p.frame()
	for _, c := range []struct{ id, prop, want string }{
		{"a", "color", "rgb(128, 128, 128)"}, {"b", "color", "rgb(255, 0, 0)"}, {"c", "font-size", "30px"}, {"d", "color", "rgb(0, 0, 255)"},
	} {
		if got := p.ComputedStyle(p.part(c.id, "wx-input-hint").ID, c.prop); got != c.want {
			t.Errorf("%s: %s is %s, want %s", c.id, c.prop, got, c.want)
		}
	}
}

// A transparent page is drawn over a picture: what it does not cover stays.
// Oracle: hand.
func TestDrawOver(t *testing.T) {
	p := newPage(t, `<view style="position:absolute;left:10px;top:10px;width:20px;height:20px;background:#f00"></view>
		<view style="position:absolute;left:50px;top:10px;width:20px;height:20px;background:rgba(0,0,255,.5)"></view>`, "", func(o *Options) { o.Transparent = true })
	dst := image.NewRGBA(image.Rect(0, 0, 400, 400))
	for i := range dst.Pix {
		dst.Pix[i] = 255
	}
	if f := p.Frame(0); len(f.Damage) == 0 {
		t.Error("no damage")
	}
	p.DrawOver(dst, image.Pt(100, 0), image.Rect(0, 0, 400, 400))
	for _, c := range []struct {
		x, y int
		want color.RGBA
	}{{100, 30, color.RGBA{255, 255, 255, 255}}, {130, 30, color.RGBA{255, 0, 0, 255}}, {210, 30, color.RGBA{127, 127, 255, 255}}} {
		if got := dst.RGBAAt(c.x, c.y); absDiff(got.R, c.want.R) > 1 || absDiff(got.G, c.want.G) > 1 || absDiff(got.B, c.want.B) > 1 {
			t.Errorf("at %d,%d: %v, want %v", c.x, c.y, got, c.want)
		}
	}
	if f := p.Frame(0); len(f.Damage) != 0 {
		t.Error("damage without a change")
	}
}

func absDiff(a, b uint8) uint8 { return max(a, b) - min(a, b) }
