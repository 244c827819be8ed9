package project

import (
	"fmt"
	"path"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Component gives the configuration of the page or component at path (without
// extension). A missing or broken json gives an empty one with a diagnostic.
func (p *Project) Component(name string) *Component {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.components[name]; c != nil {
		return c
	}
	c := &Component{Path: name, Generics: map[string]string{}, Placeholder: map[string]string{}, Window: p.app.Window, Raw: value.OfMap(nil, nil)}
	p.components[name] = c
	file := name + ".json"
	doc := &document{file: file, Value: c.Raw}
	if r, n, ok := p.where(file); ok {
		src, err := readRoot(r, n)
		if d, ok := Unreadable(file, err); ok {
			p.report(d)
		}
		if err == nil {
			c.HasJSON = true
			d, diag := parseJSON(file, src)
			if diag != nil {
				p.report(*diag)
				if good := p.good[name]; good != nil {
					p.components[name] = good // a broken save changes nothing
					return good
				}
			} else {
				p.good[name] = c
			}
			doc = d
		}
	}
	v := doc.Value
	c.Raw = v
	c.IsComponent = boolOf(v.Get("component"), false)
	c.StyleIsolation = strOf(v.Get("styleIsolation"), "")
	c.Using = p.resolveUsing(doc, name, p.app.Using)
	for i, k := range v.Get("componentGenerics").Keys() {
		def := ""
		if d := strOf(v.Get("componentGenerics").Index(i).Get("default"), ""); d != "" {
			def, _ = p.resolveComponent(name, d)
		}
		c.Generics[k] = def
	}
	c.ComponentFramework = strOf(v.Get("componentFramework"), strOf(p.app.Raw.Get("componentFramework"), ""))
	for i, k := range v.Get("componentPlaceholder").Keys() {
		c.Placeholder[k] = strOf(v.Get("componentPlaceholder").Index(i), "view")
	}
	p.mergeWindow(&c.Window, v)
	p.mergeWindow(&c.Window, v.Get("window"))
	return c
}

// resolveUsing resolves usingComponents of doc; base entries come first.
func (p *Project) resolveUsing(doc *document, from string, base map[string]string) map[string]string {
	out := make(map[string]string, len(base))
	for k, v := range base {
		out[k] = v
	}
	v := doc.Value.Get("usingComponents")
	for i, tag := range v.Keys() {
		ref := strOf(v.Index(i), "")
		if ref == "" {
			p.report(doc.problem(false, fmt.Sprintf("usingComponents: %q needs a path", tag), "usingComponents", tag))
			continue
		}
		if strings.HasPrefix(ref, "plugin://") || strings.HasPrefix(ref, "dynamicLib://") {
			p.report(doc.problem(true, fmt.Sprintf("component %q comes from a plugin (%s): plugins are not simulated, it is drawn as a plain container", tag, ref), "usingComponents", tag))
			continue
		}
		target, ok := p.resolveComponent(from, ref)
		if !ok {
			hint := "check the path"
			if !strings.HasPrefix(ref, ".") && !strings.HasPrefix(ref, "/") {
				hint = "npm packages must be in miniprogram_npm or node_modules: run npm install"
			}
			p.report(doc.problem(false, fmt.Sprintf("component %q: %s not found; %s", tag, ref, hint), "usingComponents", tag))
		}
		out[tag] = target
	}
	return out
}

// ResolveComponent finds the component that ref names in the file from (both
// without extension): relative, absolute or npm. The path is given even when
// nothing is there (ok false).
func (p *Project) ResolveComponent(from, ref string) (name string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.resolveComponent(from, ref)
}

func (p *Project) resolveComponent(from, ref string) (string, bool) {
	ref = strings.TrimSuffix(p.alias(ref), ".json")
	dir := path.Dir(from)
	var candidates []string
	switch {
	case strings.HasPrefix(ref, "/"):
		candidates = []string{ref[1:]}
	case strings.HasPrefix(ref, "."):
		candidates = []string{joinDir(dir, ref)}
	default:
		candidates = append([]string{joinDir(dir, ref)}, p.npmCandidates(dir, ref)...)
		candidates = append(candidates, ref)
	}
	for _, c := range candidates {
		for _, s := range []string{c, c + "/index"} {
			if p.fileAny(s+".json") || p.fileAny(s+".wxml") {
				return trimRoot(s), true
			}
		}
	}
	if strings.HasPrefix(ref, "/") || strings.HasPrefix(ref, ".") {
		return trimRoot(candidates[0]), false
	}
	return ref, false
}

// trimRoot makes a path canonical; paths beside the root keep their mark.
func trimRoot(s string) string {
	if strings.HasPrefix(s, upPrefix) {
		return s
	}
	c, ok := clean(s)
	if !ok {
		return s
	}
	return c
}

// joinDir joins a relative reference to a folder, keeping the mark of paths
// beside the root.
func joinDir(dir, ref string) string {
	if rest, ok := strings.CutPrefix(dir+"/", upPrefix); ok {
		return upPrefix + path.Join(rest, ref)
	}
	return path.Join(dir, ref)
}

func (p *Project) fileAny(name string) bool {
	r, n, ok := p.where(name)
	return ok && exists(r, n)
}

// npmCandidates lists where an npm reference may lie: miniprogram_npm upwards
// from dir, then node_modules upwards (with the package's miniprogram folder),
// at last node_modules beside the mini-program root.
func (p *Project) npmCandidates(dir, ref string) []string {
	pkg, rest := splitPackage(ref)
	var out []string
	ups := ancestors(dir)
	for _, d := range ups {
		out = append(out, joinDir(d, "miniprogram_npm/"+ref))
	}
	tops := ups
	if p.Root != "." && !strings.HasPrefix(dir, upPrefix) {
		for _, d := range ancestors(p.Root) {
			tops = append(tops, strings.TrimSuffix(upPrefix+d, "/."))
		}
	}
	for _, d := range tops {
		base := joinNode(d, pkg)
		if !p.isDir(base) {
			continue
		}
		out = append(out, path.Join(p.packageDir(base), rest), path.Join(base, rest))
	}
	return out
}

func joinNode(d, pkg string) string {
	if d == strings.TrimSuffix(upPrefix, "/") || d == upPrefix+"." {
		return upPrefix + "node_modules/" + pkg
	}
	return joinDir(d, "node_modules/"+pkg)
}

func ancestors(dir string) []string {
	mark := ""
	if rest, ok := strings.CutPrefix(dir, upPrefix); ok {
		mark, dir = upPrefix, rest
	}
	var out []string
	for {
		out = append(out, mark+dir)
		if dir == "." || dir == "/" || dir == "" {
			return out
		}
		dir = path.Dir(dir)
	}
}

func splitPackage(ref string) (pkg, rest string) {
	parts := strings.SplitN(ref, "/", 3)
	if strings.HasPrefix(ref, "@") && len(parts) >= 2 {
		pkg = parts[0] + "/" + parts[1]
	} else {
		pkg = parts[0]
	}
	return pkg, strings.TrimPrefix(strings.TrimPrefix(ref, pkg), "/")
}

// packageDir gives the folder of a package in node_modules that "build npm" would
// copy: package.json miniprogram, else miniprogram_dist, else the package itself.
func (p *Project) packageDir(base string) string {
	r, n, ok := p.where(base + "/package.json")
	if ok {
		if src, err := readRoot(r, n); err == nil {
			doc, d := parseJSON(base+"/package.json", src)
			if m := strOf(doc.Value.Get("miniprogram"), ""); d == nil && m != "" {
				return base + "/" + path.Clean(m)
			}
		}
	}
	if p.isDir(base + "/miniprogram_dist") {
		return base + "/miniprogram_dist"
	}
	return base
}

// alias applies app.json resolveAlias ("@utils/*": "utils/*").
func (p *Project) alias(ref string) string {
	if p.app == nil {
		return ref
	}
	for k, v := range p.app.ResolveAlias {
		if prefix, ok := strings.CutSuffix(k, "*"); ok {
			if rest, ok := strings.CutPrefix(ref, prefix); ok {
				return "/" + strings.TrimLeft(strings.TrimSuffix(v, "*")+rest, "/")
			}
		} else if ref == k {
			return "/" + strings.TrimLeft(v, "/")
		}
	}
	return ref
}

// isModule reports whether a file of that name can be a module as it is. WeChat:
// require('./a.png') means a.png.js.
func isModule(name string) bool {
	switch path.Ext(name) {
	case ".js", ".ts", ".json", ".mjs", ".cjs":
		return true
	}
	return false
}

// moduleSuffixes are tried in order by ResolveModule.
var moduleSuffixes = []string{"", ".js", ".ts", ".json", "/index.js", "/index.ts"}

// ResolveModule finds the file that require(ref) means in the file from: relative,
// root-absolute, bare beside the file (old style), or npm.
func (p *Project) ResolveModule(from, ref string) (file string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	ref = p.alias(ref)
	dir := path.Dir(from)
	try := func(base string) (string, bool) {
		for _, s := range moduleSuffixes {
			if s == "" && !isModule(base) {
				continue
			}
			if p.fileAny(base + s) {
				return trimRoot(base + s), true
			}
		}
		return "", false
	}
	switch {
	case strings.HasPrefix(ref, "/"):
		return try(ref[1:])
	case strings.HasPrefix(ref, "."):
		return try(joinDir(dir, ref))
	}
	if f, ok := try(joinDir(dir, ref)); ok {
		return f, true
	}
	for _, c := range p.npmCandidates(dir, ref) {
		if f, ok := try(c); ok {
			return f, true
		}
		if main := p.packageMain(c); main != "" {
			if f, ok := try(path.Join(c, main)); ok {
				return f, true
			}
		}
	}
	return try(ref)
}

// ResolveNPM finds a file of an npm package as it is named (a sheet).
func (p *Project) ResolveNPM(from, ref string) (file string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.npmCandidates(path.Dir(from), p.alias(ref)) {
		if p.fileAny(c) {
			return trimRoot(c), true
		}
	}
	return "", false
}

func (p *Project) packageMain(base string) string {
	r, n, ok := p.where(base + "/package.json")
	if !ok {
		return ""
	}
	src, err := readRoot(r, n)
	if err != nil {
		return ""
	}
	doc, d := parseJSON(base+"/package.json", src)
	if d != nil {
		return ""
	}
	return strOf(doc.Value.Get("main"), "index.js")
}

// Forget drops the diagnostics of a file that is about to be read again.
func (p *Project) Forget(file string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	kept := p.diags[:0:0]
	for _, d := range p.diags {
		if d.File == file {
			delete(p.seen, d)
		} else {
			kept = append(kept, d)
		}
	}
	p.diags = kept
}

// Diagnose adds a diagnostic of another stage to the project's list.
func (p *Project) Diagnose(d wire.Diagnostic) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.report(d)
}
