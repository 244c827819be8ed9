package simulator

import (
	"maps"
	"slices"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// Ask puts a question of wire.Ask to the worker; done gets the answer, errText "" for
// success, on the goroutine that calls Step. It changes nothing that the author's
// code would not see happen: what it does is not journalled.
func (s *Session) Ask(name string, args value.Value, done func(result value.Value, errText string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.replay != nil {
		s.later(func() { done(value.Value{}, standsInReplay) })
		return
	}
	s.evalSeq++
	id := s.evalSeq
	s.asks[id] = done
	if !s.send(&wire.Message{Ask: &wire.Ask{ID: id, Name: name, Args: args}}) && s.asks[id] != nil {
		delete(s.asks, id)
		s.later(func() { done(value.Value{}, "the mini-program is not running") })
	}
}

// answer hands an answer on; called under the lock.
func (s *Session) answer(a *wire.Answer) {
	if done := s.asks[a.ID]; done != nil {
		delete(s.asks, a.ID)
		s.later(func() { done(a.Result, a.Err) })
	}
}

// dropAsks answers everything that the worker will not answer any more.
func (s *Session) dropAsks(reason string) {
	ids := slices.Sorted(maps.Keys(s.asks))
	for _, id := range ids {
		done := s.asks[id]
		delete(s.asks, id)
		s.later(func() { done(value.Value{}, reason) })
	}
}

// stale notes that what the worker was asked about storage or files has changed.
func (s *Session) stale(m *wire.Stale) {
	if m.Storage {
		s.state.Storage++
	}
	if m.Files {
		s.state.Files++
	}
}
