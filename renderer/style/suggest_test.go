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
