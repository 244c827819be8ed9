package simulator

import (
	"errors"
	"time"

	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// Freeze makes the run stand still: time stops, nothing moves, and the mini-program
// hears neither timers nor input. Console, panels and the past work on it as before.
func (s *Session) Freeze() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.freeze(true)
}

// Thaw lets it go on as if no time had passed.
func (s *Session) Thaw() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live()
	s.freeze(false)
	s.signal()
}

func (s *Session) freeze(on bool) {
	if s.state.Frozen == on || s.worker == nil {
		return
	}
	kind := wire.ControlFreeze
	if !on {
		kind = wire.ControlThaw
	}
	s.catchUp()
	s.note(record.Control, &record.Arg{Number: float64(kind)})
	if on {
		s.state.Frozen = true
	} else {
		s.goesOn()
	}
	s.send(&wire.Message{Control: &wire.Control{Kind: kind}})
	s.changed()
}

// goesOn ends the standstill on this side of the wire.
func (s *Session) goesOn() {
	if s.state.Frozen {
		s.state.Frozen = false
		s.start = time.Now().Add(-s.now)
	}
}

// timePasses reports whether the session's time is the real one.
func (s *Session) timePasses() bool {
	return !s.opts.Virtual && s.replay == nil && !s.state.Frozen
}

// deaf reports that the mini-program hears no input: the run stands still, or stands
// where a replay left it. While the past is shown its page moves by itself.
func (s *Session) deaf() bool {
	return s.moment == nil && (s.state.Frozen || s.replay != nil)
}

var errFrozen = errors.New("not idle: the run stands still")
