package wx

import (
	"context"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"

	"diorama/simulator/wire"
)

// Cassette writes down what the network answers, and gives it again in a replay. It sits
// below the HTTP client, so that everything above is the same code both times: headers
// and pieces of bodies come as they came, sockets too. A nil Cassette does nothing.
type Cassette struct {
	write func(wire.NetPiece)
	begun atomic.Int64
	live  chan struct{} // closed once the replay is over
	ended sync.Once
	play  map[cassetteKey][]wire.NetPiece
}

// cassetteKey names one exchange: the transfer and how many redirects were before.
type cassetteKey struct {
	transfer int64
	hop      int
}

// NewCassette makes a tape that gives pieces to write, which must be safe for concurrent
// use, and answers from a replay until Live; nil is none.
func NewCassette(write func(wire.NetPiece), replay *wire.Replay) *Cassette {
	t := &Cassette{write: write, live: make(chan struct{}), play: map[cassetteKey][]wire.NetPiece{}}
	if replay == nil {
		close(t.live)
		t.ended.Do(func() {})
		return t
	}
	for _, p := range replay.Trace.Net {
		k := cassetteKey{p.Transfer, p.Hop}
		t.play[k] = append(t.play[k], p)
	}
	return t
}

// Live ends the replay: what is asked from now on goes to the network.
func (t *Cassette) Live() { t.ended.Do(func() { close(t.live) }) }

// Begun is how many transfers began.
func (t *Cassette) Begun() int64 {
	if t == nil {
		return 0
	}
	return t.begun.Load()
}

// track is the context key of a transfer's place on the cassette.
type track struct{}

type tracked struct {
	id  int64
	hop atomic.Int64
}

// context numbers a transfer; called on the logic goroutine, so that a replay gives
// the same numbers.
func (t *Cassette) context(ctx context.Context) context.Context {
	if t == nil {
		return ctx
	}
	return context.WithValue(ctx, track{}, &tracked{id: t.begun.Add(1)})
}

// transport puts the cassette before the network.
func (t *Cassette) transport(next http.RoundTripper) http.RoundTripper {
	if t == nil {
		return next
	}
	return &cassetteTransport{t, next}
}

type cassetteTransport struct {
	cassette *Cassette
	next     http.RoundTripper
}

