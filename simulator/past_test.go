package simulator

import (
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/simulator/wire"
)

const pastApp = `
-- app.json --
{"pages": ["a/a", "b/b"], "window": {"navigationBarTitleText": "A"}, "usingComponents": {"c": "/c/c"}}
-- app.js --
App({})
-- a/a.wxml --
<view id="n" bind:tap="add">n={{n}} t={{t}}</view><c wx:if="{{n > 0}}" v="{{n}}"/><input id="in" bindinput="type"/>
-- a/a.js --
Page({ data: { n: 0, t: 0 }, onLoad() { this.timer = setInterval(() => this.setData({ t: this.data.t + 1 }), 1000) },
  add() { this.setData({ n: this.data.n + 1 }) }, type(e) { console.log('typed', e.detail.value) } })
-- c/c.json --
{"component": true}
-- c/c.wxml --
<text id="c" bind:tap="hit">c{{v}}{{w}}</text>
-- c/c.js --
Component({ properties: { v: { type: Number, observer(v) { this.setData({ w: '!' + v }) } } }, data: { w: '' }, methods: { hit() { this.setData({ w: '*' }) } } })
-- b/b.json --
{"navigationBarTitleText": "B"}
-- b/b.wxml --
<view id="b">b{{x}}</view>
-- b/b.js --
Page({ data: { x: 1 }, onShow() { this.setData({ x: 2 }) } })
`

// Proves stepping over pages and components with timers going on: trees, data and
// the frame around belong together; the past does not hear. Oracle: hand, the states
// as they were when live.
func TestPast(t *testing.T) {
	s, _ := open(t, pastApp, nil)
	type state struct{ text, title, data string }
	now := func() state {
		data := ""
		for _, in := range s.Instances() {
			data += in.Data.JSON()
		}
		s.mu.Lock()
		title := s.system.root.Data.Get("nav").Get("title").Str()
		s.mu.Unlock()
		return state{texts(s), title, data}
	}
	var was []state
	note := func() { was = append(was, now()) }
	note()
	tap(t, s, "n")
	note()
	tap(t, s, "c")
	note()
	tap(t, s, "n")
	note()
	s.Navigate("navigateTo", "/b/b")
	settle(t, s)
	note()
	if last := was[len(was)-1]; last.text != "b2" || last.title != "B" {
		t.Fatal(was)
	}
	live := now()
	// Steps that were passed within one task lie between the noted states.
	i := len(was) - 2
	for range 40 {
		s.StepBack()
		if got := now(); i >= 0 && got == was[i] {
			i--
		}
	}
	if i >= 0 {
		t.Errorf("state %d was not shown: %+v", i, was[i])
	}
	if s.State().Viewing != 0 {
		t.Errorf("viewing %d", s.State().Viewing)
	}
	// Time and input: the timers go on, the taps are not heard.
	s.StepForward()
	s.StepForward()
	shown, viewing, commits := now(), s.State().Viewing, s.State().Commits
	press(s, 100, 91+10)
	s.Text("x")
	press(s, 24, 69)
	if err := s.Settle(3500*time.Millisecond, 20*time.Second); err != nil {
		t.Fatal(err)
	}
	if got := now(); got != shown || s.State().Viewing != viewing {
		t.Errorf("the past changed: %+v, was %+v", got, shown)
	}
	if n := s.State().Commits - commits; n < 3 || n > 4 {
		t.Errorf("%d commits meanwhile", n)
	}
	for range 60 {
		s.StepForward()
	}
	if s.State().Viewing != -1 {
		t.Errorf("viewing %d after the last step", s.State().Viewing)
	}
	if got := now(); got.text != live.text || got.title != "B" {
		t.Errorf("live: %+v", got)
	}
	if err := s.View(99999); err == nil {
		t.Error("a commit that is not there")
	}
	s.View(3)
	s.Live()
	if s.State().Viewing != -1 {
		t.Error("live")
	}
}

