package logic

import (
	"fmt"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// event runs the handler chain of an input as one task.
func (w *Worker) event(e *wire.Event) {
	p := w.router.find(e.Page)
	if p == nil {
		return // the page was closed meanwhile
	}
	if e.PageMethod != "" {
		w.pageEvent(p, e)
		return
	}
	ctx := context{cause: wire.Cause{Kind: "event", Name: e.Type, Event: e.Seq, Node: e.Target}, page: p.id}
	if len(e.Hops) > 0 {
		ctx.cause.Handler = e.Hops[0].Method
	}
	began, from := time.Now(), w.clock.elapsed()
	var runs []wire.HopRun
	w.run(ctx, func() {
		if e.Model != "" {
			w.writeModel(p, e)
		}
		w.dirty[p.id] = true
		detail := w.fromData(e.Detail)
		for i := range e.Hops {
			h := &e.Hops[i]
			if h.Wxs {
				if w.wxsHop(p, e, h) {
					break
				}
				continue
			}
			w.ctx.cause.Handler = h.Method
			run, called := w.hop(p, &h.Hop, func() *goja.Object { return w.eventObject(p, e, h, detail) })
			if called {
				runs = append(runs, run)
			}
		}
	})
	if len(runs) > 0 {
		w.send(&wire.Message{Activity: &wire.Activity{Kind: "event", Name: e.Type, Page: p.id, Event: e.Seq, Hops: runs, Start: from, Duration: time.Since(began), Commits: w.commits}})
	}
}

// hop calls one handler; called is false when the binding has no handler name.
func (w *Worker) hop(p *page, h *dom.Hop, event func() *goja.Object) (run wire.HopRun, called bool) {
	if h.Method == "" {
		return run, false
	}
	in := w.reg.live[h.Owner]
	if in == nil {
		return run, false
	}
	run = wire.HopRun{Node: h.Node, Component: in.def.path, Method: h.Method}
	f := in.this.Get(h.Method)
	if !isFunction(f) {
		if h.Method == "true" || h.Method == "false" {
			return run, false // catchtouchmove="true": swallow
		}
		run.Missing = true
		// WeChat: this text.
		w.log("warn", fmt.Sprintf("Component %q does not have a method %q to handle event %q.", in.def.path, h.Method, w.ctx.cause.Name))
		return run, true
	}
	began := time.Now()
	old := w.ctx.instance
	w.ctx.instance = in.id
	if _, ok := w.invoke(h.Method+" of "+in.def.path, f, in.this, event()); !ok {
		run.Err = "error"
	}
	w.ctx.instance = old
	run.Duration = time.Since(began)
	return run, true
}

// eventObject is what a handler gets. WeChat: documentation of events.
func (w *Worker) eventObject(p *page, e *wire.Event, h *wire.Hop, detail goja.Value) *goja.Object {
	o := w.vm.NewObject()
	_ = o.Set("type", e.Type)
	_ = o.Set("timeStamp", e.Time)
	_ = o.Set("target", w.targetObject(p, h.Target, h.TargetX, h.TargetY))
	_ = o.Set("currentTarget", w.targetObject(p, h.Node, h.X, h.Y))
	mark := value.OfMap(nil, nil)
	if n := p.view.Node(h.Target); n != nil {
		mark = orMap(n.Marks(nil))
	}
	_ = o.Set("mark", w.fromData(mark))
	_ = o.Set("detail", detail)
	if len(e.Touches) > 0 || len(e.Changed) > 0 {
		_ = o.Set("touches", w.touchList(e.Touches))
		_ = o.Set("changedTouches", w.touchList(e.Changed))
	}
	_ = o.Set("mut", false)
	return o
}

func (w *Worker) targetObject(p *page, id dom.NodeID, x, y float64) *goja.Object {
	o := w.vm.NewObject()
	elemID, dataset := "", goja.Value(nil)
	if n := p.view.Node(id); n != nil {
		elemID, dataset = n.ElemID(), w.datasetOf(n)
	} else {
		dataset = w.vm.NewObject()
	}
	_ = o.Set("id", elemID)
	_ = o.Set("offsetLeft", x)
	_ = o.Set("offsetTop", y)
	_ = o.Set("dataset", dataset)
	return o
}

func touchValues(list []wire.Touch) value.Value {
	items := make([]value.Value, len(list))
	for i, t := range list {
		items[i] = value.M("identifier", t.ID, "pageX", t.PageX, "pageY", t.PageY, "clientX", t.ClientX, "clientY", t.ClientY, "x", t.ClientX, "y", t.ClientY, "force", 1)
	}
	return value.OfList(items)
}

func (w *Worker) touchList(list []wire.Touch) goja.Value { return w.fromData(touchValues(list)) }

// triggerEvent is this.triggerEvent(name, detail, options): the handlers run at once.
func (w *Worker) triggerEvent(in *instance, name string, detail, options goja.Value) {
	var o view.EventOptions
	if x, ok := options.(*goja.Object); ok {
		on := func(k string) bool { v := x.Get(k); return v != nil && v.ToBoolean() }
		o = view.EventOptions{Bubbles: on("bubbles"), Composed: on("composed"), Capture: on("capturePhase")}
	}
	if in.detached || in.page == nil {
		return
	}
	hops := in.in.EventHops(name, o)
	if len(hops) == 0 {
		return
	}
	if w.eventDepth >= maxEventDepth {
		panic(w.newError("RangeError", fmt.Sprintf("triggerEvent(%q) of %s: events lead to each other more than %d deep", name, in.def.path, maxEventDepth)))
	}
	w.eventDepth++
	defer func() { w.eventDepth-- }()
	p := in.page
	ms := float64(w.clock.elapsed().Microseconds()) / 1000
	ctx := w.ctx
	ctx.cause.Kind, ctx.cause.Name, ctx.cause.Node, ctx.page = "event", name, in.in.Host.ID(), p.id
	w.run(ctx, func() {
		for i := range hops {
			h := &wire.Hop{Hop: hops[i]}
			e := &wire.Event{Type: name, Time: ms}
			if h.Wxs {
				e.Detail, _ = w.toData(detail)
				if w.wxsHop(p, e, h) {
					break
				}
				continue
			}
			w.ctx.cause.Handler = h.Method
			w.hop(p, &h.Hop, func() *goja.Object { return w.eventObject(p, e, h, detail) })
		}
	})
}

// writeModel carries out a two-way binding of a built-in.
func (w *Worker) writeModel(p *page, e *wire.Event) {
	n := p.view.Node(e.Target)
	if n == nil {
		return
	}
	w.modelWrite(n, e.Model, e.ModelValue)
}

func (w *Worker) modelWrite(n *view.Node, prop string, v value.Value) {
	vi, path, ok := n.Model(prop)
	if !ok || vi == nil {
		return
	}
	owner, _ := vi.User.(*instance)
	if owner == nil || value.Equal(w.current(owner).At(path), v) {
		return
	}
	c := w.newCommit(wire.CommitSetData, owner)
	c.Patch = value.OfMap([]string{path.String()}, []value.Value{v})
	c.Bytes = jsonSize(c.Patch)
	c.Cause.Handler = "model:" + prop
	w.apply(owner, []view.Change{{Path: path, Value: v}}, c)
}
