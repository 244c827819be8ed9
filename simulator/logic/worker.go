// Package logic is the logic layer of a mini-program: goja with an event loop,
// modules, App, Page, Component, Behavior, setData, routing and the wx object.
//
// Its one idea: one goroutine runs everything as tasks, each with a cause; the
// view is called at once, inside setData, and one Patch leaves at the end of a
// task. Whatever comes from outside (messages, timers, finished background work)
// enters through one inbox in order, so a run can be repeated.
package logic

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/project"
	"diorama/simulator/script"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dlclark/regexp2/v2"
	"github.com/dop251/goja"
)

// Conn carries messages between host and worker. Send is called from the logic
// goroutine, Recv from the reader goroutine; io.EOF from Recv ends the worker.
type Conn interface {
	Send(*wire.Message) error
	Recv() (*wire.Message, error)
}

// Worker runs one mini-program. Make one with New, call Run once.
//
// Goroutines: Run is the logic goroutine and the only one that touches anything
// here. It starts one reader (blocks in Conn.Recv, ends with the connection), one
// goroutine per wx.Call.Go (blocks on files or network, ends by itself, its result
// is dropped after Run), and a timer that interrupts JavaScript that runs too long.
type Worker struct {
	scripts *script.Cache
	conn    Conn
	sendErr error

	vm       *goja.Runtime
	js       *prelude
	hello    *wire.Hello
	env      wire.Env
	proj     *project.Project
	inbox    *inbox
	clock    *clock
	rand     *rand.Rand
	traceOld time.Time    // since when something waits in trace, zero nothing does
	trace    *trace       // what is served is written down here, nil nowhere
	cassette *wx.Cassette // and what the network says
	player   *player      // gives what to serve in a replay, nil live
	held     bool         // a replay is over, the host has not said ControlLive yet
	stopped  bool

	// The running task.
	inTask          bool
	ctx             context
	body            func()
	trampoline      goja.Callable
	watch           atomic.Pointer[watchdog]
	patience        time.Duration // how long one task may run
	interrupts      int
	inErrorLifetime bool
	commits         []uint64 // of the task
	rejections      []*goja.Promise

	// What the next Patch takes along.
	seq       uint64 // of the last Patch
	commitSeq uint64
	pending   []*wire.Commit
	callbacks []func() // run when the Patch has been committed
	committed []waiting
	ackSeq    uint64 // last Seq that the host has painted

	// Stepping.
	stepping   bool
	breaks     []wire.Condition
	taskBegan  time.Time
	paused     bool
	pausedIn   *instance      // whose setData waits
	inView     int            // depth of calls into the view
	applying   int            // depth of setData being applied
	updates    int            // update processes so far
	process    *process       // the innermost that runs
	eventDepth int            // of triggerEvent
	hops       *[]wire.HopRun // of the event on its way, nil none
	noted      int            // events of their own that this task told

	// Virtual time.
	advancing  bool
	target     time.Duration
	asked      bool // the host has something to answer since the last Idle
	background int  // pieces of work that run elsewhere
	bgSeq      int64
	finished   []finished

	requests map[int64]*request
	reqSeq   int64
	asking   []func() // questions about the layout, asked after the Patch of the task
	told     bool     // that Patch is sent; ask now

	units   map[string]*script.Unit
	modules modules
	reg     registry
	app     *app
	router  router
	console console
	api     *apis
	wxs     *wxsLayer
	indices []string // decimal texts of list indices
	nextIn  dom.InstanceID
	nextPg  wire.PageID
	dirty   map[wire.PageID]bool // pages with operations to take
	seen    map[wxml.Diagnostic]bool
}

// context is what a task is about; promise reactions carry it along.
type context struct {
	cause    wire.Cause
	page     wire.PageID
	instance dom.InstanceID
	nesting  int          // of timers
	trail    []wire.Cause // what led to cause; never changed in place
	tool     bool         // a question of the devtools: no activity of the mini-program
}

// then is the context of what comes of c later, in a callback or a timer.
func (c context) then(cause wire.Cause) context {
	if c.cause.Kind != "" {
		trail := c.trail
		if n := len(trail); n >= maxTrail {
			// The input that began it all stays, and what came last.
			trail = append(trail[:1:1], trail[n-maxTrail+2:]...)
		}
		c.trail = append(trail[:len(trail):len(trail)], c.cause)
	}
	c.cause = cause
	return c
}

// waiting is a callback that waits for the host to paint a Patch.
type waiting struct {
	seq uint64
	f   func()
}

var regexpOnce sync.Once // regexp2's limit is a variable of that package

