package timeline

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator/wire"
)

// Bar is the stepping bar: buttons, and one line about the commit that is shown.
type Bar struct {
	session panel.Session
	desk    panel.Desk
	model   *panel.Model
	first   *control.Button
	back    *control.Button
	run     *control.Button
	forward *control.Button
	last    *control.Button
	auto    *control.Button
	travel  *control.Button
	runs    *control.Button
	title   *control.Label
	change  *control.Label
	facts   *control.Label
	mode    *control.Label
	object  fyne.CanvasObject
	lanes   *Lanes
}

// NewBar makes the bar above its lanes.
func NewBar(p *theme.Palette, s panel.Session, d panel.Desk) *Bar {
	b := &Bar{session: s, desk: d, model: &panel.Model{}, lanes: NewLanes(p, d)}
	b.first = control.NewButton(p, control.First, "", d.T("First setData"), d, func() { b.jump(0) })
	b.back = control.NewButton(p, control.Back, "", d.T("Step back: show the setData before")+"   Shift+F10", d, func() { d.FunctionKey(StepBackKey) })
	b.run = control.NewButton(p, control.Pause, "", d.T("Pause before the next setData")+"   F8", d, func() { d.FunctionKey(fyne.KeyF8) })
	b.forward = control.NewButton(p, control.Forward, "", d.T("Step forward; paused: apply and wait for the next")+"   F10", d, func() { d.FunctionKey(fyne.KeyF10) })
	b.last = control.NewButton(p, control.Last, "", d.T("Live")+"   Esc", d, func() { d.FunctionKey(fyne.KeyEscape) })
	b.auto = control.NewButton(p, control.Auto, "", d.T("Auto-step: one setData after the other, through the past or as they come; again: faster, then off"), d, b.faster)
	b.travel = control.NewButton(p, control.Branch, "", d.T("Go here with the real state of JavaScript: all up to it is run again   Ctrl+G"), d, func() { d.Travel(b.model.Shown()) })
	b.runs = control.NewButton(p, "", d.T("Run %d", 1), d.T("Runs: branches, session files"), d, func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b.runs)
		d.RunsMenu(at.AddXY(0, b.runs.Size().Height))
	})
	b.title = control.NewLabel(p, d.T("No setData yet"), control.Text, theme.Text).Bold()
	b.change = control.NewLabel(p, "", func(p *theme.Palette) color.Color { return p.Amber }, theme.Text).Cap(80)
	b.facts = control.NewLabel(p, "", control.Dim, theme.Caption).Give()
	b.mode = control.NewLabel(p, d.T("live"), control.Dim, theme.Caption)
	row := control.Tools(11, b.first, b.back, b.run, b.forward, b.last, b.auto, b.travel, b.runs, control.Width(4, control.Space()), b.title, control.Width(6, control.Space()), b.change, b.facts, b.mode)
	b.object = control.Top(theme.TabHeight, control.BarRow(p, theme.TabHeight, row), b.lanes)
	return b
}

// StepBackKey is what the window knows Shift+F10 as: Fyne makes no shortcut of Shift alone.
const StepBackKey fyne.KeyName = "Shift+F10"

// Content is what the window shows.
func (b *Bar) Content() fyne.CanvasObject { return b.object }

func (b *Bar) jump(ordinal int) {
	if ordinal >= 0 && ordinal < len(b.model.SetData) {
		b.desk.Show(b.model.SetData[ordinal])
	}
}

// paces are the times between automatic steps, one after the other.
var paces = [...]time.Duration{time.Second, time.Second / 4, time.Second / 16, 0}

// faster goes to the next pace.
func (b *Bar) faster() {
	next := paces[0]
	for i, p := range paces[:len(paces)-1] {
		if b.model.State.AutoStep == p {
			next = paces[i+1]
		}
	}
	b.session.AutoStep(next)
	b.desk.Changed()
}

// Update takes in the model.
func (b *Bar) Update(m *panel.Model) {
	b.model = m
	b.lanes.Update(m)
	st := &m.State
	held := st.Pausing || st.Paused != nil || st.Frozen
	b.travel.SetEnabled(st.Run.ID != 0 && m.Shown() >= 0)
	b.runs.SetLabel(b.desk.T("Run %d", max(st.Run.ID, 1)))
	b.runs.SetEnabled(st.Run.ID != 0)
	if held {
		b.run.SetIcon(control.Play)
	} else {
		b.run.SetIcon(control.Pause)
	}
	b.run.SetActive(held)
	shown := m.Shown()
	n := m.Ordinal(shown)
	b.first.SetEnabled(n > 1)
	b.back.SetEnabled(n > 1)
	b.forward.SetEnabled(st.Viewing >= 0 || st.Paused != nil)
	b.last.SetEnabled(st.Viewing >= 0)
	b.auto.SetActive(st.AutoStep > 0)
	b.auto.SetLabel("")
	if st.AutoStep > 0 {
		b.auto.SetLabel(strconv.Itoa(int(time.Second/st.AutoStep)) + "/s")
	}
	switch {
	case st.Paused != nil && st.Break != "":
		b.mode.Set(b.desk.T("stopped: %s", st.Break))
	case st.Paused != nil:
		b.mode.Set(b.desk.T("paused before a setData"))
	case st.Viewing >= 0:
		b.mode.Set(b.desk.T("viewing the past"))
	case st.Frozen:
		b.mode.Set(b.desk.T("standing still"))
	case st.Pausing:
		b.mode.Set(b.desk.T("waiting for the next setData"))
	case !st.Running:
		b.mode.Set(b.desk.T("stopped"))
	default:
		b.mode.Set(b.desk.T("live"))
	}
	if shown < 0 {
		b.title.Set(b.desk.T("No setData yet"))
		b.change.Set("")
		b.facts.Set("")
		return
	}
	c := &m.Commits[shown]
	b.title.Set("setData #" + strconv.Itoa(n) + " / " + strconv.Itoa(m.Dropped+len(m.SetData)))
	b.change.Set(summary(b.desk, c.Changes))
	b.facts.Set(plural(b.desk, len(c.Changes), words.Key("%d key"), words.Key("%d keys")) + " · " + literal.Bytes(c.Bytes) + " · " + plural(b.desk, len(c.Updated)+len(c.Created)+len(c.Removed), words.Key("%d node"), words.Key("%d nodes")) +
		" · " + b.desk.T("logic %s ms · layout %s ms · paint %s ms", literal.Micros(c.Cost.JS+c.Cost.View), literal.Micros(c.Cost.Style+c.Cost.Layout), literal.Micros(c.Cost.Paint+c.Cost.Raster)) + "   ")
}

// summary is the first changes as one text.
func summary(desk panel.Desk, ch []wire.Change) string {
	s := ""
	for i, d := range literal.Telling(ch, 4) {
		if i == 3 {
			return s + "  …"
		}
		if i > 0 {
			s += "   "
		}
		if d.Noop {
			s += desk.T("%s unchanged", d.Path)
			continue
		}
		s += d.Path + ": " + literal.PlainChange(d.Old, d.New, 48)
	}
	return s
}
