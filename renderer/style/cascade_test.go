package style

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxss"
)

// color of the element, as a name set by the rules of the tests: width in px.
func widthOf(s *Styler, n *dom.Node) int {
	c := s.Of(n, NoPseudo)
	if c.Width.Kind == Auto {
		return -1
	}
	return int(c.Width.Px / 2)
}

// Specificity, order, importance, attribute, and the kinds of selectors.
// Oracle: hand, Selectors 4 and CSS Cascade 4.
func TestSelectors(t *testing.T) {
	// page > view.list > (view.item.a#one[type=x], text "t", view.item.b > text.t, view.item.c, image.item)
	for _, c := range []struct {
		css  string
		want [6]int // list, one, b, b's text, c, image; -1 auto
	}{
		{`view{width:1px}`, [6]int{1, 1, 1, -1, 1, -1}},
		{`.item{width:1px}view{width:2px}`, [6]int{2, 1, 1, -1, 1, 1}},
		{`#one{width:1px}.item.a{width:2px}`, [6]int{-1, 1, -1, -1, -1, -1}},
		{`.a{width:1px!important}#one{width:2px}`, [6]int{-1, 1, -1, -1, -1, -1}},
		{`.list>view{width:1px}.list .t{width:2px}`, [6]int{-1, 1, 1, 2, 1, -1}},
		{`.list>.t{width:1px}`, [6]int{-1, -1, -1, -1, -1, -1}},
		{`.a+.b{width:1px}.a~.item{height:1px;width:2px}`, [6]int{-1, -1, 2, -1, 2, 2}},
		{`.a + view{width:1px}`, [6]int{-1, -1, 1, -1, -1, -1}},
		{`.item:first-child{width:1px}.item:last-child{width:2px}`, [6]int{-1, 1, -1, -1, -1, 2}},
		{`.item:nth-child(2n){width:1px}`, [6]int{-1, -1, 1, -1, -1, 1}},
		{`.item:nth-child(odd){width:1px}`, [6]int{-1, 1, -1, -1, 1, -1}},
		{`.item:nth-last-child(-n+2){width:1px}`, [6]int{-1, -1, -1, -1, 1, 1}},
		{`view:nth-of-type(3){width:1px}image:only-of-type{width:2px}`, [6]int{-1, -1, -1, -1, 1, 2}},
		{`view:last-of-type{width:1px}`, [6]int{1, -1, -1, -1, 1, -1}},
		{`.item:nth-child(1 of .c){width:1px}`, [6]int{-1, -1, -1, -1, 1, -1}},
		{`.item:not(.a):not(:last-child){width:1px}`, [6]int{-1, -1, 1, -1, 1, -1}},
		{`:is(.a,.b,???){width:1px}:where(#one){width:2px}`, [6]int{-1, 1, 1, -1, -1, -1}},
		{`[type]{width:1px}[type="X" i]{height:1px}[class~=b]{width:2px}[class^=item]{height:3px}`, [6]int{-1, 1, 2, -1, -1, -1}},
		{`[type=x]{width:1px}[hidden]{width:2px}`, [6]int{-1, 1, -1, -1, -1, -1}},
		{`[title~=d]{width:1px}[title~="c d"]{height:1px}[title~=b]{width:2px}`, [6]int{-1, 2, -1, -1, -1, -1}},
		{`.item:empty{width:1px}`, [6]int{-1, 1, -1, -1, 1, 1}},
		{`page .t{width:1px}:root>.list{width:2px}page{width:3px}`, [6]int{2, -1, -1, 1, -1, -1}},
		{`@layer a,b;@layer b{#one{width:1px}}@layer a{#one.a{width:2px}.b{width:2px}}`, [6]int{-1, 1, 2, -1, -1, -1}},
		{`@layer a{#one{width:1px}.b{width:1px!important}}.item{width:2px}.b{width:3px!important}`, [6]int{-1, 2, 1, -1, 2, 2}},
		{`@layer a{.a{width:1px}@layer b{.a{width:2px}.b{width:2px}}}@layer{.b{width:3px}}@layer a.b{.c{width:4px}}`, [6]int{-1, 1, 3, -1, 4, -1}},
		{`*{width:1px}`, [6]int{1, 1, 1, 1, 1, 1}},
		{`.a,.bogus:nope{width:1px}`, [6]int{-1, -1, -1, -1, -1, -1}},
		{`.list{.a{width:1px} &>.b{width:2px} width:3px}`, [6]int{3, 1, 2, -1, -1, -1}},
		{`@media (max-width:400px){.a{width:1px}}@media (min-width:400px){.b{width:1px}}`, [6]int{-1, 1, -1, -1, -1, -1}},
		{`@media (prefers-color-scheme:dark){.a{width:1px}}@media not all and (300px<width<=375px){.b{width:1px}}`, [6]int{-1, -1, -1, -1, -1, -1}},
		{`@supports (display:grid) and (not (display:bogus)){.a{width:1px}}@supports (offset-path:none){.b{width:1px}}`, [6]int{-1, 1, -1, -1, -1, -1}},
		{`.a{width:1px}.a{width:bogus}.a{;;color;width:2px}`, [6]int{-1, 2, -1, -1, -1, -1}},
		{`view.b text.t{width:1px}.x .t{width:2px}.b .x>.t{width:3px}`, [6]int{-1, -1, -1, 1, -1, -1}},
	} {
		b := newBuilder(t)
		list := b.add(1, "view", "", "list")
		one := b.add(list, "view", "", "item", "a")
		b.do(dom.Op{Kind: dom.OpSetID, ID: one, Text: "one"},
			dom.Op{Kind: dom.OpSetAttr, ID: one, Name: "type", Value: value.OfString("x")},
			dom.Op{Kind: dom.OpSetAttr, ID: one, Name: "title", Value: value.OfString("a\fb c\u00a0d")},
			dom.Op{Kind: dom.OpSetAttr, ID: one, Name: "hidden", Value: value.OfBool(false)})
		b.text(list, "t")
		two := b.add(list, "view", "", "item", "b")
		tx := b.add(two, "text", "", "t")
		three := b.add(list, "view", "", "item", "c")
		img := b.add(list, "image", "", "item")
		sheet, _ := wxss.Parse("p.wxss", []byte(c.css))
		s := New(testEnv)
		s.SetSheet(OriginPage, "p", sheet)
		s.Update(b.tree)
		var got [6]int
		for i, id := range []dom.NodeID{list, one, two, tx, three, img} {
			got[i] = widthOf(s, b.tree.Node(id))
		}
		if got != c.want {
			t.Errorf("%s\n   got %v\n  want %v", c.css, got, c.want)
		}
	}
}

