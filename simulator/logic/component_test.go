package logic

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Proves the order of lifetimes of a page with nested components, observers,
// properties, events and relations. Oracle: documentation of Component.
func TestComponentOrder(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"],"usingComponents":{"card":"/c/card"}}
-- app.js --
App({})
-- p/p.wxml --
<card id="c" title="{{t}}" count="{{n}}" bind:pick="onPick"><text>in</text></card>
-- p/p.js --
Page({
  data: { t: 'A', n: '3' },
  onLoad(q) { console.log('page onLoad', this.selectComponent('#c').data.title) },
  onShow() { console.log('page onShow') },
  onReady() { console.log('page onReady'); this.setData({ t: 'B' }) },
  onPick(e) { console.log('pick', e.detail.v, e.currentTarget.id, e.type) },
})
-- c/card.json --
{"component":true,"usingComponents":{"inner":"./inner"}}
-- c/card.wxml --
<view bindtap="go" id="v">{{title}}{{len}}</view><inner wx:if="{{title}}" x="{{len}}"/><slot/>
-- c/card.js --
const b = require('./b')
Component({
  behaviors: [b],
  properties: {
    title: { type: String, value: 'none', observer(n, o) { console.log('title observer', o, '->', n) } },
    count: Number,
  },
  data: { len: 0 },
  observers: {
    'title': function (t) { console.log('observer title', t); this.setData({ len: t.length }) },
    'len, count': function (l, c) { console.log('observer len,count', l, c) },
  },
  lifetimes: {
    created() { console.log('created', this.data.title, this.is) },
    attached() { console.log('attached', this.data.title, this.data.len, this.data.count, this.id) },
    ready() { console.log('ready') },
    detached() { console.log('detached') },
  },
  pageLifetimes: { show() { console.log('card show') } },
  attached() { console.log('never: overridden') },
  methods: { go() { this.triggerEvent('pick', { v: 7 }) } },
})
-- c/b.js --
module.exports = Behavior({
  data: { fromB: 1 },
  lifetimes: { attached() { console.log('behavior attached', this.data.fromB) } },
})
-- c/inner.json --
{"component":true}
-- c/inner.wxml --
<view>{{x}}</view>
-- c/inner.js --
Component({ properties: { x: null }, attached() { console.log('inner attached', this.data.x) }, ready() { console.log('inner ready') } })
`)
	h.want("open", `
		log: created none c/card
		log: observer title A
		log: observer len,count 1 3
		log: title observer none -> A
		log: behavior attached 1
		log: attached A 1 3 c
		log: inner attached 1
		log: page onLoad A
		log: card show
		log: page onShow
		route appLaunch [p/p]
		log: inner ready
		log: ready
		log: page onReady
		log: observer title B
		log: observer len,count 1 3
		log: title observer A -> B`)
	h.tap("v")
	h.want("tap", `log: pick 7 c pick`)
}

// Proves that errors and rejections name the author's line and reach App.onError,
// and that work goes on. Oracle: hand.
func TestErrors(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({ onError(e) { console.log('onError', e.split('\n')[1]) }, onUnhandledRejection(r) { console.log('rejected', r.reason.message) } })
-- p/p.wxml --
<view id="a" bindtap="a"/><view id="b" bindtap="b"/><view id="c" bindtap="nothing"/><view id="d" bindtap="d"/><view id="e" bindtap="true"/><view id="f" bindtap="f"/>
-- p/p.ts --
import { deep } from './lib'
Page({
  onLoad() {
    const x: any = null
    x.y
  },
  a() {
    deep(1)
  },
  async b(): Promise<void> {
    await Promise.resolve()
    throw new RangeError('late')
  },
  d() { (function r() { r() })() },
  f() { eval('1') },
})
-- p/lib.js --
export function deep(n) {
  if (n) {
    return undefined.foo
  }
}
`)
	h.want("open", `
		error: TypeError: Cannot read property 'y' of undefined @p/p.ts:5:7
		log: onError TypeError: Cannot read property 'y' of undefined
		route appLaunch [p/p]`)
	h.tap("a")
	h.want("a", `
		error: TypeError: Cannot read property 'foo' of undefined @p/lib.js:3:22
		log: onError TypeError: Cannot read property 'foo' of undefined`)
	h.tap("b")
	h.want("b", `
		error: Uncaught (in promise) RangeError: late @p/p.ts:12:11
		log: rejected late`)
	h.tap("c")
	h.want("c", `warn: Component "p/p" does not have a method "nothing" to handle event "tap".`)
	h.tap("d")
	if got := strings.Join(h.lines, "\n"); !strings.Contains(got, "Maximum call stack") {
		t.Errorf("recursion: %s", got)
	}
	h.lines = nil
	h.tap("e")
	h.want("e", "")
	h.tap("f")
	h.want("f", `
		error: EvalError: eval is not available in mini-programs @p/p.ts:15:14
		log: onError EvalError: eval is not available in mini-programs`)
}

