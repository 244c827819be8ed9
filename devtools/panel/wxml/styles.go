package wxml

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/simulator"
)

// Styles is what stands beside the tree: matched rules, computed style, box model,
// what else the node carries, and the edits that no file has yet.
type Styles struct {
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	object  fyne.CanvasObject
	tabs    *control.Tabs
	rules   *table
	values  *table
	props   *table
	edits   *table
	field   [2]*field // over rules and props
	bar     *editBar
	box     *box
	node    *simulator.Node
	filter  string
	classes *control.Button
	states  *control.Button
	why     map[int]string // of edits that could not be written
	open    string         // property whose reasons are shown in the computed list
	in      renderer.Inspection
	ok      bool
	eye     *Eye   // looks at another phone than the first, nil not
	place   string // which
}

// cell is a row with what it does.
type cell struct {
	row.Row
	tap  func(x float32)         // a click, nil nothing
	menu func() []*fyne.MenuItem // nil none
}

// table is a row list over prepared cells.
type table struct {
	row.Base
	list  *row.List
	cells []cell
	desk  panel.Desk
}

func newTable(p *theme.Palette, d panel.Desk) *table {
	t := &table{desk: d}
	t.list = row.New(p, t)
	return t
}

// Len implements row.Source.
func (t *table) Len() int { return len(t.cells) }

// Row implements row.Source.
func (t *table) Row(i int) row.Row { return t.cells[i].Row }

// TappedAt implements row.Pointed.
func (t *table) TappedAt(i int, x float32) bool {
	if f := t.cells[i].tap; f != nil {
		f(x)
	}
	return true
}

// Menu implements row.Source.
func (t *table) Menu(i int, at fyne.Position) {
	if f := t.cells[i].menu; f != nil {
		if items := f(); len(items) > 0 {
			t.desk.Menu(at, items...)
		}
	}
}

func (t *table) clear() { t.cells = t.cells[:0] }

func (t *table) add(r row.Row) *cell {
	t.cells = append(t.cells, cell{Row: r})
	return &t.cells[len(t.cells)-1]
}

func newStyles(p *theme.Palette, s panel.Session, d panel.Desk) *Styles {
	st := &Styles{palette: p, session: s, desk: d, rules: newTable(p, d), values: newTable(p, d), props: newTable(p, d), edits: newTable(p, d), box: newBox(p), why: map[int]string{}}
	st.field = [2]*field{newField(p, d, st.rules.list), newField(p, d, st.props.list)}
	filter := control.NewEntry(d.T("Filter"), d, func(text string) { st.filter = strings.ToLower(strings.TrimSpace(text)); st.fill() })
	st.classes = control.NewButton(p, "", ".cls", d.T("Classes of the element: switch, add"), d, func() { st.classes.SetActive(!st.classes.Active()); st.fill() })
	st.states = control.NewButton(p, "", ":hov", d.T("Show the element as if pressed, hovered or focused"), d, func() { st.states.SetActive(!st.states.Active()); st.fill() })
	st.bar = newEditBar(st)
	st.tabs = control.NewTabs(p, func(int) {
		if st.tabs != nil {
			st.fill()
		}
	},
		control.Tab{Title: d.T("Styles"), Content: container.New(boxBelow{}, st.field[0].object, st.box), Tools: control.Tools(-1, st.classes, st.states)},
		control.Tab{Title: d.T("Computed"), Content: st.values.list, Tools: control.Tools(-1, control.Width(90, filter))},
		control.Tab{Title: d.T("Node"), Content: st.field[1].object},
		control.Tab{Title: d.T("Edits"), Content: st.edits.list})
	st.object = container.New(barBelow{}, st.tabs.Object, st.bar.object)
	return st
}

// Content is what the window shows.
func (s *Styles) Content() fyne.CanvasObject { return s.object }

// Order of the tabs.
const (
	tabStyles = iota
	tabComputed
	tabNode
	tabEdits
)

// boxBelow keeps the box model at the bottom while there is space for it.
type boxBelow struct{}

