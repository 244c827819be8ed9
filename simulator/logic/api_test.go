package logic

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

const blank = `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view id="a" bindtap="go">{{x}}</view>
-- p/p.js --
`

// Proves callbacks, promises, unsimulated names, listeners and canIUse of wx.
// Oracle: documentation of wx APIs.
func TestAPI(t *testing.T) {
	h := open(t, blank+`
Page({
  onLoad() {
    wx.showToast({ title: 'x', success: r => console.log('s', r.errMsg), complete: r => console.log('c', r.errMsg) })
    wx.showToast({ title: 'x' }).then(r => console.log('p', r.errMsg))
    wx.startHCE({ fail: r => console.log('f', r.errMsg) })
    wx.startHCE().catch(r => console.log('pf', r.errMsg))
    const m = wx.createBLEPeripheralServer()
    console.log(typeof m.anything, m.then === undefined)
    m.anything()
    console.log(wx.canIUse('showToast'), wx.canIUse('startHCE'), wx.canIUse('button.open-type'), wx.canIUse('nope'))
    wx.onThemeChange(r => console.log('theme', r.theme))
    const off = () => console.log('never')
    wx.onThemeChange(off); wx.offThemeChange(off)
    console.log(wx.env.USER_DATA_PATH, Object.keys(wx).length > 490, wx.getLaunchOptionsSync().scene)
    console.log(typeof window, typeof document, typeof global, Function('return this')() === globalThis, typeof process)
  },
})
`)
	h.want("start", `
		warn: wx.startHCE is not simulated @p/p.js:6:16
		warn: wx.createBLEPeripheralServer is not simulated @p/p.js:8:43
		log: function true
		warn: wx.createBLEPeripheralServer.anything is not simulated @p/p.js:10:15
		log: true false true false
		log: wxfile://usr true 1001
		log: undefined undefined object true undefined
		route appLaunch [p/p]
		log: s showToast:ok
		log: c showToast:ok
		log: p showToast:ok
		log: f startHCE:fail not simulated
		log: pf startHCE:fail not simulated`)
	h.send(&wire.Message{Env: &wire.Env{Theme: "dark", Conditions: wire.Conditions{Network: "wifi"}}})
	h.settle()
	h.want("theme", `
		route update [p/p]
		log: theme dark`)
}

// Proves that an endless loop is stopped with its place and that the page lives on.
// Oracle: hand.
func TestEndlessLoop(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the real watchdog, 5 s")
	}
	t.Parallel()
	h := open(t, blank+`
Page({
  data: { x: 0 },
  go() {
    for (;;) {}
  },
  onShow() { console.log('alive') },
})
`)
	h.lines = nil
	h.tap("a")
	got := strings.Join(h.lines, "\n")
	if !strings.Contains(got, "p/p.js:4") || !strings.Contains(got, "endless loop") {
		t.Errorf("no place of the loop in %q", got)
	}
	h.lines = nil
	h.js("getCurrentPages()[0].onShow()")
	h.want("alive", "log: alive")
}

// Proves that two runs of the same program give the same lines and commits.
// Oracle: hand.
func TestDeterministic(t *testing.T) {
	src := blank + `
Page({
  data: { x: 0, list: [] },
  onLoad() {
    this.setData({ x: Math.random(), at: Date.now() })
    for (let i = 0; i < 5; i++) setTimeout(async () => { await null; this.setData({ ['list[' + i + ']']: Math.random() }, () => console.log('painted', i)) }, 10 * (5 - i))
    wx.showToast({ title: 'a', complete: () => this.setData({ done: 1 }) })
    wx.createSelectorQuery
  },
  async go() { for (let i = 0; i < 3; i++) { await new Promise(r => setTimeout(r, 7)); this.setData({ x: i }) } },
})
`
	run := func() string {
		h := open(t, src)
		h.tap("a")
		h.advance(time.Second)
		out := strings.Join(h.lines, "\n")
		for _, c := range h.commits {
			out += fmt.Sprintf("\n%d %v %v %s %s", c.Seq, c.Time, c.Cause, c.Patch.JSON(), c.Component)
		}
		return out + h.tree()
	}
	if a, b := run(), run(); a != b {
		t.Errorf("two runs differ:\n%s\n---\n%s", a, b)
	}
}

// Proves requests to the host and their replies as tasks. Oracle: hand.
func TestHostRequest(t *testing.T) {
	h := openWith(t, blank+`
Page({
  data: { x: 0 },
  go() { this.animate('#a', [{ opacity: 0 }, { opacity: 1 }], 100, () => this.setData({ x: 'done' })) },
})
`, nil)
	h.answer = func(r *wire.Request) *wire.Reply {
		if r.Name == "animate" && r.Args.Get("nodes").Len() == 1 && r.Args.Get("duration").Num() == 100 {
			return &wire.Reply{Result: value.Value{}}
		}
		return nil
	}
	h.tap("a")
	h.wantTree("after the reply", `
		<page>
		  <view id="a">
		    "done"`)
}

