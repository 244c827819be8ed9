package wx

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/device"
	"diorama/simulator/project"
	"diorama/simulator/wire"

	"golang.org/x/tools/txtar"
)

// fake is a Runtime with a virtual clock; requests to the host are kept and answered
// by answer. Callbacks are Go functions: a Func's JS is func(...value.Value).
type fake struct {
	t     *testing.T
	hello wire.Hello
	env   wire.Env
	proj  *project.Project
	state *State

	now     time.Duration
	timers  []*fakeTimer
	posts   chan func()
	running int

	pages    []wire.PageInfo
	nodes    map[string][]dom.NodeID
	tags     map[dom.NodeID]string
	elements map[dom.NodeID]Element
	requests []wire.Request
	answer   func(r wire.Request) (value.Value, string)
	subs     map[int64]func(value.Value)
	logs     []string
	told     []string
	acts     []wire.Activity
	passed   []wire.Transfer
	stale    []wire.Stale
	heard    map[*Object]map[string][]func(...value.Value)
	queue    []func()
	id       int64
	random   uint64
}

type fakeTimer struct {
	at   time.Duration
	f    func()
	dead bool
}

const fakeProject = `
-- app.json --
{"pages":["pages/a/a","pages/b/b"],"darkmode":true,"tabBar":{"color":"#000000","selectedColor":"#ff0000","backgroundColor":"#ffffff","list":[{"pagePath":"pages/a/a","text":"A"},{"pagePath":"pages/b/b","text":"B"}]},"networkTimeout":{"request":5000}}
-- project.config.json --
{"appid":"wx0123456789abcdef","projectname":"fake"}
-- pages/a/a.wxml --
<view/>
-- data/greeting.txt --
hello
`

func newFake(t *testing.T) *fake {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(fakeProject)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	proj, err := project.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(proj.Close)
	p := device.Default()
	f := &fake{t: t, proj: proj, posts: make(chan func(), 1000), heard: map[*Object]map[string][]func(...value.Value){}, subs: map[int64]func(value.Value){}, random: 1}
	f.env = p.Env("light", p.PageInsets(false, true))
	f.hello = wire.Hello{Root: dir, Scene: 1001}
	f.pages = []wire.PageInfo{{ID: 1, Path: "pages/a/a", Tab: true}}
	f.state = NewState(f)
	t.Cleanup(func() { f.state.Close() })
	return f
}

func (f *fake) Hello() *wire.Hello        { return &f.hello }
func (f *fake) Env() *wire.Env            { return &f.env }
func (f *fake) Project() *project.Project { return f.proj }
func (f *fake) Now() time.Time {
	return time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC).Add(f.now)
}
func (f *fake) Elapsed() time.Duration { return f.now }
func (f *fake) Rand() float64 {
	f.random = f.random*6364136223846793005 + 1442695040888963407
	return float64(f.random>>11) / (1 << 53)
}

func (f *fake) Outside(read func() int) int { return read() }

func (f *fake) Cassette() *Cassette { return nil }

func (f *fake) After(d time.Duration, _ string, fn func()) func() {
	t := &fakeTimer{at: f.now + d, f: fn}
	f.timers = append(f.timers, t)
	return func() { t.dead = true }
}

func (f *fake) Go(name string, work func() func()) {
	f.Stream(name, true, func(post func(func())) {
		if done := work(); done != nil {
			post(done)
		}
	})
}

func (f *fake) Stream(_ string, wait bool, source func(post func(func()))) {
	if wait {
		f.running++
	}
	go func() {
		source(func(task func()) { f.posts <- task })
		if wait {
			f.posts <- func() { f.running-- }
		}
	}()
}

func (f *fake) Request(page wire.PageID, name string, args value.Value, reply func(value.Value, string)) int64 {
	f.id++
	r := wire.Request{ID: f.id, Page: page, Name: name, Args: args}
	f.requests = append(f.requests, r)
	if reply != nil {
		res, msg := value.Value{}, ""
		if f.answer != nil {
			res, msg = f.answer(r)
		}
		f.queue = append(f.queue, func() { reply(res, msg) })
	}
	return f.id
}

func (f *fake) Settled(fn func()) { fn() }

func (f *fake) Subscribe(page wire.PageID, name string, args value.Value, reply func(value.Value)) func() {
	id := f.Request(page, name, args, nil)
	f.subs[id] = reply
	return func() {
		if f.subs[id] != nil {
			delete(f.subs, id)
			f.Request(page, name+".cancel", value.M("id", id), nil)
		}
	}
}

func (f *fake) Emit(event string, args ...value.Value) { f.EmitOn(nil, event, args...) }

func (f *fake) EmitOn(o *Object, event string, args ...value.Value) {
	for _, fn := range f.heard[o][event] {
		fn(args...)
	}
}

func (f *fake) Listening(o *Object, event string) bool { return len(f.heard[o][event]) > 0 }

func (f *fake) Invoke(fn *Func, args ...value.Value) value.Value {
	switch g := fn.JS.(type) {
	case func(...value.Value):
		g(args...)
	case func(...value.Value) value.Value:
		return g(args...)
	}
	return value.Value{}
}

func (f *fake) CurrentPage() wire.PageID {
	if len(f.pages) == 0 {
		return 0
	}
	return f.pages[len(f.pages)-1].ID
}
func (f *fake) Pages() []wire.PageInfo { return f.pages }

func (f *fake) UpdatePage(id wire.PageID, edit func(*wire.PageInfo)) bool {
	for i := range f.pages {
		if f.pages[i].ID == id {
			edit(&f.pages[i])
			return true
		}
	}
	return false
}

