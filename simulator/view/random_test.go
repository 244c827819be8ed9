package view

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"diorama/renderer/value"
)

// generator makes random templates over the names a b c (scalars), l m (lists of
// items with id and t) and o (an object).
type generator struct {
	r     *rand.Rand
	loops []string
}

func (g *generator) scalar() string {
	opts := []string{"a", "b", "c", "o.x", "o.y.z", "l.length", "a+b", "a?b:c", "!c", "l[0].t",
		"o.y", "o.x.k", "o.y.z.length", "o[a]", "o['y'].w", "(o.y||o).z", "l[1].kids[0].t", "l[a].t", "m[0]", "m.length", "a.b", "a[0]",
		"w.f(o.y.z)", "w.g(l,a)", "w.g(o.y,o)", "w.k", "w.f"}
	for _, it := range g.loops {
		opts = append(opts, it+".t", it+".id", "i"+it, it+".t+a", it+".kids[0].t", it+".kids.length", it+".o.p", it+"[0]", "l[i"+it+"].t", "w.f("+it+".o)")
	}
	return opts[g.r.IntN(len(opts))]
}

func (g *generator) list() string {
	opts := []string{"l", "m", "o", "3", "a", "c?l:m", "[a,b]"}
	for _, it := range g.loops {
		opts = append(opts, it+".kids", it)
	}
	return opts[g.r.IntN(len(opts))]
}

// path is something that a two-way binding takes.
func (g *generator) path() string {
	opts := []string{"a", "o.x", "l[1].t", "o.y.z"}
	for _, it := range g.loops {
		opts = append(opts, it+".t", it+".o.p", it)
	}
	return opts[g.r.IntN(len(opts))]
}

func (g *generator) attrs() string {
	var b strings.Builder
	for range g.r.IntN(3) {
		switch g.r.IntN(10) {
		case 0:
			fmt.Fprintf(&b, ` class="k {{%s}} x"`, g.scalar())
		case 1:
			fmt.Fprintf(&b, ` style="w:{{%s}}"`, g.scalar())
		case 2:
			fmt.Fprintf(&b, ` title="{{%s}}"`, g.scalar())
		case 3:
			fmt.Fprintf(&b, ` data-q="{{%s}}"`, g.scalar())
		case 4:
			fmt.Fprintf(&b, ` bindtap="{{%s}}"`, g.scalar())
		case 5:
			fmt.Fprintf(&b, ` id="{{%s}}"`, g.scalar())
		case 6:
			fmt.Fprintf(&b, ` slot="{{c?'s':'t'}}"`)
		case 7:
			fmt.Fprintf(&b, ` data-q="{{%s}}" data-r="{{%s}}" data-s="s"`, g.scalar(), g.scalar())
		case 8:
			fmt.Fprintf(&b, ` mark:q="{{%s}}" mark:r="{{%s}}"`, g.scalar(), g.scalar())
		case 9:
			fmt.Fprintf(&b, ` model:value="{{%s}}"`, g.path())
		}
	}
	return b.String()
}

func (g *generator) nodes(depth int) string {
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		b.WriteString(g.node(depth))
	}
	return b.String()
}

