package control

import "fyne.io/fyne/v2"

// Entry is a one-line field that hands the window's keys on.
type Entry struct {
	field
	help    func() // tells more while the field has the focus, nil nothing
	history []string
	at      int
	// OnKey is asked first for each key, Tab too; it reports whether it used it. nil nobody.
	OnKey func(fyne.KeyName) bool
	// OnEscape is called for the Escape key before the window hears of it, nil nobody.
	OnEscape func()
}

// NewEntry makes a field; changed is told the text after each edit, nil nobody.
func NewEntry(hint string, keys KeyHandler, changed func(string)) *Entry {
	e := &Entry{field: field{keys: keys}}
	e.PlaceHolder = hint
	e.OnChanged = changed
	e.Wrapping = fyne.TextWrapOff
	e.Scroll = fyne.ScrollNone
	e.ExtendBaseWidget(e)
	return e
}

// Help makes h say a text when the field gets the focus.
func (e *Entry) Help(h Hinter, text string) *Entry {
	e.help = func() { h.Hint(text) }
	return e
}

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.help != nil {
		e.help()
	}
}

// Long makes the field as narrow as its surroundings want and lets its text scroll: for
// fields whose text is longer than they are.
func (e *Entry) Long() *Entry { e.Scroll = fyne.ScrollHorizontalOnly; return e }

// Remember adds a line to what Up and Down walk through.
func (e *Entry) Remember(s string) {
	if n := len(e.history); n == 0 || e.history[n-1] != s {
		e.history = append(e.history, s)
	}
	e.at = len(e.history)
}

// AcceptsTab implements fyne.Tabbable.
func (e *Entry) AcceptsTab() bool { return e.OnKey != nil }

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k.Name) {
		return
	}
	if k.Name == fyne.KeyEscape && e.OnEscape != nil {
		e.OnEscape()
		return
	}
	if k.Name == fyne.KeyUp && e.at > 0 {
		e.at--
		e.SetText(e.history[e.at])
		e.CursorColumn = len([]rune(e.Text))
		return
	}
	if k.Name == fyne.KeyDown && e.at < len(e.history) {
		e.at++
		text := ""
		if e.at < len(e.history) {
			text = e.history[e.at]
		}
		e.SetText(text)
		e.CursorColumn = len([]rune(e.Text))
		return
	}
	e.field.TypedKey(k)
}
