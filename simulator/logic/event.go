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
		on := p.view.Node(e.Target)
		for i := 0; on == nil; i++ { // it was removed while the event was under way
			if i == len(e.Hops) {
				return
			}
			on = p.view.Node(e.Hops[i].Node)
		}
		if e.Type == "submit" && on.Tag() == "form" {
			e.Detail = withComponentFields(on, e.Detail)
		}
		d := dispatch{page: p, typ: e.Type, ms: e.Time, detail: w.fromData(e.Detail), touch: e, places: placesOf(e)}
		// WeChat: the view thread tells the logic thread about all handlers at once, so
		// that what one of them removes does not matter to the others (guess).
		hops := view.Hops(on, e.Type, view.EventOptions{Bubbles: e.Bubbles, Composed: e.Bubbles, Capture: e.Bubbles})
		w.hops = &runs
		for i := range hops {
			h := &hops[i]
			if d.stoppedAt != nil && d.stoppedAt != h.Current {
				break
			}
			w.noteHop(&d, h, "")
		}
		w.hops = nil
	})
	if len(runs) > 0 {
		w.send(&wire.Message{Activity: &wire.Activity{Kind: "event", Name: e.Type, Page: p.id, Event: e.Seq, Hops: runs, Start: from, Duration: time.Since(began), Commits: w.commits,
			Input: &wire.Input{Detail: e.Detail, Touches: e.Touches, Changed: e.Changed}}})
	}
}

// noteHop calls a handler and notes it, before those of the events that it triggers;
// event is the name of one that was triggered itself.
func (w *Worker) noteHop(d *dispatch, h *view.Hop, event string) {
	list := w.hops
	if list == nil || len(*list) >= maxHops {
		w.hop(d, h)
		return
	}
	at := len(*list)
	*list = append(*list, wire.HopRun{})
	run, called := w.hop(d, h)
	if !called {
		*list = append((*list)[:at], (*list)[at+1:]...)
		return
	}
	run.Event, run.Capture, run.Stops, run.Dataset = event, h.Capture, h.Stops(), h.Current.Dataset()
	(*list)[at] = run
}

// dispatch is one event on its way.
type dispatch struct {
	page   *page
	typ    string
	ms     float64 // since the page opened
	detail goja.Value
	data   value.Value // detail for wxs, when touch is nil
	touch  *wire.Event // nil for triggerEvent
	places map[dom.NodeID]place
	// stoppedAt is the node whose wxs handler stopped the event.
	stoppedAt *view.Node
}

// place is offsetLeft and offsetTop of a node, CSS px.
type place struct{ x, y float64 }

// placesOf gathers what the host tells about the nodes of the chain.
func placesOf(e *wire.Event) map[dom.NodeID]place {
	m := make(map[dom.NodeID]place, len(e.Hops)+1)
	for i := range e.Hops {
		h := &e.Hops[i]
		m[h.Target] = place{h.TargetX, h.TargetY}
	}
	for i := range e.Hops {
		h := &e.Hops[i]
		m[h.Node] = place{h.X, h.Y}
	}
	return m
}

// hop calls one handler; called is false when there is nothing to call.
func (w *Worker) hop(d *dispatch, h *view.Hop) (run wire.HopRun, called bool) {
	if h.Wxs {
		if w.wxsHop(d, h) {
			d.stoppedAt = h.Current
		}
		return run, false
	}
	in := w.reg.live[h.Current.Owner().ID]
	if in == nil {
		return run, false
	}
	w.ctx.cause.Handler = h.Method
	run = wire.HopRun{Node: h.Current.ID(), Component: in.def.path, Method: h.Method}
	f := in.this.Get(h.Method)
	if !isFunction(f) {
		if h.Method == "true" || h.Method == "false" {
			return run, false // catchtouchmove="true": swallow
		}
		run.Missing = true
		// WeChat: this text.
		w.log("warn", fmt.Sprintf("Component %q does not have a method %q to handle event %q.", in.def.path, h.Method, d.typ))
		return run, true
	}
	began := time.Now()
	old := w.ctx.instance
	w.ctx.instance = in.id
	if _, ok := w.invoke(h.Method+" of "+in.def.path, f, in.this, w.eventObject(d, h)); !ok {
		run.Err = "error"
	}
	w.ctx.instance = old
	run.Duration = time.Since(began)
	return run, true
}

// eventObject is what a handler gets. WeChat: documentation of events; every handler
// gets an object of its own around the same detail (oracle exparser).
func (w *Worker) eventObject(d *dispatch, h *view.Hop) *goja.Object {
	o := w.vm.NewObject()
	_ = o.Set("type", d.typ)
	_ = o.Set("timeStamp", d.ms)
	_ = o.Set("target", w.targetObject(d, h.Target))
	_ = o.Set("currentTarget", w.targetObject(d, h.Current))
	_ = o.Set("mark", w.fromData(orMap(h.Marks())))
	_ = o.Set("detail", d.detail)
	if e := d.touch; e != nil && (len(e.Touches) > 0 || len(e.Changed) > 0) {
		_ = o.Set("touches", w.touchList(e.Touches))
		_ = o.Set("changedTouches", w.touchList(e.Changed))
	}
	_ = o.Set("mut", h.Mut)
	return o
}

// targetObject is target or currentTarget. WeChat: a slot or a virtual host, which
// has no box, lies at 0, 0 (oracle exparser).
func (w *Worker) targetObject(d *dispatch, n *view.Node) *goja.Object {
	at := d.places[n.ID()]
	o := w.vm.NewObject()
	_ = o.Set("id", n.ElemID())
	_ = o.Set("offsetLeft", at.x)
	_ = o.Set("offsetTop", at.y)
	_ = o.Set("dataset", w.datasetOf(n))
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
	p := in.page
	if p == nil {
		return
	}
	if w.eventDepth >= maxEventDepth {
		panic(w.newError("RangeError", fmt.Sprintf("triggerEvent(%q) of %s: events lead to each other more than %d deep", name, in.def.path, maxEventDepth)))
	}
	w.eventDepth++
	defer func() { w.eventDepth-- }()
	d := dispatch{page: p, typ: name, ms: float64(w.clock.told().Microseconds()) / 1000, detail: detail}
	ctx := w.ctx.then(w.ctx.cause)
	ctx.cause.Kind, ctx.cause.Name, ctx.cause.Node, ctx.page = "event", name, in.in.Host.ID(), p.id
	var runs []wire.HopRun
	own := w.hops == nil && w.noted < maxNoted // else it belongs to the event that is on its way
	if own {
		w.noted++
		w.hops = &runs
		defer func() { w.hops = nil }()
	}
	began, from, before := time.Now(), w.clock.elapsed(), len(w.commits)
	w.run(ctx, func() {
		view.Dispatch(in.in.Host, name, o, func(h *view.Hop) bool {
			if h.Wxs {
				d.data, _ = w.toData(detail)
			}
			w.noteHop(&d, h, name)
			return d.stoppedAt == h.Current
		})
	})
	if own && len(runs) > 0 {
		// The detail is not copied: that could run getters of the author's.
		w.send(&wire.Message{Activity: &wire.Activity{Kind: "event", Name: name, Page: p.id, Hops: runs, Start: from, Duration: time.Since(began),
			Commits: w.commits[min(before, len(w.commits)):]}})
	}
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
	changes := []view.Change{{Path: path, Value: v}}
	before := owner.in.Data
	w.apply(owner, changes, c)
	w.writeBack(owner, changes, before) // the field may be a property that is bound in turn
}
