package text

import "testing"

// Control characters but newlines show as a missing character, 1 em in our font.
// Oracle chromium: widths of "a", the character, "a" at 16 px.
func TestControlCharacters(t *testing.T) {
	f := embedded(t)
	st := &Style{Size: 16}
	width := func(s string) float64 { return f.Shape(s, st).Width.Float() }
	a := width("a")
	for s, want := range map[string]float64{
		"\x01": 16, "\b": 16, "\f": 16, "\x1f": 16, "\x7f": 16, "\u0080": 16, "\u009f": 16,
		"\n": 0, "\u200b": 0, "\u00ad": 0, "\u2060": 0, "\ufeff": 0,
	} {
		if got := width("a"+s+"a") - 2*a; got < want-0.1 || got > want+0.1 {
			t.Errorf("%q is %v px wide, want %v", s, got, want)
		}
	}
}
