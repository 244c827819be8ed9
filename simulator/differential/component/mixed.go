package component

import (
	"fmt"
	"strings"
)

// module is a wxs module of every file; it gives words, so that no value counts as
// changed where it only was copied.
const module = `<wxs module="w">module.exports.f=function(x){return x===undefined?'none':typeof x==='object'?JSON.stringify(x):x+'!'}</wxs>
`

// mix moves some of a component into a behavior, which b gets, and gives the fields
// that Component gets besides: behaviors, relations and options.
func (g *generator) mix(b *strings.Builder, name string, component bool, parts ...*[]string) string {
	var head []string
	if g.Intn(2) == 0 {
		fmt.Fprintf(b, "const B=Behavior({")
		for i, field := range []string{"properties", "observers", "lifetimes"} {
			list := *parts[i]
			n := g.Intn(3)
			if n > len(list) {
				n = len(list)
			}
			fmt.Fprintf(b, "%s:{%s},\n", field, strings.Join(list[:n], ",\n "))
			if n = g.Intn(3); i == 0 || n > len(list) {
				continue // a property is declared once
			}
			*parts[i] = list[n:] // what both have runs twice
		}
		fmt.Fprintf(b, "data:{s1:%s,fresh:%s},methods:{m2(...v){console.log(%q)}}})\n", g.value("s1", false), g.value("n0", false), name+" behavior m2")
		if g.keep() {
			head = append(head, "behaviors:[B]")
		}
	}
	if component && g.Intn(2) == 0 {
		rel := func(kind string) string {
			return fmt.Sprintf("{type:%q,linked(t){console.log(%q,S(t.data.n0));%s},unlinked(t){console.log(%q)}}", kind, name+" linked", g.actions(true, false), name+" unlinked")
		}
		other := "c1"
		kind := "child"
		if name != "c0" {
			other, kind = "c0", "parent"
		}
		if r := rel(kind); name != "c2" && g.keep() {
			head = append(head, fmt.Sprintf("relations:{'../%s/c':%s}", other, r))
		}
	}
	var options []string
	if component {
		options = append(options, "multipleSlots:"+g.one("true", "false", "false"))
	}
	if g.Intn(4) == 0 {
		options = append(options, "pureDataPattern:/^_/")
	}
	head = append(head, "options:{"+strings.Join(options, ",")+"}")
	return strings.Join(head, ",") + ","
}

// slots gives places for content with a name.
func (g *generator) slots() string {
	s := ""
	if g.Intn(2) == 0 {
		s = `<slot name="a"/>`
	}
	if g.opts.Structure && g.Intn(3) == 0 {
		s += `<view wx:if="{{n0}}"><slot name="b"/></view>`
	}
	if s == "" || !g.keep() {
		return ""
	}
	return s + "\n"
}

// content gives nodes within a component's tag: texts for its slots, and components.
func (g *generator) content(from, n int) string {
	s := ""
	if g.Intn(2) == 0 {
		s = fmt.Sprintf(`<text slot="%s">{{%s}}</text>`, g.one("a", "b", "{{s0}}"), g.one("n0", "s1"))
	}
	if g.Intn(3) == 0 {
		tag := fmt.Sprint("c", from+g.Intn(n-from))
		s += fmt.Sprintf(`<%s slot="%s" p0="{{%s}}" bind:ev="%s"/>`, tag, g.one("a", "b", ""), g.one("n0", "s0", "w.f(n1)"), g.one("onEv", "m1"))
	}
	if s == "" || !g.keep() {
		return ""
	}
	return s
}

// asTemplate writes the definition of a template that shows text, and gives its use.
// It always gets both numbers: without one a sum were NaN, which is never as before.
func (g *generator) asTemplate(b *strings.Builder, text string) string {
	g.named++
	fmt.Fprintf(b, "<template name=\"t%d\">%s</template>\n", g.named, text)
	return fmt.Sprintf(`<template is="t%d" data="{{%s}}"/>`, g.named, g.one("n0,n1,s0,l0", "...o0,n0,n1", "n0:n1,n1:0,s0:p0", "n0,n1,s0,s1,o0,l0,fresh,item,index"))
}
