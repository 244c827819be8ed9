// Package events is the table of what ran: input events, lifecycles, timers and
// requests, with the handlers that took part and the commits that came of them.
//
// Its one idea: an activity is a row; the row of an event opens into one row per
// handler it reached, also those that are missing.
package events

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Columns, units from the left edge.
const (
	timeX   = 22
	kindX   = 100
	nameX   = 178
	msX     = 310
	whereX  = 362
	commitX = 560
)

// line is a row: an activity, one of its handlers, or behind these what they were told.
type line struct {
	act, hop int // hop -1: the activity itself
}

// Panel is the Events panel.
type Panel struct {
	row.Base
	palette *theme.Palette
	desk    panel.Desk
	list    *row.List
	entry   *control.Entry
	object  fyne.CanvasObject
	model   *panel.Model

	lines   []line
	open    map[int]bool
	filter  string
	seen    int // activities that are in lines
	epoch   int
	commits int
	shown   int
}

// New makes the panel.
func New(p *theme.Palette, _ panel.Session, d panel.Desk) *Panel {
	e := &Panel{palette: p, desk: d, open: map[int]bool{}, model: &panel.Model{}, shown: -1}
	e.list = row.New(p, e).Empty(d.T("No events yet"), d.T("Taps, lifecycles, timers and answers appear here with the handlers that caught them.")).Filtered(d.T("Nothing fits the filter"))
	e.list.Follow(true)
	e.entry = control.NewEntry(d.T("Filter"), d, func(text string) {
		e.filter = strings.ToLower(strings.TrimSpace(text))
		e.rebuild()
	})
	e.object = control.Top(control.HeaderHeight, control.NewHeader(p,
		control.Column{Title: d.T("time"), X: timeX}, control.Column{Title: d.T("kind"), X: kindX}, control.Column{Title: d.T("name"), X: nameX},
		control.Column{Title: "ms", X: msX}, control.Column{Title: d.T("handlers"), X: whereX}, control.Column{Title: "setData", X: commitX}), e.list)
	return e
}

// Content is what the window shows.
func (e *Panel) Content() fyne.CanvasObject { return e.object }

// Tools stands in the tab bar.
func (e *Panel) Tools() fyne.CanvasObject { return control.Tools(-1, control.Width(150, e.entry)) }

// Update takes in the model.
func (e *Panel) Update(m *panel.Model) {
	e.model = m
	shown := m.Shown()
	if m.ActivityEpoch != e.epoch {
		e.epoch = m.ActivityEpoch
		e.open = map[int]bool{}
		e.rebuild()
		return
	}
	if e.seen == len(m.Activities) && e.commits == len(m.Commits) && e.shown == shown {
		return
	}
	e.commits, e.shown = len(m.Commits), shown
	e.grow()
	e.list.Update()
}

func (e *Panel) rebuild() {
	e.lines, e.seen = e.lines[:0], 0
	e.grow()
	e.list.Update()
}

func (e *Panel) grow() {
	e.list.Total(len(e.model.Activities))
	for ; e.seen < len(e.model.Activities); e.seen++ {
		a := &e.model.Activities[e.seen]
		if a.Kind == "js" && a.Event != 0 {
			continue // the task of an event, which has a row with its handlers
		}
		if e.filter != "" && !e.matches(a) {
			continue
		}
		block := []line{{e.seen, -1}}
		if e.open[e.seen] {
			for h := range len(a.Hops) + len(e.told(a)) {
				block = append(block, line{e.seen, h})
			}
		}
		e.lines = slices.Insert(e.lines, e.place(a.Start), block...)
	}
}

// place gives where an activity that began then stands: one is told when it ends, and what
// went on within it was told before.
func (e *Panel) place(start time.Duration) int {
	at := len(e.lines)
	for k := at - 1; k >= 0 && k >= len(e.lines)-maxBack && e.model.Activities[e.lines[k].act].Start > start; k-- {
		if e.lines[k].hop < 0 {
			at = k
		}
	}
	return at
}

func (e *Panel) matches(a *wire.Activity) bool {
	text := a.Kind + " " + a.Name + " " + a.Detail
	for _, h := range a.Hops {
		text += " " + h.Component + " " + h.Method
	}
	return strings.Contains(strings.ToLower(text), e.filter)
}

// Len implements row.Source.
func (e *Panel) Len() int { return len(e.lines) }

