package simulator

import (
	"bytes"
	"fmt"
	"image/color"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"diorama/renderer/input"
	"diorama/renderer/picture"
	"diorama/renderer/value"
	"diorama/simulator/device"
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

const online = `
-- app.json --
{"pages": ["p"]}
-- app.js --
App({})
-- p.wxml --
<view>{{a}} {{b}} {{c}} {{e}}</view><image src="{{base}}/x.png" wx:if="{{base}}"/>
-- p.js --
Page({ go(base) {
  this.setData({ base })
  for (let i = 0; i < 4; i++) wx.request({ url: base + '/json?' + i, success: r => this.setData({ ['a[' + i + ']']: r.data.n }) })
  wx.downloadFile({ url: base + '/file', success: r => wx.getFileSystemManager().readFile({ filePath: r.tempFilePath, encoding: 'utf8', success: f => this.setData({ b: f.data.length }) }) }).onProgressUpdate(p => this.setData({ p: p.progress }))
  wx.request({ url: base.replace('http:', 'http:').replace(/:\d+$/, ':1'), fail: e => this.setData({ e: e.errMsg }) })
  const s = wx.connectSocket({ url: base.replace('http', 'ws') + '/socket' })
  s.onOpen(() => s.send({ data: 'ping' }))
  s.onMessage(m => { this.setData({ c: m.data }); s.close() })
  s.onClose(() => this.setData({ closed: true })) } })
`

// Requests, a download, a socket and a picture come from the recording when the run is
// repeated: the server is gone by then. Oracle: the recorded marks and pixels.
func TestReplayNetwork(t *testing.T) {
	dot := []byte(onePixel(color.RGBA{200, 0, 0, 255}))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/json":
			fmt.Fprintf(w, `{"n": "answer %s"}`, r.URL.RawQuery)
		case "/file":
			w.Header().Set("Content-Length", "300000")
			_, _ = w.Write(bytes.Repeat([]byte("x"), 300000))
		case "/x.png":
			_, data, _ := picture.DataURI(string(dot))
			_, _ = w.Write(data)
		case "/socket":
			c, err := websocket.Accept(w, r, nil)
			if err != nil {
				return
			}
			kind, b, err := c.Read(r.Context())
			if err == nil {
				_ = c.Write(r.Context(), kind, append(b, " pong"...))
			}
			_, _, _ = c.Read(r.Context())
		}
	}))
	dir := t.TempDir()
	for _, f := range parse(online) {
		write(t, dir, f.Name, string(f.Data))
	}
	s, err := Open(Options{Dir: dir, DPR: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	live(s, 50*time.Millisecond)
	s.Eval("getCurrentPages()[0].go("+strconv.Quote(server.URL)+")", func(_, e string) {
		if e != "" {
			t.Error(e)
		}
	})
	deadline := time.Now().Add(10 * time.Second)
	have := func(key string) bool {
		for _, in := range s.Instances() {
			if !in.Data.Get(key).IsUndefined() {
				return true
			}
		}
		return false
	}
	for !(have("a") && have("b") && have("c") && have("e") && have("closed")) {
		if time.Now().After(deadline) {
			t.Fatalf("the network does not answer: %s", consoleOf(s))
		}
		live(s, 20*time.Millisecond)
	}
	live(s, 100*time.Millisecond)
	server.Close()
	again(t, s.Recording(), 8)
}

// Saved files, steps through setData, other devices and themes and evaluations are
// part of a run, and the folder may have changed since. Oracle: the recorded marks.
func TestReplaySavesAndSteps(t *testing.T) {
	s, dir := open(t, clockwork, nil)
	change := func(old, new string) {
		b, err := os.ReadFile(filepath.Join(dir, "p.js"))
		if err != nil {
			t.Fatal(err)
		}
		s.Save([]string{write(t, dir, "p.js", strings.Replace(string(b), old, new, 1))})
		settle(t, s)
	}
	press(s, 100, 200)
	settle(t, s)
	change("this.data.n + 1", "this.data.n + 10")
	press(s, 100, 200)
	settle(t, s)
	s.Pause()
	for range 3 {
		_ = s.Settle(20*time.Millisecond, 10*time.Second) // ends at the pause
		s.Apply()
	}
	_ = s.Settle(20*time.Millisecond, 10*time.Second)
	s.Run()
	settle(t, s)
	s.SetTheme("dark")
	s.SetDevice(device.Profile{Name: "x", Width: 300, Height: 500, DPR: 1})
	settle(t, s)
	change("this.data.n + 10", "this.data.n + 100")
	run(t, s, "getCurrentPages()[0].hit({timeStamp: 1})")
	settle(t, s)
	r := s.Recording()
	write(t, dir, "p.js", "Page({})")
	again(t, r, 20)

	// The same input on other sources: what differs first is told.
	p, out, err := Replay(r, ReplayOptions{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if d := out.Difference; d == nil || d.Commit != 1 || d.Page != "p" || d.Path != "" && d.Path != "n" {
		t.Errorf("difference %v", d)
	}
	if err := p.Resume(); err == nil {
		t.Error("a replay that went another way could be resumed")
	}
}

// Every message and step of a recording that is missing or wrong ends in a difference
// or an error, never in a hang or a panic. Oracle: it returns.
func TestReplayOfNonsense(t *testing.T) {
	s, _ := open(t, clockwork, nil)
	press(s, 100, 200)
	settle(t, s)
	whole := s.Recording()
	rnd := rand.New(rand.NewPCG(5, 5))
	for i := range 8 {
		r := copyOf(t, whole)
		switch i % 4 {
		case 0:
			r.Trace.Steps[rnd.IntN(len(r.Trace.Steps))] ^= 1 << rnd.IntN(8)
		case 1:
			k := rnd.IntN(len(r.Entries))
			r.Entries[k].Kind = record.Kind(1 + rnd.IntN(4))
		case 2:
			k := rnd.IntN(len(r.Messages))
			r.Messages[k] = r.Messages[rnd.IntN(len(r.Messages))]
		case 3:
			r.Trace.Steps = r.Trace.Steps[:rnd.IntN(len(r.Trace.Steps))]
		}
		p, _, err := Replay(r, ReplayOptions{Limit: 200 * time.Millisecond})
		if err == nil {
			p.Close()
		}
	}
}

// BenchmarkRecording measures a setData of one text on a page of 100 nodes to its
// pixels, with and without a recording, in turns; "ratio" is the median of the one
// over the median of the other.
func BenchmarkRecording(b *testing.B) {
	var sessions [2]*Session
	for i := range sessions {
		s := openBenchWith(b, bigPage(100), func(o *Options) { o.NoRecord = i == 0 })
		sessions[i] = s
	}
	var took [2][]time.Duration
	n := 0
	for b.Loop() {
		n++
		for i, s := range sessions {
			start := time.Now()
			if err := s.SetData(value.M("title", fmt.Sprint("title ", n))); err != nil {
				b.Fatal(err)
			}
			if err := s.Settle(0, time.Minute); err != nil {
				b.Fatal(err)
			}
			took[i] = append(took[i], time.Since(start))
		}
	}
	b.ReportMetric(float64(quantile(took[1], .5))/float64(quantile(took[0], .5)), "ratio")
}
