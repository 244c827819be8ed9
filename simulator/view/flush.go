package view

import (
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// flush turns what changed since the last one into operations. It compares each
// listed parent's composed children with those that were sent: nodes that came and
// went in between cost nothing, kept ones are not touched, and as few as possible move.
func (p *Page) flush() {
	if p.root == nil {
		return
	}
	dirty := p.dirty
	p.dirty = nil
	for _, n := range dirty {
		n.flags &^= fDirty
		if n.flags&(fSent|fDead) == fSent {
			p.sendChanges(n)
		}
	}
	parents := p.parents
	p.parents = nil
	if len(parents) == 0 {
		return
	}
	p.stamp++
	if p.fresh > 0 {
		// Faster: about three operations a node; growing step by step costs a third more.
		p.ops = slices.Grow(p.ops, 3*p.fresh)
		p.fresh = 0
	}
	places := make([]place, 0, len(parents))
	for _, n := range parents {
		if n.flags&(fSent|fDead) == fSent {
			places = append(places, p.placeOf(n))
		}
		n.flags &^= fKids | fSpliced
	}
	p.splices = nil
	for _, pl := range places {
		p.arrange(pl)
	}
	for _, pl := range places {
		for _, c := range pl.old {
			if c.flags&fSent == 0 || c.stamp == p.stamp || c.up != pl.n {
				continue
			}
			if pl.n.flags&fSent != 0 { // else it went with its parent
				p.ops = append(p.ops, dom.Op{Kind: dom.OpRemove, ID: c.id})
			}
			p.unsend(c)
		}
	}
}

// put inserts c, making it first when the other side does not have it.
func (p *Page) put(c, parent *Node, before dom.NodeID) {
	if c.flags&fSent == 0 {
		p.create(c)
	} else if c.el != nil && c.up != parent {
		p.sendHandlers(c, nil) // other virtual hosts may be around it now
	}
	c.up = parent
	c.stamp = p.stamp
	p.ops = append(p.ops, dom.Op{Kind: dom.OpInsert, ID: c.id, Parent: parent.id, Before: before})
}

// create sends a node with everything below it, detached.
func (p *Page) create(n *Node) {
	if n.flags&fGone != 0 {
		// Ids are never used twice.
		p.nodes.remove(n.id)
		p.nextID++
		n.id = p.nextID
		p.nodes.put(n.id, n)
		n.flags &^= fGone
	}
	n.flags |= fSent
	if n.kind == nText {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpText, ID: n.id, Text: n.text, Owner: n.owner.ID, Scope: n.owner.scope})
		return
	}
	el := n.el
	op := dom.Op{Kind: dom.OpElement, ID: n.id, Name: el.tag, Owner: n.owner.ID, Scope: n.owner.scope}
	if el.in != nil {
		op.Is, op.Instance, op.Form = el.in.Def.Path, el.in.ID, el.in.Def.Form
	}
	p.ops = append(p.ops, op)
	el.dirty, el.changed = 0, nil
	if el.elemID != "" {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetID, ID: n.id, Text: el.elemID})
	}
	if len(el.classes) > 0 {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetClass, ID: n.id, Classes: el.classes})
	}
	if s := el.look(); s != "" {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetStyle, ID: n.id, Text: s})
	}
	for i := range el.attrs {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetAttr, ID: n.id, Name: el.attrs[i].Name, Value: el.attrs[i].Value})
	}
	if !el.dataset.IsUndefined() {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetDataset, ID: n.id, Value: el.dataset})
	}
	if !el.mark.IsUndefined() {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetMark, ID: n.id, Value: el.mark})
	}
	el.via = false
	p.sendHandlers(n, nil)
	if el.slot != "" {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetSlot, ID: n.id, Name: el.slot})
	}
	el.composed = composedKids(nil, n)
	for _, c := range el.composed {
		p.put(c, n, 0)
	}
}

// unsend follows an OpRemove: the other side forgot n and what is below it.
func (p *Page) unsend(n *Node) {
	n.flags = n.flags&^fSent | fGone
	n.up = nil
	if n.el == nil {
		return
	}
	for _, c := range n.el.composed {
		if c.up == n {
			p.unsend(c)
		}
	}
	n.el.composed = nil
}

func (p *Page) sendChanges(n *Node) {
	if n.kind == nText {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetText, ID: n.id, Text: n.text})
		return
	}
	el := n.el
	d := el.dirty
	el.dirty = 0
	if d&dID != 0 {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetID, ID: n.id, Text: el.elemID})
	}
	if d&dClass != 0 {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetClass, ID: n.id, Classes: el.classes})
	}
	if d&dStyle != 0 {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetStyle, ID: n.id, Text: el.look()})
	}
	for _, name := range el.changed {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetAttr, ID: n.id, Name: name, Value: n.Attr(name)})
	}
	el.changed = nil
	if d&dDataset != 0 {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetDataset, ID: n.id, Value: n.Dataset()})
	}
	if d&dMark != 0 {
		m := el.mark
		if m.IsUndefined() {
			m = value.OfMap(nil, nil)
		}
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetMark, ID: n.id, Value: m})
	}
	if d&dHandlers != 0 {
		p.sendHandlers(n, n)
	}
	if d&dSlot != 0 {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetSlot, ID: n.id, Name: el.slot})
	}
}

// sendHandlers sends the bindings of n; with always nil only when there are any from
// virtual hosts, or were, or n is new and has some.
func (p *Page) sendHandlers(n, always *Node) {
	list := n.sentHandlers()
	was := n.el.via
	n.el.via = len(list) > len(n.el.handlers)
	if always != nil || was || n.el.via || n.up == nil && len(list) > 0 {
		p.ops = append(p.ops, dom.Op{Kind: dom.OpSetHandlers, ID: n.id, Handlers: list})
	}
}
