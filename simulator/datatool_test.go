package simulator

import (
	"fmt"
	"strings"
	"testing"

	"diorama/renderer/value"
)

// The questions of the data panel: what shows a path and what a node shows, through
// loops, conditions and a component's properties; who changed a path; and an edit by
// hand, which is a setData with its cause. Oracle: hand.
func TestDataTool(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"], "usingComponents": {"c": "c"}}
-- app.js --
App({ globalData: { user: { name: 'Li' } } })
-- c.json --
{"component": true}
-- c.wxml --
<text id="inner">{{label}}</text>
-- c.js --
Component({ properties: { label: String }, observers: { label(v) { console.log('label', v) } } })
-- p.wxml --
<view id="list" class="a {{open ? 'x' : ''}}"><block wx:if="{{list.length}}"><view wx:for="{{list}}" id="i{{index}}">{{item.name}}</view></block></view>
<c id="c" label="{{title}}"/>
-- p.js --
Page({ data: { title: 'a', open: false, list: [{ name: 'x', n: 1 }, { name: 'y', n: 2 }] },
  onLoad() { this.setData({ 'list[1].n': 3 }); this.setData({ open: true }); this.setData({ list: [{ name: 'x', n: 5 }, { name: 'y', n: 3 }] }); this.setData({ 'list[1].n': 8 }) } })
`, nil)
	told := func(list []Reading) string {
		var out []string
		for _, r := range list {
			out = append(out, fmt.Sprint(r.Place, "=", r.Code, " ", strings.Join(r.Paths, ","), " ", strings.Join(r.Names, ",")))
		}
		return strings.Join(out, "; ")
	}
	in := s.Instances()[0].ID
	readers := func(path string) (got string) {
		t.Helper()
		s.Readers(in, path, func(list []Reading, e string) { got = told(list) + e })
		settle(t, s)
		return got
	}
	for path, want := range map[string]string{
		"title": `label={{title}} title`,
		"open":  `class=a {{open ? 'x' : ''}} open`,
	} {
		if got := strings.TrimSpace(readers(path)); got != want+" " && got != want {
			t.Errorf("readers of %s: %s", path, got)
		}
	}
	if got := readers("list[1].name"); strings.Count(got, "text={{item.name}} list[1].name") != 1 || strings.Contains(got, "list[0].name") || !strings.Contains(got, "wx:for={{list}} list") {
		t.Errorf("readers of a row: %s", got)
	}
	var got string
	s.Bindings(find(s, "i1").ID, func(list []Reading, e string) { got = told(list) + e })
	settle(t, s)
	for _, want := range []string{"id=i{{index}}  index", "wx:for={{list}} list", "wx:if={{list.length}} list", "text={{item.name}} list[1].name"} {
		if !strings.Contains(got, want) {
			t.Errorf("bindings of a row: %s lacks %s", got, want)
		}
	}
	history := func(path string) string {
		var out []string
		for _, w := range s.PathHistory(in, path, 100) {
			out = append(out, w.Value.JSON())
		}
		return strings.Join(out, " ")
	}
	for path, want := range map[string]string{"list[1].n": "2 3 8", "open": "false true", "list[0]": `{"name":"x","n":1} {"name":"x","n":5}`, "title": `"a"`} {
		if got := history(path); got != want {
			t.Errorf("history of %s: %s", path, got)
		}
	}
	before := len(s.History(0))
	s.EditData(in, "title", value.OfString("by hand"), func(e string) { got = e })
	settle(t, s)
	h := s.History(before)
	if got != "" || len(h) == 0 || h[0].Cause.Kind != "edit" || h[0].Cause.Name != "edited by hand" || !strings.Contains(texts(s), "by hand") || history("title") != `"a" "by hand"` {
		t.Errorf("%q, %+v, %s", got, h, texts(s))
	}
	s.EditGlobal("user.name", value.OfString("Wang"), func(e string) { got = e })
	s.Global(func(v value.Value, e string) { got += v.JSON() + e })
	settle(t, s)
	if got != `{"user":{"name":"Wang"}}` {
		t.Error(got)
	}
	s.EditData(9999, "x", value.OfInt(1), func(e string) { got = e })
	settle(t, s)
	if got == "" {
		t.Error("an instance that is gone took data")
	}
}