// Settle tells at once that a setData waits, also when it is dropped and applied
// within a nested update.
func TestSettlePaused(t *testing.T) {
	s, _ := open(t, pastApp, nil)
	s.Pause()
	n := find(s, "n")
	x, y, w, h, _ := s.Box(n.ID)
	press(s, x+w/2, y+h/2)
	began := time.Now()
	if err := s.Settle(time.Second, 20*time.Second); !errors.Is(err, errPaused) || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
	s.Drop()
	s.Run()
	settle(t, s)
	if got := texts(s); !strings.HasPrefix(got, "n=0") {
		t.Error(got)
	}
	s.Apply() // nothing waits: the same as Pause
	if !s.State().Pausing || s.State().Paused != nil {
		t.Error("apply without a waiting one")
	}
	s.Run()
	tap(t, s, "n")
	if got := texts(s); !strings.HasPrefix(got, "n=1") {
		t.Error(got)
	}
}

// The same script twice gives the same pictures and commits.
func TestDeterminism(t *testing.T) {
	script := func() (out []string) {
		s, dir := open(t, pastApp, func(o *Options) { o.DPR = 2 })
		look := func() {
			f := s.Frame()
			h := fnv.New64a()
			h.Write(f.Image.Pix)
			out = append(out, fmt.Sprintf("%x %s", h.Sum64(), texts(s)))
		}
		look()
		tap(t, s, "n")
		look()
		tap(t, s, "in")
		s.Text("你好 hello")
		settle(t, s)
		look()
		if err := s.Settle(2500*time.Millisecond, 20*time.Second); err != nil {
			t.Fatal(err)
		}
		look()
		s.Save([]string{write(t, dir, "a/a.wxss", "#n { color: red }")})
		s.Save([]string{write(t, dir, "app.js", "App({ x: 1 })")})
		settle(t, s)
		look()
		run(t, s, "wx.showModal({ title: '标题', content: '内容' }); console.log(Math.random(), Date.now())")
		look()
		for _, c := range s.Commits(0) {
			out = append(out, fmt.Sprint(c.Seq, c.Time, c.Instance, c.Page, c.Cause, c.Commit.Patch.JSON(), s.After(c.Seq).JSON(), c.Updated, c.Created, c.Removed, c.Bytes))
		}
		return append(out, consoleOf(s))
	}
	a, b := script(), script()
	if len(a) < 10 || strings.Join(a, "\n") != strings.Join(b, "\n") {
		for i := range a {
			if i >= len(b) || a[i] != b[i] {
				t.Errorf("%d: %s\nthen %s", i, a[i], b[min(i, len(b)-1)])
			}
		}
	}
}

// A worker that says nonsense is stopped with the reason; the picture stays, and a
// restart works.
func TestNonsense(t *testing.T) {
	op := func(ops ...dom.Op) *wire.Message {
		return &wire.Message{Patch: &wire.Patch{Seq: 1000, Pages: []wire.PageOps{{Page: 1, Ops: ops}}}}
	}
	for name, c := range map[string]struct {
		m    *wire.Message
		want string
	}{
		"unknown node":  {op(dom.Op{Kind: dom.OpSetText, ID: 9999, Text: "x"}), "wrong patch"},
		"unknown kind":  {op(dom.Op{Kind: 250, ID: 1}), "wrong patch"},
		"seq backwards": {&wire.Message{Patch: &wire.Patch{Seq: 1}}, "after"},
		"version":       {&wire.Message{Ready: &wire.Ready{Version: 99}}, "version 99"},
		"bye":           {&wire.Message{Bye: &wire.Bye{Reason: "gone"}}, "gone"},
	} {
		s, _ := open(t, pastApp, nil)
		s.mu.Lock()
		s.handle(c.m)
		s.mu.Unlock()
		st := s.State()
		if st.Running || !strings.Contains(st.Stopped, c.want) || texts(s) == "" || s.Frame().Image == nil {
			t.Errorf("%s: %q %q", name, st.Stopped, texts(s))
		}
		answered := ""
		s.Eval("1", func(_, e string) { answered = e; s.State() }) // may use the session
		if err := s.Settle(0, time.Second); err == nil || answered == "" {
			t.Errorf("%s: settle %v, eval %q", name, err, answered)
		}
		if err := s.Restart(); err != nil {
			t.Fatal(err)
		}
		settle(t, s)
		tap(t, s, "n")
		if got := texts(s); !strings.HasPrefix(got, "n=1") {
			t.Errorf("%s: after the restart %s", name, got)
		}
	}
	// These are odd, but no reason to stop.
	s, _ := open(t, pastApp, nil)
	s.mu.Lock()
	for _, m := range []*wire.Message{
		{Route: &wire.Route{Stack: s.stack, Closed: []wire.PageID{77}}},
		{Patch: &wire.Patch{Seq: 500, Pages: []wire.PageOps{{Page: 900, Ops: []dom.Op{{Kind: dom.OpText, ID: 3}}}}}},
		{Request: &wire.Request{ID: 5000, Page: 77, Name: "selectorQuery"}},
		{Request: &wire.Request{Page: 900, Name: "pageScrollTo"}},
		{Request: &wire.Request{ID: 5001, Name: "noSuchThing"}},
		{Request: &wire.Request{Name: "setTabBarBadge"}},
		{Request: &wire.Request{Name: "showToast"}}, {Request: &wire.Request{Name: "previewImage"}},
		{Paused: &wire.Paused{}}, {Evaluated: &wire.Evaluated{ID: 12345}}, {},
	} {
		s.handle(m)
	}
	s.mu.Unlock()
	settle(t, s)
	if st := s.State(); !st.Running {
		t.Error(st.Stopped)
	}
}

