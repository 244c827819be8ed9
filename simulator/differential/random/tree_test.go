//go:build oracle

package random

import (
	"fmt"
	"slices"
	"strings"
)

// nodes writes a list of siblings.
func (g *generator) nodes(depth int) []*element {
	var out []*element
	for i := 1 + g.n(3); i > 0 && g.room > 0; i-- {
		out = append(out, g.node(depth)...)
	}
	return out
}

func (g *generator) node(depth int) []*element {
	g.room--
	switch k := g.n(20); {
	case k < 5 || depth <= 0:
		return []*element{g.text()}
	case k < 8:
		return g.chain(depth)
	case k < 12:
		return []*element{g.loop(depth)}
	case k == 12:
		return []*element{g.use()}
	case k == 13 && g.in == "p/p.wxml" && !g.p.comps || k == 13 && g.in == "p/p.wxml" && g.chance(3):
		g.mark("include")
		src := g.pick("inc1.wxml", "inc2.wxml", "./inc1.wxml", "../p/inc2.wxml", "/p/inc1.wxml", "inc2")
		return []*element{{tag: "include", attrs: []*attribute{g.quoted("src", lit(src))}, self: true}}
	case k == 14 && g.p.comps, k == 15 && g.p.comps, k == 16 && g.p.comps:
		return []*element{g.component(depth)}
	case k == 17 && g.chance(3):
		g.mark("comment")
		return []*element{{raw: g.pick("<!-- c -->", "<!--<view>{{a}}</view>-->", "<!---->", "\n  ")}}
	}
	return []*element{g.plain(depth)}
}

func (g *generator) text() *element {
	n := &element{text: g.parts(false, 3)}
	var b strings.Builder
	writeParts(&b, n.text, "'")
	if b.Len() == 0 {
		n.text = lit("x")
	}
	return n
}

func (g *generator) plain(depth int) *element {
	n := &element{tag: g.pick("view", "view", "view", "text", "block", "image", "foo-bar", "Abc", "span", "button", "cover-view"), self: g.chance(3)}
	if n.tag == "block" {
		g.mark("block")
	} else {
		for range g.n(4) {
			n.attrs = append(n.attrs, g.plainAttr())
		}
	}
	g.dupes(n)
	if !n.self {
		n.kids = g.nodes(depth - 1)
	}
	return n
}

// dupes notes attributes that are written twice.
func (g *generator) dupes(n *element) {
	seen := map[string]bool{}
	for _, a := range n.attrs {
		if seen[a.name] {
			g.mark("duplicate attribute")
		}
		seen[a.name] = true
		if a.tight {
			g.mark("unspaced attribute")
		}
	}
}

// chain writes wx:if, wx:elif, wx:else with things between them.
func (g *generator) chain(depth int) []*element {
	g.mark("wx:if")
	var out []*element
	put := func(name string, a *attribute) {
		n := g.plain(depth - 1)
		if a == nil {
			a = &attribute{name: name, quote: 'b'}
			if g.chance(4) {
				a = g.quoted(name, nil)
			}
		}
		n.attrs = append([]*attribute{a}, n.attrs...)
		n.attrs[0].tight = false
		out = append(out, n)
		if g.chance(8) {
			out = append(out, &element{raw: g.pick("<!-- between -->", "\n  ", " ")})
		}
	}
	put("wx:if", g.quoted("wx:if", g.parts(true, 2)))
	for g.chance(3) {
		put("wx:elif", g.quoted("wx:elif", g.parts(true, 2)))
	}
	if g.chance(2) {
		put("wx:else", nil)
	}
	return out
}

func (g *generator) loop(depth int) *element {
	g.mark("wx:for")
	var n *element
	list := []part{{ex: leaf(g.pick("l", "m", "o", "n", "s", "q", "l"))}}
	if g.chance(4) {
		g.small = true
		list = g.parts(true, 2)
		g.small = false
	}
	item, index := "item", "index"
	attrs := []*attribute{g.quoted(g.pick("wx:for", "wx:for", "wx:for", "wx:for-items"), list)}
	if g.chance(3) {
		item = g.pick("it", "row", "a", "x1")
		attrs = append(attrs, g.quoted("wx:for-item", lit(item)))
	}
	if g.chance(4) {
		index = g.pick("i", "j", "b")
		attrs = append(attrs, g.quoted("wx:for-index", lit(index)))
	}
	switch g.n(6) {
	case 0:
		attrs = append(attrs, g.quoted("wx:key", lit("*this")))
	case 1, 2:
		attrs = append(attrs, g.quoted("wx:key", lit(g.pick("id", "k", "v", "index", "", "item.id", "zz"))))
	case 3:
		attrs = append(attrs, g.quoted("wx:key", []part{{ex: leaf("item.id")}}))
	}
	was := g.scope
	g.scope = append(append([]string{}, was...), item, index)
	if g.p.comps && g.chance(3) {
		n = g.component(depth)
	} else {
		n = g.plain(depth)
	}
	if g.chance(5) {
		g.mark("wx:for with wx:if")
		attrs = append(attrs, g.quoted("wx:if", g.parts(true, 2)))
	}
	g.scope = was
	for _, a := range attrs {
		a.tight = false
	}
	n.attrs = append(attrs, n.attrs...)
	return n
}

