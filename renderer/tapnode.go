package renderer

import (
	"diorama/renderer/dom"
	"diorama/renderer/input"
)

// TapNode taps in the middle of a node whatever lies over it or cuts it off, also a
// node without an area: what tests and automation mean by a tap on an element. It
// does what a tap does, without the touches around it.
func (d *Document) TapNode(id dom.NodeID) ([]Event, []Action) {
	d.settle()
	if n := outer(d.tree.Node(id)); n != nil {
		r := d.Border(n)
		d.tap(&finger{Finger: &input.Finger{X: r.X + r.W/2, Y: r.Y + r.H/2}, target: n}, n)
	}
	return d.Drain()
}
