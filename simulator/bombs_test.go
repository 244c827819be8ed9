package simulator

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// bombTime bounds one broken project, real time; a quiet machine needs seconds, this
// one shares two cores with others.
const bombTime = 3 * time.Minute

// bomb is a project with one thing wrong: files over those of a page that works. A
// file "dir:" is a folder of that name, "loop:" a link to itself.
type bomb struct {
	name  string
	files map[string]string
	want  string // "file:line: part of the message"; line 0: any, or none
}

func bombs() []bomb {
	rep := strings.Repeat
	wxml := func(s string) map[string]string { return map[string]string{"p/p.wxml": s} }
	js := func(s string) map[string]string { return map[string]string{"p/p.js": s} }
	wxs := func(s string) map[string]string {
		return map[string]string{"p/p.wxml": `<wxs src="a.wxs" module="m"/>{{m.x.length}}`, "p/a.wxs": s}
	}
	wxss := func(s string) map[string]string { return map[string]string{"p/p.wxss": s} }
	garbage := string(func() (b []byte) {
		for i := range 1024 {
			b = append(b, byte(i))
		}
		return b
	}())
	double := map[string]string{
		"p/p.json": `{"usingComponents":{"c":"../c/c"}}`, "p/p.wxml": "<c/>",
		"c/c.json": `{"component":true,"usingComponents":{"c":"c"}}`, "c/c.js": "Component({})", "c/c.wxml": "<view>\n<c/><c/></view>",
	}
	return []bomb{
		{"app.json of bytes", map[string]string{"app.json": garbage}, "app.json:1: not valid JSON"},
		{"app.json is empty", map[string]string{"app.json": ""}, "app.json:1: expected a JSON object"},
		{"app.json without a colon", map[string]string{"app.json": "{\"pages\":[\"p/p\"],\n\"window\" 5}"}, "app.json:2: not valid JSON"},
		{"page json nested deep", map[string]string{"p/p.json": rep("[", 100000)}, "p/p.json:1: nested deeper than"},
		{"page json is a list", map[string]string{"p/p.json": "[1]"}, "p/p.json:1: expected a JSON object"},
		{"page js is a folder", map[string]string{"p/p.js": "dir:"}, "p/p.js:0: this is a folder"},
		{"page js is a link to itself", map[string]string{"p/p.js": "loop:"}, "p/p.js:0: this is a link"},
		{"page wxml is a folder", map[string]string{"p/p.wxml": "dir:"}, "p/p.wxml:0: "},
		{"page wxss is a link to itself", map[string]string{"p/p.wxss": "loop:"}, "p/p.wxss:0: "},
		{"tags never closed", wxml(rep("<view>", 5000)), "p/p.wxml:1: nested too deep"},
		{"braces never closed", wxml(rep(`<view a="{{`, 1000)), "p/p.wxml:1: "},
		{"parentheses nested deep", wxml("\n{{" + rep("(", 50000) + "1" + rep(")", 50000) + "}}"), "p/p.wxml:2: "},
		{"lists nested deep", wxml("{{" + rep("[", 50000) + rep("]", 50000) + "}}"), "p/p.wxml:1: "},
		{"wx:for over 1e9", wxml(`<view wx:for="{{1000000000}}"/>`), "p/p.wxml:1: only the first"},
		{"wx:for three times 1,000", wxml("<block wx:for=\"{{1000}}\"><block wx:for=\"{{1000}}\">\n<view wx:for=\"{{1000}}\"/></block></block>"), "p/p.wxml:0: the page has more than"},
		{"template in itself, twice", wxml("<template name=\"t\"><view>\n<template is=\"t\"/><template is=\"t\"/></view></template><template is=\"t\"/>"), "p/p.wxml:2: uses itself"},
		{"templates that double", wxml(doubling(40)), "p/p.wxml:0: the page has more than"},
		{"include in itself", wxml("\n<include src=\"p.wxml\"/>"), "p/p.wxml:2: "},
		{"import that is not there", wxml("\n<import src=\"no.wxml\"/>"), "p/p.wxml:2: there is no file"},
		{"component that doubles", double, "c/c.wxml:2: the page has more than"},
		{"bytes that are no text", wxml("<view title=\"\xff{{x\xff}}\">\xc3\x28</view>"), "p/p.wxml:1: "},
		{"wxs that does not parse", wxml("<wxs module=\"m\">\nvar x = ;\n</wxs>{{m.x}}"), "p/p.wxml:2: "},
		{"wxs of bytes", wxs(garbage), "p/a.wxs:0: "},
		{"wxs nested deep", wxs("var x = " + rep("[", 50000)), "p/a.wxs:1: "},
		{"wxs without an end", wxs("function f(){return f()}\nmodule.exports={x:f()}"), "p/a.wxs:1: "},
		{"script nested deep", js("var x=" + rep("[", 100000)), "p/p.js:1: "},
		{"script that does not parse", js("Page({\n  data: {,}\n})"), "p/p.js:2: "},
		{"script that calls itself", js("function f(){f()}\nf()"), "p/p.js:0: "},
		{"script that runs on", js("Page({onLoad(){\nfor(;;){}}})"), "p/p.js:0: JavaScript ran for more than"},
		{"setData in its own observer", js("Component({data:{a:0},observers:{a(){this.setData({a:this.data.a+1})}},lifetimes:{attached(){this.setData({a:1})}}})"), "p/p.js:1: for ever"},
		{"reLaunch in onShow", js("Page({onShow(){wx.reLaunch({url:'/p/p'})}})"), "p/p.js:0: navigations"},
		{"text of a gigabyte", js("Page({onLoad(){\n'x'.repeat(2**30)}})"), "p/p.js:2: Invalid string length"},
		{"rules never closed", wxss(rep("a{", 50000)), "p/p.wxss:1: "},
		{"sheet that imports what is not there", wxss("\n@import \"no.wxss\";"), "p/p.wxss:2: does not exist"},
	}
}

