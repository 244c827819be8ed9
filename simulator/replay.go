package simulator

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/simulator/record"
	"diorama/simulator/sandbox"
	"diorama/simulator/wire"
)

// ReplayOptions say how a recording is run again.
type ReplayOptions struct {
	// Until is the Seq of the commit to stop after; 0: the end of the recording. The
	// JavaScript task that made it runs to its end, as then.
	Until uint64
	// Dir is a project to run instead of the recorded files, "" none: what differs
	// because of a change shows as a difference.
	Dir   string
	Spawn Spawner       // as Options.Spawn
	Limit time.Duration // real time for all, 0: a minute
	// SystemFonts are those of the recording; they are not part of it.
	SystemFonts []FontFile
	// Progress is told the share that is done, 0 to 1, on the goroutine of Replay; nil
	// nobody. Closing Cancel ends the replay with ErrCancelled.
	Progress func(share float64)
	Cancel   <-chan struct{}

	watch bool // Dir is watched once the session goes on
}

// ErrCancelled is what a replay that was cancelled gives.
var ErrCancelled = errors.New("cancelled")

// Outcome says how far a replay came.
type Outcome struct {
	Commit     uint64             // the last commit that was reached
	Compared   int                // commits that were compared
	Shots      int                // pictures that were compared
	Difference *record.Difference // the first, nil none
}

// replay is a recording that runs again in a session. The worker hears the recorded
// messages when the session comes to the place where they were sent; what the session
// would say itself is dropped.
type replay struct {
	r       *record.Recording
	o       ReplayOptions
	outcome Outcome
	pos     int             // entries done
	clipPos int             // entries of the clipboard used
	fed     int             // messages given to the worker
	queue   []*wire.Message // of the worker, to be taken in at their entries
	arrived map[string]func()
	ended   *wire.Replayed
	died    error
	own     bool // the project's files are written here
}

// Replay runs a recording again in a fresh session, as fast as it goes and by the
// clock of the recording. The session then stands there with the state that
// JavaScript had, and does not move; Resume lets it go on from there by itself. The
// error is for what cannot be begun; where the run goes another way the session
// stands at the first difference.
func Replay(r *record.Recording, o ReplayOptions) (*Session, *Outcome, error) {
	if o.Limit == 0 {
		o.Limit = time.Minute
	}
	rp := &replay{r: r, o: o, arrived: map[string]func(){}, own: o.Dir == ""}
	scratch, err := sandbox.Scratch("replay")
	if err != nil {
		return nil, nil, fmt.Errorf("replay: %w", err)
	}
	dir := o.Dir
	if rp.own {
		dir = filepath.Join(scratch, "project")
		err = unpackFiles(r, dir, r.Project)
	}
	storage := filepath.Join(scratch, "storage")
	if err == nil {
		err = unpackFiles(r, storage, r.Storage)
	}
	if err != nil {
		_ = os.RemoveAll(scratch)
		return nil, nil, fmt.Errorf("replay: %w", err)
	}
	s, err := Open(Options{Dir: dir, Page: r.Meta.Page, Theme: r.Meta.Theme, Conditions: r.Meta.Conditions, Virtual: r.Meta.Virtual, Seed: r.Hello.Seed, Clock: r.Meta.Start,
		StorageDir: storage, Spawn: o.Spawn, NoChrome: r.Meta.NoChrome, SystemFonts: o.SystemFonts, replay: rp})
	if err != nil {
		_ = os.RemoveAll(scratch)
		return nil, nil, fmt.Errorf("replay: %w", err)
	}
	s.mu.Lock()
	s.scratch, s.copied, s.opts.Watch = scratch, rp.own, o.watch
	err = s.replayAll(rp, time.Now().Add(o.Limit))
	s.unlock()
	if err != nil {
		s.Close()
		return nil, nil, fmt.Errorf("replay: %w", err)
	}
	out := rp.outcome
	return s, &out, nil
}

// unpackFiles writes recorded files into a folder.
func unpackFiles(r *record.Recording, dir string, files []record.File) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range files {
		if err := unpackFile(r, root, f); err != nil {
			return err
		}
	}
	return nil
}

func unpackFile(r *record.Recording, root *os.Root, f record.File) error {
	name := filepath.FromSlash(f.Path)
	if f.Hash == "" {
		if err := root.Remove(name); err != nil && !os.IsNotExist(err) {
			return err
		}
		return nil
	}
	b, ok := r.Blobs[f.Hash]
	if !ok {
		return fmt.Errorf("the file %s (%d bytes) is not part of the recording; name a folder that has it", f.Path, f.Size)
	}
	if parent := filepath.Dir(name); parent != "." {
		if err := root.MkdirAll(parent, 0o755); err != nil {
			return err
		}
	}
	return root.WriteFile(name, b, 0o644)
}

