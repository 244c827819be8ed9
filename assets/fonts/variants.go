//go:build ignore

// Variants gives an emoji font its sequences without U+FE0F too.
//
//	go run variants.go IN.ttf OUT.ttf
//
// The ligatures of Twemoji name the selector: 1 U+FE0F U+20E3. A shaper that resolves a
// character and its selector to one glyph, as newer browsers do, and a text without the
// selector never meet them. Every ligature whose parts have the selector gets a twin
// without it, unless there is one.
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"slices"
)

var be = binary.BigEndian

type table struct {
	tag  string
	data []byte
}

type ligature struct {
	glyph uint16
	parts []uint16 // behind the first
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: go run variants.go IN.ttf OUT.ttf")
		os.Exit(2)
	}
	in, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var tables []table
	for i := range int(be.Uint16(in[4:])) {
		r := in[12+16*i:]
		at, n := be.Uint32(r[8:]), be.Uint32(r[12:])
		tables = append(tables, table{string(r[:4]), slices.Clone(in[at : at+n])})
	}
	find := func(tag string) *table {
		i := slices.IndexFunc(tables, func(t table) bool { return t.tag == tag })
		if i < 0 {
			panic("no " + tag)
		}
		return &tables[i]
	}
	selector := glyphOf(find("cmap").data, 0xfe0f)
	gsub := find("GSUB")
	var n int
	gsub.data, n = extend(gsub.data, selector)
	be.PutUint32(find("head").data[8:], 0)
	out := assemble(in[:4], tables)
	be.PutUint32(out[headAt(out)+8:], 0xb1b0afba-sum(out))
	if err := os.WriteFile(os.Args[2], out, 0o644); err != nil {
		panic(err)
	}
	fmt.Printf("%d ligatures more, %d bytes\n", n, len(out))
}

// glyphOf looks a character up in the first subtable of format 12.
func glyphOf(cmap []byte, r uint32) uint16 {
	for i := range int(be.Uint16(cmap[2:])) {
		s := cmap[be.Uint32(cmap[4+8*i+4:]):]
		if be.Uint16(s) != 12 {
			continue
		}
		for g := range int(be.Uint32(s[12:])) {
			e := s[16+12*g:]
			if from, to := be.Uint32(e), be.Uint32(e[4:]); r >= from && r <= to {
				return uint16(be.Uint32(e[8:]) + r - from)
			}
		}
	}
	panic("the selector has no glyph")
}

// extend rewrites a GSUB table whose only lookup is one of ligatures.
func extend(gsub []byte, selector uint16) ([]byte, int) {
	list := gsub[be.Uint16(gsub[8:]):]
	if be.Uint16(list) != 1 {
		panic("several lookups")
	}
	lookup := list[be.Uint16(list[2:]):]
	kind, flag := be.Uint16(lookup), be.Uint16(lookup[2:])
	sets := map[uint16][]ligature{}
	for i := range int(be.Uint16(lookup[4:])) {
		s := lookup[be.Uint16(lookup[6+2*i:]):]
		if kind == 7 {
			s = s[be.Uint32(s[4:]):]
		} else if kind != 4 {
			panic("not ligatures")
		}
		for k, first := range coverage(s[be.Uint16(s[2:]):]) {
			set := s[be.Uint16(s[6+2*k:]):]
			for l := range int(be.Uint16(set)) {
				b := set[be.Uint16(set[2+2*l:]):]
				lig := ligature{glyph: be.Uint16(b)}
				for c := range int(be.Uint16(b[2:])) - 1 {
					lig.parts = append(lig.parts, be.Uint16(b[4+2*c:]))
				}
				sets[first] = append(sets[first], lig)
			}
		}
	}
	added := 0
	for first, set := range sets {
		for _, l := range set {
			parts := slices.DeleteFunc(slices.Clone(l.parts), func(g uint16) bool { return g == selector })
			if len(parts) == len(l.parts) || len(parts) == 0 ||
				slices.ContainsFunc(sets[first], func(o ligature) bool { return slices.Equal(o.parts, parts) }) {
				continue
			}
			sets[first] = append(sets[first], ligature{l.glyph, parts})
			added++
		}
		slices.SortStableFunc(sets[first], func(a, b ligature) int { return len(b.parts) - len(a.parts) })
	}
	var firsts []uint16
	for g := range sets {
		firsts = append(firsts, g)
	}
	slices.Sort(firsts)
	var subs [][]byte
	for len(firsts) > 0 {
		n, size := 0, 0
		for n < len(firsts) && size < 40000 {
			size += 10
			for _, l := range sets[firsts[n]] {
				size += 8 + 2*len(l.parts)
			}
			n++
		}
		subs = append(subs, subtable(firsts[:n], sets))
		firsts = firsts[n:]
	}
	// What comes before the list of lookups stays where it is; the list goes to the end.
	out := slices.Clone(gsub[:be.Uint16(gsub[8:])])
	be.PutUint16(out[8:], uint16(len(out)))
	out = be.AppendUint16(out, 1)
	out = be.AppendUint16(out, 4)
	start := len(out)
	out = be.AppendUint16(out, 7)
	out = be.AppendUint16(out, flag)
	out = be.AppendUint16(out, uint16(len(subs)))
	head := 6 + 2*len(subs)
	for i := range subs {
		out = be.AppendUint16(out, uint16(head+8*i))
	}
	at := start + head + 8*len(subs)
	for i, s := range subs {
		out = be.AppendUint16(out, 1)
		out = be.AppendUint16(out, 4)
		out = be.AppendUint32(out, uint32(at-(start+head+8*i)))
		at += len(s)
	}
	for _, s := range subs {
		out = append(out, s...)
	}
	return out, added
}

