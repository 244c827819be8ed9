package simulator

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diorama/renderer/input"
	"diorama/renderer/value"
	"diorama/simulator/device"
)

const asideApp = `
-- app.json --
{"pages":["a/a","b/b"],"darkmode":true,"themeLocation":"theme.json","window":{"navigationBarBackgroundColor":"@bar","navigationBarTextStyle":"@ink"},
 "tabBar":{"color":"#888888","selectedColor":"#00aa00","backgroundColor":"@bar","list":[{"pagePath":"a/a","text":"A"},{"pagePath":"b/b","text":"B"}]}}
-- theme.json --
{"light":{"bar":"#ffeedd","ink":"black"},"dark":{"bar":"#112233","ink":"white"}}
-- app.wxss --
page { padding-bottom: env(safe-area-inset-bottom) }
@media (prefers-color-scheme: dark) { page { background: #222222; color: #dddddd } }
-- a/a.json --
{"navigationBarTitleText":"Rows"}
-- a/a.wxml --
<scroll-view scroll-y class="s"><view wx:for="{{rows}}" wx:key="*this" class="row" bindtap="tap" data-n="{{item}}">{{item}} <text wx:if="{{item > at}}">more</text></view></scroll-view>
<view class="wide">wide</view><view class="box" id="box" bindtap="ask"/><text>{{told}}</text>
-- a/a.wxss --
.s { height: 300rpx } .row { height: 70rpx; transition: opacity .05s } .wide { display: none } .box { width: 200rpx; height: 20vh; background: teal }
@media (min-width: 600px) { .wide { display: block } .box { background: red } }
-- a/a.js --
Page({ data: { rows: [1, 2, 3, 4, 5, 6, 7], at: 3, told: '' },
  tap(e) { this.setData({ told: this.data.told + 'row' + e.currentTarget.dataset.n + ' ' }) },
  ask() { wx.setTabBarBadge({ index: 1, text: '5' }); wx.showModal({ title: 'T', success: r => this.setData({ told: 'said ' + r.confirm }) }) } })
-- b/b.wxml --
<view style="height:200vh">B</view>
-- b/b.js --
Page({ onShow() { this.setData({ z: 1 }) } })
`

func findDevice(t *testing.T, i int) device.Profile {
	t.Helper()
	all := device.All()
	p := all[(i*3+2)%len(all)]
	return p
}

func samePixels(t *testing.T, what string, got, want *image.RGBA) {
	t.Helper()
	if got.Rect != want.Rect {
		t.Errorf("%s: %v, alone %v", what, got.Rect, want.Rect)
	} else if !bytes.Equal(got.Pix, want.Pix) {
		t.Errorf("%s: other pixels than alone", what)
	}
}

// Each view beside the first has the pixels of a run opened on its device and in its
// theme alone: at first, after setData, with a modal of the system layer, on another tab
// after hot reload, and when the view is added late. Oracle: the separate run.
func TestSideViewIsTheRunOnThatDevice(t *testing.T) {
	for i, theme := range []string{"dark", "light"} {
		p := findDevice(t, i)
		lead, dir := open(t, asideApp, nil)
		early, err := lead.AddView(Aside{Device: p, Theme: theme, Scale: 1})
		if err != nil {
			t.Fatal(err)
		}
		alone, dir2 := open(t, asideApp, func(o *Options) { o.Device, o.Theme = p.Name, theme })
		both := func(what string, do func(s *Session, dir string)) {
			t.Helper()
			do(lead, dir)
			do(alone, dir2)
			settle(t, lead)
			settle(t, alone)
			want := alone.Frame().Image
			samePixels(t, p.Name+" "+theme+" "+what, early.Frame().Image, want)
			late, err := lead.AddView(Aside{Device: p, Theme: theme, Scale: 1})
			if err != nil {
				t.Fatal(err)
			}
			samePixels(t, p.Name+" "+theme+" "+what+", added late", late.Frame().Image, want)
			late.Close()
		}
		both("at first", func(*Session, string) {})
		both("after setData", func(s *Session, _ string) {
			if err := s.SetData(value.M("at", 1, "rows", []int{9, 8, 2, 1, 5})); err != nil {
				t.Fatal(err)
			}
		})
		both("with a modal", func(s *Session, _ string) { tap(t, s, "box") })
		both("after a save", func(s *Session, dir string) {
			s.Save([]string{write(t, dir, "a/a.wxss", ".row { height: 40rpx; color: red }")})
		})
		both("on another tab", func(s *Session, _ string) { s.Navigate("switchTab", "/b/b") })
		both("after Restart", func(s *Session, _ string) {
			if err := s.Restart(); err != nil {
				t.Fatal(err)
			}
		})
		samePixels(t, "the whole page", early.FullPage(), alone.FullPage())
	}
}

