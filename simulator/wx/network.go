package wx

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/sandbox"
	"diorama/simulator/wire"
)

// network is what request, uploadFile, downloadFile and sockets share.
type network struct {
	policy   sandbox.Policy
	client   *http.Client
	slots    chan struct{}
	cassette *Cassette       // what is said is written there, nil nowhere
	all      context.Context // ends with the run, and everything under way with it
	end      context.CancelCauseFunc

	lastID    int64                         // of a transfer
	resending bool                          // what begins now was asked for by the devtools
	mocks     atomic.Pointer[[]wire.Mock]   // read by the goroutines of requests
	pace      atomic.Pointer[wire.Throttle] // what the network panel asks for
	link      atomic.Pointer[wire.Throttle] // of the conditions; link.go
	offline   bool
}

// transport makes the client on first use; it follows no redirects by itself when
// the context says so.
func (n *network) http() *http.Client {
	if n.client == nil {
		n.slots = make(chan struct{}, maxRequests)
		n.client = &http.Client{Transport: &recorder{n.cassette.transport(n.policy.Transport()), n}, CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if manual, _ := req.Context().Value(manualRedirect{}).(bool); manual {
				return http.ErrUseLastResponse
			}
			if len(via) > maxRedirects {
				return errors.New("too many redirects")
			}
			return nil
		}}
	}
	return n.client
}

// manualRedirect is the context key of redirect: "manual".
type manualRedirect struct{}

// context is the parent of everything under way.
func (n *network) context() context.Context {
	if n.all == nil {
		n.all, n.end = context.WithCancelCause(context.Background())
	}
	return n.all
}

func (n *network) close() {
	n.context()
	n.end(errAborted)
	if n.client != nil {
		n.client.CloseIdleConnections()
	}
}

// transfer is one request under way: the task object that the call gave back, and
// how to end it.
type transfer struct {
	c       *Call
	kind    string // "request", "downloadFile", "uploadFile"
	method  string
	url     string
	task    *Object
	ctx     context.Context
	cancel  context.CancelCauseFunc
	began   time.Duration
	timeout time.Duration
	percent int // last progress told
	tape    *tape
}

var (
	errAborted  = errors.New("aborted by the mini-program")
	errTooLarge = errors.New("the answer is larger than the simulator keeps")
)

// checkURL tells whether url is one that can be asked for.
func checkURL(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Opaque != "" {
		return false
	}
	for _, want := range schemes {
		if strings.EqualFold(u.Scheme, want) {
			return true
		}
	}
	return false
}

// startTransfer makes the task object, arms timeout and abort, and gives nil when
// the call has failed already.
func (c *Call) startTransfer(class, rawURL, method string, methods ...API) *transfer {
	t := &transfer{percent: -1, c: c, kind: c.Name, method: method, url: rawURL, began: c.RT.Elapsed(), timeout: c.timeout(c.Name)}
	ctx, cancel := context.WithCancelCause(c.State.net.cassette.context(c.State.net.context()))
	t.tape, t.ctx = c.newTape(ctx)
	t.cancel = cancel
	if c.State.net.offline {
		cancel(errOffline)
	}
	t.task = &Object{Class: class}
	t.task.Methods = append([]API{
		{Name: "abort", Kind: Sync, Do: func(*Call) {
			cancel(errAborted)
			if !c.Settled() {
				t.tape.finish("abort", 0, "")
				t.ended("aborted", 0)
				c.FailWith("abort", value.M("errno", 600003))
			}
		}},
		{Name: "offHeadersReceived", Kind: Off}, {Name: "onHeadersReceived", Kind: On},
	}, methods...)
	c.Return(t.task.Value())
	return t
}

// deadTask is the task of a call that failed at once: it takes listeners and does
// nothing.
func deadTask(class string) value.Value {
	o := &Object{Class: class, Methods: []API{{Name: "abort", Kind: Sync, Do: nothing}, {Name: "close", Kind: Sync, Do: nothing}, {Name: "send", Do: notConnected}}}
	for _, e := range []string{"ChunkReceived", "Close", "Error", "HeadersReceived", "Message", "Open", "ProgressUpdate"} {
		o.Methods = append(o.Methods, API{Name: "on" + e, Kind: On}, API{Name: "off" + e, Kind: Off})
	}
	return o.Value()
}

func notConnected(c *Call) { c.Fail("WebSocket is not connected") }

// badURL ends the call as WeChat does for an address that is none.
func (c *Call) badURL(task, u string) {
	c.Return(deadTask(task))
	c.FailWith("invalid url \""+u+"\"", value.M("errno", 600009))
}

// timeout of the call: its option, else app.json networkTimeout, else 60 s.
func (c *Call) timeout(kind string) time.Duration {
	ms := c.number("timeout", 0)
	if ms <= 0 {
		if p := c.RT.Project(); p != nil {
			ms = float64(p.App().NetworkTimeout[kind])
		}
	}
	if ms <= 0 {
		return defaultTimeout
	}
	return min(time.Duration(ms*float64(time.Millisecond)), maxTimeout)
}

