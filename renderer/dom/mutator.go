package dom

import (
	"fmt"
	"slices"

	"diorama/renderer/value"
)

// Mutator writes a Tree. Every mistake of the sender (unknown id, cycle) is an
// error and leaves the tree as it was before the faulty operation.
type Mutator struct{ tree *Tree }

// Mutate gives the writer of t.
func (t *Tree) Mutate() *Mutator { return &Mutator{tree: t} }

// Apply runs ops in order and stops at the first faulty one.
func (m *Mutator) Apply(ops []Op) error {
	for i := range ops {
		if err := m.apply(&ops[i]); err != nil {
			return fmt.Errorf("dom op %d: %w", i, err)
		}
	}
	return nil
}

func (m *Mutator) apply(op *Op) error {
	t := m.tree
	switch op.Kind {
	case OpScope:
		t.Scopes[op.Scope] = Scope{Path: op.Name, Isolation: op.Isolation}
		return nil
	case OpElement, OpText:
		if op.ID <= RootID || t.nodes[op.ID] != nil {
			return fmt.Errorf("node %d: the id is not new", op.ID)
		}
		n := &Node{ID: op.ID, Owner: op.Owner, Scope: op.Scope}
		if op.Kind == OpElement {
			if op.Name == "" {
				return fmt.Errorf("node %d: an element needs a tag", op.ID)
			}
			n.Tag, n.Is, n.Instance, n.Form = op.Name, op.Is, op.Instance, op.Form
		} else {
			n.Text = op.Text
		}
		t.nodes[op.ID] = n
		return nil
	}
	n := t.nodes[op.ID]
	if n == nil {
		return fmt.Errorf("node %d does not exist", op.ID)
	}
	switch op.Kind {
	case OpInsert:
		parent := t.nodes[op.Parent]
		if parent != nil && parent.Content != nil {
			parent = parent.Content
		}
		var before *Node
		if op.Before != 0 {
			before = t.nodes[op.Before]
			if before == nil || before.Parent != parent {
				return fmt.Errorf("node %d: %d is no child of %d", op.ID, op.Before, op.Parent)
			}
		}
		return m.Insert(n, parent, before)
	case OpRemove:
		if n == t.Root {
			return fmt.Errorf("the page itself cannot be removed")
		}
		m.Remove(n)
	case OpSetText:
		m.SetText(n, op.Text)
	case OpSetID:
		if n.ElemID != op.Text {
			n.ElemID = op.Text
			m.Damage(n, DamageStyle|DamageSubtree)
		}
	case OpSetClass:
		m.SetClasses(n, op.Classes)
	case OpSetStyle:
		m.SetStyle(n, op.Text)
	case OpSetAttr:
		m.SetAttr(n, op.Name, op.Value)
	case OpSetDataset:
		n.Dataset = op.Value
		t.touch(n)
	case OpSetMark:
		n.Mark = op.Value
		t.touch(n)
	case OpSetHandlers:
		n.Handlers = op.Handlers
		t.touch(n)
	case OpSetSlot:
		n.Slot = op.Name
	default:
		return fmt.Errorf("unknown operation %d", op.Kind)
	}
	return nil
}

func (t *Tree) touch(n *Node) {
	t.seq++
	n.Seq = t.seq
}

// Damage marks n and its ancestors.
func (m *Mutator) Damage(n *Node, d Damage) {
	m.tree.touch(n)
	n.Damage |= d
	for c, p := n, n.Parent; p != nil; c, p = p, p.Parent {
		if p.Damage&DamageChild != 0 {
			if p.lone != c {
				p.lone = nil
			}
			break
		}
		p.Damage |= DamageChild
		p.lone = c
	}
}

// NewInternal makes a detached inner element of a built-in component (tag "" and
// text for a text). It inherits owner and scope of host.
func (m *Mutator) NewInternal(host *Node, tag, text string) *Node {
	t := m.tree
	n := &Node{ID: t.nextID, Tag: tag, Text: text, Owner: host.Owner, Scope: host.Scope, Internal: true}
	t.nextID--
	t.nodes[n.ID] = n
	return n
}

