package expr

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"diorama/renderer/value"
)

// Eval gives the value of e in s. It never fails: what has no value is undefined.
// s may be nil for an expression without names.
func (e *Expr) Eval(s Scope) value.Value {
	if len(e.nodes) == 0 {
		return value.Value{}
	}
	return e.eval(e.root, s)
}

func (e *Expr) eval(i int32, s Scope) value.Value {
	n := &e.nodes[i]
	switch n.op {
	case opConst:
		return e.consts[n.a]
	case opName:
		return s.Name(e.names[n.a])
	case opMember:
		return e.eval(n.a, s).Get(e.names[n.b])
	case opIndex:
		return member(e.eval(n.a, s), e.eval(n.b, s))
	case opCall:
		return e.call(n, s)
	case opList:
		return e.list(e.kids[n.b:n.b+n.c], s)
	case opObject:
		return e.object(e.kids[n.b:n.b+n.c], s)
	case opCond:
		if e.eval(n.a, s).Truthy() {
			return e.eval(n.b, s)
		}
		return e.eval(n.c, s)
	case opAnd:
		if v := e.eval(n.a, s); !v.Truthy() {
			return v
		}
		return e.eval(n.b, s)
	case opOr:
		if v := e.eval(n.a, s); v.Truthy() {
			return v
		}
		return e.eval(n.b, s)
	case opNullish:
		if v := e.eval(n.a, s); !v.IsNil() {
			return v
		}
		return e.eval(n.b, s)
	case opNot, opBitNot, opPlus, opMinus, opTypeof, opVoid:
		return unaryValue(n.op, e.eval(n.a, s))
	}
	return binaryValue(n.op, e.eval(n.a, s), e.eval(n.b, s))
}

// member is v[key].
func member(v, key value.Value) value.Value {
	if key.Kind() == value.Number && v.Kind() == value.List {
		f := key.Num()
		if i := int(f); float64(i) == f && i >= 0 {
			return v.Index(i)
		}
		return value.Value{}
	}
	if v.IsNil() {
		return value.Value{}
	}
	return v.Get(key.ToString())
}

// call calls a function of a wxs module. Whatever else is called gives undefined:
// data has no methods here. // WeChat: {{x.toFixed(2)}} and {{list.indexOf(2)}} are
// undefined; oracle exparser.
func (e *Expr) call(n *node, s Scope) value.Value {
	var fn, this value.Value
	switch c := &e.nodes[n.a]; c.op {
	case opMember:
		this = e.eval(c.a, s)
		fn = this.Get(e.names[c.b])
	case opIndex:
		this = e.eval(c.a, s)
		fn = member(this, e.eval(c.b, s))
	default:
		fn = e.eval(n.a, s)
	}
	if fn.Kind() != value.Func {
		return value.Value{}
	}
	args := make([]value.Value, 0, n.c)
	for _, k := range e.kids[n.b : n.b+n.c] {
		args = e.appendItem(args, k, s)
	}
	return s.Call(fn, this, args)
}

// list makes a list; a hole is undefined.
func (e *Expr) list(kids []int32, s Scope) value.Value {
	items := make([]value.Value, 0, len(kids))
	for _, k := range kids {
		if k == noNode {
			items = append(items, value.Value{})
			continue
		}
		items = e.appendItem(items, k, s)
	}
	return value.OfList(items)
}

func (e *Expr) appendItem(items []value.Value, k int32, s Scope) []value.Value {
	n := &e.nodes[k]
	if n.op != opSpread {
		return append(items, e.eval(k, s))
	}
	switch v := e.eval(n.a, s); v.Kind() {
	case value.List:
		return append(items, v.Items()...)
	case value.String:
		for _, r := range v.Str() {
			items = append(items, value.OfString(string(r)))
		}
	}
	return items
}

// object makes a map; a repeated key keeps its first place and its last value.
func (e *Expr) object(pairs []int32, s Scope) value.Value {
	keys := make([]string, 0, len(pairs)/2)
	vals := make([]value.Value, 0, len(pairs)/2)
	var places map[string]int // once there are many keys
	set := func(key string, v value.Value) {
		const few = 8
		if len(keys) > few && places == nil {
			places = make(map[string]int, 2*len(keys))
			for i, k := range keys {
				places[k] = i
			}
		}
		if places == nil {
			for i, k := range keys {
				if k == key {
					vals[i] = v
					return
				}
			}
		} else {
			if i, ok := places[key]; ok {
				vals[i] = v
				return
			}
			places[key] = len(keys)
		}
		keys, vals = append(keys, key), append(vals, v)
	}
	for i := 0; i < len(pairs); i += 2 {
		v := e.eval(pairs[i+1], s)
		if pairs[i] != noNode {
			set(e.names[pairs[i]], v)
			continue
		}
		switch v.Kind() {
		case value.Map:
			for j, k := range v.Keys() {
				set(k, v.Items()[j])
			}
		case value.List:
			for j, x := range v.Items() {
				set(strconv.Itoa(j), x)
			}
		case value.String:
			j := 0
			for _, r := range v.Str() {
				set(strconv.Itoa(j), value.OfString(string(r)))
				if j++; r > 0xFFFF {
					j++
				}
			}
		}
	}
	return value.OfMap(inOrder(keys, vals))
}

// inOrder puts keys in JavaScript's order: array indices first, by number.
// https://tc39.es/ecma262/#sec-ordinaryownpropertykeys
func inOrder(keys []string, vals []value.Value) ([]string, []value.Value) {
	last, sorted := -1, true
	for at, k := range keys {
		i, ok := value.ArrayIndex(k)
		if ok && i < last && at > 0 {
			sorted = false
			break
		}
		if ok {
			last = i
		} else {
			last = math.MaxInt
		}
	}
	if sorted {
		return keys, vals
	}
	at := make([]int, len(keys))
	for i := range at {
		at[i] = i
	}
	rank := func(k string) int {
		if i, ok := value.ArrayIndex(k); ok {
			return i
		}
		return math.MaxInt
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(rank(keys[a]), rank(keys[b])) })
	k2, v2 := make([]string, len(keys)), make([]value.Value, len(vals))
	for i, j := range at {
		k2[i], v2[i] = keys[j], vals[j]
	}
	return k2, v2
}