func (boxBelow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := float32(boxHeight)
	if s.Height < 2.1*boxHeight {
		h = max(0, min(boxHeight, s.Height-120))
	}
	if h < boxHeight*0.8 {
		h = 0
	}
	o[0].Resize(fyne.NewSize(s.Width, s.Height-h))
	o[1].Move(fyne.NewPos(0, s.Height-h))
	o[1].Resize(fyne.NewSize(s.Width, h))
	if h == 0 {
		o[1].Hide()
	} else {
		o[1].Show()
	}
}

func (boxBelow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(90, 60) }

// Repaint makes the rows again in the colours of the palette.
func (s *Styles) Repaint() { s.fill() }

// show presents a node, nil none.
func (s *Styles) show(n *simulator.Node) {
	if n != s.node && (n == nil || s.node == nil || n.ID != s.node.ID) {
		for _, f := range s.field {
			if f.editing() {
				f.commit()
			}
		}
		s.open = ""
	}
	s.node = n
	s.fill()
}

// fill makes the rows of what is shown.
func (s *Styles) fill() {
	s.bar.update()
	s.ok = false
	if s.node != nil {
		if s.in, s.ok = s.session.Inspect(s.node.ID); s.eye != nil {
			s.in, s.ok = s.eye.Inspect(s.node.ID)
		}
	}
	if s.ok {
		s.box.set(&s.in)
	} else {
		s.box.set(nil)
	}
	none := row.Row{Runs: []row.Run{{Text: s.desk.T("No element is picked"), Color: s.palette.Faint}}}
	tables := [...]*table{tabStyles: s.rules, tabComputed: s.values, tabNode: s.props}
	at := s.tabs.Current()
	if at == tabEdits {
		s.fillEdits()
		return
	}
	t := tables[at]
	t.clear()
	switch {
	case s.node == nil:
		t.add(none)
	case at == tabStyles:
		s.fillPlace(t)
		s.fillSwitches()
		if s.ok {
			s.fillRules(&s.in)
		}
	case at == tabComputed:
		s.fillPlace(t)
		if s.ok {
			s.fillComputed(&s.in)
		}
	case at == tabNode:
		s.fillNode()
	}
	t.list.Update()
	for _, f := range s.field {
		if f.editing() {
			f.object.Refresh()
		}
	}
}

// tapWidth is how far the box to switch a row with reaches.
const tapWidth = 24

// check puts a box to switch something with before a row.
func (s *Styles) check(r row.Row, on bool) row.Row {
	p := s.palette
	r.Bars = append(r.Bars, row.Bar{X: 8, Width: 11, Color: p.Faint}, row.Bar{X: 9, Width: 9, Inset: 1, Color: p.Background})
	if on {
		r.Bars = append(r.Bars, row.Bar{X: 11, Width: 5, Inset: 3, Color: p.Accent})
	}
	r.Depth = 1
	return r
}

// fillSwitches shows the classes and the states to force, while they are wanted.
func (s *Styles) fillSwitches() {
	p, n := s.palette, s.node
	if s.states.Active() {
		for _, st := range [...]struct {
			name string
			bit  dom.State
		}{{":active", dom.StateActive}, {":hover", dom.StateHover}, {":focus", dom.StateFocus}} {
			now := s.session.Forced(n.ID)
			r := s.check(row.Row{Runs: []row.Run{{Text: st.name, Color: p.Amber}}, Background: p.Panel}, now&st.bit != 0)
			if st.bit == dom.StateActive {
				r.Right = []row.Run{{Text: s.desk.T("with hover-class"), Color: p.Faint}}
			}
			s.rules.add(r).tap = func(float32) {
				s.session.ForceState(n.ID, now^st.bit)
				s.desk.Changed()
				s.fill()
			}
		}
	}
	if !s.classes.Active() {
		return
	}
	edited := map[string]*simulator.Edit{}
	list := s.session.Edits()
	names := strings.Fields(n.Class)
	for i := range list {
		if e := &list[i]; e.Kind == simulator.EditClass && e.Node == n.ID {
			edited[e.Name] = e
			if !e.On {
				names = append(names, e.Name)
			}
		}
	}
	for _, name := range names {
		e := edited[name]
		on := e == nil || e.On
		r := s.check(row.Row{Runs: []row.Run{{Text: "." + name, Color: p.Amber}}, Background: p.Panel}, on)
		s.unsaved(&r, e)
		c := s.rules.add(r)
		c.tap = func(float32) { s.edit(simulator.Edit{Kind: simulator.EditClass, Node: n.ID, Name: name, On: !on}) }
		c.menu = func() []*fyne.MenuItem { return s.editMenu(e) }
	}
	at := len(s.rules.cells)
	s.rules.add(row.Row{Depth: 1, Background: p.Panel, Runs: []row.Run{{Text: s.desk.T("add a class"), Color: p.Faint}}}).tap = func(float32) {
		s.field[0].edit(at, tapWidth, "", 0, target{done: func(text string) {
			for _, name := range strings.Fields(strings.ReplaceAll(text, ".", " ")) {
				s.edit(simulator.Edit{Kind: simulator.EditClass, Node: n.ID, Name: name, On: true})
			}
		}})
	}
}

