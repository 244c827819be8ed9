package wxml

import (
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/theme"
	"diorama/renderer"
)

// boxHeight is the height of the box model with the space around it.
const boxHeight = 148

// box draws the box model: margin, border, padding and content in one another.
type box struct {
	widget.BaseWidget
	palette *theme.Palette
	in      *renderer.Inspection
	rects   [4]*canvas.Rectangle
	names   [3]*canvas.Text
	sides   [3][4]*canvas.Text // top right bottom left
	size    *canvas.Text
	objects []fyne.CanvasObject
}

func newBox(p *theme.Palette) *box {
	b := &box{palette: p}
	for i := range b.rects {
		b.rects[i] = canvas.NewRectangle(color.Transparent)
		b.objects = append(b.objects, b.rects[i])
	}
	text := func(s string, size float32) *canvas.Text {
		t := theme.NewText(s, color.Transparent, size)
		b.objects = append(b.objects, t)
		return t
	}
	for i, n := range [...]string{"margin", "border", "padding"} {
		b.names[i] = text(n, 9.5)
		for k := range b.sides[i] {
			b.sides[i][k] = text("", theme.Caption)
		}
	}
	b.size = text("", theme.Caption)
	b.ExtendBaseWidget(b)
	return b
}

func (b *box) set(in *renderer.Inspection) {
	b.in = in
	b.Refresh()
}

// MinSize implements fyne.CanvasObject.
func (b *box) MinSize() fyne.Size { return fyne.NewSize(80, 0) }

// Refresh implements fyne.CanvasObject.
func (b *box) Refresh() {
	b.place(b.Size())
	canvas.Refresh(b)
}

// CreateRenderer implements fyne.Widget.
func (b *box) CreateRenderer() fyne.WidgetRenderer { return &boxRenderer{b} }

type boxRenderer struct{ b *box }

func (r *boxRenderer) Layout(s fyne.Size)           { r.b.place(s) }
func (r *boxRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *boxRenderer) Refresh()                     { r.b.place(r.b.Size()) }
func (r *boxRenderer) Objects() []fyne.CanvasObject { return r.b.objects }
func (r *boxRenderer) Destroy()                     {}

func round(v float64) float64 { return math.Round(v*100) / 100 }

func length(v float64) string {
	if v == 0 {
		return "-"
	}
	return strconv.FormatFloat(round(v), 'f', -1, 64)
}

func (b *box) place(s fyne.Size) {
	p := b.palette
	if b.in == nil {
		for _, o := range b.objects {
			o.Hide()
		}
		return
	}
	const gapX, gapY, textH = 34, 17, 14
	w, h := min(s.Width-24, 300), float32(boxHeight-18)
	x, y := (s.Width-w)/2, float32(9)
	colours := [4]color.NRGBA{p.Margin, p.Border, p.Inner, p.Content}
	label := func(t *canvas.Text, text string, cx, cy float32) {
		t.Text, t.Color = text, p.Text
		m := t.MinSize()
		t.Move(fyne.NewPos(cx-m.Width/2, cy-m.Height/2))
		t.Resize(m)
		t.Show()
	}
	sides := [3][4]float64{b.in.MarginSides, b.in.BorderSides, b.in.PaddingSides}
	for i, r := range b.rects {
		fx, fy := x+float32(i)*gapX, y+float32(i)*gapY
		fw, fh := w-2*float32(i)*gapX, h-2*float32(i)*gapY
		r.FillColor = colours[i]
		r.CornerRadius = 2
		r.Move(fyne.NewPos(fx, fy))
		r.Resize(fyne.NewSize(max(0, fw), max(0, fh)))
		r.Show()
		if i == 3 {
			label(b.size, strconv.FormatFloat(round(b.in.Content.W), 'f', -1, 64)+" × "+strconv.FormatFloat(round(b.in.Content.H), 'f', -1, 64), fx+fw/2, fy+fh/2)
			break
		}
		n := b.names[i]
		n.Color = p.Text
		n.Move(fyne.NewPos(fx+4, fy+(gapY-n.MinSize().Height)/2))
		n.Resize(n.MinSize())
		n.Show()
		label(b.sides[i][0], length(sides[i][0]), fx+fw/2, fy+gapY/2)
		label(b.sides[i][1], length(sides[i][1]), fx+fw-gapX/2, fy+fh/2)
		label(b.sides[i][2], length(sides[i][2]), fx+fw/2, fy+fh-gapY/2)
		label(b.sides[i][3], length(sides[i][3]), fx+gapX/2, fy+fh/2)
	}
}
