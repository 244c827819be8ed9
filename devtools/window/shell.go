package window

import (
	"fmt"
	"io"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"diorama/devtools/settings"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator"
)

// Run is an opened project with what the window needs of it.
type Run struct {
	Session Session
	Runs    *simulator.Runs // Session when it can go back in time and branch; nil it cannot
	Dir     string          // absolute, what the settings know it by
	Name    string
	Modes   Modes           // nil: there are none
	Mode    string          // name of the mode it was started in, "" the plain start
	Files   func() []string // of the project, for the list of files; any goroutine
	Pages   func() []string // of app.json; any goroutine
	Edit    func(file string, line, column int) error
	Status  func(st simulator.State, frames int64)
	Shown   func(rows map[string][]string)
	Close   func() // ends the session; any goroutine
}

// ShellOptions say how a Shell is made.
type ShellOptions struct {
	Window   fyne.Window
	Post     Dispatcher
	Settings *settings.Store
	Language words.Language
	Dark     bool
	// Open starts a project as it was left, which how says. It is called on a goroutine.
	Open       func(dir string, how settings.Project) (*Run, error)
	Appearance func(theme.Theme)
	Clipboard  fyne.Clipboard
	Errors     io.Writer
	// Choose lets the user pick a session file to open, or to save as name; nil there is no dialog.
	Choose   func(save bool, name string, done func(file string))
	Pictures string // folder for pictures of the phone, "" that of temporary files
}

// Shell is what lies around a Window: it shows a project with its tools or a start
// screen, and opens one project in place of the other. Its methods run on the UI
// goroutine. It starts one goroutine per project that is opened and one per session that
// is closed; Close waits for all of them.
type Shell struct {
	opts   ShellOptions
	words  *words.Words
	dark   bool
	run    *Run
	window *Window // nil: the start screen
	start  *start
	tries  int // opens so far; a late one is dropped
	work   sync.WaitGroup
	closed bool
}

// NewShell makes a Shell with a start screen; Begin shows it.
func NewShell(o ShellOptions) *Shell {
	s := &Shell{opts: o, words: words.New(o.Language), dark: o.Dark}
	if s.opts.Settings == nil {
		s.opts.Settings, _ = settings.Open("")
	}
	o.Window.SetOnDropped(func(_ fyne.Position, list []fyne.URI) { s.Dropped(list) })
	return s
}

// Begin fills the window: with a project that is open already, or with the start screen.
func (s *Shell) Begin(r *Run) {
	if r != nil {
		s.show(r)
		return
	}
	s.opts.Window.SetTitle("Diorama")
	s.welcome()
}

// welcome shows the start screen.
func (s *Shell) welcome() {
	s.start = newStart(s)
	s.opts.Window.SetContent(s.start.object)
	s.start.bindKeys(s.opts.Window.Canvas())
}

// OpenProject opens a project in place of what is shown. While it opens, and when it
// cannot be opened, everything stays as it is.
func (s *Shell) OpenProject(dir string) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		s.refuse(dir, err)
		return
	}
	s.tries++
	try := s.tries
	how := s.opts.Settings.Project(abs)
	s.hint(s.words.T("Opening %s …", abs))
	s.work.Add(1)
	go func() {
		defer s.work.Done()
		r, err := s.opts.Open(abs, how)
		s.work.Add(1)
		s.opts.Post.Post(func() {
			defer s.work.Done()
			switch {
			case err != nil && try == s.tries:
				s.hint("")
				s.refuse(abs, err)
			case err != nil:
			case try != s.tries || s.closed:
				s.end(r)
			default:
				s.show(r)
			}
		})
	}()
}

func (s *Shell) refuse(dir string, err error) {
	notice(s.opts.Window.Canvas(), s.palette(), s.words.T("%s cannot be opened", filepath.Base(dir)), err.Error(), s.words.T("Close"))
}

// show puts a project into the window and ends the one before.
func (s *Shell) show(r *Run) {
	old := s.run
	s.run = r
	s.opts.Settings.Opened(r.Dir, time.Now())
	for _, b := range s.opts.Settings.Project(r.Dir).Breakpoints {
		// What was a condition for an older version and is none any more is left out.
		if r.Session.AddBreakpoint(b.Condition) == nil && b.Off {
			r.Session.EnableBreakpoint(b.Condition, false)
		}
	}
	s.build()
	if old != nil {
		s.end(old)
	}
}

