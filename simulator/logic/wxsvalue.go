package logic

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/script"
	"diorama/simulator/view"

	"github.com/dop251/goja"
)

// toData copies a value out of wxs: names lose their prefix. Functions are null, or
// handles where functions says so. WeChat: what crosses is copied; of a key that wxs
// made from a number, its first three characters are lost (wcc takes them for its
// prefix), which is why such objects are not for templates.
func (l *wxsLayer) toData(v goja.Value, functions bool) (value.Value, error) {
	c := wxsConversion{l: l, functions: functions}
	return c.convert(v)
}

type wxsConversion struct {
	l         *wxsLayer
	functions bool
	path      []*goja.Object
}

func (c *wxsConversion) convert(v goja.Value) (value.Value, error) {
	o, ok := v.(*goja.Object)
	if !ok {
		plain := conversion{w: c.l.w}
		return plain.convert(v)
	}
	if call, ok := goja.AssertFunction(o); ok {
		if !c.functions {
			return value.OfNull(), nil
		}
		return value.OfFunc(&wxsFunc{fn: o, call: call}), nil
	}
	class := o.ClassName()
	switch class {
	case "Date", "RegExp":
		return value.OfString(o.String()), nil
	case "Array", "Object":
	default:
		return value.OfNull(), nil
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
	if class == "Array" {
		n := int(min(o.Get("length").ToInteger(), maxIndex))
		items := make([]value.Value, n)
		for i := range items {
			x, err := c.convert(o.Get(c.l.w.index(i)))
			if err != nil {
				return value.Value{}, err
			}
			items[i] = x
		}
		return value.OfList(items), nil
	}
	keys := o.Keys()
	vals := make([]value.Value, len(keys))
	odd := false // keys made from numbers, keys that look like numbers
	for i, k := range keys {
		x, err := c.convert(o.Get(k))
		if err != nil {
			return value.Value{}, err
		}
		vals[i] = x
		keys[i] = outside(k)
		odd = odd || !strings.HasPrefix(k, script.WxsPrefix) || isIndex(keys[i])
	}
	if odd {
		keys, vals = inOrder(keys, vals)
	}
	return value.OfMap(keys, vals), nil
}

// outside is the name that a template sees of a member.
func outside(key string) string {
	if s, ok := strings.CutPrefix(key, script.WxsPrefix); ok {
		return s
	}
	const lost = 3
	return key[min(lost, len(key)):]
}

// isIndex tells keys that JavaScript counts as indices.
func isIndex(k string) bool {
	n, err := strconv.ParseUint(k, 10, 32)
	return err == nil && n < math.MaxUint32 && (k == "0" || k[0] != '0' && k[0] != '+')
}

// inOrder puts members in the order of JavaScript: indices ascending, then the others
// as they were made; of keys that became equal the last value stays.
func inOrder(keys []string, vals []value.Value) ([]string, []value.Value) {
	at := map[string]int{}
	n := 0
	for i, k := range keys {
		if j, ok := at[k]; ok {
			vals[j] = vals[i]
			continue
		}
		at[k] = n
		keys[n], vals[n] = k, vals[i]
		n++
	}
	keys = keys[:n]
	slices.SortStableFunc(keys, func(a, b string) int {
		switch x, y := isIndex(a), isIndex(b); {
		case x && y:
			i, _ := strconv.Atoi(a)
			j, _ := strconv.Atoi(b)
			return cmp.Compare(i, j)
		case x:
			return -1
		case y:
			return 1
		}
		return 0
	})
	sorted := make([]value.Value, n)
	for i, k := range keys {
		sorted[i] = vals[at[k]]
	}
	return keys, sorted
}

// inside is the name that wxs sees of a key of data.
func (l *wxsLayer) inside(key string) string {
	if s, ok := l.names[key]; ok {
		return s
	}
	if len(l.names) >= maxWxsNames {
		clear(l.names)
	}
	s := script.WxsPrefix + key
	l.names[key] = s
	return s
}

// define sets a member under the name that wxs has for it.
func (l *wxsLayer) define(o *goja.Object, name string, v any) {
	_ = o.Set(l.inside(name), v)
}

// toJS makes a fresh value for wxs: what it changes there, data does not see.
func (l *wxsLayer) toJS(v value.Value) goja.Value {
	switch v.Kind() {
	case value.List:
		if v.Len() > wxsLazy && !l.writes {
			return l.vm.NewDynamicArray(&lazyList{l: l, from: v, n: v.Len()})
		}
		list := make([]any, v.Len())
		for i, x := range v.Items() {
			list[i] = l.toJS(x)
		}
		return l.vm.NewArray(list...)
	case value.Map:
		if v.Len() > wxsLazy {
			if _, ok := v.Lookup("constructor"); ok {
				return goja.Null()
			}
			return l.vm.NewDynamicObject(&lazyMap{l: l, from: v})
		}
		o := l.vm.NewObject()
		for i, x := range v.Items() {
			k := v.Key(i)
			if k == "constructor" {
				// WeChat: an object that has one is no plain object any more.
				return goja.Null()
			}
			l.define(o, k, l.toJS(x))
		}
		return o
	case value.Func:
		if d, ok := v.Handle().(*view.Descriptor); ok {
			return l.descriptor(d.Node)
		}
		return goja.Null()
	}
	return l.w.fromData(v)
}
