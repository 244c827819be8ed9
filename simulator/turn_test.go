package simulator

import (
	"fmt"
	"testing"
)

// A page with pageOrientation "auto" turns with the phone, one with "landscape" lies
// always, others stay upright; onResize and wx.onWindowResize tell, and safe area,
// window size and media queries follow. Oracle: documentation of window resize.
func TestTurn(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages":["a/a","b/b","c/c"],"window":{"pageOrientation":"auto"}}
-- app.js --
App({ onLaunch() { wx.onWindowResize(r => { this.told = r.deviceOrientation || 'none' }) } })
-- a/a.wxml --
<text>{{t}}</text><text class="m">wide</text>
-- a/a.wxss --
.m { display: none } @media (orientation: landscape) { .m { display: inline } }
-- a/a.js --
Page({ data: { t: '-' }, onResize(r) { const i = wx.getWindowInfo(); setTimeout(() => this.setData({ t: [r.deviceOrientation, r.size.windowWidth, r.size.windowHeight, i.screenWidth, i.safeArea.left, i.safeArea.right, i.statusBarHeight, getApp().told].join(' ') })) } })
-- b/b.json --
{"pageOrientation":"landscape"}
-- b/b.wxml --
<text>b</text>
-- c/c.json --
{"pageOrientation":"portrait"}
-- c/c.wxml --
<text>c</text>
`, nil)
	size := func() string { w, h := s.Size(); return fmt.Sprint(w, "×", h) }
	hold := func(sideways bool) {
		p := s.State().Held
		p.Sideways = sideways
		s.SetDevice(p)
		settle(t, s)
	}
	hold(true)
	if got := texts(s); got != "landscape 844 346 844 47 797 0 landscape|wide" || size() != "844×390" {
		t.Errorf("turned: %q on %s", got, size())
	}
	if f := s.Frame(); f.Image.Rect.Dx() != 844 || f.Image.Rect.Dy() != 390 {
		t.Errorf("drawn %v", f.Image.Rect)
	}
	s.Navigate("navigateTo", "/c/c")
	settle(t, s)
	if size() != "390×844" || !s.State().Held.Sideways {
		t.Errorf("a page that stays upright is %s", size())
	}
	hold(false)
	s.Navigate("redirectTo", "/b/b")
	settle(t, s)
	if size() != "844×390" {
		t.Errorf("a page that lies always is %s", size())
	}
	s.Navigate("navigateBack", "")
	settle(t, s)
	if size() != "390×844" || s.State().Device.Lying {
		t.Errorf("back: %s", size())
	}
}
