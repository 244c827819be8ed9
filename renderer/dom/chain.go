package dom

// Hop is one call of an event's chain: the handler Method of instance Owner is
// called with Node as currentTarget and Target as target.
type Hop struct {
	Node   NodeID
	Target NodeID // retargeted to the tree in which the handler was written
	Owner  InstanceID
	Method string
	Wxs    bool
	Stops  bool // catch: the event goes to no other node
}

// Chain computes who handles an event on target, in calling order: capture from
// the root down, then bubbling up. bubbles false keeps only target's own handlers.
// Once a mut-bind ran, others are skipped.
//
// WeChat: documentation of events; target is the nearest ancestor of the real
// target that the handler's own template wrote. It says who listens and who stops
// the event; slots and virtual hosts are known only as Via, so the targets that
// handlers are told are found where the shadow trees are.
func Chain(target *Node, event string, bubbles bool) []Hop {
	var path []*Node // target first
	for n := target; n != nil; n = n.Parent {
		if !n.IsText() {
			path = append(path, n)
		}
	}
	var hops []Hop
	mut := false
	visit := func(i int, capture bool) (stop bool) {
		n := path[i]
		stopped := NodeID(0)
		for _, h := range n.Handlers {
			if h.Event != event || h.Void() || h.Capture != capture {
				continue
			}
			at, owner := n.ID, n.Owner
			if h.Via != 0 {
				if !bubbles {
					continue // the event stays on its target, inside the virtual host
				}
				at, owner = h.Via, h.Owner
			}
			if stopped != 0 && at != stopped {
				return true // the other handlers of the node that stops it still run
			}
			if h.Kind == MutBind {
				if mut {
					continue
				}
				mut = true
			}
			hops = append(hops, Hop{Node: at, Target: retarget(path[:i+1], owner, at), Owner: owner, Method: h.Method, Wxs: h.Wxs, Stops: h.Kind == Catch})
			if h.Kind == Catch {
				stopped = at
			}
		}
		return stopped != 0
	}
	for i := len(path) - 1; i >= 0 && bubbles; i-- {
		if visit(i, true) {
			return hops
		}
	}
	for i := range path {
		if visit(i, false) || !bubbles {
			break
		}
	}
	return hops
}

// retarget finds the innermost node on the path that owner wrote; otherwise none.
func retarget(path []*Node, owner InstanceID, otherwise NodeID) NodeID {
	for _, n := range path {
		if n.Owner == owner && !n.Internal {
			return n.ID
		}
	}
	return otherwise
}
