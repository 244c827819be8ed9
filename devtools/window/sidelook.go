package window

import (
	"strconv"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/panel/wxml"
	"diorama/devtools/phone"
	"diorama/devtools/settings"
	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/simulator"
	"diorama/simulator/device"
)

// The tree is one for all phones: a node has the same id in each. What an extra phone
// adds is places and styles of its own.

// NodeAt implements phone.Session.
func (s *side) NodeAt(x, y float64) dom.NodeID {
	if v := s.view(); v != nil {
		return v.NodeAt(x, y)
	}
	return 0
}

// Inspect gives boxes and styles of a node as they are on this phone.
func (s *side) Inspect(id dom.NodeID) (renderer.Inspection, bool) {
	if v := s.view(); v != nil {
		return v.Inspect(id)
	}
	return renderer.Inspection{}, false
}

// Pick implements phone.Host: the WXML panel then tells the styles of that phone.
func (h sideHost) Pick(id dom.NodeID) {
	h.s.w.lookAt(h.s)
	h.s.w.Pick(id)
}

// lookAt chooses the phone whose styles the WXML panel shows; nil the first.
func (w *Window) lookAt(s *side) {
	if w.looked == s {
		return
	}
	if w.looked = s; s == nil {
		w.wxml.Look("", nil)
		return
	}
	w.wxml.Look(s.title(), &wxml.Eye{Inspect: s.Inspect, Back: func() { w.lookAt(nil) }})
}

// outlineOn gives the boxes of a node on one phone; nil for none there.
func (w *Window) outlineOn(inspect func(dom.NodeID) (renderer.Inspection, bool), id dom.NodeID) *phone.Boxes {
	if id == 0 {
		return nil
	}
	in, ok := inspect(id)
	if !ok {
		return nil
	}
	b := &phone.Boxes{Margin: phone.Rect(in.Margin), Border: phone.Rect(in.Border), Padding: phone.Rect(in.Padding), Content: phone.Rect(in.Content)}
	if n := w.wxml.Node(id); n != nil {
		b.Name, b.Class = wxml.Name(n), wxml.Classes(n)
	}
	b.Thin = w.hovered == 0
	return b
}

// title names the phone: device, theme, and its font size when it has its own.
func (s *side) title() string {
	name := s.w.T("light")
	if s.what.Theme == "dark" {
		name = s.w.T("dark")
	}
	out := s.what.Device + " · " + name
	if s.what.FontSize > 0 {
		out += " · " + s.w.T("font %s px", strconv.FormatFloat(s.what.FontSize, 'f', -1, 64))
	}
	return out
}

// asideOf gives what a phone is to show.
func asideOf(v settings.View) (simulator.Aside, error) {
	d, err := device.Find(v.Device)
	d.Sideways = v.Sideways
	return simulator.Aside{Device: d, Theme: v.Theme, FontSize: v.FontSize}, err
}

// set changes what the phone shows the run on.
func (s *side) set(change func(*settings.View)) {
	what := s.what
	change(&what)
	a, err := asideOf(what)
	if err == nil {
		if v := s.view(); v != nil {
			err = v.Set(a)
		}
	}
	if err != nil {
		s.w.status.fail(err.Error())
		return
	}
	s.what = what
	s.name.Set(s.title())
	s.turned.SetActive(what.Sideways)
	if s.w.looked == s {
		s.w.looked = nil
		s.w.lookAt(s)
	}
	s.w.noteViews()
	s.w.arrange()
	s.w.Changed()
	if v := s.view(); v != nil && v.Aside().Device.Lying != what.Sideways && what.Sideways {
		s.w.tell(s.w.T("the page stays upright: its pageOrientation says so"))
	}
}

// menu offers themes and font sizes.
func (s *side) menu(at fyne.Position) {
	w := s.w
	var items []*fyne.MenuItem
	add := func(title string, on bool, change func(*settings.View)) {
		item := fyne.NewMenuItem(title, func() { s.set(change) })
		item.Checked = on
		items = append(items, item)
	}
	add(w.T("Light theme"), s.what.Theme != "dark", func(v *settings.View) { v.Theme = "light" })
	add(w.T("Dark theme"), s.what.Theme == "dark", func(v *settings.View) { v.Theme = "dark" })
	items = append(items, fyne.NewMenuItemSeparator())
	add(w.T("Font size of the first phone"), s.what.FontSize == 0, func(v *settings.View) { v.FontSize = 0 })
	d, err := device.Find(s.what.Device)
	if err != nil {
		return
	}
	for _, f := range d.FontSizes() {
		title := w.T("Font size %s px", strconv.FormatFloat(f.Size, 'f', -1, 64))
		switch {
		case f.Size == d.FontSize(0):
			title += " · " + w.T("standard")
		case f.Care:
			title += " · " + w.T("care mode")
		}
		add(title, s.what.FontSize == f.Size, func(v *settings.View) { v.FontSize = f.Size })
	}
	w.Menu(at, items...)
}

// tools are the buttons over the phone.
func (s *side) tools() fyne.CanvasObject {
	w := s.w
	s.turned = control.NewButton(w.palette, control.Rotate, "", w.T("Turn this view"), w, func() {
		s.set(func(v *settings.View) { v.Sideways = !v.Sideways })
	})
	s.turned.SetActive(s.what.Sideways)
	var more *control.Button
	more = control.NewButton(w.palette, "", "Aa", w.T("Theme and font size of this view"), w, func() {
		s.menu(fyne.CurrentApp().Driver().AbsolutePositionForObject(more).AddXY(0, more.Size().Height))
	})
	s.more = more
	shut := control.NewButton(w.palette, control.Trash, "", w.T("Close this view"), w, func() { w.closeView(s) })
	return control.Tools(-1, s.turned, more, shut)
}

// noteViews remembers the phones with the project.
func (w *Window) noteViews() {
	var what []settings.View
	for _, s := range w.sides.all() {
		what = append(what, s.what)
	}
	w.note(func(p *settings.Project) { p.Views = what })
}
