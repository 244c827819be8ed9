package project

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Project is an opened mini-program folder. Safe for concurrent use.
type Project struct {
	Dir   string // absolute folder that was opened
	Root  string // miniprogramRoot relative to Dir, "." when they are the same
	AppID string
	Name  string // projectname, or the folder's name

	root *os.Root // of the mini-program root
	top  *os.Root // of Dir: node_modules beside miniprogramRoot live there

	mu         sync.Mutex
	app        *App
	appDoc     *document
	theme      map[string]map[string]string
	themeName  string
	components map[string]*Component
	good       map[string]*Component // the last whose json could be read
	diags      []wire.Diagnostic
	seen       map[wire.Diagnostic]bool
}

// Open reads the folder dir: one with project.config.json, or one with app.json.
// It fails only when neither is there or the folder cannot be read.
func Open(dir string) (*Project, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	if fi, err := os.Stat(abs); err == nil && !fi.IsDir() {
		abs = filepath.Dir(abs)
	}
	top, err := os.OpenRoot(abs)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", dir, err)
	}
	p := &Project{Dir: abs, Root: ".", Name: filepath.Base(abs), top: top, seen: map[wire.Diagnostic]bool{}, good: map[string]*Component{}}
	for _, name := range []string{"project.config.json", "project.private.config.json"} {
		src, err := readRoot(top, name)
		if err != nil {
			if d, ok := Unreadable(name, err); ok {
				p.report(d)
			}
			continue
		}
		doc, d := parseJSON(name, src)
		if d != nil {
			p.report(*d)
			continue
		}
		if r := strOf(doc.Value.Get("miniprogramRoot"), ""); r != "" {
			r = path.Clean(strings.TrimPrefix(filepath.ToSlash(r), "/"))
			if _, err := fs.Stat(top.FS(), path.Join(r, "app.json")); err == nil {
				p.Root = r
			} else {
				p.report(doc.problem(false, fmt.Sprintf("miniprogramRoot %q has no app.json", r), "miniprogramRoot"))
			}
		}
		p.AppID = strOf(doc.Value.Get("appid"), p.AppID)
		p.Name = strOf(doc.Value.Get("projectname"), p.Name)
	}
	if p.Root == "." && !exists(top, "app.json") {
		for _, r := range []string{"miniprogram", "src", "dist"} {
			if exists(top, r+"/app.json") {
				p.Root = r
				break
			}
		}
	}
	p.root = top
	if p.Root != "." {
		if p.root, err = top.OpenRoot(filepath.FromSlash(p.Root)); err != nil {
			top.Close()
			return nil, fmt.Errorf("open %s: miniprogramRoot: %w", dir, err)
		}
	}
	if !exists(p.root, "app.json") {
		p.Close()
		return nil, fmt.Errorf("open %s: no app.json here and none under miniprogramRoot; a mini-program folder holds app.json", dir)
	}
	p.Reload()
	return p, nil
}

// Close releases the folder handles.
func (p *Project) Close() {
	if p.root != p.top {
		p.root.Close()
	}
	p.top.Close()
}

// Reload forgets everything read from app.json and the component files.
func (p *Project) Reload() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.components = map[string]*Component{}
	p.diags, p.seen = p.diags[:0:0], map[wire.Diagnostic]bool{}
	p.loadApp()
}

// Invalidate forgets one component's json.
func (p *Project) Invalidate(component string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.components, component)
}

// SetTheme chooses "light" or "dark" for the @variables of theme.json.
func (p *Project) SetTheme(name string) {
	p.mu.Lock()
	changed := p.themeName != name
	p.themeName = name
	p.mu.Unlock()
	if changed {
		p.Reload()
	}
}

func (p *Project) report(d wire.Diagnostic) {
	if !p.seen[d] {
		p.seen[d] = true
		p.diags = append(p.diags, d)
	}
}

// Diagnostics lists what was found wrong so far.
func (p *Project) Diagnostics() []wire.Diagnostic {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.diags)
}

// App gives app.json.
func (p *Project) App() *App {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.app
}

func exists(r *os.Root, name string) bool {
	fi, err := r.Stat(filepath.FromSlash(name))
	return err == nil && fi.Mode().IsRegular()
}

func readRoot(r *os.Root, name string) ([]byte, error) {
	f, err := r.Open(filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !fi.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", name)
	}
	if fi.Size() > maxFileSize {
		return nil, fmt.Errorf("%s has %d bytes; at most %d are read", name, fi.Size(), maxFileSize)
	}
	return io.ReadAll(io.LimitReader(f, maxFileSize))
}

// Unreadable tells the author of a file that is there and cannot be read: too large,
// a folder, a link that leads nowhere, no permission. ok is false when err says that
// nothing is there.
func Unreadable(file string, err error) (d wire.Diagnostic, ok bool) {
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return wire.Diagnostic{}, false
	}
	return wire.Diagnostic{File: file, Line: 1, Column: 1, Message: "cannot be read: " + err.Error()}, true
}

