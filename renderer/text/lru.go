package text

// lru is a cache bounded by the sum of the costs of its entries. It is a ring
// of nodes in a slice, so that hits do not allocate. Not safe for concurrent use.
type lru[K comparable, V any] struct {
	index map[K]int32
	nodes []lruNode[K, V] // node 0 is the ring's head
	free  []int32
	cost  int
	limit int
}

type lruNode[K comparable, V any] struct {
	key        K
	val        V
	cost       int
	prev, next int32
}

func newLRU[K comparable, V any](limit int) *lru[K, V] {
	return &lru[K, V]{index: map[K]int32{}, nodes: make([]lruNode[K, V], 1), limit: limit}
}

func (c *lru[K, V]) unlink(i int32) {
	n := &c.nodes[i]
	c.nodes[n.prev].next = n.next
	c.nodes[n.next].prev = n.prev
}

func (c *lru[K, V]) pushFront(i int32) {
	first := c.nodes[0].next
	c.nodes[i].prev, c.nodes[i].next = 0, first
	c.nodes[first].prev = i
	c.nodes[0].next = i
}

func (c *lru[K, V]) get(k K) (v V, ok bool) {
	i, ok := c.index[k]
	if !ok {
		return v, false
	}
	if c.nodes[0].next != i {
		c.unlink(i)
		c.pushFront(i)
	}
	return c.nodes[i].val, true
}

func (c *lru[K, V]) put(k K, v V, cost int) {
	if cost > c.limit {
		return
	}
	if i, ok := c.index[k]; ok {
		c.drop(i)
	}
	for c.cost+cost > c.limit {
		c.drop(c.nodes[0].prev)
	}
	var i int32
	if n := len(c.free); n > 0 {
		i, c.free = c.free[n-1], c.free[:n-1]
	} else {
		c.nodes = append(c.nodes, lruNode[K, V]{})
		i = int32(len(c.nodes) - 1)
	}
	c.nodes[i] = lruNode[K, V]{key: k, val: v, cost: cost}
	c.index[k] = i
	c.cost += cost
	c.pushFront(i)
}

func (c *lru[K, V]) drop(i int32) {
	c.unlink(i)
	delete(c.index, c.nodes[i].key)
	c.cost -= c.nodes[i].cost
	c.nodes[i] = lruNode[K, V]{}
	c.free = append(c.free, i)
}

func (c *lru[K, V]) clear() { *c = *newLRU[K, V](c.limit) }