// Row implements row.Source.
func (e *Panel) Row(i int) row.Row {
	l, p := e.lines[i], e.palette
	if l.act >= len(e.model.Activities) {
		return row.Row{}
	}
	a := &e.model.Activities[l.act]
	switch {
	case l.hop >= len(a.Hops):
		if told := e.told(a); l.hop-len(a.Hops) < len(told) {
			return told[l.hop-len(a.Hops)]
		}
		return row.Row{}
	case l.hop >= 0:
		return e.hop(&a.Hops[l.hop])
	}
	r := row.Row{}
	if len(a.Hops) > 0 {
		r.Twisty = row.Closed
		if e.open[l.act] {
			r.Twisty = row.Open
		}
	}
	for _, seq := range a.Commits {
		if e.shown >= 0 && e.shown < len(e.model.Commits) && e.model.Commits[e.shown].Seq == seq {
			r.Mark = p.Accent
			if e.model.State.Viewing >= 0 {
				r.Selected = true
			}
		}
	}
	for _, h := range a.Hops {
		if h.Missing || h.Err != "" {
			r.Background = p.ErrorRow
		}
	}
	r.Runs = append(r.Runs,
		row.Run{Text: literal.Clock(a.Start), Color: p.Dim, X: timeX, Max: kindX - timeX - 6},
		row.Run{Text: a.Kind, Color: Kind(p, a.Kind), Bold: true, X: kindX, Max: nameX - kindX - 6},
		row.Run{Text: literal.Line(a.Name), X: nameX, Max: msX - nameX - 8},
		row.Run{Text: literal.Micros(float64(a.Duration.Nanoseconds()) / 1000), Color: slow(p, a.Duration.Seconds()), X: msX, Max: whereX - msX - 6},
		row.Run{Text: literal.Line(e.where(a)), Color: p.Dim, X: whereX, Max: commitX - whereX - 8})
	r.Runs = append(r.Runs, e.changes(a)...)
	return r
}

// slow colours what takes longer than a frame.
func slow(p *theme.Palette, s float64) color.Color {
	if s > 1.0/60 {
		return p.Amber
	}
	return p.Dim
}

// where names the handlers that ran, or what the activity says of itself.
func (e *Panel) where(a *wire.Activity) string {
	var names []string
	for _, h := range a.Hops {
		s := h.Method
		if h.Component != "" {
			s = literal.Last(h.Component) + "." + s
		}
		if h.Missing {
			s += " " + e.desk.T("(missing)")
		}
		names = append(names, s)
	}
	if len(names) == 0 {
		return a.Detail
	}
	return strings.Join(names, ", ")
}

// changes names the commits that the activity made.
func (e *Panel) changes(a *wire.Activity) []row.Run {
	p := e.palette
	var runs []row.Run
	for _, seq := range a.Commits {
		i := e.model.Index(seq)
		if i < 0 || e.model.Commits[i].Kind != wire.CommitSetData {
			continue
		}
		c := &e.model.Commits[i]
		if runs == nil {
			runs = append(runs, row.Run{Text: "#" + strconv.Itoa(e.model.Ordinal(i)), Color: p.Amber, X: commitX})
		} else {
			runs = append(runs, row.Run{Text: "  #" + strconv.Itoa(e.model.Ordinal(i)), Color: p.Amber})
		}
		var paths []string
		for k := range c.Changes {
			if k == 3 {
				paths = append(paths, "…")
				break
			}
			paths = append(paths, c.Changes[k].Path)
		}
		runs = append(runs, row.Run{Text: " " + strings.Join(paths, ", "), Color: p.Dim})
		if len(runs) > 8 {
			break
		}
	}
	return runs
}

