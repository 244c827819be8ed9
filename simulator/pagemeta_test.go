package simulator

import (
	"fmt"
	"strings"
	"testing"

	"diorama/renderer/value"
	"diorama/simulator/device"
	"diorama/simulator/wire"
)

const metaApp = `
-- app.json --
{"pages":["a/a"],"window":{"navigationBarBackgroundColor":"#ffffff","navigationBarTextStyle":"black"}}
-- a/a.wxml --
<page-meta root-font-size="{{root}}" page-font-size="{{font}}" page-style="{{look}}" root-background-color="#102030" scroll-top="{{top}}" scroll-duration="{{0}}"
  background-color="{{back}}" background-text-style="dark" page-orientation="auto" bindscroll="scroll" bindscrolldone="done" bindresize="resize">
  <navigation-bar title="{{title}}" loading="{{busy}}" front-color="#ffffff" background-color="#123456"/>
</page-meta>
<view id="rem"/><view id="em"/><view id="told">{{told}}</view><view style="height: 300vh"/>
-- a/a.wxss --
#rem { width: 2rem; height: 10px } #em { width: 2em; height: 10px }
-- a/a.js --
Page({ data: { root: '', font: '', look: '', top: '', back: '#445566', title: 'One', busy: true, told: '' },
  say(s) { this.setData({ told: this.data.told + s + ' ' }) },
  scroll(e) { this.say('scroll' + e.detail.scrollTop) }, done(e) { this.say('done' + e.detail.scrollTop) },
  resize(e) { this.say('resize' + e.detail.size.windowWidth) },
  ask() { const a = wx.getAppBaseInfo(), b = wx.getSystemInfoSync(); return [a.fontSizeSetting, a.fontSizeScaleFactor.toFixed(3), b.fontSizeSetting].join(' ') } })
`

// page-meta sets rem, the page's font size and style, scrolls the page and tells of
// scrolling and turning; with navigation-bar it dresses the window as wx.setBackgroundColor
// and its like do. "system" is the owner's font size, which changes with it.
// Oracle: documentation of page-meta, navigation-bar, getAppBaseInfo and the design guide
// for the elderly (sizes).
func TestPageMeta(t *testing.T) {
	s, _ := open(t, metaApp, func(o *Options) { o.Device = "iPhone 14" })
	set := func(kv ...any) {
		t.Helper()
		if err := s.SetData(value.M(kv...)); err != nil {
			t.Fatal(err)
		}
		settle(t, s)
	}
	widths := func() string {
		d := s.top().doc
		_, _, rem, _ := d.Box(find(s, "rem").ID)
		_, _, em, _ := d.Box(find(s, "em").ID)
		return fmt.Sprintf("%g %g", rem, em)
	}
	expect := func(what, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %q, expected %q", what, got, want)
		}
	}
	ask := func() (out string) {
		s.Evaluate("getCurrentPages()[0].ask()", func(e wire.Evaluated) { out = e.Result })
		settle(t, s)
		return strings.Trim(out, `"'`)
	}
	expect("at first", widths(), "39 32") // 390/20, 16
	expect("told", ask(), "17 1.000 17")
	set("root", "20px", "font", "40rpx")
	expect("lengths", widths(), "40 41.59375")
	set("root", "system", "font", "system")
	expect("system", widths(), "34 34")
	c := s.State().Conditions
	c.FontSize = 22
	s.SetConditions(c)
	settle(t, s)
	expect("the owner's size", widths(), "44 44")
	expect("told", ask(), "22 1.294 22")
	set("root", "nonsense", "font", "-3px", "look", "color: red; padding-left: 7px")
	expect("nonsense", widths(), "39 32")
	if x, _, _, _ := s.top().doc.Box(find(s, "em").ID); x != 7 {
		t.Errorf("page-style: %g", x)
	}
	w := s.top().info.Window
	expect("window", fmt.Sprint(s.top().info.Title, w.NavigationBarLoading, w.NavigationBarTextStyle, w.NavigationBarBackgroundColor, w.BackgroundColor, w.BackgroundTextStyle, w.PageOrientation),
		"Onetruewhite#123456#445566darkauto")
	set("title", "Two", "busy", false)
	expect("title", fmt.Sprint(s.top().info.Title, s.top().info.Window.NavigationBarLoading), "Twofalse")
	set("top", "100rpx")
	expect("scrolled", texts(s), "scroll52 done52")
	p := s.State().Held
	p.Sideways = true
	s.SetDevice(p)
	settle(t, s)
	if got := texts(s); !strings.Contains(got, "resize844") {
		t.Errorf("turned: %q", got)
	}
	if f := s.Frame().Image; f.RGBAAt(f.Rect.Dx()-3, f.Rect.Dy()-3).R != 0x10 {
		t.Errorf("root-background-color: %v", f.RGBAAt(f.Rect.Dx()-3, f.Rect.Dy()-3))
	}
}

// A view beside the first has a font size of its own, and can be turned: its pixels are
// those of a run with these conditions alone. Oracle: the separate run.
func TestSideViewFontAndTurn(t *testing.T) {
	src := strings.NewReplacer("busy: true", "busy: false", "root: ''", "root: 'system'", "font: ''", "font: 'system'").Replace(metaApp)
	lead, _ := open(t, src, nil)
	p, err := device.Find("Pixel 7")
	if err != nil {
		t.Fatal(err)
	}
	v, err := lead.AddView(Aside{Device: p, Scale: 1, FontSize: 22})
	if err != nil {
		t.Fatal(err)
	}
	alone, _ := open(t, src, func(o *Options) {
		o.Device = p.Name
		o.Conditions = wire.DefaultConditions()
		o.Conditions.FontSize = 22
	})
	settle(t, lead)
	samePixels(t, "22 px", v.Frame().Image, alone.Frame().Image)
	p.Sideways = true
	if err := v.Set(Aside{Device: p, FontSize: 26}); err != nil {
		t.Fatal(err)
	}
	alone.SetDevice(p)
	c := alone.State().Conditions
	c.FontSize = 26
	alone.SetConditions(c)
	settle(t, lead)
	settle(t, alone)
	if err := lead.SetData(value.M("told", "resize915 ")); err != nil { // onResize is the first screen's
		t.Fatal(err)
	}
	settle(t, lead)
	samePixels(t, "turned, 26 px", v.Frame().Image, alone.Frame().Image)
	if a := v.Aside(); !a.Device.Lying || a.FontSize != 26 {
		t.Errorf("%+v", a)
	}
}
