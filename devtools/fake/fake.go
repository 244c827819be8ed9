// Package fake has a run that never was, for tests of panels and window: plain
// fields instead of a worker.
package fake

import (
	"fmt"
	"image"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"diorama/devtools/words"
	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/audit"
	"diorama/simulator/device"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// Session holds what it is asked for; Calls what was called.
type Session struct {
	mu      sync.Mutex
	Calls   []string
	Now     simulator.State
	Past    []timeline.Commit
	Parts   []timeline.Instance
	Acts    []wire.Activity
	Lines   []simulator.LogLine
	Root    *simulator.Node
	Boxes   map[dom.NodeID]renderer.Inspection
	Screen  *image.RGBA
	Answer  func(code string) (string, string)
	Passed  []simulator.Transfer
	Rules   []wire.Mock
	Asked   func(name string, args value.Value) (value.Value, string)
	Breaks  []simulator.Breakpoint
	Other   *simulator.Comparison
	Changed []simulator.Edit
	Refuse  string // why WriteEdit fails, "" it does not
	States  map[dom.NodeID]dom.State
	Found   *audit.Report
	Texts   map[string]string // files of the project
	App     value.Value       // globalData
	wake    chan struct{}
}

// New gives a small to-do app: one page with a component, two setData, an event, a
// log of three lines.
func New() *Session {
	s := &Session{wake: make(chan struct{}, 1), Screen: image.NewRGBA(image.Rect(0, 0, 390, 844))}
	item := value.M("id", 1, "done", false)
	first := value.M("title", "待办", "left", 2, "list", []any{item, value.M("id", 2, "done", true)})
	after := first.With(value.Path{{Name: "list", Index: -1}, {Index: 0}, {Name: "done", Index: -1}}, value.OfBool(true))
	last := after.With(value.Path{{Name: "left", Index: -1}}, value.OfInt(1))
	stack := []wire.Frame{{Function: "toggle", File: "pages/list/list.js", Line: 64, Column: 10}}
	commit := func(seq uint64, kind wire.CommitKind, at time.Duration, ch ...wire.Change) timeline.Commit {
		return timeline.Commit{Commit: wire.Commit{Seq: seq, Kind: kind, Time: at, Page: 1, PagePath: "pages/list/list", Component: "pages/list/list", Instance: 1,
			Cause: wire.Cause{Kind: "event", Name: "tap", Handler: "toggle"}, Stack: stack, Changes: ch, Bytes: 22, Updated: []dom.NodeID{3},
			Cost: wire.Cost{JS: 400, View: 100, Style: 50, Layout: 300, Paint: 90, Raster: 200}}, Patch: seq}
	}
	s.Past = []timeline.Commit{
		commit(1, wire.CommitCreate, 20*time.Millisecond, wire.Change{New: first}),
		commit(2, wire.CommitSetData, time.Second, wire.Change{Path: "list[0].done", Old: value.OfBool(false), New: value.OfBool(true)}),
		commit(3, wire.CommitSetData, 1100*time.Millisecond, wire.Change{Path: "left", Old: value.OfInt(2), New: value.OfInt(1)}, wire.Change{Path: "title", Old: value.OfString("待办"), New: value.OfString("待办"), Noop: true}),
	}
	s.Past[2].Warnings = []string{"title was set to what it is"}
	s.Parts = []timeline.Instance{
		{ID: 1, Page: 1, PagePath: "pages/list/list", Component: "pages/list/list", Data: last, Changed: 3},
		{ID: 2, Owner: 1, Page: 1, Component: "components/task/task", Host: 3, Data: value.M("item", item), Changed: 1},
	}
	s.Acts = []wire.Activity{
		{Kind: "lifecycle", Name: "onLoad", Start: 10 * time.Millisecond, Duration: 2 * time.Millisecond},
		{Kind: "event", Name: "tap", Start: 990 * time.Millisecond, Duration: 20 * time.Millisecond, Commits: []uint64{2, 3}, Hops: []wire.HopRun{
			{Node: 3, Component: "components/task/task", Method: "toggle", Duration: time.Millisecond}, {Node: 2, Component: "pages/list/list", Method: "gone", Missing: true}}},
	}
	log := func(n int, level, text string) simulator.LogLine {
		return simulator.LogLine{Number: n, Log: wire.Log{Time: time.Duration(n) * time.Second, Level: level, Args: []string{text}, Stack: stack}}
	}
	s.Lines = []simulator.LogLine{log(0, "log", "opened"), log(1, "warn", "slow"), log(2, "warn", "slow"), log(3, "error", "TypeError: x is undefined\nsecond line")}
	s.Root = &simulator.Node{ID: 1, Tag: "page", Children: []*simulator.Node{
		{ID: 2, Owner: 1, Tag: "view", Class: "card list", Attrs: value.M("hover-class", "none"), Events: []simulator.Binding{{Event: "bind:tap", Method: "open"}}, Children: []*simulator.Node{
			{ID: 3, Owner: 1, Tag: "task", Is: "components/task/task", Instance: 2, Children: []*simulator.Node{
				{ID: 4, Owner: 2, Tag: "text", Class: "title", Children: []*simulator.Node{{IsText: true, Owner: 2, ID: 5, Text: "写完周报"}}}}}}}}}
	s.Boxes = map[dom.NodeID]renderer.Inspection{3: {Margin: renderer.Rect{X: 10, Y: 90, W: 370, H: 80}, Border: renderer.Rect{X: 20, Y: 100, W: 350, H: 60},
		Padding: renderer.Rect{X: 20, Y: 100, W: 350, H: 60}, Content: renderer.Rect{X: 30, Y: 110, W: 330, H: 40}, MarginSides: [4]float64{10, 10, 10, 10}, PaddingSides: [4]float64{10, 10, 10, 10}}}
	s.Now = simulator.State{Version: 1, Running: true, Viewing: -1, Tree: 1, Device: device.Default(), Held: device.Default(), Theme: "light", Conditions: wire.DefaultConditions(),
		Stack: []wire.PageInfo{{ID: 1, Path: "pages/list/list", Instance: 1}}}
	return s
}

func (s *Session) call(name string) {
	s.mu.Lock()
	s.Calls = append(s.Calls, name)
	s.Now.Version++
	s.mu.Unlock()
}

// set changes Now, which the window's loop reads on its own goroutine.
func (s *Session) set(change func(*simulator.State)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.Now)
}

