package simulator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

const twoPages = `
-- app.json --
{"pages": ["pages/a/a", "pages/b/b"], "window": {"navigationBarTitleText": "T"}}
-- app.js --
App({ version: 1 })
-- app.wxss --
@import "base.wxss";
-- base.wxss --
.row { height: 50px }
-- lib.js --
module.exports = { name: 'one' }
-- words.wxs --
module.exports = { up: function (s) { return 'up-' + s } }
-- pages/a/a.wxml --
<view id="n">n={{n}}</view><view style="height:2000px"></view>
-- pages/a/a.js --
Page({ data: { n: 5 } })
-- pages/b/b.json --
{"usingComponents": {"card": "/card/card"}, "navigationBarTitleText": "B"}
-- pages/b/b.wxml --
<wxs src="/words.wxs" module="w"/>
<view id="top" class="row">{{w.up(x)}} {{lib}} {{n}}</view>
<input id="in" value="{{text}}" bindinput="type"/>
<scroll-view id="sv" scroll-y style="height:100px"><view class="row" wx:for="{{9}}" wx:key="*this">r{{item}}</view></scroll-view>
<card id="card" n="{{n}}"/>
<view style="height:2000px"></view>
-- pages/b/b.js --
const lib = require('../../lib')
Page({ data: { x: 'q', n: 1, text: '', lib: '' }, onLoad(q) { this.setData({ x: q.x, lib: lib.name }) }, type(e) { this.setData({ text: e.detail.value }) } })
-- card/card.json --
{"component": true}
-- card/card.wxml --
<view id="c" class="c" bind:tap="hit">card {{n}} {{hits}}</view>
-- card/card.wxss --
.c { height: 20px }
-- card/card.js --
Component({ properties: { n: Number }, data: { hits: 0 }, methods: { hit() { this.setData({ hits: this.data.hits + 1 }) } } })
`

// keptView is what a reload must keep beside the data.
type keptView struct {
	page, list float64
	text       string
	focus      bool
	stack      int
}

func keptOf(s *Session) keptView {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.top()
	var k keptView
	k.stack = len(s.stack)
	k.page = p.doc.Query(dom.RootID, fieldsScroll).Get("scrollTop").Num()
	for _, n := range nodesOf(p.doc.Tree().Root) {
		switch n.ElemID {
		case "sv":
			k.list = p.doc.Query(n.ID, fieldsScroll).Get("scrollTop").Num()
		case "in":
			k.focus = p.doc.Focused() == n
			k.text = p.doc.Query(n.ID, fieldsValue).Get("value").ToString()
		}
	}
	return k
}

