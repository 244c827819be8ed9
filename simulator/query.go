package simulator

import (
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// selectorQuery answers wx.createSelectorQuery().exec. Selectors were resolved by
// the view layer: args.queries is a list of {nodes: [id…], single, viewport,
// fields}, fields being the argument of NodesRef.fields. The answer is a list with
// an object (null when there is no such node) or a list of objects per query.
// Numbers in CSS px; rectangles relative to the viewport.
func (s *Session) selectorQuery(p *page, args value.Value) value.Value {
	queries := args.Get("queries").Items()
	out := make([]value.Value, len(queries))
	for i, q := range queries {
		fields := q.Get("fields")
		if q.Get("viewport").Truthy() {
			out[i] = s.viewportFields(p, fields)
			continue
		}
		var rows []value.Value
		for _, id := range q.Get("nodes").Items() {
			rows = append(rows, s.nodeFields(p, dom.NodeID(id.Num()), fields))
		}
		switch {
		case !q.Get("single").Truthy():
			out[i] = value.OfList(rows)
		case len(rows) > 0:
			out[i] = rows[0]
		default:
			out[i] = value.OfNull()
		}
	}
	return value.OfList(out)
}

func (s *Session) viewportFields(p *page, f value.Value) value.Value {
	var pairs []any
	env := s.styleEnv(p.insets)
	if f.Get("id").Truthy() {
		pairs = append(pairs, "id", "")
	}
	if f.Get("dataset").Truthy() {
		pairs = append(pairs, "dataset", value.OfMap(nil, nil))
	}
	if f.Get("mark").Truthy() {
		pairs = append(pairs, "mark", value.OfMap(nil, nil))
	}
	if f.Get("rect").Truthy() {
		pairs = append(pairs, "left", 0, "right", env.Width, "top", 0, "bottom", env.Height)
	}
	if f.Get("size").Truthy() {
		pairs = append(pairs, "width", env.Width, "height", env.Height)
	}
	if f.Get("scrollOffset").Truthy() {
		scroll := p.doc.Query(dom.RootID, renderer.Fields{ScrollOffset: true})
		for i, k := range scroll.Keys() {
			pairs = append(pairs, k, scroll.Index(i))
		}
	}
	return value.M(pairs...)
}

func (s *Session) nodeFields(p *page, id dom.NodeID, f value.Value) value.Value {
	names := func(v value.Value) []string {
		var out []string
		for _, n := range v.Items() {
			out = append(out, n.ToString())
		}
		return out
	}
	on := func(k string) bool { return f.Get(k).Truthy() }
	return p.doc.Query(id, renderer.Fields{ID: on("id"), Dataset: on("dataset"), Mark: on("mark"), Rect: on("rect"), Size: on("size"),
		ScrollOffset: on("scrollOffset"), Properties: names(f.Get("properties")), ComputedStyle: names(f.Get("computedStyle"))})
}

// pageScrollTo: documentation of wx.pageScrollTo.
func (s *Session) pageScrollTo(p *page, a value.Value) {
	d := 300 * time.Millisecond
	if v := a.Get("duration"); v.Kind() == value.Number {
		d = time.Duration(v.Num() * float64(time.Millisecond))
	}
	y := a.Get("scrollTop").ToNumber()
	if id := a.Get("node"); id.Kind() == value.Number {
		p.doc.Layout(s.now)
		_, top, _, _ := p.doc.Box(dom.NodeID(id.Num()))
		y = top
		if off := a.Get("offsetTop"); off.Kind() == value.Number {
			y += off.Num()
		}
	}
	if y != y {
		return
	}
	if s.opts.Virtual {
		d = 0
	}
	p.doc.ScrollNode(dom.RootID, 0, y, d)
}
