package control

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// headRow puts the titles of tabs beside each other. What does not fit is in the menu
// behind the last one, which is only there then; the title of the tab shown stays.
type headRow struct{ t *Tabs }

// Layout implements fyne.Layout.
func (l headRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	t := l.t
	t.hidden = t.hidden[:0]
	room := s.Width
	if wide := l.MinSize(o).Width; wide > room {
		room -= t.more.MinSize().Width + t.heads[t.current].MinSize().Width
	}
	full := room < s.Width
	x := float32(0)
	put := func(h *head) {
		m := h.MinSize()
		h.Move(fyne.NewPos(x, 0))
		h.Resize(fyne.NewSize(m.Width, s.Height))
		Show(h, true)
		x += m.Width
	}
	for i, h := range t.heads {
		switch w := h.MinSize().Width; {
		case i == t.current:
			put(h)
		case full && w > room:
			room = 0 // those behind it do not jump before it
			t.hidden = append(t.hidden, i)
			Show(h, false)
		default:
			room -= w
			put(h)
		}
	}
	if len(t.hidden) > 0 {
		put(t.more)
	} else {
		Show(t.more, false)
	}
}

// MinSize implements fyne.Layout: what all titles take.
func (l headRow) MinSize([]fyne.CanvasObject) fyne.Size {
	out := fyne.Size{}
	for _, h := range l.t.heads {
		m := h.MinSize()
		out = fyne.NewSize(out.Width+m.Width, max(out.Height, m.Height))
	}
	return out
}

// showHidden opens the menu of the titles that have no space.
func (t *Tabs) showHidden() {
	app := fyne.CurrentApp()
	c := app.Driver().CanvasForObject(t.more)
	if c == nil {
		return
	}
	var items []*fyne.MenuItem
	for _, i := range slices.Clone(t.hidden) {
		items = append(items, fyne.NewMenuItem(t.tabs[i].Title, func() { t.Show(i) }))
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, app.Driver().AbsolutePositionForObject(t.more).AddXY(0, t.more.Size().Height))
}
