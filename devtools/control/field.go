package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// KeyHandler gets keys and shortcuts that belong to the window, whoever has the
// focus; it reports whether it used them.
type KeyHandler interface {
	FunctionKey(name fyne.KeyName) bool
	WindowShortcut(s fyne.Shortcut) bool
}

// field is what Entry and Area are made of: a field that hands the window's keys on and
// knows when Shift is up.
type field struct {
	widget.Entry
	keys KeyHandler
}

// MouseDown implements desktop.Mouseable.
func (f *field) MouseDown(m *desktop.MouseEvent) {
	f.endShift()
	f.Entry.MouseDown(m)
}

// TypedRune implements fyne.Focusable.
func (f *field) TypedRune(r rune) {
	f.endShift()
	f.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (f *field) TypedKey(k *fyne.KeyEvent) {
	if f.keys == nil || !f.keys.FunctionKey(k.Name) {
		f.endShift()
		f.Entry.TypedKey(k)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (f *field) TypedShortcut(s fyne.Shortcut) {
	if f.keys == nil || !f.keys.WindowShortcut(s) {
		f.Entry.TypedShortcut(s)
	}
}

// endShift tells the field that Shift is up when it is. A key like Ctrl+Shift+P opens a list
// that hears the end of Shift in the field's place: Fyne's field waits for it for ever,
// takes the next click for the end of a selection, and the second letter typed overwrites
// the first.
func (f *field) endShift() {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); !ok || d.CurrentKeyModifiers()&fyne.KeyModifierShift == 0 {
		f.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	}
}
