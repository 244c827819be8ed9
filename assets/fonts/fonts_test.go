package fonts_test

import (
	"testing"
	"unicode/utf8"

	"diorama/assets/fonts"
	"diorama/renderer/text"
)

// Proves that the embedded faces parse and have the characters of everyday
// pages. Oracle: hand.
func TestFaces(t *testing.T) {
	for _, fc := range fonts.Faces() {
		f := text.NewFonts()
		if _, err := f.AddFace(fc.Family, fc.Weight, fc.Italic, fc.Data, text.FaceOptions{}); err != nil {
			t.Fatal(err)
		}
		s := "中文简体字 ABCxyz 0123 ，。！？：；（）《》“”‘’…—·～￥¥€ ←↑→↓ ★☆●○■□▲△ ①② ０Ａａ ℃ āáǎà あア"
		sh := f.Shape(s, &text.Style{Families: []string{fc.Family}, Weight: fc.Weight, Size: 16})
		if len(sh.Glyphs) != utf8.RuneCountInString(s) {
			t.Errorf("%d: %d glyphs", fc.Weight, len(sh.Glyphs))
		}
		for _, g := range sh.Glyphs {
			if g.ID == 0 || g.FakeBold {
				t.Errorf("%d: %q is missing", fc.Weight, s[g.Cluster:])
			}
		}
	}
}