// acquire waits for one of the slots for parallel requests.
func (t *transfer) acquire(slots chan struct{}) bool {
	select {
	case slots <- struct{}{}:
		return true
	case <-t.ctx.Done():
		return false
	}
}

// send waits for a slot, arms the timeout and asks; on a goroutine of its own. done
// closes the body and gives the slot back; with an error there is nothing to do.
func (t *transfer) send(client *http.Client, slots chan struct{}, req *http.Request) (resp *http.Response, done func(), err error) {
	if !t.acquire(slots) {
		return nil, nil, context.Cause(t.ctx)
	}
	stop := time.AfterFunc(t.timeout, func() { t.cancel(context.DeadlineExceeded) })
	release := func() {
		stop.Stop()
		t.cancel(nil)
		<-slots
	}
	if resp, err = client.Do(req); err != nil {
		release()
		return nil, nil, err
	}
	return resp, func() { resp.Body.Close(); release() }, nil
}

// fail ends the call after an error of the network.
func (t *transfer) fail(err error) {
	msg, errno := t.reason(err)
	t.tape.finish(msg, 0, "")
	t.ended(msg, 0)
	t.c.FailWith(msg, value.M("errno", errno))
}

// reason names an error as the client's network library does, so that what apps
// compare with comes out the same.
func (t *transfer) reason(err error) (msg string, errno int) {
	return faultReason(err, context.Cause(t.ctx))
}

// faultReason is reason for a request whose context ended with cause.
func faultReason(err, cause error) (msg string, errno int) {
	var recorded *cassetteFault
	var dns *net.DNSError
	var refused *sandbox.Refused
	var timeout interface{ Timeout() bool }
	switch {
	case errors.As(err, &recorded):
		return recorded.text, recorded.errno
	case errors.Is(cause, errOffline):
		return errOffline.Error(), 600001
	case errors.Is(cause, errAborted):
		return "abort", 600003
	case errors.Is(cause, context.DeadlineExceeded), errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return "timeout", 5
	case errors.As(err, &refused):
		return "url not in domain list: " + refused.Error(), 600002
	case errors.As(err, &dns):
		return "net::ERR_NAME_NOT_RESOLVED", 600001
	case errors.Is(err, syscall.ECONNREFUSED):
		return "net::ERR_CONNECTION_REFUSED", 600001
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "net::ERR_CONNECTION_RESET", 600001
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "net::ERR_ADDRESS_UNREACHABLE", 600001
	case errors.As(err, &timeout) && timeout.Timeout():
		return "timeout", 5
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return err.Error(), 600001
}

// ended reports the transfer for the lanes of the timeline.
func (t *transfer) ended(result string, bytes int) {
	t.tape.finish("", 0, "")
	if bytes > 0 {
		result += " " + value.NumberString(float64(bytes)) + " B"
	}
	now := t.c.RT.Elapsed()
	t.c.RT.Activity(wire.Activity{Kind: "request", Name: t.method + " " + t.url, Page: t.c.Page, Start: t.began, Duration: now - t.began, Detail: result})
}

// prepare sets what every request of a mini-program carries.
func (t *transfer) prepare(req *http.Request, agent, referer string, header value.Value) {
	req.Header.Set("User-Agent", agent)
	for i, k := range header.Keys() {
		v := header.Index(i)
		if v.IsNil() || v.Kind() == value.Func || !validHeader(k, v.ToString()) {
			continue
		}
		if strings.EqualFold(k, "host") {
			req.Host = v.ToString()
			continue
		}
		req.Header.Set(k, v.ToString())
	}
	// WeChat: the referer cannot be set.
	req.Header.Set("Referer", referer)
}

// validHeader keeps out what would break the request apart.
func validHeader(name, v string) bool {
	if name == "" || strings.ContainsAny(v, "\r\n\x00") {
		return false
	}
	for i := 0; i < len(name); i++ {
		if b := name[i]; b <= ' ' || b >= 0x7f || strings.IndexByte(`()<>@,;:\"/[]?={}`, b) >= 0 {
			return false
		}
	}
	return true
}

// referer is https://servicewechat.com/APPID/devtools/page-frame.html.
func (c *Call) referer() string {
	id := "touristappid"
	if p := c.RT.Project(); p != nil && p.AppID != "" {
		id = p.AppID
	}
	return "https://servicewechat.com/" + id + "/devtools/page-frame.html"
}

// headerMap is the answer's header as an object, and its cookies.
func headerMap(h http.Header) (header value.Value, cookies []string) {
	keys := make([]string, 0, len(h))
	for k := range h {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	vals := make([]value.Value, len(keys))
	for i, k := range keys {
		vals[i] = value.OfString(strings.Join(h[k], ","))
	}
	return value.OfMap(keys, vals), h["Set-Cookie"]
}
