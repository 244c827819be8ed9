// Package phone is the phone in the window: the simulated screen in its bezel, the
// fingers and keys that reach it, and the outlines that panels put over it.
//
// Its one idea: the session draws at the true pixels of the screen, as the one
// canvas.Raster asks for them; nothing is ever scaled, so text stays crisp at every
// zoom. All that lies over it (outlines, tip) is plain canvas objects that take no
// mouse.
package phone

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/simulator/device"
)

// Session is the run as the phone sees it; *simulator.Session is one.
type Session interface {
	Pointer(input.Pointer)
	Key(input.Key)
	Text(string)
	NodeAt(x, y float64) dom.NodeID
}

// Host is the window around the phone.
type Host interface {
	// Poke makes the frame loop take in what was put into the session.
	Poke()
	// Touch comes before a press or a paste reaches the session.
	Touch()
	// Scale tells the device px per CSS px that the screen needs.
	Scale(dpr float64)
	// Hover and Pick come while the inspector is on.
	Hover(dom.NodeID)
	Pick(dom.NodeID)
	FunctionKey(fyne.KeyName) bool
	WindowShortcut(fyne.Shortcut) bool
}

const (
	bezel   = 9 // width of the frame around the screen, units
	outline = 1
	// Fit is the zoom that shows the whole phone in the space there is.
	Fit = 0
	// minScale keeps a phone visible in the smallest window.
	minScale = 0.2
)

// Phone is the widget.
type Phone struct {
	widget.BaseWidget
	palette *theme.Palette
	session Session
	host    Host

	profile device.Profile
	zoom    float64 // units per CSS px, or Fit
	scale   float64 // units per CSS px in use
	origin  fyne.Position

	frame  *canvas.Rectangle
	raster *canvas.Raster
	over   *overlay

	screen screen

	inspect bool // the mouse picks instead of touching
	fingers fingers
	keys    keys
}

// New makes the phone. Its methods run on the UI goroutine, but Put.
func New(p *theme.Palette, s Session, h Host, profile device.Profile) *Phone {
	ph := &Phone{palette: p, session: s, host: h, profile: profile, scale: 1}
	ph.frame = canvas.NewRectangle(p.Bezel)
	ph.raster = canvas.NewRaster(ph.generate)
	ph.raster.ScaleMode = canvas.ImageScalePixels
	ph.over = newOverlay(p)
	ph.screen.profile = profile
	ph.fingers.p, ph.keys.p = ph, ph
	ph.ExtendBaseWidget(ph)
	return ph
}

// SetProfile changes the device.
func (p *Phone) SetProfile(d device.Profile) {
	if d == p.profile {
		return
	}
	p.profile = d
	p.screen.setProfile(d)
	p.over.clear()
	p.Refresh()
}

// SetZoom sets units per CSS px, or Fit.
func (p *Phone) SetZoom(z float64) {
	p.zoom = z
	p.Refresh()
}

// Scale gives the units per CSS px in use.
func (p *Phone) Scale() float64 { return p.scale }

// SetInspect makes the mouse pick nodes.
func (p *Phone) SetInspect(on bool) {
	p.inspect = on
	if !on {
		p.host.Hover(0)
	}
}

// Put hands over a picture of the screen: any goroutine. It is copied where it
// differs. The window calls Show on the UI goroutine afterwards.
func (p *Phone) Put(img *image.RGBA, damage []image.Rectangle) { p.screen.put(img, damage) }

// Show brings the last picture put to the screen.
func (p *Phone) Show() {
	if p.screen.swap() {
		p.raster.Refresh()
	}
}

// Outline marks a node on the screen: the boxes of the box model in CSS px and a
// tip; nil none.
func (p *Phone) Outline(b *Boxes) {
	p.over.set(b)
	p.place()
	p.repaint()
}

// Flash outlines boxes that changed just now; alpha 0…1. Empty: none.
func (p *Phone) Flash(rects []Rect, alpha []float64) {
	p.over.flash(rects, alpha)
	p.place()
	p.repaint()
}

// repaint asks for the canvas to be drawn. An object that was hidden so far does
// not know its canvas and cannot ask itself; the bezel always can.
func (p *Phone) repaint() { p.frame.Refresh() }

// MinSize implements fyne.CanvasObject: with Fit the phone takes what it gets.
func (p *Phone) MinSize() fyne.Size {
	if p.zoom == Fit {
		return fyne.NewSize(160, 240)
	}
	return fyne.NewSize(float32(p.profile.Width*p.zoom)+2*bezel+2*margin, float32(p.profile.Height*p.zoom)+2*bezel+2*margin)
}

// Wanted is the width that shows the phone in a column of that height.
func (p *Phone) Wanted(height float32) float32 {
	zoom := p.zoom
	if zoom == Fit {
		zoom = math.Max(minScale, float64(height-2*bezel-2*margin)/p.profile.Height)
	}
	return float32(math.Ceil(p.profile.Width*zoom)) + 2*bezel + 2*margin
}

// margin is the space around the bezel.
const margin = 8

// CreateRenderer implements fyne.Widget.
func (p *Phone) CreateRenderer() fyne.WidgetRenderer { return &renderer{p} }

type renderer struct{ p *Phone }

func (r *renderer) Layout(fyne.Size)   { r.p.place() }
func (r *renderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *renderer) Refresh() {
	r.p.place()
	r.p.raster.Refresh()
	canvas.Refresh(r.p)
}
func (r *renderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.p.frame, r.p.raster}, r.p.over.objects...)
}
func (r *renderer) Destroy() {}

