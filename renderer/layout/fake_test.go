package layout

import (
	"slices"

	"diorama/renderer/geom"
	"diorama/renderer/text"
)

// ahem is a Shaper with the metrics of the Ahem font: every glyph is a 1 em square,
// ascent .8 em, descent .2 em. U+200B has no width.
type ahem struct{ shapes int }

func (a *ahem) Shape(s string, st *text.Style) *text.Shaped {
	a.shapes++
	sh := &text.Shaped{Text: s, Faces: []text.FaceID{1}}
	for i, r := range s {
		adv := geom.FromFloat(float64(st.Size) + float64(st.LetterSpacing))
		if r == 0x200B {
			adv = 0
		}
		if r == ' ' {
			adv += geom.FromFloat(float64(st.WordSpacing))
		}
		sh.Glyphs = append(sh.Glyphs, text.Glyph{Face: 1, ID: uint32(r), Advance: adv, Cluster: int32(i)})
		sh.Width += adv
	}
	return sh
}

func (a *ahem) ShapeIn(s string, st *text.Style, c text.Context) *text.Shaped {
	sh := a.Shape(s, st)
	if c.Level&1 == 1 {
		slices.Reverse(sh.Glyphs)
	}
	return sh
}

func (a *ahem) Levels(runes []rune, rtl bool) []uint8 { return text.NewFonts().Levels(runes, rtl) }

func (a *ahem) FaceMetrics(_ text.FaceID, size float32) text.Metrics {
	return text.Metrics{
		Ascent: geom.FromInt(int(size*0.8 + 0.5)), Descent: geom.FromInt(int(size*0.2 + 0.5)),
		XHeight: geom.FromFloat(float64(size) * 0.8),
	}
}

func (a *ahem) PrimaryMetrics(st *text.Style) text.Metrics { return a.FaceMetrics(1, st.Size) }

func (a *ahem) Breaks(s string, opt text.BreakOptions) []text.Break {
	var out []text.Break
	var prev rune
	for i, r := range s {
		if i > 0 && r != ' ' && r != '\n' {
			ideo := func(r rune) bool { return r == 0xFFFC || r == 0x200B || wide(r) }
			if prev == ' ' || prev == '-' && r != ' ' || ideo(prev) || ideo(r) && r != 0x200B || opt.BreakAll {
				out = append(out, text.Break{At: i, Kind: text.BreakAllowed})
			}
		}
		prev = r
	}
	return out
}
