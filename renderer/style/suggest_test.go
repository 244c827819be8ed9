// Proves: completion offers what the property takes and nothing it does not. Oracle: the
// parser of values itself, and hand for a few.
package style

import (
	"slices"
	"testing"
)

func TestKeywords(t *testing.T) {
	for property, want := range map[string]string{"display": "flex", "flex-direction": "column", "align-items": "center", "color": "tomato", "width": "auto",
		"background": "red", "border": "none", "position": "inherit", "word-wrap": "break-word", "font-weight": "bold", "text-align": "center", "flex-flow": "wrap"} {
		if got := Keywords(property); !slices.Contains(got, want) {
			t.Errorf("%s lacks %s: %v", property, want, got[:min(len(got), 20)])
		}
	}
	if slices.Contains(Keywords("display"), "red") || slices.Contains(Keywords("width"), "none") || Keywords("nonsense") != nil {
		t.Error("words that do not fit are offered")
	}
	for _, name := range PropertyNames() {
		for _, w := range Keywords(name) {
			if _, st := compileValue(name, w, ""); st != declOK {
				t.Errorf("%s: %s is offered and not understood", name, w)
			}
		}
	}
}

func TestFindColor(t *testing.T) {
	for value, want := range map[string]string{"1px solid #eee": "#eee", "rgb(1, 2, 3)": "rgb(1, 2, 3)", "linear-gradient(to right, red 1%, blue)": "red", "none": "", "var(--x)": "",
		"0 1px 2px rgba(0,0,0,.5) inset": "rgba(0,0,0,.5)", "currentcolor": "", "url(red.png)": "", "#12": "", "transparent": "transparent"} {
		from, to, _, ok := FindColor(value)
		if value[from:to] != want || ok != (want != "") {
			t.Errorf("%s: %q", value, value[from:to])
		}
	}
}
