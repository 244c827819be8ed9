package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// action is something the window does on a command: by a shortcut, from a menu, or
// from a list of all actions.
type action struct {
	name     string       // in English, the key of its translation
	key      fyne.KeyName // "" none
	modifier fyne.KeyModifier
	run      func()
}

// actions is the table of all actions. Function keys are not here: see FunctionKey.
func (w *Window) actions() []action {
	ctrl := fyne.KeyModifierShortcutDefault
	return []action{
		{"Restart the mini-program", fyne.KeyR, ctrl, w.restart},
		{"Pick an element on the phone", fyne.KeyC, ctrl | fyne.KeyModifierShift, w.toggleInspect},
		{"Empty the console", fyne.KeyL, ctrl, w.console.Clear},
		{"One setData back", fyne.KeyLeft, fyne.KeyModifierAlt, func() { w.control(w.session.StepBack) }},
		{"One setData forward", fyne.KeyRight, fyne.KeyModifierAlt, func() { w.control(w.session.StepForward) }},
		{"Go here with the real state of JavaScript", fyne.KeyG, ctrl, w.travelShown},
		{"Stand still, or go on", "", 0, w.freeze},
		{"Return to the run that this one left", "", 0, w.runBack},
		{"Close this run", "", 0, w.runClose},
		{"Save the session to a file …", fyne.KeyE, ctrl | fyne.KeyModifierShift, w.exportForm},
		{"Open a session file …", fyne.KeyO, ctrl | fyne.KeyModifierShift, w.importForm},
		{"Theme of the mini-program: light or dark", "", 0, w.toggleTheme},
		{"Appearance of this window: dark or light", "", 0, w.toggleAppearance},
	}
}

// WindowShortcut implements panel.Desk and control.KeyHandler.
func (w *Window) WindowShortcut(s fyne.Shortcut) bool {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	for _, a := range w.actions() {
		if a.key != "" && a.key == c.KeyName && a.modifier == c.Modifier {
			a.run()
			return true
		}
	}
	return false
}

// bindKeys serves the keys while nothing has the focus; fields and the phone ask
// FunctionKey and WindowShortcut themselves.
func (w *Window) bindKeys(c fyne.Canvas) {
	for _, a := range w.actions() {
		if a.key != "" {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: a.key, Modifier: a.modifier}, func(fyne.Shortcut) { a.run() })
		}
	}
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.freeKey(e.Name) })
}
