package window

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/settings"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// A run is shown on more phones: each draws, a tap in one reaches the one logic and the
// first phone shows it, closing takes it away, and the project remembers. Oracle: the
// page's data and the settings.
func TestViewsBeside(t *testing.T) {
	dir := folder(t, map[string]string{
		"app.json": `{"pages":["a"],"darkmode":true}`, "a.wxml": `<view bindtap="tap" style="height:100vh">{{n}}</view>`,
		"a.wxss": `page { background: #00ff00 } @media (prefers-color-scheme: dark) { page { background: #ff0000 } }`,
		"a.js":   `Page({ data: { n: 0 }, tap() { this.setData({ n: this.data.n + 1 }) } })`})
	s, err := simulator.Open(simulator.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	app := test.NewTempApp(t)
	q := &queue{}
	store, err := settings.Open("")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Session: s, Name: "x", Post: q, Settings: store, Dir: dir, Appearance: func(t theme.Theme) { app.Settings().SetTheme(t) }}
	w := New(o)
	win := test.NewTempWindow(t, w.Content())
	win.Resize(fyne.NewSize(1440, 900))
	w.canvas = win.Canvas()
	w.openView(settings.View{Device: "Pixel 7", Theme: "dark"}, true)
	w.addView()
	if w.list == nil {
		t.Error("nobody asks for a device")
	} else {
		w.list.Hide()
	}
	w.openView(settings.View{Device: "iPad mini", Theme: "light"}, true)
	step := func(done func() bool) bool {
		for range 400 {
			s.Step(time.Now())
			s.Frame()
			w.sides.draw()
			w.sides.show()
			q.run()
			if done() {
				return true
			}
			time.Sleep(5 * time.Millisecond)
		}
		return false
	}
	if !step(func() bool { return len(s.History(0)) > 0 }) {
		t.Fatal("the page did not open")
	}
	win.Canvas().Capture() // lays out and asks for the scales
	x := w.sides.all()[0]
	at := fyne.NewPos(x.phone.Size().Width/2, x.phone.Size().Height/2)
	x.phone.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	x.phone.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
	tapped := func() bool {
		list := s.History(0)
		return list[len(list)-1].Kind == wire.CommitSetData
	}
	if !step(tapped) {
		t.Error("a tap in a view reaches nobody")
	}
	step(func() bool { return true })
	w.sides.draw()
	w.sides.show()
	// The picker finds the same node on every phone, and the panel tells whose styles these are.
	w.refresh()
	node := s.NodeAt(100, 400)
	for _, y := range w.sides.all() {
		w.toggleInspect()
		y.phone.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
		if w.hovered != node {
			t.Errorf("%v: the mouse is over node %d, expected %d", y.what, w.hovered, node)
		}
		in, _ := y.Inspect(node)
		first, _ := s.Inspect(node)
		if b := w.outlineOn(y.Inspect, node); b == nil || b.Border.W != in.Border.W || b.Border.W == first.Border.W {
			t.Errorf("%v: outlined %+v", y.what, b)
		}
		y.phone.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
		if w.wxml.Picked() != node || w.looked != y || w.inspecting {
			t.Errorf("%v: picked %d", y.what, w.wxml.Picked())
		}
	}
	w.lookAt(nil)
	// One is turned, gets another theme and a font size; the project remembers.
	y := w.sides.all()[1]
	y.set(func(v *settings.View) { v.Sideways, v.Theme, v.FontSize = true, "dark", 20 })
	if a := y.view().Aside(); !a.Device.Sideways || a.Theme != "dark" || a.FontSize != 20 || !strings.Contains(y.name.Text(), "20") {
		t.Errorf("set %+v, %q", a, y.name.Text())
	}
	if got := store.Project(dir).Views[1]; got != (settings.View{Device: "iPad mini", Theme: "dark", FontSize: 20, Sideways: true}) {
		t.Errorf("remembered %+v", got)
	}
	y.set(func(v *settings.View) { v.Sideways, v.Theme, v.FontSize = false, "light", 0 })
	step(func() bool { return true })
	img := win.Canvas().Capture()
	save(t, "views.png", img)
	red := 0
	for px := 0; px < img.Bounds().Dx(); px += 2 {
		if r, g, b, _ := img.At(px, 400).RGBA(); r == 0xffff && g == 0 && b == 0 {
			red++
		}
	}
	if red < 20 {
		t.Errorf("the dark phone shows on %d px of a line", red)
	}
	if got := len(store.Project(dir).Views); got != 2 {
		t.Errorf("%d views are remembered", got)
	}
	again := New(o) // as for another language
	if a, b := len(again.sides.all()), len(s.SideViews()); a != 2 || b != 2 {
		t.Errorf("another window has %d phones and %d views", a, b)
	}
	again.closeView(again.sides.all()[0])
	if got := store.Project(dir).Views; len(got) != 1 || got[0].Device != "iPad mini" || len(s.SideViews()) != 1 {
		t.Errorf("after closing the first: %v", got)
	}
}
