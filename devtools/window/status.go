package window

import (
	"image/color"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/simulator/wire"
)

func red(p *theme.Palette) color.Color   { return p.Red }
func amber(p *theme.Palette) color.Color { return p.Amber }

// status is the row at the very bottom.
type status struct {
	left, middle, right *control.Label
	object              fyne.CanvasObject
	failure             string
	told                string // what came of a command
}

func newStatus(p *theme.Palette) *status {
	s := &status{
		left:   control.NewLabel(p, "", control.Dim, theme.Caption),
		middle: control.NewLabel(p, "", control.Text, theme.Caption).Cap(40),
		right:  control.NewLabel(p, "", control.Dim, theme.Caption),
	}
	s.object = control.BarRow(p, statusHeight, control.Tools(1, s.left, s.middle, s.right))
	return s
}

func (s *status) set(left, right string) {
	s.left.Set(left + "      ")
	s.right.Set(right)
	s.object.Refresh()
}

// hint explains what is under the mouse; without, a failure stands there.
func (s *status) hint(text string) {
	if text == "" && s.failure != "" {
		s.middle.SetColour(red)
		s.middle.Set(s.failure)
		return
	}
	if text == "" {
		text = s.told
	}
	s.middle.SetColour(control.Text)
	s.middle.Set(text)
}

// fail shows an error until the next.
func (s *status) fail(text string) {
	s.failure, _, _ = strings.Cut(text, "\n")
	s.told = ""
	s.hint("")
}

// tell says what came of a command: hints pass over it, and it goes after a while.
func (w *Window) tell(text string) {
	s := w.status
	s.failure, s.told = "", text
	s.hint("")
	time.AfterFunc(toldTime, func() {
		w.opts.Post.Post(func() {
			if s.told == text {
				s.told = ""
				if s.middle.Text() == text {
					s.hint("")
				}
			}
		})
	})
}

// problems lists what is wrong in the project's files.
type problems struct {
	row.Base
	palette *theme.Palette
	w       *Window
	list    *row.List
	rows    []wire.Diagnostic
}

func newProblems(p *theme.Palette, w *Window) *problems {
	q := &problems{palette: p, w: w}
	q.list = row.New(p, q)
	return q
}

func (q *problems) update(d []wire.Diagnostic) {
	if !slices.Equal(d, q.rows) || len(d) == 0 {
		q.rows = d
		q.list.Update()
	}
}

// Len implements row.Source.
func (q *problems) Len() int { return max(1, len(q.rows)) }

// Row implements row.Source.
func (q *problems) Row(i int) row.Row {
	p := q.palette
	if i >= len(q.rows) {
		return row.Row{Runs: []row.Run{{Text: q.w.T("No problems in the project's files"), Color: p.Faint}}}
	}
	d := q.rows[i]
	r := row.Row{Runs: []row.Run{{Text: d.Message, Color: p.Red}}, Mark: p.Red}
	if d.Warning {
		r.Runs[0].Color, r.Mark = p.Amber, p.Amber
	}
	r.Right = []row.Run{{Text: d.File + ":" + strconv.Itoa(d.Line), Color: p.Dim}}
	return r
}

// Tapped implements row.Source.
func (q *problems) Tapped(i int, _ bool) {
	if i < len(q.rows) {
		q.w.Open(q.rows[i].File, q.rows[i].Line, q.rows[i].Column)
	}
}
