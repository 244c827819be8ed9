package timeline

import (
	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator"
)

// breaks is the list of breakpoints with a field for a new one.
type breaks struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	entry   *control.Entry
	rows    []simulator.Breakpoint
	object  fyne.CanvasObject
}

func newBreaks(p *theme.Palette, s panel.Session, d panel.Desk) *breaks {
	b := &breaks{palette: p, session: s, desk: d}
	b.list = row.New(p, b)
	b.entry = control.NewEntry(d.T("Stop before path=list[0].done size>64k …"), d, nil).Long()
	b.entry.OnSubmitted = func(text string) {
		if err := s.AddBreakpoint(text); err != nil {
			d.Hint(err.Error())
			return
		}
		b.entry.SetText("")
		d.Changed()
	}
	b.object = control.Top(filterHeight, control.BarRow(p, filterHeight, control.Tools(0, b.entry)), b.list)
	return b
}

func (b *breaks) update() {
	b.rows = b.session.Breakpoints()
	b.list.Update()
}

// on counts those that are switched on.
func (b *breaks) on() int {
	n := 0
	for i := range b.rows {
		if !b.rows[i].Off {
			n++
		}
	}
	return n
}

// help is what the empty list says.
var help = [...]string{
	words.Key("JavaScript stops inside setData, before it is applied, when all that is written holds:"),
	words.Key("path=list[0].done    the value at this path is about to become another"),
	words.Key("path:list  comp:card  page:cart    texts, = for the whole of it"),
	words.Key("handler:onAdd  cause:tap    texts, too"),
	words.Key("size>64k    bytes of the argument"),
	words.Key("ms>50    the handler has run that long already"),
	words.Key("time>2.5    from that second of the run on"),
	words.Key("-path:tick    not"),
}

// Len implements row.Source.
func (b *breaks) Len() int {
	if len(b.rows) == 0 {
		return len(help)
	}
	return len(b.rows)
}

// Row implements row.Source.
func (b *breaks) Row(i int) row.Row {
	p := b.palette
	if len(b.rows) == 0 {
		return row.Row{Runs: []row.Run{{Text: b.desk.T(help[i]), Color: p.Faint}}}
	}
	k := &b.rows[i]
	r := row.Row{Runs: []row.Run{{Text: k.Text, Color: p.Text, X: 14}}, Mark: p.Red, Right: []row.Run{{Text: b.desk.T("stopped %dx", k.Hits), Color: p.Faint}}}
	if k.Off {
		r.Dim, r.Mark = true, p.Line
		r.Right = []row.Run{{Text: b.desk.T("off"), Color: p.Faint}}
	}
	return r
}

// Tapped implements row.Source: on or off.
func (b *breaks) Tapped(i int, _ bool) {
	if i < len(b.rows) {
		b.session.EnableBreakpoint(b.rows[i].Text, b.rows[i].Off)
		b.desk.Changed()
	}
}

// Menu implements row.Source.
func (b *breaks) Menu(i int, at fyne.Position) {
	if i >= len(b.rows) {
		return
	}
	text := b.rows[i].Text
	remove := func(texts ...string) {
		for _, t := range texts {
			b.session.RemoveBreakpoint(t)
		}
		b.desk.Changed()
	}
	b.desk.Menu(at,
		fyne.NewMenuItem(b.desk.T("Change"), func() {
			remove(text)
			b.entry.SetText(text)
		}),
		fyne.NewMenuItem(b.desk.T("Remove"), func() { remove(text) }),
		fyne.NewMenuItem(b.desk.T("Remove all"), func() {
			var all []string
			for i := range b.rows {
				all = append(all, b.rows[i].Text)
			}
			remove(all...)
		}))
}

// Hovered implements row.Source.
func (b *breaks) Hovered(i int) {
	if i >= 0 && i < len(b.rows) {
		b.desk.Hint(b.desk.T("Click: on or off   Right click: change or remove"))
		return
	}
	b.desk.Hint("")
}