// Proves DESIGN §7: every kind of file shows its change and keeps page stack, data,
// scrolling, and a focused field with its text. Oracle: hand, from the design.
func TestReloadKeeps(t *testing.T) {
	s, dir := open(t, twoPages, nil)
	s.system.cards = true
	s.Eval("wx.navigateTo({ url: '/pages/b/b?x=7' })", func(string, string) {})
	settle(t, s)
	s.SetData(value.M("n", 3))
	settle(t, s)
	tap(t, s, "c")
	tap(t, s, "in")
	s.Text("ab你")
	settle(t, s)
	x, y, w, h, _ := s.Box(find(s, "sv").ID)
	s.Pointer(input.Pointer{Kind: input.Wheel, X: x + w/2, Y: y + h/2, DY: 60})
	s.Pointer(input.Pointer{Kind: input.Wheel, X: 200, Y: 700, DY: 30})
	settle(t, s)
	want := keptView{page: 30, list: 60, text: "ab你", focus: true, stack: 2}
	if got := keptOf(s); got != want {
		t.Fatalf("before: %+v", got)
	}
	save := func(name, data string) {
		t.Helper()
		s.Save([]string{write(t, dir, name, data)})
		settle(t, s)
		if got := keptOf(s); got != want {
			t.Errorf("%s: kept %+v, want %+v", name, got, want)
		}
		if s.system.root.Data.Get("error").Get("show").Truthy() {
			t.Errorf("%s: card %s", name, s.system.root.Data.Get("error").JSON())
		}
	}
	first := func() string { return strings.Join(strings.Split(texts(s), "|")[:1], "") }
	shows := func(want string) {
		t.Helper()
		if got := texts(s); !strings.Contains(got, want) {
			t.Errorf("shows %q, want %q", got, want)
		}
	}
	shows("up-7 one 3")
	shows("card 3 1")
	save("base.wxss", ".row { height: 60px }")
	if b := find(s, "top").Box; b[3] != 60 {
		t.Errorf("imported sheet: %v", b)
	}
	save("card/card.wxss", ".c { height: 33px }")
	if b := find(s, "c").Box; b[3] != 33 {
		t.Errorf("component sheet: %v", b)
	}
	save("words.wxs", "module.exports = { up: function (s) { return 'UP:' + s } }")
	shows("UP:7 one 3")
	save("card/card.wxml", `<view id="c" class="c" bind:tap="hit">CARD {{n}} {{hits}} {{extra}}</view>`)
	shows("CARD 3 1")
	save("card/card.js", `Component({ properties: { n: Number }, data: { hits: 0, extra: 'new' }, methods: { hit() { this.setData({ hits: 50 }) } } })`)
	shows("CARD 3 1 new")
	save("pages/b/b.js", `const lib = require('../../lib')
Page({ data: { x: 'q', n: 1, text: '', lib: '' }, type(e) { this.setData({ text: e.detail.value }) }, more() { this.setData({ n: 9 }) } })`)
	shows("UP:7 one 3")
	save("pages/b/b.json", `{"usingComponents": {"card": "/card/card"}, "navigationBarTitleText": "B2"}`)
	if got := s.system.root.Data.Get("nav").Get("title").Str(); got != "B2" {
		t.Errorf("title %q", got)
	}
	save("lib.js", "module.exports = { name: 'two' }")
	shows("UP:7")
	if first() == "" || s.State().Stack[0].Path != "pages/a/a" {
		t.Errorf("stack %+v", s.State().Stack)
	}
	save("app.js", "App({ version: 2 })")
	save("app.json", `{"pages": ["pages/a/a", "pages/b/b", "pages/c/c"], "window": {"navigationBarTitleText": "T2"}}`)
	// A new page and a new file that it asks for.
	write(t, dir, "pages/c/c.wxml", "<view>new page</view>")
	write(t, dir, "pages/c/c.js", "Page({})")
	s.Save([]string{filepath.Join(dir, "pages/c/c.wxml"), filepath.Join(dir, "pages/c/c.js")})
	settle(t, s)
	s.Navigate("navigateTo", "/pages/c/c")
	settle(t, s)
	shows("new page")
	s.Navigate("navigateBack", "")
	settle(t, s)
	want.focus = false // leaving the page takes it
	if got := keptOf(s); got != want {
		t.Errorf("after back: %+v", got)
	}
}

