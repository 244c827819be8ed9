package window

import (
	"errors"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/record"
)

// progressTime is how often a journey's progress is shown.
const progressTime = 100 * time.Millisecond

// SessionFile is how names of session files end.
const SessionFile = ".diorama"

// strip stands under the banner while a run is being repeated or stands still where
// that has led to.
type strip struct {
	w      *Window
	fill   *control.Fill
	title  *control.Label
	lines  [3]*control.Label
	cancel *control.Button
	on     *control.Button
	back   *control.Button
	close  *control.Button
	object *fyne.Container
	kind   stripKind
}

type stripKind uint8

const (
	noStrip stripKind = iota
	goingStrip
	standingStrip
	differingStrip
)

func newStrip(w *Window) *strip {
	s := &strip{w: w}
	p := w.palette
	white := func(*theme.Palette) color.Color { return color.NRGBA{255, 255, 255, 255} }
	soft := func(*theme.Palette) color.Color { return color.NRGBA{255, 255, 255, 225} }
	dark := func(*theme.Palette) color.Color { return color.NRGBA{0, 0, 0, 80} }
	s.fill = control.NewFill(p, func(*theme.Palette) color.Color {
		if s.kind == differingStrip {
			return color.NRGBA{0xa8, 0x2b, 0x34, 255}
		}
		return color.NRGBA{0x6a, 0x3f, 0xb5, 255}
	}, fyne.Size{})
	s.title = control.NewLabel(p, "", white, theme.Text).Bold().Cap(60)
	body := container.NewVBox(s.title)
	for i := range s.lines {
		s.lines[i] = control.NewLabel(p, "", soft, theme.Text-0.5).Cap(60)
		body.Add(s.lines[i])
	}
	button := func(i control.Icon, label, hint string, f func()) *control.Button {
		return control.NewButton(p, i, w.T(label), w.T(hint), w, f).Strong(dark)
	}
	s.cancel = button(control.Stop, "Cancel", "Stop repeating the run; nothing changes", func() {
		if w.journey != nil {
			w.journey.Cancel()
		}
	})
	s.on = button(control.Play, "Go on", "Live on from here; the run before is kept   F8", w.thaw)
	s.back = button(control.Return, "Back", "Return to the run that this one left; this one is kept", w.runBack)
	s.close = button(control.Trash, "Close", "Return to the run that this one left, and forget this one", w.runClose)
	body.Add(control.Tools(-1, s.cancel, s.on, s.back, s.close))
	s.object = container.NewStack(s.fill, container.New(inset{8, 5}, body))
	s.object.Hide()
	return s
}

func (s *strip) update(m *panel.Model) {
	w := s.w
	kind, title := noStrip, ""
	var lines []string
	r := m.State.Run
	switch {
	case w.journey != nil:
		kind = goingStrip
		percent := int(w.journey.Share() * 100)
		if w.journey.File != "" {
			title = w.T("Running %s again … %d %%", filepath.Base(w.journey.File), percent)
		} else {
			title = w.T("Going to #%d with the real state of JavaScript … %d %%", m.Ordinal(m.Index(w.journey.Until)), percent)
		}
	case r.Outcome != nil && r.Outcome.Difference != nil && m.State.Replaying:
		kind = differingStrip
		title = w.T("%s went another way here", filepath.Base(r.File))
		lines = wrap(r.Outcome.Difference.Error(), 58, len(s.lines))
	case m.State.Frozen:
		kind = standingStrip
		title = w.T("Run %d stands still at #%d", r.ID, len(m.SetData)+m.Dropped)
		if o := r.Outcome; o != nil {
			lines = wrap(w.T("Repeated from %s, all equal: commits %d, pictures %d", filepath.Base(r.File), o.Compared, o.Shots), 58, 2)
		} else {
			lines = []string{w.T("JavaScript has the state of then; the console works in it.")}
			if r.EditsLost > 0 {
				lines = append(lines, w.T("Edits of WXML and WXSS that do not fit here: %d", r.EditsLost))
			}
		}
	}
	for i, l := range s.lines {
		if i < len(lines) {
			l.Set(lines[i])
		}
		control.Show(l, i < len(lines))
	}
	s.title.Set(title)
	control.Show(s.cancel, kind == goingStrip)
	control.Show(s.on, kind == standingStrip)
	control.Show(s.back, kind >= standingStrip && r.From != 0)
	control.Show(s.close, kind >= standingStrip && r.From != 0)
	if kind != s.kind {
		s.kind = kind
		s.fill.Refresh()
	}
	control.Show(s.object, kind != noStrip)
}

