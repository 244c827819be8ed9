//go:build !headless

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"diorama/devtools/settings"
	"diorama/devtools/theme"
	"diorama/devtools/window"
	"diorama/devtools/words"
	"diorama/simulator"
	"diorama/simulator/device"
	"diorama/simulator/project"
	"diorama/simulator/sandbox"
)

// uiGoroutine posts to Fyne's own goroutine.
type uiGoroutine struct{}

// Post implements window.Dispatcher.
func (uiGoroutine) Post(f func()) { fyne.Do(f) }

// opening are the flags of the window.
type opening struct {
	appearance, editor, language, config, statusFile string
	width, height                                    int
}

func (o *opening) flags(fs *flag.FlagSet) {
	fs.StringVar(&o.appearance, "appearance", "", "the window's look: dark or light (default as it was left, else dark)")
	fs.StringVar(&o.editor, "editor", "", editorHelp+" (default as set in the window, $DIORAMA_EDITOR, code, $VISUAL, $EDITOR)")
	fs.StringVar(&o.language, "language", "", "language of the window: en or zh (default as it was left, else by LC_ALL, LC_MESSAGES, LANG)")
	fs.StringVar(&o.config, "config", settings.Folder(), "folder of the window's settings; empty keeps none")
	fs.IntVar(&o.width, "window-width", 0, "width of the window (default as it was left)")
	fs.IntVar(&o.height, "window-height", 0, "height of the window (default as it was left)")
	fs.StringVar(&o.statusFile, "status", "", "for debugging: append the window's state to FILE, a JSON object per change; FILE.rows has what the panels show")
}

// The size of a window that was never opened before.
const defaultWidth, defaultHeight = 1500, 940

// settle checks the flags and fills in what was left.
func (o *opening) settle(left settings.Window) (words.Language, error) {
	pick := func(flag *string, remembered, otherwise string, allowed ...string) error {
		if *flag != "" && !slices.Contains(allowed, *flag) {
			return fmt.Errorf("%q: expected %s", *flag, strings.Join(allowed, " or "))
		}
		for _, v := range [...]string{*flag, remembered, otherwise} {
			if slices.Contains(allowed, v) {
				*flag = v
				break
			}
		}
		return nil
	}
	if err := pick(&o.appearance, left.Appearance, "dark", "dark", "light"); err != nil {
		return "", fmt.Errorf("--appearance %w", err)
	}
	if err := pick(&o.language, left.Language, string(words.FromEnvironment()), string(words.English), string(words.Chinese)); err != nil {
		return "", fmt.Errorf("--language %w", err)
	}
	if o.width <= 0 || o.height <= 0 {
		w, h := int(left.Width), int(left.Height)
		if w <= 0 || h <= 0 {
			w, h = defaultWidth, defaultHeight
		}
		if o.width <= 0 {
			o.width = w
		}
		if o.height <= 0 {
			o.height = h
		}
	}
	return words.Language(o.language), nil
}

