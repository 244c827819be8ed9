package logic

import (
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Proves pages written with Component(): query as properties, lifecycles in methods,
// and two-way bindings of components and built-ins. Oracle: documentation of Component.
func TestComponentPage(t *testing.T) {
	h := openWith(t, `
-- app.json --
{"pages":["p/p"],"usingComponents":{"c":"/c/c"}}
-- app.js --
App({})
-- p/p.wxml --
<input id="i" model:value="{{text}}"/><c id="c" model:v="{{n}}"/><view>{{text}} {{n}} {{id}}</view>
-- p/p.js --
Component({
  properties: { id: Number },
  data: { text: 'a', n: 1 },
  methods: {
    onLoad(q) { console.log('onLoad', q.id, this.data.id, this.options === q, this.route) },
    onShow() { console.log('onShow') },
  },
  lifetimes: { attached() { console.log('attached', this.data.id) }, error(e) { console.log('error', e.message) } },
  observers: { n(n) { console.log('n', n); if (n == 3) throw new Error('three') } },
})
-- c/c.json --
{"component":true}
-- c/c.wxml --
<view id="inc" bindtap="inc">{{v}}</view>
-- c/c.js --
Component({ properties: { v: Number }, methods: { inc() { this.setData({ v: this.data.v + 1 }) } } })
`, func(h *wire.Hello) { h.Entry = "p/p?id=7" })
	h.want("open", `
		log: attached 7
		log: onLoad 7 7 true p/p
		log: onShow
		route appLaunch [p/p]`)
	n := h.find("i")
	h.send(&wire.Message{Event: &wire.Event{Page: h.page(), Type: "input", Target: n.ID, Model: "value", ModelValue: value.OfString("b")}})
	h.settle()
	h.tap("inc")
	h.tap("inc")
	h.want("model", `
		log: n 2
		log: n 3
		log: error three
		error: Error: three @p/p.js:9:62`)
	if got := h.tree(); !strings.Contains(got, `"b 3 7"`) {
		t.Errorf("two-way bindings: %s", got)
	}
}

// Proves the custom tab bar: a tree of its own for every tab page. Oracle:
// documentation of custom tab bars.
func TestCustomTabBar(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["t/a","t/b"],"tabBar":{"custom":true,"list":[{"pagePath":"t/a","text":"A"},{"pagePath":"t/b","text":"B"}]}}
-- app.js --
App({})
-- t/a.wxml --
<view>a</view>
-- t/a.js --
Page({ onShow() { this.getTabBar().setData({ selected: 0 }) } })
-- t/b.wxml --
<view>b</view>
-- t/b.js --
Page({ onShow() { this.getTabBar().setData({ selected: 1 }) } })
-- custom-tab-bar/index.json --
{"component":true}
-- custom-tab-bar/index.wxml --
<view id="t" bindtap="go">{{selected}}</view>
-- custom-tab-bar/index.js --
Component({ data: { selected: -1 }, methods: { go() { wx.switchTab({ url: '/t/b' }) } } })
`)
	bar := func() string {
		id := h.route.Stack[len(h.route.Stack)-1].TabBar
		if h.trees[id] == nil {
			return "no tab bar"
		}
		return dom.Dump(h.trees[id].Root)
	}
	if got := bar(); !strings.Contains(got, `"0"`) {
		t.Errorf("tab bar of a: %s", got)
	}
	id := h.route.Stack[0].TabBar
	var hops []wire.Hop
	var target dom.NodeID
	for n := h.trees[id].Root.First; n != nil; n = n.First {
		if n.ElemID == "t" {
			target = n.ID
			for _, hop := range dom.Chain(n, "tap", true) {
				hops = append(hops, wire.Hop{Hop: hop})
			}
		}
	}
	h.send(&wire.Message{Event: &wire.Event{Page: id, Type: "tap", Target: target, Bubbles: true, Hops: hops}})
	h.settle()
	if got := bar(); h.route.Stack[0].Path != "t/b" || !strings.Contains(got, `"1"`) {
		t.Errorf("tab bar of b: %s", got)
	}
}

// Proves wxs in templates and as event handlers with ComponentDescriptor. Oracle:
// documentation of wxs.
func TestWxs(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<wxs module="m">
var other = require('./m.wxs')
module.exports = {
  up: function (s) { return other.up(s) + getRegExp('a').test(s) },
  tap: function (e, owner) {
    e.instance.addClass('on')
    e.instance.setStyle({ color: 'red', 'font-size': '10px' })
    owner.callMethod('called', { id: e.currentTarget.id, k: e.currentTarget.dataset.k })
    return false
  },
  bad: function () { return undefined.x },
}
</wxs>
<view id="outer" bindtap="outer"><view id="v" class="c" data-k="5" bindtap="{{m.tap}}">{{m.up(text)}}</view></view>
<view wx:if="{{bad}}">{{m.bad()}}</view>
-- p/m.wxs --
module.exports.up = function (s) { return s.toUpperCase() }
-- p/p.js --
Page({
  data: { text: 'abc' },
  outer() { console.log('never: stopped') },
  called(a) { console.log('called', a); this.setData({ bad: true }) },
})
`)
	h.lines = nil
	h.tap("v")
	h.want("wxs handler", `
		log: called {id: "v", k: "5"}
		error: TypeError: Cannot read property 'x' of undefined @p/p.wxml:11:39`)
	if got := h.tree(); !strings.Contains(got, `<view id="v" class="c on" style="color:red;font-size:10px">`) || !strings.Contains(got, `"ABCtrue"`) {
		t.Errorf("tree: %s", got)
	}
}

