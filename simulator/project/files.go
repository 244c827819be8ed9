package project

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Files lists the files of the mini-program, sorted by folder, as paths that ReadFile
// takes. Left out: hidden files, node_modules and miniprogram_npm, and what is beyond
// the first maxListed files or deeper than maxListDepth folders.
func (p *Project) Files() []string {
	var out []string
	_ = fs.WalkDir(p.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil && e == nil:
			return fs.SkipAll
		case err != nil:
			return fs.SkipDir
		case name == ".":
			return nil
		case e.IsDir() && (strings.HasPrefix(base, ".") || base == "node_modules" || base == "miniprogram_npm" || strings.Count(name, "/") >= maxListDepth):
			return fs.SkipDir
		case e.IsDir() || strings.HasPrefix(base, ".") || !e.Type().IsRegular():
			return nil
		case len(out) == maxListed:
			return fs.SkipAll
		}
		out = append(out, name)
		return nil
	})
	slices.SortFunc(out, func(a, b string) int {
		if c := strings.Compare(path.Dir(a), path.Dir(b)); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	return out
}
