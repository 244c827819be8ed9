package simulator

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"diorama/simulator/record"
)

// Run is one of the runs of a mini-program: the first, a branch of another, or one
// that came from a session file.
type Run struct {
	ID   int
	From int    // ID of the run it left, or that was shown when its file was opened, 0 none
	At   uint64 // the last commit they have in common, 0 none
	File string // session file it came from, "" none
	Current,
	Stopped bool
	Commits int
	// Of a run that came from a file: how far it repeated what was recorded.
	Outcome *Outcome
	// EditsLost counts the edits of WXML and WXSS of the run it left that do not fit here.
	EditsLost int
}

// Runs is a mini-program with all of its runs. One is current: the embedded Session,
// which is everything that window and commands see. The others stand still until
// they are returned to.
//
// Show, Arrive and Close change the current one and must not be called while another
// goroutine uses Runs as the session; all else may be called from any goroutine. A
// Journey owns one goroutine, which ends with the replay and blocks as Replay does.
type Runs struct {
	*Session

	spawn func(zone string) Spawner
	mu    sync.Mutex
	list  []*keptRun
	shown int // ID
	made  int // IDs given
	turns int // changes of the current run
}

type keptRun struct {
	Run
	s     *Session
	stood bool // it stood still when it was left
}

const (
	// MaxRuns bounds the runs that are kept: each has a worker.
	MaxRuns = 8
	// journeyTime is how long a journey may take; it can be cancelled at any time.
	journeyTime = time.Hour
	// turnBits is where State's counters have the number of the turn, so that what was
	// read of one run never passes for the same of another.
	turnBits = 40
	// smallTurn is the same for counters of type int.
	smallTurn = 1 << 20
)

// NewRuns makes the first run of a session. spawn starts workers whose dates are in
// a time zone, "" the machine's; nil runs them in this process.
func NewRuns(s *Session, spawn func(zone string) Spawner) *Runs {
	if spawn == nil {
		spawn = func(string) Spawner { return InProcess }
	}
	r := &Runs{spawn: spawn}
	r.Session = r.add(&keptRun{s: s}).s
	r.shown = r.made
	return r
}

func (r *Runs) add(x *keptRun) *keptRun {
	r.made++
	x.ID = r.made
	r.list = append(r.list, x)
	return x
}

// State is the current run's, with counters that differ between runs.
func (r *Runs) State() State {
	st := r.Session.State()
	r.mu.Lock()
	defer r.mu.Unlock()
	turn := r.turns
	st.Run = r.list[r.find(r.shown)].Run
	st.Run.Current = true
	st.Version += uint64(turn) << turnBits
	st.Tree += uint64(turn) << turnBits
	st.Storage += turn * smallTurn
	st.Files += turn * smallTurn
	st.Mocks += turn * smallTurn
	return st
}

// List gives all runs, the oldest first.
func (r *Runs) List() []Run {
	r.mu.Lock()
	list := slices.Clone(r.list)
	shown := r.shown
	r.mu.Unlock()
	out := make([]Run, len(list))
	for i, x := range list {
		st := x.s.State()
		out[i] = x.Run
		out[i].Current, out[i].Stopped, out[i].Commits = x.ID == shown, !st.Running, st.Commits
	}
	return out
}

// Shown is the current run.
func (r *Runs) Shown() Run {
	r.mu.Lock()
	defer r.mu.Unlock()
	x := r.list[r.find(r.shown)]
	out := x.Run
	out.Current = true
	return out
}

// find gives the place of a run; called under the lock.
func (r *Runs) find(id int) int {
	return slices.IndexFunc(r.list, func(x *keptRun) bool { return x.ID == id })
}

// Journey is the way to a place where JavaScript was once: a replay that runs while
// everything else goes on.
type Journey struct {
	From   int    // ID of the run it leaves, 0 it comes from a file
	Until  uint64 // the commit it goes to, 0 the end
	File   string
	share  atomic.Uint64 // bits of a float64
	cancel chan struct{}
	once   sync.Once
	done   chan struct{}
	s      *Session
	out    *Outcome
	err    error
}

// Share is how far it is, 0 to 1.
func (j *Journey) Share() float64 { return math.Float64frombits(j.share.Load()) }

// Cancel ends it; nothing is changed then.
func (j *Journey) Cancel() { j.once.Do(func() { close(j.cancel) }) }

// Done is closed when it has come to its end, whatever that is.
func (j *Journey) Done() <-chan struct{} { return j.done }

// Discard cancels it and lets go of what it has come to.
func (j *Journey) Discard() {
	j.Cancel()
	<-j.done
	if j.s != nil {
		j.s.Close()
	}
}

func newJourney() *Journey {
	return &Journey{cancel: make(chan struct{}), done: make(chan struct{})}
}

func (j *Journey) options(spawn Spawner) ReplayOptions {
	return ReplayOptions{Until: j.Until, Spawn: spawn, Cancel: j.cancel, Limit: journeyTime, Progress: func(share float64) { j.share.Store(math.Float64bits(share)) }}
}

var errManyRuns = fmt.Errorf("there are %d runs, more are not kept; close one", MaxRuns)

func (r *Runs) full() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.list) >= MaxRuns {
		return errManyRuns
	}
	return nil
}

