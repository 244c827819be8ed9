package logic

import (
	"fmt"
	"strings"

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

// parseObserver reads "a, b.c, d[0], e.**, **".
func parseObserver(key string, fn goja.Value) (*observer, error) {
	ob := &observer{fn: fn, text: key}
	for _, f := range splitTrim(key) {
		if f == "**" {
			ob.fields = append(ob.fields, observed{deep: true})
			continue
		}
		base, deep := strings.CutSuffix(f, ".**")
		p, err := value.ParsePath(base)
		if err != nil {
			return nil, err
		}
		ob.fields = append(ob.fields, observed{p, deep})
	}
	if len(ob.fields) == 0 {
		return nil, fmt.Errorf("observer %q names no field", key)
	}
	return ob, nil
}

// touches tells whether writing changed concerns the field: the field itself, what
// contains it, or for ** what lies in it. WeChat: documentation of observers.
func (o observed) touches(changed value.Path) bool {
	n := min(len(o.path), len(changed))
	for i := 0; i < n; i++ {
		if !sameStep(o.path[i], changed[i]) {
			return false
		}
	}
	return len(changed) <= len(o.path) || o.deep
}

func sameStep(a, b value.Step) bool {
	if a.Index >= 0 && a.Name == "" || b.Index >= 0 && b.Name == "" {
		return a.Index == b.Index && a.Name == b.Name
	}
	return a.Name == b.Name
}

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
	for rounds := 0; ; {
		hit := false
		for i := 0; i < len(in.marks) && i < len(in.def.observers); i++ {
			if !in.marks[i] {
				continue
			}
			in.marks[i], hit = false, true
			if rounds++; rounds > maxObserverRounds {
				clear(in.marks)
				w.sendError(fmt.Sprintf("observers of %s call setData for ever; %q sets what makes it run", in.def.path, in.def.observers[i].text), c.Stack)
				return
			}
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
	ctx := w.ctx
	ctx.cause.Kind, ctx.cause.Name, ctx.instance = "observer", ob.text, in.id
	w.run(ctx, func() { w.invoke("observer of "+ob.text, in.method(ob.fn), in.this, args...) })
}

// readPath gives the JavaScript value at p, undefined where there is none.
func (w *Worker) readPath(v goja.Value, p value.Path) goja.Value {
	for _, s := range p {
		o, ok := v.(*goja.Object)
		if !ok {
			return goja.Undefined()
		}
		if s.Name == "" && s.Index >= 0 {
			v = o.Get(w.index(s.Index))
		} else {
			v = o.Get(s.Name)
		}
	}
	if v == nil {
		return goja.Undefined()
	}
	return v
}

// writePath puts val at p in the data object, making what is missing on the way as
// setData does.
func (w *Worker) writePath(root *goja.Object, p value.Path, val goja.Value) {
	o := root
	for i, s := range p {
		key := s.Name
		if s.Name == "" && s.Index >= 0 {
			key = w.index(s.Index)
		}
		if i == len(p)-1 {
			w.define(o, key, val)
			return
		}
		next, ok := o.Get(key).(*goja.Object)
		list := p[i+1].Name == "" && p[i+1].Index >= 0
		if !ok || list && next.ClassName() != "Array" && len(next.Keys()) == 0 {
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
