package window

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/settings"
	"diorama/devtools/words"
	"diorama/simulator/project"
)

// Modes are a project's compile modes; *project.Project has them.
type Modes interface {
	Modes() ([]project.Mode, error)
	ChangeMode(old, now *project.Mode) error
}

// scenes are the ways into a mini-program that are tried most, with WeChat's numbers
// (documentation of scene values); any other can be typed.
var scenes = [...]struct {
	number int
	name   string
}{
	{1001, words.Key("list of mini-programs")}, {1005, words.Key("search, top of the results")}, {1007, words.Key("card in a chat with one person")}, {1008, words.Key("card in a group chat")},
	{1011, words.Key("QR code scanned")}, {1012, words.Key("QR code, held down on a picture")}, {1014, words.Key("subscribed message")}, {1017, words.Key("preview of the trial version")},
	{1020, words.Key("profile of an official account")}, {1023, words.Key("icon on the home screen")}, {1035, words.Key("menu of an official account")}, {1036, words.Key("card shared by an app")},
	{1037, words.Key("opened by another mini-program")}, {1038, words.Key("back from another mini-program")}, {1045, words.Key("advertisement in Moments")}, {1047, words.Key("mini-program code scanned")},
	{1048, words.Key("mini-program code, held down on a picture")}, {1058, words.Key("article of an official account")}, {1069, words.Key("opened by an app")}, {1089, words.Key("list pulled down in the chats")},
	{1154, words.Key("single page in Moments")}, {1173, words.Key("material of a chat")},
}

// sceneText names a scene by number, "1011  QR code scanned".
func (w *Window) sceneText(n int) string {
	for _, s := range scenes {
		if s.number == n {
			return strconv.Itoa(n) + "  " + w.T(s.name)
		}
	}
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// modes gives the list; what is wrong with the files is told.
func (w *Window) modes() []project.Mode {
	if w.opts.Modes == nil {
		return nil
	}
	list, err := w.opts.Modes.Modes()
	if err != nil {
		w.status.fail(err.Error())
	}
	return list
}

// launch starts the mini-program in a mode; nil the plain start.
func (w *Window) launch(m *project.Mode) {
	name, page, scene := "", "", 0
	if m != nil {
		name, page, scene = m.Name, m.URL(), m.Scene
	}
	w.mode = name
	w.toolbar.showMode(name)
	w.note(func(p *settings.Project) { p.Mode = name })
	if err := w.session.Launch(page, scene); err != nil {
		w.status.fail(err.Error())
	}
	w.Changed()
}

// modeMenu lists the modes under a button.
func (w *Window) modeMenu(under fyne.CanvasObject) {
	item := func(text string, on bool, f func()) *fyne.MenuItem {
		i := fyne.NewMenuItem(text, f)
		i.Checked = on
		return i
	}
	items := []*fyne.MenuItem{item(w.T("Plain start: the first page"), w.mode == "", func() { w.launch(nil) })}
	var current *project.Mode
	for _, m := range w.modes() {
		on := m.Name == w.mode
		if on && current == nil {
			current = &m
		}
		items = append(items, item(m.Name, on, func() { w.launch(&m) }))
	}
	items = append(items, fyne.NewMenuItemSeparator(), item(w.T("Add a compile mode …"), false, func() { w.modeForm(nil) }))
	if current != nil {
		items = append(items, item(w.T("Edit “%s” …", current.Name), false, func() { w.modeForm(current) }),
			item(w.T("Remove “%s”", current.Name), false, func() { w.removeMode(*current) }))
	}
	w.below(under, items...)
}

// below opens a menu under an object.
func (w *Window) below(o fyne.CanvasObject, items ...*fyne.MenuItem) {
	if app := fyne.CurrentApp(); app != nil {
		w.Menu(app.Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height), items...)
	}
}

func (w *Window) removeMode(m project.Mode) {
	if err := w.opts.Modes.ChangeMode(&m, nil); err != nil {
		w.status.fail(err.Error())
		return
	}
	w.tell(w.T("The compile mode “%s” is removed", m.Name))
	if w.mode == m.Name {
		w.mode = ""
		w.toolbar.showMode("")
		w.note(func(p *settings.Project) { p.Mode = "" })
	}
}

// modeForm is the sheet that makes or changes a mode.
type modeForm struct {
	w                  *Window
	old                *project.Mode // nil: a new one
	sheet              *sheet
	name, query        *control.Entry
	page, scene        *control.Choice
	pages              []string
	save, saveAndStart *control.Button
}

