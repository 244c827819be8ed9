package phone

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"diorama/renderer/input"
)

// keys guards text fields against an input method: while it composes, the window
// still gets its keys (Fyne #5757). A letter key without a character behind it
// means that one is composing; until text comes, editing keys are the method's.
type keys struct {
	p         *Phone
	composing int
	modifiers fyne.KeyModifier
}

var _ interface {
	desktop.Keyable
	fyne.Shortcutable
	fyne.Tabbable
	desktop.Hoverable
	fyne.Draggable
	fyne.Scrollable
	desktop.Cursorable
} = (*Phone)(nil)

// FocusGained implements fyne.Focusable.
func (p *Phone) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (p *Phone) FocusLost() { p.keys.composing, p.keys.modifiers = 0, 0 }

// AcceptsTab implements fyne.Tabbable: Tab goes to the mini-program's fields.
func (p *Phone) AcceptsTab() bool { return true }

func modifier(n fyne.KeyName) fyne.KeyModifier {
	switch n {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		return fyne.KeyModifierShift
	case desktop.KeyControlLeft, desktop.KeyControlRight, desktop.KeySuperLeft, desktop.KeySuperRight:
		return fyne.KeyModifierControl
	case desktop.KeyAltLeft, desktop.KeyAltRight:
		return fyne.KeyModifierAlt
	}
	return 0
}

// KeyDown implements desktop.Keyable.
func (p *Phone) KeyDown(e *fyne.KeyEvent) {
	k := &p.keys
	k.modifiers |= modifier(e.Name)
	if len(e.Name) == 1 && e.Name[0] >= 'A' && e.Name[0] <= 'Z' && k.modifiers&^fyne.KeyModifierShift == 0 {
		k.composing++
	}
}

// KeyUp implements desktop.Keyable.
func (p *Phone) KeyUp(e *fyne.KeyEvent) { p.keys.modifiers &^= modifier(e.Name) }

// TypedRune implements fyne.Focusable: a character, or what a method committed.
func (p *Phone) TypedRune(r rune) {
	p.keys.composing = 0
	p.session.Text(string(r))
	p.host.Poke()
}

// names are the keys that text fields know.
var names = map[fyne.KeyName]string{
	fyne.KeyLeft: input.KeyLeft, fyne.KeyRight: input.KeyRight, fyne.KeyUp: input.KeyUp, fyne.KeyDown: input.KeyDown,
	fyne.KeyHome: input.KeyHome, fyne.KeyEnd: input.KeyEnd, fyne.KeyBackspace: input.KeyBackspace, fyne.KeyDelete: input.KeyDelete,
	fyne.KeyReturn: input.KeyEnter, fyne.KeyEnter: input.KeyEnter, fyne.KeyEscape: input.KeyEscape, fyne.KeyTab: input.KeyTab,
}

// TypedKey implements fyne.Focusable.
func (p *Phone) TypedKey(e *fyne.KeyEvent) {
	name, ok := names[e.Name]
	if k := &p.keys; ok && k.composing > 0 {
		switch e.Name {
		case fyne.KeyBackspace:
			k.composing--
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			k.composing = 0
		}
		return
	}
	if p.host.FunctionKey(e.Name) || !ok {
		return
	}
	m := p.keys.modifiers
	p.key(input.Key{Name: name, Shift: m&fyne.KeyModifierShift != 0, Ctrl: m&fyne.KeyModifierControl != 0, Alt: m&fyne.KeyModifierAlt != 0})
}

func (p *Phone) key(k input.Key) {
	p.session.Key(k)
	p.host.Poke()
}

// TypedShortcut implements fyne.Shortcutable.
func (p *Phone) TypedShortcut(s fyne.Shortcut) {
	if p.host.WindowShortcut(s) {
		return
	}
	p.host.Touch() // the clipboard may have changed
	if letter, ok := letters[s.ShortcutName()]; ok {
		p.key(input.Key{Name: letter, Ctrl: true})
	} else if s, ok := s.(*desktop.CustomShortcut); ok {
		// Ctrl with an arrow walks by words.
		if name, ok := names[s.KeyName]; ok {
			p.key(input.Key{Name: name, Shift: s.Modifier&fyne.KeyModifierShift != 0, Ctrl: s.Modifier&fyne.KeyModifierShortcutDefault != 0, Alt: s.Modifier&fyne.KeyModifierAlt != 0})
		}
	}
}

// letters are the keys that Fyne knows as shortcuts of their own, by their names.
var letters = map[string]string{
	(*fyne.ShortcutCopy)(nil).ShortcutName(): input.KeyC, (*fyne.ShortcutCut)(nil).ShortcutName(): input.KeyX,
	(*fyne.ShortcutPaste)(nil).ShortcutName(): input.KeyV, (*fyne.ShortcutSelectAll)(nil).ShortcutName(): input.KeyA,
	(*fyne.ShortcutUndo)(nil).ShortcutName(): input.KeyZ, (*fyne.ShortcutRedo)(nil).ShortcutName(): input.KeyY,
}
