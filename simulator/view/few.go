package view

import (
	"slices"

	"diorama/renderer/value"
)

// updateFew brings a list of which a few items were written up to date, without looking at
// the others. It reports false when that is not so, or rows would move.
// Faster: with 33,000 rows one text changed by 'list[i].t' costs 0.02 ms instead of 4.
func (p *Page) updateFew(n *Node, list value.Value, dirty uint64) bool {
	x := n.x
	if x.names != nil || len(x.vals) != list.Len() || len(n.kids) != len(x.vals) {
		return false
	}
	at, ok := value.ListChanges(x.list, list, maxFew)
	if !ok {
		return false
	}
	if n.p.key != "" {
		for _, i := range at {
			if !sameKey(n.p.key, x.vals[i], list.Index(i)) {
				return false
			}
		}
	}
	if !x.ownVals {
		x.vals, x.ownVals = slices.Clone(x.vals), true
	}
	x.list = list
	for _, i := range at {
		row, item := n.kids[i], list.Index(i)
		d := dirty | n.p.itemReads.changed(row.env.item, item)
		x.vals[i], row.env.item = item, item
		if row.kind != nVoid && n.p.kmask[0]&d != 0 {
			p.update(row, d)
		}
	}
	return true
}
