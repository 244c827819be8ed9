package simulator

import (
	"testing"
	"time"
)

// A MediaQueryObserver tells its state at first and whenever it changes, in order, and
// nothing after disconnect; an IntersectionObserver hears of a new window size.
// Oracle: documentation of MediaQueryObserver and IntersectionObserver.
func TestObserversHearOfSize(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"], "window": {"navigationStyle": "custom"}}
-- app.js --
App({})
-- p.wxml --
<view style="height:700px"/><view id="low" style="height:10px"/>
-- p.js --
Page({ onLoad() {
  const watch = (name, q) => { const o = this.createMediaQueryObserver(); o.observe(q, r => console.log(name, r.matches)); return o }
  watch('wide', { minWidth: 600 })
  watch('lying', { orientation: 'landscape' })
  watch('both', { maxWidth: 500, orientation: 'portrait' })
  watch('always', { minHeight: 1 })
  watch('never', {minWidth: 600}).disconnect()
  wx.createIntersectionObserver(this).relativeToViewport().observe('#low', r => console.log('low', r.intersectionRatio))
}, onResize(e) { console.log('resize', e.deviceOrientation) } })
`, nil)
	settle := func() {
		t.Helper()
		if err := s.Settle(100*time.Millisecond, 10*time.Second); err != nil {
			t.Fatal(err)
		}
	}
	settle()
	want := "wide false\nlying false\nboth true\nalways true\nlow 1"
	if got := consoleOf(s); got != want {
		t.Errorf("at first:\n%s\nwant\n%s", got, want)
	}
	d := s.profile
	d.Width, d.Height = d.Height, d.Width
	s.SetDevice(d)
	settle()
	if got := consoleOf(s); got != want+"\nwide true\nlying true\nboth false\nresize landscape\nlow 0" {
		t.Errorf("turned:\n%s", got)
	}
}
