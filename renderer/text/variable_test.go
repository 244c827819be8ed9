package text

import (
	"os"
	"testing"
)

// Proves that the weight axis of a variable font follows font-weight inside the range
// that the face was added for, and that bold is synthetic outside. Oracle: hand; the
// font is a subset of Source Sans (SIL Open Font License), whose "A" widens with weight.
func TestWeightAxis(t *testing.T) {
	data, err := os.ReadFile("testdata/variable.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f := NewFonts()
	if _, err := f.AddFace("range", 200, false, data, FaceOptions{MaxWeight: 900}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.AddFace("one", 400, false, data, FaceOptions{}); err != nil {
		t.Fatal(err)
	}
	glyph := func(family string, weight int) Glyph {
		return f.Shape("A", &Style{Families: []string{family}, Size: 100, Weight: weight}).Glyphs[0]
	}
	last := glyph("range", 200)
	for _, w := range []int{300, 400, 550, 700, 900} {
		g := glyph("range", w)
		if g.Advance <= last.Advance || g.FakeBold || g.Face == last.Face {
			t.Errorf("%d: %+v after %+v", w, g, last)
		}
		if again := glyph("range", w); again != g {
			t.Errorf("%d: another face the second time", w)
		}
		last = g
	}
	if a, b := glyph("one", 400), glyph("one", 700); a.Advance != b.Advance || a.Advance != glyph("range", 400).Advance || !b.FakeBold {
		t.Errorf("outside of the range: %+v, %+v", a, b)
	}
	set := func(axes string) Glyph {
		return f.Shape("A", &Style{Families: []string{"range"}, Size: 100, Weight: 300, Variations: axes}).Glyphs[0]
	}
	if a, b := set("wght=700,"), glyph("range", 700); a.Advance != b.Advance {
		t.Errorf("font-variation-settings: %+v, want the advance of %+v", a, b)
	}
	if a, b := set("bogus,opsz=x,wght=1,wght=550,"), glyph("range", 550); a.Advance != b.Advance {
		t.Errorf("of several settings of an axis the last: %+v, want the advance of %+v", a, b)
	}
	varied := set("wght=800,").Face
	f.RemoveFace(1)
	if f.face(last.Face) != nil || f.face(varied) != nil {
		t.Error("instances stay when their font goes")
	}
}
