package simulator

import (
	"fmt"
	"time"

	"diorama/renderer/dom"
	"diorama/simulator/wire"
)

// handle takes one message of the worker. The worker is not trusted: whatever it
// says wrong ends it, not the window.
func (s *Session) handle(m *wire.Message) {
	if s.worker == nil {
		return
	}
	s.worker.heard, s.worker.asked = time.Now(), time.Time{}
	switch {
	case m.Patch != nil:
		s.patch(m.Patch)
	case m.Route != nil:
		s.route(m.Route)
	case m.Request != nil:
		s.request(m.Request)
	case m.Log != nil:
		s.addLog(*m.Log)
		if m.Log.Error {
			s.system.error(m.Log)
		}
	case m.Activity != nil:
		if len(s.acts) >= maxActs {
			s.acts = append(s.acts[:0:0], s.acts[maxActs/10:]...)
		}
		s.acts = append(s.acts, *m.Activity)
	case m.Paused != nil:
		s.state.Paused = nil
		if m.Paused.Waiting {
			c := m.Paused.Commit
			s.state.Paused = &c
			s.state.Pausing = true
		}
	case m.Ready != nil:
		if m.Ready.Version != wire.Version {
			s.workerDied(fmt.Errorf("the worker speaks version %d, this program %d", m.Ready.Version, wire.Version))
			return
		}
		s.readies++
		s.setProblems(m.Ready.Diagnostics)
	case m.Idle != nil:
		s.idle = m.Idle
	case m.Evaluated != nil:
		s.sent = 0
		if done := s.evals[m.Evaluated.ID]; done != nil {
			delete(s.evals, m.Evaluated.ID)
			done(m.Evaluated.Result, m.Evaluated.Err)
		}
	case m.Bye != nil:
		s.workerDied(fmt.Errorf("%s", m.Bye.Reason))
		return
	}
	s.changed()
}

// setProblems replaces what the worker found wrong in the project.
func (s *Session) setProblems(d []wire.Diagnostic) {
	kept := s.problems[:0:0]
	for _, p := range s.problems {
		if isSheet(p.File) {
			kept = append(kept, p)
		}
	}
	s.problems = append(kept, d...)
	s.system.problems(s.problems)
}

// patch applies a flush to the pages and tells the worker once it is painted.
func (s *Session) patch(p *wire.Patch) {
	if s.patchEpoch == s.epoch && p.Seq <= s.patchSeq {
		s.workerDied(fmt.Errorf("the worker sent patch %d after %d", p.Seq, s.patchSeq))
		return
	}
	s.patchEpoch, s.patchSeq = s.epoch, p.Seq
	for i := range p.Pages {
		po := &p.Pages[i]
		pg := s.page(po.Page)
		if err := pg.apply(po.Ops); err != nil {
			s.workerDied(fmt.Errorf("the worker sent a wrong patch: %w", err))
			return
		}
	}
	for _, c := range s.journal.Patch(p) {
		if c.Kind == wire.CommitSetData {
			s.flash(c)
		}
	}
	if s.journal.WantsCheckpoint() {
		snap := make(map[wire.PageID][]dom.Op, len(s.pages))
		for id, pg := range s.pages {
			if pg.doc != nil {
				snap[id] = dom.Snapshot(pg.doc.Tree())
			}
		}
		s.journal.Checkpoint(snap)
	}
	s.unpainted = append(s.unpainted, p.Seq)
}

// painted reports the patches that are on the screen now.
func (s *Session) painted(cost wire.Cost) {
	for _, seq := range s.unpainted {
		s.journal.Painted(seq, cost)
		s.send(&wire.Message{Committed: &wire.Committed{Seq: seq, Cost: cost}})
		s.sent--
		cost = wire.Cost{}
	}
	s.unpainted = s.unpainted[:0]
}

// Pause makes the next setData wait before it is applied.
func (s *Session) Pause() { s.control(wire.ControlPause) }

// Apply applies the waiting setData and waits before the next.
func (s *Session) Apply() { s.control(wire.ControlApply) }

// Drop forgets the waiting setData and waits before the next.
func (s *Session) Drop() { s.control(wire.ControlDrop) }

// Run lets JavaScript run freely.
func (s *Session) Run() { s.control(wire.ControlRun) }

func (s *Session) control(k wire.ControlKind) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live()
	s.state.Pausing = k != wire.ControlRun
	s.send(&wire.Message{Control: &wire.Control{Kind: k}})
	s.changed()
}
