package wx

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"diorama/renderer/value"

	"github.com/coder/websocket"
)

// Proves a WebSocket from open to close, with texts and buffers in order.
// Oracle: documentation of SocketTask.
func TestSocket(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/ws" {
			http.NotFound(w, r)
			return
		}
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer conn.CloseNow()
		for {
			kind, data, err := conn.Read(r.Context())
			if err != nil {
				return
			}
			if string(data) == "bye" {
				conn.Close(4001, "you said bye")
				return
			}
			conn.Write(r.Context(), kind, append([]byte("echo "), data...))
		}
	}))
	defer s.Close()
	url := "ws" + strings.TrimPrefix(s.URL, "http")
	f := newFake(t)
	var got, global []string
	f.call("onSocketOpen", func(...value.Value) { global = append(global, "open") })
	f.call("onSocketMessage", collect(&global))
	open := func(path string) (*Object, *outcome) {
		o := f.start("connectSocket", value.M("url", url+path))
		task := AsObject(o.returned)
		f.callOn(task, row(t, task.Methods, "onOpen"), func(a ...value.Value) { got = append(got, "open") })
		for _, n := range []string{"onMessage", "onError", "onClose"} {
			f.callOn(task, row(t, task.Methods, n), collect(&got))
		}
		return task, o
	}
	task, o := open("/ws")
	if state := task.Props[0].Get().Num(); state != 0 {
		t.Errorf("state %v before it is open", state)
	}
	f.method(task.Value(), "send", value.M("data", "early")).want(t, "send:fail WebSocket is not connected")
	f.settle()
	o.want(t, "connectSocket:ok")
	if state := task.Props[0].Get().Num(); state != 1 {
		t.Errorf("state %v when open", state)
	}
	f.method(task.Value(), "send", value.M("data", "one")).want(t, "send:ok")
	f.method(task.Value(), "send", value.M("data", OfBytes([]byte("two")))).want(t, "send:ok")
	f.call("sendSocketMessage", value.M("data", "three")).want(t, "sendSocketMessage:ok")
	f.method(task.Value(), "send", value.M("data", 5)).want(t, "send:fail parameter error: parameter.data should be String or ArrayBuffer instead of Number;")
	for len(got) < 4 {
		f.one()
	}
	f.method(task.Value(), "send", value.M("data", "bye"))
	for len(got) < 5 {
		f.one()
	}
	if all := strings.Join(got, "|"); all != `open|{"data":"echo one"}|bytes:echo two|{"data":"echo three"}|{"code":4001,"reason":"you said bye"}` {
		t.Errorf("heard %s", all)
	}
	if all := strings.Join(global, "|"); all != `open|{"data":"echo one"}|bytes:echo two|{"data":"echo three"}` {
		t.Errorf("wx.onSocketMessage heard %s", all)
	}
	if len(f.state.sockets.list) != 0 {
		t.Error("a closed socket is kept")
	}
	got = nil
	task, _ = open("/ws")
	f.settle()
	f.method(task.Value(), "close", value.M("code", 3001, "reason", "done")).want(t, "close:ok")
	f.method(task.Value(), "close").want(t, "close:fail WebSocket is not connected")
	for len(got) < 2 {
		f.one()
	}
	if all := strings.Join(got, "|"); all != `open|{"code":3001,"reason":"done"}` {
		t.Errorf("closing tells %s", all)
	}
	got = nil
	open("/nothing")
	f.settle()
	if all := strings.Join(got, "|"); all != `{"errMsg":"Unexpected response code: 404"}|{"code":1006,"reason":"abnormal closure"}` {
		t.Errorf("a refused connection tells %s", all)
	}
	f.call("connectSocket", value.M("url", "http://x")).want(t, `connectSocket:fail invalid url "http://x"`)
	f.call("closeSocket").want(t, "closeSocket:fail WebSocket is not connected")
}
