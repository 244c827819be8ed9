package view

import (
	"math"
	"strconv"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// buildShadow makes the shadow tree of an instance from its definition.
func (p *Page) buildShadow(in *Instance) {
	g := p.program(in.Def)
	in.prog = g
	e := &env{root: &rootScope{page: p, in: in, file: g.root.root.file}}
	in.shadow = &Node{kind: nShadow, p: g.root.root, owner: in, parent: nil, env: e}
	in.busy = true
	func() {
		defer func() { in.busy = false }()
		p.buildKids(in.shadow)
		p.runCalls()
	}()
	in.newSlots = false
	if in.pending != 0 {
		in.run(0)
	}
}

// buildKids makes the children of n, one per kid of its program node.
func (p *Page) buildKids(n *Node) {
	if len(n.p.kids) == 0 {
		return
	}
	n.kids = make([]*Node, len(n.p.kids))
	for i, k := range n.p.kids {
		n.kids[i] = p.build(k, n)
	}
}

// build makes one node below parent with everything below it.
func (p *Page) build(pn *pnode, parent *Node) *Node {
	in, e := parent.owner, parent.env
	switch pn.kind {
	case pText:
		n := p.newNode(nText, pn, in, e, parent)
		if n.kind == nVoid {
			return n
		}
		n.text = p.textOf(n)
		return n
	case pElement:
		return p.buildElement(pn, parent)
	case pBlock, pBranch:
		n := p.newNode(nFragment, pn, in, e, parent)
		if n.kind == nVoid {
			return n
		}
		p.openLets(n)
		if pn.slotTo.v != nil {
			n.x = &extra{slotTo: p.orNone(n.env, pn.slotTo.v)}
		}
		p.buildKids(n)
		return n
	case pIf:
		n := p.newNode(nIf, pn, in, e, parent)
		if n.kind == nVoid {
			return n
		}
		n.x = &extra{branch: p.choose(n)}
		if n.x.branch >= 0 {
			n.kids = []*Node{p.build(pn.kids[n.x.branch], n)}
		}
		return n
	case pFor:
		n := p.newNode(nFor, pn, in, e, parent)
		if n.kind == nVoid {
			return n
		}
		n.x = &extra{}
		p.openList(n)
		return n
	case pSlot:
		n := p.newNode(nSlot, pn, in, e, parent)
		if n.kind == nVoid {
			return n
		}
		n.x = &extra{}
		p.openLets(n)
		p.slotAttrs(n, true, ^uint64(0))
		in.slots = append(in.slots, n)
		in.stale = len(in.slots) > 1
		in.newSlots = true
		return n
	}
	n := p.newNode(nUse, pn, in, e, parent)
	if n.kind == nVoid {
		return n
	}
	n.x = &extra{}
	for up := parent; up != nil; up = up.parent {
		if up.kind == nUse {
			n.x.depth = up.x.depth + 1
			break
		}
	}
	p.use(n, true, ^uint64(0))
	return n
}

func (p *Page) textOf(n *Node) string {
	pn := n.p
	if !pn.text.IsConst() {
		p.stats.Evaluated++
	}
	s := pn.text.Text(n.env)
	if pn.decode {
		return wxml.DecodeEntities(s)
	}
	return s
}

// openLets gives n names of its own when it has let: or slot: attributes.
func (p *Page) openLets(n *Node) {
	if len(n.p.lets) == 0 {
		return
	}
	n.env = &env{up: n.env, root: n.env.root, p: n.p, lets: make([]value.Value, len(n.p.lets)), slot: n.env.slot}
	p.evalLets(n, true, 0)
}

// evalLets brings the let names of n up to date and gives the mask of those that changed.
func (p *Page) evalLets(n *Node, first bool, dirty uint64) uint64 {
	var changed uint64
	e := n.env
	for i := range n.p.lets {
		l := &n.p.lets[i]
		if !first && l.from == "" && l.mask&dirty == 0 {
			continue
		}
		var v value.Value
		if l.from != "" {
			v = slotValue(e.slot, l.from)
		} else {
			v = p.raw(e.up, l.v)
		}
		changed |= l.reads.changed(e.lets[i], v)
		e.lets[i] = v
	}
	return changed
}

// choose gives the branch of a wx:if chain to show, -1 for none.
func (p *Page) choose(n *Node) int {
	for i, c := range n.p.conds {
		if c == nil || p.raw(n.env, c).Truthy() {
			return i
		}
	}
	return -1
}

func (p *Page) buildElement(pn *pnode, parent *Node) *Node {
	in := parent.owner
	n := p.newNode(nElement, pn, in, parent.env, parent)
	if n.kind == nVoid {
		return n
	}
	n.el = &element{tag: pn.tag}
	p.openLets(n)
	p.instantiate(n)
	p.evalAttrs(n, true, ^uint64(0))
	if c := n.el.in; c != nil && c.Def.DynamicSlots {
		p.syncDynamic(c, ^uint64(0))
	} else {
		p.buildKids(n)
	}
	n.flags |= fWhole
	return n
}

// pathOf resolves a tag: the generics that the owner gave, usingComponents, and the
// defaults of the generics.
func (in *Instance) pathOf(tag string) string {
	if d, ok := in.Def.Generics[tag]; ok {
		if g := in.generic[tag]; g != "" {
			return g
		}
		return d
	}
	return in.Def.Using[tag]
}

// instantiate makes the component of an element when its tag is one.
//
// WeChat (oracle exparser): the instance gets its data, its shadow tree is built
// with the defaults, children's created coming first, then its own created runs; only
// then the attributes of its tag are set, observers running at once, and then its
// slot content is built.
func (p *Page) instantiate(n *Node) {
	owner := n.owner
	def, path, as, waiting := p.component(owner, n.p.tag)
	n.el.tag = as
	if waiting != "" {
		n.el.waiting = waiting
		p.waiting[waiting] = append(p.waiting[waiting], n)
	}
	if def == nil {
		return
	}
	if owner.depth+1 > MaxComponentDepth {
		p.report(n, "components contain each other more than "+strconv.Itoa(MaxComponentDepth)+" deep: <"+n.p.tag+"> is left empty; give the recursion a wx:if that ends it")
		return
	}
	if len(p.instances) > MaxInstances {
		if !p.crowded {
			p.crowded = true
			p.report(n, "the page has more than "+strconv.Itoa(MaxInstances)+" components; the rest is left empty")
		}
		return
	}
	c := &Instance{ID: p.host.NextInstance(), Def: def, Host: n, Owner: owner, Page: p, path: path, depth: owner.depth + 1}
	n.el.in = c
	n.el.virtual = def.VirtualHost
	c.scope = p.scopeOf(def)
	c.generic = p.generics(n, n.p)
	p.instances[c.ID] = c
	c.Data = asMap(p.host.Create(c))
	p.buildShadow(c)
	p.host.Created(c)
}

// generics are the components that the generic: attributes of a tag give, nil for none.
func (p *Page) generics(n *Node, pn *pnode) map[string]string {
	var out map[string]string
	for i := range pn.generic {
		g := &pn.generic[i]
		if tag := p.str(n.env, g.v); tag != "" {
			if target := n.owner.pathOf(tag); target != "" {
				if out == nil {
					out = map[string]string{}
				}
				out[g.name] = target
			}
		}
	}
	return out
}

// use shows the template that is= names with the data that data= gives.
func (p *Page) use(n *Node, first bool, dirty uint64) {
	x, src := n.x, n.p.src
	is := x.is
	if first || !src.Is.IsConst() {
		is = p.str(n.env, src.Is)
	}
	if first || is != x.is {
		old := n.kids
		if !first {
			defer p.placeChanged(n)
		}
		x.is, x.scope, x.root, n.kids = is, nil, nil, nil
		if is == "" {
			p.dropAll(old)
			return
		}
		if x.depth >= MaxTemplateDepth {
			p.dropAll(old)
			p.report(n, "templates use each other more than "+strconv.Itoa(MaxTemplateDepth)+" deep; give the recursion a wx:if that ends it")
			return
		}
		g := n.owner.prog
		scope, file := g.template(n, is)
		if scope == nil {
			p.dropAll(old)
			p.reportAt(n.p, wxml.Warning, "there is no template named "+quote(is)+" here; define it or import its file")
			return
		}
		// WeChat: a template within itself is not shown; oracle wcc.
		for up := n.parent; up != nil; up = up.parent {
			if up.kind == nUse && up.x.scope == scope {
				p.reportAt(n.p, wxml.Warning, "the template "+quote(is)+" uses itself; WeChat stops here and shows nothing")
				return
			}
		}
		x.scope = scope
		x.root = &rootScope{page: p, in: n.owner, tmpl: true, file: file, data: p.templateData(n)}
		kid := p.newNode(nFragment, scope.root, n.owner, &env{root: x.root, slot: n.env.slot}, n)
		n.kids = []*Node{kid}
		if kid.kind != nVoid {
			p.buildKids(kid)
		}
		p.dropAll(old)
		p.placeNew(n, kid)
		return
	}
	if x.scope == nil || src.Value == nil {
		return
	}
	old := x.root.data
	x.root.data = p.templateData(n)
	if m := x.scope.changed(old, x.root.data); m != 0 && n.kids[0].kind != nVoid {
		p.updateKids(n.kids[0], m)
	}
}

func (p *Page) templateData(n *Node) value.Value {
	if n.p.src.Value == nil {
		return value.OfMap(nil, nil)
	}
	return asMap(p.raw(n.env, n.p.src.Value))
}

// listOf expands what wx:for iterates. WeChat (oracle exparser): a number n gives
// 0 … n-1, rounded up; a string its characters; a map its values with the keys as
// index; anything else nothing.
func (p *Page) listOf(n *Node, v value.Value) (vals []value.Value, names []string) {
	switch v.Kind() {
	case value.List:
		vals = v.Items()
	case value.Map:
		vals, names = v.Items(), v.Keys()
	case value.Number:
		f := math.Ceil(v.Num())
		if !(f > 0) {
			return nil, nil
		}
		if f > MaxListItems {
			f = MaxListItems + 1
		}
		vals = make([]value.Value, int(f))
		for i := range vals {
			vals[i] = value.OfInt(i)
		}
	case value.String:
		for _, r := range v.Str() {
			vals = append(vals, value.OfString(string(r)))
			if r > 0xFFFF { // two UTF-16 units there; here the first has the character
				vals = append(vals, value.OfString(""))
			}
			if len(vals) > MaxListItems {
				break
			}
		}
	}
	if len(vals) > MaxListItems {
		p.report(n, "wx:for: only the first "+strconv.Itoa(MaxListItems)+" items are shown")
		vals = vals[:MaxListItems]
		if names != nil {
			names = names[:MaxListItems]
		}
	}
	return vals, names
}