// upPrefix marks paths that lie beside the mini-program root (node_modules of the
// folder above it); ReadFile and Exists understand it.
const upPrefix = "@project/"

// clean makes a project path: no leading slash, no dot parts. Paths that climb
// out are refused ("" and false).
func clean(name string) (string, bool) {
	name = path.Clean(strings.TrimLeft(name, "/"))
	if name == "." || name == ".." || strings.HasPrefix(name, "../") || strings.ContainsRune(name, 0) {
		return "", false
	}
	return name, true
}

func (p *Project) where(name string) (*os.Root, string, bool) {
	if rest, ok := strings.CutPrefix(name, upPrefix); ok {
		n, ok := clean(rest)
		return p.top, n, ok
	}
	n, ok := clean(name)
	return p.root, n, ok
}

// ReadFile reads a file of the mini-program; the path is relative to its root with
// slashes (a leading slash is allowed).
func (p *Project) ReadFile(name string) ([]byte, error) {
	r, n, ok := p.where(name)
	if !ok {
		return nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
	}
	b, err := readRoot(r, n)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return b, err
}

// Exists reports whether a regular file is there.
func (p *Project) Exists(name string) bool {
	r, n, ok := p.where(name)
	return ok && exists(r, n)
}

// Odd says why a thing of that name is no file that can be read: a folder, a link that
// leads nowhere. "" when there is nothing, or a regular file.
func (p *Project) Odd(name string) string {
	r, n, ok := p.where(name)
	if !ok {
		return ""
	}
	n = filepath.FromSlash(n)
	if _, err := r.Lstat(n); err != nil {
		return ""
	}
	switch fi, err := r.Stat(n); {
	case err != nil:
		return "this is a link that leads to no file of the project"
	case fi.IsDir():
		return "this is a folder; a script is expected"
	case !fi.Mode().IsRegular():
		return "this is no regular file"
	}
	return ""
}

func (p *Project) isDir(name string) bool {
	r, n, ok := p.where(name)
	if !ok {
		return false
	}
	fi, err := r.Stat(filepath.FromSlash(n))
	return err == nil && fi.IsDir()
}

// AbsFile gives the absolute path of a project file, for editors and watchers.
func (p *Project) AbsFile(name string) string {
	if rest, ok := strings.CutPrefix(name, upPrefix); ok {
		return filepath.Join(p.Dir, filepath.FromSlash(rest))
	}
	return filepath.Join(p.Dir, filepath.FromSlash(p.Root), filepath.FromSlash(strings.TrimLeft(name, "/")))
}

// RelFile is the inverse of AbsFile; ok is false outside the project.
func (p *Project) RelFile(abs string) (name string, ok bool) {
	rel, err := filepath.Rel(filepath.Join(p.Dir, filepath.FromSlash(p.Root)), abs)
	if err != nil {
		return "", false
	}
	rel = filepath.ToSlash(rel)
	if rel == ".." || strings.HasPrefix(rel, "../") {
		rel, err = filepath.Rel(p.Dir, abs)
		if err != nil || strings.HasPrefix(filepath.ToSlash(rel), "../") {
			return "", false
		}
		return upPrefix + filepath.ToSlash(rel), true
	}
	return rel, true
}

func (p *Project) loadApp() {
	p.app = &App{Using: map[string]string{}, Window: defaultWindow()}
	src, err := readRoot(p.root, "app.json")
	if err != nil {
		p.report(wire.Diagnostic{File: "app.json", Line: 1, Column: 1, Message: "cannot be read: " + err.Error()})
		p.appDoc = &document{file: "app.json"}
		return
	}
	doc, d := parseJSON("app.json", src)
	p.appDoc = doc
	if d != nil {
		p.report(*d)
		return
	}
	a, v := p.app, doc.Value
	a.Raw = v
	a.DarkMode = boolOf(v.Get("darkmode"), false)
	a.ThemeLocation = strOf(v.Get("themeLocation"), "")
	p.loadTheme()
	p.loadPages(doc)
	p.mergeWindow(&a.Window, v.Get("window"))
	a.StyleV2 = strOf(v.Get("style"), "") == "v2"
	a.ResolveAlias = map[string]string{}
	for i, k := range v.Get("resolveAlias").Keys() {
		a.ResolveAlias[k] = strOf(v.Get("resolveAlias").Index(i), "")
	}
	a.NetworkTimeout = map[string]int{}
	for i, k := range v.Get("networkTimeout").Keys() {
		a.NetworkTimeout[k] = int(numOf(v.Get("networkTimeout").Index(i), 60000))
	}
	p.loadTabBar(doc)
	a.Using = p.resolveUsing(doc, "app", nil)
}

