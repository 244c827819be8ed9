package logic

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"strings"
	"time"

	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// run does f as one task: JavaScript called in it shares one turn, microtasks run
// when f has returned, then what changed is flushed. Within a task f runs at once,
// with its own cause.
func (w *Worker) run(ctx context, f func()) {
	if w.inTask {
		old := w.ctx
		w.ctx = ctx
		f()
		w.ctx = old
		return
	}
	w.inTask = true
	w.ctx = ctx
	w.interrupts = 0
	if w.wxs != nil {
		w.wxs.stopped, w.wxs.deaf = false, false
	}
	w.commits = nil
	w.clock.reads = 0
	w.inView, w.applying, w.eventDepth, w.inErrorLifetime = 0, 0, 0, false
	w.hops, w.noted = nil, 0
	began, from := time.Now(), w.clock.elapsed()
	w.taskBegan = began
	w.watch.Load().arm()
	w.turn(f)
	w.reportRejections()
	w.watch.Load().disarm()
	w.inTask = false
	w.ctx = context{}
	if took := time.Since(began); took > time.Millisecond && !ctx.tool || len(w.commits) > 0 {
		kind := "js"
		if k := ctx.cause.Kind; k == "lifecycle" || k == "timer" {
			kind = k
		}
		w.send(&wire.Message{Activity: &wire.Activity{Kind: kind, Name: ctx.cause.Name, Page: ctx.page, Event: ctx.cause.Event,
			Start: from, Duration: took, Detail: ctx.cause.Handler, Commits: w.commits}})
	}
	w.flush()
}

// turn runs f inside one outermost call into goja, so that promise reactions wait
// for its end (goja drains its job queue when the outermost call returns).
func (w *Worker) turn(f func()) {
	defer func() {
		switch x := recover().(type) {
		case nil, *goja.InterruptedError: // given up in interrupted
		default:
			w.internalError(x)
		}
	}()
	w.body = f
	if _, err := w.trampoline(goja.Undefined()); err != nil {
		w.uncaught(err, "")
	}
}

// native makes a Go function callable from JavaScript; a Go panic in it becomes a
// JavaScript error, so that nothing the author writes ends the worker.
func (w *Worker) native(name string, f func(call goja.FunctionCall) goja.Value) goja.Value {
	v := w.vm.ToValue(w.guarded(f))
	if o, ok := v.(*goja.Object); ok && name != "" {
		_ = o.DefineDataProperty("name", w.vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
	return v
}

func (w *Worker) guarded(f func(call goja.FunctionCall) goja.Value) func(call goja.FunctionCall) goja.Value {
	return func(call goja.FunctionCall) goja.Value {
		defer func() {
			if x := recover(); x != nil {
				// goja throws JavaScript errors as panics of its own types.
				if t := reflect.TypeOf(x); isGoja(t) {
					panic(x)
				}
				w.internalError(x)
				panic(w.vm.NewGoError(fmt.Errorf("internal error: %v", x)))
			}
		}()
		return f(call)
	}
}

func isGoja(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return strings.HasPrefix(t.PkgPath(), "github.com/dop251/goja")
}

// internalError reports a fault of ours; work goes on.
func (w *Worker) internalError(x any) {
	w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: "system", Error: true,
		Args: []string{fmt.Sprintf("internal error of the simulator: %v\n%s", x, goStack())}}})
}

func goStack() string {
	s := debug.Stack()
	return string(s[:min(len(s), 6000)])
}

// invoke calls a function of the author for the framework. Errors are reported as
// uncaught and give undefined and false; where names the place ("onLoad").
func (w *Worker) invoke(where string, fn goja.Value, this goja.Value, args ...goja.Value) (goja.Value, bool) {
	f, ok := goja.AssertFunction(fn)
	if !ok {
		return goja.Undefined(), false
	}
	if !w.inTask {
		var v goja.Value
		w.run(w.ctx, func() { v, ok = w.invoke(where, fn, this, args...) })
		return v, ok
	}
	v, err := f(this, args...)
	if err != nil {
		w.errorLifetime(err)
		w.uncaught(err, where)
		return goja.Undefined(), false
	}
	return v, true
}

// errorLifetime tells the component whose code failed, before the error is reported.
// WeChat (oracle exparser): created, attached, moved and detached, observers and the
// functions of relations, documentation: and methods that events call; not ready, not
// pageLifetimes, not what the component's code left to timers and callbacks, and not
// the error lifetime itself.
func (w *Worker) errorLifetime(err error) {
	in := w.reg.live[w.ctx.instance]
	ex, ok := err.(*goja.Exception)
	if in == nil || !ok || w.inErrorLifetime {
		return
	}
	switch c := &w.ctx.cause; c.Kind {
	case "observer", "event":
	case "lifecycle":
		switch c.Name {
		case "ready", "show", "hide", "resize", "routeDone":
			return
		}
	default:
		return
	}
	w.inErrorLifetime = true
	w.lifetime(in, "error", ex.Value())
	w.inErrorLifetime = false
}

// Grab, Resumed and Exited carry the cause of a task through awaits and promise
// reactions (goja.AsyncContextTracker).
type asyncTracker struct {
	w    *Worker
	back context
}

// Grab is called when a reaction is registered.
func (t *asyncTracker) Grab() any { return t.w.ctx }

// Resumed is called before the reaction runs.
func (t *asyncTracker) Resumed(x any) {
	t.back = t.w.ctx
	if c, ok := x.(context); ok {
		c.cause.Awaits++
		t.w.ctx = c
	}
}

// Exited is called after it.
func (t *asyncTracker) Exited() { t.w.ctx = t.back }

// onRejection keeps rejected promises without a handler until the task ends.
func (w *Worker) onRejection(p *goja.Promise, op goja.PromiseRejectionOperation) {
	if op == goja.PromiseRejectionReject {
		w.rejections = append(w.rejections, p)
		return
	}
	for i, q := range w.rejections {
		if q == p {
			w.rejections = append(w.rejections[:i:i], w.rejections[i+1:]...)
			return
		}
	}
}

func (w *Worker) reportRejections() {
	for round := 0; len(w.rejections) > 0 && round < maxRejections; round++ {
		p := w.rejections[0]
		w.rejections = w.rejections[1:]
		w.turn(func() { w.unhandledRejection(p) })
	}
	w.rejections = nil
}
