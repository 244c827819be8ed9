package simulator

import (
	"diorama/renderer"
	"diorama/renderer/dom"
)

var (
	fieldsScroll = renderer.Fields{ScrollOffset: true}
	fieldsValue  = renderer.Fields{Properties: []string{"value"}}
)

// nodesOf gives n and everything below it.
func nodesOf(n *dom.Node) []*dom.Node {
	out := []*dom.Node{n}
	for c := n.First; c != nil; c = c.Next {
		out = append(out, nodesOf(c)...)
	}
	return out
}
