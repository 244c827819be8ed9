package wxml

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/simulator"
)

// crumbs is the path to the picked node; a click on a part picks that.
type crumbs struct {
	palette *theme.Palette
	desk    panel.Desk
	object  *fyne.Container
	path    []*simulator.Node
}

// crumbGap is the space between two parts, where the arrow stands.
const crumbGap = 12

func newCrumbs(p *theme.Palette, d panel.Desk) *crumbs {
	c := &crumbs{palette: p, desk: d}
	c.object = container.New(crumbRow{c})
	return c
}

// crumbRow keeps the end of the path in sight: what does not fit at the left is hidden.
type crumbRow struct{ c *crumbs }

// Layout implements fyne.Layout. Objects are parts and arrows in turn.
func (crumbRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	total := float32(6)
	first := len(o)
	for i := len(o) - 1; i >= 0; i -= 2 {
		w := o[i].MinSize().Width + crumbGap
		if total+w > s.Width && first < len(o) {
			break
		}
		total += w
		first = i
	}
	x := float32(4)
	for i, k := range o {
		if i < first {
			k.Hide()
			continue
		}
		k.Show()
		m := k.MinSize()
		if i%2 == 1 {
			k.Move(fyne.NewPos(x, (s.Height-m.Height)/2))
			k.Resize(m)
			x += crumbGap
			continue
		}
		w := min(m.Width, max(0, s.Width-x))
		k.Move(fyne.NewPos(x, 1))
		k.Resize(fyne.NewSize(w, s.Height-2))
		x += w
	}
}

// MinSize implements fyne.Layout.
func (crumbRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, 20) }

func (c *crumbs) set(path []*simulator.Node) {
	c.path = path
	objects := make([]fyne.CanvasObject, 0, 2*len(path))
	for i, n := range path {
		if i > 0 {
			objects = append(objects, theme.NewText("›", c.palette.Faint, theme.Caption))
		}
		b := control.NewButton(c.palette, "", n.Tag+Classes(n), "", c.desk, func() { c.desk.Pick(n.ID) })
		b.SetActive(i == len(path)-1)
		objects = append(objects, b)
	}
	c.object.Objects = objects
	c.object.Refresh()
}
