package value

import "sync/atomic"

// blocks hold the items of a long list that was written at an index, so that such a write
// copies one block and the row of blocks, not the list: 'list[500].done' costs about the
// same with 1,000 and with 100,000 items. A block is never changed once the list is given out.
type blocks struct {
	n    int
	row  [][]Value               // each of blockSize items, the last with what is left
	flat atomic.Pointer[[]Value] // all items in one, made when someone asks for them
}

const (
	blockSize = 256
	longList  = 2 * blockSize // from here on a write makes blocks
)

func (b *blocks) at(i int) Value { return b.row[i/blockSize][i%blockSize] }

func (b *blocks) items() []Value {
	if p := b.flat.Load(); p != nil {
		return *p
	}
	all := make([]Value, 0, b.n)
	for _, x := range b.row {
		all = append(all, x...)
	}
	b.flat.Store(&all)
	return all
}

// inBlocks gives a copy of a list's row of blocks; the blocks are shared.
func (n *node) inBlocks() *blocks {
	if n.long != nil {
		return &blocks{n: n.long.n, row: append([][]Value(nil), n.long.row...)}
	}
	b := &blocks{n: len(n.vals), row: make([][]Value, 0, (len(n.vals)+blockSize-1)/blockSize)}
	for rest := n.vals; len(rest) > 0; {
		k := min(blockSize, len(rest))
		b.row = append(b.row, rest[:k:k])
		rest = rest[k:]
	}
	return b
}

// own makes the block of item i one that may be written.
func (b *blocks) own(i int) []Value {
	k := i / blockSize
	b.row[k] = append([]Value(nil), b.row[k]...)
	return b.row[k]
}

// len is the number of items of a list or map.
func (n *node) len() int {
	if n.long != nil {
		return n.long.n
	}
	return len(n.vals)
}

// all are the items of a list or the values of a map.
func (n *node) all() []Value {
	if n.long != nil {
		return n.long.items()
	}
	return n.vals
}

// ListChanges gives the indices at which two lists of one length hold another value (see
// Same), when that is known without looking at most of the items and there are at most
// limit. Else ok is false, and nothing is said.
func ListChanges(a, b Value, limit int) (at []int, ok bool) {
	if a.kind != List || b.kind != List || b.ref.long == nil || a.ref.len() != b.ref.len() {
		return nil, false
	}
	was := a.ref.long
	if was == nil {
		was = a.ref.inBlocks()
	}
	for k, x := range b.ref.long.row {
		y := was.row[k]
		if &x[0] == &y[0] {
			continue
		}
		for i := range x {
			if !Same(x[i], y[i]) {
				if len(at) == limit {
					return nil, false
				}
				at = append(at, k*blockSize+i)
			}
		}
	}
	return at, true
}
