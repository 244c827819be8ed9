// Package timeline is the setData stepper: the list of commits, the detail of one,
// and the lanes with the stepping bar at the bottom of the window.
//
// Its one idea: the commit that is shown is the one selected; choosing another is
// viewing it, and the last one is the live page.
package timeline

import (
	"image/color"
	"path/filepath"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	rec "diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// Columns of the list, units from the left edge.
const (
	numberX = 10
	timeX   = 48
	ownerX  = 120
	causeX  = 194
	pathX   = 280
)

// budget is one frame at 60 Hz, µs.
const budget = 1e6 / 60

// branchRow stands among the rows where the run left another.
const branchRow = -1

// List is the table of commits with the detail of the one shown.
type List struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	detail  *detail
	entry   *control.Entry
	found   *control.Label
	all     *control.Button
	compare *compare
	breaks  *breaks
	tabs    *control.Tabs
	split   *container.Split
	object  fyne.CanvasObject

	model  *panel.Model
	rows   []int // commit indices, and branchRow
	run    int   // ID of the run they are of
	shift  int   // m.Shift as of the rows
	count  int   // of the commits among them
	seen   int
	epoch  int
	shown  int
	filter wire.Condition
	held   bool // a setData waits
	wrong  bool // what stands in the field is no condition
	births bool // also births, properties and deaths
}

// Order of the tabs beside the list.
const (
	tabCommit = iota
	tabCompare
	tabBreaks
)

// NewList makes the list.
func NewList(p *theme.Palette, s panel.Session, d panel.Desk) *List {
	l := &List{palette: p, session: s, desk: d, model: &panel.Model{}, shown: -1}
	l.list = row.New(p, l).Empty(d.T("No setData yet"), d.T("Every setData appears here with its cause, its changes and what it cost.")).Filtered(d.T("Nothing fits the filter"))
	l.list.Follow(true)
	l.detail = newDetail(p, d)
	l.found = control.NewLabel(p, "", func(p *theme.Palette) color.Color {
		if l.wrong {
			return p.Red
		}
		return p.Dim
	}, theme.Caption).Give()
	l.entry = control.NewEntry("path:list comp:card cause:tap size>64k ms>9 time>2", d, l.search).Long().Help(d, wire.ConditionHelp)
	l.compare, l.breaks = newCompare(p, s, d, l), newBreaks(p, s, d)
	l.all = control.NewButton(p, "", d.T("+ births"), d.T("Also show created and removed instances and property changes"), d, func() {
		l.births = !l.births
		l.all.SetActive(l.births)
		l.rebuild()
	})
	head := control.NewHeader(p, control.Column{Title: "#", X: numberX}, control.Column{Title: d.T("time"), X: timeX},
		control.Column{Title: d.T("component"), X: ownerX}, control.Column{Title: d.T("cause"), X: causeX}, control.Column{Title: d.T("change"), X: pathX}, control.Column{Title: d.T("size     ms "), X: -1})
	filter := control.BarRow(p, filterHeight, control.Tools(0, l.entry, l.found, l.all))
	l.tabs = control.NewTabs(p, nil, control.Tab{Title: d.T("Commit"), Content: l.detail.list},
		control.Tab{Title: d.T("Compare"), Content: l.compare.object},
		control.Tab{Title: d.T("Breakpoints"), Content: l.breaks.object})
	l.split = container.NewHSplit(control.Top(filterHeight, filter, control.Top(control.HeaderHeight, head, l.list)), l.tabs.Object)
	l.split.Offset = listShare
	l.object = l.split
	return l
}

const (
	filterHeight = 30
	// listShare is how much of the width the list has at first, and compareShare while
	// two commits stand beside it.
	listShare    = 0.6
	compareShare = 0.46
)

// search takes what was typed; the rows stay while it is no condition yet.
func (l *List) search(text string) {
	c, err := wire.ParseCondition(text)
	l.wrong = err != nil
	if err != nil {
		l.found.Set(err.Error())
		l.desk.Hint(err.Error())
	} else {
		l.filter = c
		l.rebuild()
	}
	l.found.Refresh()
}

// Filter shows the commits that a condition holds for.
func (l *List) Filter(condition string) { l.entry.SetText(condition) }

// Content is what the window shows.
func (l *List) Content() fyne.CanvasObject { return l.object }

// Pin keeps a commit for the comparison: 0 the first, 1 the second.
func (l *List) Pin(k int, seq uint64) {
	if l.compare.pin(k, seq); l.compare.result != nil && l.split.Offset == listShare {
		l.split.SetOffset(compareShare)
	}
	l.tabs.Show(tabCompare)
	l.list.Update()
}

