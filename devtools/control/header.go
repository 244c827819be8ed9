package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/theme"
)

// HeaderHeight is the height of a table's header.
const HeaderHeight = 22

// Column is a title of a table's header; X is where the column starts, in units;
// negative: at the right edge, as Row.Right.
type Column struct {
	Title string
	X     float32
}

type columns struct{ at []float32 }

func (c columns) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for i, o := range objects {
		if c.at[i] < 0 {
			m := o.MinSize()
			o.Move(fyne.NewPos(s.Width-m.Width-8, 0))
			o.Resize(fyne.NewSize(m.Width, s.Height))
			for k, other := range objects[:i] { // a title that is in its way gives way
				Show(other, c.at[k]+other.MinSize().Width <= s.Width-m.Width-12)
			}
			continue
		}
		o.Move(fyne.NewPos(c.at[i], 0))
		w := s.Width - c.at[i]
		if i+1 < len(c.at) && c.at[i+1] >= 0 {
			w = c.at[i+1] - c.at[i]
		}
		o.Resize(fyne.NewSize(max(0, w), s.Height))
	}
}

func (c columns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(40, HeaderHeight) }

// NewHeader makes the header of a table whose rows put runs at the same X.
func NewHeader(p *theme.Palette, cols ...Column) fyne.CanvasObject {
	var l columns
	box := container.NewWithoutLayout()
	for _, c := range cols {
		l.at = append(l.at, c.X)
		box.Add(NewLabel(p, c.Title, Faint, theme.Caption))
	}
	box.Layout = l
	return container.NewStack(NewFill(p, Panel, fyne.NewSize(0, HeaderHeight)), container.NewBorder(nil, Rule(p), nil, nil, box))
}
