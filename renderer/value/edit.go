package value

// Edit writes several paths of one value. Lists and maps on the way are copied once
// and then written in place until Value is called, so that a thousand rows of a list
// cost one copy of the list and not a thousand.
type Edit struct {
	v   Value
	own map[*node]bool // copied by this edit; true: with keys of its own
	one bool

	blocks map[blockOf]bool // copied by this edit
}

// blockOf is one block of a list.
type blockOf struct {
	list *node
	k    int
}

// Begin starts with v; sets is how many calls of Set are likely.
func (e *Edit) Begin(v Value, sets int) { e.v, e.own, e.blocks, e.one = v, nil, nil, sets == 1 }

// Set writes x at p with the result of Value.With.
func (e *Edit) Set(p Path, x Value) {
	if e.one {
		e.v = e.v.With(p, x) // nothing to remember
		return
	}
	e.v = e.with(e.v, p.named(), x)
}

// Value ends the edit and gives the result.
func (e *Edit) Value() Value {
	e.own, e.blocks = nil, nil
	return e.v
}

func (e *Edit) owned(n *node) bool {
	_, ok := e.own[n]
	return ok
}

func (e *Edit) keep(n *node, keys bool) {
	if e.own == nil {
		e.own = map[*node]bool{}
	}
	e.own[n] = keys
}

// with mirrors Value.With.
func (e *Edit) with(v Value, p Path, x Value) Value {
	if len(p) == 0 {
		return x
	}
	s := p[0]
	if s.IsIndex() {
		n := v.ref
		if v.kind == List && n.len() >= longList && s.Index < n.len() && (n.long != nil || !e.owned(n)) {
			return e.block(n, s.Index, p[1:], x)
		}
		if v.kind != List {
			n = &node{}
			e.keep(n, false)
		} else if !e.owned(n) || n.long != nil {
			n = &node{vals: make([]Value, v.ref.len(), max(v.ref.len(), s.Index+1))}
			copy(n.vals, v.ref.all())
			e.keep(n, false)
		}
		if s.Index >= len(n.vals) {
			n.vals = append(n.vals, make([]Value, s.Index+1-len(n.vals))...)
		}
		n.vals[s.Index] = e.with(n.vals[s.Index], p[1:], x)
		return Value{kind: List, ref: n}
	}
	if v.kind != Map {
		v = OfMap(nil, nil)
		e.keep(v.ref, true)
	}
	return e.key(v, s.Name, p[1:], x)
}

// block writes below item i of a long list.
func (e *Edit) block(n *node, i int, rest Path, x Value) Value {
	if n.long == nil || !e.owned(n) {
		n = &node{long: n.inBlocks()}
		e.keep(n, false)
	}
	if at := (blockOf{n, i / blockSize}); !e.blocks[at] {
		n.long.own(i)
		if e.blocks == nil {
			e.blocks = map[blockOf]bool{}
		}
		e.blocks[at] = true
	}
	item := &n.long.row[i/blockSize][i%blockSize]
	*item = e.with(*item, rest, x)
	return Value{kind: List, ref: n}
}

func (e *Edit) key(v Value, key string, rest Path, x Value) Value {
	n := v.ref
	if !e.owned(n) {
		n = &node{keys: v.ref.keys, vals: append([]Value(nil), v.ref.vals...), index: v.ref.index}
		e.keep(n, false)
	}
	i := n.find(key)
	if i >= 0 {
		n.vals[i] = e.with(n.vals[i], rest, x)
		return Value{kind: Map, ref: n}
	}
	if !e.own[n] {
		n.keys = append([]string(nil), n.keys...)
		old := n.index
		n.index = nil
		if old != nil {
			n.index = make(map[string]int, len(old)+1)
			for k, i := range old {
				n.index[k] = i
			}
		}
		e.own[n] = true
	}
	n.keys, n.vals = append(n.keys, key), append(n.vals, e.with(Value{}, rest, x))
	if n.index != nil {
		n.index[key] = len(n.keys) - 1
	} else if len(n.keys) > smallMap {
		n.index = make(map[string]int, len(n.keys))
		for i, k := range n.keys {
			n.index[k] = i
		}
	}
	return Value{kind: Map, ref: n}
}
