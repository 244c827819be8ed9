package view

import (
	"slices"

	"diorama/renderer/dom"
)

// sentHandlers is what n handles as the other side has to know it: its own bindings
// and those of the virtual hosts directly around it, which are not in the composed
// tree. WeChat: events pass virtual hosts like any other node (oracle exparser).
func (n *Node) sentHandlers() []dom.Handler {
	var hosts []*Node
	for up := eventParent(n, true); up != nil && up.el.virtual; up = eventParent(up, true) {
		if len(up.el.handlers) > 0 {
			hosts = append(hosts, up)
		}
	}
	if len(hosts) == 0 {
		return n.el.handlers
	}
	// Capture goes from the outside in, bubbling from the inside out.
	var out []dom.Handler
	add := func(h *Node, capture bool) {
		for _, b := range h.el.handlers {
			if b.Capture == capture {
				b.Via, b.Owner = h.id, h.owner.ID
				out = append(out, b)
			}
		}
	}
	for _, h := range slices.Backward(hosts) {
		add(h, true)
	}
	out = append(out, n.el.handlers...)
	for _, h := range hosts {
		add(h, false)
	}
	return out
}

// viaChanged lists what shows directly inside a virtual host whose bindings changed.
func (p *Page) viaChanged(host *Node) {
	for _, c := range composedKids(nil, host) {
		if c.el != nil {
			p.changed(c, dHandlers, false)
		}
	}
}