// told are the rows of what the handlers of an event were told: detail and touches.
func (e *Panel) told(a *wire.Activity) (out []row.Row) {
	if a.Input == nil {
		return nil
	}
	p := e.palette
	add := func(name string, runs []row.Run) {
		r := row.Row{Runs: []row.Run{{Text: name, Color: p.Key, X: nameX, Max: msX - nameX - 8}}}
		for i := range runs {
			if i == 0 {
				runs[i].X = msX
			}
			r.Runs = append(r.Runs, runs[i])
		}
		out = append(out, r)
	}
	if v := a.Input.Detail; v.Kind() != value.Undefined {
		add("detail", literal.Runs(p, v, maxDetail))
	}
	number := func(v float64) row.Run {
		return row.Run{Text: value.NumberString(math.Round(v*100) / 100), Color: p.Number}
	}
	for _, list := range [...]struct {
		name    string
		touches []wire.Touch
	}{{"touches", a.Input.Touches}, {"changedTouches", a.Input.Changed}} {
		for i, t := range list.touches[:min(len(list.touches), maxTouches)] {
			add(fmt.Sprintf("%s[%d]", list.name, i), []row.Run{{Text: "client ", Color: p.Dim}, number(t.ClientX), {Text: ", ", Color: p.Dim}, number(t.ClientY),
				{Text: "   page ", Color: p.Dim}, number(t.PageX), {Text: ", ", Color: p.Dim}, number(t.PageY), {Text: "   identifier ", Color: p.Dim}, number(float64(t.ID))})
		}
	}
	return out
}

// hop is the row of one handler.
func (e *Panel) hop(h *wire.HopRun) row.Row {
	p := e.palette
	how := "bind"
	switch {
	case h.Capture && h.Stops:
		how = "capture-catch"
	case h.Capture:
		how = "capture-bind"
	case h.Stops:
		how = "catch"
	}
	name := row.Run{Text: e.desk.Name(h.Node), Color: p.Tag, X: nameX, Max: msX - nameX - 8}
	if h.Event != "" {
		name.Text = "↳ " + h.Event
		name.Color = p.Accent
	}
	r := row.Row{Runs: []row.Run{
		{Text: how, Color: p.Faint, X: kindX, Max: nameX - kindX - 6}, name,
		{Text: literal.Micros(float64(h.Duration.Nanoseconds()) / 1000), Color: p.Dim, X: msX, Max: whereX - msX - 6},
		{Text: h.Component, Color: p.Dim, X: whereX}, {Text: " ", Color: p.Dim}, {Text: h.Method, Color: p.Blue},
	}}
	switch {
	case h.Missing:
		r.Background, r.Mark = p.ErrorRow, p.Red
		r.Runs = append(r.Runs, row.Run{Text: "  " + e.desk.T("there is no such method"), Color: p.Red})
	case h.Err != "":
		r.Background, r.Mark = p.ErrorRow, p.Red
		r.Runs = append(r.Runs, row.Run{Text: "  " + literal.Line(h.Err), Color: p.Red})
	case h.Stops:
		r.Mark = p.Amber
	}
	if h.Dataset.Len() > 0 {
		r.Runs = append(r.Runs, row.Run{Text: "dataset ", Color: p.Dim, X: commitX})
		r.Runs = append(r.Runs, literal.Runs(p, h.Dataset, maxDetail)...)
	}
	return r
}

// Kind is the colour of an activity's kind.
func Kind(p *theme.Palette, kind string) color.Color {
	switch kind {
	case "event":
		return p.Accent
	case "lifecycle":
		return p.Purple
	case "request":
		return p.Blue
	case "timer":
		return p.Green
	}
	return p.Dim
}

// Tapped implements row.Source: the triangle opens the handlers, the rest selects
// what the activity changed.
func (e *Panel) Tapped(i int, twisty bool) {
	l := e.lines[i]
	if l.act >= len(e.model.Activities) {
		return
	}
	a := &e.model.Activities[l.act]
	if l.hop >= len(a.Hops) {
		return
	}
	if l.hop >= 0 {
		e.desk.Pick(a.Hops[l.hop].Node)
		return
	}
	if !twisty {
		last := -1
		for _, seq := range a.Commits {
			if k := e.model.Index(seq); k >= 0 && e.model.Commits[k].Kind == wire.CommitSetData {
				last = k
			}
		}
		if last >= 0 {
			e.desk.Show(last)
			return
		}
	}
	if len(a.Hops) > 0 {
		e.open[l.act] = !e.open[l.act]
		e.rebuild()
	}
}

// Hovered implements row.Source.
func (e *Panel) Hovered(i int) {
	if i >= 0 && i < len(e.lines) && e.lines[i].act < len(e.model.Activities) {
		if a := &e.model.Activities[e.lines[i].act]; len(a.Hops) > 0 {
			e.desk.Hover(a.Hops[min(max(0, e.lines[i].hop), len(a.Hops)-1)].Node)
			return
		}
	}
	e.desk.Hover(0)
}