// Called reports whether a method was called, and forgets it.
func (s *Session) Called(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, c := range s.Calls {
		if c == name {
			s.Calls = append(s.Calls[:i:i], s.Calls[i+1:]...)
			return true
		}
	}
	return false
}

// The methods of the session, each as its simulator.Session counterpart.

func (s *Session) State() simulator.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.Now
	st.Commits, st.Logs, st.Acts = len(s.Past), len(s.Lines), len(s.Acts)
	return st
}

func (s *Session) History(i int) []timeline.Commit {
	return append([]timeline.Commit(nil), s.Past[min(i, len(s.Past)):]...)
}
func (s *Session) After(uint64) value.Value         { return s.Parts[0].Data }
func (s *Session) Instances() []timeline.Instance   { return s.Parts }
func (s *Session) Activities(i int) []wire.Activity { return s.Acts[min(i, len(s.Acts)):] }
func (s *Session) Logs(i int) []simulator.LogLine   { return s.Lines[min(i, len(s.Lines)):] }
func (s *Session) ClearLogs()                       { s.Lines = nil; s.call("ClearLogs") }
func (s *Session) Tree() *simulator.Node            { return s.Root }
func (s *Session) StepBack()                        { s.call("StepBack") }
func (s *Session) StepForward()                     { s.call("StepForward") }
func (s *Session) Pause()                           { s.set(func(st *simulator.State) { st.Pausing = true }); s.call("Pause") }
func (s *Session) Apply()                           { s.call("Apply") }
func (s *Session) Drop()                            { s.call("Drop") }
func (s *Session) Run() {
	s.set(func(st *simulator.State) { st.Pausing, st.Paused = false, nil })
	s.call("Run")
}
func (s *Session) Restart() error { s.call("Restart"); return nil }
func (s *Session) Live()          { s.set(func(st *simulator.State) { st.Viewing = -1 }); s.call("Live") }
func (s *Session) View(i int) error {
	s.set(func(st *simulator.State) { st.Viewing = i })
	s.call("View")
	return nil
}
func (s *Session) Pointer(p input.Pointer) {
	s.call([...]string{"Down", "Move", "Up", "Cancel", "Wheel"}[p.Kind])
}
func (s *Session) Key(k input.Key)                { s.call("Key " + k.Name) }
func (s *Session) Text(t string)                  { s.call("Text " + t) }
func (s *Session) NodeAt(x, y float64) dom.NodeID { return 3 }
func (s *Session) SetDevice(d device.Profile) {
	s.set(func(st *simulator.State) { st.Device, st.Held = d, d })
	s.call("SetDevice")
}
func (s *Session) SetTheme(t string) {
	s.set(func(st *simulator.State) { st.Theme = t })
	s.call("SetTheme")
}
func (s *Session) SetConditions(c wire.Conditions) {
	s.set(func(st *simulator.State) { st.Conditions = c })
	s.call("SetConditions")
}
func (s *Session) Audit() *audit.Report { s.call("Audit"); return s.Found }