// New makes a worker. scripts may be shared between workers of one process; nil
// makes a fresh cache.
func New(scripts *script.Cache) *Worker {
	if scripts == nil {
		scripts = script.NewCache()
	}
	regexpOnce.Do(func() { regexp2.DefaultMatchTimeout = regexpTimeout })
	return &Worker{scripts: scripts, inbox: newInbox(), patience: maxTaskTime, units: map[string]*script.Unit{}, requests: map[int64]*request{},
		dirty: map[wire.PageID]bool{}, seen: map[wxml.Diagnostic]bool{}}
}

// SetPatience changes how long one task may run before it is ended; before Run only.
func (w *Worker) SetPatience(task time.Duration) { w.patience = task }

var errStopped = errors.New("stopped by the host")

// Run serves the connection until it ends, the host says stop, or the program
// cannot be opened. It always tries to say Bye.
func (w *Worker) Run(conn Conn) (err error) {
	w.conn = conn
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("worker: %v\n%s", x, goStack())
		}
		reason := "end of connection"
		if err != nil && !errors.Is(err, io.EOF) {
			reason = err.Error()
		}
		if errors.Is(err, io.EOF) || errors.Is(err, errStopped) {
			err = nil
		}
		if w.api != nil && w.api.state != nil {
			w.api.state.Close()
		}
		if w.proj != nil {
			w.proj.Close()
		}
		w.send(&wire.Message{Bye: &wire.Bye{Reason: reason}})
	}()
	go w.read(conn)
	return w.loop()
}

func (w *Worker) read(conn Conn) {
	for {
		m, err := conn.Recv()
		if err != nil {
			w.inbox.post(entry{err: err})
			return
		}
		w.inbox.post(entry{msg: m})
		if m.Control != nil && m.Control.Kind == wire.ControlStop {
			w.watch.Load().stop()
		}
	}
}

// send gives a message to the host; a failed connection ends the loop.
func (w *Worker) send(m *wire.Message) {
	if w.sendErr == nil {
		if w.player == nil && !w.held {
			m.Trace = w.trace.take()
		}
		w.sendErr = w.conn.Send(m)
	}
}

func (w *Worker) loop() error {
	for {
		if w.stopped {
			return errStopped
		}
		if w.sendErr != nil {
			return fmt.Errorf("send to host: %w", w.sendErr)
		}
		if w.player != nil {
			if err := w.replayStep(); err != nil {
				return err
			}
			continue
		}
		if w.held {
			if err := w.awaitLive(); err != nil {
				return err
			}
			continue
		}
		if e, ok := w.take(); ok {
			if e.err != nil {
				return e.err
			}
			if err := w.serveSafely(e); err != nil {
				return err
			}
			continue
		}
		if w.vm == nil {
			w.inbox.wait(-1)
			continue
		}
		if w.clock.virtual {
			w.virtualStep()
			continue
		}
		now := w.clock.elapsed()
		if t, at, seq := w.clock.due(now); t != nil {
			w.trace.timer(max(at, now), seq)
			t.fire()
			continue
		}
		d := w.tellTraceSoon()
		if next := w.clock.next(); next >= 0 && (d < 0 || next-now < d) {
			d = max(next-now, 0)
		}
		w.inbox.wait(d)
	}
}

// virtualStep runs the next timer of a virtual clock, or tells the host that
// nothing is left to do.
func (w *Worker) virtualStep() {
	if w.background > 0 {
		w.tellTrace()
		// Time stands still until background work has answered.
		began := time.Now()
		w.inbox.wait(backgroundWait)
		if time.Since(began) < backgroundWait {
			return
		}
		w.log("warn", "background work did not answer in time; the virtual clock goes on")
		w.background = 0
		w.trace.forced(w.clock.now)
		w.runFinished()
	}
	if !w.advancing {
		w.inbox.wait(w.tellTraceSoon())
		return
	}
	if w.asked {
		// The host may answer (Committed, Reply) before time goes on.
		w.asked, w.advancing = false, false
		w.idle(true)
		return
	}
	if t, at, seq := w.clock.due(w.target); t != nil {
		w.clock.now = max(w.clock.now, at)
		w.trace.timer(w.clock.now, seq)
		t.fire()
		return
	}
	w.clock.now = max(w.clock.now, w.target)
	w.advancing = false
	w.idle(false)
}

func (w *Worker) idle(more bool) {
	w.send(&wire.Message{Idle: &wire.Idle{Now: w.clock.now, Next: w.clock.next(), Pending: w.unanswered() + w.background, More: more}})
}