// use writes <template is data>.
func (g *generator) use() *element {
	g.mark("template")
	n := &element{tag: "template", self: true}
	is := lit(g.pick("t1", "t2", "t3", "t4"))
	switch g.n(5) {
	case 0:
		is = []part{{lit: "t"}, {ex: g.expr(1)}}
	case 1:
		is = []part{{ex: &expression{[]string{"", "?\x01t1\x01:\x01t3\x01"}, []*expression{leaf(g.name())}}}}
	}
	n.attrs = append(n.attrs, g.quoted("is", is))
	var data *expression
	switch g.n(8) {
	case 0:
		data = leaf(g.name())
	case 1:
		data = leaf("..." + g.pick("o", "q", "item", "l", "s", "o.a", "l[0]"))
	case 2:
		data = &expression{[]string{"a:", ",b:", ""}, []*expression{g.expr(2), g.expr(2)}}
	case 3:
		data = &expression{[]string{"...o,a:", ",", ""}, []*expression{g.expr(2), leaf(g.name())}}
	case 4:
		data = &expression{[]string{"a:", ",...q", ""}, []*expression{g.expr(2)}}
	case 5:
		data = leaf(g.name() + "," + g.pick("a", "b", "l"))
	case 6:
		data = &expression{[]string{" l:", ", ...o, ...q "}, []*expression{g.expr(1)}}
	}
	if data != nil {
		n.attrs = append(n.attrs, g.quoted("data", []part{{ex: data}}))
	}
	return n
}

func (g *generator) component(depth int) *element {
	g.mark("component")
	n := &element{tag: g.pick("c-one", "c-two")}
	for range g.n(4) {
		n.attrs = append(n.attrs, g.quoted(g.pick("s", "n", "b", "l", "o", "x", "long-name", "longName", "s", "n", "b"), g.parts(true, 2)))
	}
	if g.chance(4) {
		n.attrs = append(n.attrs, g.plainAttr())
	}
	if g.chance(6) {
		n.attrs = append(n.attrs, &attribute{name: g.pick("b", "s", "x"), quote: 'b'})
	}
	g.dupes(n)
	n.kids = g.nodes(depth - 1)
	for _, k := range n.kids {
		if k.tag != "" && k.tag != "include" && k.tag != "template" && k.tag != "block" && g.chance(3) {
			g.mark("named slot")
			k.attrs = append(k.attrs, &attribute{name: "slot", quote: '"', parts: lit(g.pick("x", "y", "", "zz"))})
			if g.chance(4) {
				k.attrs[len(k.attrs)-1].parts = []part{{ex: leaf("a?'x':'y'")}}
			}
		}
	}
	return n
}

func (g *generator) define(name string, depth int) *element {
	was := g.scope
	g.scope = nil
	n := &element{tag: "template", attrs: []*attribute{{name: "name", parts: lit(name), quote: '"'}}, kids: g.nodes(depth)}
	g.scope = was
	return n
}

func wxsCode(g *generator) string {
	return "\nvar c = " + fmt.Sprint(g.n(9)) + ";\nmodule.exports = { f: function (x, y) { return x + y }, g: function (x) { return typeof x + (x && x.length) },\n id: function (x) { return x }, v: c, w: 'w<1', o: {k: [1, c]} };\n"
}

