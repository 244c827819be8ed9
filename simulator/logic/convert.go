package logic

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wx"

	"github.com/dop251/goja"
)

// conversion is one walk from JavaScript to data.
type conversion struct {
	w      *Worker
	api    bool           // arguments of APIs: functions, buffers, instances keep their meaning
	far    map[string]int // lists that grow: path → last index counted
	path   []*goja.Object
	forms  value.Shapes
	values int      // lists' items and objects' members so far
	funcs  []string // keys that held functions
	odd    []string // what does not survive the copy, in words
	live   bool     // isLive was true of something
}

var arrayBufferType = reflect.TypeFor[goja.ArrayBuffer]()

var errTooMany = fmt.Errorf("has more than %d values", maxDataValues)

var errCycle = errors.New("has a circular structure")

// toData copies a JavaScript value as setData does: functions become opaque
// handles, everything else that is no list or scalar becomes a plain object of its
// own members (a Date is empty). WeChat: oracle exparser.
func (w *Worker) toData(v goja.Value) (value.Value, error) {
	c := conversion{w: w}
	return c.convert(v)
}

// toArg copies an argument of an API.
func (w *Worker) toArg(v goja.Value) (value.Value, error) {
	c := conversion{w: w, api: true}
	return c.convert(v)
}

func (c *conversion) convert(v goja.Value) (value.Value, error) {
	switch v := v.(type) {
	case nil:
		return value.Value{}, nil
	case *goja.Object:
		return c.object(v)
	case goja.String:
		return value.OfString(v.String()), nil
	case *goja.Symbol:
		return value.Value{}, nil
	default:
		switch {
		case goja.IsUndefined(v):
			return value.Value{}, nil
		case goja.IsNull(v):
			return value.OfNull(), nil
		case goja.IsNumber(v):
			return value.OfNumber(v.ToFloat()), nil
		}
		if b, ok := v.Export().(bool); ok {
			return value.OfBool(b), nil
		}
		if goja.IsBigInt(v) {
			return value.OfString(v.String()), nil
		}
	}
	return value.Value{}, nil
}

func (c *conversion) object(o *goja.Object) (value.Value, error) {
	switch o.ClassName() {
	case "Function", "AsyncFunction", "GeneratorFunction":
		return value.OfFunc(&wx.Func{JS: o}), nil
	case "Date":
		if !c.api {
			c.odd = append(c.odd, "a Date does not survive setData: an empty object arrives; pass a number or a text")
			return value.OfMap(nil, nil), nil
		}
		if t, ok := o.Export().(time.Time); ok {
			if len(c.path) <= 1 {
				return value.OfFunc(&wx.Date{Time: t}), nil // an argument or a member of the options
			}
			return value.OfString(t.UTC().Format("2006-01-02T15:04:05.000Z")), nil
		}
		return value.OfNull(), nil
	case "Number", "String", "Boolean":
		if !c.api {
			break // boxed: a plain object of its members
		}
		switch o.ClassName() {
		case "Number":
			return value.OfNumber(o.ToFloat()), nil
		case "String":
			return value.OfString(o.String()), nil
		}
		return value.OfBool(o.ToBoolean()), nil
	}
	if _, ok := goja.AssertFunction(o); ok {
		return value.OfFunc(&wx.Func{JS: o}), nil
	}
	if len(c.path) >= maxDataDepth {
		return value.Value{}, fmt.Errorf("is nested deeper than %d levels", maxDataDepth)
	}
	for _, p := range c.path {
		if p == o {
			return value.Value{}, errCycle
		}
	}
	if c.api {
		if v, ok := c.special(o); ok {
			return v, nil
		}
	} else if c.isLive(o) {
		c.live = true
		if c.w.instanceOf(o) != nil {
			return value.OfMap(nil, nil), nil
		}
	}
	c.path = append(c.path, o)
	defer func() { c.path = c.path[:len(c.path)-1] }()
	if o.ClassName() == "Array" {
		n := int(o.Get("length").ToInteger())
		if c.values += n; n > maxDataValues || c.values > maxDataValues {
			return value.Value{}, errTooMany
		}
		items := make([]value.Value, n)
		for i := range items {
			x, err := c.convert(o.Get(c.w.index(i)))
			if err != nil {
				return value.Value{}, err
			}
			items[i] = x
		}
		return value.OfList(items), nil
	}
	keys := o.Keys()
	if c.values += len(keys); c.values > maxDataValues {
		return value.Value{}, errTooMany
	}
	vals := make([]value.Value, len(keys))
	for i, k := range keys {
		x, err := c.convert(o.Get(k))
		if err != nil {
			return value.Value{}, err
		}
		if x.Kind() == value.Func {
			c.funcs = append(c.funcs, k)
		}
		vals[i] = x
	}
	return c.forms.Map(keys, vals), nil
}

