package style

import "testing"

// TestRare: clip, counters, border-image, columns, translate, rotate and scale compute to
// what Chromium's getComputedStyle gives. Oracle: chromium (differential/chromium/style).
func TestRare(t *testing.T) {
	for _, c := range []struct{ decl, name, want string }{
		{"clip:rect(1px, auto, 2px 3px)", "clip", "auto"}, // commas everywhere or nowhere
		{"clip:rect(1px auto 2px 3px)", "clip", "rect(1px, auto, 2px, 3px)"},
		{"counter-reset:A 2 b", "counter-reset", "A 2 b 0"},
		{"counter-increment:A b -3", "counter-increment", "A 1 b -3"},
		{"border-image:linear-gradient(red,blue) 1 / 2px / 3", "border-image-outset", "3"},
		{"border-image:linear-gradient(red,blue) 1 / 2px", "border-image-width", "2px"},
		{"border-image-slice:fill 10 20%", "border-image-slice", "10 20% fill"},
		{"border-image-source:linear-gradient(red,red);border:1px solid", "border-image-source", "none"},
		{"columns:2 10px", "column-width", "10px"},
		{"columns:2 2", "column-count", "auto"},
		{"-webkit-column-count:3", "column-count", "3"},
		{"column-rule:2px solid red", "column-rule-width", "2px"},
		{"page-break-inside:avoid", "break-inside", "avoid"},
		{"translate:10% 0px", "translate", "10%"},
		{"rotate:x 20deg", "rotate", "x 20deg"},
		{"scale:50%", "scale", "0.5"},
	} {
		s := newStyler(t, ".a{"+c.decl+"}")
		b := newBuilder(t)
		n := b.add(1, "view", "", "a")
		s.Update(b.tree)
		got := ""
		for _, p := range Describe(s.Of(b.tree.Node(n), NoPseudo), testEnv.DPR) {
			if p.Name == c.name {
				got = p.Value
			}
		}
		if got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.decl, c.name, got, c.want)
		}
	}
}
