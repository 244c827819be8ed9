package builtin

import (
	"strings"

	"diorama/renderer/dom"
)

// Classes makes a class list that speaks to the sheets of n's scope.
func Classes(n *dom.Node, names string) []dom.Class {
	fields := strings.Fields(names)
	if len(fields) == 0 {
		return nil
	}
	out := make([]dom.Class, len(fields))
	for i, f := range fields {
		out[i] = dom.Class{Name: f, Scope: n.Scope}
	}
	return out
}

// Part makes an inner element of host with a class and puts it last into parent.
func Part(h Host, host, parent *dom.Node, tag, class string) *dom.Node {
	m := h.Dom()
	p := m.NewInternal(host, tag, "")
	m.SetClasses(p, Classes(host, class))
	_ = m.Insert(p, parent, nil) // parent is an element made or given by us
	return p
}

// PartText makes an inner text and puts it last into parent.
func PartText(h Host, host, parent *dom.Node, s string) *dom.Node {
	m := h.Dom()
	p := m.NewInternal(host, "", s)
	_ = m.Insert(p, parent, nil)
	return p
}

// Slot makes slot the place of the children that the app writes into host, and
// moves there what came before.
func Slot(h Host, host, slot *dom.Node) {
	m := h.Dom()
	host.Content = slot
	for c := host.First; c != nil; {
		next := c.Next
		if !c.Internal {
			_ = m.Insert(c, slot, nil)
		}
		c = next
	}
}

// Children gives the direct children of n that the app wrote, in order.
func Children(n *dom.Node) []*dom.Node {
	from := n
	if n.Content != nil {
		from = n.Content
	}
	var out []*dom.Node
	for c := from.First; c != nil; c = c.Next {
		if !c.Internal {
			out = append(out, c)
		}
	}
	return out
}

// Walk visits the elements below n in tree order, not n itself; visit returns
// false to leave out what is below.
func Walk(n *dom.Node, visit func(*dom.Node) bool) {
	for c := n.First; c != nil; c = c.Next {
		if !c.IsText() && (c.Internal || visit(c)) {
			Walk(c, visit)
		}
	}
}

// Ancestor gives the nearest element above n with that tag.
func Ancestor(n *dom.Node, tag string) *dom.Node {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Tag == tag && !p.Internal {
			return p
		}
	}
	return nil
}
