package renderer

import (
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// OverrideKind says what of a node an Override replaces.
type OverrideKind uint8

// The kinds of Override.
const (
	OverrideClass OverrideKind = iota // Name is there (On) or not
	OverrideStyle                     // Text is the style attribute
	OverrideID                        // Text is the id
	OverrideAttr                      // Text is the attribute Name, which is gone unless On
	OverrideText                      // Text is the text of a text node
	OverrideState                     // State is forced on
)

// Override is laid over what the page says of a node, for the devtools. Nothing of it
// reaches the page's own program.
type Override struct {
	Node  dom.NodeID
	Kind  OverrideKind
	Name  string
	Text  string
	On    bool
	State dom.State
}

// overlay is what a Document keeps about the nodes with overrides.
type overlay struct {
	list  []Override
	nodes map[dom.NodeID]*covered
}

// covered is a node as the page wants it, with what is laid over it.
type covered struct {
	over    []Override
	classes []dom.Class
	style   string
	id      string
	text    string
	attrs   map[string]value.Value // those with an override
	state   dom.State              // forced now
	was     dom.State              // and of these, on before
	hover   bool                   // its hover-class is forced
}

// SetOverrides lays a list over the page in place of the one before. Nodes that are
// not there are passed over; of two for the same thing the later counts.
func (d *Document) SetOverrides(list []Override) {
	d.lift()
	d.overlay = overlay{}
	if len(list) > 0 {
		d.overlay.list = slices.Clone(list)
		d.lay()
	}
}

// Plain calls f while nothing is laid over the page: for what keeps its tree.
func (d *Document) Plain(f func()) {
	list := d.overlay.list
	d.lift()
	f()
	if len(list) > 0 {
		d.overlay = overlay{list: list}
		d.lay()
	}
}

// lay puts the list over the nodes.
func (d *Document) lay() {
	o := &d.overlay
	o.nodes = map[dom.NodeID]*covered{}
	for _, v := range o.list {
		n := d.tree.Node(v.Node)
		if n == nil || n.Internal {
			continue
		}
		c := o.nodes[n.ID]
		if c == nil {
			c = &covered{classes: n.Classes, style: n.Style, id: n.ElemID, text: n.Text, attrs: map[string]value.Value{}}
			o.nodes[n.ID] = c
		}
		if _, had := c.attrs[v.Name]; v.Kind == OverrideAttr && !had {
			c.attrs[v.Name] = n.Attr(v.Name)
		}
		c.over = append(c.over, v)
	}
	for id, c := range o.nodes {
		d.cover(d.tree.Node(id), c)
	}
}

// lift takes everything off again.
func (d *Document) lift() {
	nodes := d.overlay.nodes
	d.overlay.nodes = nil
	for id, c := range nodes {
		n := d.tree.Node(id)
		if n == nil {
			continue
		}
		d.put(n, c.classes, c.style, c.id, c.text)
		for name, v := range c.attrs {
			d.set(&dom.Op{Kind: dom.OpSetAttr, ID: id, Name: name, Value: v})
		}
		if c.state != 0 {
			d.mut.SetState(n, c.state&^c.was, false)
		}
		if c.hover {
			d.mut.SetHover(n, nil)
		}
	}
}

// cover shows a node as its overrides want it.
func (d *Document) cover(n *dom.Node, c *covered) {
	classes, style, id, text := slices.Clone(c.classes), c.style, c.id, c.text
	attrs := map[string]value.Value{}
	var state dom.State
	for i := range c.over {
		v := &c.over[i]
		switch v.Kind {
		case OverrideClass:
			// One that the page has keeps its place and the scope it speaks to.
			is := func(k dom.Class) bool { return k.Name == v.Name }
			switch at := slices.IndexFunc(classes, is); {
			case !v.On:
				classes = slices.DeleteFunc(classes, is)
			case at < 0:
				classes = append(classes, dom.Class{Name: v.Name, Scope: n.Scope})
			}
		case OverrideStyle:
			style = v.Text
		case OverrideID:
			id = v.Text
		case OverrideText:
			text = v.Text
		case OverrideAttr:
			attrs[v.Name] = value.Value{}
			if v.On {
				attrs[v.Name] = value.OfString(v.Text)
			}
		case OverrideState:
			state |= v.State
		}
	}
	d.put(n, classes, style, id, text)
	for name, v := range attrs {
		d.set(&dom.Op{Kind: dom.OpSetAttr, ID: n.ID, Name: name, Value: v})
	}
	if fresh := state &^ c.state; fresh != 0 {
		c.was |= n.State & fresh
		c.state |= fresh
	}
	if c.state != 0 {
		d.mut.SetState(n, c.state, true)
	}
	if state&dom.StateActive != 0 && !c.hover && len(n.HoverClasses) == 0 {
		if classes, ok := hoverClasses(n); ok {
			c.hover = true
			d.mut.SetHover(n, classes)
		}
	}
}

// put writes what most nodes have.
func (d *Document) put(n *dom.Node, classes []dom.Class, style, id, text string) {
	if n.IsText() {
		if n.Text != text {
			d.set(&dom.Op{Kind: dom.OpSetText, ID: n.ID, Text: text})
		}
		return
	}
	d.mut.SetClasses(n, classes)
	d.mut.SetStyle(n, style)
	if n.ElemID != id {
		d.set(&dom.Op{Kind: dom.OpSetID, ID: n.ID, Text: id})
	}
}

// set runs an operation of our own on a node that is there.
func (d *Document) set(op *dom.Op) { _ = d.apply([]dom.Op{*op}) }

// below takes an operation of the page for a node with overrides: what it sets is
// remembered and lies under them. False when the node has none.
func (d *Document) below(op *dom.Op) bool {
	c := d.overlay.nodes[op.ID]
	if c == nil {
		return false
	}
	n := d.tree.Node(op.ID)
	if n == nil {
		return false
	}
	switch op.Kind {
	case dom.OpSetClass:
		c.classes = op.Classes
	case dom.OpSetStyle:
		c.style = op.Text
	case dom.OpSetID:
		c.id = op.Text
	case dom.OpSetText:
		c.text = op.Text
	case dom.OpSetAttr:
		if _, ours := c.attrs[op.Name]; !ours {
			return false
		}
		c.attrs[op.Name] = op.Value
	default:
		return false
	}
	d.cover(n, c)
	return true
}

// keepForced puts forced states on again that a finger or a field took away.
func (d *Document) keepForced() {
	for id, c := range d.overlay.nodes {
		if n := d.tree.Node(id); n != nil && c.state != 0 && n.State&c.state != c.state {
			c.was &^= c.state &^ n.State
			d.mut.SetState(n, c.state, true)
		}
	}
}