func (g *generator) node(depth int) string {
	if depth <= 0 {
		return fmt.Sprintf("{{%s}}-{{%s}}", g.scalar(), g.scalar())
	}
	switch g.r.IntN(15) {
	case 0, 1:
		return fmt.Sprintf("<text>{{%s}}</text>", g.scalar())
	case 2:
		return fmt.Sprintf("<view wx:if=\"{{%s}}\"%s>%s</view><block wx:elif=\"{{%s}}\">%s</block><view wx:else>e{{%s}}</view>", g.scalar(), g.attrs(), g.nodes(depth-1), g.scalar(), g.nodes(depth-1), g.scalar())
	case 3:
		return fmt.Sprintf("<block wx:if=\"{{%s}}\">%s</block>", g.scalar(), g.nodes(depth-1))
	case 4, 5:
		it := fmt.Sprintf("it%d", len(g.loops))
		list := g.list()
		g.loops = append(g.loops, it)
		key := []string{"", ` wx:key="id"`, ` wx:key="*this"`, ` wx:key="t"`}[g.r.IntN(4)]
		cond := []string{"", "", fmt.Sprintf(` wx:if="{{%s}}"`, g.scalar())}[g.r.IntN(3)]
		tag := []string{"view", "block"}[g.r.IntN(2)]
		a := ""
		if tag == "view" {
			a = g.attrs()
		}
		s := fmt.Sprintf("<%s wx:for=\"{{%s}}\" wx:for-item=\"%s\" wx:for-index=\"i%s\"%s%s%s>%s</%s>", tag, list, it, it, key, cond, a, g.nodes(depth-1), tag)
		g.loops = g.loops[:len(g.loops)-1]
		return s
	case 6:
		it := "o"
		if len(g.loops) > 0 {
			it = g.loops[g.r.IntN(len(g.loops))]
		}
		data := []string{fmt.Sprintf("a,b,c:%s,l:%s,o", g.scalar(), g.list()), fmt.Sprintf("...%s,l:%s", it, g.list()), fmt.Sprintf("o:%s,...o,c:%s", it, g.scalar())}[g.r.IntN(3)]
		return fmt.Sprintf("<template is=\"{{%s?'t1':'t2'}}\" data=\"{{%s}}\"/>", g.scalar(), data)
	case 7:
		return fmt.Sprintf("<comp p=\"{{%s}}\" q=\"{{%s}}\"%s>%s</comp>", g.scalar(), g.scalar(), g.attrs(), g.nodes(depth-1))
	case 8:
		return fmt.Sprintf("<multi p=\"{{%s}}\">%s</multi>", g.scalar(), g.nodes(depth-1))
	case 9:
		return fmt.Sprintf("<virt p=\"{{%s}}\" bindtap=\"{{%s}}\">%s</virt>", g.scalar(), g.scalar(), g.nodes(depth-1))
	case 10:
		return fmt.Sprintf("<dyn p=\"{{%s}}\" list=\"{{%s}}\">%s<text slot:v>{{v}}{{%s}}</text></dyn>", g.scalar(), g.list(), g.nodes(depth-1), g.scalar())
	case 12: // whole objects as properties
		return fmt.Sprintf("<obj v=\"{{%s}}\" w=\"{{%s}}\" n=\"{{%s}}\">%s</obj>", g.list(), g.list(), g.scalar(), g.nodes(depth-1))
	case 13:
		return fmt.Sprintf("<dyn p=\"{{%s}}\" list=\"{{%s}}\"><text slot:v=\"v1\" slot:item>{{v1}}{{item.t}}{{%s}}</text><view>{{%s}}<text slot:item=\"it\">{{it.kids[0].t}}</text></view></dyn>", g.scalar(), g.list(), g.scalar(), g.scalar())
	case 11:
		return "<include src=\"inc.wxml\"/>"
	}
	return fmt.Sprintf("<view%s>%s</view>", g.attrs(), g.nodes(depth-1))
}

func (g *generator) items(depth int) value.Value {
	n := g.r.IntN(6)
	ids := g.r.Perm(8)[:n]
	items := make([]value.Value, n)
	for i, id := range ids {
		if g.r.IntN(8) == 0 {
			items[i] = value.OfInt(id)
			continue
		}
		kids := value.Value{}
		if depth > 0 && g.r.IntN(2) == 0 {
			kids = g.items(depth - 1)
		}
		items[i] = value.M("id", id, "t", g.r.IntN(3), "kids", kids, "o", value.M("p", g.any()))
	}
	return value.OfList(items)
}

func (g *generator) any() value.Value {
	switch g.r.IntN(6) {
	case 0:
		return value.OfNull()
	case 1:
		return value.Value{}
	case 2:
		return value.OfString([]string{"", "x", "yy"}[g.r.IntN(3)])
	case 3:
		return value.OfBool(g.r.IntN(2) == 0)
	}
	return value.OfInt(g.r.IntN(4))
}

