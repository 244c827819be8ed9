package logic

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/view"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// installFramework makes App, Page, Component, Behavior, getApp, getCurrentPages
// and the prototypes of instances.
func (w *Worker) installFramework(g *goja.Object) {
	w.reg = registry{defs: map[string]*definition{}, wanted: map[string]bool{}, live: map[dom.InstanceID]*instance{}, wxml: map[string]*wxml.Template{}, loaded: map[string]bool{"": true}}
	set := func(name string, f func(goja.FunctionCall) goja.Value) { _ = g.Set(name, w.native(name, f)) }
	set("App", w.registerApp)
	set("Page", func(c goja.FunctionCall) goja.Value { return w.register("Page", c) })
	set("Component", func(c goja.FunctionCall) goja.Value { return w.register("Component", c) })
	set("Behavior", w.newBehavior)
	set("getApp", func(c goja.FunctionCall) goja.Value {
		if w.app == nil {
			return goja.Undefined()
		}
		if w.app.this == nil {
			o, ok := c.Argument(0).(*goja.Object)
			if !ok || o.Get("allowDefault") == nil || !o.Get("allowDefault").ToBoolean() {
				return goja.Undefined()
			}
			w.app.this = w.vm.NewObject() // App() fills it in later
		}
		return w.app.this
	})
	set("getCurrentPages", func(goja.FunctionCall) goja.Value {
		var list []any
		for _, p := range w.router.stack {
			if p.root != nil {
				list = append(list, p.root.this)
			}
		}
		return w.vm.NewArray(list...)
	})
	w.reg.base = w.vm.NewObject()
	w.installMethods(w.reg.base)
	w.reg.pageUp = w.vm.CreateObject(w.reg.base)
	w.installPageMethods(w.reg.pageUp)
}

type methodFunc func(in *instance, c goja.FunctionCall) goja.Value

