package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Choice is a field with a list of what is mostly put into it.
type Choice struct {
	widget.SelectEntry
	// OnEscape is called for the Escape key, nil nobody.
	OnEscape func()
}

// NewChoice makes a field; hint stands in it while it is empty.
func NewChoice(hint string, options []string) *Choice {
	c := &Choice{}
	c.ExtendBaseWidget(c)
	c.SetOptions(options)
	c.PlaceHolder = hint
	c.Wrapping = fyne.TextWrapOff
	return c
}

// TypedKey implements fyne.Focusable.
func (c *Choice) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape && c.OnEscape != nil {
		c.OnEscape()
		return
	}
	c.SelectEntry.TypedKey(k)
}
