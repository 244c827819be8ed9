package logic

import (
	"cmp"
	"slices"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/project"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// request is a question to the host that waits for its Reply.
type request struct {
	ctx   context
	reply func(value.Value, string)
	many  bool // a subscription: stays open
}

// soon runs f as a task of its own after what is waiting already.
func (w *Worker) soon(ctx context, f func()) {
	w.bgSeq++
	w.inbox.post(entry{id: w.bgSeq, done: func() { w.run(ctx, f) }})
}

// Hello implements wx.Runtime.
func (w *Worker) Hello() *wire.Hello { return w.hello }

// Env implements wx.Runtime.
func (w *Worker) Env() *wire.Env { return &w.env }

// Project implements wx.Runtime.
func (w *Worker) Project() *project.Project { return w.proj }

// Now implements wx.Runtime.
func (w *Worker) Now() time.Time { return w.clock.start.Add(w.clock.told()) }

// Elapsed implements wx.Runtime.
func (w *Worker) Elapsed() time.Duration { return w.clock.told() }

// Outside implements wx.Runtime.
func (w *Worker) Outside(f func() int) int {
	if w.player != nil {
		return w.player.outside()
	}
	n := f()
	w.trace.outside(n)
	return n
}

// Cassette implements wx.Runtime.
func (w *Worker) Cassette() *wx.Cassette { return w.cassette }

// Rand implements wx.Runtime.
func (w *Worker) Rand() float64 { return w.rand.Float64() }

// After implements wx.Runtime.
func (w *Worker) After(d time.Duration, name string, f func()) (cancel func()) {
	ctx := w.ctx.then(wire.Cause{Kind: "callback", Name: name})
	t := w.clock.add(d, 0, func() { w.run(ctx, f) })
	return func() { w.clock.cancel(t) }
}

// Go implements wx.Runtime.
func (w *Worker) Go(name string, work func() (done func())) {
	ctx := w.ctx.then(wire.Cause{Kind: "callback", Name: name})
	w.background++
	w.bgSeq++
	id := w.bgSeq
	go func() {
		done := work()
		w.inbox.post(entry{id: id, done: func() {
			w.background = max(w.background-1, 0)
			w.finished = append(w.finished, finished{id, ctx, done})
			if !w.clock.virtual || w.background == 0 {
				w.runFinished()
			}
		}})
	}()
}

// finished is background work whose result has not been handed over.
type finished struct {
	id   int64
	ctx  context
	done func()
}

// runFinished hands over results in the order in which the work began: with a
// virtual clock, which waits for all of it, two runs then see the same order.
func (w *Worker) runFinished() {
	list := w.finished
	w.finished = nil
	slices.SortFunc(list, func(a, b finished) int { return cmp.Compare(a.id, b.id) })
	for _, f := range list {
		if f.done != nil {
			w.run(f.ctx, f.done)
		}
	}
}

// Request implements wx.Runtime.
func (w *Worker) Request(page wire.PageID, name string, args value.Value, reply func(value.Value, string)) int64 {
	id := int64(0)
	if reply != nil {
		w.reqSeq++
		id = w.reqSeq
		ctx := w.ctx.then(wire.Cause{Kind: "callback", Name: name})
		w.requests[id] = &request{ctx: ctx, reply: reply}
	}
	w.asked = true
	m := &wire.Message{Request: &wire.Request{ID: id, Page: page, Name: name, Args: args}}
	if asksLayout[name] {
		w.Settled(func() { w.send(m) })
	} else {
		w.send(m)
	}
	return id
}

// Settled implements wx.Runtime.
func (w *Worker) Settled(f func()) {
	if !w.inTask || w.told {
		f()
		return
	}
	ctx := w.ctx
	w.asking = append(w.asking, func() {
		old := w.ctx
		w.ctx = ctx
		f()
		w.ctx = old
	})
}

// asksLayout lists the requests about boxes: they must see what the running task has
// set, and a page that it is just making. WeChat: one queue carries setData and queries.
var asksLayout = map[string]bool{"selectorQuery": true, "intersectionObserver": true, "intersectionObserver.cancel": true, "scrollView": true, "pageScrollTo": true}

// Subscribe implements wx.Runtime.
func (w *Worker) Subscribe(page wire.PageID, name string, args value.Value, reply func(value.Value)) (cancel func()) {
	id := w.Request(page, name, args, func(v value.Value, _ string) { reply(v) })
	w.requests[id].many = true
	return func() {
		if w.requests[id] != nil {
			delete(w.requests, id)
			w.Request(page, name+".cancel", value.M("id", id), nil)
		}
	}
}

// reply hands the host's answer on.
func (w *Worker) reply(r *wire.Reply) {
	q := w.requests[r.ID]
	if q == nil {
		return // cancelled meanwhile
	}
	if !q.many {
		delete(w.requests, r.ID)
	}
	w.run(q.ctx, func() { q.reply(r.Result, r.Err) })
}

// Emit implements wx.Runtime.
func (w *Worker) Emit(event string, args ...value.Value) { w.EmitOn(nil, event, args...) }

// EmitOn implements wx.Runtime.
func (w *Worker) EmitOn(o *wx.Object, event string, args ...value.Value) {
	if !w.Listening(o, event) {
		return
	}
	js := make([]goja.Value, len(args))
	for i, a := range args {
		js[i] = w.fromData(a)
	}
	w.emitJS(o, event, js...)
}

// Listening implements wx.Runtime.
func (w *Worker) Listening(o *wx.Object, event string) bool {
	return w.api != nil && len(w.api.listeners[listenerKey{o, event}]) > 0
}

// Invoke implements wx.Runtime.
func (w *Worker) Invoke(f *wx.Func, args ...value.Value) value.Value {
	fn, ok := f.JS.(*goja.Object)
	if !ok {
		return value.Value{}
	}
	js := make([]goja.Value, len(args))
	for i, a := range args {
		js[i] = w.fromData(a)
	}
	out, ok := w.invoke("callback", fn, goja.Undefined(), js...)
	if !ok {
		return value.Value{}
	}
	v, err := w.toArg(out)
	if err != nil {
		return value.Value{}
	}
	return v
}

// Log implements wx.Runtime.
func (w *Worker) Log(level, text string) { w.log(level, text) }

// Unsupported implements wx.Runtime.
func (w *Worker) Unsupported(name string) {
	if w.api == nil || w.api.told[name] {
		return
	}
	w.api.told[name] = true
	w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: "warn", Args: []string{name + " is not simulated"}, Stack: w.stack(), API: name}})
}

// Activity implements wx.Runtime.
func (w *Worker) Activity(a wire.Activity) { w.send(&wire.Message{Activity: &a}) }

// Stale implements wx.Runtime.
func (w *Worker) Stale(m wire.Stale) { w.send(&wire.Message{Stale: &m}) }

// Transfer implements wx.Runtime.
func (w *Worker) Transfer(t wire.Transfer) {
	if t.Begin != nil && w.inTask {
		t.Begin.Stack = w.stack()
	}
	w.send(&wire.Message{Transfer: &t})
}
