package wire

import (
	"bufio"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"sync"

	"diorama/renderer/dom"
)

// maxFrame bounds one message, bytes. A page of 100,000 nodes is about 10 MB.
const maxFrame = 256 << 20

// Conn is one end of the connection between host and worker. Send and Recv may be
// used by one goroutine each; Close by any.
type Conn interface {
	Send(*Message) error
	Recv() (*Message, error)
	Close() error
}

// ErrClosed is what Send and Recv give after Close.
var ErrClosed = errors.New("wire: connection closed")

// Pipe gives the two ends of a connection within one process. Messages are handed
// over as they are: the receiver must not change them.
func Pipe() (host, worker Conn) {
	a, b := newQueue(), newQueue()
	return &pipeEnd{in: a, out: b}, &pipeEnd{in: b, out: a}
}

// queue is unbounded: neither side ever waits for the other to read.
type queue struct {
	mu     sync.Mutex
	ready  sync.Cond
	items  []*Message
	closed bool
}

func newQueue() *queue {
	q := &queue{}
	q.ready.L = &q.mu
	return q
}

func (q *queue) put(m *Message) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return ErrClosed
	}
	q.items = append(q.items, m)
	q.ready.Signal()
	return nil
}

func (q *queue) get() (*Message, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		if q.closed {
			return nil, ErrClosed
		}
		q.ready.Wait()
	}
	m := q.items[0]
	q.items[0] = nil
	q.items = q.items[1:]
	return m, nil
}

func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.ready.Broadcast()
	q.mu.Unlock()
}

type pipeEnd struct{ in, out *queue }

func (p *pipeEnd) Send(m *Message) error   { return p.out.put(m) }
func (p *pipeEnd) Recv() (*Message, error) { return p.in.get() }
func (p *pipeEnd) Close() error {
	p.in.close()
	p.out.close()
	return nil
}

// Stream makes a connection over two byte streams. Each message is one frame:
// its length in 4 bytes, then gob (tree operations in their own compact form).
func Stream(r io.Reader, w io.Writer, closer func() error) Conn {
	s := &stream{r: bufio.NewReaderSize(r, 1<<16), w: w, closer: closer}
	s.enc = gob.NewEncoder(&s.out)
	s.dec = gob.NewDecoder(&s.in)
	return s
}

type stream struct {
	r      *bufio.Reader
	w      io.Writer
	closer func() error

	sendMu sync.Mutex
	out    sliceWriter
	enc    *gob.Encoder

	in  frameReader
	dec *gob.Decoder
}

type sliceWriter struct{ b []byte }

func (s *sliceWriter) Write(p []byte) (int, error) {
	s.b = append(s.b, p...)
	return len(p), nil
}

// frameReader hands one frame to the decoder; it is an io.ByteReader so that gob
// does not read ahead.
type frameReader struct{ b []byte }

func (f *frameReader) Read(p []byte) (int, error) {
	if len(f.b) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n := copy(p, f.b)
	f.b = f.b[n:]
	return n, nil
}

func (f *frameReader) ReadByte() (byte, error) {
	if len(f.b) == 0 {
		return 0, io.ErrUnexpectedEOF
	}
	c := f.b[0]
	f.b = f.b[1:]
	return c, nil
}

func (s *stream) Send(m *Message) error {
	s.sendMu.Lock()
	defer s.sendMu.Unlock()
	s.out.b = append(s.out.b[:0], 0, 0, 0, 0)
	if err := s.enc.Encode(m); err != nil {
		return fmt.Errorf("wire: encode: %w", err)
	}
	if len(s.out.b)-4 > maxFrame {
		return fmt.Errorf("wire: message of %d bytes, at most %d", len(s.out.b)-4, maxFrame)
	}
	binary.LittleEndian.PutUint32(s.out.b, uint32(len(s.out.b)-4))
	_, err := s.w.Write(s.out.b)
	if cap(s.out.b) > 1<<20 {
		s.out.b = nil
	}
	return err
}

func (s *stream) Recv() (*Message, error) {
	var head [4]byte
	if _, err := io.ReadFull(s.r, head[:]); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint32(head[:])
	if n > maxFrame {
		return nil, fmt.Errorf("wire: a frame of %d bytes was announced, at most %d", n, maxFrame)
	}
	// Grow with what really arrives: the length is the sender's claim.
	buf := make([]byte, 0, min(int(n), 1<<16))
	for len(buf) < int(n) {
		step := min(int(n)-len(buf), max(len(buf), 1<<16))
		at := len(buf)
		buf = append(buf, make([]byte, step)...)
		if _, err := io.ReadFull(s.r, buf[at:]); err != nil {
			return nil, err
		}
	}
	s.in.b = buf
	m := new(Message)
	if err := s.dec.Decode(m); err != nil {
		return nil, fmt.Errorf("wire: decode: %w", err)
	}
	return m, nil
}

func (s *stream) Close() error {
	if s.closer != nil {
		return s.closer()
	}
	return nil
}

// GobEncode writes the page and its operations in the compact form.
func (p PageOps) GobEncode() ([]byte, error) {
	return dom.AppendOps(binary.AppendVarint(nil, int64(p.Page)), p.Ops), nil
}

// GobDecode reads GobEncode's bytes.
func (p *PageOps) GobDecode(b []byte) error {
	id, w := binary.Varint(b)
	if w <= 0 {
		return errors.New("wire: malformed page operations")
	}
	ops, err := dom.ReadOps(b[w:])
	p.Page, p.Ops = PageID(id), ops
	return err
}
