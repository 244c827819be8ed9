package wxml

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/renderer/style"
)

// picker chooses a colour: a field of saturation and brightness, a strip of hues, a
// strip of opacity, and the colour as text. Each move is told at once.
type picker struct {
	hsv     hsv
	alpha   uint8
	changed func(text string)
	text    *control.Entry
	areas   [3]*area
	quiet   bool
}

const (
	pickerWidth  = 212
	fieldSize    = 130
	stripHeight  = 14
	maxPickerPix = 1 << 20 // of one area
)

// pickColor opens a picker near a place of the window.
func pickColor(p *theme.Palette, d panel.Desk, c fyne.Canvas, at fyne.Position, now color.NRGBA, changed func(string)) {
	k := &picker{hsv: toHSV(now), alpha: now.A, changed: changed}
	k.text = control.NewEntry("", d, k.typed)
	k.quiet = true
	k.text.SetText(writeColor(now))
	k.quiet = false
	k.areas = [3]*area{
		newArea(fieldSize, func(x, y float64) color.NRGBA { return hsv{k.hsv.h, x, 1 - y}.color(255) }, func(x, y float64) { k.hsv.s, k.hsv.v = x, 1-y; k.told() },
			func() (x, y float64) { return k.hsv.s, 1 - k.hsv.v }),
		newArea(stripHeight, func(x, _ float64) color.NRGBA { return hsv{x, 1, 1}.color(255) }, func(x, _ float64) { k.hsv.h = min(x, 0.999); k.told() },
			func() (x, y float64) { return k.hsv.h, 0.5 }),
		newArea(stripHeight, func(x, y float64) color.NRGBA {
			grid := uint8(200)
			if (int(x*pickerWidth/5)+int(y*stripHeight/5))%2 == 0 {
				grid = 245
			}
			c := k.hsv.color(255)
			over := func(a uint8) uint8 { return uint8(float64(a)*x + float64(grid)*(1-x)) }
			return color.NRGBA{R: over(c.R), G: over(c.G), B: over(c.B), A: 255}
		}, func(x, _ float64) { k.alpha = uint8(x*255 + 0.5); k.told() }, func() (x, y float64) { return float64(k.alpha) / 255, 0.5 }),
	}
	body := container.NewVBox(k.areas[0], k.areas[1], k.areas[2], k.text)
	box := container.NewStack(control.NewFill(p, control.Bar, fyne.NewSize(pickerWidth+12, 0)), container.NewPadded(body))
	pop := widget.NewPopUp(box, c)
	size := pop.MinSize()
	at.X = max(4, min(at.X, c.Size().Width-size.Width-4))
	at.Y = max(4, min(at.Y, c.Size().Height-size.Height-4))
	pop.ShowAtPosition(at)
}

// told tells the colour and shows it everywhere.
func (k *picker) told() {
	text := writeColor(k.hsv.color(k.alpha))
	k.quiet = true
	k.text.SetText(text)
	k.quiet = false
	k.show()
	k.changed(text)
}

func (k *picker) show() {
	for _, a := range k.areas {
		a.Refresh()
	}
}

func (k *picker) typed(text string) {
	if _, _, c, ok := style.FindColor(text); ok && !k.quiet {
		k.hsv, k.alpha = toHSV(c), c.A
		k.show()
		k.changed(text)
	}
}

// area is a picture in which a place is chosen by a click or by dragging.
type area struct {
	widget.BaseWidget
	height float32
	chosen func(x, y float64)
	place  func() (x, y float64)
	raster *canvas.Raster
	mark   *canvas.Circle
}

func newArea(height float32, at func(x, y float64) color.NRGBA, chosen func(x, y float64), place func() (x, y float64)) *area {
	a := &area{height: height, chosen: chosen, place: place, mark: canvas.NewCircle(color.Transparent)}
	a.raster = canvas.NewRaster(func(w, h int) image.Image {
		if w*h > maxPickerPix {
			w, h = 0, 0
		}
		m := image.NewNRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				m.SetNRGBA(x, y, at(float64(x)/float64(max(1, w-1)), float64(y)/float64(max(1, h-1))))
			}
		}
		return m
	})
	a.mark.StrokeWidth, a.mark.StrokeColor = 2, color.White
	a.ExtendBaseWidget(a)
	return a
}

func (a *area) choose(p fyne.Position) {
	s := a.Size()
	at := func(v, size float32) float64 { return float64(max(0, min(1, v/max(1, size)))) }
	a.chosen(at(p.X, s.Width), at(p.Y, s.Height))
}

// Tapped implements fyne.Tappable.
func (a *area) Tapped(e *fyne.PointEvent) { a.choose(e.Position) }

// Dragged implements fyne.Draggable.
func (a *area) Dragged(e *fyne.DragEvent) { a.choose(e.Position) }

// DragEnd implements fyne.Draggable.
func (a *area) DragEnd() {}

// MinSize implements fyne.CanvasObject.
func (a *area) MinSize() fyne.Size { return fyne.NewSize(pickerWidth, a.height) }

// CreateRenderer implements fyne.Widget.
func (a *area) CreateRenderer() fyne.WidgetRenderer { return areaRenderer{a} }

type areaRenderer struct{ a *area }

func (r areaRenderer) Layout(s fyne.Size) {
	r.a.raster.Resize(s)
	x, y := r.a.place()
	const d = 9
	r.a.mark.Resize(fyne.NewSize(d, d))
	r.a.mark.Move(fyne.NewPos(float32(x)*s.Width-d/2, float32(y)*s.Height-d/2))
}
func (r areaRenderer) MinSize() fyne.Size           { return r.a.MinSize() }
func (r areaRenderer) Refresh()                     { r.a.raster.Refresh(); r.Layout(r.a.Size()); canvas.Refresh(r.a) }
func (r areaRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.a.raster, r.a.mark} }
func (r areaRenderer) Destroy()                     {}