// Travel goes to a commit of the current run with the state that JavaScript had: all
// up to it is run again in a fresh worker. Give it to Arrive when it is done.
func (r *Runs) Travel(seq uint64) (*Journey, error) {
	if err := r.full(); err != nil {
		return nil, err
	}
	j := newJourney()
	j.From, j.Until = r.Shown().ID, seq
	s := r.Session
	go func() {
		defer close(j.done)
		zone := ""
		if rec := s.replayed(); rec != nil {
			zone = rec.Meta.Zone
		}
		j.s, j.out, j.err = s.Again(j.options(r.spawn(zone)))
	}()
	return j, nil
}

// Import runs a session file again; until 0: all of it.
func (r *Runs) Import(file string) (*Journey, error) {
	if err := r.full(); err != nil {
		return nil, err
	}
	rec, err := ReadRecording(file)
	if err != nil {
		return nil, err
	}
	j := newJourney()
	j.From, j.File = r.Shown().ID, file
	go func() {
		defer close(j.done)
		j.s, j.out, j.err = Replay(rec, j.options(r.spawn(rec.Meta.Zone)))
	}()
	return j, nil
}

// Arrive makes the end of a journey the current run, standing still; Thaw lets it live
// on. Where a run cannot be repeated up to the commit that was asked for, it is an
// error and nothing changes; a session file stands at the first difference.
func (r *Runs) Arrive(j *Journey) error {
	<-j.done
	if j.err != nil {
		return j.err
	}
	if d := j.out.Difference; d != nil && j.File == "" {
		j.s.Close()
		return fmt.Errorf("the run could not be repeated: %w", d)
	}
	if err := r.full(); err != nil {
		j.s.Close()
		return err
	}
	if j.out.Difference == nil {
		if err := j.s.resume(true, true); err != nil {
			j.s.Close()
			return err
		}
	}
	x := &keptRun{s: j.s, stood: true}
	x.From, x.At, x.File = j.From, j.out.Commit, j.File
	if j.File != "" {
		x.Outcome = j.out
	} else {
		x.EditsLost = j.s.carry(r.Session.Edits())
		for _, b := range r.Session.Breakpoints() {
			if j.s.AddBreakpoint(b.Text) == nil && b.Off {
				j.s.EnableBreakpoint(b.Text, false)
			}
		}
	}
	r.mu.Lock()
	id := r.add(x).ID
	r.mu.Unlock()
	return r.Show(id)
}

// Show makes another run the current one; the one that is left stands still.
func (r *Runs) Show(id int) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	to, from := r.find(id), r.find(r.shown)
	if to < 0 {
		return errNoRun
	}
	if to == from {
		return nil
	}
	old, x := r.list[from], r.list[to]
	old.stood = old.s.State().Frozen
	old.s.Freeze()
	if !x.stood {
		x.s.Thaw()
	}
	x.s.takeViews(old.s)
	r.shown, r.Session = id, x.s
	r.turns++
	return nil
}

// Forget closes a run that is not the current one.
func (r *Runs) Forget(id int) error {
	r.mu.Lock()
	i := r.find(id)
	if i < 0 || id == r.shown {
		r.mu.Unlock()
		return errNoRun
	}
	x := r.list[i]
	r.list = slices.Delete(r.list, i, i+1)
	r.mu.Unlock()
	x.s.Close()
	return nil
}

var errNoRun = errors.New("there is no such run, or it is the one shown")

// Close closes all runs.
func (r *Runs) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, x := range r.list {
		x.s.Close()
	}
}

// OpenSession runs a session file again, all of it, and gives it as the only run,
// standing still at its end or at the first difference. progress may be nil.
func OpenSession(file string, spawn func(zone string) Spawner, progress func(share float64)) (*Runs, error) {
	rec, err := ReadRecording(file)
	if err != nil {
		return nil, err
	}
	if spawn == nil {
		spawn = func(string) Spawner { return InProcess }
	}
	s, out, err := Replay(rec, ReplayOptions{Spawn: spawn(rec.Meta.Zone), Progress: progress, Limit: journeyTime})
	if err != nil {
		return nil, err
	}
	if out.Difference == nil {
		if err := s.resume(true, true); err != nil {
			s.Close()
			return nil, err
		}
	}
	r := NewRuns(s, spawn)
	r.list[0].File, r.list[0].At, r.list[0].Outcome = file, out.Commit, out
	return r, nil
}

// Export writes what the current run has recorded as a session file.
func (r *Runs) Export(file string) error {
	rec := r.Session.Recording()
	if rec == nil {
		return errors.New("this run is not recorded")
	}
	return WriteRecording(rec, file)
}

// WriteRecording writes a session file: all of it, or what was there stays.
func WriteRecording(rec *record.Recording, file string) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".diorama-session-*")
	if err != nil {
		return err
	}
	err = errors.Join(rec.Write(f), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), file)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// ReadRecording reads a session file.
func ReadRecording(file string) (*record.Recording, error) {
	fi, err := os.Stat(file)
	if err != nil {
		return nil, err
	}
	if fi.Size() > record.MaxSession {
		return nil, fmt.Errorf("%s: a session file has at most %d MB", file, record.MaxSession>>20)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return record.Read(b)
}
