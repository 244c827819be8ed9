// Proves: the whole window works on the software canvas with a run that never was:
// it draws, its keys and banners steer the run, both appearances. Oracle: hand.
// DIORAMA_PICTURES=DIR writes what it looks like.
package window

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/theme"
	"diorama/simulator"
)

// queue is the UI goroutine of a test: run runs what was posted.
type queue struct {
	mu    sync.Mutex
	calls []func()
}

func (q *queue) Post(f func()) {
	q.mu.Lock()
	q.calls = append(q.calls, f)
	q.mu.Unlock()
}

func (q *queue) run() int {
	q.mu.Lock()
	calls := q.calls
	q.calls = nil
	q.mu.Unlock()
	for _, f := range calls {
		f()
	}
	return len(calls)
}

func open(t *testing.T, dark bool) (*Window, *fake.Session, fyne.Window, *queue) {
	app := test.NewTempApp(t)
	s, q := fake.New(), &queue{}
	w := New(Options{Session: s, Name: "todo", Dark: dark, Post: q, Appearance: func(t theme.Theme) { app.Settings().SetTheme(t) }})
	win := test.NewTempWindow(t, w.Content())
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1440, 900))
	w.canvas = win.Canvas()
	w.bindKeys(win.Canvas())
	w.refresh()
	return w, s, win, q
}

func save(t *testing.T, name string, img image.Image) {
	dir := os.Getenv("DIORAMA_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

func TestLook(t *testing.T) {
	if testing.Short() {
		t.Skip("whole windows drawn in software")
	}
	for name, dark := range map[string]bool{"dark.png": true, "light.png": false} {
		w, _, win, _ := open(t, dark)
		w.Pick(3)
		img := win.Canvas().Capture()
		save(t, name, img)
		seen := map[[3]uint32]bool{}
		for x := 0; x < img.Bounds().Dx(); x += 3 {
			for y := 0; y < img.Bounds().Dy(); y += 3 {
				r, g, b, _ := img.At(x, y).RGBA()
				seen[[3]uint32{r, g, b}] = true
			}
		}
		if len(seen) < 100 {
			t.Errorf("%s: only %d colours, the window is empty", name, len(seen))
		}
	}
}

func TestKeys(t *testing.T) {
	w, s, _, _ := open(t, true)
	for _, c := range []struct {
		key  fyne.KeyName
		call string
	}{{fyne.KeyF8, "Pause"}, {fyne.KeyF8, "Run"}, {fyne.KeyF10, "Pause"}} {
		w.FunctionKey(c.key)
		if !s.Called(c.call) {
			t.Errorf("%s does not call %s", c.key, c.call)
		}
	}
	c := s.Past[2].Commit
	s.Now.Paused = &c
	w.refresh()
	if !w.banner.object.Visible() || w.banner.kind != pausedBanner || !w.banner.place.Visible() {
		t.Error("no banner while paused")
	}
	w.FunctionKey(fyne.KeyF10)
	if !s.Called("Apply") {
		t.Error("F10 does not apply while paused")
	}
	w.banner.drop.Tapped(nil)
	if !s.Called("Drop") {
		t.Error("Drop does not drop")
	}
	s.Now.Paused = nil
	w.Show(1)
	if !s.Called("View") || w.banner.kind != pastBanner {
		t.Error("no banner while viewing the past")
	}
	if got := w.banner.title.Text(); got != "Viewing #1 of 2  ·  live: Esc" {
		t.Errorf("banner %q", got)
	}
	w.FunctionKey(fyne.KeyF10)
	if !s.Called("StepForward") {
		t.Error("F10 does not step forward in the past")
	}
	w.FunctionKey(fyne.KeyEscape)
	if !s.Called("Live") || w.banner.object.Visible() {
		t.Error("Escape does not go back to live")
	}
	w.Target("path=left")
	for _, call := range []string{"AddBreakpoint path=left", "RemoveBreakpoint path=left"} {
		if w.FunctionKey(fyne.KeyF9); !s.Called(call) {
			t.Errorf("F9: not %s", call)
		}
	}
	s.Now.Paused = &c
	w.refresh()
	w.banner.edit.Tapped(nil)
	if !w.banner.field.Visible() {
		t.Error("no field to edit what waits")
	}
	w.banner.field.OnSubmitted(`{"left":7}`)
	if !s.Called(`ApplyEdited {"left":7}`) || w.banner.field.Visible() {
		t.Error("what was edited is not applied")
	}
	s.Now.Paused = nil
	w.refresh()
	if w.freeKey(fyne.KeyHome); !s.Called("View") {
		t.Error("Home does not show the first setData")
	}
	if w.freeKey(fyne.KeyEnd); !s.Called("Live") {
		t.Error("End does not go back to live")
	}
	if !w.WindowShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierShortcutDefault}) || !s.Called("Restart") {
		t.Error("Ctrl+R does not restart")
	}
	s.Now.Running, s.Now.Stopped = false, "out of memory"
	w.refresh()
	if w.banner.kind != stoppedBanner || !w.banner.restart.Visible() {
		t.Error("no banner when the worker has stopped")
	}
}