// edit makes a change; why it cannot be is told at the bottom.
func (s *Styles) edit(e simulator.Edit) int {
	n, err := s.session.Edit(e)
	s.bar.say("")
	if err != nil {
		s.bar.say(err.Error())
	}
	s.desk.Changed()
	s.fill()
	return n
}

// unsaved marks a row that an edit changed.
func (s *Styles) unsaved(r *row.Row, e *simulator.Edit) {
	if e == nil {
		return
	}
	r.Mark, r.Background = s.palette.Amber, s.palette.Changed
	r.Right = []row.Run{{Text: s.desk.T("not saved"), Color: s.palette.Amber}}
}

// editMenu is what can be done with an edit.
func (s *Styles) editMenu(e *simulator.Edit) []*fyne.MenuItem {
	if e == nil {
		return nil
	}
	number := e.Number
	return []*fyne.MenuItem{
		fyne.NewMenuItem(s.desk.T("Write to file"), func() { s.write(number) }),
		fyne.NewMenuItem(s.desk.T("Undo"), func() { s.undo(number) }),
	}
}

// fillNode shows what the node carries beside style.
func (s *Styles) fillNode() {
	p, n := s.palette, s.node
	put := func(name string, runs ...row.Run) *cell {
		r := row.Row{Runs: []row.Run{{Text: name, Color: p.Key, Max: 96}}}
		if len(runs) > 0 {
			runs[0].X = valueX
		}
		r.Runs = append(r.Runs, runs...)
		return s.props.add(r)
	}
	title := func(text string) {
		s.props.add(row.Row{Runs: []row.Run{{Text: text, Color: p.Dim, Bold: true}}, Background: p.Panel})
	}
	title(s.desk.T("Node"))
	put("tag", row.Run{Text: n.Tag, Color: p.Tag})
	put("node", row.Run{Text: strconv.Itoa(int(n.ID)), Color: p.Number})
	if n.Is != "" {
		put("component", row.Run{Text: n.Is, Color: p.Purple})
		put("instance", row.Run{Text: "#" + strconv.Itoa(int(n.Instance)), Color: p.Number})
	}
	if n.Slot != "" {
		put("slot", row.Run{Text: n.Slot, Color: p.String})
	}
	put("box", row.Run{Text: fmt.Sprintf("%g, %g   %g × %g", round(n.Box[0]), round(n.Box[1]), round(n.Box[2]), round(n.Box[3])), Color: p.Number})
	s.fillTexts(put, title)
	s.fillAttributes(put, title)
	if n.Dataset.Len() > 0 {
		title("dataset")
		for i := range n.Dataset.Len() {
			put(n.Dataset.Key(i), literal.Runs(p, n.Dataset.Index(i), 120)...)
		}
	}
	if len(n.Events) > 0 {
		title(s.desk.T("Events"))
		for _, e := range n.Events {
			put(e.Event, row.Run{Text: e.Method, Color: p.Blue})
		}
	}
}

// valueX is the column of values in the Node list.
const valueX = 110

