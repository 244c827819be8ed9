package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"diorama/devtools/words"
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
		{words.Key("All commands"), fyne.KeyP, ctrl | fyne.KeyModifierShift, func() { w.showCommands() }},
		{words.Key("Pages and files"), fyne.KeyP, ctrl, func() { w.showFiles() }},
		{words.Key("Restart the mini-program"), fyne.KeyR, ctrl, w.restart},
		{words.Key("Pick an element on the phone"), fyne.KeyC, ctrl | fyne.KeyModifierShift, w.toggleInspect},
		{words.Key("Empty the console"), fyne.KeyL, ctrl, w.console.Clear},
		{words.Key("One setData back"), fyne.KeyLeft, fyne.KeyModifierAlt, func() { w.control(w.session.StepBack) }},
		{words.Key("One setData forward"), fyne.KeyRight, fyne.KeyModifierAlt, func() { w.control(w.session.StepForward) }},
		{words.Key("Go here with the real state of JavaScript"), fyne.KeyG, ctrl, w.travelShown},
		{words.Key("Stand still, or go on"), "", 0, w.freeze},
		{words.Key("Return to the run that this one left"), "", 0, w.runBack},
		{words.Key("Close this run"), "", 0, w.runClose},
		{words.Key("Save the session to a file …"), fyne.KeyE, ctrl | fyne.KeyModifierShift, w.exportForm},
		{words.Key("Open a session file …"), fyne.KeyO, ctrl | fyne.KeyModifierShift, w.importForm},
		{words.Key("Theme of the mini-program: light or dark"), "", 0, w.toggleTheme},
		{words.Key("Appearance of this window: dark or light"), "", 0, w.toggleAppearance},
		{words.Key("Picture of the phone into a file"), fyne.KeyS, ctrl | fyne.KeyModifierShift, w.savePicture},
		{words.Key("Record the phone as an animated picture, or end that"), fyne.KeyE, ctrl, w.toggleFilm},
		{words.Key("Add a view of another device or theme …"), fyne.KeyD, ctrl | fyne.KeyModifierShift, w.addView},
		{words.Key("Turn the phone"), "", 0, w.turn},
		{words.Key("Open folder …"), fyne.KeyO, ctrl, w.openFolder},
		{words.Key("Open the project folder in the editor"), "", 0, func() { w.Open("", 0, 0) }},
		{words.Key("Back to the page before"), "", 0, w.pageBack},
		{words.Key("Pull the page down to refresh"), "", 0, func() { w.control(w.session.PullDown) }},
		{words.Key("Outline what each setData changes"), "", 0, w.toggleFlash},
		{words.Key("Add a compile mode …"), "", 0, func() { w.modeForm(nil) }},
		{words.Key("English or Chinese"), "", 0, w.toggleLanguage},
		{words.Key("Editor that opens files …"), "", 0, w.editorForm},
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
