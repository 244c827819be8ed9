package logic

import (
	"fmt"
	"path"
	"strings"
	"time"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
	"diorama/simulator/script"
	"diorama/simulator/view"
	"diorama/simulator/wire"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// wxsLayer runs wxs in a runtime of its own: no wx, no timers, no access to the
// logic layer. WeChat: documentation of wxs.
type wxsLayer struct {
	w       *Worker
	vm      *goja.Runtime
	modules map[string]*goja.Object // by file; exports of one instance each
	states  map[*view.Node]*goja.Object
	desc    map[*view.Node]*goja.Object
}

// wxsFunc is the handle of a wxs function.
type wxsFunc struct {
	fn   *goja.Object
	call goja.Callable
}

func newWxsLayer(w *Worker) *wxsLayer {
	l := &wxsLayer{w: w, vm: goja.New(), modules: map[string]*goja.Object{}, states: map[*view.Node]*goja.Object{}, desc: map[*view.Node]*goja.Object{}}
	vm := l.vm
	vm.SetMaxCallStackSize(maxCallStack)
	vm.SetTimeSource(w.clock.date)
	vm.SetRandSource(w.rand.Float64)
	g := vm.GlobalObject()
	for _, n := range []string{"eval", "Function", "Promise", "Proxy", "Reflect", "globalThis", "setTimeout"} {
		_ = g.Set(n, goja.Undefined())
	}
	date, re := g.Get("Date"), g.Get("RegExp")
	construct := func(ctor goja.Value) func(goja.FunctionCall) goja.Value {
		return func(c goja.FunctionCall) goja.Value {
			o, err := vm.New(ctor, c.Arguments...)
			if err != nil {
				panic(err)
			}
			return o
		}
	}
	_ = g.Set("getDate", construct(date))
	_ = g.Set("getRegExp", construct(re))
	l.nameTypes(g)
	console := vm.NewObject()
	for _, level := range []string{"log", "info", "warn", "error", "debug"} {
		_ = console.Set(level, func(c goja.FunctionCall) goja.Value {
			args := make([]string, len(c.Arguments))
			for i, a := range c.Arguments {
				args[i] = l.text(a)
			}
			w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: level, Args: args, Stack: w.frames(vm.CaptureCallStack(maxStack, nil))}})
			return goja.Undefined()
		})
	}
	_ = g.Set("console", console)
	return l
}

// nameTypes makes x.constructor the name of x's type; data with a field of that
// name keeps it. WeChat: documentation of wxs, data types.
func (l *wxsLayer) nameTypes(g *goja.Object) {
	vm := l.vm
	field := vm.ToValue("constructor")
	hasOwn, _ := goja.AssertFunction(vm.Get("Object").ToObject(vm).Get("prototype").ToObject(vm).Get("hasOwnProperty"))
	for _, name := range []string{"Object", "Array", "Function", "Number", "String", "Boolean", "Date", "RegExp"} {
		class, ok := g.Get(name).(*goja.Object)
		if !ok {
			// Function is taken away: its prototype is that of any function.
			class = vm.NewObject()
			_ = class.Set("prototype", vm.ToValue(func() {}).ToObject(vm).Prototype())
		}
		text := vm.ToValue(name)
		get := vm.ToValue(func(c goja.FunctionCall) goja.Value {
			if o, ok := c.This.(*goja.Object); ok {
				if own, err := hasOwn(o, field); err == nil && own.ToBoolean() {
					return o.Get("constructor")
				}
			}
			return text
		})
		set := vm.ToValue(func(c goja.FunctionCall) goja.Value {
			if o, ok := c.This.(*goja.Object); ok {
				_ = o.Set("constructor", c.Argument(0))
			}
			return goja.Undefined()
		})
		_ = class.Get("prototype").ToObject(vm).DefineAccessorProperty(script.WxsConstructor, get, set, goja.FLAG_TRUE, goja.FLAG_FALSE)
	}
}

func (l *wxsLayer) text(v goja.Value) string {
	d, err := l.toData(v)
	if err != nil {
		return v.String()
	}
	if d.Kind() == value.Map || d.Kind() == value.List {
		return clip(d.JSON())
	}
	return clip(d.ToString())
}

// Wxs implements view.Host: the exports of a module.
func (w *Worker) Wxs(file string, m *wxml.Wxs) value.Value {
	l := w.wxs
	var exports *goja.Object
	var err error
	if m.Src != "" {
		exports, err = l.require(file, m.Src)
	} else {
		exports, err = l.run(file, []byte(m.Code), m.Code0.Line, m.Code0.Column)
	}
	if err != nil {
		w.requireFailed(err)
		return value.OfMap(nil, nil)
	}
	v, err := l.toData(exports)
	if err != nil {
		w.log("error", fmt.Sprintf("wxs module %s of %s: %s", m.Module, file, err))
		return value.OfMap(nil, nil)
	}
	return v
}

