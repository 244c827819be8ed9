// Package component makes random mini-programs about component logic: properties,
// observers, lifetimes, methods and events that log and call setData on each other.
// The same seed gives the same program; every part of it can be left out by its
// number, which is how a failing one is made small.
package component

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"strings"

	"diorama/simulator/differential"

	"golang.org/x/tools/txtar"
)

// Options say what a program may contain.
type Options struct {
	Structure bool // wx:if and wx:for around components
	Mixed     bool // also behaviors, relations, wxs, templates, named slots and components as content
}

// generator writes one program.
type generator struct {
	*rand.Rand
	opts  Options
	drop  map[int]bool
	parts int // parts so far, kept or dropped
	site  int // places that count how often they ran
	named int // templates with a name
}

// Generate makes the program of a seed without the dropped parts, and tells how many
// parts it has in all.
func Generate(seed int64, opts Options, drop map[int]bool) (c *differential.Case, parts int) {
	g := &generator{Rand: rand.New(rand.NewSource(seed)), opts: opts, drop: drop}
	n := 1 + g.Intn(3)
	c = &differential.Case{Name: fmt.Sprintf("seed/%d", seed)}
	add := func(name, text string) {
		c.Files = append(c.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	add("app.json", `{"pages":["p/p"]}`)
	var using []string
	for i := range n {
		using = append(using, fmt.Sprintf(`"c%d":"/c%d/c"`, i, i))
	}
	for i := range n {
		add(fmt.Sprintf("c%d/c.json", i), `{"component":true,"usingComponents":{`+strings.Join(using[i+1:], ",")+`}}`)
		add(fmt.Sprintf("c%d/c.js", i), g.script(fmt.Sprint("c", i), true))
		add(fmt.Sprintf("c%d/c.wxml", i), g.template(i+1, n, true))
	}
	add("p/p.json", `{"component":true,"usingComponents":{`+strings.Join(using, ",")+`}}`)
	add("p/p.js", g.script("page", false))
	add("p/p.wxml", g.template(0, n, false))
	for range 2 + g.Intn(4) {
		var st differential.Step
		if g.Intn(3) == 0 {
			st = differential.Step{Do: "call", Name: g.one("m0", "m1", "m2")}
			st.Text = "call " + st.Name
		} else {
			o := "{" + strings.Join(g.writes(false), ",") + "}"
			if !json.Valid([]byte(o)) {
				panic("component: a step is no JSON: " + o)
			}
			st = differential.Step{Do: "data", Text: "data " + o, Args: []json.RawMessage{json.RawMessage(o)}}
		}
		if g.keep() {
			c.Steps = append(c.Steps, st)
		}
	}
	return c, g.parts
}

func (g *generator) keep() bool {
	g.parts++
	return !g.drop[g.parts-1]
}

func (g *generator) one(list ...string) string { return list[g.Intn(len(list))] }

// Fields of data by what they hold; of components, p0 to p4 are properties. Nothing
// is written below a property: the tools copy objects of this.data once more than
// exparser itself, which observers of properties could see.
var (
	scalars = []string{"n0", "n1", "s0", "s1"}
	paths   = []string{"n0", "n1", "s0", "s1", "o0", "o0.a", "o0.b", "o0.c.d", "l0", "l0[0]", "l0[1]", "l0[3]", "p0", "p1", "p2", "p3", "p4", "fresh", "_u"}
	watched = []string{"n0", "n1", "s0", "s1", "o0", "o0.a", "o0.**", "o0.c.d", "o0.c", "l0", "l0[0]", "l0.**", "**", "p0", "p1", "p2", "p3", "p3.**", "p4", "fresh", "n0, s0", "n1 ,p0", "p0,p1,p2", "o0.a, l0[1]", "_u"}
)

// value gives a literal that fits the path, mostly.
func (g *generator) value(path string, dynamic bool) string {
	if dynamic && g.Intn(5) == 0 {
		switch path {
		// What makes WeChat's tools fail is left out: null on the way of a later write
		// in the same update, and an object put into itself.
		case "o0", "p4":
			return g.one("C(this.data.o0)", "this.data."+path)
		case "l0", "p3":
			return g.one("C(this.data.l0)", "this.data."+path, "[].concat(this.data.l0,1)")
		}
		// What a tag may pass on is no object: the tools copy those at every update of
		// the owner and count them as changed.
		if path[0] == 's' || path[0] == 'n' || path == "fresh" || path == "o0.a" || strings.HasPrefix(path, "l0[") {
			return g.one("this.data.l0.length", "this.data.s1+1", "[1,2,3].length") // never NaN, which is never as before
		}
		return g.one("this.data.n0", "this.data.s0", "this.data.n1+1", "C(this.data.p0)", "C(this.data.o0)", "C(this.data.l0)", "undefined", "this.data.l0.length")
	}
	scalar := func() string {
		return g.one("0", "1", "2", "3", `""`, `"a"`, `"b"`, `"12"`, "true", "false", "null")
	}
	switch path {
	case "o0", "p4":
		return g.one(`{"a":1}`, `{"a":2,"c":{"d":1}}`, `{}`, `{"a":"x","b":[1,2]}`)
	case "l0", "p3":
		return g.one(`[]`, `[1]`, `[1,2]`, `["x","y","z"]`, `[3,2,1]`)
	case "o0.c.d", "o0.a", "o0.b", "l0[0]", "l0[1]", "l0[3]", "n0", "n1":
		return g.one("0", "1", "2", "3")
	case "s0", "s1":
		return g.one(`""`, `"a"`, `"b"`, `"12"`)
	}
	if g.Intn(12) == 0 && path != "fresh" {
		return g.one(`{"a":1}`, `[1]`)
	}
	return scalar()
}

func (g *generator) writes(dynamic bool) []string {
	var out []string
	for range 1 + g.Intn(3) {
		p := paths[g.Intn(len(paths))]
		v := g.value(p, dynamic)
		if w := fmt.Sprintf("%q:%s", p, v); g.keep() {
			out = append(out, w)
		}
	}
	return out
}

// actions gives statements that change something a few times and then no more. direct
// allows what may not happen within an update: to change this.data itself, which the
// tools write once more then, and to trigger events, as the tools compare with an old
// tree when a setData of the owner comes while its tree is being updated.
func (g *generator) actions(component, direct bool) string {
	var b strings.Builder
	for range g.Intn(3) {
		g.site++
		times := 1 + g.Intn(2)
		var do string
		switch k := g.Intn(8); {
		case k == 0 && component && direct:
			do = fmt.Sprintf("this.triggerEvent(%q,{v:%s})", g.one("ev", "other"), g.value("n0", false))
		case k == 1 && direct:
			do = fmt.Sprintf("this.data.%s=%s", g.one("n0", "s0", "p0", "p1"), g.value("n0", false))
		default:
			do = "this.setData({" + strings.Join(g.writes(true), ",") + "})"
		}
		if g.keep() {
			fmt.Fprintf(&b, "if((left[%d]=(left[%d]===undefined?%d:left[%d])-1)>=0){%s};", g.site, g.site, times, g.site, do)
		}
	}
	return b.String()
}

const show = `const S=v=>v===undefined?"undefined":typeof v==="number"?String(v):JSON.stringify(v)
const C=v=>v===undefined?v:JSON.parse(JSON.stringify(v))
const left={}
`

// script writes the .js of a component, or of the page.
func (g *generator) script(name string, component bool) string {
	var b strings.Builder
	b.WriteString(show)
	part := func(dst *[]string, format string, args ...any) {
		if g.keep() {
			*dst = append(*dst, fmt.Sprintf(format, args...))
		}
	}
	types := map[string]string{"p0": g.one("String", "Number", "null"), "p1": g.one("Number", "Boolean", "null"), "p2": g.one("String", "Number", "Boolean"), "p3": "Array", "p4": "Object"}
	var props, observers, life, methods, data []string
	for _, p := range []string{"p0", "p1", "p2", "p3", "p4"} {
		s := "type:" + types[p]
		if g.Intn(2) == 0 {
			s += ",value:" + g.value(p, false)
		}
		ob := ""
		switch g.Intn(3) {
		case 0:
			ob = fmt.Sprintf(",observer(n,o,path){console.log(%q,S(n),S(o),S(path),S(this.data.%s));%s}", name+" prop "+p, p, g.actions(component, false))
		case 1:
			ob = `,observer:"m1"`
		}
		if g.keep() {
			s += ob
		}
		part(&props, "%s:{%s}", p, s)
	}
	for range g.Intn(6) {
		w := watched[g.Intn(len(watched))]
		act := g.actions(component, false)
		arg := "...v"
		part(&observers, "%q(%s){console.log(%q,v.map(S).join(' '));%s}", w, arg, name+" obs "+w, act)
	}
	for _, l := range []string{"created", "attached", "ready", "detached"} {
		if g.Intn(2) == 0 {
			// With wx:if around it a component leaves while its owner's tree is updated.
			act := g.actions(component, l != "detached" || !g.opts.Structure)
			part(&life, "%s(){console.log(%q,S(this.data));%s}", l, name+" "+l, act)
		}
	}
	for _, m := range []string{"m0", "m1", "m2"} {
		methods = append(methods, fmt.Sprintf("%s(...v){console.log(%q,v.filter(x=>!x||!x.type).map(S).join(' '));%s}", m, name+" "+m, g.actions(component, m != "m1")))
	}
	part(&methods, "onEv(e){console.log(%q,e.type,S(e.detail));%s}", name+" onEv", g.actions(component, true))
	for _, d := range []string{"n0", "n1", "s0", "s1", "o0", "l0"} {
		data = append(data, d+":"+g.value(d, false))
	}
	head := ""
	if g.opts.Mixed {
		head = g.mix(&b, name, component, &props, &observers, &life)
	}
	fmt.Fprintf(&b, "Component({"+head+"\nproperties:{%s},\nobservers:{%s},\nlifetimes:{%s},\nmethods:{%s},\ndata:{%s}})\n",
		strings.Join(props, ",\n "), strings.Join(observers, ",\n "), strings.Join(life, ",\n "), strings.Join(methods, ",\n "), strings.Join(data, ","))
	return b.String()
}

// template writes a .wxml that may use the components from on.
func (g *generator) template(from, n int, component bool) string {
	var b strings.Builder
	var shown []string
	for _, x := range []string{"n0", "n1", "s0", "o0.a", "o0.c.d", "l0", "p0", "p1", "p2", "p3", "p4.a", "fresh"} {
		if g.keep() {
			shown = append(shown, "{{"+x+"}}")
		}
	}
	if g.opts.Mixed {
		b.WriteString(module)
		shown = append(shown, "{{w.f("+g.one("n0", "s0", "l0", "o0", "p0")+")}}")
	}
	b.WriteString("<view>" + strings.Join(shown, "|") + "</view>\n")
	if component && g.Intn(2) == 0 && g.keep() {
		b.WriteString("<slot/>\n")
	}
	if g.opts.Mixed && component {
		b.WriteString(g.slots())
	}
	if from >= n {
		return b.String()
	}
	for range 1 + g.Intn(2) {
		tag := fmt.Sprint("c", from+g.Intn(n-from))
		around, end := "", ""
		item := false
		if g.opts.Structure {
			switch g.Intn(4) {
			case 0:
				around, end = `<view wx:if="{{`+g.one("n0", "s0", "n1>1")+`}}">`, "</view>"
			case 1:
				around, end, item = `<block wx:for="{{l0}}">`, "</block>", true
			}
		}
		var attrs []string
		for _, p := range []string{"p0", "p1", "p2"} {
			v := g.one("n0", "n1", "s0", "s1", "o0.a", "l0.length", "n0>1", "n0+n1", "fresh")
			if item && g.Intn(2) == 0 {
				v = g.one("item", "index")
			}
			if g.opts.Mixed && g.Intn(4) == 0 {
				v = "w.f(" + v + ")"
			}
			a := fmt.Sprintf(`%s="{{%s}}"`, p, v)
			if g.Intn(5) == 0 {
				a = p + `="` + g.one("", "x", "7") + `"`
			}
			if g.Intn(3) != 0 && g.keep() {
				attrs = append(attrs, a)
			}
		}
		if g.Intn(3) == 0 {
			if g.keep() {
				attrs = append(attrs, `class="k {{s0}}"`)
			}
		}
		if g.Intn(2) == 0 {
			if g.keep() {
				attrs = append(attrs, `bind:ev="`+g.one("onEv", "m0")+`"`)
			}
		}
		inner := ""
		if g.Intn(3) == 0 {
			inner = "<text>{{" + scalars[g.Intn(len(scalars))] + "}}</text>"
		}
		if g.opts.Mixed {
			inner += g.content(from, n)
		}
		text := fmt.Sprintf("<%s %s>%s</%s>", tag, strings.Join(attrs, " "), inner, tag)
		if g.opts.Mixed && g.Intn(4) == 0 {
			text = g.asTemplate(&b, text)
		}
		if g.keep() {
			b.WriteString(around + text + end + "\n")
		}
	}
	return b.String()
}