// Insert puts n, with all below it, into parent before the child before (nil: last).
func (m *Mutator) Insert(n, parent, before *Node) error {
	if parent == nil || parent.IsText() {
		return fmt.Errorf("node %d: the parent is no element", n.ID)
	}
	for p := parent; p != nil; p = p.Parent {
		if p == n {
			return fmt.Errorf("node %d would be inside itself", n.ID)
		}
	}
	if before == n {
		return nil
	}
	if n.Parent != nil {
		m.unlink(n)
	}
	n.Parent, n.Next = parent, before
	if before != nil {
		n.Prev = before.Prev
		before.Prev = n
	} else {
		n.Prev = parent.Last
		parent.Last = n
	}
	if n.Prev != nil {
		n.Prev.Next = n
	} else {
		parent.First = n
	}
	parent.Children++
	n.Damage |= DamageStyle | DamageSubtree
	m.Damage(parent, DamageChildren)
	m.Damage(n, DamageStyle|DamageSubtree)
	return nil
}

func (m *Mutator) unlink(n *Node) {
	p := n.Parent
	if n.Prev != nil {
		n.Prev.Next = n.Next
	} else {
		p.First = n.Next
	}
	if n.Next != nil {
		n.Next.Prev = n.Prev
	} else {
		p.Last = n.Prev
	}
	p.Children--
	n.Parent, n.Next, n.Prev = nil, nil, nil
	m.Damage(p, DamageChildren)
}

// Remove takes n out of the tree and forgets it and all below it.
func (m *Mutator) Remove(n *Node) {
	if n.Parent != nil {
		m.unlink(n)
	}
	m.forget(n)
}

func (m *Mutator) forget(n *Node) {
	delete(m.tree.nodes, n.ID)
	for c := n.First; c != nil; c = c.Next {
		m.forget(c)
	}
}

// SetText changes a text node.
func (m *Mutator) SetText(n *Node, s string) {
	if n.Text != s {
		n.Text = s
		m.Damage(n, DamageText)
	}
}

// SetClasses replaces the class list.
func (m *Mutator) SetClasses(n *Node, classes []Class) {
	if !slices.Equal(n.Classes, classes) {
		n.Classes = classes
		m.Damage(n, DamageStyle|DamageSubtree)
	}
}

// SetHover replaces the classes that hover-class adds.
func (m *Mutator) SetHover(n *Node, classes []Class) {
	if !slices.Equal(n.HoverClasses, classes) {
		n.HoverClasses = classes
		m.Damage(n, DamageStyle|DamageSubtree)
	}
}

// SetStyle replaces the style attribute.
func (m *Mutator) SetStyle(n *Node, s string) {
	if n.Style != s {
		n.Style = s
		m.Damage(n, DamageStyle)
	}
}

// SetForced replaces the declarations that a built-in component sets.
func (m *Mutator) SetForced(n *Node, s string) {
	if n.Forced != s {
		n.Forced = s
		m.Damage(n, DamageStyle)
	}
}

// SetState switches state bits on or off.
func (m *Mutator) SetState(n *Node, bits State, on bool) {
	s := n.State &^ bits
	if on {
		s |= bits
	}
	if s != n.State {
		n.State = s
		m.Damage(n, DamageStyle|DamageSubtree)
	}
}

// SetAttr sets one attribute; undefined removes it.
func (m *Mutator) SetAttr(n *Node, name string, v value.Value) {
	for i := range n.Attrs {
		if n.Attrs[i].Name != name {
			continue
		}
		if v.IsUndefined() {
			n.Attrs = slices.Delete(slices.Clone(n.Attrs), i, i+1)
		} else {
			if value.Same(n.Attrs[i].Value, v) {
				return
			}
			n.Attrs[i].Value = v
		}
		m.Damage(n, DamageStyle|DamageLayout)
		return
	}
	if !v.IsUndefined() {
		n.Attrs = append(n.Attrs, Attr{name, v})
		m.Damage(n, DamageStyle|DamageLayout)
	}
}