// Sources lists Texts.
func (s *Session) Sources() []simulator.SourceFile {
	var out []simulator.SourceFile
	for _, name := range slices.Sorted(maps.Keys(s.Texts)) {
		out = append(out, simulator.SourceFile{Path: name, Size: len(s.Texts[name])})
	}
	return out
}

// Source reads from Texts.
func (s *Session) Source(name string) (string, error) {
	if t, ok := s.Texts[name]; ok {
		return t, nil
	}
	return "", os.ErrNotExist
}

// FindInSources finds the first line of every file that holds a text.
func (s *Session) FindInSources(text string, _ func() bool) (out []simulator.SourcePlace, more bool) {
	for _, f := range s.Sources() {
		for i, line := range strings.Split(s.Texts[f.Path], "\n") {
			if at := strings.Index(line, text); at >= 0 {
				out = append(out, simulator.SourcePlace{Path: f.Path, Line: i + 1, Column: at + 1, Text: line})
				break
			}
		}
	}
	return out, false
}
func (s *Session) Signal(name string, level int)    { s.call(fmt.Sprint("Signal ", name, " ", level)) }
func (s *Session) SetClipboard(simulator.Clipboard) {}
func (s *Session) Navigate(name, url string)        { s.call(name) }
func (s *Session) Launch(page string, scene int) error {
	s.call(fmt.Sprintf("Launch %s %d", page, scene))
	return nil
}
func (s *Session) Picture(float64) *image.RGBA          { s.call("Picture"); return s.Screen }
func (s *Session) PullDown()                            { s.call("PullDown") }
func (s *Session) Flashes(time.Time) []simulator.Flash  { return nil }
func (s *Session) Step(time.Time) time.Duration         { return -1 }
func (s *Session) Until(at time.Duration) time.Duration { return at }
func (s *Session) Wake() <-chan struct{}                { return s.wake }
func (s *Session) SetScale(float64)                     {}
func (s *Session) Frame() simulator.Frame               { return simulator.Frame{Image: s.Screen, Next: -1} }
func (s *Session) Breakpoints() []simulator.Breakpoint  { return s.Breaks }
func (s *Session) RemoveBreakpoint(text string)         { s.Breaks = nil; s.call("RemoveBreakpoint " + text) }
func (s *Session) AutoStep(d time.Duration) {
	s.set(func(st *simulator.State) { st.AutoStep = d })
	s.call("AutoStep")
}
func (s *Session) ApplyEdited(v value.Value) error { s.call("ApplyEdited " + v.JSON()); return nil }
func (s *Session) EnableBreakpoint(text string, on bool) {
	s.call("EnableBreakpoint " + text)
}

func (s *Session) AddBreakpoint(text string) error {
	c, err := wire.ParseCondition(text)
	if err == nil {
		s.Breaks = append(s.Breaks, simulator.Breakpoint{Condition: c})
		s.call("AddBreakpoint " + text)
	}
	return err
}

func (s *Session) Compare(a, b uint64) (*simulator.Comparison, error) {
	s.call("Compare")
	return s.Other, nil
}

// Edit takes everything.
func (s *Session) Edit(e simulator.Edit) (int, error) {
	if e.Number == 0 {
		e.Number = len(s.Changed) + 1
	}
	for i := range s.Changed {
		o := &s.Changed[i]
		if o.Number == e.Number || o.Kind == e.Kind && o.Rule == e.Rule && o.At == e.At && o.At.Line > 0 {
			e.Number = o.Number
			*o = e
			s.call("Edit")
			return e.Number, nil
		}
	}
	s.Changed = append(s.Changed, e)
	s.call("Edit")
	return e.Number, nil
}

func (s *Session) Edits() []simulator.Edit { return s.Changed }

func (s *Session) UndoEdit(n int) {
	s.Changed = slices.DeleteFunc(s.Changed, func(e simulator.Edit) bool { return n == 0 || e.Number == n })
	s.call("UndoEdit")
}

func (s *Session) WriteEdit(n int, done func(string)) {
	if s.Refuse == "" {
		s.Changed = slices.DeleteFunc(s.Changed, func(e simulator.Edit) bool { return e.Number == n })
	}
	s.call("WriteEdit")
	done(s.Refuse)
}

func (s *Session) ForceState(id dom.NodeID, st dom.State) {
	s.States = map[dom.NodeID]dom.State{id: st}
	s.call("ForceState")
}

func (s *Session) Forced(id dom.NodeID) dom.State { return s.States[id] }

