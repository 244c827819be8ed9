// Package appdata is the panel with the live data of every page and component.
//
// Its one idea: instances and their data are one tree, flattened into rows; what
// the shown commit wrote stands in it as old → new, opened and marked.
package appdata

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

const (
	// maxRows bounds what one instance shows when everything is open.
	maxRows = 50000
	// maxDifferences bounds the marked paths of one commit.
	maxDifferences = 500
	// maxDepth bounds how deep values are opened.
	maxDepth = 64
	// previewWidth is how many characters of a closed value are shown.
	previewWidth = 90
)

// key names a row that can be opened: an instance ("" path) or a value in it.
type key struct {
	instance dom.InstanceID
	path     string
}

// line is one row of the flattened tree.
type line struct {
	key
	depth  int
	label  string
	value  value.Value
	head   *timeline.Instance // of an instance's own row
	opens  bool
	change *literal.Difference // this very path was written
	below  bool                // something below was written
}

// Panel is the AppData panel.
type Panel struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	entry   *control.Entry
	object  *fyne.Container
	split   *container.Split
	detail  *detail
	model   *panel.Model
	tree    uint64
	shift   int
	global  global

	lines     []line
	open      map[key]bool // what the user opened or closed; else the default
	filter    string
	picked    key // path whose details are shown, "" none
	instances []timeline.Instance
	marks     map[key]literal.Difference
	parents   map[key]bool
	shown     uint64 // seq of the commit whose changes are marked
	epoch     int
	dirty     bool
}

// globalID stands for app.globalData among the instances.
const globalID = dom.InstanceID(-1)

// global is app.globalData as it was told last. It has no journal, so it is asked for
// when something has changed; large ones not so often.
type global struct {
	value value.Value
	known bool
	asked time.Time // zero: no answer is waited for
	last  time.Time
	cost  time.Duration // of the last answer
	stale bool
}

// globalShare is how much of the time may go into asking for it: one part in so many.
const globalShare = 10

// askGlobal asks for app.globalData.
func (a *Panel) askGlobal() {
	g := &a.global
	now := time.Now()
	if !g.asked.IsZero() || !g.stale && now.Sub(g.last) < globalShare*g.cost {
		return
	}
	g.asked, g.last, g.stale = now, now, false
	a.session.Global(func(v value.Value, errText string) {
		cost := time.Since(now)
		a.desk.Post(func() {
			g.asked, g.cost = time.Time{}, cost
			known := errText == "" && v.Kind() == value.Map && v.Len() > 0
			if known != g.known || !value.Equal(v, g.value) {
				g.value, g.known, a.dirty = v, known, true
				a.rebuild()
				a.detail.update(false)
			}
		})
	})
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	a := &Panel{palette: p, session: s, desk: d, open: map[key]bool{}, dirty: true}
	a.list = row.New(p, a)
	a.entry = control.NewEntry(d.T("Filter keys and values"), d, func(text string) {
		a.filter = strings.ToLower(strings.TrimSpace(text))
		a.dirty = true
		a.rebuild()
	})
	a.model = &panel.Model{}
	a.detail = newDetail(a)
	a.split = container.NewVSplit(a.list, a.detail.object)
	a.split.Offset = 0.5
	a.object = container.NewStack(a.list)
	return a
}

// Content is what the window shows.
func (a *Panel) Content() fyne.CanvasObject { return a.object }

// Tools stands in the tab bar.
func (a *Panel) Tools() fyne.CanvasObject {
	return control.Tools(-1, control.Width(150, a.entry))
}

// Update takes in the model.
func (a *Panel) Update(m *panel.Model) {
	a.model = m
	if m.State.Viewing < 0 && m.State.Running {
		a.askGlobal()
	}
	moved := m.State.Tree != a.tree
	a.tree = m.State.Tree
	if m.Shift != a.shift {
		a.shift, moved = m.Shift, true // indices are others
	}
	defer func() { a.detail.update(moved) }()
	in := a.session.Instances()
	shown := m.Shown()
	seq := uint64(0)
	if shown >= 0 {
		seq = m.Commits[shown].Seq
	}
	if !a.dirty && seq == a.shown && a.epoch == m.CommitEpoch && same(in, a.instances) {
		return
	}
	other := seq != a.shown
	a.instances, a.shown, a.epoch = in, seq, m.CommitEpoch
	a.mark(m, shown)
	a.dirty = true
	a.rebuild()
	if other {
		a.reveal()
	}
}

// same reports whether nothing that is shown differs; data is shared, so equal
// references mean equal data.
func same(a, b []timeline.Instance) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ID != b[i].ID || a[i].Page != b[i].Page || a[i].Changed != b[i].Changed {
			return false
		}
	}
	return true
}