func (f *fake) Select(_ Ref, selector string, all bool) []dom.NodeID {
	ids := f.nodes[selector]
	if !all && len(ids) > 1 {
		ids = ids[:1]
	}
	return ids
}
func (f *fake) Element(_ wire.PageID, id dom.NodeID) (Element, bool) {
	return f.elements[id], f.elements[id].ID != ""
}
func (f *fake) Tag(_ wire.PageID, id dom.NodeID) string { return f.tags[id] }
func (f *fake) Log(level, text string)                  { f.logs = append(f.logs, level+": "+text) }
func (f *fake) Unsupported(name string)                 { f.told = append(f.told, name) }
func (f *fake) Activity(a wire.Activity)                { f.acts = append(f.acts, a) }
func (f *fake) Stale(m wire.Stale)                      { f.stale = append(f.stale, m) }
func (f *fake) Transfer(t wire.Transfer)                { f.passed = append(f.passed, t) }

// settle runs what is queued and waits for background work.
func (f *fake) settle() {
	f.t.Helper()
	for {
		if len(f.queue) > 0 {
			q := f.queue[0]
			f.queue = f.queue[1:]
			q()
			continue
		}
		if f.running == 0 && len(f.posts) == 0 {
			return
		}
		f.one()
	}
}

// one waits for one task of the background.
func (f *fake) one() {
	f.t.Helper()
	select {
	case task := <-f.posts:
		task()
	case <-time.After(20 * time.Second):
		f.t.Fatal("background work does not end")
	}
}

// advance moves the clock and runs the timers that come due.
func (f *fake) advance(d time.Duration) {
	end := f.now + d
	for {
		var next *fakeTimer
		for _, t := range f.timers {
			if !t.dead && t.at <= end && (next == nil || t.at < next.at) {
				next = t
			}
		}
		if next == nil {
			break
		}
		next.dead = true
		f.now = max(f.now, next.at)
		next.f()
		f.settle()
	}
	f.now = end
}

// outcome is what a call came to.
type outcome struct {
	msg      string
	result   value.Value
	returned value.Value
	thrown   string
	settled  int
	name     string
}

func (o *outcome) Resolve(v value.Value) { o.settled++; o.result, o.msg = v, o.name+":ok" }
func (o *outcome) Reject(msg string, extra value.Value) {
	o.settled++
	o.result, o.msg = extra, msg
}
func (o *outcome) Return(v value.Value) { o.returned = v }
func (o *outcome) Throw(msg string)     { o.thrown = msg }

// row finds an API of the table.
func row(t *testing.T, list []API, name string) API {
	t.Helper()
	for _, a := range list {
		if a.Name == name {
			return a
		}
	}
	t.Fatalf("no API %s", name)
	return API{}
}

// start calls an API and does not wait for its end.
func (f *fake) start(name string, args ...any) *outcome {
	f.t.Helper()
	return f.callOn(nil, row(f.t, Table(), name), args...)
}

// call calls an API of the table and waits for its end.
func (f *fake) call(name string, args ...any) *outcome {
	f.t.Helper()
	o := f.start(name, args...)
	f.settle()
	return o
}

// method calls a method of an object.
func (f *fake) method(v value.Value, name string, args ...any) *outcome {
	f.t.Helper()
	this := AsObject(v)
	if this == nil {
		f.t.Fatalf("%s of %s: no object", name, v.JSON())
	}
	o := f.callOn(this, row(f.t, this.Methods, name), args...)
	f.settle()
	return o
}

func (f *fake) callOn(this *Object, api API, args ...any) *outcome {
	f.t.Helper()
	o := &outcome{name: api.Name}
	c := NewCall(api.Name, f, f.state, o)
	c.This, c.Page = this, f.CurrentPage()
	for _, a := range args {
		c.Args = append(c.Args, arg(a))
	}
	switch api.Kind {
	case On, Off:
		event := api.Event
		if event == "" {
			event = strings.TrimPrefix(strings.TrimPrefix(api.Name, "off"), "on")
		}
		if f.heard[this] == nil {
			f.heard[this] = map[string][]func(...value.Value){}
		}
		if api.Kind == On {
			f.heard[this][event] = append(f.heard[this][event], AsFunc(c.Arg(0)).JS.(func(...value.Value)))
		} else {
			delete(f.heard[this], event)
		}
		c.Listener = len(f.heard[this][event]) > 0
		if api.Do != nil {
			api.Do(c)
		}
		return o
	case Async:
		if c.Arg(0).Kind() == value.Map {
			c.Options = c.Arg(0)
		}
	}
	api.Do(c)
	return o
}

// arg makes an argument: Go functions become Func, []byte an ArrayBuffer.
func arg(a any) value.Value {
	switch a := a.(type) {
	case func(...value.Value):
		return value.OfFunc(&Func{JS: a})
	case []byte:
		return OfBytes(a)
	case time.Time:
		return value.OfFunc(&Date{a})
	}
	return value.From(a)
}

// errMsg fails the test when a call did not end with msg.
func (o *outcome) want(t *testing.T, msg string) {
	t.Helper()
	if o.msg != msg {
		t.Errorf("%s: errMsg %q, want %q", o.name, o.msg, msg)
	}
	if o.settled > 1 {
		t.Errorf("%s: ended %d times", o.name, o.settled)
	}
}

// collect gives a callback that keeps what it is called with as JSON.
func collect(into *[]string) func(...value.Value) {
	return func(args ...value.Value) {
		parts := make([]string, len(args))
		for i, a := range args {
			if b, ok := AsBytes(a.Get("data")); ok {
				parts[i] = "bytes:" + string(b)
				continue
			}
			parts[i] = a.JSON()
		}
		*into = append(*into, strings.Join(parts, " "))
	}
}
