package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/theme"
)

// tightRow puts objects beside each other without gaps, each as high as the row.
type tightRow struct{}

func (tightRow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, s.Height))
		x += w
	}
}

func (tightRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var out fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			out.Width += m.Width
			out.Height = max(out.Height, m.Height)
		}
	}
	return out
}

// topFill gives the first object a height and the second the rest. It has a small
// minimum of its own, so that splits can shrink what is in it.
type topFill struct{ height float32 }

func (l topFill) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(s.Width, l.height))
	objects[1].Move(fyne.NewPos(0, l.height))
	objects[1].Resize(fyne.NewSize(s.Width, max(0, s.Height-l.height)))
}

func (l topFill) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(90, l.height+20) }

// Top puts a bar of a height above a body.
func Top(height float32, bar, body fyne.CanvasObject) fyne.CanvasObject {
	return container.New(topFill{height}, bar, body)
}

// bottomFill gives the second object a height and the first the rest.
type bottomFill struct{ height float32 }

func (l bottomFill) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	objects[0].Resize(fyne.NewSize(s.Width, max(0, s.Height-l.height)))
	objects[1].Move(fyne.NewPos(0, s.Height-l.height))
	objects[1].Resize(fyne.NewSize(s.Width, l.height))
}

func (l bottomFill) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(90, l.height+20) }

// Bottom puts a bar of a height below a body.
func Bottom(height float32, body, bar fyne.CanvasObject) fyne.CanvasObject {
	return container.New(bottomFill{height}, body, bar)
}

// gapRow is a row of tools: a gap between them, each centred, the last stretched
// when Stretch is set.
type gapRow struct {
	gap, edge float32
	stretch   int // index of the object that takes what is left, -1 none
}

func (l gapRow) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	rest := s.Width - l.MinSize(objects).Width
	if rest < 0 && l.stretch >= 0 {
		// What stretches gives way first, then captions and fields do.
		rest = min(0, rest+max(0, objects[l.stretch].MinSize().Width-leastStretch))
	}
	x := l.edge
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		switch {
		case i == l.stretch:
			m.Width = max(0, min(m.Width, leastStretch), m.Width+s.Width-l.MinSize(objects).Width)
		case rest < 0: // fields and captions give way to buttons
			take := min(-rest, max(0, m.Width-least(o)))
			m.Width -= take
			rest += take
		}
		h := min(m.Height, s.Height)
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
		o.Resize(fyne.NewSize(m.Width, h))
		x += m.Width + l.gap
	}
}

// leastStretch is how narrow what stretches becomes before others are cut, units.
const leastStretch = 40

// leastField is how narrow a field becomes where space is short, units.
const leastField = 70

// least is how narrow an object of a row of tools may become.
func least(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case *Label:
		if o.max > 0 || o.gives {
			return 0
		}
	case *fyne.Container:
		if _, fixed := o.Layout.(fixedWidth); fixed {
			return leastField
		}
	}
	return o.MinSize().Width
}

func (l gapRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	out := fyne.NewSize(2*l.edge-l.gap, 0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			out.Width += m.Width + l.gap
			out.Height = max(out.Height, m.Height)
		}
	}
	return out
}

// Tools is a row of tools; the object at stretch takes what is left, -1 none does.
func Tools(stretch int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(gapRow{gap: 4, edge: 6, stretch: stretch}, objects...)
}

// Space is an empty object to stretch.
func Space() fyne.CanvasObject { return container.NewStack() }

// Width gives an object a fixed width.
func Width(w float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(fixedWidth{w}, o)
}

type fixedWidth struct{ w float32 }

func (l fixedWidth) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	for _, o := range objects {
		h := min(s.Height, o.MinSize().Height)
		o.Move(fyne.NewPos(0, (s.Height-h)/2))
		o.Resize(fyne.NewSize(s.Width, h))
	}
}

func (l fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := float32(0)
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(l.w, h)
}

// BarRow is a tool row on the colour of bars with a line below.
func BarRow(p *theme.Palette, height float32, tools fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(NewFill(p, Bar, fyne.NewSize(0, height)), container.NewBorder(nil, Rule(p), nil, nil, tools))
}
