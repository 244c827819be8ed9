// Proves: one project takes the place of another in the window, a folder that is none
// leaves all as it is and says why, layout and language are kept. Oracle: hand.
package window

import (
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/fake"
	"diorama/devtools/settings"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator/project"
)

// picture is taken only for who wants to look: it costs a second.
func picture(t *testing.T, name string, w fyne.Window) {
	if os.Getenv("DIORAMA_PICTURES") != "" {
		save(t, name, w.Canvas().Capture())
	}
}

// modeList is compile modes without files.
type modeList struct{ list []project.Mode }

func (m *modeList) Modes() ([]project.Mode, error) { return m.list, nil }

func (m *modeList) ChangeMode(old, now *project.Mode) error {
	for i := range m.list {
		if old != nil && m.list[i] == *old {
			m.list = append(m.list[:i], m.list[i+1:]...)
			break
		}
	}
	if now != nil {
		m.list = append(m.list, *now)
	}
	return nil
}

type house struct {
	*Shell
	t      *testing.T
	win    fyne.Window
	q      *queue
	closed chan string
	mu     sync.Mutex // projects are opened on goroutines
	runs   map[string]*fake.Session
	hows   map[string]settings.Project
	modes  *modeList
}

func startShell(t *testing.T, store *settings.Store) *house {
	app := test.NewTempApp(t)
	h := &house{t: t, win: test.NewTempWindow(t, nil), q: &queue{}, closed: make(chan string, 10), runs: map[string]*fake.Session{}, hows: map[string]settings.Project{},
		modes: &modeList{[]project.Mode{{Name: "detail", Page: "pages/detail/detail", Query: "id=7", Scene: 1047}}}}
	h.win.SetPadded(false)
	h.win.Resize(fyne.NewSize(1440, 900))
	h.Shell = NewShell(ShellOptions{Window: h.win, Post: h.q, Settings: store, Language: words.English, Dark: true, Appearance: func(t theme.Theme) { app.Settings().SetTheme(t) },
		Open: func(dir string, how settings.Project) (*Run, error) {
			if filepath.Base(dir) == "none" {
				return nil, errors.New("no app.json here and none under miniprogramRoot; a mini-program folder holds app.json")
			}
			s := fake.New()
			h.mu.Lock()
			h.runs[dir], h.hows[dir] = s, how
			h.mu.Unlock()
			return &Run{Session: s, Dir: dir, Name: filepath.Base(dir), Modes: h.modes, Mode: how.Mode, Close: func() { h.closed <- dir },
				Files: func() []string { return []string{"app.js", "pages/list/list.wxml"} }, Pages: func() []string { return []string{"pages/list/list", "pages/detail/detail"} }}, nil
		}})
	t.Cleanup(func() {
		if h.window != nil {
			h.window.Stop()
		}
		h.q.run()
		h.Wait()
	})
	return h
}

// opened is the run of a project, how what was said when it was opened.
func (h *house) opened(dir string) *fake.Session {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.runs[dir]
}

func (h *house) how(dir string) settings.Project {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.hows[dir]
}

