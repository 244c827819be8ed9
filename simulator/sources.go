package simulator

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"unicode/utf8"
)

const (
	// maxSourceFiles bounds the files that are listed, maxSource the size of one that is
	// shown, maxFound the places that a search tells.
	maxSourceFiles = 20000
	maxSource      = 8 << 20
	maxFound       = 2000
)

// SourceFile is a file of the mini-program.
type SourceFile struct {
	Path string // from the root of the mini-program, with slashes
	Size int
}

// SourcePlace is a place where a text was found.
type SourcePlace struct {
	Path         string
	Line, Column int    // from 1; columns in bytes
	Text         string // of the line, cut
}

// sourceRoot opens the folder of the mini-program.
func (s *Session) sourceRoot() (*os.Root, error) {
	s.mu.Lock()
	dir := s.project.AbsFile("")
	s.mu.Unlock()
	return os.OpenRoot(dir)
}

// Sources lists the files of the mini-program by name. It reads folders: not for the UI
// goroutine.
func (s *Session) Sources() []SourceFile {
	root, err := s.sourceRoot()
	if err != nil {
		return nil
	}
	defer root.Close()
	var out []SourceFile
	_ = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
		case d.IsDir() && (d.Name() == ".git" || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.Type().IsRegular() && len(out) < maxSourceFiles:
			if info, err := d.Info(); err == nil {
				out = append(out, SourceFile{name, int(info.Size())})
			}
		}
		return nil
	})
	return out
}

// Source reads a text file of the mini-program; the error says why it cannot be shown.
func (s *Session) Source(name string) (string, error) {
	root, err := s.sourceRoot()
	if err != nil {
		return "", err
	}
	defer root.Close()
	name = strings.TrimPrefix(name, "/")
	info, err := root.Stat(name)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is no file", name)
	case info.Size() > maxSource:
		return "", fmt.Errorf("%s has %d MB; up to %d MB are shown", name, info.Size()>>20, maxSource>>20)
	}
	b, err := root.ReadFile(name)
	if err != nil {
		return "", err
	}
	if bytes.IndexByte(b[:min(len(b), 8000)], 0) >= 0 {
		return "", fmt.Errorf("%s is no text", name)
	}
	return strings.ToValidUTF8(string(b), "\uFFFD"), nil
}

// FindInSources finds a text, upper and lower case alike, in all text files; stop ends the
// search early. more tells that there are further places.
func (s *Session) FindInSources(text string, stop func() bool) (found []SourcePlace, more bool) {
	const cut = 300 // of a line
	want := bytes.ToLower([]byte(text))
	if len(want) == 0 {
		return nil, false
	}
	root, err := s.sourceRoot()
	if err != nil {
		return nil, false
	}
	defer root.Close()
	for _, f := range s.Sources() {
		if stop() {
			return found, true
		}
		if f.Size > maxSource || !textFile(f.Path) {
			continue
		}
		b, err := root.ReadFile(f.Path)
		if err != nil {
			continue
		}
		for n := 1; len(b) > 0; n++ {
			line, rest, _ := bytes.Cut(b, []byte("\n"))
			b = rest
			at := bytes.Index(bytes.ToLower(line), want)
			if at < 0 {
				continue
			}
			if len(found) == maxFound {
				return found, true
			}
			from := 0
			if at > cut/2 {
				from = at - cut/4
			}
			part := line[from:min(len(line), from+cut)]
			for len(part) > 0 && !utf8.RuneStart(part[0]) {
				part = part[1:]
			}
			found = append(found, SourcePlace{f.Path, n, at + 1, strings.TrimSpace(strings.ToValidUTF8(string(part), ""))})
		}
	}
	return found, false
}
