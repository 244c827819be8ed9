// Package feature makes random mini-programs about one feature of the component model
// each: generics, groups of setData, change: in wxs, two-way binding, slots that are renamed or
// carry values, classes passed through, owners, relations. The same seed gives the same
// program; every part of it can be left out by its number.
package feature

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"

	"diorama/simulator/differential"

	"golang.org/x/tools/txtar"
)

// Subject is a feature and who judges it.
type Subject struct {
	Name       string
	GlassEasel bool // the judge is glass-easel, else exparser
	write      func(g *generator)
	// The order of the lines logged in one step says nothing: wxs runs beside the logic,
	// which the platform does at the same time and this judge at once; content goes from slot
	// to slot in an order of each framework.
	unordered bool
}

// Subjects are all features.
var Subjects = []Subject{
	{"generics", true, generics, false},
	{"groupSetData", true, groups, false},
	{"change:prop", true, changes, true},
	{"two-way", true, twoWay, false},
	{"renamed slots", true, renamed, false},
	{"dynamicSlots", true, dynamic, true},
	{"externalClasses", false, classes, false},
	{"owners", false, owners, false},
	{"relations", false, relations, false},
}

// generator writes one program.
type generator struct {
	*rand.Rand
	drop  map[int]bool
	parts int // parts so far, kept or dropped
	tags  int
	files []txtar.File
	calls []string // steps that a page of this subject knows
	data  map[string]func() string
}

// Generate makes the program of a seed without the dropped parts, and tells how many
// parts it has in all.
func Generate(s Subject, seed int64, drop map[int]bool) (c *differential.Case, parts int) {
	g := &generator{Rand: rand.New(rand.NewPCG(uint64(seed), 11)), drop: drop, data: map[string]func() string{}}
	for _, k := range []string{"n0", "n1"} {
		g.data[k] = func() string { return g.one("0", "1", "2", "3") }
	}
	for _, k := range []string{"b0", "b1"} {
		g.data[k] = func() string { return g.one("true", "false") }
	}
	g.data["s0"] = func() string { return g.one(`""`, `"a"`, `"b"`, `"a b"`, `"z"`) }
	g.data["l0"] = func() string {
		return g.one("[]", `[{"id":1,"x":"p"}]`, `[{"id":2,"x":"q"},{"id":1,"x":"p"}]`, `[{"id":1,"x":"p"},{"id":2,"x":"r"},{"id":3,"x":"s"}]`, `[{"id":3,"x":"s"},{"id":1,"x":"t"}]`)
	}
	framework := ""
	if s.GlassEasel {
		framework = `,"componentFramework":"glass-easel"`
	}
	g.add("app.json", `{"pages":["p/p"]`+framework+`}`)
	g.add("k.js", lifetimes)
	s.write(g)
	c = &differential.Case{Name: fmt.Sprintf("%s/%d", s.Name, seed), Files: g.files}
	for range 2 + g.IntN(5) {
		st := g.step()
		if g.keep() {
			c.Steps = append(c.Steps, st)
		}
	}
	return c, g.parts
}

// lifetimes is a behavior of components with a tag that log what happens to them. An
// observer logs a value once: which properties are given again unchanged differs between
// WeChat's two runtimes and is the subject of the package component.
const lifetimes = `const S=v=>v===undefined?"undefined":typeof v==="function"?"function":JSON.stringify(v)
function once(c,n,v){const o=c.logged||(c.logged={}),s=S(v);if(o[n]!==s){o[n]=s;console.log(n,c.data.t,s)}}
const l=n=>function(){console.log(n,this.data.t||'?',S(this.data.v))}
const B=Behavior({properties:{t:String,v:{type:null,value:0}},observers:{v(v){once(this,'v',v)}},
lifetimes:{attached:l('attached'),ready:l('ready'),detached:l('detached')}})
module.exports={B,S,once}
`

func (g *generator) add(name, text string) {
	g.files = append(g.files, txtar.File{Name: name, Data: []byte(text)})
}

