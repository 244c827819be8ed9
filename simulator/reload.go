package simulator

import (
	"path"
	"strings"
	"time"

	"diorama/renderer"
	"diorama/simulator/watch"
	"diorama/simulator/wire"
)

// kept is what a page keeps over a reload that opens it again.
type kept struct {
	path  string
	state renderer.ViewState
}

// watch begins to look for saved files.
func (s *Session) watch() {
	w, err := watch.New(s.project.AbsFile(""))
	if err != nil {
		// Without a watcher the program still works; the console says why.
		s.log("warn", "hot reload is off: "+err.Error())
		return
	}
	s.watcher = w
	go s.forwardSaves(w)
}

// forwardSaves hands the watcher's batches to the session; it ends with the watcher.
func (s *Session) forwardSaves(w *watch.Watcher) {
	for {
		select {
		case files, ok := <-w.Batches:
			if !ok {
				return
			}
			s.post(mail{run: func() { s.save(files) }})
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			s.post(mail{run: func() { s.log("warn", "watching files: "+err.Error()) }})
		case <-s.closing:
			return
		}
	}
}

// Save tells that files (absolute paths) changed on disk.
func (s *Session) Save(files []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.save(files)
}

// save does the least that shows the change (DESIGN §7).
func (s *Session) save(files []string) {
	if s.closed {
		return
	}
	s.noteSave(files)
	s.saved, s.savedShows, s.savedDrawn = time.Now(), false, 0
	s.refreshMocks()
	var logic []string
	full, pictures := false, false
	for _, abs := range files {
		name, ok := s.project.RelFile(abs)
		if !ok {
			continue
		}
		s.project.Forget(name)
		switch ext := strings.ToLower(path.Ext(name)); ext {
		case ".wxss":
			s.reloadSheet(name)
		case ".wxml", ".wxs", ".js", ".ts":
			logic = append(logic, name)
		case ".json":
			if abs == s.mocksPath() {
				continue
			}
			switch base := path.Base(name); {
			case base == "project.private.config.json":
				continue // nothing of a run depends on it; the compile modes lie there
			case name == "app.json" || base == "project.config.json" || name == s.app.ThemeLocation:
				full = true
			default:
				s.project.Invalidate(strings.TrimSuffix(name, ".json"))
			}
			logic = append(logic, name)
		case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp":
			s.pictures.forget(name)
			pictures = true
		case ".ttf", ".otf", ".woff", ".woff2":
			s.forgetFont(name)
		}
	}
	if pictures {
		s.pictureReady("")
	}
	if full {
		s.reloadProject()
	} else if len(logic) > 0 {
		s.follow((*Session).redress)
	}
	if len(logic) > 0 {
		s.system.clearErrors()
	}
	s.system.problems(s.allProblems())
	s.changed()
	if s.worker == nil {
		// The mini-program had stopped: a save is the moment to try again.
		if err := s.restart(s.openPages()); err != nil {
			s.log("error", err.Error())
		}
		return
	}
	if len(logic) == 0 {
		s.savedShows = true
		return
	}
	s.logFrom = s.logNumber
	s.keepViews()
	s.send(&wire.Message{Reload: &wire.Reload{Files: logic, Full: full}})
}

// reloadProject reads app.json again. While it is broken the window keeps the
// frame of the last good one, as the worker keeps the pages.
func (s *Session) reloadProject() {
	s.project.Reload()
	app := s.project.App()
	if len(app.Pages) == 0 && len(s.app.Pages) > 0 {
		return
	}
	again := app.StyleV2 != s.app.StyleV2
	s.app = app
	if again {
		s.builtin = nil // new pages have the other sheet
	}
	s.system.appChanged()
	s.follow((*Session).redress)
}

// keepViews remembers scrolling and fields of the pages, in case they are opened
// again instead of changed in place.
func (s *Session) keepViews() {
	s.follow((*Session).keepViews)
	s.kept = nil
	for _, info := range s.stack {
		if p := s.pages[info.ID]; p != nil && p.doc != nil && p.filled {
			s.kept = append(s.kept, &kept{path: info.Path, state: p.doc.ViewState()})
		}
	}
}

// takeKept gives what a page that is opened again had before, nil nothing.
func (s *Session) takeKept(path string) *renderer.ViewState {
	for i, k := range s.kept {
		if k.path == path {
			s.kept = append(s.kept[:i:i], s.kept[i+1:]...)
			return &k.state
		}
	}
	return nil
}