func (p *Project) loadPages(doc *document) {
	a, v := p.app, doc.Value
	pages := v.Get("pages")
	if pages.Kind() != value.List || pages.Len() == 0 {
		p.report(doc.problem(false, `expected "pages" with at least one page path`, "pages"))
	}
	seen := map[string]bool{}
	add := func(pg string, at ...string) string {
		c, ok := clean(pg)
		if !ok {
			p.report(doc.problem(false, fmt.Sprintf("page path %q leads out of the project", pg), at...))
			return ""
		}
		if seen[c] {
			p.report(doc.problem(true, fmt.Sprintf("page %q is listed twice", c), at...))
			return ""
		}
		if len(a.Pages) >= maxPages {
			p.report(doc.problem(false, fmt.Sprintf("more than %d pages; the rest is left out", maxPages), at...))
			return ""
		}
		if !p.pageExists(c) {
			// A warning: the other pages are not wrong because of it.
			p.report(doc.problem(true, fmt.Sprintf("page %q has neither .wxml nor .js: create %s.wxml or remove the entry", c, c), at...))
		}
		seen[c] = true
		a.Pages = append(a.Pages, c)
		return c
	}
	for i, pg := range pages.Items() {
		if pages.Kind() == value.List {
			add(strOf(pg, ""), "pages", fmt.Sprint(i))
		}
	}
	for _, key := range []string{"subpackages", "subPackages"} {
		for i, sp := range v.Get(key).Items() {
			s := SubPackage{Root: strings.Trim(strOf(sp.Get("root"), ""), "/"), Name: strOf(sp.Get("name"), ""), Independent: boolOf(sp.Get("independent"), false)}
			for j, pg := range sp.Get("pages").Items() {
				if c := add(path.Join(s.Root, strOf(pg, "")), key, fmt.Sprint(i), "pages", fmt.Sprint(j)); c != "" {
					s.Pages = append(s.Pages, c)
				}
			}
			a.SubPackages = append(a.SubPackages, s)
		}
	}
	if entry, ok := clean(strOf(v.Get("entryPagePath"), "")); ok {
		if i := slices.Index(a.Pages, entry); i > 0 {
			a.Pages = slices.Insert(slices.Delete(a.Pages, i, i+1), 0, entry)
		} else if i < 0 {
			p.report(doc.problem(false, fmt.Sprintf("entryPagePath %q is not among the pages", entry), "entryPagePath"))
		}
	}
}

func (p *Project) pageExists(c string) bool {
	return exists(p.root, c+".wxml") || exists(p.root, c+".js") || exists(p.root, c+".ts")
}

// HasPage reports whether app.json lists the page.
func (p *Project) HasPage(pg string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Contains(p.app.Pages, pg)
}

// IsTab reports whether the page is one of the tab bar.
func (p *Project) IsTab(pg string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.app.TabBar != nil && slices.ContainsFunc(p.app.TabBar.List, func(t TabItem) bool { return t.PagePath == pg })
}

func (p *Project) loadTabBar(doc *document) {
	v := doc.Value.Get("tabBar")
	if v.Kind() != value.Map {
		return
	}
	t := &TabBar{
		Color: p.themed(strOf(v.Get("color"), "#7A7E83")), SelectedColor: p.themed(strOf(v.Get("selectedColor"), "#3cc51f")),
		BackgroundColor: p.themed(strOf(v.Get("backgroundColor"), "#ffffff")), BorderStyle: p.themed(strOf(v.Get("borderStyle"), "black")),
		Position: strOf(v.Get("position"), "bottom"), Custom: boolOf(v.Get("custom"), false),
	}
	for i, it := range v.Get("list").Items() {
		pg, _ := clean(strOf(it.Get("pagePath"), ""))
		item := TabItem{PagePath: pg, Text: strOf(it.Get("text"), ""),
			IconPath: p.themed(strOf(it.Get("iconPath"), "")), SelectedIconPath: p.themed(strOf(it.Get("selectedIconPath"), ""))}
		if !slices.Contains(p.app.Pages, pg) {
			p.report(doc.problem(false, fmt.Sprintf("tabBar page %q is not among the pages", pg), "tabBar", "list", fmt.Sprint(i), "pagePath"))
		}
		for _, icon := range []struct{ name, path string }{{"iconPath", item.IconPath}, {"selectedIconPath", item.SelectedIconPath}} {
			if icon.path != "" && !p.existsLocked(icon.path) {
				p.report(doc.problem(false, fmt.Sprintf("tabBar icon %q does not exist", icon.path), "tabBar", "list", fmt.Sprint(i), icon.name))
			}
		}
		t.List = append(t.List, item)
	}
	if n := len(t.List); n < 2 || n > 5 {
		p.report(doc.problem(true, fmt.Sprintf("tabBar.list has %d items; WeChat shows 2 to 5", n), "tabBar", "list"))
	}
	p.app.TabBar = t
}

func (p *Project) existsLocked(name string) bool {
	n, ok := clean(name)
	return ok && exists(p.root, n)
}
