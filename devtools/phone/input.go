package phone

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"diorama/renderer/input"
)

func trim(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// wheelFactor turns Fyne's 25 units per notch into CSS px.
const wheelFactor = 2.4

// fingers is the state of the mouse as a finger.
type fingers struct {
	p     *Phone
	down  bool
	x, y  float64
	pinch bool // Alt: a second finger mirrored around where the drag began
	cx    float64
	cy    float64
}

func (f *fingers) send(k input.Kind, x, y float64) {
	f.x, f.y = x, y
	f.p.session.Pointer(input.Pointer{Kind: k, X: x, Y: y})
	if f.pinch {
		f.p.session.Pointer(input.Pointer{Kind: k, ID: 1, X: 2*f.cx - x, Y: 2*f.cy - y})
	}
	f.p.host.Poke()
}

func (f *fingers) end(kind input.Kind) {
	if f.down {
		f.down = false
		f.send(kind, f.x, f.y)
		f.pinch = false
	}
}

// MouseDown implements desktop.Mouseable.
func (p *Phone) MouseDown(e *desktop.MouseEvent) {
	p.focus()
	x, y := p.css(e.Position)
	if p.inspect {
		if e.Button == desktop.MouseButtonPrimary {
			p.host.Pick(p.session.NodeAt(x, y))
		}
		return
	}
	if e.Button != desktop.MouseButtonPrimary || x < 0 || y < 0 || x >= p.profile.Width || y >= p.profile.Height {
		return
	}
	p.host.Touch()
	f := &p.fingers
	f.end(input.Cancel)
	f.down = true
	if e.Modifier&fyne.KeyModifierAlt != 0 {
		// A pinch needs two fingers apart: the second is mirrored at the middle of the screen.
		f.pinch, f.cx, f.cy = true, p.profile.Width/2, p.profile.Height/2
	}
	f.send(input.Down, x, y)
}

// MouseUp implements desktop.Mouseable.
func (p *Phone) MouseUp(e *desktop.MouseEvent) {
	if p.fingers.down {
		p.fingers.x, p.fingers.y = p.css(e.Position)
		p.fingers.end(input.Up)
	}
}

// Dragged implements fyne.Draggable: moves come this way while the button is down.
func (p *Phone) Dragged(e *fyne.DragEvent) {
	if p.fingers.down {
		x, y := p.css(e.Position)
		p.fingers.send(input.Move, x, y)
	}
}

// DragEnd implements fyne.Draggable; there is no MouseUp outside of the widget.
func (p *Phone) DragEnd() {
	p.fingers.end(input.Up)
	p.focus()
}

// MouseIn implements desktop.Hoverable.
func (p *Phone) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (p *Phone) MouseMoved(e *desktop.MouseEvent) {
	x, y := p.css(e.Position)
	switch {
	case p.inspect:
		p.host.Hover(p.session.NodeAt(x, y))
	case p.fingers.down && (x != p.fingers.x || y != p.fingers.y):
		p.fingers.send(input.Move, x, y)
	}
}

// MouseOut implements desktop.Hoverable.
func (p *Phone) MouseOut() {
	if p.inspect {
		p.host.Hover(0)
	}
}

// Scrolled implements fyne.Scrollable.
func (p *Phone) Scrolled(e *fyne.ScrollEvent) {
	x, y := p.css(e.Position)
	p.session.Pointer(input.Pointer{Kind: input.Wheel, X: x, Y: y, DX: -float64(e.Scrolled.DX) * wheelFactor, DY: -float64(e.Scrolled.DY) * wheelFactor})
	p.host.Poke()
}

// Cursor implements desktop.Cursorable.
func (p *Phone) Cursor() desktop.Cursor {
	if p.inspect {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

func (p *Phone) focus() {
	if app := fyne.CurrentApp(); app != nil {
		if c := app.Driver().CanvasForObject(p); c != nil && c.Focused() != fyne.Focusable(p) {
			c.Focus(p)
		}
	}
}
