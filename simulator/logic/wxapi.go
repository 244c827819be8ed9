package logic

import (
	"fmt"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// apis is the wx object: the only place that knows callbacks, promises and errMsg.
type apis struct {
	w         *Worker
	state     *wx.State
	wx        *goja.Object
	table     map[string]*wx.API
	listeners map[listenerKey][]goja.Value
	told      map[string]bool // unsupported names reported
}

type listenerKey struct {
	object *wx.Object // nil: the table
	event  string
}

// installAPI makes wx from the table of package wx, our own APIs, and the list of
// documented names.
func (w *Worker) installAPI(state *wx.State) {
	a := &apis{w: w, table: map[string]*wx.API{}, listeners: map[listenerKey][]goja.Value{}, told: map[string]bool{}}
	w.api = a
	a.state = state
	a.wx = w.vm.NewObject()
	for _, rows := range [][]wx.API{wx.Table(), w.coreAPIs()} {
		for i := range rows {
			a.table[rows[i].Name] = &rows[i]
		}
	}
	for _, f := range wx.Fields(a.state) {
		_ = a.wx.Set(f.Name, w.fromData(f.Value))
	}
	for _, n := range wx.Names() {
		if a.table[n] == nil && a.wx.Get(n) == nil {
			_ = a.wx.Set(n, w.native(n, a.unsimulated(n)))
		}
	}
	for _, n := range sortedKeys(a.table) {
		api := a.table[n]
		_ = a.wx.Set(n, w.native(n, func(c goja.FunctionCall) goja.Value { return a.run(api, nil, c.Arguments) }))
	}
	_ = a.wx.Set("router", w.routerObject())
	w.installWorklet(a.wx)
	g := w.vm.GlobalObject()
	_ = g.Set("wx", a.wx)
	w.installConfig(state)
}

// call runs wx.name from Go.
func (a *apis) call(name string, args []goja.Value) goja.Value {
	if api := a.table[name]; api != nil {
		return a.run(api, nil, args)
	}
	return a.unsimulated(name)(goja.FunctionCall{Arguments: args})
}

// unsimulated is an API that is documented and does nothing here: it fails visibly.
func (a *apis) unsimulated(name string) func(goja.FunctionCall) goja.Value {
	w := a.w
	return func(c goja.FunctionCall) goja.Value {
		w.Unsupported("wx." + name)
		switch wx.FormOf(name) {
		case wx.FormObject, wx.FormField:
			return w.inertObject("wx." + name)
		case wx.FormAsync:
			return a.run(&wx.API{Name: name, Do: func(c *wx.Call) { c.Fail("not simulated") }}, nil, c.Arguments)
		}
		return goja.Undefined()
	}
}

// inertObject is an object whose unknown members are functions that only say that
// they are not simulated.
func (w *Worker) inertObject(name string) goja.Value {
	v, err := w.js.inert(goja.Undefined(), w.vm.ToValue(name), w.vm.NewObject())
	if err != nil {
		return w.vm.NewObject()
	}
	return v
}

// apiContext is the context for what a call leads to later.
func (w *Worker) apiContext(name string) context {
	ctx := w.ctx.then(wire.Cause{Kind: "callback", Name: name})
	return ctx
}

// run is one call of an API or of a method of an object.
func (a *apis) run(api *wx.API, this *wx.Object, args []goja.Value) goja.Value {
	w := a.w
	full := "wx." + api.Name
	if this != nil {
		full = this.Class + "." + api.Name
	}
	r := &reply{w: w, name: api.Name, full: full, ctx: w.ctx, ret: goja.Undefined(), atOnce: api.AtOnce}
	c := wx.NewCall(api.Name, w, a.state, r)
	c.This, c.Page, c.Instance = this, w.ctx.page, w.ctx.instance
	if c.Page == 0 {
		c.Page = w.currentPage()
	}
	switch api.Kind {
	case wx.On, wx.Off:
		return a.listen(api, this, c, args)
	case wx.Async:
		if o, ok := at(args, 0).(*goja.Object); ok {
			r.success, r.fail, r.complete = callback(o, "success"), callback(o, "fail"), callback(o, "complete")
			r.plain = r.success != nil || r.fail != nil || r.complete != nil
		}
	}
	for _, x := range args {
		v, err := w.toArg(x)
		if err != nil {
			panic(w.newError("TypeError", fmt.Sprintf("%s: an argument %s", full, err)))
		}
		c.Args = append(c.Args, v)
	}
	if api.Kind == wx.Async {
		c.Options = withoutCallbacks(c.Arg(0))
		if !r.plain {
			p, resolve, reject := w.vm.NewPromise()
			r.resolve, r.reject = resolve, reject
			r.ret = w.vm.ToValue(p)
		}
	}
	api.Do(c)
	r.atOnce = false
	if r.thrown != "" {
		panic(w.newError("Error", r.thrown))
	}
	return r.ret
}

func at(args []goja.Value, i int) goja.Value {
	if i < len(args) {
		return args[i]
	}
	return goja.Undefined()
}

func callback(o *goja.Object, name string) goja.Value {
	if f := o.Get(name); isFunction(f) {
		return f
	}
	return nil
}

func withoutCallbacks(v value.Value) value.Value {
	if v.Kind() != value.Map {
		return value.OfMap(nil, nil)
	}
	var keys []string
	var vals []value.Value
	for i, k := range v.Keys() {
		switch k {
		case "success", "fail", "complete":
			continue
		}
		keys, vals = append(keys, k), append(vals, v.Index(i))
	}
	return value.OfMap(keys, vals)
}

// reply takes the outcome of one call (wx.Replier).
type reply struct {
	w                       *Worker
	name, full              string
	ctx                     context
	success, fail, complete goja.Value
	plain                   bool // callbacks were given
	resolve, reject         func(any) error
	ret                     goja.Value
	returned                bool
	thrown                  string
	atOnce                  bool // the call has not returned, and its callbacks need not wait
}

// Resolve implements wx.Replier.
func (r *reply) Resolve(result value.Value) { r.settle(result, r.name+":ok", true) }

// Reject implements wx.Replier.
func (r *reply) Reject(errMsg string, extra value.Value) { r.settle(extra, errMsg, false) }

// Return implements wx.Replier.
func (r *reply) Return(v value.Value) {
	r.ret = r.w.fromData(v)
	r.returned = true
}

// Throw implements wx.Replier.
func (r *reply) Throw(message string) { r.thrown = message }

// settle calls the callbacks as a task of its own, as answers of the platform come, or
// at once.
func (r *reply) settle(result value.Value, errMsg string, ok bool) {
	w := r.w
	ctx := r.ctx
	what := " success"
	if !ok {
		what = " fail"
	}
	ctx = ctx.then(wire.Cause{Kind: "callback", Name: r.full + what})
	if r.plain {
		if ok {
			ctx.cause.Handler = name(r.success)
		} else {
			ctx.cause.Handler = name(r.fail)
		}
	} else if r.returned {
		return // a task object was given and nobody listens
	}
	deliver := func() {
		res, isObject := w.fromData(result).(*goja.Object)
		if !isObject {
			res = w.vm.NewObject()
		}
		if ok || res.Get("errMsg") == nil {
			_ = res.Set("errMsg", errMsg)
		}
		if !r.plain {
			if ok {
				_ = r.resolve(res)
			} else {
				_ = r.reject(res)
			}
			return
		}
		if ok && r.success != nil {
			w.invoke("success of "+r.full, r.success, goja.Undefined(), res)
		}
		if !ok && r.fail != nil {
			w.invoke("fail of "+r.full, r.fail, goja.Undefined(), res)
		}
		if r.complete != nil {
			w.invoke("complete of "+r.full, r.complete, goja.Undefined(), res)
		}
	}
	if r.atOnce {
		deliver()
		return
	}
	w.soon(ctx, deliver)
}

func name(fn goja.Value) string {
	if fn == nil {
		return ""
	}
	return functionName(fn)
}

// listen adds to or removes from the listeners of an event.
func (a *apis) listen(api *wx.API, this *wx.Object, c *wx.Call, args []goja.Value) goja.Value {
	w := a.w
	event := api.Event
	if event == "" {
		event = strings.TrimPrefix(strings.TrimPrefix(api.Name, "off"), "on")
	}
	key := listenerKey{this, event}
	fn := at(args, 0)
	switch {
	case api.Kind == wx.On && !isFunction(fn):
		w.log("warn", fmt.Sprintf("%s: a function is expected, got %s", api.Name, w.inspect(fn)))
		return goja.Undefined()
	case api.Kind == wx.On:
		a.listeners[key] = append(a.listeners[key], fn)
	case isFunction(fn):
		list := a.listeners[key]
		for i, f := range list {
			if f == fn {
				a.listeners[key] = append(list[:i:i], list[i+1:]...)
				break
			}
		}
	default:
		delete(a.listeners, key)
	}
	c.Listener = len(a.listeners[key]) > 0
	if api.Do != nil {
		for _, x := range args {
			v, _ := w.toArg(x)
			c.Args = append(c.Args, v)
		}
		api.Do(c)
	}
	return goja.Undefined()
}

// emitJS calls the listeners of an event with JavaScript values.
func (w *Worker) emitJS(o *wx.Object, event string, args ...goja.Value) {
	if w.api == nil {
		return
	}
	list := w.api.listeners[listenerKey{o, event}]
	if len(list) == 0 {
		return
	}
	where := "wx.on" + event
	if o != nil {
		where = o.Class + " " + event
	}
	ctx := w.ctx.then(wire.Cause{Kind: "callback", Name: where})
	w.run(ctx, func() {
		for _, fn := range append([]goja.Value(nil), list...) {
			w.ctx.cause.Handler = functionName(fn)
			w.invoke(where, fn, goja.Undefined(), args...)
		}
	})
}

// jsObject makes the JavaScript side of an object, once.
func (w *Worker) jsObject(o *wx.Object) goja.Value {
	if v, ok := o.JS.(goja.Value); ok {
		return v
	}
	js := w.vm.NewObject()
	_ = js.DefineDataPropertySymbol(w.js.objectKey, w.vm.ToValue(o), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE)
	for i, k := range o.Fields.Keys() {
		w.define(js, k, w.fromData(o.Fields.Index(i)))
	}
	for i := range o.Methods {
		m := &o.Methods[i]
		_ = js.Set(m.Name, w.native(m.Name, func(c goja.FunctionCall) goja.Value { return w.api.run(m, o, c.Arguments) }))
	}
	for i := range o.Props {
		p := &o.Props[i]
		get := w.native("", func(goja.FunctionCall) goja.Value { return w.fromData(p.Get()) })
		set := goja.Value(nil)
		if p.Set != nil {
			set = w.native("", func(c goja.FunctionCall) goja.Value {
				v, err := w.toArg(c.Argument(0))
				if err != nil {
					panic(w.newError("TypeError", o.Class+"."+p.Name+": the value has a "+err.Error()))
				}
				p.Set(v)
				return goja.Undefined()
			})
		}
		_ = js.DefineAccessorProperty(p.Name, get, set, goja.FLAG_TRUE, goja.FLAG_TRUE)
	}
	var out goja.Value = js
	if o.Inert {
		if v, err := w.js.inert(goja.Undefined(), w.vm.ToValue(o.Class), js); err == nil {
			out = v
		}
	}
	o.JS = out
	return out
}
