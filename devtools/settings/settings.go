// Package settings keeps what the window remembers between runs: its layout and
// language, recent projects, and device, mode and breakpoints of each project.
//
// Its one idea: a change is a function over the settings. It runs at once on the copy
// in memory, and again on what the file holds when that is written, so that two
// windows do not take each other's changes back.
package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Settings is all that is remembered. The zero value is a fresh start.
type Settings struct {
	Window   Window             `json:"window"`
	Recent   []string           `json:"recent,omitempty"`   // project folders, absolute, the newest first
	Projects map[string]Project `json:"projects,omitempty"` // by folder, absolute
}

// Window is what the window looks like, whatever project is in it.
type Window struct {
	Width      float32            `json:"width,omitempty"` // units; 0 the default
	Height     float32            `json:"height,omitempty"`
	Splits     map[string]float64 `json:"splits,omitempty"` // offset 0…1 by name
	Tabs       map[string]string  `json:"tabs,omitempty"`   // title of the shown tab by name
	Zoom       float64            `json:"zoom,omitempty"`   // of the phone in a project that has none of its own; 0 fits
	Appearance string             `json:"appearance,omitempty"`
	Language   string             `json:"language,omitempty"`
	Editor     string             `json:"editor,omitempty"`
}

// Project is what is remembered of one project.
type Project struct {
	Opened      time.Time    `json:"opened"` // last
	Device      string       `json:"device,omitempty"`
	Landscape   bool         `json:"landscape,omitempty"`
	Mode        string       `json:"mode,omitempty"` // name of the compile mode, "" the plain start
	Zoom        *float64     `json:"zoom,omitempty"` // nil the window's
	Breakpoints []Breakpoint `json:"breakpoints,omitempty"`
	Prompt      []string     `json:"prompt,omitempty"` // what was run in the console, the newest last
	Views       []View       `json:"views,omitempty"`  // phones beside the first
}

// View is a phone beside the first.
type View struct {
	Device string `json:"device"`
	Theme  string `json:"theme"` // "light", "dark"
	// FontSize is that of its owner, px; 0 as on the first phone.
	FontSize float64 `json:"fontSize,omitempty"`
	Sideways bool    `json:"sideways,omitempty"`
}

// Breakpoint is a condition, see wire.Condition.
type Breakpoint struct {
	Condition string `json:"condition"`
	Off       bool   `json:"off,omitempty"`
}

// FileName is the file in the folder of the settings.
const FileName = "settings.json"

// Store is the settings in memory and on disk. Safe for concurrent use. It starts no
// goroutine that lasts; a timer writes the file once nothing changed for a while.
type Store struct {
	dir string // "" nothing is kept

	mu      sync.Mutex
	now     Settings
	pending []func(*Settings)
	timer   *time.Timer

	writing sync.Mutex // one writer at a time
}

// Folder is where the settings lie unless a folder is named: $DIORAMA_CONFIG, else
// diorama in the user's configuration folder; "" when the machine has none.
func Folder() string {
	if dir := os.Getenv("DIORAMA_CONFIG"); dir != "" {
		return dir
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "diorama")
}

// Open reads the settings in a folder, "" keeps them in memory only. Whatever the file
// holds there is a Store; the error says what could not be read. A file that is no JSON
// is kept beside the new one as settings.json.broken.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	if dir == "" {
		return s, nil
	}
	s.sweep()
	var err error
	s.now, err = s.read()
	if errors.Is(err, errBroken) {
		if e := os.Rename(s.file(), s.file()+".broken"); e == nil {
			err = fmt.Errorf("%w; it is kept as %s.broken", err, FileName)
		}
	}
	return s, err
}

func (s *Store) file() string { return filepath.Join(s.dir, FileName) }

var errBroken = errors.New("not valid")

