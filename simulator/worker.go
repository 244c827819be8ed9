package simulator

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"diorama/renderer/wxss"
	"diorama/simulator/logic"
	"diorama/simulator/record"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// workerLink is a running worker as the host sees it.
type workerLink struct {
	conn   wire.Conn
	stop   func()
	gone   chan struct{} // closed when the session has done with it
	base   time.Duration // the session's time at the worker's time 0
	heard  time.Time     // last message
	asked  time.Time     // of the ping that is not answered yet, zero none
	told   int           // messages sent since the last answered ping
	before int           // of them, those before the ping
}

// InProcess runs the worker as a goroutine of this process: for tests and where
// the mini-program is trusted. It ends when the connection is closed.
func InProcess() (wire.Conn, func(), error) { return inProcess(logic.New(nil)) }

// InProcessFor is InProcess with another limit for how long one task of the mini-program
// may run: where many run beside each other in one process, each is charged for all.
func InProcessFor(task time.Duration) Spawner {
	return func() (wire.Conn, func(), error) {
		w := logic.New(nil)
		w.SetPatience(task)
		return inProcess(w)
	}
}

func inProcess(w *logic.Worker) (wire.Conn, func(), error) {
	host, worker := wire.Pipe()
	go func() {
		defer worker.Close()
		if err := w.Run(worker); err != nil {
			_ = worker.Send(&wire.Message{Bye: &wire.Bye{Reason: err.Error()}})
		}
	}()
	return host, func() { host.Close() }, nil
}

// ChildProcess runs the worker in a child process: this program started again
// with args. What the mini-program does cannot reach the window there. A goroutine
// per worker writes to it, blocks on the pipe, and ends with the process.
func ChildProcess(exe string, args ...string) Spawner { return ChildInZone("", exe, args...) }

// ChildInZone is ChildProcess whose dates are local in a time zone (a name of the tz
// database), "" the machine's.
func ChildInZone(zone, exe string, args ...string) Spawner {
	return func() (wire.Conn, func(), error) {
		cmd := exec.Command(exe, args...)
		cmd.Env = append(os.Environ(), "GOMEMLIMIT=900MiB")
		if zone != "" {
			cmd.Env = append(cmd.Env, "TZ="+zone)
		}
		in, err := cmd.StdinPipe()
		if err != nil {
			return nil, nil, fmt.Errorf("start worker: %w", err)
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			return nil, nil, fmt.Errorf("start worker: %w", err)
		}
		tail := &tailWriter{}
		cmd.Stderr = tail
		if err := cmd.Start(); err != nil {
			return nil, nil, fmt.Errorf("start worker: %w", err)
		}
		var once sync.Once
		end := func() {
			once.Do(func() {
				in.Close()
				_ = cmd.Process.Kill()
			})
		}
		conn := &childConn{Conn: wire.Stream(out, in, func() error { end(); return nil }), cmd: cmd, tail: tail, ready: make(chan struct{}, 1), ended: make(chan struct{})}
		go conn.write()
		return conn, func() { conn.close(); end() }, nil
	}
}

// childConn is the way to a child process. Send never waits: a child that stands
// still must not stop the window. The end of the stream becomes the reason why the
// process ended.
type childConn struct {
	wire.Conn
	cmd  *exec.Cmd
	tail *tailWriter

	mu    sync.Mutex
	out   []*wire.Message
	once  sync.Once
	ready chan struct{} // receives when out has something
	ended chan struct{}
}

// Send puts a message on the way; Recv tells when it cannot arrive.
func (c *childConn) Send(m *wire.Message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.out = append(c.out, m)
	select {
	case c.ready <- struct{}{}:
	default:
	}
	return nil
}

// Close ends the process; what was not written is dropped.
func (c *childConn) Close() error {
	c.close()
	return c.Conn.Close()
}

func (c *childConn) close() { c.once.Do(func() { close(c.ended) }) }

