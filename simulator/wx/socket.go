package wx

import (
	"context"
	"errors"
	"net/http"
	"time"

	"diorama/renderer/value"

	"github.com/coder/websocket"
)

// sockets are the WebSocket connections of the run.
type sockets struct {
	list []*socket // connecting or open
	last *socket   // what wx.sendSocketMessage and wx.closeSocket mean
}

// The states of a SocketTask.
const (
	socketConnecting = iota
	socketOpen
	socketClosing
	socketClosed
)

// socket is one SocketTask. A goroutine connects and then reads until the end of the
// connection; each send and close has one of its own, which waits for the one before.
type socket struct {
	rt     Runtime
	task   *Object
	ctx    context.Context
	cancel context.CancelFunc
	state  int
	conn   *websocket.Conn // set when open
	net    *network        // how fast it is
	out    lane            // used by one send after the other
	sent   chan struct{}   // closed when the last send is done
	code   int             // of close, as the author asked
	reason string
	ended  bool // onClose was told
	tape   *tape
}

func (s *sockets) drop(k *socket) {
	for i, x := range s.list {
		if x == k {
			s.list = append(s.list[:i:i], s.list[i+1:]...)
			break
		}
	}
}

// connectSocket: documentation of wx.connectSocket; it gives a SocketTask.
func connectSocket(c *Call) {
	dead := deadTask("SocketTask")
	if !c.require(param{"url", "String"}, param{"header?", "Object|Null"}, param{"protocols?", "Array|Null"}, param{"timeout?", "Number|Null"}) {
		c.Return(dead)
		return
	}
	target := c.Opt("url").Str()
	switch {
	case !checkURL(target, "ws", "wss"):
		c.Return(dead)
		c.FailWith("invalid url \""+target+"\"", value.M("errno", 600009))
		return
	case len(c.State.sockets.list) >= maxSockets:
		c.Return(dead)
		c.Fail("exceed max socket connections, at most 5")
		return
	}
	ctx, cancel := context.WithCancel(c.State.net.cassette.context(c.State.net.context()))
	tape, ctx := c.newTape(ctx)
	k := &socket{rt: c.RT, ctx: ctx, cancel: cancel, tape: tape, net: &c.State.net, sent: make(chan struct{})}
	close(k.sent)
	k.task = &Object{Class: "SocketTask",
		Fields: value.M("CONNECTING", socketConnecting, "OPEN", socketOpen, "CLOSING", socketClosing, "CLOSED", socketClosed),
		Props:  []Prop{{Name: "readyState", Get: func() value.Value { return value.OfInt(k.state) }}},
		Methods: []API{
			{Name: "close", Do: func(c *Call) { k.closeCall(c) }},
			{Name: "onClose", Kind: On}, {Name: "onError", Kind: On}, {Name: "onMessage", Kind: On}, {Name: "onOpen", Kind: On},
			{Name: "send", Do: func(c *Call) { k.send(c) }},
		}}
	c.State.sockets.list = append(c.State.sockets.list, k)
	c.State.sockets.last = k
	opts := &websocket.DialOptions{HTTPClient: c.State.net.http(), HTTPHeader: http.Header{}, CompressionMode: websocket.CompressionDisabled}
	if c.Opt("perMessageDeflate").Truthy() {
		opts.CompressionMode = websocket.CompressionContextTakeover
	}
	for _, p := range c.Opt("protocols").Items() {
		opts.Subprotocols = append(opts.Subprotocols, p.ToString())
	}
	t := &transfer{c: c, ctx: ctx}
	req := &http.Request{Header: opts.HTTPHeader}
	t.prepare(req, userAgent(c.RT.Env()), c.referer(), c.Opt("header"))
	opts.Host = req.Host
	for name := range opts.HTTPHeader { // the handshake's own headers
		switch name {
		case "Connection", "Upgrade", "Sec-Websocket-Key", "Sec-Websocket-Version", "Sec-Websocket-Extensions", "Sec-Websocket-Protocol":
			opts.HTTPHeader.Del(name)
		}
	}
	k.begin(c, target, opts.HTTPHeader)
	timeout := c.timeout("connectSocket")
	c.Return(k.task.Value())
	c.Resolve(value.M("socketTaskId", len(c.State.sockets.list)))
	drop := func() { c.State.sockets.drop(k) }
	c.RT.Stream("connectSocket", true, func(post func(func())) {
		dial, stop := context.WithTimeout(ctx, timeout)
		conn, resp, err := websocket.Dial(dial, target, opts)
		stop()
		if err != nil {
			msg := ""
			switch {
			case resp != nil && resp.StatusCode != http.StatusSwitchingProtocols:
				msg = "Unexpected response code: " + value.NumberString(float64(resp.StatusCode))
			case errors.Is(err, context.DeadlineExceeded):
				msg = "timeout"
			default:
				msg, _ = t.reason(err)
			}
			post(func() { drop(); k.failed(msg) })
			return
		}
		conn.SetReadLimit(maxSocketMessage)
		header, _ := headerMap(resp.Header)
		post(func() {
			if k.state != socketConnecting {
				_ = conn.CloseNow() // closed before it was open
				drop()
				k.finish(k.code, k.reason)
				return
			}
			k.state, k.conn = socketOpen, conn
			k.tape.answered()
			k.tell("Open", value.M("header", header))
			k.rt.Stream("SocketTask", false, func(post func(func())) { k.read(conn, post, drop) })
		})
	})
}

