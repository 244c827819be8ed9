// Package storage keeps what wx.setStorage stores: in memory, and on disk when
// there is a folder.
//
// Its one idea: one small file, rewritten as a whole next to itself and renamed
// over, so that a killed process leaves the old state or the new one, never a
// torn file.
package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"diorama/renderer/value"
)

const (
	// MaxKey and MaxTotal are WeChat's quotas: 1 MB a key, 10 MB together.
	MaxKey   = 1 << 20
	MaxTotal = 10 << 20

	fileName = "storage.json"
	tempMark = ".storage-"
)

// ErrQuota says that a value does not fit.
var ErrQuota = errors.New("exceed max size")

// Store is the storage of one mini-program. Not safe for concurrent use.
type Store struct {
	// Later, when set, is called for the first change that is written but not synced
	// to the disk; Flush has to follow. Without it every change is synced at once.
	// Faster: a sync takes 1.6 ms here, and programs store many keys at their start.
	Later func()
	// Changed, when set, is called before each change is written.
	Changed func()

	dirty bool
	dir   string // "" in memory
	keys  []string
	items map[string]item
	size  int
}

type item struct {
	data  value.Value // {type, data} as stored
	bytes int
}

// Open reads the store of a folder, making the folder when needed; "" keeps
// everything in memory. A damaged file is set aside (its new name is in the error)
// and the store starts empty; the Store is usable also with an error.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir, items: map[string]item{}}
	if dir == "" {
		return s, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		s.dir = ""
		return s, fmt.Errorf("open storage: %w; it is kept in memory only", err)
	}
	s.sweep()
	name := filepath.Join(dir, fileName)
	b, err := os.ReadFile(name)
	if errors.Is(err, os.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		s.dir = ""
		return s, fmt.Errorf("open storage: %w; it is kept in memory only", err)
	}
	v, err := value.ParseJSON(b)
	if err != nil || v.Kind() != value.Map {
		aside := name + ".damaged"
		if rerr := os.Rename(name, aside); rerr != nil {
			return s, fmt.Errorf("open storage: the file is damaged and cannot be set aside: %w", rerr)
		}
		return s, fmt.Errorf("open storage: the file is damaged; it is now %s", aside)
	}
	for i, k := range v.Keys() {
		s.put(k, v.Index(i))
	}
	return s, nil
}

// sweep removes what a killed process left behind.
func (s *Store) sweep() {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), tempMark) {
			_ = os.Remove(filepath.Join(s.dir, e.Name()))
		}
	}
}

func (s *Store) put(key string, v value.Value) {
	n := len(key) + len(v.JSON())
	if old, ok := s.items[key]; ok {
		s.size -= old.bytes
	} else {
		s.keys = append(s.keys, key)
	}
	s.items[key] = item{v, n}
	s.size += n
}

// Get gives the value under key.
func (s *Store) Get(key string) (value.Value, bool) {
	it, ok := s.items[key]
	return it.data, ok
}

// Set stores a value and writes it to disk.
func (s *Store) Set(key string, v value.Value) error {
	n := len(key) + len(v.JSON())
	if n > MaxKey {
		return fmt.Errorf("%w: %d bytes under one key, at most %d", ErrQuota, n, MaxKey)
	}
	old, had := s.items[key]
	if s.size-old.bytes+n > MaxTotal {
		return fmt.Errorf("%w: %d bytes together, at most %d", ErrQuota, s.size-old.bytes+n, MaxTotal)
	}
	s.put(key, v)
	if err := s.save(); err != nil {
		if had {
			s.put(key, old.data)
		} else {
			s.drop(key)
		}
		return err
	}
	return nil
}

func (s *Store) drop(key string) {
	it, ok := s.items[key]
	if !ok {
		return
	}
	s.size -= it.bytes
	delete(s.items, key)
	for i, k := range s.keys {
		if k == key {
			s.keys = append(s.keys[:i:i], s.keys[i+1:]...)
			break
		}
	}
}

// Remove forgets a key.
func (s *Store) Remove(key string) error {
	if _, ok := s.items[key]; !ok {
		return nil
	}
	s.drop(key)
	return s.save()
}

// Clear forgets everything.
func (s *Store) Clear() error {
	s.keys, s.items, s.size = nil, map[string]item{}, 0
	return s.save()
}

// Keys gives the keys in the order they were first set.
func (s *Store) Keys() []string { return append([]string(nil), s.keys...) }

// Size is the stored size in bytes.
func (s *Store) Size() int { return s.size }

func (s *Store) save() error {
	if s.Changed != nil {
		s.Changed()
	}
	if s.dir == "" {
		return nil
	}
	if s.Later == nil {
		return s.write(true)
	}
	// A killed process loses nothing that was written, synced or not; only the
	// sync, which guards against power loss and takes milliseconds, waits.
	if err := s.write(false); err != nil {
		return err
	}
	if !s.dirty {
		s.dirty = true
		s.Later()
	}
	return nil
}

// Flush writes changes that wait for it.
func (s *Store) Flush() error {
	if !s.dirty {
		return nil
	}
	s.dirty = false
	return s.write(true)
}

func (s *Store) write(sync bool) error {
	vals := make([]value.Value, len(s.keys))
	for i, k := range s.keys {
		vals[i] = s.items[k].data
	}
	return replace(filepath.Join(s.dir, fileName), value.OfMap(s.keys, vals).AppendJSON(nil), sync)
}

// WriteFile replaces a file whole: a temporary file beside it, synced, renamed.
func WriteFile(name string, data []byte) error { return replace(name, data, true) }

func replace(name string, data []byte, sync bool) error {
	f, err := os.CreateTemp(filepath.Dir(name), tempMark+"*")
	if err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(name), err)
	}
	_, err = f.Write(data)
	if err == nil && sync {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("write %s: %w", filepath.Base(name), err)
	}
	return nil
}
