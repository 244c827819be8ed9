package logic

import (
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/script"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// wxsMembers are the members that values have in wxs, by prototype or object of the
// engine. Those not listed are undefined there. WeChat: documentation of wxs, data
// types and built-in library; the list is what wcc's runtime defines.
var wxsMembers = []struct{ of, names string }{
	{"Array.prototype", "concat pop push reverse shift slice sort splice unshift indexOf lastIndexOf every some forEach map filter reduce reduceRight"},
	{"String.prototype", "toString valueOf charAt charCodeAt concat indexOf lastIndexOf localeCompare match replace search slice split substring toLowerCase toLocaleLowerCase toUpperCase toLocaleUpperCase trim"},
	{"Boolean.prototype", "toString valueOf"},
	{"Number", "MAX_VALUE MIN_VALUE NEGATIVE_INFINITY POSITIVE_INFINITY"},
	{"Number.prototype", "toString toLocaleString valueOf toFixed toExponential toPrecision"},
	{"Math", "E LN10 LN2 LOG2E LOG10E PI SQRT1_2 SQRT2 abs acos asin atan atan2 ceil cos exp floor log max min pow random round sin sqrt tan"},
	{"Date", "parse UTC now"},
	{"Date.prototype", "toString toDateString toTimeString toLocaleString toLocaleDateString toLocaleTimeString valueOf getTime getFullYear getUTCFullYear getMonth getUTCMonth getDate getUTCDate getDay getUTCDay getHours getUTCHours getMinutes getUTCMinutes getSeconds getUTCSeconds getMilliseconds getUTCMilliseconds getTimezoneOffset setTime setMilliseconds setUTCMilliseconds setSeconds setUTCSeconds setMinutes setUTCMinutes setHours setUTCHours setDate setUTCDate setMonth setUTCMonth setFullYear setUTCFullYear toUTCString toISOString toJSON"},
	{"RegExp.prototype", "exec test toString"},
}

// wxsLive are members that read the engine's own each time.
var wxsLive = []struct{ of, names string }{
	{"Function.prototype", "length"},
	{"Array.prototype", "length"},
	{"String.prototype", "length"},
	{"RegExp.prototype", "source global ignoreCase multiline lastIndex"},
}

// wxsTypes have their name as constructor.
var wxsTypes = []string{"Object", "Function", "Array", "String", "Boolean", "Number", "Date", "RegExp"}

// wxsGlobals are the functions of wxs that are the engine's.
const wxsGlobals = "parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent"

// library defines all names of wxs.
func (l *wxsLayer) library() {
	vm := l.vm
	find := func(path string) *goja.Object {
		o := vm.GlobalObject()
		for _, part := range strings.Split(path, ".") {
			o = o.Get(part).ToObject(vm)
		}
		return o
	}
	data := func(o *goja.Object, name string, v goja.Value, writable goja.Flag) {
		_ = o.DefineDataProperty(l.inside(name), v, writable, goja.FLAG_FALSE, goja.FLAG_FALSE)
	}
	for _, m := range wxsMembers {
		o := find(m.of)
		writable := goja.FLAG_TRUE
		if m.of == "Math" || m.of == "Number" {
			writable = goja.FLAG_FALSE
		}
		for _, name := range strings.Fields(m.names) {
			data(o, name, o.Get(name), writable)
		}
	}
	for _, m := range wxsLive {
		o := find(m.of)
		for _, name := range strings.Fields(m.names) {
			get := func(c goja.FunctionCall) goja.Value { return c.This.ToObject(vm).Get(name) }
			set := func(c goja.FunctionCall) goja.Value {
				if name == "length" || name == "lastIndex" {
					if err := c.This.ToObject(vm).Set(name, c.Argument(0)); err != nil {
						panic(err)
					}
				}
				return goja.Undefined()
			}
			_ = o.DefineAccessorProperty(l.inside(name), vm.ToValue(get), vm.ToValue(set), goja.FLAG_FALSE, goja.FLAG_FALSE)
		}
	}
	// arguments that were handed on know their length too (oracle wcc). Any object may
	// have a length of its own.
	length := l.inside("length")
	_ = find("Object.prototype").DefineAccessorProperty(length, vm.ToValue(func(c goja.FunctionCall) goja.Value {
		if o, ok := c.This.(*goja.Object); ok && o.ClassName() == "Arguments" {
			return o.Get("length")
		}
		return goja.Undefined()
	}), vm.ToValue(func(c goja.FunctionCall) goja.Value {
		if o, ok := c.This.(*goja.Object); ok {
			_ = o.DefineDataProperty(length, c.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
		}
		return goja.Undefined()
	}), goja.FLAG_FALSE, goja.FLAG_FALSE)
	for _, name := range wxsTypes {
		data(find(name+".prototype"), "constructor", vm.ToValue(name), goja.FLAG_TRUE)
	}
	says := func(text string) goja.Value {
		return vm.ToValue(func(goja.FunctionCall) goja.Value { return vm.ToValue(text) })
	}
	data(find("Object.prototype"), "toString", says("[object Object]"), goja.FLAG_TRUE)
	data(find("Function.prototype"), "toString", says("[function Function]"), goja.FLAG_TRUE)
	array := find("Array.prototype")
	data(array, "join", vm.ToValue(func(c goja.FunctionCall) goja.Value { return vm.ToValue(l.join(c.This.ToObject(vm), c.Argument(0), 0)) }), goja.FLAG_TRUE)
	data(array, "toString", vm.ToValue(func(c goja.FunctionCall) goja.Value {
		return vm.ToValue(l.join(c.This.ToObject(vm), goja.Undefined(), 0))
	}), goja.FLAG_TRUE)

	g := vm.GlobalObject()
	for _, name := range strings.Fields(wxsGlobals) {
		l.define(g, name, g.Get(name))
	}
	for name, class := range map[string]string{"getDate": "Date", "getRegExp": "RegExp"} {
		ctor := g.Get(class)
		l.define(g, name, func(c goja.FunctionCall) goja.Value {
			o, err := vm.New(ctor, c.Arguments...)
			if err != nil {
				panic(err)
			}
			return o
		})
	}
	l.define(g, "JSON", l.json())
	l.define(g, "console", l.console())
	l.key = vm.ToValue(func(c goja.FunctionCall) goja.Value {
		k := c.Argument(0)
		if goja.IsUndefined(k) || goja.IsNull(k) {
			return goja.Undefined()
		}
		return vm.ToValue(l.inside(k.String()))
	})
	l.this = vm.ToValue(func(c goja.FunctionCall) goja.Value {
		if o, ok := c.Argument(0).(*goja.Object); ok && o != g {
			return o
		}
		return vm.NewObject()
	})
}

// join is Array.join of wxs: inner arrays are joined with commas whatever the
// separator is, what is nothing is an empty text.
func (l *wxsLayer) join(a *goja.Object, sep goja.Value, depth int) string {
	if depth > maxDataDepth {
		panic(l.vm.NewTypeError("join: nested deeper than %d levels", maxDataDepth))
	}
	s := ","
	if !goja.IsUndefined(sep) && !goja.IsNull(sep) {
		s = sep.String()
	}
	var b strings.Builder
	n := int(min(a.Get("length").ToInteger(), maxIndex))
	for i := range n {
		if i > 0 {
			b.WriteString(s)
		}
		x := a.Get(l.w.index(i))
		if x == nil || goja.IsUndefined(x) || goja.IsNull(x) {
			continue
		}
		if o, ok := x.(*goja.Object); ok {
			switch o.ClassName() {
			case "Array":
				b.WriteString(l.join(o, goja.Undefined(), depth+1))
				continue
			case "Function":
				b.WriteString("[function Function]")
				continue
			}
		}
		b.WriteString(x.String())
		if b.Len() > script.MaxSource {
			panic(l.vm.NewTypeError("join: the text is longer than %d bytes", script.MaxSource))
		}
	}
	return b.String()
}

// json is JSON of wxs: stringify takes a value and nothing else, parse of undefined
// is undefined.
func (l *wxsLayer) json() *goja.Object {
	vm := l.vm
	native := vm.Get("JSON").ToObject(vm)
	stringify, _ := goja.AssertFunction(native.Get("stringify"))
	parse, _ := goja.AssertFunction(native.Get("parse"))
	call := func(f goja.Callable, arg goja.Value) goja.Value {
		v, err := f(native, arg)
		if err != nil {
			panic(err)
		}
		return v
	}
	o := vm.NewObject()
	l.define(o, "stringify", func(c goja.FunctionCall) goja.Value {
		call(stringify, c.Argument(0)) // what has a cycle is refused
		return call(stringify, l.renamed(c.Argument(0), outside, 0))
	})
	l.define(o, "parse", func(c goja.FunctionCall) goja.Value {
		if goja.IsUndefined(c.Argument(0)) {
			return goja.Undefined()
		}
		return l.renamed(call(parse, c.Argument(0)), l.inside, 0)
	})
	return o
}

// renamed copies a value with other names for its members; functions become null.
func (l *wxsLayer) renamed(v goja.Value, name func(string) string, depth int) goja.Value {
	o, ok := v.(*goja.Object)
	if !ok {
		return v
	}
	if depth > maxDataDepth {
		panic(l.vm.NewTypeError("JSON: nested deeper than %d levels", maxDataDepth))
	}
	switch o.ClassName() {
	case "Array":
		list := make([]any, int(min(o.Get("length").ToInteger(), maxIndex)))
		for i := range list {
			if x := o.Get(l.w.index(i)); x != nil {
				list[i] = l.renamed(x, name, depth+1)
			} else {
				list[i] = goja.Undefined()
			}
		}
		return l.vm.NewArray(list...)
	case "Object":
		out := l.vm.NewObject()
		for _, k := range o.Keys() {
			_ = out.Set(name(k), l.renamed(o.Get(k), name, depth+1))
		}
		return out
	case "Date", "RegExp":
		return o
	}
	return goja.Null()
}

// console has log alone.
func (l *wxsLayer) console() *goja.Object {
	w := l.w
	o := l.vm.NewObject()
	l.define(o, "log", func(c goja.FunctionCall) goja.Value {
		args := make([]string, len(c.Arguments))
		for i, a := range c.Arguments {
			args[i] = l.text(a)
		}
		w.send(&wire.Message{Log: &wire.Log{Time: w.clock.elapsed(), Level: "log", Args: args, Stack: plainNames(w.frames(l.vm.CaptureCallStack(maxStack, nil)))}})
		return goja.Undefined()
	})
	return o
}

func (l *wxsLayer) text(v goja.Value) string {
	d, err := l.toData(v, true)
	if err != nil {
		return v.String()
	}
	if d.Kind() == value.Map || d.Kind() == value.List {
		return clip(d.JSON())
	}
	return clip(d.ToString())
}
