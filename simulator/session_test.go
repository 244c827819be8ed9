package simulator

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

// open unpacks a project and opens it with a virtual clock, the worker in this process.
func open(t *testing.T, src string, change func(*Options)) (*Session, string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range parse(src) {
		write(t, dir, f.Name, string(f.Data))
	}
	o := Options{Dir: dir, Virtual: true, DPR: 1}
	if change != nil {
		change(&o)
	}
	s, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	settle(t, s)
	return s, dir
}

func parse(src string) []txtar.File { return txtar.Parse([]byte(src)).Files }

func write(t *testing.T, dir, name, data string) string {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func settle(t *testing.T, s *Session) {
	t.Helper()
	if err := s.Settle(100*time.Millisecond, 20*time.Second); err != nil {
		t.Fatal(err)
	}
}

// texts gives the page's text nodes, joined.
func texts(s *Session) string {
	var out []string
	var walk func(n *Node)
	walk = func(n *Node) {
		if n == nil {
			return
		}
		if n.IsText {
			out = append(out, strings.TrimSpace(n.Text))
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(s.Tree())
	return strings.Join(out, "|")
}

// find gives the first element with that id attribute.
func find(s *Session, id string) *Node {
	var found *Node
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.ElemID == id && found == nil {
			found = n
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	if t := s.Tree(); t != nil {
		walk(t)
	}
	return found
}

// tap presses the middle of an element.
func tap(t *testing.T, s *Session, id string) {
	t.Helper()
	n := find(s, id)
	if n == nil {
		t.Fatalf("no #%s in %s", id, texts(s))
	}
	x, y, w, h, _ := s.Box(n.ID)
	s.Pointer(input.Pointer{Kind: input.Down, X: x + w/2, Y: y + h/2})
	s.Pointer(input.Pointer{Kind: input.Up, X: x + w/2, Y: y + h/2})
	settle(t, s)
}

const counter = `
-- app.json --
{"pages": ["pages/a/a", "pages/b/b"], "window": {"navigationBarTitleText": "T"}}
-- app.js --
App({})
-- pages/a/a.wxml --
<view id="add" bind:tap="add" data-by="2">n={{n}}</view>
<view id="go" bind:tap="go">go</view>
<input id="in" value="{{text}}" bind:input="type" />
<view>text={{text}}</view>
-- pages/a/a.wxss --
#add { height: 40px; background-color: red; }
-- pages/a/a.js --
Page({
  data: { n: 0, text: '' },
  add(e) { this.setData({ n: this.data.n + Number(e.currentTarget.dataset.by) }) },
  type(e) { this.setData({ text: e.detail.value }) },
  go() { wx.navigateTo({ url: '/pages/b/b?x=7' }) }
})
-- pages/b/b.wxml --
<view>b {{x}}</view>
-- pages/b/b.js --
Page({ data: { x: 0 }, onLoad(q) { this.setData({ x: q.x }) } })
`

// A tap runs its handler, setData reaches the pixels, typing reaches the handler,
// and routing opens the second page and comes back.
func TestTapTypeRoute(t *testing.T) {
	s, _ := open(t, counter, nil)
	if got := texts(s); got != "n=0|go|text=" {
		t.Fatal(got)
	}
	tap(t, s, "add")
	tap(t, s, "add")
	if got := texts(s); !strings.HasPrefix(got, "n=4|") {
		t.Error(got)
	}
	tap(t, s, "in")
	if !s.Focused() {
		t.Error("the input has no focus")
	}
	s.Text("你好")
	settle(t, s)
	if got := texts(s); got != "n=4|go|text=你好" {
		t.Error(got)
	}
	tap(t, s, "go")
	if got := texts(s); got != "b 7" {
		t.Error(got)
	}
	s.Navigate("navigateBack", "")
	settle(t, s)
	if got := texts(s); got != "n=4|go|text=你好" {
		t.Error(got)
	}
}

// Every setData is recorded with cause, caller and values; pausing stops before
// the change, apply and drop do what they say; the past can be shown again.
func TestStepping(t *testing.T) {
	s, _ := open(t, counter, nil)
	tap(t, s, "add")
	commits := s.Commits(0)
	c := commits[len(commits)-1]
	if c.Cause.Kind != "event" || c.Cause.Name != "tap" || c.Cause.Handler != "add" || len(c.Stack) == 0 ||
		c.Stack[0].File != "pages/a/a.js" || c.Stack[0].Line != 3 || len(c.Changes) != 1 || c.Changes[0].Path != "n" ||
		c.Changes[0].Old.ToString() != "0" || c.Changes[0].New.ToString() != "2" || c.Bytes != 7 || len(c.Updated) != 1 {
		t.Errorf("%+v", c.Commit)
	}
	s.Pause()
	press := func() {
		n := find(s, "add")
		x, y, w, h, _ := s.Box(n.ID)
		s.Pointer(input.Pointer{Kind: input.Down, X: x + w/2, Y: y + h/2})
		s.Pointer(input.Pointer{Kind: input.Up, X: x + w/2, Y: y + h/2})
	}
	waiting := func(want bool) {
		t.Helper()
		for range 2000 {
			s.Step(time.Now())
			if (s.State().Paused != nil) == want {
				return
			}
			select {
			case <-s.Wake():
			case <-time.After(5 * time.Millisecond):
			}
		}
		t.Fatalf("paused is not %v", want)
	}
	press()
	waiting(true)
	if p := s.State().Paused; p.Changes[0].Path != "n" || p.Changes[0].New.ToString() != "4" {
		t.Errorf("%+v", p)
	}
	if got := texts(s); !strings.HasPrefix(got, "n=2|") {
		t.Errorf("the change was applied while paused: %s", got)
	}
	s.Drop()
	waiting(false)
	settle(t, s)
	if got := texts(s); !strings.HasPrefix(got, "n=2|") {
		t.Errorf("the dropped change was applied: %s", got)
	}
	press()
	waiting(true)
	s.Apply()
	waiting(false)
	s.Run()
	settle(t, s)
	if got := texts(s); !strings.HasPrefix(got, "n=4|") {
		t.Errorf("applied: %s", got)
	}
	s.StepBack()
	if got := texts(s); !strings.HasPrefix(got, "n=2|") || s.State().Viewing < 0 {
		t.Errorf("one step back shows %s", got)
	}
	if in := s.Instances(); in[0].Data.Get("n").ToString() != "2" {
		t.Errorf("data of the past: %s", in[0].Data.JSON())
	}
	s.StepForward()
	s.StepForward()
	if got := texts(s); !strings.HasPrefix(got, "n=4|") || s.State().Viewing != -1 {
		t.Errorf("live again shows %s", got)
	}
}

// Two setData of one task are two steps: the view between them can be shown.
func TestStepWithinTask(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["a"]}
-- a.wxml --
<view id="go" bind:tap="go">{{x}} {{y}}</view><view wx:for="{{list}}" wx:key="*this">{{item}}</view>
-- a.js --
Page({ data: { x: 0, y: 0, list: ['p'] }, go() { this.setData({ x: 1 }); this.setData({ y: 2, list: ['q', 'p'] }); this.setData({ x: 3 }) } })
`, nil)
	tap(t, s, "go")
	want := []string{"3 2|q|p", "1 2|q|p", "1 0|p"}
	for i, w := range want {
		if got := texts(s); got != w {
			t.Errorf("step %d back: %s, want %s", i, got, w)
		}
		s.StepBack()
	}
}

// Saved files show without losing page, data or the text of a field; a file that
// does not compile leaves the last good page.
func TestReload(t *testing.T) {
	s, dir := open(t, counter, nil)
	tap(t, s, "add")
	save := func(name, data string) {
		t.Helper()
		s.Save([]string{write(t, dir, name, data)})
		settle(t, s)
	}
	before := find(s, "add").Box
	save("pages/a/a.wxss", "#add { height: 90px }")
	if got := find(s, "add").Box; got[3] != 90 || before[3] != 40 {
		t.Errorf("wxss: box %v, before %v", got, before)
	}
	save("pages/a/a.wxml", `<view id="add" bind:tap="add" data-by="2">count {{n}}</view>`)
	if got := texts(s); got != "count 2" {
		t.Errorf("wxml: %s", got)
	}
	save("pages/a/a.js", `Page({ data: { n: 0 }, add() { this.setData({ n: this.data.n * 10 }) } })`)
	if got := texts(s); got != "count 2" {
		t.Errorf("js keeps data: %s", got)
	}
	tap(t, s, "add")
	if got := texts(s); got != "count 20" {
		t.Errorf("new method: %s", got)
	}
	save("pages/a/a.js", `Page({ add() { `)
	if got := texts(s); got != "count 20" {
		t.Errorf("broken js: %s", got)
	}
	found := false
	for _, p := range s.Report("pages/a/a", 0).Errors {
		found = found || p.File == "pages/a/a.js" && p.Line == 1
	}
	if !found {
		t.Errorf("the broken file is not reported: %+v", s.Report("", 0).Errors)
	}
	save("pages/a/a.js", `Page({ data: { n: 0 }, add() { this.setData({ n: 1 }) } })`)
	if e := s.Report("pages/a/a", 0).Errors; len(e) != 0 {
		t.Errorf("mended, but %+v", e)
	}
	save("app.json", `{"pages": ["pages/a/a"], "window": {"navigationBarTitleText": "New"}}`)
	if got := texts(s); got != "count 20" || s.State().Stack[0].Window.NavigationBarTitleText != "New" {
		t.Errorf("app.json: %s %+v", got, s.State().Stack)
	}
}

// An endless loop or a thrown error ends neither the session nor the picture.
func TestBadPrograms(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["a", "b"]}
-- a.wxml --
<view>ok {{missing.deep.name}}</view>
-- a.js --
Page({ onLoad() { this.setData({ x: 1 }); throw new TypeError('boom') } })
-- b.wxml --
<view>{{</view><view wx:elif="{{1}}">
-- b.js --
syntax error here
`, nil)
	if got := texts(s); got != "ok" {
		t.Errorf("%q", got)
	}
	e := s.Report("a", 0).Errors
	if len(e) != 1 || e[0].File != "a.js" || e[0].Line != 1 || !strings.Contains(e[0].Message, "boom") {
		t.Errorf("%+v", e)
	}
	s.Navigate("reLaunch", "/b")
	if err := s.Settle(time.Second, 10*time.Second); err != nil {
		t.Fatal(err)
	}
	if e := s.Report("b", 0).Errors; len(e) < 3 {
		t.Errorf("%+v", e)
	}
	if s.Frame().Image == nil {
		t.Error("no picture")
	}
}

// --data and the machine's tree work on the page on top.
func TestSetData(t *testing.T) {
	s, _ := open(t, counter, nil)
	if err := s.SetData(value.M("n", 41)); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	if got := texts(s); !strings.HasPrefix(got, "n=41|") {
		t.Error(got)
	}
	if n := s.NodeAt(100, 91+20); n == 0 || n == dom.RootID {
		t.Errorf("nothing at the first element: %d", n)
	}
}

// What moves by itself reaches the time asked for, and tells its events on the way,
// although nobody looks: a progress bar used to stand at 0 until its end.
// Oracle: documentation of progress (30 ms for a percent, activeend) and of transitionend.
func TestSettleMovesComponentsAndAnimations(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.wxml --
<progress id="bar" percent="40" active bindactiveend="end"/><view id="v" style="width:{{w}}px;height:1px;transition:width .2s linear" bindtransitionend="moved"/><text>{{log}}</text>
-- p/p.js --
Page({ data: { log: '', w: 10 },
  onReady() { this.setData({ w: 110 }) },
  moved() { this.setData({ log: this.data.log + 'moved ' }) },
  end() { this.setData({ log: this.data.log + 'end' }) } })
`, nil)
	if got := texts(s); strings.Contains(got, "moved") {
		t.Errorf("after 0.1 s: %q", got)
	}
	if err := s.Settle(500*time.Millisecond, 20*time.Second); err != nil {
		t.Fatal(err)
	}
	if got := texts(s); got != "moved" {
		t.Errorf("after 0.6 s: %q", got)
	}
	if err := s.Settle(700*time.Millisecond, 20*time.Second); err != nil {
		t.Fatal(err)
	}
	if got := texts(s); got != "moved end" {
		t.Errorf("after 1.3 s: %q", got)
	}
}

// A query asked while the page and its components are being made finds them as the
// task leaves them. TDesign's slider and collapse ask so and had null.
// Oracle: WeChat, where the view layer answers after the setData before it.
func TestQueryWhileTheComponentIsMade(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.json --
{"usingComponents":{"c":"/c/c"}}
-- p/p.wxml --
<c range="{{true}}"/>
-- p/p.js --
Page({})
-- c/c.json --
{"component":true}
-- c/c.wxml --
<view wx:if="{{range}}" class="line" style="width:120px;height:4px"/><text>{{got}}</text>
-- c/c.js --
const ask = (c, name) => c.createSelectorQuery().select('.line').boundingClientRect((r) => c.setData({ got: c.data.got + name + (r && r.width) + ' ' })).exec()
Component({
  properties: { range: { type: Boolean, observer() { ask(this, 'observer:') } } },
  data: { got: '' },
  lifetimes: { created() { setTimeout(() => ask(this, 'timer:'), 0) }, attached() { ask(this, 'attached:') } },
})
`, nil)
	if got := texts(s); got != "observer:120 attached:120 timer:120" {
		t.Errorf("got %q", got)
	}
}

// useExtendedLib puts the sheet of the installed WeUI before app.wxss; not installed,
// that is told. Oracle: documentation of the WeUI extension.
func TestExtendedWeUIBringsItsSheet(t *testing.T) {
	const app = `
-- app.json --
{"pages":["p/p"],"useExtendedLib":{"weui":"latest"}}
-- app.js --
App({})
-- app.wxss --
.weui-cell{height:9px}
-- p/p.wxml --
<view id="v" class="weui-cell">a</view>
-- p/p.js --
Page({})
`
	const lib = `
-- node_modules/weui-miniprogram/package.json --
{"miniprogram":"miniprogram_dist"}
-- node_modules/weui-miniprogram/miniprogram_dist/weui-wxss/dist/style/weui.wxss --
.weui-cell{width:70px;height:5px}
`
	told := func(s *Session) bool {
		for _, d := range s.State().Problems {
			if strings.Contains(d.Message, "npm install weui-miniprogram") {
				return true
			}
		}
		return false
	}
	s, _ := open(t, app+lib, nil)
	if b := find(s, "v").Box; b[2] != 70 || b[3] != 9 || told(s) {
		t.Errorf("box %+v, problems %v", b, s.State().Problems)
	}
	if s, _ = open(t, app, nil); !told(s) {
		t.Errorf("problems %v", s.State().Problems)
	}
}
