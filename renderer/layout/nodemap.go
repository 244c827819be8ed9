package layout

import "diorama/renderer/dom"

const nodePageBits = 8

type nodePage struct {
	used  int
	boxes [1 << nodePageBits]*Box
}

// nodeMap finds boxes by node id. Ids grow and are not used again, so pages that
// fall empty are given back.
//
// Faster: a Go map costs 60–100 ns per insert, a page 2–3 ns, and a first layout
// inserts every node.
type nodeMap struct {
	pos, neg []*nodePage
	far      map[dom.NodeID]*Box
}

func (m *nodeMap) place(id dom.NodeID) (dir *[]*nodePage, page, slot int) {
	dir = &m.pos
	i := int(id)
	if i < 0 {
		dir, i = &m.neg, -i
	}
	return dir, i >> nodePageBits, i & (1<<nodePageBits - 1)
}

func (m *nodeMap) get(id dom.NodeID) *Box {
	dir, p, s := m.place(id)
	if p < len(*dir) {
		if pg := (*dir)[p]; pg != nil {
			return pg.boxes[s]
		}
		return nil
	}
	return m.far[id]
}

func (m *nodeMap) set(id dom.NodeID, b *Box) {
	dir, p, s := m.place(id)
	if p >= maxNodePage {
		if b == nil {
			delete(m.far, id)
			return
		}
		if m.far == nil {
			m.far = map[dom.NodeID]*Box{}
		}
		m.far[id] = b
		return
	}
	for p >= len(*dir) {
		if b == nil {
			return
		}
		*dir = append(*dir, nil)
	}
	pg := (*dir)[p]
	if pg == nil {
		if b == nil {
			return
		}
		pg = &nodePage{}
		(*dir)[p] = pg
	}
	old := pg.boxes[s]
	pg.boxes[s] = b
	switch {
	case old == nil && b != nil:
		pg.used++
	case old != nil && b == nil:
		if pg.used--; pg.used == 0 {
			(*dir)[p] = nil
		}
	}
}
