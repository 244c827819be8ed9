package project

import (
	"os"
	"path/filepath"
	"testing"
)

// Any bytes as the configuration files of a project open it or end in an error, and
// every mistake has a place (oracle: hand).
func FuzzProject(f *testing.F) {
	f.Add(`{"pages":["p/p"],"themeLocation":"theme.json","window":{"navigationBarTitleText":"@t"}}`, `{"usingComponents":{"c":"../c/c","d":"weui/x"}}`, `{"light":{"t":"x"}}`, `{"miniprogramRoot":"./"}`)
	f.Add(`{"pages":{"a":1},"window":[],"tabBar":7,"usingComponents":[1],"subPackages":"x"}`, `[]`, `null`, `{"miniprogramRoot":"../.."}`)
	f.Add(`{"pages":["../../x","","p/p","p/p"],"subpackages":[{"root":"/","pages":[null,"a"]}],"tabBar":{"list":[{"pagePath":5}]}}`, `{"componentGenerics":{"a":{"default":"./p"}},"componentPlaceholder":[1]}`, `{"dark":[]}`, "\xff")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, app, page, theme, config string) {
		for name, text := range map[string]string{"app.json": app, "p/p.json": page, "theme.json": theme, "project.config.json": config, "p/p.wxml": ""} {
			file := filepath.Join(dir, filepath.FromSlash(name))
			if os.MkdirAll(filepath.Dir(file), 0o755) != nil || os.WriteFile(file, []byte(text), 0o644) != nil {
				t.Fatal("no folder to write to")
			}
		}
		p, err := Open(dir)
		if err != nil {
			return
		}
		defer p.Close()
		for _, name := range append([]string{"p/p", "no", "../p"}, p.App().Pages...) {
			p.Component(name)
		}
		p.SetTheme("dark")
		for _, d := range p.Diagnostics() {
			if d.File == "" || d.Message == "" || d.Line < 0 || d.Column < 0 {
				t.Errorf("a mistake without a place: %+v", d)
			}
		}
	})
}
