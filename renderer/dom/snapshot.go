package dom

import "slices"

// Snapshot gives operations that build t, without the inner nodes of built-ins,
// on a fresh Tree.
func Snapshot(t *Tree) []Op {
	var ops []Op
	scopes := make([]ScopeID, 0, len(t.Scopes))
	for id := range t.Scopes {
		if id != 0 {
			scopes = append(scopes, id)
		}
	}
	slices.Sort(scopes)
	for _, id := range scopes {
		s := t.Scopes[id]
		ops = append(ops, Op{Kind: OpScope, Scope: id, Name: s.Path, Isolation: s.Isolation})
	}
	ops = appendProps(ops, t.Root)
	for c := t.Root.First; c != nil; c = c.Next {
		ops = appendNode(ops, c)
	}
	return ops
}

func appendNode(ops []Op, n *Node) []Op {
	if n.Internal {
		// Children that the author wrote may lie inside inner nodes; they belong to
		// the nearest author ancestor.
		for c := n.First; c != nil; c = c.Next {
			ops = appendNode(ops, c)
		}
		return ops
	}
	parent := n.Parent
	for parent.Internal {
		parent = parent.Parent
	}
	if n.IsText() {
		ops = append(ops, Op{Kind: OpText, ID: n.ID, Text: n.Text, Owner: n.Owner, Scope: n.Scope})
		return append(ops, Op{Kind: OpInsert, ID: n.ID, Parent: parent.ID})
	}
	ops = append(ops, Op{Kind: OpElement, ID: n.ID, Name: n.Tag, Is: n.Is, Instance: n.Instance, Owner: n.Owner, Scope: n.Scope, Form: n.Form})
	ops = appendProps(ops, n)
	ops = append(ops, Op{Kind: OpInsert, ID: n.ID, Parent: parent.ID})
	for c := n.First; c != nil; c = c.Next {
		ops = appendNode(ops, c)
	}
	return ops
}

func appendProps(ops []Op, n *Node) []Op {
	if n.ElemID != "" {
		ops = append(ops, Op{Kind: OpSetID, ID: n.ID, Text: n.ElemID})
	}
	if len(n.Classes) > 0 {
		ops = append(ops, Op{Kind: OpSetClass, ID: n.ID, Classes: n.Classes})
	}
	if n.Style != "" {
		ops = append(ops, Op{Kind: OpSetStyle, ID: n.ID, Text: n.Style})
	}
	for _, a := range n.Attrs {
		ops = append(ops, Op{Kind: OpSetAttr, ID: n.ID, Name: a.Name, Value: a.Value})
	}
	if !n.Dataset.IsUndefined() {
		ops = append(ops, Op{Kind: OpSetDataset, ID: n.ID, Value: n.Dataset})
	}
	if !n.Mark.IsUndefined() {
		ops = append(ops, Op{Kind: OpSetMark, ID: n.ID, Value: n.Mark})
	}
	if len(n.Handlers) > 0 {
		ops = append(ops, Op{Kind: OpSetHandlers, ID: n.ID, Handlers: n.Handlers})
	}
	if n.Slot != "" {
		ops = append(ops, Op{Kind: OpSetSlot, ID: n.ID, Name: n.Slot})
	}
	return ops
}
