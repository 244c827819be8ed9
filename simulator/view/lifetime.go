package view

// Lifetimes run when the update that caused them is over, in the order in which
// exparser runs them (oracle exparser: created, property observers, moved, attached).

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

// drain runs the lifetimes that were queued after mark.
func (p *Page) drain(mark int) {
	for i := mark; i < len(p.life); i++ {
		ev := p.life[i]
		p.life[i].n = nil
		if ev.n == nil {
			continue
		}
		switch ev.kind {
		case lifeAttach:
			if ev.n.flags&fDead == 0 {
				p.attachTree(ev.n)
				p.unready = append(p.unready, ev.n)
			}
		case lifeDetach:
			p.detachTree(ev.n)
		case lifeMove:
			if ev.n.flags&fDead == 0 {
				p.movedTree(ev.n)
			}
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
	if n.kind == nElement && n.el.in != nil {
		in := n.el.in
		if !in.attached {
			in.attached = true
			p.host.Attached(in)
			if in.dead {
				return
			}
		}
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
	if n == nil {
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
		}
		if in.attached {
			in.attached = false
			p.host.Detached(in)
		}
	}
}

func (p *Page) movedTree(n *Node) {
	if n == nil {
		return
	}
	if n.kind == nElement && n.el.in != nil {
		in := n.el.in
		if in.attached {
			p.host.Moved(in)
		}
		for i := 0; i < len(in.shadow.kids); i++ {
			p.movedTree(in.shadow.kids[i])
		}
	}
	for i := 0; i < len(n.kids); i++ {
		p.movedTree(n.kids[i])
	}
}
