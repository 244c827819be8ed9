package logic

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"

	"golang.org/x/tools/txtar"
)

// host is a fake of the other side: it keeps trees, logs and commits, answers
// Patches with Committed, and steps a virtual clock.
type host struct {
	t     *testing.T
	dir   string
	toW   chan *wire.Message
	fromW chan *wire.Message
	done  chan error

	trees    map[wire.PageID]*dom.Tree
	route    *wire.Route
	logs     []string
	commits  []wire.Commit
	paused   *wire.Paused
	now      time.Duration
	events   uint64
	lines    []string // everything in order, short
	answer   func(r *wire.Request) *wire.Reply
	reqs     []wire.Request
	eval     *wire.Evaluated
	acts     []wire.Activity
	failures []string // uncaught errors
}

func (h *host) Send(m *wire.Message) error { h.fromW <- m; return nil }

func (h *host) Recv() (*wire.Message, error) {
	m, ok := <-h.toW
	if !ok {
		return nil, io.EOF
	}
	return m, nil
}

func unpack(t *testing.T, src string) string {
	t.Helper()
	dir := t.TempDir()
	writeProject(t, dir, src)
	return dir
}

func writeProject(t testing.TB, dir, src string) {
	t.Helper()
	for _, f := range txtar.Parse([]byte(src)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func (h *host) write(name, text string) {
	h.t.Helper()
	if err := os.WriteFile(filepath.Join(h.dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// open starts a worker on the txtar project and runs it until it is idle.
func open(t *testing.T, src string) *host { return openWith(t, src, nil) }

func openWith(t *testing.T, src string, edit func(*wire.Hello)) *host {
	t.Helper()
	return openPatient(t, src, edit, maxTaskTime)
}

// openPatient lets JavaScript run for longer than a worker does otherwise: for tests
// that are not about the watchdog and stand on a busy machine.
func openPatient(t *testing.T, src string, edit func(*wire.Hello), patience time.Duration) *host {
	t.Helper()
	h := &host{t: t, dir: unpack(t, src), toW: make(chan *wire.Message, 1000), fromW: make(chan *wire.Message, 100000), done: make(chan error, 1), trees: map[wire.PageID]*dom.Tree{}}
	w := New(nil)
	w.patience = patience
	go func() { h.done <- w.Run(h) }()
	hello := &wire.Hello{Version: wire.Version, Root: h.dir, Seed: 1, Clock: time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC), Virtual: true,
		Env: wire.Env{Theme: "light", Conditions: wire.Conditions{Network: "wifi"}, Platform: "devtools"}}
	if edit != nil {
		edit(hello)
	}
	h.send(&wire.Message{Hello: hello})
	t.Cleanup(h.close)
	h.settle()
	return h
}

// patience is longer than the watchdog waits on a machine that stalls.
const patience = maxWaitFactor*maxTaskTime + 20*time.Second

func (h *host) send(m *wire.Message) { h.toW <- m }

func (h *host) close() {
	close(h.toW)
	select {
	case err := <-h.done:
		if err != nil {
			h.t.Errorf("worker: %v", err)
		}
	case <-time.After(patience):
		h.t.Error("worker does not end")
	}
}

// settle lets everything run that is due now.
func (h *host) settle() { h.advance(0) }

// advance moves the virtual clock by d.
func (h *host) advance(d time.Duration) {
	h.t.Helper()
	h.now += d
	for i := 0; i < 10000; i++ {
		h.send(&wire.Message{Advance: &wire.Advance{To: h.now}})
		idle := h.until(func(m *wire.Message) bool { return m.Idle != nil || m.Paused != nil && m.Paused.Waiting })
		if idle.Paused != nil {
			h.until(func(m *wire.Message) bool { return m.Idle != nil })
			return
		}
		if !idle.Idle.More {
			return
		}
	}
	h.t.Fatal("the worker does not come to rest")
}

// until handles messages up to the one wanted.
func (h *host) until(want func(*wire.Message) bool) *wire.Message {
	h.t.Helper()
	for {
		select {
		case m := <-h.fromW:
			h.handle(m)
			if want(m) {
				return m
			}
		case <-time.After(patience):
			h.t.Fatalf("no answer of the worker; so far:\n%s", strings.Join(h.lines, "\n"))
		}
	}
}

func (h *host) handle(m *wire.Message) {
	h.t.Helper()
	switch {
	case m.Patch != nil:
		for _, p := range m.Patch.Pages {
			tree := h.trees[p.Page]
			if tree == nil {
				tree = dom.NewTree()
				h.trees[p.Page] = tree
			}
			if err := tree.Mutate().Apply(p.Ops); err != nil {
				h.t.Errorf("apply ops: %v", err)
			}
		}
		h.commits = append(h.commits, m.Patch.Commits...)
		h.send(&wire.Message{Committed: &wire.Committed{Seq: m.Patch.Seq}})
	case m.Route != nil:
		h.route = m.Route
		var s []string
		for _, p := range m.Route.Stack {
			s = append(s, p.Path)
		}
		h.line("route %s [%s]", m.Route.Kind, strings.Join(s, " "))
	case m.Log != nil:
		l := m.Log.Level + ": " + strings.Join(m.Log.Args, " ")
		if m.Log.Error || m.Log.Level == "warn" {
			for _, f := range m.Log.Stack {
				l += fmt.Sprintf(" @%s:%d:%d", f.File, f.Line, f.Column)
				break
			}
		}
		h.logs = append(h.logs, l)
		if m.Log.Error {
			h.failures = append(h.failures, l)
		}
		h.line("%s", l)
	case m.Request != nil:
		h.reqs = append(h.reqs, *m.Request)
		if h.answer != nil && m.Request.ID != 0 {
			if r := h.answer(m.Request); r != nil {
				r.ID = m.Request.ID
				h.send(&wire.Message{Reply: r})
			}
		}
	case m.Paused != nil:
		h.paused = m.Paused
	case m.Evaluated != nil:
		h.eval = m.Evaluated
	case m.Activity != nil:
		h.acts = append(h.acts, *m.Activity)
	}
}

func (h *host) line(format string, args ...any) {
	h.lines = append(h.lines, fmt.Sprintf(format, args...))
}

// page is the id of the page on top.
func (h *host) page() wire.PageID {
	h.t.Helper()
	if h.route == nil || len(h.route.Stack) == 0 {
		h.t.Fatalf("no page is open; so far:\n%s", strings.Join(h.lines, "\n"))
	}
	return h.route.Stack[len(h.route.Stack)-1].ID
}

// tree is the composed tree of the page on top as text.
func (h *host) tree() string {
	h.t.Helper()
	tree := h.trees[h.page()]
	if tree == nil {
		return "<none>"
	}
	return dom.Dump(tree.Root)
}

// find gives the element with that id attribute.
func (h *host) find(id string) *dom.Node {
	h.t.Helper()
	var found *dom.Node
	var walk func(n *dom.Node)
	walk = func(n *dom.Node) {
		if n.ElemID == id {
			found = n
		}
		for c := n.First; c != nil; c = c.Next {
			walk(c)
		}
	}
	walk(h.trees[h.page()].Root)
	if found == nil {
		h.t.Fatalf("no element #%s in\n%s", id, h.tree())
	}
	return found
}

// fire sends an event on the element with that id and runs what follows.
func (h *host) fire(id, event string, detail value.Value) {
	h.t.Helper()
	h.emit(id, event, detail)
	h.settle()
}

func (h *host) emit(id, event string, detail value.Value) {
	h.t.Helper()
	n := h.find(id)
	h.events++
	e := &wire.Event{Page: h.page(), Seq: h.events, Type: event, Target: n.ID, Bubbles: true, Detail: detail, Time: float64(h.now.Milliseconds())}
	for _, hop := range dom.Chain(n, event, true) {
		e.Hops = append(e.Hops, wire.Hop{Hop: hop})
	}
	h.send(&wire.Message{Event: e})
}

func (h *host) tap(id string) { h.t.Helper(); h.fire(id, "tap", value.M("x", 1, "y", 2)) }

// want compares the lines since the last call with a text.
func (h *host) want(what, text string) {
	h.t.Helper()
	got := strings.Join(h.lines, "\n")
	h.lines = nil
	if strings.TrimSpace(got) != strings.TrimSpace(dedent(text)) {
		h.t.Errorf("%s:\n--- got\n%s\n--- want\n%s", what, got, dedent(text))
	}
}

func (h *host) wantTree(what, text string) {
	h.t.Helper()
	if got := h.tree(); strings.TrimSpace(got) != strings.TrimSpace(dedent(text)) {
		h.t.Errorf("%s:\n--- got\n%s\n--- want\n%s", what, got, dedent(text))
	}
}

func dedent(s string) string {
	lines := strings.Split(strings.Trim(s, "\n"), "\n")
	cut := -1
	for _, l := range lines {
		if strings.TrimSpace(l) == "" {
			continue
		}
		n := len(l) - len(strings.TrimLeft(l, "\t"))
		if cut < 0 || n < cut {
			cut = n
		}
	}
	for i, l := range lines {
		if len(l) >= cut && cut > 0 {
			lines[i] = l[cut:]
		}
	}
	return strings.Join(lines, "\n")
}
