package logic

import (
	"encoding/binary"
	"fmt"
	"time"

	"diorama/simulator/wire"
)

// player gives a fresh worker what an earlier one served, in that order and with the
// clock that JavaScript saw. Messages and finished work still arrive by themselves;
// the player only says which is next.
type player struct {
	steps []byte
	pos   int
	until uint64
	at    time.Duration
	read  time.Duration
	ms    int64
	count uint64 // reads of Date left that give ms
	gone  error  // the connection ended meanwhile
	wrong string // what could not be done again
}

func newPlayer(t *wire.Trace, until uint64) *player { return &player{steps: t.Steps, until: until} }

// replayPatience is how long a replay waits for background work that has ended in the
// recording; what it waits for was recorded and is there at once.
const replayPatience = 10 * time.Second

// next gives the kind of what follows, 0 at the end.
func (p *player) next() byte {
	if p.pos >= len(p.steps) {
		return 0
	}
	return p.steps[p.pos]
}

func (p *player) varint() int64 {
	v, n := binary.Varint(p.steps[p.pos:])
	return v * p.moved(n)
}

func (p *player) uvarint() uint64 {
	v, n := binary.Uvarint(p.steps[p.pos:])
	return v * uint64(p.moved(n))
}

// moved passes n bytes over; a number that is none ends the list.
func (p *player) moved(n int) int64 {
	if n <= 0 {
		p.pos = len(p.steps)
		p.wrong = "the list of steps is damaged"
		return 0
	}
	p.pos += n
	return 1
}

// step reads the head of a step.
func (p *player) step() (kind byte) {
	kind = p.next()
	p.pos++
	p.at += time.Duration(p.varint())
	return kind
}

// elapsed gives what performance.now saw, now when nothing is recorded.
func (p *player) elapsed(now time.Duration) time.Duration {
	if p.next() != readElapsed {
		return max(now, p.read)
	}
	p.pos++
	p.read += time.Duration(p.varint())
	return p.read
}

// date gives the ms that Date saw, now when nothing is recorded.
func (p *player) date(now int64) int64 {
	if p.count == 0 {
		if p.next() != readDate {
			return max(now, p.ms)
		}
		p.pos++
		p.count = p.uvarint()
		p.ms += p.varint()
	}
	if p.count > 0 {
		p.count--
	}
	return p.ms
}

// outside gives what was read from outside, 0 when nothing is recorded.
func (p *player) outside() int {
	if p.next() != readOutside {
		return 0
	}
	p.pos++
	return int(p.varint())
}

// skip passes over reads that were not made again.
func (p *player) skip() {
	if p.count > 0 {
		p.count = 0
		p.wrong = "the clock is read less often than then"
	}
	for {
		switch p.next() {
		case readElapsed:
			p.elapsed(0)
		case readDate:
			p.date(0)
		case readOutside:
			p.outside()
		default:
			return
		}
		p.wrong = "the clock is read less often than then"
	}
}

// entry waits for what was served next; false when it was a question about the layout
// that was given up, or when the recording tells of something else.
func (p *player) entry(w *Worker) (entry, bool) {
	p.skip()
	switch kind := p.next(); kind {
	case stepGaveUp:
		p.pos++
		return entry{}, false
	case stepMessage, stepDone:
		from := p.pos
		p.step()
		var id int64
		var piece int
		if kind == stepDone {
			id, piece = int64(p.uvarint()), int(p.uvarint())
		}
		w.clock.stand(p.at)
		e, ok := w.awaitEntry(func(e entry) bool {
			if kind == stepMessage {
				return e.msg != nil
			}
			return e.done != nil && e.id == id && e.piece == piece
		}, kind == stepDone)
		if e.err != nil {
			p.gone = e.err
		} else if !ok {
			p.pos = from
			p.wrong = "background work that had ended does not end any more"
		}
		return e, ok
	}
	if p.wrong == "" {
		p.wrong = "JavaScript waits where it did not wait"
	}
	return entry{}, false
}

// awaitEntry waits for an entry; what ends the worker is taken first. impatient waits
// no longer than replayPatience.
func (w *Worker) awaitEntry(wanted func(entry) bool, impatient bool) (entry, bool) {
	end := time.Now().Add(replayPatience)
	for {
		if e, ok := w.inbox.find(func(e entry) bool { return e.err != nil || stops(e) }); ok {
			if e.err == nil {
				e.err = errStopped
			}
			return e, true
		}
		if e, ok := w.inbox.find(wanted); ok {
			return e, true
		}
		d := time.Duration(-1)
		if impatient {
			if d = time.Until(end); d <= 0 {
				return entry{}, false
			}
		}
		w.inbox.wait(d)
	}
}

func stops(e entry) bool {
	return e.msg != nil && e.msg.Control != nil && e.msg.Control.Kind == wire.ControlStop
}

// replayStep does the next step of the recording, or ends the replay.
func (w *Worker) replayStep() error {
	if w.replayOver() {
		w.endReplay()
		return nil
	}
	p := w.player
	switch p.next() {
	case stepTimer:
		p.step()
		seq := int64(p.uvarint())
		w.clock.stand(p.at)
		t := w.clock.take(seq)
		if t == nil {
			p.wrong = fmt.Sprintf("timer %d does not exist", seq)
			return nil
		}
		t.fire()
	case stepForced:
		p.step()
		w.clock.stand(p.at)
		w.background = 0
		w.runFinished()
	case stepMessage, stepDone:
		e, ok := p.entry(w)
		if e.err != nil {
			return e.err
		}
		if ok {
			return w.serveSafely(e)
		}
	default:
		p.wrong = "the list of steps is damaged"
	}
	return p.gone
}

// replayOver reports whether nothing is left to do again.
func (w *Worker) replayOver() bool {
	p := w.player
	p.skip()
	return p.wrong != "" || p.next() == 0 || p.until > 0 && w.commitSeq >= p.until
}

// endReplay tells the host, and waits for it to say that the clock goes on.
func (w *Worker) endReplay() {
	p := w.player
	r := &wire.Replayed{Err: p.wrong, Offset: min(p.pos, len(p.steps)), Transfers: w.cassette.Begun()}
	w.player = nil
	w.held = true
	w.advancing, w.asked = false, false
	if w.trace != nil {
		w.trace.at, w.trace.read, w.trace.ms = p.at, p.read, p.ms
	}
	w.clock.at = max(w.clock.at, p.at)
	w.send(&wire.Message{Replayed: r})
}

// awaitLive waits for ControlLive. What the host sent before and the replay did not
// take stays and is served afterwards.
func (w *Worker) awaitLive() error {
	e, _ := w.awaitEntry(func(e entry) bool {
		return e.msg != nil && e.msg.Control != nil && e.msg.Control.Kind == wire.ControlLive
	}, false)
	if e.err != nil {
		return e.err
	}
	w.held = false
	w.trace.off = false
	w.clock.resume(e.msg.Control.Real)
	w.cassette.Live()
	return nil
}
