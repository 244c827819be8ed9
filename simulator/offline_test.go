package simulator

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"diorama/simulator/wire"
)

// Proves that what is under way breaks off when the network goes, sockets too, that mocks
// answer no more, and that all works again with a network. Oracle: documentation of
// wx.getNetworkType and hand.
func TestOffline(t *testing.T) {
	hang := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/hang":
			<-hang
		case "/socket":
			if c, err := websocket.Accept(w, r, nil); err == nil {
				<-c.CloseRead(r.Context()).Done()
			}
		}
	}))
	defer srv.Close()
	defer close(hang)
	dir := t.TempDir()
	for _, f := range parse(strings.NewReplacer("SERVER", srv.URL, "SOCKET", "ws"+strings.TrimPrefix(srv.URL, "http")).Replace(`
-- app.json --
{"pages": ["p"]}
-- app.js --
App({})
-- p.wxml --
<view/>
-- p.js --
Page({
  onLoad() {
    const k = wx.connectSocket({ url: 'SOCKET/socket' })
    k.onOpen(() => console.log('socket open')); k.onError(e => console.log('socket error', e.errMsg)); k.onClose(e => console.log('socket close', e.code))
  },
  ask(path) { wx.request({ url: 'SERVER' + path, complete: r => console.log(path, r.errMsg) }) },
})
`)) {
		write(t, dir, f.Name, string(f.Data))
	}
	s, err := Open(Options{Dir: dir, DPR: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	until := func(text string) {
		t.Helper()
		for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
			s.Step(time.Now())
			all := ""
			for _, l := range s.Logs(0) {
				all += strings.Join(l.Args, " ") + "\n"
			}
			if strings.Contains(all, text) {
				return
			}
			if time.Now().After(deadline) {
				t.Fatalf("waited in vain for %q; said\n%s", text, all)
			}
		}
	}
	none := func(wire.Evaluated) {}
	until("socket open")
	s.Evaluate("getCurrentPages()[0].ask('/hang')", none)
	c := s.State().Conditions
	c.Network = "none"
	s.SetConditions(c)
	until("/hang request:fail net::ERR_INTERNET_DISCONNECTED")
	until("socket close")
	if err := s.SetMocks([]wire.Mock{{Pattern: "/mocked"}}); err != nil {
		t.Fatal(err)
	}
	s.Evaluate("getCurrentPages()[0].ask('/mocked')", none)
	until("/mocked request:fail net::ERR_INTERNET_DISCONNECTED")
	c.Network = "4g"
	s.SetConditions(c)
	s.Evaluate("getCurrentPages()[0].ask('/works')", none)
	until("/works request:ok")
}
