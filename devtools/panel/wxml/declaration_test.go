// Proves: a declaration that is typed is read, its numbers step, and words that fit are
// offered; a style attribute keeps what is switched off. Oracle: hand, from browsers'
// devtools.
package wxml

import (
	"slices"
	"strings"
	"testing"
)

func TestNudge(t *testing.T) {
	for _, c := range []struct {
		text  string // | is the cursor
		steps float64
		want  string // "" nothing
	}{
		{"width: 10|rpx", 1, "width: 11|rpx"}, {"width: |10px", -1, "width: 9|px"}, {"margin: 1px 20p|x", 10, "margin: 1px 30|px"},
		{"opacity: 0.5|", 1, "opacity: 0.6|"}, {"top: -1|px", 1, "top: 0|px"}, {"top: 0|", -1, "top: -1|"}, {"top: calc(1px -2|px)", 1, "top: calc(1px -1|px)"},
		{"color: #07c16|0", 1, ""}, {"color: re|d", 1, ""}, {"line-height: 1.5|", 10, "line-height: 2.5|"}, {"width: 50%|", 1, "width: 51|%"}, {"|", 1, ""},
	} {
		at := strings.IndexByte(c.text, '|')
		text := strings.Replace(c.text, "|", "", 1)
		got, end, ok := nudge(text, at, c.steps)
		if c.want == "" {
			if ok || got != text {
				t.Errorf("%s: %s", c.text, got)
			}
		} else if got = got[:end] + "|" + got[end:]; got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

func TestOffer(t *testing.T) {
	first := func(text string) string {
		at := strings.IndexByte(text, '|')
		from, words := offer(strings.Replace(text, "|", "", 1), at)
		if len(words) == 0 {
			return ""
		}
		return text[:from] + words[0]
	}
	for text, want := range map[string]string{"dis|": "display", "display: fl|": "display: flex", "display:|": "display:block", "colo|r": "color", "color: toma|": "color: tomato",
		"color: tomato|": "", "|": "", "xyzzy|": "", "border: 1px so|": "border: 1px solid"} {
		if got := first(text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if _, words := offer("radius", 6); !slices.Contains(words, "border-radius") {
		t.Errorf("what stands behind a dash is not found: %v", words)
	}
}

func TestStyleText(t *testing.T) {
	parts := styleParts("color:red;/* top: 1px !important; */ left : 2px")
	if got := styleText(parts); got != "color: red; /* top: 1px !important; */ left: 2px;" {
		t.Error(got)
	}
	if got := styleText(replaced(parts, 3, part{declaration{"width", "1px", false}, false})); !strings.HasSuffix(got, "left: 2px; width: 1px;") {
		t.Error(got)
	}
	if d, ok := parseDeclaration("Color : RED!important"); !ok || d.String() != "color: RED !important" {
		t.Errorf("%v %v", d, ok)
	}
	for _, s := range []string{"", "a", "a:", "a:b;c:d", "a:}"} {
		if d, ok := parseDeclaration(s); ok && s != "a:}" {
			t.Errorf("%q is %v", s, d)
		}
	}
}
