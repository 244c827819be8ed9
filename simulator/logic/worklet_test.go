package logic

import (
	"strings"
	"testing"
	"time"
)

// What of wx.worklet works without Skyline: shared values, easing, calls between the
// threads; an animation ends at once and says so. Oracle: documentation of worklet.
func TestWorklet(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view/>
-- p/p.js --
const { shared, derived, timing, sequence, repeat, decay, delay, runOnUI, runOnJS, Easing } = wx.worklet
Page({ onLoad() {
  const a = shared(1), b = derived(() => { 'worklet'; return a.value * 10 })
  a.value = 2
  console.log('values', a.value, b.value)
  a.value = sequence(timing(5, {}, ok => console.log('first', ok)), delay(100, timing(7)))
  console.log('end', a.value, b.value)
  a.value = repeat(timing(9), 2, true)
  console.log('there and back', a.value)
  a.value = decay({ velocity: 1e6, clamp: [-3, 30] })
  console.log('decay', a.value)
  runOnUI(x => { 'worklet'; runOnJS(y => console.log('js', y))(x); console.log('ui', x) })('hi')
  const at = f => [0, 0.25, 0.5, 1].map(t => f(t).toFixed(3)).join(' ')
  console.log('ease', at(Easing.cubicBezier(0.4, 0, 0.2, 1)), '|', at(Easing.bezier(0, 0, 1, 1).factory()), '|', at(Easing.inOut(Easing.quad)), '|', at(Easing.out(Easing.poly(3))), '|', at(Easing.bounce))
  wx.router.addRouteBuilder('x', () => ({}))
} })
`)
	all := strings.Join(h.logs, "\n")
	for _, want := range []string{"values 2 20", "end 7 70", "there and back 7", "decay 30",
		"ui hi", "ease 0.000 0.237 0.776 1.000 | 0.000 0.250 0.500 1.000 | 0.000 0.125 0.500 1.000 | 0.000 0.578 0.875 1.000 | 0.000 0.027 0.234 1.000"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing", want)
		}
	}
	h.advance(time.Millisecond)
	all = strings.Join(h.logs, "\n")
	for _, want := range []string{"first true", "js hi"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is missing", want)
		}
	}
	if t.Failed() {
		t.Log(all)
	}
}
