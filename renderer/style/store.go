package style

import "diorama/renderer/dom"

// entry is what is kept per element.
type entry struct {
	style  *Computed
	pseudo *[Scrollbar + 1]*Computed
	sig    uint32
	ctx    uint32
	flags  uint8
}

const pageSize = 256

type entryPage [pageSize]entry

// store maps node ids to entries: ids are dense, grow, and are negative for the
// inner nodes of built-ins.
type store struct {
	pos, neg []*entryPage
}

func (t *store) get(id dom.NodeID) *entry {
	pages, i := t.pos, int(id)
	if id < 0 {
		pages, i = t.neg, -int(id)
	}
	if i/pageSize >= len(pages) || pages[i/pageSize] == nil {
		return nil
	}
	e := &pages[i/pageSize][i%pageSize]
	if e.style == nil {
		return nil
	}
	return e
}

// slot gives the place for id, made when needed.
func (t *store) slot(id dom.NodeID) *entry {
	pages, i := &t.pos, int(id)
	if id < 0 {
		pages, i = &t.neg, -int(id)
	}
	for i/pageSize >= len(*pages) {
		*pages = append(*pages, nil)
	}
	p := (*pages)[i/pageSize]
	if p == nil {
		p = new(entryPage)
		(*pages)[i/pageSize] = p
	}
	return &p[i%pageSize]
}

// sweep forgets entries whose nodes are gone, and calls keep for the others.
func (t *store) sweep(tree *dom.Tree, keep func(e *entry)) {
	for sign, pages := range map[dom.NodeID][]*entryPage{1: t.pos, -1: t.neg} {
		for k, p := range pages {
			if p == nil {
				continue
			}
			live := false
			for i := range p {
				if p[i].style == nil {
					continue
				}
				if tree.Node(sign*dom.NodeID(k*pageSize+i)) == nil {
					p[i] = entry{}
					continue
				}
				live = true
				keep(&p[i])
			}
			if !live {
				pages[k] = nil
			}
		}
	}
}

func (t *store) pages() int {
	n := 0
	for _, l := range [2][]*entryPage{t.pos, t.neg} {
		for _, p := range l {
			if p != nil {
				n++
			}
		}
	}
	return n
}