// serveSafely reports a fault of ours and goes on with the next entry.
func (w *Worker) serveSafely(e entry) (err error) {
	defer func() {
		if x := recover(); x != nil {
			if w.clock == nil {
				panic(x) // nothing runs yet
			}
			w.inTask = false
			w.internalError(x)
		}
	}()
	return w.serve(e)
}

// serve handles one entry as a task of its own.
func (w *Worker) serve(e entry) error {
	if e.done != nil {
		e.done()
		return nil
	}
	m := e.msg
	if m.Hello == nil && w.vm == nil {
		if m.Control != nil && m.Control.Kind == wire.ControlStop {
			w.stopped = true
			return nil
		}
		return nil // nothing runs yet: nothing to steer
	}
	switch {
	case m.Hello != nil:
		if w.vm != nil {
			return errors.New("hello: a second Hello; a worker runs one program")
		}
		return w.start(m.Hello)
	case m.Event != nil:
		w.event(m.Event)
	case m.Action != nil:
		w.action(m.Action)
	case m.Reply != nil:
		w.reply(m.Reply)
	case m.Env != nil:
		w.setEnv(m.Env)
	case m.Control != nil:
		w.control(m.Control)
	case m.Committed != nil:
		w.onCommitted(m.Committed)
	case m.Reload != nil:
		w.reload(m.Reload)
	case m.Advance != nil:
		w.advancing = true
		w.target = max(m.Advance.To, w.clock.now)
	case m.Eval != nil:
		w.eval(m.Eval)
	case m.Ask != nil:
		w.answer(m.Ask)
	case m.Mocks != nil:
		w.setMocks(m.Mocks)
	}
	return nil
}

// onCommitted runs the callbacks of setData up to the painted Patch.
func (w *Worker) onCommitted(c *wire.Committed) {
	w.ackSeq = max(w.ackSeq, c.Seq)
	n := 0
	for n < len(w.committed) && w.committed[n].seq <= w.ackSeq {
		n++
	}
	ready := w.committed[:n:n]
	w.committed = w.committed[n:]
	for _, c := range ready {
		c.f()
	}
}

// afterPaint runs f as soon as the host has painted what has changed so far.
func (w *Worker) afterPaint(f func()) { w.callbacks = append(w.callbacks, f) }

// flush sends what has changed as one Patch, then the questions about it.
func (w *Worker) flush() {
	w.sendPatch()
	w.told = true
	for len(w.asking) > 0 {
		f := w.asking[0]
		w.asking = w.asking[1:]
		f()
	}
	w.told = false
}

func (w *Worker) sendPatch() {
	if len(w.dirty) == 0 && len(w.pending) == 0 && len(w.callbacks) == 0 {
		return
	}
	var pages []wire.PageOps
	for _, p := range w.router.all() {
		if w.dirty[p.id] {
			if ops := p.view.TakeOps(); len(ops) > 0 {
				pages = append(pages, wire.PageOps{Page: p.id, Ops: ops})
			}
		}
	}
	clear(w.dirty)
	w.seq++
	for _, p := range w.router.all() {
		// Components made since then are ready when this has been painted.
		if p.ready && !p.closed && p.view.NeedsReady() {
			w.callbacks = append(w.callbacks, func() { w.becomeReady(p) })
		}
	}
	w.injectLater()
	for _, f := range w.callbacks {
		w.committed = append(w.committed, waiting{w.seq, f})
	}
	commits := make([]wire.Commit, len(w.pending))
	for i, c := range w.pending {
		commits[i] = *c
	}
	w.pending, w.callbacks = nil, nil
	w.asked = true
	w.send(&wire.Message{Patch: &wire.Patch{Seq: w.seq, Pages: pages, Commits: commits}})
}

func (w *Worker) setEnv(e *wire.Env) {
	old := w.env
	w.env = *e
	if old.Theme != e.Theme && w.proj != nil {
		w.proj.SetTheme(e.Theme)
		for _, p := range w.router.all() {
			p.info.Window = w.proj.Component(p.path).Window
		}
		w.sendRoute("update")
		w.themeChanged(e.Theme)
	}
	if w.api != nil && (old.WindowWidth != e.WindowWidth || old.WindowHeight != e.WindowHeight) {
		w.run(context{cause: wire.Cause{Kind: "event", Name: "resize"}}, w.api.state.Resized)
	}
	if w.api != nil {
		for _, c := range w.api.state.Conditions(&old) {
			w.run(context{cause: wire.Cause{Kind: "event", Name: c.Name}}, c.Run)
		}
	}
	if old.Hidden != e.Hidden {
		w.appVisibility(!e.Hidden, value.Value{})
	}
}
