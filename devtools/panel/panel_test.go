// Proves: the model grows with the run, takes late costs in, and starts anew after
// a restart, a trimmed history and a cleared console. Oracle: hand.
package panel_test

import (
	"testing"
	"time"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/simulator"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

func TestPull(t *testing.T) {
	s, m := fake.New(), &panel.Model{}
	m.Pull(s)
	if len(m.Commits) != 3 || len(m.SetData) != 2 || m.Shown() != 2 || m.Ordinal(2) != 2 || m.Ordinal(0) != 0 {
		t.Fatalf("%d commits, setData %v, shown %d", len(m.Commits), m.SetData, m.Shown())
	}
	if m.Index(2) != 1 || m.Index(9) != -1 {
		t.Error("Index")
	}
	for i := range 100 {
		c := s.Past[2]
		c.Seq, c.Time, c.Patch = uint64(4+i), 2*time.Second+time.Duration(i), uint64(4+i)
		c.Cost = wire.Cost{}
		s.Past = append(s.Past, c)
	}
	m.Pull(s)
	s.Past[102].Cost.Paint = 7
	m.Pull(s)
	if len(m.Commits) != 103 || len(m.SetData) != 102 || m.Commits[102].Cost.Paint != 7 || m.CommitEpoch != 0 {
		t.Errorf("%d commits, %d setData, paint %g, epoch %d", len(m.Commits), len(m.SetData), m.Commits[102].Cost.Paint, m.CommitEpoch)
	}
	// The oldest are dropped: the others keep their numbers.
	number := m.Ordinal(50)
	s.Past, s.Now.Dropped = s.Past[50:], 50
	m.Pull(s)
	if len(m.Commits) != 53 || len(m.SetData) != 53 || m.CommitEpoch != 0 || m.Shift != 50 || m.Ordinal(0) != number || m.Ordinal(52) != 102 || m.SetData[52] != 52 || m.Index(54) != 3 {
		t.Errorf("trimmed: %d commits, %d setData, epoch %d, moved by %d, numbers %d to %d", len(m.Commits), len(m.SetData), m.CommitEpoch, m.Shift, m.Ordinal(0), m.Ordinal(52))
	}
	// A restart that has made just as many by now.
	fresh := make([]timeline.Commit, 53)
	for i := range fresh {
		fresh[i] = s.Past[i]
		fresh[i].Seq, fresh[i].Time, fresh[i].Kind = uint64(i+1), time.Duration(i), wire.CommitCreate
	}
	s.Past, s.Now.Dropped = fresh, 0
	s.Acts, s.Lines = nil, []simulator.LogLine{{Log: wire.Log{Time: time.Hour, Level: "log"}}}
	m.Pull(s)
	if len(m.Commits) != 53 || len(m.SetData) != 0 || m.CommitEpoch != 1 || m.Shown() != -1 {
		t.Errorf("restarted: %d commits, setData %v, epoch %d", len(m.Commits), m.SetData, m.CommitEpoch)
	}
	if len(m.Activities) != 0 || m.ActivityEpoch != 1 || len(m.Logs) != 1 || m.LogEpoch != 1 {
		t.Errorf("%d activities (epoch %d), %d logs (epoch %d)", len(m.Activities), m.ActivityEpoch, len(m.Logs), m.LogEpoch)
	}
}

func TestEffects(t *testing.T) {
	m := &panel.Model{}
	for i, k := range []wire.CommitKind{wire.CommitSetData, wire.CommitProperty, wire.CommitCreate, wire.CommitSetData, wire.CommitProperty} {
		m.Commits = append(m.Commits, timeline.Commit{Commit: wire.Commit{Seq: uint64(i), Kind: k}, Patch: 1})
	}
	if got := m.Effects(0); len(got) != 3 {
		t.Errorf("effects of the first: %v", got)
	}
	if got := m.Effects(3); len(got) != 2 {
		t.Errorf("effects of the second: %v", got)
	}
}
