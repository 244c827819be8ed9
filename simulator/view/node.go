package view

import (
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

type nkind uint8

const (
	nElement nkind = iota
	nText
	nFragment // block, include, branch, row, content of a template
	nIf       // kids: the shown branch, or nothing
	nFor      // kids: rows
	nSlot     //
	nUse      // kids: the template's content, or nothing
	nShadow   // root of an instance's shadow tree
	nVoid     // left out because of a limit
)

// Node is a node of a shadow tree: an element, a text, or something without a place
// in the composed tree (a block, a loop, a slot …).
type Node struct {
	id     dom.NodeID
	kind   nkind
	flags  nflag
	stamp  uint32 // flush in which it was placed
	p      *pnode
	owner  *Instance // whose template wrote it
	parent *Node     // in the shadow tree
	kids   []*Node   // in the shadow tree
	env    *env      // names for its values and kids
	text   string
	el     *element // nElement only
	up     *Node    // composed parent as sent
	x      *extra   // nIf, nFor, nSlot, nUse, and fragments with a slot attribute
}

type nflag uint16

const (
	fSent     nflag = 1 << iota // the other side has it
	fDirty                      // listed in Page.dirty
	fDead                       // removed
	fKids                       // listed in Page.parents
	fGone                       // the other side had it and forgot it
	fWhole                      // an element that is built with all below it
	fAttached                   // it hangs in the page: attached ran for what is around it
	fSpliced                    // fKids because of one list (Page.splices)
	fRemoved                    // the root of what was removed: events do not pass it
)

// element is what only elements have.
type element struct {
	target
	tag      string
	raw      string // class as written and evaluated
	classes  []dom.Class
	style    string
	attrs    []dom.Attr
	slot     string
	in       *Instance // of a component host
	virtual  bool
	via      bool   // bindings of virtual hosts or slots were sent with its own
	waiting  string // component path that a placeholder stands for
	composed []*Node
	dirty    dirtyBit
	changed  []string // attributes to send
	wxs      *wxsLook
}

type dirtyBit uint8

const (
	dID dirtyBit = 1 << iota
	dClass
	dStyle
	dDataset
	dMark
	dHandlers
	dSlot
)

// extra is the state of the nodes that decide about their children.
type extra struct {
	branch   int // nIf: shown branch, -1 none
	list     value.Value
	vals     []value.Value // nFor
	ownVals  bool          // vals is a copy that may be written
	names    []string      // nFor over a map: its keys
	slotTo   string
	name     string        // nSlot
	slotVals []value.Value // nSlot: values, parallel to valNames
	valNames []string
	content  *Node   // nSlot of a dynamicSlots component: its own copy of the content
	slotNode *Node   // of such a copy: its slot
	at       *target // nSlot with an id, dataset, marks or bindings
	is       string  // nUse
	root     *rootScope
	scope    *scopeProg
	depth    int
}

// ID is the node's id within the page; 0 for nodes without a place in the composed
// tree. A node that left the composed tree and came back has a new one.
func (n *Node) ID() dom.NodeID { return n.id }

// IsText reports whether n is a text.
func (n *Node) IsText() bool { return n.kind == nText }

// Text is the text of a text node.
func (n *Node) Text() string { return n.text }

// Tag is the tag as written, "" of a text.
func (n *Node) Tag() string {
	if n.el == nil {
		return ""
	}
	return n.el.tag
}

// Owner is the instance whose template wrote n and whose methods handle its events.
func (n *Node) Owner() *Instance { return n.owner }

// Component is the instance that n is the host of, nil for others.
func (n *Node) Component() *Instance {
	if n.el == nil {
		return nil
	}
	return n.el.in
}

// ElemID is the id attribute.
func (n *Node) ElemID() string {
	if f := n.face(); f != nil {
		return f.elemID
	}
	return ""
}

// Dataset is the dataset, an empty map when there is none.
func (n *Node) Dataset() value.Value {
	if f := n.face(); f != nil && !f.dataset.IsUndefined() {
		return f.dataset
	}
	return value.OfMap(nil, nil)
}

// Classes is the class list with the scopes it speaks to.
func (n *Node) Classes() []dom.Class {
	if n.el == nil {
		return nil
	}
	return n.el.classes
}

// Style is the style attribute with what wxs set after it.
func (n *Node) Style() string {
	if n.el == nil {
		return ""
	}
	return n.el.look()
}

// Attr gives an attribute as sent; undefined when absent.
func (n *Node) Attr(name string) value.Value {
	if n.el != nil {
		for i := range n.el.attrs {
			if n.el.attrs[i].Name == name {
				return n.el.attrs[i].Value
			}
		}
	}
	return value.Value{}
}

// Attrs are the attributes other than id, class, style, slot, data- and mark:.
func (n *Node) Attrs() []dom.Attr {
	if n.el == nil {
		return nil
	}
	return n.el.attrs
}

// Handlers are the event bindings.
func (n *Node) Handlers() []dom.Handler {
	if n.el == nil {
		return nil
	}
	return n.el.handlers
}

// Pos is where the node was written.
func (n *Node) Pos() (file string, pos wxml.Pos) {
	if n.p == nil || n.p.src == nil {
		return "", wxml.Pos{}
	}
	return n.p.file.t.File, n.p.src.Pos
}

// Written gives the source of an attribute (of a text node: of the text), for edits.
func (n *Node) Written(name string) (source string, has bool) {
	if n.p == nil || n.p.src == nil {
		return "", false
	}
	return n.p.src.SourceOf(name)
}

// Alive reports whether n is still part of its shadow tree.
func (n *Node) Alive() bool { return n.flags&fDead == 0 }

// Marks merges the mark: values of n and everything above it in its own template;
// nearer nodes win. WeChat: documentation of mark, which counts no marks outside the
// component.
func (n *Node) Marks() value.Value {
	var keys []string
	var vals []value.Value
	for m := n; m != nil; m = m.parent {
		f := m.face()
		if f == nil {
			continue
		}
		for i, k := range f.mark.Keys() {
			if indexOf(keys, k) < 0 {
				keys = append(keys, k)
				vals = append(vals, f.mark.Index(i))
			}
		}
	}
	return value.OfMap(keys, vals)
}

// OwnMarks merges the mark: values from n up through its own template; nearer nodes
// win. WeChat: exparser's collectMarks, which selector queries use.
func (n *Node) OwnMarks() value.Value {
	out := value.OfMap(nil, nil)
	for m := n; m != nil; m = m.Parent() {
		for i, k := range m.el.mark.Keys() {
			if out.Get(k).IsUndefined() {
				out = out.With(value.Path{{Name: k, Index: -1}}, m.el.mark.Index(i))
			}
		}
	}
	return out
}

// Virtual reports whether n is the host of a virtualHost component.
func (n *Node) Virtual() bool { return n.el != nil && n.el.virtual }

func indexOf(list []string, s string) int {
	for i := range list {
		if list[i] == s {
			return i
		}
	}
	return -1
}

// Model gives where a two-way binding of n writes to: model:prop="{{path}}".
func (n *Node) Model(prop string) (in *Instance, path value.Path, ok bool) {
	if n.el == nil || n.p == nil {
		return nil, nil, false
	}
	for i := range n.p.models {
		m := &n.p.models[i]
		if m.name == prop || m.prop == prop || m.dom == prop {
			path, ok = n.modelPath(m)
			return n.owner, path, ok
		}
	}
	return nil, nil, false
}

// modelPath gives where a two-way binding writes to. WeChat (documentation of
// two-way bindings): a single field only; glass-easel knows paths and rows of lists.
// A path that is not ok is one that would need glass-easel.
func (n *Node) modelPath(m *pattr) (path value.Path, ok bool) {
	if path, ok = n.env.resolve(m.v); ok && len(path) > 1 && !n.owner.Def.GlassEasel {
		return path, false
	}
	return path, ok
}

// Parent is the next element above n in its own shadow tree, nil at the top.
func (n *Node) Parent() *Node { return eventParent(n, false) }

// ComposedParent is the next element above n in the composed tree, virtual hosts
// left out; nil at the page and for content without a slot.
func (n *Node) ComposedParent() *Node {
	for m := eventParent(n, true); m != nil; m = eventParent(m, true) {
		if !m.el.virtual {
			return m
		}
	}
	return nil
}

// eventParent is the next element above n: within the shadow tree, or through slots
// and shadow roots, where virtual hosts count too.
func eventParent(n *Node, composed bool) *Node {
	from := n
	for up := n.parent; up != nil; up = up.parent {
		switch up.kind {
		case nShadow:
			if !composed {
				return nil
			}
			return up.owner.Host
		case nElement:
			if composed && up.el.in != nil {
				s := up.el.in.slotFor(from)
				if s == nil {
					return nil
				}
				from, up = s, s
				continue
			}
			return up
		}
	}
	return nil
}

// Children are the elements and texts directly below n in its shadow tree, blocks
// and loops seen through.
func (n *Node) Children() []*Node { return lightKids(nil, n.kids) }

func lightKids(dst []*Node, kids []*Node) []*Node {
	for _, k := range kids {
		if k == nil {
			continue
		}
		switch k.kind {
		case nElement, nText:
			dst = append(dst, k)
		case nVoid, nSlot:
		default:
			dst = lightKids(dst, k.kids)
		}
	}
	return dst
}

// Composed are the children of n in the composed tree.
func (n *Node) Composed() []*Node {
	if n.kind != nElement {
		return nil
	}
	return composedKids(nil, n)
}

// walkElements calls f for every element below the kids in document order, in the
// shadow tree only; f returning false stops.
func walkElements(kids []*Node, f func(*Node) bool) bool {
	for _, k := range kids {
		if k == nil {
			continue // being built
		}
		if k.kind == nElement && !f(k) {
			return false
		}
		if len(k.kids) > 0 && !walkElements(k.kids, f) {
			return false
		}
	}
	return true
}

// Dump writes the composed tree below n as indented text, for tests and logs.
func (n *Node) Dump() string {
	var b strings.Builder
	dumpNode(&b, n, 0)
	return b.String()
}

func dumpNode(b *strings.Builder, n *Node, depth int) {
	for range depth {
		b.WriteString("  ")
	}
	if n.kind == nText {
		b.WriteString(quote(n.text))
		b.WriteByte('\n')
		return
	}
	b.WriteString("<" + n.el.tag)
	if n.el.elemID != "" {
		b.WriteString(" id=" + quote(n.el.elemID))
	}
	if len(n.el.classes) > 0 {
		b.WriteString(" class=\"")
		for i, c := range n.el.classes {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(c.Name)
		}
		b.WriteByte('"')
	}
	if s := n.el.look(); s != "" {
		b.WriteString(" style=" + quote(s))
	}
	for _, a := range n.el.attrs {
		b.WriteString(" " + a.Name + "=" + a.Value.JSON())
	}
	b.WriteString(">\n")
	for _, k := range composedKids(nil, n) {
		dumpNode(b, k, depth+1)
	}
}
