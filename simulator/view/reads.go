package view

import (
	"strconv"

	"diorama/renderer/value"
)

// reading is one value that the bindings of a scope read, or pass by on the way to
// one: a name, or a member of another reading. A change is found by looking at the
// values before and after it, so that a setData of a.b.c, of a.b and of a cost the
// same bindings when the same values differ.
//
// Lists and maps differ when they are not the same node: who reads a whole object
// (a property, a loop, a wxs call) is asked again whenever something in it was written,
// with equal content too. WeChat: properties with objects count as written then
// (oracle exparser). Texts and numbers differ when they are not equal.
type reading struct {
	up   *reading
	step string
	bit  uint64 // of the bindings that read this value; 0: it is only on the way
	kids []*reading
}

// slotValues and rowPlace are the readings that stand for the values of a dynamic
// slot and for the place of a row in its list; no name of a template looks like them.
var (
	slotValues = value.Path{{Name: "slot:", Index: -1}}
	rowPlace   = value.Path{{Name: "row:", Index: -1}}
)

// readKey names a reading: a member of up, or a root name when up is nil.
type readKey struct {
	up   *reading
	step string
}

// at gives the reading of a member of up, or of a root name; it makes it when needed.
func (s *scopeProg) at(up *reading, step string) *reading {
	k := readKey{up, step}
	r := s.reads[k]
	if r == nil {
		r = &reading{up: up, step: step}
		s.reads[k] = r
		if up != nil {
			up.kids = append(up.kids, r)
		}
	}
	return r
}

// name gives the reading of a root name.
func (s *scopeProg) name(name string) *reading { return s.at(nil, name) }

// path gives the mask of a data path that a binding reads.
func (s *scopeProg) path(p value.Path) uint64 {
	var r *reading
	for _, st := range p {
		name := st.Name
		if name == "" && st.Index >= 0 {
			name = strconv.Itoa(st.Index)
		}
		r = s.at(r, name)
	}
	if r == nil {
		return 0
	}
	return s.bitOf(r)
}

// bitOf gives a reading its bit. When the 64 are used up it shares the one of what it
// is a member of, root names share with each other: that costs an evaluation now and
// then but never loses one.
func (s *scopeProg) bitOf(r *reading) uint64 {
	if r.bit == 0 {
		if s.bits >= 64 && r.up != nil {
			r.bit = s.bitOf(r.up)
		} else {
			r.bit = 1 << (s.bits % 64)
			s.bits++
		}
	}
	return r.bit
}

// changed gives the mask of the readings at and below r whose values differ; nil
// stands for a name that nothing reads.
func (r *reading) changed(old, now value.Value) uint64 {
	if r == nil || value.Same(old, now) {
		return 0
	}
	m := r.bit
	for _, k := range r.kids {
		m |= k.changed(old.Get(k.step), now.Get(k.step))
	}
	return m
}

// changedName gives the mask of what is read of a root name and differs.
func (s *scopeProg) changedName(name string, old, now value.Value) uint64 {
	return s.reads[readKey{nil, name}].changed(old, now)
}

// changed gives the mask of the values that differ between two maps of root names.
func (s *scopeProg) changed(a, b value.Value) uint64 {
	if value.Same(a, b) {
		return 0
	}
	var m uint64
	for i, k := range b.Keys() {
		m |= s.changedName(k, a.Get(k), b.Index(i))
	}
	for i, k := range a.Keys() {
		if _, ok := b.Lookup(k); !ok {
			m |= s.changedName(k, a.Index(i), value.Value{})
		}
	}
	return m
}
