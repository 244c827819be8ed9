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

// Path is a data path such as list[2].done.
type Path []Step

// ParsePath reads a setData path: names separated by dots, indices in brackets.
// Backslash escapes the next character. // WeChat: documentation of setData.
func ParsePath(s string) (Path, error) {
	var p Path
	var name strings.Builder
	open, named := false, false
	flush := func() {
		if named {
			p = append(p, Step{Name: name.String(), Index: -1})
			name.Reset()
			named = false
		}
	}
	afterIndex := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '\\' && i+1 < len(s):
			i++
			name.WriteByte(s[i])
			named, open = true, false
		case c == '.':
			if !named && !afterIndex {
				return nil, fmt.Errorf("data path %q: a name is missing before the dot at column %d", s, i+1)
			}
			flush()
			afterIndex = false
			open = true
		case c == '[':
			flush()
			end := strings.IndexByte(s[i:], ']')
			if end < 0 {
				return nil, fmt.Errorf("data path %q: ] is missing after column %d", s, i+1)
			}
			n, err := strconv.Atoi(s[i+1 : i+end])
			if err != nil || n < 0 {
				return nil, fmt.Errorf("data path %q: an index is a whole number, found %q at column %d", s, s[i+1:i+end], i+2)
			}
			p = append(p, Step{Index: n})
			i += end
			afterIndex, open = true, false
		default:
			if afterIndex {
				return nil, fmt.Errorf("data path %q: expected . or [ at column %d", s, i+1)
			}
			name.WriteByte(c)
			named, open = true, false
		}
	}
	if open {
		return nil, fmt.Errorf("data path %q: a name is missing after the last dot", s)
	}
	flush()
	if len(p) == 0 {
		return nil, fmt.Errorf("data path %q is empty", s)
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

// With gives v with x at p. What lies on the way and is no list or map of the
// right form is replaced by one, as setData does; a list grows with undefined.
func (v Value) With(p Path, x Value) Value {
	if len(p) == 0 {
		return x
	}
	s := p[0]
	if s.Name == "" && s.Index >= 0 {
		if v.kind == Map {
			return v.withKey(strconv.Itoa(s.Index), p[1:], x)
		}
		var items []Value
		if v.kind == List {
			items = slices.Clone(v.ref.vals)
		}
		for len(items) <= s.Index {
			items = append(items, Value{})
		}
		items[s.Index] = items[s.Index].With(p[1:], x)
		return OfList(items)
	}
	if v.kind == List {
		if i, ok := ArrayIndex(s.Name); ok {
			return v.With(append(Path{{Index: i}}, p[1:]...), x)
		}
	}
	if v.kind != Map {
		v = OfMap(nil, nil)
	}
	return v.withKey(s.Name, p[1:], x)
}

func (v Value) withKey(key string, rest Path, x Value) Value {
	i := v.ref.find(key)
	vals := slices.Clone(v.ref.vals)
	if i >= 0 {
		vals[i] = vals[i].With(rest, x)
		return Value{kind: Map, ref: &node{keys: v.ref.keys, vals: vals, index: v.ref.index}}
	}
	keys := append(slices.Clone(v.ref.keys), key)
	return OfMap(keys, append(vals, Value{}.With(rest, x)))
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
		n := max(len(a.ref.vals), len(b.ref.vals))
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
