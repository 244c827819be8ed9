package feature

import (
	"fmt"
	"strings"
)

// generics: given, by default, passed on through two levels, with content and in rows.
func generics(g *generator) {
	g.component("a", "", "<text>a {{t}} {{v}}</text><slot/>", "")
	g.component("b", using("a"), `<text>b {{t}} {{v}}</text><a t="{{t}}-in" v="{{v}}"/>`, "")
	body := g.one(`<cell t="{{t}}-c" v="{{v}}"><slot/></cell>`, `<cell t="{{t}}-c" v="{{v}}" wx:if="{{v!=1}}"/><slot/>`, `<view><slot/></view><cell wx:for="{{v}}" wx:key="*this" t="{{t}}-c{{item}}" v="{{item}}"/>`)
	g.component("i", using("a", "b")+`,"componentGenerics":{"cell":{"default":"/`+g.one("a", "b")+`/c"}}`, body, "")
	inner := g.around(1+g.IntN(3), func(extra string, _ bool) string {
		switch g.IntN(3) {
		case 0:
			return `<item t="{{t}}-i" v="{{v}}"` + extra + `><text>{{v}}</text></item>`
		case 1:
			return `<more t="{{t}}-m" v="{{v}}"` + extra + `/>`
		}
		given := g.one("", ` generic:cell="item"`, ` generic:cell="more"`, ` generic:cell="a"`)
		return `<i t="{{t}}-i" v="{{v}}"` + given + extra + `><text>{{t}}</text></i>`
	})
	g.component("h", using("a", "b", "i")+`,"componentGenerics":{"item":{"default":"/`+g.one("a", "b")+`/c"},"more":{"default":"/b/c"}}`,
		g.local(inner)+"<slot/>", "")
	g.page(using("a", "b", "h", "i"), g.around(1+g.IntN(3), func(extra string, item bool) string {
		given := ""
		for _, k := range []string{"item", "more"} {
			if g.IntN(2) == 0 && g.keep() {
				given += fmt.Sprintf(" generic:%s=%q", k, g.one("a", "b"))
			}
		}
		return fmt.Sprintf(`<h t="%s" v="{{%s}}"%s%s>%s</h>`, g.tag(item), g.one("n0", "n1"), given, extra, g.one("", "text", `<a t="x" v="{{n0}}"/>`))
	}), "")
}

// local makes what around wrote for the page speak of a component's own fields.
func (g *generator) local(wxml string) string {
	return strings.NewReplacer("{{b0", "{{v>1", "{{b1", "{{v!=2", "n0>1", "v>1", `wx:for="{{l0}}" wx:key="id"`, `wx:for="{{v}}" wx:key="*this"`).Replace(wxml)
}

// groups: setData within groupSetData, nested, and of other components.
func groups(g *generator) {
	g.component("d", "", "<text>{{t}} {{v}} {{own}}</text>", ",data:{own:0}")
	var statement func(depth int) string
	statement = func(depth int) string {
		var s string
		switch k := g.IntN(6); {
		case k == 0 && depth < 3:
			s = "this.groupSetData(()=>{" + statement(depth+1) + statement(depth+1) + "});"
		case k == 1:
			s = "console.log(S(this.data));"
		case k == 2:
			s = fmt.Sprintf("this.selectComponent('#d')&&this.selectComponent('#d').setData({own:%d});", g.IntN(4))
		default:
			s = fmt.Sprintf("this.setData({%s:%d});", g.one("n", "m", "'o.a'", "v"), g.IntN(4))
		}
		if !g.keep() {
			return ""
		}
		return s
	}
	methods := ""
	for _, m := range []string{"m0", "m1", "m2"} {
		methods += m + "(){this.groupSetData(()=>{" + statement(0) + statement(0) + statement(0) + "});" + statement(0) + "},\n"
	}
	g.component("c", using("d"), `<text>{{n}} {{m}} {{o.a}} {{v}}</text><d id="d" wx:if="{{n!=1}}" t="{{t}}-{{m}}" v="{{n}}"/>`,
		`,data:{n:0,m:0,o:{a:0}},observers:{n(n){console.log('n',n)},'m,o.a'(m,a){console.log('m',m,a)}},methods:{`+methods+"}")
	g.page(using("c"), `<c id="c" t="c" v="{{n0}}"/>`, "go(m){this.groupSetData(()=>{this.setData({n0:this.data.n0+1});this.selectComponent('#c')[m]();this.setData({n0:this.data.n0+1})})}")
	g.calls = []string{`go "m0"`, `go "m1"`, `go "m2"`}
}

