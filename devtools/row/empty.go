package row

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"diorama/devtools/theme"
)

// empty is what a list without rows says.
type empty struct {
	l     *List
	lines []string
	other string // said instead when a filter hides what there is
	total int    // rows that there were without the filter
	texts []*canvas.Text
	box   *fyne.Container
}

// Empty sets what the list says while it has no rows: what would be here, and what to do.
func (l *List) Empty(lines ...string) *List {
	e := &l.empty
	if e.box == nil {
		e.l, e.box = l, &fyne.Container{Layout: e}
	}
	if !slices.Equal(lines, e.lines) {
		e.lines = slices.Clone(lines)
		e.texts, e.box.Objects = nil, nil
		for range lines {
			t := canvas.NewText("", l.palette.Faint)
			t.TextSize = theme.Text
			e.texts, e.box.Objects = append(e.texts, t), append(e.box.Objects, t)
		}
	}
	e.show()
	return l
}

// Filtered sets what the list says instead while a filter hides all of its rows.
func (l *List) Filtered(text string) *List { l.empty.other = text; return l }

// Total tells how many rows there were without a filter; before Update.
func (l *List) Total(n int) { l.empty.total = n }

// said gives the text of a line.
func (e *empty) said(i int) string {
	if e.total > 0 && e.other != "" {
		if i > 0 {
			return ""
		}
		return e.other
	}
	return e.lines[i]
}

// show brings it in line with the rows.
func (e *empty) show() {
	if e.box == nil {
		return
	}
	if e.l.count > 0 {
		if e.box.Visible() {
			e.box.Hide()
		}
		return
	}
	for i, t := range e.texts {
		t.Color = e.l.palette.Faint
		if i == 0 {
			t.Color = e.l.palette.Dim
		}
	}
	e.box.Show()
	e.box.Refresh()
}

// Layout implements fyne.Layout. A line that does not fit is cut.
func (e *empty) Layout(o []fyne.CanvasObject, s fyne.Size) {
	const left, top = 12, 10
	y := float32(top)
	for i, t := range e.texts {
		t.Text = e.said(i)
		m := t.MinSize()
		if m.Width > s.Width-2*left {
			t.Text = shorten(t, s.Width-2*left)
		}
		t.Move(fyne.NewPos(left, y))
		t.Resize(fyne.NewSize(max(0, s.Width-2*left), m.Height))
		y += m.Height + 3
	}
}

// MinSize implements fyne.Layout.
func (e *empty) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// shorten cuts a text to a width.
func shorten(t *canvas.Text, width float32) string {
	runes := []rune(t.Text)
	lo, hi := 0, len(runes)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+"…", t.TextSize, t.TextStyle).Width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return string(runes[:lo]) + "…"
}