func (s *Styles) fillTexts(put func(string, ...row.Run) *cell, title func(string)) {
	p, first := s.palette, true
	for _, c := range s.node.Children {
		if !c.IsText || strings.TrimSpace(c.Text) == "" {
			continue
		}
		if first {
			title(s.desk.T("Text"))
			first = false
		}
		at, text := len(s.props.cells), c.Text
		k := put(s.desk.T("text"), row.Run{Text: literal.Line(strings.TrimSpace(text)), Color: p.String})
		e := s.editOf(simulator.EditText, c.ID, "")
		s.unsaved(&k.Row, e)
		k.menu = func() []*fyne.MenuItem { return s.editMenu(e) }
		change := func(value string) { s.edit(simulator.Edit{Kind: simulator.EditText, Node: c.ID, Value: value}) }
		k.tap = func(float32) {
			s.field[1].edit(at, valueX-6, strings.TrimSpace(text), len(text), target{changed: change, cancel: func() { change(text) }})
		}
	}
}

func (s *Styles) fillAttributes(put func(string, ...row.Run) *cell, title func(string)) {
	p, n := s.palette, s.node
	title(s.desk.T("Attributes"))
	attr := func(name, value string, runs ...row.Run) {
		at := len(s.props.cells)
		k := put(name, runs...)
		e := s.editOf(simulator.EditAttr, n.ID, name)
		if name == "style" {
			e = s.editOf(simulator.EditStyle, n.ID, "")
		}
		s.unsaved(&k.Row, e)
		k.menu = func() []*fyne.MenuItem {
			items := s.editMenu(e)
			if name != "style" && n.Is == "" {
				items = append(items, fyne.NewMenuItem(s.desk.T("Remove the attribute"), func() { s.edit(simulator.Edit{Kind: simulator.EditAttr, Node: n.ID, Name: name}) }))
			}
			return items
		}
		change := func(v string) {
			if name == "style" {
				s.edit(simulator.Edit{Kind: simulator.EditStyle, Node: n.ID, Value: v})
				return
			}
			s.edit(simulator.Edit{Kind: simulator.EditAttr, Node: n.ID, Name: name, Value: v, On: true})
		}
		k.tap = func(float32) {
			s.field[1].edit(at, valueX-6, value, len(value), target{changed: change, cancel: func() {
				if e == nil {
					s.revert(simulator.EditAttr, n.ID, name)
					s.revert(simulator.EditStyle, n.ID, "")
					return
				}
				change(value)
			}})
		}
	}
	if n.ElemID != "" {
		attr("id", n.ElemID, row.Run{Text: n.ElemID, Color: p.String})
	}
	if n.Style != "" {
		attr("style", n.Style, row.Run{Text: literal.Line(n.Style), Color: p.String})
	}
	for i := range n.Attrs.Len() {
		v := n.Attrs.Index(i)
		attr(n.Attrs.Key(i), v.ToString(), literal.Runs(p, v, 120)...)
	}
	at := len(s.props.cells)
	s.props.add(row.Row{Runs: []row.Run{{Text: s.desk.T("add an attribute"), Color: p.Faint}}}).tap = func(float32) {
		s.field[1].edit(at, 4, "", 0, target{done: func(text string) {
			name, value, _ := strings.Cut(text, "=")
			if name = strings.TrimSpace(name); name != "" {
				s.edit(simulator.Edit{Kind: simulator.EditAttr, Node: n.ID, Name: name, Value: strings.Trim(strings.TrimSpace(value), `"'`), On: true})
			}
		}})
	}
}

// editOf finds the edit of something of a node, nil none.
func (s *Styles) editOf(kind simulator.EditKind, id dom.NodeID, name string) *simulator.Edit {
	list := s.session.Edits()
	for i := range list {
		if e := &list[i]; e.Kind == kind && e.Node == id && (e.Name == name || kind == simulator.EditStyle || kind == simulator.EditText) {
			return e
		}
	}
	return nil
}

// revert takes the edit of something of a node back.
func (s *Styles) revert(kind simulator.EditKind, id dom.NodeID, name string) {
	if e := s.editOf(kind, id, name); e != nil {
		s.undo(e.Number)
	}
}
