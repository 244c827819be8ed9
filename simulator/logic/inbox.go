package logic

import (
	"slices"
	"sync"
	"time"

	"diorama/simulator/wire"
)

// entry is one thing for the logic goroutine: a message, finished background
// work, or the end of the connection.
type entry struct {
	msg  *wire.Message
	done func()
	err  error
	// id and piece name finished work: the number of the work, in the order in which
	// it began, and of this part of its result.
	id    int64
	piece int
}

// inbox is the queue into the logic goroutine. Posting never blocks.
type inbox struct {
	mu   sync.Mutex
	q    []entry
	wake chan struct{}
}

func newInbox() *inbox { return &inbox{wake: make(chan struct{}, 1)} }

func (b *inbox) post(e entry) {
	b.mu.Lock()
	b.q = append(b.q, e)
	b.mu.Unlock()
	b.signal()
}

func (b *inbox) signal() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// unshift puts entries back in front, in their order.
func (b *inbox) unshift(es []entry) {
	if len(es) == 0 {
		return
	}
	b.mu.Lock()
	b.q = append(append([]entry(nil), es...), b.q...)
	b.mu.Unlock()
	b.signal()
}

func (b *inbox) take() (entry, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.q) == 0 {
		return entry{}, false
	}
	e := b.q[0]
	b.q[0] = entry{}
	b.q = b.q[1:]
	return e, true
}

// find takes the first entry that is wanted, leaving what stands before it.
func (b *inbox) find(wanted func(entry) bool) (entry, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(b.q, wanted)
	if i < 0 {
		return entry{}, false
	}
	e := b.q[i]
	b.q = slices.Delete(b.q, i, i+1)
	return e, true
}

// wait blocks until something was posted or d passed; d < 0 waits for ever.
func (b *inbox) wait(d time.Duration) {
	if d < 0 {
		<-b.wake
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-b.wake:
	case <-t.C:
	}
}
