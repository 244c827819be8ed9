package simulator

import (
	"path"
	"slices"
	"strings"

	"diorama/assets"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator/project"
	"diorama/simulator/wire"
)

// builtinSheet is the sheet of the built-in components.
func (s *Session) builtinSheet() *wxss.Sheet {
	if s.lead != nil {
		return s.lead.builtinSheet()
	}
	if s.builtin == nil {
		src := assets.DefaultWXSS
		if s.app.StyleV2 {
			src = append(append([]byte(nil), src...), assets.DefaultV2WXSS...)
		}
		s.builtin, _ = wxss.Parse(assets.DefaultPath, src)
	}
	return s.builtin
}

// sheet gives a parsed sheet with its imports resolved; a missing file is an empty
// sheet. Of a broken one the last good one is given, at first what could be understood.
func (s *Session) sheet(file string) *wxss.Sheet {
	if s.lead != nil {
		return s.lead.sheet(file)
	}
	if sh := s.sheets[file]; sh != nil {
		return sh
	}
	loaded := map[string]*wxss.Sheet{}
	broken := false
	load := func(file string) *wxss.Sheet {
		sh := s.loadSheet(file)
		broken = broken || slices.ContainsFunc(s.sheetProblems[file], func(d wire.Diagnostic) bool { return !d.Warning })
		return sh
	}
	sh := wxss.Flatten(load(file), func(url, from string) *wxss.Sheet {
		target := s.resolveSheet(from, url)
		s.sheetUses[target] = appendNew(s.sheetUses[target], file)
		if loaded[target] == nil {
			if !s.project.Exists(target) {
				return nil
			}
			loaded[target] = load(target)
		}
		return loaded[target]
	})
	if good := s.goodSheets[file]; broken && good != nil {
		sh = good
	} else {
		s.goodSheets[file] = sh
	}
	s.sheets[file] = sh
	s.prefetch(sh)
	return sh
}

// loadSheet parses one file; what is wrong in it becomes a problem, and so does an
// import that leads nowhere.
func (s *Session) loadSheet(file string) *wxss.Sheet {
	sh := s.readSheet(file)
	if file != "app.wxss" || !s.app.Raw.Get("useExtendedLib").Get("weui").Truthy() {
		return sh
	}
	if target := s.resolveSheet(file, extendedWeUI); s.project.Exists(target) {
		sh.Imports = append([]wxss.Import{{URL: extendedWeUI}}, sh.Imports...)
	} else {
		s.project.Diagnose(wire.Diagnostic{File: "app.json", Warning: true,
			Message: "useExtendedLib: WeUI is not part of Diorama; npm install weui-miniprogram brings its components and styles"})
	}
	return sh
}

// extendedWeUI is the sheet that useExtendedLib puts before app.wxss.
// WeChat: documentation of the WeUI extension.
const extendedWeUI = "weui-miniprogram/weui-wxss/dist/style/weui.wxss"

func (s *Session) readSheet(file string) *wxss.Sheet {
	delete(s.sheetProblems, file)
	src, err := s.project.ReadFile(file)
	if err != nil {
		if d, ok := project.Unreadable(file, err); ok {
			s.sheetProblems[file] = append(s.sheetProblems[file], d)
		}
		return &wxss.Sheet{File: file}
	}
	sh, diags := wxss.Parse(file, src)
	for _, d := range diags {
		if d.Severity == wxss.Unsupported {
			continue // listed by the document
		}
		s.sheetProblems[file] = append(s.sheetProblems[file], wire.Diagnostic{File: d.File, Line: d.Line, Column: d.Column, Message: d.Message, Warning: d.Severity != wxss.Error})
	}
	for _, im := range sh.Imports {
		if target := s.resolveSheet(file, im.URL); !s.project.Exists(target) {
			s.sheetProblems[file] = append(s.sheetProblems[file], wire.Diagnostic{File: file, Line: int(im.Line), Column: int(im.Column), Message: "@import: " + target + " does not exist"})
		}
	}
	return s.knownSheet(file, src, sh)
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
		if npm, ok := s.project.ResolveNPM(from, ref); ok {
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

// reloadSheet reads a changed sheet again and restyles every page that uses it.
func (s *Session) reloadSheet(file string) {
	users := append([]string{file}, s.sheetUses[file]...)
	delete(s.sheetProblems, file)
	s.edits.clock++
	for _, u := range users {
		delete(s.sheets, u)
	}
	for _, p := range s.everyPage() {
		for _, u := range users {
			base := strings.TrimSuffix(u, ".wxss")
			switch {
			case u == "app.wxss":
				p.doc.SetSheet(style.OriginApp, "", s.sheet(u))
			case base == p.info.Path:
				p.doc.SetSheet(style.OriginPage, base, s.sheet(u))
			}
			if p.scopes[base] {
				p.doc.SetSheet(style.OriginComponent, base, s.componentSheet(base))
			}
		}
	}
}
