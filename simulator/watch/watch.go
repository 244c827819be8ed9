// Package watch turns a storm of file events into batches of changed files.
//
// Its one idea: directories are watched, not files, and nothing is reported
// before the folder has been quiet for a moment; what an editor does to save
// (truncate, rename over, delete and create) then looks the same.
package watch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// Quiet is how long a folder must be still before a batch is given: editors
	// that write in two steps pause less (notes/reliability.md, save storm).
	Quiet = 20 * time.Millisecond
	// maxWait bounds the delay while events keep coming.
	maxWait = 400 * time.Millisecond
	// maxDirs bounds the watched folders.
	maxDirs = 20000
)

// Watcher reports batches of absolute paths. It owns one goroutine, which ends
// at Close and blocks only on the kernel and on Batches being read.
type Watcher struct {
	Batches <-chan []string // changed, new or removed files, sorted
	Errors  <-chan error

	fs   *fsnotify.Watcher
	done chan struct{}
	wg   sync.WaitGroup
	dirs int
	sums map[string]stamp
}

type stamp struct {
	size int64
	mod  time.Time
}

// skip names folders that never hold sources.
func skip(name string) bool {
	switch name {
	case ".git", ".svn", ".hg", ".idea", ".vscode", "node_modules":
		return true
	}
	return false
}

// New watches the folder root and everything below it, but for version control
// and node_modules.
func New(root string) (*Watcher, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	batches, errs := make(chan []string, 1), make(chan error, 8)
	x := &Watcher{Batches: batches, Errors: errs, fs: w, done: make(chan struct{}), sums: map[string]stamp{}}
	if err := x.add(root, nil); err != nil {
		w.Close()
		return nil, err
	}
	x.wg.Add(1)
	go x.run(root, batches, errs)
	return x, nil
}

// Close stops watching and waits for the goroutine.
func (w *Watcher) Close() error {
	close(w.done)
	err := w.fs.Close()
	w.wg.Wait()
	return err
}

// add watches dir and what is below it; found takes the files met on the way
// (files that were made before the watch was set).
func (w *Watcher) add(dir string, found func(string)) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			if path == dir {
				return err
			}
			return nil
		}
		if !d.IsDir() {
			if found != nil {
				found(path) // remembered when its batch is made
			} else {
				w.remember(path)
			}
			return nil
		}
		if path != dir && skip(d.Name()) {
			return filepath.SkipDir
		}
		if w.dirs >= maxDirs {
			return filepath.SkipAll
		}
		w.dirs++
		return w.fs.Add(path)
	})
}

// remember notes size and time of a file and reports whether they are new.
func (w *Watcher) remember(path string) bool {
	fi, err := os.Stat(path)
	if err != nil {
		_, known := w.sums[path]
		delete(w.sums, path)
		return known
	}
	s := stamp{fi.Size(), fi.ModTime()}
	old, known := w.sums[path]
	w.sums[path] = s
	return !known || old.size != s.size || !old.mod.Equal(s.mod)
}

func (w *Watcher) run(root string, batches chan<- []string, errs chan<- error) {
	defer w.wg.Done()
	pending := map[string]bool{}
	var timer *time.Timer
	var fire <-chan time.Time
	var first time.Time
	touch := func(path string) {
		if editorTemp(path) {
			return
		}
		if len(pending) == 0 {
			first = time.Now()
		}
		pending[path] = true
	}
	arm := func() {
		if len(pending) == 0 {
			return
		}
		wait := min(Quiet, max(0, maxWait-time.Since(first)))
		if timer == nil {
			timer = time.NewTimer(wait)
		} else {
			timer.Reset(wait)
		}
		fire = timer.C
	}
	for {
		select {
		case <-w.done:
			return
		case ev, ok := <-w.fs.Events:
			if !ok {
				return
			}
			if ev.Op == fsnotify.Chmod {
				continue
			}
			if fi, err := os.Lstat(ev.Name); err == nil && fi.IsDir() {
				if !skip(fi.Name()) {
					if err := w.add(ev.Name, touch); err != nil && !errors.Is(err, fs.ErrNotExist) {
						send(errs, err)
					}
				}
			} else {
				touch(ev.Name)
			}
			arm()
		case err, ok := <-w.fs.Errors:
			if !ok {
				return
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) {
				// Events were lost: look at every file again.
				known := make([]string, 0, len(w.sums))
				for p := range w.sums {
					known = append(known, p)
				}
				for _, p := range known {
					touch(p)
				}
				_ = w.add(root, touch)
				arm()
				continue
			}
			send(errs, err)
		case <-fire:
			fire = nil
			var batch []string
			for p := range pending {
				if w.remember(p) {
					batch = append(batch, p)
				}
			}
			clear(pending)
			if len(batch) == 0 {
				continue
			}
			slices.Sort(batch)
			select {
			case batches <- batch:
			case <-w.done:
				return
			}
		}
	}
}

func send(errs chan<- error, err error) {
	select {
	case errs <- err:
	default: // nobody reads; the next one will tell the same
	}
}

// editorTemp reports names that editors use for their own files beside a save.
func editorTemp(path string) bool {
	name := filepath.Base(path)
	return strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") || strings.HasSuffix(name, ".swx") ||
		strings.HasPrefix(name, ".#") || strings.Contains(name, "___jb_") || name == "4913" || strings.HasSuffix(name, ".tmp")
}
