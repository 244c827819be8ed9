package window

import (
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/settings"
	"diorama/devtools/words"
)

// projectMenu is the menu behind the project's name.
func (w *Window) projectMenu(under fyne.CanvasObject) {
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(w.T("Open folder …"), w.openFolder),
		fyne.NewMenuItem(w.T("Open the project folder in the editor"), func() { w.Open("", 0, 0) }),
	}
	if s := w.opts.Shell; s != nil {
		first := true
		for _, r := range recents(s.opts.Settings) {
			if r.dir == w.opts.Dir || r.gone || len(items) > maxMenuRecent+2 {
				continue
			}
			if first {
				items, first = append(items, fyne.NewMenuItemSeparator()), false
			}
			items = append(items, fyne.NewMenuItem(filepath.Base(r.dir)+"   "+filepath.Dir(r.dir), func() { s.OpenProject(r.dir) }))
		}
	}
	items = append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(w.T("English or Chinese"), w.toggleLanguage),
		fyne.NewMenuItem(w.T("Editor that opens files …"), w.editorForm))
	w.below(under, items...)
}

func (w *Window) openFolder() {
	if w.opts.Shell != nil {
		w.opts.Shell.OpenFolder()
	}
}

func (w *Window) toggleLanguage() {
	s := w.opts.Shell
	switch {
	case s == nil:
	case w.words.Language() == words.Chinese:
		s.SetLanguage(words.English)
	default:
		s.SetLanguage(words.Chinese)
	}
}

// editorForm asks for the command that opens a file at a line.
func (w *Window) editorForm() {
	if w.canvas == nil || w.opts.Settings == nil {
		return
	}
	p := w.palette
	field := control.NewEntry("code, webstorm, idea, subl, gvim …", nil, nil).Long()
	field.SetText(w.opts.Settings.Get().Window.Editor)
	note := control.NewLabel(p, w.T("A command's name, or a command with {file} {line} {column}; empty: what the system names"), control.Dim, 11).Cap(60)
	s := newSheet(w.canvas, p, w.T("Editor that opens files"), 480, field, note)
	done := func(string) {
		text := field.Text
		w.noteWindow(func(all *settings.Window) { all.Editor = text })
		s.close()
	}
	field.OnEscape, field.OnSubmitted = s.close, done
	s.button(p, w.T("Cancel"), false, s.close)
	s.button(p, w.T("Save"), true, func() { done("") })
	s.show(field)
}

func trim(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
