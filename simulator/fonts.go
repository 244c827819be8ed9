package simulator

import (
	"diorama/assets/fonts"
	"diorama/renderer/text"
)

// newFonts gives the fonts of a run: those found on the machine first, then the
// embedded ones, which alone make headless pictures the same everywhere.
func newFonts(system []FontFile) *text.Fonts {
	f := text.NewFonts()
	var families []string
	add := func(family string, weight int, italic bool, data []byte, opt text.FaceOptions) {
		if _, err := f.AddFace(family, weight, italic, data, opt); err == nil {
			families = appendNew(families, family)
		}
	}
	for _, x := range system {
		add(x.Family, x.Weight, x.Italic, x.Data, text.FaceOptions{Installed: true})
	}
	for _, x := range fonts.Faces() {
		add(x.Family, x.Weight, x.Italic, x.Data, text.FaceOptions{Installed: true})
	}
	f.SetFallback(families...)
	f.SetEmoji(fonts.Emoji().Data)
	return f
}