func (g *generator) change(data value.Value) (path string, v value.Value) {
	list := []string{"l", "m"}[g.r.IntN(2)]
	row := fmt.Sprintf("%s[%d]", list, g.r.IntN(data.Get(list).Len()+2)) // behind the end too
	switch g.r.IntN(16) {
	case 9:
		return []string{"o.x.k", "o.y", "o.y.w", "o.y.z.length", "o.x", "a.b", "a[0]", "b.c.d", "l.t", "m.length"}[g.r.IntN(10)], g.any()
	case 10:
		return "o", g.any()
	case 11:
		return row + []string{".t", ".id", ".o.p", ".o", ".kids[0].t", ".kids[1]", ".kids[0].kids[0].t", ".new", "[0]"}[g.r.IntN(9)], g.any()
	case 12:
		return row, value.M("id", g.r.IntN(8), "t", g.r.IntN(3), "kids", g.items(0), "o", value.M("p", g.any()))
	case 13:
		return row + ".kids", g.items(0)
	case 14: // an equal copy
		c, _ := value.ParseJSON([]byte(data.Get(list).JSON()))
		return list, c
	case 15:
		return "o.y", value.M("z", g.any(), "w", g.any())
	case 0, 1, 2:
		return []string{"a", "b", "c"}[g.r.IntN(3)], g.any()
	case 3:
		return "l", g.items(1)
	case 4:
		return "m", g.items(1)
	case 5:
		return "o", value.M("x", g.any(), "y", value.M("z", g.any()))
	case 6:
		return "o.y.z", g.any()
	case 7:
		l := data.Get("l")
		if l.Kind() == value.List && l.Len() > 0 {
			return fmt.Sprintf("l[%d].t", g.r.IntN(l.Len())), g.any()
		}
	case 8: // move: the same items in another order
		l := data.Get("l").Items()
		out := make([]value.Value, len(l))
		for i, j := range g.r.Perm(len(l)) {
			out[i] = l[j]
		}
		return "l", value.OfList(out)
	}
	return "c", g.any()
}

func (g *generator) host(t testing.TB) *fakeHost {
	h := newFake(t)
	h.comp("comp", "<view class=\"c\">{{p}}<slot wx:if=\"{{q}}\"/>{{q}}</view><slot/>", "p", "q")
	m := h.comp("multi", "<view><slot name=\"{{p?'s':'t'}}\"/></view><slot/><slot name=\"t\"/>", "p")
	m.def.MultipleSlots = true
	v := h.comp("virt", "<text>{{p}}</text><comp p=\"{{p}}\"><slot/></comp>", "p")
	v.def.VirtualHost = true
	v.def.Using["comp"] = "comp"
	d := h.comp("dyn", "<view wx:for=\"{{list}}\"><slot v=\"{{index}}{{p}}\" item=\"{{item}}\"/></view><slot name=\"t\" v=\"{{p}}\"/>", "p", "list")
	d.def.DynamicSlots = true
	h.comp("obj", "{{v[0].t}}<view wx:for=\"{{v}}\" wx:key=\"id\">{{item.o.p}}{{n}}<text wx:for=\"{{item.kids}}\">{{item.t}}</text></view><text title=\"{{w.x}}\">{{w.y.z}}{{w.length}}</text><slot/>", "v", "w", "n")
	h.wxs["random"] = value.M("k", 7, "f", value.OfFunc(goFunc(func(a []value.Value) value.Value { return value.OfString("f" + plain(a[0])) })),
		"g", value.OfFunc(goFunc(func(a []value.Value) value.Value { return value.OfString(fmt.Sprint(a[0].Len(), plain(a[1]))) })))
	h.file("inc.wxml", "<view>{{a}}<text wx:if=\"{{b}}\">{{o.x}}</text></view>")
	return h
}

// After any sequence of setData the tree is the one that a fresh page makes of the
// same data, and the operations make that tree (oracle: the cold build itself).
func TestIncrementalEqualsCold(t *testing.T) {
	n := 300
	if testing.Short() {
		n = 30
	}
	for seed := range uint64(n) {
		runRandom(t, seed)
		if t.Failed() {
			return
		}
	}
}

