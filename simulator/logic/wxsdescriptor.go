package logic

import (
	"fmt"
	"strings"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// descriptor is the ComponentDescriptor of an element.
func (l *wxsLayer) descriptor(n *view.Node) goja.Value {
	if d := l.desc[n]; d != nil {
		return d
	}
	w, vm := l.w, l.vm
	o := vm.NewObject()
	if len(l.desc) > maxDescriptors {
		clear(l.desc)
		clear(l.states)
	}
	l.desc[n] = o
	set := func(name string, f func(c goja.FunctionCall) goja.Value) { l.define(o, name, f) }
	pageOf := func() *page {
		in := n.Owner()
		if in == nil {
			in = n.Component()
		}
		if in == nil {
			return nil
		}
		return w.router.pageOf(in.Page)
	}
	mark := func() {
		if p := pageOf(); p != nil {
			w.dirty[p.id] = true
		}
	}
	find := func(sel string) []*view.Node {
		in := n.Component()
		if in == nil {
			return nil
		}
		return in.Select(sel)
	}
	set("selectComponent", func(c goja.FunctionCall) goja.Value {
		if list := find(c.Argument(0).String()); len(list) > 0 {
			return l.descriptor(list[0])
		}
		return goja.Null()
	})
	set("selectAllComponents", func(c goja.FunctionCall) goja.Value {
		var out []any
		for _, x := range find(c.Argument(0).String()) {
			out = append(out, l.descriptor(x))
		}
		return vm.NewArray(out...)
	})
	set("setStyle", func(c goja.FunctionCall) goja.Value {
		v, err := l.toData(c.Argument(0), false)
		if err == nil {
			n.SetWxsStyle(styleList(v))
			mark()
		}
		return o
	})
	class := func(on bool) func(goja.FunctionCall) goja.Value {
		return func(c goja.FunctionCall) goja.Value {
			for _, k := range strings.Fields(c.Argument(0).String()) {
				n.SetWxsClass(k, on)
			}
			mark()
			return o
		}
	}
	set("addClass", class(true))
	set("removeClass", class(false))
	set("hasClass", func(c goja.FunctionCall) goja.Value { return vm.ToValue(n.HasClass(c.Argument(0).String())) })
	set("getDataset", func(goja.FunctionCall) goja.Value { return l.toJS(orMap(n.Dataset())) })
	set("getState", func(goja.FunctionCall) goja.Value {
		s := l.states[n]
		if s == nil {
			s = vm.NewObject()
			l.states[n] = s
		}
		return s
	})
	set("callMethod", func(c goja.FunctionCall) goja.Value {
		vi := n.Component()
		if vi == nil {
			vi = n.Owner()
		}
		if vi == nil {
			return goja.Undefined()
		}
		in, _ := vi.User.(*instance)
		if in == nil {
			return goja.Undefined()
		}
		name := c.Argument(0).String()
		arg, err := l.toData(c.Argument(1), false)
		if err != nil {
			panic(vm.NewTypeError("callMethod: the argument has a " + err.Error()))
		}
		ctx := w.ctx
		ctx.cause.Handler = name
		w.soon(ctx, func() {
			f := in.this.Get(name)
			if !isFunction(f) {
				w.log("warn", fmt.Sprintf("callMethod: component %q does not have a method %q", in.def.path, name))
				return
			}
			w.invoke(name+" of "+in.def.path, f, in.this, w.fromData(arg))
		})
		return goja.Undefined()
	})
	set("triggerEvent", func(c goja.FunctionCall) goja.Value {
		vi := n.Component()
		if vi == nil {
			return goja.Undefined()
		}
		in, _ := vi.User.(*instance)
		detail, err := l.toData(c.Argument(1), false)
		if in == nil || err != nil {
			return goja.Undefined()
		}
		name := c.Argument(0).String()
		w.soon(w.ctx, func() { w.triggerEvent(in, name, w.fromData(detail), goja.Undefined()) })
		return goja.Undefined()
	})
	later := func(d time.Duration, fn goja.Value) *timer {
		call, ok := goja.AssertFunction(fn)
		if !ok {
			return nil
		}
		ctx := context{cause: wire.Cause{Kind: "timer", Name: "wxs"}, page: w.ctx.page}
		return w.clock.add(d, 0, func() {
			w.run(ctx, func() {
				if err := l.guard(func() error { _, err := call(goja.Undefined()); return err }); err != nil {
					l.failed(err, "wxs timer")
				}
			})
		})
	}
	set("requestAnimationFrame", func(c goja.FunctionCall) goja.Value {
		later(frameTime, c.Argument(0))
		return goja.Undefined()
	})
	timers := map[int64]*timer{}
	set("setTimeout", func(c goja.FunctionCall) goja.Value {
		t := later(max(time.Duration(c.Argument(1).ToInteger())*time.Millisecond, timerMin), c.Argument(0))
		if t == nil {
			return goja.Undefined()
		}
		timers[t.seq] = t
		return vm.ToValue(t.seq)
	})
	set("clearTimeout", func(c goja.FunctionCall) goja.Value {
		if t := timers[c.Argument(0).ToInteger()]; t != nil {
			w.clock.cancel(t)
		}
		return goja.Undefined()
	})
	set("getComputedStyle", func(c goja.FunctionCall) goja.Value {
		names, err := l.toData(c.Argument(0), false)
		if err != nil || names.Kind() != value.List {
			return vm.NewObject()
		}
		v, _ := l.measure(n, value.M("computedStyle", names))
		return l.toJS(orMap(v))
	})
	set("getBoundingClientRect", func(goja.FunctionCall) goja.Value {
		v, ok := l.measure(n, value.M("id", true, "dataset", true, "rect", true, "size", true))
		if !ok {
			v = value.M("id", n.ElemID(), "dataset", orMap(n.Dataset()), "left", 0, "top", 0, "right", 0, "bottom", 0, "width", 0, "height", 0)
		}
		return l.toJS(v)
	})
	return o
}

// styleList reads setStyle's argument: an object of properties or a text of declarations.
func styleList(v value.Value) []string {
	var out []string
	if v.Kind() == value.String {
		for _, d := range strings.Split(v.Str(), ";") {
			if k, x, ok := strings.Cut(d, ":"); ok {
				out = append(out, strings.TrimSpace(k), strings.TrimSpace(x))
			}
		}
		return out
	}
	for i, k := range v.Keys() {
		out = append(out, dom.Dashed(k), v.Index(i).ToString())
	}
	return out
}