// runOpen opens a mini-program in a window; without a folder the start screen.
func runOpen(args []string, _, errw io.Writer) int {
	var o opening
	s, err := parseOptional("open", args, errw, o.flags)
	if err != nil {
		return failUsage(errw, "open", err)
	}
	store, err := settings.Open(o.config)
	if err != nil {
		fmt.Fprintln(errw, "diorama open:", err)
	}
	language, err := o.settle(store.Get().Window)
	if err != nil {
		return failUsage(errw, "open", err)
	}
	quietLocale()
	go sandbox.SweepScratch() // of windows that were killed
	p := &projects{shared: s, editor: o.editor, store: store, spawn: spawner(), errw: errw}
	if o.statusFile != "" {
		f, err := os.OpenFile(o.statusFile, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
		if err != nil {
			fmt.Fprintln(errw, "diorama open:", err)
			return exitUsage
		}
		defer f.Close()
		p.status = f
	}
	var run *window.Run
	if s.dir != "" {
		dir, err := filepath.Abs(s.dir)
		if err == nil {
			run, err = p.open(dir, store.Project(dir), true)
		}
		if err != nil {
			fmt.Fprintln(errw, "diorama open:", err)
			return exitUsage
		}
	}
	a := app.NewWithID("org.diorama.window")
	win := a.NewWindow("Diorama")
	win.SetPadded(false)
	sh := window.NewShell(window.ShellOptions{
		Window: win, Post: uiGoroutine{}, Settings: store, Language: language, Dark: o.appearance == "dark",
		Open:       func(dir string, how settings.Project) (*window.Run, error) { return p.open(dir, how, false) },
		Appearance: func(t theme.Theme) { a.Settings().SetTheme(t) },
		Clipboard:  a.Clipboard(), Errors: errw, Pictures: picturesDir(),
		Choose: func(save bool, name string, done func(string)) { chooseFile(win, save, name, done) },
	})
	win.Resize(fyne.NewSize(float32(o.width), float32(o.height)))
	win.SetMaster()
	code := exitOK
	finish := func() {
		err := sh.Close(func(r *window.Run) {
			if s.record != "" {
				if err := r.Runs.Export(s.record); err != nil {
					fmt.Fprintln(errw, "diorama open: recording:", err)
					code = exitInternal
				}
			}
		})
		if err != nil {
			fmt.Fprintln(errw, "diorama open:", err)
		}
	}
	// The size is gone once the window is.
	win.SetCloseIntercept(func() {
		finish()
		finish = func() {}
		win.Close()
	})
	// The hook is called on a goroutine of its own.
	a.Lifecycle().SetOnStarted(func() { fyne.Do(func() { sh.Begin(run) }) })
	win.ShowAndRun()
	finish()
	sh.Wait()
	return code
}

// projects opens mini-programs for the window.
type projects struct {
	*shared
	editor string // of the flag
	store  *settings.Store
	spawn  simulator.Spawner
	status io.Writer // nil nobody
	errw   io.Writer
}

// open starts a project as it was left; the flags of the command go before what is
// remembered, for the project that it named.
func (p *projects) open(dir string, how settings.Project, named bool) (*window.Run, error) {
	var opts simulator.Options
	mode := ""
	if named {
		opts = p.options
		if len(p.pages) > 0 {
			opts.Page = p.pages[0]
		}
	} else {
		opts = simulator.Options{Theme: p.options.Theme, Seed: p.options.Seed, Clock: p.options.Clock}
	}
	opts.Dir, opts.Watch, opts.Spawn, opts.StorageDir = dir, true, p.spawn, storageDir(dir)
	if opts.Device == "" {
		if _, err := device.Find(how.Device); err == nil { // else a device of another version
			opts.Device = how.Device
		}
	}
	if opts.Page == "" && how.Mode != "" {
		if m, ok := modeNamed(dir, how.Mode); ok {
			mode, opts.Page, opts.Scene = m.Name, m.URL(), m.Scene
		}
	}
	var runs *simulator.Runs
	if window.CheckSession(dir) == nil {
		rs, err := simulator.OpenSession(dir, zonedSpawner, nil)
		if err != nil {
			return nil, err
		}
		runs = rs
	} else {
		first, err := simulator.Open(opts)
		if err != nil {
			return nil, err
		}
		runs = simulator.NewRuns(first, zonedSpawner)
	}
	ses := runs.Session // modes and the files to edit are those of the first run
	if how.Landscape {
		d := ses.State().Held
		d.Sideways = true
		ses.SetDevice(d)
	}
	if named {
		for _, v := range p.values {
			if err := ses.SetData(v); err != nil {
				fmt.Fprintln(p.errw, "diorama open:", err)
			}
		}
	}
	r := &window.Run{
		Session: runs, Runs: runs, Dir: dir, Name: filepath.Base(dir), Modes: ses.Project(), Mode: mode,
		Files: ses.Project().Files, Pages: func() []string { return ses.Project().App().Pages }, Close: runs.Close,
		Edit: func(file string, line, column int) error {
			editor := p.editor
			if editor == "" {
				editor = p.store.Get().Window.Editor
			}
			return edit(editor, place(ses, dir, file, line, column))
		},
	}
	if p.status != nil {
		r.Status = (&statusLog{w: p.status, runs: runs}).write
		if f, ok := p.status.(*os.File); ok {
			r.Shown = (&rowsFile{name: f.Name() + ".rows"}).write
		}
	}
	return r, nil
}

// picturesDir is where pictures of the phone go: Pictures of the user when there is such
// a folder, else the home folder.
func picturesDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	if dir := filepath.Join(home, "Pictures"); func() bool { fi, err := os.Stat(dir); return err == nil && fi.IsDir() }() {
		return dir
	}
	return home
}

