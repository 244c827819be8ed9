package view

import (
	"fmt"
	"testing"

	"diorama/renderer/value"
)

// Every update evaluates the bindings that read a value that differs, and no other
// (oracle: hand, counted from the template).
func TestUpdateCost(t *testing.T) {
	list := func(n int, at int, t string) value.Value {
		items := make([]value.Value, n)
		for i := range items {
			text := fmt.Sprint("t", i)
			if i == at {
				text = t
			}
			items[i] = value.M("id", i, "t", text, "o", value.M("p", 1, "q", 2), "kids", []any{value.M("x", i)})
		}
		return value.OfList(items)
	}
	const n = 100
	row := `<view wx:for="{{list}}" wx:key="id" data-id="{{item.id}}" data-n="{{item.n}}"><text class="c {{item.on}}">{{item.t}}</text>{{item.o.p}}{{flag}}<text wx:for="{{item.kids}}" wx:for-item="k">{{k.x}}{{k.y}}</text></view>`
	for _, c := range []struct {
		name, src string
		set       []any
		evaluated int
		created   int
		updated   int
	}{
		{"one text", `{{a}}<view>{{b}}</view>` + row, []any{"a", 1}, 1, 0, 1},
		{"the same value", `{{a}}`, []any{"a", "x"}, 0, 0, 0},
		{"a.b.c where others read a.d", `<text>{{o.b.c}}</text><text>{{o.d}}</text><text>{{o.b.e}}</text><text>{{o.b.c.z}}</text>`, []any{"o.b.c", "new"}, 1, 0, 1},
		{"a whole object with one other member", `<text>{{o.b.c}}</text><text>{{o.d}}</text><text>{{o.b.e}}</text>`, []any{"o", value.M("b", value.M("c", "c", "e", "other"), "d", "d")}, 1, 0, 1},
		{"who reads the whole object", `<text class="{{o.d}}" data-x="{{o.b}}">{{o.d}}</text>`, []any{"o.b.c", "new"}, 1, 0, 1},
		{"list[i].t", row, []any{"list[7].t", "new"}, 2, 0, 1}, // the loop and the text
		{"list[i].n", row, []any{"list[7].n", "new"}, 2, 0, 1}, // data-n, not data-id
		{"list[i].o.q, read by none", row, []any{"list[7].o.q", 3}, 1, 0, 0},
		{"list[i].kids[0].y", row, []any{"list[7].kids[0].y", "new"}, 3, 0, 1},
		{"two rows", row, []any{"list[7].t", "new", "list[70].on", "on"}, 3, 0, 2},
		{"the whole list, one row differs", row, []any{"list", list(n, 50, "new")}, 1 + n + 1, 0, 1}, // the loop, the inner loops, the text
		{"an outer name in each row", row, []any{"flag", 1}, n, 0, n},
		{"other scalars of a deep path", `{{l[3].x}}{{l[4].x}}`, []any{"l[4].x", 1}, 1, 0, 1},
		{"a computed member", `<text>{{o[a]}}</text><text>{{o.d}}</text>`, []any{"o.b.c", 1}, 1, 0, 0},
		{"a computed index", `<text>{{list[two].t}}</text>`, []any{"list[2].t", "new"}, 1, 0, 1},
		{"length", `<text>{{list.length}}</text><text>{{list[0].t}}</text>`, []any{fmt.Sprintf("list[%d]", n), value.M("t", 1)}, 1, 0, 1},
		{"wx:if that stays", `<view wx:if="{{o.d}}">{{o.b.c}}{{a}}</view>`, []any{"o.d", 2}, 1, 0, 0},
		{"wx:if that goes", `<view wx:if="{{o.d}}">{{o.b.c}}{{a}}</view>`, []any{"o.d", 0}, 1, 0, 0},
		{"wx:if that comes", `<view wx:if="{{o.no}}"><text>{{o.b.c}}</text><text>{{a}}</text></view>`, []any{"o.no", 1}, 3, 5, 0},
		{"template data", `<template name="t"><text>{{b.c}}</text><text>{{d}}</text></template><template is="t" data="{{...o}}"/>`, []any{"o.b.c", "new"}, 2, 0, 1},
		{"template data of an object", `<template name="t"><text>{{x.b.c}}</text><text>{{x.d}}</text></template><template is="t" data="{{x: o}}"/>`, []any{"o.b.c", "new"}, 2, 0, 1},
		{"include", `<include src="inc.wxml"/>{{o.d}}`, []any{"o.b.c", "new"}, 1, 0, 1},
		{"a property in each row", `<comp wx:for="{{list}}" v="{{item.t}}" w="{{item.o}}"/>`, []any{"list[3].t", "new"}, 2 + 1, 0, 2}, // the loop, v, and the text in it
		{"an object property in each row", `<comp wx:for="{{list}}" v="{{item.t}}" w="{{item.o}}"/>`, []any{"list[3].o.q", "new"}, 2, 0, 1},
		{"content of a slot", `<multi><text>{{a}}</text><text>{{o.d}}</text></multi>`, []any{"o.d", "new"}, 1, 0, 1},
		{"content of a dynamic slot", `<dyn list="{{list}}"><text slot:v>{{v.t}}</text></dyn>`, []any{"list[1].t", "new"}, 4, 0, 2}, // the property, its loop, the slot's value, the text
		{"a wxs call", `<wxs module="m">double</wxs><text>{{m.f(o.d)}}</text><text>{{m.f(o.b.c)}}</text>`, []any{"o.d", 4}, 1, 0, 1},
	} {
		h := newFake(t)
		h.file("inc.wxml", `<text>{{o.b.c}}</text>`)
		h.comp("comp", `<text>{{v}}</text><text>{{w.p}}</text>`, "v", "w")
		h.comp("multi", `<slot/>`)
		h.comp("dyn", `<block wx:for="{{list}}"><slot v="{{item}}"/></block>`, "list").def.DynamicSlots = true
		h.wxs["double"] = value.M("f", value.OfFunc(goFunc(func(a []value.Value) value.Value { return value.OfNumber(2 * a[0].ToNumber()) })))
		p, s := h.open(c.src, value.M("a", "x", "b", "y", "two", 2, "list", list(n, -1, ""), "l", []any{0, 1, 2, value.M("x", 0), value.M("x", 9)}, "o", value.M("b", value.M("c", "c", "e", "e"), "d", "d")), "comp", "comp", "multi", "multi", "dyn", "dyn")
		h.inner = nil
		st := set(p.Root(), c.set...)
		for _, in := range h.inner {
			st.Evaluated += in.Evaluated
			st.Created, st.Updated = append(st.Created, in.Created...), append(st.Updated, in.Updated...)
		}
		s.sync()
		if st.Evaluated != c.evaluated || len(st.Created) != c.created || len(st.Updated) != c.updated {
			t.Errorf("%s: evaluated %d created %d updated %d, want %d %d %d", c.name, st.Evaluated, len(st.Created), len(st.Updated), c.evaluated, c.created, c.updated)
		}
	}
}