// until runs what was posted until it is as wished.
func (h *house) until(what string, ok func() bool) {
	h.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		h.q.run()
		if time.Now().After(deadline) {
			h.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// texts are the texts of the box that lies over the window.
func (h *house) overlay() string {
	top := h.win.Canvas().Overlays().Top()
	if top == nil {
		return ""
	}
	pop, ok := top.(*widget.PopUp)
	if !ok {
		return "another overlay"
	}
	return strings.Join(said(pop.Content), "\n")
}

func said(o fyne.CanvasObject) []string {
	switch o := o.(type) {
	case *fyne.Container:
		var out []string
		for _, c := range o.Objects {
			out = append(out, said(c)...)
		}
		return out
	case interface{ Text() string }:
		return []string{o.Text()}
	}
	return nil
}

func TestProjects(t *testing.T) {
	dir := t.TempDir()
	one, two := filepath.Join(dir, "one"), filepath.Join(dir, "two")
	for _, d := range []string{one, two} {
		if err := os.Mkdir(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	store, _ := settings.Open(filepath.Join(dir, "config"))
	h := startShell(t, store)
	h.Begin(nil)
	if h.start == nil || h.win.Title() != "Diorama" {
		t.Fatal("no start screen")
	}
	picture(t, "start.png", h.win)

	h.Dropped([]fyne.URI{storage.NewFileURI(one)})
	h.until("the first project", func() bool { return h.window != nil })
	if h.win.Title() != "one – Diorama" || h.start != nil {
		t.Errorf("title %q", h.win.Title())
	}

	h.OpenProject(filepath.Join(dir, "none"))
	h.until("the reason", func() bool { return strings.Contains(h.overlay(), "no app.json here") })
	if h.Session() != Session(h.opened(one)) || h.window.closed {
		t.Error("a folder that is no mini-program closed the one that was open")
	}
	picture(t, "refused.png", h.win)
	if !h.window.freeKey(fyne.KeyEscape) || h.overlay() != "" {
		t.Error("Escape does not close what is said")
	}

	first := h.window
	h.OpenProject(two)
	h.until("the second project", func() bool { return h.window != first })
	if got := <-h.closed; got != one {
		t.Errorf("%s was closed", got)
	}
	if !first.closed || h.win.Title() != "two – Diorama" || h.win.Canvas().Overlays().Top() != nil {
		t.Errorf("the old project is still there: %v, title %q", !first.closed, h.win.Title())
	}
	if got := recents(store); len(got) != 2 || got[0].dir != two || got[1].dir != one {
		t.Errorf("recent: %v", got)
	}

	// Two at once: the one asked for last is shown, the other closed.
	second := h.window
	h.OpenProject(one)
	h.OpenProject(two)
	h.until("the last of two", func() bool { return h.window != second })
	h.until("both to be closed", func() bool { return len(h.closed) == 2 })
	if h.run.Dir != two {
		t.Errorf("%s is shown", h.run.Dir)
	}
	if !h.window.WindowShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault}) || h.win.Canvas().Overlays().Top() == nil {
		t.Error("Ctrl+O opens no dialog")
	}
}

func TestRemembered(t *testing.T) {
	config, dir := filepath.Join(t.TempDir(), "config"), t.TempDir()
	store, _ := settings.Open(config)
	h := startShell(t, store)
	h.OpenProject(dir)
	h.until("the project", func() bool { return h.window != nil })
	w := h.window
	w.lower.ShowName("Console")
	w.chooseZoom(0.75)
	w.main.SetOffset(0.31)
	w.toggleAppearance()
	w.Break("path=left")
	h.SetLanguage(words.Chinese)
	if h.window == w || !w.closed || h.window.T("Restart the mini-program") != "重启小程序" {
		t.Error("the window does not speak Chinese")
	}
	if got := h.window.toolbar.zoom.Selected; got != "75 %" {
		t.Errorf("in another language the zoom is %q", got)
	}
	h.window.launch(&h.modes.list[0])
	if err := h.Close(nil); err != nil {
		t.Fatal(err)
	}

	store, err := settings.Open(config)
	if err != nil {
		t.Fatal(err)
	}
	all := store.Get()
	if all.Window.Language != "zh" || all.Window.Appearance != "light" || all.Window.Width != 1440 {
		t.Errorf("kept %+v", all.Window)
	}
	h = startShell(t, store)
	h.OpenProject(dir)
	h.until("the project again", func() bool { return h.window != nil })
	w = h.window
	if w.main.Offset != 0.31 || w.lower.Shown() != "Console" || w.toolbar.zoom.Selected != "75 %" || w.mode != "detail" {
		t.Errorf("offset %g, tab %s, zoom %s, mode %q", w.main.Offset, w.lower.Shown(), w.toolbar.zoom.Selected, w.mode)
	}
	if s := h.opened(dir); len(s.Breaks) != 1 || s.Breaks[0].Text != "path=left" {
		t.Errorf("breakpoints %v", s.Breaks)
	}
	if how := h.how(dir); how.Mode != "detail" {
		t.Errorf("opened as %+v", how)
	}
}

func TestModes(t *testing.T) {
	h := startShell(t, nil)
	h.OpenProject("/p/one")
	h.until("the project", func() bool { return h.window != nil })
	w, s := h.window, h.opened("/p/one")
	w.launch(&h.modes.list[0])
	if !s.Called("Launch pages/detail/detail?id=7 1047") || w.mode != "detail" {
		t.Errorf("calls %v", s.Calls)
	}
	f := w.modeForm(nil)
	if f.page.Text != "pages/list/list" {
		t.Errorf("a new mode begins with page %q", f.page.Text)
	}
	picture(t, "mode.png", h.win)
	for _, c := range []struct{ name, page, query, scene, want string }{
		{"detail", "", "", "", "There is a mode"},
		{"x", "pages/none/none", "", "", "no page"},
		{"x", "", "", "abc", "no number"},
	} {
		f.name.SetText(c.name)
		f.page.SetText(c.page)
		f.query.SetText(c.query)
		f.scene.SetText(c.scene)
		f.save.Tapped(nil)
		if got := f.sheet.message.Text(); !strings.Contains(got, c.want) {
			t.Errorf("%v: said %q", c, got)
		}
	}
	f.name.SetText("")
	f.page.SetText("/pages/detail/detail?id=8")
	f.scene.SetText(w.sceneText(1011))
	f.saveAndStart.Tapped(nil)
	if !s.Called("Launch pages/detail/detail?id=8 1011") || len(h.modes.list) != 2 || w.mode != "pages/detail/detail?id=8" {
		t.Errorf("calls %v, modes %v", s.Calls, h.modes.list)
	}
	f = w.modeForm(&h.modes.list[1])
	f.name.SetText("shared")
	f.save.Tapped(nil)
	if h.modes.list[1].Name != "shared" || w.mode != "shared" {
		t.Errorf("modes %v", h.modes.list)
	}
	w.removeMode(h.modes.list[1])
	if len(h.modes.list) != 1 || w.mode != "" {
		t.Errorf("modes %v, in %q", h.modes.list, w.mode)
	}
}

func TestCommands(t *testing.T) {
	h := startShell(t, nil)
	h.OpenProject("/p/one")
	h.until("the project", func() bool { return h.window != nil })
	w, s := h.window, h.opened("/p/one")
	press := func(m fyne.KeyModifier) {
		if !w.WindowShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyP, Modifier: m}) {
			t.Fatal("the key is not known")
		}
	}
	l := w.showCommands()
	l.Type("rst")
	picture(t, "commands.png", h.win)
	if got := l.Found()[0]; got.Title != "Restart the mini-program" || got.Key != "Ctrl+R" {
		t.Errorf("found %v", got)
	}
	for text, call := range map[string]string{"iPhone SE": "SetDevice", "pages/detail": "reLaunch", "start detail": "", "Plain": "Launch  0", "Theme of": "SetTheme"} {
		l := w.showCommands()
		l.Type(text)
		l.Field().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if call != "" && !s.Called(call) {
			t.Errorf("%s: calls %v", text, s.Calls)
		}
		if h.win.Canvas().Overlays().Top() != nil {
			t.Fatalf("%s: the list stays open", text)
		}
	}
	l = w.showFiles()
	h.until("the files", func() bool { return len(l.Found()) == 4 })
	l.Type("lwxml")
	if got := l.Found()[0].Title; got != "pages/list/list.wxml" {
		t.Errorf("found %s", got)
	}
	l.Field().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	press(fyne.KeyModifierShortcutDefault)
	press(fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift)
	if n := len(h.win.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d lists are open", n)
	}
}

