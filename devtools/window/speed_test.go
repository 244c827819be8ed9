// Proves: with 10,000 nodes, 10,000 commits and 100,000 log rows any panel opens within
// 100 ms, also when much happened while it was hidden, and a look at the run that brought
// nothing new, or one setData, is far below that. Oracle: the clock; the numbers by -v.
package window

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/control"
	"diorama/devtools/fake"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// fill gives a run a long past and a large page.
func fill(s *fake.Session, nodes, commits, logs int) {
	id := dom.NodeID(10)
	root := &simulator.Node{ID: 1, Tag: "page"}
	list := root
	for n := 0; n < nodes; n += 4 {
		if n%400 == 0 {
			list = &simulator.Node{ID: id, Tag: "view", Class: "list", Owner: 1}
			root.Children = append(root.Children, list)
			id++
		}
		item := &simulator.Node{ID: id, Tag: "view", Class: "item card", Owner: 1, Events: []simulator.Binding{{Event: "bind:tap", Method: "open"}}}
		for k := range 3 {
			item.Children = append(item.Children, &simulator.Node{ID: id + 1 + dom.NodeID(k), Tag: "text", Class: "title", Owner: 1,
				Children: []*simulator.Node{{IsText: true, Owner: 1, ID: id + 100000, Text: fmt.Sprintf("Row %d", n)}}})
		}
		id += 4
		list.Children = append(list.Children, item)
	}
	s.Root = root
	one := s.Past[1]
	s.Past = s.Past[:1]
	for i := range commits {
		c := one
		c.Seq, c.Patch, c.Time = uint64(i+2), uint64(i+2), time.Second+time.Duration(i)*10*time.Millisecond
		c.Updated = []dom.NodeID{dom.NodeID(10 + i%nodes)}
		s.Past = append(s.Past, c)
		s.Acts = append(s.Acts, wire.Activity{Kind: "event", Name: "tap", Start: c.Time - time.Millisecond, Duration: time.Millisecond, Commits: []uint64{c.Seq}})
	}
	s.Lines = nil
	for i := range logs {
		s.Lines = append(s.Lines, simulator.LogLine{Number: i, Log: wire.Log{Time: time.Duration(i) * time.Millisecond, Level: []string{"log", "warn", "info"}[i%3], Args: []string{fmt.Sprintf("line %d", i/2)}}})
	}
	for i := range 2000 {
		tr := simulator.Transfer{Number: i, Changed: uint64(i + 1)}
		tr.URL, tr.Method = fmt.Sprintf("https://api.example.com/list?page=%d", i), "GET"
		s.Passed = append(s.Passed, tr)
	}
	s.Now.Transfers = 2000
	s.Now.Version++
	s.Now.Tree++
}

// measure does something after what must come before it, and says how long it took. What
// is beyond the bound is tried twice more: other programs use the machine, too.
type measure func(what string, bound time.Duration, f func(), before ...func())

func stopwatch(t *testing.T) measure {
	return func(what string, bound time.Duration, f func(), before ...func()) {
		t.Helper()
		best := time.Hour
		for try := 0; try < 3 && best > bound; try++ {
			for _, b := range before {
				b()
			}
			start := time.Now()
			f()
			best = min(best, time.Since(start))
		}
		t.Logf("%-28s %8.2f ms", what, float64(best.Microseconds())/1000)
		if best > bound {
			t.Errorf("%s took %v, more than %v", what, best, bound)
		}
	}
}

// tour opens each panel after something happened that it did not see.
func tour(w *Window, took measure, happen func()) {
	for name, tabs := range map[string]*control.Tabs{"upper": w.upper, "lower": w.lower} {
		for i := range tabs.Len() {
			took(fmt.Sprintf("%s tab %d opens", name, i), 100*time.Millisecond, func() { tabs.Show(i) }, func() {
				tabs.Show((i + 1) % tabs.Len())
				happen()
				w.refresh()
			})
			took(fmt.Sprintf("%s tab %d, nothing new", name, i), 50*time.Millisecond, w.refresh)
			took(fmt.Sprintf("%s tab %d, a setData", name, i), 100*time.Millisecond, w.refresh, happen)
		}
	}
}

// TestSpeedOfARun is the same with a mini-program that really ran.
func TestSpeedOfARun(t *testing.T) {
	if testing.Short() {
		t.Skip("clocks under the race detector tell nothing")
	}
	dir := folder(t, map[string]string{"app.json": `{"pages":["a/a"]}`, "app.js": "App({})", "a/a.wxss": ".card{padding:1px}.title{color:red}",
		"a/a.wxml": `<view>{{n}}</view><view class="card" wx:for="{{list}}" wx:key="*this"><text class="title">{{item}}</text><text>b</text><text>c</text></view>`,
		"a/a.js": `Page({ data: { n: 0, list: [] }, onLoad() {
			const list = []; for (let i = 0; i < 1430; i++) list.push(i); this.setData({ list })
			for (let i = 1; i <= 10000; i++) this.setData({ n: i })
			for (let i = 0; i < 20000; i++) console.log('line', i) },
			next() { this.setData({ n: this.data.n + 1 }); console.log('next') } })`})
	s, err := simulator.Open(simulator.Options{Dir: dir, Virtual: true, NoRecord: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	settle := func() {
		if err := s.Settle(0, 30*time.Second); err != nil {
			t.Fatal(err)
		}
		s.Frame()
	}
	settle()
	app := test.NewTempApp(t)
	w := New(Options{Session: s, Name: "big", Dark: true, Post: &queue{}, Appearance: func(t theme.Theme) { app.Settings().SetTheme(t) }})
	win := test.NewTempWindow(t, w.Content())
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1440, 900))
	w.canvas = win.Canvas()
	took := stopwatch(t)
	took("everything at once", 2*time.Second, w.refresh)
	if st := s.State(); st.Commits+st.Dropped < 10000 || w.wxml.Nodes() < 5000 {
		t.Fatalf("%d commits, %d dropped, %d nodes", st.Commits, st.Dropped, w.wxml.Nodes())
	}
	tour(w, took, func() {
		s.Eval("getCurrentPages()[0].next()", func(string, string) {})
		settle()
	})
	w.Pick(5)
	took("a node is picked", 100*time.Millisecond, func() { w.Pick(50) })
	took("the page is searched", 200*time.Millisecond, func() { w.wxml.Find(".card .title") })
}

func TestSpeed(t *testing.T) {
	if testing.Short() {
		t.Skip("clocks under the race detector tell nothing")
	}
	w, s, win, _ := open(t, true)
	_ = win.Canvas().Capture()
	took := stopwatch(t)
	fill(s, 10000, 10000, 100000)
	took("everything at once", 2*time.Second, w.refresh)
	happen := func() {
		last := s.Past[len(s.Past)-1]
		last.Seq, last.Patch, last.Time = last.Seq+1, last.Patch+1, last.Time+time.Millisecond
		s.Past = append(s.Past, last)
		s.Lines = append(s.Lines, simulator.LogLine{Number: len(s.Lines), Log: wire.Log{Level: "log", Args: []string{"new"}}})
		s.Now.Tree++
	}
	tour(w, took, happen)
	for i := range 3 {
		took(fmt.Sprintf("a setData, %d", i), 60*time.Millisecond, w.refresh, happen)
	}
}
