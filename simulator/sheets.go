package simulator

import (
	"path"
	"strings"

	"diorama/assets"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator/wire"
)

func isSheet(file string) bool { return strings.HasSuffix(file, ".wxss") }

// builtinSheet is the sheet of the built-in components.
func (s *Session) builtinSheet() *wxss.Sheet {
	if s.builtin == nil {
		src := assets.DefaultWXSS
		if s.project.App().StyleV2 {
			src = append(append([]byte(nil), src...), assets.DefaultV2WXSS...)
		}
		s.builtin, _ = wxss.Parse(assets.DefaultPath, src)
	}
	return s.builtin
}

// sheet gives a parsed sheet with its imports resolved; a missing file is an
// empty sheet, a broken one what could be understood.
func (s *Session) sheet(file string) *wxss.Sheet {
	if sh := s.sheets[file]; sh != nil {
		return sh
	}
	s.dropProblems(file)
	loaded := map[string]*wxss.Sheet{}
	sh := wxss.Flatten(s.loadSheet(file), func(url, from string) *wxss.Sheet {
		target := s.resolveSheet(from, url)
		s.sheetUses[target] = appendNew(s.sheetUses[target], file)
		if loaded[target] == nil {
			if !s.project.Exists(target) {
				return nil
			}
			loaded[target] = s.loadSheet(target)
		}
		return loaded[target]
	})
	s.sheets[file] = sh
	return sh
}

// loadSheet parses one file; what is wrong in it becomes a problem, and so does an
// import that leads nowhere.
func (s *Session) loadSheet(file string) *wxss.Sheet {
	src, err := s.project.ReadFile(file)
	if err != nil {
		return &wxss.Sheet{File: file}
	}
	sh, diags := wxss.Parse(file, src)
	for _, d := range diags {
		if d.Severity == wxss.Unsupported {
			continue // listed by the document
		}
		s.problems = append(s.problems, wire.Diagnostic{File: d.File, Line: d.Line, Column: d.Column, Message: d.Message, Warning: d.Severity != wxss.Error})
	}
	for _, im := range sh.Imports {
		if target := s.resolveSheet(file, im.URL); !s.project.Exists(target) {
			s.problems = append(s.problems, wire.Diagnostic{File: file, Line: int(im.Line), Column: int(im.Column), Message: "@import: " + target + " does not exist"})
		}
	}
	return sh
}

func (s *Session) resolveSheet(from, ref string) string {
	if !strings.HasSuffix(ref, ".wxss") && !strings.HasSuffix(ref, ".css") {
		ref += ".wxss"
	}
	if strings.HasPrefix(ref, "/") {
		return path.Clean(ref[1:])
	}
	rel := path.Join(path.Dir(from), ref)
	if !s.project.Exists(rel) && !strings.HasPrefix(ref, ".") {
		if npm, ok := s.project.ResolveModule(from, ref); ok {
			return npm
		}
	}
	return rel
}

func appendNew(list []string, x string) []string {
	for _, y := range list {
		if x == y {
			return list
		}
	}
	return append(list, x)
}

func (s *Session) dropProblems(file string) {
	kept := s.problems[:0:0]
	for _, p := range s.problems {
		if p.File != file {
			kept = append(kept, p)
		}
	}
	s.problems = kept
}

// reloadSheet reads a changed sheet again and restyles every page that uses it.
func (s *Session) reloadSheet(file string) {
	users := append([]string{file}, s.sheetUses[file]...)
	for _, u := range users {
		delete(s.sheets, u)
		s.dropProblems(u)
	}
	for _, p := range s.pages {
		for _, u := range users {
			base := strings.TrimSuffix(u, ".wxss")
			switch {
			case p.doc == nil:
			case u == "app.wxss":
				p.doc.SetSheet(style.OriginApp, "", s.sheet(u))
			case base == p.info.Path:
				p.doc.SetSheet(style.OriginPage, base, s.sheet(u))
			}
			if p.scopes[base] {
				p.doc.SetSheet(style.OriginComponent, base, s.sheet(u))
			}
		}
	}
}
