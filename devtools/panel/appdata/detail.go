package appdata

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator"
)

const (
	// maxHistory is how many commits of a path are listed.
	maxHistory = 200
	// sparkWidth is how many values its curve shows.
	sparkWidth = 60
	fieldBar   = 30
)

// detail tells about the picked path: a field to edit it, who changed it and when, and
// what shows it.
type detail struct {
	row.Base
	a       *Panel
	list    *row.List
	field   *control.Entry
	title   *control.Label
	object  fyne.CanvasObject
	key     key
	value   value.Value
	written string // into the field by us
	seen    uint64 // Changed of the instance as of the rows
	tree    uint64
	past    []simulator.Written
	readers []simulator.Reading
	asked   bool
	node    dom.NodeID          // picked, 0 none
	shows   []simulator.Reading // what it shows of the data
	said    string              // what went wrong
	rows    []item
}

// item is a row with what a click on it does.
type item struct {
	row.Row
	commit int // index, -1 none
	node   dom.NodeID
	key    key // path that a click picks, "" none
}

func newDetail(a *Panel) *detail {
	d := &detail{a: a}
	d.list = row.New(a.palette, d)
	d.title = control.NewLabel(a.palette, "", func(p *theme.Palette) color.Color { return p.Key }, theme.Text).Bold().Cap(130)
	d.field = control.NewEntry(a.desk.T("a value, as JSON"), a.desk, nil).Long()
	d.field.OnSubmitted = d.submit
	d.field.Help(a.desk, a.desk.T("Enter: setData with this value, in the list as edited by hand"))
	shut := control.NewButton(a.palette, control.Stop, "", a.desk.T("Close"), a.desk, func() { a.pick(key{}) })
	bar := control.BarRow(a.palette, fieldBar, control.Tools(1, d.title, d.field, shut))
	d.object = control.Top(fieldBar, bar, d.list)
	return d
}

// Node tells which node is picked, 0 none: what it shows of the data is listed, and a
// click there leads to the path, who wrote it and why.
func (a *Panel) Node(id dom.NodeID) {
	d := a.detail
	if id == d.node {
		return
	}
	d.node = id
	if id == 0 {
		d.shows = nil
		a.lay()
		return
	}
	a.session.Bindings(id, func(list []simulator.Reading, _ string) {
		a.desk.Post(func() {
			if id == d.node {
				d.shows = list
				a.lay()
			}
		})
	})
}

// submit sets what was typed.
func (d *detail) submit(text string) {
	v, err := value.ParseJSON([]byte(text))
	if err != nil {
		d.fail(d.a.desk.T("This is no JSON value: %s", err.Error()))
		return
	}
	done := func(e string) {
		d.a.desk.Post(func() {
			if e != "" {
				d.fail(e)
				return
			}
			d.said, d.written = "", text
			d.a.global.stale = true
			d.a.desk.Changed()
		})
	}
	if d.key.instance == globalID {
		d.a.session.EditGlobal(d.key.path, v, done)
	} else {
		d.a.session.EditData(d.key.instance, d.key.path, v, done)
	}
	d.a.desk.Changed()
}

func (d *detail) fail(text string) {
	d.said = text
	d.a.desk.Hint(text)
	d.fill()
}

// show turns to another path.
func (d *detail) show(k key, v value.Value) {
	d.key, d.seen, d.tree, d.past, d.readers, d.said = k, 0, 0, nil, nil, ""
	d.title.Set(k.path)
	d.set(v)
	d.update(true)
}

// set puts the value into the field, unless somebody is writing there.
func (d *detail) set(v value.Value) {
	if d.field.Text != d.written && d.written != "" {
		return
	}
	d.value, d.written = v, v.JSON()
	d.field.SetText(d.written)
}

