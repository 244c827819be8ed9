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
	return fieldKey(item.Get(key))
}

func fieldKey(v value.Value) string {
	if v.IsNil() || v.Kind() == value.List || v.Kind() == value.Map {
		return noKey
	}
	return v.ToString()
}

// noKey stands for an item without a key; such rows are reused in order.
const noKey = "\x00"

// sameKey reports whether rowKey gives the same for two items.
func sameKey(key string, a, b value.Value) bool {
	if key != "*this" {
		if a.Kind() == value.Map && b.Kind() == value.Map {
			a, b = a.Get(key), b.Get(key)
			if k := a.Kind(); k == b.Kind() && (k == value.String || k == value.Number) {
				return value.Same(a, b)
			}
			return fieldKey(a) == fieldKey(b)
		}
	} else if k := a.Kind(); k == b.Kind() && (k == value.String || k == value.Number) {
		return value.Same(a, b)
	}
	return rowKey(key, a) == rowKey(key, b)
}

// openKeys reports items of a new list that have the same key.
func (p *Page) openKeys(n *Node) {
	seen := make(map[string]struct{}, len(n.x.vals))
	for _, v := range n.x.vals {
		k := rowKey(n.p.key, v)
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
	key, vals := n.p.key, n.x.vals
	// The same value at both ends has the same key; only the middle is looked at.
	pre := 0
	for pre < len(vals) && pre < len(oldVals) && (value.Same(vals[pre], oldVals[pre]) || sameKey(key, vals[pre], oldVals[pre])) {
		pre++
	}
	if pre == len(vals) && pre == len(oldVals) {
		return false
	}
	post := 0
	for pre+post < len(vals) && pre+post < len(oldVals) {
		a, b := vals[len(vals)-1-post], oldVals[len(oldVals)-1-post]
		if !value.Same(a, b) && !sameKey(key, a, b) {
			break
		}
		post++
	}
	oldMid, newMid := oldVals[pre:len(oldVals)-post], vals[pre:len(vals)-post]
	// Rows of one key are taken in their order: first has the next one, next the one after it.
	first, next := make(map[string]int, len(oldMid)), make([]int, len(oldMid))
	for i := len(oldMid) - 1; i >= 0; i-- {
		k := rowKey(key, oldMid[i])
		next[i] = -1
		if f, ok := first[k]; ok {
			next[i] = f
		}
		first[k] = i
	}
	seen := make(map[string]struct{}, len(newMid))
	from := make([]int, len(newMid))
	for i, v := range newMid {
		k := rowKey(key, v)
		from[i] = -1
		if _, dup := seen[k]; dup && k != noKey {
			p.duplicate(n, k)
		}
		seen[k] = struct{}{}
		if f, ok := first[k]; ok && f >= 0 {
			from[i], first[k] = pre+f, next[f]
		}
	}
	// WeChat (oracle exparser): rows that stay are brought up to date in their old
	// order, the new ones are made, those that go leave from the last to the first, and
	// then rows come to their places from first to last.
	old := n.kids
	to := make([]int, len(oldMid)) // where a row of the middle goes, -1 nowhere
	for i := range to {
		to[i] = -1
	}
	for i, f := range from {
		if f >= 0 {
			to[f-pre] = pre + i
		}
	}
	p.updateRows(n, pre, oldVals, oldNames, dirty)
	for i, t := range to {
		if t >= 0 {
			p.updateRow(n, old[pre+i], pre+i, t, oldVals, oldNames, dirty)
		}
	}
	for i := range post {
		f, t := len(oldVals)-post+i, len(vals)-post+i
		p.updateRow(n, old[f], f, t, oldVals, oldNames, dirty)
	}
	kids := make([]*Node, len(vals))
	copy(kids, old[:pre])
	copy(kids[len(vals)-post:], old[len(oldVals)-post:])
	for i, f := range from {
		if f >= 0 {
			kids[pre+i] = old[f]
		}
	}
	n.kids = kids
	for i, f := range from {
		if f < 0 {
			kids[pre+i] = p.buildRow(n, pre+i)
		}
	}
	for i := len(to) - 1; i >= 0; i-- {
		if to[i] < 0 {
			p.drop(old[pre+i])
		}
	}
	still := increasing(from)
	for i, f := range from {
		switch {
		case f < 0:
			p.placeNew(n, kids[pre+i])
		case !still[i]:
			p.moved(kids[pre+i])
		}
	}
	p.listChanged(n, pre, post)
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
