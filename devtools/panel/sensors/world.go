package sensors

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"diorama/assets/land"
	"diorama/devtools/theme"
)

// world is a map on which a click sets the place, the wheel zooms and dragging moves.
type world struct {
	widget.BaseWidget
	palette *theme.Palette
	chinese bool
	set     func(latitude, longitude float64)
	hint    func(string)

	latitude, longitude float64 // of the pin
	off                 bool
	x, y                float64 // in the middle, degrees
	zoom                float64 // units per degree, 0 not laid out yet
	touched             bool    // somebody moved or zoomed it
	rings               [][]land.Point
	raster              *canvas.Raster
	labels              []*canvas.Text
}

const (
	// leastZoom shows the whole world on a small panel, mostZoom about 90 m per unit.
	leastZoom = 0.8
	mostZoom  = 1200
	// labelGap is the least distance between two names, units.
	labelGapX, labelGapY = 84, 16
)

func newWorld(p *theme.Palette, chinese bool, set func(latitude, longitude float64), hint func(string)) *world {
	w := &world{palette: p, chinese: chinese, set: set, hint: hint}
	w.raster = canvas.NewRaster(w.paint)
	w.ExtendBaseWidget(w)
	return w
}

// show puts the pin; the map moves there when it was out of sight.
func (w *world) show(latitude, longitude float64, off bool) {
	if w.latitude == latitude && w.longitude == longitude && w.off == off {
		return
	}
	w.latitude, w.longitude, w.off = latitude, longitude, off
	s := w.Size()
	if x, y := w.at(latitude, longitude); w.zoom > 0 && (x < 0 || y < 0 || x > s.Width || y > s.Height) {
		w.x, w.y = longitude, latitude
	}
	w.Refresh()
}

// fit lets the world fill the widget, with the pin as near to the middle as that allows.
func (w *world) fit(s fyne.Size) {
	w.zoom = max(leastZoom, float64(s.Width)/360, float64(s.Height)/180)
	x, y := max(0, 180-float64(s.Width)/2/w.zoom), max(0, 90-float64(s.Height)/2/w.zoom)
	w.x, w.y = min(max(w.longitude, -x), x), min(max(w.latitude, -y), y)
}

// at is where a place lies on the widget.
func (w *world) at(latitude, longitude float64) (x, y float32) {
	s := w.Size()
	return s.Width/2 + float32((longitude-w.x)*w.zoom), s.Height/2 - float32((latitude-w.y)*w.zoom)
}

// place is what lies at a point of the widget.
func (w *world) place(at fyne.Position) (latitude, longitude float64) {
	s := w.Size()
	return min(max(w.y-float64(at.Y-s.Height/2)/w.zoom, -90), 90), min(max(w.x+float64(at.X-s.Width/2)/w.zoom, -180), 180)
}

// MinSize implements fyne.CanvasObject.
func (w *world) MinSize() fyne.Size { return fyne.NewSize(120, 80) }

// Tapped implements fyne.Tappable.
func (w *world) Tapped(e *fyne.PointEvent) {
	if w.zoom > 0 {
		lat, lon := w.place(e.Position)
		keep := math.Pow(10, math.Ceil(math.Log10(w.zoom))+1) // no more digits than the mouse can mean
		w.set(math.Round(lat*keep)/keep, math.Round(lon*keep)/keep)
	}
}

