package wx

import "diorama/simulator/wire"

// setLink takes over how fast the network of the conditions is; requests that run keep
// what they had.
func (n *network) setLink(e *wire.Env) {
	l := e.Link()
	n.link.Store(&l)
	n.offline = l.Offline
}

// cut breaks everything that is under way.
func (n *network) cut() {
	if n.all != nil {
		n.end(errOffline)
		n.all, n.end = nil, nil
	}
}

// speed is how slow the network is just now: as slow as both the conditions around the
// phone and the Network panel want it. Safe on any goroutine. Answers of a recording
// come when they came then, whatever the conditions are.
func (n *network) speed() wire.Throttle {
	out := wire.Throttle{}
	if t := n.pace.Load(); t != nil {
		out = *t
	}
	if l := n.link.Load(); l != nil && n.cassette.isLive() {
		link := *l
		link.Offline = false // known to the logic goroutine, which asks before it begins
		out = wire.Slower(out, link)
	}
	return out
}

// isLive reports whether answers come from the network, not from a recording.
func (t *Cassette) isLive() bool {
	if t == nil {
		return true
	}
	select {
	case <-t.live:
		return true
	default:
		return false
	}
}
