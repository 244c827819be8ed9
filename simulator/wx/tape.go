package wx

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// tape notes what passes for one transfer. The network writes on it from goroutines
// of its own, the logic goroutine tells the host what stands there.
type tape struct {
	rt     Runtime
	id     int64
	began  bool // the host was told
	told   bool // of the answer's head
	ended  bool
	resent bool

	mu     sync.Mutex
	start  time.Time // on the machine's clock, as all below
	queued time.Time // a slot was free
	dns    [2]time.Time
	dial   [2]time.Time
	tls    [2]time.Time
	conn   time.Time // a connection was there
	wrote  time.Time
	first  time.Time // byte of the answer
	end    time.Time // of the body
	remote string
	asked  string // the address before redirects
	answer *wire.TransferAnswer
	body   []byte
	size   int
}

// tapeKey is the context key of the tape.
type tapeKey struct{}

// newTape makes the tape of a transfer and puts it into the context of its requests.
func (c *Call) newTape(ctx context.Context) (*tape, context.Context) {
	n := &c.State.net
	n.lastID++
	p := &tape{rt: c.RT, id: n.lastID, start: time.Now(), resent: n.resending}
	ctx = context.WithValue(ctx, tapeKey{}, p)
	at := func(t *time.Time) {
		p.mu.Lock()
		*t = time.Now()
		p.mu.Unlock()
	}
	return p, httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart:          func(httptrace.DNSStartInfo) { at(&p.dns[0]) },
		DNSDone:           func(httptrace.DNSDoneInfo) { at(&p.dns[1]) },
		ConnectStart:      func(string, string) { at(&p.dial[0]) },
		ConnectDone:       func(string, string, error) { at(&p.dial[1]) },
		TLSHandshakeStart: func() { at(&p.tls[0]) },
		TLSHandshakeDone:  func(tls.ConnectionState, error) { at(&p.tls[1]) },
		GotConn: func(i httptrace.GotConnInfo) {
			at(&p.conn)
			p.mu.Lock()
			p.remote = i.Conn.RemoteAddr().String()
			p.mu.Unlock()
		},
		WroteRequest:         func(httptrace.WroteRequestInfo) { at(&p.wrote) },
		GotFirstResponseByte: func() { at(&p.first) },
	})
}

// begin tells the host what is about to be sent.
func (p *tape) begin(kind string, page wire.PageID, req *http.Request, body []byte) {
	url := req.URL.String()
	p.began, p.asked = true, url
	if rest, ok := strings.CutPrefix(url, "ws"); ok {
		p.asked = "http" + rest // as the handshake is sent
	}
	h := req.Header.Clone()
	if req.Host != "" && req.Host != req.URL.Host {
		h.Set("Host", req.Host)
	}
	p.tell(wire.Transfer{Begin: &wire.TransferBegin{Kind: kind, Method: req.Method, URL: url, Header: headerLines(h), Body: head(body, keptBody), Size: len(body),
		Page: page, Time: p.rt.Elapsed(), Resent: p.resent}})
}

func (p *tape) tell(t wire.Transfer) {
	t.ID = p.id
	p.rt.Transfer(t)
}

// head is a copy of the first n bytes.
func head(b []byte, n int) []byte { return bytes.Clone(b[:min(len(b), n)]) }

// headerLines are the lines of a header by name.
func headerLines(h http.Header) []wire.Header {
	var out []wire.Header
	for name, list := range h {
		for _, v := range list {
			out = append(out, wire.Header{Name: name, Value: v})
		}
	}
	slices.SortStableFunc(out, func(a, b wire.Header) int { return cmp.Compare(a.Name, b.Name) })
	return out
}

// answered tells the head of the answer, once.
func (p *tape) answered() {
	if p == nil || !p.began || p.told {
		return
	}
	p.mu.Lock()
	a := p.answer
	p.mu.Unlock()
	if a != nil {
		p.told = true
		p.tell(wire.Transfer{Answer: a})
	}
}

// finish tells the end, once; fault is "" when all went well.
func (p *tape) finish(fault string, code int, reason string) {
	if p == nil || !p.began || p.ended {
		return
	}
	p.answered()
	p.ended = true
	p.mu.Lock()
	e := &wire.TransferEnd{Time: p.rt.Elapsed(), Error: fault, Body: p.body, Size: p.size, Phases: p.phases(), Code: code, Reason: reason}
	p.mu.Unlock()
	p.tell(wire.Transfer{End: e})
}

