package window

import (
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/command"
	"diorama/devtools/control"
	"diorama/devtools/words"
	"diorama/simulator/device"
)

// keyText writes a key as it is printed on keyboards.
func keyText(k fyne.KeyName, m fyne.KeyModifier) string {
	if k == "" {
		return ""
	}
	out := ""
	for _, one := range [...]struct {
		m    fyne.KeyModifier
		name string
	}{{fyne.KeyModifierControl, "Ctrl+"}, {fyne.KeyModifierSuper, "⌘"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}} {
		if m&one.m != 0 {
			if runtime.GOOS == "darwin" && one.m == fyne.KeyModifierShift {
				one.name = "⇧"
			}
			out += one.name
		}
	}
	name := string(k)
	switch k {
	case fyne.KeyLeft:
		name = "←"
	case fyne.KeyRight:
		name = "→"
	}
	return out + name
}

// functionKeys are the commands that FunctionKey serves: what they do depends on what
// the run does just now.
var functionKeys = [...]struct {
	key  fyne.KeyName
	name string
}{
	{fyne.KeyF8, words.Key("Stop before the next setData, or run on")},
	{fyne.KeyF10, words.Key("Apply what waits and stop again; in the past: one setData forward")},
	{fyne.KeyF9, words.Key("Breakpoint at what was clicked, or none there any more")},
}

// commands lists all that the window can do.
func (w *Window) commands() []command.Item {
	var out []command.Item
	add := func(kind, english string, title, note, key string, run func()) {
		it := command.Item{Title: title, Kind: w.T(kind), Note: note, Key: key, Run: run}
		if english != title || it.Kind != kind {
			// Who has no Chinese keyboard at hand finds it all the same.
			it.Also = strings.TrimSpace(kind + " " + english)
		}
		out = append(out, it)
	}
	for _, a := range w.actions() {
		add("", a.name, w.T(a.name), "", keyText(a.key, a.modifier), a.run)
	}
	for _, f := range functionKeys {
		add("", f.name, w.T(f.name), "", string(f.key), func() { w.FunctionKey(f.key) })
	}
	add("", "Back to the live page", w.T("Back to the live page"), "", "End", func() { w.control(w.session.Live) })
	if w.opts.Modes != nil {
		kind := words.Key("Start")
		add(kind, "Plain start: the first page", w.T("Plain start: the first page"), "", "", func() { w.launch(nil) })
		for _, m := range w.modes() {
			add(kind, m.Name, m.Name, m.URL(), "", func() { w.launch(&m) })
		}
	}
	for _, t := range []*control.Tabs{w.upper, w.data, w.lower} {
		for i, name := range t.Names() {
			add(words.Key("Panel"), name, t.Title(i), "", "", func() { t.Show(i) })
		}
	}
	out = append(out, w.pageItems()...)
	for _, d := range device.All() {
		add(words.Key("Device"), d.Name, d.Name, sizeText(d), "", func() { w.setDevice(d) })
	}
	for _, z := range zooms {
		add(words.Key("Zoom"), z.name, w.T(z.name), "", "", func() { w.chooseZoom(z.zoom) })
	}
	if s := w.opts.Shell; s != nil {
		for _, l := range [...]struct {
			l    words.Language
			name string
		}{{words.English, "English"}, {words.Chinese, "中文"}} {
			add(words.Key("Language"), string(l.l), l.name, "", "", func() { s.SetLanguage(l.l) })
		}
		for _, r := range recents(s.opts.Settings) {
			if r.dir != w.opts.Dir && !r.gone {
				add(words.Key("Project"), "", filepath.Base(r.dir), filepath.Dir(r.dir), "", func() { s.OpenProject(r.dir) })
			}
		}
	}
	return out
}

// pageItems are the pages of app.json, to go to.
func (w *Window) pageItems() []command.Item {
	if w.opts.Pages == nil {
		return nil
	}
	var out []command.Item
	for _, page := range w.opts.Pages() {
		out = append(out, command.Item{Title: page, Kind: w.T("Page"), Also: "Page " + page, Run: func() {
			w.session.Navigate("reLaunch", "/"+page) // the one way that leads to every page, tabs too
			w.Changed()
		}})
	}
	return out
}

// showCommands opens the list of all commands.
func (w *Window) showCommands() *command.List {
	return w.showList(w.T("What do you want to do?"), w.commands())
}

// showFiles opens the list of pages and files.
func (w *Window) showFiles() *command.List {
	items := w.pageItems()
	l := w.showList(w.T("Go to a page, or open a file in the editor"), items)
	if files := w.opts.Files; l != nil && files != nil {
		kind := w.T("File")
		go func() { // a large folder takes its time
			list := files()
			w.opts.Post.Post(func() {
				for _, name := range list {
					items = append(items, command.Item{Title: name, Kind: kind, Run: func() { w.Open(name, 0, 0) }})
				}
				l.SetItems(items)
			})
		}()
	}
	return l
}

// showList opens a list of commands at the top of the window.
func (w *Window) showList(hint string, items []command.Item) *command.List {
	if w.canvas == nil {
		return nil
	}
	if w.list != nil {
		w.list.Hide()
	}
	var pop *widget.PopUp
	l := command.New(w.palette, hint, w.T("Nothing is found"), items, func() { pop.Hide() })
	pop = widget.NewPopUp(l.Content(), w.canvas)
	size := w.canvas.Size()
	width, height := min(command.Width, size.Width-20), min(command.Height, size.Height-60)
	pop.Resize(fyne.NewSize(width, height))
	pop.ShowAtPosition(fyne.NewPos((size.Width-width)/2, 40))
	w.list = pop
	w.canvas.Focus(l.Field())
	return l
}

// sizeText is "390 × 844 @3x".
func sizeText(d device.Profile) string {
	return strings.Join([]string{trim(d.Width), "×", trim(d.Height), "@" + trim(d.DPR) + "x"}, " ")
}