// place snaps the screen to device px, so that the raster is drawn one to one.
func (p *Phone) place() {
	s := p.Size()
	if s.Width < 20 || s.Height < 20 {
		return
	}
	px := p.pixels()
	w, h := float64(s.Width), float64(s.Height)
	scale := p.zoom
	if scale == Fit {
		scale = math.Min((w-2*bezel-2*margin)/p.profile.Width, (h-2*bezel-2*margin)/p.profile.Height)
		scale = math.Max(minScale, math.Min(scale, 1.5))
	}
	dw := math.Round(p.profile.Width * scale * px)
	p.scale = dw / px / p.profile.Width
	dh := math.Floor(p.profile.Height*p.scale*px + 0.5)
	x := math.Round((w-dw/px)/2*px) / px
	y := math.Round(math.Min((h-dh/px)/2, math.Max(margin+bezel, (h-dh/px)/2))*px) / px
	x, y = math.Max(x, bezel), math.Max(y, bezel)
	p.origin = fyne.NewPos(float32(x), float32(y))
	p.raster.Move(p.origin)
	p.raster.Resize(fyne.NewSize(float32(dw/px), float32(dh/px)))
	p.frame.FillColor, p.frame.StrokeColor = p.palette.Bezel, p.palette.Line
	p.frame.StrokeWidth = outline
	corner := p.profile.Corner * p.scale
	p.frame.CornerRadius = float32(math.Max(corner, 4)) + bezel
	p.frame.Move(p.origin.SubtractXY(bezel, bezel))
	p.frame.Resize(fyne.NewSize(float32(dw/px)+2*bezel, float32(dh/px)+2*bezel))
	p.over.place(p.origin, p.scale, p.profile.Width, p.profile.Height)
}

// pixels is device px per unit.
func (p *Phone) pixels() float64 {
	if app := fyne.CurrentApp(); app != nil {
		if c := app.Driver().CanvasForObject(p); c != nil {
			x, _ := c.PixelCoordinateForPosition(fyne.NewPos(1000, 0))
			if x > 0 {
				return float64(x) / 1000
			}
		}
	}
	return 1
}

// generate is asked for the picture at device px, on the UI goroutine.
func (p *Phone) generate(w, h int) image.Image {
	if w > 0 && p.profile.Width > 0 {
		p.host.Scale(float64(w) / p.profile.Width)
	}
	return p.screen.picture(w, h)
}

// css converts a place of the widget to CSS px of the screen.
func (p *Phone) css(at fyne.Position) (x, y float64) {
	return float64(at.X-p.origin.X) / p.scale, float64(at.Y-p.origin.Y) / p.scale
}

// screen keeps two pictures: one that the UI may be uploading, one to draw into.
type screen struct {
	mu      sync.Mutex
	front   *image.RGBA
	back    *image.RGBA
	stale   [2][]image.Rectangle // what front and back lack
	ready   bool                 // back has something newer than front
	profile device.Profile
	mask    *mask
}

func (s *screen) setProfile(d device.Profile) {
	s.mu.Lock()
	s.profile, s.mask = d, nil
	s.mu.Unlock()
}

// put copies what differs into the back picture. With the mutex held the UI waits
// for a copy of some rows at most.
func (s *screen) put(img *image.RGBA, damage []image.Rectangle) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := img.Rect
	if s.mask == nil || s.mask.w != r.Dx() || s.mask.h != r.Dy() {
		s.mask = newMask(r.Dx(), r.Dy(), s.profile)
		s.back, s.stale[1] = nil, nil
		damage = []image.Rectangle{r}
	}
	if s.front == nil || s.front.Rect != r {
		s.stale[0] = nil // replaced when it becomes the back picture
	} else {
		s.stale[0] = merge(s.stale[0], damage, r)
	}
	if s.back == nil || s.back.Rect != r {
		s.back = image.NewRGBA(r)
		s.stale[1] = []image.Rectangle{r}
	} else {
		s.stale[1] = merge(s.stale[1], damage, r)
	}
	for _, d := range s.stale[1] {
		draw.Draw(s.back, d, img, d.Min, draw.Src)
		s.mask.apply(s.back, d)
	}
	s.stale[1] = s.stale[1][:0]
	s.ready = true
}

// merge adds rectangles; many become one.
func merge(list, more []image.Rectangle, all image.Rectangle) []image.Rectangle {
	list = append(list, more...)
	if len(list) > 24 {
		u := image.Rectangle{}
		for _, r := range list {
			u = u.Union(r)
		}
		list = append(list[:0], u)
	}
	for i := range list {
		list[i] = list[i].Intersect(all)
	}
	return list
}

// swap makes the newest picture the front one.
func (s *screen) swap() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ready {
		return false
	}
	s.ready = false
	s.front, s.back = s.back, s.front
	s.stale[0], s.stale[1] = s.stale[1], s.stale[0]
	if s.back != nil && s.back.Rect != s.front.Rect {
		s.back = nil
	}
	return true
}

// picture gives the front picture; one pixel row or column more or less, from
// rounding, is cut or repeated rather than scaled.
func (s *screen) picture(w, h int) image.Image {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.front
	if f == nil {
		return image.NewUniform(color.Transparent)
	}
	fw, fh := f.Rect.Dx(), f.Rect.Dy()
	if fw == w && fh == h || abs(fw-w) > 2 || abs(fh-h) > 2 {
		return f
	}
	if fw == w && fh > h {
		return &image.RGBA{Pix: f.Pix[:4*w*h], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, f, image.Point{}, draw.Src)
	return out
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