// update brings history and readers up to date; anew: whatever was seen.
func (d *detail) update(anew bool) {
	a := d.a
	if d.key.path == "" {
		return
	}
	if d.key.instance == globalID {
		d.set(at(a.global.value, d.key.path))
		d.fill()
		return
	}
	for i := range a.instances {
		in := &a.instances[i]
		if in.ID != d.key.instance {
			continue
		}
		if in.Changed != d.seen || anew {
			d.seen = in.Changed
			d.set(at(in.Data, d.key.path))
			d.past = a.session.PathHistory(in.ID, d.key.path, maxHistory)
			d.fill()
		}
	}
	if !d.asked && (anew || a.tree != d.tree) {
		d.asked, d.tree = true, a.tree
		k := d.key
		a.session.Readers(k.instance, k.path, func(list []simulator.Reading, e string) {
			a.desk.Post(func() {
				d.asked = false
				if k == d.key {
					d.readers, d.said = list, e
					d.fill()
				}
			})
		})
	}
}

func at(v value.Value, path string) value.Value {
	p, err := value.ParsePath(path)
	if err != nil {
		return value.Value{}
	}
	return v.At(p)
}

// count says how many there are of something.
func (d *detail) count(n int, one, many string) string {
	if n == 1 {
		many = one
	}
	return d.a.desk.T(many, n)
}

// valueX is where values stand beside numbers and places.
const valueX = 96

func (d *detail) fill() {
	p, t := d.a.palette, d.a.desk.T
	d.rows = d.rows[:0]
	add := func(r row.Row, commit int, node dom.NodeID) { d.rows = append(d.rows, item{r, commit, node, key{}}) }
	head := func(text, more string) {
		add(row.Row{Runs: []row.Run{{Text: text, Color: p.Dim, Bold: true}, {Text: "  " + more, Color: p.Faint}}, Background: p.Panel}, -1, 0)
	}
	if len(d.shows) > 0 {
		head(t("%s shows", d.a.desk.Name(d.node)), d.count(len(d.shows), words.Key("%d place"), words.Key("%d places")))
		for i := range d.shows {
			b := &d.shows[i]
			r := row.Row{Runs: []row.Run{{Text: b.Place, Color: p.Key, Max: valueX - 8}, {Text: strings.Join(strings.Fields(b.Code), " "), Color: p.Text, X: valueX}}}
			if len(b.Paths) == 0 {
				r.Right = []row.Run{{Text: strings.Join(b.Names, ", "), Color: p.Faint}}
				add(r, -1, 0)
			}
			for k, path := range b.Paths {
				if k > 0 {
					r.Runs = nil
				}
				r.Right = []row.Run{{Text: path, Color: p.Blue}}
				add(r, -1, 0)
				d.rows[len(d.rows)-1].key = key{b.Instance, path}
			}
		}
	}
	if d.key.path == "" {
		d.list.Update()
		return
	}
	if d.said != "" {
		add(row.Row{Runs: []row.Run{{Text: d.said, Color: p.Red}}}, -1, 0)
	}
	if d.key.instance == globalID {
		add(row.Row{Runs: []row.Run{{Text: t("globalData has no setData: nothing is shown anew, and its changes are not recorded"), Color: p.Faint}}}, -1, 0)
		d.list.Update()
		return
	}
	curve, about := spark(d.past)
	head(t("Changed by"), d.count(len(d.past), words.Key("%d commit"), words.Key("%d commits")))
	if curve != "" {
		add(row.Row{Runs: []row.Run{{Text: curve, Color: p.Accent}}, Right: []row.Run{{Text: about, Color: p.Faint}}}, -1, 0)
	}
	for i := len(d.past) - 1; i >= 0; i-- {
		w := &d.past[i]
		r := row.Row{Runs: []row.Run{{Text: "#" + strconv.Itoa(d.a.model.Ordinal(w.Index)), Color: p.Amber, Bold: true, Max: 40}}, Selected: w.Seq == d.a.shown}
		if w.Index < len(d.a.model.Commits) && d.a.model.Commits[w.Index].Seq == w.Seq {
			c := &d.a.model.Commits[w.Index]
			name := c.Cause.Handler
			if name == "" {
				name = c.Cause.Name
			}
			r.Runs = append(r.Runs, row.Run{Text: literal.Clock(c.Time), Color: p.Faint, X: 44, Max: 72})
			r.Right = []row.Run{{Text: name, Color: p.Blue}}
		}
		values := literal.Runs(p, w.Value, 60)
		if len(values) > 0 {
			values[0].X = 122
		}
		r.Runs = append(r.Runs, values...)
		add(r, w.Index, 0)
	}
	head(t("Shown by"), d.count(len(d.readers), words.Key("%d place"), words.Key("%d places")))
	for i := range d.readers {
		b := &d.readers[i]
		add(row.Row{Runs: []row.Run{{Text: b.Place, Color: p.Key, Max: valueX - 8}, {Text: strings.Join(strings.Fields(b.Code), " "), Color: p.Text, X: valueX}},
			Right: []row.Run{{Text: d.a.desk.Name(b.Node), Color: p.Tag}}}, -1, b.Node)
	}
	d.list.Update()
}

