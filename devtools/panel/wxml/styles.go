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
	"diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator"
)

// Styles is what stands beside the tree: matched rules, computed style, box model,
// and what else the node carries.
type Styles struct {
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	tabs    *control.Tabs
	rules   *table
	values  *table
	props   *table
	box     *box
	node    *simulator.Node
	filter  string
}

// table is a row list over prepared rows; each may lead to a place in a file.
type table struct {
	row.Base
	list  *row.List
	rows  []row.Row
	place []wxss.Pos
	file  []string
	open  func(file string, line, column int)
}

func newTable(p *theme.Palette, open func(string, int, int)) *table {
	t := &table{open: open}
	t.list = row.New(p, t)
	return t
}

// Len implements row.Source.
func (t *table) Len() int { return len(t.rows) }

// Row implements row.Source.
func (t *table) Row(i int) row.Row { return t.rows[i] }

// Tapped implements row.Source.
func (t *table) Tapped(i int, _ bool) {
	if t.file[i] != "" {
		t.open(t.file[i], int(t.place[i].Line), int(t.place[i].Column))
	}
}

func (t *table) clear() { t.rows, t.place, t.file = t.rows[:0], t.place[:0], t.file[:0] }

func (t *table) add(r row.Row, file string, at wxss.Pos) {
	t.rows, t.place, t.file = append(t.rows, r), append(t.place, at), append(t.file, file)
}

func newStyles(p *theme.Palette, s panel.Session, d panel.Desk) *Styles {
	st := &Styles{palette: p, session: s, desk: d, rules: newTable(p, d.Open), values: newTable(p, d.Open), props: newTable(p, d.Open), box: newBox(p)}
	filter := control.NewEntry("Filter", d, func(text string) { st.filter = strings.ToLower(strings.TrimSpace(text)); st.fill() })
	tools := func() fyne.CanvasObject { return control.Tools(-1, control.Width(90, filter)) }
	st.tabs = control.NewTabs(p, nil,
		control.Tab{Title: "Styles", Content: container.New(boxBelow{}, st.rules.list, st.box)},
		control.Tab{Title: "Computed", Content: st.values.list, Tools: tools()},
		control.Tab{Title: "Node", Content: st.props.list})
	return st
}

// Content is what the window shows.
func (s *Styles) Content() fyne.CanvasObject { return s.tabs.Object }

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
	s.node = n
	s.fill()
}

func (s *Styles) fill() {
	s.rules.clear()
	s.values.clear()
	s.props.clear()
	p := s.palette
	if s.node == nil {
		s.box.set(nil)
		for _, t := range []*table{s.rules, s.values, s.props} {
			t.add(row.Row{Runs: []row.Run{{Text: "No element is picked", Color: p.Faint}}}, "", wxss.Pos{})
			t.list.Update()
		}
		return
	}
	in, ok := s.session.Inspect(s.node.ID)
	if ok {
		s.box.set(&in)
		s.fillRules(&in)
		s.fillComputed(&in)
	} else {
		s.box.set(nil)
	}
	s.fillNode()
	s.rules.list.Update()
	s.values.list.Update()
	s.props.list.Update()
}

var origins = [...]string{style.OriginUA: "built-in", style.OriginApp: "app.wxss", style.OriginPage: "page", style.OriginComponent: "component"}

