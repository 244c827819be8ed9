package simulator

import (
	"testing"
	"time"
)

// Proves: the console has $page, and $this while a setData waits; both are gone for the
// author's code and leave a name of the author alone. Oracle: hand.
func TestEvalNames(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["a/a"]}
-- app.js --
App({})
-- a/a.wxml --
<view id="v">{{n}}</view>
-- a/a.js --
Page({ data: { n: 1 }, lent() { return typeof $page + typeof $this } })
`, nil)
	settle(t, s)
	// until steps the session by the real clock, as it is while a setData waits.
	until := func(what string, ok func() bool) {
		t.Helper()
		for range 2000 {
			s.Step(time.Now())
			if ok() {
				return
			}
			select {
			case <-s.Wake():
			case <-time.After(5 * time.Millisecond):
			}
		}
		t.Fatal(what)
	}
	is := func(code, want string) {
		t.Helper()
		got := ""
		s.Eval(code, func(result, fault string) { got = result + fault })
		until("no answer to "+code, func() bool { return got != "" })
		if got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
	is("$page === getCurrentPages()[0]", "true")
	is("typeof $this", "undefined")
	s.Pause()
	s.Eval("$page.setData({ n: 2 })", func(string, string) {})
	until("no setData waits", func() bool { return s.State().Paused != nil })
	is("$this === $page && $this.data.n", "1")
	s.Run()
	settle(t, s)
	is("$page.data.n", "2")
	is("typeof $this", "undefined")
	is("var $page = 5; $page", "5")
	is("$page", "5")
}
