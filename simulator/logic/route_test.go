package logic

import (
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

const routeApp = `
-- app.json --
{"pages":["t/a","t/b","p/one","p/two"],"tabBar":{"list":[{"pagePath":"t/a","text":"A"},{"pagePath":"t/b","text":"B"}]}}
-- app.js --
App({})
-- log.js --
module.exports = function (name) {
  const o = {}
  for (const k of ['onLoad', 'onShow', 'onReady', 'onHide', 'onUnload']) o[k] = function (q) { console.log(name + '.' + k + (k === 'onLoad' ? ' ' + JSON.stringify(q) : '')) }
  return o
}
-- t/a.wxml --
<view>a</view>
-- t/a.js --
Page(require('../log')('A'))
-- t/b.wxml --
<view>b</view>
-- t/b.js --
Page(require('/log')('B'))
-- p/one.wxml --
<view>one</view>
-- p/one.js --
Page(Object.assign(require('log'), require('../log.js')('one')))
-- p/two.wxml --
<view id="w">two</view>
-- p/two.js --
const o = require('../log.js')('two')
const load = o.onLoad
o.onLoad = function (q) {
  load.call(this, q)
  const ch = this.getOpenerEventChannel()
  ch.on('hello', d => console.log('two got', d.a))
  ch.emit('back', 5)
}
Page(o)
`

func (h *host) js(code string) {
	h.t.Helper()
	h.send(&wire.Message{Eval: &wire.Eval{ID: 1, Code: code}})
	h.settle()
	if h.eval != nil && h.eval.Err != "" {
		h.t.Errorf("eval %s: %s", code, h.eval.Err)
	}
}

// Proves the page stack, the order of life cycles of every kind of navigation, its
// errors and the event channel. Oracle: documentation of page routing.
func TestRouting(t *testing.T) {
	h := open(t, routeApp)
	h.want("launch", `
		log: A.onLoad {}
		log: A.onShow
		route appLaunch [t/a]
		log: A.onReady`)
	h.js("wx.navigateTo({url:'/p/one?x=1&y=%20', success(r){console.log('ok', r.errMsg)}})")
	h.want("navigateTo", `
		log: A.onHide
		log: one.onLoad {"x":"1","y":"%20"}
		log: one.onShow
		route navigateTo [t/a p/one]
		log: ok navigateTo:ok
		log: one.onReady`)
	h.js("wx.navigateTo({url:'two', events:{back(d){console.log('back', d)}}, success(r){r.eventChannel.emit('hello', {a:1})}})")
	h.want("event channel", `
		log: one.onHide
		log: two.onLoad {}
		log: back 5
		log: two.onShow
		route navigateTo [t/a p/one p/two]
		log: two got 1
		log: two.onReady`)
	h.js("wx.redirectTo({url:'/p/one'})")
	h.want("redirectTo", `
		log: two.onUnload
		log: one.onLoad {}
		log: one.onShow
		route redirectTo [t/a p/one p/one]
		log: one.onReady`)
	h.js("wx.switchTab({url:'/t/b'})")
	h.want("switchTab", `
		log: one.onUnload
		log: one.onUnload
		log: B.onLoad {}
		log: B.onShow
		route switchTab [t/b]
		log: B.onReady`)
	h.js("wx.switchTab({url:'/t/a'})")
	h.want("switchTab back", `
		log: B.onHide
		log: A.onShow
		route switchTab [t/a]`)
	h.js("wx.navigateTo({url:'/t/b', fail(e){console.log(e.errMsg)}}); wx.navigateTo({url:'/nope'}).catch(e => console.log(e.errMsg)); wx.switchTab({url:'/p/one', fail(e){console.log(e.errMsg)}})")
	h.want("errors", `
		log: navigateTo:fail can not navigateTo a tabbar page
		log: navigateTo:fail page "nope" is not found
		log: switchTab:fail can not switch to no-tabBar page`)
	h.send(&wire.Message{Action: &wire.Action{Name: "navigateTo", Args: value.M("url", "/p/one")}})
	h.settle()
	h.lines = nil
	h.send(&wire.Message{Action: &wire.Action{Name: "navigateBack"}})
	h.settle()
	h.want("back", `
		log: one.onUnload
		log: A.onShow
		route navigateBack [t/a]`)
	h.js("wx.reLaunch({url:'/p/one'})")
	h.want("reLaunch", `
		log: A.onUnload
		log: B.onUnload
		log: one.onLoad {}
		log: one.onShow
		route reLaunch [p/one]
		log: one.onReady`)
	h.send(&wire.Message{Action: &wire.Action{Name: "appHide"}})
	h.send(&wire.Message{Action: &wire.Action{Name: "appShow"}})
	h.settle()
	h.want("background", `
		log: one.onHide
		log: one.onShow`)
}

// Proves timers in virtual time, their order, nesting, intervals and Date standing
// still within a task. Oracle: HTML timers.
func TestTimers(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view/>
-- p/p.js --
Page({
  onLoad() {
    const t0 = Date.now()
    const say = s => console.log(s, Date.now() - t0)
    setTimeout(say, 20, 'b')
    setTimeout(say, 10, 'a')
    setTimeout(() => say('zero'), 0)
    wx.nextTick(() => say('nextTick'))
    Promise.resolve().then(() => say('micro'))
    let n = 0
    const id = setInterval(() => { say('i'); if (++n == 3) clearInterval(id) }, 15)
    const c = setTimeout(() => say('never'), 5)
    clearTimeout(c)
    say('sync')
  },
})
`)
	h.advance(30 * time.Millisecond)
	h.want("30 ms", `
		log: sync 0
		route appLaunch [p/p]
		log: micro 0
		log: nextTick 0
		log: zero 1
		log: a 10
		log: i 15
		log: b 20
		log: i 30`)
	h.advance(time.Second)
	h.want("1 s", "log: i 45")
}

// Proves hot reload: templates, methods on live instances, shared modules, and that
// broken files leave the old ones running. Oracle: DESIGN §7.
func TestReload(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"],"usingComponents":{"c":"/c/c"}}
-- app.js --
App({})
-- lib.js --
module.exports = 'old'
-- p/p.wxml --
<view id="a" bindtap="go">{{x}}</view><c/>
-- p/p.js --
const lib = require('../lib')
Page({ data: { x: 0 }, onLoad() { console.log('load', lib) }, go() { this.setData({ x: this.data.x + 1 }) } })
-- c/c.json --
{"component":true}
-- c/c.wxml --
<text>c</text>
-- c/c.js --
Component({ attached() { console.log('attached') } })
`)
	h.tap("a")
	h.lines = nil
	reload := func(files ...string) {
		h.send(&wire.Message{Reload: &wire.Reload{Files: files}})
		h.settle()
	}
	h.write("p/p.wxml", `<view id="a" bindtap="go">now {{x}}</view><c/>`)
	reload("p/p.wxml")
	h.wantTree("wxml", `
		<page>
		  <view id="a">
		    "now 1"
		  <c>
		    <text>
		      "c"`)
	h.write("p/p.js", "const lib = require('../lib')\nPage({ data: { x: 0, y: 5 }, onLoad() {}, go() { this.setData({ x: this.data.x + 10 }); console.log(this.data.y) } })")
	reload("p/p.js")
	h.tap("a")
	h.want("js", "log: 5")
	h.wantTree("js", `
		<page>
		  <view id="a">
		    "now 11"
		  <c>
		    <text>
		      "c"`)
	h.write("p/p.js", "Page({ go( { ")
	reload("p/p.js")
	h.want("broken", `error: Expected identifier but found end of file @p/p.js:1:14`)
	h.tap("a")
	h.want("still the old code", "log: 5")
	h.write("p/p.js", "const lib = require('../lib')\nPage({ data: { x: 0, y: 5 }, onLoad() { console.log('load', lib) } })")
	h.write("lib.js", "module.exports = 'new'")
	reload("lib.js")
	h.want("shared module", `
		route restart []
		log: attached
		log: load new
		route appLaunch [p/p]`)
	h.wantTree("data is kept", `
		<page>
		  <view id="a">
		    "now 21"
		  <c>
		    <text>
		      "c"`)
}
