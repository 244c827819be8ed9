package project

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Compile modes are read from both configuration files, and an edit changes the private
// one's entry and no other byte. Oracle: hand, after the files that WeChat DevTools writes.
func TestModes(t *testing.T) {
	app := "\n-- app.json --\n{\"pages\":[\"a/a\"]}\n-- a/a.wxml --\n-- project.config.json --\n" +
		`{"condition":{"miniprogram":{"list":[{"name":"public","pathName":"/a/a","query":"?x=1&y=2","scene":"1011","launchMode":"default"}]}}}` + "\n"
	private := "\xef\xbb\xbf{\r\n\t// mine\r\n\t\"setting\": {\"urlCheck\": false},\r\n\t\"condition\": {\r\n\t\t\"plugin\": {},\r\n\t\t\"miniprogram\": {\r\n\t\t\t\"list\": [\r\n" +
		"\t\t\t\t{\"name\": \"one\", \"pathName\": \"a/a\", \"query\": \"\", \"scene\": null, \"extra\": [1]}, // note\r\n\t\t\t\t{ \"name\" : \"two\", \"pathName\":\"b/b\" }\r\n\t\t\t]\r\n\t\t}\r\n\t},\r\n\t\"z\": 1\r\n}"
	one, two := Mode{Name: "one", Page: "a/a"}, Mode{Name: "two", Page: "b/b"}
	public := Mode{"public", "a/a", "x=1&y=2", 1011}
	edited := Mode{"one", "a/a", `id=1&name="<中>"`, 1047}
	for _, c := range []struct {
		name, private string // "" no file
		old, now      *Mode
		list          string
		check         func(before, after string) string // "" good
	}{
		{"read", private, nil, nil, "[{one a/a  0} {two b/b  0}]", nil},
		{"inherited", "", nil, nil, "[{public a/a x=1&y=2 1011}]", nil},
		{"change", private, &one, &edited, `[{one a/a id=1&name="<中>" 1047} {two b/b  0}]`, func(b, a string) string {
			return same(strings.NewReplacer(`"query": ""`, `"query": "id=1&name=\"<中>\""`, `"scene": null`, `"scene": 1047`).Replace(b), a)
		}},
		{"remove", private, &one, nil, "[{two b/b  0}]", func(b, a string) string {
			return same(strings.Replace(b, "\r\n\t\t\t\t"+`{"name": "one", "pathName": "a/a", "query": "", "scene": null, "extra": [1]},`, "", 1), a)
		}},
		{"add", private, nil, &public, "[{one a/a  0} {two b/b  0} {public a/a x=1&y=2 1011}]", func(b, a string) string {
			return same(strings.Replace(b, "\"b/b\" }\r\n", "\"b/b\" },\r\n\t\t\t\t{\r\n\t\t\t\t\t\"name\": \"public\",\r\n\t\t\t\t\t\"pathName\": \"a/a\",\r\n\t\t\t\t\t\"query\": \"x=1&y=2\",\r\n"+
				"\t\t\t\t\t\"launchMode\": \"default\",\r\n\t\t\t\t\t\"scene\": 1011\r\n\t\t\t\t}\r\n", 1), a)
		}},
		{"add to an object", "{\n    \"a\": 1 // why\n}\n", nil, &two, "[{public a/a x=1&y=2 1011} {two b/b  0}]", func(b, a string) string {
			if !strings.HasPrefix(a, "{\n    \"a\": 1, // why\n    \"condition\": {\n        \"miniprogram\": {\n") && !strings.HasPrefix(a, "{\n    \"a\": 1") {
				return "the rest changed"
			}
			return ""
		}},
		{"new file", "", nil, &two, "[{public a/a x=1&y=2 1011} {two b/b  0}]", nil},
		{"change inherited", "", &public, &two, "[{two b/b  0}]", nil},
		{"remove the last", `{"condition":{"miniprogram":{"list":[{"name":"one","pathName":"a/a"}]}}}`, &one, nil, "[]", nil},
		{"null", `{"condition":null,}`, nil, &one, "[{public a/a x=1&y=2 1011} {one a/a  0}]", nil},
		{"gone", private, &public, nil, "!has no compile mode", nil},
		{"broken", "{", nil, &one, "!correct it first", nil},
		{"no object", `{"condition":[]}`, nil, &one, "!expected to be an object", nil},
	} {
		dir := unpack(t, app)
		file := filepath.Join(dir, privateConfig)
		if c.private != "" {
			if err := os.WriteFile(file, []byte(c.private), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		p, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if c.old != nil || c.now != nil {
			err = p.ChangeMode(c.old, c.now)
		}
		want, bad := strings.CutPrefix(c.list, "!")
		b, _ := os.ReadFile(file)
		if bad {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: error %v", c.name, err)
			}
			if string(b) != c.private {
				t.Errorf("%s: the file was changed", c.name)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		list, err := p.Modes()
		if got := fmt.Sprint(list); got != want || err != nil {
			t.Errorf("%s: %s %v, wanted %s\n%s", c.name, got, err, want, b)
		}
		if c.check != nil {
			if s := c.check(c.private, string(b)); s != "" {
				t.Errorf("%s: %s", c.name, s)
			}
		}
		names, _ := filepath.Glob(filepath.Join(dir, ".project*"))
		if len(names) != 0 {
			t.Errorf("%s: left behind %v", c.name, names)
		}
		p.Close()
	}
}

func same(want, got string) string {
	if want != got {
		return fmt.Sprintf("written\n%q\nwanted\n%q", got, want)
	}
	return ""
}

// Hidden files and packages of npm are no files to look for. Oracle: hand.
func TestFiles(t *testing.T) {
	p, err := Open(unpack(t, `
-- app.json --
{"pages":["b/b"]}
-- b/b.wxml --
-- b/b.js --
-- .hidden --
-- node_modules/x/x.js --
-- miniprogram_npm/x/x.js --
-- .git/config --
`))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if got := fmt.Sprint(p.Files()); got != "[app.json b/b.js b/b.wxml]" {
		t.Error(got)
	}
}
