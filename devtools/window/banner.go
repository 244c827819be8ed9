package window

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// banner stands above the phone while it does not simply run: paused before a
// setData, showing the past, or stopped.
type banner struct {
	w       *Window
	fill    *control.Fill
	title   *control.Label
	lines   [3]*control.Label
	place   *control.Button
	apply   *control.Button
	drop    *control.Button
	run     *control.Button
	edit    *control.Button
	field   *control.Entry
	live    *control.Button
	restart *control.Button
	buttons *fyne.Container
	object  *fyne.Container
	kind    bannerKind
	frame   wire.Frame
}

type bannerKind uint8

const (
	noBanner bannerKind = iota
	pausedBanner
	pastBanner
	stoppedBanner
)

func newBanner(w *Window) *banner {
	b := &banner{w: w}
	p := w.palette
	white := func(*theme.Palette) color.Color { return color.NRGBA{255, 255, 255, 255} }
	soft := func(*theme.Palette) color.Color { return color.NRGBA{255, 255, 255, 225} }
	b.fill = control.NewFill(p, func(*theme.Palette) color.Color {
		switch b.kind {
		case pausedBanner:
			return color.NRGBA{0x9a, 0x6a, 0x00, 255}
		case stoppedBanner:
			return color.NRGBA{0xa8, 0x2b, 0x34, 255}
		}
		return color.NRGBA{0x1f, 0x5f, 0xc4, 255}
	}, fyne.Size{})
	b.title = control.NewLabel(p, "", white, theme.Text).Bold().Cap(60)
	body := container.NewVBox(b.title)
	for i := range b.lines {
		b.lines[i] = control.NewLabel(p, "", soft, theme.Text-0.5).Cap(60)
		body.Add(b.lines[i])
	}
	dark := func(*theme.Palette) color.Color { return color.NRGBA{0, 0, 0, 80} }
	button := func(i control.Icon, label, hint string, f func()) *control.Button {
		return control.NewButton(p, i, label, hint, w, f).Strong(dark)
	}
	b.apply = button(control.Play, w.T("Apply"), w.T("Apply this setData and wait before the next")+"   F10", func() { w.FunctionKey(fyne.KeyF10) })
	b.drop = button(control.Stop, w.T("Drop"), w.T("Forget this setData and wait before the next"), func() { w.control(w.session.Drop) })
	b.run = button(control.Forward, w.T("Run"), w.T("Apply and go on")+"   F8", func() { w.FunctionKey(fyne.KeyF8) })
	b.edit = button(control.Pencil, w.T("Edit"), w.T("Write other data, then Enter: that is applied instead"), b.toggleEdit)
	b.field = control.NewEntry(`{"path": value}`, w, nil).Long()
	b.field.OnSubmitted = b.applyEdited
	b.field.Hide()
	b.place = button("", "", w.T("Open in the editor"), func() { w.Open(b.frame.File, b.frame.Line, b.frame.Column) })
	b.live = button(control.Last, w.T("Back to live"), "Esc", func() { w.FunctionKey(fyne.KeyEscape) })
	b.restart = button(control.Restart, w.T("Restart"), w.T("Start the mini-program again")+"   Ctrl+R", w.restart)
	b.buttons = control.Tools(-1, b.apply, b.edit, b.drop, b.run, b.live, b.restart, b.place)
	body.Add(b.field)
	body.Add(b.buttons)
	b.object = container.NewStack(b.fill, container.New(inset{8, 5}, body))
	b.object.Hide()
	return b
}

// inset keeps a distance around one object.
type inset struct{ x, y float32 }

func (l inset) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Move(fyne.NewPos(l.x, l.y))
	o[0].Resize(fyne.NewSize(s.Width-2*l.x, s.Height-2*l.y))
}

func (l inset) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[0].MinSize()
	return fyne.NewSize(m.Width+2*l.x, m.Height+2*l.y)
}

// toggleEdit opens the field with what waits, or closes it.
func (b *banner) toggleEdit() {
	if b.field.Visible() {
		b.field.Hide()
	} else if c := b.w.model.State.Paused; c != nil {
		b.field.SetText(c.Patch.JSON())
		b.field.Show()
		if b.w.canvas != nil {
			b.w.canvas.Focus(b.field)
		}
	}
	b.update(&b.w.model)
}

// applyEdited applies what is in the field.
func (b *banner) applyEdited(text string) {
	v, err := value.ParseJSON([]byte(text))
	if err == nil {
		err = b.w.session.ApplyEdited(v)
	}
	if err != nil {
		b.w.status.fail(b.w.T("the data to set: %v", err))
		return
	}
	b.field.Hide()
	b.w.Changed()
}

// update shows what the state asks for.
func (b *banner) update(m *panel.Model) {
	st := &m.State
	kind := noBanner
	switch {
	case st.Viewing >= 0:
		kind = pastBanner
	case !st.Running && st.Stopped != "":
		kind = stoppedBanner
	case st.Paused != nil:
		kind = pausedBanner
	}
	var lines []string
	switch kind {
	case pausedBanner:
		c := st.Paused
		who := c.Component
		if who == "" {
			who = c.PagePath
		}
		b.title.Set(b.w.T("Paused before setData of %s", literal.Last(who)))
		if st.Break != "" {
			b.title.Set(b.w.T("Stopped by %s", st.Break))
		}
		d := literal.Telling(c.Changes, 50)
		for i, e := range d {
			if i == 2 && len(d) > 3 {
				lines = append(lines, b.w.T("… %d more", len(d)-2))
				break
			}
			text := e.Path + ": " + literal.PlainChange(e.Old, e.New, 40)
			if e.Noop {
				text = b.w.T("%s: unchanged", e.Path)
			}
			lines = append(lines, text)
		}
		b.frame = wire.Frame{}
		if len(c.Stack) > 0 {
			b.frame = c.Stack[0]
		}
		b.place.SetLabel(literal.Last(literal.Place(b.frame)))
	case pastBanner:
		b.title.Set(b.w.T("Viewing #%d of %d  ·  live: Esc", max(m.Ordinal(st.Viewing), 1), m.Dropped+len(m.SetData)))
	case stoppedBanner:
		b.title.Set(b.w.T("The mini-program has stopped"))
		lines = wrap(st.Stopped, 58, len(b.lines))
	}
	for i, l := range b.lines {
		if i < len(lines) {
			l.Set(lines[i])
		}
		control.Show(l, i < len(lines))
	}
	if kind != pausedBanner {
		b.field.Hide()
	}
	for o, k := range map[fyne.CanvasObject]bannerKind{b.apply: pausedBanner, b.edit: pausedBanner, b.drop: pausedBanner, b.run: pausedBanner, b.live: pastBanner, b.restart: stoppedBanner} {
		control.Show(o, k == kind)
	}
	control.Show(b.place, kind == pausedBanner && b.frame.File != "")
	if kind != b.kind {
		b.kind = kind
		b.fill.Refresh()
	}
	control.Show(b.object, kind != noBanner)
	if kind != noBanner {
		b.object.Resize(fyne.NewSize(b.object.Size().Width, b.object.MinSize().Height))
		b.object.Refresh()
	}
}

// wrap breaks a text into at most n lines of about width characters.
func wrap(s string, width, n int) []string {
	var out []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && len(line)+1+len(word) > width {
			if len(out) == n-1 {
				line += " …"
				break
			}
			out = append(out, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(out, line)
}
