package simulator

import (
	"strings"
	"testing"
)

// Proves that wxs reads boxes and computed styles at once in a handler, that what it
// sets with setStyle and addClass survives a later setData, and that return false
// keeps the event from the elements around. Oracle: documentation of wxs event
// handling; boxes by hand.
func TestWxsLayout(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages":["p/p"],"window":{"navigationStyle":"custom"}}
-- app.js --
App({})
-- p/p.wxml --
<wxs module="m">
module.exports = {
  tap: function (e, owner) {
    var r = e.instance.getBoundingClientRect()
    var s = owner.selectComponent('.box').getComputedStyle(['width', 'color'])
    e.instance.setStyle('margin-left:3px')
    e.instance.addClass('on')
    owner.callMethod('got', { r: [r.left, r.top, r.width, r.height, r.right, r.bottom].join(), s: s.width + ' ' + s.color, on: e.instance.hasClass('on'), state: e.instance.getState().n, page: owner.getBoundingClientRect().width })
    e.instance.getState().n = 1
    return false
  }
}
</wxs>
<view bindtap="never"><view id="box" class="box {{extra}}" style="{{style}}" bindtap="{{m.tap}}">{{text}}</view></view>
-- p/p.wxss --
.box { margin: 10px 0 0 20px; width: 100px; height: 50px; color: red }
-- p/p.js --
Page({
  data: { text: '', extra: '', style: '' },
  got(x) { this.setData({ text: x.r + '|' + x.s + '|' + x.on + '|' + x.state + '|' + x.page, extra: 'more', style: 'opacity:0.5' }) },
  never() { this.setData({ text: 'bubbled' }) },
})
`, nil)
	tap(t, s, "box")
	if got := texts(s); got != "20,10,100,50,120,60|100px rgb(255, 0, 0)|true|undefined|390" {
		t.Errorf("got %s", got)
	}
	if n := find(s, "box"); n.Class != "box more on" || n.Style != "opacity:0.5;margin-left:3px" {
		t.Errorf("after setData: %s %s", n.Class, n.Style)
	}
	tap(t, s, "box")
	if got := texts(s); !strings.HasPrefix(got, "3,10,100,50,") || !strings.HasSuffix(got, "|1|390") {
		t.Errorf("second tap: %s", got)
	}
}
