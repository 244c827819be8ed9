package text

import (
	"math/rand"
	"slices"
	"testing"
)

// Proves that kerning and ligatures found by pairs are what the shaper finds in whole
// runs, in every script a run may have. Oracle: HarfBuzz itself.
func TestPairsEqualShaper(t *testing.T) {
	direct, shaped := embedded(t), embedded(t)
	for id := range shaped.faces {
		shaped.faces[id].inert = inertness{ready: true, never: true}
	}
	shaped.changed()
	alphabets := [][]rune{
		[]rune("AVToWaYe.,fil01 "), []rune("fffillttj \u00e9"), []rune("The quick (brown) fox's \"jump\" 1/2 AT&T WAVE-Ty"),
		[]rune("小程序 Va1f2。，：（"), []rune("ĀăĐŒœÅÆßþÿ¡«»¿AVf"), []rune("αβАВ fTo1"),
	}
	styles := []*Style{{Size: 20}, {Size: 13.5, Weight: 700}, {Size: 20, LetterSpacing: 2}, {Size: 20, NoKerning: true}, {Size: 20, TabularNums: true}, {Size: 16, RTL: true}}
	rng := rand.New(rand.NewSource(1))
	for n := range 6000 {
		from := alphabets[n%len(alphabets)]
		s := make([]rune, 1+rng.Intn(12))
		for i := range s {
			s[i] = from[rng.Intn(len(from))]
		}
		st := styles[rng.Intn(len(styles))]
		if a, b := direct.Shape(string(s), st), shaped.Shape(string(s), st); !slices.Equal(a.Glyphs, b.Glyphs) || a.Width != b.Width {
			t.Fatalf("%q %+v:\n%v\n%v", string(s), *st, a.Glyphs, b.Glyphs)
		}
	}
	found := 0
	for _, fc := range direct.faces {
		for _, p := range fc.inert.pairs {
			if p.ok {
				found++
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d pairs went the short way", found)
	}
}