func TestAppearance(t *testing.T) {
	if testing.Short() {
		t.Skip("whole windows drawn in software")
	}
	w, _, win, _ := open(t, true)
	a := win.Canvas().Capture()
	w.toggleAppearance()
	b := win.Canvas().Capture()
	save(t, "toggled.png", b)
	ra, _, _, _ := a.At(700, 100).RGBA()
	rb, _, _, _ := b.At(700, 100).RGBA()
	if rb <= ra {
		t.Errorf("light is not lighter: %d, %d", ra, rb)
	}
}

// A fault while stepping is told and the loop goes on.
func TestLoopRecovers(t *testing.T) {
	q := &queue{}
	s := &faulty{Session: fake.New()}
	l := newLoop(s, q)
	told := ""
	l.put, l.frame, l.panels, l.failed = func(*image.RGBA, []image.Rectangle) {}, func() {}, func() {}, func(text string) { told = text }
	l.start()
	deadline := time.Now().Add(5 * time.Second)
	for told == "" && time.Now().Before(deadline) {
		l.Poke()
		q.run()
	}
	l.stop()
	if told == "" || s.stepped < 1 {
		t.Errorf("told %q after %d steps", told, s.stepped)
	}
}

type faulty struct {
	*fake.Session
	stepped int
}

func (f *faulty) Step(now time.Time) time.Duration {
	f.stepped++
	panic("boom")
}

// However often the run changes, at most one call of each kind waits.
func TestPostsAreCoalesced(t *testing.T) {
	q := &queue{}
	s := &busy{Session: fake.New()}
	l := newLoop(s, q)
	l.put, l.frame, l.panels, l.failed = func(*image.RGBA, []image.Rectangle) {}, func() {}, func() {}, func(string) {}
	done := make(chan struct{})
	l.status = func(st simulator.State) {
		if st.Version > 60 {
			select {
			case <-done:
			default:
				close(done)
			}
		}
	}
	l.start()
	for finished := false; !finished; {
		select {
		case <-done:
			finished = true
		default:
			l.Poke()
		}
	}
	l.stop()
	if n := q.run(); n > 2 {
		t.Errorf("%d calls wait", n)
	}
}

type busy struct{ *fake.Session }

func (b *busy) Frame() simulator.Frame {
	b.SetTheme("light") // grows the version
	return simulator.Frame{Image: b.Screen, Damage: []image.Rectangle{image.Rect(0, 0, 9, 9)}, Next: 0}
}

// What the panels cost when the run changes: the UI goroutine is busy that long,
// twenty times a second at most.
func BenchmarkRefresh(b *testing.B) {
	app := test.NewApp()
	defer app.Quit()
	s, q := fake.New(), &queue{}
	w := New(Options{Session: s, Dark: true, Post: q, Appearance: func(t theme.Theme) { app.Settings().SetTheme(t) }})
	win := test.NewWindow(w.Content())
	defer win.Close()
	win.Resize(fyne.NewSize(1440, 900))
	for b.Loop() {
		s.Now.Version++
		s.Now.Tree++
		w.refresh()
	}
}

// folder writes files by name into a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
