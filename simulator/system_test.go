package simulator

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/simulator/device"
)

// frameText gives the texts of the window frame, joined.
func frameText(s *Session) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, n := range nodesOf(s.system.doc.Tree().Root) {
		if n.IsText() && strings.TrimSpace(n.Text) != "" {
			out = append(out, strings.TrimSpace(n.Text))
		}
	}
	return strings.Join(out, "|")
}

// tapFrame presses the innermost element of the window frame with that text.
func tapFrame(t *testing.T, s *Session, text string) {
	t.Helper()
	s.mu.Lock()
	var at *dom.Node
	for _, n := range nodesOf(s.system.doc.Tree().Root) {
		if n.IsText() && strings.TrimSpace(n.Text) == text {
			at = n.Parent
		}
	}
	if at == nil {
		s.mu.Unlock()
		t.Fatalf("no %q in %s", text, frameText(s))
	}
	x, y, w, h := s.system.doc.ViewportBox(at.ID)
	s.mu.Unlock()
	press(s, x+w/2, y+h/2)
	settle(t, s)
}

func press(s *Session, x, y float64) {
	s.Pointer(input.Pointer{Kind: input.Down, X: x, Y: y})
	s.Pointer(input.Pointer{Kind: input.Up, X: x, Y: y})
}

// run runs JavaScript in the mini-program.
func run(t *testing.T, s *Session, code string) {
	t.Helper()
	s.Eval(code, func(_, errText string) {
		if errText != "" {
			t.Errorf("%s: %s", code, errText)
		}
	})
	settle(t, s)
}

func frameShows(s *Session, key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.system.root.Data.Get(key).Get("show").Truthy()
}

const dialogApp = `
-- app.json --
{"pages": ["p"]}
-- app.js --
App({})
-- p.wxml --
<view id="b" style="height:600px" bind:tap="hit">hits {{hits}}</view>
-- p.js --
Page({ data: { hits: 0 }, hit() { this.setData({ hits: this.data.hits + 1 }) } })
-- a.png --
-- b.png --
`