// component adds the three files of a component; fields are those of Component besides
// the behavior that logs.
func (g *generator) component(name, json, wxml, fields string) {
	if json != "" {
		json = "," + json
	}
	g.add(name+"/c.json", `{"component":true`+json+`}`)
	g.add(name+"/c.wxml", wxml+"\n")
	g.add(name+"/c.js", "const {B,S,once}=require('../k')\nComponent({behaviors:[B]"+fields+"})\n")
}

// using is the usingComponents of those names.
func using(names ...string) string {
	var out []string
	for _, n := range names {
		out = append(out, fmt.Sprintf(`%q:"/%s/c"`, n, n))
	}
	return `"usingComponents":{` + strings.Join(out, ",") + `}`
}

// page adds the page with all fields of the data, and methods.
func (g *generator) page(using, wxml, methods string) {
	g.add("p/p.json", "{"+using+"}")
	g.add("p/p.wxml", wxml)
	var data []string
	for _, k := range g.fields() {
		data = append(data, k+":"+g.data[k]())
	}
	g.add("p/p.js", "const {S}=require('../k')\nPage({data:{"+strings.Join(data, ",")+"},\n"+methods+"})\n")
}

// fields are the names of the data in a fixed order.
func (g *generator) fields() []string {
	var out []string
	for _, k := range []string{"b0", "b1", "l0", "n0", "n1", "o0", "s0", "s1"} {
		if g.data[k] != nil {
			out = append(out, k)
		}
	}
	return out
}

// step is a random setData of the page, or one of its calls.
func (g *generator) step() differential.Step {
	if len(g.calls) > 0 && g.IntN(2) == 0 {
		text := g.one(g.calls...)
		name, rest, _ := strings.Cut(text, " ")
		st := differential.Step{Do: "call", Name: name, Text: "call " + text}
		for _, a := range strings.Fields(rest) {
			st.Args = append(st.Args, json.RawMessage(a))
		}
		return st
	}
	fields := g.fields()
	var sets []string
	seen := map[string]bool{}
	for range 1 + g.IntN(3) {
		k := fields[g.IntN(len(fields))]
		w := fmt.Sprintf("%q:%s", k, g.data[k]())
		if g.keep() && !seen[k] {
			seen[k] = true
			sets = append(sets, w)
		}
	}
	o := "{" + strings.Join(sets, ",") + "}"
	if !json.Valid([]byte(o)) {
		panic("feature: a step is no JSON: " + o)
	}
	return differential.Step{Do: "data", Text: "data " + o, Args: []json.RawMessage{json.RawMessage(o)}}
}

func (g *generator) keep() bool {
	g.parts++
	return !g.drop[g.parts-1]
}

func (g *generator) one(list ...string) string { return list[g.IntN(len(list))] }

// tag is a name for logs that no other node has, in rows with the row's id.
func (g *generator) tag(item bool) string {
	g.tags++
	t := fmt.Sprint("t", g.tags)
	if item {
		t += "-{{item.id}}"
	}
	return t
}

// around repeats nodes, each at times with wx:if or wx:for over l0. node gets the
// attributes to add and tells whether it stands in a row.
func (g *generator) around(n int, node func(extra string, item bool) string) string {
	var b strings.Builder
	for range n {
		text := ""
		switch g.IntN(6) {
		case 0:
			text = node(` wx:if="{{`+g.one("b0", "b1", "n0>1")+`}}"`, false)
		case 1:
			text = node(` wx:for="{{l0}}" wx:key="id"`, true)
		case 2:
			text = "<view>" + node("", false) + "</view>"
		case 3:
			text = `<block wx:if="{{` + g.one("b0", "b1") + `}}">` + node("", false) + "</block><view wx:else>" + node("", false) + "</view>"
		default:
			text = node("", false)
		}
		if g.keep() {
			b.WriteString(text + "\n")
		}
	}
	return b.String()
}
