package window

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/theme"
	"diorama/renderer/input"
	"diorama/simulator"
)

// The window goes back to a setData with the real state of JavaScript while it is used,
// stands still there, lives on as a branch, goes back to the run before, and opens a
// session file; a damaged one is refused and nothing changes. Oracle: hand.
func TestTravel(t *testing.T) {
	dir := folder(t, map[string]string{
		"app.json": `{"pages": ["p"]}`,
		"p.wxml":   `<view bind:tap="hit" style="height:600px">{{n}}</view>`,
		"p.js":     `let k = 0; Page({ data: { n: 0 }, hit() { k += 10; this.setData({ n: k }) } })`,
	})
	first, err := simulator.Open(simulator.Options{Dir: dir, DPR: 1})
	if err != nil {
		t.Fatal(err)
	}
	runs := simulator.NewRuns(first, nil)
	defer runs.Close()
	app := test.NewTempApp(t)
	q := &queue{}
	w := New(Options{Session: runs, Runs: runs, Name: "count", Post: q, Appearance: func(t theme.Theme) { app.Settings().SetTheme(t) }})
	win := test.NewTempWindow(t, w.Content())
	win.Resize(fyne.NewSize(1200, 760))
	w.Start(win.Canvas())
	defer w.Stop()
	until := func(what string, f func() bool) {
		t.Helper()
		for end := time.Now().Add(20 * time.Second); !f(); time.Sleep(time.Millisecond) {
			q.run()
			if time.Now().After(end) {
				t.Fatalf("%s: %+v; %q", what, runs.State(), w.status.failure)
			}
		}
	}
	taps := func(n int) {
		t.Helper()
		for range n {
			have := len(w.model.SetData)
			runs.Pointer(input.Pointer{Kind: input.Down, X: 50, Y: 300})
			runs.Pointer(input.Pointer{Kind: input.Up, X: 50, Y: 300})
			until("a tap", func() bool { return len(w.model.SetData) == have+1 })
		}
	}
	until("the page", func() bool { return len(w.model.Commits) > 0 })
	taps(3)
	w.Travel(w.model.SetData[1])
	if w.strip.kind != goingStrip {
		t.Error("the journey is not shown")
	}
	until("the journey", func() bool { return w.model.State.Frozen })
	if r := w.model.State.Run; r.ID != 2 || r.From != 1 || len(w.model.SetData) != 2 || w.strip.kind != standingStrip || !w.strip.object.Visible() || !w.strip.back.Visible() {
		t.Fatalf("%+v, %d setData, strip %v", r, len(w.model.SetData), w.strip.kind)
	}
	w.FunctionKey(fyne.KeyF8)
	if w.strip.object.Visible() {
		t.Error("the strip stays")
	}
	taps(2)
	file := filepath.Join(dir, "x"+SessionFile)
	if err := runs.Export(file); err != nil {
		t.Fatal(err)
	}
	w.runBack()
	if len(w.model.SetData) != 3 || w.model.State.Run.ID != 1 {
		t.Errorf("back: %d setData, run %d", len(w.model.SetData), w.model.State.Run.ID)
	}
	taps(1)
	w.OpenSession(file)
	until("the session file", func() bool { return w.model.State.Run.File == file })
	if len(w.model.SetData) != 4 || !strings.Contains(w.strip.lines[0].Text(), "x"+SessionFile) {
		t.Errorf("the file: %d setData, %q", len(w.model.SetData), w.strip.lines[0].Text())
	}
	w.runClose()
	if n := len(runs.List()); n != 2 || w.model.State.Run.ID != 1 {
		t.Errorf("%d runs, %d is shown", n, w.model.State.Run.ID)
	}
	if err := os.WriteFile(file, []byte("diorama-session 2 x\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.OpenSession(file)
	if w.journey != nil || !strings.Contains(w.status.failure, "damaged") {
		t.Errorf("a damaged file: %q", w.status.failure)
	}
}