// Which sheets reach a component. Oracle: documentation of styleIsolation and
// externalClasses; WeChat's stylesheet compiler, which gives class names alone a
// prefix; for the order of the sheets WeChat's own glass-easel adapter.
func TestScopes(t *testing.T) {
	// app.wxss and the page's sheet stand in one document: specificity decides, not
	// the file (named after the symptom: a page rule beat a stronger app rule).
	b := newBuilder(t)
	both := b.add(1, "view", "", "k", "m")
	s := New(testEnv)
	s.SetSheet(OriginApp, "", mustSheet(t, `.k.m{width:6px}.k{height:1px}`))
	s.SetSheet(OriginPage, "p", mustSheet(t, `.k{width:5px}.k{height:2px}`))
	s.Update(b.tree)
	if st := s.Of(b.tree.Node(both), NoPseudo); st.Width.Px != 12 || st.Height.Px != 4 {
		t.Errorf("app and page: width %v, want the stronger 6px; height %v, want the later 2px", st.Width.Px/2, st.Height.Px/2)
	}

	const app, page = `.k{width:1px}view{height:5px}[x]{height:6px}.k view{padding-top:1px}`, `.k{width:2px}.ext{margin-left:7px}`
	const comp, other = `.k{width:3px}text{height:9px}:host{width:30px;margin-top:4px}:host .k{margin-top:8px}.ext{margin-left:1px}`, `.k{min-width:11px}`
	for _, c := range []struct {
		iso    dom.Isolation
		inner  int // width of .k in the component
		height int // of it, from a tag selector of app.wxss
		minW   int // of .k in the page, from the component's sheet .k{width:3px}
	}{
		{dom.Isolated, 3, 5, 2},
		{dom.ApplyShared, 2, 5, 2},
		{dom.Shared, 2, 5, 2},
	} {
		b := newBuilder(t)
		b.do(dom.Op{Kind: dom.OpScope, Scope: 0, Name: "p", Isolation: dom.Shared},
			dom.Op{Kind: dom.OpScope, Scope: 1, Name: "c", Isolation: c.iso},
			dom.Op{Kind: dom.OpScope, Scope: 2, Name: "d", Isolation: c.iso})
		outer := b.add(1, "view", "", "k")
		b.do(dom.Op{Kind: dom.OpElement, ID: 500, Name: "comp", Is: "c", Instance: 7, Scope: 0},
			dom.Op{Kind: dom.OpSetClass, ID: 500, Classes: classes(0, "k")},
			dom.Op{Kind: dom.OpInsert, ID: 500, Parent: 1})
		inner := b.addIn(1, 500, "view", "", classes(1, "k"))
		ext := b.addIn(1, 500, "view", "", []dom.Class{{Name: "ext", Scope: 0}})
		tx := b.addIn(0, 500, "text", "", nil) // slot content
		d := b.addIn(2, 1, "view", "", classes(2, "k"))
		s := New(testEnv)
		s.SetSheet(OriginComponent, "c", mustSheet(t, comp))
		s.SetSheet(OriginComponent, "d", mustSheet(t, other))
		s.SetSheet(OriginPage, "p", mustSheet(t, page))
		s.SetSheet(OriginApp, "", mustSheet(t, app))
		s.Update(b.tree)
		n := b.tree.Node
		check := func(what string, got, want int) {
			t.Helper()
			if got != want {
				t.Errorf("isolation %d: %s is %d, want %d", c.iso, what, got, want)
			}
		}
		px := func(id dom.NodeID, get func(c *Computed) Length) int {
			l := get(s.Of(n(id), NoPseudo))
			if l.Kind == Auto {
				return -1
			}
			return int(l.Px / 2)
		}
		height := func(c *Computed) Length { return c.Height }
		check("page's .k", widthOf(s, n(outer)), 2)
		check("host .k: the outer rule wins over :host", widthOf(s, n(500)), 2)
		check("host's margin from :host", px(500, func(c *Computed) Length { return c.Margin[Top] }), 4)
		check("inner .k", widthOf(s, n(inner)), c.inner)
		check("inner margin from :host .k", px(inner, func(c *Computed) Length { return c.Margin[Top] }), 8)
		check("inner height from a tag selector", px(inner, height), 5)
		check("external class, the page comes last", px(ext, func(c *Computed) Length { return c.Margin[Left] }), 7)
		check("slot content takes a component's tag selector", px(tx, height), 9)
		wantD := -1
		if c.iso == dom.ApplyShared {
			wantD = 2
		}
		if c.iso == dom.Shared {
			wantD = 2
		}
		check("other component's .k", widthOf(s, n(d)), wantD)
		minW := px(outer, func(c *Computed) Length { return c.MinWidth })
		if c.iso == dom.Shared {
			check("page takes a shared component's rule", minW, 11)
		} else {
			check("page does not take a component's rule", minW, -1)
		}
	}
}

