// Package wxml is the panel with the rendered tree, and beside it what style a
// picked node has.
//
// Its one idea: the tree is read only when it changed, flattened into rows as
// source text with closing tags, and every row knows its node.
package wxml

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator"
)

const (
	// maxRows bounds the rows of a tree.
	maxRows = 200000
	// openDepth is how deep a tree is open at first.
	openDepth = 12
	// inlineText is the longest text that stands between the tags of its row.
	inlineText = 80
	// attrText is the longest attribute value shown.
	attrText = 60
)

// line is one row: a node's start, its end tag, or a text.
type line struct {
	node  *simulator.Node
	depth int
	end   bool
	// shadow: the row says that what follows is the component's own tree.
	shadow bool
	slot   bool // written by the owner of the component around it, shown in a slot
	opens  bool
	open   bool
}

// Panel is the WXML panel.
type Panel struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	object  fyne.CanvasObject
	crumbs  *crumbs
	search  *control.Entry
	styles  *Styles

	root        *simulator.Node
	parents     map[dom.NodeID]*simulator.Node
	nodes       map[dom.NodeID]*simulator.Node
	deepest     int
	lines       []line
	open        map[dom.NodeID]bool
	picked      dom.NodeID
	version     uint64
	page        string
	read        bool
	latest, has uint64              // State.Tree as of the last update, and of the tree at hand
	styled      int                 // State.Styles as of the last update
	changed     map[dom.NodeID]bool // touched by the shown commit
	shown       uint64
	found       search
	count       *control.Label // of the hits
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	w := &Panel{palette: p, session: s, desk: d, open: map[dom.NodeID]bool{}}
	w.list = row.New(p, w)
	w.crumbs = newCrumbs(p, d)
	w.count = control.NewLabel(p, "", control.Dim, theme.Caption)
	w.search = control.NewEntry(d.T("Selector, tag or text"), d, w.look)
	w.search.OnKey = w.searchKey
	w.styles = newStyles(p, s, d)
	w.object = control.Bottom(22, w.list, control.BarRow(p, 22, w.crumbs.object))
	return w
}

// Content is the tree.
func (w *Panel) Content() fyne.CanvasObject { return w.object }

// Styles is what stands beside it.
func (w *Panel) Styles() *Styles { return w.styles }

// Tools stands in the tab bar.
func (w *Panel) Tools() fyne.CanvasObject {
	return control.Tools(-1, w.count, control.Width(170, w.search))
}

// Nodes counts the elements of the tree; Depth is its deepest level.
func (w *Panel) Nodes() int { return len(w.nodes) }

// Depth is the deepest level of the tree.
func (w *Panel) Depth() int { return w.deepest }

// Update takes in the model.
func (w *Panel) Update(m *panel.Model) {
	page := ""
	if n := len(m.State.Stack); n > 0 {
		page = m.State.Stack[n-1].Path
	}
	if !w.object.Visible() {
		w.latest = m.State.Tree
		if m.State.Styles != w.styled {
			w.styled = m.State.Styles
			w.styles.fill()
		}
		return
	}
	w.latest = m.State.Tree
	fresh := !w.read || m.State.Tree != w.version || page != w.page
	shown := m.Shown()
	seq := uint64(0)
	if shown >= 0 {
		seq = m.Commits[shown].Seq
	}
	styled := m.State.Styles != w.styled
	w.styled = m.State.Styles
	if !fresh && seq == w.shown {
		if styled {
			w.styles.fill()
		}
		return
	}
	w.shown = seq
	w.changed = map[dom.NodeID]bool{}
	for _, i := range m.Effects(shown) {
		for _, id := range m.Commits[i].Updated {
			w.changed[id] = true
		}
		for _, id := range m.Commits[i].Created {
			w.changed[id] = true
		}
	}
	if fresh {
		w.read, w.version, w.page = true, m.State.Tree, page
		w.readTree()
		if w.picked != 0 && w.nodes[w.picked] == nil {
			w.picked = 0
		}
		w.crumb()
	}
	w.flatten()
	if fresh || styled {
		w.styles.show(w.nodes[w.picked])
	}
}

// readTree takes the tree over as it is now.
func (w *Panel) readTree() {
	w.has = w.latest
	w.root = w.session.Tree()
	w.nodes, w.parents = make(map[dom.NodeID]*simulator.Node, len(w.nodes)), make(map[dom.NodeID]*simulator.Node, len(w.nodes))
	w.deepest = 0
	w.index(w.root, nil, 1)
}

func (w *Panel) index(n, parent *simulator.Node, depth int) {
	if n == nil || n.IsText {
		return
	}
	w.deepest = max(w.deepest, depth)
	w.nodes[n.ID], w.parents[n.ID] = n, parent
	for _, c := range n.Children {
		w.index(c, n, depth+1)
	}
}