func (s *Styles) fillRules(in *renderer.Inspection) {
	p := s.palette
	for i := range in.Rules {
		m := &in.Rules[i]
		r := row.Row{}
		file, at := "", wxss.Pos{}
		switch {
		case m.Inline:
			r.Runs = []row.Run{{Text: "element.style", Color: p.Attr}}
		case m.Forced:
			r.Runs = []row.Run{{Text: "<" + s.node.Tag + ">", Color: p.Purple}}
			r.Right = []row.Run{{Text: "set by the built-in", Color: p.Faint}}
		case m.Rule != nil:
			if m.Selector != nil {
				r.Runs = []row.Run{{Text: m.Selector.Text, Color: p.Amber}}
			}
			file, at = m.Rule.File, m.Rule.Pos
			place := origins[min(int(m.Origin), len(origins)-1)]
			if m.Origin == style.OriginUA {
				file = ""
			} else if file != "" {
				place = literal.Last(file) + ":" + strconv.Itoa(int(at.Line))
			}
			r.Right = []row.Run{{Text: place, Color: p.Dim}}
		}
		r.Runs = append(r.Runs, row.Run{Text: " {", Color: p.Dim})
		s.rules.add(r, file, at)
		for k := range m.Decls {
			d := &m.Decls[k]
			s.rules.add(s.decl(d.Name, d.Value, d.Important, d.Overridden, d.Unknown, d.Invalid), file, d.Pos)
		}
		s.rules.add(row.Row{Runs: []row.Run{{Text: "}", Color: p.Dim}}}, "", wxss.Pos{})
	}
}

// decl is a declaration; what does not count is struck through and dim.
func (s *Styles) decl(name, v string, important, overridden, unknown, invalid bool) row.Row {
	p := s.palette
	r := row.Row{Depth: 1, Strike: overridden || unknown || invalid}
	nameColour, valueColour := p.Tag, p.Text
	if overridden || unknown || invalid {
		nameColour, valueColour = p.Faint, p.Faint
	}
	r.Runs = []row.Run{{Text: name, Color: nameColour}, {Text: ": ", Color: p.Dim}}
	if c, ok := swatch(v); ok && !r.Strike {
		r.Swatch = c
	}
	r.Runs = append(r.Runs, row.Run{Text: literal.Line(v), Color: valueColour})
	if important {
		r.Runs = append(r.Runs, row.Run{Text: " !important", Color: p.Red})
	}
	switch {
	case unknown:
		r.Right = []row.Run{{Text: "unknown property", Color: p.Amber}}
	case invalid:
		r.Right = []row.Run{{Text: "value not understood", Color: p.Amber}}
	}
	return r
}

func (s *Styles) fillComputed(in *renderer.Inspection) {
	p := s.palette
	for _, c := range in.Computed {
		if s.filter != "" && !strings.Contains(c.Name, s.filter) && !strings.Contains(c.Value, s.filter) {
			continue
		}
		r := row.Row{Runs: []row.Run{{Text: c.Name, Color: p.Tag, Max: 168}, {Text: literal.Line(c.Value), Color: p.Text, X: 182}}}
		if col, ok := swatch(c.Value); ok {
			r.Swatch, r.SwatchX = col, 182
		}
		s.values.add(r, "", wxss.Pos{})
	}
}

func (s *Styles) fillNode() {
	p, n := s.palette, s.node
	put := func(name string, runs ...row.Run) {
		r := row.Row{Runs: []row.Run{{Text: name, Color: p.Key, Max: 96}}}
		if len(runs) > 0 {
			runs[0].X = 110
		}
		r.Runs = append(r.Runs, runs...)
		s.props.add(r, "", wxss.Pos{})
	}
	title := func(text string) {
		s.props.add(row.Row{Runs: []row.Run{{Text: text, Color: p.Dim, Bold: true}}, Background: p.Panel}, "", wxss.Pos{})
	}
	title("Node")
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
	if n.Attrs.Len() > 0 {
		title("Attributes")
		for i := range n.Attrs.Len() {
			put(n.Attrs.Key(i), literal.Runs(p, n.Attrs.Index(i), 120)...)
		}
	}
	if n.Dataset.Len() > 0 {
		title("dataset")
		for i := range n.Dataset.Len() {
			put(n.Dataset.Key(i), literal.Runs(p, n.Dataset.Index(i), 120)...)
		}
	}
	if len(n.Events) > 0 {
		title("Events")
		for _, e := range n.Events {
			put(e.Event, row.Run{Text: e.Method, Color: p.Blue})
		}
	}
}
