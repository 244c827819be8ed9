package logic

import (
	"fmt"
	"math"
	"strconv"

	"diorama/renderer/value"

	"github.com/dop251/goja"
)

// propType is the type of a property; documentation of Component.
type propType uint8

const (
	typeAny propType = iota
	typeString
	typeNumber
	typeBoolean
	typeArray
	typeObject
	typeFunction
)

var typeNames = [...]string{"null", "String", "Number", "Boolean", "Array", "Object", "Function"}

// empty is the value of a property without a default.
func (t propType) empty() value.Value {
	switch t {
	case typeString:
		return value.OfString("")
	case typeNumber:
		return value.OfNumber(0)
	case typeBoolean:
		return value.OfBool(false)
	case typeArray:
		return value.OfList(nil)
	}
	return value.OfNull()
}

// matches tells whether v is of an optional type, without conversion. WeChat: oracle
// exparser; null takes everything but undefined, Object takes no list and no null.
func (t propType) matches(v value.Value) bool {
	switch t {
	case typeString:
		return v.Kind() == value.String
	case typeNumber:
		return v.Kind() == value.Number && !math.IsNaN(v.Num()) && !math.IsInf(v.Num(), 0)
	case typeBoolean:
		return v.Kind() == value.Bool
	case typeArray:
		return v.Kind() == value.List
	case typeObject:
		return v.Kind() == value.Map
	case typeFunction:
		return v.Kind() == value.Func
	}
	return !v.IsUndefined()
}

// property is one declared property.
type property struct {
	name     string
	types    []propType // the main type, then optionalTypes
	def      value.Value
	observer goja.Value // a function or the name of a method, nil none
}

func (w *Worker) readProperties(opts *goja.Object) []*property {
	o, ok := opts.Get("properties").(*goja.Object)
	if !ok {
		return nil
	}
	var out []*property
	for _, k := range o.Keys() {
		v := o.Get(k)
		p := &property{name: k}
		d, isObject := v.(*goja.Object)
		if t, ok := w.typeOf(v); ok {
			p.types = []propType{t}
		} else if isObject {
			var optional []propType
			if list, ok := d.Get("optionalTypes").(*goja.Object); ok {
				for _, i := range list.Keys() {
					if t, ok := w.typeOf(list.Get(i)); ok {
						optional = append(optional, t)
					}
				}
			}
			t, ok := w.typeOf(d.Get("type"))
			if !ok && len(optional) > 0 {
				t, ok = optional[0], true // oracle exparser: it stands in
			}
			if !ok && d.Get("type") != nil {
				w.log("warn", fmt.Sprintf("property %q of %s: the type is unknown; String, Number, Boolean, Object, Array or null is expected", k, w.owner()))
			}
			p.types = append([]propType{t}, optional...)
			if ob := d.Get("observer"); ob != nil && !goja.IsUndefined(ob) && !goja.IsNull(ob) {
				p.observer = ob
			}
			if x := d.Get("value"); x != nil {
				v, err := w.toData(x)
				if err != nil {
					w.log("error", fmt.Sprintf("property %q of %s: %s", k, w.owner(), err))
				}
				p.def = v
			}
		} else {
			w.log("warn", fmt.Sprintf("property %q of %s: a type or an object with type is expected", k, w.owner()))
			p.types = []propType{typeAny}
		}
		if p.def.IsUndefined() {
			p.def = p.types[0].empty()
		}
		out = append(out, p)
	}
	return out
}

// typeOf reads a type as written: String, Number …, null for any.
func (w *Worker) typeOf(v goja.Value) (propType, bool) {
	if v == nil {
		return typeAny, false
	}
	if goja.IsNull(v) {
		return typeAny, true
	}
	o, ok := v.(*goja.Object)
	if !ok || !isFunction(o) {
		return typeAny, false
	}
	switch functionName(o) {
	case "String":
		return typeString, true
	case "Number":
		return typeNumber, true
	case "Boolean":
		return typeBoolean, true
	case "Array":
		return typeArray, true
	case "Object":
		return typeObject, true
	case "Function":
		return typeFunction, true
	}
	return typeAny, true
}

// coerce converts a value given to the property; warning says what was wrong, "" nothing.
// WeChat: oracle exparser; text, number and boolean are converted, and what does not
// fit is replaced by the empty value of the type, not by the default. An optional Object
// takes null in glass-easel (its own oracle).
func (p *property) coerce(v value.Value, glassEasel bool) (out value.Value, warning string) {
	for _, t := range p.types[1:] {
		if t.matches(v) || glassEasel && t == typeObject && v.Kind() == value.Null {
			return v, ""
		}
	}
	t := p.types[0]
	wrong := func(used value.Value) (value.Value, string) {
		shown := v.Kind().String()
		if v.IsNil() {
			shown = v.ToString()
		}
		return used, fmt.Sprintf("received type-uncompatible value: expected <%s> but get %s value. %s is used instead.", typeNames[t], shown, usedText(used))
	}
	switch t {
	case typeString:
		switch v.Kind() {
		case value.Number, value.Bool, value.String:
			return value.OfString(v.ToString()), ""
		case value.Undefined, value.Null:
			return wrong(value.OfString(""))
		}
		return wrong(value.OfString(v.ToString()))
	case typeNumber:
		if f := v.ToNumber(); !math.IsNaN(f) && !math.IsInf(f, 0) && v.Kind() != value.Func {
			return value.OfNumber(f), ""
		}
		return wrong(value.OfNumber(0))
	case typeBoolean:
		return value.OfBool(v.Truthy()), ""
	case typeArray:
		if v.Kind() == value.List {
			return v, ""
		}
		return wrong(value.OfList(nil))
	case typeObject:
		switch v.Kind() {
		case value.Map, value.List, value.Null:
			return v, ""
		}
		return wrong(value.OfNull())
	}
	if v.IsUndefined() {
		return value.OfNull(), ""
	}
	return v, ""
}

func usedText(v value.Value) string {
	switch v.Kind() {
	case value.String:
		return strconv.Quote(v.Str())
	case value.List:
		return "An empty array"
	}
	return v.ToString()
}
