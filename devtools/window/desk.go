package window

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/panel/timeline"
	"diorama/devtools/panel/wxml"
	"diorama/devtools/settings"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/simulator/device"
)

var _ panel.Desk = (*Window)(nil)

// T implements panel.Desk.
func (w *Window) T(text string, args ...any) string { return w.words.T(text, args...) }

// Open implements panel.Desk.
func (w *Window) Open(file string, line, column int) {
	if w.opts.Edit == nil {
		w.read(file, line, column)
		return
	}
	if err := w.opts.Edit(file, line, column); err != nil {
		w.read(file, line, column)
		w.status.fail(err.Error())
		return
	}
	if line > 0 {
		w.tell(w.T("opened %s:%d", file, line))
		return
	}
	w.tell(w.T("opened %s", file))
}

// read shows a file here, for want of an editor.
func (w *Window) read(file string, line, column int) {
	if file != "" {
		w.upper.Show(tabSources)
		w.sources.Show(file, line, column)
	}
}

// Filter implements panel.Desk.
func (w *Window) Filter(condition string) {
	w.lower.Show(tabData)
	w.commits.Filter(condition)
}

// Show implements panel.Desk: the last setData is the live page.
func (w *Window) Show(commit int) {
	if n := len(w.model.SetData); n > 0 && commit >= w.model.SetData[n-1] {
		w.session.Live()
	} else if err := w.session.View(commit); err != nil {
		w.status.fail(err.Error())
	}
	w.Changed()
}

// Pick implements panel.Desk.
func (w *Window) Pick(id dom.NodeID) {
	if w.inspecting {
		w.toggleInspect()
	}
	if id != 0 {
		w.upper.Show(tabWXML)
	}
	w.wxml.Select(id)
	w.appdata.Node(id)
	w.outline()
}

// Hover implements panel.Desk: one node shows its boxes, several their edges.
func (w *Window) Hover(ids ...dom.NodeID) {
	id := dom.NodeID(0)
	if len(ids) == 1 {
		id = ids[0]
	}
	if many := len(ids) > 1; many || w.marked != nil {
		if w.marked = nil; many {
			w.marked = ids
		}
		w.flash()
	}
	if id != w.hovered {
		w.hovered = id
		w.outline()
	}
}

// Name implements panel.Desk.
func (w *Window) Name(id dom.NodeID) string {
	if n := w.wxml.Node(id); n != nil {
		return wxml.Name(n) + wxml.Classes(n)
	}
	return w.T("node %d", int(id))
}

// Target implements panel.Desk.
func (w *Window) Target(condition string) {
	w.target = condition
	w.Hint(w.T("F9: stop before a setData with %s", condition))
}

// Break implements panel.Desk.
func (w *Window) Break(condition string) {
	for _, b := range w.session.Breakpoints() {
		if b.Text == condition {
			w.session.RemoveBreakpoint(condition)
			w.tell(w.T("no breakpoint any more: %s", condition))
			w.Changed()
			return
		}
	}
	if err := w.session.AddBreakpoint(condition); err != nil {
		w.status.fail(err.Error())
		return
	}
	w.tell(w.T("JavaScript stops before a setData with %s", condition))
	w.Changed()
}

// Menu implements panel.Desk.
func (w *Window) Menu(at fyne.Position, items ...*fyne.MenuItem) {
	if w.canvas != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.canvas, at)
	}
}

// Copy implements panel.Desk.
func (w *Window) Copy(text string) {
	if w.opts.Clipboard != nil {
		w.opts.Clipboard.SetContent(text)
		w.tell(w.T("copied"))
	}
}

// Hint implements panel.Desk and control.Hinter.
func (w *Window) Hint(text string) { w.status.hint(text) }

// Changed implements panel.Desk.
func (w *Window) Changed() {
	w.refresh()
	w.loop.Poke()
}

// Post implements panel.Desk.
func (w *Window) Post(f func()) { w.opts.Post.Post(f) }

// control calls a method of the session and shows what came of it.
func (w *Window) control(f func()) {
	f()
	w.Changed()
}

