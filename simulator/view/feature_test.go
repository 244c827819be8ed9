package view

import (
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

func same(t *testing.T, what, got, want string) {
	t.Helper()
	norm := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if norm(got) != norm(want) {
		t.Errorf("%s\n got %s\nwant %s", what, norm(got), norm(want))
	}
}

// Values in texts and attributes print as exparser prints them, loops iterate what
// it iterates (oracle exparser 2.29.1, the same page).
func TestValues(t *testing.T) {
	h := newFake(t)
	data, _ := value.ParseJSON([]byte(`{"n":null,"arr":[1,2,[3,4]],"o":{"a":1,"b":2},"t":true,"f":false,"z":0,"neg":-1.5,"s":"str"}`))
	p, _ := h.open(`<view id="v1" class="a {{u}} {{n}} b" style="w:{{u}};x:{{n}}" hidden="{{u}}" data-u="{{u}}" data-n="{{n}}" data-s="x{{u}}{{n}}y" data-bare scroll-top="{{u}}" scrollLeft="{{n}}">{{u}}|{{n}}|{{arr}}|{{o}}|{{t}}|{{f}}|{{z}}|{{neg}}|{{s}}</view>
<view>a {{u}} b</view><div fooBar="1" e>d</div>
<view wx:for="{{3}}">{{item}}{{index}}</view><view wx:for="{{'héy'}}">{{item}}{{index}}</view><view wx:for="{{o}}">{{item}}{{index}}</view>
<view wx:for="{{u}}">x</view><view wx:for="{{t}}">x</view><view wx:for="abc">{{item}}</view><view wx:for="{{-1}}">x</view><view wx:for="{{2.5}}">{{item}}</view>
<view wx:for="{{arr}}" wx:if="{{item>1}}">{{item}}</view>
<view wx:for="{{arr}}" wx:for-item="i" wx:for-index="j"><view wx:for="{{i}}" wx:key="*this">{{i}}{{j}}{{item}}{{index}}</view></view>
<text decode>&lt;{{s}}&gt;</text><text>&lt;</text>`, data)
	same(t, "tree", p.Root().Host.Dump(), `<page>
<view id="v1" class="a null b" style="w:;x:null" hidden="" scroll-top="" scroll-left=null> "|null|1,2,3,4|[object Object]|true|false|0|-1.5|str"
<view> "a  b" <div foobar="1" e=true> "d"
<view> "00" <view> "11" <view> "22" <view> "h0" <view> "é1" <view> "y2" <view> "1a" <view> "2b"
<view> "a" <view> "b" <view> "c" <view> "0" <view> "1" <view> "2" <view> "2"
<view> <view> "1000" <view> <view> "2100" <view> "2111" <view> <view> "3,4230" <view> "3,4241"
<text decode=true> "<str>" <text> "&lt;"`)
	v := p.Root().Select("#v1")[0]
	same(t, "dataset", v.Dataset().JSON(), `{"u":"","n":null,"s":"xnully","bare":true}`)
}

// Slots, properties and virtual hosts come out as in exparser (oracle exparser
// 2.29.1, the same page).
func TestComponents(t *testing.T) {
	h := newFake(t)
	h.comp("vh", `<view class="in">vh<slot/></view><text>{{p}}</text>`, "p:String").def.VirtualHost = true
	ms := h.comp("ms", `<view>A:<slot name="a"/></view><view>D:<slot/></view><view>A2:<slot name="a"/></view><view>{{camelProp}}|{{dataFoo}}|{{num}}|{{bool}}</view>`, "camelProp:String", "dataFoo:String", "num:Number", "bool:Boolean")
	ms.def.MultipleSlots = true
	h.comp("ss", `<view>1:<slot/></view><view>2:<slot/></view><view>n:<slot name="a"/></view>`)
	p, s := h.open(`<vh class="k" style="color:red" p="q" hidden bindtap="foo">slot</vh>
<ms camel-prop="cp" data-foo="df" num="12" bool="false" id="msid" class="mc" style="top:0"><text slot="a">sa</text><text>sd</text><text slot="zz">zz</text>txt<text slot="">e</text></ms>
<ss><text slot="a">sa</text><text wx:if="{{!c}}">sd</text></ss><unknown a="1">u</unknown>`, value.M(), "vh", "vh", "ms", "ms", "ss", "ss", "unknown", "none")
	same(t, "tree", p.Root().Host.Dump(), `<page>
<view class="in"> "vh" "slot" <text> "q"
<ms id="msid" class="mc" style="top:0" camel-prop="cp" num="12" bool="false">
<view> "A:" <text> "sa" <view> "D:" <text> "sd" "txt" <text> "e" <view> "A2:" <view> "cp|df|12|true"
<ss> <view> "1:" <text> "sa" <text> "sd" <view> "2:" <view> "n:" <unknown a="1"> "u"`)
	if ds := p.Root().Select("#msid")[0].Dataset(); ds.Len() != 0 {
		t.Error("data-foo is a property, not dataset:", ds.JSON())
	}
	set(p.Root(), "c", true)
	ops := s.sync()
	if len(ops) != 1 || ops[0].Kind != dom.OpRemove {
		t.Error(ops)
	}
	// Unknown slot content exists, it only has no place.
	var zz []*Node
	walkElements(p.Root().shadow.kids, func(n *Node) bool {
		if n.Tag() == "text" {
			zz = append(zz, n)
		}
		return true
	})
	if len(zz) != 5 || zz[2].ComposedParent() != nil || zz[0].ComposedParent() == nil {
		t.Error(len(zz))
	}
}

// What an external class is given becomes text, also true, false and null; only
// undefined gives no class. An attribute without a value is true. Oracle: exparser.
func TestExternalClassValues(t *testing.T) {
	for _, c := range []struct {
		v    value.Value
		want string
	}{{value.OfBool(true), "true"}, {value.OfBool(false), "false"}, {value.OfInt(0), "0"}, {value.OfNull(), "null"}, {value.Value{}, ""}} {
		h := newFake(t)
		h.comp("fwd", `<view class="f-class"/>`).def.ExternalClasses = []string{"f-class"}
		p, _ := h.open(`<fwd f-class="{{u}}"/><fwd f-class/>`, value.M("u", c.v), "fwd", "fwd")
		var got []string
		for _, host := range p.Root().Host.Composed() {
			name := ""
			for _, class := range host.Composed()[0].Classes() {
				name += class.Name
			}
			got = append(got, name)
		}
		same(t, "classes of "+c.v.JSON(), strings.Join(got, ","), c.want+",true")
	}
}

// External classes speak to the scope in which they were written, through several
// components; ~ and ^ name the page's and the owner's classes (documentation).
func TestExternalClasses(t *testing.T) {
	h := newFake(t)
	ec := h.comp("ec", `<view class="x my-class {{c}} y">ec</view><fwd f-class="my-class z"/>`, "c")
	ec.def.ExternalClasses = []string{"my-class"}
	h.comp("fwd", `<view class="f-class ~page ^up">fwd</view>`).def.ExternalClasses = []string{"f-class"}
	ec.def.Using["fwd"] = "fwd"
	p, s := h.open(`<ec my-class="outer {{u}} o2" c="cc my-class"/>`, value.M("u", ""), "ec", "ec")
	show := func() string {
		var b strings.Builder
		var walk func(n *Node)
		walk = func(n *Node) {
			for _, c := range n.Classes() {
				b.WriteString(c.Name + "@" + string(rune('0'+c.Scope)) + " ")
			}
			b.WriteString("| ")
			for _, k := range n.Composed() {
				if !k.IsText() {
					walk(k)
				}
			}
		}
		walk(p.Root().Host)
		return b.String()
	}
	same(t, "classes", show(), "| | x@1 outer@0 o2@0 cc@1 outer@0 o2@0 y@1 | | outer@0 o2@0 z@1 page@0 up@1 |")
	set(p.Root(), "u", "new")
	s.sync()
	same(t, "classes", show(), "| | x@1 outer@0 new@0 o2@0 cc@1 outer@0 new@0 o2@0 y@1 | | outer@0 new@0 o2@0 z@1 page@0 up@1 |")
	if sc := s.tree.Scopes; sc[1].Path != "ec" || sc[2].Path != "fwd" {
		t.Error(sc)
	}
}

func hops(list []Hop) string {
	var out []string
	for _, h := range list {
		out = append(out, h.Current.Owner().Def.Path+"."+h.Method+"("+h.Target.ElemID()+","+h.Current.ElemID()+")")
	}
	return strings.Join(out, " ")
}

// listeners shows what the other side finds, where slots and virtual hosts are absent.
func listeners(p *Page, list []dom.Hop) string {
	var out []string
	for _, h := range list {
		out = append(out, p.Instance(h.Owner).Def.Path+"."+h.Method+"("+p.Node(h.Node).ElemID()+")")
	}
	return strings.Join(out, " ")
}

// triggerEvent reaches what exparser lets it reach (oracle exparser 2.29.1: the same
// page, every combination of options).
func TestEventHops(t *testing.T) {
	h := newFake(t)
	h.comp("vh", `<view class="in" id="inner" bindtap="t"><slot/></view>`).def.VirtualHost = true
	h.comp("cc", `<view id="ccin" bindmy="t" capture-bind:my="k" bindtap="t"><slot/></view>`)
	p, s := h.open(`<view id="outer" bindtap="o" bindmy="o" capture-bind:my="k"><cc id="cc" bindmy="o" capture-bind:my="k"><vh id="vh" bindtap="o" bindmy="o" capture-bind:my="k" mark:m="1"><text id="txt" bindtap="o" mark:n="{{2}}">hi</text></vh></cc></view>`, value.M(), "vh", "vh", "cc", "cc")
	vh := p.Root().Select("#vh")[0].Component()
	txt := p.Root().Select("#txt")[0]
	for _, c := range []struct {
		o    EventOptions
		want string
	}{
		{EventOptions{}, "page.o(vh,vh)"},
		{EventOptions{Bubbles: true}, "page.o(vh,vh) page.o(vh,cc) page.o(vh,outer)"},
		{EventOptions{Bubbles: true, Composed: true}, "page.o(vh,vh) cc.t(ccin,ccin) page.o(vh,cc) page.o(vh,outer)"},
		{EventOptions{Composed: true, Capture: true}, "page.k(vh,outer) page.k(vh,cc) cc.k(ccin,ccin) page.k(vh,vh) page.o(vh,vh)"},
		{EventOptions{Capture: true}, "page.k(vh,outer) page.k(vh,cc) page.k(vh,vh) page.o(vh,vh)"},
	} {
		same(t, "my", hops(vh.EventHops("my", c.o)), c.want)
	}
	same(t, "tap", hops(Hops(txt, "tap", EventOptions{true, true, true})), "page.o(txt,txt) vh.t(inner,inner) page.o(txt,vh) cc.t(ccin,ccin) page.o(txt,outer)")
	same(t, "tap", hops(Hops(vh.Select("#inner")[0], "tap", EventOptions{true, true, true})), "vh.t(inner,inner) page.o(vh,vh) cc.t(ccin,ccin) page.o(vh,outer)")
	// The other side, where virtual hosts are absent, finds the same handlers.
	same(t, "chain", listeners(p, dom.Chain(s.tree.Node(txt.ID()), "tap", true)), "page.o(txt) vh.t(inner) page.o(vh) cc.t(ccin) page.o(outer)")
	inner := vh.Select("#inner")[0]
	same(t, "chain", listeners(p, dom.Chain(s.tree.Node(inner.ID()), "tap", true)), "vh.t(inner) page.o(vh) cc.t(ccin) page.o(outer)")
	same(t, "chain", listeners(p, dom.Chain(s.tree.Node(inner.ID()), "my", false)), "")
	same(t, "marks", txt.Marks().JSON(), `{"n":2,"m":"1"}`)
}

// catch stops, mut-bind excludes other mut-binds, handler names may be computed, an
// empty one binds nothing
// (oracle: documentation of events).
func TestHandlerKinds(t *testing.T) {
	h := newFake(t)
	p, s := h.open(`<view id="a" mut-bind:tap="a1" bindtap="a2"><view id="b" mut-bind:tap="b1" catchtap="{{c}}"><text id="c" mut-bind:tap="c1" catchtouchmove/></view></view>`, value.M())
	c := p.Root().Select("#c")[0]
	o := EventOptions{true, true, true}
	same(t, "tap", hops(Hops(c, "tap", o)), "page.c1(c,c) page.a2(c,a)")
	set(p.Root(), "c", "go")
	if ops := s.sync(); len(ops) != 1 || ops[0].Kind != dom.OpSetHandlers {
		t.Error(ops)
	}
	same(t, "tap", hops(Hops(c, "tap", o)), "page.c1(c,c) page.go(c,b)")
	if hs := Hops(c, "touchmove", o); len(hs) != 1 || !hs[0].Stops() {
		t.Error(hs)
	}
}

// Selectors find nodes of the instance's own template only, >>> goes deeper
// (oracle: documentation of SelectorQuery.select, exparser for what is not understood).
func TestSelect(t *testing.T) {
	h := newFake(t)
	in := h.comp("in", `<view class="deep a">d<slot/></view>`)
	in.def.ExternalClasses = []string{"ext"}
	p, _ := h.open(`<view id="x" class="a b"><view class="b c"><text class="c">1</text></view><in id="i" class="c"><text class="c last">2</text></in></view><view wx:for="{{2}}" id="r{{index}}" class="a row"/>`, value.M(), "in", "in")
	for sel, want := range map[string]string{
		"#x": "x", ".a": "x r0 r1", ".a .c": "- - i -", ".a > .c": "- i", "#x>.c": "- i", ".b.c": "-", ".deep": "",
		"#x >>> .deep": "-", ".c >>> .deep, #r1": "- r1", ".nothing": "", "": "", ">>>": "", "#": "", ".a .last": "-", "#i >>> .a": "-",
		// Tags and what else is not in the documentation matches nothing; other parts count.
		"text": "", "view.b": "", "*": "", "[id]": "", "text, #x": "x", ".a:first-child,#r1": "r1", ".1a": "", ".-a": "", ".a.": "",
		// What stands before the first compound and after the last does not count.
		"> .a": "x r0 r1", ".a >": "x r0 r1", "> > .a": "", ".a >> .last": "-",
	} {
		var got []string
		for _, n := range p.Root().Select(sel) {
			id := n.ElemID()
			if id == "" {
				id = "-"
			}
			got = append(got, id)
		}
		same(t, sel, strings.Join(got, " "), want)
	}
	inst := p.Root().Select("#i")[0].Component()
	if got := inst.Select(".a"); len(got) != 1 || got[0].Owner() != inst || inst.Parent() != nil || inst.ComposedParent() != p.Root() {
		t.Error(got)
	}
}

// Two-way bindings know where they write: a field, in glass-easel also a path and a
// row of a list (oracle: documentation of two-way bindings and of glass-easel).
func TestModel(t *testing.T) {
	h := newFake(t)
	p, _ := h.open(`<input id="a" model:value="{{o.a}}"/><input id="b" model:value="{{a}}"/>`, value.M("a", 1, "o", value.M("a", 2)))
	if in, path, ok := p.Root().Select("#b")[0].Model("value"); !ok || in != p.Root() || path.String() != "a" {
		t.Error(path, ok)
	}
	if _, _, ok := p.Root().Select("#a")[0].Model("value"); ok || len(h.reports) != 1 {
		t.Error("a path is bound", h.reports)
	}
	h = newFake(t)
	h.glass = true
	h.comp("c", `<input model:value="{{v}}"/>`, "v")
	p, s := h.open(`<input id="a" model:value="{{name}}"/><block wx:for="{{list}}"><input id="b{{index}}" model:value="{{item.x}}"/></block><c id="c" model:v="{{o.p}}"/><input id="d" model:value="{{a+b}}"/>`, value.M("name", "n", "list", []any{value.M("x", 1), value.M("x", 2)}, "o", value.M("p", 7)), "c", "c")
	for id, want := range map[string]string{"a": "name", "b1": "list[1].x", "c": "o.p"} {
		n := p.Root().Select("#" + id)[0]
		prop := "value"
		if id == "c" {
			prop = "v"
		}
		in, path, ok := n.Model(prop)
		if !ok || in != p.Root() || path.String() != want || n.Attr("model:"+prop).Str() != want {
			t.Errorf("%s: %v %v, attribute %s", id, path, ok, n.Attr("model:"+prop).JSON())
		}
	}
	if _, _, ok := p.Root().Select("#d")[0].Model("value"); ok {
		t.Error("a+b is no place to write to")
	}
	set(p.Root(), "o.p", 8)
	s.sync()
	if v := p.Root().Select("#c")[0].Component().Data.Get("v"); v.Num() != 8 {
		t.Error(v.JSON())
	}
}

// change:prop observers get new and old value and descriptors, wxs handlers get a
// handle, descriptors change looks (oracle: documentation of wxs).
func TestWxs(t *testing.T) {
	h := newFake(t)
	var calls []string
	h.wxs["code"] = value.M("changed", value.OfFunc(goFunc(func(a []value.Value) value.Value {
		d := a[3].Handle().(*Descriptor)
		calls = append(calls, a[0].JSON()+" "+a[1].JSON()+" "+d.Node.ElemID()+" "+a[2].Handle().(*Descriptor).Node.Tag())
		d.Node.SetWxsStyle([]string{"color", "red"})
		d.Node.SetWxsClass("on", true)
		d.Node.SetWxsClass("a", false)
		return value.Value{}
	})), "name", value.OfString("n"))
	p, s := h.open(`<wxs module="m">code</wxs><view id="x" class="a b" style="top:0" prop="{{v}}" change:prop="{{m.changed}}" bindtap="{{m.changed}}">{{m.name}}</view>`, value.M("v", 1))
	set(p.Root(), "v", 2)
	set(p.Root(), "w", 2)
	s.sync()
	same(t, "calls", strings.Join(calls, "; "), "1 null x page; 2 1 x page")
	n := s.tree.Root.First
	if n.Style != "top:0;color:red" || len(n.Classes) != 2 || n.Classes[1].Name != "on" {
		t.Error(dom.Dump(s.tree.Root))
	}
	if f, ok := p.WxsHandler(n.Handlers[0].Method); !n.Handlers[0].Wxs || !ok || f.Kind() != value.Func {
		t.Error(n.Handlers)
	}
}

// Generics and placeholders (oracle: documentation of componentGenerics and
// componentPlaceholder).
func TestGenericsAndPlaceholder(t *testing.T) {
	h := newFake(t)
	h.comp("a", "A{{p}}", "p")
	h.comp("b", "B{{p}}", "p")
	g := h.comp("g", `<item p="1"/>`)
	g.def.Generics = map[string]string{"item": "b"}
	late := h.comp("late", "late<slot/>")
	h.loaded = map[string]bool{"a": true, "b": true, "g": true, "page": true}
	_ = late
	c := h.comp("page", `<g generic:item="my-a"/><g/><later id="l" title="x">c</later>`)
	c.def.Using = map[string]string{"my-a": "a", "g": "g", "later": "late"}
	c.def.Placeholder = map[string]string{"later": "view"}
	p := NewPage(1, h)
	p.Open(c.def)
	s := newScreen(t, p)
	p.Attach()
	same(t, "before", p.Root().Host.Dump(), `<page> <g> <item p="1"> "A1" <g> <item p="1"> "B1" <view id="l" title="x"> "c"`)
	h.loaded["late"] = true
	p.ComponentLoaded("late")
	s.sync()
	same(t, "after", p.Root().Host.Dump(), `<page> <g> <item p="1"> "A1" <g> <item p="1"> "B1" <later id="l" title="x"> "late" "c"`)
	if bad := p.check(); bad != "" {
		t.Error(bad)
	}
}

// Includes and imports that do not exist, include each other or recurse are
// reported and leave the rest standing (oracle: hand).
func TestFaults(t *testing.T) {
	h := newFake(t)
	h.file("loop.wxml", `<view>l</view><include src="page.wxml"/>`)
	r := h.comp("rec", `<rec p="{{p}}"/>`, "p")
	r.def.Using["rec"] = "rec"
	p, _ := h.open(`<import src="none.wxml"/><template name="t">x<template is="t"/></template><template is="missing"/><include src="gone"/><include src="loop"/><template is="t"/><rec p="1"/><view>ok</view>`, value.M(), "rec", "rec")
	all := strings.Join(h.reports, "\n")
	for _, want := range []string{`there is no file "gone"`, `"page.wxml" includes itself`, `no template named "missing"`, "more than 400 deep", `there is no file "none.wxml"`, "components contain each other"} {
		if !strings.Contains(all, want) {
			t.Errorf("no report with %s", want)
		}
	}
	if !strings.HasSuffix(strings.TrimSpace(p.Root().Host.Dump()), `"ok"`) {
		t.Error("the rest is missing")
	}
}