// Proves that a file that does not compile is a diagnostic with its place and the
// rest works. Oracle: hand.
func TestSyntaxError(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view>still here</view>
-- p/p.js --
Page({
  onLoad() {
    let a = ;
  }
})
`)
	h.want("open", `
		error: Unexpected ";" @p/p.js:3:13
		warn: Page() was not called for "p/p"; an empty one is used @p/p.js:0:0
		route appLaunch [p/p]`)
	h.wantTree("tree", `
		<page>
		  <view>
		    "still here"`)
}

// Proves the causes that commits carry through awaits, timers and API callbacks,
// with the stack of setData. Oracle: hand.
func TestCauses(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view id="a" bindtap="go">{{x}}</view>
-- p/p.js --
Page({
  data: { x: 0, list: [{ t: 1 }] },
  onLoad() { this.setData({ x: 1 }) },
  async go() {
    await null
    this.setData({ 'list[0].t': 2, x: 1, gone: undefined, f() {} })
    setTimeout(() => this.setData({ x: 3 }), 50)
    wx.getNetworkTypeX
    wx.navigateBack({ fail: res => this.setData({ x: res.errMsg }) })
  },
})
`)
	h.commits = nil
	h.tap("a")
	h.advance(100 * time.Millisecond)
	var got []string
	for _, c := range h.commits {
		s := c.Cause.Kind + " " + c.Cause.Name + " " + c.Cause.Handler
		for _, ch := range c.Changes {
			s += " | " + ch.Path + " " + ch.Old.JSON() + "->" + ch.New.JSON()
			if ch.Noop {
				s += " noop"
			}
		}
		s += " unbound=" + strings.Join(c.Unbound, ",")
		if len(c.Stack) > 0 {
			f := c.Stack[0]
			s += " @" + f.File + ":" + value.OfInt(f.Line).ToString()
		}
		s += " " + strings.Join(c.Warnings, "; ")
		got = append(got, strings.TrimSpace(s))
	}
	want := []string{
		`event tap go | list[0].t 1->2 | x 1->1 noop | gone null->null noop | f null->null unbound=list,gone,f @p/p.js:6 Setting data field "gone" to undefined is invalid.; "f" holds a function, which does not reach the view`,
		`callback wx.navigateBack fail fail | x 1->"navigateBack:fail cannot navigate back at first page." unbound= @p/p.js:9`,
		`timer setTimeout  | x "navigateBack:fail cannot navigate back at first page."->3 unbound= @p/p.js:7`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("commits:\n--- got\n%s\n--- want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Proves stepping: pause before apply, eval meanwhile, drop, apply, run. Oracle: DESIGN §6.
func TestPause(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view id="a" bindtap="go">{{x}}</view>
-- p/p.js --
Page({
  data: { x: 0 },
  go() { this.setData({ x: 1 }); this.setData({ x: 2 }, () => console.log('done')); this.setData({ x: 3 }); console.log('x', this.data.x) },
})
`)
	h.lines = nil
	h.send(&wire.Message{Control: &wire.Control{Kind: wire.ControlPause}})
	h.emit("a", "tap", value.Value{})
	waiting := func(m *wire.Message) bool { return m.Paused != nil && m.Paused.Waiting }
	h.until(waiting)
	if c := h.paused.Commit; len(c.Changes) != 1 || c.Changes[0].New.Num() != 1 || c.Cause.Handler != "go" || c.Stack[0].Line != 3 {
		t.Errorf("paused at %+v", c)
	}
	h.send(&wire.Message{Eval: &wire.Eval{ID: 1, Code: "getCurrentPages()[0].data.x"}})
	h.until(func(m *wire.Message) bool { return m.Evaluated != nil })
	if h.eval.Result != "0" {
		t.Errorf("eval while paused: %+v", h.eval)
	}
	h.advance(0) // must not hang
	h.send(&wire.Message{Control: &wire.Control{Kind: wire.ControlApply}})
	h.until(waiting)
	h.send(&wire.Message{Control: &wire.Control{Kind: wire.ControlDrop}})
	h.until(waiting)
	h.send(&wire.Message{Control: &wire.Control{Kind: wire.ControlRun}})
	h.settle()
	h.want("end", "log: x 3")
	h.wantTree("tree", `
		<page>
		  <view id="a">
		    "3"`)
	n := 0
	for _, c := range h.commits {
		if c.Kind == wire.CommitSetData {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d commits, want 2: one was dropped", n)
	}
}

// Proves that a property observer does not run for the object that this.data holds,
// and does for any other: WeUI's slideview writes its buttons back in their observer.
// Oracle: exparser 2.29.1 (miniprogram-simulate).
func TestPropertyObserverGivenItsOwnData(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.json --
{"usingComponents":{"c":"/c/c"}}
-- p/p.wxml --
<c id="c" list="{{list}}"/>
-- p/p.js --
Page({ data: { list: [{ a: 1 }] } })
-- c/c.json --
{"component":true}
-- c/c.wxml --
<view wx:for="{{list}}" wx:key="a">{{item.k}}</view>
-- c/c.js --
Component({
  properties: {
    list: { type: Array, observer(v) {
      console.log('list', JSON.stringify(v))
      this.data.list.forEach((x) => { x.k = 'written' })
      this.setData({ list: this.data.list })
    } },
    any: { type: null, observer(v) { console.log('any', JSON.stringify(v)) } },
  },
  ready() {
    this.setData({ any: [1] })
    this.setData({ any: this.data.any })
    this.setData({ any: [1] })
  },
})
`)
	h.want("observers", `
		log: list [{"a":1}]
		route appLaunch [p/p]
		log: any [1]
		log: any [1]`)
	if got := h.tree(); !strings.Contains(got, `"written"`) {
		t.Errorf("tree: %s", got)
	}
}
