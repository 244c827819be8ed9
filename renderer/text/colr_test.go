package text

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/go-text/typesetting/font/opentype"
)

// be puts numbers together: uint8 as one byte, uint16 as two, uint32 as four.
func be(parts ...any) (out []byte) {
	for _, p := range parts {
		out, _ = binary.Append(out, binary.BigEndian, p)
	}
	return out
}

// withTables adds tables to a plain font.
func withTables(data []byte, more ...opentype.Table) []byte {
	var all []opentype.Table
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		e := data[12+16*i:]
		at, n := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
		all = append(all, opentype.Table{Tag: opentype.NewTag(e[0], e[1], e[2], e[3]), Content: data[at : at+n]})
	}
	return opentype.WriteTTF(append(all, more...))
}

// Proves that layered glyphs are painted in the palette's colours: version 0 in flat
// layers, version 1 with a gradient; and that damaged tables end in some mask. Oracle:
// hand, tables made here.
func TestColorGlyphs(t *testing.T) {
	plain, err := os.ReadFile("testdata/dejavu.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f := NewFonts()
	id, err := f.AddFace("plain", 400, false, plain, FaceOptions{})
	if err != nil {
		t.Fatal(err)
	}
	gid := f.Shape(".", &Style{Families: []string{"plain"}, Size: 10}).Glyphs[0].ID
	dot := uint16(gid)
	cpal := be(uint16(0), uint16(2), uint16(1), uint16(2), uint32(14), uint16(0), uint32(0x0000ffff), uint32(0xff0000ff)) // red, blue
	box := f.Mask(id, gid, 100, 0, false, false)
	// Version 0: the dot in red and again in blue.
	flat := be(uint16(0), uint16(1), uint32(14), uint32(20), uint16(2), dot, uint16(0), uint16(2), dot, uint16(0), dot, uint16(1))
	// Version 1: the dot filled from red at its bottom to blue at its top.
	bottom, top := int16(-float32(box.Top+box.H)*20.48), int16(-float32(box.Top)*20.48)
	line := be(uint8(0), uint16(2), uint16(0), uint16(0), uint16(0x4000), uint16(0x4000), uint16(1), uint16(0x4000))
	linear := append(be(uint8(4), uint8(0), uint16(16), int16(0), bottom, int16(0), top, int16(100), bottom), line...)
	glyph := append(be(uint8(10), uint8(0), uint16(6), dot), linear...)
	list := append(be(uint32(1), dot, uint32(10)), glyph...)
	shaded := append(be(uint16(1), uint16(0), uint32(0), uint32(0), uint16(0), uint32(34), uint32(0), uint32(0), uint32(0), uint32(0)), list...)
	for i, colr := range [][]byte{flat, shaded} {
		data := withTables(plain, opentype.Table{Tag: opentype.MustNewTag("COLR"), Content: colr}, opentype.Table{Tag: opentype.MustNewTag("CPAL"), Content: cpal})
		id, err := f.AddFace("E", 400, false, data, FaceOptions{})
		if err != nil {
			t.Fatal(err)
		}
		m := f.Mask(id, gid, 100, 0, false, false)
		if m.Color == nil || m.W != box.W || m.H != box.H {
			t.Fatalf("version %d: no colour glyph of the outline's size: %+v", i, m)
		}
		hi, lo := m.Color.RGBAAt(m.W/2, 1), m.Color.RGBAAt(m.W/2, m.H-2)
		if hi.B < 200 || hi.R > 55 || i == 0 && lo.B < 255 || i == 1 && (lo.R < 200 || lo.B > 55) {
			t.Errorf("version %d: top %v, bottom %v", i, hi, lo)
		}
		if len(f.Outline(id, gid, 100, false, false)) != 0 {
			t.Error("a painted glyph has an outline too")
		}
		r := rand.New(rand.NewPCG(5, 6))
		for range 200 {
			bad := append([]byte(nil), colr...)
			for range 1 + r.IntN(4) {
				bad[r.IntN(len(bad))] = byte(r.Uint32())
			}
			data := withTables(plain, opentype.Table{Tag: opentype.MustNewTag("COLR"), Content: bad}, opentype.Table{Tag: opentype.MustNewTag("CPAL"), Content: cpal})
			g := NewFonts()
			if id, err := g.AddFace("E", 400, false, data, FaceOptions{}); err == nil {
				g.Mask(id, gid, 30, 1, false, false)
			}
		}
	}
}