// read gives what the file holds, as far as it can be understood.
func (s *Store) read() (Settings, error) {
	f, err := os.Open(s.file())
	if errors.Is(err, fs.ErrNotExist) {
		return Settings{}, nil
	}
	if err != nil {
		return Settings{}, fmt.Errorf("settings: %w", err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return Settings{}, fmt.Errorf("settings: %w", err)
	}
	out, err := Decode(b)
	if err != nil {
		return out, fmt.Errorf("settings: %s: %w", s.file(), err)
	}
	return out, nil
}

// Decode reads settings from any bytes: what has the wrong type or is out of its bounds
// is left out, and only what is no JSON at all is an error.
func Decode(b []byte) (Settings, error) {
	var out Settings
	if len(b) > maxFile {
		return out, fmt.Errorf("%w: larger than %d bytes", errBroken, maxFile)
	}
	err := json.Unmarshal(b, &out)
	var wrongType *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &wrongType) {
		// A time that is none stops the decoder as a syntax error does.
		return Settings{}, fmt.Errorf("%w: %w", errBroken, err)
	}
	out.tidy()
	return out, nil
}

// tidy brings everything within its bounds.
func (s *Settings) tidy() {
	w := &s.Window
	if !within(float64(w.Width), minSide, maxSide) || !within(float64(w.Height), minSide, maxSide) {
		w.Width, w.Height = 0, 0
	}
	maps.DeleteFunc(w.Splits, func(k string, v float64) bool { return !within(v, 0, 1) || len(k) > maxText })
	maps.DeleteFunc(w.Tabs, func(k, v string) bool { return len(k)+len(v) > maxText })
	if !within(w.Zoom, minZoom, maxZoom) {
		w.Zoom = 0
	}
	for _, text := range []*string{&w.Appearance, &w.Language, &w.Editor} {
		short(text)
	}
	s.Recent = slices.DeleteFunc(s.Recent, func(dir string) bool { return !folder(dir) })
	s.Recent = s.Recent[:min(len(s.Recent), maxRecent)]
	for dir, p := range s.Projects {
		if !folder(dir) {
			delete(s.Projects, dir)
			continue
		}
		short(&p.Device)
		short(&p.Mode)
		if p.Zoom != nil && *p.Zoom != 0 && !within(*p.Zoom, minZoom, maxZoom) {
			p.Zoom = nil
		}
		p.Breakpoints = slices.DeleteFunc(p.Breakpoints, func(b Breakpoint) bool { return b.Condition == "" || len(b.Condition) > maxText })
		p.Breakpoints = p.Breakpoints[:min(len(p.Breakpoints), maxBreakpoints)]
		p.Prompt = slices.DeleteFunc(p.Prompt, func(s string) bool { return s == "" || len(s) > maxText })
		p.Prompt = p.Prompt[max(0, len(p.Prompt)-maxPrompt):]
		p.Views = slices.DeleteFunc(p.Views, func(v View) bool {
			return len(v.Device) > maxText || v.Theme != "light" && v.Theme != "dark"
		})
		p.Views = p.Views[:min(len(p.Views), maxViews)]
		s.Projects[dir] = p
	}
	for len(s.Projects) > maxProjects {
		oldest := ""
		for dir, p := range s.Projects {
			if oldest == "" || p.Opened.Before(s.Projects[oldest].Opened) || p.Opened.Equal(s.Projects[oldest].Opened) && dir < oldest {
				oldest = dir
			}
		}
		delete(s.Projects, oldest)
	}
}

func within(v, low, high float64) bool { return !math.IsNaN(v) && v >= low && v <= high }

func short(s *string) {
	if len(*s) > maxText || strings.ContainsRune(*s, 0) {
		*s = ""
	}
}

// folder reports whether a text can be the folder of a project.
func folder(dir string) bool {
	return len(dir) <= maxText && filepath.IsAbs(dir) && !strings.ContainsRune(dir, 0)
}

