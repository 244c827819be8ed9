package window

import (
	"image"
	"slices"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/command"
	"diorama/devtools/control"
	"diorama/devtools/phone"
	"diorama/devtools/settings"
	"diorama/renderer/input"
	"diorama/simulator"
	"diorama/simulator/device"
)

// aside is a run that can be shown on several screens; *simulator.Session is one.
type aside interface {
	AddView(simulator.Aside) (*simulator.SideView, error)
	SideViews() []*simulator.SideView
}

// side is one more phone, right of the first: the view of the run at its place in the
// list. Another run of the window has its own views in the same order.
type side struct {
	w     *Window
	at    atomic.Int32 // place in the run's list
	what  settings.View
	phone *phone.Phone
	scale atomic.Uint64 // wanted device px per CSS px × 2^20
	drawn *simulator.SideView
	given uint64 // scale that drawn has
	box   fyne.CanvasObject

	name         *control.Label
	turned, more *control.Button
}

// captionHeight is that of the lines over an extra phone, units.
const captionHeight = 38

// sides is the list as the loop reads it.
type sides struct {
	list   atomic.Pointer[[]*side]
	column *fyne.Container
}

func (s *sides) all() []*side {
	if l := s.list.Load(); l != nil {
		return *l
	}
	return nil
}

// view gives the run's view, nil when it has none any more.
func (s *side) view() *simulator.SideView {
	if a, ok := s.w.session.(aside); ok {
		if list := a.SideViews(); int(s.at.Load()) < len(list) {
			return list[s.at.Load()]
		}
	}
	return nil
}

// Pointer implements phone.Session.
func (s *side) Pointer(p input.Pointer) {
	if v := s.view(); v != nil {
		v.Pointer(p)
	}
}

// Key implements phone.Session.
func (s *side) Key(k input.Key) {
	if v := s.view(); v != nil {
		v.Key(k)
	}
}

// Text implements phone.Session.
func (s *side) Text(t string) {
	if v := s.view(); v != nil {
		v.Text(t)
	}
}

// sideHost is the window as an extra phone sees it.
type sideHost struct {
	*host
	s *side
}

// Scale implements phone.Host.
func (h sideHost) Scale(dpr float64) {
	if n := uint64(dpr*(1<<20) + 0.5); h.s.scale.Swap(n) != n {
		h.loop.Poke()
	}
}

// draw takes the pictures of the extra phones. On the loop's goroutine, after the first
// phone's; it tells whether there is something to show.
func (s *sides) draw() bool {
	drawn := false
	for _, x := range s.all() {
		v := x.view()
		if v == nil {
			continue
		}
		n := x.scale.Load()
		again := x.drawn == nil || *x.drawn != *v
		if n != 0 && (again || n != x.given) {
			v.SetScale(float64(n) / (1 << 20))
		}
		f := v.Frame()
		if again {
			f.Damage = []image.Rectangle{f.Image.Rect}
		}
		x.drawn, x.given = v, n
		if len(f.Damage) > 0 {
			x.phone.Put(f.Image, f.Damage)
			drawn = true
		}
	}
	return drawn
}

// show brings them to the screen.
func (s *sides) show() {
	for _, x := range s.all() {
		x.phone.Show()
	}
}

// addView asks on which device and in which theme, and shows the run there too.
func (w *Window) addView() {
	if _, ok := w.session.(aside); !ok {
		return
	}
	var items []command.Item
	for _, d := range device.All() {
		for _, theme := range []string{"light", "dark"} {
			text := w.T("Light theme")
			if theme == "dark" {
				text = w.T("Dark theme")
			}
			items = append(items, command.Item{Title: d.Name + " · " + text, Note: sizeText(d), Run: func() { w.openView(settings.View{Device: d.Name, Theme: theme}, true) }})
		}
	}
	w.showList(w.T("The device of the new view"), items)
}

