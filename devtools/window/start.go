package window

import (
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/row"
	"diorama/devtools/settings"
	"diorama/devtools/theme"
	"diorama/devtools/words"
)

// start is the screen without a project: recent ones, and how to open another.
type start struct {
	row.Base
	shell   *Shell
	palette *theme.Palette
	recent  []recent
	list    *row.List
	said    *control.Label
	canvas  fyne.Canvas
	object  fyne.CanvasObject
}

// recent is a project that was open once.
type recent struct {
	dir    string
	opened time.Time
	gone   bool // the folder is not there any more
}

// startWidth is the width of the column in the middle, units.
const startWidth = 620

func newStart(s *Shell) *start {
	p := theme.Light()
	if s.dark {
		p = theme.Dark()
	}
	if s.opts.Appearance != nil {
		s.opts.Appearance(theme.Theme{Palette: p})
	}
	t := s.words.T
	st := &start{shell: s, palette: p}
	st.list = row.New(p, st)
	st.said = control.NewLabel(p, "", control.Dim, theme.Text).Cap(60)
	open := control.NewButton(p, control.Folder, t("Open folder …"), "", nil, s.OpenFolder).Strong(strongest)
	other := t("中文")
	language := control.NewButton(p, "", other, "", nil, func() {
		if s.words.Language() == words.Chinese {
			s.SetLanguage(words.English)
		} else {
			s.SetLanguage(words.Chinese)
		}
	})
	look := control.NewButton(p, control.Window, "", "", nil, func() {
		s.dark = !s.dark
		appearance := "light"
		if s.dark {
			appearance = "dark"
		}
		s.opts.Settings.Update(func(all *settings.Settings) { all.Window.Appearance = appearance })
		s.welcome()
	})
	head := container.NewVBox(
		control.NewLabel(p, "Diorama", control.Text, 26).Bold(),
		control.NewLabel(p, t("Runs WeChat mini-programs and shows them from every side"), control.Dim, theme.Text+1),
		control.NewFill(p, clear, fyne.NewSize(1, 14)),
		control.Tools(1, open, control.NewLabel(p, t("or drop the folder of a mini-program onto this window"), control.Dim, theme.Text), look, language),
		control.NewFill(p, clear, fyne.NewSize(1, 14)),
		control.NewLabel(p, t("Recent projects"), control.Text, theme.Text).Bold())
	column := container.NewBorder(head, st.said, nil, nil, st.list)
	st.object = container.NewStack(control.NewFill(p, control.Background, fyne.NewSize(760, 420)), container.New(middle{}, column))
	st.read()
	return st
}

// middle gives one object a column of startWidth in the middle.
type middle struct{}

func (middle) Layout(o []fyne.CanvasObject, s fyne.Size) {
	w := min(startWidth, s.Width-24)
	y := max(12, s.Height*0.14)
	o[0].Move(fyne.NewPos((s.Width-w)/2, y))
	o[0].Resize(fyne.NewSize(w, max(0, s.Height-y-16)))
}

func (middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, 300) }

// read takes the list from the settings.
func (st *start) read() {
	st.recent = recents(st.shell.opts.Settings)
	st.list.Update()
}

func recents(store *settings.Store) []recent {
	all := store.Get()
	var out []recent
	for _, dir := range all.Recent {
		fi, err := os.Stat(dir)
		out = append(out, recent{dir: dir, opened: all.Projects[dir].Opened, gone: err != nil || !fi.IsDir()})
	}
	return out
}

// bindKeys serves the keys of the screen.
func (st *start) bindKeys(c fyne.Canvas) {
	st.canvas = c
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyO, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) { st.shell.OpenFolder() })
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape && closeTop(c) {
			return
		}
		if (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && st.shell.start == st && c.Overlays().Top() == nil && len(st.recent) > 0 {
			st.shell.OpenProject(st.recent[0].dir)
		}
	})
}

// Len implements row.Source.
func (st *start) Len() int { return max(1, len(st.recent)) }

// Row implements row.Source.
func (st *start) Row(i int) row.Row {
	p := st.palette
	if i >= len(st.recent) {
		return row.Row{Runs: []row.Run{{Text: st.shell.words.T("None yet"), Color: p.Faint}}}
	}
	r := st.recent[i]
	out := row.Row{Runs: []row.Run{{Text: filepath.Base(r.dir), Color: p.Text, Bold: true, Max: 190}, {Text: filepath.Dir(r.dir), Color: p.Dim, X: 210, Max: 300}}, Dim: r.gone, Strike: r.gone}
	if !r.opened.IsZero() {
		out.Right = []row.Run{{Text: r.opened.Local().Format("2006-01-02 15:04"), Color: p.Faint}}
	}
	return out
}

// Tapped implements row.Source.
func (st *start) Tapped(i int, _ bool) {
	if i < len(st.recent) {
		st.shell.OpenProject(st.recent[i].dir)
	}
}

// Menu implements row.Source.
func (st *start) Menu(i int, at fyne.Position) {
	if i >= len(st.recent) || st.canvas == nil {
		return
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", fyne.NewMenuItem(st.shell.words.T("Take out of this list"), func() {
		st.shell.opts.Settings.Forget(st.recent[i].dir)
		st.read()
	})), st.canvas, at)
}