// mark finds what the shown commit and its effects wrote.
func (a *Panel) mark(m *panel.Model, shown int) {
	a.marks, a.parents = map[key]literal.Difference{}, map[key]bool{}
	for _, i := range m.Effects(shown) {
		c := &m.Commits[i]
		for _, d := range literal.Differences(c.Changes, maxDifferences) {
			if d.Noop || d.Path == "" {
				continue
			}
			k := key{c.Instance, d.Path}
			if old, ok := a.marks[k]; ok {
				d.Old = old.Old
			}
			a.marks[k] = d
			a.parents[key{c.Instance, ""}] = true
			if p, err := value.ParsePath(d.Path); err == nil {
				for n := 1; n < len(p); n++ {
					a.parents[key{c.Instance, p[:n].String()}] = true
				}
			}
		}
	}
}

// rebuild flattens the tree.
func (a *Panel) rebuild() {
	if !a.dirty {
		return
	}
	a.dirty = false
	a.lines = a.lines[:0]
	children := map[dom.InstanceID][]*timeline.Instance{}
	known := map[dom.InstanceID]bool{}
	for i := range a.instances {
		known[a.instances[i].ID] = true
	}
	var roots []*timeline.Instance
	for i := range a.instances {
		in := &a.instances[i]
		if in.Owner != 0 && in.Owner != in.ID && known[in.Owner] {
			children[in.Owner] = append(children[in.Owner], in)
		} else {
			roots = append(roots, in)
		}
	}
	for _, in := range roots {
		a.instance(in, children, 0)
	}
	if a.global.known {
		a.instance(&timeline.Instance{ID: globalID, Component: "app.globalData", Data: a.global.value}, nil, 0)
	}
	a.list.Update()
}

func (a *Panel) instance(in *timeline.Instance, children map[dom.InstanceID][]*timeline.Instance, depth int) {
	if depth > maxDepth || len(a.lines) > maxRows {
		return
	}
	k := key{in.ID, ""}
	at := len(a.lines)
	a.lines = append(a.lines, line{key: k, depth: depth, head: in, opens: true, below: a.parents[k]})
	open := a.isOpen(k, depth == 0)
	if a.filter != "" {
		open = true
	}
	if open {
		for i := range in.Data.Len() {
			name := in.Data.Key(i)
			a.value(in.ID, name, value.Path{{Name: name, Index: -1}}.String(), in.Data.Index(i), depth+1)
		}
		for _, c := range children[in.ID] {
			a.instance(c, children, depth+1)
		}
	}
	if a.filter != "" && len(a.lines) == at+1 && !strings.Contains(strings.ToLower(in.Component), a.filter) {
		a.lines = a.lines[:at]
	}
}

func (a *Panel) value(id dom.InstanceID, label, path string, v value.Value, depth int) {
	if depth > maxDepth || len(a.lines) > maxRows {
		return
	}
	k := key{id, path}
	l := line{key: k, depth: depth, label: label, value: v, below: a.parents[k]}
	if d, ok := a.marks[k]; ok {
		l.change = &d
	}
	container := (v.Kind() == value.List || v.Kind() == value.Map) && v.Len() > 0
	l.opens = container
	at := len(a.lines)
	hit := a.filter == "" || strings.Contains(strings.ToLower(path), a.filter) || !container && strings.Contains(strings.ToLower(literal.Plain(v, 200)), a.filter)
	a.lines = append(a.lines, l)
	if container && (a.isOpen(k, a.parents[k]) || a.filter != "" && !hit) {
		for i := range v.Len() {
			if v.Kind() == value.List {
				name := strconv.Itoa(i)
				a.value(id, name, path+"["+name+"]", v.Index(i), depth+1)
			} else {
				name := v.Key(i)
				a.value(id, name, join(path, name), v.Index(i), depth+1)
			}
		}
	}
	if !hit && len(a.lines) == at+1 {
		a.lines = a.lines[:at]
	}
}

// join writes a path as value.Path.String does, so that marks are found.
func join(path, name string) string {
	return path + "." + value.Path{{Name: name, Index: -1}}.String()
}

func (a *Panel) isOpen(k key, def bool) bool {
	if o, ok := a.open[k]; ok {
		return o
	}
	return def
}

// reveal scrolls to the first thing written, when it is not the whole of it.
func (a *Panel) reveal() {
	for i := range a.lines {
		if a.lines[i].change != nil {
			a.list.ScrollTo(i)
			return
		}
	}
}

// Len implements row.Source.
func (a *Panel) Len() int { return len(a.lines) }

