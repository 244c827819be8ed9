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
	s.saved = time.Now()
	var logic []string
	full := false
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
			switch base := path.Base(name); {
			case name == "app.json" || base == "project.config.json" || base == "project.private.config.json" || name == s.project.App().ThemeLocation:
				full = true
			default:
				s.project.Invalidate(strings.TrimSuffix(name, ".json"))
			}
			logic = append(logic, name)
		case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp":
			s.pictures.forget(name)
			s.pictureReady(name)
			for _, p := range s.pages {
				if p.doc != nil {
					p.doc.PictureReady("")
				}
			}
			s.screenOld = true
		}
	}
	s.system.problems(s.problems)
	if s.worker == nil {
		// The mini-program had stopped: a save is the moment to try again.
		if err := s.restart(s.openPages()); err != nil {
			s.log("error", err.Error())
		}
		return
	}
	if len(logic) == 0 {
		s.changed()
		return
	}
	s.system.clearErrors()
	if n := len(s.logs); n > 0 {
		s.logFrom = s.logs[n-1].Number + 1
	}
	if full {
		s.project.Reload()
		s.system.update()
	}
	s.keepViews()
	s.send(&wire.Message{Reload: &wire.Reload{Files: logic, Full: full}})
	s.changed()
}

// keepViews remembers scrolling and fields of the pages, in case they are opened
// again instead of changed in place.
func (s *Session) keepViews() {
	s.kept = s.kept[:0]
	for _, info := range s.stack {
		if p := s.pages[info.ID]; p != nil && p.doc != nil {
			s.kept = append(s.kept, &kept{path: info.Path, state: p.doc.ViewState()})
		}
	}
}

// restoreView gives a page that was opened again what it had before.
func (s *Session) restoreView(p *page) {
	if !p.fresh {
		return
	}
	for i, k := range s.kept {
		if k.path == p.info.Path {
			p.doc.RestoreViewState(k.state)
			s.kept = append(s.kept[:i:i], s.kept[i+1:]...)
			return
		}
	}
}
