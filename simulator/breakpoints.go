package simulator

import (
	"slices"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Breakpoint is a condition before which JavaScript stops inside setData.
type Breakpoint struct {
	wire.Condition
	Off  bool
	Hits int // how often it stopped this session
}

// maxBreakpoints bounds how many conditions every setData is compared with.
const maxBreakpoints = 100

// Breakpoints gives the breakpoints in the order they were added.
func (s *Session) Breakpoints() []Breakpoint {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.breakpoints)
}

// AddBreakpoint adds a condition, or switches the one with the same text on again.
func (s *Session) AddBreakpoint(text string) error {
	c, err := wire.ParseCondition(text)
	if err != nil {
		return err
	}
	if len(c.Terms) == 0 {
		return errNoCondition
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.breakpoint(c.Text); i >= 0 {
		s.breakpoints[i].Off = false
	} else if len(s.breakpoints) >= maxBreakpoints {
		return errManyBreakpoints
	} else {
		s.breakpoints = append(s.breakpoints, Breakpoint{Condition: c})
	}
	s.sendBreaks()
	return nil
}

// EnableBreakpoint switches a breakpoint on or off.
func (s *Session) EnableBreakpoint(text string, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.breakpoint(text); i >= 0 {
		s.breakpoints[i].Off = !on
		s.sendBreaks()
	}
}

// RemoveBreakpoint removes a breakpoint.
func (s *Session) RemoveBreakpoint(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.breakpoint(text); i >= 0 {
		s.breakpoints = slices.Delete(s.breakpoints, i, i+1)
		s.sendBreaks()
	}
}

func (s *Session) breakpoint(text string) int {
	return slices.IndexFunc(s.breakpoints, func(b Breakpoint) bool { return b.Text == text })
}

// sendBreaks tells the worker the conditions that are on.
func (s *Session) sendBreaks() {
	var on []wire.Condition
	for _, b := range s.breakpoints {
		if !b.Off {
			on = append(on, b.Condition)
		}
	}
	s.send(&wire.Message{Control: &wire.Control{Kind: wire.ControlBreaks, Breaks: on}})
	s.changed()
}

// pausedBy notes why JavaScript stands still.
func (s *Session) pausedBy(broke string) {
	s.state.Break = broke
	if i := s.breakpoint(broke); i >= 0 {
		s.breakpoints[i].Hits++
	}
	if broke != "" {
		s.auto = 0 // somebody wants to look at this one
	}
	s.autoAt = s.now + s.auto
}

// ApplyEdited applies the waiting setData with other data and waits before the next.
func (s *Session) ApplyEdited(data value.Value) error {
	if data.Kind() != value.Map {
		return errNoObject
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state.Paused == nil {
		return errNotPaused
	}
	s.steer(&wire.Control{Kind: wire.ControlApply, Patch: data})
	return nil
}

// AutoStep makes steps by itself, one every d: forward through the past while it is
// viewed, else the waiting setData are applied one by one. 0 ends it.
func (s *Session) AutoStep(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.catchUp()
	s.auto, s.autoAt = max(d, 0), s.now+max(d, 0)
	if s.auto > 0 && s.state.Viewing < 0 && !s.state.Pausing {
		s.steer(&wire.Control{Kind: wire.ControlPause})
	}
	s.changed()
	s.signal()
}

// autoStep makes the step that is due and gives the time of the next, negative: none.
func (s *Session) autoStep() time.Duration {
	if s.auto <= 0 || s.state.Viewing < 0 && s.state.Paused == nil {
		return -1
	}
	if s.now < s.autoAt {
		return s.autoAt
	}
	s.autoAt = s.now + s.auto
	if s.state.Viewing < 0 {
		s.steer(&wire.Control{Kind: wire.ControlApply})
		return -1 // the next one that waits begins the time anew
	}
	if s.stepView(1); s.state.Viewing < 0 {
		s.auto = 0 // the present is reached
		s.changed()
		return -1
	}
	return s.autoAt
}