func (w *Window) restart() {
	if err := w.session.Restart(); err != nil {
		w.status.fail(err.Error())
	}
	w.Changed()
}

func (w *Window) setDevice(d device.Profile) {
	d.Sideways = w.model.State.Held.Sideways
	w.control(func() { w.session.SetDevice(d) })
	w.note(func(p *settings.Project) { p.Device = d.Name })
	w.arrange()
}

// chooseZoom sets the zoom and remembers it.
func (w *Window) chooseZoom(z float64) {
	w.toolbar.showZoom(z)
	w.setZoom(z)
	w.note(func(p *settings.Project) { p.Zoom = &z })
	w.noteWindow(func(all *settings.Window) { all.Zoom = z })
}

func (w *Window) setZoom(z float64) {
	w.phone.SetZoom(z)
	w.arrange()
	w.scroll.Refresh()
	w.updateStatus()
}

func (w *Window) toggleInspect() {
	w.inspecting = !w.inspecting
	w.phone.SetInspect(w.inspecting)
	for _, s := range w.sides.all() {
		s.phone.SetInspect(w.inspecting)
	}
	w.toolbar.inspect.SetActive(w.inspecting)
	if !w.inspecting {
		w.Hover(0)
	}
}

func (w *Window) toggleTheme() {
	next := "dark"
	if w.model.State.Theme == "dark" {
		next = "light"
	}
	w.control(func() { w.session.SetTheme(next) })
}

// toggleAppearance changes the palette in place: everything holds a pointer to it.
func (w *Window) toggleAppearance() {
	if w.palette.Dark {
		*w.palette = *theme.Light()
	} else {
		*w.palette = *theme.Dark()
	}
	if w.opts.Appearance != nil {
		w.opts.Appearance(theme.Theme{Palette: w.palette})
	}
	appearance := "light"
	if w.palette.Dark {
		appearance = "dark"
	}
	w.noteWindow(func(all *settings.Window) { all.Appearance = appearance })
	w.commits.Repaint()
	w.network.Repaint()
	w.sensors.Repaint()
	w.wxml.Styles().Repaint()
	w.object.Refresh()
	w.refresh()
}

// FunctionKey implements panel.Desk and control.KeyHandler: F8, F10 and Escape.
func (w *Window) FunctionKey(k fyne.KeyName) bool {
	st := w.session.State()
	switch k {
	case fyne.KeyF8:
		if st.Frozen {
			w.thaw()
		} else if st.Pausing || st.Paused != nil {
			w.control(w.session.Run)
		} else {
			w.control(w.session.Pause)
		}
	case fyne.KeyF10:
		switch {
		case w.shiftHeld():
			w.control(w.session.StepBack)
		case st.Viewing >= 0:
			w.control(w.session.StepForward)
		case st.Paused != nil:
			w.control(w.session.Apply)
		case !st.Pausing:
			w.control(w.session.Pause)
		}
	case fyne.KeyF9:
		if w.target == "" {
			w.Hint(w.T("F9 takes the data path or the handler that was clicked"))
			return true
		}
		w.Break(w.target)
	case timeline.StepBackKey:
		w.control(w.session.StepBack)
	case fyne.KeyEscape:
		switch {
		case w.inspecting:
			w.toggleInspect()
		case st.Viewing >= 0:
			w.control(w.session.Live)
		case w.wxml.Picked() != 0:
			w.Pick(0)
		default:
			return false
		}
	default:
		return false
	}
	return true
}

// shiftHeld reports whether Shift is down: Fyne makes no shortcut of Shift alone.
func (w *Window) shiftHeld() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return false
}

// freeKey is FunctionKey with the keys that text fields need for themselves: Home and
// End show the first setData and the live page.
func (w *Window) freeKey(k fyne.KeyName) bool {
	if k == fyne.KeyEscape && closeTop(w.canvas) {
		return true
	}
	switch k {
	case fyne.KeyHome:
		if n := w.model.SetData; len(n) > 1 {
			w.Show(n[0])
		}
	case fyne.KeyEnd:
		w.control(w.session.Live)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		return w.upper.Current() == tabWXML && w.wxml.Key(k)
	default:
		return w.FunctionKey(k)
	}
	return true
}