// Proves toast and loading by the virtual clock: duration, mask, hiding. Oracle:
// documentation of wx.showToast.
func TestToast(t *testing.T) {
	s, _ := open(t, dialogApp, nil)
	run(t, s, "wx.showToast({ title: '成功' })")
	if !frameShows(s, "toast") || !strings.Contains(frameText(s), "成功") {
		t.Error(frameText(s))
	}
	press(s, 195, 300)
	settle(t, s)
	if got := texts(s); got != "hits 1" {
		t.Errorf("a toast without mask lets taps through: %s", got)
	}
	if err := s.Settle(1300*time.Millisecond, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	if frameShows(s, "toast") {
		t.Error("the toast is there after 1.5 s")
	}
	run(t, s, "wx.showLoading({ title: '加载', mask: true })")
	if err := s.Settle(5*time.Second, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	press(s, 195, 300)
	settle(t, s)
	if got := texts(s); got != "hits 1" || !frameShows(s, "toast") {
		t.Errorf("a loading with mask: %s, shown %v", got, frameShows(s, "toast"))
	}
	run(t, s, "wx.hideLoading()")
	if frameShows(s, "toast") {
		t.Error("hideLoading")
	}
	for _, icon := range []string{"error", "none", "loading"} {
		run(t, s, "wx.showToast({ title: 'x', icon: '"+icon+"', duration: 50 })")
		if frameShows(s, "toast") {
			t.Errorf("%s stays", icon)
		}
	}
}

// Proves what dialogs answer to JavaScript, and that they block the page. Oracle:
// documentation of wx.showModal, wx.showActionSheet, wx.previewImage.
func TestDialogs(t *testing.T) {
	s, _ := open(t, dialogApp, nil)
	last := func() string {
		lines := strings.Split(consoleOf(s), "\n")
		return lines[len(lines)-1]
	}
	ask := func(code, button, want string) {
		t.Helper()
		run(t, s, code)
		if err := s.Settle(time.Second, 10*time.Second); err != nil {
			t.Fatal(err) // a waiting dialog does not keep Settle
		}
		press(s, 20, 150)
		settle(t, s)
		if button != "" {
			tapFrame(t, s, button)
		}
		if got := last(); got != want {
			t.Errorf("%s\n\tgot  %s\n\twant %s", code, got, want)
		}
	}
	modal := "wx.showModal({ title: 'T', content: 'C', EXTRA success: r => console.log(r.confirm, r.cancel, r.content) })"
	ask(strings.Replace(modal, "EXTRA", "", 1), "确定", "true false null")
	ask(strings.Replace(modal, "EXTRA", "", 1), "取消", "false true null")
	ask(strings.Replace(modal, "EXTRA", "confirmText: 'YES', showCancel: false,", 1), "YES", "true false null")
	run(t, s, strings.Replace(modal, "EXTRA", "editable: true, placeholderText: 'P',", 1))
	if !s.Focused() {
		t.Error("the field of a modal takes the keys")
	}
	s.Text("好") // after C
	settle(t, s)
	tapFrame(t, s, "确定")
	if got := last(); got != "true false C好" {
		t.Errorf("editable: %s", got)
	}
	run(t, s, "wx.showModal({ title: '1', success: r => console.log('first', r.confirm) }); wx.showModal({ title: '2', success: r => console.log('second', r.confirm) })")
	tapFrame(t, s, "取消")
	if got := last(); got != "second false" || !strings.Contains(frameText(s), "1|取消") {
		t.Errorf("two modals: %s; %s", got, frameText(s))
	}
	s.Key(input.Key{Name: input.KeyEnter})
	settle(t, s)
	if got := last(); got != "first true" || frameShows(s, "modal") {
		t.Errorf("enter: %s", got)
	}
	sheet := "wx.showActionSheet({ itemList: ['A', 'B', 'C'], success: r => console.log(r.tapIndex), fail: e => console.log(e.errMsg) })"
	run(t, s, sheet)
	tapFrame(t, s, "B")
	if got := last(); got != "1" {
		t.Errorf("sheet: %s", got)
	}
	ask(sheet, "", "showActionSheet:fail cancel") // a tap outside
	run(t, s, sheet)
	tapFrame(t, s, "取消")
	if got := last(); got != "showActionSheet:fail cancel" {
		t.Errorf("sheet: %s", got)
	}
	run(t, s, "wx.previewImage({ urls: ['/a.png', '/b.png'], current: '/b.png' })")
	if !strings.Contains(frameText(s), "2 / 2") {
		t.Errorf("preview: %s", frameText(s))
	}
	press(s, 195, 400)
	settle(t, s)
	if frameShows(s, "preview") {
		t.Error("a tap closes the preview")
	}
	if got := texts(s); got != "hits 0" {
		t.Errorf("dialogs let taps through to the page: %s", got)
	}
	press(s, 195, 400)
	settle(t, s)
	if got := texts(s); got != "hits 1" {
		t.Errorf("the page hears again: %s", got)
	}
}

// Proves the pickers' wheels, limits and answers. Oracle: documentation of picker;
// columnchange and a range that follows from its example.
func TestPickers(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"]}
-- app.js --
App({})
-- p.wxml --
<picker id="sel" range="{{list}}" range-key="name" value="1" bindchange="on" bindcancel="off"><view>sel</view></picker>
<picker id="multi" mode="multiSelector" range="{{cols}}" value="{{at}}" bindchange="on" bindcolumnchange="col"><view>multi</view></picker>
<picker id="time" mode="time" value="09:30" start="09:15" end="21:01" bindchange="on"><view>time</view></picker>
<picker id="date" mode="date" value="2024-02-31" start="2023-05-20" bindchange="on"><view>date</view></picker>
<picker id="month" mode="date" fields="month" value="2024-12" bindchange="on"><view>month</view></picker>
<picker id="region" mode="region" bindchange="on"><view>region</view></picker>
-- p.js --
Page({ data: { list: [{ name: 'A' }, { name: 'B' }, { name: 'C' }], cols: [['x', 'y'], ['x1', 'x2']], at: [0, 1] },
  on(e) { console.log(JSON.stringify(e.detail)) }, off() { console.log('cancel') },
  col(e) { console.log('col', e.detail.column, e.detail.value); this.setData({ 'cols[1]': ['y1', 'y2', 'y3'], 'at': [e.detail.value, 0] }) } })
`, nil)
	ask := func(id, wheel, want string) {
		t.Helper()
		tap(t, s, id)
		if wheel != "" {
			tapFrame(t, s, wheel)
			if err := s.Settle(500*time.Millisecond, 10*time.Second); err != nil {
				t.Fatal(err)
			}
		}
		tapFrame(t, s, "确定")
		if got := consoleOf(s); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
	ask("sel", "", `{"value":"1"}`)
	ask("sel", "C", `{"value":"2"}`)
	ask("multi", "", `{"value":[0,1]}`)
	ask("multi", "y", "col 0 1\n"+`{"value":[1,0]}`)
	ask("time", "", `{"value":"09:30"}`)
	ask("date", "", `{"value":"2024-02-29"}`)
	ask("date", "2023年", `{"value":"2023-05-29"}`)
	ask("month", "11月", `{"value":"2024-11"}`)
	tap(t, s, "sel")
	tapFrame(t, s, "取消")
	if got := consoleOf(s); !strings.HasSuffix(got, "cancel") {
		t.Errorf("cancel: %s", got)
	}
	tap(t, s, "region")
	if frameShows(s, "picker") || !strings.Contains(strings.Join(s.Report("p", 0).Unsupported, ","), "picker mode=region") {
		t.Errorf("region: %v", s.Report("p", 0).Unsupported)
	}
}

const tabApp = `
-- app.json --
{"pages": ["a/a", "b/b", "c/c", "d/d"], "window": {"navigationBarTitleText": "App"},
 "tabBar": {"color": "#666666", "selectedColor": "#07c160", "list": [{"pagePath": "a/a", "text": "首页"}, {"pagePath": "b/b", "text": "我的"}]}}
-- app.js --
App({})
-- a/a.wxml --
<view id="n" bind:tap="add">a {{n}}</view><view style="height:3000px"></view><view id="end">end</view>
-- a/a.js --
Page({ data: { n: 0 }, add() { this.setData({ n: this.data.n + 1 }) }, onTabItemTap(e) { console.log('a tab', e.index, e.text) }, onPullDownRefresh() { console.log('pulled') } })
-- a/a.json --
{"enablePullDownRefresh": true}
-- b/b.wxml --
<view>b {{q}}</view>
-- b/b.js --
Page({ data: { q: 0 }, onTabItemTap(e) { console.log('b tab', e.index, e.pagePath) }, onResize(e) { console.log('resize', e.size.windowWidth) } })
-- c/c.wxml --
<view id="c">c</view>
-- c/c.json --
{"navigationStyle": "custom"}
-- c/c.js --
Page({})
-- d/d.wxml --
<view id="d">d</view>
-- d/d.js --
Page({})
`

// Proves tabs, the stack, scrolling below, window heights, badges, titles, the home
// button and pulling down. Oracle: documentation of page routing and of each API;
// sizes by hand from the profile iPhone 14.
func TestRouting(t *testing.T) {
	s, _ := open(t, tabApp, nil)
	height := func() float64 {
		var h string
		s.Eval("wx.getWindowInfo().windowHeight", func(r, _ string) { h = r })
		settle(t, s)
		var n float64
		for _, r := range h {
			n = n*10 + float64(r-'0')
		}
		return n
	}
	if h := height(); h != 844-91-83 {
		t.Errorf("window height with tab bar %v", h)
	}
	s.Pointer(input.Pointer{Kind: input.Wheel, X: 195, Y: 400, DY: 500})
	tapFrame(t, s, "我的")
	if got := texts(s); got != "b 0" {
		t.Fatal(got)
	}
	run(t, s, "getCurrentPages()[0].setData({ q: 5 })")
	tapFrame(t, s, "首页")
	if got := texts(s); !strings.HasPrefix(got, "a 0") {
		t.Error(got)
	}
	if k := keptOf(s); k.page != 500 {
		t.Errorf("the tab page kept its scrolling: %v", k.page)
	}
	tapFrame(t, s, "首页")
	if got := consoleOf(s); got != "b tab 1 b/b\na tab 0 首页\na tab 0 首页" {
		t.Error(got)
	}
	run(t, s, "wx.switchTab({ url: '/b/b' })")
	if got := texts(s); got != "b 5" {
		t.Errorf("tab pages live on: %s", got)
	}
	run(t, s, "wx.setTabBarBadge({ index: 0, text: '99' }); wx.showTabBarRedDot({ index: 1 })")
	if got := frameText(s); !strings.Contains(got, "首页|99|我的") {
		t.Error(got)
	}
	run(t, s, "wx.hideTabBar()")
	if h := height(); h != 844-91 || strings.Contains(frameText(s), "首页") {
		t.Errorf("hideTabBar: height %v, %s", h, frameText(s))
	}
	run(t, s, "wx.showTabBar()")
	run(t, s, "wx.switchTab({ url: '/a/a' })")
	run(t, s, "wx.navigateTo({ url: '/c/c' })")
	if h := height(); h != 844 || frameShows(s, "nav") {
		t.Errorf("custom navigation: height %v", h)
	}
	if _, y, _, _, _ := s.Box(find(s, "c").ID); y != 0 {
		t.Errorf("the page begins at %v", y)
	}
	run(t, s, "wx.navigateTo({ url: '/d/d' })")
	run(t, s, "wx.setNavigationBarTitle({ title: '一个很长很长很长很长很长很长很长的标题' }); wx.setNavigationBarColor({ frontColor: '#000000', backgroundColor: '#ffcc00' })")
	nav := func(k string) string { return s.system.root.Data.Get("nav").Get(k).ToString() }
	if nav("color") != "#000000" || nav("background") != "#ffcc00" || !strings.HasPrefix(nav("title"), "一个很长") || nav("back") != "true" {
		t.Errorf("navigation bar: %s", s.system.root.Data.Get("nav").JSON())
	}
	press(s, 24, 69) // the back button
	settle(t, s)
	if got := texts(s); got != "c" {
		t.Error(got)
	}
	s.Navigate("navigateBack", "")
	settle(t, s)
	if k := keptOf(s); k.page != 500 || k.stack != 1 {
		t.Errorf("back: scrolled %v, stack %d", k.page, k.stack)
	}
	run(t, s, "wx.pageScrollTo({ scrollTop: 0, duration: 0 })")
	run(t, s, "wx.startPullDownRefresh()")
	if got := consoleOf(s); !strings.HasSuffix(got, "pulled") || !s.system.refresh {
		t.Error(got)
	}
	if _, y, _, _, _ := s.Box(find(s, "n").ID); y != 91+pulled {
		t.Errorf("pulled down, the page begins at %v", y)
	}
	tap(t, s, "n")
	if got := texts(s); !strings.HasPrefix(got, "a 1") {
		t.Errorf("a tap while pulled down: %s", got)
	}
	run(t, s, "wx.stopPullDownRefresh()")
	if s.system.refresh {
		t.Error("stopPullDownRefresh")
	}
	run(t, s, "wx.reLaunch({ url: '/d/d' })")
	if nav("home") != "true" || len(s.State().Stack) != 1 {
		t.Errorf("reLaunch: %s", s.system.root.Data.Get("nav").JSON())
	}
	press(s, 24, 69)
	settle(t, s)
	if got := texts(s); !strings.HasPrefix(got, "a 0") {
		t.Errorf("home: %s", got)
	}
	s.mu.Lock()
	pages := len(s.pages)
	s.mu.Unlock()
	if pages != 1 {
		t.Errorf("%d pages are kept", pages)
	}
	run(t, s, "wx.switchTab({ url: '/b/b' })")
	d, _ := device.Find("Pixel 7")
	s.SetDevice(d)
	settle(t, s)
	if got := consoleOf(s); !strings.HasSuffix(got, "resize 412") {
		t.Errorf("device: %s", got)
	}
	if f := s.Frame(); f.Image.Rect.Dx() != 412 {
		t.Errorf("picture of %v", f.Image.Rect)
	}
}

// Proves that a custom tab bar lies over the page, hears taps, stays with its page
// and is shown in the past. Oracle: documentation of the custom tab bar.
func TestCustomTabBar(t *testing.T) {
	s, _ := open(t, strings.Replace(tabApp, `"tabBar": {`, `"tabBar": {"custom": true, `, 1)+`
-- custom-tab-bar/index.json --
{"component": true}
-- custom-tab-bar/index.wxml --
<view class="bar"><view class="tab" data-u="/a/a" bind:tap="go">A{{k}}</view><view class="tab" data-u="/b/b" bind:tap="go">B</view></view>
-- custom-tab-bar/index.wxss --
.bar { position: fixed; left: 0; right: 0; bottom: 0; height: 60px; display: flex; background-color: #0000ff }
.tab { flex: 1 }
-- custom-tab-bar/index.js --
Component({ data: { k: 0 }, methods: { go(e) { this.setData({ k: this.data.k + 1 }); wx.switchTab({ url: e.currentTarget.dataset.u }) } } })
`, nil)
	if c := s.Frame().Image.RGBAAt(10, 830); c.B != 255 || c.R != 0 {
		t.Fatalf("the bar is not drawn: %v", c)
	}
	press(s, 300, 810)
	settle(t, s)
	if got := texts(s); got != "b 0" {
		t.Errorf("tapped: %s", got)
	}
	s.StepBack()
	if c := s.Frame().Image.RGBAAt(10, 830); c.B != 255 || c.R != 0 {
		t.Errorf("the bar is not drawn in the past: %v", c)
	}
	s.Live()
	press(s, 50, 300)
	settle(t, s)
	run(t, s, "wx.reLaunch({ url: '/d/d' })")
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pages) != 1 {
		t.Errorf("%d pages are kept", len(s.pages))
	}
}
