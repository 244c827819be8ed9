package window

import (
	"fmt"
	"image"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"diorama/simulator"
)

// Stepper is what the frame loop needs of the run; *simulator.Session is one.
type Stepper interface {
	Step(now time.Time) time.Duration
	Frame() simulator.Frame
	Until(at time.Duration) time.Duration
	Wake() <-chan struct{}
	State() simulator.State
	SetScale(dpr float64)
}

// Dispatcher runs functions on the UI goroutine.
type Dispatcher interface{ Post(func()) }

const (
	// frameTime is the least time between two frames.
	frameTime = 15 * time.Millisecond
	// panelTime is the least time between two looks of the panels at the run.
	panelTime = 50 * time.Millisecond
	// tidyTime after its start the loop gives back to the system, once, what only
	// the start needed: fonts under way and first pictures, some 50 MB.
	tidyTime = 2 * time.Second
)

// loop steps the run and draws it. It owns one goroutine, started by start and
// ended by stop; that one blocks on the session's mutex and nothing else. One more
// collects garbage once, tidyTime after the start.
type loop struct {
	ses    Stepper
	post   Dispatcher
	put    func(*image.RGBA, []image.Rectangle) // copies the picture
	beside func() bool                          // draws the extra phones, and whether they changed; may be nil
	frame  func()                               // UI: shows the picture put last
	panels func()                               // UI: pulls the model
	failed func(string)                         // UI: says what went wrong
	status func(simulator.State)                // every change of state, on the loop's goroutine; may be nil

	poke chan struct{}
	quit chan struct{}
	runs bool // for the goroutine that starts and stops
	done sync.WaitGroup

	scale        atomic.Uint64 // wanted device px per CSS px × 2^20
	whole        atomic.Bool   // the next picture is put as a whole
	framePosted  atomic.Bool
	panelsPosted atomic.Bool
	frames       atomic.Int64
	frameCost    atomic.Int64 // ns of the last frame drawn
}

func newLoop(s Stepper, d Dispatcher) *loop {
	return &loop{ses: s, post: d, poke: make(chan struct{}, 1)}
}

func (l *loop) start() {
	l.quit, l.runs = make(chan struct{}), true
	l.done.Add(1)
	go func() {
		defer l.done.Done()
		l.run()
	}()
}

func (l *loop) stop() {
	if l.runs {
		close(l.quit)
		l.done.Wait()
		l.runs = false
	}
}

// running reports whether start was called, and stop not yet.
func (l *loop) running() bool { return l.runs }

// Poke makes the loop run at once.
func (l *loop) Poke() {
	select {
	case l.poke <- struct{}{}:
	default:
	}
}

// setScale asks for pictures of that many device px per CSS px.
func (l *loop) setScale(dpr float64) {
	if n := uint64(dpr*(1<<20) + 0.5); l.scale.Swap(n) != n {
		l.Poke()
	}
}

func (l *loop) run() {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	tidy := time.AfterFunc(tidyTime, debug.FreeOSMemory)
	defer tidy.Stop()
	var scale, version uint64
	var lastFrame, lastPanels time.Time
	first, told := true, false
	quit := l.quit
	for {
		if n := l.scale.Load(); n != scale && n != 0 {
			scale = n
			l.guard(func() { l.ses.SetScale(float64(n) / (1 << 20)) })
		}
		next := time.Duration(-1)
		sooner := func(d time.Duration) {
			if d >= 0 && (next < 0 || d < next) {
				next = d
			}
		}
		l.guard(func() { sooner(l.ses.Until(l.ses.Step(time.Now()))) })
		if wait := frameTime - time.Since(lastFrame); wait > 0 {
			sooner(wait)
		} else {
			began := time.Now()
			l.guard(func() {
				f := l.ses.Frame()
				if l.whole.Swap(false) {
					f.Damage = []image.Rectangle{f.Image.Rect}
				}
				if l.beside != nil && l.beside() {
					l.postOnce(&l.framePosted, l.frame)
				}
				if len(f.Damage) > 0 || first {
					first = false
					l.put(f.Image, f.Damage)
					lastFrame = began
					l.frames.Add(1)
					l.frameCost.Store(int64(time.Since(began)))
					l.postOnce(&l.framePosted, l.frame)
				}
				if d := l.ses.Until(f.Next); d >= 0 {
					sooner(max(d, time.Millisecond))
				}
			})
		}
		l.guard(func() {
			st := l.ses.State()
			if st.Version == version && told {
				return
			}
			if l.status != nil {
				l.status(st)
			}
			if wait := panelTime - time.Since(lastPanels); wait > 0 {
				sooner(wait)
				return
			}
			told, version, lastPanels = true, st.Version, time.Now()
			l.postOnce(&l.panelsPosted, l.panels)
		})
		if next < 0 {
			next = time.Hour
		}
		timer.Reset(max(next, time.Millisecond))
		select {
		case <-quit:
			return
		case <-l.ses.Wake():
		case <-l.poke:
		case <-timer.C:
		}
	}
}

// postOnce keeps at most one call of f waiting: Fyne's queue has no bound.
func (l *loop) postOnce(posted *atomic.Bool, f func()) {
	if posted.CompareAndSwap(false, true) {
		l.post.Post(func() {
			posted.Store(false)
			l.shield(f)
		})
	}
}

// shield is the border of the UI goroutine: a fault in a panel must not close the
// window.
func (l *loop) shield(f func()) {
	defer func() {
		if e := recover(); e != nil {
			l.failed(fmt.Sprintf("internal error: %v\n%s", e, debug.Stack()))
		}
	}()
	f()
}

// guard is one of the borders where panics stop (ARCHITECTURE.md): the last good
// picture stays, the window says what happened, work goes on.
func (l *loop) guard(f func()) {
	defer func() {
		if e := recover(); e != nil {
			text := fmt.Sprintf("internal error: %v\n%s", e, debug.Stack())
			l.post.Post(func() { l.failed(text) })
			time.Sleep(50 * time.Millisecond) // a fault in every frame must not fill the queue
		}
	}()
	f()
}
