//go:build !headless

package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"diorama/devtools/theme"
	"diorama/devtools/window"
	"diorama/simulator"
)

// uiGoroutine posts to Fyne's own goroutine.
type uiGoroutine struct{}

// Post implements window.Dispatcher.
func (uiGoroutine) Post(f func()) { fyne.Do(f) }

// runOpen opens a mini-program in a window.
func runOpen(args []string, _, errw io.Writer) int {
	var appearance, editor, statusFile string
	var width, height int
	s, err := parse("open", args, errw, func(fs *flag.FlagSet) {
		fs.StringVar(&appearance, "appearance", "dark", "the window's look: dark or light")
		fs.StringVar(&editor, "editor", "", editorHelp+" (default $DIORAMA_EDITOR, code, $VISUAL, $EDITOR)")
		fs.IntVar(&width, "window-width", 1500, "width of the window")
		fs.IntVar(&height, "window-height", 940, "height of the window")
		fs.StringVar(&statusFile, "status", "", "for debugging: append the window's state to FILE, a JSON object per change")
	})
	if err == nil && appearance != "dark" && appearance != "light" {
		err = fmt.Errorf("--appearance %q: expected dark or light", appearance)
	}
	if err != nil {
		return failUsage(errw, "open", err)
	}
	if len(s.pages) > 0 {
		s.options.Page = s.pages[0]
	}
	dir, err := filepath.Abs(s.dir)
	if err != nil {
		return failUsage(errw, "open", err)
	}
	quietLocale()
	var runs *simulator.Runs
	if window.CheckSession(dir) == nil {
		runs, err = simulator.OpenSession(dir, zonedSpawner, nil)
	} else {
		s.options.Watch, s.options.Spawn, s.options.StorageDir = true, spawner(), storageDir(dir)
		var first *simulator.Session
		if first, err = simulator.Open(s.options); err == nil {
			runs = simulator.NewRuns(first, zonedSpawner)
		}
	}
	if err != nil {
		fmt.Fprintln(errw, "diorama open:", err)
		return exitUsage
	}
	defer runs.Close()
	ses := runs.Session // the files to edit are those of the first run
	for _, v := range s.values {
		if err := ses.SetData(v); err != nil {
			fmt.Fprintln(errw, "diorama open:", err)
		}
	}
	var report func(simulator.State, int64)
	if statusFile != "" {
		f, err := os.OpenFile(statusFile, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
		if err != nil {
			fmt.Fprintln(errw, "diorama open:", err)
			return exitUsage
		}
		defer f.Close()
		report = (&statusLog{w: f, runs: runs}).write
	}
	a := app.NewWithID("org.diorama.window")
	win := a.NewWindow(filepath.Base(dir) + " – Diorama")
	win.SetPadded(false)
	w := window.New(window.Options{
		Session: runs, Runs: runs, Choose: func(save bool, name string, done func(string)) { chooseFile(win, save, name, done) }, Name: filepath.Base(dir), Dark: appearance == "dark", Post: uiGoroutine{},
		Edit:       func(file string, line, column int) error { return edit(editor, place(ses, dir, file, line, column)) },
		Appearance: func(t theme.Theme) { a.Settings().SetTheme(t) },
		Clipboard:  a.Clipboard(), Status: report, Errors: errw,
	})
	win.SetContent(w.Content())
	win.Resize(fyne.NewSize(float32(width), float32(height)))
	win.SetMaster()
	// The hook is called on a goroutine of its own.
	a.Lifecycle().SetOnStarted(func() { fyne.Do(func() { w.Start(win.Canvas()) }) })
	win.ShowAndRun()
	w.Stop()
	if s.record != "" {
		if err := runs.Export(s.record); err != nil {
			fmt.Fprintln(errw, "diorama open: recording:", err)
			return exitInternal
		}
	}
	return exitOK
}

// zonedSpawner is spawner with the local time of a zone.
func zonedSpawner(zone string) simulator.Spawner {
	exe, err := os.Executable()
	if err != nil {
		return simulator.InProcess
	}
	return simulator.ChildInZone(zone, exe, "worker")
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
		"problems": len(st.Problems), "activities": st.Acts, "version": st.Version,
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