// The phone is turned, and a page that stays upright is named as the reason.
func TestTurn(t *testing.T) {
	w, s, _, _ := open(t, true)
	w.turn()
	if !s.Now.Held.Sideways || !w.toolbar.turn.Active() || !strings.Contains(w.status.middle.Text(), "stays upright") {
		t.Errorf("held %v, said %q", s.Now.Held.Sideways, w.status.middle.Text())
	}
	s.Now.Device = s.Now.Held.Turned()
	w.refresh()
	if w.phone.Scale()*s.Now.Device.Width > float64(w.scroll.Size().Width) {
		t.Error("the lying phone does not fit")
	}
	w.turn()
	if s.Now.Held.Sideways {
		t.Error("not turned back")
	}
}

// The phone's screen goes into a file, still and moving, and the window says where.
// Oracle: image/png.
func TestPictures(t *testing.T) {
	dir := t.TempDir()
	w, s, _, q := open(t, true)
	w.opts.Pictures, w.name = filepath.Join(dir, "new"), `a/b:c`
	s.Screen = image.NewRGBA(image.Rect(0, 0, 30, 60))
	wait := func(what, text string) string {
		t.Helper()
		for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
			q.run()
			if got := w.status.middle.Text(); strings.Contains(got, text) {
				return got[strings.LastIndex(got, " ")+1:]
			}
			if time.Now().After(deadline) {
				t.Fatalf("no %s; said %q", what, w.status.middle.Text())
			}
		}
	}
	decode := func(name string) {
		t.Helper()
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if img, err := png.Decode(f); err != nil || img.Bounds() != s.Screen.Rect {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.savePicture()
	name := wait("picture", "The picture is in")
	if base := filepath.Base(name); !strings.HasPrefix(base, "a-b-c-20") {
		t.Errorf("named %s", base)
	}
	decode(name)
	w.loop.start()
	defer w.loop.stop()
	w.toggleFilm()
	if !w.toolbar.film.Active() {
		t.Error("nothing shows that it is recorded")
	}
	for drawn := w.loop.frames.Load(); w.loop.frames.Load() == drawn; {
		w.loop.whole.Store(true)
		w.loop.Poke()
	}
	w.toggleFilm()
	decode(wait("film", "The animated picture of"))
}
