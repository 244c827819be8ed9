package simulator

import (
	"maps"
	"slices"

	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// LogLine is a line of the console with its number.
type LogLine struct {
	wire.Log
	Number int
}

func (s *Session) log(level, text string) {
	s.addLog(wire.Log{Time: s.now, Level: level, Args: []string{text}})
}

func (s *Session) addLog(l wire.Log) {
	if s.lead != nil {
		if s.now <= s.touched { // else the first screen says it
			s.lead.addLog(l)
		}
		return
	}
	n := s.logNumber
	s.logNumber++
	if len(s.logs) >= maxLogs {
		s.logs = append(s.logs[:0:0], s.logs[maxLogs/10:]...)
	}
	s.logs = append(s.logs, LogLine{l, n})
	if l.Level == "error" {
		s.state.Errors++
	}
	s.changed()
}

// Logs gives the console lines from index i on.
func (s *Session) Logs(i int) []LogLine {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]LogLine(nil), s.logs[min(max(i, 0), len(s.logs)):]...)
}

// ClearLogs empties the console.
func (s *Session) ClearLogs() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.logs, s.state.Errors = nil, 0
	s.changed()
}

// Activities gives what ran, from index i on.
func (s *Session) Activities(i int) []wire.Activity {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]wire.Activity(nil), s.acts[min(max(i, 0), len(s.acts)):]...)
}

// Eval runs code in the logic layer; done gets the result as text, on the
// goroutine that calls Step.
func (s *Session) Eval(code string, done func(result, errText string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.eval(code, done)
}

func (s *Session) eval(code string, done func(result, errText string)) {
	s.evaluate(code, func(e wire.Evaluated) { done(e.Result, e.Err) })
}

// Evaluate is Eval with the number of an object that came of it, for Ask.
func (s *Session) Evaluate(code string, done func(wire.Evaluated)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.evaluate(code, done)
}

func (s *Session) evaluate(code string, done func(wire.Evaluated)) {
	if s.replay != nil {
		s.later(func() { done(wire.Evaluated{Err: standsInReplay}) })
		return
	}
	s.note(record.Sent, nil)
	s.evalSeq++
	id := s.evalSeq
	s.evals[id] = done
	if !s.send(&wire.Message{Eval: &wire.Eval{ID: id, Code: code}}) && s.evals[id] != nil {
		delete(s.evals, id)
		s.later(func() { done(wire.Evaluated{Err: "the mini-program is not running"}) })
	}
}

// dropEvals answers everything that the worker will not answer any more.
func (s *Session) dropEvals(reason string) {
	ids := slices.Sorted(maps.Keys(s.evals))
	for _, id := range ids {
		done := s.evals[id]
		delete(s.evals, id)
		s.later(func() { done(wire.Evaluated{Err: reason}) })
	}
}
