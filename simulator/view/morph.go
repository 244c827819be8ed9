package view

import (
	"maps"
	"slices"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// ReplaceTemplate gives every instance of the component (or page) at path a new
// definition and turns its tree into what the new template makes of the same data:
// nodes whose tag and component are still there stay, with their instances, state
// and ids; the rest is built or removed, lifetimes included. def must be a fresh
// Definition when the template, a file it imports or includes, a wxs module or its
// configuration changed. It reports whether any instance was there.
func (p *Page) ReplaceTemplate(path string, def *Definition) bool {
	var list []*Instance
	p.Instances(func(in *Instance) {
		if in.Def.Path == path {
			list = append(list, in)
		}
	})
	clear(p.wxsVals)
	mark := len(p.life)
	held := p.held
	p.held = true
	for _, in := range list {
		if in.dead || in.busy {
			continue
		}
		old := in.Def
		in.Def = def
		if in.Owner != nil && !sameHost(old, def) {
			p.rebuild(in.Host)
			continue
		}
		if old.Isolation != def.Isolation {
			p.ops = append(p.ops, dom.Op{Kind: dom.OpScope, Scope: in.scope, Name: def.Path, Isolation: def.Isolation})
		}
		p.morphShadow(in)
	}
	p.held = held
	p.drain(mark)
	return len(list) > 0
}

// sameHost reports whether the host and its content need not be made anew.
func sameHost(a, b *Definition) bool {
	return a.VirtualHost == b.VirtualHost && a.MultipleSlots == b.MultipleSlots && a.DynamicSlots == b.DynamicSlots &&
		slices.Equal(a.ExternalClasses, b.ExternalClasses)
}

func (p *Page) morphShadow(in *Instance) {
	g := p.program(in.Def)
	in.prog = g
	in.busy = true
	func() {
		defer func() { in.busy = false }()
		in.shadow.p = g.root.root
		in.shadow.env = &env{root: &rootScope{page: p, in: in, file: g.root.root.file}}
		p.morphKids(in.shadow)
		p.runCalls()
	}()
	in.newSlots = false
	in.stale = len(in.slots) > 1
	p.slotsChanged(in)
	if in.pending != 0 {
		in.run(0)
	}
}

// fits reports whether n can go on as what pn makes.
func (p *Page) fits(n *Node, pn *pnode) bool {
	switch n.kind {
	case nText:
		return pn.kind == pText
	case nFragment:
		return pn.kind == pBlock || pn.kind == pBranch
	case nIf:
		return pn.kind == pIf
	case nFor:
		return pn.kind == pFor
	case nSlot:
		return pn.kind == pSlot
	case nUse:
		return pn.kind == pUse
	case nElement:
	default: // nVoid
		return false
	}
	if pn.kind != pElement || pn.tag != n.p.tag {
		return false
	}
	def, path, as, waiting := p.component(n.owner, pn.tag)
	if in := n.el.in; in != nil {
		return def != nil && in.path == path && waiting == n.el.waiting && maps.Equal(in.generic, p.generics(n, pn))
	}
	return def == nil && as == n.el.tag && waiting == n.el.waiting
}

// morphKids turns the children of n, made from an older program, into those that
// n.p makes.
func (p *Page) morphKids(n *Node) { p.morphSome(n, nil) }

// morphSome is morphKids; belongs (nil: every one does) tells which kids n has, the
// others are left void.
func (p *Page) morphSome(n *Node, belongs func(i int) bool) {
	old, want := n.kids, n.p.kids
	from := p.pair(old, want)
	for i := range from {
		if belongs != nil && !belongs(i) {
			from[i] = -1
		}
	}
	used := make([]bool, len(old))
	same := len(old) == len(want)
	for i, f := range from {
		if f >= 0 {
			used[f] = true
		}
		same = same && f == i
	}
	for i, k := range old {
		if !used[i] && k != nil {
			p.drop(k)
		}
	}
	n.kids = make([]*Node, len(want))
	for i, f := range from {
		if f >= 0 {
			n.kids[i] = old[f]
		}
	}
	for i, f := range from {
		if f >= 0 {
			p.morph(n.kids[i], want[i], n)
		} else if belongs != nil && !belongs(i) {
			n.kids[i] = &Node{kind: nVoid, p: want[i], owner: n.owner, parent: n, env: n.env}
		} else {
			n.kids[i] = p.build(want[i], n)
			p.placeNew(n, n.kids[i])
		}
	}
	if !same {
		p.placeChanged(&Node{parent: n}) // any place directly below n
	}
}

// morphContent turns each slot's copy of the content of a dynamicSlots component into
// what the host's new tag holds.
func (p *Page) morphContent(host *Node) {
	for _, c := range host.kids {
		if c == nil || c.kind == nVoid || c.x == nil || c.x.slotNode == nil {
			continue
		}
		s := c.x.slotNode
		c.p = host.p
		c.env = &env{up: host.env, root: host.env.root, p: host.p, slot: s}
		p.morphSome(c, func(i int) bool { return p.contentName(c, i) == s.x.name })
		p.placeChanged(s)
	}
}

// pair finds for every wanted kid the old one that it continues, -1 for none:
// equal ones in order first, then whatever fits between them.
func (p *Page) pair(old []*Node, want []*pnode) []int {
	from := make([]int, len(want))
	for i := range from {
		from[i] = -1
	}
	a, b := 0, 0 // trimmed ends
	alike := func(i, j int) bool { return old[i] != nil && sig(old[i].p) == sig(want[j]) && p.fits(old[i], want[j]) }
	for a < len(old) && a < len(want) && alike(a, a) {
		from[a] = a
		a++
	}
	for a+b < len(old) && a+b < len(want) && alike(len(old)-1-b, len(want)-1-b) {
		from[len(want)-1-b] = len(old) - 1 - b
		b++
	}
	no, nw := len(old)-a-b, len(want)-a-b
	if no == 0 || nw == 0 {
		return from
	}
	const maxTable = 1 << 18
	if no*nw <= maxTable {
		// Longest common subsequence.
		t := make([]int32, (no+1)*(nw+1))
		for i := no - 1; i >= 0; i-- {
			for j := nw - 1; j >= 0; j-- {
				v := max(t[(i+1)*(nw+1)+j], t[i*(nw+1)+j+1])
				if alike(a+i, a+j) {
					v = max(v, t[(i+1)*(nw+1)+j+1]+1)
				}
				t[i*(nw+1)+j] = v
			}
		}
		for i, j := 0, 0; i < no && j < nw; {
			switch v := t[i*(nw+1)+j]; {
			case v == t[(i+1)*(nw+1)+j]:
				i++
			case v == t[i*(nw+1)+j+1]:
				j++
			default:
				from[a+j] = a + i
				i++
				j++
			}
		}
	}
	last := a - 1
	for j := a; j < a+nw; j++ {
		if from[j] >= 0 {
			last = from[j]
			continue
		}
		limit := a + no
		for k := j + 1; k < a+nw; k++ {
			if from[k] >= 0 {
				limit = from[k]
				break
			}
		}
		for i := last + 1; i < limit; i++ {
			if old[i] != nil && p.fits(old[i], want[j]) {
				from[j], last = i, i
				break
			}
		}
	}
	return from
}

// sig is what makes two program nodes look like the same thing to their author.
func sig(pn *pnode) string {
	s := string(rune('a'+pn.kind)) + pn.tag
	if pn.id.v != nil {
		s += "#" + pn.id.v.Source
	}
	if pn.class.v != nil {
		s += "." + pn.class.v.Source
	}
	if pn.text != nil {
		s += pn.text.Source
	}
	if pn.loop != nil {
		s += pn.loop.Source
	}
	for _, c := range pn.conds {
		if c != nil {
			s += "?" + c.Source
		}
	}
	return s
}

// morph turns n into what pn makes below parent. The caller knows that it fits.
func (p *Page) morph(n *Node, pn *pnode, parent *Node) {
	n.p, n.parent, n.env = pn, parent, parent.env
	switch n.kind {
	case nText:
		if s := p.textOf(n); s != n.text {
			n.text = s
			p.touch(n)
		}
	case nElement:
		p.openLets(n)
		p.morphAttrs(n)
		if c := n.el.in; c != nil && c.Def.DynamicSlots {
			p.morphContent(n)
			return
		}
		p.morphKids(n)
	case nFragment:
		p.openLets(n)
		slotTo := ""
		if pn.slotTo.v != nil {
			slotTo = p.orNone(n.env, pn.slotTo.v)
		}
		if slotTo != n.slotTo() {
			n.x = &extra{slotTo: slotTo}
			p.placeChanged(n)
		}
		p.morphKids(n)
	case nIf:
		if b := p.choose(n); b == n.x.branch && b >= 0 && p.fits(n.kids[0], pn.kids[b]) {
			p.morph(n.kids[0], pn.kids[b], n)
		} else if b >= 0 || n.x.branch >= 0 {
			p.branch(n, b)
		}
	case nFor:
		p.morphList(n)
	case nSlot:
		p.openLets(n)
		name := n.x.name
		n.x.name, n.x.slotTo, n.x.valNames, n.x.slotVals, n.x.at = "", "", nil, nil, nil
		p.slotAttrs(n, true, ^uint64(0))
		p.slotBindings(n)
		p.placeChanged(n)
		if n.x.content != nil {
			if n.x.name != name {
				p.dropContent(n)
			} else {
				p.updateContent(n, ^uint64(0))
			}
		}
	case nUse:
		p.morphUse(n)
	}
}

func (p *Page) morphList(n *Node) {
	x := n.x
	x.list = p.raw(n.env, n.p.loop)
	x.vals, x.names = p.listOf(n, x.list)
	x.ownVals = false
	if n.p.key != "" {
		p.openKeys(n)
	}
	keep := min(len(n.kids), len(x.vals))
	changed := len(n.kids) != len(x.vals)
	p.dropAll(n.kids[keep:])
	n.kids = n.kids[:keep:keep]
	for i := range x.vals {
		if i >= keep {
			row := p.buildRow(n, i)
			n.kids = append(n.kids, row)
			p.placeNew(n, row)
			continue
		}
		row := n.kids[i]
		e := &env{up: n.env, root: n.env.root, p: n.p, item: x.vals[i], loop: n, row: i, slot: n.env.slot}
		row.p, row.env = n.p.kids[0], e
		if row.kind != nVoid {
			p.morphKids(row)
		}
	}
	if changed {
		p.placeChanged(n)
	}
}

func (p *Page) morphUse(n *Node) {
	x, src := n.x, n.p.src
	is := p.str(n.env, src.Is)
	scope, file := n.owner.prog.template(n, is)
	if is == x.is && x.scope != nil && scope != nil {
		x.scope = scope
		x.root = &rootScope{page: p, in: n.owner, tmpl: true, file: file, data: p.templateData(n)}
		kid := n.kids[0]
		if kid.kind == nVoid {
			return
		}
		kid.p, kid.env = scope.root, &env{root: x.root, slot: n.env.slot}
		p.morphKids(kid)
		return
	}
	x.is = is + "\x00" // differs, so that use builds anew
	p.use(n, false, ^uint64(0))
}

// morphAttrs evaluates all of an element's own values and lists those that differ.
func (p *Page) morphAttrs(n *Node) {
	el := n.el
	was := *el
	el.elemID, el.raw, el.classes, el.style, el.slot = "", "", nil, "", ""
	el.attrs, el.handlers, el.dataset, el.mark = nil, nil, value.Value{}, value.Value{}
	p.keep = was.attrs
	if p.keep == nil {
		p.keep = []dom.Attr{}
	}
	outer := p.morphing
	p.morphing = morphing{n, was.attrs}
	p.evalAttrs(n, true, ^uint64(0))
	p.morphing = outer
	mark := func(bit dirtyBit, differs bool) {
		if differs {
			p.changed(n, bit, false)
		}
	}
	mark(dID, was.elemID != el.elemID)
	mark(dClass, !slices.Equal(was.classes, el.classes))
	mark(dStyle, was.style != el.style)
	if !slices.Equal(was.handlers, el.handlers) {
		p.changed(n, dHandlers, false)
		if el.virtual {
			p.sendVia(composedKids(nil, n))
		}
	}
	mark(dDataset, !value.Equal(was.dataset, el.dataset))
	mark(dMark, !value.Equal(was.mark, el.mark))
	if was.slot != el.slot {
		p.changed(n, dSlot, false)
		p.placeChanged(n)
	}
	change := func(name string) {
		if n.flags&fSent != 0 && indexOf(el.changed, name) < 0 {
			el.changed = append(el.changed, name)
		}
		p.touch(n)
	}
	for _, a := range was.attrs {
		if now := n.Attr(a.Name); now.IsUndefined() {
			change(a.Name)
		}
	}
	for _, a := range el.attrs {
		if old := attrOf(was.attrs, a.Name); !value.Same(old, a.Value) {
			change(a.Name)
		}
	}
}

// morphing is the node whose attributes are evaluated for a new template, and what
// they were.
type morphing struct {
	n   *Node
	was []dom.Attr
}

func attrOf(list []dom.Attr, name string) value.Value {
	for i := range list {
		if list[i].Name == name {
			return list[i].Value
		}
	}
	return value.Value{}
}

// kept reports whether a property had this value before the node was morphed, so
// that observers do not run for nothing. Values that the template makes anew each
// time count as kept when they are equal.
func kept(n *Node, keep []dom.Attr, prop string, v value.Value) bool {
	for i := range n.p.attrs {
		if a := &n.p.attrs[i]; a.prop == prop || a.name == prop {
			return value.Equal(attrOf(keep, a.name), v)
		}
	}
	for i := range n.p.models {
		if a := &n.p.models[i]; a.prop == prop || a.name == prop {
			return value.Equal(attrOf(keep, a.name), v)
		}
	}
	return false
}