// doubling is a page of n templates, each of which shows the next one twice.
func doubling(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<template name=\"t%d\"><view><template is=\"t%d\"/><template is=\"t%d\"/></view></template>\n", i, i+1, i+1)
	}
	fmt.Fprintf(&b, "<template name=\"t%d\">x</template><template is=\"t0\"/>", n)
	return b.String()
}

// A broken project ends in a diagnostic with its place, in bounded time, never in a
// crash (oracle: hand; what WeChat says of these is not known, that it is said is the point).
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a minute")
	}
	base := map[string]string{"app.json": `{"pages":["p/p"]}`, "app.js": "App({})", "p/p.wxml": "<view>ok</view>", "p/p.js": "Page({})", "p/p.wxss": "", "p/p.json": "{}"}
	for _, b := range bombs() {
		t.Run(b.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, files := range []map[string]string{base, b.files} {
				for name, data := range files {
					plant(t, filepath.Join(dir, filepath.FromSlash(name)), data)
				}
			}
			start := time.Now()
			said := blast(t, dir)
			if took := time.Since(start); took > bombTime {
				t.Errorf("took %v", took)
			}
			file, rest, _ := strings.Cut(b.want, ":")
			line, text, _ := strings.Cut(rest, ": ")
			for _, s := range said {
				at := file + ":"
				if line != "0" {
					at += line + ":"
				}
				if (file == "" || strings.Contains(s, at)) && strings.Contains(s, text) {
					return
				}
			}
			if len(said) > 10 {
				said = said[:10]
			}
			t.Errorf("want %q, said\n%.3000s", b.want, strings.Join(said, "\n"))
		})
	}
}

func plant(t *testing.T, path, data string) {
	t.Helper()
	_ = os.Remove(path)
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	switch {
	case err != nil:
	case data == "dir:":
		err = os.Mkdir(path, 0o755)
	case data == "loop:":
		err = os.Symlink(filepath.Base(path), path)
	default:
		err = os.WriteFile(path, []byte(data), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// blast opens a project and gives everything that is said about it.
func blast(t *testing.T, dir string) []string {
	t.Helper()
	s, err := Open(Options{Dir: dir, Virtual: true, DPR: 1})
	if err != nil {
		return strings.Split(err.Error(), "\n")
	}
	defer s.Close()
	var said []string
	if err := s.Settle(0, bombTime); err != nil {
		said = append(said, err.Error())
	}
	for _, d := range s.State().Problems {
		said = append(said, fmt.Sprintf("%s:%d:%d: %s", d.File, d.Line, d.Column, d.Message))
	}
	for _, e := range s.Report("p/p", 0).Errors {
		said = append(said, fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Message))
	}
	return said
}
