package simulator

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
)

func onePixel(c color.Color) string {
	img := image.NewRGBA(image.Rect(0, 0, 1, 1))
	img.Set(0, 0, c)
	var b bytes.Buffer
	_ = png.Encode(&b, img)
	return b.String()
}

// fresh draws the whole screen anew and gives a copy.
func fresh(s *Session) []byte {
	s.mu.Lock()
	s.screenOld = true
	s.mu.Unlock()
	return bytes.Clone(s.Frame().Image.Pix)
}

// What is composed from damage is what a whole drawing gives, with translucent layers
// over changing ones. Rectangles of page and frame that overlap used to be drawn twice.
// Oracle: the whole drawing.
func TestDamageComposes(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"], "window": {"enablePullDownRefresh": true}, "tabBar": {"custom": true, "list": [{"pagePath": "p", "text": "P"}, {"pagePath": "q", "text": "Q"}]}}
-- app.js --
App({})
-- p.wxml --
<view class="box" style="background-color:{{c}};margin-top:{{m}}px" id="b" bind:tap="hit">{{c}}</view><input id="in" focus/>
-- p.wxss --
.box { height: 300px; box-shadow: 0 0 20px rgba(0,0,0,.5); opacity: .9 }
-- p.js --
Page({ data: { c: 'red', m: 10 }, hit() { this.setData({ c: this.data.c == 'red' ? 'blue' : 'red', m: this.data.m + 7 }) } })
-- q.wxml --
-- q.js --
Page({})
-- custom-tab-bar/index.json --
{"component": true}
-- custom-tab-bar/index.wxml --
<view style="position:fixed;left:0;right:0;bottom:0;height:{{h}}px;background-color:rgba(0,200,0,.5)" bind:tap="grow">{{h}}</view>
-- custom-tab-bar/index.js --
Component({ data: { h: 60 }, methods: { grow() { this.setData({ h: this.data.h + 400 }) } } })
`, func(o *Options) { o.Device = "Pixel 7"; o.DPR = 1.3 })
	s.Frame()
	check := func(what string) {
		t.Helper()
		got := bytes.Clone(s.Frame().Image.Pix)
		if want := fresh(s); !bytes.Equal(got, want) {
			t.Errorf("%s: the picture differs from the whole drawing", what)
		}
	}
	tap(t, s, "b")
	check("page")
	run(t, s, "wx.showToast({ title: 'x', mask: true, duration: 60000 })")
	check("toast")
	run(t, s, "getCurrentPages()[0].hit()")
	check("page below the toast")
	run(t, s, "wx.hideToast(); wx.showModal({ title: 'x', content: 'y' }); getCurrentPages()[0].hit()")
	check("modal and page")
	run(t, s, "getCurrentPages()[0].hit()")
	check("page below the modal")
	tapFrame(t, s, "取消")
	check("modal gone")
	press(s, 200, 900)
	settle(t, s)
	check("tab bar")
	run(t, s, "getCurrentPages()[0].hit()")
	check("page below the tab bar")
	run(t, s, "wx.startPullDownRefresh()")
	check("pulled")
	run(t, s, "wx.stopPullDownRefresh()")
	check("let go")
	s.StepBack()
	check("past")
	s.Live()
	check("live")
	s.SetScale(2)
	check("scale")
	if d := s.Frame().Damage; len(d) != 0 {
		t.Errorf("nothing changed, but %v", d)
	}
}

// A changed picture file shows, in the page and in its sheet. Oracle: the colours.
func TestReloadPicture(t *testing.T) {
	s, dir := open(t, `
-- app.json --
{"pages": ["p"], "window": {"navigationStyle": "custom"}}
-- app.js --
App({})
-- p.wxml --
<image id="i" src="/i.png" style="position:fixed;top:300px;left:0;width:50px;height:50px"/>
-- p.js --
Page({})
`, nil)
	at := func() color.RGBA { return s.Frame().Image.RGBAAt(25, 325) }
	for _, c := range []color.RGBA{{255, 0, 0, 255}, {0, 0, 255, 255}} {
		s.Save([]string{write(t, dir, "i.png", onePixel(c))})
		settle(t, s)
		if got := at(); got != c {
			t.Errorf("%v, want %v", got, c)
		}
	}
}

// Dark mode reaches sheets, theme.json and JavaScript when app.json asks for it, and
// nothing when it does not. Oracle: documentation of DarkMode.
func TestTheme(t *testing.T) {
	const app = `
-- app.json --
{"pages": ["p"], "darkmode": true, "themeLocation": "theme.json", "window": {"navigationBarBackgroundColor": "@bg", "navigationBarTextStyle": "@fg"}}
-- theme.json --
{"light": {"bg": "#ffffff", "fg": "black"}, "dark": {"bg": "#111111", "fg": "white"}}
-- app.js --
App({ onThemeChange(e) { console.log('theme', e.theme) } })
-- p.wxml --
<view style="height:50px" class="v">v</view>
-- p.wxss --
.v { background-color: #00ff00 }
@media (prefers-color-scheme: dark) { .v { background-color: #0000ff } }
-- p.js --
Page({})
`
	s, dir := open(t, app, nil)
	see := func(bar, page color.RGBA) {
		t.Helper()
		f := s.Frame().Image
		if got := f.RGBAAt(150, 60); got != bar {
			t.Errorf("bar %v, want %v", got, bar)
		}
		if got := f.RGBAAt(200, 91+25); got != page {
			t.Errorf("page %v, want %v", got, page)
		}
	}
	green, blue := color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}
	see(color.RGBA{255, 255, 255, 255}, green)
	s.SetTheme("dark")
	settle(t, s)
	see(color.RGBA{0x11, 0x11, 0x11, 255}, blue)
	if got := consoleOf(s); got != "theme dark" {
		t.Errorf("JavaScript hears %q", got)
	}
	s.Save([]string{write(t, dir, "theme.json", `{"light": {"bg": "#ffffff", "fg": "black"}, "dark": {"bg": "#222222", "fg": "white"}}`)})
	settle(t, s)
	see(color.RGBA{0x22, 0x22, 0x22, 255}, blue)
	s2, _ := open(t, strings.Replace(app, `"darkmode": true, `, "", 1), func(o *Options) { o.Theme = "dark" })
	if got := s2.Frame().Image.RGBAAt(200, 91+25); got != green {
		t.Errorf("without darkmode: %v", got)
	}
}

// The picture of a whole page is as tall as its content, and taking it changes
// nothing: neither scrolling nor the next frame. Without the frame there is only the page.
func TestFullPage(t *testing.T) {
	const app = `
-- app.json --
{"pages": ["p"]}
-- app.js --
App({})
-- p.wxml --
<view style="height:3000px;background-color:#ff0000"></view><view style="height:100px;background-color:#0000ff"></view>
-- p.js --
Page({})
`
	s, _ := open(t, app, nil)
	s.Pointer(input.Pointer{Kind: input.Wheel, X: 195, Y: 400, DY: 500})
	settle(t, s)
	before := bytes.Clone(s.Frame().Image.Pix)
	full := s.FullPage()
	if full.Rect.Dx() != 390 || full.Rect.Dy() != 3100 || full.RGBAAt(5, 3050).B != 255 || full.RGBAAt(5, 5).R != 255 {
		t.Errorf("%v %v", full.Rect, full.RGBAAt(5, 3050))
	}
	if f := s.Frame(); !bytes.Equal(before, f.Image.Pix) {
		t.Error("the frame after it differs")
	}
	s.mu.Lock()
	top := s.top().doc.Query(dom.RootID, fieldsScroll).Get("scrollTop").Num()
	s.mu.Unlock()
	if top != 500 {
		t.Errorf("scrolled %v", top)
	}
	bare, _ := open(t, app, func(o *Options) { o.NoChrome = true })
	if f := bare.Frame().Image; f.RGBAAt(5, 5).R != 255 || f.RGBAAt(5, 5).B != 0 || f.Rect.Dy() != 844 {
		t.Errorf("no chrome: %v %v", f.RGBAAt(5, 5), f.Rect)
	}
}

// this.animate moves a node and calls back at its end. Oracle: documentation of
// keyframe animations.
func TestAnimate(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"], "window": {"navigationStyle": "custom"}}
-- app.js --
App({})
-- p.wxml --
<view id="v" style="width:20px;height:20px;margin-top:300px;background-color:#ff0000"></view>
-- p.js --
Page({ go() { this.animate('#v', [{ translateX: 0, ease: 'linear' }, { translateX: 100 }], 1000, () => console.log('done')) } })
`, nil)
	left := func() float64 { x, _, _, _, _ := s.Box(find(s, "v").ID); return x }
	run(t, s, "getCurrentPages()[0].go()")
	if err := s.Settle(400*time.Millisecond, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	if x := left(); x < 35 || x > 65 || consoleOf(s) != "" {
		t.Errorf("half way: %v %s", x, consoleOf(s))
	}
	if err := s.Settle(700*time.Millisecond, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	if x := left(); x != 100 || consoleOf(s) != "done" {
		t.Errorf("end: %v %s", x, consoleOf(s))
	}
}

// this.animate with a ScrollTimeline follows a scroll-view, forth and back, also for a
// node that was made in the same task; frames without an offset lie evenly between
// their neighbours and move linearly. Oracle: documentation of keyframe animations.
func TestAnimateByScroll(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"], "window": {"navigationStyle": "custom"}}
-- app.js --
App({})
-- p.wxml --
<scroll-view id="sc" scroll-y scroll-top="{{top}}" style="width:100px;height:100px"><view style="height:1100px"/></scroll-view>
<view wx:if="{{on}}" id="v" style="width:20px;height:20px"/>
<view id="w" style="width:20px;height:20px"/>
-- p.js --
Page({ data: { top: 0, on: false },
  go() {
    this.setData({ on: true })
    const timeline = { scrollSource: '#sc', startScrollOffset: 100, endScrollOffset: 300, timeRange: 2000 }
    this.animate('#v', [{ translateX: 0 }, { translateX: 10 }, { translateX: 100, offset: 0.8 }, { translateX: 200 }], 2000, timeline)
    this.animate('#w', [{ left: '0px', width: '20px' }, { left: '0px', width: '120px' }], 1000, timeline)
    this.animate('#w', [{ opacity: 0 }, { opacity: 1 }], 1000, { scrollSource: '#w', startScrollOffset: 0, endScrollOffset: 1, timeRange: 1 })
  } })
`, nil)
	run(t, s, "getCurrentPages()[0].go()")
	for _, c := range []struct{ top, left, width float64 }{{0, 0, 20}, {180, 10, 100}, {200, 32.5, 120}, {220, 55, 120}, {260, 100, 120}, {280, 150, 120}, {900, 200, 120}, {180, 10, 100}, {50, 0, 20}} {
		run(t, s, fmt.Sprintf("getCurrentPages()[0].setData({top: %v})", c.top))
		if err := s.Settle(50*time.Millisecond, 10*time.Second); err != nil {
			t.Fatal(err)
		}
		x, _, _, _, _ := s.Box(find(s, "v").ID)
		_, _, w, _, _ := s.Box(find(s, "w").ID)
		if math.Abs(x-c.left) > 0.1 || math.Abs(w-c.width) > 0.1 {
			t.Errorf("scrolled to %v: left %v, want %v; width %v, want %v", c.top, x, c.left, w, c.width)
		}
	}
	if logs := s.Logs(0); !strings.Contains(fmt.Sprint(logs), "scrollSource #w is no scroll-view") {
		t.Errorf("a scrollSource that is none is not told: %v", logs)
	}
}
