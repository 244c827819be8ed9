package view

// Lifetimes run at the moment when a node comes, goes or moves, as exparser runs them
// (oracle exparser: insertion into a parent that is attached attaches at once, new
// nodes are made before old ones leave, and code that runs then sees the tree as far
// as the update has come). A setData of the instance whose tree is being walked joins
// the next round of its update.
//
// While a template is replaced under living nodes (morph.go) the tree is not whole, so
// what happens there is queued and runs afterwards.

type lifeKind uint8

const (
	lifeAttach lifeKind = iota
	lifeDetach
	lifeMove
)

type lifeEvent struct {
	kind lifeKind
	n    *Node
}

// placeNew follows a node that was made and now hangs in parent. One below a parent
// that is not attached itself comes with it later.
func (p *Page) placeNew(parent, kid *Node) {
	if parent.flags&fAttached != 0 {
		p.happen(lifeAttach, kid)
	}
}

// moved follows a node that has another place among its siblings now.
func (p *Page) moved(n *Node) {
	if n.flags&fAttached != 0 {
		p.happen(lifeMove, n)
	}
}

func (p *Page) happen(kind lifeKind, n *Node) {
	if p.held {
		p.life = append(p.life, lifeEvent{kind, n})
		return
	}
	p.runLife(kind, n)
}

func (p *Page) runLife(kind lifeKind, n *Node) {
	switch kind {
	case lifeAttach:
		if n.flags&fDead == 0 {
			p.attachTree(n)
			p.unready = append(p.unready, n)
		}
	case lifeDetach:
		p.detachTree(n)
	case lifeMove:
		if n.flags&fDead == 0 {
			p.movedTree(n)
		}
	}
}

// drain runs the lifetimes that were queued after mark.
func (p *Page) drain(mark int) {
	for i := mark; i < len(p.life); i++ {
		ev := p.life[i]
		p.life[i].n = nil
		if ev.n != nil {
			p.runLife(ev.kind, ev.n)
		}
	}
	if mark < len(p.life) {
		p.life = p.life[:mark]
	}
}

// attachTree: the instance, its shadow tree, its slot content.
func (p *Page) attachTree(n *Node) {
	if n == nil || n.flags&fDead != 0 {
		return
	}
	n.flags |= fAttached
	if n.kind == nElement && n.el.in != nil {
		in := n.el.in
		if !in.attached {
			in.attached = true
			p.host.Attached(in)
			if in.dead {
				return
			}
		}
		in.shadow.flags |= fAttached
		for i := 0; i < len(in.shadow.kids); i++ {
			p.attachTree(in.shadow.kids[i])
		}
	}
	for i := 0; i < len(n.kids); i++ {
		p.attachTree(n.kids[i])
	}
}

// readyTree: the shadow tree, the instance, its slot content.
func (p *Page) readyTree(n *Node) {
	if n == nil || n.flags&fDead != 0 {
		return
	}
	if n.kind == nElement && n.el.in != nil {
		in := n.el.in
		for i := 0; i < len(in.shadow.kids); i++ {
			p.readyTree(in.shadow.kids[i])
		}
		if in.attached && !in.ready && !in.dead {
			in.ready = true
			p.host.Ready(in)
		}
	}
	for i := 0; i < len(n.kids); i++ {
		p.readyTree(n.kids[i])
	}
}

// detachTree: slot content, the shadow tree, the instance.
func (p *Page) detachTree(n *Node) {
	if n == nil || n.flags&fAttached == 0 {
		return
	}
	for i := 0; i < len(n.kids); i++ {
		p.detachTree(n.kids[i])
	}
	if n.kind == nElement && n.el.in != nil {
		in := n.el.in
		if in.shadow != nil {
			for i := 0; i < len(in.shadow.kids); i++ {
				p.detachTree(in.shadow.kids[i])
			}
			in.shadow.flags &^= fAttached
		}
		n.flags &^= fAttached
		if in.attached {
			in.attached = false
			p.host.Detached(in)
		}
	}
	n.flags &^= fAttached
}

// movedTree: slot content, the shadow tree, the instance.
func (p *Page) movedTree(n *Node) {
	if n == nil {
		return
	}
	for i := 0; i < len(n.kids); i++ {
		p.movedTree(n.kids[i])
	}
	if n.kind == nElement && n.el.in != nil {
		in := n.el.in
		for i := 0; in.shadow != nil && i < len(in.shadow.kids); i++ {
			p.movedTree(in.shadow.kids[i])
		}
		if in.attached {
			p.host.Moved(in)
		}
	}
}

// PageOrder calls f for every living instance in the order in which page lifetimes
// reach them: the instance, its slot content, its shadow tree (oracle exparser).
func (p *Page) PageOrder(f func(*Instance)) {
	var walk func(n *Node)
	kids := func(list []*Node) {
		for _, k := range list {
			if k != nil {
				walk(k)
			}
		}
	}
	walk = func(n *Node) {
		if n.kind != nElement || n.el.in == nil {
			kids(n.kids)
			return
		}
		in := n.el.in
		f(in)
		kids(n.kids)
		if in.shadow != nil {
			kids(in.shadow.kids)
		}
	}
	if p.root != nil {
		walk(p.root.Host)
	}
}