// Proves that constructor is the name of the type in wxs, and that the pattern of
// getRegExp keeps its backslashes: Vant's class names and sizes come from that.
// Oracle: wcc.
func TestWxsTypes(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<wxs module="m">
var NUMBER = getRegExp('^-?\d+(\.\d+)?$')
var LINE = getRegExp('\\n', 'g')
module.exports = {
  types: function (list) {
    return list.map(function (x) { return x.constructor }).concat(
      ['', 1, true, [], {}, function () {}, getDate(0), getRegExp('a')].map(function (x) { return x['constructor'] })).join()
  },
  units: function () { return NUMBER.test('10') + ' ' + NUMBER.test('d') + ' ' + NUMBER.test('1.5') + ' ' + 'a\\nb'.replace(LINE, '\n') },
  same: function () { var x = { constructor: 5 }; x.constructor += 1; var y = {}; y.constructor = 'own'; return x.constructor + y.constructor },
}
</wxs>
<view>{{m.types([list, map, 's', 5])}}</view>
<view>{{m.units()}}</view>
<view>{{m.same()}}</view>
-- p/p.js --
Page({ data: { list: [1], map: { a: 1 } } })
`)
	got := h.tree()
	for _, want := range []string{`"Array,Object,String,Number,String,Number,Boolean,Array,Object,Function,Date,RegExp"`, `"true false true a\\nb"`, `"6own"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

// Proves that arguments that cannot be copied are told, and what setData keeps of
// odd values. Oracle: exparser 2.29.1 (miniprogram-simulate).
func TestSetDataValues(t *testing.T) {
	h := open(t, blank+`
Page({
  data: { x: 0 },
  onLoad() {
    const o = { d: new Date(0), m: new Map([[1, 2]]), f() {}, u: undefined, nan: NaN, big: [1, undefined, null] }
    this.setData({ o, q: undefined, fn() {} })
    const p = this.data.o
    console.log(Object.keys(p).join(), p.d instanceof Date, JSON.stringify(p.d), typeof p.f, 'u' in p, 'q' in this.data, typeof this.data.fn, p === o, JSON.stringify(p.big))
    this.setData({ 'list[2].x.y': 1, 'o.nan.z': 3, 'x.k': 1 })
    console.log(JSON.stringify(this.data.list), JSON.stringify(p.nan), JSON.stringify(this.data.x))
    const c = {}; c.c = c
    try { this.setData({ c }) } catch (e) { console.log(e.message) }
    try { this.setData({ 'a[x]': 1 }) } catch (e) { console.log(e.message) }
    try { this.setData(5) } catch (e) { console.log(e.message) }
    const f = this.setData
    try { f({}) } catch (e) { console.log(e.name) }
  },
})
`)
	h.want("values", `
		warn: Setting data field "q" to undefined is invalid. @p/p.js:6:17
		log: d,m,f,u,nan,big false {} function true true function false [1,null,null]
		log: [null,null,{"x":{"y":1}}] {"z":3} {"k":1}
		log: setData of p/p: the value of "c" has a circular structure; data is copied and must be a tree
		log: setData of p/p: data path "a[x]": an index is a whole number in brackets, found "[x" at column 2
		warn: setData of p/p: an object is expected, got 5 @p/p.js:14:23
		log: TypeError
		route appLaunch [p/p]`)
}

// Proves that observers that set each other end with an error. Oracle: hand.
func TestObserverLoop(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view>{{a}}</view>
-- p/p.js --
Component({ data: { a: 0 }, observers: { a(a) { this.setData({ a: a + 1 }) } }, attached() { this.setData({ a: 1 }) } })
`)
	if got := strings.Join(h.lines, "\n"); !strings.Contains(got, `observers of p/p call setData for ever`) {
		t.Errorf("got %s", got)
	}
}

// Proves that real time works: timers fire and the worker ends with the connection.
func TestRealTime(t *testing.T) {
	src := blank + `
Page({ onLoad() { setTimeout(() => console.log('fired'), 1) } })
`
	h := &host{t: t, dir: unpack(t, src), toW: make(chan *wire.Message, 10), fromW: make(chan *wire.Message, 1000), done: make(chan error, 1), trees: map[wire.PageID]*dom.Tree{}}
	w := New(nil)
	go func() { h.done <- w.Run(h) }()
	h.send(&wire.Message{Hello: &wire.Hello{Version: wire.Version, Root: h.dir}})
	h.until(func(m *wire.Message) bool { return m.Log != nil && m.Log.Args[0] == "fired" })
	h.close()
}

// Proves that the worker survives messages that make no sense. Oracle: hand.
func TestHostileMessages(t *testing.T) {
	h := open(t, blank+"Page({})")
	h.send(&wire.Message{})
	h.send(&wire.Message{Event: &wire.Event{Page: 99, Type: "tap", Target: 5}})
	h.send(&wire.Message{Event: &wire.Event{Page: 1, Type: "tap", Target: -5, Hops: []wire.Hop{{Hop: dom.Hop{Node: 77, Owner: 55, Method: "x"}}, {Hop: dom.Hop{Node: 1, Owner: 1, Method: "x", Wxs: true}}}}})
	h.send(&wire.Message{Event: &wire.Event{Page: 1, PageMethod: "nonsense"}})
	h.send(&wire.Message{Reply: &wire.Reply{ID: 12345}})
	h.send(&wire.Message{Committed: &wire.Committed{Seq: 1 << 60}})
	h.send(&wire.Message{Action: &wire.Action{Name: "navigateTo"}})
	h.send(&wire.Message{Action: &wire.Action{Name: "what"}})
	h.send(&wire.Message{Reload: &wire.Reload{Files: []string{"../x.js", "", "nope.wxml", "nope.json"}}})
	h.send(&wire.Message{Control: &wire.Control{Kind: 99}})
	h.settle()
}

// BenchmarkHello opens the hello page in a fresh worker up to its first Patch; the
// programs are compiled anew.
func BenchmarkHello(b *testing.B) {
	dir := b.TempDir()
	writeProject(b, dir, helloApp)
	for b.Loop() {
		h := &host{dir: dir, toW: make(chan *wire.Message, 10), fromW: make(chan *wire.Message, 1000), done: make(chan error, 1)}
		w := New(nil)
		go func() { h.done <- w.Run(h) }()
		h.send(&wire.Message{Hello: &wire.Hello{Version: wire.Version, Root: dir, Virtual: true}})
		for m := range h.fromW {
			if m.Patch != nil {
				break
			}
		}
		close(h.toW)
		<-h.done
	}
}

// BenchmarkSetData sets one text on a page of 1,000 nodes, and a list of 1,000 items.
func BenchmarkSetData(b *testing.B) {
	dir := b.TempDir()
	writeProject(b, dir, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view bindone="one" bindpath="path" bindmany="many">{{x}}</view><view wx:for="{{list}}" wx:key="id">{{item.name}}</view>
-- p/p.js --
Page({
  data: { x: 0, list: [] },
  onLoad() { this.many() },
  one() { this.setData({ x: this.data.x + 1 }) },
  path() { this.setData({ 'list[500].name': 'n' + this.data.x++ }) },
  many() { const list = []; for (let i = 0; i < 1000; i++) list.push({ id: i, name: 'name ' + i, a: 1, b: [1, 2], c: { d: true } }); this.setData({ list }) },
})
`)
	h := &host{dir: dir, toW: make(chan *wire.Message, 10), fromW: make(chan *wire.Message, 1000), done: make(chan error, 1)}
	w := New(nil)
	go func() { h.done <- w.Run(h) }()
	h.send(&wire.Message{Hello: &wire.Hello{Version: wire.Version, Root: dir, Virtual: true, Clock: time.Unix(0, 0)}})
	patch := func() *wire.Patch {
		for m := range h.fromW {
			if m.Patch != nil {
				return m.Patch
			}
		}
		return nil
	}
	target := firstElement(patch())
	for _, name := range []string{"one", "path", "many"} {
		b.Run(name, func(b *testing.B) {
			e := &wire.Event{Page: 1, Type: name, Target: target}
			for b.Loop() {
				h.send(&wire.Message{Event: e})
				if len(patch().Commits) == 0 {
					b.Fatal("nothing was set")
				}
			}
		})
	}
	close(h.toW)
	<-h.done
}

// RegExp.$1 and its like tell of the last match (documentation: ECMAScript Annex B
// proposal, as JavaScriptCore and V8 have them); libraries format dates with it.
func TestLegacyRegExp(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages": ["p/p"]}
-- p/p.wxml --
<view>{{a}}</view>
-- p/p.js --
Page({
  data: { a: '' },
  onLoad() {
    let out = []
    if (new RegExp('(H+):(m+)').test('x HH:mm y')) out.push(RegExp.$1, RegExp.$2, RegExp.$3, RegExp.lastMatch, RegExp.leftContext, RegExp.rightContext)
    out.push('a-b'.replace(/(\w)-(\w)/, (m, x, y) => y + x), RegExp.$1)
    out.push('1,2'.split(/,/).length, /z/.test('a'), RegExp['$2'])
    this.setData({ a: out.join('|') })
  }
})
`)
	h.settle()
	if got := h.tree(); !strings.Contains(got, `"HH|mm||HH:mm|x | y|ba|a|2|false|"`) {
		t.Error(got)
	}
}