// require gives the exports of a .wxs file, evaluated once.
func (l *wxsLayer) require(from, ref string) (*goja.Object, error) {
	file := strings.TrimPrefix(path.Join("/", path.Dir(from), ref), "/")
	if strings.HasPrefix(ref, "/") {
		file = strings.TrimPrefix(path.Clean(ref), "/")
	}
	if path.Ext(file) != ".wxs" {
		file += ".wxs"
	}
	if e := l.modules[file]; e != nil {
		return e, nil
	}
	src, err := l.w.proj.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("wxs module %q, wanted by %s, is not there", file, from)
	}
	l.modules[file] = l.vm.NewObject() // for cycles
	e, err := l.run(file, src, 1, 1)
	if err != nil {
		delete(l.modules, file)
		return nil, err
	}
	l.modules[file] = e
	return e, nil
}

func (l *wxsLayer) run(file string, src []byte, line, col int) (*goja.Object, error) {
	u, err := l.w.scripts.Wxs(file, src, line, col)
	if err != nil {
		return nil, err
	}
	l.w.units[file] = u
	v, err := l.vm.RunProgram(u.Program)
	if err != nil {
		return nil, err
	}
	f, ok := goja.AssertFunction(v)
	if !ok {
		return nil, fmt.Errorf("%s: the module is no function", file)
	}
	module, exports := l.vm.NewObject(), l.vm.NewObject()
	_ = module.Set("exports", exports)
	req := l.vm.ToValue(func(c goja.FunctionCall) goja.Value {
		e, err := l.require(file, c.Argument(0).String())
		if err != nil {
			panic(l.vm.NewGoError(err))
		}
		return e
	})
	var out goja.Value
	err = l.guard(func() error {
		_, err := f(goja.Undefined(), exports, req, module)
		out = module.Get("exports")
		return err
	})
	if err != nil {
		return nil, err
	}
	if o, ok := out.(*goja.Object); ok {
		return o, nil
	}
	return l.vm.NewObject(), nil
}

// guard interrupts wxs that runs for ever.
func (l *wxsLayer) guard(f func() error) error {
	t := time.AfterFunc(maxTaskTime, func() { l.vm.Interrupt(timeout{maxTaskTime}) })
	defer func() {
		t.Stop()
		l.vm.ClearInterrupt()
	}()
	return f()
}

// toData copies a value out of wxs; functions become handles.
func (l *wxsLayer) toData(v goja.Value) (value.Value, error) {
	c := wxsConversion{l: l}
	return c.convert(v)
}

type wxsConversion struct {
	l    *wxsLayer
	path []*goja.Object
}

func (c *wxsConversion) convert(v goja.Value) (value.Value, error) {
	o, ok := v.(*goja.Object)
	if !ok {
		plain := conversion{w: c.l.w}
		return plain.convert(v)
	}
	if call, ok := goja.AssertFunction(o); ok {
		return value.OfFunc(&wxsFunc{fn: o, call: call}), nil
	}
	switch o.ClassName() {
	case "Date", "RegExp":
		return value.OfString(o.String()), nil
	}
	if len(c.path) >= maxDataDepth {
		return value.Value{}, fmt.Errorf("nested deeper than %d levels", maxDataDepth)
	}
	for _, p := range c.path {
		if p == o {
			return value.Value{}, errCycle
		}
	}
	c.path = append(c.path, o)
	defer func() { c.path = c.path[:len(c.path)-1] }()
	keys := o.Keys()
	if o.ClassName() == "Array" {
		items := make([]value.Value, int(o.Get("length").ToInteger()))
		for i := range items {
			x, err := c.convert(o.Get(c.l.w.index(i)))
			if err != nil {
				return value.Value{}, err
			}
			items[i] = x
		}
		return value.OfList(items), nil
	}
	vals := make([]value.Value, len(keys))
	for i, k := range keys {
		x, err := c.convert(o.Get(k))
		if err != nil {
			return value.Value{}, err
		}
		vals[i] = x
	}
	return value.OfMap(keys, vals), nil
}

