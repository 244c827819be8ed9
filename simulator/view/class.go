package view

import (
	"slices"
	"strings"

	"diorama/renderer/dom"
)

// scopeOf gives the style scope of a component, declaring it on first use.
func (p *Page) scopeOf(def *Definition) dom.ScopeID {
	if id, ok := p.scopes[def.Path]; ok {
		return id
	}
	id := dom.ScopeID(len(p.scopes) + 1)
	p.scopes[def.Path] = id
	p.ops = append(p.ops, dom.Op{Kind: dom.OpScope, Scope: id, Name: def.Path, Isolation: def.Isolation})
	return id
}

// setClasses resolves class names as written in n's template.
func (p *Page) setClasses(n *Node, names []string, first bool) {
	list, uses := n.owner.classes(names)
	if n.el.wxs != nil {
		list = n.el.wxs.apply(list, n.owner.scope)
	}
	if uses {
		n.owner.external(n)
	}
	if slices.Equal(list, n.el.classes) {
		return
	}
	n.el.classes = list
	p.changed(n, dClass, first)
}

// classes gives names their scopes: an external class stands for the classes that
// the component was given, ~name is the page's and ^name the owner's (documentation
// of component style isolation). uses tells that an external class is among them.
func (in *Instance) classes(names []string) (list []dom.Class, uses bool) {
	list = make([]dom.Class, 0, len(names))
	for _, name := range names {
		if indexOf(in.Def.ExternalClasses, name) >= 0 {
			uses = true
			list = append(list, in.ext[name]...)
			continue
		}
		scope := in.scope
		switch name[0] {
		case '~':
			name, scope = name[1:], 0
		case '^':
			at := in
			for strings.HasPrefix(name, "^") {
				name = name[1:]
				if at.Owner != nil {
					at = at.Owner
				}
			}
			scope = at.scope
		}
		if name != "" {
			list = append(list, dom.Class{Name: name, Scope: scope})
		}
	}
	return list, uses
}

// external remembers that n's classes depend on the instance's external classes.
func (in *Instance) external(n *Node) {
	if !slices.Contains(in.extUses, n) {
		in.extUses = append(in.extUses, n)
	}
}

// setExternal gives a component the classes for one of its externalClasses; other
// names are left alone.
func (p *Page) setExternal(n *Node, name, text string, first bool) {
	comp := n.el.in
	if comp == nil || len(comp.Def.ExternalClasses) == 0 {
		return
	}
	if indexOf(comp.Def.ExternalClasses, name) < 0 {
		if name = dash(name); indexOf(comp.Def.ExternalClasses, name) < 0 {
			return
		}
	}
	list, uses := n.owner.classes(classNames(text))
	if uses {
		n.owner.external(n)
	}
	if slices.Equal(comp.ext[name], list) {
		return
	}
	if comp.ext == nil {
		comp.ext = map[string][]dom.Class{}
	}
	comp.ext[name] = list
	p.reclass(comp)
}

// reclass resolves again what depends on the external classes of in.
func (p *Page) reclass(in *Instance) {
	uses := in.extUses[:0]
	for _, n := range in.extUses {
		if n.flags&fDead == 0 {
			uses = append(uses, n)
		}
	}
	clear(in.extUses[len(uses):])
	in.extUses = uses
	for _, n := range slices.Clone(uses) {
		p.setClasses(n, classNames(n.el.raw), false)
		if c := n.el.in; c != nil {
			p.setExternal(n, "class", n.el.raw, false)
			for i := range n.p.attrs {
				a := &n.p.attrs[i]
				if c.Def.property(a) == "" {
					p.setExternal(n, a.name, classText(n.Attr(a.name)), false)
				}
			}
		}
	}
}