// Random changes give the same styles incrementally as from scratch, and every
// changed node is reported. Oracle: hand, the cold run is the judge.
func TestIncrementalEqualsCold(t *testing.T) {
	const plain = `
	.a{width:1px;color:red}.b .c{height:2px}.a>.b{margin:3px}.c+.a{padding:4px}.b~.c{opacity:.5}.a:first-child{top:1px}
	.b:last-child .c{left:2px}.c:nth-child(2n){right:3px}.a:empty{bottom:4px}view:not(.a) .b{flex-grow:2}[k=x] .c{z-index:5}[k]{order:2}
	.a:active .b{max-width:9px}.c:hover{min-width:8px}#i .a{min-height:3px}#i{max-height:5px}.b{display:flex}.c::before{content:"x";width:3px}
	.a:focus-within{order:7}.b:nth-last-child(2){row-gap:1px}.a .a .a{column-gap:3px}.x{font-size:20px}.y{width:inherit}.b:nth-of-type(3) text{order:4}
	.a + .b .c{border:1px solid}* > .x > .y{text-indent:3px}.a:not(:last-child){letter-spacing:1px}`
	// A sheet with :has() goes another way through the tree.
	const has = `.a:has(.b){flex-shrink:2}.c:has(+ .a) .x{outline-width:3px}.b:not(:has(> .y)) + .c{line-height:2}.x:has(:hover,[k=x],text:empty){text-align:right}
	.y:has(~ .c .a){word-spacing:2px}`
	names := []string{"a", "b", "c", "x", "y"}
	for seed := range 140 {
		if testing.Short() && seed%6 != 0 {
			continue
		}
		css := plain
		if seed >= 40 {
			css += has
		}
		rng := rand.New(rand.NewSource(int64(seed)))
		if seed >= 60 {
			css = randomSheet(rng)
		}
		b := newBuilder(t)
		s := newStyler(t, css)
		var ids []dom.NodeID
		ids = append(ids, 1)
		pickClasses := func() []dom.Class {
			var out []string
			for _, n := range names {
				if rng.Intn(3) == 0 {
					out = append(out, n)
				}
			}
			return classes(0, out...)
		}
		live := func() dom.NodeID {
			for {
				id := ids[rng.Intn(len(ids))]
				if n := b.tree.Node(id); n != nil {
					return id
				}
			}
		}
		m := b.tree.Mutate()
		for step := range 60 {
			for range 1 + rng.Intn(3) {
				id := live()
				n := b.tree.Node(id)
				switch rng.Intn(13) {
				case 11, 12: // a text comes, or one changes
					if n.First != nil && n.First.IsText() {
						m.SetText(n.First, []string{"", "t", "u"}[rng.Intn(3)])
					} else {
						b.text(id, []string{"", "t"}[rng.Intn(2)])
					}
				case 0, 1, 2, 3:
					ids = append(ids, b.addIn(0, id, []string{"view", "text"}[rng.Intn(2)], "", pickClasses()))
				case 4:
					m.SetClasses(n, pickClasses())
				case 5:
					if n != b.tree.Root && rng.Intn(2) == 0 {
						m.Remove(n)
					}
				case 6:
					m.SetState(n, []dom.State{dom.StateActive, dom.StateHover, dom.StateFocus}[rng.Intn(3)], rng.Intn(2) == 0)
				case 7:
					m.SetAttr(n, "k", []value.Value{value.OfString("x"), value.OfString("y"), {}}[rng.Intn(3)])
				case 8:
					b.do(dom.Op{Kind: dom.OpSetID, ID: id, Text: []string{"", "i"}[rng.Intn(2)]})
				case 9:
					m.SetStyle(n, []string{"", "width:5px", "font-size:30px", "color:blue"}[rng.Intn(4)])
				case 10: // move
					to := b.tree.Node(live())
					if n != b.tree.Root {
						_ = m.Insert(n, to, to.First)
					}
				}
			}
			before := map[*dom.Node]*Computed{}
			each(b.tree.Root, func(n *dom.Node) { before[n] = s.Of(n, NoPseudo) })
			told := map[*dom.Node]bool{}
			for _, r := range s.Update(b.tree) {
				told[r.Node] = true
			}
			cold := newStyler(t, css)
			cold.Update(b.tree)
			each(b.tree.Root, func(n *dom.Node) {
				for p := NoPseudo; p <= Scrollbar; p++ {
					x, y := s.Of(n, p), cold.Of(n, p)
					if (x == nil) != (y == nil) || x != nil && Diff(x, y) != 0 {
						t.Fatalf("seed %d step %d: node %d pseudo %d differs from a cold run: %v\n%s%s", seed, step, n.ID, p, delta(x, y), dom.Dump(b.tree.Root), css)
					}
				}
				if s.Of(n, NoPseudo) != before[n] && !told[n] {
					t.Fatalf("seed %d step %d: node %d changed and was not reported", seed, step, n.ID)
				}
			})
			b.tree.ClearDamage()
		}
	}
}