// CloseIdleConnections is what http.Client looks for.
func (t *cassetteTransport) CloseIdleConnections() {
	if c, ok := t.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// cassetteFault is an error as it was recorded.
type cassetteFault struct {
	text  string
	errno int
}

// Error implements error.
func (f *cassetteFault) Error() string { return f.text }

// RoundTrip implements http.RoundTripper.
func (t *cassetteTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	tr, _ := req.Context().Value(track{}).(*tracked)
	if tr == nil {
		return t.next.RoundTrip(req)
	}
	key := cassetteKey{tr.id, int(tr.hop.Add(1) - 1)}
	select {
	case <-t.cassette.live:
	default:
		if list := t.cassette.play[key]; len(list) > 0 {
			return t.again(req, list)
		}
		// It had no answer yet when the recording ended: ask once that is reached.
		select {
		case <-t.cassette.live:
		case <-req.Context().Done():
			return nil, context.Cause(req.Context())
		}
	}
	resp, err := t.next.RoundTrip(req)
	if err != nil {
		t.cassette.write(endPiece(req, key, err))
		return nil, err
	}
	t.cassette.write(wire.NetPiece{Transfer: key.transfer, Hop: key.hop, Kind: wire.NetHead, Method: req.Method, URL: req.URL.String(),
		Status: resp.StatusCode, Text: resp.Status, Header: resp.Header.Clone(), Length: resp.ContentLength})
	body := &recordedBody{ReadCloser: resp.Body, cassette: t.cassette, req: req, key: key}
	if rw, ok := resp.Body.(io.ReadWriteCloser); ok {
		resp.Body = &recordedStream{body, rw}
	} else {
		resp.Body = body
	}
	return resp, nil
}

func endPiece(req *http.Request, key cassetteKey, err error) wire.NetPiece {
	p := wire.NetPiece{Transfer: key.transfer, Hop: key.hop, Kind: wire.NetEnd, Method: req.Method, URL: req.URL.String()}
	if err != nil && !errors.Is(err, io.EOF) {
		p.Text, p.Errno = faultReason(err, context.Cause(req.Context()))
		if p.Text == "" {
			p.Text = "unknown"
		}
	}
	return p
}

// recordedBody writes down what is read.
type recordedBody struct {
	io.ReadCloser
	cassette *Cassette
	req      *http.Request
	key      cassetteKey
	once     sync.Once
}

// Read implements io.Reader.
func (b *recordedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if n > 0 {
		b.cassette.write(wire.NetPiece{Transfer: b.key.transfer, Hop: b.key.hop, Kind: wire.NetBody, Data: slices.Clone(p[:n])})
	}
	if err != nil {
		b.once.Do(func() { b.cassette.write(endPiece(b.req, b.key, err)) })
	}
	return n, err
}

// recordedStream is the body of a socket, which is written to as well.
type recordedStream struct {
	*recordedBody
	w io.Writer
}

// Write implements io.Writer.
func (b *recordedStream) Write(p []byte) (int, error) { return b.w.Write(p) }

// again answers from the cassette.
func (t *cassetteTransport) again(req *http.Request, list []wire.NetPiece) (*http.Response, error) {
	if req.Body != nil {
		_, _ = io.Copy(io.Discard, req.Body)
		req.Body.Close()
	}
	head := list[0]
	if head.Method != req.Method || head.URL != req.URL.String() {
		return nil, &cassetteFault{"the recording has " + head.Method + " " + head.URL + " here", 600001}
	}
	if head.Kind != wire.NetHead {
		return nil, &cassetteFault{head.Text, head.Errno}
	}
	header := http.Header(head.Header).Clone()
	if header == nil {
		header = http.Header{}
	}
	if key := req.Header.Get("Sec-WebSocket-Key"); key != "" && head.Status == http.StatusSwitchingProtocols {
		header.Set("Sec-WebSocket-Accept", acceptOf(key)) // the key is random
	}
	return &http.Response{Status: head.Text, StatusCode: head.Status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, ContentLength: head.Length, Request: req, Body: &playedBody{cassette: t.cassette, req: req, list: list[1:], closed: make(chan struct{})}}, nil
}

// playedBody is a body from the cassette. What the recording does not know the end of
// stays open until it is closed, and breaks off once the replay is over.
type playedBody struct {
	cassette *Cassette
	req      *http.Request
	list     []wire.NetPiece
	rest     []byte
	closed   chan struct{}
	once     sync.Once
}

// Read implements io.Reader: at most one recorded read at a time.
func (b *playedBody) Read(p []byte) (int, error) {
	for len(b.rest) == 0 {
		if len(b.list) == 0 {
			select {
			case <-b.closed:
				return 0, net.ErrClosed
			case <-b.req.Context().Done():
				return 0, context.Cause(b.req.Context())
			case <-b.cassette.live:
				return 0, io.ErrUnexpectedEOF
			}
		}
		head := b.list[0]
		switch {
		case head.Kind == wire.NetBody:
			b.rest = head.Data
		case head.Text != "":
			return 0, &cassetteFault{head.Text, head.Errno}
		default:
			return 0, io.EOF
		}
		b.list = b.list[1:]
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

// Write implements io.Writer: what a socket sends is heard by nobody.
func (b *playedBody) Write(p []byte) (int, error) { return len(p), nil }

// Close implements io.Closer.
func (b *playedBody) Close() error {
	b.once.Do(func() { close(b.closed) })
	return nil
}

// acceptOf is the server's answer to a socket's key (RFC 6455, section 4.2.2).
func acceptOf(key string) string {
	sum := sha1.Sum([]byte(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))
	return base64.StdEncoding.EncodeToString(sum[:])
}
