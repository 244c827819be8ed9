package simulator

import (
	"testing"
	"time"
)

// Components in forms: wx://form-field gives a field, wx://form-field-group opens the
// fields inside, wx://form-field-button lets the buttons inside work; without them a form
// sees neither. What stands in a slot belongs to the page.
// Oracle: documentation of Component, built-in behaviors.
func TestComponentsInForms(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"], "window": {"navigationStyle": "custom"}, "usingComponents": {"stars": "/c/stars", "group": "/c/group", "plain": "/c/plain", "send": "/c/send", "virtual": "/c/virtual"}}
-- app.js --
App({})
-- p.wxml --
<form bindsubmit="submit">
<input name="own" value="1"/><stars name="stars" value="{{3}}"/><stars value="unnamed"/>
<group><input name="slotted" value="2"/></group>
<plain><input name="held" value="4"/></plain>
<virtual/>
<send id="send"/><plain id="still"/><button id="ok" form-type="submit">ok</button>
</form>
-- p.js --
Page({ submit(e) { const v = e.detail.value; console.log(Object.keys(v).sort().map(k => k + '=' + v[k]).join(' ')) } })
-- c/stars.json --
{"component": true}
-- c/stars.wxml --
<input name="inner" value="hidden"/>
-- c/stars.js --
Component({ behaviors: [Behavior({ behaviors: ['wx://form-field'] })], attached() { if (this.data.name) this.setData({ value: this.data.value + 2 }) } })
-- c/group.json --
{"component": true}
-- c/group.wxml --
<input name="grouped" value="7"/><stars name="nested" value="{{0}}"/><plain/><slot/>
-- c/group.js --
Component({ behaviors: ['wx://form-field-group'] })
-- c/plain.json --
{"component": true}
-- c/plain.wxml --
<input name="lost" value="8"/><slot/><button id="silent" form-type="submit">no</button>
-- c/plain.js --
Component({})
-- c/send.json --
{"component": true}
-- c/send.wxml --
<button id="inner" form-type="submit">send</button>
-- c/send.js --
Component({ behaviors: ['wx://form-field-button'] })
-- c/virtual.json --
{"component": true}
-- c/virtual.wxml --
<view/>
-- c/virtual.js --
Component({ options: { virtualHost: true }, behaviors: ['wx://form-field'], properties: { name: { type: String, value: 'virtual' } }, attached() { this.setData({ value: true }) } })
`, nil)
	want := ""
	for _, id := range []string{"ok", "silent", "inner"} {
		tap(t, s, id)
		if err := s.Settle(100*time.Millisecond, 10*time.Second); err != nil {
			t.Fatal(err)
		}
		if id != "silent" {
			want += "grouped=7 held=4 nested=2 own=1 slotted=2 stars=5 virtual=true\n"
		}
		if got := consoleOf(s) + "\n"; got != want {
			t.Fatalf("after a tap on %s:\n%swant\n%s", id, got, want)
		}
	}
}