// Proves modules: cycles, json, relative to root, npm, ES modules both ways, errors
// that can be caught. Oracle: documentation of modules and CommonJS.
func TestModules(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view/>
-- p/p.js --
import def, { named, later } from './esm'
import * as all from './cjs'
const data = require('./data.json')
const npm = require('pkg')
const abs = require('/p/cjs.js')
const a = require('./a')
Page({
  onLoad() {
    console.log(def, named, later(), all.one, data.k, npm, abs.one, a.b.a === a)
    try { require('./nope') } catch (e) { console.log(e.message) }
    try { require('./bad') } catch (e) { console.log(e.name) }
    require.async('./cjs').then(m => console.log('async', m.one))
    import('./cjs').then(m => console.log('import()', m.one))
    console.log(a.hoisted())
    ;(async () => { for await (const x of (async function * () { yield 1 })()) console.log('gen', x) })()
    console.log('é中'.match(/\p{L}+/u)[0], new RegExp('\\p{Script=Han}', 'u').test('中'))
    console.log((1234567.891).toLocaleString(), new Date(2024, 0, 2, 15, 4, 5).toLocaleString(), new Date(2024, 0, 2).toLocaleDateString('en-US'))
  },
})
-- p/esm.js --
export default 'D'
export const named = 'N'
export function later() { return 'L' }
-- p/cjs.js --
exports.one = 1
-- p/data.json --
{"k":[1]}
-- p/a.js --
if (true) { function hoisted() { return 'h' } }
exports.hoisted = hoisted
exports.b = require('./b')
-- p/b.js --
exports.a = require('./a')
-- p/bad.js --
let x = ]
-- miniprogram_npm/pkg/index.js --
module.exports = 'npm'
`)
	h.want("modules", `
		log: D N L 1 [1] npm 1 true
		log: module 'p/nope.js' is not defined, require args is './nope'
		error: Unexpected "]" @p/bad.js:1:9
		log: SyntaxError
		log: h
		log: é中 true
		log: 1,234,567.891 2024/1/2 15:04:05 1/2/2024
		route appLaunch [p/p]
		log: async 1
		log: import() 1
		log: gen 1`)
}

// Proves relations, behaviors with data merge and definitionFilter, export,
// selectAllComponents and bubbling events. Oracle: documentation of Component.
func TestRelations(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"],"usingComponents":{"ul":"/c/ul","li":"/c/li","ex":"/c/ex"}}
-- app.js --
App({})
-- p/p.wxml --
<ul id="u"><li class="li" wx:for="{{list}}" wx:key="*this" id="l{{item}}" v="{{item}}"/></ul><ex class="e"/>
-- p/p.js --
Page({
  data: { list: [1, 2] },
  onLoad() {
    console.log(this.selectComponent('#u').kids(), this.selectAllComponents('.li').length, this.selectComponent('.e'))
    this.setData({ list: [2, 3] })
    console.log(this.selectComponent('#u').kids())
  },
})
-- c/ul.json --
{"component":true}
-- c/ul.wxml --
<slot/>
-- c/ul.js --
Component({
  relations: { './li': { type: 'child', linked(t) { console.log('ul linked', t.data.v) }, unlinked(t) { console.log('ul unlinked', t.data.v) } } },
  methods: { kids() { return this.getRelationNodes('./li').map(x => x.data.v).join() } },
})
-- c/li.json --
{"component":true}
-- c/li.wxml --
<view>{{v}}</view>
-- c/li.js --
Component({
  properties: { v: Number },
  relations: { './ul': { type: 'parent', linked(t) { console.log('li linked', t.is) } } },
})
-- c/ex.json --
{"component":true}
-- c/ex.wxml --
<view/>
-- c/ex.js --
const filter = Behavior({ definitionFilter(d) { d.data = Object.assign({ added: 1 }, d.data) }, data: { o: { a: 1 } } })
Component({
  behaviors: [filter, 'wx://component-export'],
  data: { o: { b: 2 } },
  export() { return this.data },
})
`)
	h.want("relations", `
		log: ul linked 1
		log: li linked c/ul
		log: ul linked 2
		log: li linked c/ul
		log: 1,2 2 {o: {a: 1, b: 2}, added: 1}
		log: ul unlinked 1
		log: ul linked 3
		log: li linked c/ul
		log: 2,3
		route appLaunch [p/p]`)
}

// A relation that only one of two components declares links nothing and is said once.
// Oracle: hand; exparser links nothing either.
func TestOneSidedRelation(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.json --
{"usingComponents":{"par":"/c/par","kid":"/c/kid","deep":"/c/deep"}}
-- p/p.wxml --
<par><kid/><kid/><view><deep/></view></par><kid/>
-- p/p.js --
Page({})
-- c/par.json --
{"component":true}
-- c/par.js --
Component({ relations: { './deep': { type: 'descendant', linked() { console.log('linked') } } } })
-- c/par.wxml --
<slot/>
-- c/kid.json --
{"component":true}
-- c/kid.js --
Component({ relations: { './par': { type: 'parent', linked() { console.log('never') } } } })
-- c/kid.wxml --
<view/>
-- c/deep.json --
{"component":true}
-- c/deep.js --
Component({ relations: { './par': { type: 'ancestor' } } })
-- c/deep.wxml --
<view/>
`)
	h.want("relations", `
		warn: relations of c/kid: c/par declares no child relation to it, so nothing is linked by "./par"; both components declare a relation
		log: linked
		route appLaunch [p/p]`)
}
