package view

import (
	"strings"
	"testing"
)

// A class attribute falls into the names that exparser's pattern finds (oracle exparser).
func TestClassNames(t *testing.T) {
	for text, want := range map[string]string{
		"a b":        "a b",
		"中文-row":     "-row",
		"a,b,c,":     "a b c",
		"w-[10px]":   "w- 10px",
		"--x":        "-x",
		"~g ^^o ^ ~": "~g ^^o",
		"a:hover/2":  "a hover 2",
		"-":          "",
		" \n\t":      "",
		"é1_A-9":     "1_A-9",
	} {
		if got := strings.Join(classNames(text), " "); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