// build makes the Window of the run anew: for another project or another language.
func (s *Shell) build() {
	if w := s.window; w != nil {
		s.dark = w.palette.Dark
		w.remember()
		w.Stop()
	}
	c := s.opts.Window.Canvas()
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	r := s.run
	s.start = nil
	s.window = New(Options{Session: r.Session, Runs: r.Runs, Choose: s.opts.Choose, Name: r.Name, Dark: s.dark, Words: s.words, Post: s.opts.Post, Edit: r.Edit, Status: r.Status, Shown: r.Shown,
		Appearance: s.opts.Appearance, Clipboard: s.opts.Clipboard, Errors: s.opts.Errors,
		Settings: s.opts.Settings, Dir: r.Dir, Modes: r.Modes, Mode: r.Mode, Files: r.Files, Pages: r.Pages, Pictures: s.opts.Pictures, Shell: s})
	s.opts.Window.SetTitle(r.Name + " – Diorama")
	s.opts.Window.SetContent(s.window.Content())
	s.window.Start(c)
}

// end closes a session without keeping the window waiting.
func (s *Shell) end(r *Run) {
	if r != nil && r.Close != nil {
		s.work.Add(1)
		go func() {
			defer s.work.Done()
			r.Close()
		}()
	}
}

// SetLanguage says everything in another language.
func (s *Shell) SetLanguage(l words.Language) {
	s.opts.Settings.Update(func(all *settings.Settings) { all.Window.Language = string(l) })
	s.words = words.New(l)
	if s.run != nil {
		if s.window != nil {
			s.run.Mode = s.window.mode
		}
		s.build()
	} else {
		s.welcome()
	}
}

// OpenFolder lets a folder be chosen and opens it.
func (s *Shell) OpenFolder() {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			s.refuse("", err)
		case u != nil:
			s.OpenProject(u.Path())
		}
	}, s.opts.Window)
	d.SetTitleText(s.words.T("Open the folder of a mini-program"))
	d.SetConfirmText(s.words.T("Open"))
	d.SetDismissText(s.words.T("Cancel"))
	near := ""
	if s.run != nil {
		near = s.run.Dir
	} else if r := s.opts.Settings.Get().Recent; len(r) > 0 {
		near = r[0]
	}
	if near != "" {
		if u, err := storage.ListerForURI(storage.NewFileURI(filepath.Dir(near))); err == nil {
			d.SetLocation(u)
		}
	}
	size := s.opts.Window.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width-40), min(620, size.Height-40)))
	d.Show()
}

// Dropped opens the folder that was dropped onto the window, or the one of the file.
func (s *Shell) Dropped(list []fyne.URI) {
	for _, u := range list {
		if u.Scheme() == "file" {
			s.OpenProject(u.Path())
			return
		}
	}
}

func (s *Shell) hint(text string) {
	switch {
	case s.window != nil:
		s.window.Hint(text)
	case s.start != nil:
		s.start.said.Set(text)
	}
}

func (s *Shell) palette() *theme.Palette {
	switch {
	case s.window != nil:
		return s.window.palette
	case s.start != nil:
		return s.start.palette
	}
	return theme.Dark()
}

// Session is that of the project shown, nil on the start screen.
func (s *Shell) Session() Session {
	if s.run == nil {
		return nil
	}
	return s.run.Session
}

// Close ends what runs and keeps the settings. before is told the last run while its
// session still lives; nil nobody.
func (s *Shell) Close(before func(*Run)) error {
	s.closed = true
	if s.window != nil {
		s.window.remember()
		s.window.Stop()
	} else if size := s.opts.Window.Canvas().Size(); size.Width > 1 {
		s.opts.Settings.Update(func(all *settings.Settings) { all.Window.Width, all.Window.Height = size.Width, size.Height })
	}
	if s.run != nil {
		if before != nil {
			before(s.run)
		}
		s.end(s.run)
	}
	if err := s.opts.Settings.Save(); err != nil {
		return fmt.Errorf("close: %w", err)
	}
	return nil
}

// Wait waits for sessions that are being closed.
func (s *Shell) Wait() { s.work.Wait() }
