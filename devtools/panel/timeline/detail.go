package timeline

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	rec "diorama/simulator/timeline"
	"diorama/simulator/wire"
)

const (
	// maxDifferences bounds the paths listed of one commit.
	maxDifferences = 1000
	// maxNodes and maxPayload bound its nodes and the rows of its argument.
	maxNodes   = 300
	maxPayload = 2000
	// maxDepth is how deep its argument is opened.
	maxDepth = 40
)

// detail tells all about one commit, as rows: the one shown, or the one that waits.
type detail struct {
	row.Base
	palette *theme.Palette
	desk    panel.Desk
	list    *row.List
	rows    []item
	open    map[string]bool // sections and paths that the user opened or closed
	model   *panel.Model
	shown   int
	seq     uint64
	cost    wire.Cost
	waiting bool
	seen    bool
	owned   string // component of the commit
	picked  int    // row whose path or handler F9 takes, -1 none
}

// item is a row with what it stands for.
type item struct {
	row.Row
	place *wire.Frame
	nodes []dom.NodeID
	key   string // of what opens
	cond  string // breakpoint that it can become
	copy  string
}

func newDetail(p *theme.Palette, d panel.Desk) *detail {
	t := &detail{palette: p, desk: d, open: map[string]bool{}, picked: -1}
	t.list = row.New(p, t)
	return t
}

// repaint makes the rows again in the colours of the palette.
func (t *detail) repaint() { t.seen = false }

func (t *detail) update(m *panel.Model, shown int) {
	t.model, t.shown = m, shown
	var c *rec.Commit
	waiting := m.State.Paused != nil && m.State.Viewing < 0
	switch {
	case waiting:
		c = &rec.Commit{Commit: *m.State.Paused}
	case shown >= 0 && shown < len(m.Commits):
		c = &m.Commits[shown]
	default:
		if t.seen || t.rows == nil {
			t.seen = false
			t.rows = []item{{Row: row.Row{Runs: []row.Run{{Text: t.desk.T("No setData yet"), Color: t.palette.Faint}}}}}
			t.list.Update()
		}
		return
	}
	if t.seen && c.Seq == t.seq && c.Cost == t.cost && waiting == t.waiting {
		return
	}
	if c.Seq != t.seq || waiting != t.waiting {
		t.picked = -1
	}
	t.seen, t.seq, t.cost, t.waiting = true, c.Seq, c.Cost, waiting
	t.fill(c)
	t.list.Update()
}

const valueX = 70

func (t *detail) add(r row.Row) *item {
	t.rows = append(t.rows, item{Row: r})
	return &t.rows[len(t.rows)-1]
}

// section begins a part that can be closed, and reports whether it is open.
func (t *detail) section(name string, runs []row.Run, open bool) bool {
	p := t.palette
	if o, ok := t.open[name]; ok {
		open = o
	}
	r := row.Row{Runs: append([]row.Run{{Text: t.desk.T(name), Color: p.Dim, Bold: true}}, runs...), Background: p.Panel, Twisty: row.Closed}
	if open {
		r.Twisty = row.Open
	}
	t.add(r).key = name
	return open
}

// put is a row of two columns.
func (t *detail) put(name string, runs ...row.Run) *item {
	runs[0].X = valueX
	return t.add(row.Row{Runs: append([]row.Run{{Text: t.desk.T(name), Color: t.palette.Faint, Max: valueX - 12}}, runs...)})
}

