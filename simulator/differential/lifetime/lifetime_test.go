//go:build oracle

package lifetime

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"diorama/simulator/differential"
)

// TestRandom feeds the same random pages and changes to Diorama and to exparser and
// compares console and tree after each: DIORAMA_CASES (200) of them, from the seed
// DIORAMA_SEED (1) on. Left out, because the tool's runtime differs
// from WeChat's in them by design: chains whose branches begin with the same tag (it
// goes on with the old component), and which rows of a list move (its list diff picks
// others).
func TestRandom(t *testing.T) {
	dir := differential.Runtime(t)
	seed, runs := uint64(differential.Setting("DIORAMA_SEED", 1)), differential.Setting("DIORAMA_CASES", 200)
	const batch = 50
	tally := differential.NewTally(t, "lifetime")
	for from := 0; from < runs; from += batch {
		var cases []*differential.Case
		for i := from; i < min(from+batch, runs); i++ {
			cases = append(cases, build(t, seed+uint64(i)))
		}
		for i, p := range differential.Both(t, dir, cases) {
			c := cases[i]
			p = differential.Pair{Ours: clean(p.Ours), Theirs: clean(p.Theirs)}
			if o, what := p.Verdict(); !tally.Add(o, what, p.Ours) {
				t.Errorf("seed %s is %s: the first line is exparser's\n%s\n%s", c.Name, o, what, c.Files[0].Data)
			}
		}
	}
	tally.Done()
}

// clean takes out what is about moves.
func clean(s string) string {
	var b strings.Builder
	for l := range strings.SplitAfterSeq(s, "\n") {
		if !strings.HasPrefix(l, "> moved") {
			b.WriteString(l)
		}
	}
	return b.String()
}

type generator struct {
	r    *rand.Rand
	tags int
	item string // names the row around, "" none
}

func (g *generator) pick(list ...string) string { return list[g.r.IntN(len(list))] }

// attrs are the tag of a component and what changes in it.
func (g *generator) attrs() string {
	g.tags++
	tag := fmt.Sprintf("n%d", g.tags)
	if g.item != "" {
		tag += "-{{" + g.item + ".id}}"
	}
	return fmt.Sprintf(` tag="%s" p="{{%s}}" on="{{%s}}"`, tag, g.pick("x", "y", "0"), g.pick("b0", "b1", "b2", "true", "false"))
}

func (g *generator) component(depth int) (name string, text func(extra string) string) {
	name = g.pick("c", "s", "m", "n", "up", "kid", "virt")
	return name, func(extra string) string {
		body := ""
		if depth > 0 && name != "c" {
			body = g.nodes(depth - 1)
			if name == "m" {
				body = fmt.Sprintf(`<view slot="%s">%s</view><c slot="{{b3?'a':'b'}}"%s/>`, g.pick("a", "b", "none"), body, g.attrs())
			}
		}
		return "<" + name + g.attrs() + extra + ">" + body + "</" + name + ">"
	}
}

func (g *generator) nodes(depth int) string {
	var b strings.Builder
	for range 1 + g.r.IntN(3) {
		b.WriteString(g.node(depth))
	}
	return b.String()
}

func (g *generator) node(depth int) string {
	cond := g.pick("b0", "b1", "b2", "b3", "!b0", "x>2")
	_, text := g.component(depth)
	switch k := g.r.IntN(9); {
	case k < 3:
		return text("")
	case k == 3:
		return text(` wx:if="{{` + cond + `}}"`)
	case k == 4:
		return text(` wx:if="{{`+cond+`}}"`) + `<view wx:else>` + g.nodes(depth-1*min(depth, 1)) + `</view>`
	case k == 5 && depth > 0:
		return `<block wx:if="{{` + cond + `}}">` + g.nodes(depth-1) + `</block>`
	case k == 6 && g.item == "":
		g.item = "item"
		s := text(` wx:for="{{` + g.pick("l", "m") + `}}" wx:key="id"`)
		g.item = ""
		return s
	case k == 7 && depth > 0:
		return "<view>" + g.nodes(depth-1) + "</view>"
	}
	return text("")
}

