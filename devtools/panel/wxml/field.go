package wxml

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
)

// field is a field that lies over one row of a list while its text is edited, with a
// list of words below it. Each edit is told at once; Escape takes all of them back.
type field struct {
	row.Base
	palette *theme.Palette
	under   *row.List
	entry   *control.Entry
	box     *fyne.Container
	words   *row.List
	offered *fyne.Container
	object  *fyne.Container

	at      int     // row
	x       float32 // of the field
	target  target
	open    bool
	quiet   bool
	first   string // the text as it was opened
	list    []string
	from    int // byte where a word taken begins
	current int // word chosen, -1 none
}

// target is what a field edits.
type target struct {
	changed func(text string) // after each edit
	done    func(text string) // Enter, Tab or a click elsewhere
	cancel  func()            // Escape: as it was
	offer   func(text string, cursor int) (from int, words []string)
	number  bool // arrows change numbers
}

const (
	fieldHeight = 24
	maxWords    = 8
)

func newField(p *theme.Palette, d panel.Desk, under *row.List) *field {
	e := &field{palette: p, under: under, current: -1}
	e.entry = control.NewEntry("", d, e.typed).Long()
	e.entry.OnKey = e.key
	e.entry.OnSubmitted = func(string) { e.commit() }
	e.box = container.NewStack(control.NewFill(p, control.Panel, fyne.Size{}), e.entry)
	e.words = row.New(p, e)
	e.offered = container.NewStack(control.NewFill(p, control.Bar, fyne.Size{}), e.words)
	e.box.Hide()
	e.offered.Hide()
	e.object = container.New(overRow{e}, under, e.box, e.offered)
	return e
}

// overRow keeps the field over its row.
type overRow struct{ e *field }

// Layout implements fyne.Layout.
func (l overRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	e := l.e
	o[0].Move(fyne.Position{})
	o[0].Resize(s)
	if !e.open {
		return
	}
	y := e.under.Place(e.at) - (fieldHeight-theme.RowHeight)/2
	y = max(0, min(y, s.Height-fieldHeight))
	o[1].Move(fyne.NewPos(e.x, y))
	o[1].Resize(fyne.NewSize(max(40, s.Width-e.x-4), fieldHeight))
	h := float32(min(len(e.list), maxWords)) * theme.RowHeight
	top := y + fieldHeight
	if top+h > s.Height && y-h >= 0 {
		top = y - h
	}
	h = min(h, s.Height-top)
	o[2].Move(fyne.NewPos(e.x, top))
	o[2].Resize(fyne.NewSize(min(230, s.Width-e.x-4), max(0, h)))
}

// MinSize implements fyne.Layout.
func (overRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(90, 40) }

// edit opens the field over a row.
func (e *field) edit(at int, x float32, text string, cursor int, t target) {
	if e.open {
		e.commit()
	}
	e.at, e.x, e.target, e.open, e.first = at, x, t, true, text
	e.quiet = true
	e.entry.SetText(text)
	e.entry.CursorRow, e.entry.CursorColumn = 0, len([]rune(text[:min(cursor, len(text))]))
	e.quiet = false
	e.close()
	e.box.Show()
	e.object.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(e.under); c != nil { // the field itself may be new to it
		c.Focus(e.entry)
	}
}

// editing reports whether the field is open.
func (e *field) editing() bool { return e.open }

func (e *field) close() {
	e.list, e.current = nil, -1
	e.offered.Hide()
}

func (e *field) shut() {
	e.open = false
	e.close()
	e.box.Hide()
	e.object.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(e.under); c != nil && c.Focused() == e.entry {
		c.Unfocus()
	}
}

// commit ends editing with what is typed.
func (e *field) commit() {
	if e.open {
		e.shut()
		if e.target.done != nil {
			e.target.done(e.entry.Text)
		}
	}
}

// cursor is the byte of the text where the cursor is.
func (e *field) cursor() int {
	r := []rune(e.entry.Text)
	return len(string(r[:min(e.entry.CursorColumn, len(r))]))
}

func (e *field) typed(text string) {
	if e.quiet || !e.open {
		return
	}
	if e.target.changed != nil {
		e.target.changed(text)
	}
	e.suggest()
}

func (e *field) suggest() {
	e.close()
	if e.target.offer != nil {
		e.from, e.list = e.target.offer(e.entry.Text, e.cursor())
	}
	if len(e.list) > 0 {
		e.words.Update()
		e.words.ScrollTo(0)
		e.offered.Show()
	}
	e.object.Refresh()
}

func (e *field) set(text string, cursor int) {
	e.quiet = true
	e.entry.SetText(text)
	e.entry.CursorColumn = len([]rune(text[:cursor]))
	e.entry.Refresh()
	e.quiet = false
	if e.target.changed != nil {
		e.target.changed(text)
	}
}

// key takes what the field does with keys of its own.
func (e *field) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyEscape:
		if len(e.list) > 0 {
			e.close()
			e.object.Refresh()
			return true
		}
		e.shut()
		if e.target.cancel != nil {
			e.target.cancel()
		}
	case fyne.KeyUp, fyne.KeyDown:
		dir := 1
		if name == fyne.KeyUp {
			dir = -1
		}
		if e.target.number && len(e.list) == 0 {
			if text, cursor, ok := nudge(e.entry.Text, e.cursor(), float64(-dir*steps())); ok {
				e.set(text, cursor)
				return true
			}
			e.suggest()
			return true
		}
		if len(e.list) > 0 {
			e.current = max(0, min(len(e.list)-1, e.current+dir))
			e.words.Update()
			e.words.ScrollTo(e.current)
		}
	case fyne.KeyTab:
		if len(e.list) > 0 {
			e.take(max(e.current, 0))
		} else {
			e.commit()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.current >= 0 {
			e.take(e.current)
		} else {
			e.commit()
		}
	default:
		return false
	}
	return true
}

// steps is how far an arrow goes: 10 with Shift, 100 with Control.
func steps() int {
	d, ok := fyne.CurrentApp().Driver().(interface{ CurrentKeyModifiers() fyne.KeyModifier })
	if !ok {
		return 1
	}
	switch m := d.CurrentKeyModifiers(); {
	case m&fyne.KeyModifierControl != 0:
		return 100
	case m&fyne.KeyModifierShift != 0:
		return 10
	}
	return 1
}

// take puts a word in; a property gets its colon.
func (e *field) take(i int) {
	text, word := e.entry.Text, e.list[i]
	to := e.cursor()
	for to < len(text) && (isWord(text[to]) || text[to] == '-') {
		to++
	}
	rest := text[to:]
	e.close()
	if e.target.number && !hasColon(text[:e.from]) && !hasColon(rest) {
		word += ": "
	}
	e.set(text[:e.from]+word+rest, e.from+len(word))
	if hasColon(word) {
		e.suggest()
	}
	e.object.Refresh()
}

func hasColon(s string) bool {
	for i := range len(s) {
		if s[i] == ':' {
			return true
		}
	}
	return false
}

// Len implements row.Source: the words.
func (e *field) Len() int { return len(e.list) }

// Row implements row.Source.
func (e *field) Row(i int) row.Row {
	r := row.Row{Selected: i == e.current, Runs: []row.Run{{Text: e.list[i], Color: e.palette.Text}}}
	return r
}

// Tapped implements row.Source.
func (e *field) Tapped(i int, _ bool) { e.take(i) }
