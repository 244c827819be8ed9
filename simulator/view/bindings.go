package view

import (
	"slices"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// Binding is one place of a template that is written from data: an attribute, a text,
// a condition or a loop around a node.
type Binding struct {
	Node  dom.NodeID
	Place string // "text", "class", "wx:if", the name of an attribute …
	Code  string // as written
	// Paths are the data paths of the instance In that the value depends on; what lies
	// below a path counts. A loop variable is the row of its list.
	In    *Instance
	Paths []value.Path
	// Names are what it depends on beside: the data= of a template, wxs modules, the
	// index of a loop, let variables.
	Names []string
}

// Bindings lists what a node shows of the data: its own values, the texts directly in
// it, and the conditions and loops that stand between it and the element around it.
func (p *Page) Bindings(id dom.NodeID) []Binding {
	n := p.nodes.get(id)
	if n == nil || n.flags&fDead != 0 {
		return nil
	}
	out := p.bindings(n)
	for _, k := range n.kids {
		if k.kind == nText {
			out = append(out, p.bindings(k)...)
		}
	}
	return out
}

func (p *Page) bindings(n *Node) []Binding {
	var out []Binding
	add := func(at *Node, e *env, place string, v *wxml.Value) {
		if v == nil || v.IsConst() || e == nil {
			return
		}
		b := Binding{Node: n.id, Place: place, Code: v.Source, In: at.owner}
		b.read(e, v)
		out = append(out, b)
	}
	pn := n.p
	if pn == nil {
		return nil
	}
	switch n.kind {
	case nText:
		add(n, n.env, "text", pn.text)
	case nElement:
		add(n, n.env, "id", pn.id.v)
		add(n, n.env, "class", pn.class.v)
		add(n, n.env, "style", pn.style.v)
		for _, list := range [...]struct {
			before string
			attrs  []pattr
		}{{"", pn.attrs}, {"data-", pn.data}, {"mark:", pn.marks}, {"change:", pn.changes}, {"model:", pn.models}} {
			for i := range list.attrs {
				a := &list.attrs[i]
				name := a.name
				if !strings.HasPrefix(name, list.before) {
					name = list.before + name
				}
				add(n, n.env, name, a.v)
			}
		}
	}
	for up := n.parent; up != nil && up.kind != nElement && up.kind != nShadow; up = up.parent {
		if up.p == nil {
			continue
		}
		switch up.kind {
		case nIf:
			for i, c := range up.p.conds {
				if i <= up.x.branch {
					add(up, up.env, [...]string{"wx:if", "wx:elif"}[min(i, 1)], c)
				}
			}
		case nFor:
			add(up, up.env, "wx:for", up.p.loop)
		}
	}
	return out
}

// read fills in what a value depends on.
func (b *Binding) read(e *env, v *wxml.Value) {
	var paths []value.Path
	if v.Expr != nil {
		paths = v.Expr.Paths()
	}
	for i := range v.Parts {
		if x := v.Parts[i].Expr; x != nil {
			paths = append(paths, x.Paths()...)
		}
	}
	for _, rel := range paths {
		if base, ok := e.path(rel[0].Name); ok {
			b.Paths = append(b.Paths, append(slices.Clip(base), rel[1:]...))
		} else if !slices.Contains(b.Names, rel[0].Name) {
			b.Names = append(b.Names, rel[0].Name)
		}
	}
}

// Readers lists the bindings of the page that depend on a data path of an instance: at,
// above or below it; at most MaxReaders.
func (p *Page) Readers(in *Instance, path value.Path) []Binding {
	var out []Binding
	p.nodes.each(func(n *Node) bool {
		if n.owner != in || n.flags&fDead != 0 {
			return true
		}
		for _, b := range p.bindings(n) {
			if slices.ContainsFunc(b.Paths, func(q value.Path) bool { return overlap(path, q) }) {
				out = append(out, b)
			}
		}
		return len(out) < MaxReaders
	})
	slices.SortStableFunc(out, func(a, b Binding) int { return int(a.Node) - int(b.Node) })
	return out[:min(len(out), MaxReaders)]
}

// overlap reports whether one path is the other or leads to it.
func overlap(a, b value.Path) bool {
	n := min(len(a), len(b))
	return slices.Equal(a[:n], b[:n])
}