// host is the Window as the phone sees it.
type host Window

// Poke implements phone.Host.
func (h *host) Poke() { h.loop.Poke() }

// Scale implements phone.Host.
func (h *host) Scale(dpr float64) { h.loop.setScale(dpr) }

// Hover implements phone.Host.
func (h *host) Hover(id dom.NodeID) { (*Window)(h).Hover(id) }

// Pick implements phone.Host.
func (h *host) Pick(id dom.NodeID) {
	(*Window)(h).lookAt(nil)
	(*Window)(h).Pick(id)
}

// FunctionKey implements phone.Host. While the past is shown the mini-program hears no
// key, so the window takes more of them.
func (h *host) FunctionKey(k fyne.KeyName) bool {
	if h.model.State.Viewing >= 0 {
		return (*Window)(h).freeKey(k)
	}
	return (*Window)(h).FunctionKey(k)
}

// WindowShortcut implements phone.Host.
func (h *host) WindowShortcut(s fyne.Shortcut) bool { return (*Window)(h).WindowShortcut(s) }

// Touch implements phone.Host.
func (h *host) Touch() {
	if h.clip != nil {
		h.clip.look()
	}
}

// clipboard gives the session the machine's clipboard. Fyne's is for the UI
// goroutine only, and the session asks while it is locked, so nobody may wait: Get
// answers what was there when the phone was touched last.
type clipboard struct {
	c    fyne.Clipboard
	post Dispatcher
	mu   sync.Mutex
	text string
}

// look reads the machine's clipboard, on the UI goroutine.
func (c *clipboard) look() {
	text := c.c.Content()
	c.mu.Lock()
	c.text = text
	c.mu.Unlock()
}

// Get implements simulator.Clipboard.
func (c *clipboard) Get() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text
}

// Set implements simulator.Clipboard.
func (c *clipboard) Set(s string) {
	c.mu.Lock()
	c.text = s
	c.mu.Unlock()
	c.post.Post(func() { c.c.SetContent(s) })
}

// showTabs brings the panels that are seen up to date; hidden ones cost nothing and
// catch up when they are shown.
func (w *Window) showTabs() {
	if w.upper == nil || w.lower == nil {
		return
	}
	if w.top != nil {
		if wxml := w.upper.Current() == tabWXML; wxml != w.top.Trailing.Visible() {
			control.Show(w.top.Trailing, wxml) // the other tabs have the whole width
			w.top.Refresh()
		}
	}
	seen := func(o fyne.CanvasObject, update func(*panel.Model)) {
		if o.Visible() {
			update(&w.model)
		}
	}
	seen(w.wxml.Content(), w.wxml.Update)
	seen(w.network.Content(), w.network.Update)
	seen(w.storage.Content(), w.storage.Update)
	seen(w.files.Content(), w.files.Update)
	seen(w.sensors.Content(), w.sensors.Update)
	seen(w.audits.Content(), w.audits.Update)
	seen(w.sources.Content(), w.sources.Update)
	seen(w.commits.Content(), w.commits.Update)
	seen(w.events.Content(), w.events.Update)
	seen(w.console.Content(), w.console.Update)
}

func (w *Window) toggleFlash() {
	w.flashing = !w.flashing
	w.toolbar.flash.SetActive(w.flashing)
}

func (w *Window) pageBack() {
	w.session.Navigate("navigateBack", "")
	w.Changed()
}

// turn holds the phone the other way. A page that does not follow is named as the reason.
func (w *Window) turn() {
	d := w.model.State.Held
	d.Sideways = !d.Sideways
	w.control(func() { w.session.SetDevice(d) })
	w.note(func(p *settings.Project) { p.Landscape = d.Sideways })
	w.toolbar.turn.SetActive(d.Sideways)
	switch st := &w.model.State; {
	case st.Device.Lying == d.Sideways:
	case d.Sideways:
		w.tell(w.T("The phone lies on its side; this page stays upright, its json has no “pageOrientation”: “auto”"))
	default:
		w.tell(w.T("The phone is upright; this page lies always, its pageOrientation is “landscape”"))
	}
}
