package fonts_test

import (
	"testing"
	"unicode/utf8"

	"diorama/assets/fonts"
	"diorama/renderer/geom"
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

// Proves that emoji come from the embedded colour face, sequences as one glyph, at one
// em, and that text without emoji is shaped without it. Oracle: hand.
func TestEmoji(t *testing.T) {
	f := text.NewFonts()
	for _, fc := range fonts.Faces() {
		if _, err := f.AddFace(fc.Family, fc.Weight, fc.Italic, fc.Data, text.FaceOptions{Installed: true}); err != nil {
			t.Fatal(err)
		}
	}
	f.SetFallback(fonts.Family)
	f.SetEmoji(fonts.Emoji().Data)
	st := &text.Style{Families: []string{fonts.Family}, Weight: 400, Size: 16}
	faces := map[text.FaceID]bool{}
	for _, g := range f.Shape("添加 Add ★ → ① ☆ 12", st).Glyphs {
		faces[g.Face] = true
	}
	for _, s := range []string{"😀", "👨‍👩‍👧", "🇨🇳", "1️⃣", "☀️", "❤️", "👍🏽", "🫨", "🀄", "⚽", "⚕", "🏴\u200d☠\ufe0f", "🏴\u200d☠", "🏳\u200d🌈", "☝🏽"} {
		sh := f.Shape(s, st)
		if len(sh.Glyphs) != 1 {
			t.Errorf("%s: %d glyphs", s, len(sh.Glyphs))
			continue
		}
		g := sh.Glyphs[0]
		m := f.Mask(g.Face, g.ID, 32, 0, false, false)
		if faces[g.Face] || g.ID == 0 || sh.Width != geom.FromInt(16) || m == nil || m.Color == nil {
			t.Errorf("%s: face %d, glyph %d, %v px wide, mask %v", s, g.Face, g.ID, sh.Width, m != nil && m.Color != nil)
		}
	}
	bold := *st
	bold.Weight = 700
	for _, g := range f.Shape("好😀", &bold).Glyphs[1:] {
		if g.ID == 0 || faces[g.Face] {
			t.Error("no emoji in bold text")
		}
	}
}
