package expr

// slab hands out slices from blocks that grow with use, so that the many small
// expressions of a file cost few allocations, and a single one no more than it needs.
type slab[T any] struct {
	free []T
	size int // of the last block
}

// maxBlock is the number of items of the greatest block: what one kept expression
// can keep alive.
const maxBlock = 256

// copy gives a copy of s without room to grow.
func (b *slab[T]) copy(s []T) []T {
	n := len(s)
	if n == 0 {
		return nil
	}
	if len(b.free) < n {
		b.size = max(n, min(2*b.size, maxBlock))
		b.free = make([]T, b.size)
	}
	out := b.free[:n:n]
	b.free = b.free[n:]
	copy(out, s)
	return out
}
