package simulator

import (
	"fmt"
	"slices"
	"time"

	"diorama/renderer/dom"
	"diorama/simulator/record"
	"diorama/simulator/wire"
)

// handle takes one message of the worker. The worker is not trusted: whatever it
// says wrong ends it, not the window.
func (s *Session) handle(m *wire.Message) {
	if s.worker == nil {
		return
	}
	if m.Trace != nil {
		s.noteTrace(m.Trace)
	}
	if changes(m) {
		s.note(record.Taken, nil)
	}
	s.worker.heard = time.Now()
	base := s.worker.base
	switch {
	case m.Patch != nil:
		s.patch(m.Patch)
		s.follow(func(v *Session) { v.patchSide(m.Patch) })
	case m.Route != nil:
		s.route(m.Route)
		s.follow(func(v *Session) { v.route(m.Route) })
	case m.Request != nil:
		s.request(m.Request)
		s.follow(func(v *Session) { v.requestSide(m.Request) })
	case m.Log != nil:
		l := *m.Log
		l.Time += base
		s.addLog(l)
		if l.Error {
			s.system.error(&l)
		}
	case m.Activity != nil:
		a := *m.Activity
		a.Start += base
		s.act(a)
	case m.Paused != nil:
		s.state.Paused, s.state.Break = nil, ""
		if m.Paused.Waiting {
			c := m.Paused.Commit
			c.Time += base
			s.state.Paused = &c
			s.state.Pausing = true
			s.pausedBy(m.Paused.Break)
		}
	case m.Ready != nil:
		if m.Ready.Version != wire.Version {
			s.workerDied(fmt.Errorf("the worker speaks version %d, this program %d", m.Ready.Version, wire.Version))
			return
		}
		s.readies++
		s.setProblems(m.Ready.Diagnostics)
		s.reopened()
		s.follow((*Session).reopened)
	case m.Idle != nil:
		i := *m.Idle
		i.Now += base
		if i.Next >= 0 {
			i.Next += base
		}
		s.idle, s.advancing = &i, false
	case m.Evaluated != nil:
		e := m.Evaluated
		if w := s.worker; e.ID == pingID {
			w.asked, w.told = time.Time{}, w.told-w.before-1 // the ping itself counts too
		}
		if done := s.evals[e.ID]; done != nil {
			delete(s.evals, e.ID)
			s.later(func() { done(*e) })
		}
	case m.Transfer != nil:
		s.transfer(m.Transfer)
	case m.Answer != nil:
		s.answer(m.Answer)
	case m.Stale != nil:
		s.stale(m.Stale)
	case m.Bye != nil:
		s.workerDied(fmt.Errorf("%s", m.Bye.Reason))
		return
	}
	s.changed()
}

// act records something for the lanes. What the worker tells at the end of a task may
// have begun before what stands before it in the list.
func (s *Session) act(a wire.Activity) {
	if s.lead != nil {
		return
	}
	if len(s.acts) >= maxActs {
		s.acts = append(s.acts[:0:0], s.acts[maxActs/10:]...)
	}
	s.acts = append(s.acts, a)
}

// setProblems replaces what the worker found wrong in the project.
func (s *Session) setProblems(d []wire.Diagnostic) {
	s.problems = d
	s.system.problems(s.allProblems())
}

// patch applies a flush to the pages and tells the worker once it is painted.
func (s *Session) patch(p *wire.Patch) {
	if s.patchEpoch == s.epoch && p.Seq <= s.patchSeq {
		s.workerDied(fmt.Errorf("the worker sent patch %d after %d", p.Seq, s.patchSeq))
		return
	}
	s.patchEpoch, s.patchSeq = s.epoch, p.Seq
	if base := s.worker.base; base > 0 {
		c := *p
		c.Commits = slices.Clone(p.Commits)
		for i := range c.Commits {
			c.Commits[i].Time += base
		}
		p = &c
	}
	s.notePatch(p)
	for i := range p.Pages {
		po := &p.Pages[i]
		if po.Page <= s.lastPage && s.pages[po.Page] == nil {
			continue // the page is closed
		}
		pg := s.page(po.Page)
		pg.filled = true
		if err := pg.apply(po.Ops); err != nil {
			s.workerDied(fmt.Errorf("the worker sent a wrong patch: %w", err))
			return
		}
	}
	for _, c := range s.journal.Patch(p) {
		if c.Kind == wire.CommitSetData {
			s.flash(c)
		}
		// A page without content has no operations, but it is born all the same.
		if pg := s.pages[c.Page]; pg != nil {
			pg.filled = true
		}
	}
	for i := range p.Pages {
		if pg := s.pages[p.Pages[i].Page]; pg != nil && pg.doc != nil {
			s.system.pickerChanged(pg)
		}
	}
	s.reveal()
	if s.journal.WantsCheckpoint() {
		snap := make(map[wire.PageID][]dom.Op, len(s.pages))
		for id, pg := range s.pages {
			if pg.doc != nil {
				pg.doc.Plain(func() { snap[id] = dom.Snapshot(pg.doc.Tree()) })
			}
		}
		s.journal.Checkpoint(snap)
	}
	if s.moment != nil {
		s.followMoment()
	}
	s.unpainted = append(s.unpainted, p.Seq)
}

// painted reports the patches that are on the screen now.
func (s *Session) painted(cost wire.Cost) {
	for _, seq := range s.unpainted {
		s.journal.Painted(seq, cost)
		s.send(&wire.Message{Committed: &wire.Committed{Seq: seq, Cost: cost}})
		cost = wire.Cost{}
		s.changed()
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
	if k == wire.ControlRun {
		s.auto = 0
	}
	s.steer(&wire.Control{Kind: k})
}

func (s *Session) steer(c *wire.Control) {
	s.live()
	s.note(record.Control, &record.Arg{Number: float64(c.Kind)})
	if s.state.Paused == nil && (c.Kind == wire.ControlApply || c.Kind == wire.ControlDrop) {
		c.Kind = wire.ControlPause // nothing waits: the next one will
	}
	s.state.Pausing = c.Kind != wire.ControlRun
	if s.send(&wire.Message{Control: c}) && c.Kind != wire.ControlPause {
		s.state.Paused, s.state.Break = nil, "" // the worker hears it before anything else
	}
	s.changed()
}
