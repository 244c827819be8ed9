package logic

import (
	"encoding/binary"
	"sync"
	"time"

	"diorama/simulator/wire"
)

// trace writes down what the worker serves, in order, and what JavaScript reads of the
// clock meanwhile: with the host's messages, the network's answers and the seed of
// Math.random that is all that comes in from outside. A nil trace does nothing.
//
// The list of steps is bytes; numbers are varints, times are ns since the step before.
//
//	M dt           the next message of the host
//	D dt id piece  finished background work
//	T dt seq       a timer
//	F dt           background work was given up
//	X              a question about the layout was given up
//	e dt           performance.now and the like read: ns since the read before
//	v n            something else outside was read
//	d n delta      Date read n times: ms since the read before
type trace struct {
	off   bool // a replay runs: it is written down already
	steps []byte
	at    time.Duration // of the last step
	read  time.Duration // the last one of e
	ms    int64         // the last one of d
	count uint64        // reads of Date that gave ms and are not written yet
	delta int64         // from the read before to ms

	mu     sync.Mutex // for what follows: the network writes from its own goroutines
	pieces []wire.NetPiece
}

// The kinds of steps and reads.
const (
	stepMessage = 'M'
	stepDone    = 'D'
	stepTimer   = 'T'
	stepForced  = 'F'
	stepGaveUp  = 'X'
	readElapsed = 'e'
	readDate    = 'd'
	readOutside = 'v'
)

func newTrace() *trace { return &trace{} }

func (t *trace) step(kind byte, at time.Duration) {
	t.dates()
	t.steps = binary.AppendVarint(append(t.steps, kind), int64(at-t.at))
	t.at = at
}

// served notes an entry of the inbox.
func (t *trace) served(e entry, at time.Duration) {
	switch {
	case t == nil || t.off:
	case e.msg != nil:
		t.step(stepMessage, at)
	case e.done != nil:
		t.step(stepDone, at)
		t.steps = binary.AppendUvarint(binary.AppendUvarint(t.steps, uint64(e.id)), uint64(e.piece))
	}
}

func (t *trace) timer(at time.Duration, seq int64) {
	if t != nil && !t.off {
		t.step(stepTimer, at)
		t.steps = binary.AppendUvarint(t.steps, uint64(seq))
	}
}

func (t *trace) forced(at time.Duration) {
	if t != nil && !t.off {
		t.step(stepForced, at)
	}
}

func (t *trace) patienceEnded() {
	if t != nil && !t.off {
		t.dates()
		t.steps = append(t.steps, stepGaveUp)
	}
}

func (t *trace) elapsed(now time.Duration) {
	if t != nil && !t.off {
		t.dates()
		t.steps = binary.AppendVarint(append(t.steps, readElapsed), int64(now-t.read))
		t.read = now
	}
}

// date notes a read of Date. Reads within the same ms are counted: loops that wait for
// the clock read it very often.
func (t *trace) date(ms int64) {
	if t == nil || t.off {
		return
	}
	if t.count > 0 && ms != t.ms {
		t.dates()
	}
	if t.count == 0 {
		t.delta = ms - t.ms
	}
	t.ms = ms
	t.count++
}

func (t *trace) outside(n int) {
	if t != nil && !t.off {
		t.dates()
		t.steps = binary.AppendVarint(append(t.steps, readOutside), int64(n))
	}
}

func (t *trace) dates() {
	if t.count > 0 {
		t.steps = binary.AppendVarint(binary.AppendUvarint(append(t.steps, readDate), t.count), t.delta)
		t.count = 0
	}
}

// net takes what the network said; safe for concurrent use.
func (t *trace) net(p wire.NetPiece) {
	t.mu.Lock()
	t.pieces = append(t.pieces, p)
	t.mu.Unlock()
}

// empty reports that nothing was written since the last take.
func (t *trace) empty() bool {
	if t == nil {
		return true
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.steps) == 0 && t.count == 0 && len(t.pieces) == 0
}

// take gives what was written since the last call, nil nothing.
func (t *trace) take() *wire.Trace {
	if t == nil {
		return nil
	}
	t.dates()
	t.mu.Lock()
	pieces := t.pieces
	t.pieces = nil
	t.mu.Unlock()
	if len(t.steps) == 0 && len(pieces) == 0 {
		return nil
	}
	out := &wire.Trace{Steps: t.steps, Net: pieces}
	t.steps = make([]byte, 0, 64)
	return out
}

// take gives the next entry of the inbox and writes it down; in a replay it is the
// entry that was served then.
func (w *Worker) take() (entry, bool) {
	if w.player != nil {
		return w.player.entry(w)
	}
	e, ok := w.inbox.take()
	if ok && w.trace != nil {
		w.trace.served(e, w.clock.elapsed())
	}
	return e, ok
}

// traceDelay is how long what was written down waits for a message that takes it along.
//
// Faster: a message of its own after every task cost a setData 4 % of its time.
const traceDelay = 200 * time.Millisecond

// tellTraceSoon sends what was written down once it has waited for traceDelay, and gives
// how long it may still wait; negative: nothing does.
func (w *Worker) tellTraceSoon() time.Duration {
	if w.trace.empty() {
		w.traceOld = time.Time{}
		return -1
	}
	if w.traceOld.IsZero() {
		w.traceOld = time.Now()
	}
	if left := traceDelay - time.Since(w.traceOld); left > 0 {
		return left
	}
	w.tellTrace()
	w.traceOld = time.Time{}
	return -1
}

// tellTrace sends what was written down before the worker waits.
func (w *Worker) tellTrace() {
	if !w.trace.empty() {
		w.send(&wire.Message{}) // takes it along
	}
}