// bars are the heights of a curve.
var bars = []rune("▁▂▃▄▅▆▇█")

// spark draws numbers, or the lengths of lists and texts, as a curve; "" when they are
// neither, or all one.
func spark(past []simulator.Written) (curve, about string) {
	var list []float64
	for _, w := range past[max(0, len(past)-sparkWidth):] {
		switch w.Value.Kind() {
		case value.Number:
			list = append(list, w.Value.ToNumber())
		case value.List:
			list = append(list, float64(w.Value.Len()))
		case value.String:
			list = append(list, float64(len([]rune(w.Value.Str()))))
		}
	}
	if len(list) < 2 {
		return "", ""
	}
	low, high := list[0], list[0]
	for _, v := range list {
		low, high = min(low, v), max(high, v)
	}
	if !(high > low) { // also when there is a NaN
		return "", ""
	}
	var b strings.Builder
	for _, v := range list {
		i := int((v - low) / (high - low) * float64(len(bars)-1))
		b.WriteRune(bars[min(max(i, 0), len(bars)-1)])
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
	return b.String(), number(low) + " … " + number(high)
}

// Len implements row.Source.
func (d *detail) Len() int { return len(d.rows) }

// Row implements row.Source.
func (d *detail) Row(i int) row.Row { return d.rows[i].Row }

// Tapped implements row.Source: a commit is shown, a node picked.
func (d *detail) Tapped(i int, _ bool) {
	switch it := d.rows[i]; {
	case it.key.path != "":
		d.a.pick(it.key)
	case it.commit >= 0:
		d.a.desk.Show(it.commit)
	case it.node != 0:
		d.a.desk.Pick(it.node)
	}
}

// Menu implements row.Source.
func (d *detail) Menu(i int, pos fyne.Position) {
	if k := d.rows[i].commit; k >= 0 {
		d.a.desk.Menu(pos,
			fyne.NewMenuItem(d.a.desk.T("Show this moment"), func() { d.a.desk.Show(k) }),
			fyne.NewMenuItem(d.a.desk.T("Go here with the real state of JavaScript"), func() { d.a.desk.Travel(k) }))
	}
}

// Hovered implements row.Source: what shows the path is outlined.
func (d *detail) Hovered(i int) {
	if i < 0 || i >= len(d.rows) {
		d.a.desk.Hover(0)
		return
	}
	switch it := d.rows[i]; {
	case it.node != 0:
		d.a.desk.Hover(it.node)
	case it.commit < 0 && len(d.readers) > 0:
		var all []dom.NodeID
		for k := range d.readers {
			all = append(all, d.readers[k].Node)
		}
		d.a.desk.Hover(all...)
	default:
		d.a.desk.Hover(0)
	}
}
