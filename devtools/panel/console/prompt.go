package console

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	promptHeight = 30
	promptLine   = 16.5
	maxPrompt    = 8 // lines shown at once
)

// promptBelow keeps the prompt below the log, as high as it has lines.
type promptBelow struct{ c *Panel }

// Layout implements fyne.Layout: log, background, sign, field.
func (l promptBelow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := promptHeight + promptLine*float32(max(0, min(l.c.rows, maxPrompt)-1))
	h = min(h, s.Height)
	top := s.Height - h
	o[0].Resize(fyne.NewSize(s.Width, top))
	o[1].Move(fyne.NewPos(0, top))
	o[1].Resize(fyne.NewSize(s.Width, h))
	sign := o[2].MinSize()
	o[2].Move(fyne.NewPos(8, top+(promptHeight-sign.Height)/2))
	o[2].Resize(sign)
	x := sign.Width + 14
	o[3].Move(fyne.NewPos(x, top+2))
	o[3].Resize(fyne.NewSize(max(20, s.Width-x-4), h-4))
}

// MinSize implements fyne.Layout.
func (promptBelow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(90, 60) }

// grow fits the prompt to its lines.
func (c *Panel) grow() {
	if n := 1 + strings.Count(c.input.Text, "\n"); n != c.rows {
		c.rows = n
		if c.object.Size().Height > 0 {
			c.object.Refresh()
		}
	}
}

// key takes the keys of the prompt: those of the list of names first; Enter runs,
// Shift+Enter begins a line, arrows move within lines before they walk the history.
func (c *Panel) key(name fyne.KeyName) bool {
	if c.names.key(name) {
		return true
	}
	e := c.input
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if shift() {
			c.newline()
		} else {
			c.eval(e.Text)
		}
		return true
	case fyne.KeyUp, fyne.KeyDown:
		last := strings.Count(e.Text, "\n")
		if name == fyne.KeyUp && e.CursorRow > 0 || name == fyne.KeyDown && e.CursorRow < last {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: name})
			return true
		}
	}
	return false
}

// newline divides the prompt's text at the cursor.
func (c *Panel) newline() {
	e := c.input
	lines := strings.Split(e.Text, "\n")
	row := min(e.CursorRow, len(lines)-1)
	r := []rune(lines[row])
	col := min(e.CursorColumn, len(r))
	lines[row] = string(r[:col]) + "\n" + string(r[col:])
	e.SetText(strings.Join(lines, "\n"))
	e.CursorRow, e.CursorColumn = row+1, 0
	e.Refresh()
}

func shift() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}
