package wx

import (
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// maxQueries bounds the questions of one SelectorQuery.
const maxQueries = 10000

// selectorQuery is the state of a SelectorQuery: the questions in order.
// WeChat: documentation of SelectorQuery and NodesRef.
type selectorQuery struct {
	page  wire.PageID
	ref   Ref // of in(); zero: the page
	items []queryItem
}

// queryItem is one question and its callback.
type queryItem struct {
	ref      Ref
	selector string
	all      bool
	viewport bool
	fields   value.Value
	callback *Func
}

// createSelectorQuery: documentation of wx.createSelectorQuery.
func createSelectorQuery(c *Call) {
	q := &selectorQuery{page: c.Page}
	o := &Object{Class: "SelectorQuery", Data: q}
	o.Methods = []API{
		{Name: "exec", Kind: Sync, Do: execQuery},
		{Name: "in", Kind: Sync, Do: func(c *Call) {
			if ref, ok := AsRef(c.Arg(0)); ok {
				q.ref = ref
			} else {
				c.Log("warn", "SelectorQuery.in: a component instance is expected, got "+typeName(c.Arg(0)))
			}
			c.Return(o.Value())
		}},
		{Name: "select", Kind: Sync, Do: func(c *Call) { c.Return(q.nodes(o, c.Arg(0), false, false)) }},
		{Name: "selectAll", Kind: Sync, Do: func(c *Call) { c.Return(q.nodes(o, c.Arg(0), true, false)) }},
		{Name: "selectViewport", Kind: Sync, Do: func(c *Call) { c.Return(q.nodes(o, value.Value{}, false, true)) }},
	}
	c.Return(o.Value())
}

// nodes makes a NodesRef; each of its methods adds a question and gives the query.
func (q *selectorQuery) nodes(query *Object, selector value.Value, all, viewport bool) value.Value {
	it := queryItem{ref: q.ref, selector: selector.ToString(), all: all, viewport: viewport}
	o := &Object{Class: "NodesRef"}
	ask := func(name string, fields value.Value) API {
		return API{Name: name, Kind: Sync, Do: func(c *Call) {
			it := it
			it.fields, it.callback = fields, AsFunc(c.Arg(0))
			if name == "fields" {
				it.fields, it.callback = c.Arg(0), AsFunc(c.Arg(1))
			}
			if len(q.items) < maxQueries {
				q.items = append(q.items, it)
			} else {
				c.Log("error", "SelectorQuery: more than 10000 questions")
			}
			c.Return(query.Value())
		}}
	}
	o.Methods = []API{
		ask("boundingClientRect", value.M("id", true, "dataset", true, "rect", true, "size", true)),
		ask("context", value.M("context", true)),
		ask("fields", value.Value{}),
		ask("node", value.M("node", true)),
		ask("ref", value.M("ref", true)),
		ask("scrollOffset", value.M("id", true, "dataset", true, "scrollOffset", true)),
	}
	return o.Value()
}

// execQuery asks the host once for everything; then each callback runs in order, and
// exec's own with the list. WeChat: the questions stay, another exec asks them again
// (glass-easel's miniprogram adapter).
func execQuery(c *Call) {
	q := c.This.Data.(*selectorQuery)
	items, final := q.items[:len(q.items):len(q.items)], AsFunc(c.Arg(0))
	page := q.page
	if page == 0 {
		page = c.Page
	}
	c.RT.Settled(func() { c.ask(page, items, final) })
	c.Return(c.This.Value())
}

// ask selects and asks. WeChat: the view layer does both when it gets the question,
// so a page or component that is just being made is there.
func (c *Call) ask(page wire.PageID, items []queryItem, final *Func) {
	queries := make([]value.Value, len(items))
	nodes := make([][]dom.NodeID, len(items))
	for i, it := range items {
		ref := it.ref
		if ref.Page == 0 {
			ref.Page = page
		} else {
			page = ref.Page
		}
		if !it.viewport {
			nodes[i] = c.RT.Select(ref, it.selector, it.all)
		}
		ids := make([]value.Value, len(nodes[i]))
		for k, id := range nodes[i] {
			ids[k] = value.OfInt(int(id))
		}
		queries[i] = value.M("nodes", value.OfList(ids), "single", !it.all, "viewport", it.viewport, "fields", plain(it.fields))
	}
	c.RT.Request(page, "selectorQuery", value.M("queries", value.OfList(queries)), func(res value.Value, _ string) {
		out := make([]value.Value, len(items))
		for i, it := range items {
			out[i] = c.withHandles(page, it, nodes[i], res.Index(i))
			if it.callback != nil {
				c.RT.Invoke(it.callback, out[i])
			}
		}
		if final != nil {
			c.RT.Invoke(final, value.OfList(out))
		}
	})
}

// withHandles adds what lives on this side to the host's answer: context and node,
// marks, properties of components, and the hosts of virtualHost components.
func (c *Call) withHandles(page wire.PageID, it queryItem, nodes []dom.NodeID, answer value.Value) value.Value {
	if it.fields.Get("ref").Truthy() {
		c.RT.Unsupported("NodesRef.ref")
	}
	if it.viewport {
		return answer
	}
	if !it.all {
		if len(nodes) == 0 {
			return value.OfNull()
		}
		return c.withElement(page, nodes[0], it.fields, answer)
	}
	rows := make([]value.Value, 0, len(nodes))
	for i, id := range nodes {
		// A node that was gone when the question came is left out.
		if row := c.withElement(page, id, it.fields, answer.Index(i)); row.Kind() == value.Map {
			rows = append(rows, row)
		}
	}
	return value.OfList(rows)
}

// zeroFields are what a node without a place has, by the field that asks for it.
// WeChat: the elements of glass-easel without a backend element.
var zeroFields = []struct {
	field string
	keys  []string
}{{"rect", []string{"left", "top", "right", "bottom"}}, {"size", []string{"width", "height"}}, {"scrollOffset", []string{"scrollLeft", "scrollTop", "scrollWidth", "scrollHeight"}}}

func (c *Call) withElement(page wire.PageID, id dom.NodeID, fields, row value.Value) value.Value {
	want := func(field string) bool { return fields.Get(field).Truthy() }
	props := fields.Get("properties").Items()
	e, known := Element{}, false
	if row.Kind() != value.Map || want("mark") || len(props) > 0 {
		e, known = c.RT.Element(page, id)
	}
	if row.Kind() != value.Map {
		if !known || !e.Virtual {
			return value.OfNull()
		}
		row = value.OfMap(nil, nil)
		if want("id") {
			row = with(row, "id", e.ID)
		}
		if want("dataset") {
			row = with(row, "dataset", e.Dataset)
		}
		for _, z := range zeroFields {
			for _, k := range z.keys {
				if want(z.field) {
					row = with(row, k, 0)
				}
			}
		}
	}
	if known && want("mark") {
		row = with(row, "mark", e.Mark)
	}
	for _, p := range props {
		if known && e.Component {
			row = with(row, p.ToString(), e.Properties.Get(p.ToString()))
		}
	}
	if !want("context") && !want("node") {
		return row
	}
	node, context := c.State.nodeHandles(page, id)
	if want("context") {
		row = with(row, "context", context)
	}
	if want("node") {
		row = with(row, "node", node)
	}
	return row
}

// nodeHandles gives the Node and the Context of a built-in component: canvas and
// scroll-view have nodes, media and map contexts.
func (s *State) nodeHandles(page wire.PageID, id dom.NodeID) (node, context value.Value) {
	tag := strings.TrimPrefix(s.rt.Tag(page, id), "wx-")
	node, context = value.OfNull(), value.OfNull()
	switch tag {
	case "canvas":
		node = s.canvasNode(page, id).Value()
	case "scroll-view":
		node = s.scrollContext(page, id).Value()
	case "video", "audio", "camera", "map", "live-player", "live-pusher", "editor":
		context = s.inertOf(page, id, contextClass[tag]).Value()
	}
	return node, context
}

// contextClass names the context objects of components.
var contextClass = map[string]string{"video": "VideoContext", "audio": "AudioContext", "camera": "CameraContext", "map": "MapContext",
	"live-player": "LivePlayerContext", "live-pusher": "LivePusherContext", "editor": "EditorContext"}

// nodeKey names a node of a page.
type nodeKey struct {
	page wire.PageID
	node dom.NodeID
}

// inertOf gives the same inert object for the same node.
func (s *State) inertOf(page wire.PageID, id dom.NodeID, class string) *Object {
	k := nodeKey{page, id}
	if s.contexts == nil {
		s.contexts = map[nodeKey]*Object{}
	}
	if s.contexts[k] == nil {
		s.contexts[k] = &Object{Class: class, Inert: true}
	}
	return s.contexts[k]
}

// scrollContext: documentation of ScrollViewContext; the host scrolls.
func (s *State) scrollContext(page wire.PageID, id dom.NodeID) *Object {
	send := func(c *Call) {
		c.RT.Request(page, "scrollView", with(plain(c.Options), "node", int(id)), nil)
		c.Resolve(value.Value{})
	}
	return &Object{Class: "ScrollViewContext", Methods: []API{
		{Name: "scrollIntoView", Kind: Sync, Do: func(c *Call) {
			if nodes := c.RT.Select(Ref{Page: page}, c.Arg(0).ToString(), false); len(nodes) > 0 {
				c.RT.Request(page, "scrollView", value.M("node", int(id), "target", int(nodes[0]), "animated", true), nil)
			}
		}},
		{Name: "scrollTo", Do: send},
	}}
}