// randomSheet gives rules of all kinds of selectors, each with a property of its own.
func randomSheet(rng *rand.Rand) string {
	pick := func(list ...string) string { return list[rng.Intn(len(list))] }
	has := rng.Intn(3) == 0
	simple := func() string {
		if has && rng.Intn(8) == 0 {
			return pick(":has(.b)", ":has(> :empty)", ":has(+ .a)", ":not(:has(~ .c:empty))", ":has(.x:hover)", ":has(> .y + .b)")
		}
		return pick(".a", ".b", ".c", ".x", ".y", "view", "text", "#i", "[k]", "[k=x]", ":empty", ":not(:empty)", ":first-child", ":last-child",
			":only-child", ":nth-child(2n+1)", ":nth-last-child(2)", ":nth-of-type(2)", ":last-of-type", ":hover", ":active", ":focus", ":not(.a)", ":is(.b,.c:empty)",
			":where(.a + .b)", ":not(.a > .b)", ":focus-within", ":nth-child(2 of .a)")
	}
	compound := func() string {
		parts := map[bool][]string{}
		for range 1 + rng.Intn(3) {
			p := simple()
			tag := p[0] >= 'a'
			if !tag || len(parts[true]) == 0 {
				parts[tag] = append(parts[tag], p)
			}
		}
		return strings.Join(parts[true], "") + strings.Join(parts[false], "")
	}
	var css strings.Builder
	for _, p := range []string{"width", "height", "min-width", "min-height", "max-width", "max-height", "top", "left", "right", "bottom", "padding-top",
		"padding-left", "margin-top", "margin-left", "order", "z-index", "flex-grow", "opacity", "text-indent", "letter-spacing", "font-size", "row-gap"} {
		sel := compound()
		for range rng.Intn(3) {
			sel += pick(" ", " > ", " + ", " ~ ", " + ") + compound()
		}
		if rng.Intn(8) == 0 {
			sel += "::before"
		}
		v := "7px"
		switch p {
		case "order", "z-index", "flex-grow":
			v = "3"
		case "opacity":
			v = ".5"
		}
		css.WriteString(sel + "{" + p + ":" + v + ";content:''}")
	}
	return css.String()
}