const parts = `
-- k.js --
const l=n=>function(){console.log(n,this.data.tag||'?')}
const r=n=>function(t){console.log(n,this.data.tag,t.data.tag)}
const B=Behavior({properties:{tag:String,on:Boolean,p:{type:Number,observer(v){console.log('p',this.data.tag,v)}}},
lifetimes:{created:l('created'),attached:l('attached'),ready:l('ready'),detached:l('detached'),moved:l('moved')}})
const P=Behavior({}),K=Behavior({})
const hooks=n=>({linked:r(n+' linked'),unlinked:r(n+' unlinked'),linkChanged:r('moved '+n)})
module.exports={B,P,K,hooks}
-- c/c.wxml --
<text>{{tag}} {{p}}</text>
-- c/c.js --
Component({behaviors:[require('../k').B]})
-- s/s.json --
{"component":true,"usingComponents":{"c":"../c/c"}}
-- s/s.wxml --
<c tag="{{tag}}-a" wx:if="{{on}}"/><slot/><c tag="{{tag}}-b" p="{{p}}"/>
-- s/s.js --
Component({behaviors:[require('../k').B]})
-- m/m.json --
{"component":true,"usingComponents":{"c":"../c/c"}}
-- m/m.wxml --
<slot name="a"/><c tag="{{tag}}-m"/><view wx:if="{{on}}"><slot name="b"/><c tag="{{tag}}-n" p="{{p}}"/></view>
-- m/m.js --
Component({behaviors:[require('../k').B],options:{multipleSlots:true}})
-- n/n.json --
{"component":true,"usingComponents":{"s":"../s/s","up":"../up/up","kid":"../kid/kid"}}
-- n/n.wxml --
<up tag="{{tag}}-u"><s tag="{{tag}}-s" on="{{on}}" p="{{p}}"><slot/><kid tag="{{tag}}-k" wx:if="{{!on}}"/></s></up>
-- n/n.js --
Component({behaviors:[require('../k').B]})
-- up/up.wxml --
<view><slot/></view>
-- up/up.js --
const {B,P,K,hooks}=require('../k');
Component({behaviors:[B,P],relations:{one:{type:'child',target:K,...hooks('child')},all:{type:'descendant',target:K,...hooks('descendant')}}})
-- kid/kid.json --
{"component":true,"usingComponents":{"c":"../c/c"}}
-- kid/kid.wxml --
<c tag="{{tag}}-i" p="{{p}}"/><slot/>
-- kid/kid.js --
const {B,P,K,hooks}=require('../k');
Component({behaviors:[B,K],relations:{one:{type:'parent',target:P,...hooks('parent')},all:{type:'ancestor',target:P,...hooks('ancestor')}}})
-- virt/virt.json --
{"component":true,"usingComponents":{"c":"../c/c"}}
-- virt/virt.wxml --
<c tag="{{tag}}-v" wx:if="{{on}}"/><slot/>
-- virt/virt.js --
Component({behaviors:[require('../k').B],options:{virtualHost:true}})
`

func build(t *testing.T, seed uint64) *differential.Case {
	g := &generator{r: rand.New(rand.NewPCG(seed, 7))}
	page := g.nodes(3)
	next := 0
	list := func() []any {
		var out []any
		for range g.r.IntN(4) {
			next++
			out = append(out, map[string]any{"id": next})
		}
		return out
	}
	data := map[string]any{"x": 1, "y": 1, "b0": g.r.IntN(2) == 0, "b1": g.r.IntN(2) == 0, "b2": g.r.IntN(2) == 0, "b3": g.r.IntN(2) == 0, "l": list(), "m": list()}
	js, _ := json.Marshal(data)
	var steps strings.Builder
	for range 6 {
		set := map[string]any{}
		for range 1 + g.r.IntN(3) {
			switch k := g.pick("x", "y", "b0", "b1", "b2", "b3", "l", "m"); k {
			case "x", "y":
				set[k] = g.r.IntN(5)
			case "l", "m":
				old, _ := data[k].([]any)
				kept := []any{}
				for _, v := range old {
					if g.r.IntN(3) > 0 {
						kept = append(kept, v)
					}
				}
				set[k] = append(kept, list()...)
				data[k] = set[k]
			default:
				set[k] = g.r.IntN(2) == 0
			}
		}
		b, _ := json.Marshal(set)
		fmt.Fprintf(&steps, "data %s\n", b)
	}
	src := "Random. Oracle: exparser.\n-- p/p.wxml --\n" + page + "\n-- p/p.js --\nPage({data:" + string(js) + "})\n" +
		`-- p/p.json --
{"usingComponents":{"c":"../c/c","s":"../s/s","m":"../m/m","n":"../n/n","up":"../up/up","kid":"../kid/kid","virt":"../virt/virt"}}
-- c/c.json --
{"component":true}
-- up/up.json --
{"component":true}
` + strings.TrimPrefix(parts, "\n") + "-- steps --\n" + steps.String()
	c, err := differential.Parse(fmt.Sprint(seed), txtar.Format(txtar.Parse([]byte(src))))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
