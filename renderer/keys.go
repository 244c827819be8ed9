package renderer

import (
	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

// Key handles a key press for the element with the focus. Copying and pasting
// come back as the actions "copy" (Args the text) and "paste" (answer with Text).
func (d *Document) Key(k input.Key) ([]Event, []Action) {
	d.settle()
	if e, ok := d.editor(); ok {
		e.Key(k)
	}
	return d.Drain()
}

// Text types s: a character, what an input method committed, or pasted text.
func (d *Document) Text(s string) ([]Event, []Action) {
	d.settle()
	if e, ok := d.editor(); ok {
		e.Text(s)
	}
	return d.Drain()
}

func (d *Document) editor() (builtin.Editor, bool) {
	if d.focused == nil {
		return nil, false
	}
	e, ok := d.Instance(d.focused).(builtin.Editor)
	return e, ok
}

// FocusNode gives an element the focus (0: nobody), as wx.hideKeyboard and tests do.
func (d *Document) FocusNode(id dom.NodeID) ([]Event, []Action) {
	d.settle()
	d.Focus(d.tree.Node(id))
	return d.Drain()
}

// ComponentResult answers an action: what a picker chose
// ({type: "confirm"|"cancel"|"columnchange", value, …}), or what the handler of
// bindinput returned.
func (d *Document) ComponentResult(id dom.NodeID, v value.Value) ([]Event, []Action) {
	d.settle()
	if a, ok := d.Instance(d.tree.Node(id)).(builtin.Answerer); ok {
		a.Answer(v)
	}
	return d.Drain()
}