// changes: change: on properties of components, with values of all kinds. Calls with an
// equal value are not logged: whether setData of an equal value counts is the subject of
// the package component.
func changes(g *generator) {
	g.data["o0"] = func() string { return g.one(`{"a":1}`, `{"a":2,"b":[1]}`, `{}`) }
	g.component("c", "", "<text>{{t}}</text>", ",properties:{p:null,q:null,n:Number}")
	module := `<wxs module="w">
var s=function(v){return v===undefined?'undefined':JSON.stringify(v)}
var show=function(k,n,o){if(s(n)!==s(o))console.log(k,s(n),s(o))}
module.exports={f:function(n,o){show('f',n,o)},g:function(n,o){show('g',n,o)}}
</wxs>
`
	g.page(using("c"), module+g.around(1+g.IntN(3), func(extra string, item bool) string {
		attrs := ""
		for _, p := range []string{"p", "q", "n"} {
			v := g.one("{{n0}}", "{{s0}}", "{{o0}}", "{{o0.a}}", "{{l0.length}}", "{{b0}}", "{{n0+n1}}", "{{s0}} {{n1}}", "text", "{{o0.none}}", "{{[n0,n1]}}", "{{ {k:n0} }}")
			if p == "n" {
				v = g.one("{{n0}}", "{{n1}}", "7")
			}
			if item && g.IntN(2) == 0 {
				v = g.one("{{item.x}}", "{{item.id}}", "{{index}}")
			}
			a := fmt.Sprintf(` %s="%s"`, p, v)
			on := fmt.Sprintf(` change:%s="{{w.%s}}"`, p, g.one("f", "g"))
			if g.IntN(2) == 0 {
				a, on = on, a
			}
			if g.keep() {
				attrs += a + on
			}
		}
		return fmt.Sprintf(`<c t="%s"%s%s/>`, g.tag(item), attrs, extra)
	}), "")
}

// twoWay: model: on properties of components, in rows, with paths, through two levels.
func twoWay(g *generator) {
	g.data["o0"] = func() string { return g.one(`{"a":1}`, `{"a":"x","b":[1]}`, `{"a":0}`) }
	g.component("d", "", "<text>{{t}} {{val==null?'':val}}</text>", ",properties:{val:"+g.one("String", "Number", "null")+"},observers:{val(v){once(this,'d val',v)}}")
	bound := g.one("val", "own", "o.a", "val")
	g.component("c", using("d"), `<text>{{val==null?'':val}} {{own}} {{o.a}}</text><d id="d" t="{{t}}-d" model:val="{{`+bound+`}}"`+g.one("", ` wx:if="{{own!=2}}"`)+`/>`,
		",properties:{val:"+g.one("String", "null")+"},data:{own:1,o:{a:1}},observers:{val(v){once(this,'c val',v)},own(v){once(this,'c own',v)}}")
	id := 0
	g.page(using("c", "d"), "<text>{{n0}} {{s0}} {{o0.a}} {{l0[0].x}}</text>"+g.around(1+g.IntN(4), func(extra string, item bool) string {
		target := g.one("n0", "s0", "o0.a", "n0", "l0[0].x", "n1")
		name := fmt.Sprint("c", id%3)
		id++
		if item {
			name += "-{{index}}"
			if g.IntN(2) == 0 {
				target = "item.x"
			}
		}
		return fmt.Sprintf(`<%s id="%s" t="%s" model:val="{{%s}}"%s/>`, g.one("c", "c", "d"), name, g.tag(item), target, extra)
	}), `poke(id,val){const c=this.selectComponent('#'+id);c&&c.setData({val})},
dig(id,val){const c=this.selectComponent('#'+id),d=c&&c.selectComponent('#d');d&&d.setData({val})},
own(id,own){const c=this.selectComponent('#'+id);c&&c.setData({own,'o.a':own})},
`)
	for i := range 3 {
		for _, s := range []string{"", "-0", "-1"} {
			for _, v := range []string{"1", `"y"`, "3"} {
				g.calls = append(g.calls, fmt.Sprintf("poke \"c%d%s\" %s", i, s, v), fmt.Sprintf("dig \"c%d%s\" %s", i, s, v))
			}
			g.calls = append(g.calls, fmt.Sprintf("own \"c%d%s\" %d", i, s, g.IntN(4)))
		}
	}
}

