package simulator

import (
	"errors"
	"fmt"
	"time"

	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// Settle runs a session with a virtual clock until it is idle: tasks drained,
// setData on the screen, requests answered, and the timers of the next wait of
// virtual time run. It never sleeps but for answers from files and network, and
// gives an error when limit (real time) is over or the worker ended.
func (s *Session) Settle(wait, limit time.Duration) error {
	deadline := time.Now().Add(limit)
	s.mu.Lock()
	defer s.unlock()
	if !s.opts.Virtual {
		return errRealClock
	}
	if s.state.Frozen {
		return errFrozen
	}
	end := s.now + max(wait, 0)
	for s.now < end {
		moves, err := s.drain(deadline)
		if err != nil {
			return err
		}
		if err := s.pass(end, moves, deadline); err != nil {
			return err
		}
	}
	s.tick()
	_, err := s.drain(deadline)
	return err
}

// pass lets time go on to end, frame by frame while something moves (from moves on;
// negative: nothing does), until the worker has something to do.
func (s *Session) pass(end, moves time.Duration, deadline time.Time) error {
	for s.now < end {
		next := end
		if moves >= 0 {
			next = min(next, max(moves, s.now+time.Millisecond))
		}
		d := s.tick()
		if s.sent > 0 {
			return nil // ticking made events
		}
		due := s.idle != nil && s.idle.Next >= 0 && s.idle.Next <= next
		if due {
			next = max(s.idle.Next, s.now)
		}
		if d >= 0 && d < next {
			next, due = max(d, s.now+time.Millisecond), true
		}
		s.now = next
		if due || s.sent > 0 {
			return nil
		}
		// Faster: nothing is drawn that nobody sees.
		if moves = s.move(); s.sent > 0 {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("not idle in time: %s", s.whyBusy())
		}
	}
	return nil
}

// move takes what is on the screen to now without drawing, and gives when something
// moves again, negative: not by itself.
func (s *Session) move() time.Duration {
	if s.moment == nil {
		s.note(record.Move, nil)
	}
	next := s.system.doc.Move(s.now)
	for _, p := range []*page{s.shownPage(), s.tabBar()} {
		if p == nil {
			continue
		}
		if t := p.doc.Move(s.now); t >= 0 && (next < 0 || t < next) {
			next = t
		}
		events, actions := p.doc.Drain()
		s.deliver(p, events, actions)
	}
	return s.moveSides(next)
}

// drain lets the worker run what is due now until nothing is left to do. It gives
// when something on the screen moves by itself again, negative: not by itself.
func (s *Session) drain(deadline time.Time) (time.Duration, error) {
	for {
		if s.state.Paused != nil {
			return -1, errPaused
		}
		s.sent = 0
		// An Advance that an earlier call has not waited for is answered first.
		stale := s.advancing
		if !stale {
			s.idle, s.advancing = nil, true
			if !s.send(&wire.Message{Advance: &wire.Advance{To: s.now - s.base()}}) {
				return -1, s.stoppedError()
			}
		}
		for s.advancing {
			if err := s.await(deadline); err != nil {
				return -1, err
			}
			if s.state.Paused != nil {
				return -1, errPaused // in a timer, say: the answer comes when that is over
			}
		}
		s.receive()
		if s.worker == nil {
			return -1, s.stoppedError()
		}
		if s.state.Paused != nil {
			return -1, errPaused
		}
		painted := len(s.unpainted) > 0
		moves := s.moveSides(s.frame().Next) // answers Committed: callbacks and onReady follow
		if stale || s.idle == nil || s.sent > 0 || painted || s.idle.More {
			continue
		}
		if waiting := s.idle.Pending - len(s.requests.open); waiting > 0 || s.pictures.pending() > 0 {
			// A file or network answer is under way.
			if err := s.await(deadline); err != nil {
				return -1, err
			}
			continue
		}
		return moves, nil
	}
}

// base is the session's time at the worker's time 0.
func (s *Session) base() time.Duration {
	if s.worker == nil {
		return 0
	}
	return s.worker.base
}

var (
	errPaused    = errors.New("not idle: paused before a setData")
	errRealClock = errors.New("only a session with a virtual clock can be settled")
)

func (s *Session) stoppedError() error {
	if s.state.Stopped != "" {
		return fmt.Errorf("%s", s.state.Stopped)
	}
	return errNoPage
}

// await waits for mail, at most 50 ms at a time so that network answers that only
// the worker sees are noticed.
func (s *Session) await(deadline time.Time) error {
	left := time.Until(deadline)
	if left <= 0 {
		return fmt.Errorf("not idle in time: %s", s.whyBusy())
	}
	timer := time.NewTimer(min(left, 50*time.Millisecond))
	defer timer.Stop()
	s.mu.Unlock()
	select {
	case <-s.wake:
	case <-timer.C:
	}
	s.mu.Lock()
	s.receive()
	if s.worker == nil {
		return s.stoppedError()
	}
	return nil
}

func (s *Session) whyBusy() string {
	switch {
	case s.pictures.pending() > 0:
		return "pictures are still loading"
	case s.idle != nil && s.idle.Pending > 0:
		return fmt.Sprintf("%d requests have no answer", s.idle.Pending)
	}
	return "JavaScript is still running"
}
