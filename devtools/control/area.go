package control

import "fyne.io/fyne/v2"

// Area is a field of many lines that hands the window's keys on.
type Area struct {
	field
}

// NewArea makes a field, in the face that also has Chinese; changed is told the text after each edit, nil nobody.
func NewArea(hint string, keys KeyHandler, changed func(string)) *Area {
	a := &Area{field: field{keys: keys}}
	a.MultiLine = true
	a.PlaceHolder = hint
	a.OnChanged = changed
	a.Wrapping = fyne.TextWrapOff
	a.ExtendBaseWidget(a)
	return a
}

// MinSize implements fyne.CanvasObject: small, so that panels can shrink.
func (a *Area) MinSize() fyne.Size { return fyne.NewSize(80, 40) }
