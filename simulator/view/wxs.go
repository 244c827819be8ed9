package view

import (
	"slices"
	"strconv"
	"strings"

	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// Descriptor stands for a ComponentDescriptor where Host.CallWxs gets arguments: a
// value of kind Func whose handle is a *Descriptor. The logic layer gives wxs an
// object with the methods of the documentation instead.
type Descriptor struct {
	Node *Node // of ownerInstance: the host of the owner (the page element for a page)
}

// Descriptor gives the placeholder for n as an argument of CallWxs.
func (n *Node) Descriptor() value.Value { return value.OfFunc(&Descriptor{Node: n}) }

type wxsCall struct {
	n        *Node
	fn       value.Value
	old, now value.Value
}

// wxs gives the exports of a module, evaluated on first use.
func (p *Page) wxs(file string, w *wxml.Wxs) value.Value {
	v, ok := p.wxsVals[w]
	if !ok {
		v = p.host.Wxs(file, w)
		p.wxsVals[w] = v
	}
	return v
}

// wxsHandle names a wxs function for dom.Handler.Method.
func (p *Page) wxsHandle(fn value.Value) string {
	for i, f := range p.wxsFns {
		if value.Same(f, fn) || f.Handle() == fn.Handle() {
			return "wxs:" + strconv.Itoa(i)
		}
	}
	p.wxsFns = append(p.wxsFns, fn)
	return "wxs:" + strconv.Itoa(len(p.wxsFns)-1)
}

// WxsHandler gives the function that Method of a handler with Wxs set names.
func (p *Page) WxsHandler(method string) (fn value.Value, ok bool) {
	i, err := strconv.Atoi(strings.TrimPrefix(method, "wxs:"))
	if err != nil || i < 0 || i >= len(p.wxsFns) {
		return value.Value{}, false
	}
	return p.wxsFns[i], true
}

// changeProp queues the change:prop observer of an attribute. WeChat: it is called
// whenever the value is set to another one, the first time too (documentation of wxs).
func (p *Page) changeProp(n *Node, name string, old, now value.Value) {
	if len(n.p.changes) == 0 {
		return
	}
	if p.morphing.n == n {
		// A new template with the same value does not set it.
		if old = attrOf(p.morphing.was, name); value.Equal(old, now) {
			return
		}
	}
	for i := range n.p.changes {
		c := &n.p.changes[i]
		if c.name != name && c.dom != name && c.prop != camel(name) {
			continue
		}
		fn := p.raw(n.env, c.v)
		if fn.Kind() != value.Func {
			if !fn.IsNil() {
				p.reportAt(n.p, wxml.Warning, "change:"+c.name+": expected a wxs function, as in change:"+c.name+"=\"{{module.function}}\"")
			}
			continue
		}
		p.calls = append(p.calls, wxsCall{n, fn, old, now})
	}
}

// runCalls runs the change:prop observers: fn(newValue, oldValue, ownerInstance, instance).
func (p *Page) runCalls() {
	for len(p.calls) > 0 {
		list := p.calls
		p.calls = nil
		for _, c := range list {
			if c.n.flags&fDead == 0 {
				p.host.CallWxs(c.fn, value.Value{}, []value.Value{c.now, c.old, c.n.owner.Host.Descriptor(), c.n.Descriptor()})
			}
		}
	}
}

// wxsLook is what wxs code made of a node's looks.
type wxsLook struct {
	style        []string // name, value pairs
	added, taken []string
}

// apply changes a class list as written.
func (w *wxsLook) apply(list []dom.Class, scope dom.ScopeID) []dom.Class {
	list = slices.DeleteFunc(slices.Clone(list), func(c dom.Class) bool { return indexOf(w.taken, c.Name) >= 0 })
	for _, name := range w.added {
		if !slices.ContainsFunc(list, func(c dom.Class) bool { return c.Name == name }) {
			list = append(list, dom.Class{Name: name, Scope: scope})
		}
	}
	return list
}

// look is the style attribute with what wxs set after it.
func (el *element) look() string {
	if el.wxs == nil || len(el.wxs.style) == 0 {
		return el.style
	}
	var b strings.Builder
	b.WriteString(el.style)
	for i := 0; i+1 < len(el.wxs.style); i += 2 {
		if s := strings.TrimRight(b.String(), " \t\n"); s != "" && !strings.HasSuffix(s, ";") {
			b.WriteByte(';')
		}
		b.WriteString(el.wxs.style[i] + ":" + el.wxs.style[i+1])
	}
	return b.String()
}

func (n *Node) wxsLook() *wxsLook {
	if n.el.wxs == nil {
		n.el.wxs = &wxsLook{}
	}
	return n.el.wxs
}

// SetWxsStyle is ComponentDescriptor.setStyle: declarations (alternating property
// and value) that apply after the style attribute; an empty value takes one back.
func (n *Node) SetWxsStyle(decls []string) {
	if n.el == nil || n.flags&fDead != 0 {
		return
	}
	w := n.wxsLook()
	for i := 0; i+1 < len(decls); i += 2 {
		at := -1
		for j := 0; j+1 < len(w.style); j += 2 {
			if w.style[j] == decls[i] {
				at = j
			}
		}
		switch {
		case at >= 0 && decls[i+1] == "":
			w.style = slices.Delete(w.style, at, at+2)
		case at >= 0:
			w.style[at+1] = decls[i+1]
		case decls[i+1] != "":
			w.style = append(w.style, decls[i], decls[i+1])
		}
	}
	n.page().changed(n, dStyle, false)
}

// SetWxsClass is addClass (on) and removeClass of ComponentDescriptor.
func (n *Node) SetWxsClass(name string, on bool) {
	if n.el == nil || n.flags&fDead != 0 || name == "" {
		return
	}
	w := n.wxsLook()
	drop := func(list []string) []string {
		return slices.DeleteFunc(list, func(s string) bool { return s == name })
	}
	if on {
		w.taken = drop(w.taken)
		w.added = append(drop(w.added), name)
	} else {
		w.added = drop(w.added)
		w.taken = append(drop(w.taken), name)
	}
	if n.owner != nil {
		n.page().setClasses(n, classNames(n.el.raw), false)
	}
}

// Sent reports whether the host has the node.
func (n *Node) Sent() bool { return n.flags&(fSent|fDead) == fSent }

func (n *Node) page() *Page {
	if n.owner != nil {
		return n.owner.Page
	}
	return n.el.in.Page
}