func (t *detail) fill(c *rec.Commit) {
	p := t.palette
	t.rows = t.rows[:0]
	head, colour := "setData #"+strconv.Itoa(t.model.Ordinal(t.shown)), p.Amber
	switch {
	case t.waiting:
		head = t.desk.T("This setData waits")
	case c.Kind != wire.CommitSetData:
		head = t.desk.T([...]string{wire.CommitCreate: words.Key("new instance"), wire.CommitProperty: words.Key("properties"), wire.CommitDestroy: words.Key("instance gone")}[c.Kind])
	}
	it := t.add(row.Row{Runs: []row.Run{{Text: head, Color: colour, Bold: true}, {Text: "  " + literal.Clock(c.Time), Color: p.Dim}, {Text: "  " + c.Owned(), Color: p.Purple},
		{Text: "  #" + strconv.Itoa(int(c.Instance)), Color: p.Faint}}})
	t.owned = c.Owned()
	it.cond, it.nodes = wire.Equal("comp", t.owned), hosts(c.Host)
	for _, n := range c.Remarks() {
		t.add(row.Row{Runs: []row.Run{{Text: t.desk.T(n.Text, n.Args...), Color: p.Amber}}, Background: p.WarnRow, Mark: p.Amber})
	}
	t.changes(c)
	t.why(c)
	t.payload(c)
	if !t.waiting {
		t.nodes(c)
		t.costs(c)
	}
}

func hosts(id dom.NodeID) []dom.NodeID {
	if id == 0 {
		return nil
	}
	return []dom.NodeID{id}
}

// changes is the tree of the paths that differ.
func (t *detail) changes(c *rec.Commit) {
	p := t.palette
	if c.Kind == wire.CommitDestroy {
		return
	}
	if c.Kind == wire.CommitCreate {
		if born := c.Born(); t.section("Data", nil, true) {
			t.values("Data", born, "", 1, false)
		}
		return
	}
	d := literal.Differences(c.Changes, maxDifferences)
	if !t.section("Changes", []row.Run{{Text: "  " + plural(t.desk, len(c.Changes), words.Key("%d key"), words.Key("%d keys")) + " · " + literal.Bytes(c.Bytes), Color: p.Faint}}, true) {
		return
	}
	for _, b := range grow(d).kids {
		t.branch(b, 1)
	}
	if len(d) >= maxDifferences {
		t.add(row.Row{Depth: 1, Runs: []row.Run{{Text: t.desk.T("more than %d paths differ", maxDifferences), Color: p.Faint}}})
	}
}

func (t *detail) branch(b *branch, depth int) {
	p := t.palette
	r := row.Row{Depth: depth, Runs: []row.Run{{Text: b.label, Color: p.Key}}}
	it := item{cond: wire.PathCondition(t.owned, b.path), copy: b.path}
	open := false
	if len(b.kids) > 0 {
		it.key, open = "Changes/"+b.path, true
		if o, ok := t.open[it.key]; ok {
			open = o
		}
		r.Twisty = row.Closed
		if open {
			r.Twisty = row.Open
		}
	}
	switch e := b.diff; {
	case e == nil:
		r.Runs = append(r.Runs, row.Run{Text: "  " + plural(t.desk, b.count(), words.Key("%d path"), words.Key("%d paths")), Color: p.Faint})
	case e.Noop:
		r.Runs = append(append(r.Runs, row.Run{Text: ": ", Color: p.Dim}), literal.Runs(p, e.New, 60)...)
		r.Right = []row.Run{{Text: t.desk.T("unchanged"), Color: p.Faint}}
	default:
		r.Runs = append(append(r.Runs, row.Run{Text: ": ", Color: p.Dim}), literal.Change(p, e.Old, e.New, 100)...)
		r.Mark, r.Background = p.Amber, p.Changed
	}
	it.Row = r
	t.rows = append(t.rows, it)
	if open {
		for _, k := range b.kids {
			t.branch(k, depth+1)
		}
	}
}

// payload is the argument as it was passed.
func (t *detail) payload(c *rec.Commit) {
	if c.Kind != wire.CommitSetData {
		return
	}
	if t.section("Payload", []row.Run{{Text: "  setData(" + literal.Plain(c.Commit.Patch, 60) + ")", Color: t.palette.Faint}}, false) {
		t.values("Payload", c.Commit.Patch, "", 1, true)
	}
}

