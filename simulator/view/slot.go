package view

import (
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// slotAttrs brings name and values of a slot up to date.
func (p *Page) slotAttrs(n *Node, first bool, dirty uint64) {
	pn, x := n.p, n.x
	values := false
	if pn.slotTo.v != nil && (first || pn.slotTo.mask&dirty != 0) {
		if s := p.orNone(n.env, pn.slotTo.v); s != x.slotTo {
			x.slotTo = s
			if !first {
				p.placeChanged(n)
			}
		}
	}
	renamed := false
	for i := range pn.attrs {
		a := &pn.attrs[i]
		if !first && a.mask&dirty == 0 {
			continue
		}
		if a.name == "name" {
			if s := p.slotName(n.env, a.v); s != x.name {
				x.name, renamed = s, true
			}
			continue
		}
		if !n.owner.Def.DynamicSlots {
			continue
		}
		v := p.raw(n.env, a.v)
		k := indexOf(x.valNames, a.name)
		if k < 0 {
			x.valNames = append(x.valNames, a.name)
			x.slotVals = append(x.slotVals, v)
			values = true
		} else if !value.Same(x.slotVals[k], v) {
			x.slotVals[k] = v
			values = true
		}
	}
	p.slotTarget(n, first, dirty)
	if first {
		return
	}
	if renamed {
		if x.content != nil {
			p.dropContent(n)
		}
		p.slotsChanged(n.owner)
	} else if values && x.content != nil {
		p.updateContent(n, n.owner.Host.p.slotMask)
	}
}

// orNone evaluates slot=, class= or style= of an element. WeChat (oracle exparser): what
// is false in JavaScript (0, NaN, null, …) is none.
func (p *Page) orNone(e *env, v *wxml.Value) string {
	if v.Expr != nil && !p.raw(e, v).Truthy() {
		return ""
	}
	return p.str(e, v)
}

// slotName evaluates name= of a slot. WeChat (oracle exparser): null and undefined are
// no name, false is one.
func (p *Page) slotName(e *env, v *wxml.Value) string {
	if v.Expr != nil && p.raw(e, v).IsNil() {
		return ""
	}
	return p.str(e, v)
}

func slotValue(s *Node, name string) value.Value {
	if s == nil {
		return value.Value{}
	}
	for i, k := range s.x.valNames {
		if k == name || camel(k) == name {
			return s.x.slotVals[i]
		}
	}
	return value.Value{}
}

// orderedSlots gives the slots of the shadow tree in document order.
func (in *Instance) orderedSlots() []*Node {
	if !in.stale || in.shadow == nil {
		return in.slots
	}
	list := collectSlots(nil, in.shadow.kids)
	if !in.busy { // while it is, new slots may not hang in the tree yet
		in.stale = false
		in.slots = list
	}
	return list
}

func collectSlots(dst []*Node, kids []*Node) []*Node {
	for _, k := range kids {
		if k == nil || k.flags&fDead != 0 {
			continue
		}
		if k.kind == nSlot {
			dst = append(dst, k)
		}
		dst = collectSlots(dst, k.kids)
	}
	return dst
}

// activeSlot gives the slot that takes content for name. WeChat (oracle exparser):
// without multipleSlots the first slot without a name takes all content whatever its
// slot attribute says; with it the first slot of that name does.
func (in *Instance) activeSlot(name string) *Node {
	if !in.Def.MultipleSlots {
		name = ""
	}
	for _, s := range in.orderedSlots() {
		if s.x.name == name {
			return s
		}
	}
	return nil
}

// slotFor gives the slot in which a unit of the host's content sits, nil for none.
// unit lies directly below the host, blocks and loops seen through.
func (in *Instance) slotFor(unit *Node) *Node {
	name := ""
	for n := unit; n != in.Host; n = n.parent {
		if n == nil {
			return nil
		}
		if in.Def.DynamicSlots && n.x != nil && n.x.slotNode != nil {
			return n.x.slotNode
		}
		if name == "" {
			name = n.slotTo()
		}
	}
	if in.Def.DynamicSlots {
		return nil
	}
	return in.activeSlot(name)
}

// slotTo is the slot attribute of an element, slot or block.
func (n *Node) slotTo() string {
	if n.el != nil {
		return n.el.slot
	}
	if n.x != nil {
		return n.x.slotTo
	}
	return ""
}

// composedKids appends the children of n in the composed tree.
func composedKids(dst []*Node, n *Node) []*Node {
	if n.el.in != nil {
		if n.el.in.shadow == nil {
			return dst
		}
		return flatten(dst, n.el.in.shadow.kids)
	}
	return flatten(dst, n.kids)
}

func flatten(dst []*Node, kids []*Node) []*Node {
	for _, k := range kids {
		if k == nil {
			continue
		}
		switch k.kind {
		case nText:
			dst = append(dst, k)
		case nElement:
			if k.el.virtual {
				dst = composedKids(dst, k)
			} else {
				dst = append(dst, k)
			}
		case nSlot:
			dst = slotContent(dst, k)
		default:
			dst = flatten(dst, k.kids)
		}
	}
	return dst
}

// slotContent appends what shows in a slot.
func slotContent(dst []*Node, s *Node) []*Node {
	in := s.owner
	host := in.Host
	switch {
	case in.Owner == nil: // a slot in a page takes nothing
		return dst
	case in.Def.DynamicSlots:
		if s.x.content != nil {
			return flatten(dst, s.x.content.kids)
		}
		return dst
	case in.activeSlot(s.x.name) != s:
		return dst
	case !in.Def.MultipleSlots:
		return flatten(dst, host.kids)
	}
	return named(dst, host.kids, s.x.name, "")
}

// named appends the units whose slot attribute, their own or that of a block around
// them, is name.
func named(dst []*Node, kids []*Node, name, outer string) []*Node {
	for _, k := range kids {
		if k == nil {
			continue
		}
		to := k.slotTo()
		if to == "" {
			to = outer
		}
		switch k.kind {
		case nText, nElement, nSlot:
			if to == name {
				dst = flatten(dst, []*Node{k})
			}
		default:
			dst = named(dst, k.kids, name, to)
		}
	}
	return dst
}

// placeChanged lists the elements whose composed children may differ because the
// content of n, or n itself, came, went or moved.
func (p *Page) placeChanged(n *Node) {
	for up := n.parent; ; up = up.parent {
		if up == nil {
			return
		}
		switch up.kind {
		case nShadow:
			host := up.owner.Host
			if !host.el.virtual {
				p.touchKids(host)
				return
			}
			up = host
		case nElement:
			if up.el.in == nil {
				p.touchKids(up)
				return
			}
			p.slotPlaces(up.el.in)
			return
		}
	}
}

// slotPlaces lists the places of all slots of an instance.
func (p *Page) slotPlaces(in *Instance) {
	for _, s := range in.slots {
		p.placeChanged(s)
	}
	if in.listening { // content may have another slot around it now
		p.sendVia(flatten(nil, in.Host.kids))
	}
}

// slotsChanged follows a slot that came, went or got another name.
func (p *Page) slotsChanged(in *Instance) {
	p.slotPlaces(in)
	if in.Def.DynamicSlots && in.Owner != nil {
		p.syncDynamic(in, 0)
	}
}

// syncDynamic gives every slot of a dynamicSlots component its own copy of the
// content, in which slot:name stands for the slot's value, and walks the copies that
// exist for the dirty names.
func (p *Page) syncDynamic(in *Instance, dirty uint64) {
	if in.syncing {
		in.resync = true
		return
	}
	in.syncing = true
	defer func() { in.syncing = false }()
	for round := 0; round < MaxRounds; round++ {
		in.resync = false
		host := in.Host
		slots := in.orderedSlots()
		kids := make([]*Node, 0, len(slots))
		for _, s := range slots {
			if c := s.x.content; c != nil {
				if dirty != 0 {
					p.updateContent(s, dirty)
				}
				kids = append(kids, c)
				continue
			}
			e := &env{up: host.env, root: host.env.root, p: host.p, slot: s}
			c := p.newNode(nFragment, host.p, host.owner, e, host)
			c.x = &extra{slotNode: s}
			s.x.content = c
			kids = append(kids, c)
			if c.kind == nVoid {
				continue
			}
			c.kids = make([]*Node, len(host.p.kids))
			for i := range host.p.kids {
				c.kids[i] = p.contentKid(c, i)
			}
			p.placeNew(host, c)
			p.placeChanged(s)
		}
		host.kids = kids
		if !in.resync {
			return
		}
		dirty = 0
	}
}

// contentKid makes kid i of a copy when it belongs into the copy's slot.
func (p *Page) contentKid(c *Node, i int) *Node {
	k := c.p.kids[i]
	if p.contentName(c, i) != c.x.slotNode.x.name {
		return &Node{kind: nVoid, p: k, owner: c.owner, parent: c, env: c.env}
	}
	return p.build(k, c)
}

// contentName is the name of the slot that kid i of the content is meant for.
func (p *Page) contentName(c *Node, i int) string {
	if k := c.p.kids[i]; k.slotTo.v != nil {
		return p.orNone(c.env, k.slotTo.v)
	}
	return ""
}

func (p *Page) updateContent(s *Node, dirty uint64) {
	c := s.x.content
	if c.kind == nVoid {
		return
	}
	for i, m := range c.p.kmask {
		if m&dirty == 0 {
			continue
		}
		k := c.p.kids[i]
		if k.slotTo.mask&dirty != 0 {
			shown := c.kids[i].kind != nVoid
			if (p.orNone(c.env, k.slotTo.v) == s.x.name) != shown {
				old := c.kids[i]
				c.kids[i] = p.contentKid(c, i)
				p.drop(old)
				p.placeNew(c, c.kids[i])
				p.placeChanged(s)
				continue
			}
		}
		p.update(c.kids[i], dirty)
	}
}

// dropContent removes the copy of a slot that goes or changes its name.
func (p *Page) dropContent(s *Node) {
	c := s.x.content
	s.x.content = nil
	p.drop(c)
}

// rebuild makes n anew in its place.
func (p *Page) rebuild(n *Node) {
	parent := n.parent
	for i, k := range parent.kids {
		if k != n {
			continue
		}
		in := parent.owner
		idle := !in.busy
		in.busy = true // its setData waits until the place is filled
		fresh := p.build(n.p, parent)
		parent.kids[i] = fresh
		p.drop(n)
		p.placeNew(parent, fresh)
		p.placeChanged(fresh)
		if idle {
			in.busy = false
			if in.pending != 0 {
				in.run(0)
			}
		}
		return
	}
}