// modeForm opens the sheet.
func (w *Window) modeForm(old *project.Mode) *modeForm {
	if w.canvas == nil || w.opts.Modes == nil {
		return nil
	}
	f := &modeForm{w: w}
	m, title := project.Mode{}, w.T("A new compile mode")
	if old != nil {
		m, title = *old, w.T("Compile mode")
		kept := m
		f.old = &kept
	} else if n := len(w.model.State.Stack); n > 0 { // what is on the screen now is what one wants to come back to
		url := pagePath(&w.model)
		m.Page, m.Query, _ = strings.Cut(url, "?")
	}
	if w.opts.Pages != nil {
		f.pages = w.opts.Pages()
	}
	p := w.palette
	f.name, f.query = control.NewEntry(w.T("such as: detail of article 7"), nil, nil), control.NewEntry("id=7&from=share", nil, nil).Long()
	var list []string
	for _, s := range scenes {
		list = append(list, w.sceneText(s.number))
	}
	f.page, f.scene = control.NewChoice(w.T("the first page of app.json"), f.pages), control.NewChoice("1001", list)
	f.name.SetText(m.Name)
	f.page.SetText(m.Page)
	f.query.SetText(m.Query)
	f.scene.SetText(w.sceneText(m.Scene))
	f.sheet = newSheet(w.canvas, p, title, 460, fieldRow(p, w.T("Name"), f.name), fieldRow(p, w.T("Page"), f.page), fieldRow(p, w.T("Query"), f.query), fieldRow(p, w.T("Scene"), f.scene))
	start := func(string) { f.done(true) }
	f.name.OnEscape, f.query.OnEscape, f.page.OnEscape, f.scene.OnEscape = f.sheet.close, f.sheet.close, f.sheet.close, f.sheet.close
	f.name.OnSubmitted, f.query.OnSubmitted, f.page.OnSubmitted, f.scene.OnSubmitted = start, start, start, start
	f.sheet.button(p, w.T("Cancel"), false, f.sheet.close)
	f.save = f.sheet.button(p, w.T("Save"), false, func() { f.done(false) })
	f.saveAndStart = f.sheet.button(p, w.T("Save and start"), true, func() { f.done(true) })
	f.sheet.show(f.name)
	return f
}

// read gives what is filled in, or says what is wrong with it.
func (f *modeForm) read() (project.Mode, string) {
	w := f.w
	m := project.Mode{Name: strings.TrimSpace(f.name.Text), Query: strings.TrimPrefix(strings.TrimSpace(f.query.Text), "?")}
	page, query, more := strings.Cut(strings.Trim(strings.TrimSpace(f.page.Text), "/"), "?")
	m.Page = strings.TrimSuffix(page, ".html")
	if more && m.Query == "" { // the whole address was put into one field
		m.Query = query
	}
	if m.Name == "" {
		m.Name = m.URL()
	}
	if m.Name == "" {
		return m, w.T("A name is needed")
	}
	if text := strings.Fields(f.scene.Text); len(text) > 0 {
		n, err := strconv.Atoi(text[0])
		if err != nil || n < 1 || n > 9999 {
			return m, w.T("The scene %q is no number of WeChat's, such as 1001", text[0])
		}
		m.Scene = n
	}
	if m.Page != "" && len(f.pages) > 0 {
		known := false
		for _, p := range f.pages {
			known = known || p == m.Page
		}
		if !known {
			return m, w.T("app.json has no page %q", m.Page)
		}
	}
	for _, other := range w.modes() {
		if other.Name == m.Name && (f.old == nil || other.Name != f.old.Name) {
			return m, w.T("There is a mode %q already", m.Name)
		}
	}
	return m, ""
}

// done writes the mode and starts it when wished.
func (f *modeForm) done(begin bool) {
	m, wrong := f.read()
	if wrong == "" && (f.old == nil || *f.old != m) {
		if err := f.w.opts.Modes.ChangeMode(f.old, &m); err != nil {
			wrong = err.Error()
		}
	}
	f.sheet.message.Set(wrong)
	if wrong != "" {
		return
	}
	f.sheet.close()
	switch {
	case begin:
		f.w.launch(&m)
	case f.old != nil && f.w.mode == f.old.Name:
		f.w.mode = m.Name
		f.w.toolbar.showMode(m.Name)
		f.w.note(func(p *settings.Project) { p.Mode = m.Name })
	}
}
