package sensors

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/theme"
	"diorama/simulator/wire"
)

// solid draws the phone as it is held, seen from the south and a little from above;
// dragging turns it as a ball would turn that is touched there.
type solid struct {
	widget.BaseWidget
	palette *theme.Palette
	set     func(wire.Motion)
	motion  wire.Motion
	axes    [3]vec // of the drag, so that rounding does not add up
	raster  *canvas.Raster
}

type vec [3]float64

// lift is how far from above the phone is seen, degrees.
const lift = 28

func newSolid(p *theme.Palette, set func(wire.Motion)) *solid {
	s := &solid{palette: p, set: set}
	s.raster = canvas.NewRaster(s.paint)
	s.ExtendBaseWidget(s)
	return s
}

// show turns the phone.
func (s *solid) show(m wire.Motion) {
	if m != s.motion {
		s.motion = m
		canvas.Refresh(s.raster)
	}
}

// MinSize implements fyne.CanvasObject.
func (s *solid) MinSize() fyne.Size { return fyne.NewSize(150, 140) }

// view turns a direction of the world into one of the viewer: right, up, out of the screen.
func view(v vec) vec {
	sin, cos := math.Sincos(lift * math.Pi / 180)
	return vec{v[0], v[2]*cos + v[1]*sin, v[2]*sin - v[1]*cos}
}

// unview is its inverse.
func unview(v vec) vec {
	sin, cos := math.Sincos(lift * math.Pi / 180)
	return vec{v[0], v[1]*sin - v[2]*cos, v[1]*cos + v[2]*sin}
}

// ball is the point of a ball around the phone that lies under the mouse.
func (s *solid) ball(x, y float32) vec {
	size := s.Size()
	r := float64(min(size.Width, size.Height)) / 2
	v := vec{(float64(x) - float64(size.Width)/2) / r, (float64(size.Height)/2 - float64(y)) / r}
	if d := v[0]*v[0] + v[1]*v[1]; d < 1 {
		v[2] = math.Sqrt(1 - d)
	} else {
		n := math.Sqrt(d)
		v[0], v[1] = v[0]/n, v[1]/n
	}
	return v
}

// Dragged implements fyne.Draggable.
func (s *solid) Dragged(e *fyne.DragEvent) {
	if s.axes == ([3]vec{}) {
		x, y, z := s.motion.Rotation()
		s.axes = [3]vec{x, y, z}
	}
	from, to := unview(s.ball(e.Position.X-e.Dragged.DX, e.Position.Y-e.Dragged.DY)), unview(s.ball(e.Position.X, e.Position.Y))
	axis := vec{from[1]*to[2] - from[2]*to[1], from[2]*to[0] - from[0]*to[2], from[0]*to[1] - from[1]*to[0]}
	sin := math.Sqrt(axis[0]*axis[0] + axis[1]*axis[1] + axis[2]*axis[2])
	if sin < 1e-9 {
		return
	}
	for i := range axis {
		axis[i] /= sin
	}
	cos := from[0]*to[0] + from[1]*to[1] + from[2]*to[2]
	for i, v := range s.axes { // Rodrigues' rotation
		dot := v[0]*axis[0] + v[1]*axis[1] + v[2]*axis[2]
		cross := vec{axis[1]*v[2] - axis[2]*v[1], axis[2]*v[0] - axis[0]*v[2], axis[0]*v[1] - axis[1]*v[0]}
		for k := range v {
			s.axes[i][k] = v[k]*cos + cross[k]*sin + axis[k]*dot*(1-cos)
		}
	}
	m := wire.MotionOf(s.axes[0], s.axes[1], s.axes[2])
	s.set(wire.Motion{Alpha: tenth(m.Alpha), Beta: tenth(m.Beta), Gamma: tenth(m.Gamma)})
}

func tenth(v float64) float64 { return math.Round(v*10)/10 + 0 }

// DragEnd implements fyne.Draggable.
func (s *solid) DragEnd() { s.axes = [3]vec{} }

// CreateRenderer implements fyne.Widget.
func (s *solid) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.raster) }

// face is one side of the phone: corners in units of half its sizes.
type face struct {
	corners [4]vec
	normal  vec
	shade   float64
	screen  bool
}