func (c *childConn) write() {
	for {
		select {
		case <-c.ended:
			return
		case <-c.ready:
		}
		c.mu.Lock()
		list := c.out
		c.out = nil
		c.mu.Unlock()
		for _, m := range list {
			if err := c.Conn.Send(m); err != nil {
				// It died, or closed its input: Recv says why it ended.
				_ = c.Conn.Close()
				return
			}
		}
	}
}

func (c *childConn) Recv() (*wire.Message, error) {
	m, err := c.Conn.Recv()
	if err == nil {
		return m, nil
	}
	_ = c.Close()
	werr := c.cmd.Wait()
	reason := c.tail.reason()
	switch {
	case reason != "":
		return nil, fmt.Errorf("the logic process ended: %s", reason)
	case werr != nil:
		return nil, fmt.Errorf("the logic process ended: %w", werr)
	}
	return nil, io.EOF
}

// tailWriter keeps the first and last part of what a dying process said.
type tailWriter struct {
	mu   sync.Mutex
	head bytes.Buffer
}

const maxTail = 16 << 10

func (t *tailWriter) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if room := maxTail - t.head.Len(); room > 0 {
		t.head.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// reason is the first line, where Go's runtime says what was fatal.
func (t *tailWriter) reason() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, line := range strings.Split(t.head.String(), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "fatal error:") || strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "runtime: goroutine stack exceeds") {
			return line
		}
	}
	line, _, _ := strings.Cut(strings.TrimSpace(t.head.String()), "\n")
	return line
}

// launch starts a worker with the given pages; called under the lock.
func (s *Session) launch(stack []wire.RouteEntry) error {
	conn, stop, err := s.opts.Spawn()
	if err != nil {
		return err
	}
	s.epoch++
	epoch := s.epoch
	s.goesOn()
	s.catchUp()
	w := &workerLink{conn: conn, stop: stop, gone: make(chan struct{}), base: s.now, heard: time.Now()}
	s.worker = w
	s.state.Stopped, s.state.Paused = "", nil
	s.conditions.Hidden = false // it starts in front
	s.sent, s.advancing, s.idle = 0, false, nil
	go s.read(w, epoch)
	s.readMocks()
	h := &wire.Hello{
		Mocks:    s.mocks.rules,
		Throttle: s.throttle,
		Version:  wire.Version, Root: s.project.Dir, Env: s.env(nil), Seed: s.opts.Seed,
		Clock: s.opts.Clock.Add(s.now), Virtual: s.opts.Virtual, StorageDir: s.opts.StorageDir, Scene: s.scene(),
	}
	if len(stack) == 1 {
		h.Entry, h.Query = stack[0].Path, stack[0].Query
	} else {
		h.Stack = stack
	}
	if s.replay == nil {
		s.startRecording(h)
	} else {
		s.replay.begin(s, h)
	}
	s.tell(&wire.Message{Hello: h})
	if s.state.Pausing {
		s.send(&wire.Message{Control: &wire.Control{Kind: wire.ControlPause}})
	}
	if len(s.breakpoints) > 0 {
		s.sendBreaks()
	}
	s.state.Storage++
	s.state.Files++
	s.changed()
	return nil
}

// read hands the messages of a worker to Step. It stops reading while too many
// wait: a worker that talks without end then waits itself.
func (s *Session) read(w *workerLink, epoch int) {
	for {
		m, err := w.conn.Recv()
		waiting := s.post(mail{epoch: epoch, msg: m, err: err})
		if err != nil {
			return
		}
		if waiting > maxMail {
			select {
			case <-s.taken:
			case <-w.gone:
			case <-s.closing:
				return
			}
		}
	}
}

// send gives a message to the worker; false when there is none.
func (s *Session) send(m *wire.Message) bool {
	if s.lead != nil {
		return s.sayAside(m)
	}
	if s.worker == nil {
		return false
	}
	if s.replay != nil {
		return true // the worker hears what it heard then
	}
	s.noteSent(m)
	return s.tell(m)
}

