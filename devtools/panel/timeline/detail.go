package timeline

import (
	"strconv"
	"strings"

	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	rec "diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// maxDifferences bounds the paths listed of one commit.
const maxDifferences = 1000

// detail tells all about one commit, as rows.
type detail struct {
	row.Base
	palette *theme.Palette
	desk    panel.Desk
	list    *row.List
	rows    []item
	seq     uint64
	cost    wire.Cost
	seen    bool
}

// item is a row with what it stands for.
type item struct {
	row.Row
	place *wire.Frame
	nodes []dom.NodeID
}

func newDetail(p *theme.Palette, d panel.Desk) *detail {
	t := &detail{palette: p, desk: d}
	t.list = row.New(p, t)
	return t
}

// repaint makes the rows again in the colours of the palette.
func (t *detail) repaint() { t.seen = false }

func (t *detail) update(m *panel.Model, shown int) {
	if shown < 0 || shown >= len(m.Commits) {
		if t.seen || t.rows == nil {
			t.seen = false
			t.rows = []item{{Row: row.Row{Runs: []row.Run{{Text: "No setData yet", Color: t.palette.Faint}}}}}
			t.list.Update()
		}
		return
	}
	c := &m.Commits[shown]
	if t.seen && c.Seq == t.seq && c.Cost == t.cost {
		return
	}
	t.seen, t.seq, t.cost = true, c.Seq, c.Cost
	t.fill(m, shown, c)
	t.list.Update()
}

const valueX = 70

func (t *detail) fill(m *panel.Model, shown int, c *rec.Commit) {
	p := t.palette
	t.rows = t.rows[:0]
	add := func(r row.Row) *item {
		t.rows = append(t.rows, item{Row: r})
		return &t.rows[len(t.rows)-1]
	}
	title := func(s string) {
		add(row.Row{Runs: []row.Run{{Text: s, Color: p.Dim, Bold: true}}, Background: p.Panel})
	}
	put := func(name string, runs ...row.Run) *item {
		runs[0].X = valueX
		return add(row.Row{Runs: append([]row.Run{{Text: name, Color: p.Faint, Max: valueX - 12}}, runs...)})
	}
	head := "setData #" + strconv.Itoa(m.Ordinal(shown))
	if c.Kind != wire.CommitSetData {
		head = [...]string{wire.CommitCreate: "new instance", wire.CommitProperty: "properties", wire.CommitDestroy: "instance gone"}[c.Kind]
	}
	add(row.Row{Runs: []row.Run{{Text: head, Color: p.Amber, Bold: true}, {Text: "  " + literal.Clock(c.Time), Color: p.Dim}}})
	for _, w := range c.Warnings {
		add(row.Row{Runs: []row.Run{{Text: w, Color: p.Amber}}, Background: p.WarnRow, Mark: p.Amber})
	}
	if len(c.Unbound) > 0 {
		add(row.Row{Runs: []row.Run{{Text: "not bound in the WXML: " + strings.Join(c.Unbound, ", "), Color: p.Amber}}, Background: p.WarnRow, Mark: p.Amber})
	}
	title("Changes")
	d := literal.Differences(c.Changes, maxDifferences)
	if c.Kind == wire.CommitCreate {
		d = nil
		born := c.Born()
		for i := range born.Len() {
			add(row.Row{Depth: 1, Runs: append([]row.Run{{Text: born.Key(i), Color: p.Key}, {Text: ": ", Color: p.Dim}}, literal.Runs(p, born.Index(i), 80)...)})
		}
	}
	for _, e := range d {
		r := row.Row{Depth: 1, Runs: []row.Run{{Text: e.Path, Color: p.Key}, {Text: ": ", Color: p.Dim}}}
		if e.Noop {
			r.Runs = append(r.Runs, literal.Runs(p, e.New, 60)...)
			r.Right = []row.Run{{Text: "unchanged", Color: p.Faint}}
		} else {
			r.Runs = append(r.Runs, literal.Change(p, e.Old, e.New, 100)...)
			r.Mark, r.Background = p.Amber, p.Changed
		}
		add(r)
	}
	title("Cause")
	put("why", row.Run{Text: c.Cause.Kind, Color: p.Accent}, row.Run{Text: "  " + cause(c.Cause), Color: p.Text})
	put("instance", row.Run{Text: name(c), Color: p.Purple}, row.Run{Text: "  #" + strconv.Itoa(int(c.Instance)), Color: p.Faint})
	for i, f := range c.Stack {
		fn := f.Function
		if fn == "" {
			fn = "(anonymous)"
		}
		label := ""
		if i == 0 {
			label = "stack"
		}
		it := put(label, row.Run{Text: fn, Color: p.Text})
		it.Right = []row.Run{{Text: literal.Last(literal.Place(f)), Color: p.Accent}}
		it.place = &c.Stack[i]
	}
	title("Effect")
	put("size", row.Run{Text: literal.Bytes(c.Bytes), Color: p.Text}, row.Run{Text: "  " + plural(len(c.Changes), "key"), Color: p.Dim})
	nodes := put("nodes", row.Run{Text: strconv.Itoa(len(c.Updated)), Color: p.Amber}, row.Run{Text: " updated  ", Color: p.Dim},
		row.Run{Text: strconv.Itoa(len(c.Created)), Color: p.Green}, row.Run{Text: " created  ", Color: p.Dim},
		row.Run{Text: strconv.Itoa(len(c.Removed)), Color: p.Red}, row.Run{Text: " removed", Color: p.Dim})
	nodes.nodes = append(append([]dom.NodeID(nil), c.Updated...), c.Created...)
	stages := [...]struct {
		name string
		us   float64
	}{{"JS", c.Cost.JS}, {"view", c.Cost.View}, {"style", c.Cost.Style}, {"layout", c.Cost.Layout}, {"paint", c.Cost.Paint}, {"raster", c.Cost.Raster}}
	title("Cost  " + literal.Micros(panel.Total(c.Cost)) + " ms")
	for _, s := range stages {
		share := 0
		if t := panel.Total(c.Cost); t > 0 {
			share = int(s.us/t*24 + 0.5)
		}
		put(s.name, row.Run{Text: literal.Micros(s.us), Color: p.Text, Max: 54}, row.Run{Text: strings.Repeat("█", share), Color: stageColour(p, s.name), X: valueX + 56})
	}
}

func name(c *rec.Commit) string {
	if c.Component != "" {
		return c.Component
	}
	return c.PagePath
}

func plural(n int, s string) string {
	if n == 1 {
		return "1 " + s
	}
	return strconv.Itoa(n) + " " + s + "s"
}

// Len implements row.Source.
func (t *detail) Len() int { return len(t.rows) }

// Row implements row.Source.
func (t *detail) Row(i int) row.Row { return t.rows[i].Row }

// Tapped implements row.Source.
func (t *detail) Tapped(i int, _ bool) {
	switch it := t.rows[i]; {
	case it.place != nil:
		t.desk.Open(it.place.File, it.place.Line, it.place.Column)
	case len(it.nodes) > 0:
		t.desk.Pick(it.nodes[0])
	}
}

// Hovered implements row.Source.
func (t *detail) Hovered(i int) {
	if i >= 0 && i < len(t.rows) && len(t.rows[i].nodes) > 0 {
		t.desk.Hover(t.rows[i].nodes[0])
		return
	}
	t.desk.Hover(0)
}
