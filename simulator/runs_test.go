package simulator

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"diorama/renderer/input"
)

const counting = `
-- app.json --
{"pages": ["p"]}
-- app.js --
App({ globalData: { taps: 0 } })
-- p.wxml --
<view id="v" bind:tap="hit" style="height:400px">{{n}} {{t}}</view>
-- p.js --
let secret = 0
Page({ data: { n: 0, t: 0 },
  onLoad() { setInterval(() => this.setData({ t: this.data.t + 1 }), 20) },
  hit() { secret += 10; getApp().globalData.taps++; globalThis.seen = () => secret; this.setData({ n: secret }) } })
`

// until lets a session with the real clock live until something holds.
func until(t *testing.T, s *Session, what string, f func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !f(); {
		if time.Now().After(end) {
			t.Fatalf("%s: %+v", what, s.State())
		}
		live(s, 10*time.Millisecond)
	}
}

// ask evaluates and waits for the answer.
func ask(t *testing.T, s *Session, code string) string {
	t.Helper()
	got, have := "", false
	s.eval(code, func(r, e string) { got, have = r+e, true })
	until(t, s, code, func() bool { return have })
	return got
}

// A journey to a commit gives the state that JavaScript had there, closures included,
// and stands still until it is told to go on; the run before waits, with its own state,
// and goes on when it is returned to. A session file of the branch repeats all of it.
// Oracle: what the program counts.
func TestRuns(t *testing.T) {
	dir := t.TempDir()
	for _, f := range parse(counting) {
		write(t, dir, f.Name, string(f.Data))
	}
	first, err := Open(Options{Dir: dir, DPR: 1})
	if err != nil {
		t.Fatal(err)
	}
	r := NewRuns(first, nil)
	defer r.Close()
	tap := func() {
		r.Pointer(input.Pointer{Kind: input.Down, X: 50, Y: 200})
		r.Pointer(input.Pointer{Kind: input.Up, X: 50, Y: 200})
	}
	n := func() int {
		for _, in := range r.Instances() {
			return int(in.Data.Get("n").ToNumber())
		}
		return -1
	}
	until(t, r.Session, "runs", func() bool { return n() == 0 })
	var at uint64
	for k := 1; k <= 3; k++ {
		tap()
		until(t, r.Session, "taps", func() bool { return n() == 10*k })
		if k == 2 {
			h := r.History(0)
			at = h[len(h)-1].Seq
		}
	}
	// An edit of the view goes along, though it was made after that commit.
	v := find(r.Session, "v")
	if _, err := r.Session.Edit(Edit{Kind: EditStyle, Node: v.ID, Value: "height:321px"}); err != nil {
		t.Fatal(err)
	}
	j, err := r.Travel(at)
	if err != nil {
		t.Fatal(err)
	}
	<-j.Done()
	if err := r.Arrive(j); err != nil {
		t.Fatal(err)
	}
	st := r.State()
	if e := r.Session.Edits(); len(e) != 1 || e[0].Value != "height:321px" || st.Run.EditsLost != 0 {
		t.Errorf("the run that was repeated has the edits %+v, lost %d", e, st.Run.EditsLost)
	}
	if h := r.History(0); !st.Frozen || h[len(h)-1].Seq < at || n() != 20 {
		t.Fatalf("frozen %v at commit %d instead of %d, n is %d", st.Frozen, h[len(h)-1].Seq, at, n())
	}
	if got := ask(t, r.Session, "[seen(), getApp().globalData.taps].join()"); got != "20,2" {
		t.Fatalf("JavaScript says %s", got)
	}
	commits := r.State().Commits
	live(r.Session, 100*time.Millisecond)
	tap() // is not heard
	live(r.Session, 50*time.Millisecond)
	if got := r.State().Commits; got != commits || n() != 20 {
		t.Fatalf("time went on: %d commits, then %d; n is %d", commits, got, n())
	}
	r.Thaw()
	tap()
	until(t, r.Session, "the branch lives", func() bool { return n() == 30 && r.State().Commits > commits+2 })
	tap()
	until(t, r.Session, "the branch lives", func() bool { return n() == 40 })

	file := filepath.Join(t.TempDir(), "a.diorama")
	if err := r.Export(file); err != nil {
		t.Fatal(err)
	}
	if err := r.Show(1); err != nil {
		t.Fatal(err)
	}
	if n() != 30 || r.State().Frozen {
		t.Fatalf("the first run has n %d, frozen %v", n(), r.State().Frozen)
	}
	tap()
	until(t, r.Session, "the first run goes on", func() bool { return n() == 40 })

	if j, err = r.Import(file); err != nil {
		t.Fatal(err)
	}
	if err := r.Arrive(j); err != nil {
		t.Fatal(err)
	}
	x := r.Shown()
	if x.Outcome == nil || x.Outcome.Difference != nil || n() != 40 || ask(t, r.Session, "seen()") != "40" {
		t.Fatalf("the file gives %+v, n %d", x.Outcome, n())
	}
	if list := r.List(); len(list) != 3 || list[1].From != 1 || list[1].At != at || !list[2].Current {
		t.Fatalf("%+v", list)
	}
	if err := r.Forget(2); err != nil || len(r.List()) != 2 {
		t.Fatal(err, r.List())
	}
	if j, err = r.Travel(at); err != nil {
		t.Fatal(err)
	}
	j.Cancel()
	if err := r.Arrive(j); err != nil && !errors.Is(err, ErrCancelled) {
		t.Fatal(err)
	}
}

// A run that began with what a restart kept of the pages (scroll offset, text of a
// field) is repeated too. Oracle: the hashes of the pictures.
func TestReplayAfterRestart(t *testing.T) {
	s, _ := open(t, `
-- app.json --
{"pages": ["p"]}
-- app.js --
App({})
-- p.wxml --
<input id="in" style="height:60px"/><view wx:for="{{40}}" style="height:50px">{{item}}</view>
-- p.js --
Page({ data: {} })
`, func(o *Options) { o.Virtual = true })
	settle(t, s)
	s.Pointer(input.Pointer{Kind: input.Down, X: 50, Y: 120})
	s.Pointer(input.Pointer{Kind: input.Up, X: 50, Y: 120})
	settle(t, s)
	s.Text("kept")
	s.Pointer(input.Pointer{Kind: input.Wheel, X: 50, Y: 400, DY: 100})
	settle(t, s)
	if err := s.Restart(); err != nil {
		t.Fatal(err)
	}
	settle(t, s)
	r := s.Recording()
	if len(r.Meta.Views) == 0 {
		t.Fatal("nothing was kept")
	}
	again(t, r, 1)
}

// A session file that was recorded with a virtual clock lives on in real time, and says
// why it is not recorded on. Oracle: its timer.
func TestVirtualRunGoesOn(t *testing.T) {
	s, _ := open(t, counting, nil)
	settle(t, s)
	file := filepath.Join(t.TempDir(), "v.diorama")
	if err := WriteRecording(s.Recording(), file); err != nil {
		t.Fatal(err)
	}
	r, err := OpenSession(file, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	before := r.State()
	if before.Run.Outcome == nil || before.Run.Outcome.Difference != nil || before.RecordEnded == "" || !before.Frozen {
		t.Fatalf("%+v", before)
	}
	r.Thaw()
	until(t, r.Session, "the timer", func() bool { return r.State().Commits > before.Commits+3 })
	j, err := r.Travel(before.Run.At)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Arrive(j); err != nil || r.State().Commits != before.Commits {
		t.Errorf("%v; %d commits instead of %d", err, r.State().Commits, before.Commits)
	}
}