// openView shows the run on one more phone; note remembers that.
func (w *Window) openView(what settings.View, note bool) {
	a, ok := w.session.(aside)
	if !ok {
		return
	}
	shown, err := asideOf(what)
	if err == nil {
		_, err = a.AddView(shown)
	}
	if err != nil {
		w.status.fail(err.Error())
		return
	}
	s := &side{w: w, what: what}
	s.at.Store(int32(len(w.sides.all())))
	s.phone = phone.New(w.palette, s, sideHost{(*host)(w), s}, shown.Device)
	s.phone.SetZoom(phone.Fit)
	s.phone.SetInspect(w.inspecting)
	s.name = control.NewLabel(w.palette, s.title(), control.Text, 12).Cap(40)
	s.box = container.NewBorder(container.New(caption{}, s.name,
		control.NewLabel(w.palette, w.T("system info of the first phone"), control.Dim, 10).Cap(40), s.tools()), nil, nil, nil, s.phone)
	w.setSides(append(slices.Clone(w.sides.all()), s), note)
}

// closeView takes a phone away.
func (w *Window) closeView(s *side) {
	list := slices.Clone(w.sides.all())
	i := slices.Index(list, s)
	if i < 0 {
		return
	}
	if w.looked == s {
		w.lookAt(nil)
	}
	v := s.view()
	list = slices.Delete(list, i, i+1)
	for k, x := range list {
		x.at.Store(int32(k))
	}
	if v != nil {
		v.Close()
	}
	w.setSides(list, true)
}

// setSides shows the phones of a list.
func (w *Window) setSides(list []*side, note bool) {
	w.sides.list.Store(&list)
	objects := []fyne.CanvasObject{w.phone}
	for _, s := range list {
		objects = append(objects, s.box)
	}
	w.sides.column.Objects = objects
	w.sides.column.Refresh()
	w.arrange()
	if note {
		w.noteViews()
	}
	w.loop.Poke()
}

// updateSides follows devices that turn.
func (w *Window) updateSides() {
	for _, s := range w.sides.all() {
		if v := s.view(); v != nil {
			s.phone.SetProfile(v.Aside().Device)
		}
	}
}

// restoreViews opens the views that the project had; those of a window before this one
// (another language, say) are opened anew.
func (w *Window) restoreViews() {
	if a, ok := w.session.(aside); ok {
		for _, v := range a.SideViews() {
			v.Close()
		}
	}
	if w.opts.Settings == nil || w.opts.Dir == "" {
		return
	}
	for _, v := range w.opts.Settings.Project(w.opts.Dir).Views {
		w.openView(v, false)
	}
}

// wanted is the width that shows all phones in a column of that height.
func (w *Window) wanted(height float32) float32 {
	out := w.phone.Wanted(height)
	for _, s := range w.sides.all() {
		out += s.phone.Wanted(height - captionHeight)
	}
	return out
}

// inRow puts the phones beside each other, each as wide as its device is in proportion.
type inRow struct{ w *Window }

func (r inRow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	if len(o) == 1 {
		o[0].Resize(s)
		o[0].Move(fyne.Position{})
		return
	}
	wide := []float32{r.w.phone.Wanted(s.Height)}
	for _, x := range r.w.sides.all() {
		wide = append(wide, x.phone.Wanted(s.Height-captionHeight))
	}
	all := float32(0)
	for _, n := range wide {
		all += n
	}
	x := float32(0)
	for i := range min(len(o), len(wide)) {
		n := s.Width * wide[i] / all
		o[i].Move(fyne.NewPos(x, 0))
		o[i].Resize(fyne.NewSize(n, s.Height))
		x += n
	}
}

func (inRow) MinSize(o []fyne.CanvasObject) fyne.Size {
	out := fyne.Size{}
	for _, x := range o {
		m := x.MinSize()
		out = fyne.NewSize(out.Width+m.Width, max(out.Height, m.Height))
	}
	return out
}

// caption lays out the two lines and the buttons of an extra phone.
type caption struct{}

func (caption) Layout(o []fyne.CanvasObject, s fyne.Size) {
	m := o[2].MinSize()
	x := s.Width - m.Width - 4
	o[2].Resize(m)
	o[2].Move(fyne.NewPos(x, (s.Height-m.Height)/2))
	y := float32(2)
	for _, label := range o[:2] {
		h := label.MinSize().Height
		label.Resize(fyne.NewSize(max(0, x-8), h))
		label.Move(fyne.NewPos(8, y))
		y += h
	}
}

func (caption) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(120, captionHeight) }