func coverage(b []byte) (glyphs []uint16) {
	for i := range int(be.Uint16(b[2:])) {
		if be.Uint16(b) == 1 {
			glyphs = append(glyphs, be.Uint16(b[4+2*i:]))
			continue
		}
		for g := int(be.Uint16(b[4+6*i:])); g <= int(be.Uint16(b[6+6*i:])); g++ {
			glyphs = append(glyphs, uint16(g))
		}
	}
	return glyphs
}

// subtable writes the ligatures of some first glyphs.
func subtable(firsts []uint16, sets map[uint16][]ligature) []byte {
	var body []byte
	head := 6 + 2*len(firsts)
	out := be.AppendUint16(nil, 1)
	cover := be.AppendUint16(nil, 1)
	cover = be.AppendUint16(cover, uint16(len(firsts)))
	for _, g := range firsts {
		cover = be.AppendUint16(cover, g)
	}
	out = be.AppendUint16(out, uint16(head))
	out = be.AppendUint16(out, uint16(len(firsts)))
	for _, g := range firsts {
		out = be.AppendUint16(out, uint16(head+len(cover)+len(body)))
		set := sets[g]
		at := 2 + 2*len(set)
		body = be.AppendUint16(body, uint16(len(set)))
		for _, l := range set {
			body = be.AppendUint16(body, uint16(at))
			at += 4 + 2*len(l.parts)
		}
		for _, l := range set {
			body = be.AppendUint16(body, l.glyph)
			body = be.AppendUint16(body, uint16(len(l.parts)+1))
			for _, p := range l.parts {
				body = be.AppendUint16(body, p)
			}
		}
	}
	out = append(append(out, cover...), body...)
	if len(out) > 0xffff {
		panic("a subtable is too large")
	}
	return out
}

func assemble(version []byte, tables []table) []byte {
	out := slices.Clone(version)
	n := len(tables)
	pow, log := 1, 0
	for pow*2 <= n {
		pow, log = pow*2, log+1
	}
	out = be.AppendUint16(out, uint16(n))
	out = be.AppendUint16(out, uint16(16*pow))
	out = be.AppendUint16(out, uint16(log))
	out = be.AppendUint16(out, uint16(16*(n-pow)))
	at := 12 + 16*n
	for _, t := range tables {
		out = append(out, t.tag...)
		out = be.AppendUint32(out, sum(t.data))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

func headAt(font []byte) uint32 {
	for i := range int(be.Uint16(font[4:])) {
		if r := font[12+16*i:]; string(r[:4]) == "head" {
			return be.Uint32(r[8:])
		}
	}
	panic("no head")
}

// sum is the checksum of a table.
func sum(b []byte) (s uint32) {
	for len(b) >= 4 {
		s += be.Uint32(b)
		b = b[4:]
	}
	var rest [4]byte
	copy(rest[:], b)
	return s + be.Uint32(rest[:])
}
