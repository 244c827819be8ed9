package simulator

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"diorama/simulator/logic"
	"diorama/simulator/timeline"
	"diorama/simulator/wire"
)

// workerLink is a running worker as the host sees it.
type workerLink struct {
	conn  wire.Conn
	stop  func()
	heard time.Time // last message
	asked time.Time // of the ping that is not answered yet, zero none
}

// InProcess runs the worker as a goroutine of this process: for tests and where
// the mini-program is trusted. It ends when the connection is closed.
func InProcess() (wire.Conn, func(), error) {
	host, worker := wire.Pipe()
	go func() {
		defer worker.Close()
		if err := logic.New(nil).Run(worker); err != nil {
			_ = worker.Send(&wire.Message{Bye: &wire.Bye{Reason: err.Error()}})
		}
	}()
	return host, func() { host.Close() }, nil
}

// ChildProcess runs the worker in a child process: this program started again
// with args. What the mini-program does cannot reach the window there.
func ChildProcess(exe string, args ...string) Spawner {
	return func() (wire.Conn, func(), error) {
		cmd := exec.Command(exe, args...)
		cmd.Env = append(os.Environ(), "GOMEMLIMIT=900MiB")
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
		conn := &childConn{Conn: wire.Stream(out, in, func() error { end(); return nil }), cmd: cmd, tail: tail}
		return conn, end, nil
	}
}

// childConn turns the end of the stream into the reason why the process ended.
type childConn struct {
	wire.Conn
	cmd  *exec.Cmd
	tail *tailWriter
}

func (c *childConn) Recv() (*wire.Message, error) {
	m, err := c.Conn.Recv()
	if err == nil {
		return m, nil
	}
	_ = c.Conn.Close()
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
	s.worker = &workerLink{conn: conn, stop: stop, heard: time.Now()}
	s.state.Stopped, s.state.Paused = "", nil
	go func() {
		for {
			m, err := conn.Recv()
			s.post(mail{epoch: epoch, msg: m, err: err})
			if err != nil {
				return
			}
		}
	}()
	h := &wire.Hello{
		Version: wire.Version, Root: s.project.Dir, Env: s.env(nil), Seed: s.opts.Seed,
		Clock: s.opts.Clock, Virtual: s.opts.Virtual, StorageDir: s.opts.StorageDir, Scene: 1001,
	}
	if !s.opts.Virtual {
		h.Clock = time.Now()
	}
	if len(stack) == 1 {
		h.Entry, h.Query = stack[0].Path, stack[0].Query
	} else {
		h.Stack = stack
	}
	s.send(&wire.Message{Hello: h})
	if s.state.Pausing {
		s.send(&wire.Message{Control: &wire.Control{Kind: wire.ControlPause}})
	}
	s.changed()
	return nil
}

// send gives a message to the worker; false when there is none.
func (s *Session) send(m *wire.Message) bool {
	if s.worker == nil {
		return false
	}
	if m.Advance == nil {
		s.sent++
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
	s.stopWorker()
	s.state.Stopped, s.state.Paused = reason, nil
	s.addLog(wire.Log{Time: s.now, Level: "error", Args: []string{reason}, Error: true})
	for id, done := range s.evals {
		delete(s.evals, id)
		done("", reason)
	}
	s.requests.drop()
	s.system.stopped(reason)
	s.changed()
}

// Restart starts a fresh worker with the pages that are open now (or the entry
// page), without their data.
func (s *Session) Restart() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.restart(s.openPages())
}

func (s *Session) restart(stack []wire.RouteEntry) error {
	s.stopWorker()
	s.keepViews()
	if p := s.top(); p != nil {
		s.ghost = p // stays on the screen until the new worker shows something
	}
	s.moment, s.state.Viewing = nil, -1
	s.pages, s.stack, s.unpainted = map[wire.PageID]*page{}, nil, nil
	s.journal, s.flashes = timeline.New(), nil
	s.project.Reload()
	s.requests.drop()
	s.system.reset()
	s.problems = nil
	return s.launch(stack)
}

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

// checkSilence asks the worker now and then whether it lives, and says so when it
// does not answer; it gives when to look again.
func (s *Session) checkSilence() time.Duration {
	w := s.worker
	if w == nil || s.opts.Virtual || s.state.Paused != nil {
		return -1
	}
	now := time.Now()
	switch {
	case w.asked.IsZero():
		if now.Sub(w.heard) > silence/2 && s.busy() {
			w.asked = now
			s.send(&wire.Message{Eval: &wire.Eval{ID: pingID, Code: "0"}})
		}
	case now.Sub(w.asked) > silence*2:
		s.workerDied(fmt.Errorf("the mini-program has not answered for %d seconds and was stopped; look for an endless loop. It starts again at the next save", int(now.Sub(w.heard).Seconds())))
		return -1
	}
	return s.now + silence/2
}

// busy reports whether the worker has something to answer.
func (s *Session) busy() bool { return s.sent > 0 }