func runRandom(t *testing.T, seed uint64) {
	g := &generator{r: rand.New(rand.NewPCG(seed, 7))}
	src := "<wxs module=\"w\">random</wxs><template name=\"t1\"><view>{{a}}{{c}}<text wx:for=\"{{l}}\">{{item.t}}{{o.x}}</text></view></template><template name=\"t2\">2{{b}}<template is=\"t1\" data=\"{{a:c,l}}\"/></template>" + g.nodes(3)
	if seed%5 == 0 { // more values than there are bits
		for i := range 100 {
			src += fmt.Sprintf("<text>{{o.k%d}}{{r%d.s}}</text>", i, i)
		}
		src += g.nodes(3)
	}
	data := value.M("a", g.any(), "b", g.any(), "c", g.any(), "l", g.items(1), "m", g.items(1), "o", value.M("x", g.any()))
	using := []string{"comp", "comp", "multi", "multi", "virt", "virt", "dyn", "dyn", "obj", "obj"}
	h := g.host(t)
	p, s := h.open(src, data, using...)
	defer func() {
		if t.Failed() {
			t.Logf("seed %d\n%s", seed, src)
		}
	}()
	for step := range 6 {
		var ch []Change
		d := p.Root().Data
		for range 1 + g.r.IntN(3) {
			path, v := g.change(d)
			pp, _ := value.ParsePath(path)
			d = d.With(pp, v)
			ch = append(ch, Change{pp, v})
		}
		before := full(p.Root().Host)
		p.Root().SetData(ch)
		if g.r.IntN(3) > 0 {
			s.sync()
		}
		cold, _ := g.host(t).open(src, d, using...)
		if got, want := full(p.Root().Host), full(cold.Root().Host); got != want {
			t.Errorf("step %d %v\nbefore\n%s\ngot\n%s\nwant\n%s", step, ch, before, got, want)
			return
		}
	}
	s.sync()
	if bad := p.check(); bad != "" {
		t.Error(bad)
	}
	p.Close()
	if p.nodes.count != 1 && len(p.instances) != 0 {
		t.Errorf("%d nodes and %d instances are left after Close", p.nodes.count, len(p.instances))
	}
}

// full is a dump with what Dump leaves out.
func full(n *Node) string {
	var b strings.Builder
	var walk func(n *Node)
	walk = func(n *Node) {
		fmt.Fprintf(&b, "%s %v %v %v\n", n.Tag(), n.Dataset().JSON(), n.Marks().JSON(), n.Handlers())
		for _, k := range n.Composed() {
			if !k.IsText() {
				walk(k)
			}
		}
	}
	walk(n)
	return n.Dump() + b.String()
}

// check compares the page's tables with its tree.
func (p *Page) check() string {
	n, total := 0, 0
	var walk func(k *Node) string
	walk = func(k *Node) string {
		if k.flags&fDead != 0 {
			return "a dead node is in the tree"
		}
		if k.kind != nShadow && k.kind != nVoid {
			total++
		}
		if k.id != 0 {
			n++
			if p.nodes.get(k.id) != k {
				return fmt.Sprintf("node %d is not in the table", k.id)
			}
		}
		for _, c := range k.kids {
			if c.parent != k {
				return "a parent link is wrong"
			}
			if bad := walk(c); bad != "" {
				return bad
			}
		}
		if k.el != nil && k.el.in != nil {
			return walk(k.el.in.shadow)
		}
		return ""
	}
	if bad := walk(p.root.Host); bad != "" {
		return bad
	}
	if n != p.nodes.count {
		return fmt.Sprintf("%d nodes in the tree, %d in the table", n, p.nodes.count)
	}
	kids := 0
	p.Instances(func(*Instance) { kids++ })
	if total != p.total+1 || kids != len(p.instances) { // the page element is not counted
		return fmt.Sprintf("%d nodes and %d instances in the tree, %d and %d counted", total, kids, p.total, len(p.instances))
	}
	if len(p.life) != 0 || len(p.calls) != 0 {
		return "lifetimes or calls are left over"
	}
	return ""
}

// plain is JSON without what a dump escapes.
func plain(v value.Value) string { return strings.ReplaceAll(v.JSON(), `"`, "'") }
