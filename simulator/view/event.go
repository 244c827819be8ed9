package view

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// target is what handlers see of a node, and its bindings: the part that elements
// and slots have in common.
type target struct {
	elemID   string
	dataset  value.Value
	mark     value.Value
	handlers []dom.Handler
}

// face gives the target part of an element or of a slot that has one, else nil.
func (n *Node) face() *target {
	switch {
	case n.el != nil:
		return &n.el.target
	case n.x != nil:
		return n.x.at
	}
	return nil
}

// Hop is one handler call of an event.
type Hop struct {
	dom.Handler
	Current *Node // the node with the binding: an element or a slot
	Target  *Node // the event's target as the template that wrote Current sees it
	Mut     bool  // a mut-bind handled the event before
	seen    *Node // Target before the rule for slots
}

// Stops reports whether the event does not go on to other nodes.
func (h *Hop) Stops() bool { return h.Kind == dom.Catch }

// Marks are the mark: values that the handler sees: those of the target and of the
// nodes above it in the same template; nearer nodes win. WeChat: documentation of
// mark; a slot through which the event came in counts as the target (oracle exparser).
func (h *Hop) Marks() value.Value { return h.seen.Marks() }

// EventHops gives who handles an event that the instance triggers on itself
// (triggerEvent), in calling order.
func (in *Instance) EventHops(name string, o EventOptions) []Hop {
	return Hops(in.Host, name, o)
}

// Hops gives who handles an event on any element, in calling order.
func Hops(on *Node, name string, o EventOptions) []Hop {
	var out []Hop
	Dispatch(on, name, o, func(h *Hop) bool {
		out = append(out, *h)
		return false
	})
	return out
}

// Dispatch calls the handlers of an event in order. call reports whether the event
// goes no further, as after catch; the other handlers of the same node still run.
//
// WeChat (oracle exparser): without Composed the event stays in the tree of the
// template that wrote the tag; with it, it also passes the inside of the components
// in whose slots the node sits, their slots, and the hosts above. Virtual hosts and
// slots are nodes like any other. Without Bubbles only the node itself handles it.
// When Capture is set, capture handlers of everything on the way run first, from the
// outside in. That way is fixed before the first handler runs; the way up is looked
// for after each node, so that it ends where a handler has removed the rest.
func Dispatch(on *Node, name string, o EventOptions, call func(*Hop) (stop bool)) {
	mut := false
	at := func(n, seen *Node, capture bool) (stopped bool) {
		f := n.face()
		if f == nil {
			return false
		}
		for _, b := range f.handlers {
			if b.Event != name || b.Void() || b.Capture != capture || b.Kind == dom.MutBind && mut {
				continue
			}
			h := Hop{Handler: b, Current: n, Target: seen, Mut: mut, seen: seen}
			if seen.kind == nSlot && seen.anonymous() {
				h.Target = n
			}
			mut = mut || b.Kind == dom.MutBind
			if call(&h) || h.Stops() {
				stopped = true
			}
		}
		return stopped
	}
	if o.Capture {
		type step struct{ n, seen *Node }
		var path []step
		way(on, o.Composed, func(n, seen *Node) bool {
			if f := n.face(); f != nil && len(f.handlers) > 0 {
				path = append(path, step{n, seen})
			}
			return true
		})
		for i := len(path) - 1; i >= 0; i-- {
			if at(path[i].n, path[i].seen, true) {
				return
			}
		}
	}
	way(on, o.Composed, func(n, seen *Node) bool {
		return !at(n, seen, false) && o.Bubbles
	})
}

// anonymous reports whether a slot has neither an id nor a dataset. WeChat: such a
// slot is no target, the current target stands for it (oracle exparser's event
// objects, for compatibility with older base libraries).
func (n *Node) anonymous() bool {
	f := n.face()
	return f == nil || f.elemID == "" && f.dataset.Len() == 0
}

// way calls visit for on and every element and slot above it until visit returns
// false. seen is the target as the tree of n sees it: on itself, the host of the
// component it is in, or the slot through which the way came into the tree.
func way(on *Node, composed bool, visit func(n, seen *Node) bool) {
	var outside []*Node // targets seen outside the shadow trees that were entered through slots
	for n, seen := on, on; n != nil; {
		if !visit(n, seen) {
			return
		}
		var how step
		switch n, how = above(n, composed); how {
		case intoSlot:
			outside = append(outside, seen)
			seen = n
		case toHost:
			if k := len(outside) - 1; k >= 0 {
				seen, outside = outside[k], outside[:k]
			} else {
				seen = n
			}
		}
	}
}

// step is how the way up goes from one node to the next.
type step uint8

const (
	toParent step = iota
	intoSlot      // from the content of a component into its slot
	toHost        // out of a shadow tree
)

// above is the next element or slot above n: within the shadow tree, or through
// slots and shadow roots. The way ends above a node that was removed, and above an
// element that is being built: WeChat puts it into its parent when it is whole
// (oracle exparser: what a component triggers in created reaches nobody).
func above(n *Node, composed bool) (*Node, step) {
	if n.kind == nElement && n.flags&fWhole == 0 {
		return nil, toParent
	}
	for at, up := n, n.parent; up != nil; at, up = up, up.parent {
		if at.flags&fRemoved != 0 {
			return nil, toParent
		}
		switch up.kind {
		case nShadow:
			if !composed {
				return nil, toParent
			}
			return up.owner.Host, toHost
		case nElement:
			if composed && up.el.in != nil {
				return up.el.in.slotFor(n), intoSlot
			}
			return up, toParent
		}
	}
	return nil, toParent
}

// slotTarget brings id, dataset, marks and bindings of a slot up to date.
func (p *Page) slotTarget(n *Node, first bool, dirty uint64) {
	pn, x := n.p, n.x
	if pn.id.v == nil && pn.data == nil && pn.marks == nil && pn.events == nil {
		return
	}
	if x.at == nil {
		x.at = &target{}
	}
	f := x.at
	if pn.id.v != nil && (first || pn.id.mask&dirty != 0) {
		f.elemID = p.str(n.env, pn.id.v)
	}
	gather := func(list []pattr) value.Value {
		var m mapBuilder
		for i := range list {
			m.put(list[i].name, p.attr(n.env, list[i].v))
		}
		return m.value()
	}
	if pn.data != nil && (first || pn.dmask&dirty != 0) {
		f.dataset = gather(pn.data)
	}
	if pn.marks != nil && (first || pn.mmask&dirty != 0) {
		f.mark = gather(pn.marks)
	}
	if pn.events != nil && (first || pn.emask&dirty != 0) {
		if n.id == 0 {
			p.nextID++ // the other side names it so in the bindings of what it holds
			n.id = p.nextID
			p.nodes.put(n.id, n)
		}
		f.handlers = p.handlers(n)
		n.owner.listening = true
		p.slotBindings(n)
	}
}

// slotBindings has the bindings around what shows in a slot sent again.
func (p *Page) slotBindings(s *Node) { p.sendVia(slotContent(nil, s)) }

// sendVia has the bindings of elements sent again, because those of the virtual hosts
// and slots around them changed.
func (p *Page) sendVia(list []*Node) {
	for _, c := range list {
		if c.el != nil {
			p.changed(c, dHandlers, false)
		}
	}
}
