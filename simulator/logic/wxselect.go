package logic

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/view"
	"diorama/simulator/wire"
	"diorama/simulator/wx"
)

// Select implements wx.Runtime.
func (w *Worker) Select(ref wx.Ref, selector string, all bool) []dom.NodeID {
	in := w.reg.live[ref.Instance]
	if in == nil {
		p := w.router.find(ref.Page)
		if p == nil || p.root == nil {
			return nil
		}
		in = p.root
	}
	if in.in == nil {
		return nil
	}
	if bad := view.BadSelector(selector); bad != "" {
		w.warnSelector(bad)
	}
	if !all {
		if n := in.in.SelectFirst(selector); n != nil {
			return []dom.NodeID{n.ID()}
		}
		return nil
	}
	var ids []dom.NodeID
	for _, n := range in.in.Select(selector) {
		ids = append(ids, n.ID())
	}
	return ids
}

// warnSelector says once what a query's selector has that WeChat does not know.
func (w *Worker) warnSelector(part string) {
	key := "selector " + part
	if w.api == nil || w.api.told[key] {
		return
	}
	w.api.told[key] = true
	w.log("warn", "the selector "+part+" matches nothing: queries know #id, .class, >, >>>, descendants and lists of them")
}

// Element implements wx.Runtime.
func (w *Worker) Element(page wire.PageID, node dom.NodeID) (wx.Element, bool) {
	p := w.router.find(page)
	if p == nil || p.view == nil {
		return wx.Element{}, false
	}
	n := p.view.Node(node)
	if n == nil || n.IsText() {
		return wx.Element{}, false
	}
	e := wx.Element{ID: n.ElemID(), Dataset: n.Dataset(), Mark: n.OwnMarks(), Virtual: n.Virtual()}
	if in := n.Component(); in != nil {
		e.Component = true
		var keys []string
		var vals []value.Value
		for _, name := range sortedKeys(in.Def.Properties) {
			keys, vals = append(keys, name), append(vals, in.Data.Get(name))
		}
		e.Properties = value.OfMap(keys, vals)
	}
	return e, true
}

// Tag implements wx.Runtime.
func (w *Worker) Tag(page wire.PageID, node dom.NodeID) string {
	p := w.router.find(page)
	if p == nil || p.view == nil {
		return ""
	}
	n := p.view.Node(node)
	if n == nil || n.IsText() {
		return ""
	}
	return n.Tag()
}

// Stream implements wx.Runtime: one goroutine, which ends when source returns; what
// it posts after Run is dropped with the inbox.
func (w *Worker) Stream(name string, wait bool, source func(post func(task func()))) {
	ctx := w.ctx.then(wire.Cause{Kind: "callback", Name: name})
	if wait {
		w.background++
	}
	w.bgSeq++
	id, piece := w.bgSeq, 0
	go func() {
		source(func(task func()) {
			w.inbox.post(entry{id: id, piece: piece, done: func() { w.run(ctx, task) }})
			piece++
		})
		if wait {
			w.inbox.post(entry{id: id, piece: piece, done: func() { w.background = max(w.background-1, 0) }})
		}
	}()
}

// unanswered counts the questions to the host that wait for their one answer;
// subscriptions stay open and wait for nothing.
func (w *Worker) unanswered() int {
	n := 0
	for _, q := range w.requests {
		if !q.many {
			n++
		}
	}
	return n
}
