package value

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Step is one member of a Path: a name, or an index when Name is empty and Index >= 0.
type Step struct {
	Name  string
	Index int // -1 for a name
}

// IsIndex tells an index from a name.
func (s Step) IsIndex() bool { return s.Name == "" && s.Index >= 0 }

// Path is a data path such as list[2].done.
type Path []Step

// ParsePath reads a setData path: names separated by dots, indices in brackets. A
// backslash escapes . [ ] and itself. It is lenient where WeChat is (oracle exparser):
// a name that is missing ("a..b", "a.") is left out, what follows an index needs no
// dot, and the last bracket may stay open. An index that is no whole number is an
// error, and so is a path without any step.
func ParsePath(s string) (Path, error) {
	var p Path
	for i := 0; i < len(s); {
		switch s[i] {
		case '[':
			end := i + 1
			for end < len(s) && s[end] >= '0' && s[end] <= '9' {
				end++
			}
			n, err := strconv.Atoi(s[i+1 : end])
			if err != nil || end < len(s) && s[end] != ']' {
				return nil, fmt.Errorf("data path %q: an index is a whole number in brackets, found %q at column %d", s, s[i:min(end+1, len(s))], i+1)
			}
			p = append(p, Step{Index: n})
			i = end + 1
			continue
		case '.':
			i++
		}
		var name strings.Builder
		for i < len(s) && s[i] != '.' && s[i] != '[' {
			if s[i] == '\\' && i+1 < len(s) && strings.IndexByte(`.[]\`, s[i+1]) >= 0 {
				i++
			}
			name.WriteByte(s[i])
			i++
		}
		if name.Len() > 0 {
			p = append(p, Step{Name: name.String(), Index: -1})
		}
	}
	if len(p) == 0 {
		return nil, fmt.Errorf("data path %q names no field", s)
	}
	return p, nil
}

// String writes the path as setData takes it.
func (p Path) String() string {
	var b strings.Builder
	for i, s := range p {
		if s.Index >= 0 && s.Name == "" {
			b.WriteByte('[')
			b.WriteString(strconv.Itoa(s.Index))
			b.WriteByte(']')
			continue
		}
		if i > 0 {
			b.WriteByte('.')
		}
		for j := 0; j < len(s.Name); j++ {
			if c := s.Name[j]; c == '.' || c == '[' || c == ']' || c == '\\' {
				b.WriteByte('\\')
			}
			b.WriteByte(s.Name[j])
		}
	}
	return b.String()
}

// At gives the value at p, undefined where there is none.
func (v Value) At(p Path) Value {
	for _, s := range p {
		if s.Name == "" && s.Index >= 0 {
			if v.kind == List {
				v = v.Index(s.Index)
			} else {
				v = v.Get(strconv.Itoa(s.Index))
			}
		} else {
			v = v.Get(s.Name)
		}
	}
	return v
}

// With gives v with x at p. What lies on the way and is no list where an index
// follows, or no map where a name follows, is replaced by an empty one, as setData
// does (oracle exparser); a list grows with undefined. The outermost value is always
// a map: an index there is a name.
func (v Value) With(p Path, x Value) Value {
	if len(p) == 0 {
		return x
	}
	return v.with(p.named(), x)
}

// named is p with a name first.
func (p Path) named() Path {
	if len(p) == 0 || !p[0].IsIndex() {
		return p
	}
	return append(Path{{Name: strconv.Itoa(p[0].Index), Index: -1}}, p[1:]...)
}

func (v Value) with(p Path, x Value) Value {
	if len(p) == 0 {
		return x
	}
	s := p[0]
	if !s.IsIndex() {
		if v.kind != Map {
			v = OfMap(nil, nil)
		}
		return v.withKey(s.Name, p[1:], x)
	}
	var items []Value
	if v.kind == List {
		if v.ref.len() >= longList && s.Index < v.ref.len() {
			long := v.ref.inBlocks()
			block := long.own(s.Index)
			block[s.Index%blockSize] = block[s.Index%blockSize].with(p[1:], x)
			return Value{kind: List, ref: &node{long: long}}
		}
		items = slices.Clone(v.ref.all())
	}
	for len(items) <= s.Index {
		items = append(items, Value{})
	}
	items[s.Index] = items[s.Index].with(p[1:], x)
	return OfList(items)
}

func (v Value) withKey(key string, rest Path, x Value) Value {
	i := v.ref.find(key)
	vals := slices.Clone(v.ref.vals)
	if i >= 0 {
		vals[i] = vals[i].with(rest, x)
		return Value{kind: Map, ref: &node{keys: v.ref.keys, vals: vals, index: v.ref.index}}
	}
	keys := append(slices.Clone(v.ref.keys), key)
	return OfMap(keys, append(vals, Value{}.with(rest, x)))
}

// Change is one difference between two values.
type Change struct {
	Path     Path
	Old, New Value
}

// Diff lists the smallest paths at which b differs from a, in the order of b's
// keys, removed keys last, at most limit (0: all). Shared nodes are not entered.
func Diff(a, b Value, limit int) []Change {
	d := differ{limit: limit}
	d.walk(nil, a, b)
	return d.out
}

type differ struct {
	out   []Change
	limit int
}

func (d *differ) full() bool { return d.limit > 0 && len(d.out) >= d.limit }

func (d *differ) walk(p Path, a, b Value) {
	if d.full() || Same(a, b) {
		return
	}
	if a.kind == List && b.kind == List {
		n := max(a.ref.len(), b.ref.len())
		for i := 0; i < n && !d.full(); i++ {
			d.walk(append(p[:len(p):len(p)], Step{Index: i}), a.Index(i), b.Index(i))
		}
		return
	}
	if a.kind == Map && b.kind == Map {
		for i, k := range b.ref.keys {
			x, _ := a.Lookup(k)
			d.walk(append(p[:len(p):len(p)], Step{Name: k, Index: -1}), x, b.ref.vals[i])
		}
		for i, k := range a.ref.keys {
			if _, ok := b.Lookup(k); !ok {
				d.walk(append(p[:len(p):len(p)], Step{Name: k, Index: -1}), a.ref.vals[i], Value{})
			}
		}
		return
	}
	d.out = append(d.out, Change{Path: slices.Clone(p), Old: a, New: b})
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