func (w *Panel) flatten() {
	w.lines = w.lines[:0]
	if w.root != nil {
		w.add(w.root, 0, firstOwner(w.root))
	}
	w.list.Update()
}

// firstOwner is the instance whose template wrote the first thing in n.
func firstOwner(n *simulator.Node) dom.InstanceID {
	for _, c := range n.Children {
		return c.Owner
	}
	return n.Owner
}

// add flattens n. owner is the instance whose tree it stands in: of another's, it is
// the content of a slot.
func (w *Panel) add(n *simulator.Node, depth int, owner dom.InstanceID) {
	if len(w.lines) >= maxRows {
		return
	}
	l := line{node: n, depth: depth, slot: n.Owner != owner && n != w.root}
	if n.IsText {
		if strings.TrimSpace(n.Text) != "" {
			w.lines = append(w.lines, l)
		}
		return
	}
	l.opens = len(n.Children) > 0 && !inline(n) && hasContent(n)
	l.open = l.opens && w.isOpen(n, depth)
	w.lines = append(w.lines, l)
	if !l.open {
		return
	}
	inner, below := n.Owner, depth+1
	if n == w.root {
		inner = owner
	}
	if n.Is != "" {
		inner = n.Instance
		w.lines = append(w.lines, line{node: n, depth: below, shadow: true})
		below++
	}
	for _, c := range n.Children {
		w.add(c, below, inner)
	}
	w.lines = append(w.lines, line{node: n, depth: depth, end: true})
}

func hasContent(n *simulator.Node) bool {
	for _, c := range n.Children {
		if !c.IsText || strings.TrimSpace(c.Text) != "" {
			return true
		}
	}
	return false
}

// inline reports whether a node's only child is a short text.
func inline(n *simulator.Node) bool {
	return len(n.Children) == 1 && n.Children[0].IsText && len(n.Children[0].Text) <= inlineText
}

func (w *Panel) isOpen(n *simulator.Node, depth int) bool {
	if o, ok := w.open[n.ID]; ok {
		return o
	}
	return depth < openDepth
}

// Select picks a node, opens what is above it and scrolls to it; 0 picks none.
func (w *Panel) Select(id dom.NodeID) {
	if w.nodes[id] == nil {
		id = 0
	}
	w.picked = id
	for n := w.parents[id]; n != nil; n = w.parents[n.ID] {
		w.open[n.ID] = true
	}
	w.flatten()
	for i := range w.lines {
		if w.lines[i].node.ID == id && !w.lines[i].end && !w.lines[i].shadow && id != 0 {
			w.list.ScrollTo(i)
			break
		}
	}
	w.crumb()
	w.styles.show(w.nodes[id])
}

// Picked is the selected node, 0 none.
func (w *Panel) Picked() dom.NodeID { return w.picked }

// Node gives a node of the tree shown, nil when it has none with that id.
func (w *Panel) Node(id dom.NodeID) *simulator.Node {
	if w.has != w.latest { // the tree changed while the panel was hidden
		w.readTree()
	}
	return w.nodes[id]
}

// crumb writes the path to the picked node.
func (w *Panel) crumb() {
	var path []*simulator.Node
	for n := w.nodes[w.picked]; n != nil; n = w.parents[n.ID] {
		path = append(path, n)
	}
	slices.Reverse(path)
	w.crumbs.set(path)
}

// Name is a node's tag, Classes its id and classes as a selector.
func Name(n *simulator.Node) string { return n.Tag }

// Classes writes id and classes as a selector.
func Classes(n *simulator.Node) string {
	s := ""
	if n.ElemID != "" {
		s = "#" + n.ElemID
	}
	for _, c := range strings.Fields(n.Class) {
		s += "." + c
	}
	return s
}

// Len implements row.Source.
func (w *Panel) Len() int { return len(w.lines) }

