//go:build !headless

package main

import (
	"errors"
	"strings"
	"testing"
)

// Proves: each editor is told file and line in its own form. Oracle: the manuals of the
// editors' command lines.
func TestEditorCommand(t *testing.T) {
	a := at{"/p/a b.js", 12, 3}
	for editor, want := range map[string]string{
		"code":                             "code|-g|/p/a b.js:12:3",
		"code -g":                          "code|-g|/p/a b.js:12:3",
		"code --reuse-window":              "code|--reuse-window|-g|/p/a b.js:12:3",
		`"C:\Program Files\Code\Code.exe"`: `C:\Program Files\Code\Code.exe|-g|/p/a b.js:12:3`,
		"/opt/WebStorm/bin/webstorm.sh":    "/opt/WebStorm/bin/webstorm.sh|--line|12|--column|3|/p/a b.js",
		"idea":                             "idea|--line|12|--column|3|/p/a b.js",
		"gvim --remote-silent":             "gvim|--remote-silent|+12|/p/a b.js",
		"emacsclient -n":                   "emacsclient|-n|+12:3|/p/a b.js",
		"subl":                             "subl|/p/a b.js:12:3",
		"xterm -e vim +{line} {file}":      "xterm|-e|vim|+12|/p/a b.js",
		"my 'open it' --at={line},{column} {file}": "my|open it|--at=12,3|/p/a b.js",
	} {
		got, err := editorCommand(editor, a)
		if err != nil || strings.Join(got, "|") != want {
			t.Errorf("%s: %q, %v; want %q", editor, strings.Join(got, "|"), err, want)
		}
	}
	if got, _ := editorCommand("code", at{file: "/p"}); strings.Join(got, "|") != "code|/p" {
		t.Errorf("the folder: %q", got)
	}
	for _, bad := range []string{"", "code 'x"} {
		if _, err := editorCommand(bad, a); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// Proves: which editor is used. Oracle: hand.
func TestChooseEditor(t *testing.T) {
	for _, c := range []struct {
		flag, env, want string
		code            bool
	}{
		{"subl", "DIORAMA_EDITOR=zed", "subl", true},
		{"", "DIORAMA_EDITOR=zed", "zed", true},
		{"", "EDITOR=gedit", "code", true},
		{"", "EDITOR=gedit", "gedit", false},
		{"", "EDITOR=/usr/bin/vim", "needs a terminal", false},
		{"", "", "no editor", false},
	} {
		name, val, _ := strings.Cut(c.env, "=")
		got, err := chooseEditor(c.flag, func(n string) string {
			if n == name {
				return val
			}
			return ""
		}, func(string) (string, error) {
			if c.code {
				return "/usr/bin/code", nil
			}
			return "", errors.New("not there")
		})
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, c.want) {
			t.Errorf("%+v: %q", c, got)
		}
	}
}
