package view

import (
	"strings"
	"testing"

	"diorama/renderer/value"
)

// Templates that would go on for ever end at a limit, and the diagnostic names it
// (oracle: hand).
func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name, src, want string
	}{
		{"a template in itself", `<template name="t"><template is="t"/></template><template is="t"/>`, `page.wxml:1:20: the template "t" uses itself; WeChat stops here and shows nothing`},
		{"a template twice in itself", `<template name="t"><block><template is="t"/><template is="t"/></block></template><template is="t"/>`, `page.wxml:1:27: the template "t" uses itself; WeChat stops here and shows nothing`},
		{"a file in itself", `<include src="page.wxml"/>`, `page.wxml:1:1: include: the file "page.wxml" includes itself`},
		{"files twice in each other", `<include src="i0.wxml"/>`, "more than 2000 files are included"},
		{"a component in itself", `<self/>`, "components contain each other more than 400 deep"},
		{"a component twice in itself", `<twice/>`, "the page has more than 15000 components"},
		{"a number as a list", `<block wx:for="{{1e9}}"/>`, "wx:for: only the first 100000 items are shown"},
		{"a long text as a list", `<block wx:for="{{long}}"/>`, "wx:for: only the first 100000 items are shown"},
		{"elements of one template", `<block wx:for="{{1e4}}"><view><text/></view></block>`, "this template has 16000 elements"},
		{"lists in lists", `<block wx:for="{{1e4}}"><block wx:for="{{1e4}}">x</block></block>`, "the page has more than 160000 nodes"},
	} {
		h := newFake(t)
		for i := range 30 {
			next := string(rune('a' + i))
			h.file("i"+itoa(i)+".wxml", `<include src="i`+itoa(i+1)+`.wxml"/><include src="i`+itoa(i+1)+`.wxml"/>`+next)
		}
		h.comp("self", `<self/>`).def.Using["self"] = "self"
		h.comp("twice", `<twice/><twice/>`).def.Using["twice"] = "twice"
		def := h.comp("page", c.src)
		def.def.Using["self"], def.def.Using["twice"] = "self", "twice"
		def.data = value.M("long", strings.Repeat("x", 200000))
		p := NewPage(1, h)
		p.Open(def.def)
		p.TakeOps()
		set(p.Root(), "long", "y")
		p.TakeOps()
		p.Close()
		found := false
		for _, r := range h.reports {
			found = found || strings.Contains(r, c.want)
		}
		if !found {
			t.Errorf("%s: %v, want %q", c.name, h.reports[:min(len(h.reports), 3)], c.want)
		}
	}
}

func itoa(i int) string { return value.OfInt(i).ToString() }
