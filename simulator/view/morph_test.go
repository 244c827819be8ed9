package view

import (
	"math/rand/v2"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// A new template keeps data, instances and nodes of what is still there, and runs
// no lifetimes for it (oracle: hand).
func TestReplaceTemplate(t *testing.T) {
	h := newFake(t)
	c := h.comp("c", `<text>{{p}}{{own}}</text>`, "p")
	obs := 0
	c.obs = func(*Instance, string, value.Value) { obs++ }
	p, s := h.open(`<view class="head">{{a}}</view><c id="c" p="{{a}}"/><view wx:for="{{l}}" wx:key="id" class="row">{{item.t}}</view><text wx:if="{{a}}">yes</text>`,
		value.M("a", "A", "l", rows(1, 2, 3)), "c", "c")
	in := p.Root().Select("#c")[0].Component()
	set(in, "own", "kept")
	s.sync()
	row := p.Root().Select(".row")[1]
	h.log, obs = nil, 0

	next := func(src string) []dom.Op {
		t.Helper()
		old := h.comps["page"].def
		nc := h.comp("page", src)
		nc.def.Using, nc.def.Page, nc.data = old.Using, true, old2data(p)
		if !p.ReplaceTemplate("page", nc.def) {
			t.Fatal("no instance was found")
		}
		if bad := p.check(); bad != "" {
			t.Error(bad)
		}
		return s.sync()
	}
	ops := next(`<view class="head">{{a}}</view><c id="c" p="{{a}}"/><view wx:for="{{l}}" wx:key="id" class="row">{{item.t}}!</view><text wx:if="{{a}}">yes</text>`)
	if m := countOps(ops); len(ops) != 3 || m[dom.OpSetText] != 3 {
		t.Errorf("a changed text made %v", m)
	}
	ops = next(`<view class="new">N</view><view class="head big" title="{{l.length}}">{{a}}</view><c id="c" p="{{a}}" q="1"/><view wx:for="{{l}}" wx:key="id" class="row">{{item.t}}!</view><text wx:else>no</text>`)
	if p.Root().Select("#c")[0].Component() != in || in.Data.Get("own").Str() != "kept" || p.Root().Select(".row")[1] != row {
		t.Error("instances or rows were made anew")
	}
	if m := countOps(ops); m[dom.OpElement] > 2 || obs != 0 || len(h.log) != 0 {
		t.Errorf("%v, %d observers, %v", m, obs, h.log)
	}
	set(p.Root(), "l", rows(3, 1))
	set(p.Root(), "a", "B")
	s.sync()
	same(t, "tree", p.Root().Host.Dump(), `<page> <view class="new"> "N" <view class="head big" title=2> "B" <c id="c" p="B" q="1"> <text> "Bkept" <view class="row"> "t3!" <view class="row"> "t1!" <text> "no"`)
	next(`<view/>`)
	if got := strings.Join(h.log, ","); got != "c detached" {
		t.Error(got)
	}
	// The component's own template.
	next(`<c id="c" p="{{a}}"/><c p="2"/>`)
	nc := h.comp("c", `<view>{{p}}<slot/></view>`, "p")
	p.ReplaceTemplate("c", nc.def)
	s.sync()
	same(t, "tree", p.Root().Host.Dump(), `<page> <c id="c" p="B"> <view> "B" <c p="2"> <view> "2"`)
}

func old2data(p *Page) value.Value { return p.Root().Data }

// Any template turned into any other gives the tree that the other makes cold, and
// goes on from there (oracle: the cold build).
func TestReplaceEqualsCold(t *testing.T) {
	for seed := range uint64(150) {
		g := &generator{r: rand.New(rand.NewPCG(seed, 99))}
		head := "<template name=\"t1\"><view>{{a}}{{c}}<text wx:for=\"{{l}}\">{{item.t}}</text></view></template><template name=\"t2\">2{{b}}</template>"
		a, b := head+g.nodes(3), head+g.nodes(3)
		if seed%3 == 0 { // an edited copy
			b = strings.Replace(a, "{{a", "{{b}}{{a", 1) + "<view>more</view>"
		}
		data := value.M("a", g.any(), "b", g.any(), "c", g.any(), "l", g.items(1), "m", g.items(1), "o", value.M("x", g.any()))
		using := []string{"comp", "comp", "multi", "multi", "virt", "virt", "dyn", "dyn"}
		h := g.host(t)
		p, s := h.open(a, data, using...)
		old := h.comps["page"].def.Using
		nc := h.comp("page", b)
		nc.def.Using, nc.data = old, data
		p.ReplaceTemplate("page", nc.def)
		s.sync()
		for step := range 3 {
			cold, _ := g.host(t).open(b, p.Root().Data, using...)
			if got, want := p.Root().Host.Dump(), cold.Root().Host.Dump(); got != want {
				t.Fatalf("seed %d step %d\n%s\n%s\ngot\n%s\nwant\n%s", seed, step, a, b, got, want)
			}
			if bad := p.check(); bad != "" {
				t.Fatal(seed, bad)
			}
			path, v := g.change(p.Root().Data)
			set(p.Root(), path, v)
			s.sync()
		}
	}
}