// Errors in every lifecycle are told with their place and end nothing.
func TestThrowingLifecycles(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["a", "b"], "usingComponents": {"c": "/c"}}
-- app.js --
App({ onLaunch() { throw new Error('e1') }, onShow() { throw new Error('e2') } })
-- a.wxml --
<view id="go" bind:tap="go">a</view><c/>
-- a.js --
Page({ onLoad() { throw new Error('e3') }, onShow() { throw new Error('e4') }, onReady() { throw new Error('e5') }, onHide() { throw new Error('e6') }, onUnload() { throw new Error('e7') },
  go() { setTimeout(() => { throw new Error('e8') }); Promise.reject(new Error('e9')); wx.redirectTo({ url: '/b' }) } })
-- c.json --
{"component": true}
-- c.wxml --
<text>c</text>
-- c.js --
Component({ lifetimes: { created() { throw new Error('ea') }, attached() { throw new Error('eb') }, ready() { throw new Error('ec') }, detached() { throw new Error('ed') } } })
-- b.wxml --
<view>b</view>
-- b.js --
Page({})
`, nil)
	if got := texts(s); got != "a|c" {
		t.Error(got)
	}
	tap(t, s, "go")
	if got := texts(s); got != "b" {
		t.Error(got)
	}
	var all []string
	for _, e := range s.Report("", 0).Errors {
		all = append(all, e.Message)
		if e.File == "" || e.Line == 0 {
			t.Errorf("without place: %+v", e)
		}
	}
	for _, e := range []string{"e1", "e2", "e3", "e4", "e5", "e7", "e8", "e9", "ea", "eb", "ec", "ed"} {
		if !strings.Contains(strings.Join(all, " "), e) {
			t.Errorf("%s is not told: %v", e, all)
		}
	}
}

// After Close nothing starts and nothing fails.
func TestClosed(t *testing.T) {
	s, dir := open(t, pastApp, nil)
	answered := ""
	s.Eval("1", func(r, e string) { answered = r + e })
	s.Close()
	s.Close()
	if answered == "" {
		t.Error("the question has no answer")
	}
	s.Save([]string{write(t, dir, "a/a.js", "Page({})")})
	s.Pointer(input.Pointer{})
	s.Key(input.Key{Name: input.KeyEnter})
	s.Text("x")
	s.Frame()
	s.StepBack()
	s.Live()
	s.Pause()
	s.Step(time.Now())
	s.SetTheme("dark")
	s.Tree()
	s.FullPage()
	if err := s.Restart(); err == nil {
		t.Error("a restart after Close")
	}
	if err := s.Settle(0, time.Second); err == nil || s.State().Running {
		t.Error("runs after Close")
	}
}
