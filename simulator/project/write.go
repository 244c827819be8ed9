package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// generated lists what style sheets are made from by build steps that are not ours.
var generated = [...]string{".less", ".scss", ".sass", ".styl", ".stylus", ".pcss"}

// Fixed says why the author would lose what is written to a file, "" when not: it
// belongs to a package, or is made from another file.
func (p *Project) Fixed(file string) string {
	for _, part := range strings.Split(file, "/") {
		if part == "node_modules" || part == "miniprogram_npm" {
			return file + " belongs to a package, which the next npm install writes anew"
		}
	}
	base := strings.TrimSuffix(file, path.Ext(file))
	if path.Ext(file) == ".wxss" {
		for _, ext := range generated {
			if p.Exists(base + ext) {
				return file + " is made from " + path.Base(base) + ext + "; change that"
			}
		}
	}
	return ""
}

// WriteFile replaces a file that is there, wholly or not at all: the new bytes go to a
// temporary file beside it, which then takes its name and rights.
func (p *Project) WriteFile(name string, data []byte) error {
	r, n, ok := p.where(name)
	if !ok {
		return fmt.Errorf("write %s: %w", name, fs.ErrNotExist)
	}
	n = filepath.FromSlash(n)
	info, err := r.Lstat(n)
	switch {
	case err != nil:
		return fmt.Errorf("write %s: %w", name, err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("write %s: it is no regular file", name)
	case info.Mode().Perm()&0o200 == 0:
		return fmt.Errorf("write %s: %w", name, fs.ErrPermission)
	}
	temp := filepath.Join(filepath.Dir(n), ".diorama-"+filepath.Base(n)+".tmp")
	if err := r.Remove(temp); err != nil && !errors.Is(err, fs.ErrNotExist) { // of a run that was cut off
		return fmt.Errorf("write %s: %w", name, err)
	}
	f, err := r.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Chmod(info.Mode().Perm()), f.Sync(), f.Close())
	if err == nil {
		err = r.Rename(temp, n)
	}
	if err != nil {
		_ = r.Remove(temp)
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