var faces = [...]face{
	{[4]vec{{-1, -1, 1}, {1, -1, 1}, {1, 1, 1}, {-1, 1, 1}}, vec{0, 0, 1}, 1, true},
	{[4]vec{{-1, -1, -1}, {1, -1, -1}, {1, 1, -1}, {-1, 1, -1}}, vec{0, 0, -1}, 0.75, false},
	{[4]vec{{-1, -1, -1}, {1, -1, -1}, {1, -1, 1}, {-1, -1, 1}}, vec{0, -1, 0}, 0.6, false},
	{[4]vec{{-1, 1, -1}, {1, 1, -1}, {1, 1, 1}, {-1, 1, 1}}, vec{0, 1, 0}, 0.85, false},
	{[4]vec{{-1, -1, -1}, {-1, 1, -1}, {-1, 1, 1}, {-1, -1, 1}}, vec{-1, 0, 0}, 0.65, false},
	{[4]vec{{1, -1, -1}, {1, 1, -1}, {1, 1, 1}, {1, -1, 1}}, vec{1, 0, 0}, 0.8, false},
}

// paint draws the phone at w×h device px.
func (s *solid) paint(w, h int) image.Image {
	p := newPen(w, h)
	p.clear(s.palette.Panel)
	x, y, z := s.motion.Rotation()
	size := s.Size()
	if size.Width <= 0 || w == 0 {
		return p.img
	}
	unit := float32(min(w, h)) * 0.36
	k := float32(w) / size.Width
	on := func(v vec) point {
		d := view(v)
		near := float32(1 / (1 - d[2]*0.16)) // a little perspective
		return point{float32(w)/2 + float32(d[0])*unit*near, float32(h)/2 - float32(d[1])*unit*near}
	}
	turn := func(c vec) vec {
		var out vec
		for i := range out {
			out[i] = c[0]*x[i]*0.5 + c[1]*y[i] + c[2]*z[i]*0.055
		}
		return out
	}
	// The ground: a compass rose with north marked.
	for i := range 24 {
		a, b := float64(i)*math.Pi/12, float64(i+1)*math.Pi/12
		at := func(t float64) point { return on(vec{1.25 * math.Sin(t), 1.25 * math.Cos(t), -0.6}) }
		p.stroke(at(a), at(b), k)
	}
	p.fill(s.palette.Line)
	p.stroke(on(vec{0, 1.1, -0.6}), on(vec{0, 1.4, -0.6}), 2*k)
	p.fill(s.palette.Red)
	p.stroke(on(vec{0, -1.1, -0.6}), on(vec{0, -1.4, -0.6}), 1.5*k)
	p.fill(s.palette.Faint)
	// A box is convex: the faces that look at the viewer do not hide each other.
	for _, f := range faces {
		n := vec{}
		for i := range n {
			n[i] = f.normal[0]*x[i] + f.normal[1]*y[i] + f.normal[2]*z[i]
		}
		var c vec
		ring := make([]point, 4)
		for i, q := range f.corners {
			ring[i] = on(turn(q))
			v := view(turn(q))
			for j := range c {
				c[j] += v[j] / 4
			}
		}
		d := view(n) // against the line of sight of the perspective
		if d[0]*-c[0]+d[1]*-c[1]+d[2]*(6-c[2]) <= 0 {
			continue
		}
		body := shaded(color.NRGBA{0x8a, 0x90, 0x9c, 255}, f.shade)
		if f.screen {
			body = color.NRGBA{0x17, 0x19, 0x1d, 255}
		}
		p.add(ring)
		p.fill(body)
		if f.screen {
			for i, q := range f.corners {
				ring[i] = on(turn(vec{q[0] * 0.9, q[1] * 0.93, q[2]}))
			}
			p.add(ring)
			p.fill(shaded(color.NRGBA{0x4d, 0x9b, 0xff, 255}, 0.55+0.45*max(0, d[2])))
			p.stroke(on(turn(vec{-0.25, 0.86, 1})), on(turn(vec{0.25, 0.86, 1})), 3*k)
			p.fill(color.NRGBA{0x17, 0x19, 0x1d, 255})
		} else if f.normal[2] < 0 {
			p.disc(on(turn(vec{-0.6, 0.75, -1})), 4*k)
			p.fill(color.NRGBA{0x2a, 0x2d, 0x33, 255})
		}
	}
	return p.img
}

func shaded(c color.NRGBA, by float64) color.NRGBA {
	return color.NRGBA{uint8(float64(c.R) * by), uint8(float64(c.G) * by), uint8(float64(c.B) * by), 255}
}
