package window

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/theme"
)

// sheet is a box over a dimmed canvas: a title, something to fill in, buttons. It holds
// the window until it is closed.
type sheet struct {
	canvas  fyne.Canvas
	pop     *widget.PopUp
	message *control.Label // what is wrong with what was filled in
	buttons *fyne.Container
}

// newSheet makes a sheet of a width; more are the objects between title and buttons.
func newSheet(c fyne.Canvas, p *theme.Palette, title string, width float32, more ...fyne.CanvasObject) *sheet {
	s := &sheet{canvas: c, message: control.NewLabel(p, "", red, theme.Text).Cap(60), buttons: control.Tools(0, control.Space())}
	rows := []fyne.CanvasObject{control.NewLabel(p, title, control.Text, theme.Text+2).Bold(), control.NewFill(p, clear, fyne.NewSize(width, 4))}
	rows = append(rows, more...)
	rows = append(rows, s.message, s.buttons)
	s.pop = widget.NewModalPopUp(container.New(inset{10, 8}, container.NewVBox(rows...)), c)
	return s
}

// strongest is the colour of the button that Enter stands for; white can be read on it.
func strongest(p *theme.Palette) color.Color {
	if p.Dark {
		return p.Select
	}
	return p.Accent
}

// closeTop closes the box or menu that lies over the window, and reports whether there
// was one: Escape means it before anything else.
func closeTop(c fyne.Canvas) bool {
	if c == nil {
		return false
	}
	top := c.Overlays().Top()
	if top == nil {
		return false
	}
	if pop, ok := top.(*widget.PopUp); ok {
		pop.Hide()
	} else {
		c.Overlays().Remove(top)
	}
	return true
}

func clear(*theme.Palette) color.Color { return color.Transparent }

// button adds a button at the right.
func (s *sheet) button(p *theme.Palette, label string, strong bool, f func()) *control.Button {
	b := control.NewButton(p, "", label, "", nil, f)
	if strong {
		b.Strong(strongest)
	}
	s.buttons.Add(b)
	return b
}

func (s *sheet) show(focus fyne.Focusable) {
	s.pop.Show()
	if focus != nil {
		s.canvas.Focus(focus)
	}
}

func (s *sheet) close() { s.pop.Hide() }

// noticeWidth is how wide a notice is, units, and noticeLine how many characters of an
// average face a line of it has.
const (
	noticeWidth = 460
	noticeLine  = 70
	noticeLines = 12
)

// notice says something that must be read.
func notice(c fyne.Canvas, p *theme.Palette, title, text, button string) *sheet {
	var lines []fyne.CanvasObject
	for _, line := range wrap(text, noticeLine, noticeLines) {
		lines = append(lines, control.NewLabel(p, line, control.Dim, theme.Text).Cap(60))
	}
	s := newSheet(c, p, title, noticeWidth, lines...)
	s.button(p, button, true, s.close)
	s.show(nil)
	return s
}

// fieldRow is a name beside a field.
func fieldRow(p *theme.Palette, name string, field fyne.CanvasObject) fyne.CanvasObject {
	return container.NewBorder(nil, nil, control.Width(96, control.NewLabel(p, name, control.Dim, theme.Text)), nil, field)
}