// Proves that a broken file of each kind leaves the last good page with a card that
// tells the place, which goes with the next good save. Oracle: hand, from the design.
func TestReloadBroken(t *testing.T) {
	s, dir := open(t, twoPages, nil)
	s.system.cards = true
	s.Eval("wx.navigateTo({ url: '/pages/b/b?x=7' })", func(string, string) {})
	settle(t, s)
	before := texts(s)
	box := find(s, "c").Box
	for _, f := range []struct{ name, broken, place, excerpt string }{
		{"pages/b/b.js", "Page({\n  data: {,\n})", "pages/b/b.js:2", ">   2"},
		{"pages/b/b.wxml", "<view>\n<view wx:if=\"{{a\">x</view>", "pages/b/b.wxml:", ">"},
		{"card/card.js", "Component({ x( })", "card/card.js:1", ">   1"},
		{"card/card.wxml", "<view {{>", "card/card.wxml:1", ">   1"},
		{"card/card.wxss", ".c { height: 99px }\n.d {", "card/card.wxss:2", ">   2"},
		{"words.wxs", "module.exports = {\n up: function( {\n", "words.wxs:", ""},
		{"lib.js", "module.exports = {\n", "lib.js:", ""},
		{"app.js", "App({\n", "app.js:", ""},
		{"app.json", "{\"pages\": [\n", "app.json:", ""},
		{"pages/b/b.json", "{\n \"usingComponents\": {,}\n}", "pages/b/b.json:2", ">   2"},
	} {
		good, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.name)))
		if err != nil {
			t.Fatal(err)
		}
		s.Save([]string{write(t, dir, f.name, f.broken)})
		settle(t, s)
		card := s.system.root.Data.Get("error")
		if got := texts(s); got != before || find(s, "c") == nil || find(s, "c").Box != box {
			t.Errorf("%s: the page shows %q, before %q", f.name, got, before)
		}
		if !card.Get("show").Truthy() || !strings.HasPrefix(card.Get("place").ToString(), f.place) || !strings.Contains(card.Get("excerpt").ToString(), f.excerpt) {
			t.Errorf("%s: card %s, want place %s", f.name, card.JSON(), f.place)
		}
		s.Save([]string{write(t, dir, f.name, string(good))})
		settle(t, s)
		if card := s.system.root.Data.Get("error"); card.Get("show").Truthy() {
			t.Errorf("%s: mended, but the card stays: %s", f.name, card.JSON())
		}
		if got := texts(s); got != before {
			t.Errorf("%s: mended, the page shows %q, before %q", f.name, got, before)
		}
	}
}

// Proves that deleting files leaves the session usable, and that they come back.
func TestReloadDeleted(t *testing.T) {
	s, dir := open(t, twoPages, nil)
	s.Eval("wx.navigateTo({ url: '/pages/b/b?x=7' })", func(string, string) {})
	settle(t, s)
	before := texts(s)
	for _, name := range []string{"pages/b/b.wxss", "base.wxss", "card/card.wxss", "card/card.js", "pages/b/b.js", "words.wxs", "lib.js", "app.js", "card/card.wxml", "pages/b/b.wxml", "card/card.json", "pages/b/b.json", "app.json"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		good, err := os.ReadFile(path)
		if err == nil {
			_ = os.Remove(path)
		}
		s.Save([]string{path})
		settle(t, s)
		if err != nil {
			continue
		}
		if s.State().Stopped != "" || s.Tree() == nil {
			t.Fatalf("%s deleted: stopped %q", name, s.State().Stopped)
		}
		s.Save([]string{write(t, dir, name, string(good))})
		settle(t, s)
		if got := texts(s); got != before {
			t.Errorf("%s came back: %q, before %q", name, got, before)
		}
	}
}

// A worker that ended starts again at the next save with the pages that were open.
func TestSaveRestartsStopped(t *testing.T) {
	s, dir := open(t, twoPages, nil)
	s.Eval("wx.navigateTo({ url: '/pages/b/b?x=7' })", func(string, string) {})
	settle(t, s)
	s.mu.Lock()
	s.workerDied(os.ErrClosed)
	s.mu.Unlock()
	if st := s.State(); st.Running || st.Stopped == "" || texts(s) == "" {
		t.Errorf("%+v %q", st, texts(s))
	}
	s.Save([]string{write(t, dir, "pages/b/b.wxml", "<view>again {{x}}</view>")})
	settle(t, s)
	if st := s.State(); !st.Running || len(st.Stack) != 2 || texts(s) != "again 7" {
		t.Errorf("%+v %q", st.Stack, texts(s))
	}
	if e := s.Report("", 0).Errors; len(e) != 0 {
		t.Errorf("errors of the run before: %+v", e)
	}
}