// prepare puts the session where the recording began; before the worker starts.
func (rp *replay) prepare(s *Session) {
	m := &rp.r.Meta
	s.device, s.profile, s.scale, s.now, s.clip = m.Device, m.Device, m.Scale, m.Now, m.Clip
	for _, v := range m.Views {
		s.kept = append(s.kept, &kept{path: v.Path, state: renderer.ReadViewState(v.State)})
	}
	s.replay = rp
	s.pictures.replayed = rp.download
}

// begin makes the Hello that starts the worker.
func (rp *replay) begin(s *Session, h *wire.Hello) {
	root, storage := h.Root, h.StorageDir
	*h = rp.r.Hello
	h.Root, h.StorageDir, h.Record = root, storage, true
	h.Replay = &wire.Replay{Trace: rp.r.Trace, Until: rp.o.Until}
}

// download gives what an address gave then.
func (rp *replay) download(key string) (data []byte, err error, ok bool) {
	for i := range rp.r.Entries {
		if e := &rp.r.Entries[i]; e.Kind == record.Arrived && e.Arg.Text == key {
			if e.Arg.Err != "" {
				return nil, errors.New(e.Arg.Err), true
			}
			if len(e.Arg.Files) == 1 {
				data, ok = rp.r.Blobs[e.Arg.Files[0].Hash]
			}
			return data, nil, ok
		}
	}
	return nil, nil, false
}

// clip gives what the clipboard held then.
func (rp *replay) clip(s *Session) string {
	for i := max(rp.pos, rp.clipPos); i < len(rp.r.Entries); i++ {
		if e := &rp.r.Entries[i]; e.Kind == record.Clip {
			rp.clipPos = i + 1
			return e.Arg.Text
		}
	}
	return s.clip
}

// mail takes a message of the worker.
func (rp *replay) mail(s *Session, m mail) {
	switch {
	case m.err != nil:
		rp.died = m.err
	case m.msg.Bye != nil:
		rp.died = errors.New(m.msg.Bye.Reason)
	case m.msg.Replayed != nil:
		rp.ended = m.msg.Replayed
	case changes(m.msg):
		rp.queue = append(rp.queue, m.msg)
	case m.msg.Idle == nil:
		s.handle(m.msg)
	}
}

// feed gives the worker the recorded messages up to n.
func (rp *replay) feed(s *Session, n int) {
	for ; rp.fed < n && s.worker != nil; rp.fed++ {
		s.tell(rp.r.Messages[rp.fed])
	}
}

// differs notes the first difference.
func (rp *replay) differs(d *record.Difference) {
	if rp.outcome.Difference == nil {
		rp.outcome.Difference = d
	}
}

// replayAll does what the entries tell; called under the lock.
func (s *Session) replayAll(rp *replay, deadline time.Time) error {
	entries := rp.r.Entries
	for rp.pos < len(entries) && rp.outcome.Difference == nil {
		if rp.o.Until > 0 && rp.outcome.Commit >= rp.o.Until {
			break
		}
		if err := rp.told(); err != nil {
			return err
		}
		e := &entries[rp.pos]
		rp.feed(s, e.Sent)
		s.now = max(s.now, e.Now)
		rp.pos++
		if err := s.again(rp, e, deadline); err != nil {
			return err
		}
		rp.compareShots(s)
	}
	if rp.outcome.Difference != nil {
		return nil
	}
	next := len(rp.r.Messages)
	if rp.pos < len(entries) {
		next = entries[rp.pos].Sent
	}
	rp.feed(s, next)
	if rp.o.Until > rp.outcome.Commit {
		rp.differs(&record.Difference{What: fmt.Sprintf("the recording ends at commit %d, there is no commit %d", rp.outcome.Commit, rp.o.Until)})
		return nil
	}
	for rp.ended == nil && rp.died == nil {
		if err := s.awaitReplay(deadline); err != nil {
			return err
		}
	}
	rp.stuck()
	return nil
}

// awaitReplay waits for mail; the end of the worker is for the caller to see.
func (s *Session) awaitReplay(deadline time.Time) error {
	if err := s.await(deadline); err != nil {
		return fmt.Errorf("the replay does not come to its end: %w", err)
	}
	return s.replay.told()
}

