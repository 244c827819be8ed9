package audit

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"diorama/renderer/wxss"
)

func packageSize(c *check) {
	if len(c.s.Files) == 0 {
		c.nothing("there is no file")
		return
	}
	c.note = "the sizes of the files as they are; uploading makes code smaller"
	sizes := map[string]int{}
	for i := range c.s.Files {
		sizes[c.packageOf(c.s.Files[i].Path)] += c.s.Files[i].Size
	}
	for _, root := range append([]string{""}, c.s.App.Roots...) {
		if n := sizes[root]; n > packageBytes {
			name := root
			if name == "" {
				name = "the main package"
			}
			c.add(Finding{Text: fmt.Sprintf("%s has %s", name, kilobytes(n)), File: "app.json"})
		}
	}
}

// packageOf names the sub-package that a file lies in, "" the main one.
func (c *check) packageOf(file string) string {
	for _, root := range c.s.App.Roots {
		if r := strings.Trim(root, "/"); strings.HasPrefix(file, r+"/") {
			return root
		}
	}
	return ""
}

func isMedia(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".mp3", ".wav", ".m4a", ".aac", ".mp4":
		return true
	}
	return false
}

func mediaSize(c *check) {
	sum, largest := 0, -1
	for i := range c.s.Files {
		if f := &c.s.Files[i]; isMedia(f.Path) {
			if sum += f.Size; largest < 0 || f.Size > c.s.Files[largest].Size {
				largest = i
			}
		}
	}
	switch {
	case largest < 0:
		c.nothing("the package has neither pictures nor sounds")
	case sum > mediaBytes:
		c.add(Finding{Text: fmt.Sprintf("%s together; the largest is %s with %s", kilobytes(sum), c.s.Files[largest].Path, kilobytes(c.s.Files[largest].Size)), File: c.s.Files[largest].Path})
	}
}

func lazyCode(c *check) {
	if c.s.App.Raw.Get("lazyCodeLoading").Str() != "requiredComponents" {
		c.add(Finding{Text: "lazyCodeLoading is not requiredComponents", File: "app.json"})
	}
}

// unusedComponents looks for the tag in the template of the page or component that
// declares it; app.json's may be used by any.
func unusedComponents(c *check) {
	data := map[string][]byte{}
	for i := range c.s.Files {
		data[c.s.Files[i].Path] = c.s.Files[i].Data
	}
	any := false
	for i := range c.s.App.Components {
		k := &c.s.App.Components[i]
		for tag := range k.Using {
			any = true
			used := false
			if k.Path == "" {
				for name, b := range data {
					used = used || path.Ext(name) == ".wxml" && usesTag(b, tag)
				}
			} else {
				used = c.templateUses(data, k.Path+".wxml", tag, map[string]bool{}) || usesGeneric(data[k.Path+".wxml"], tag)
			}
			if !used {
				c.add(Finding{Text: fmt.Sprintf("%s is declared and not used", tag), File: k.File, Line: lineOf(data[k.File], `"`+tag+`"`)})
			}
		}
	}
	sortFindings(c.findings)
	if !any {
		c.nothing("no component is declared")
	}
}

// templateUses looks in a template and in those that it takes in.
func (c *check) templateUses(data map[string][]byte, file, tag string, seen map[string]bool) bool {
	b, ok := data[file]
	if seen[file] || !ok {
		return false
	}
	seen[file] = true
	if usesTag(b, tag) {
		return true
	}
	for _, src := range attributes(b, "src") {
		if strings.HasSuffix(src, ".wxml") && c.templateUses(data, resolve(file, src), tag, seen) {
			return true
		}
	}
	return false
}

func usesTag(b []byte, tag string) bool {
	for rest := b; ; {
		i := bytes.Index(rest, []byte("<"+tag))
		if i < 0 {
			return false
		}
		rest = rest[i+1+len(tag):]
		if len(rest) == 0 || strings.IndexByte(" \t\r\n/>", rest[0]) >= 0 {
			return true
		}
	}
}

// usesGeneric: generic:name="tag" names a component too.
func usesGeneric(b []byte, tag string) bool {
	return bytes.Contains(b, []byte(`="`+tag+`"`)) && bytes.Contains(b, []byte("generic:"))
}

func resolve(from, ref string) string {
	if strings.HasPrefix(ref, "/") {
		return path.Clean(ref[1:])
	}
	return path.Join(path.Dir(from), ref)
}

// unusedFiles follows what the configuration, templates, sheets and scripts name. A file
// whose name stands in any source is taken for used.
func unusedFiles(c *check) {
	if len(c.s.Files) == 0 {
		c.nothing("there is no file")
		return
	}
	used := map[string]bool{"app.json": true, "app.js": true, "app.ts": true, "app.wxss": true, "sitemap.json": true, "theme.json": true, "project.config.json": true,
		"project.private.config.json": true, "project.miniapp.json": true, "package.json": true, "ext.json": true, "tsconfig.json": true, "jsconfig.json": true}
	for _, p := range c.s.App.Pages {
		markUsed(used, p)
	}
	for i := range c.s.App.Components {
		k := &c.s.App.Components[i]
		if k.Path != "" {
			markUsed(used, k.Path)
		}
		for _, p := range k.Using {
			markUsed(used, p)
		}
	}
	names := map[string]bool{}
	for i := range c.s.Files {
		f := &c.s.Files[i]
		switch path.Ext(f.Path) {
		case ".js", ".ts", ".wxml", ".wxss", ".wxs", ".json", ".less", ".scss":
			eachWord(f.Data, func(w []byte) { names[string(w)] = true })
		}
	}
	for i := range c.s.Files {
		f := &c.s.Files[i]
		base := path.Base(f.Path)
		stem := strings.TrimSuffix(base, path.Ext(base))
		switch {
		case used[f.Path], strings.HasPrefix(base, "."), strings.HasPrefix(f.Path, "miniprogram_npm/"), strings.Contains(f.Path, "/miniprogram_npm/"),
			strings.HasPrefix(f.Path, "node_modules/"), strings.HasPrefix(f.Path, "custom-tab-bar/"), strings.HasSuffix(base, ".md"), strings.HasSuffix(base, ".d.ts"):
		case base == "index.js" && names[path.Base(path.Dir(f.Path))]:
		case !names[stem] && !names[base]:
			c.add(Finding{Text: fmt.Sprintf("%s (%s) is named nowhere", f.Path, kilobytes(f.Size)), File: f.Path})
		}
	}
	c.note = "a file counts as used when its name stands in any source"
}

func markUsed(used map[string]bool, path string) {
	for _, ext := range [...]string{".js", ".ts", ".json", ".wxml", ".wxss", ".wxs", ".less", ".scss", ".sass"} {
		used[path+ext] = true
	}
}

func inlineData(c *check) {
	if c.s.Entry == "" {
		c.nothing("no page was opened")
		return
	}
	c.sheets(func(f *File, sh *wxss.Sheet) {
		if f.Path != "app.wxss" && f.Path != c.s.Entry+".wxss" {
			return
		}
		for i := range sh.Rules {
			for k := range sh.Rules[i].Decls {
				d := &sh.Rules[i].Decls[k]
				if len(d.Value) > inlineBytes && strings.Contains(d.Value, "base64,") {
					c.add(Finding{Text: fmt.Sprintf("%s: %s has %s of data", selectors(&sh.Rules[i]), d.Name, kilobytes(len(d.Value))), File: sh.Rules[i].File, Line: int(d.Line), Column: int(d.Column)})
				}
			}
		}
	})
}