// pins writes which pins are on a commit.
func (l *List) pins(seq uint64) string {
	s := ""
	for k, p := range l.compare.pins {
		if p == seq {
			s += [...]string{" A", " B"}[k]
		}
	}
	return s
}

// Update takes in the model.
func (l *List) Update(m *panel.Model) {
	l.model = m
	shown := m.Shown()
	l.move(m.Shift - l.shift)
	l.shift = m.Shift
	if held := m.State.Paused != nil; held != l.held {
		if l.held = held; held {
			l.tabs.Show(tabCommit) // what waits is what everybody wants to see
		}
	}
	if m.CommitEpoch != l.epoch || m.State.Run.ID != l.run {
		l.run = m.State.Run.ID
		l.epoch = m.CommitEpoch
		l.rebuild()
	} else if n := len(m.Commits); n != l.seen || shown != l.shown {
		l.grow()
		l.list.Update()
	}
	if shown != l.shown {
		l.shown = shown
		for i, c := range l.rows {
			if c == shown {
				l.list.ScrollTo(i)
			}
		}
		l.list.Update()
	}
	l.detail.update(m, shown)
	l.compare.update(m)
	l.breaks.update()
	l.tabs.Badge(tabBreaks, l.breaks.on(), func(p *theme.Palette) color.Color { return p.Red })
}

// move follows indices that moved down by n.
func (l *List) move(n int) {
	if n == 0 {
		return
	}
	kept := l.rows[:0]
	for _, k := range l.rows {
		switch {
		case k >= n:
			kept = append(kept, k-n)
		case k == branchRow && len(kept) > 0:
			kept = append(kept, k)
		case k != branchRow:
			l.count--
		}
	}
	l.rows, l.seen = kept, max(0, l.seen-n)
	l.shown = max(-1, l.shown-n)
	l.list.Update()
}

// Repaint is called after the palette changed.
func (l *List) Repaint() {
	l.detail.repaint()
	l.compare.fill()
}

func (l *List) rebuild() {
	l.rows, l.seen, l.count = l.rows[:0], 0, 0
	l.grow()
	l.list.Update()
}

func (l *List) grow() {
	for ; l.seen < len(l.model.Commits); l.seen++ {
		c := &l.model.Commits[l.seen]
		if (c.Kind == wire.CommitSetData || l.births) && l.filter.Match(&c.Commit) {
			l.rows = append(l.rows, l.seen)
			l.count++
		}
		if at := l.model.State.Run.At; at != 0 && c.Seq == at {
			l.rows = append(l.rows, branchRow)
		}
	}
	l.list.Total(len(l.filter.Terms) * len(l.model.Commits))
	if !l.wrong {
		text := plural(l.desk, l.count, words.Key("%d commit"), words.Key("%d commits"))
		if len(l.filter.Terms) > 0 {
			text = plural(l.desk, len(l.rows), words.Key("%d commit found"), words.Key("%d commits found"))
		}
		l.found.Set(text)
	}
}

// Len implements row.Source.
func (l *List) Len() int { return len(l.rows) }

// Row implements row.Source.
func (l *List) Row(i int) row.Row {
	k, p := l.rows[i], l.palette
	if k == branchRow {
		return l.branch()
	}
	if k >= len(l.model.Commits) {
		return row.Row{}
	}
	c := &l.model.Commits[k]
	r := row.Row{Selected: k == l.shown}
	switch {
	case l.model.State.Viewing >= 0 && k > l.model.State.Viewing:
		r.Dim = true // the future of what is viewed
	case len(c.Warnings) > 0 || c.Marks != 0:
		r.Mark = p.Amber
	}
	if r.Selected {
		r.Mark = p.Accent
	}
	number, numberColour := "#"+strconv.Itoa(l.model.Ordinal(k)), color.Color(p.Amber)
	if c.Kind != wire.CommitSetData {
		number, numberColour = l.desk.T(kinds[c.Kind]), p.Faint
	}
	if pins := l.pins(c.Seq); pins != "" {
		number, numberColour = number+pins, p.Accent
	}
	r.Runs = append(r.Runs,
		row.Run{Text: number, Color: numberColour, Bold: c.Kind == wire.CommitSetData, X: numberX, Max: timeX - numberX - 4},
		row.Run{Text: literal.Clock(c.Time), Color: p.Dim, X: timeX, Max: ownerX - timeX - 6},
		row.Run{Text: owner(c), Color: ownerColour(p, c), X: ownerX, Max: causeX - ownerX - 8},
		row.Run{Text: cause(c.Cause), Color: p.Dim, X: causeX, Max: pathX - causeX - 8})
	r.Runs = append(r.Runs, row.Run{X: pathX})
	r.Runs = append(r.Runs, changes(l.desk, p, c, 60)...)
	r.Right = []row.Run{{Text: literal.Bytes(c.Bytes) + "  ", Color: p.Faint}, {Text: literal.Micros(c.Cost.Total()), Color: costColour(p, c.Cost)}}
	return r
}

