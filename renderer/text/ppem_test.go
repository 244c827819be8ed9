package text

import (
	"bytes"
	"encoding/binary"
	"testing"

	"diorama/assets/fonts"
)

// A TrueType font that asks for whole px per em (head, flag 3) is measured and drawn at the
// nearest one. Oracle chromium: simulator/differential/chromium, pages on a screen of 2.625
// px per CSS px.
func TestWholePpem(t *testing.T) {
	data := bytes.Clone(fonts.Faces()[0].Data)
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		if e := data[12+16*i:]; string(e[:4]) == "head" {
			data[binary.BigEndian.Uint32(e[8:])+17] |= 8
		}
	}
	f := NewFonts()
	for name, d := range map[string][]byte{"any": fonts.Faces()[0].Data, "whole": data} {
		if _, err := f.AddFace(name, 400, false, d, FaceOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	width := func(family string, size float32) float64 {
		return f.Shape("mmmmmmmm", &Style{Families: []string{family}, Size: size}).Width.Float()
	}
	for _, c := range []struct{ size, as float32 }{{52.5, 53}, {52.4, 52}, {40, 40}, {0.3, 1}} {
		if got, want := width("whole", c.size), width("any", c.as); got != want {
			t.Errorf("at %v px: %v wide, want that of %v px, %v", c.size, got, c.as, want)
		}
	}
	sh := f.Shape("m", &Style{Families: []string{"whole"}, Size: 52.5}).Glyphs[0]
	other := f.Shape("m", &Style{Families: []string{"any"}, Size: 53}).Glyphs[0]
	if a, b := f.Mask(sh.Face, sh.ID, 52.5, 0, false, false), f.Mask(other.Face, other.ID, 53, 0, false, false); !bytes.Equal(a.Alpha, b.Alpha) {
		t.Error("it is not drawn at 53 px")
	}
}
