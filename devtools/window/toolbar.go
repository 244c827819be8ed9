package window

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/phone"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator/device"
)

// zooms are the choices of the zoom menu.
var zooms = [...]struct {
	name string
	zoom float64
}{{words.Key("Fit"), phone.Fit}, {"50 %", 0.5}, {"75 %", 0.75}, {"100 %", 1}, {"125 %", 1.25}, {"150 %", 1.5}}

// toolbar is the row at the top.
type toolbar struct {
	w       *Window
	device  *widget.Select
	zoom    *widget.Select
	inspect *control.Button
	flash   *control.Button
	dark    *control.Button
	window  *control.Button
	pull    *control.Button
	path    *control.Label
	dot     *canvas.Circle
	reload  *control.Label
	mode    *control.Button
	turn    *control.Button
	film    *control.Button
	object  fyne.CanvasObject
	quiet   bool // a select is being set, not chosen
}

func newToolbar(w *Window) *toolbar {
	t := &toolbar{w: w}
	p := w.palette
	var names []string
	for _, d := range device.All() {
		names = append(names, d.Name)
	}
	t.device = widget.NewSelect(names, func(name string) {
		if d, err := device.Find(name); err == nil && !t.quiet {
			w.setDevice(d)
		}
	})
	var zs []string
	for _, z := range zooms {
		zs = append(zs, w.T(z.name))
	}
	t.zoom = widget.NewSelect(zs, func(name string) {
		for _, z := range zooms {
			if w.T(z.name) == name && !t.quiet {
				w.chooseZoom(z.zoom)
			}
		}
	})
	button := func(i control.Icon, hint string, f func()) *control.Button {
		return control.NewButton(p, i, "", hint, w, f)
	}
	T := w.T
	t.inspect = button(control.Inspect, T("Pick an element on the phone")+"   Ctrl+Shift+C", w.toggleInspect)
	t.flash = button(control.Flash, T("Outline what each setData changes"), w.toggleFlash)
	t.flash.SetActive(w.flashing)
	t.dark = button(control.Moon, T("Theme of the mini-program: light or dark"), w.toggleTheme)
	t.film = button(control.Record, T("Record the phone as an animated picture, or end that"), w.toggleFilm)
	t.turn = button(control.Rotate, T("Turn the phone"), w.turn)
	t.window = button(control.Window, T("Appearance of this window: dark or light"), w.toggleAppearance)
	t.pull = button(control.Pull, T("Pull the page down to refresh"), func() { w.control(w.session.PullDown) })
	t.path = control.NewLabel(p, "", control.Text, theme.Text).Cap(60)
	t.dot = canvas.NewCircle(p.Green)
	t.dot.Hide()
	t.reload = control.NewLabel(p, "", func(p *theme.Palette) color.Color { return p.Green }, theme.Text)
	var logo *control.Button
	logo = control.NewButton(p, control.Phone, w.name, T("Open another project, or this one in the editor"), w, func() { w.projectMenu(logo) })
	t.mode = control.NewButton(p, "", "", T("Compile mode: page, query and scene to start with"), w, func() { w.modeMenu(t.mode) })
	dot := container.New(dotBox{}, t.dot)
	t.object = control.BarRow(p, theme.BarHeight, control.Tools(13,
		logo, t.line(), t.mode,
		button(control.Restart, T("Start the mini-program again, with its pages")+"   Ctrl+R", w.restart),
		button(control.Return, T("Back to the page before"), w.pageBack),
		t.pull, t.line(),
		control.Width(142, t.device), control.Width(84, t.zoom), t.turn, t.dark, control.Width(4, control.Space()), t.line(),
		t.path, dot, t.reload, control.Width(6, control.Space()),
		button(control.Camera, T("Picture of the phone into a file")+"   Ctrl+Shift+S", w.savePicture), t.film,
		button(control.Search, T("All commands")+"   Ctrl+Shift+P    "+T("Pages and files")+"   Ctrl+P", func() { w.showCommands() }),
		t.inspect, t.flash, t.window))
	return t
}

// showZoom puts a zoom into the menu.
func (t *toolbar) showZoom(zoom float64) {
	t.quiet = true
	defer func() { t.quiet = false }()
	for _, z := range zooms {
		if z.zoom == zoom {
			t.zoom.SetSelected(t.w.T(z.name))
			return
		}
	}
	t.zoom.ClearSelected()
}

// showMode names the compile mode.
func (t *toolbar) showMode(name string) {
	if name == "" {
		name = t.w.T("Plain start")
	}
	if r := []rune(name); len(r) > maxModeLabel {
		name = string(r[:maxModeLabel-1]) + "…"
	}
	t.mode.SetLabel(name + " ▾")
}

// line is a short upright separator.
func (t *toolbar) line() fyne.CanvasObject {
	return control.NewFill(t.w.palette, control.Line, fyne.NewSize(1, 18))
}

// dotBox centres the little lamp of the hot reload.
type dotBox struct{}

func (dotBox) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(0, (s.Height-7)/2))
	o[0].Resize(fyne.NewSize(7, 7))
}

func (dotBox) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(7, 18) }

func (t *toolbar) update(m *panel.Model) {
	st := &m.State
	t.quiet = true
	if t.device.Selected != st.Device.Name {
		t.device.SetSelected(st.Device.Name)
	}
	t.quiet = false
	t.path.Set(pagePath(m))
	t.dark.SetActive(st.Theme == "dark")
	t.turn.SetActive(st.Held.Sideways)
	if n := len(st.Stack); n > 0 {
		t.pull.SetEnabled(st.Stack[n-1].Window.EnablePullDownRefresh)
	}
	if st.Reload > 0 {
		t.reload.Set(t.w.T("hot reload · %d ms", max(st.Reload.Round(time.Millisecond).Milliseconds(), 1)))
		t.dot.FillColor = t.w.palette.Green
		t.dot.Show()
		t.dot.Refresh()
	}
}

// pagePath is path and query of the page on top.
func pagePath(m *panel.Model) string {
	n := len(m.State.Stack)
	if n == 0 {
		return ""
	}
	top := m.State.Stack[n-1]
	s, sep := top.Path, "?"
	for i := range top.Query.Len() {
		s += sep + top.Query.Key(i) + "=" + top.Query.Index(i).ToString()
		sep = "&"
	}
	return s
}
