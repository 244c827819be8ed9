package logic

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/wire"
)

// BenchmarkWxs is one call of a wxs function from a template, by its argument.
func BenchmarkWxs(b *testing.B) {
	dir := b.TempDir()
	writeProject(b, dir, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view/>
-- p/p.js --
Page({})
`)
	h := &host{dir: dir, toW: make(chan *wire.Message, 10), fromW: make(chan *wire.Message, 1000), done: make(chan error, 1)}
	w := New(nil)
	go func() { h.done <- w.Run(h) }()
	h.send(&wire.Message{Hello: &wire.Hello{Version: wire.Version, Root: dir, Virtual: true, Clock: time.Unix(0, 0)}})
	for m := range h.fromW {
		if m.Patch != nil {
			break
		}
	}
	close(h.toW)
	<-h.done // from here on the worker's wxs is ours
	rows := func(n int) value.Value {
		list := make([]value.Value, n)
		for i := range list {
			list[i] = value.M("id", i, "name", fmt.Sprint("row ", i), "price", 1.5, "done", false)
		}
		return value.OfList(list)
	}
	m := w.Wxs("p/p.wxml", &wxml.Wxs{Module: "m", Code: "module.exports = { f: function (x, i) { return x + i }, row: function (r) { return r.name + ':' + r.price.toFixed(2) }, at: function (list, i) { return list[i].name }, len: function (l) { return l.length } }", Code0: wxml.Pos{Line: 1, Column: 1}})
	for _, c := range []struct {
		name, fn string
		args     []value.Value
	}{
		{"number", "f", []value.Value{value.OfNumber(1), value.OfNumber(2)}},
		{"row", "row", []value.Value{rows(1).Index(0)}},
		{"list of 100", "at", []value.Value{rows(100), value.OfNumber(50)}},
		{"list of 10000", "at", []value.Value{rows(10000), value.OfNumber(50)}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if v := w.CallWxs(m.Get(c.fn), value.Value{}, c.args); v.IsNil() {
					b.Fatal("no result")
				}
			}
		})
	}
}

// Proves when change:prop runs: the first time, when the value is set to another, not
// for an equal one; for built-ins and components; and that a changed .wxs file runs
// only what reads it, other modules keep their state, and observers of equal values
// do not run again. Oracle: documentation of wxs; hand for the reload.
func TestWxsReload(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.json --
{"usingComponents":{"c":"/c/c"}}
-- p/p.wxml --
<wxs module="m" src="./m.wxs"/>
<view prop="{{n}}" change:prop="{{m.seen}}">{{m.text(n)}}</view>
<c v="{{n}}" change:v="{{m.seen}}"/>
<view id="set" bindtap="set"/><view id="same" bindtap="same"/>
-- p/m.wxs --
var part = require('./part.wxs')
console.log('run m')
module.exports = { seen: function (now, old, owner, self) { console.log('seen', now, old, owner.callMethod.constructor, self.callMethod.constructor) }, text: function (n) { return part.mark + n } }
-- p/part.wxs --
module.exports = { mark: 'a' }
-- p/p.js --
Page({ data: { n: 1 }, set(e) { this.setData({ n: 2 }) }, same() { this.setData({ n: 2 }) } })
-- c/c.json --
{"component":true}
-- c/c.js --
Component({ properties: { v: Number } })
-- c/c.wxml --
<wxs module="own">
console.log('run own')
var calls = 0
module.exports = { count: function () { calls++; return calls } }
</wxs>
<view>{{v}} {{own.count(v)}}</view>
`)
	h.want("first", `
		log: run m
		log: run own
		log: seen 1 undefined Function Function
		log: seen 1 undefined Function Function
		route appLaunch [p/p]`)
	h.lines = nil
	h.tap("set")
	h.tap("same")
	before := h.tree()
	h.want("set and set to the same", `
		log: seen 2 1 Function Function
		log: seen 2 1 Function Function`)
	h.lines = nil
	h.write("p/part.wxs", "module.exports = { mark: 'b' }")
	h.send(&wire.Message{Reload: &wire.Reload{Files: []string{"p/part.wxs"}}})
	h.settle()
	h.want("reload", `
		log: run m`)
	if got := h.tree(); !strings.Contains(got, `"b2"`) || strings.ReplaceAll(got, "b2", "a2") != before {
		t.Errorf("after the reload: %s\nbefore: %s", got, before)
	}
	h.lines = nil
	h.write("p/part.wxs", "module.exports = { mark: 'c' ")
	h.send(&wire.Message{Reload: &wire.Reload{Files: []string{"p/part.wxs"}}})
	h.settle()
	h.want("a broken file", `
		error: SyntaxError: Unexpected end of input @p/part.wxs:1:30`)
	if got := h.tree(); !strings.Contains(got, `"b2"`) {
		t.Errorf("after the broken file: %s", got)
	}
}

// Proves that a host that does not answer costs wxs one bounded wait a task, and that
// what arrives meanwhile is not lost. Oracle: hand.
func TestWxsDeafHost(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<wxs module="m">module.exports = { tap: function (e, owner) { for (var i = 0; i < 50; i++) console.log(e.instance.getBoundingClientRect().width + JSON.stringify(owner.getComputedStyle(['color']))) } }</wxs>
<view id="a" bindtap="{{m.tap}}"/><view id="b" bindtap="b"/>
-- p/p.js --
Page({ b() { console.log('b') } })
`)
	h.lines = nil
	h.answer = func(*wire.Request) *wire.Reply { return nil }
	began := time.Now()
	h.tap("a")
	h.tap("b")
	if took := time.Since(began); took > 20*maxLayoutWait {
		t.Errorf("took %v", took)
	}
	h.want("both taps", strings.Repeat("\n\t\tlog: 0{}", 50)+"\n\t\tlog: b")
}

// Proves that an endless loop in wxs is named, costs one limit for all rows, and that
// the next task has its wxs again. Oracle: hand.
func TestWxsEndless(t *testing.T) {
	if testing.Short() {
		t.Skip("takes maxWxsTime")
	}
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<wxs module="m">module.exports = { loop: function () {
  while (true) {} }, ok: function () { return 'ok' } }</wxs>
<view wx:for="{{rows}}" wx:key="*this">{{m.loop()}}{{m.ok()}}</view><view id="b" bindtap="b">{{m.ok(n)}}</view>
-- p/p.js --
Page({ data: { rows: [] }, onLoad() { this.setData({ rows: [1, 2, 3, 4] }) }, b() { this.setData({ n: 1 }) } })
`)
	if len(h.lines) != 2 || !strings.HasPrefix(h.lines[0], "error: wxs ran for more than 4s in wxs at p/p.wxml:") {
		t.Errorf("got %q", h.lines)
	}
	h.tap("b")
	if got := h.tree(); !strings.Contains(got, `"ok"`) {
		t.Errorf("after: %s", got)
	}
}
