package simulator

import (
	"strings"
	"testing"
)

// A launch opens the page with query and scene that it names, onLaunch, onShow and
// getLaunchOptionsSync are told of them, and a restart keeps them. Oracle: documentation
// of App.onLaunch and wx.getLaunchOptionsSync.
func TestLaunch(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages":["a/a","b/b"]}
-- app.js --
App({ onLaunch(o) { this.said = 'launch ' + o.path + ' ' + JSON.stringify(o.query) + ' ' + o.scene },
      onShow(o) { this.said += ' show ' + o.scene } })
-- a/a.wxml --
<text>a</text>
-- b/b.wxml --
<text>{{said}} | {{query}} | {{sync}}</text>
-- b/b.js --
Page({ onLoad(q) { this.setData({ said: getApp().said, query: JSON.stringify(q), sync: wx.getLaunchOptionsSync().scene + ' ' + wx.getEnterOptionsSync().scene }) } })
`, nil)
	if got := texts(s); got != "a" {
		t.Fatalf("the entry page shows %q", got)
	}
	if err := s.Launch("b/b?id=7&n=%E4%B8%AD", 1047); err != nil {
		t.Fatal(err)
	}
	want := `launch b/b {"id":"7","n":"中"} 1047 show 1047 | {"id":"7","n":"中"} | 1047 1047`
	for _, step := range []string{"launched", "started again"} {
		settle(t, s)
		if got := texts(s); got != want {
			t.Errorf("%s: %s\nwanted %s", step, got, want)
		}
		if err := s.Restart(); err != nil {
			t.Fatal(err)
		}
	}
	if page, scene := s.Entry(); !strings.HasPrefix(page, "b/b?") || scene != 1047 {
		t.Errorf("entry %s %d", page, scene)
	}
	if err := s.Launch("", 0); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	if got := texts(s); got != "a" {
		t.Errorf("the plain start shows %q", got)
	}
}
