package files

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/theme"
	"diorama/renderer/value"
)

// maxEdited is how large a text may be to be edited here, bytes.
const maxEdited = 256 << 10

// editor changes the text of the picked file, or makes a new one.
type editor struct {
	c      *Panel
	object fyne.CanvasObject // over the preview while it is on
	path   *control.Entry    // of a new file
	text   *control.Area
	note   *control.Label
	pencil *control.Button
	on     bool
	fresh  bool   // a new file
	data   string // of the picked file
	ok     bool   // and it can be edited
}

// start makes the editor and gives the button that begins it.
func (e *editor) start(c *Panel) *control.Button {
	e.c = c
	e.path = control.NewEntry(areas[0].root+"/…", c.desk, nil)
	e.text = control.NewArea("", c.desk, nil)
	e.note = control.NewLabel(c.palette, "", control.Dim, theme.Caption).Cap(40)
	bar := control.BarRow(c.palette, theme.TabHeight, control.Tools(0, e.path, e.note,
		control.NewButton(c.palette, "", c.desk.T("Save"), c.desk.T("Write the file as the mini-program would"), c.desk, e.save),
		control.NewButton(c.palette, "", c.desk.T("Cancel"), c.desk.T("Leave the file as it is"), c.desk, func() { e.cancel() })))
	e.object = control.Top(theme.TabHeight, bar, e.text)
	e.object.Hide()
	e.pencil = control.NewButton(c.palette, control.Pencil, "", c.desk.T("Edit the text"), c.desk, e.begin)
	e.pencil.SetEnabled(false)
	return e.pencil
}

// offer takes in the file that is shown; size is negative when it cannot be read.
func (e *editor) offer(data string, size int) {
	e.data, e.ok = data, size >= 0 && size == len(data) && size <= maxEdited && utf8.ValidString(data) && !strings.ContainsRune(data, 0)
	e.pencil.SetEnabled(e.ok)
}

func (e *editor) begin() {
	if e.ok {
		e.show(false, e.c.picked, e.data)
	}
}

// add begins a new file.
func (e *editor) add() {
	e.c.pick("")
	control.Show(e.c.side, true)
	if e.c.split.Offset > 0.95 {
		e.c.split.SetOffset(0.45)
	}
	e.c.title.Set(e.c.desk.T("A new file"))
	e.show(true, areas[0].root+"/", "")
	e.c.split.Refresh()
}

func (e *editor) show(fresh bool, path, data string) {
	e.on, e.fresh = true, fresh
	e.path.SetText(path)
	e.text.SetText(data)
	e.note.Set("")
	if fresh {
		e.path.Enable()
	} else {
		e.path.Disable()
	}
	e.object.Show()
}

// end takes the editor away.
func (e *editor) end() {
	if e.object != nil && e.on {
		e.on = false
		e.object.Hide()
	}
}

func (e *editor) cancel() {
	fresh := e.fresh
	if e.end(); fresh {
		e.c.pick("")
	}
}

// save writes; what is wrong is said and the text stays.
func (e *editor) save() {
	p, fresh := strings.TrimSpace(e.path.Text), e.fresh
	c := e.c
	c.session.Ask("files.write", value.M("path", p, "data", e.text.Text, "new", fresh), func(_ value.Value, fault string) {
		c.desk.Post(func() {
			if fault != "" {
				e.note.Set(fault)
				return
			}
			c.version = -1
			c.pick(p)
			c.desk.Changed()
		})
	})
}
