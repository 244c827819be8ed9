// Package dom is the composed tree of one page: slots resolved; block, template,
// slot and virtual hosts absent.
//
// Its one idea: a Mutator is the only writer, and everything a stage needs to
// know about a change is left behind as damage bits on the nodes.
package dom

import (
	"fmt"
	"strings"

	"diorama/renderer/value"
)

// Damage says what of a node is out of date.
type Damage uint16

// The damage bits. ChildDamage marks ancestors of damaged nodes.
const (
	DamageStyle    Damage = 1 << iota // own matching or inherited style
	DamageSubtree                     // style of everything below too
	DamageChildren                    // children inserted, removed or moved
	DamageText                        // text changed
	DamageLayout                      // intrinsic size or layout input changed
	DamagePaint                       // looks only
	DamageChild                       // something below is damaged
)

// State holds the bits that pseudo classes ask for.
type State uint16

// The states.
const (
	StateActive State = 1 << iota
	StateHover
	StateFocus
	StateDisabled
	StateChecked
)

// Attr is one attribute as evaluated.
type Attr struct {
	Name  string
	Value value.Value
}

// Node is an element or a text. Read its fields; only a Mutator writes them.
//
// Faster: what walks over a whole tree reads of every node takes one cache line and stands
// first, what rules are matched with the second. Making the boxes of 10,000 nodes waits
// for memory for half of its time when they lie apart.
type Node struct {
	ID     NodeID
	Damage Damage
	State  State
	Tag    string // as written; "" for a text

	Parent, First, Next *Node
	lone                *Node // see LoneDamaged
	// Seq grows whenever the node itself changes; caches compare it.
	Seq  uint32
	Form FormRole
	// Internal marks inner nodes of built-in components, made by the host.
	// They take UA sheets and the sheets of their host's scope (.wx-switch-input …).
	Internal bool

	Text    string
	Classes []Class
	Style   string
	Prev    *Node

	Last     *Node
	Is       string
	Instance InstanceID
	Owner    InstanceID
	Scope    ScopeID
	ElemID   string
	Attrs    []Attr
	Dataset  value.Value
	Mark     value.Value
	Handlers []Handler
	Slot     string

	// HoverClasses is the class list that hover-class adds while pressed.
	HoverClasses []Class
	// Forced holds declarations that a built-in component sets on itself or its
	// inner nodes; they apply after the style attribute.
	Forced string

	// Content is the internal node that takes the children which the app writes
	// into a built-in component (the slot of its shadow tree); nil: the node itself.
	Content *Node

	// Children counts the child nodes.
	Children int
}

// IsText reports whether n is a text node.
func (n *Node) IsText() bool { return n.Tag == "" }

// Attr gives an attribute; undefined when absent.
func (n *Node) Attr(name string) value.Value {
	for i := range n.Attrs {
		if n.Attrs[i].Name == name {
			return n.Attrs[i].Value
		}
	}
	return value.Value{}
}

// AttrOn reads a boolean attribute of a built-in: bare or truthy is on; the
// strings "false" and "" count as WeChat counts them ("false" is true, "" is false
// only when it came from an expression; a bare attribute arrives as true).
func (n *Node) AttrOn(name string) bool { return n.Attr(name).Truthy() }

// Scope is a declared style scope.
type Scope struct {
	Path      string // component path without extension, "" for the page itself
	Isolation Isolation
}

// Tree is the composed tree of one page. Not safe for concurrent use.
type Tree struct {
	Root   *Node
	Scopes map[ScopeID]Scope
	nodes  map[NodeID]*Node
	nextID NodeID // next internal id, negative
	seq    uint32
}

// NewTree makes a tree whose root is the element page with RootID and scope 0.
func NewTree() *Tree {
	root := &Node{ID: RootID, Tag: "page", Damage: DamageStyle | DamageSubtree | DamageChildren}
	return &Tree{Root: root, Scopes: map[ScopeID]Scope{0: {Isolation: Shared}}, nodes: map[NodeID]*Node{RootID: root}, nextID: -1}
}

// Node gives the node with that id, nil when there is none.
func (t *Tree) Node(id NodeID) *Node { return t.nodes[id] }

// Len is the number of nodes, detached ones included.
func (t *Tree) Len() int { return len(t.nodes) }

// LoneDamaged gives the child of n that alone has damage; nil when several have or it is
// not known, so that all must be asked.
//
// Faster: of 1,700 rows with one changed text none but that row is looked at.
func (n *Node) LoneDamaged() *Node {
	if n.Damage&(DamageChild|DamageChildren) != DamageChild {
		return nil
	}
	return n.lone
}

// ClearDamage forgets all damage after a frame.
func (t *Tree) ClearDamage() { clearDamage(t.Root) }

func clearDamage(n *Node) {
	deep := n.Damage&(DamageChild|DamageSubtree|DamageChildren) != 0
	lone := n.LoneDamaged()
	n.Damage, n.lone = 0, nil
	if lone != nil {
		clearDamage(lone)
		return
	}
	if deep {
		for c := n.First; c != nil; c = c.Next {
			if c.Damage != 0 {
				clearDamage(c)
			}
		}
	}
}

// Dump writes the tree below n as indented text, for tests and logs.
func Dump(n *Node) string {
	var b strings.Builder
	dump(&b, n, 0)
	return b.String()
}

func dump(b *strings.Builder, n *Node, depth int) {
	b.WriteString(strings.Repeat("  ", depth))
	if n.IsText() {
		fmt.Fprintf(b, "%q\n", n.Text)
		return
	}
	fmt.Fprintf(b, "<%s", n.Tag)
	if n.ElemID != "" {
		fmt.Fprintf(b, " id=%q", n.ElemID)
	}
	if len(n.Classes) > 0 {
		names := make([]string, len(n.Classes))
		for i, c := range n.Classes {
			names[i] = c.Name
		}
		fmt.Fprintf(b, " class=%q", strings.Join(names, " "))
	}
	if n.Style != "" {
		fmt.Fprintf(b, " style=%q", n.Style)
	}
	for _, a := range n.Attrs {
		fmt.Fprintf(b, " %s=%s", a.Name, a.Value.JSON())
	}
	b.WriteString(">\n")
	for c := n.First; c != nil; c = c.Next {
		dump(b, c, depth+1)
	}
}
