package text

import (
	"math/rand/v2"
	"os"
	"testing"
)

// Proves that emoji of a COLR font are painted in its colours, a flag of two
// characters as one glyph, and that damaged paint tables end in some mask. Oracle: the
// pictures of the font, a subset of Noto Color Emoji (SIL Open Font License), looked at.
func TestColorGlyphs(t *testing.T) {
	data, err := os.ReadFile("testdata/emoji.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f := embedded(t)
	if _, err := f.AddFace("E", 400, false, data, FaceOptions{}); err != nil {
		t.Fatal(err)
	}
	sh := f.Shape("😀🇨🇳中", &Style{Families: []string{"Noto Sans SC", "E"}, Size: 40})
	if len(sh.Glyphs) != 3 {
		t.Fatalf("%d glyphs", len(sh.Glyphs))
	}
	for i, want := range [][3]uint8{{0xff, 0xc0, 0x20}, {0xe0, 0x20, 0x10}} {
		m := f.Mask(sh.Glyphs[i].Face, sh.Glyphs[i].ID, 40, 0, false, false)
		if m.Color == nil {
			t.Fatalf("glyph %d has no colour", i)
		}
		c := m.Color.RGBAAt(m.W/4, m.H*2/3)
		for k, v := range []uint8{c.R, c.G, c.B} {
			if d := int(v) - int(want[k]); d < -64 || d > 64 {
				t.Errorf("glyph %d: colour %v, want about %v", i, c, want)
				break
			}
		}
	}
	if m := f.Mask(sh.Glyphs[2].Face, sh.Glyphs[2].ID, 40, 0, false, false); m.Color != nil || m.W == 0 {
		t.Error("a Han character has colour")
	}
	r := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		bad := append([]byte(nil), data...)
		for range 1 + r.IntN(20) {
			bad[300+r.IntN(len(bad)-300)] = byte(r.Uint32())
		}
		g := NewFonts()
		id, err := g.AddFace("E", 400, false, bad, FaceOptions{})
		if err != nil {
			continue
		}
		for gid := range uint32(12) {
			g.Mask(id, gid, 30, 1, false, false)
		}
	}
}
