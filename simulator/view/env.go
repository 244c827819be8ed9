package view

import (
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// rootScope is where names end up that no loop binds: the data of an instance, or
// what data= of <template is> gives, and the wxs modules of the file.
type rootScope struct {
	page *Page
	in   *Instance
	tmpl bool
	data value.Value // tmpl only
	file *fileProg
}

// env is one level of names. Rows of a loop and elements with let: have one of
// their own; nodes keep theirs, so that they can be evaluated again at any time.
type env struct {
	up   *env
	root *rootScope
	p    *pnode // a loop or a node with lets; nil at the root
	item value.Value
	loop *Node         // a row's list; its item has the index that list gives it
	row  int           // position in the list; not kept when nothing reads it (pnode.placed)
	lets []value.Value // parallel to p.lets
	slot *Node         // the slot whose values slot:x names (dynamic slots)
}

// Name gives the value of a root name.
// WeChat: a wxs module hides data, loop variables and template data of its name
// (oracle exparser, case wxs/values).
func (e *env) Name(name string) value.Value {
	r := e.root
	if len(r.file.wxs) > 0 {
		if w := r.file.wxs[name]; w != nil {
			return r.page.wxs(r.file.t.File, w)
		}
	}
	for l := e; l.p != nil; l = l.up {
		if l.p.kind == pFor {
			// WeChat: when both have one name it is the index; oracle wcc.
			if name == l.p.index {
				return l.loop.x.index(l.row)
			}
			if name == l.p.item {
				return l.item
			}
			continue
		}
		for i := range l.lets {
			if l.p.lets[i].name == name {
				return l.lets[i]
			}
		}
	}
	if r.tmpl {
		return r.data.Get(name)
	}
	if len(r.in.Def.NoObserver) > 0 && r.in.Def.NoObserver[name] {
		return value.Value{}
	}
	return r.in.Data.Get(name)
}

// index gives the index of a row: its position, or its key in a map.
func (x *extra) index(row int) value.Value {
	if x.names == nil {
		return value.OfInt(row)
	}
	if row >= len(x.names) { // the list is shorter now, the row goes next
		return value.Value{}
	}
	return value.OfString(x.names[row])
}

// Call calls a wxs function.
func (e *env) Call(fn, this value.Value, args []value.Value) value.Value {
	if fn.Kind() != value.Func {
		return value.Value{}
	}
	return e.root.page.host.CallWxs(fn, this, args)
}

// path turns a name into a data path of the instance: a loop variable becomes the
// row of its list. ok is false inside templates and for lists without a path.
func (e *env) path(name string) (value.Path, bool) {
	if e.root.file.wxs[name] != nil {
		return nil, false
	}
	for l := e; l.p != nil; l = l.up {
		if l.p.kind != pFor {
			for i := range l.p.lets {
				if l.p.lets[i].name == name {
					return nil, false
				}
			}
			continue
		}
		switch name {
		case l.p.index:
			return nil, false
		case l.p.item:
			if l.p.loop.Expr == nil {
				return nil, false
			}
			list, ok := l.up.resolve(l.p.loop)
			if !ok {
				return nil, false
			}
			if i := l.loop.x.index(l.row); i.Kind() == value.String {
				return append(list, value.Step{Name: i.Str(), Index: -1}), true
			}
			return append(list, value.Step{Index: l.row}), true
		}
	}
	if e.root.tmpl {
		return nil, false
	}
	return value.Path{{Name: name, Index: -1}}, true
}

// resolve gives the data path that a value names, for two-way bindings.
func (e *env) resolve(v *wxml.Value) (value.Path, bool) {
	if v == nil || v.Expr == nil {
		return nil, false
	}
	rel, ok := v.Expr.StaticPath()
	if !ok {
		return nil, false
	}
	base, ok := e.path(rel[0].Name)
	if !ok {
		return nil, false
	}
	return append(base, rel[1:]...), true
}

// attr gives an attribute's value. WeChat: an undefined value becomes the empty
// string before it reaches attributes, properties and the dataset (oracle exparser);
// null stays null.
func (p *Page) attr(e *env, v *wxml.Value) value.Value {
	if v.IsConst() {
		return v.Eval(e)
	}
	p.stats.Evaluated++
	x := v.Eval(e)
	if x.IsUndefined() {
		return value.OfString("")
	}
	return x
}

// raw gives a value as it is: conditions, lists, template data.
func (p *Page) raw(e *env, v *wxml.Value) value.Value {
	if !v.IsConst() {
		p.stats.Evaluated++
	}
	return v.Eval(e)
}

// str gives a value as text: class, style, id, slot, is.
func (p *Page) str(e *env, v *wxml.Value) string {
	if v == nil || v.Bare {
		return ""
	}
	if !v.IsConst() {
		p.stats.Evaluated++
	}
	return v.Text(e)
}
