package logic

import (
	"strings"
	"testing"
)

// Proves what published mini-programs lean on beside the documentation: the global
// __wxConfig, wx.version, old members of Date and Object; instances and objects of classes that stay what they are in
// this.data. Oracle: exparser's source for these, the ECMAScript specification (annex B) for the old members, for the rest
// the apps themselves.
func TestUndocumentedMembers(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"],"networkTimeout":{"request":7}}
-- app.js --
App({})
-- p/p.json --
{"usingComponents":{"c":"/c/c"}}
-- p/p.wxml --
<c id="c"/><view>{{a.x}} {{n.x}}</view>
-- p/p.js --
Page({
  onReady() {
    console.log(__wxConfig.envVersion, __wxConfig.pages.join(), __wxConfig.networkTimeout.request, wx.version.version)
    const d = new Date(2000, 1, 3)
    d.setYear(70)
    const o = { a: 1 }
    o.__defineSetter__('b', function (v) { this.a = v })
    o.b = 5
    console.log(d.getFullYear(), o.a, typeof o.__lookupSetter__('b'))
    const old = wx.createContext()
    old.setFontSize(10)
    console.log(old.measureText('ab').width, old.getActions().length)
    const c = this.selectComponent('#c')
    class A { constructor () { this.x = 1 } get double () { return this.x * 2 } }
    const a = new A()
    this.setData({ c, 'l.m': [{ c }, a], a })
    a.x = 4
    console.log(this.data.c === c, this.data.l.m[0].c === c, this.data.l.m[1].double, this.data.a === a)
    this.setData({ n: this.data.a, anim: wx.createAnimation({ duration: 9 }) })
    const before = this.data.anim.option.transition.duration
    this.data.anim.option.transition.duration = 0
    console.log(before, JSON.stringify(this.data.anim.translateX(5).step().export().actions[0].option))
    console.log(this.data.n.double)
  }
})
-- c/c.json --
{"component":true}
-- c/c.js --
Component({})
-- c/c.wxml --
<view/>
`)
	h.advance(100)
	got := strings.Join(h.logs, "\n")
	for _, want := range []string{"develop p/p 7 ", "1970 5 function", "10 0", "true true 8 true", "log: 8", `9 {"transformOrigin":"50% 50% 0","transition":{"duration":0,"timingFunction":"linear","delay":0}}`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Proves that rows removed together leave their parent's relation one after the other,
// the last first, and that what stays keeps its place. Oracle: exparser.
func TestUnlinkedOneByOne(t *testing.T) {
	h := open(t, `
-- app.json --
{"pages":["p/p"]}
-- app.js --
App({})
-- p/p.json --
{"usingComponents":{"a":"/a/a","b":"/b/b"}}
-- p/p.wxml --
<a><b wx:for="{{l}}" wx:key="*this" name="{{item}}"/></a>
-- p/p.js --
Page({ data: { l: ['w', 'x', 'y', 'z'] }, onReady() { console.log('now'); this.setData({ l: ['x', 'z'] }); this.setData({ l: [] }) } })
-- a/a.json --
{"component":true}
-- a/a.wxml --
<slot/>
-- a/a.js --
Component({ relations: { '../b/b': { type: 'child', unlinked() { console.log('left', this.getRelationNodes('../b/b').map(x => x.data.name).join('')) } } } })
-- b/b.json --
{"component":true}
-- b/b.wxml --
<view/>
-- b/b.js --
Component({ properties: { name: String }, relations: { '../a/a': { type: 'parent' } } })
`)
	h.advance(100)
	if got, want := strings.Join(h.logs, "\n"), "log: now\nlog: left wxz\nlog: left xz\nlog: left x\nlog: left "; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
