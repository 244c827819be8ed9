package logic

import (
	"container/heap"
	"time"
)

// clock is the time of the mini-program since Hello and its timers. Virtual time
// moves only by advance and stands still within a task; real time runs.
type clock struct {
	virtual bool
	start   time.Time     // what Date says at 0
	base    time.Time     // real time at 0
	now     time.Duration // virtual
	reads   int           // of Date within one task of virtual time
	timers  timerHeap
	seq     int64
	trace   *trace        // where reads are written down, nil nowhere
	player  *player       // where they come from in a replay
	at      time.Duration // of the step that is replayed
	frozen  bool          // real time stands at stood
	stood   time.Duration
}

// busyReads is the number of Date reads after which virtual time moves by 1 ms
// within a task, so that loops waiting for the clock end.
const busyReads = 1000

type timer struct {
	at     time.Duration
	seq    int64
	index  int // in the heap, -1 out of it
	repeat time.Duration
	fire   func()
}

func newClock(start time.Time, virtual bool) *clock {
	base := time.Now()
	if start.IsZero() {
		start = base
	}
	return &clock{virtual: virtual, start: start, base: base}
}

// elapsed is the time since Hello.
func (c *clock) elapsed() time.Duration {
	switch {
	case c.virtual:
		return c.now
	case c.player != nil:
		return c.at
	case c.frozen:
		return c.stood
	}
	return time.Since(c.base)
}

// freeze stops real time; thaw lets it go on from there.
func (c *clock) freeze() {
	if !c.virtual && c.player == nil && !c.frozen {
		c.stood, c.frozen = c.elapsed(), true
	}
}

func (c *clock) thaw() {
	if c.frozen {
		c.base, c.frozen = time.Now().Add(-c.stood), false
	}
}

// told is elapsed for JavaScript: what it reads is part of the recording.
func (c *clock) told() time.Duration {
	if c.virtual {
		return c.now
	}
	if c.player != nil {
		c.at = c.player.elapsed(c.at)
		return c.at
	}
	now := c.elapsed()
	c.trace.elapsed(now)
	return now
}

// date is what Date reads.
func (c *clock) date() time.Time {
	if c.virtual {
		c.reads++
		if c.reads%busyReads == 0 {
			c.now += time.Millisecond
		}
	}
	if c.virtual {
		return c.start.Add(c.now)
	}
	if c.player != nil {
		return time.UnixMilli(c.player.date(c.start.Add(c.at).UnixMilli()))
	}
	t := c.start.Add(c.elapsed())
	c.trace.date(t.UnixMilli())
	return t
}

// add makes a timer that fires after d, and then every repeat when that is not 0.
func (c *clock) add(d, repeat time.Duration, fire func()) *timer {
	c.seq++
	t := &timer{at: c.elapsed() + max(d, 0), seq: c.seq, repeat: repeat, fire: fire}
	heap.Push(&c.timers, t)
	return t
}

// stand moves the clock to the time of a replayed step.
func (c *clock) stand(at time.Duration) {
	c.at = at
	if c.virtual {
		c.now = max(c.now, at)
	}
}

// resume lets the clock run from where a replay ended; real: with the real time also
// when it was virtual.
func (c *clock) resume(real bool) {
	if real && c.virtual {
		c.virtual, c.at = false, max(c.at, c.now)
	}
	c.base = time.Now().Add(-c.at)
	c.player = nil
}

// take removes the timer with that number as due does, nil when there is none.
func (c *clock) take(seq int64) *timer {
	for _, t := range c.timers {
		if t.seq == seq {
			if t.repeat > 0 {
				c.seq++
				t.seq = c.seq
				t.at += t.repeat
				if !c.virtual {
					t.at = max(t.at, c.at)
				}
				heap.Fix(&c.timers, t.index)
			} else {
				heap.Remove(&c.timers, t.index)
			}
			return t
		}
	}
	return nil
}

func (c *clock) cancel(t *timer) {
	t.repeat = 0
	if t.index >= 0 {
		heap.Remove(&c.timers, t.index)
	}
}

// next is the time of the first timer, -1 none.
func (c *clock) next() time.Duration {
	if len(c.timers) == 0 {
		return -1
	}
	return c.timers[0].at
}

// due takes the first timer that is due at now with the time it was set for and the
// number it had, nil when none is.
func (c *clock) due(now time.Duration) (t *timer, at time.Duration, seq int64) {
	if len(c.timers) == 0 || c.timers[0].at > now {
		return nil, 0, 0
	}
	t = heap.Pop(&c.timers).(*timer)
	at, seq = t.at, t.seq
	if t.repeat > 0 {
		c.seq++
		t.seq = c.seq
		t.at += t.repeat
		if !c.virtual {
			t.at = max(t.at, now) // a late interval does not catch up
		}
		heap.Push(&c.timers, t)
	}
	return t, at, seq
}

type timerHeap []*timer

func (h timerHeap) Len() int { return len(h) }
func (h timerHeap) Less(i, j int) bool {
	return h[i].at < h[j].at || h[i].at == h[j].at && h[i].seq < h[j].seq
}
func (h timerHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push and Pop are for container/heap.
func (h *timerHeap) Push(x any) {
	t := x.(*timer)
	t.index = len(*h)
	*h = append(*h, t)
}

func (h *timerHeap) Pop() any {
	old := *h
	t := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	t.index = -1
	return t
}