// project writes one whole case.
func (g *generator) project(comps bool) *project {
	g.p = &project{wxml: map[string][]*element{}, fixed: map[string]string{}, marks: map[string]bool{}, comps: comps}
	p := g.p
	p.fixed["app.json"] = `{"pages":["p/p"]}`
	p.fixed["app.js"] = "App({})"
	p.fixed["p/p.json"] = "{}"
	file := func(name string, room int, f func() []*element) {
		g.in, g.room, g.wxs = name, room, map[string]bool{}
		p.wxml[name] = f()
	}
	module := func(name string) *element {
		g.mark("wxs")
		g.wxs[name] = true
		return &element{tag: "wxs", attrs: []*attribute{{name: "module", parts: lit(name), quote: '"'}}, kids: []*element{{raw: wxsCode(g)}}}
	}
	file("p/p.wxml", 4+g.n(14), func() []*element {
		var out []*element
		if g.chance(4) {
			out = append(out, module("w1"))
		}
		if g.chance(8) {
			out = append(out, module(g.pick("a", "item")))
		}
		if g.chance(8) {
			g.mark("wxs")
			p.fixed["p/w.wxs"] = wxsCode(g)
			g.wxs["w2"] = true
			out = append(out, &element{tag: "wxs", self: true, attrs: []*attribute{{name: "module", parts: lit("w2"), quote: '"'}, {name: "src", parts: lit(g.pick("w.wxs", "./w.wxs", "/p/w.wxs")), quote: '"'}}})
		}
		for _, f := range []string{"t1.wxml", "t2.wxml"} {
			if g.chance(2) {
				g.mark("import")
				out = append(out, &element{tag: "import", self: true, attrs: []*attribute{{name: "src", parts: lit(g.pick("", "./", "/p/") + f), quote: '"'}}})
			}
		}
		if g.chance(2) {
			out = append(out, g.define("t1", 2))
		}
		body := g.nodes(4)
		if g.chance(3) {
			body = append(body, g.define("t2", 2))
		}
		return append(out, body...)
	})
	file("p/t1.wxml", 6, func() []*element {
		out := []*element{g.define("t1", 2), g.define("t3", 2)}
		if g.chance(2) {
			out = append([]*element{module("w1")}, out...)
		}
		if g.chance(2) {
			out = append([]*element{{tag: "import", self: true, attrs: []*attribute{{name: "src", parts: lit("t3.wxml"), quote: '"'}}}}, out...)
		}
		return append(out, &element{tag: "view", kids: g.nodes(1)})
	})
	file("p/t2.wxml", 6, func() []*element { return []*element{g.define("t3", 2), g.define("t2", 2)} })
	file("p/t3.wxml", 6, func() []*element { return []*element{g.define("t4", 2), g.define("t1", 1)} })
	file("p/inc1.wxml", 6, func() []*element {
		out := g.nodes(2)
		if g.chance(3) {
			out = append([]*element{module(g.pick("w1", "w3"))}, out...)
		}
		if g.chance(3) {
			out = append(out, g.define("t2", 1))
		}
		if g.chance(3) {
			out = append(out, &element{tag: "include", self: true, attrs: []*attribute{{name: "src", parts: lit("inc2.wxml"), quote: '"'}}})
		}
		return out
	})
	file("p/inc2.wxml", 6, func() []*element {
		out := g.nodes(2)
		if g.chance(3) {
			out = append([]*element{{tag: "import", self: true, attrs: []*attribute{{name: "src", parts: lit("t2.wxml"), quote: '"'}}}}, out...)
		}
		return out
	})
	if comps {
		p.fixed["p/p.json"] = `{"usingComponents":{"c-one":"../c/one","c-two":"../c/two"}}`
		const props = "properties:{s:String,n:Number,b:Boolean,l:Array,o:Object,x:null,longName:{type:String,value:'def'}}"
		p.fixed["c/one.js"] = "Component({" + props + "})"
		p.fixed["c/one.json"] = `{"component":true}`
		p.fixed["c/two.js"] = "Component({options:{multipleSlots:true}," + props + "})"
		p.fixed["c/two.json"] = `{"component":true}`
		show := func(s string) []*element { return []*element{{raw: s}} }
		p.wxml["c/one.wxml"] = show(`<view class="in {{s}}" data-v="{{n}}">{{s}}|{{n}}|{{b}}|{{x}}|{{longName}}<slot></slot></view><view wx:for="{{l}}" wx:key="id" a="{{item}}">{{index}}</view>`)
		p.wxml["c/two.wxml"] = show(`<view a="{{o}}" b="{{x}}" wx:if="{{b}}"><slot name="x"/></view><text>{{s}}{{n}}{{l}}</text><slot/><slot name="y"/>`)
	}
	p.data = g.initial()
	for range 1 + g.n(4) {
		if s := slices.DeleteFunc(g.step(), named()); len(s) > 0 {
			p.steps = append(p.steps, s)
		}
	}
	return p
}

// named tells of the fields of one step, asked in turn, which give a name to a list that
// the step has written: the tool writes a step twice, and this.data is another the
// second time.
func named() func(field) bool {
	var lists []string
	return func(f field) bool {
		if strings.HasPrefix(f.value, "[") {
			lists = append(lists, f.path)
		}
		return slices.ContainsFunc(lists, func(l string) bool { return strings.HasPrefix(f.path, l+".") })
	}
}
