package simulator

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"diorama/renderer/input"
	"diorama/simulator/record"
)

// demos lists the mini-programs that come with the program.
func demos(t testing.TB) []string {
	list, err := filepath.Glob("../assets/demos/*")
	if err != nil || len(list) == 0 {
		t.Fatal("no demos found", err)
	}
	return list
}

// monkey gives a session random input: taps, drags, keys and texts.
func monkey(t testing.TB, s *Session, seed uint64, n int, settle func()) {
	r := rand.New(rand.NewPCG(seed, 7))
	w, h := s.Size()
	for range n {
		x, y := r.Float64()*w, r.Float64()*h
		switch r.IntN(6) {
		case 0:
			s.Text(string(rune('a' + r.IntN(26))))
		case 1:
			s.Key(input.Key{Name: input.KeyLeft})
		case 2:
			s.Pointer(input.Pointer{Kind: input.Down, X: x, Y: y})
			for range 4 {
				y -= r.Float64() * 60
				s.Pointer(input.Pointer{Kind: input.Move, X: x, Y: y})
				settle()
			}
			s.Pointer(input.Pointer{Kind: input.Up, X: x, Y: y})
		default:
			s.Pointer(input.Pointer{Kind: input.Down, X: x, Y: y})
			s.Pointer(input.Pointer{Kind: input.Up, X: x, Y: y})
		}
		settle()
	}
}

// Each demo under random input, recorded, written to a file, read and run again, has
// the same commits and pixels. Oracle: the recorded marks and hashes.
func TestReplayDemos(t *testing.T) {
	for _, dir := range demos(t) {
		s, err := Open(Options{Dir: dir, Virtual: true, DPR: 1})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		settle(t, s)
		monkey(t, s, 3, 40, func() {
			if err := s.Settle(50*time.Millisecond, 20*time.Second); err != nil {
				t.Fatal(err)
			}
		})
		again(t, s.Recording(), 10)
	}
}

// again writes, reads and replays a recording and compares all of it.
func again(t *testing.T, r *record.Recording, atLeast int) {
	t.Helper()
	r = copyOf(t, r)
	if len(r.Marks) < atLeast || len(r.Shots) == 0 {
		t.Fatalf("%d commits and %d pictures were recorded, %d entries", len(r.Marks), len(r.Shots), len(r.Entries))
	}
	p, out, err := Replay(r, ReplayOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if out.Difference != nil || out.Compared != len(r.Marks) || out.Shots != len(r.Shots) {
		t.Fatalf("%d of %d commits, %d of %d pictures are equal, then: %v", out.Compared, len(r.Marks), out.Shots, len(r.Shots), out.Difference)
	}
}

// copyOf takes a recording through a file.
func copyOf(t *testing.T, r *record.Recording) *record.Recording {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	out, err := record.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// live lets a session with the real clock run for a while, as a window does.
func live(s *Session, d time.Duration) {
	end := time.Now().Add(d)
	for time.Now().Before(end) {
		next := s.Step(time.Now())
		if f := s.Frame(); f.Next >= 0 {
			next = s.Until(f.Next)
		}
		if next < 0 || next > 10*time.Millisecond {
			next = 10 * time.Millisecond
		}
		timer := time.NewTimer(next)
		select {
		case <-s.Wake():
		case <-timer.C:
		}
		timer.Stop()
	}
}

const clockwork = `
-- app.json --
{"pages": ["p"]}
-- app.js --
App({})
-- p.wxml --
<view id="b" bind:tap="hit" style="height:300px">{{n}} {{t}} {{r}} {{d}}</view><input id="in" value="{{v}}" bind:input="typed"/>
-- p.js --
Page({ data: { n: 0, log: [] },
  onLoad() { let k = 0; this.i = setInterval(() => { this.setData({ t: k++, d: Date.now(), p: performance_() }) }, 7);
    const jitter = (i) => setTimeout(() => { const e = Date.now() + 2; while (Date.now() < e); this.setData({ ['log[' + i + ']']: Math.random() }); if (i < 30) jitter(i + 1) }, Math.random() * 9)
    jitter(0); Promise.resolve().then(() => this.setData({ r: Math.random() })) },
  typed(e) { this.setData({ v: e.detail.value.toUpperCase() }) },
  hit(e) { this.setData({ n: this.data.n + 1, at: e.timeStamp }); wx.createSelectorQuery().select('#b').boundingClientRect(r => this.setData({ box: r })).exec() } })
function performance_() { return wx.getPerformance().now() }
`

// A run by the real clock, with timers that race, loops that wait for Date, random
// numbers and answers of the host, has the same commits when it runs again; so has the
// branch that is made in the middle of it. Oracle: the recorded marks.
func TestReplayRealClock(t *testing.T) {
	s, _ := open(t, clockwork, func(o *Options) { o.Virtual = true })
	s.Close()
	dir := t.TempDir()
	for _, f := range parse(clockwork) {
		write(t, dir, f.Name, string(f.Data))
	}
	s, err := Open(Options{Dir: dir, DPR: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	live(s, 150*time.Millisecond)
	for i := range 10 {
		s.Pointer(input.Pointer{Kind: input.Down, X: 100, Y: 200})
		s.Pointer(input.Pointer{Kind: input.Up, X: 100, Y: 200})
		if i == 5 {
			s.Pointer(input.Pointer{Kind: input.Down, X: 100, Y: 400})
			s.Pointer(input.Pointer{Kind: input.Up, X: 100, Y: 400})
			s.Text("ab")
		}
		live(s, 20*time.Millisecond)
	}
	r := s.Recording()
	again(t, r, 30)

	b, err := s.Branch(20, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	live(b, 200*time.Millisecond)
	got := b.Recording()
	if got.Commits() < 22 {
		t.Fatalf("the branch did not go on: %d commits", got.Commits())
	}
	again(t, got, 22)
}