func each(n *dom.Node, f func(n *dom.Node)) {
	if n.IsText() {
		return
	}
	f(n)
	for c := n.First; c != nil; c = c.Next {
		each(c, f)
	}
}

// Diff sees a change of every field of Computed and Inherited. Oracle: hand, reflection.
func TestDiffSeesEveryField(t *testing.T) {
	m := newMetrics(testEnv)
	m.px = 2
	check := func(name string, change func(c *Computed) reflect.Value) {
		a, b := initialStyle(&m), initialStyle(&m)
		v := change(b)
		mutate(t, name, v)
		if Diff(a, b) == 0 {
			t.Errorf("%s is not compared", name)
		}
	}
	ct := reflect.TypeOf(Computed{})
	for i := range ct.NumField() {
		if ct.Field(i).Name == "Inherited" {
			continue
		}
		check(ct.Field(i).Name, func(c *Computed) reflect.Value { return reflect.ValueOf(c).Elem().Field(i) })
	}
	it := reflect.TypeOf(Inherited{})
	for i := range it.NumField() {
		check(it.Field(i).Name, func(c *Computed) reflect.Value { return reflect.ValueOf(c.Inherited).Elem().Field(i) })
	}
}

func mutate(t *testing.T, name string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	case reflect.Uint8:
		v.SetUint(v.Uint() ^ 2) // Collapse counts for visibility, Hidden does not differ from it here
	case reflect.Float32:
		v.SetFloat(v.Float() + 0.25)
	case reflect.String:
		v.SetString(v.String() + "x")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"a": "b"}))
	case reflect.Array:
		mutate(t, name, v.Index(3))
	case reflect.Struct:
		mutate(t, name, v.Field(v.NumField()-2))
	default:
		t.Fatal(name, v.Kind())
	}
}