// tell gives a message to the worker, recorded or not.
func (s *Session) tell(m *wire.Message) bool {
	switch {
	case m.Advance != nil, m.Committed != nil:
	default:
		s.sent++
		s.worker.told++
	}
	if err := s.worker.conn.Send(m); err != nil {
		s.workerDied(fmt.Errorf("the logic process does not listen any more: %w", err))
		return false
	}
	return true
}

func (s *Session) stopWorker() {
	if w := s.worker; w != nil {
		s.worker = nil
		s.epoch++
		close(w.gone)
		_ = w.conn.Close()
		w.stop()
	}
}

// workerDied keeps the last picture and says why nothing moves.
func (s *Session) workerDied(err error) {
	reason := "the mini-program's logic ended"
	if err != nil && err != io.EOF {
		reason = err.Error()
	}
	s.goesOn()
	s.note(record.Died, &record.Arg{Text: reason})
	s.stopWorker()
	if s.rec != nil && !s.rec.ended {
		s.rec.end("")
	}
	s.state.Stopped, s.state.Paused = reason, nil
	s.addLog(wire.Log{Time: s.now, Level: "error", Args: []string{reason}, Error: true})
	s.dropEvals(reason)
	s.dropAsks(reason)
	s.endTransfers(reason)
	s.alarms = nil
	s.requests.drop()
	s.system.dismiss()
	s.system.stopped(reason)
	s.changed()
}

// Restart starts a fresh worker with the pages that are open now (or the entry
// page), without their data.
func (s *Session) Restart() error {
	s.mu.Lock()
	defer s.unlock()
	return s.restart(s.openPages())
}

func (s *Session) restart(stack []wire.RouteEntry) error {
	if s.closed {
		return errClosed
	}
	s.stopWorker()
	s.dropEvals("the mini-program was started again")
	s.dropAsks("the mini-program was started again")
	s.endTransfers("the mini-program was started again")
	s.live()
	s.keepViews()
	s.hold() // stays on the screen until the new worker shows something
	s.pages, s.stack, s.unpainted = map[wire.PageID]*page{}, nil, nil
	s.profile = s.device // until the first page wants it else
	s.journal, s.flashes, s.alarms = timeline.New(), nil, nil
	s.requests.drop()
	s.problems = nil
	s.sheets, s.builtin, s.sheetUses = map[string]*wxss.Sheet{}, nil, map[string][]string{}
	s.pictures.forgetFailed()
	s.reloadProject()
	s.system.reset()
	s.system.clearErrors()
	s.follow((*Session).restartSide)
	s.logFrom = s.logNumber
	if err := s.launch(stack); err != nil {
		s.state.Stopped = err.Error()
		s.system.stopped(err.Error())
		s.changed()
		return err
	}
	return nil
}

var errClosed = errors.New("the session is closed")

func (s *Session) openPages() []wire.RouteEntry {
	var out []wire.RouteEntry
	for _, p := range s.stack {
		out = append(out, wire.RouteEntry{Path: p.Path, Query: p.Query})
	}
	if len(out) == 0 {
		return s.entryStack()
	}
	return out
}

// pingID marks the Eval that asks whether the worker still answers.
const pingID = -1

// checkSilence asks a worker that was told something and says nothing whether it
// lives, and ends it when it does not answer; it gives when to look again.
func (s *Session) checkSilence() time.Duration {
	w := s.worker
	if w == nil || s.opts.Virtual || s.replay != nil || s.state.Paused != nil || w.told == 0 {
		return -1
	}
	now := time.Now()
	switch {
	case w.asked.IsZero():
		if now.Sub(w.heard) > silence/2 {
			w.asked, w.before = now, w.told
			s.send(&wire.Message{Eval: &wire.Eval{ID: pingID, Code: "0"}})
		}
	case now.Sub(w.asked) > silence*2 && now.Sub(w.heard) > silence*2:
		s.workerDied(fmt.Errorf("the mini-program has not answered for %d seconds and was stopped; look for an endless loop. It starts again at the next save", int(now.Sub(w.heard).Seconds())))
		return -1
	}
	return s.now + silence/2
}
