package wx

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"diorama/renderer/value"
)

// typeName is the name WeChat's parameter errors use for a value's type.
func typeName(v value.Value) string {
	switch v.Kind() {
	case value.Undefined:
		return "Undefined"
	case value.Null:
		return "Null"
	case value.Bool:
		return "Boolean"
	case value.Number:
		return "Number"
	case value.String:
		return "String"
	case value.List:
		return "Array"
	case value.Map:
		return "Object"
	}
	switch v.Handle().(type) {
	case *Func:
		return "Function"
	case *Bytes:
		return "ArrayBuffer"
	case *Date:
		return "Date"
	}
	return "Object"
}

// param is what a member of the options must be: "title", "String". A name that
// ends in "?" may be undefined; several types are separated by "|".
type param struct{ name, types string }

// require checks the options; it ends the call with WeChat's words when something
// is wrong. WeChat: "parameter error: parameter.title should be String instead of
// Undefined;", one such clause for each member.
func (c *Call) require(params ...param) bool {
	if a := c.Arg(0); !a.IsUndefined() && a.Kind() != value.Map {
		c.Fail("parameter error: parameter should be Object instead of " + typeName(a) + ";")
		return false
	}
	var wrong strings.Builder
	for _, p := range params {
		name, optional := strings.CutSuffix(p.name, "?")
		v := c.Opt(name)
		if optional && v.IsUndefined() {
			continue
		}
		if t := typeName(v); !slices.Contains(strings.Split(p.types, "|"), t) {
			fmt.Fprintf(&wrong, "parameter.%s should be %s instead of %s;", name, strings.ReplaceAll(p.types, "|", " or "), t)
		}
	}
	if wrong.Len() > 0 {
		c.Fail("parameter error: " + wrong.String())
		return false
	}
	return true
}

// requireArg checks argument i of a Sync call. WeChat reports a wrong one on the
// console and gives undefined; it does not throw.
func (c *Call) requireArg(i int, types string) bool {
	t := typeName(c.Arg(i))
	if slices.Contains(strings.Split(types, "|"), t) {
		return true
	}
	c.Log("error", c.errMsg("parameter error: parameter should be "+strings.ReplaceAll(types, "|", " or ")+" instead of "+t+";"))
	return false
}

// Date is a Date that came as an argument at the top level or as a member of the
// options; deeper ones arrive as JSON text.
type Date struct{ Time time.Time }

// jsonTime is how JSON.stringify writes a Date.
func jsonTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// plain is v as JSON would carry it: functions dropped from objects (null in
// lists), dates as text, buffers and other handles as empty objects.
func plain(v value.Value) value.Value {
	switch v.Kind() {
	case value.List:
		items := make([]value.Value, v.Len())
		for i, x := range v.Items() {
			if items[i] = plain(x); items[i].IsUndefined() {
				items[i] = value.OfNull()
			}
		}
		return value.OfList(items)
	case value.Map:
		keys := make([]string, 0, v.Len())
		vals := make([]value.Value, 0, v.Len())
		for i, k := range v.Keys() {
			if x := plain(v.Index(i)); !x.IsUndefined() {
				keys, vals = append(keys, k), append(vals, x)
			}
		}
		return value.OfMap(keys, vals)
	case value.Func:
		switch h := v.Handle().(type) {
		case *Func:
			return value.Value{}
		case *Date:
			return value.OfString(jsonTime(h.Time))
		}
		return value.OfMap(nil, nil)
	}
	return v
}

// with is the Map v with one member set.
func with(v value.Value, name string, x any) value.Value {
	return v.With(value.Path{{Name: name, Index: -1}}, value.From(x))
}

// number gives a member of the options as a number, def when it is none.
func (c *Call) number(name string, def float64) float64 {
	if v := c.Opt(name); v.Kind() == value.Number && v.Num() == v.Num() {
		return v.Num()
	}
	return def
}

// text gives a member of the options as a string, def when it is none or empty.
func (c *Call) text(name, def string) string {
	if v := c.Opt(name); v.Kind() == value.String && v.Str() != "" {
		return v.Str()
	}
	return def
}

// simulated says once per name that an answer was made up here.
func (c *Call) simulated(what string) {
	if c.State.said == nil {
		c.State.said = map[string]bool{}
	}
	if !c.State.said[c.Name] {
		c.State.said[c.Name] = true
		c.Log("info", "wx."+c.Name+" is simulated: "+what)
	}
}

// done ends a call well with nothing but errMsg.
func done(c *Call) { c.Resolve(value.Value{}) }

// nothing is for Sync APIs whose effect cannot be seen here.
func nothing(*Call) {}