// begin tells the host that a connection is asked for.
func (k *socket) begin(c *Call, target string, header http.Header) {
	if req, err := http.NewRequest(http.MethodGet, target, nil); err == nil {
		req.Header = header
		k.tape.begin(c.Name, c.Page, req, nil)
	}
}

// tell emits an event on the task and the event of wx.onSocket….
func (k *socket) tell(event string, arg value.Value) {
	k.rt.EmitOn(k.task, event, arg)
	k.rt.Emit("Socket"+event, arg)
}

// failed ends a connection that never opened.
func (k *socket) failed(msg string) {
	if k.ended {
		return
	}
	if k.state != socketClosing {
		k.tape.finish(msg, 1006, "abnormal closure")
		k.tell("Error", value.M("errMsg", msg))
		k.code, k.reason = 1006, "abnormal closure"
	}
	k.finish(k.code, k.reason)
}

// finish tells onClose, once.
func (k *socket) finish(code int, reason string) {
	if k.ended {
		return
	}
	k.ended, k.state = true, socketClosed
	k.cancel()
	k.tape.finish("", code, reason)
	k.tell("Close", value.M("code", code, "reason", reason))
}

// read hands messages on until the connection ends.
func (k *socket) read(conn *websocket.Conn, post func(func()), drop func()) {
	var in lane
	for {
		kind, data, err := conn.Read(k.ctx)
		if err == nil {
			t := k.net.speed()
			err = in.pass(k.ctx, t, t.Receiving(int64(len(data))))
		}
		if err != nil {
			var ce websocket.CloseError
			peer := errors.As(err, &ce)
			post(func() {
				drop()
				switch {
				case k.state == socketClosing:
					k.finish(k.code, k.reason)
				case peer:
					k.finish(int(ce.Code), ce.Reason)
				default:
					k.finish(1006, "abnormal closure")
				}
			})
			return
		}
		msg := value.OfString(string(data))
		if kind == websocket.MessageBinary {
			msg = OfBytes(data)
		}
		post(func() {
			k.tape.frame(false, kind == websocket.MessageBinary, data)
			if k.state == socketOpen {
				k.tell("Message", value.M("data", msg))
			}
		})
	}
}

// send: documentation of SocketTask.send.
func (k *socket) send(c *Call) {
	if !c.require(param{"data", "String|ArrayBuffer"}) {
		return
	}
	if k == nil || k.state != socketOpen {
		c.Fail("WebSocket is not connected")
		return
	}
	kind, data := websocket.MessageText, []byte(c.Opt("data").Str())
	if b, ok := AsBytes(c.Opt("data")); ok {
		kind, data = websocket.MessageBinary, b
	}
	k.tape.frame(true, kind == websocket.MessageBinary, data)
	before, mine := k.sent, make(chan struct{})
	k.sent = mine
	c.Go(func() func() {
		defer close(mine)
		<-before
		t := k.net.speed()
		if late := k.out.pass(k.ctx, t, t.Sending(int64(len(data)))); late != nil {
			return func() { c.Fail("WebSocket is not connected") }
		}
		ctx, stop := context.WithTimeout(k.ctx, socketWriteTimeout)
		defer stop()
		err := k.conn.Write(ctx, kind, data)
		return func() {
			if err != nil {
				c.Fail("WebSocket is not connected")
				return
			}
			c.Resolve(value.Value{})
		}
	})
}

// closeCall: documentation of SocketTask.close.
func (k *socket) closeCall(c *Call) {
	if !c.require(param{"code?", "Number"}, param{"reason?", "String"}) {
		return
	}
	code, reason := c.number("code", 1000), c.text("reason", "")
	switch {
	case k == nil || k.state >= socketClosing:
		c.Fail("WebSocket is not connected")
		return
	case code != 1000 && !(code >= 3000 && code <= 4999) || code != float64(int(code)):
		c.Fail("The code must be either 1000, or between 3000 and 4999")
		return
	case len(reason) > maxCloseReason:
		c.Fail("The reason must not be longer than 123 bytes")
		return
	}
	open := k.state == socketOpen
	k.state, k.code, k.reason = socketClosing, int(code), reason
	c.Resolve(value.Value{})
	if !open {
		k.cancel()
		return
	}
	before := k.sent
	c.Go(func() func() {
		<-before
		err := k.conn.Close(websocket.StatusCode(code), reason)
		_ = err // the reader tells the end
		return nil
	})
}

// sendSocketMessage and closeSocket mean the socket that was made last.
func sendSocketMessage(c *Call) { c.State.sockets.last.send(c) }

func closeSocket(c *Call) { c.State.sockets.last.closeCall(c) }

const (
	// maxSockets at once. WeChat: documentation of wx.connectSocket.
	maxSockets = 5
	// maxSocketMessage bounds one message that is received, bytes.
	maxSocketMessage = 32 << 20
	// maxCloseReason: RFC 6455, section 5.5.
	maxCloseReason     = 123
	socketWriteTimeout = 30 * time.Second
)