// Row implements row.Source.
func (w *Panel) Row(i int) row.Row {
	l, p := &w.lines[i], w.palette
	n := l.node
	r := row.Row{Depth: l.depth}
	if l.shadow {
		r.Runs = []row.Run{{Text: "#shadow-root", Color: p.Faint}}
		return r
	}
	if l.slot {
		name := "slot"
		if n.Slot != "" {
			name += " " + n.Slot
		}
		r.Right = []row.Run{{Text: name, Color: p.Purple}}
	}
	if n.IsText {
		r.Runs = []row.Run{{Text: literal.Line(strings.TrimSpace(n.Text)), Color: p.Text}}
		return r
	}
	r.Selected = n.ID == w.picked && w.picked != 0 && !l.end
	tag := p.Tag
	if n.Is != "" {
		tag = p.Purple
	}
	if l.end {
		r.Runs = []row.Run{{Text: "</" + n.Tag + ">", Color: tag}}
		return r
	}
	if w.changed[n.ID] || w.textChanged(n) {
		r.Background, r.Mark = p.Changed, p.Amber
	}
	if r.Selected {
		r.Mark = p.Accent
	}
	if l.opens {
		r.Twisty = row.Closed
		if l.open {
			r.Twisty = row.Open
		}
	}
	r.Runs = append(r.Runs, row.Run{Text: "<" + n.Tag, Color: tag})
	attr := func(name, v string, c row.Run) {
		r.Runs = append(r.Runs, row.Run{Text: " " + name, Color: p.Attr}, row.Run{Text: "=", Color: p.Faint})
		c.Text = `"` + cut(v) + `"`
		r.Runs = append(r.Runs, c)
	}
	str := row.Run{Color: p.String}
	if n.ElemID != "" {
		attr("id", n.ElemID, str)
	}
	if n.Class != "" {
		attr("class", n.Class, str)
	}
	if n.Style != "" {
		attr("style", n.Style, str)
	}
	for k := range n.Attrs.Len() {
		v := n.Attrs.Index(k)
		if v.Kind() == value.String {
			attr(n.Attrs.Key(k), v.Str(), str)
		} else {
			attr(n.Attrs.Key(k), "{{"+literal.Plain(v, attrText)+"}}", row.Run{Color: p.Number})
		}
	}
	for k := range n.Dataset.Len() {
		v := n.Dataset.Index(k)
		s := v.Str()
		if v.Kind() != value.String {
			s = literal.Plain(v, attrText)
		}
		attr("data-"+n.Dataset.Key(k), s, str)
	}
	for _, e := range n.Events {
		attr(e.Event, e.Method, row.Run{Color: p.Blue})
	}
	end := row.Run{Text: ">", Color: tag}
	switch {
	case inline(n):
		r.Runs = append(r.Runs, end, row.Run{Text: literal.Line(n.Children[0].Text), Color: p.Text}, row.Run{Text: "</" + n.Tag + ">", Color: tag})
	case !l.opens:
		r.Runs = append(r.Runs, row.Run{Text: " />", Color: tag})
	case !l.open:
		r.Runs = append(r.Runs, end, row.Run{Text: "…", Color: p.Faint}, row.Run{Text: "</" + n.Tag + ">", Color: tag})
	default:
		r.Runs = append(r.Runs, end)
	}
	if n.Is != "" {
		r.Runs = append(r.Runs, row.Run{Text: "  " + n.Is, Color: p.Faint})
	}
	return r
}

func (w *Panel) textChanged(n *simulator.Node) bool {
	for _, c := range n.Children {
		if c.IsText && w.changed[c.ID] {
			return true
		}
	}
	return false
}

func cut(s string) string {
	s = literal.Line(s)
	if r := []rune(s); len(r) > attrText {
		return string(r[:attrText-1]) + "…"
	}
	return s
}

// Tapped implements row.Source.
func (w *Panel) Tapped(i int, twisty bool) {
	l := w.lines[i]
	if twisty && l.opens {
		w.open[l.node.ID] = !l.open
		w.flatten()
		return
	}
	n := l.node
	if n.IsText {
		for k := i - 1; k >= 0; k-- {
			if !w.lines[k].node.IsText && !w.lines[k].end && w.lines[k].depth < l.depth {
				n = w.lines[k].node
				break
			}
		}
	}
	w.desk.Pick(n.ID)
}

// Hovered implements row.Source.
func (w *Panel) Hovered(i int) {
	if i >= 0 && i < len(w.lines) && !w.lines[i].node.IsText {
		w.desk.Hover(w.lines[i].node.ID)
		return
	}
	w.desk.Hover(0)
}

// Menu implements row.Source.
func (w *Panel) Menu(i int, at fyne.Position) {
	n := w.lines[i].node
	items := []*fyne.MenuItem{
		fyne.NewMenuItem("Copy as text", func() {
			var b strings.Builder
			n.WriteText(&b, 0)
			w.desk.Copy(b.String())
		}),
		fyne.NewMenuItem("Open all below", func() { w.setAll(n, true) }),
		fyne.NewMenuItem("Close all below", func() { w.setAll(n, false) }),
	}
	if n.Is != "" {
		items = append(items, fyne.NewMenuItem("Open "+n.Is+".wxml", func() { w.desk.Open(strings.TrimPrefix(n.Is, "/")+".wxml", 0, 0) }))
	}
	w.desk.Menu(at, items...)
}

func (w *Panel) setAll(n *simulator.Node, open bool) {
	var walk func(*simulator.Node)
	walk = func(n *simulator.Node) {
		if !n.IsText {
			w.open[n.ID] = open
			for _, c := range n.Children {
				walk(c)
			}
		}
	}
	walk(n)
	w.flatten()
}