// Row implements row.Source.
func (a *Panel) Row(i int) row.Row {
	l := &a.lines[i]
	p := a.palette
	r := row.Row{Depth: l.depth, Selected: l.head == nil && l.key == a.picked}
	open := i+1 < len(a.lines) && a.lines[i+1].depth > l.depth
	if l.opens {
		r.Twisty = row.Closed
		if open {
			r.Twisty = row.Open
		}
	}
	if l.head != nil {
		name := l.head.Owned()
		c := p.Purple
		if l.depth == 0 {
			c = p.Text
		}
		r.Runs = []row.Run{{Text: name, Color: c, Bold: true}, {Text: number(l.head.ID), Color: p.Faint}}
		if !open {
			r.Runs = append(r.Runs, row.Run{Text: "  ", Color: p.Faint})
			r.Runs = append(r.Runs, literal.Runs(p, l.head.Data, previewWidth)...)
		}
		if l.below {
			r.Mark = p.Amber
		}
		return r
	}
	r.Runs = append(r.Runs, row.Run{Text: l.label, Color: p.Key}, row.Run{Text: ": ", Color: p.Dim})
	switch {
	case l.change != nil:
		r.Background, r.Mark = p.Changed, p.Amber
		if !open {
			r.Runs = append(r.Runs, literal.Change(p, l.change.Old, l.value, previewWidth)...)
			break
		}
		fallthrough
	default:
		if open {
			r.Runs = append(r.Runs, row.Run{Text: literal.Size(l.value), Color: p.Faint})
		} else {
			r.Runs = append(r.Runs, literal.Runs(p, l.value, previewWidth)...)
		}
		if l.below {
			r.Mark = p.Amber
		}
	}
	return r
}

// number names an instance.
func number(id dom.InstanceID) string {
	if id == globalID {
		return ""
	}
	return "  #" + strconv.Itoa(int(id))
}

// pick shows all about a path; an empty key closes that.
func (a *Panel) pick(k key) {
	a.picked = k
	if k.path == "" {
		a.detail.key, a.detail.shows, a.detail.node = key{}, nil, 0
	} else {
		v := value.Value{}
		for i := range a.instances {
			if a.instances[i].ID == k.instance {
				v = at(a.instances[i].Data, k.path)
			}
		}
		if k.instance == globalID {
			v = at(a.global.value, k.path)
		}
		a.detail.written = ""
		a.detail.show(k, v)
	}
	a.lay()
	a.list.Update()
}

// lay puts the details under the tree while there are some.
func (a *Panel) lay() {
	show := fyne.CanvasObject(a.list)
	if a.picked.path != "" || len(a.detail.shows) > 0 {
		show = a.split
		control.Show(a.detail.field, a.picked.path != "")
		if a.picked.path == "" {
			a.detail.title.Set(a.desk.Name(a.detail.node))
		}
		a.detail.fill()
	}
	if a.object.Objects[0] != show {
		a.object.Objects = []fyne.CanvasObject{show}
		a.split.Refresh()
		a.object.Refresh()
	}
}

// Tapped implements row.Source.
func (a *Panel) Tapped(i int, twisty bool) {
	l := &a.lines[i]
	if l.head == nil && !twisty {
		if l.instance != globalID {
			a.desk.Target(a.condition(l))
		}
		if !l.opens || a.picked.path != "" {
			a.pick(l.key)
		}
	}
	if !l.opens {
		return
	}
	a.open[l.key] = !(i+1 < len(a.lines) && a.lines[i+1].depth > l.depth)
	a.dirty = true
	a.rebuild()
}

// condition is the breakpoint of a path: what lies there is about to change.
func (a *Panel) condition(l *line) string {
	for i := range a.instances {
		if a.instances[i].ID == l.instance {
			return wire.PathCondition(a.instances[i].Owned(), l.path)
		}
	}
	return wire.Equal("path", l.path)
}

// Menu implements row.Source.
func (a *Panel) Menu(i int, at fyne.Position) {
	l := a.lines[i]
	if l.head != nil {
		data := l.head.Data
		host := l.head.Host
		items := []*fyne.MenuItem{fyne.NewMenuItem("Copy data as JSON", func() { a.desk.Copy(data.JSON()) })}
		if host != 0 {
			items = append(items, fyne.NewMenuItem("Show in WXML", func() { a.desk.Pick(host) }))
		}
		a.desk.Menu(at, items...)
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(a.desk.T("Edit, history, what shows it"), func() { a.pick(l.key) })}
	if l.instance != globalID {
		cond := a.condition(&l)
		items = append(items, fyne.NewMenuItem("Break before setData: "+cond, func() { a.desk.Break(cond) }))
	}
	a.desk.Menu(at, append(items,
		fyne.NewMenuItem("Copy value as JSON", func() { a.desk.Copy(l.value.JSON()) }),
		fyne.NewMenuItem("Copy path", func() { a.desk.Copy(l.path) }))...)
}

// Hovered implements row.Source: a component's row outlines it on the phone.
func (a *Panel) Hovered(i int) {
	if i >= 0 && i < len(a.lines) && a.lines[i].head != nil {
		a.desk.Hover(a.lines[i].head.Host)
		return
	}
	a.desk.Hover(0)
}
