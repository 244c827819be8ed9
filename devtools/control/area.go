package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Area is a field of many lines that hands the window's keys on.
type Area struct {
	widget.Entry
	keys KeyHandler
}

// NewArea makes a field, in the face that also has Chinese; changed is told the text after each edit, nil nobody.
func NewArea(hint string, keys KeyHandler, changed func(string)) *Area {
	a := &Area{keys: keys}
	a.MultiLine = true
	a.PlaceHolder = hint
	a.OnChanged = changed
	a.Wrapping = fyne.TextWrapOff
	a.ExtendBaseWidget(a)
	return a
}

// MinSize implements fyne.CanvasObject: small, so that panels can shrink.
func (a *Area) MinSize() fyne.Size { return fyne.NewSize(80, 40) }

// MouseDown implements desktop.Mouseable.
func (a *Area) MouseDown(m *desktop.MouseEvent) {
	endShift(&a.Entry)
	a.Entry.MouseDown(m)
}

// TypedRune implements fyne.Focusable.
func (a *Area) TypedRune(r rune) {
	endShift(&a.Entry)
	a.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (a *Area) TypedKey(k *fyne.KeyEvent) {
	if a.keys == nil || !a.keys.FunctionKey(k.Name) {
		endShift(&a.Entry)
		a.Entry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (a *Area) TypedShortcut(s fyne.Shortcut) {
	if a.keys == nil || !a.keys.WindowShortcut(s) {
		a.Entry.TypedShortcut(s)
	}
}