// modeNamed finds a compile mode before the project runs.
func modeNamed(dir, name string) (project.Mode, bool) {
	p, err := project.Open(dir)
	if err != nil {
		return project.Mode{}, false
	}
	defer p.Close()
	list, _ := p.Modes() // what is wrong with the files is said when the list is opened
	for _, m := range list {
		if m.Name == name {
			return m, true
		}
	}
	return project.Mode{}, false
}

// chooseFile asks for a session file in Fyne's dialog.
func chooseFile(win fyne.Window, save bool, name string, done func(string)) {
	var d *dialog.FileDialog
	if save {
		d = dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
			if f != nil && err == nil {
				_ = f.Close()
				done(f.URI().Path())
			}
		}, win)
		d.SetFileName(filepath.Base(name))
	} else {
		d = dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
			if f != nil && err == nil {
				_ = f.Close()
				done(f.URI().Path())
			}
		}, win)
		d.SetFilter(storage.NewExtensionFileFilter([]string{window.SessionFile}))
	}
	at := name
	if at == "" {
		at, _ = os.Getwd()
	} else {
		at = filepath.Dir(at)
	}
	if at, err := storage.ListerForURI(storage.NewFileURI(at)); err == nil {
		d.SetLocation(at)
	}
	d.Resize(fyne.NewSize(760, 520))
	d.Show()
}

// quietLocale keeps Fyne in the worker process, where nothing is shown, from
// complaining about the locale C.UTF-8, which is no language.
func quietLocale() {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			if strings.HasPrefix(v, "C.") && os.Getenv("LANGUAGE") == "" {
				_ = os.Setenv("LANGUAGE", "en")
			}
			return
		}
	}
}

// storageDir keeps a project's wx storage between runs; "" in memory when the
// machine has no place for it.
func storageDir(dir string) string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(dir))
	path := filepath.Join(cache, "diorama", hex.EncodeToString(sum[:8]))
	if os.MkdirAll(path, 0o755) != nil {
		return ""
	}
	return path
}

// place finds a file of the project for the editor; "" is its folder.
func place(ses *simulator.Session, dir, file string, line, column int) at {
	if file == "" {
		return at{file: dir}
	}
	return at{ses.Project().AbsFile(strings.TrimPrefix(file, "/")), line, column}
}

// rowsFile keeps what the panels in front show in a file beside that of the status.
type rowsFile struct {
	name string
	last []byte
}

func (f *rowsFile) write(rows map[string][]string) {
	b, err := json.Marshal(rows)
	if err != nil || bytes.Equal(b, f.last) {
		return
	}
	f.last = b
	if os.WriteFile(f.name+".new", b, 0o644) == nil {
		_ = os.Rename(f.name+".new", f.name)
	}
}

// statusLog writes the state of the window for tests and bug hunts.
type statusLog struct {
	mu   sync.Mutex
	w    io.Writer
	runs *simulator.Runs
	last string
}

func (l *statusLog) write(st simulator.State, frames int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	page := ""
	if n := len(st.Stack); n > 0 {
		page = st.Stack[n-1].Path
	}
	paused := []string{}
	if st.Paused != nil {
		for _, c := range st.Paused.Changes {
			paused = append(paused, c.Path)
		}
	}
	on := 0
	for _, b := range l.runs.Breakpoints() {
		if !b.Off {
			on++
		}
	}
	state := map[string]any{
		"page": page, "commits": st.Commits, "paused": st.Paused != nil, "break": st.Break, "breakpoints": on, "pending": paused, "pausing": st.Pausing,
		"run": st.Run.ID, "runFrom": st.Run.From, "runAt": st.Run.At, "frozen": st.Frozen, "replaying": st.Replaying,
		"viewing": st.Viewing, "running": st.Running, "stopped": st.Stopped, "logs": st.Logs, "errors": st.Errors,
		"reloadMs": float64(st.Reload.Microseconds()) / 1000, "theme": st.Theme, "device": st.Device.Name,
		"project": filepath.Base(l.runs.Project().Dir), "problems": len(st.Problems), "activities": st.Acts, "version": st.Version,
	}
	b, err := json.Marshal(state)
	if err != nil || string(b) == l.last {
		return
	}
	l.last = string(b)
	state["frames"] = frames
	if b, err = json.Marshal(state); err == nil {
		_, _ = l.w.Write(append(b, '\n'))
	}
}
