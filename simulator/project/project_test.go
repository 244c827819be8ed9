package project

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func unpack(t *testing.T, src string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(src)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// A folder with miniprogramRoot, sub-packages, comments, trailing commas and npm
// components in node_modules opens; every mistake is listed with its place.
// Oracle: documentation of app.json and usingComponents.
func TestOpen(t *testing.T) {
	dir := unpack(t, `
-- project.config.json --
{ "miniprogramRoot": "mp/", // the code
  "appid": "wx1", }
-- mp/app.json --
{
  "pages": ["pages/index/index", "pages/none/none",],
  "subPackages": [{"root": "pkg/", "pages": ["a/a"]}],
  "window": {"navigationBarTitleText": "App", "navigationBarTextStyle": "black"},
  "usingComponents": {"my-card": "/components/card/card", "gone": "./gone"},
  /* tabs */
  "tabBar": {"list": [{"pagePath": "pages/index/index", "text": "A"}, {"pagePath": "pkg/a/a", "text": "B", "iconPath": "x.png"}]}
}
-- mp/pages/index/index.wxml --
-- mp/pages/index/index.json --
{"navigationBarTitleText": "Index", "usingComponents": {"t-button": "tdesign/button/button", "loc": "../../components/card/card"}}
-- mp/pkg/a/a.js --
-- mp/pkg/a/a.json --
{ "broken"
-- mp/components/card/card.json --
{"component": true}
-- mp/components/card/card.wxml --
-- node_modules/tdesign/package.json --
{"miniprogram": "dist", "main": "lib/x.js"}
-- node_modules/tdesign/dist/button/button.json --
{"component": true, "usingComponents": {"icon": "../icon/icon"}}
-- node_modules/tdesign/dist/icon/icon.json --
{"component": true}
-- node_modules/tdesign/dist/icon/util.js --
-- node_modules/tdesign/lib/x.js --
-- mp/utils/u.js --
`)
	p, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if got := strings.Join(p.App().Pages, " "); got != "pages/index/index pages/none/none pkg/a/a" {
		t.Error(got)
	}
	c := p.Component("pages/index/index")
	if c.Window.NavigationBarTitleText != "Index" || c.Window.NavigationBarTextStyle != "black" {
		t.Errorf("%+v", c.Window)
	}
	if c.Using["t-button"] != "@project/node_modules/tdesign/dist/button/button" || c.Using["loc"] != "components/card/card" || c.Using["my-card"] != "components/card/card" {
		t.Errorf("%v", c.Using)
	}
	if b := p.Component(c.Using["t-button"]); b.Using["icon"] != "@project/node_modules/tdesign/dist/icon/icon" {
		t.Errorf("%v", b.Using)
	}
	for _, m := range [][3]string{
		{"pages/index/index.js", "../../utils/u", "utils/u.js"},
		{"pages/index/index.js", "/utils/u.js", "utils/u.js"},
		{"app.js", "utils/u", "utils/u.js"},
		{"app.js", "tdesign", "@project/node_modules/tdesign/lib/x.js"},
		{"@project/node_modules/tdesign/dist/icon/icon.js", "./util", "@project/node_modules/tdesign/dist/icon/util.js"},
	} {
		if f, ok := p.ResolveModule(m[0], m[1]); !ok || f != m[2] {
			t.Errorf("%s requires %s: %q %v, want %s", m[0], m[1], f, ok, m[2])
		}
	}
	if _, err := p.ReadFile("../project.config.json"); err == nil {
		t.Error("read outside the root")
	}
	p.Component("pkg/a/a")
	var got []string
	for _, d := range p.Diagnostics() {
		got = append(got, strings.SplitN(d.File, "|", 2)[0]+" "+d.Message)
	}
	for _, want := range []string{"pages/none/none", "x.png", "gone", "pkg/a/a.json not valid JSON"} {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("no diagnostic about %s in %q", want, got)
		}
	}
	d := p.Diagnostics()[0]
	if d.Line != 2 || d.Column != 34 {
		t.Errorf("place of the missing page: %+v", d)
	}
}

func FuzzParseJSON(f *testing.F) {
	f.Add([]byte(`{"a": [1, 2,], // c
}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, diag := parseJSON("x.json", b)
		if diag != nil && (diag.Line < 1 || diag.Column < 1) {
			t.Fatalf("no place: %+v", diag)
		}
		_ = d.Value.JSON()
	})
}
