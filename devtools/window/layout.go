package window

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/settings"
)

// memory is what the window writes into the settings, and what of it is there already.
type memory struct {
	splits map[string]*container.Split
	tabs   map[string]*control.Tabs
	told   settings.Window
	breaks []settings.Breakpoint
}

// tab makes a tab by its English name, which is what is remembered.
func (w *Window) tab(name string, content, tools fyne.CanvasObject) control.Tab {
	return control.Tab{Name: name, Title: w.T(name), Content: content, Tools: tools}
}

// restore brings the layout back that the window had when it was open last.
func (w *Window) restore() {
	if w.opts.Settings == nil {
		return
	}
	all := w.opts.Settings.Get()
	for name, s := range w.memory.splits {
		if offset, ok := all.Window.Splits[name]; ok {
			s.SetOffset(offset)
			w.arranged = w.arranged || s == w.main
		}
	}
	for name, t := range w.memory.tabs {
		t.ShowName(all.Window.Tabs[name])
	}
	zoom := all.Window.Zoom
	if z := all.Projects[w.opts.Dir].Zoom; z != nil {
		zoom = *z
	}
	w.phone.SetZoom(zoom)
	w.toolbar.showZoom(zoom)
	w.memory.told, w.memory.breaks = w.layout(), w.breaks()
}

// layout is the window's layout now, without what actions of the user set at once.
func (w *Window) layout() settings.Window {
	out := settings.Window{Splits: map[string]float64{}, Tabs: map[string]string{}}
	for name, s := range w.memory.splits {
		out.Splits[name] = s.Offset
	}
	for name, t := range w.memory.tabs {
		out.Tabs[name] = t.Shown()
	}
	if w.canvas != nil {
		size := w.canvas.Size()
		out.Width, out.Height = size.Width, size.Height
	}
	return out
}

func (w *Window) breaks() []settings.Breakpoint {
	var out []settings.Breakpoint
	for _, b := range w.session.Breakpoints() {
		out = append(out, settings.Breakpoint{Condition: b.Text, Off: b.Off})
	}
	return out
}

// remember writes what changed of layout and breakpoints into the settings. It is
// called often: comparing is all that it mostly does.
func (w *Window) remember() {
	if w.opts.Settings == nil {
		return
	}
	now := w.layout()
	if told := &w.memory.told; now.Width != told.Width || now.Height != told.Height || !maps.Equal(now.Splits, told.Splits) || !maps.Equal(now.Tabs, told.Tabs) {
		w.memory.told = now
		w.opts.Settings.Update(func(all *settings.Settings) {
			all.Window.Width, all.Window.Height = now.Width, now.Height
			maps.Copy(all.Window.Splits, now.Splits)
			maps.Copy(all.Window.Tabs, now.Tabs)
		})
	}
	if breaks := w.breaks(); w.opts.Dir != "" && !slices.Equal(breaks, w.memory.breaks) {
		w.memory.breaks = breaks
		w.opts.Settings.UpdateProject(w.opts.Dir, func(p *settings.Project) { p.Breakpoints = slices.Clone(breaks) })
	}
}

// recallPrompt gives the console the lines of earlier runs, and keeps the new ones.
func (w *Window) recallPrompt() {
	if w.opts.Settings == nil || w.opts.Dir == "" {
		return
	}
	w.console.Recall(w.opts.Settings.Project(w.opts.Dir).Prompt)
	w.console.Ran = func(code string) {
		w.note(func(p *settings.Project) {
			if n := len(p.Prompt); n == 0 || p.Prompt[n-1] != code {
				p.Prompt = append(p.Prompt, code)
			}
		})
	}
}

// note changes what is remembered of the project at once.
func (w *Window) note(change func(*settings.Project)) {
	if w.opts.Settings != nil && w.opts.Dir != "" {
		w.opts.Settings.UpdateProject(w.opts.Dir, change)
	}
}

// noteWindow changes what is remembered of the window at once.
func (w *Window) noteWindow(change func(*settings.Window)) {
	if w.opts.Settings != nil {
		w.opts.Settings.Update(func(all *settings.Settings) { change(&all.Window) })
	}
}
