// Proves: every control changes the field it names and shows what the session tells, the
// map and the phone turn mouse moves into places and angles, a hidden panel does nothing.
// Oracle: hand.
package sensors

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/simulator/wire"
)

func open(t testing.TB) (*Panel, *fake.Session, func()) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(theme.Theme{Palette: theme.Light()})
	s, m := fake.New(), &panel.Model{}
	c := New(theme.Light(), s, &fake.Desk{})
	c.Tools()
	w := test.NewWindow(c.Content())
	t.Cleanup(w.Close)
	w.Resize(fyne.NewSize(900, 420))
	update := func() { m.Pull(s); c.Update(m) }
	update()
	return c, s, update
}

func TestControls(t *testing.T) {
	c, s, update := open(t)
	now := func() *wire.Conditions { return &s.Now.Conditions }
	if c.numbers[0].entry.Text != "23.109185" || !c.choices[0].buttons[0].Active() || c.bars[0].label.Text() != "100 %" {
		t.Errorf("at first %q, %s", c.numbers[0].entry.Text, c.bars[0].label.Text())
	}
	if s.Called("SetConditions") {
		t.Error("showing what is changes it")
	}
	for i, f := range c.numbers {
		f.entry.SetText([]string{"-12.5", "130.25", "4", "9", "77", "200", "-30", "15"}[i])
		update()
	}
	want := wire.DefaultConditions()
	want.Place = wire.Place{Latitude: -12.5, Longitude: 130.25, Speed: 4, Accuracy: 9, Altitude: 77}
	want.Motion = wire.Motion{Alpha: 200, Beta: -30, Gamma: 15}
	if *now() != want {
		t.Errorf("the fields made %+v", *now())
	}
	c.numbers[0].entry.SetText("-12.")
	update()
	if c.numbers[0].entry.Text != "-12." {
		t.Error("what is being typed was written over")
	}
	c.numbers[0].entry.SetText("north")
	if now().Place.Latitude != -12 {
		t.Error("no number changed the place")
	}
	for _, g := range c.toggles {
		g.button.Tapped(nil)
		update()
		if !g.button.Active() || !*g.value(now()) {
			t.Error("a toggle has no effect")
		}
	}
	c.choices[0].buttons[6].Tapped(nil) // networks
	c.choices[2].buttons[3].Tapped(nil) // languages
	c.fonts.buttons[6].Tapped(nil)
	c.bars[0].slider.SetValue(7)
	c.bars[1].slider.SetValue(40)
	update()
	if n := now(); n.Network != "none" || n.Language != "en" || n.FontSize != 23.8 || n.Battery != 7 || n.Brightness != 0.4 || c.bars[0].label.Text() != "7 %" {
		t.Errorf("%+v", *n)
	}
	c.choices[1].buttons[1].Tapped(nil)
	if !s.Called("SetTheme") || s.Now.Theme != "dark" {
		t.Error("the theme is not set")
	}
	c.Content().Hide()
	s.Now.Conditions = wire.DefaultConditions()
	update()
	if c.now.Battery != 7 {
		t.Error("a hidden panel was filled")
	}
	c.Content().Show()
	update()
	if c.now.Battery != 100 || c.toggles[0].button.Active() {
		t.Error("shown again it has old values")
	}
}

func TestMap(t *testing.T) {
	c, s, update := open(t)
	w := c.world
	x, y := w.at(s.Now.Conditions.Place.Latitude, s.Now.Conditions.Place.Longitude)
	if size := w.Size(); x < 0 || y < 0 || x > size.Width || y > size.Height {
		t.Fatalf("the pin lies at %g, %g", x, y)
	}
	sx, sy := w.at(-33.87, 151.21)
	w.Tapped(&fyne.PointEvent{Position: fyne.NewPos(sx, sy)})
	update()
	if p := s.Now.Conditions.Place; math.Abs(p.Latitude+33.87) > 1 || math.Abs(p.Longitude-151.21) > 1 {
		t.Errorf("a click on Sydney set %+v", p)
	}
	at := fyne.NewPos(sx, sy)
	lat, lon := w.place(at)
	for range 40 {
		w.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: at}, Scrolled: fyne.NewDelta(0, 20)})
	}
	if lat2, lon2 := w.place(at); math.Abs(lat-lat2) > 1e-6 || math.Abs(lon-lon2) > 1e-6 || w.zoom != mostZoom {
		t.Errorf("the wheel moved %g,%g to %g,%g at zoom %g", lat, lon, lat2, lon2, w.zoom)
	}
	w.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(120, 0)})
	if _, lon2 := w.place(at); math.Abs(lon-lon2-0.1) > 1e-6 {
		t.Errorf("dragging moved by %g°", lon-lon2)
	}
	if img := w.paint(300, 200); img.Bounds().Dx() != 300 {
		t.Error("no picture")
	}
}

func TestPhone(t *testing.T) {
	c, s, update := open(t)
	size := c.solid.Size()
	middle := fyne.NewPos(size.Width/2, size.Height/2)
	// Pulled down in the middle, a ball turns its top towards the viewer.
	for range 10 {
		c.solid.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: middle.AddXY(0, 4)}, Dragged: fyne.NewDelta(0, 4)})
		update()
	}
	if m := s.Now.Conditions.Motion; m.Beta < 20 || math.Abs(m.Gamma) > 1 || m.Alpha > 1 && m.Alpha < 359 {
		t.Errorf("pulled down it is at %+v", m)
	}
	c.solid.DragEnd()
	if got := c.live.Text(); got == "" {
		t.Error("no live values")
	}
	c.solid.paint(300, 280)
}