// clone makes a copy that shares nothing.
func (s *Settings) clone() Settings {
	out := *s
	out.Window.Splits, out.Window.Tabs = maps.Clone(s.Window.Splits), maps.Clone(s.Window.Tabs)
	out.Recent = slices.Clone(s.Recent)
	out.Projects = maps.Clone(s.Projects)
	for dir, p := range out.Projects {
		p.Breakpoints, p.Prompt, p.Views = slices.Clone(p.Breakpoints), slices.Clone(p.Prompt), slices.Clone(p.Views)
		out.Projects[dir] = p
	}
	return out
}

// Get gives a copy of the settings.
func (s *Store) Get() Settings {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now.clone()
}

// Project gives what is remembered of a project; the zero value when nothing is.
func (s *Store) Project(dir string) Project {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.now.Projects[dir]
	p.Breakpoints, p.Prompt, p.Views = slices.Clone(p.Breakpoints), slices.Clone(p.Prompt), slices.Clone(p.Views)
	return p
}

// Update changes the settings. change may run twice and must not depend on anything
// that changes in between; the file follows a moment later.
func (s *Store) Update(change func(*Settings)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.apply(&s.now, change)
	if s.dir == "" {
		return
	}
	s.pending = append(s.pending, change)
	if s.timer == nil {
		s.timer = time.AfterFunc(quiet, func() { _ = s.Save() })
	} else {
		s.timer.Reset(quiet)
	}
}

func (s *Store) apply(to *Settings, change func(*Settings)) {
	if to.Projects == nil {
		to.Projects = map[string]Project{}
	}
	if to.Window.Splits == nil {
		to.Window.Splits = map[string]float64{}
	}
	if to.Window.Tabs == nil {
		to.Window.Tabs = map[string]string{}
	}
	change(to)
	to.tidy()
}

// UpdateProject changes what is remembered of one project.
func (s *Store) UpdateProject(dir string, change func(*Project)) {
	s.Update(func(all *Settings) {
		p := all.Projects[dir]
		p.Breakpoints, p.Prompt, p.Views = slices.Clone(p.Breakpoints), slices.Clone(p.Prompt), slices.Clone(p.Views)
		change(&p)
		all.Projects[dir] = p
	})
}

// Opened puts a project in front of the recent ones.
func (s *Store) Opened(dir string, at time.Time) {
	at = at.UTC().Truncate(time.Second)
	s.Update(func(all *Settings) {
		all.Recent = slices.DeleteFunc(all.Recent, func(d string) bool { return d == dir })
		all.Recent = slices.Insert(all.Recent, 0, dir)
		p := all.Projects[dir]
		p.Opened = at
		all.Projects[dir] = p
	})
}

// Forget takes a project out of the recent ones.
func (s *Store) Forget(dir string) {
	s.Update(func(all *Settings) {
		all.Recent = slices.DeleteFunc(all.Recent, func(d string) bool { return d == dir })
	})
}

// Save writes what changed; nil when nothing did.
func (s *Store) Save() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	changes := s.pending
	s.pending = nil
	if s.timer != nil {
		s.timer.Stop()
	}
	s.mu.Unlock()
	if len(changes) == 0 {
		return nil
	}
	all, err := s.read() // another window may have written
	if err != nil {
		all = s.Get()
	}
	for _, change := range changes {
		s.apply(&all, change)
	}
	if err := s.write(all); err != nil {
		s.mu.Lock()
		s.pending = append(changes, s.pending...)
		s.mu.Unlock()
		return err
	}
	return nil
}

const temporary = ".settings-*.tmp"

// write replaces the file: it is whole before and after, whatever happens in between.
func (s *Store) write(all Settings) error {
	b, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	f, err := os.CreateTemp(s.dir, temporary)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	_, err = f.Write(append(b, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), s.file())
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("settings: %w", err)
	}
	return nil
}

// sweep removes what a program that was killed while it wrote left behind.
func (s *Store) sweep() {
	list, _ := filepath.Glob(filepath.Join(s.dir, temporary))
	for _, name := range list {
		if fi, err := os.Stat(name); err == nil && time.Since(fi.ModTime()) > stray {
			_ = os.Remove(name)
		}
	}
}
