package logic

import (
	"fmt"
	"slices"

	"diorama/renderer/value"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// observer is one entry of observers: several fields, one function.
type observer struct {
	fields []observed
	fn     goja.Value // function or method name
	text   string     // as written
}

// observed is one field; deep is the ** form.
type observed struct {
	path value.Path
	deep bool
}

// touches tells whether writing changed concerns the field: the field itself, what
// contains it, or for ** what lies in it. WeChat: documentation of observers; oracle
// exparser, for which names that begin with no letter and no _ are not observed.
func (o observed) touches(changed value.Path) bool {
	for i, c := range changed {
		if i == len(o.path) {
			return o.deep
		}
		if c != o.path[i] || !c.IsIndex() && !observable(c.Name[0]) {
			return i == 0 && len(o.path) == 0 && o.deep
		}
	}
	return true
}

func observable(c byte) bool { return c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }

func (ob *observer) touches(changed value.Path) bool {
	for _, f := range ob.fields {
		if f.touches(changed) {
			return true
		}
	}
	return false
}

// markObservers notes which observers the written path concerns.
func (in *instance) markObservers(changed value.Path) {
	if in.marks == nil && len(in.def.observers) > 0 {
		in.marks = make([]bool, len(in.def.observers))
	}
	for i, ob := range in.def.observers {
		if i < len(in.marks) && !in.marks[i] && ob.touches(changed) {
			in.marks[i] = true
		}
	}
}

// runObservers calls the marked observers in the order of definition, with the
// present values of their fields, until none is marked: their own setData calls
// mark more. WeChat: oracle exparser.
func (w *Worker) runObservers(in *instance, c *wire.Commit) {
	for rounds := 0; ; rounds++ {
		hit := false
		for i := 0; i < len(in.marks) && i < len(in.def.observers); i++ {
			if !in.marks[i] {
				continue
			}
			if rounds >= maxObserverRounds {
				clear(in.marks)
				w.sendError(fmt.Sprintf("observers of %s call setData for ever; %q sets what makes it run", in.def.path, in.def.observers[i].text), c.Stack)
				return
			}
			in.marks[i], hit = false, true
			w.runObserver(in, in.def.observers[i])
		}
		if !hit {
			return
		}
	}
}

func (w *Worker) runObserver(in *instance, ob *observer) {
	args := make([]goja.Value, len(ob.fields))
	for i, f := range ob.fields {
		args[i] = w.readPath(in.data, f.path)
	}
	ctx := w.ctx.then(w.ctx.cause)
	ctx.cause.Kind, ctx.cause.Name, ctx.instance = "observer", ob.text, in.id
	w.run(ctx, func() { w.invoke("observer of "+ob.text, in.method(ob.fn), in.this, args...) })
}

// readPath gives the JavaScript value at p, undefined where there is none and in what
// is no object.
func (w *Worker) readPath(v goja.Value, p value.Path) goja.Value {
	for _, s := range p {
		o, ok := v.(*goja.Object)
		if !ok || isFunction(o) {
			return goja.Undefined()
		}
		v = o.Get(w.stepName(s))
	}
	if v == nil {
		return goja.Undefined()
	}
	return v
}

func (w *Worker) stepName(s value.Step) string {
	if s.IsIndex() {
		return w.index(s.Index)
	}
	return s.Name
}

// writePath puts val at p in the data object, replacing what is on the way and is no
// list where an index follows or no object where a name follows, as value.With does.
func (w *Worker) writePath(root *goja.Object, p value.Path, val goja.Value) {
	o := root
	for i, s := range p {
		key := w.stepName(s)
		if i == len(p)-1 {
			w.define(o, key, val)
			return
		}
		list := p[i+1].IsIndex()
		next, ok := w.own(o, key).(*goja.Object)
		if !ok || isFunction(next) || list != (next.ClassName() == "Array") {
			if list {
				next = w.vm.NewArray()
			} else {
				next = w.vm.NewObject()
			}
			w.define(o, key, next)
		}
		o = next
	}
}

// own is o's property as a step of a path; what every object inherits is none.
func (w *Worker) own(o *goja.Object, key string) goja.Value {
	if key == "__proto__" && !slices.Contains(o.GetOwnPropertyNames(), key) {
		return nil
	}
	return o.Get(key)
}