// What is touched in a side view goes to the one logic: the node that is hit in the
// view's own layout gets the tap, the dialog that is answered there is the first
// screen's, and what a view does by itself is not told twice. Oracle: the page's data.
func TestTouchInASideView(t *testing.T) {
	s, _ := open(t, asideApp, nil)
	p, err := device.Find("")
	if err != nil {
		t.Fatal(err)
	}
	p.Width, p.Height = 700, 1000 // rows of 65 px, in the first screen 36
	v, err := s.AddView(Aside{Device: p, Scale: 1})
	if err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	touch := func(x, y float64) {
		t.Helper()
		v.Pointer(input.Pointer{Kind: input.Down, X: x, Y: y})
		v.Pointer(input.Pointer{Kind: input.Up, X: x, Y: y})
		settle(t, s)
	}
	top := p.PageInsets(false, true).Top
	touch(50, top+100) // the second row there, the third in the first screen
	if got := texts(s); !strings.Contains(got, "row2") {
		t.Errorf("a tap on the second row of the view: %q", got)
	}
	tap(t, s, "box")
	settle(t, s)
	f := v.Frame().Image
	seen := false
	for y := 300; y < 800 && !seen; y += 4 { // the right button, somewhere below the middle
		touch(450, float64(y))
		seen = strings.Contains(texts(s), "said true")
	}
	if !seen {
		t.Errorf("the modal cannot be answered in a view of %v: %q", f.Rect, texts(s))
	}
}

// Views beside the first leave the recording's pictures and commits as they are: the
// replay of a run with a view gives its hashes. Oracle: the same run without one.
func TestSideViewLeavesTheRunAlone(t *testing.T) {
	run := func(with bool) (*Session, int) {
		s, _ := open(t, asideApp, nil)
		if with {
			if _, err := s.AddView(Aside{Device: findDevice(t, 1), Theme: "dark", Scale: 1}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.SetData(value.M("at", 1)); err != nil {
			t.Fatal(err)
		}
		settle(t, s)
		return s, len(s.Recording().Messages)
	}
	a, n := run(false)
	b, m := run(true)
	samePixels(t, "the first screen", b.Frame().Image, a.Frame().Image)
	if n != m {
		t.Errorf("%d messages to the worker with a view, %d without", m, n)
	}
	if len(a.Commits(0)) != len(b.Commits(0)) {
		t.Errorf("%d commits with a view, %d without", len(b.Commits(0)), len(a.Commits(0)))
	}
}

// A setData on a page of 400 rows to the pixels, with views beside the first screen that
// are drawn too.
func BenchmarkSetDataWithViews(b *testing.B) {
	for _, n := range []int{0, 1, 3} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := b.TempDir()
			for name, data := range map[string]string{
				"app.json": `{"pages":["a/a"]}`, "a/a.wxml": `<view wx:for="{{400}}" wx:key="*this" style="height:40px">{{item}} {{item == at ? 'here' : ''}}</view>`,
				"a/a.js": `Page({ data: { at: 0 } })`} {
				if err := os.MkdirAll(filepath.Join(dir, "a"), 0o755); err != nil {
					b.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
					b.Fatal(err)
				}
			}
			s, err := Open(Options{Dir: dir, Virtual: true, DPR: 2, NoRecord: true})
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			for range n {
				if _, err := s.AddView(Aside{Device: device.Default(), Theme: "dark", Scale: 2}); err != nil {
					b.Fatal(err)
				}
			}
			views := s.SideViews()
			if err := s.Settle(time.Millisecond, 20*time.Second); err != nil {
				b.Fatal(err)
			}
			i := 0
			for b.Loop() {
				i = i%8 + 1
				if err := s.SetData(value.M("at", i)); err != nil {
					b.Fatal(err)
				}
				if err := s.Settle(time.Millisecond, 20*time.Second); err != nil {
					b.Fatal(err)
				}
				for _, v := range views {
					v.Frame()
				}
			}
		})
	}
}
