package logic

import (
	"fmt"
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