func (s *Session) Box(id dom.NodeID) (x, y, w, h float64, ok bool) {
	b, ok := s.Boxes[id]
	return b.Border.X, b.Border.Y, b.Border.W, b.Border.H, ok
}

func (s *Session) Inspect(id dom.NodeID) (renderer.Inspection, bool) {
	b, ok := s.Boxes[id]
	return b, ok
}

// Transfers gives all of Passed that changed.
func (s *Session) Transfers(after uint64) []simulator.Transfer {
	var out []simulator.Transfer
	for _, t := range s.Passed {
		if t.Changed > after {
			out = append(out, t)
		}
	}
	return out
}

func (s *Session) ClearTransfers() {
	s.Passed = nil
	s.set(func(st *simulator.State) { st.Cleared++ })
	s.call("ClearTransfers")
}

func (s *Session) Resend(t *simulator.Transfer, done func(string)) {
	s.call("Resend " + t.URL)
	done("")
}

func (s *Session) SetThrottle(name string) {
	s.set(func(st *simulator.State) { st.Throttle = name })
	s.call("SetThrottle")
}

func (s *Session) Mocks() []wire.Mock { return s.Rules }

func (s *Session) SetMocks(rules []wire.Mock) error {
	s.Rules = rules
	s.set(func(st *simulator.State) { st.Mocks++ })
	s.call("SetMocks")
	return nil
}

func (s *Session) Ask(name string, args value.Value, done func(value.Value, string)) {
	s.call("Ask " + name)
	if s.Asked != nil {
		done(s.Asked(name, args))
		return
	}
	done(value.Value{}, "")
}

func (s *Session) Evaluate(code string, done func(wire.Evaluated)) {
	s.call("Eval " + code)
	if s.Answer != nil {
		result, fault := s.Answer(code)
		done(wire.Evaluated{Result: result, Err: fault})
		return
	}
	done(wire.Evaluated{Result: "42"})
}

// EditData writes into the part with that id.
func (s *Session) EditData(in dom.InstanceID, path string, v value.Value, done func(string)) {
	s.call("EditData " + path + " " + v.JSON())
	done("")
}

func (s *Session) EditGlobal(path string, v value.Value, done func(string)) {
	s.call("EditGlobal " + path + " " + v.JSON())
	done("")
}

func (s *Session) Global(done func(value.Value, string)) { done(s.App, "") }

func (s *Session) Bindings(node dom.NodeID, done func([]simulator.Reading, string)) {
	done([]simulator.Reading{{Node: node, Place: "text", Code: "{{title}}", Instance: 1, Paths: []string{"title"}}}, "")
}

func (s *Session) Readers(in dom.InstanceID, path string, done func([]simulator.Reading, string)) {
	done([]simulator.Reading{{Node: 4, Place: "text", Code: "{{" + path + "}}", Instance: in, Paths: []string{path}}}, "")
}

func (s *Session) PathHistory(in dom.InstanceID, path string, max int) []simulator.Written {
	if path != "left" {
		return nil
	}
	return []simulator.Written{{Seq: 1, Index: 0, Value: value.OfInt(2)}, {Seq: 3, Index: 2, Value: value.OfInt(1)}}
}

// Desk remembers what panels ask of the window.
type Desk struct {
	Opened    string
	Shown     int
	Picked    dom.NodeID
	Hovered   dom.NodeID
	Copied    string
	Broken    string
	Aim       string
	Filtered  string
	Travelled int
}

// The methods of panel.Desk.

func (d *Desk) Open(file string, line, column int)    { d.Opened = file }
func (d *Desk) Show(i int)                            { d.Shown = i }
func (d *Desk) Travel(i int)                          { d.Travelled = i }
func (d *Desk) RunsMenu(fyne.Position)                {}
func (d *Desk) Pick(id dom.NodeID)                    { d.Picked = id }
func (d *Desk) Hover(ids ...dom.NodeID)               { d.Hovered = ids[0] }
func (d *Desk) Name(id dom.NodeID) string             { return "node" }
func (d *Desk) Filter(s string)                       { d.Filtered = s }
func (d *Desk) Target(s string)                       { d.Aim = s }
func (d *Desk) Break(s string)                        { d.Broken = s }
func (d *Desk) Menu(fyne.Position, ...*fyne.MenuItem) {}
func (d *Desk) Copy(s string)                         { d.Copied = s }
func (d *Desk) Hint(string)                           {}
func (d *Desk) Changed()                              {}
func (d *Desk) Post(f func())                         { f() }
func (d *Desk) T(text string, args ...any) string     { return new(words.Words).T(text, args...) }
func (d *Desk) FunctionKey(fyne.KeyName) bool         { return false }
func (d *Desk) WindowShortcut(fyne.Shortcut) bool     { return false }
