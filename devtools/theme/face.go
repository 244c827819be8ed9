package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	ftheme "fyne.io/fyne/v2/theme"
)

// Face is the face of a style. Texts name it as their source: for a text without
// one Fyne reads, for every style and every overridden theme anew, our face, its
// own, one of the system and an emoji font of 4 MB, which came to 60 MB of heap.
func Face(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace:
		return mono
	case s.Bold:
		return bold
	}
	return cjk
}

// Emoji is the face of emoji, nil where Fyne was built without one.
func Emoji() fyne.Resource { return ftheme.DefaultEmojiFont() }

// NewText makes a text of a size in units, in the window's own face.
func NewText(text string, c color.Color, size float32) *canvas.Text {
	t := canvas.NewText(text, c)
	t.TextSize, t.FontSource = size, cjk
	return t
}

// Restyle changes the style of a text, and the face with it.
func Restyle(t *canvas.Text, s fyne.TextStyle) {
	t.TextStyle, t.FontSource = s, Face(s)
}

// Measure is the size of a text as NewText draws it, units.
func Measure(text string, size float32, s fyne.TextStyle) fyne.Size {
	return measure(text, size, s, Face(s))
}

// MeasureIn is the size of a text in a face.
func MeasureIn(text string, size float32, face fyne.Resource) fyne.Size {
	return measure(text, size, fyne.TextStyle{}, face)
}

func measure(text string, size float32, s fyne.TextStyle, face fyne.Resource) fyne.Size {
	d, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, size, s, face)
	return d
}
