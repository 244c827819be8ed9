package view

import (
	"slices"

	"diorama/renderer/dom"
)

// sentHandlers is what n handles as the other side has to know it: its own bindings
// and those of the virtual hosts and slots directly around it, which are not in the
// composed tree. WeChat: events pass them like any other node (oracle exparser).
func (n *Node) sentHandlers() []dom.Handler {
	var around []*Node
	for up, _ := above(n, true); up != nil && (up.kind == nSlot || up.el.virtual); up, _ = above(up, true) {
		if f := up.face(); f != nil && len(f.handlers) > 0 {
			around = append(around, up)
		}
	}
	if len(around) == 0 {
		return n.el.handlers
	}
	// Capture goes from the outside in, bubbling from the inside out.
	var out []dom.Handler
	add := func(h *Node, capture bool) {
		for _, b := range h.face().handlers {
			if b.Capture == capture {
				b.Via, b.Owner = h.id, h.owner.ID
				out = append(out, b)
			}
		}
	}
	for _, h := range slices.Backward(around) {
		add(h, true)
	}
	out = append(out, n.el.handlers...)
	for _, h := range around {
		add(h, false)
	}
	return out
}