// told tells how far it is, and whether somebody does not want it any more.
func (rp *replay) told() error {
	select {
	case <-rp.o.Cancel:
		return ErrCancelled
	default:
	}
	if rp.o.Progress != nil {
		share := float64(rp.pos) / float64(max(len(rp.r.Entries), 1))
		if rp.o.Until > 0 {
			share = max(share, float64(rp.outcome.Commit)/float64(rp.o.Until))
		}
		rp.o.Progress(min(share, 1))
	}
	return nil
}

// stuck tells why the worker does not say what it said then.
func (rp *replay) stuck() {
	d := &record.Difference{Commit: rp.outcome.Commit + 1}
	if m := rp.outcome.Compared; m < len(rp.r.Marks) {
		d.Page = rp.r.Marks[m].Page
	} else {
		d.Commit = 0
	}
	switch {
	case rp.died != nil:
		d.What = "the mini-program's logic ended: " + rp.died.Error()
	case rp.ended.Err != "":
		d.What = rp.ended.Err
	default:
		return
	}
	rp.differs(d)
}

// takenNext waits for the worker's next message that changes something, nil when there
// will be none.
func (s *Session) takenNext(rp *replay, deadline time.Time) (*wire.Message, error) {
	for len(rp.queue) == 0 {
		if rp.ended != nil || rp.died != nil {
			rp.stuck()
			if rp.outcome.Difference == nil && (rp.o.Until == 0 || rp.outcome.Commit < rp.o.Until) {
				d := &record.Difference{Commit: rp.outcome.Commit + 1, What: "the mini-program says nothing where it said something"}
				if m := rp.outcome.Compared; m < len(rp.r.Marks) {
					d.Page = rp.r.Marks[m].Page
				}
				rp.differs(d)
			}
			return nil, nil
		}
		if err := s.awaitReplay(deadline); err != nil {
			return nil, err
		}
	}
	m := rp.queue[0]
	rp.queue = rp.queue[1:]
	return m, nil
}

// again does one entry.
func (s *Session) again(rp *replay, e *record.Entry, deadline time.Time) error {
	a := e.Arg
	switch e.Kind {
	case record.Taken:
		m, err := s.takenNext(rp, deadline)
		if m == nil {
			return err
		}
		if m.Patch != nil {
			rp.compare(m.Patch)
		}
		s.handle(m)
		if s.worker == nil {
			rp.differs(&record.Difference{Commit: rp.outcome.Commit, What: s.state.Stopped})
		}
	case record.Tick:
		s.tick()
	case record.Move:
		s.move()
	case record.Frame:
		s.frame()
	case record.Pointer:
		s.pointer(a.Pointer)
	case record.Key, record.Text:
		s.typed(e.Kind, a)
	case record.TapNode:
		s.tapNode(dom.NodeID(a.Number))
	case record.SetScale:
		s.scale = min(max(a.Number, 0.1), 8)
		s.restyle()
	case record.SetDevice:
		s.setDevice(a.Device)
	case record.SetTheme:
		s.setTheme(a.Text)
	case record.SetConditions:
		s.setConditions(*a.Conditions)
	case record.PullDown:
		s.pulledDown()
	case record.Control:
		if kind := wire.ControlKind(a.Number); kind == wire.ControlFreeze || kind == wire.ControlThaw {
			s.freeze(kind == wire.ControlFreeze)
			break
		}
		s.steer(&wire.Control{Kind: wire.ControlKind(a.Number)})
	case record.Save:
		return s.saveAgain(rp, a.Files)
	case record.Edits:
		s.editsAgain(a.Edits)
	case record.Arrived:
		for rp.arrived[a.Text] == nil {
			if err := s.awaitReplay(deadline); err != nil {
				return err
			}
		}
		rp.arrived[a.Text]()
		delete(rp.arrived, a.Text)
	}
	return nil
}

