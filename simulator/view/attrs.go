package view

import (
	"slices"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// evalAttrs evaluates what the dirty names touch of an element's own values; first
// evaluates all and counts nothing as an update. Properties go to Host at the end,
// all of them at once.
//
// What an attribute is, in this order (oracle exparser): id, slot, class, style; a
// property of the component (dash form or camel case, data- ones too); dataset; an
// external class; anything else a plain attribute. Attributes of a component that
// are properties stay visible on its node as well.
func (p *Page) evalAttrs(n *Node, first bool, dirty uint64) {
	pn, el, e := n.p, n.el, n.env
	comp := el.in
	keep := p.keep
	p.keep = nil
	hit := func(v *pval) bool { return v.v != nil && (first || v.mask&dirty != 0) }
	var props []Prop
	differs := first || keep != nil // an update gives properties only when an attribute differs
	give := func(attr, name string, v value.Value) {
		if keep != nil && kept(n, keep, name, v) {
			return
		}
		for i := range props {
			if props[i].Name == name {
				props[i].Value = v
				return
			}
		}
		props = append(props, Prop{Name: name, Value: v, attr: attr})
	}
	if hit(&pn.id) {
		if s := p.str(e, pn.id.v); s != el.elemID {
			el.elemID, differs = s, true
			p.changed(n, dID, first)
		}
	}
	if hit(&pn.slotTo) {
		if s := p.orNone(e, pn.slotTo.v); s != el.slot {
			el.slot, differs = s, true
			p.changed(n, dSlot, first)
			if !first {
				p.placeChanged(n)
				p.changed(n, dHandlers, false) // other slots may be around it now
			}
		}
	}
	if hit(&pn.class) {
		if pn.classes == nil || !pn.class.v.IsConst() {
			if s := p.orNone(e, pn.class.v); first || s != el.raw {
				el.raw, differs = s, true
				p.setClasses(n, classNames(s), first)
			}
		} else {
			el.raw = pn.class.v.Const
			p.setClasses(n, pn.classes, first)
		}
		if comp != nil {
			if comp.Def.givesClass() {
				give("class", "class", value.OfString(el.raw))
			}
			p.setExternal(n, "class", el.raw, first)
		}
	}
	if hit(&pn.style) {
		if s := p.orNone(e, pn.style.v); s != el.style {
			el.style, differs = s, true
			p.changed(n, dStyle, first)
		}
		if comp != nil && comp.Def.givesStyle() {
			give("style", "style", value.OfString(el.style))
		}
	}
	for i := range pn.attrs {
		a := &pn.attrs[i]
		if !hit(&a.pval) {
			continue
		}
		v := p.passed(comp, e, a.v)
		if comp == nil {
			p.setAttr(n, a.dom, v, first)
			continue
		}
		if prop := comp.Def.property(a); prop != "" {
			give(a.name, prop, v)
		} else {
			p.setExternal(n, a.name, classText(v), first)
		}
		differs = differs || attrDiffers(el, a.name, v)
		p.setAttr(n, a.name, v, first)
	}
	for i := range pn.models {
		a := &pn.models[i]
		if !a.hidden && hit(&a.pval) {
			v := p.passed(comp, e, a.v)
			if comp == nil {
				p.setAttr(n, a.dom, v, first)
			} else {
				if prop := comp.Def.property(a); prop != "" {
					give(a.name, prop, v)
				}
				differs = differs || attrDiffers(el, a.name, v)
				p.setAttr(n, a.name, v, first)
			}
		}
		// The path changes with the row, so it is looked at every time.
		if path, ok := n.modelPath(a); ok {
			p.setAttr(n, "model:"+a.dom, value.OfString(path.String()), first)
		} else if first && len(path) > 0 {
			p.reportAt(pn, wxml.Warning, "model:"+a.name+": two-way binding does not know data paths such as "+path.String()+" (componentFramework glass-easel does); this one shows the value and writes nothing")
		} else if first {
			p.reportAt(pn, wxml.Warning, "model:"+a.name+": expected the name of a data field, as in model:"+a.name+"=\"{{name}}\"")
		}
	}
	if pn.data != nil && (first || pn.dmask&dirty != 0) {
		differs = p.evalDataset(n, first, dirty, give) || differs
	}
	if pn.marks != nil && (first || pn.mmask&dirty != 0) {
		m := mapBuilder{}
		for i := range pn.marks {
			a := &pn.marks[i]
			v, was := el.mark.Lookup(a.name)
			if first || !was || a.mask&dirty != 0 {
				v = p.attr(e, a.v)
			}
			m.put(a.name, v)
		}
		el.mark = m.value()
		p.changed(n, dMark, first)
	}
	if !first {
		p.evalEvents(n, false, dirty)
	}
	if comp != nil && differs {
		if !first && keep == nil {
			props = p.given(n, props)
		}
		if len(props) > 0 {
			// WeChat: in the order of the attributes' names (oracle wcc).
			slices.SortStableFunc(props, func(a, b Prop) int { return strings.Compare(a.attr, b.attr) })
			p.host.SetProperties(comp, props)
		}
	}
	if first {
		// Oracle exparser: what observers trigger by the first values is not heard.
		p.evalEvents(n, true, dirty)
	}
}

// evalEvents evaluates the event bindings.
func (p *Page) evalEvents(n *Node, first bool, dirty uint64) {
	pn, el := n.p, n.el
	if pn.events == nil || !first && pn.emask&dirty == 0 {
		return
	}
	if h := p.handlers(n); !slices.Equal(h, el.handlers) {
		el.handlers = h
		p.changed(n, dHandlers, first)
		if el.virtual && !first {
			p.sendVia(composedKids(nil, n))
		}
	}
}

// property gives the property name that an attribute stands for, "" for none.
func (d *Definition) property(a *pattr) string {
	if d.Properties[a.prop] {
		return a.prop
	}
	if d.Properties[a.name] {
		return a.name
	}
	return ""
}

// classText is the text of a value given to an external class; true is a class of
// that name. WeChat: oracle exparser.
func classText(v value.Value) string {
	if v.IsUndefined() {
		return ""
	}
	return v.ToString()
}

// evalDataset reports whether the dataset, or a property written like one, differs.
func (p *Page) evalDataset(n *Node, first bool, dirty uint64, give func(attr, name string, v value.Value)) (differs bool) {
	comp := n.el.in
	var m mapBuilder
	old := n.el.dataset
	for i := range n.p.data {
		a := &n.p.data[i]
		if comp != nil && comp.Def.Properties[a.prop] {
			if first || a.mask&dirty != 0 {
				give("data-"+a.name, a.prop, p.passed(comp, n.env, a.v))
				differs = true
			}
			continue
		}
		v, was := old.Lookup(a.name)
		if first || !was || a.mask&dirty != 0 {
			v = p.attr(n.env, a.v)
		}
		m.put(a.name, v)
	}
	if len(m.keys) == 0 && old.IsUndefined() {
		return differs
	}
	same := old.Len() == len(m.keys)
	for i := 0; same && i < len(m.keys); i++ {
		same = old.Key(i) == m.keys[i] && value.Same(old.Index(i), m.vals[i])
	}
	if !same {
		n.el.dataset = m.value()
		p.changed(n, dDataset, first)
		differs = true
	}
	return differs
}

// mapBuilder gathers a small map; a repeated key keeps its place and takes the last value.
type mapBuilder struct {
	keys []string
	vals []value.Value
}

func (m *mapBuilder) put(k string, v value.Value) {
	if i := indexOf(m.keys, k); i >= 0 {
		m.vals[i] = v
		return
	}
	m.keys = append(m.keys, k)
	m.vals = append(m.vals, v)
}

func (m *mapBuilder) value() value.Value { return value.OfMap(m.keys, m.vals) }

// handlers evaluates the event bindings. A wxs function becomes a handle for
// WxsHandler. WeChat: a name that is empty or any other false value makes the binding
// void, also a catch (documentation of events, oracle exparser): its Method is "".
// catchtouchmove without a value is true and stops the event.
func (p *Page) handlers(n *Node) []dom.Handler {
	out := make([]dom.Handler, 0, len(n.p.events))
	for i := range n.p.events {
		b := &n.p.events[i]
		h := dom.Handler{Event: b.Name, Kind: b.Kind, Capture: b.Capture}
		switch v := p.raw(n.env, b.Value); v.Kind() {
		case value.Func:
			h.Method, h.Wxs = p.wxsHandle(v), true
		default:
			if v.Truthy() {
				h.Method = v.ToString()
			}
		}
		out = append(out, h)
	}
	return out
}

func (p *Page) changed(n *Node, bit dirtyBit, first bool) {
	if first {
		return
	}
	n.el.dirty |= bit
	p.touch(n)
}

func (p *Page) setAttr(n *Node, name string, v value.Value, first bool) {
	el := n.el
	k := -1
	for i := range el.attrs {
		if el.attrs[i].Name == name {
			k = i
			break
		}
	}
	old := value.Value{}
	if k >= 0 {
		if old = el.attrs[k].Value; value.Same(old, v) {
			return
		}
		el.attrs[k].Value = v
	} else {
		if el.attrs == nil {
			el.attrs = make([]dom.Attr, 0, len(n.p.attrs)+2*len(n.p.models))
		}
		el.attrs = append(el.attrs, dom.Attr{Name: name, Value: v})
	}
	p.changeProp(n, name, old, v)
	if first {
		return
	}
	if n.flags&fSent != 0 && indexOf(el.changed, name) < 0 {
		el.changed = append(el.changed, name)
	}
	p.touch(n)
}
