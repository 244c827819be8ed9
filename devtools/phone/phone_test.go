// Proves: pictures reach the screen whole and in parts with corners cut, the mouse
// becomes fingers, an input method's keys do not edit. Oracle: hand.
package phone

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/simulator/device"
)

type run struct {
	pointers []input.Pointer
	keys     []string
}

func (r *run) Pointer(p input.Pointer)        { r.pointers = append(r.pointers, p) }
func (r *run) Key(k input.Key)                { r.keys = append(r.keys, k.Name) }
func (r *run) Text(s string)                  { r.keys = append(r.keys, "text "+s) }
func (r *run) NodeAt(x, y float64) dom.NodeID { return 7 }

type host struct {
	picked, hovered dom.NodeID
	scale           float64
}

func (h *host) Poke()                             {}
func (h *host) Touch()                            {}
func (h *host) Scale(d float64)                   { h.scale = d }
func (h *host) Hover(id dom.NodeID)               { h.hovered = id }
func (h *host) Pick(id dom.NodeID)                { h.picked = id }
func (h *host) FunctionKey(fyne.KeyName) bool     { return false }
func (h *host) WindowShortcut(fyne.Shortcut) bool { return false }

func profile() device.Profile {
	return device.Profile{Name: "test", Width: 100, Height: 200, DPR: 2, Corner: 20, StatusBar: 20}
}

func picture(c color.Color, w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

func TestScreen(t *testing.T) {
	s := screen{profile: profile()}
	red, blue := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 0, 255, 255}
	img := picture(red, 100, 200)
	s.put(img, nil)
	if !s.swap() || s.swap() {
		t.Fatal("one picture is one swap")
	}
	at := func(x, y int) color.RGBA { return s.picture(100, 200).(*image.RGBA).RGBAAt(x, y) }
	if at(0, 0).A != 0 || at(50, 50) != red {
		t.Errorf("corner %v, middle %v", at(0, 0), at(50, 50))
	}
	// Parts, put twice before the UI looks, and again: both pictures stay in step.
	for i, r := range []image.Rectangle{image.Rect(40, 40, 60, 60), image.Rect(0, 0, 30, 30), image.Rect(70, 100, 80, 120)} {
		draw.Draw(img, r, image.NewUniform(blue), image.Point{}, draw.Src)
		s.put(img, []image.Rectangle{r})
		if i != 0 {
			s.swap()
		}
	}
	for _, p := range []image.Point{{50, 50}, {25, 25}, {75, 110}} {
		if at(p.X, p.Y) != blue {
			t.Errorf("%v is %v", p, at(p.X, p.Y))
		}
	}
	if at(0, 0).A != 0 || at(90, 90) != red {
		t.Errorf("corner %v, rest %v", at(0, 0), at(90, 90))
	}
	if got := s.picture(100, 199).Bounds(); got.Dy() != 199 {
		t.Errorf("a row less gives %v", got)
	}
	if got := s.picture(101, 201).(*image.RGBA); got.Stride != 4*101 {
		t.Errorf("stride %d for 101 px: Fyne needs it tight", got.Stride)
	}
}

func TestFingers(t *testing.T) {
	test.NewTempApp(t)
	r, h := &run{}, &host{}
	p := New(theme.Dark(), r, h, profile())
	p.SetZoom(1)
	w := test.NewWindow(p)
	defer w.Close()
	w.Resize(fyne.NewSize(300, 400))
	at := func(x, y float32) fyne.Position { return p.origin.AddXY(x, y) }
	mouse := func(x, y float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(x, y)}, Button: desktop.MouseButtonPrimary}
	}
	p.MouseDown(mouse(10, 20))
	p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at(10, 60)}})
	p.DragEnd()
	p.MouseUp(mouse(10, 60))
	var kinds []input.Kind
	for _, q := range r.pointers {
		kinds = append(kinds, q.Kind)
	}
	if !slices.Equal(kinds, []input.Kind{input.Down, input.Move, input.Up}) {
		t.Errorf("a drag is %v", kinds)
	}
	if last := r.pointers[2]; last.X != 10 || last.Y != 60 {
		t.Errorf("it ends at %g, %g", last.X, last.Y)
	}
	r.pointers = nil
	p.MouseDown(mouse(-30, 20))
	if len(r.pointers) != 0 {
		t.Error("the bezel is no screen")
	}
	p.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at(5, 5)}, Scrolled: fyne.NewDelta(0, -25)})
	if len(r.pointers) != 1 || r.pointers[0].DY <= 0 {
		t.Errorf("wheel down is %v: the content shall move on", r.pointers)
	}
	p.SetInspect(true)
	p.MouseMoved(mouse(10, 10))
	p.MouseDown(mouse(10, 10))
	if h.hovered != 7 || h.picked != 7 || len(r.pointers) != 1 {
		t.Errorf("inspecting: hovered %d picked %d, %d pointers", h.hovered, h.picked, len(r.pointers))
	}
}

func TestInputMethod(t *testing.T) {
	test.NewTempApp(t)
	r := &run{}
	p := New(theme.Dark(), r, &host{}, profile())
	key := func(n fyne.KeyName) {
		p.KeyDown(&fyne.KeyEvent{Name: n})
		p.TypedKey(&fyne.KeyEvent{Name: n})
	}
	key(fyne.KeyH)
	p.TypedRune('h')
	key(fyne.KeyBackspace)
	if want := []string{"text h", "Backspace"}; !slices.Equal(r.keys, want) {
		t.Errorf("plain typing: %v", r.keys)
	}
	r.keys = nil
	for _, n := range []fyne.KeyName{fyne.KeyN, fyne.KeyI, fyne.KeyX, fyne.KeyBackspace, fyne.KeyLeft} {
		key(n) // composing: keys without characters
	}
	p.TypedRune('你')
	key(fyne.KeyBackspace)
	if want := []string{"text 你", "Backspace"}; !slices.Equal(r.keys, want) {
		t.Errorf("composing: %v, want %v", r.keys, want)
	}
	r.keys = nil
	p.KeyDown(&fyne.KeyEvent{Name: desktop.KeyControlLeft})
	p.KeyDown(&fyne.KeyEvent{Name: fyne.KeyC})
	p.TypedShortcut(&fyne.ShortcutCopy{})
	p.KeyUp(&fyne.KeyEvent{Name: desktop.KeyControlLeft})
	key(fyne.KeyLeft)
	if want := []string{"C", "Left"}; !slices.Equal(r.keys, want) {
		t.Errorf("Ctrl+C is no composing: %v, want %v", r.keys, want)
	}
}
