//go:build soak && linux

// Proves: whenever the process with the mini-program's logic is killed, whatever the
// window is doing, the window lives, keeps a picture, shows the reason, and starts the
// mini-program again. Oracle: hand. make soak runs it with 1,000 kills;
// DIORAMA_KILLS and DIORAMA_SEED choose others.
package window

import (
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/theme"
	"diorama/renderer/input"
	"diorama/simulator"
	"diorama/simulator/wire"
)

const soakPage = `let k = 0
Page({ data: { n: 0, on: true, list: [1, 2, 3], text: '' },
  onLoad() { wx.setStorageSync('a', 1); this.timer = setInterval(() => this.setData({ n: ++k, ['list[' + k % 5 + ']']: k }), 2)
    wx.request({ url: 'http://127.0.0.1:1/x', fail: () => this.setData({ text: 'failed' }) }) },
  hit() { this.setData({ on: !this.data.on, list: this.data.list.slice(0, 3) }); console.log('hit', this.data) } })`

func TestKilledWorkers(t *testing.T) {
	number := func(name string, def int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return def
	}
	kills, seed := number("DIORAMA_KILLS", 1000), number("DIORAMA_SEED", int(time.Now().UnixNano()%1e6))
	t.Logf("DIORAMA_SEED=%d", seed)
	exe, err := filepath.Abs(os.Getenv("DIORAMA_BIN"))
	if _, err2 := os.Stat(exe); err != nil || err2 != nil || os.Getenv("DIORAMA_BIN") == "" {
		t.Fatal("DIORAMA_BIN must name the program")
	}
	pids := t.TempDir()
	dir := folder(t, map[string]string{"app.json": `{"pages": ["a"]}`, "a.js": soakPage,
		"a.wxml": `<view bind:tap="hit" style="height:400px">{{n}} {{text}}<text wx:if="{{on}}">on</text><text wx:for="{{list}}">{{item}}</text></view><input value="{{text}}"/>`})
	// The production spawner, with a shell between that writes the pid down.
	spawn := func(name string) simulator.Spawner {
		return simulator.ChildProcess("/bin/sh", "-c", "echo $$ > "+filepath.Join(pids, name)+"; exec "+exe+" worker")
	}
	first, err := simulator.Open(simulator.Options{Dir: dir, Spawn: spawn("worker"), DPR: 1, Watch: true})
	if err != nil {
		t.Fatal(err)
	}
	runs := simulator.NewRuns(first, func(string) simulator.Spawner { return spawn("journey") })
	defer runs.Close()
	app := test.NewTempApp(t)
	q := &queue{}
	var wrong strings.Builder
	w := New(Options{Session: runs, Runs: runs, Name: "soak", Post: q, Errors: &wrong, Appearance: func(t theme.Theme) { app.Settings().SetTheme(t) }})
	win := test.NewTempWindow(t, w.Content())
	win.Resize(fyne.NewSize(1200, 760))
	w.Start(win.Canvas())
	defer w.Stop()

	r := rand.New(rand.NewPCG(uint64(seed), 1))
	until := func(round int, what string, f func() bool) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); !f(); time.Sleep(time.Millisecond) {
			q.run()
			if time.Now().After(end) {
				buf := make([]byte, 1<<18)
				t.Fatalf("round %d: waited in vain for %s; %q, %s\n%s", round, what, runs.State().Stopped, wrong.String(), buf[:runtime.Stack(buf, true)])
			}
		}
	}
	use := func() {
		x, y := r.Float64()*390, r.Float64()*700
		switch r.IntN(16) {
		case 0, 1, 2:
			runs.Pointer(input.Pointer{Kind: input.Down, X: x, Y: y})
			runs.Pointer(input.Pointer{Kind: input.Up, X: x, Y: y})
		case 3:
			runs.Text("x")
		case 4:
			w.FunctionKey(fyne.KeyF8)
		case 5:
			w.FunctionKey(fyne.KeyF10)
		case 6:
			w.FunctionKey(fyne.KeyEscape)
		case 7:
			if n := len(w.model.SetData); n > 0 {
				w.Show(w.model.SetData[r.IntN(n)])
			}
		case 8:
			w.upper.Show(r.IntN(4))
			w.lower.Show(r.IntN(4))
		case 9:
			if n := w.appdata.Len(); n > 0 {
				w.appdata.Tapped(r.IntN(n), r.IntN(2) == 0)
			}
		case 10:
			runs.Evaluate("getCurrentPages()[0].data", func(wire.Evaluated) {})
		case 11:
			if n := len(w.model.Commits); n > 0 && w.journey == nil && len(runs.List()) == 1 {
				w.Travel(r.IntN(n))
			}
		case 12:
			if w.journey != nil && r.IntN(2) == 0 {
				w.journey.Cancel()
			}
		case 13:
			w.Break("path=n")
		case 14:
			win.Resize(fyne.NewSize(1000+float32(r.IntN(400)), 700+float32(r.IntN(200))))
		case 15:
			w.commits.Update(&w.model)
			w.freeze()
		}
		q.run()
	}
	reasons := map[string]int{}
	start := time.Now()
	for round := range kills {
		for range r.IntN(12) {
			use()
			time.Sleep(time.Duration(r.IntN(6)) * time.Millisecond)
		}
		if b, err := os.ReadFile(filepath.Join(pids, "journey")); err == nil && r.IntN(3) == 0 {
			kill(b)
		}
		// A journey may end now and make another run the one that is shown.
		if w.journey != nil {
			w.journey.Cancel()
			until(round, "the journey's end", func() bool { return w.journey == nil })
		}
		name := "worker"
		if runs.Shown().ID != 1 {
			name = "journey"
		}
		until(round, "a process", func() bool {
			b, err := os.ReadFile(filepath.Join(pids, name))
			return err == nil && kill(b) || !runs.State().Running
		})
		until(round, "its end", func() bool { return !runs.State().Running })
		q.run()
		w.refresh()
		st := runs.State()
		if st.Stopped == "" || !w.banner.object.Visible() || w.banner.kind != stoppedBanner && st.Viewing < 0 {
			t.Fatalf("round %d: the reason %q is not shown; banner %v %q", round, st.Stopped, w.banner.kind, w.banner.title.Text())
		}
		if st.Viewing < 0 {
			shown := ""
			for _, l := range w.banner.lines {
				if l.Visible() {
					shown += l.Text() + " "
				}
			}
			if !strings.HasPrefix(strings.TrimSpace(shown), strings.Fields(st.Stopped)[0]) {
				t.Fatalf("round %d: the banner says %q, the reason is %q", round, shown, st.Stopped)
			}
		}
		reasons[st.Stopped]++
		if img := runs.Frame().Image; img == nil || img.Rect == (image.Rectangle{}) || w.failure != "" {
			t.Fatalf("round %d: no picture, or a fault of ours: %s", round, wrong.String())
		}
		if round%50 == 0 {
			win.Canvas().Capture() // it still draws
		}
		if runs.Shown().ID != 1 {
			w.runClose()
		}
		if !runs.State().Running {
			if r.IntN(2) == 0 {
				w.restart()
			} else {
				runs.Save([]string{filepath.Join(dir, "a.js")})
			}
		}
		if r.IntN(3) > 0 { // else it may be killed while it starts
			until(round, "the new run", func() bool { st := runs.State(); return st.Commits > 2 || st.Paused != nil || !st.Running })
		}
	}
	until(kills, "a run at the end", func() bool {
		if st := runs.State(); st.Paused != nil || st.Pausing {
			runs.Run()
		}
		return runs.State().Commits > 2
	})
	t.Logf("%d processes killed in %v; reasons: %v; %d goroutines", kills, time.Since(start).Round(time.Second), reasons, runtime.NumGoroutine())
	if runtime.NumGoroutine() > 60 {
		buf := make([]byte, 1<<18)
		t.Errorf("goroutines are left over:\n%s", buf[:runtime.Stack(buf, true)])
	}
}

// kill kills the process whose pid is in b; false when it is no child of this test.
func kill(b []byte) bool {
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || pid <= 1 {
		return false
	}
	// pid (name) state parent …: a number may belong to somebody else by now.
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	if len(fields) < 2 || fields[1] != strconv.Itoa(os.Getpid()) {
		return false
	}
	return syscall.Kill(pid, syscall.SIGKILL) == nil
}
