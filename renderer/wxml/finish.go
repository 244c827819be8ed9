package wxml

import (
	"slices"
	"strings"
)

// finish completes a node whose children are all read: the if chains among them
// and the names that it reads.
func (p *parser) finish(n *Node) {
	p.chain(n.Children)
	p.setRoots(n)
}

// chain checks the if chains among siblings, so that wx:elif and wx:else follow
// their wx:if. A branch without one is an Error; the elif becomes an if, the else a
// plain node. // WeChat: text, an import or a template definition between breaks the chain, comments and wxs do not, and
// wx:for on one of them ends it; oracle exparser.
func (p *parser) chain(nodes []*Node) {
	open := false // the node before can be followed by elif and else
	cuts := p.top().cuts
	for i, n := range nodes {
		for len(cuts) > 0 && cuts[0] <= i {
			open = open && cuts[0] < i
			cuts = cuts[1:]
		}
		if (n.If == Elif || n.If == Else) && !open {
			name := "wx:elif"
			if n.If == Else {
				name = "wx:else"
			}
			p.report(Error, n.Pos, name+" on <"+n.Tag+"> without a wx:if right before it")
			if n.If == Else {
				n.If = NoIf
			} else {
				n.If = If
			}
		}
		switch {
		case n.If == NoIf:
			open = false
		case n.For == nil:
			open = n.If != Else
		case n.If == If:
			// The condition is asked for every item, so nothing can follow it.
			open = false
		default:
			p.report(Error, n.Pos, "wx:for and "+branchName(n.If)+" on one node; put the wx:for on a node inside a <block "+branchName(n.If)+">")
			// What is most likely meant: the whole loop is the branch.
			b := p.newNode()
			b.Kind, b.Tag, b.Pos, b.If, b.Cond = Block, "block", n.Pos, n.If, n.Cond
			n.If, n.Cond = NoIf, nil
			p.setRoots(n)
			b.Children = []*Node{n}
			p.setRoots(b)
			nodes[i] = b
			open = b.If != Else
		}
	}
}

func branchName(b Branch) string {
	if b == Elif {
		return "wx:elif"
	}
	return "wx:else"
}

// setRoots computes n.Roots and n.HasInclude from n's own values and its children.
func (p *parser) setRoots(n *Node) {
	own := p.roots[:0]
	outer := 0 // own[:outer] are read outside of the loop
	if n.For != nil {
		own = n.For.AppendRoots(own)
		outer = len(own)
	}
	for _, v := range [...]*Value{n.Cond, n.ID, n.Class, n.Style, n.SlotTo, n.Is, n.Value} {
		own = v.AppendRoots(own)
	}
	for _, list := range [...][]Attr{n.Attrs, n.Dataset, n.Marks, n.Models, n.Changes, n.Generic, n.Lets} {
		for i := range list {
			own = list[i].Value.AppendRoots(own)
		}
	}
	for i := range n.Events {
		own = n.Events[i].Value.AppendRoots(own)
	}
	n.HasInclude = n.Kind == Include
	var only []string // the roots of the one child that has some
	many := len(own) > 0
	for _, c := range n.Children {
		n.HasInclude = n.HasInclude || c.HasInclude
		if len(c.Roots) == 0 {
			continue
		}
		if only == nil {
			only = c.Roots
		} else {
			many = true
		}
	}
	if !many && n.For == nil && n.Lets == nil {
		n.Roots = only // shared: roots are never changed
		p.roots = own
		return
	}
	for _, c := range n.Children {
		own = append(own, c.Roots...)
	}
	if bound := BoundNames(n); len(bound) > 0 {
		kept := own[:outer]
		for _, r := range own[outer:] {
			if !slices.Contains(bound, r) {
				kept = append(kept, r)
			}
		}
		own = kept
	}
	n.Roots = p.uniqueRoots(own)
}

// uniqueRoots sorts roots, which is scratch memory, and copies it without repeats.
func (p *parser) uniqueRoots(roots []string) []string {
	p.roots = roots
	if len(roots) == 0 {
		return nil
	}
	if len(roots) > 1 {
		slices.Sort(roots)
		roots = slices.Compact(roots)
	}
	n := len(roots)
	if len(p.names) < n {
		p.names = make([]string, max(64, n))
	}
	out := p.names[:n:n]
	p.names = p.names[n:]
	copy(out, roots)
	return out
}

// BoundNames gives the names that n binds for its other values and for everything
// below: the item and index of wx:for, and the names of let:name and slot:name
// (slot:name="other" binds other).
func BoundNames(n *Node) []string {
	var out []string
	if n.For != nil {
		out = append(out, n.Item, n.Index)
	}
	for _, l := range n.Lets {
		if name, ok := strings.CutPrefix(l.Name, "slot:"); ok {
			if l.Value != nil && l.Value.Const != "" {
				name = l.Value.Const
			}
			out = append(out, name)
		} else {
			out = append(out, strings.TrimPrefix(l.Name, "let:"))
		}
	}
	return out
}
