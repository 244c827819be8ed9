package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/theme"
)

// Hinter shows what a button does while the mouse is on it.
type Hinter interface{ Hint(text string) }

// Button is a flat tool button: an icon, a text or both.
type Button struct {
	widget.BaseWidget
	palette  *theme.Palette
	icon     Icon
	label    string
	hint     string
	hinter   Hinter
	tapped   func()
	strong   Colour // filled in this colour, nil flat
	active   bool
	outlined bool
	disabled bool
	hover    bool
	r        *buttonRenderer
}

// NewButton makes a button; icon or label may be "".
func NewButton(p *theme.Palette, icon Icon, label, hint string, h Hinter, tapped func()) *Button {
	b := &Button{palette: p, icon: icon, label: label, hint: hint, hinter: h, tapped: tapped}
	b.ExtendBaseWidget(b)
	return b
}

// Strong fills the button with a colour.
func (b *Button) Strong(c Colour) *Button { b.strong = c; return b }

// Outlined draws the edge of the button, where it does not stand in a bar of tools.
func (b *Button) Outlined() *Button { b.outlined = true; return b }

// SetActive marks a switched-on button.
func (b *Button) SetActive(on bool) {
	if b.active != on {
		b.active = on
		b.Refresh()
	}
}

// Active reports whether the button is switched on.
func (b *Button) Active() bool { return b.active }

// SetEnabled greys the button out when off.
func (b *Button) SetEnabled(on bool) {
	if b.disabled == on {
		b.disabled = !on
		b.Refresh()
	}
}

// SetIcon changes the icon.
func (b *Button) SetIcon(i Icon) {
	if b.icon != i {
		b.icon = i
		b.Refresh()
	}
}

// Label gives the text.
func (b *Button) Label() string { return b.label }

// SetHint replaces the tool tip.
func (b *Button) SetHint(s string) { b.hint = s }

// SetLabel changes the text.
func (b *Button) SetLabel(s string) {
	if b.label != s {
		b.label = s
		b.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.disabled && b.tapped != nil {
		b.tapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hover = true
	if b.hinter != nil {
		b.hinter.Hint(b.hint)
	}
	b.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() {
	b.hover = false
	if b.hinter != nil {
		b.hinter.Hint("")
	}
	b.Refresh()
}

const (
	buttonHeight = 24
	iconSize     = 15
)

// MinSize implements fyne.CanvasObject.
func (b *Button) MinSize() fyne.Size {
	w := float32(0)
	if b.icon != "" {
		w += iconSize + 11
	}
	if b.label != "" {
		w += theme.Measure(b.label, theme.Text, fyne.TextStyle{}).Width + 14
		if b.icon != "" {
			w -= 8
		}
	}
	return fyne.NewSize(w, buttonHeight)
}

// Refresh implements fyne.CanvasObject.
func (b *Button) Refresh() {
	if b.r != nil {
		b.r.apply()
		canvas.Refresh(b)
	}
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{b: b, bg: canvas.NewRectangle(color.Transparent), image: canvas.NewImageFromResource(nil), text: theme.NewText("", color.Transparent, theme.Text)}
	r.bg.CornerRadius = 4
	b.r = r
	r.apply()
	return r
}

type buttonRenderer struct {
	b     *Button
	bg    *canvas.Rectangle
	image *canvas.Image
	text  *canvas.Text
	drawn string
}

func (r *buttonRenderer) apply() {
	b, p := r.b, r.b.palette
	fg := p.Dim
	r.bg.FillColor, r.bg.StrokeColor, r.bg.StrokeWidth = color.Transparent, color.Transparent, 0
	if b.outlined {
		r.bg.StrokeColor, r.bg.StrokeWidth = p.Line, 1
	}
	switch {
	case b.disabled:
		fg = p.Faint
		fg.A = 120
	case b.strong != nil:
		r.bg.FillColor = b.strong(p)
		fg = color.NRGBA{255, 255, 255, 255}
	case b.active:
		fg = p.Accent
		r.bg.FillColor = p.Select
	case b.hover:
		fg = p.Text
		r.bg.FillColor = p.Hover
		if p.Dark {
			r.bg.FillColor = p.Line
		}
	}
	if b.icon != "" {
		c := fg
		if c.A < 255 { // SVG colours have no alpha here
			c = mix(p.Bar, p.Faint)
		}
		res := b.icon.Resource(c)
		if key := string(b.icon) + res.Name(); key != r.drawn {
			r.drawn = key
			r.image.Resource = res
			r.image.Refresh()
		}
		r.image.Show()
	} else {
		r.image.Hide()
	}
	r.text.Text, r.text.Color = b.label, fg
	r.Layout(b.Size())
}

func mix(a, b color.NRGBA) color.NRGBA {
	return color.NRGBA{uint8((int(a.R) + int(b.R)) / 2), uint8((int(a.G) + int(b.G)) / 2), uint8((int(a.B) + int(b.B)) / 2), 255}
}

func (r *buttonRenderer) Layout(s fyne.Size) {
	h := min(s.Height, buttonHeight)
	top := (s.Height - h) / 2
	r.bg.Move(fyne.NewPos(0, top))
	r.bg.Resize(fyne.NewSize(s.Width, h))
	x := float32(7)
	if r.b.icon != "" {
		x = 5.5
		if r.b.label == "" {
			x = (s.Width - iconSize) / 2
		}
		r.image.Move(fyne.NewPos(x, (s.Height-iconSize)/2))
		r.image.Resize(fyne.NewSize(iconSize, iconSize))
		x += iconSize + 5
	}
	t := r.text.MinSize()
	r.text.Move(fyne.NewPos(x, (s.Height-t.Height)/2))
	r.text.Resize(t)
}
func (r *buttonRenderer) MinSize() fyne.Size { return r.b.MinSize() }
func (r *buttonRenderer) Refresh()           { r.apply() }
func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bg, r.image, r.text}
}
func (r *buttonRenderer) Destroy() {}