// special gives the meaning of framework objects in arguments of APIs.
func (c *conversion) special(o *goja.Object) (value.Value, bool) {
	if in := c.w.instanceOf(o); in != nil {
		r := &wx.Ref{Instance: in.id}
		if in.page != nil {
			r.Page = in.page.id
		}
		return value.OfFunc(r), true
	}
	if x := o.GetSymbol(c.w.js.objectKey); x != nil {
		if ob, ok := x.Export().(*wx.Object); ok {
			return value.OfFunc(ob), true
		}
	}
	// goja gives ArrayBuffer the class of plain objects.
	if o.ExportType() == arrayBufferType {
		b, _ := o.Export().(goja.ArrayBuffer)
		return value.OfFunc(&wx.Bytes{Data: append([]byte(nil), b.Bytes()...), Shared: b.Bytes(), JS: o}), true
	}
	// Typed arrays and DataView.
	if b := o.Get("buffer"); b != nil {
		if buf, ok := b.Export().(goja.ArrayBuffer); ok {
			off, n := o.Get("byteOffset"), o.Get("byteLength")
			if off != nil && n != nil {
				all := buf.Bytes()
				from := min(max(int(off.ToInteger()), 0), len(all))
				to := min(max(from+int(n.ToInteger()), from), len(all))
				return wx.OfBytes(append([]byte(nil), all[from:to]...)), true
			}
		}
	}
	return value.Value{}, false
}

// index gives the decimal text of a list index from a growing table.
func (w *Worker) index(i int) string {
	if i >= maxIndexTable {
		return strconv.Itoa(i)
	}
	for len(w.indices) <= i {
		w.indices = append(w.indices, strconv.Itoa(len(w.indices)))
	}
	return w.indices[i]
}

// fromData makes fresh JavaScript objects of a value.
func (w *Worker) fromData(v value.Value) goja.Value {
	switch v.Kind() {
	case value.Undefined:
		return goja.Undefined()
	case value.Null:
		return goja.Null()
	case value.Bool:
		return w.vm.ToValue(v.Truthy())
	case value.Number:
		f := v.Num()
		if f == math.Trunc(f) && math.Abs(f) < 1<<53 && (f != 0 || !math.Signbit(f)) {
			return w.vm.ToValue(int64(f))
		}
		return w.vm.ToValue(f)
	case value.String:
		return w.vm.ToValue(v.Str())
	case value.List:
		items := v.Items()
		list := make([]any, len(items))
		for i, x := range items {
			list[i] = w.fromData(x)
		}
		return w.vm.NewArray(list...)
	case value.Map:
		o := w.vm.NewObject()
		for i, x := range v.Items() {
			w.define(o, v.Key(i), w.fromData(x))
		}
		return o
	}
	return w.fromHandle(v)
}

// define sets an own property; __proto__ is a name like any other here.
func (w *Worker) define(o *goja.Object, key string, v goja.Value) {
	if key == "__proto__" {
		_ = o.DefineDataProperty(key, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE)
		return
	}
	_ = o.Set(key, v)
}

// fromHandle turns opaque handles back into what they stand for.
func (w *Worker) fromHandle(v value.Value) goja.Value {
	switch h := v.Handle().(type) {
	case *wx.Func:
		if o, ok := h.JS.(*goja.Object); ok {
			return o
		}
	case *wx.Object:
		return w.jsObject(h)
	case *wx.Date:
		if d, err := w.vm.New(w.vm.GlobalObject().Get("Date"), w.vm.ToValue(h.Time.UnixMilli())); err == nil {
			return d
		}
		return goja.Null()
	case *wx.Bytes:
		if o, ok := h.JS.(*goja.Object); ok {
			return o // the caller's own buffer comes back
		}
		return w.vm.ToValue(w.vm.NewArrayBuffer(h.Data))
	case *wx.Ref:
		if in := w.reg.live[h.Instance]; in != nil {
			return in.this
		}
	case *wxsFunc:
		return w.wxsBridge(v, h)
	}
	return goja.Undefined()
}

// jsonSize is the length of the JSON text of v in bytes.
func jsonSize(v value.Value) int {
	switch v.Kind() {
	case value.Undefined, value.Null, value.Func:
		return 4
	case value.Bool:
		if v.Truthy() {
			return 4
		}
		return 5
	case value.Number:
		return len(value.NumberString(v.Num()))
	case value.String:
		return jsonStringSize(v.Str())
	case value.List:
		n := 2
		for i, x := range v.Items() {
			if i > 0 {
				n++
			}
			n += jsonSize(x)
		}
		return n
	}
	n, first := 2, true
	for i, x := range v.Items() {
		if x.Kind() == value.Undefined || x.Kind() == value.Func {
			continue
		}
		if !first {
			n++
		}
		first = false
		n += jsonStringSize(v.Key(i)) + 1 + jsonSize(x)
	}
	return n
}

func jsonStringSize(s string) int {
	n := len(s) + 2
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t':
			n++
		case c < 0x20:
			n += 5
		}
	}
	return n
}
