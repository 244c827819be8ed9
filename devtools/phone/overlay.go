package phone

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"diorama/devtools/theme"
)

// Rect is a box in CSS px of the screen.
type Rect struct{ X, Y, W, H float64 }

// Boxes is what is drawn over a picked node.
type Boxes struct {
	Margin, Border, Padding, Content Rect
	Name, Class                      string // of the tip: "view", ".card.big"
	Thin                             bool   // only the edge and the tip
}

// MaxFlashes is how many changed boxes are outlined at once.
const MaxFlashes = 40

// overlay is the plain objects over the screen.
type overlay struct {
	palette *theme.Palette
	boxes   *Boxes
	// The four sides of margin, then padding, then the content: drawn as frames
	// around one another, so that colours do not add up.
	sides [8]*canvas.Rectangle
	inner *canvas.Rectangle
	edge  *canvas.Rectangle

	tip               *canvas.Rectangle
	name, class, size *canvas.Text
	flashes           []*canvas.Rectangle
	rects             []Rect
	alpha             []float64
	objects           []fyne.CanvasObject
}

func newOverlay(p *theme.Palette) *overlay {
	o := &overlay{palette: p}
	rect := func() *canvas.Rectangle {
		r := canvas.NewRectangle(color.Transparent)
		r.Hide()
		o.objects = append(o.objects, r)
		return r
	}
	for range MaxFlashes {
		r := rect()
		r.StrokeWidth = 1
		r.CornerRadius = 2
		o.flashes = append(o.flashes, r)
	}
	for i := range o.sides {
		o.sides[i] = rect()
	}
	o.inner, o.edge = rect(), rect()
	o.edge.StrokeWidth = 1
	o.tip = rect()
	o.tip.CornerRadius = 4
	for _, t := range []**canvas.Text{&o.name, &o.class, &o.size} {
		*t = theme.NewText("", color.Transparent, theme.Caption)
		(*t).Hide()
		o.objects = append(o.objects, *t)
	}
	return o
}

func (o *overlay) clear() {
	o.boxes, o.rects = nil, nil
}

func (o *overlay) set(b *Boxes) {
	o.boxes = b
}

func (o *overlay) flash(r []Rect, a []float64) {
	o.rects, o.alpha = r[:min(len(r), MaxFlashes)], a
}

func alpha(c color.NRGBA, a float64) color.NRGBA {
	c.A = uint8(math.Max(0, math.Min(1, a)) * 255)
	return c
}

// place puts everything where it belongs on the screen at origin.
func (o *overlay) place(origin fyne.Position, scale, width, height float64) {
	at := func(r *canvas.Rectangle, b Rect) {
		// Nothing stands over the edge of the screen.
		x0, y0 := math.Max(b.X, 0), math.Max(b.Y, 0)
		x1, y1 := math.Min(b.X+b.W, width), math.Min(b.Y+b.H, height)
		if x1 <= x0 || y1 <= y0 {
			r.Hide()
			return
		}
		r.Move(origin.AddXY(float32(math.Round(x0*scale)), float32(math.Round(y0*scale))))
		r.Resize(fyne.NewSize(float32(math.Round(x1*scale)-math.Round(x0*scale)), float32(math.Round(y1*scale)-math.Round(y0*scale))))
		r.Show()
		r.Refresh()
	}
	for i, f := range o.flashes {
		if i >= len(o.rects) || o.alpha[i] <= 0 {
			if f.Visible() {
				f.Hide()
			}
			continue
		}
		f.StrokeColor = alpha(o.palette.Amber, o.alpha[i])
		f.FillColor = alpha(o.palette.Amber, o.alpha[i]*0.08)
		at(f, o.rects[i])
	}
	if o.boxes == nil {
		for _, x := range o.objects[len(o.flashes):] {
			if x.Visible() {
				x.Hide()
			}
		}
		return
	}
	b := o.boxes
	ring := func(sides []*canvas.Rectangle, out, in Rect, c color.Color) {
		for _, s := range sides {
			s.FillColor = c
		}
		at(sides[0], Rect{out.X, out.Y, out.W, in.Y - out.Y})
		at(sides[1], Rect{out.X, in.Y + in.H, out.W, out.Y + out.H - in.Y - in.H})
		at(sides[2], Rect{out.X, in.Y, in.X - out.X, in.H})
		at(sides[3], Rect{in.X + in.W, in.Y, out.X + out.W - in.X - in.W, in.H})
	}
	if b.Thin {
		for _, s := range o.sides {
			s.Hide()
		}
		o.inner.Hide()
		o.edge.StrokeColor = o.palette.Accent
		at(o.edge, b.Border)
		o.placeTip(origin, scale, width, height)
		return
	}
	ring(o.sides[:4], b.Margin, b.Border, color.NRGBA{0xf6, 0xb2, 0x6b, 120})
	ring(o.sides[4:], b.Padding, b.Content, color.NRGBA{0x93, 0xc4, 0x7d, 130})
	o.inner.FillColor = color.NRGBA{0x6f, 0xa8, 0xdc, 110}
	at(o.inner, b.Content)
	o.edge.StrokeColor = o.palette.Accent
	at(o.edge, b.Border)
	o.placeTip(origin, scale, width, height)
}

func (o *overlay) placeTip(origin fyne.Position, scale, width, height float64) {
	b := o.boxes
	o.name.Text, o.name.Color = b.Name, color.NRGBA{0x9c, 0xdc, 0xfe, 255}
	o.class.Text, o.class.Color = b.Class, color.NRGBA{0xf2, 0xc5, 0x5c, 255}
	if len(o.class.Text) > 28 {
		o.class.Text = o.class.Text[:27] + "…"
	}
	o.size.Text, o.size.Color = number(b.Border.W)+" × "+number(b.Border.H), color.NRGBA{0xdf, 0xe1, 0xe5, 255}
	const pad, gap, high = 6, 8, 20
	x := float32(pad)
	for _, t := range []*canvas.Text{o.name, o.class, o.size} {
		if t == o.size {
			x += gap
		}
		w := t.MinSize().Width
		t.Resize(fyne.NewSize(w, high))
		t.Move(fyne.NewPos(x, 0))
		x += w
	}
	w := x + pad
	left := float32(math.Max(0, math.Min(b.Border.X*scale, width*scale-float64(w))))
	top := float32(b.Border.Y*scale) - high - 4
	if top < 0 {
		top = float32((b.Border.Y+b.Border.H)*scale) + 4
	}
	top = float32(math.Max(0, math.Min(float64(top), height*scale-high)))
	pos := origin.AddXY(left, top)
	o.tip.FillColor = color.NRGBA{0x1b, 0x1c, 0x1f, 235}
	o.tip.Move(pos)
	o.tip.Resize(fyne.NewSize(w, high))
	o.tip.Show()
	o.tip.Refresh()
	for _, t := range []*canvas.Text{o.name, o.class, o.size} {
		t.Move(pos.AddXY(t.Position().X, (high-t.MinSize().Height)/2))
		t.Show()
		t.Refresh()
	}
}

// number writes a length with at most two decimals.
func number(v float64) string {
	return trim(math.Round(v*100) / 100)
}
