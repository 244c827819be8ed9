package logic

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/simulator/wire"
)

// rowsApp is a page of about three nodes a row.
const rowsApp = `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<view>{{x}}</view><view wx:for="{{list}}" wx:key="id" bindtap="tap"><text>{{item.name}}</text></view>
-- p/p.js --
const row = i => ({ id: i, name: 'name ' + i, a: 1, b: [1, 2], c: { d: true } })
const big = []
for (let i = 0; i < 9000; i++) big.push({ id: i, name: 'row number ' + i, price: i * 1.25, on: i % 2 == 0, tags: ['x', 'y'], shop: { name: 'a shop', open: true } })
Page({
  data: { x: 0, list: Array.from({ length: ROWS }, (_, i) => row(i)) },
  one() { this.setData({ x: this.data.x + 1 }) },
  path() { this.setData({ ['list[' + (ROWS >> 1) + '].name']: 'n' + this.data.x++ }) },
  prepend() { this.setData({ list: [row(ROWS + this.data.x++), ...this.data.list.slice(0, -1)] }) },
  paths() { const o = {}; for (let i = 0; i < 300; i++) o['list[' + i + '].name'] = 'm' + this.data.x++; this.setData(o) },
  same() { this.setData({ list: this.data.list }) },
  big() { this.setData({ unread: big }) },
  json() { JSON.stringify(big) },
  nothing() {},
})
`

func rowsHost(tb testing.TB, rows int) (run func(method string)) {
	dir := tb.TempDir()
	writeProject(tb, dir, strings.ReplaceAll(rowsApp, "ROWS", fmt.Sprint(rows)))
	h := &host{dir: dir, toW: make(chan *wire.Message, 10), fromW: make(chan *wire.Message, 1000), done: make(chan error, 1)}
	w := New(nil)
	go func() { h.done <- w.Run(h) }()
	h.send(&wire.Message{Hello: &wire.Hello{Version: wire.Version, Root: dir, Virtual: true, Clock: time.Unix(0, 0)}})
	wait := func(what func(m *wire.Message) bool) {
		for m := range h.fromW {
			if what(m) {
				return
			}
		}
	}
	wait(func(m *wire.Message) bool { return m.Patch != nil })
	tb.Cleanup(func() {
		close(h.toW)
		<-h.done
	})
	return func(method string) {
		e := &wire.Event{Page: 1, Type: "tap", Hops: []wire.Hop{{Hop: dom.Hop{Node: 1, Owner: 1, Method: method}}}}
		h.send(&wire.Message{Event: e})
		if method == "json" || method == "nothing" {
			wait(func(m *wire.Message) bool { return m.Activity != nil })
			return
		}
		wait(func(m *wire.Message) bool { return m.Patch != nil })
	}
}

// BenchmarkRows is the whole way in the worker: event, JavaScript, setData, view,
// patch; by the number of nodes. big sets 1 MB, json is JSON.stringify of the same.
func BenchmarkRows(b *testing.B) {
	for _, n := range []int{1000, 10000, 100000} {
		run := rowsHost(b, n/3)
		for _, name := range []string{"one", "path", "paths", "prepend", "same", "big", "json"} {
			if n > 1000 && (name == "big" || name == "json") {
				continue
			}
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					run(name)
				}
			})
		}
	}
}
