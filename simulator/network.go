package simulator

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

const (
	// MaxTransfers bounds the transfers that are kept, maxFrames the messages of one
	// socket, maxTransferBytes all bodies and messages together; the oldest go first.
	MaxTransfers     = 100000
	maxFrames        = 10000
	maxTransferBytes = 64 << 20
)

// Transfer is a request, upload, download or socket of the mini-program.
type Transfer struct {
	wire.TransferBegin
	Number  int    // from 0, over restarts too
	Changed uint64 // grows with every change of any transfer
	Answer  *wire.TransferAnswer
	End     *wire.TransferEnd // nil: under way
	Frames  []wire.TransferFrame
	Lost    int  // frames that are no longer kept
	Emptied bool // bodies and frames are no longer kept
}

// network is the log of transfers.
type network struct {
	list   []*Transfer
	active map[int64]*Transfer // of the worker that runs
	next   int                 // number of the next
	clock  uint64
	bytes  int
	empty  int // transfers up to this index are emptied
	clears int
}

// transfer takes in what the worker tells of the network.
func (s *Session) transfer(m *wire.Transfer) { s.noteTransfer(m, s.worker.base) }

// noteTransfer takes in a part of a transfer whose clock began at base. The host's own
// have negative ids.
func (s *Session) noteTransfer(m *wire.Transfer, base time.Duration) {
	n := &s.network
	n.clock++
	if m.Begin != nil {
		if len(n.list) >= MaxTransfers {
			for _, t := range n.list[:MaxTransfers/10] {
				n.bytes -= t.kept()
			}
			n.list = append(n.list[:0:0], n.list[MaxTransfers/10:]...)
			n.empty = max(n.empty-MaxTransfers/10, 0)
		}
		t := &Transfer{TransferBegin: *m.Begin, Number: n.next, Changed: n.clock}
		t.Time += base
		n.next++
		n.list = append(n.list, t)
		if n.active == nil {
			n.active = map[int64]*Transfer{}
		}
		n.active[m.ID] = t
		n.bytes += len(t.Body)
	}
	t := n.active[m.ID]
	if t == nil {
		return // cleared, or never told
	}
	t.Changed = n.clock
	if m.Answer != nil {
		t.Answer = m.Answer
	}
	if m.Frame != nil {
		f := *m.Frame
		f.Time += base
		if len(t.Frames) >= maxFrames {
			for _, f := range t.Frames[:maxFrames/10] {
				n.bytes -= len(f.Data)
			}
			t.Lost += maxFrames / 10
			t.Frames = append(t.Frames[:0:0], t.Frames[maxFrames/10:]...)
		}
		t.Frames = append(t.Frames, f)
		n.bytes += len(f.Data)
	}
	if m.End != nil {
		e := *m.End
		e.Time += base
		t.End = &e
		n.bytes += len(e.Body)
		delete(n.active, m.ID)
	}
	for n.bytes > maxTransferBytes && n.empty < len(n.list) {
		old := n.list[n.empty]
		n.empty++
		if b := old.kept(); b > 0 {
			n.bytes -= b
			old.drop()
			old.Changed = n.clock
		}
	}
}

// kept is how many bytes of bodies and messages a transfer keeps.
func (t *Transfer) kept() int {
	n := len(t.Body)
	if t.End != nil {
		n += len(t.End.Body)
	}
	for _, f := range t.Frames {
		n += len(f.Data)
	}
	return n
}

// drop forgets bodies and messages.
func (t *Transfer) drop() {
	t.Emptied = true
	t.Body, t.Lost, t.Frames = nil, t.Lost+len(t.Frames), nil
	if t.End != nil {
		e := *t.End
		e.Body = nil
		t.End = &e
	}
}

// endTransfers ends what was under way when the worker ended.
func (s *Session) endTransfers(reason string) {
	n := &s.network
	for id, t := range n.active {
		if id < 0 {
			continue // the host's own
		}
		n.clock++
		t.Changed, t.End = n.clock, &wire.TransferEnd{Time: s.now, Error: reason, Phases: wire.Phases{Total: max(s.now-t.Time, 0)}}
	}
	maps.DeleteFunc(n.active, func(id int64, _ *Transfer) bool { return id > 0 })
}

// Transfers gives those that changed after a State.Transfers, by number.
func (s *Session) Transfers(after uint64) []Transfer {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Transfer
	if after == 0 {
		out = make([]Transfer, 0, len(s.network.list))
	}
	for _, t := range s.network.list {
		if t.Changed > after {
			out = append(out, *t)
		}
	}
	return out
}

// ClearTransfers empties the log; what is under way is no longer followed.
func (s *Session) ClearTransfers() {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := &s.network
	s.network = network{next: n.next, clock: n.clock + 1, clears: n.clears + 1}
	s.changed()
}

// Resend sends a request again as it was, uploads and downloads too; the mini-program
// does not hear of it. done gets "" or why not.
func (s *Session) Resend(t *Transfer, done func(errText string)) {
	if err := t.resendable(); err != nil {
		done(err.Error())
		return
	}
	header := value.OfMap(nil, nil)
	for _, h := range t.Header {
		header = header.With(value.Path{{Name: h.Name, Index: -1}}, value.OfString(h.Value))
	}
	s.Ask("network.send", value.M("method", t.Method, "url", t.URL, "header", header, "body", string(t.Body)), func(_ value.Value, errText string) { done(errText) })
}

func (t *Transfer) resendable() error {
	switch {
	case t.Kind == "connectSocket":
		return errors.New("a socket cannot be sent again")
	case t.Size > len(t.Body):
		return fmt.Errorf("only %d of the %d bytes that were sent are kept", len(t.Body), t.Size)
	}
	return nil
}

// Curl is the request as a command for a shell.
func (t *Transfer) Curl() string {
	var b strings.Builder
	b.WriteString("curl " + shellQuote(t.URL))
	if t.Method != http.MethodGet || t.Size > 0 {
		b.WriteString(" -X " + shellQuote(t.Method))
	}
	for _, h := range t.Header {
		b.WriteString(" \\\n  -H " + shellQuote(h.Name+": "+h.Value))
	}
	switch {
	case t.Size > len(t.Body):
		fmt.Fprintf(&b, " \\\n  --data-binary @body # %d bytes, of which %d are kept", t.Size, len(t.Body))
	case t.Size > 0 && utf8.Valid(t.Body) && !strings.ContainsRune(string(t.Body), 0):
		b.WriteString(" \\\n  --data-raw " + shellQuote(string(t.Body)))
	case t.Size > 0:
		b.WriteString(" \\\n  --data-binary $'")
		for _, c := range t.Body {
			fmt.Fprintf(&b, "\\x%02x", c)
		}
		b.WriteString("'")
	}
	return b.String()
}

// shellQuote makes one word of a text for a POSIX shell.
func shellQuote(s string) string {
	plain := s != ""
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+=,", r)) {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
