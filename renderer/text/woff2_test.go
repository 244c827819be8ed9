package text

import (
	"math/rand/v2"
	"os"
	"reflect"
	"testing"
)

// Proves that a WOFF2 with transformed outlines (simple and composite glyphs) gives
// the glyphs and advances of the plain font that it was made of. Oracle: the files,
// a subset of DejaVu Sans (Bitstream Vera licence) packed with Google's encoder.
func TestWOFF2(t *testing.T) {
	plain, err := os.ReadFile("testdata/dejavu.ttf")
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile("testdata/dejavu.woff2")
	if err != nil {
		t.Fatal(err)
	}
	f := NewFonts()
	a, err := f.AddFace("plain", 400, false, plain, FaceOptions{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := f.AddFace("packed", 400, false, packed, FaceOptions{})
	if err != nil {
		t.Fatal(err)
	}
	const s = "AVéàö.g%@"
	p, q := f.Shape(s, &Style{Families: []string{"plain"}, Size: 20}), f.Shape(s, &Style{Families: []string{"packed"}, Size: 20})
	if p.Width != q.Width || len(p.Glyphs) != len(q.Glyphs) {
		t.Errorf("widths %v and %v", p.Width, q.Width)
	}
	for i := range p.Glyphs {
		if o := f.Outline(a, p.Glyphs[i].ID, 100, false, false); len(o) == 0 || !reflect.DeepEqual(o, f.Outline(b, q.Glyphs[i].ID, 100, false, false)) {
			t.Errorf("glyph %d of %q has another outline", i, s)
		}
	}
	// Damage ends in an error or a font, never in a panic or a large allocation.
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		bad := append([]byte(nil), packed...)
		bad = bad[:len(bad)-r.IntN(2)*r.IntN(len(bad))]
		for range 1 + r.IntN(4) {
			bad[4+r.IntN(min(len(bad), 300)-4+1)%(len(bad)-4)] = byte(r.Uint32())
		}
		if fc, err := parseFace(bad, FaceOptions{}); err == nil {
			guard(func() { fc.font.GlyphData(3) })
		}
	}
}

// Proves that random bytes as a transformed outline table end in an error. Oracle: hand.
func TestWOFF2Glyphs(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		data := make([]byte, 36+r.IntN(400))
		for i := range data {
			data[i] = byte(r.Uint32())
			if i < 36 && r.IntN(3) > 0 && i != 5 {
				data[i] = 0
			}
		}
		if i := 5; r.IntN(2) == 0 {
			data[i] = byte(r.IntN(6))
		}
		_, _ = woff2Glyphs(data)
	}
}
