package style

import (
	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// has reports whether one of the relative selectors finds an element from n on:
// Selectors 4 §4.5.
func (s *Styler) has(list []*wxss.Selector, n *dom.Node, sheet int32) bool {
	outer := s.anchor
	s.anchor = n
	found := false
	for _, l := range list {
		if found = s.hasOne(l, n, sheet); found {
			break
		}
	}
	s.anchor = outer
	return found
}

func (s *Styler) hasOne(l *wxss.Selector, n *dom.Node, sheet int32) bool {
	last := len(l.Compounds) - 2 // the compound behind the anchor
	if last < 0 || l.Pseudo != wxss.NoPseudo {
		return false
	}
	deep := false // the subject may lie below what the first combinator leads to
	for i := range last {
		deep = deep || l.Compounds[i].Left == wxss.Child || l.Compounds[i].Left == wxss.Descendant
	}
	switch l.Compounds[last].Left {
	case wxss.Child, wxss.Descendant:
		return s.hasBelow(l, n, sheet, deep || l.Compounds[last].Left == wxss.Descendant)
	}
	for c := nextElement(n); c != nil; c = nextElement(c) {
		if s.hasAt(l, c, sheet) || deep && s.hasBelow(l, c, sheet, true) {
			return true
		}
		if l.Compounds[last].Left == wxss.NextSibling && last == 0 {
			return false
		}
	}
	return false
}

func (s *Styler) hasAt(l *wxss.Selector, n *dom.Node, sheet int32) bool {
	if s.hasNodes++; s.hasNodes > MaxHasNodes {
		return false
	}
	return s.complex(l, 0, n, sheet) == matchYes
}

// hasBelow looks through the children of n, and all below them when deep.
func (s *Styler) hasBelow(l *wxss.Selector, n *dom.Node, sheet int32, deep bool) bool {
	c := n.First
	for depth := 0; c != nil; {
		if !c.IsText() && s.hasAt(l, c, sheet) {
			return true
		}
		if s.hasNodes > MaxHasNodes {
			return false
		}
		switch {
		case deep && c.First != nil && depth < MaxDepth:
			c = c.First
			depth++
		default:
			for c.Next == nil && depth > 0 {
				c = c.Parent
				depth--
			}
			c = c.Next
		}
	}
	return false
}
