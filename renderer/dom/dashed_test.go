package dom

import "testing"

// Names of JavaScript become those of styles; custom properties stay as they are.
// Oracle: CSSOM, "IDL attribute to CSS property"; CSS Variables, section 2.
func TestDashed(t *testing.T) {
	for in, want := range map[string]string{"backgroundColor": "background-color", "WebkitTransform": "-webkit-transform",
		"top": "top", "--myColor": "--myColor", "": "", "边Top": "边-top"} {
		if got := Dashed(in); got != want {
			t.Errorf("Dashed(%q) = %q, want %q", in, got, want)
		}
	}
}