// Rules of the panel: strongest first, overridden ones marked. Oracle: hand.
func TestMatched(t *testing.T) {
	b := newBuilder(t)
	id := b.add(1, "view", "width:1px", "a")
	s := newStyler(t, ".a{width:2px;color:red}\nview{color:blue;bogus:1;height:x}\n.a{margin:1px;margin-left:2px}")
	s.Update(b.tree)
	var out []string
	for _, r := range s.Matched(b.tree.Node(id), NoPseudo) {
		line := "style"
		if r.Rule != nil {
			line = r.Selector.Text + "@" + r.Rule.File
		}
		for _, d := range r.Decls {
			line += " " + d.Name
			if d.Overridden {
				line += "-"
			}
			if d.Unknown || d.Invalid {
				line += "!"
			}
		}
		out = append(out, line)
	}
	got := strings.Join(out, "\n")
	want := "style width\n.a@test.wxss margin margin-left\n.a@test.wxss width- color\nview@test.wxss color- bogus! height!\nview@test.wxss display"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func delta(x, y *Computed) (out []string) {
	if x == nil || y == nil {
		return nil
	}
	a, b := Describe(x, 2), Describe(y, 2)
	for i := range a {
		if a[i] != b[i] {
			out = append(out, a[i].Name+": "+a[i].Value+" / "+b[i].Value)
		}
	}
	return out
}

// An app's tag selectors do not reach the inner nodes of a built-in, which in
// WeChat are HTML elements; UA rules, classes and * do. An official demo's
// "view, swiper { display: flex }" left slides without height.
// Oracle: hand, the tree that WeChat's WebView builds.
func TestTagSelectorsPassInnerNodesBy(t *testing.T) {
	b := newBuilder(t)
	host := b.tree.Node(b.add(1, "swiper", ""))
	m := b.tree.Mutate()
	var parts [2]*dom.Node
	parent := host
	for i := range parts {
		parts[i] = m.NewInternal(host, "view", "")
		m.SetClasses(parts[i], classes(0, "wx-part"))
		if err := m.Insert(parts[i], parent, nil); err != nil {
			t.Fatal(err)
		}
		parent = parts[i]
	}
	slide := m.NewInternal(host, "view", "")
	_ = m.Insert(slide, parent, nil)
	plain := b.tree.Node(b.add(1, "view", "", "wx-part"))
	s := New(testEnv)
	for origin, css := range map[Origin]string{
		OriginUA:   `view{display:block;width:1px}`,
		OriginPage: `view{width:2px;display:flex}view .wx-part{height:2px}.wx-part{margin-left:3px}*{margin-top:4px}`,
	} {
		sheet, _ := wxss.Parse("p.wxss", []byte(css))
		s.SetSheet(origin, "p", sheet)
	}
	s.Update(b.tree)
	for _, n := range parts {
		c := s.Of(n, NoPseudo)
		if c.Width.Px != 2*1 || c.Height.Kind != Auto || c.Margin[3].Px != 2*3 || c.Margin[0].Px != 2*4 {
			t.Errorf("part: width %v height %v margin %v %v", c.Width, c.Height, c.Margin[3], c.Margin[0])
		}
	}
	if c := s.Of(plain, NoPseudo); c.Width.Px != 2*2 {
		t.Errorf("the app's own view: width %v", c.Width)
	}
}

// The sheet of the built-ins stands in the same document as the author's: there a
// stronger selector of it wins, an equal one loses to the author's.
// Oracle: hand; in WeChat a class cannot set the width of a style v2 button, and
// WeUI's .weui-btn{color:#fff} leaves a default button green.
func TestBuiltinSheetCountsSpecificity(t *testing.T) {
	b := newBuilder(t)
	n := b.tree.Node(b.add(1, "button", "", "weui-btn"))
	styled := b.tree.Node(b.add(1, "button", "height:9px", "weui-btn"))
	s := New(testEnv)
	s.SetSheet(OriginUA, "", mustSheet(t, `button{width:1px;min-width:1px}button:not([size=mini]){height:184px;max-width:7px}`))
	s.SetSheet(OriginPage, "p", mustSheet(t, `button{min-width:2px}.weui-btn{width:2px;height:100px;max-width:8px!important}`))
	s.Update(b.tree)
	c := s.Of(n, NoPseudo)
	if c.Width.Px != 2*2 || c.MinWidth.Px != 2*2 || c.Height.Px != 2*184 || c.MaxWidth.Px != 2*8 {
		t.Errorf("width %v min %v height %v max %v", c.Width, c.MinWidth, c.Height, c.MaxWidth)
	}
	if c := s.Of(styled, NoPseudo); c.Height.Px != 2*9 {
		t.Errorf("height with style attribute %v", c.Height)
	}
}
