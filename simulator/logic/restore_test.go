package logic

import (
	"strings"
	"testing"

	"diorama/simulator/wire"
)

// Proves what hot reload keeps: components' own data where their place is the same,
// what dynamicSlots and generic hosts hold, and change:prop observers, which
// run for another value only. Oracle: hand, a reload is ours.
func TestReloadKeepsComponents(t *testing.T) {
	const page = `<wxs module="m" src="../m.wxs"/><view a="{{n}}" change:a="{{m.see}}"/><view wx:if="{{n}}"><c id="a" p="1"/></view><c id="b" p="2"><c id="in" p="3"/></c><d id="d"><c p="{{x}}" slot:x/></d><g id="g" generic:t="c"/>`
	h := open(t, `
-- app.json --
{"pages":["p/p"],"usingComponents":{"c":"/c/c","d":"/d/d","g":"/g/g"}}
-- app.js --
App({})
-- lib.js --
module.exports = 1
-- m.wxs --
module.exports = { see: function (v, old) { console.log('see', v, old) } }
-- p/p.wxml --
`+page+`
-- p/p.js --
require('../lib')
Page({ data: { n: 0 }, onLoad() { this.setData({ n: 7 }) } })
-- c/c.json --
{"component":true}
-- c/c.wxml --
<text>{{p}}-{{n}}</text><slot/>
-- c/c.js --
Component({ properties: { p: Number }, data: { n: 0 }, attached() { console.log('attached', this.data.p) }, methods: { up() { this.setData({ n: this.data.n + 1 }) }, own() { this.setData({ p: 9 }) } } })
-- d/d.json --
{"component":true}
-- d/d.wxml --
<view wx:for="{{2}}" wx:key="*this"><slot x="{{item}}"/></view>
-- d/d.js --
Component({ options: { dynamicSlots: true } })
-- g/g.json --
{"component":true,"componentGenerics":{"t":true}}
-- g/g.wxml --
<t id="t" p="5"/>
-- g/g.js --
Component({ methods: { t() { return this.selectComponent('#t') } } })
`)
	run := func(code string) { h.js("(p => { " + code + " })(getCurrentPages()[0])") }
	reload := func(files ...string) {
		h.lines = nil
		h.send(&wire.Message{Reload: &wire.Reload{Files: files}})
		h.settle()
	}
	texts := func(name, want string) {
		t.Helper()
		var got []string
		for _, l := range strings.Split(h.tree(), "\n") {
			if l = strings.TrimSpace(l); strings.HasPrefix(l, `"`) {
				got = append(got, strings.Trim(l, `"`))
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: %s, want %s", name, g, want)
		}
	}
	run("const s = x => p.selectComponent(x); s('#a').up(); s('#in').up(); s('#in').up(); s('#b').own(); s('#d').selectComponent; s('#g').t().up(); p.setData({ n: 8 })")
	texts("before", "1-1 9-0 3-2 0-0 1-0 5-1")
	h.write("p/p.wxml", strings.Replace(page, "<g ", "<text>new</text><g ", 1))
	reload("p/p.wxml")
	h.want("a template: nothing is made anew", ``)
	texts("a template", "1-1 9-0 3-2 0-0 1-0 new 5-1")
	h.write("d/d.wxml", `<view wx:for="{{2}}" wx:key="*this">s<slot x="{{item+1}}"/></view>`)
	reload("d/d.wxml")
	h.want("slots", ``)
	texts("slots", "1-1 9-0 3-2 s 1-0 s 2-0 new 5-1")
	h.write("m.wxs", "module.exports = { see: function (v, old) { console.log('new', v, old) } }")
	reload("m.wxs")
	h.want("wxs", ``)
	h.write("lib.js", "module.exports = 2")
	reload("lib.js")
	texts("a shared module", "1-1 9-0 3-2 s 1-0 s 2-0 new 5-1")
}
