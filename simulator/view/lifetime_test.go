package view

import (
	"slices"
	"strings"
	"testing"

	"diorama/renderer/value"
)

// Lifetimes run in exparser's order at creation, on changes and at the end (oracle
// exparser 2.29.1: a page with the same components, its console output).
func TestLifetimeOrder(t *testing.T) {
	h := newFake(t)
	h.comp("c", "<view>c {{p}}</view>", "p", "tag")
	b := h.comp("b", `<c tag="in-b" p="{{p}}"/>`, "p", "tag")
	s := h.comp("s", `<view><c tag="s-before"/><slot/><c tag="s-after"/></view>`, "p", "tag")
	b.def.Using["c"], s.def.Using["c"] = "c", "c"
	for _, c := range h.comps {
		c.data = value.M("p", "def")
		c.obs = func(in *Instance, name string, v value.Value) {
			if name == "p" {
				h.log = append(h.log, in.Def.Path+tagOf(in)+" p="+v.ToString())
			}
		}
	}
	p, sc := h.open(`<b tag="b1" p="{{x}}"/>
<s tag="s1" wx:if="{{show}}"><b tag="slotted" p="{{x}}"/></s>
<view wx:for="{{list}}" wx:key="id"><c tag="L{{item.id}}" p="{{item.t}}"/></view>`,
		value.M("x", 1, "show", true, "list", rows(1, 2, 3)), "b", "b", "c", "c", "s", "s")
	expect := func(what, want string) {
		t.Helper()
		got := slices.DeleteFunc(h.log, func(s string) bool { return strings.HasPrefix(s, "page ") })
		if g, w := strings.Join(got, "\n"), strings.TrimSpace(want); g != w {
			t.Errorf("%s\ngot\n%s\nwant\n%s", what, g, w)
		}
		h.log = nil
		sc.sync()
	}
	expect("open", `
c created
c:in-b p=def
b created
b:b1 p=1
c:in-b p=1
c created
c created
s created
c created
c:in-b p=def
b created
b:slotted p=1
c:in-b p=1
c created
c:L1 p=t1
c created
c:L2 p=t2
c created
c:L3 p=t3
b:b1 attached
c:in-b attached
s:s1 attached
c:s-before attached
c:s-after attached
b:slotted attached
c:in-b attached
c:L1 attached
c:L2 attached
c:L3 attached
c:in-b ready
b:b1 ready
c:s-before ready
c:s-after ready
s:s1 ready
c:in-b ready
b:slotted ready
c:L1 ready
c:L2 ready
c:L3 ready`)
	set(p.Root(), "x", 2)
	expect("property", "b:b1 p=2\nc:in-b p=2\nb:slotted p=2\nc:in-b p=2")
	set(p.Root(), "show", false)
	expect("removal", "c:in-b detached\nb:slotted detached\nc:s-before detached\nc:s-after detached\ns:s1 detached")
	l := p.Root().Data.Get("list")
	set(p.Root(), "list", []value.Value{l.Index(2), l.Index(0), rows(4).Index(0), l.Index(1)})
	expect("list", "c created\nc:L4 p=t4\nc:L3 moved\nc:L4 attached")
	p.Ready()
	expect("later ready", "c:L4 ready")
	p.Close()
	if got := h.log[len(h.log)-2:]; got[0] != "c:L2 detached" || got[1] != "page detached" {
		t.Error(got)
	}
}

// SetData may be called from observers and lifetimes: the update comes round until
// nothing changes, and one that never does is stopped with a diagnostic (oracle: hand).
func TestNestedSetData(t *testing.T) {
	h := newFake(t)
	c := h.comp("c", "<text>{{p}}</text>", "p")
	var page *Instance
	c.obs = func(in *Instance, name string, v value.Value) {
		if n := int(v.Num()); n < 5 {
			set(page, "n", n+1)
		}
	}
	c.on = func(in *Instance, life string) {
		if life == "attached" {
			set(in.Owner, "seen", "yes")
		}
	}
	c.def.Properties["n"] = true
	h.comp("page", "").on = func(in *Instance, life string) {}
	pc := h.comp("page", `<view>{{n}}{{seen}}</view><c p="{{n}}"/>`)
	pc.def.Using["c"] = "c"
	pc.data = value.M("n", 10)
	p := NewPage(1, h)
	page = p.Open(pc.def)
	s := newScreen(t, p)
	p.Attach()
	set(page, "n", 1)
	s.sync()
	if got := strings.Join(strings.Fields(page.Host.Dump()), " "); !strings.Contains(got, `<view> "5yes"`) || !strings.Contains(got, `<text> "5"`) {
		t.Error(got)
	}
	c.obs = func(in *Instance, name string, v value.Value) { set(page, "n", v.Num()+1) }
	set(page, "n", 1)
	s.sync()
	if len(h.reports) != 1 || !strings.Contains(h.reports[0], "does not come to rest after 100 rounds") {
		t.Error(h.reports)
	}
}

// A lifetime that removes what is being attached leaves everything consistent.
func TestRemovalInLifetime(t *testing.T) {
	h := newFake(t)
	c := h.comp("c", "<text>{{p}}</text><slot/>", "p")
	c.on = func(in *Instance, life string) {
		if life == "attached" && in.Data.Get("p").ToString() == "kill" {
			set(in.Owner, "show", false)
		}
	}
	p, s := h.open(`<view wx:if="{{show}}"><c p="a"><c p="kill"/></c><c p="b"/></view>`, value.M(), "c", "c")
	set(p.Root(), "show", true)
	s.sync()
	if bad := p.check(); bad != "" {
		t.Error(bad)
	}
	on := 0
	for _, l := range h.log {
		if strings.HasSuffix(l, " attached") {
			on++
		} else if strings.HasSuffix(l, " detached") {
			on--
		}
	}
	if on != 1 { // the page
		t.Error(h.log)
	}
	if len(p.Root().ShadowRoot()) != 0 {
		t.Error(p.Root().Host.Dump())
	}
}