// Travel implements panel.Desk: it goes to a commit with the real state of JavaScript,
// by running all up to it again in a fresh worker. The window lives on meanwhile.
func (w *Window) Travel(commit int) {
	if w.opts.Runs == nil || commit < 0 || commit >= len(w.model.Commits) {
		return
	}
	if w.journey != nil {
		w.Hint(w.T("A run is being repeated already"))
		return
	}
	j, err := w.opts.Runs.Travel(w.model.Commits[commit].Seq)
	w.begin(j, err)
}

// travelShown goes to the commit on the screen.
func (w *Window) travelShown() { w.Travel(w.model.Shown()) }

// OpenSession runs a session file again beside the runs that are there.
func (w *Window) OpenSession(file string) {
	if w.opts.Runs == nil || w.journey != nil {
		return
	}
	j, err := w.opts.Runs.Import(file)
	w.begin(j, err)
}

// begin follows a journey to its end.
func (w *Window) begin(j *simulator.Journey, err error) {
	if err != nil {
		w.status.fail(err.Error())
		return
	}
	w.journey = j
	w.updateStrip()
	go func() {
		tick := time.NewTicker(progressTime)
		defer tick.Stop()
		for {
			select {
			case <-j.Done():
				w.opts.Post.Post(func() { w.arrive(j) })
				return
			case <-tick.C:
				w.opts.Post.Post(w.updateStrip)
			}
		}
	}()
}

func (w *Window) updateStrip() {
	if w.closed {
		return
	}
	w.strip.update(&w.model)
	w.layBanners()
}

// layBanners gives banner and strip the height they need.
func (w *Window) layBanners() {
	w.banners.Resize(fyne.NewSize(w.banners.Size().Width, w.banners.MinSize().Height))
	w.banners.Refresh()
}

func (w *Window) arrive(j *simulator.Journey) {
	if w.closed || w.journey != j {
		return
	}
	w.journey = nil
	err := w.swap(func() error { return w.opts.Runs.Arrive(j) })
	switch {
	case errors.Is(err, simulator.ErrCancelled):
		w.Hint(w.T("Cancelled; nothing has changed"))
	case err != nil:
		w.status.fail(err.Error())
	}
}

// swap changes the run that the window shows: nothing steps or draws meanwhile.
func (w *Window) swap(f func() error) error {
	before := w.opts.Runs.Shown().ID
	running := w.loop.running()
	if running {
		w.loop.stop()
	}
	err := f()
	if w.opts.Runs.Shown().ID != before {
		w.model.Reset()
		w.hovered, w.marked = 0, nil
		if w.clip != nil {
			w.session.SetClipboard(w.clip)
		}
	}
	if running {
		w.loop.start()
	}
	w.Changed()
	return err
}

// showRun returns to another run.
func (w *Window) showRun(id int) {
	if w.opts.Runs == nil {
		return
	}
	if err := w.swap(func() error { return w.opts.Runs.Show(id) }); err != nil {
		w.status.fail(err.Error())
	}
}

// runBack returns to the run that this one left.
func (w *Window) runBack() {
	if from := w.model.State.Run.From; from != 0 {
		w.showRun(from)
	}
}

// runClose forgets the run that is shown.
func (w *Window) runClose() {
	r := w.model.State.Run
	if r.From == 0 {
		return
	}
	w.showRun(r.From)
	if err := w.opts.Runs.Forget(r.ID); err != nil {
		w.status.fail(err.Error())
	}
	w.Changed()
}

// thaw lets a run that stands still live on.
func (w *Window) thaw() {
	if w.opts.Runs != nil {
		w.control(w.opts.Runs.Thaw)
	}
}

// freeze makes it stand still, or go on.
func (w *Window) freeze() {
	switch {
	case w.opts.Runs == nil:
	case w.model.State.Frozen:
		w.thaw()
	default:
		w.control(w.opts.Runs.Freeze)
	}
}

// runName says which run that is.
func (w *Window) runName(r simulator.Run) string {
	s := w.T("Run %d", r.ID)
	switch {
	case r.File != "":
		s = w.T("Run %d from %s", r.ID, filepath.Base(r.File))
	case r.From != 0:
		s = w.T("Run %d, left run %d at commit %d", r.ID, r.From, r.At)
	}
	s += "   " + w.T("%d commits", r.Commits)
	if r.Stopped {
		s += "   " + w.T("stopped")
	}
	return s
}

