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
<view bindone="one" bindpath="path" bindprepend="prepend" bindpaths="paths" bindsame="same" bindbig="big" bindjson="json" bindnothing="nothing">{{x}}</view><view wx:for="{{list}}" wx:key="id" bindtap="tap"><text>{{item.name}}</text></view>
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
	var target dom.NodeID
	wait(func(m *wire.Message) bool {
		target = firstElement(m.Patch)
		return m.Patch != nil
	})
	tb.Cleanup(func() {
		close(h.toW)
		<-h.done
	})
	return func(method string) {
		e := &wire.Event{Page: 1, Type: method, Target: target}
		h.send(&wire.Message{Event: e})
		if method == "json" || method == "nothing" {
			wait(func(m *wire.Message) bool { return m.Activity != nil })
			return
		}
		wait(func(m *wire.Message) bool {
			if m.Patch != nil && len(m.Patch.Commits) == 0 {
				tb.Fatalf("%s set nothing", method)
			}
			return m.Patch != nil
		})
	}
}

// firstElement is the element of a patch that was made first; 0 without.
func firstElement(p *wire.Patch) (id dom.NodeID) {
	if p == nil {
		return 0
	}
	for _, pg := range p.Pages {
		for i := range pg.Ops {
			if op := &pg.Ops[i]; op.Kind == dom.OpElement && (id == 0 || op.ID < id) {
				id = op.ID
			}
		}
	}
	return id
}

// Data of absurd size ends with an error that names the limit, and the page goes on
// (oracle: hand).
func TestDataBombs(t *testing.T) {
	h := openPatient(t, blank+`Page({
  data: { x: 0 },
  onLoad() {
    const far = []; far[4294967290] = 1
    let twice = { leaf: 1 }; for (let i = 0; i < 60; i++) twice = { l: twice, r: twice }
    let deep = {}; for (let i = 0; i < 5000; i++) deep = { deep }
    const many = {}; for (let i = 0; i < 300; i++) many['a' + i + '[1000000]'] = 1
    const rows = {}; for (let i = 0; i < 6000; i++) rows['rows[' + i + '].x'] = i
    const wide = {}; for (let i = 0; i < 20000; i++) wide['k' + i] = i
    const bomb = v => setTimeout(() => { try { this.setData(v); console.log('done') } catch (e) { console.log(e.message) } })
    bomb({ far }); bomb({ twice }); bomb({ deep }); bomb(many); bomb({ 'a[999999999]': 1 }); bomb({ 'a[99999999999999999999]': 1 })
    bomb({ ['x' + '.x'.repeat(100000)]: 1 })
    bomb({ 'x\0y': '\0'.repeat(100), '': 1 })
    bomb(rows); bomb({ wide }); bomb(wide)
    bomb({ text: 'x'.repeat(3e6) })
    setTimeout(() => console.log(this.data.rows.length, Object.keys(this.data.wide).length, Object.keys(this.data).length))
  },
})`, nil, time.Minute)
	h.advance(100 * time.Millisecond)
	h.want("bombs", `
		route appLaunch [p/p]
		log: setData of p/p: the value of "far" has more than 600000 values; data is copied and must be a tree
		log: setData of p/p: the value of "twice" has more than 600000 values; data is copied and must be a tree
		log: setData of p/p: the value of "deep" is nested deeper than 500 levels; data is copied and must be a tree
		log: setData of p/p: data path "a2[1000000]": the data has more than 600000 values
		log: setData of p/p: data path "a[999999999]": an index is at most 1048576
		log: setData of p/p: data path "a[99999999999999999999]": an index is a whole number in brackets, found "[99999999999999999999]" at column 2
		log: setData of p/p: a data path has 100001 steps, at most 500 are possible
		warn: setData of p/p: data path "" names no field @p/p.js:10:60
		log: done
		log: done
		log: done
		log: done
		log: done
		log: 6000 20000 20005`)
}

// More paths than are recorded one by one are recorded as their fields (oracle: hand).
func TestManyPaths(t *testing.T) {
	h := open(t, blank+`Page({
  data: { list: [], n: 1 },
  onLoad() {
    const o = { n: 2 }
    for (let i = 0; i < 600; i++) o['list[' + i + '].x'] = i
    this.setData(o)
  },
})`)
	found := false
	for _, c := range h.commits {
		if c.Kind == wire.CommitSetData {
			found = true
			if len(c.Changes) != 2 || c.Changes[0].Path != "n" || c.Changes[1].Path != "list" || c.Changes[1].New.Len() != 600 {
				t.Errorf("%d changes, %v", len(c.Changes), c.Changes[0].Path)
			}
		}
	}
	if !found {
		t.Error("no commit")
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
