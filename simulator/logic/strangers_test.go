package logic

import (
	"strings"
	"testing"
)

// Proves what published mini-programs lean on beside the documentation: the global
// __wxConfig, wx.version, old members of Date and Object; and that an instance is no data. Oracle: exparser for the
// instance, the ECMAScript specification (annex B) for the old members, for the rest
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
<c id="c"/>
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
    try { this.setData({ c: this.selectComponent('#c') }) } catch (e) { console.log(e.message) }
    console.log('c' in this.data)
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
	for _, want := range []string{"develop p/p 7 ", "1970 5 function", "10 0", `the value of "c" has a circular structure`, "log: false"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