// Dragged implements fyne.Draggable.
func (w *world) Dragged(e *fyne.DragEvent) {
	if w.zoom > 0 {
		w.touched = true
		w.x = min(max(w.x-float64(e.Dragged.DX)/w.zoom, -180), 180)
		w.y = min(max(w.y+float64(e.Dragged.DY)/w.zoom, -90), 90)
		w.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (w *world) DragEnd() {}

// Scrolled implements fyne.Scrollable: what is under the mouse stays there.
func (w *world) Scrolled(e *fyne.ScrollEvent) {
	if w.zoom == 0 {
		return
	}
	w.touched = true
	lat, lon := w.place(e.Position)
	factor := math.Exp(float64(min(max(e.Scrolled.DY, -60), 60)) / 80)
	w.zoom = min(max(w.zoom*factor, leastZoom), mostZoom)
	s := w.Size()
	w.x = lon - float64(e.Position.X-s.Width/2)/w.zoom
	w.y = min(max(lat+float64(e.Position.Y-s.Height/2)/w.zoom, -90), 90)
	w.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (w *world) CreateRenderer() fyne.WidgetRenderer { return &worldRenderer{w} }

type worldRenderer struct{ w *world }

func (r *worldRenderer) Layout(s fyne.Size) {
	w := r.w
	if !w.touched && s.Width > 0 && s.Height > 0 {
		w.fit(s)
	}
	w.raster.Resize(s)
	r.name()
}

func (r *worldRenderer) MinSize() fyne.Size { return r.w.MinSize() }
func (r *worldRenderer) Destroy()           {}
func (r *worldRenderer) Refresh() {
	r.name()
	canvas.Refresh(r.w.raster)
	canvas.Refresh(r.w)
}

func (r *worldRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.w.raster}
	for _, t := range r.w.labels {
		out = append(out, t)
	}
	return out
}

// name writes the names of cities for which there is room, and the scale.
func (r *worldRenderer) name() {
	w, s := r.w, r.w.Size()
	used := 0
	write := func(text string, x, y float32, c color.Color) {
		if used == len(w.labels) {
			t := theme.NewText("", c, theme.Caption)
			w.labels = append(w.labels, t)
		}
		t := w.labels[used]
		used++
		t.Text, t.Color = text, c
		t.Move(fyne.NewPos(x, y))
		t.Resize(t.MinSize())
		t.Show()
		t.Refresh()
	}
	type spot struct{ x, y float32 }
	var taken []spot
	for i := range cities {
		c := &cities[i]
		x, y := w.at(c.latitude, c.longitude)
		if x < 2 || y < 8 || x > s.Width-60 || y > s.Height-8 {
			continue
		}
		free := true
		for _, t := range taken {
			if abs(t.x-x) < labelGapX && abs(t.y-y) < labelGapY {
				free = false
				break
			}
		}
		if !free {
			continue
		}
		taken = append(taken, spot{x, y})
		text := c.name
		if w.chinese {
			text = c.chinese
		}
		write(text, x+4, y-8, w.palette.Dim)
	}
	if w.zoom > 0 {
		_, text := w.scale()
		write(text, 8, s.Height-22, w.palette.Dim)
	}
	for _, t := range w.labels[used:] {
		t.Hide()
	}
}

// scale is a round distance and how wide it is, units.
func (w *world) scale() (width float32, text string) {
	perUnit := 111.32 / w.zoom * math.Cos(w.y*math.Pi/180) // km
	km := math.Pow(10, math.Floor(math.Log10(max(perUnit, 1e-6)*90)))
	for _, f := range [...]float64{5, 2} {
		if km*f/perUnit <= 90 {
			km *= f
			break
		}
	}
	if text = fmt.Sprintf("%g km", km); km < 1 {
		text = fmt.Sprintf("%g m", math.Round(km*1000))
	}
	return float32(km / perUnit), text
}

// paint draws the map at w×h device px.
func (w *world) paint(pw, ph int) image.Image {
	p := newPen(pw, ph)
	p.clear(w.palette.Panel)
	s := w.Size()
	if w.zoom == 0 || s.Width <= 0 || pw == 0 {
		return p.img
	}
	if w.rings == nil {
		w.rings = land.Rings()
	}
	k := float32(pw) / s.Width
	on := func(lat, lon float64) point {
		x, y := w.at(lat, lon)
		return point{x * k, y * k}
	}
	ring := make([]point, 0, 512)
	for _, r := range w.rings {
		for _, turn := range [...]float64{0, -360, 360} { // beyond 180° it comes in at the other side
			ring = ring[:0]
			var low, high point
			for i, q := range r {
				pt := on(float64(q.Latitude), float64(q.Longitude)+turn)
				if ring = append(ring, pt); i == 0 {
					low, high = pt, pt
				}
				low, high = point{min(low.x, pt.x), min(low.y, pt.y)}, point{max(high.x, pt.x), max(high.y, pt.y)}
			}
			if high.x >= 0 && high.y >= 0 && low.x <= float32(pw) && low.y <= float32(ph) {
				p.add(ring)
			}
		}
	}
	p.fill(landColour(w.palette))
	left, right := on(0, -180).x, on(0, 180).x
	for _, side := range [...][2]float32{{-1, left}, {right, float32(pw) + 1}} { // what lies outside of the world
		if side[1] > side[0] {
			p.add([]point{{side[0], -1}, {side[1], -1}, {side[1], float32(ph) + 1}, {side[0], float32(ph) + 1}})
			p.fill(w.palette.Panel)
		}
	}
	w.grid(p, on, k)
	for i := range cities {
		if at := on(cities[i].latitude, cities[i].longitude); at.x > -9 && at.y > -9 && at.x < float32(pw)+9 && at.y < float32(ph)+9 {
			p.disc(at, 1.6*k)
			p.fill(w.palette.Faint)
		}
	}
	c := w.palette.Red
	if w.off {
		c = w.palette.Faint
	}
	at := on(w.latitude, w.longitude)
	head := point{at.x, at.y - 12*k}
	p.add([]point{at, {head.x - 4.6*k, head.y + 2.2*k}, {head.x + 4.6*k, head.y + 2.2*k}})
	p.fill(c)
	p.disc(head, 5.2*k)
	p.fill(c)
	p.disc(head, 2*k)
	p.fill(w.palette.Panel)
	bar, _ := w.scale()
	y := float32(ph) - 6*k
	p.stroke(point{8 * k, y}, point{(8 + bar) * k, y}, 1.5*k)
	p.fill(w.palette.Dim)
	return p.img
}

func landColour(p *theme.Palette) color.Color {
	if p.Dark {
		return color.NRGBA{0x3a, 0x45, 0x3f, 255}
	}
	return color.NRGBA{0xd9, 0xe4, 0xd6, 255}
}

// grid draws parallels and meridians at round degrees, no nearer than 60 units.
func (w *world) grid(p *pen, on func(lat, lon float64) point, k float32) {
	step := 90.0
	for _, d := range [...]float64{30, 15, 5, 1, 0.5, 0.25, 0.1} {
		if d*w.zoom >= 60 {
			step = d
		}
	}
	s := w.Size()
	top, left := w.place(fyne.NewPos(0, 0))
	bottom, right := w.place(fyne.NewPos(s.Width, s.Height))
	c := w.palette.Line
	c.A = 150
	for lon := math.Ceil(left/step) * step; lon <= right; lon += step {
		p.stroke(on(top, lon), on(bottom, lon), k)
		p.fill(c)
	}
	for lat := math.Ceil(bottom/step) * step; lat <= top; lat += step {
		p.stroke(on(lat, left), on(lat, right), k)
		p.fill(c)
	}
}

func abs(v float32) float32 { return max(v, -v) }

func sqrt(v float32) float32 { return float32(math.Sqrt(float64(v))) }