// toJS makes a value for wxs.
func (l *wxsLayer) toJS(v value.Value) goja.Value {
	switch v.Kind() {
	case value.List:
		list := make([]any, v.Len())
		for i, x := range v.Items() {
			list[i] = l.toJS(x)
		}
		return l.vm.NewArray(list...)
	case value.Map:
		o := l.vm.NewObject()
		for i, x := range v.Items() {
			l.w.define(o, v.Key(i), l.toJS(x))
		}
		return o
	case value.Func:
		switch h := v.Handle().(type) {
		case *wxsFunc:
			return h.fn
		case *view.Descriptor:
			return l.descriptor(h.Node)
		}
		return goja.Undefined()
	case value.Undefined:
		return goja.Undefined()
	case value.Null:
		return goja.Null()
	case value.Bool:
		return l.vm.ToValue(v.Truthy())
	case value.Number:
		return l.vm.ToValue(v.Num())
	}
	return l.vm.ToValue(v.Str())
}

// CallWxs implements view.Host.
func (w *Worker) CallWxs(fn, this value.Value, args []value.Value) value.Value {
	out, err := w.wxs.callRaw(fn, args)
	if err != nil {
		w.uncaught(err, "wxs")
		return value.Value{}
	}
	v, err := w.wxs.toData(out)
	if err != nil {
		w.log("error", "wxs: the result has a "+err.Error())
	}
	return v
}

func (l *wxsLayer) callRaw(fn value.Value, args []value.Value) (goja.Value, error) {
	h, ok := fn.Handle().(*wxsFunc)
	if !ok {
		return goja.Undefined(), nil
	}
	js := make([]goja.Value, len(args))
	for i, a := range args {
		js[i] = l.toJS(a)
	}
	var out goja.Value
	err := l.guard(func() (err error) {
		out, err = h.call(goja.Undefined(), js...)
		return err
	})
	return out, err
}

// wxsHop runs a wxs event handler; stop is true when it returned false.
// WeChat: documentation of wxs event handling.
func (w *Worker) wxsHop(p *page, e *wire.Event, h *wire.Hop) (stop bool) {
	fn, ok := p.view.WxsHandler(h.Method)
	if !ok {
		return false
	}
	n := p.view.Node(h.Node)
	if n == nil {
		return false
	}
	target := func(x *view.Node, left, top float64) value.Value {
		if x == nil {
			return value.M("id", "", "offsetLeft", left, "offsetTop", top, "dataset", value.OfMap(nil, nil))
		}
		return value.M("id", x.ElemID(), "offsetLeft", left, "offsetTop", top, "dataset", orMap(x.Dataset()))
	}
	t := p.view.Node(h.Target)
	ev := value.M("type", e.Type, "timeStamp", e.Time, "target", target(t, h.TargetX, h.TargetY), "currentTarget", target(n, h.X, h.Y),
		"detail", e.Detail, "touches", touchValues(e.Touches), "changedTouches", touchValues(e.Changed), "instance", n.Descriptor())
	owner := value.Value{}
	if in := n.Owner(); in != nil && in.Host != nil {
		owner = in.Host.Descriptor()
	}
	w.inView++
	out, err := w.wxs.callRaw(fn, []value.Value{ev, owner})
	w.inView--
	if err != nil {
		w.uncaught(err, "wxs handler of "+e.Type)
		return false
	}
	b, isBool := out.Export().(bool)
	return isBool && !b
}

// wxsBridge makes a wxs function callable from the logic layer.
func (w *Worker) wxsBridge(v value.Value, h *wxsFunc) goja.Value {
	return w.native("wxs", func(c goja.FunctionCall) goja.Value {
		args := make([]value.Value, len(c.Arguments))
		for i, a := range c.Arguments {
			x, err := w.toData(a)
			if err != nil {
				panic(w.newError("TypeError", "wxs: the argument has a "+err.Error()))
			}
			args[i] = x
		}
		return w.fromData(w.CallWxs(v, value.Value{}, args))
	})
}

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
	set := func(name string, f func(c goja.FunctionCall) goja.Value) { _ = o.Set(name, f) }
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
		v, err := l.toData(c.Argument(0))
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
		arg, err := l.toData(c.Argument(1))
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
		detail, err := l.toData(c.Argument(1))
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
			w.run(ctx, func() { w.report(call(goja.Undefined())) })
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
	// Layout lives on the host's side of the wire and wxs cannot wait for it.
	set("getComputedStyle", func(goja.FunctionCall) goja.Value {
		w.Unsupported("wxs getComputedStyle")
		return vm.NewObject()
	})
	set("getBoundingClientRect", func(goja.FunctionCall) goja.Value {
		w.Unsupported("wxs getBoundingClientRect")
		return l.toJS(value.M("left", 0, "top", 0, "right", 0, "bottom", 0, "width", 0, "height", 0))
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
		out = append(out, dashed(k), v.Index(i).ToString())
	}
	return out
}

// dashed turns fontSize into font-size.
func dashed(s string) string {
	if strings.HasPrefix(s, "--") {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('-')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

var _ wx.Runtime = (*Worker)(nil)
var _ view.Host = (*Worker)(nil)
