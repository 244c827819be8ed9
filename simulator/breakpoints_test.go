package simulator

import (
	"errors"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

const stepApp = `
-- app.json --
{"pages": ["a/a", "b/b"]}
-- a/a.wxml --
<view id="add" bind:tap="add" class="k{{n}}">n={{n}}</view><view id="slow" bind:tap="slow">{{list[0].t}}</view><text wx:if="{{n > 1}}">many</text>
-- a/a.js --
Page({ data: { n: 0, list: [{ t: 'x', u: 1 }], odd: 0 },
  add() { this.setData({ n: this.data.n + 1 }); this.setData({ odd: 1, 'list[0].u': 1 }) },
  async slow() { await null; await null; setTimeout(() => { this.setData({ 'list[0].t': 'y' }) }, 10) },
  hide() { wx.navigateTo({ url: '/b/b', success: () => this.setData({ n: 9 }) }) } })
-- b/b.wxml --
<view>b</view>
-- b/b.js --
Page({ onLoad() { this.setData({ x: 1 }) } })
`

// pausedAt waits until JavaScript stands before a setData, and gives what it writes.
func pausedAt(t *testing.T, s *Session) string {
	t.Helper()
	err := s.Settle(100*time.Millisecond, 20*time.Second)
	if !errors.Is(err, errPaused) {
		t.Fatalf("not paused: %v", err)
	}
	return s.State().Paused.Patch.JSON()
}

// Proves: a breakpoint stops before the setData that it describes and before no other;
// what waits can be applied, edited, dropped; breakpoints outlive a restart. Oracle: hand.
func TestBreakpoints(t *testing.T) {
	s, _ := open(t, stepApp, nil)
	settle(t, s)
	if err := s.AddBreakpoint("pth:x"); err == nil {
		t.Error("a wrong condition was taken")
	}
	if err := s.AddBreakpoint("path=list[0].t handler:slow"); err != nil {
		t.Fatal(err)
	}
	tap(t, s, "add") // writes list[0].u only
	press(s, 20, 91+30)
	if got := pausedAt(t, s); got != `{"list[0].t":"y"}` { // in a timer that the handler set
		t.Errorf("waits before %s", got)
	}
	s.Run()
	settle(t, s)
	if err := s.AddBreakpoint("path=n"); err != nil {
		t.Fatal(err)
	}
	s.EnableBreakpoint("path=list[0].t handler:slow", false)
	n := find(s, "add")
	x, y, _, _, _ := s.Box(n.ID)
	press(s, x+2, y+2)
	if got := pausedAt(t, s); got != `{"n":2}` {
		t.Errorf("waits before %s", got)
	}
	if st := s.State(); st.Break != "path=n" || !st.Pausing || texts(s) != "n=1|y" {
		t.Errorf("break %q, pausing %v, view %q", st.Break, st.Pausing, texts(s))
	}
	if err := s.ApplyEdited(value.OfInt(3)); err == nil {
		t.Error("a number was applied")
	}
	if err := s.ApplyEdited(value.M("n", 7, "list[0].t", "z")); err != nil {
		t.Fatal(err)
	}
	if got := pausedAt(t, s); got != `{"odd":1,"list[0].u":1}` { // applied: the next one waits too
		t.Errorf("waits before %s", got)
	}
	s.Drop()
	settle(t, s)
	s.Run()
	settle(t, s)
	if got := texts(s); got != "n=7|z|many" {
		t.Errorf("the edited data shows %q", got)
	}
	if in := s.Instances()[0].Data; in.Get("odd").ToString() != "1" { // of the first tap
		t.Error(in.JSON())
	}
	list := s.History(0)
	last := list[len(list)-1]
	if last.Commit.Patch.JSON() != `{"n":7,"list[0].t":"z"}` || !strings.Contains(strings.Join(last.Warnings, ";"), "edited in the window") {
		t.Errorf("the record is %s, %q", last.Commit.Patch.JSON(), last.Warnings)
	}
	if b := s.Breakpoints(); len(b) != 2 || b[1].Hits != 1 || !b[0].Off {
		t.Errorf("breakpoints %+v", b)
	}
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	press(s, x+2, y+2)
	if got := pausedAt(t, s); got != `{"n":1}` {
		t.Errorf("after the restart it waits before %s", got)
	}
	s.RemoveBreakpoint("path=n")
	s.Run()
	settle(t, s)
	press(s, x+2, y+2)
	settle(t, s)
}

// Proves: what led to a setData is told through awaits and timers, and what is wrong
// with it by marks. Oracle: hand; WeChat's audit for the marks.
func TestWhy(t *testing.T) {
	s, _ := open(t, stepApp, nil)
	settle(t, s)
	tap(t, s, "add")
	tap(t, s, "slow")
	run(t, s, "getCurrentPages()[0].hide()")
	var got []string
	for _, c := range s.History(0) {
		if c.Kind != wire.CommitSetData {
			continue
		}
		line := c.Commit.Patch.JSON() + " <"
		for _, k := range append(c.Trail[:len(c.Trail):len(c.Trail)], c.Cause) {
			line += " " + k.Kind + ":" + k.Name
			if k.Awaits > 0 {
				line += strings.Repeat("+await", k.Awaits)
			}
		}
		for _, m := range []struct {
			m wire.Mark
			s string
		}{{wire.MarkUnbound, "unbound"}, {wire.MarkUnchanged, "unchanged"}, {wire.MarkHidden, "hidden"}} {
			if c.Marks&m.m != 0 {
				line += " " + m.s
			}
		}
		got = append(got, line)
	}
	want := []string{
		`{"n":1} < event:tap`,
		`{"odd":1,"list[0].u":1} < event:tap unbound unchanged`,
		`{"list[0].t":"y"} < event:tap+await+await timer:setTimeout`,
		`{"x":1} < lifecycle:onLoad unbound`,
		`{"n":9} < console:console callback:wx.navigateTo success hidden`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Proves: steps are made by themselves at the pace asked for, through the past to the
// present, and one waiting setData after the other. Oracle: hand.
func TestAutoStep(t *testing.T) {
	s, _ := open(t, stepApp, nil)
	settle(t, s)
	for range 3 {
		tap(t, s, "add")
	}
	first := s.History(0)
	if err := s.View(0); err != nil {
		t.Fatal(err)
	}
	s.AutoStep(time.Second)
	at := func(d time.Duration) int {
		if err := s.Settle(d, 20*time.Second); err != nil {
			t.Fatal(err)
		}
		return s.State().Viewing
	}
	if v := at(500 * time.Millisecond); v != 0 {
		t.Errorf("half a second: commit %d", v)
	}
	second := at(time.Second)
	if second <= 0 || second >= len(first)-1 {
		t.Errorf("one step: commit %d", second)
	}
	if v := at(time.Minute); v != -1 || s.State().AutoStep != 0 {
		t.Errorf("in the end commit %d, auto %v", v, s.State().AutoStep)
	}
	s.AutoStep(time.Second)
	n := find(s, "add")
	x, y, _, _, _ := s.Box(n.ID)
	press(s, x+2, y+2)
	if got := pausedAt(t, s); got != `{"n":4}` {
		t.Errorf("waits before %s", got)
	}
	s.mu.Lock()
	s.now += 2 * time.Second // Settle lets no time pass while JavaScript stands
	s.tick()
	s.mu.Unlock()
	if got := pausedAt(t, s); got != `{"odd":1,"list[0].u":1}` {
		t.Errorf("then before %s", got)
	}
	s.Run()
	settle(t, s)
	if s.State().AutoStep != 0 {
		t.Error("Run does not end it")
	}
}

// Proves: two moments are compared by data, tree and picture. Oracle: hand.
func TestCompare(t *testing.T) {
	s, _ := open(t, stepApp, nil)
	settle(t, s)
	tap(t, s, "add")
	a := s.History(0)
	tap(t, s, "add")
	b := s.History(0)
	c, err := s.Compare(a[len(a)-2].Seq, b[len(b)-1].Seq)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range c.Data {
		got = append(got, d.Path+" "+d.Old.JSON()+" "+d.New.JSON())
	}
	for _, d := range c.Tree {
		got = append(got, strings.TrimSpace(d.Name+" "+d.What+" "+d.Old+" "+d.New))
	}
	if want := "n 1 2; odd 0 1; view#add.k2 class k1 k2; #text text n=1 n=2; text  many"; strings.Join(got, "; ") != strings.ReplaceAll(want, "text  many", "text   many") {
		t.Errorf("%q", strings.Join(got, "; "))
	}
	if c.OtherPage || c.Pixels <= 0 {
		t.Errorf("other page %v, %d pixels", c.OtherPage, c.Pixels)
	}
	if c, err = s.Compare(b[len(b)-1].Seq, b[len(b)-1].Seq); err != nil || len(c.Data)+len(c.Tree)+c.Pixels != 0 {
		t.Errorf("a moment differs from itself: %+v, %v", c, err)
	}
	if _, err := s.Compare(a[0].Seq, 99999); err == nil {
		t.Error("a commit that is not there")
	}
}
