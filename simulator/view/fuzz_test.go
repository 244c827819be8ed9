package view

import (
	"testing"

	"diorama/renderer/value"
)

// Any template with any data opens, updates and closes without a panic, and the
// operations make its tree (oracle: Page.check and the dom's own checks).
func FuzzPage(f *testing.F) {
	f.Add(`<view wx:for="{{a}}" wx:key="b"><slot/>{{item}}</view>`, `{"a":[1,2]}`, `{"a":[2,1,1]}`)
	f.Add(`<comp><text slot="{{a}}">{{b}}</text></comp><dyn list="{{b}}"><text slot:v>{{v}}</text></dyn>`, `{"a":"t"}`, `{"b":[1]}`)
	f.Add(`<template name="t"><template is="t"/></template><template is="t"/><include src="page"/><wxs module="m">x</wxs>{{m.x()}}`, `null`, `{"":1}`)
	f.Add(`<virt let:x="{{x}}" wx:elif="{{1}}" model:p="{{p[0].q}}" change:p="{{p}}" bind:tap catchtap=""/>`, `{"p":[]}`, `{"p":{"q":{}}}`)
	f.Add(`<view wx:for="{{3000}}"><view wx:for="{{3}}"/></view>`, `{}`, `{"a":1}`)
	f.Fuzz(func(t *testing.T, src, data, change string) {
		if len(src) > 2000 {
			return
		}
		d, _ := value.ParseJSON([]byte(data))
		c, _ := value.ParseJSON([]byte(change))
		h := (&generator{}).host(t)
		p, s := h.open(src, asMap(d), "comp", "comp", "multi", "multi", "virt", "virt", "dyn", "dyn")
		var ch []Change
		for i, k := range c.Keys() {
			if path, err := value.ParsePath(k); err == nil {
				ch = append(ch, Change{path, c.Index(i)})
			}
		}
		p.Root().SetData(ch)
		s.sync()
		if bad := p.check(); bad != "" {
			t.Error(bad)
		}
		p.Close()
	})
}

// Any text is a selector or matches nothing.
func FuzzSelector(f *testing.F) {
	for _, s := range []string{"#a", ".a .b>c", "a>>>b,c", "\\", "..", "> a", "#\\31"} {
		f.Add(s)
	}
	h := newFake(f)
	p, _ := h.open(`<view id="a" class="b"><text class="c"/></view>`, value.M())
	f.Fuzz(func(t *testing.T, s string) { p.Root().Select(s) })
}
