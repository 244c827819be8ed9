package logic

import (
	"time"

	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"
)

// measure asks the host about a node and waits for the answer: the two questions of
// ComponentDescriptor that WeChat answers at once, and the only place where anything
// waits across the wire.
//
// It cannot lock up: the host never waits for the worker, the wait is bounded by
// maxLayoutWait, and after one that was in vain the task asks no more. What arrives
// meanwhile keeps its order. The boxes are those of the last patch: what the running
// task has set counts from the next one on. A node that the host does not know yet
// has no box.
func (l *wxsLayer) measure(n *view.Node, fields value.Value) (value.Value, bool) {
	w := l.w
	in := n.Owner()
	if in == nil {
		in = n.Component()
	}
	if in == nil || l.deaf || !n.Sent() {
		return value.Value{}, false
	}
	p := w.router.pageOf(in.Page)
	if p == nil {
		return value.Value{}, false
	}
	w.reqSeq++
	id := w.reqSeq
	w.send(&wire.Message{Request: &wire.Request{ID: id, Page: p.id, Name: "selectorQuery", Args: value.M("queries",
		value.OfList([]value.Value{value.M("nodes", value.OfList([]value.Value{value.OfInt(int(n.ID()))}), "single", true, "viewport", false, "fields", fields)}))}})
	var kept []entry
	defer func() { w.inbox.unshift(kept) }()
	end := time.Now().Add(maxLayoutWait)
	for {
		e, ok := w.take()
		if !ok {
			left := time.Until(end)
			if left <= 0 || w.player != nil {
				w.trace.patienceEnded()
				l.deaf = true
				return value.Value{}, false
			}
			w.inbox.wait(left)
			continue
		}
		if e.msg != nil && e.msg.Reply != nil && e.msg.Reply.ID == id {
			v := e.msg.Reply.Result.Index(0)
			return v, v.Kind() == value.Map
		}
		kept = append(kept, e)
		if e.err != nil {
			l.deaf = true // the host has gone
			return value.Value{}, false
		}
	}
}