// RunsMenu implements panel.Desk: all runs, and what can be done with them.
func (w *Window) RunsMenu(at fyne.Position) {
	rs := w.opts.Runs
	if rs == nil {
		return
	}
	var items []*fyne.MenuItem
	list := rs.List()
	for _, r := range list {
		it := fyne.NewMenuItem(w.runName(r), func() { w.showRun(r.ID) })
		it.Checked = r.Current
		items = append(items, it)
	}
	items = append(items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(w.T("Go here with the real state of JavaScript"), w.travelShown))
	still := w.T("Stand still: no timers, no input, no time")
	if w.model.State.Frozen {
		still = w.T("Go on from here")
	}
	items = append(items, fyne.NewMenuItem(still, w.freeze))
	if w.model.State.Run.From != 0 {
		items = append(items, fyne.NewMenuItem(w.T("Close run %d", w.model.State.Run.ID), w.runClose))
	}
	for _, r := range list {
		if !r.Current && len(list) > 1 {
			items = append(items, fyne.NewMenuItem(w.T("Forget run %d", r.ID), func() {
				if err := rs.Forget(r.ID); err != nil {
					w.status.fail(err.Error())
				}
				w.Changed()
			}))
		}
	}
	items = append(items, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(w.T("Save the session to a file …"), w.exportForm),
		fyne.NewMenuItem(w.T("Open a session file …"), w.importForm))
	w.Menu(at, items...)
}

// exportForm asks for the name of the session file to write.
func (w *Window) exportForm() {
	if w.opts.Runs == nil {
		return
	}
	dir, _ := os.Getwd()
	name := filepath.Join(dir, w.name+time.Now().Format("-20060102-150405")+SessionFile)
	w.pathForm(w.T("Save the session to a file"), w.T("Save"), name, true, func(file string) error {
		if filepath.Ext(file) == "" {
			file += SessionFile
		}
		if err := w.opts.Runs.Export(file); err != nil {
			return err
		}
		said := w.T("saved %s", file)
		if n := len(w.session.Edits()); n > 0 {
			said += "    " + w.T("Edits of WXML and WXSS are not in a recording: %d; write them to the files to keep them", n)
		}
		w.tell(said)
		return nil
	})
}

// importForm asks for a session file to run again.
func (w *Window) importForm() {
	if w.opts.Runs == nil {
		return
	}
	w.pathForm(w.T("Open a session file"), w.T("Open"), "", false, func(file string) error {
		if _, err := os.Stat(file); err != nil {
			return err
		}
		w.OpenSession(file)
		return nil
	})
}

// pathForm asks for a file: typed, or chosen in the machine's dialog.
func (w *Window) pathForm(title, button, path string, save bool, done func(file string) error) {
	if w.canvas == nil {
		return
	}
	p := w.palette
	var pop *widget.PopUp
	wrong := control.NewLabel(p, "", red, theme.Text).Cap(60)
	keys := &formKeys{close: func() { pop.Hide() }}
	field := control.NewEntry(w.T("path of the file"), keys, nil).Long()
	field.SetText(path)
	do := func() {
		if err := done(field.Text); err != nil {
			wrong.Set(err.Error())
			return
		}
		pop.Hide()
	}
	field.OnSubmitted = func(string) { do() }
	tools := []fyne.CanvasObject{control.Space()}
	if w.opts.Choose != nil {
		tools = append(tools, control.NewButton(p, "", w.T("Choose …"), w.T("Choose in a dialog"), w, func() {
			w.opts.Choose(save, field.Text, func(file string) { field.SetText(file) })
		}))
	}
	ok := control.NewButton(p, "", button, "", w, do).Strong(func(p *theme.Palette) color.Color {
		if p.Dark {
			return p.Select
		}
		return p.Accent
	})
	tools = append(tools, control.NewButton(p, "", w.T("Cancel"), "", w, keys.close), ok)
	body := container.NewVBox(control.NewLabel(p, title, control.Text, theme.Text+2).Bold(), control.NewFill(p, func(*theme.Palette) color.Color { return color.Transparent }, fyne.NewSize(formWidth, 4)),
		field, wrong, control.Tools(0, tools...))
	pop = widget.NewModalPopUp(container.New(inset{10, 8}, body), w.canvas)
	pop.Show()
	w.canvas.Focus(field)
}

// formWidth is how wide a form is, units.
const formWidth = 560

// formKeys close a form with Escape.
type formKeys struct{ close func() }

// FunctionKey implements control.KeyHandler.
func (k *formKeys) FunctionKey(key fyne.KeyName) bool {
	if key == fyne.KeyEscape {
		k.close()
		return true
	}
	return false
}

// WindowShortcut implements control.KeyHandler.
func (k *formKeys) WindowShortcut(fyne.Shortcut) bool { return false }

// CheckSession reports whether a file is a session file that can be read, by its head.
func CheckSession(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	b := make([]byte, 64)
	n, _ := f.Read(b)
	if !record.IsSession(b[:n]) {
		return fmt.Errorf("%s is not a session file", file)
	}
	return nil
}
