package view

import (
	"diorama/renderer/dom"
)

// EventHops gives who handles an event that the instance triggers on itself
// (triggerEvent), in calling order.
//
// WeChat (documentation of component events): without Composed the event stays in
// the tree of the template that wrote the component's tag; with it the event also
// passes the inside of the components in whose slots the component sits, and the
// hosts above. Without Bubbles only the component's own tag handles it. Capture
// handlers of everything on the way run first, from the outside in, when Capture is set.
func (in *Instance) EventHops(name string, o EventOptions) []dom.Hop {
	return Hops(in.Host, name, o)
}

// Hops is EventHops for an event on any element.
func Hops(target *Node, name string, o EventOptions) []dom.Hop {
	var path []*Node // target first
	for n := target; n != nil; n = eventParent(n, o.Composed) {
		path = append(path, n)
	}
	var hops []dom.Hop
	mut := false
	visit := func(i int, capture bool) (stop bool) {
		n := path[i]
		for _, h := range n.el.handlers {
			if h.Event != name || h.Capture != capture {
				continue
			}
			if h.Kind == dom.MutBind {
				if mut {
					continue
				}
				mut = true
			}
			hops = append(hops, dom.Hop{Node: n.id, Target: seenBy(path, i), Owner: n.owner.ID, Method: h.Method, Wxs: h.Wxs, Stops: h.Kind == dom.Catch})
			if h.Kind == dom.Catch {
				return true
			}
		}
		return false
	}
	if o.Capture {
		for i := len(path) - 1; i >= 0; i-- {
			if visit(i, true) {
				return hops
			}
		}
	}
	for i := range path {
		if visit(i, false) || !o.Bubbles {
			break
		}
	}
	return hops
}

// seenBy is the event's target as the template that wrote path[i] sees it: the
// innermost node on the way that it wrote itself.
func seenBy(path []*Node, i int) dom.NodeID {
	for _, n := range path[:i+1] {
		if n.owner == path[i].owner {
			return n.id
		}
	}
	return path[i].id
}

// Retarget gives the target of an event on the node target as the template that
// wrote the node current sees it. It knows virtual hosts, which dom.Chain does not
// see; 0 when either node is gone or current is not on the way up from target.
func (p *Page) Retarget(target, current dom.NodeID) dom.NodeID {
	at := p.nodes.get(current)
	if at == nil {
		return 0
	}
	seen := dom.NodeID(0)
	for n := p.nodes.get(target); n != nil; n = eventParent(n, true) {
		if seen == 0 && n.owner == at.owner {
			seen = n.id
		}
		if n == at {
			return seen
		}
	}
	return 0
}