// renamed: names of slots and of content that change, with multipleSlots.
func renamed(g *generator) {
	g.component("k", "", "<text>{{t}} {{v}}</text><slot/>", "")
	places := ""
	for range 1 + g.IntN(3) {
		p := g.one(`<view class="x"><slot name="{{a}}"/></view>`, `<slot name="{{b}}"/>`, `<view wx:if="{{v>1}}"><slot name="{{a}}"/></view>`, `<view class="y"><slot/></view>`, `<slot wx:if="{{v}}" name="z"/>`)
		if g.keep() {
			places += p
		}
	}
	g.component("m", using("k"), places, ",properties:{a:String,b:String},options:{multipleSlots:true}")
	g.data["s1"] = g.data["s0"]
	g.page(using("m", "k"), g.around(1+g.IntN(2), func(extra string, item bool) string {
		content := g.around(1+g.IntN(3), func(extra string, _ bool) string {
			slot := g.one("a", "b", "z", "{{s0}}", "{{s1}}", "")
			if slot != "" {
				slot = ` slot="` + slot + `"`
			}
			if g.IntN(2) == 0 {
				return fmt.Sprintf(`<k t="%s" v="{{n0}}"%s%s/>`, g.tag(false), slot, extra)
			}
			return fmt.Sprintf("<text%s%s>{{n1}}</text>", slot, extra)
		})
		return fmt.Sprintf(`<m t="%s" v="{{%s}}" a="{{%s}}" b="{{%s}}"%s>%s</m>`, g.tag(item), g.one("n0", "n1"), g.one("s0", "s1", "s0+s1"), g.one("s0", "s1", "'b'"), extra, content)
	}), "")
}

// dynamic: dynamicSlots: slots in rows, with values that the content reads.
func dynamic(g *generator) {
	// Values of slots are shown and not logged: when a slot changes its name in the same
	// update glass-easel makes the content with the values before and then sets the new ones.
	g.component("k", "", "<text>{{t}} {{w}}</text>", ",properties:{w:null}")
	places := ""
	for range 1 + g.IntN(2) {
		p := g.one(`<view wx:for="{{l}}" wx:key="id"><slot x="{{item.x}}" i="{{index}}"/></view>`, `<slot name="{{a}}" x="{{v}}"/>`, `<view wx:if="{{v>1}}"><slot name="z" x="{{t}}"/></view>`, `<slot x="{{v+1}}" i="{{own}}"/>`)
		if g.keep() {
			places += p
		}
	}
	g.component("y", using("k"), places, ",properties:{a:String,l:Array},data:{own:'own'},options:{dynamicSlots:true}")
	g.page(using("y", "k"), g.around(1+g.IntN(2), func(extra string, item bool) string {
		content := ""
		for range 1 + g.IntN(3) {
			slot := g.one("", "", "a", "z", "{{s0}}")
			if slot != "" {
				slot = ` slot="` + slot + `"`
			}
			values, shown := "", ""
			if g.IntN(4) > 0 {
				values, shown = " slot:x", "{{x}}"
			}
			if g.IntN(2) == 0 {
				values, shown = values+` slot:i="j"`, shown+" {{j}}"
			}
			s := ""
			switch g.IntN(3) {
			case 0:
				s = fmt.Sprintf(`<k t="%s" w="%s"%s%s/>`, g.tag(false), shown, slot, values)
			case 1:
				s = fmt.Sprintf(`<view%s%s><k t="%s" w="%s"/>{{n0}}</view>`, slot, values, g.tag(false), shown)
			default:
				s = fmt.Sprintf("<text%s%s>%s {{n1}}</text>", slot, values, shown)
			}
			if g.keep() {
				content += s
			}
		}
		return fmt.Sprintf(`<y t="%s" v="{{%s}}" a="{{s0}}" l="{{l0}}"%s>%s</y>`, g.tag(item), g.one("n0", "n1"), extra, content)
	}), "")
}
