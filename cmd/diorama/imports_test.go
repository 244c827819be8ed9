package main

import (
	"os/exec"
	"strings"
	"testing"
)

// rule says what packages under a path may import, as prefixes; of ours and of
// the modules that only some may use. The first matching rule counts.
type rule struct {
	path string
	ours []string // allowed packages of this module
	also []string // allowed modules among the guarded ones
}

// guarded are the imports that not everybody may have.
var guarded = []string{"fyne.io/fyne/v2", "github.com/dop251/goja", "github.com/evanw/esbuild", "github.com/fsnotify/fsnotify", "github.com/go-text/typesetting", "net", "net/http", "os", "os/exec"}

// rules are the arrows of ARCHITECTURE.md.
var rules = []rule{
	{"renderer/geom", nil, nil},
	{"renderer/value", nil, nil},
	{"renderer/expr", []string{"renderer/value"}, nil},
	{"renderer/wxml", []string{"renderer/value", "renderer/expr", "renderer/dom"}, nil},
	{"renderer/wxss", []string{"renderer/value"}, nil},
	{"renderer/dom", []string{"renderer/value"}, nil},
	{"renderer/text", []string{"renderer/geom"}, []string{"github.com/go-text/typesetting"}},
	{"renderer/picture", []string{"renderer/geom"}, nil},
	{"renderer/style", []string{"renderer/geom", "renderer/value", "renderer/dom", "renderer/wxss"}, nil},
	{"renderer/layout", []string{"renderer/geom", "renderer/value", "renderer/dom", "renderer/style", "renderer/text"}, nil},
	{"renderer/raster", []string{"renderer/geom", "renderer/text", "renderer/style"}, nil},
	{"renderer/paint", []string{"renderer/geom", "renderer/dom", "renderer/style", "renderer/layout", "renderer/text", "renderer/raster"}, nil},
	{"renderer/animation", []string{"renderer/geom", "renderer/dom", "renderer/style", "renderer/wxss"}, nil},
	{"renderer/input", []string{"renderer/geom", "renderer/value", "renderer/dom", "renderer/text"}, []string{"github.com/go-text/typesetting"}},
	{"renderer/component", []string{"renderer/geom", "renderer/value", "renderer/dom", "renderer/style", "renderer/layout", "renderer/paint", "renderer/input", "renderer/text", "renderer/picture", "renderer/component", "assets"}, nil},
	{"renderer", []string{"renderer", "assets"}, nil},
	{"simulator/wire", []string{"renderer/dom", "renderer/value"}, nil},
	{"simulator/device", []string{"simulator/wire"}, nil},
	{"simulator/timeline", []string{"renderer/dom", "renderer/value", "simulator/wire"}, nil},
	{"simulator/audit", []string{"renderer/dom", "renderer/value", "renderer/wxss", "simulator/wire"}, nil},
	{"simulator/watch", nil, []string{"github.com/fsnotify/fsnotify", "os"}},
	{"simulator/project", []string{"renderer/value", "simulator/wire"}, []string{"os"}},
	{"simulator/script", []string{"simulator/wire", "simulator/project"}, []string{"github.com/dop251/goja", "github.com/evanw/esbuild"}},
	{"simulator/view", []string{"renderer/dom", "renderer/value", "renderer/expr", "renderer/wxml", "simulator/wire"}, nil},
	{"simulator/storage", []string{"renderer/value"}, []string{"os"}},
	{"simulator/sandbox", []string{"renderer/value"}, []string{"os", "net", "net/http"}},
	{"simulator/wx", []string{"renderer/dom", "renderer/value", "renderer/geom", "renderer/text", "renderer/canvas", "renderer/picture", "simulator/wire", "simulator/project", "simulator/storage", "simulator/sandbox", "simulator/device", "assets"}, []string{"os", "net", "net/http"}},
	{"simulator/logic", []string{"renderer/dom", "renderer/value", "renderer/expr", "renderer/wxml", "simulator/wire", "simulator/project", "simulator/script", "simulator/view", "simulator/wx", "simulator/storage", "simulator/sandbox", "simulator/device"}, []string{"github.com/dop251/goja", "os"}},
	{"simulator/record", []string{"renderer/dom", "renderer/input", "renderer/value", "simulator/device", "simulator/wire"}, nil},
	{"simulator", []string{"renderer", "simulator", "assets"}, []string{"os", "os/exec", "net", "net/http"}},
	{"devtools", []string{"renderer", "simulator", "assets", "devtools"}, []string{"fyne.io/fyne/v2", "os", "os/exec"}},
	{"assets", []string{"assets"}, nil},
	{"cmd", []string{"renderer", "simulator", "devtools", "assets"}, []string{"fyne.io/fyne/v2", "os", "os/exec", "net", "net/http"}},
}

// Imports go only along the arrows of ARCHITECTURE.md: Fyne stays in the window,
// goja in the logic layer, files and network out of the renderer, panels apart.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-tags", "headless", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "diorama/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := 0
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		fields := strings.Fields(line)
		path := strings.TrimPrefix(fields[0], "diorama/")
		packages++
		r := ruleFor(path)
		if r == nil {
			t.Errorf("%s has no rule: add it to the table here and to ARCHITECTURE.md", path)
			continue
		}
		for _, imp := range fields[1:] {
			if own, ok := strings.CutPrefix(imp, "diorama/"); ok {
				if !allowed(own, r.ours) {
					t.Errorf("%s imports %s, which no arrow allows", path, own)
				}
				if a, b := panelOf(path), panelOf(own); a != "" && b != "" && a != b {
					t.Errorf("panel %s imports panel %s", path, own)
				}
				continue
			}
			for _, g := range guarded {
				if (imp == g || strings.HasPrefix(imp, g+"/") && !strings.HasPrefix(g, "net") && g != "os" && !isURL(imp)) && !allowed(imp, r.also) {
					t.Errorf("%s imports %s, which belongs elsewhere", path, imp)
				}
			}
			if imp == "fyne.io/fyne/v2/app" && !strings.HasPrefix(path, "cmd/") {
				t.Errorf("%s imports fyne/v2/app: only cmd may, it needs cgo", path)
			}
		}
	}
	if packages < 20 {
		t.Errorf("only %d packages were seen", packages)
	}
}

func isURL(imp string) bool { return imp == "net/url" }

func ruleFor(path string) *rule {
	for i := range rules {
		if path == rules[i].path || strings.HasPrefix(path, rules[i].path+"/") {
			return &rules[i]
		}
	}
	return nil
}

func allowed(imp string, list []string) bool {
	for _, a := range list {
		if imp == a || strings.HasPrefix(imp, a+"/") {
			return true
		}
	}
	return false
}

func panelOf(path string) string {
	rest, ok := strings.CutPrefix(path, "devtools/panel/")
	if !ok {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}
