package view

import (
	"slices"

	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// rowKey is the key of an item, noKey when it has none.
func rowKey(key string, item value.Value) string {
	if key == "*this" {
		if item.Kind() == value.List || item.Kind() == value.Map {
			return noKey
		}
		return item.ToString()
	}
	v := item.Get(key)
	if v.IsNil() || v.Kind() == value.List || v.Kind() == value.Map {
		return noKey
	}
	return v.ToString()
}

// noKey stands for an item without a key; such rows are reused in order.
const noKey = "\x00"

// openKeys computes the keys of a new list and reports duplicates.
func (p *Page) openKeys(n *Node) {
	x := n.x
	x.keys = make([]string, len(x.vals))
	seen := make(map[string]struct{}, len(x.vals))
	for i, v := range x.vals {
		k := rowKey(n.p.key, v)
		x.keys[i] = k
		if _, dup := seen[k]; dup && k != noKey {
			p.duplicate(n, k)
		}
		seen[k] = struct{}{}
	}
}

func (p *Page) duplicate(n *Node, key string) {
	p.reportAt(n.p, wxml.Warning, "wx:key: more than one item has the key "+quote(key)+"; rows may keep the state of another item")
}

// updateKeyed moves rows to where their keys are now. It reports false when every
// key stayed in its place and the plain way does.
func (p *Page) updateKeyed(n *Node, oldVals []value.Value, oldNames []string, dirty uint64) bool {
	x := n.x
	vals, oldKeys := x.vals, x.keys
	// The same value at both ends has the same key; only the middle is looked at.
	pre := 0
	for pre < len(vals) && pre < len(oldVals) {
		if !value.Same(vals[pre], oldVals[pre]) && rowKey(n.p.key, vals[pre]) != oldKeys[pre] {
			break
		}
		pre++
	}
	if pre == len(vals) && pre == len(oldVals) {
		return false
	}
	keys := make([]string, len(vals))
	copy(keys, oldKeys[:pre])
	post := 0
	for pre+post < len(vals) && pre+post < len(oldVals) {
		i, j := len(vals)-1-post, len(oldVals)-1-post
		k := oldKeys[j]
		if !value.Same(vals[i], oldVals[j]) {
			if k = rowKey(n.p.key, vals[i]); k != oldKeys[j] {
				break
			}
		}
		keys[i] = k
		post++
	}
	x.keys = keys
	oldMid, newMid := oldKeys[pre:len(oldVals)-post], keys[pre:len(vals)-post]
	where := make(map[string][]int, len(oldMid))
	for i, k := range oldMid {
		where[k] = append(where[k], pre+i)
	}
	seen := make(map[string]struct{}, len(newMid))
	from := make([]int, len(newMid))
	for i := range newMid {
		k := rowKey(n.p.key, vals[pre+i])
		newMid[i] = k
		from[i] = -1
		if _, dup := seen[k]; dup && k != noKey {
			p.duplicate(n, k)
		}
		seen[k] = struct{}{}
		if w := where[k]; len(w) > 0 {
			from[i], where[k] = w[0], w[1:]
		}
	}
	old := n.kids
	used := make([]bool, len(oldMid))
	for _, f := range from {
		if f >= 0 {
			used[f-pre] = true
		}
	}
	for i, u := range used {
		if !u {
			p.drop(old[pre+i])
		}
	}
	n.kids = make([]*Node, len(vals))
	// Rows exist before the list is walked, so that code that runs meanwhile sees a
	// whole list.
	still := increasing(from)
	fresh := make([]*Node, 0, len(newMid))
	for i, f := range from {
		if f >= 0 {
			n.kids[pre+i] = old[f]
		}
	}
	copy(n.kids, old[:pre])
	copy(n.kids[len(vals)-post:], old[len(oldVals)-post:])
	for i, f := range from {
		if f < 0 {
			n.kids[pre+i] = p.buildRow(n, pre+i)
			fresh = append(fresh, n.kids[pre+i])
		}
	}
	p.placeChanged(n)
	p.updateRows(n, pre, oldVals, oldNames, dirty)
	for i, f := range from {
		if f >= 0 {
			p.updateRow(n, n.kids[pre+i], f, pre+i, oldVals, oldNames, dirty)
			if !still[i] && p.attached && n.owner.attached {
				p.life = append(p.life, lifeEvent{lifeMove, n.kids[pre+i]})
			}
		}
	}
	for i := range post {
		to, f := len(vals)-1-i, len(oldVals)-1-i
		p.updateRow(n, n.kids[to], f, to, oldVals, oldNames, dirty)
	}
	for _, row := range fresh {
		p.placeNew(n, row, false)
	}
	return true
}

// increasing marks the members of a longest increasing subsequence of list, negative
// numbers left out: what need not be moved.
func increasing(list []int) []bool {
	in := make([]bool, len(list))
	tails := make([]int, 0, len(list)) // index in list of the least tail per length
	prev := make([]int, len(list))
	for i, v := range list {
		if v < 0 {
			continue
		}
		k, _ := slices.BinarySearchFunc(tails, v, func(t, v int) int { return list[t] - v })
		prev[i] = -1
		if k > 0 {
			prev[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = prev[i] {
			in[i] = true
		}
	}
	return in
}