// phases are the parts of the time; called under the lock.
func (p *tape) phases() wire.Phases {
	between := func(a, b time.Time) time.Duration {
		if a.IsZero() || b.IsZero() {
			return 0
		}
		return max(b.Sub(a), 0)
	}
	end := p.end
	if end.IsZero() {
		end = time.Now()
	}
	return wire.Phases{Queue: between(p.start, p.queued), DNS: between(p.dns[0], p.dns[1]), Connect: between(p.dial[0], p.dial[1]), TLS: between(p.tls[0], p.tls[1]),
		Send: between(p.conn, p.wrote), Wait: between(p.wrote, p.first), Receive: between(p.first, end), Total: between(p.start, end)}
}

// recorder is the transport under all transfers: it answers what a rule answers,
// and notes on the tape what passes.
type recorder struct {
	next http.RoundTripper
	net  *network
}

// CloseIdleConnections is what http.Client.CloseIdleConnections calls.
func (r *recorder) CloseIdleConnections() {
	if c, ok := r.next.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// RoundTrip implements http.RoundTripper.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	p, _ := req.Context().Value(tapeKey{}).(*tape)
	if p != nil {
		p.hop()
	}
	if req.Context().Err() != nil {
		return nil, context.Cause(req.Context()) // a rule stands for a server, which is not reached either
	}
	var resp *http.Response
	var err error
	rule := ""
	if err := r.net.slow(req); err != nil {
		return nil, err
	}
	if m := r.net.mock(req); m != nil {
		rule = m.Pattern
		resp, err = answerMock(m, req)
	} else {
		resp, err = r.next.RoundTrip(req)
	}
	if err == nil && resp.StatusCode != http.StatusSwitchingProtocols {
		resp.Body = r.net.slowly(req, resp.Body)
	}
	if p == nil || err != nil {
		return resp, err
	}
	p.note(req, resp, rule)
	if resp.StatusCode != http.StatusSwitchingProtocols { // a socket's body is written to, too
		resp.Body = &tapedBody{resp.Body, p}
	}
	return resp, nil
}

// hop begins a request, also one that a redirect led to.
func (p *tape) hop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.queued.IsZero() {
		p.queued = time.Now()
	}
	p.dns, p.dial, p.tls = [2]time.Time{}, [2]time.Time{}, [2]time.Time{}
	p.conn, p.wrote, p.first, p.end = time.Time{}, time.Time{}, time.Time{}, time.Time{}
	p.body, p.size, p.remote = nil, 0, ""
}

// note takes the head of an answer.
func (p *tape) note(req *http.Request, resp *http.Response, rule string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.first.IsZero() {
		p.first = time.Now()
	}
	a := &wire.TransferAnswer{Status: resp.StatusCode, Text: resp.Status, Proto: resp.Proto, Remote: p.remote, Header: headerLines(resp.Header), Mock: rule}
	if u := req.URL.String(); u != p.asked {
		a.URL = u
	}
	p.answer = a
}

// tapedBody keeps the first part of what is read.
type tapedBody struct {
	io.ReadCloser
	p *tape
}

// Read implements io.Reader.
func (b *tapedBody) Read(buf []byte) (int, error) {
	n, err := b.ReadCloser.Read(buf)
	b.p.mu.Lock()
	defer b.p.mu.Unlock()
	b.p.size += n
	b.p.end = time.Now()
	if room := keptBody - len(b.p.body); room > 0 {
		b.p.body = append(b.p.body, buf[:min(n, room)]...)
	}
	return n, err
}

// frame tells a message of a socket.
func (p *tape) frame(sent, binary bool, data []byte) {
	p.tell(wire.Transfer{Frame: &wire.TransferFrame{Time: p.rt.Elapsed(), Sent: sent, Binary: binary, Data: head(data, keptFrame), Size: len(data)}})
}

// silent takes the outcome of a call that nobody waits for.
type silent struct{}

func (silent) Resolve(value.Value)        {}
func (silent) Reject(string, value.Value) {}
func (silent) Return(value.Value)         {}
func (silent) Throw(string)               {}

// resend makes a request as wx.request does, for the devtools.
func (s *State) resend(method, url string, header value.Value, body []byte) string {
	if !checkURL(strings.TrimSpace(url), "http", "https") {
		return "only http and https requests can be sent again"
	}
	c := NewCall("request", s.rt, s, silent{})
	c.Page = s.rt.CurrentPage()
	c.Options = value.M("url", url, "method", method, "header", header, "responseType", "arraybuffer")
	if len(body) > 0 {
		c.Options = c.Options.With(value.Path{{Name: "data", Index: -1}}, OfBytes(body))
	}
	s.net.resending = true
	defer func() { s.net.resending = false }()
	request(c)
	return ""
}
