package simulator

import (
	"time"

	"diorama/simulator/timeline"
)

// History gives copies of the recorded commits from index i on. The journal adds
// costs to its own ones when they are painted; the copies stay as they are.
func (s *Session) History(i int) []timeline.Commit {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.journal.Commits(i)
	out := make([]timeline.Commit, len(list))
	for k, c := range list {
		out[k] = *c
	}
	return out
}

// Until gives how long it is to a moment of the session's clock, as Step and
// Frame.Next give it; negative moments stay negative: never.
func (s *Session) Until(at time.Duration) time.Duration {
	if at < 0 {
		return -1
	}
	return max(0, at-time.Since(s.start))
}

// catchUp moves the session's clock to now, before an input is taken in: between
// two Steps it may stand still for long, and a press would look like a long one.
func (s *Session) catchUp() {
	if !s.opts.Virtual {
		s.now = max(s.now, time.Since(s.start))
	}
}