// saveAgain puts saved files where the worker reads them.
func (s *Session) saveAgain(rp *replay, files []record.File) error {
	root, err := os.OpenRoot(s.project.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	var names []string
	for _, f := range files {
		if rp.own {
			if err := unpackFile(rp.r, root, f); err != nil {
				return err
			}
		}
		names = append(names, filepath.Join(s.project.Dir, filepath.FromSlash(f.Path)))
	}
	s.save(names)
	return nil
}

// compare holds the commits of a patch against the recorded ones.
func (rp *replay) compare(p *wire.Patch) {
	marks := record.Marks(p)
	for i := range marks {
		if rp.outcome.Difference != nil {
			return
		}
		if k := rp.outcome.Compared; k < len(rp.r.Marks) {
			if d := record.Compare(&rp.r.Marks[k], &marks[i]); d != nil {
				rp.differs(d)
				return
			}
			rp.outcome.Compared++
		}
		rp.outcome.Commit = marks[i].Seq
	}
}

// compareShots holds the picture against the one that was there after this entry.
func (rp *replay) compareShots(s *Session) {
	for _, shot := range rp.r.Shots {
		if shot.Entry != rp.pos || s.screen == nil || rp.outcome.Difference != nil {
			continue
		}
		rp.outcome.Shots++
		if !record.IsHashOf(shot.Hash, s.screen.Pix) {
			d := &record.Difference{Commit: shot.Commit, What: "the picture has other pixels"}
			if p := s.top(); p != nil {
				d.Page = p.info.Path
			}
			rp.differs(d)
		}
	}
}

// replayed is the recording that the session repeats or branched from a copy of, nil
// none.
func (s *Session) replayed() *record.Recording {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.replay != nil:
		return s.replay.r
	case s.copied && s.rec != nil:
		return s.rec.r
	}
	return nil
}

// standsInReplay answers what JavaScript is asked meanwhile.
const standsInReplay = "the replay stands at its first difference; its JavaScript cannot be asked"

// Replaying reports whether the session stands at the end of a replay.
func (s *Session) Replaying() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replay != nil
}

// Resume lets a session that a replay left standing go on by itself: a branch of the
// run that was recorded. It is recorded on from there.
func (s *Session) Resume() error { return s.resume(false, false) }

// resume lets the session go on, or stand still frozen. real makes a virtual clock a
// real one, as a window needs it; such a run cannot be recorded on.
func (s *Session) resume(frozen, real bool) error {
	s.mu.Lock()
	defer s.unlock()
	rp := s.replay
	if rp == nil {
		return nil
	}
	if d := rp.outcome.Difference; d != nil {
		return fmt.Errorf("the replay went another way, at %w", d)
	}
	if rp.ended == nil || s.worker == nil {
		return errNoPage
	}
	s.replay = nil
	s.pictures.mu.Lock()
	s.pictures.replayed = nil
	s.pictures.mu.Unlock()
	s.start = time.Now().Add(-s.now)
	s.state.Frozen = false
	for _, m := range rp.r.Messages {
		switch {
		case m.Eval != nil:
			s.evalSeq = max(s.evalSeq, m.Eval.ID)
		case m.Ask != nil:
			s.evalSeq = max(s.evalSeq, m.Ask.ID)
		}
	}
	s.rec = rp.continued(s)
	if real = real && s.opts.Virtual; real {
		s.opts.Virtual = false
		s.rec.end("it was recorded with a virtual clock and goes on with the real one")
	}
	if frozen {
		s.freeze(true) // heard before anything can happen
	}
	s.tell(&wire.Message{Control: &wire.Control{Kind: wire.ControlLive, Real: real}})
	for _, m := range rp.queue {
		s.handle(m)
	}
	for key, run := range rp.arrived {
		data, err, _ := rp.download(key)
		s.noteArrival(key, data, err)
		run()
	}
	if s.opts.Watch {
		s.watch()
	}
	s.screenOld = true
	s.changed()
	return nil
}

// continued gives a recorder that goes on where the replay stands.
func (rp *replay) continued(s *Session) *recorder {
	r := *rp.r
	r.Entries = slices.Clip(r.Entries[:rp.pos])
	r.Messages = slices.Clip(r.Messages[:rp.fed])
	r.Trace.Steps = slices.Clip(r.Trace.Steps[:min(rp.ended.Offset, len(r.Trace.Steps))])
	r.Trace.Net = slices.DeleteFunc(slices.Clone(r.Trace.Net), func(p wire.NetPiece) bool { return p.Transfer > rp.ended.Transfers })
	r.Marks = slices.Clip(r.Marks[:rp.outcome.Compared])
	r.Shots = slices.DeleteFunc(slices.Clone(r.Shots), func(x record.Shot) bool { return x.Entry > rp.pos })
	r.Meta.Incomplete = ""
	blobs := make(map[string][]byte, len(r.Blobs))
	for k, v := range r.Blobs {
		blobs[k] = v
	}
	r.Blobs = blobs
	c := newRecorder(&r)
	c.seen, c.shotAt = rp.outcome.Commit, rp.outcome.Commit
	go c.work("")
	return c
}