func (w *Worker) hidden(o *goja.Object, name string, f methodFunc) {
	v := w.native(name, func(c goja.FunctionCall) goja.Value { return f(w.receiver(c, name), c) })
	_ = o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

func (w *Worker) getter(o *goja.Object, name string, f func(in *instance) goja.Value) {
	get := w.vm.ToValue(w.guarded(func(c goja.FunctionCall) goja.Value {
		in := w.instanceOf(c.This)
		if in == nil {
			return goja.Undefined()
		}
		return f(in)
	}))
	// Assigning makes an own property, as the platform's plain fields would take it.
	put := w.vm.ToValue(w.guarded(func(c goja.FunctionCall) goja.Value {
		if o, ok := c.This.(*goja.Object); ok {
			_ = o.DefineDataProperty(name, c.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
		}
		return goja.Undefined()
	}))
	_ = o.DefineAccessorProperty(name, get, put, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// installMethods makes what pages and components have. WeChat: documentation of
// Component instances.
func (w *Worker) installMethods(o *goja.Object) {
	w.hidden(o, "setData", func(in *instance, c goja.FunctionCall) goja.Value {
		w.setData(in, c.Argument(0), c.Argument(1))
		return goja.Undefined()
	})
	w.hidden(o, "updateData", func(in *instance, c goja.FunctionCall) goja.Value {
		w.updateData(in, c.Argument(0))
		return goja.Undefined()
	})
	w.hidden(o, "applyDataUpdates", func(in *instance, c goja.FunctionCall) goja.Value {
		w.setData(in, w.vm.NewObject(), goja.Undefined())
		return goja.Undefined()
	})
	w.hidden(o, "triggerEvent", func(in *instance, c goja.FunctionCall) goja.Value {
		w.triggerEvent(in, c.Argument(0).String(), c.Argument(1), c.Argument(2))
		return goja.Undefined()
	})
	w.hidden(o, "groupSetData", func(in *instance, c goja.FunctionCall) goja.Value {
		if f, ok := goja.AssertFunction(c.Argument(0)); ok {
			if _, err := f(in.this); err != nil {
				panic(w.jsError(err))
			}
		}
		return goja.Undefined()
	})
	w.hidden(o, "hasBehavior", func(in *instance, c goja.FunctionCall) goja.Value {
		b := w.behaviorOf(c.Argument(0))
		return w.vm.ToValue(b != nil && in.def.root.has(b))
	})
	w.hidden(o, "selectComponent", func(in *instance, c goja.FunctionCall) goja.Value {
		for _, n := range in.in.Select(c.Argument(0).String()) {
			if x := instanceAt(n); x != nil {
				return w.exported(x, in)
			}
		}
		return goja.Null()
	})
	w.hidden(o, "selectAllComponents", func(in *instance, c goja.FunctionCall) goja.Value {
		var list []any
		for _, n := range in.in.Select(c.Argument(0).String()) {
			if x := instanceAt(n); x != nil {
				list = append(list, w.exported(x, in))
			}
		}
		return w.vm.NewArray(list...)
	})
	w.hidden(o, "selectOwnerComponent", func(in *instance, c goja.FunctionCall) goja.Value {
		if in.in.Owner == nil {
			return goja.Null()
		}
		if x, _ := in.in.Owner.User.(*instance); x != nil {
			return w.exported(x, in)
		}
		return goja.Null()
	})
	w.hidden(o, "getRelationNodes", func(in *instance, c goja.FunctionCall) goja.Value {
		nodes := in.relationNodes(c.Argument(0).String())
		if nodes == nil {
			return goja.Null()
		}
		list := make([]any, 0, len(nodes))
		for _, x := range nodes {
			list = append(list, x.this)
		}
		return w.vm.NewArray(list...)
	})
	w.hidden(o, "getPageId", func(in *instance, c goja.FunctionCall) goja.Value {
		if in.page == nil {
			return goja.Null()
		}
		return w.vm.ToValue("pageId:" + w.index(int(in.page.id)))
	})
	w.hidden(o, "getTabBar", func(in *instance, c goja.FunctionCall) goja.Value {
		if in.page != nil {
			if t := in.page.tabBar; t != nil {
				return t.this
			}
		}
		return goja.Null()
	})
	w.hidden(o, "getAppBar", func(*instance, goja.FunctionCall) goja.Value { return goja.Null() })
	w.hidden(o, "getOpenerEventChannel", func(in *instance, c goja.FunctionCall) goja.Value {
		if in.page == nil {
			return goja.Undefined()
		}
		return w.openerChannel(in.page)
	})
	for _, name := range []string{"createSelectorQuery", "createIntersectionObserver", "createMediaQueryObserver"} {
		w.hidden(o, name, func(in *instance, c goja.FunctionCall) goja.Value { return w.boundFactory(name, in, c) })
	}
	w.hidden(o, "animate", func(in *instance, c goja.FunctionCall) goja.Value {
		return w.animate(in, c)
	})
	w.hidden(o, "clearAnimation", func(in *instance, c goja.FunctionCall) goja.Value { return w.clearAnimation(in, c) })
	w.hidden(o, "setUpdatePerformanceListener", func(in *instance, c goja.FunctionCall) goja.Value {
		w.setUpdateListener(in, c.Argument(0), c.Argument(1))
		return goja.Undefined()
	})
	for _, name := range []string{"applyAnimatedStyle", "clearAnimatedStyle", "getUpdatePerformanceStatistics"} {
		w.hidden(o, name, func(in *instance, c goja.FunctionCall) goja.Value {
			w.Unsupported("this." + name)
			return goja.Undefined()
		})
	}
	for _, name := range []string{"setPassiveEvent", "setInitialRenderingCache"} {
		w.hidden(o, name, func(*instance, goja.FunctionCall) goja.Value { return goja.Undefined() })
	}
	w.hidden(o, "getPassiveEvent", func(in *instance, c goja.FunctionCall) goja.Value {
		if f, ok := goja.AssertFunction(c.Argument(0)); ok {
			w.report(f(goja.Undefined(), w.vm.NewObject()))
		}
		return goja.Undefined()
	})
	w.getter(o, "is", func(in *instance) goja.Value { return w.vm.ToValue(in.def.path) })
	w.getter(o, "id", func(in *instance) goja.Value {
		if in.in.Host == nil {
			return w.vm.ToValue("")
		}
		return w.vm.ToValue(in.in.Host.ElemID())
	})
	w.getter(o, "dataset", func(in *instance) goja.Value {
		if in.in.Host == nil {
			return w.vm.NewObject()
		}
		return w.datasetOf(in.in.Host)
	})
	w.getter(o, "renderer", func(*instance) goja.Value { return w.vm.ToValue("webview") })
	for _, name := range []string{"router", "pageRouter"} {
		w.getter(o, name, func(in *instance) goja.Value { return w.routerObject() })
	}
}

// installPageMethods makes what only pages have.
func (w *Worker) installPageMethods(o *goja.Object) {
	w.getter(o, "route", func(in *instance) goja.Value { return w.vm.ToValue(in.def.path) })
	w.getter(o, "__route__", func(in *instance) goja.Value { return w.vm.ToValue(in.def.path) })
	w.getter(o, "options", func(in *instance) goja.Value {
		if in.page == nil {
			return w.vm.NewObject()
		}
		return in.page.queryObject(w)
	})
	w.getter(o, "__wxWebviewId__", func(in *instance) goja.Value {
		if in.page == nil {
			return w.vm.ToValue(0)
		}
		return w.vm.ToValue(int(in.page.id))
	})
}

func instanceAt(n *view.Node) *instance {
	vi := n.Component()
	if vi == nil {
		return nil
	}
	in, _ := vi.User.(*instance)
	return in
}

// exported is what selectComponent gives of x: the instance, or what its export
// gives. WeChat: documentation of wx://component-export.
func (w *Worker) exported(x *instance, by *instance) goja.Value {
	if x.def.isExport && x.def.export != nil {
		v, ok := w.invoke("export of "+x.def.path, x.def.export, x.this, by.this)
		if ok && !goja.IsUndefined(v) {
			return v
		}
	}
	return x.this
}

func (w *Worker) datasetOf(n *view.Node) goja.Value {
	d := n.Dataset()
	if d.Kind() != value.Map {
		return w.vm.NewObject()
	}
	return w.fromData(d)
}

// boundFactory is this.createSelectorQuery() and its like: wx.createX for this.
func (w *Worker) boundFactory(name string, in *instance, c goja.FunctionCall) goja.Value {
	if name == "createSelectorQuery" {
		q := w.api.call(name, nil)
		if o, ok := q.(*goja.Object); ok {
			if f, ok := goja.AssertFunction(o.Get("in")); ok {
				if v, err := f(o, in.this); err == nil && !goja.IsUndefined(v) {
					return v
				}
			}
		}
		return q
	}
	return w.api.call(name, append([]goja.Value{in.this}, c.Arguments...))
}

// animate is this.animate(selector, keyframes, duration, callback): the host runs it.
func (w *Worker) animate(in *instance, c goja.FunctionCall) goja.Value {
	frames, err := w.toData(c.Argument(1))
	if err != nil {
		panic(w.newError("TypeError", "animate: "+err.Error()))
	}
	last := len(c.Arguments) - 1
	var done goja.Value
	if last >= 0 && isFunction(c.Arguments[last]) {
		done = c.Arguments[last]
	}
	selector := c.Argument(0).String()
	args := value.M("instance", int(in.id), "selector", selector, "keyframes", frames)
	if !goja.IsUndefined(c.Argument(2)) && !isFunction(c.Argument(2)) {
		d, _ := w.toData(c.Argument(2))
		args = args.With(value.Path{{Name: "duration", Index: -1}}, d)
	}
	source := ""
	if x := c.Argument(3); !goja.IsUndefined(x) && !isFunction(x) {
		d, _ := w.toData(x)
		args = args.With(value.Path{{Name: "timeline", Index: -1}}, d)
		source = d.Get("scrollSource").ToString()
	}
	w.Settled(func() {
		args := args.With(value.Path{{Name: "nodes", Index: -1}}, nodeIDs(in, selector))
		if source != "" {
			n := in.in.SelectFirst(source)
			if n == nil || n.Tag() != "scroll-view" {
				w.log("warn", "animate: scrollSource "+source+" is no scroll-view")
				return
			}
			args = args.With(value.Path{{Name: "source", Index: -1}}, value.OfInt(int(n.ID())))
		}
		w.hostCall(in, "animate", args, done)
	})
	return goja.Undefined()
}

func (w *Worker) clearAnimation(in *instance, c goja.FunctionCall) goja.Value {
	last := len(c.Arguments) - 1
	var done goja.Value
	if last >= 0 && isFunction(c.Arguments[last]) {
		done = c.Arguments[last]
	}
	opts := value.Value{}
	if !isFunction(c.Argument(1)) {
		opts, _ = w.toData(c.Argument(1))
	}
	selector := c.Argument(0).String()
	w.Settled(func() {
		w.hostCall(in, "clearAnimation", value.M("instance", int(in.id), "selector", selector, "nodes", nodeIDs(in, selector), "options", opts), done)
	})
	return goja.Undefined()
}

func nodeIDs(in *instance, selector string) value.Value {
	var ids []value.Value
	for _, n := range in.in.Select(selector) {
		ids = append(ids, value.OfInt(int(n.ID())))
	}
	return value.OfList(ids)
}

// hostCall sends a request of an instance; done is called with the answer.
func (w *Worker) hostCall(in *instance, name string, args value.Value, done goja.Value) {
	var page wire.PageID
	if in.page != nil {
		page = in.page.id
	}
	if done == nil {
		w.Request(page, name, args, nil)
		return
	}
	w.Request(page, name, args, func(value.Value, string) { w.invoke("callback of "+name, done, in.this) })
}
