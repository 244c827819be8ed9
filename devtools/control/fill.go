package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/theme"
)

// Colour picks a colour of the palette in use.
type Colour func(*theme.Palette) color.Color

// Fill is an area of one colour of the palette. Sized by its surroundings, at
// least Min.
type Fill struct {
	widget.BaseWidget
	palette *theme.Palette
	colour  Colour
	min     fyne.Size
	rect    *canvas.Rectangle
}

// NewFill makes an area; min may be zero.
func NewFill(p *theme.Palette, c Colour, min fyne.Size) *Fill {
	f := &Fill{palette: p, colour: c, min: min, rect: canvas.NewRectangle(c(p))}
	f.ExtendBaseWidget(f)
	return f
}

// MinSize implements fyne.CanvasObject.
func (f *Fill) MinSize() fyne.Size { return f.min }

// Refresh implements fyne.CanvasObject.
func (f *Fill) Refresh() {
	f.rect.FillColor = f.colour(f.palette)
	f.rect.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer { return &fillRenderer{f} }

type fillRenderer struct{ f *Fill }

func (r *fillRenderer) Layout(s fyne.Size)           { r.f.rect.Resize(s) }
func (r *fillRenderer) MinSize() fyne.Size           { return r.f.min }
func (r *fillRenderer) Refresh()                     { r.f.Refresh() }
func (r *fillRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.f.rect} }
func (r *fillRenderer) Destroy()                     {}

// Bar, Panel and Line are the colours that areas have.
func Bar(p *theme.Palette) color.Color { return p.Bar }

// Panel is the colour behind lists.
func Panel(p *theme.Palette) color.Color { return p.Panel }

// Background is the colour between panels and under lists.
func Background(p *theme.Palette) color.Color { return p.Background }

// Line is the colour of separators.
func Line(p *theme.Palette) color.Color { return p.Line }

// Rule is a separator of one unit, for both directions.
func Rule(p *theme.Palette) *Fill { return NewFill(p, Line, fyne.NewSize(1, 1)) }

// Label is a text in a colour of the palette.
type Label struct {
	widget.BaseWidget
	palette *theme.Palette
	colour  Colour
	text    *canvas.Text
	full    string
	max     float32 // least width when it may be cut, 0: as wide as its text
	gives   bool    // it is cut where space is short
}

// NewLabel makes a label of caption or text size.
func NewLabel(p *theme.Palette, text string, c Colour, size float32) *Label {
	l := &Label{palette: p, colour: c, text: theme.NewText(text, c(p), size), full: text}
	l.ExtendBaseWidget(l)
	return l
}

// Text and Dim are the colours of labels.
func Text(p *theme.Palette) color.Color { return p.Text }

// Dim is the colour of captions.
func Dim(p *theme.Palette) color.Color { return p.Dim }

// Faint is the colour of hints.
func Faint(p *theme.Palette) color.Color { return p.Faint }

// Mono sets the fixed-width face.
func (l *Label) Mono() *Label {
	theme.Restyle(l.text, fyne.TextStyle{Monospace: true, Bold: l.text.TextStyle.Bold})
	return l
}

// Bold sets the bold face.
func (l *Label) Bold() *Label {
	theme.Restyle(l.text, fyne.TextStyle{Bold: true, Monospace: l.text.TextStyle.Monospace})
	return l
}

// Cap lets the label shrink: its text is cut to the space it gets.
func (l *Label) Cap(width float32) *Label { l.max = width; return l }

// Give lets the label be cut where a row of tools has too little space; else it is as
// wide as its text.
func (l *Label) Give() *Label { l.gives = true; return l }

// Text gives the text, uncut.
func (l *Label) Text() string { return l.full }

// Set changes the text; drawing is spared when it is the same.
func (l *Label) Set(text string) {
	if l.full != text {
		l.full = text
		l.fit(l.Size().Width)
		l.Refresh()
	}
}

// SetColour changes the colour.
func (l *Label) SetColour(c Colour) {
	l.colour = c
	if l.text.Color != c(l.palette) {
		l.Refresh()
	}
}

// fit cuts the text of a capped label to a width.
func (l *Label) fit(width float32) {
	l.text.Text = l.full
	if l.max <= 0 && !l.gives || width <= 0 {
		return
	}
	w := l.text.MinSize().Width
	if w <= width {
		return
	}
	runes := []rune(l.full)
	for keep := int(float32(len(runes)) * width / w); keep > 0; keep-- {
		l.text.Text = string(runes[:keep]) + "…"
		if l.text.MinSize().Width <= width {
			return
		}
	}
	l.text.Text = ""
}

// MinSize implements fyne.CanvasObject.
func (l *Label) MinSize() fyne.Size {
	s := theme.Measure(l.full, l.text.TextSize, l.text.TextStyle)
	if l.max > 0 {
		s.Width = min(s.Width, l.max)
	}
	return s
}

// Refresh implements fyne.CanvasObject.
func (l *Label) Refresh() {
	l.text.Color = l.colour(l.palette)
	l.text.Refresh()
	l.BaseWidget.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer { return &labelRenderer{l} }

type labelRenderer struct{ l *Label }

func (r *labelRenderer) Layout(s fyne.Size) {
	r.l.fit(s.Width)
	h := r.l.text.MinSize().Height
	r.l.text.Move(fyne.NewPos(0, (s.Height-h)/2))
	r.l.text.Resize(fyne.NewSize(s.Width, h))
}
func (r *labelRenderer) MinSize() fyne.Size           { return r.l.MinSize() }
func (r *labelRenderer) Refresh()                     { canvas.Refresh(r.l.text) }
func (r *labelRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.l.text} }
func (r *labelRenderer) Destroy()                     {}