// values are the rows of a value, containers to be opened. In a payload the keys are
// paths.
func (t *detail) values(section string, v value.Value, path string, depth int, payload bool) {
	p := t.palette
	for i := range v.Len() {
		if depth > maxDepth || len(t.rows) > maxPayload {
			return
		}
		label, at := "", ""
		switch {
		case v.Kind() == value.List:
			label = strconv.Itoa(i)
			at = path + "[" + label + "]"
		case payload && depth == 1:
			label, at = v.Key(i), v.Key(i)
		default:
			label = v.Key(i)
			at = literal.Join(path, value.Path{{Name: label, Index: -1}}.String())
		}
		e := v.Index(i)
		r := row.Row{Depth: depth, Runs: []row.Run{{Text: label, Color: p.Key}, {Text: ": ", Color: p.Dim}}}
		it := item{cond: wire.PathCondition(t.owned, at), copy: at}
		open := false
		if (e.Kind() == value.List || e.Kind() == value.Map) && e.Len() > 0 {
			it.key = section + "/" + at
			open = t.open[it.key]
			r.Twisty = row.Closed
		}
		if open {
			r.Twisty = row.Open
			r.Runs = append(r.Runs, row.Run{Text: literal.Size(e), Color: p.Faint})
		} else {
			r.Runs = append(r.Runs, literal.Runs(p, e, 80)...)
		}
		it.Row = r
		t.rows = append(t.rows, it)
		if open {
			t.values(section, e, at, depth+1, payload)
		}
	}
}

// why is the chain that led to the setData: input, handlers, awaits, callbacks and
// timers, and the JavaScript stack at its end.
func (t *detail) why(c *rec.Commit) {
	p := t.palette
	if !t.section("Why", []row.Run{{Text: "  " + chain(c), Color: p.Faint}}, true) {
		return
	}
	for i, k := range append(c.Trail[:len(c.Trail):len(c.Trail)], c.Cause) {
		text := k.Name
		if k.Kind == "event" && k.Node != 0 {
			text = t.desk.T("%s on %s", text, t.desk.Name(k.Node))
		}
		label := ""
		if i == 0 {
			label = words.Key("from")
		}
		it := t.put(label, row.Run{Text: k.Kind, Color: p.Accent}, row.Run{Text: "  " + text, Color: p.Text})
		it.nodes = hosts(k.Node)
		if k.Handler != "" {
			it = t.put("", row.Run{Text: t.desk.T("handler"), Color: p.Dim}, row.Run{Text: "  " + k.Handler, Color: p.Blue})
			it.cond = wire.Equal("handler", k.Handler)
		}
		if k.Awaits > 0 {
			t.put("", row.Run{Text: "await", Color: p.Dim}, row.Run{Text: "  " + plural(t.desk, k.Awaits, words.Key("%d promise later"), words.Key("%d promises later")), Color: p.Text})
		}
	}
	for i, f := range c.Stack {
		fn := f.Function
		if fn == "" {
			fn = t.desk.T("(anonymous)")
		}
		label := ""
		if i == 0 {
			label = words.Key("stack")
		}
		it := t.put(label, row.Run{Text: fn, Color: p.Text})
		it.Right = []row.Run{{Text: literal.Last(literal.Place(f)), Color: p.Accent}}
		it.place = &c.Stack[i]
	}
}

// chain is the same in a few words.
func chain(c *rec.Commit) string {
	s := ""
	for _, k := range append(c.Trail[:len(c.Trail):len(c.Trail)], c.Cause) {
		s += cause(k)
		if k.Awaits > 0 {
			s += " → await"
		}
		s += " → "
	}
	return s + "setData"
}

