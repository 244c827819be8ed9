package view

import (
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// What an update of the owner's template gives to a component: nothing when all
// attributes of its tag came out as before, else all properties that the tag names,
// the unchanged ones too, so that their observers run. An object or a list that was
// evaluated again never counts as before. WeChat: oracle exparser (the runtime that
// renders for it). It also counts objects that no written name leads to, as it copies
// them at every update of the owner; not so here: an update costs what changed.

// attrDiffers tells whether v is another value than the attribute had.
func attrDiffers(el *element, name string, v value.Value) bool {
	switch v.Kind() {
	case value.List, value.Map:
		return true
	}
	return !value.Same(attrOf(el.attrs, name), v)
}

// givesClass tells that class= on the tag is a property too. WeChat: not in exparser, but
// in glass-easel (its own template cases).
func (d *Definition) givesClass() bool { return d.GlassEasel && d.Properties["class"] }

// givesStyle tells that style= on the tag is a property. WeChat: in exparser only of a
// virtual host, whose tag has no style of its own.
func (d *Definition) givesStyle() bool {
	return (d.VirtualHost || d.GlassEasel) && d.Properties["style"]
}

// passed evaluates an attribute of a tag. WeChat: what is undefined arrives as an empty
// text in exparser, as undefined at a component of glass-easel (its own oracle).
func (p *Page) passed(comp *Instance, e *env, v *wxml.Value) value.Value {
	if comp != nil && comp.Def.GlassEasel {
		return p.raw(e, v)
	}
	return p.attr(e, v)
}

// given lists all properties of the tag those of now with
// their new values.
func (p *Page) given(n *Node, now []Prop) []Prop {
	pn, el, def := n.p, n.el, n.el.in.Def
	out := make([]Prop, 0, len(pn.attrs)+len(pn.models)+1)
	add := func(attr, name string, old func() value.Value) {
		for i := range now {
			if now[i].Name == name {
				out = append(out, now[i])
				return
			}
		}
		out = append(out, Prop{Name: name, Value: old(), attr: attr})
	}
	if pn.class.v != nil && def.givesClass() {
		add("class", "class", func() value.Value { return value.OfString(el.raw) })
	}
	if pn.style.v != nil && def.givesStyle() {
		add("style", "style", func() value.Value { return value.OfString(el.style) })
	}
	for _, list := range [][]pattr{pn.attrs, pn.models} {
		for i := range list {
			a := &list[i]
			if prop := def.property(a); prop != "" {
				add(a.name, prop, func() value.Value { return attrOf(el.attrs, a.name) })
			}
		}
	}
	for i := range pn.data {
		if a := &pn.data[i]; def.Properties[a.prop] {
			add("data-"+a.name, a.prop, func() value.Value { return p.passed(n.el.in, n.env, a.v) })
		}
	}
	return out
}