// branch is the row below which the run is its own.
func (l *List) branch() row.Row {
	p, r := l.palette, &l.model.State.Run
	text := l.desk.T("run %d left run %d here", r.ID, r.From)
	if r.File != "" {
		text = l.desk.T("the session file %s ends here", literal.Last(filepath.ToSlash(r.File)))
	}
	return row.Row{Runs: []row.Run{{Text: text, Color: p.Purple, Bold: true, X: timeX}}, Background: p.Panel, Mark: p.Purple}
}

var kinds = [...]string{wire.CommitCreate: words.Key("new"), wire.CommitProperty: words.Key("prop"), wire.CommitDestroy: words.Key("gone")}

// owner is the last part of the component's or page's path.
func owner(c *rec.Commit) string { return literal.Last(c.Owned()) }

func ownerColour(p *theme.Palette, c *rec.Commit) color.Color {
	if c.Component != "" && c.Component != c.PagePath {
		return p.Purple
	}
	return p.Text
}

// cause says what led to a commit.
func cause(c wire.Cause) string {
	s := c.Name
	if s == "" {
		s = c.Kind
	}
	if c.Handler != "" && c.Handler != c.Name {
		s += " " + c.Handler
	}
	return s
}

// changes writes what a commit wrote, for one row.
func changes(desk panel.Desk, p *theme.Palette, c *rec.Commit, width int) []row.Run {
	if c.Kind == wire.CommitCreate || c.Kind == wire.CommitDestroy {
		return nil
	}
	var out []row.Run
	d := literal.Telling(c.Changes, 4)
	for i, e := range d {
		if i > 0 {
			out = append(out, row.Run{Text: "  ", Color: p.Faint})
		}
		if i == 3 {
			out = append(out, row.Run{Text: "…", Color: p.Faint})
			break
		}
		if e.Noop {
			out = append(out, row.Run{Text: desk.T("%s unchanged", e.Path), Color: p.Faint})
			continue
		}
		out = append(out, row.Run{Text: e.Path, Color: p.Key}, row.Run{Text: ": ", Color: p.Dim})
		out = append(out, literal.Change(p, e.Old, e.New, width/len(d))...)
	}
	return out
}

func costColour(p *theme.Palette, c wire.Cost) color.NRGBA {
	if c.Total() > budget {
		return p.Red
	}
	return p.Green
}

// Tapped implements row.Source.
func (l *List) Tapped(i int, _ bool) {
	if k := l.rows[i]; k != branchRow {
		l.desk.Show(k)
	}
}

// Menu implements row.Source.
func (l *List) Menu(i int, at fyne.Position) {
	k := l.rows[i]
	if k == branchRow {
		l.desk.RunsMenu(at)
		return
	}
	c := l.model.Commits[k]
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(l.desk.T("Show this moment"), func() { l.desk.Show(k) }),
		fyne.NewMenuItem(l.desk.T("Go here with the real state of JavaScript"), func() { l.desk.Travel(k) }),
		fyne.NewMenuItem(l.desk.T("Compare: pin as A"), func() { l.Pin(0, c.Seq) }),
		fyne.NewMenuItem(l.desk.T("Compare: pin as B"), func() { l.Pin(1, c.Seq) }),
		fyne.NewMenuItem(l.desk.T("Copy as setData"), func() { l.desk.Copy("setData(" + c.Commit.Patch.JSON() + ")") }),
		fyne.NewMenuItem(l.desk.T("Copy data after it"), func() { l.desk.Copy(l.session.After(c.Seq).JSON()) }),
	}
	if h := c.Cause.Handler; h != "" {
		items = append(items, fyne.NewMenuItem(l.desk.T("Break in %s", h), func() { l.desk.Break(wire.Equal("handler", h)) }))
	}
	if len(c.Stack) > 0 {
		f := c.Stack[0]
		items = append(items, fyne.NewMenuItem(l.desk.T("Open %s", literal.Place(f)), func() { l.desk.Open(f.File, f.Line, f.Column) }))
	}
	l.desk.Menu(at, items...)
}
