package logic

import (
	"fmt"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// setData is this.setData(data, callback): copy, record, wait when stepping, apply.
func (w *Worker) setData(in *instance, arg, callback goja.Value) {
	began := time.Now()
	o, ok := arg.(*goja.Object)
	if !ok {
		w.log("warn", fmt.Sprintf("setData of %s: an object is expected, got %s", in.def.path, w.inspect(arg)))
		o = w.vm.NewObject()
	}
	waiting := in.in.TakeUpdates()
	changes, raws, c := w.written(in, o, waiting)
	live := in.live
	if !w.paused && (w.stepping || len(w.breaks) > 0) { // paused: called from the console
		before := w.current(in)
		for _, ch := range changes {
			w.recordChange(c, ch.Path, before.At(ch.Path), ch.Value)
		}
		c.Seq = w.commitSeq + 1
		if broke, stop := w.stops(c); stop {
			w.pausedIn = in
			instead, apply := w.pause(c, broke)
			w.pausedIn = nil
			if !apply {
				return
			}
			if instead.Kind() == value.Map {
				stack := c.Stack
				changes, raws, c = w.written(in, w.fromData(instead).(*goja.Object), waiting)
				c.Stack = stack
				c.Warnings = append(c.Warnings, "edited in the window while it waited")
			}
			began = time.Now()
		}
		c.Changes, c.Seq, c.Marks, c.Cost.JS = nil, 0, 0, 0
	}
	in.raws, in.live = raws, live
	before := in.in.Data
	w.apply(in, changes, c)
	w.writeBack(in, changes, before)
	c.Cost.JS = micros(time.Since(began)) - c.Cost.View
	if isFunction(callback) {
		ctx := w.ctx.then(wire.Cause{Kind: "callback", Name: "setData callback", Handler: functionName(callback)})
		ctx.instance = in.id
		w.afterPaint(func() {
			w.run(ctx, func() { w.invoke("callback of setData", callback, in.this) })
		})
	}
}

// written reads the argument of a setData: what it changes, the JavaScript values beside
// the changes, and its record. It throws what JavaScript is to catch.
func (w *Worker) written(in *instance, o *goja.Object, waiting []view.Change) (changes []view.Change, raws []goja.Value, c *wire.Commit) {
	var warnings []string
	keys := o.Keys()
	changes = append(make([]view.Change, 0, len(waiting)+len(keys)), waiting...)
	names := make([]string, 0, cap(changes))
	vals := make([]value.Value, 0, cap(changes))
	for _, c := range waiting {
		names, vals = append(names, c.Path.String()), append(vals, c.Value)
	}
	conv := conversion{w: w}
	raws = make([]goja.Value, len(waiting), cap(changes)) // beside changes
	for _, k := range keys {
		if strings.Trim(k, ".") == "" {
			_, err := value.ParsePath(k)
			warnings = append(warnings, err.Error())
			w.log("warn", "setData of "+in.def.path+": "+err.Error())
			continue
		}
		raw := o.Get(k)
		p, v := conv.change(in, "setData", k, raw)
		if v.IsUndefined() {
			// WeChat: the documentation warns of it; exparser writes it (oracle exparser).
			msg := fmt.Sprintf("Setting data field %q to undefined is invalid.", k)
			warnings = append(warnings, msg)
			w.log("warn", msg)
		}
		if v.Kind() == value.Func {
			conv.funcs = append(conv.funcs, k)
		}
		raws = append(raws, raw)
		changes = append(changes, view.Change{Path: p, Value: v})
		names, vals = append(names, k), append(vals, v)
	}
	in.live = conv.live
	c = w.newCommit(wire.CommitSetData, in)
	c.Stack = w.stack()
	c.Patch = value.OfMap(names, vals)
	c.Bytes = jsonSize(c.Patch)
	c.Warnings = append(warnings, sizeWarnings(c.Bytes)...)
	if in.detached {
		c.Warnings = append(c.Warnings, "the page or component is gone; nothing shows this")
	}
	c.Warnings = append(c.Warnings, conv.odd...)
	for _, f := range conv.funcs {
		c.Warnings = append(c.Warnings, fmt.Sprintf("%q holds a function, which does not reach the view", f))
	}
	return changes, raws, c
}

// change reads one member of setData's or updateData's argument (method names which):
// the path that k means in the data of in, and a copy of its value. What is wrong is
// thrown at the author.
func (c *conversion) change(in *instance, method, k string, raw goja.Value) (value.Path, value.Value) {
	p, err := value.ParsePath(k)
	if err == nil {
		err = checkPath(p)
	}
	if err == nil {
		err = c.grow(in.in.Data, p)
	}
	if err != nil {
		panic(c.w.newError("Error", method+" of "+in.def.path+": "+err.Error()))
	}
	v, err := c.convert(raw)
	if err != nil {
		panic(c.w.newError("TypeError", fmt.Sprintf("%s of %s: the value of %q %s; data is copied and must be a tree", method, in.def.path, k, err)))
	}
	return p, v
}

// writeBack carries changed properties to where model: of the owner's template
// leads; one that got the value it had is not carried. WeChat: documentation of two-way
// bindings in components, oracle glass-easel.
func (w *Worker) writeBack(in *instance, changes []view.Change, before value.Value) {
	if in.in.Owner == nil || in.detached {
		return
	}
	for _, ch := range changes {
		if name := ch.Path[0].Name; len(ch.Path) == 1 && in.def.props[name] != nil && !value.Same(before.Get(name), ch.Value) {
			w.modelWrite(in.in.Host, name, ch.Value)
		}
	}
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

func sizeWarnings(n int) []string {
	switch {
	case n > hugeData:
		return []string{fmt.Sprintf("%d KB in one setData; WeChat allows at most 1,024 KB", n>>10)}
	case n > bigData:
		return []string{fmt.Sprintf("%d KB in one setData; more than 256 KB is slow on phones", n>>10)}
	}
	return nil
}

func checkPath(p value.Path) error {
	if len(p) > maxDataDepth {
		return fmt.Errorf("a data path has %d steps, at most %d are possible", len(p), maxDataDepth)
	}
	for _, s := range p {
		if s.Name == "" && s.Index > maxIndex {
			return fmt.Errorf("data path %q: an index is at most %d", p.String(), maxIndex)
		}
	}
	return nil
}

// grow counts the holes that a far index makes in a list.
func (c *conversion) grow(data value.Value, p value.Path) error {
	for i, s := range p {
		if s.Name != "" || s.Index < farIndex {
			continue
		}
		list := p[:i].String()
		if end := max(data.At(p[:i]).Len(), c.far[list]); s.Index-end > farIndex {
			if c.far == nil {
				c.far = map[string]int{}
			}
			c.far[list] = s.Index
			c.values += (s.Index - end) / 4
		}
	}
	if c.values > maxDataValues {
		return fmt.Errorf("data path %q: the data %w", p.String(), errTooMany)
	}
	return nil
}

// newCommit begins the record of a change.
func (w *Worker) newCommit(kind wire.CommitKind, in *instance) *wire.Commit {
	c := &wire.Commit{Kind: kind, Time: w.clock.elapsed(), Instance: in.id, Component: in.def.path, Cause: w.ctx.cause, Trail: w.ctx.trail}
	if in.page != nil {
		c.Page, c.PagePath = in.page.id, in.page.path
	}
	if in.in.Owner != nil {
		c.Owner = in.in.Owner.ID
	}
	if in.in.Host != nil {
		c.Host = in.in.Host.ID()
	}
	return c
}

// commit numbers a record and puts it on the next Patch.
func (w *Worker) commit(c *wire.Commit) {
	w.commitSeq++
	c.Seq = w.commitSeq
	w.pending = append(w.pending, c)
	if c.Kind == wire.CommitSetData {
		w.commits = append(w.commits, c.Seq)
	}
}

// current is the data of an instance with what has not reached the view yet.
func (w *Worker) current(in *instance) value.Value {
	var e value.Edit
	e.Begin(in.in.Data, len(in.queue))
	for _, c := range in.queue {
		e.Set(c.Path, c.Value)
	}
	return e.Value()
}

// recordRoots records a setData of very many paths as changes of the fields that they
// lie in: the timeline makes the data again from what is recorded.
func (w *Worker) recordRoots(c *wire.Commit, in *instance, before value.Value, changes []view.Change) {
	after := w.current(in)
	c.Changes = nil
	seen := map[string]bool{}
	for _, ch := range changes {
		if root := ch.Path[:1].String(); !seen[root] {
			seen[root] = true
			old, now := before.At(ch.Path[:1]), after.At(ch.Path[:1])
			c.Changes = append(c.Changes, wire.Change{Path: root, Old: old, New: now, Noop: value.Equal(old, now)})
		}
	}
}

func (w *Worker) recordChange(c *wire.Commit, p value.Path, old, new value.Value) {
	if len(c.Changes) >= maxListChanges {
		return
	}
	c.Changes = append(c.Changes, wire.Change{Path: p.String(), Old: old, New: new, Noop: value.Equal(old, new)})
}

// apply writes changes into this.data and the view, with observers in exparser's
// order: data, observers (their setData joins in), the template, then the observers
// of properties.
func (w *Worker) apply(in *instance, changes []view.Change, c *wire.Commit) {
	w.commit(c)
	before := w.current(in)
	raws, live := in.raws, in.live
	in.raws, in.live = nil, false
	below := false // something below a field was written
	for i := range changes {
		ch := &changes[i]
		root := ch.Path[0].Name
		var raw *goja.Object
		if raws != nil {
			raw, _ = raws[i].(*goja.Object)
		}
		if raw != nil && below {
			// Oracle exparser: each value is copied when its turn comes, and may be part of
			// this.data.
			if v, err := w.toData(raw); err == nil {
				ch.Value = v
			}
		}
		below = below || len(ch.Path) > 1
		if p := in.def.props[root]; p != nil {
			if len(ch.Path) == 1 {
				v, warning := p.coerce(ch.Value, in.def.view.GlassEasel)
				if warning != "" {
					c.Warnings = append(c.Warnings, fmt.Sprintf("property %q %s", root, warning))
					w.log("warn", fmt.Sprintf("[Component] <%s>: property %q %s", in.def.path, root, warning))
				}
				ch.Value = v
			}
		}
		val := w.fromData(ch.Value)
		if live && raw != nil {
			val = w.withLive(val, raw)
		}
		if p := in.def.props[root]; p != nil {
			in.propWritten(p, ch, val, raw)
		}
		w.recordChange(c, ch.Path, before.At(ch.Path), ch.Value)
		w.writePath(in.data, ch.Path, val)
		if in.def.isPure(root) {
			in.def.view.NoObserver[root] = true
		}
		in.queue = append(in.queue, *ch)
		in.markObservers(ch.Path)
	}
	if len(changes) > maxListChanges {
		w.recordRoots(c, in, before, changes)
	}
	if in.page != nil {
		w.dirty[in.page.id] = true
	}
	if in.updating {
		in.joinUpdate(changes)
		return // an observer's setData joins the running update
	}
	w.settle(in, c)
}

// settle runs the observers and then brings the view up to date.
func (w *Worker) settle(in *instance, c *wire.Commit) {
	w.applying++
	outer := w.process
	p := w.beginUpdate(in)
	defer func() {
		w.applying--
		w.endUpdate(in, p, outer)
	}()
	func() {
		in.updating = true
		defer func() { in.updating = false }()
		w.runObservers(in, c)
	}()
	queue := in.queue
	in.queue = nil
	began := time.Now()
	w.inView++
	st := in.in.SetData(queue)
	w.inView--
	c.Cost.View = micros(time.Since(began))
	c.Updated, c.Created, c.Removed, c.Unbound = st.Updated, st.Created, st.Removed, st.Unbound
	if w.inView == 0 && in.page != nil {
		// What was made so far on this page belongs to the commits up to this one.
		n := in.in.Page.OpCount()
		for i := len(w.pending) - 1; i >= 0 && w.pending[i].Seq >= c.Seq; i-- {
			if p := w.pending[i]; p.Page == c.Page {
				p.OpsAt = n
			}
		}
	}
	w.runPropObservers(in)
}
