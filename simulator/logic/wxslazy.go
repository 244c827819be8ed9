package logic

import (
	"cmp"
	"slices"

	"diorama/renderer/value"
	"diorama/simulator/script"

	"github.com/dop251/goja"
)

// Faster: a long list or map is copied member by member when wxs asks for one, not
// at each call: m.f(list, index) in 10,000 rows costs 25 ms a row otherwise, 4 µs so
// (BenchmarkWxs). What wxs writes goes to the copy, as with the plain one. The
// engine's lists of that kind take no members with names, so they are used only
// while no module of the mini-program sets any (list.length = 3, list.sum = 0).

// wxsLazy is the length from which that is done.
const wxsLazy = 32

// lazyList is a goja.DynamicArray over a list of data.
type lazyList struct {
	l     *wxsLayer
	from  value.Value
	read  map[int]goja.Value // lists and maps that were asked for
	items []goja.Value       // everything, once something was written
	n     int
}

func (a *lazyList) Len() int { return a.n }

func (a *lazyList) Get(i int) goja.Value {
	if i < 0 || i >= a.n {
		return nil
	}
	if a.items != nil {
		return a.items[i]
	}
	if x, ok := a.read[i]; ok {
		return x
	}
	d := a.from.Index(i)
	x := a.l.toJS(d)
	if d.Kind() == value.List || d.Kind() == value.Map {
		if a.read == nil {
			a.read = map[int]goja.Value{}
		}
		a.read[i] = x
	}
	return x
}

// own makes the list one of wxs.
func (a *lazyList) own() []goja.Value {
	if a.items == nil {
		items := make([]goja.Value, a.n)
		for i := range items {
			items[i] = a.Get(i)
		}
		a.items, a.read = items, nil
	}
	return a.items
}

func (a *lazyList) Set(i int, v goja.Value) bool {
	if i < 0 || i >= maxIndex {
		return false
	}
	if i >= a.n {
		a.SetLen(i + 1)
	}
	a.own()[i] = v
	return true
}

func (a *lazyList) SetLen(n int) bool {
	if n < 0 || n > maxIndex {
		return false
	}
	items := a.own()
	if n < a.n {
		clear(items[n:])
		items = items[:n]
	}
	for len(items) < n {
		items = append(items, goja.Undefined())
	}
	a.items, a.n = items, n
	return true
}

// lazyMap is a goja.DynamicObject over a map of data; its keys are those of wxs.
type lazyMap struct {
	l    *wxsLayer
	from value.Value
	own  map[string]goja.Value // read or written; nil for a deleted one
	more []string              // keys that came later, in order
}

func (m *lazyMap) data(key string) (value.Value, bool) {
	if len(key) < len(script.WxsPrefix) || key[:len(script.WxsPrefix)] != script.WxsPrefix {
		return value.Value{}, false
	}
	return m.from.Lookup(key[len(script.WxsPrefix):])
}

func (m *lazyMap) Get(key string) goja.Value {
	if v, ok := m.own[key]; ok {
		return v
	}
	v, ok := m.data(key)
	if !ok {
		return nil
	}
	x := m.l.toJS(v)
	if v.Kind() == value.List || v.Kind() == value.Map {
		m.put(key, x)
	}
	return x
}

func (m *lazyMap) put(key string, v goja.Value) {
	if m.own == nil {
		m.own = map[string]goja.Value{}
	}
	m.own[key] = v
}

func (m *lazyMap) Has(key string) bool {
	if v, ok := m.own[key]; ok {
		return v != nil
	}
	_, ok := m.data(key)
	return ok
}

func (m *lazyMap) Set(key string, v goja.Value) bool {
	if _, inData := m.data(key); !m.Has(key) && (!inData || m.own[key] == nil) {
		m.more = append(m.more, key)
	}
	m.put(key, v)
	return true
}

func (m *lazyMap) Delete(key string) bool {
	m.put(key, nil)
	m.more = slices.DeleteFunc(m.more, func(k string) bool { return k == key })
	return true
}

func (m *lazyMap) Keys() []string {
	var out, named []string
	later := map[string]bool{}
	for _, k := range m.more {
		later[k] = true
		if isIndex(k) {
			out = append(out, k)
		} else {
			named = append(named, k)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	for _, k := range m.from.Keys() {
		if k = m.l.inside(k); !later[k] && m.Has(k) {
			out = append(out, k)
		}
	}
	return append(out, named...)
}