func (t *detail) nodes(c *rec.Commit) {
	p := t.palette
	groups := [...]struct {
		title string
		ids   []dom.NodeID
	}{{words.Key("updated"), c.Updated}, {words.Key("created"), c.Created}, {words.Key("removed"), c.Removed}}
	n := len(c.Updated) + len(c.Created) + len(c.Removed)
	// A setData of hundreds of nodes is told by their number.
	open := t.section("Nodes", []row.Run{{Text: "  " + strconv.Itoa(len(c.Updated)), Color: p.Amber}, {Text: " " + t.desk.T("updated") + "  ", Color: p.Faint},
		{Text: strconv.Itoa(len(c.Created)), Color: p.Green}, {Text: " " + t.desk.T("created") + "  ", Color: p.Faint},
		{Text: strconv.Itoa(len(c.Removed)), Color: p.Red}, {Text: " " + t.desk.T("removed"), Color: p.Faint}}, n <= 12)
	t.rows[len(t.rows)-1].nodes = slices.Concat(c.Updated, c.Created)
	if !open {
		return
	}
	left := maxNodes
	for i, g := range groups {
		for k, id := range g.ids {
			if left--; left < 0 {
				t.put("", row.Run{Text: t.desk.T("… %d more", n-maxNodes), Color: p.Faint})
				return
			}
			label := ""
			if k == 0 {
				label = g.title
			}
			it := t.put(label, row.Run{Text: t.desk.Name(id), Color: p.Tag})
			if it.Right = []row.Run{{Text: strconv.Itoa(int(id)), Color: p.Faint}}; i < 2 {
				it.nodes = []dom.NodeID{id}
			} else {
				it.Strike = true
			}
		}
	}
}

func (t *detail) costs(c *rec.Commit) {
	p := t.palette
	stages := [...]struct {
		name string
		us   float64
	}{{"JS", c.Cost.JS}, {words.Key("view"), c.Cost.View}, {words.Key("style"), c.Cost.Style}, {words.Key("layout"), c.Cost.Layout}, {words.Key("paint"), c.Cost.Paint}, {words.Key("raster"), c.Cost.Raster}}
	total := c.Cost.Total()
	if !t.section("Cost", []row.Run{{Text: "  " + literal.Micros(total) + " ms", Color: costColour(p, c.Cost)}, {Text: "  " + t.desk.T("of 16.7"), Color: p.Faint}}, true) {
		return
	}
	for _, s := range stages {
		share := 0
		if total > 0 {
			share = int(s.us/total*24 + 0.5)
		}
		t.put(s.name, row.Run{Text: literal.Micros(s.us), Color: p.Text, Max: 54}, row.Run{Text: strings.Repeat("█", share), Color: stageColour(p, s.name), X: valueX + 56})
	}
}

// plural counts, in the two forms that English has.
func plural(d panel.Desk, n int, one, many string) string {
	if n == 1 {
		return d.T(one, n)
	}
	return d.T(many, n)
}

// Len implements row.Source.
func (t *detail) Len() int { return len(t.rows) }

// Row implements row.Source.
func (t *detail) Row(i int) row.Row {
	r := t.rows[i].Row
	r.Selected = i == t.picked
	return r
}

// Tapped implements row.Source: what opens opens, a frame goes to the editor, a node is
// picked, and a path or handler is what F9 takes.
func (t *detail) Tapped(i int, twisty bool) {
	it := t.rows[i]
	switch {
	case it.place != nil:
		t.desk.Open(it.place.File, it.place.Line, it.place.Column)
		return
	case it.key != "" && (twisty || it.cond == ""):
		t.open[it.key] = it.Twisty == row.Closed
		t.again()
		return
	case len(it.nodes) > 0:
		t.desk.Pick(it.nodes[0])
	}
	if it.cond != "" {
		t.picked = i
		t.desk.Target(it.cond)
		t.list.Update()
	}
}

// again makes the rows anew from the same commit.
func (t *detail) again() {
	t.seen = false
	t.update(t.model, t.shown)
}

// Menu implements row.Source.
func (t *detail) Menu(i int, at fyne.Position) {
	it := t.rows[i]
	var items []*fyne.MenuItem
	if it.cond != "" {
		items = append(items, fyne.NewMenuItem(t.desk.T("Break before setData: %s", it.cond), func() { t.desk.Break(it.cond) }))
	}
	if it.copy != "" {
		items = append(items, fyne.NewMenuItem(t.desk.T("Copy"), func() { t.desk.Copy(it.copy) }))
	}
	if len(items) > 0 {
		t.desk.Menu(at, items...)
	}
}

// Hovered implements row.Source.
func (t *detail) Hovered(i int) {
	if i >= 0 && i < len(t.rows) && len(t.rows[i].nodes) > 0 {
		t.desk.Hover(t.rows[i].nodes...)
		return
	}
	t.desk.Hover(0)
}
