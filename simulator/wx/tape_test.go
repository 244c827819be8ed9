package wx

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"

	"github.com/coder/websocket"
)

// story is what the host was told, one word per message, with the last record.
func story(f *fake) (words string, begin *wire.TransferBegin, answer *wire.TransferAnswer, end *wire.TransferEnd) {
	var b strings.Builder
	for _, t := range f.passed {
		switch {
		case t.Begin != nil:
			begin = t.Begin
			fmt.Fprintf(&b, "%d begin ", t.ID)
		case t.Answer != nil:
			answer = t.Answer
			fmt.Fprintf(&b, "%d answer ", t.ID)
		case t.Frame != nil:
			fmt.Fprintf(&b, "%d %v:%s ", t.ID, t.Frame.Sent, t.Frame.Data)
		case t.End != nil:
			end = t.End
			fmt.Fprintf(&b, "%d end ", t.ID)
		}
	}
	f.passed = nil
	return strings.TrimSpace(b.String()), begin, answer, end
}

// Proves that the host is told each transfer once from begin to end, with what was
// sent, what came, cut where the limit is, and why nothing came. Oracle: hand.
func TestTape(t *testing.T) {
	f := newFake(t)
	s := echo(t)
	long := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(make([]byte, keptBody+5)) }))
	defer long.Close()

	f.call("request", value.M("url", s.URL+"/a", "method", "POST", "data", value.M("x", 1), "header", value.M("X-Token", "t"))).want(t, "request:ok")
	words, begin, answer, end := story(f)
	if words != "1 begin 1 answer 1 end" || begin.Method != "POST" || string(begin.Body) != `{"x":1}` || begin.Size != 7 || answer.Status != 200 || answer.Remote == "" || end.Error != "" ||
		!strings.Contains(string(end.Body), `"method":"POST"`) || end.Size != len(end.Body) || end.Phases.Total <= 0 || end.Phases.Connect <= 0 {
		t.Errorf("%s %+v %+v %+v", words, begin, answer, end)
	}
	if h := fmt.Sprint(begin.Header); !strings.Contains(h, "{X-Token t}") || !strings.Contains(h, "{Content-Type application/json}") {
		t.Errorf("headers %s", h)
	}
	f.call("request", value.M("url", s.URL+"/redirect"))
	if words, _, answer, end := story(f); words != "2 begin 2 answer 2 end" || answer.URL != s.URL+"/text" || string(end.Body) != "plain {text" {
		t.Errorf("%s %+v %+v", words, answer, end)
	}
	f.call("request", value.M("url", s.URL+"/chunks", "enableChunked", true))
	if words, _, _, end := story(f); words != "3 begin 3 answer 3 end" || string(end.Body) != "one two" {
		t.Errorf("chunked: %s %+v", words, end)
	}
	f.call("downloadFile", value.M("url", long.URL))
	if _, _, _, end := story(f); end.Size != keptBody+5 || len(end.Body) != keptBody {
		t.Errorf("%d bytes kept of %d", len(end.Body), end.Size)
	}
	f.call("request", value.M("url", s.URL+"/cut"))
	if words, _, _, end := story(f); words != "5 begin 5 end" || end.Error != "net::ERR_CONNECTION_RESET" {
		t.Errorf("%s %+v", words, end)
	}
	o := f.start("request", value.M("url", s.URL+"/slow"))
	f.method(o.returned, "abort")
	f.settle()
	if words, _, _, end := story(f); words != "6 begin 6 end" || end.Error != "abort" {
		t.Errorf("%s %+v", words, end)
	}
	if msg := f.state.resend("PUT", s.URL+"/again", value.M("X-Token", "u"), []byte("raw")); msg != "" {
		t.Error(msg)
	}
	f.settle()
	if words, begin, _, end := story(f); words != "7 begin 7 answer 7 end" || !begin.Resent || !strings.Contains(string(end.Body), `"x":"u"`) || !strings.Contains(string(end.Body), `"body":"raw"`) {
		t.Errorf("%s %+v %s", words, begin, end.Body)
	}
}

// Proves that a socket is told with its messages and its end. Oracle: hand.
func TestTapeOfSocket(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			return
		}
		defer conn.CloseNow()
		_, data, _ := conn.Read(r.Context())
		conn.Write(r.Context(), websocket.MessageText, append([]byte("re "), data...))
		conn.Close(4001, "enough")
	}))
	defer s.Close()
	f := newFake(t)
	o := f.start("connectSocket", value.M("url", "ws"+strings.TrimPrefix(s.URL, "http")))
	f.settle()
	f.method(o.returned, "send", value.M("data", "hi")).want(t, "send:ok")
	for len(f.passed) < 5 {
		f.one()
	}
	words, begin, answer, end := story(f)
	if words != "1 begin 1 answer 1 true:hi 1 false:re hi 1 end" || begin.Kind != "connectSocket" || answer.Status != 101 || answer.URL != "" || end.Code != 4001 || end.Reason != "enough" {
		t.Errorf("%s %+v %+v %+v", words, begin, answer, end)
	}
}

// Proves that rules answer in place of the network: first that fits, by method,
// address and host, after their delay, and that switched-off ones do not. Oracle: hand.
func TestMocks(t *testing.T) {
	f := newFake(t)
	s := echo(t)
	f.state.SetMocks([]wire.Mock{
		{Pattern: "*/off", Off: true, Body: "wrong"},
		{Pattern: "/a/*", Method: "post", Status: 201, Header: []wire.Header{{Name: "X-From", Value: "rule"}, {Name: "bad name", Value: "x"}}, Body: `{"made":true}`},
		{Pattern: s.URL + "/slow", Delay: 20 * time.Millisecond, Body: "late"},
	})
	o := f.call("request", value.M("url", "http://nowhere.invalid/a/b?q=1", "method", "POST"))
	o.want(t, "request:ok")
	if o.result.Get("statusCode").Num() != 201 || o.result.Get("data").JSON() != `{"made":true}` || o.result.Get("header").JSON() != `{"Content-Type":"application/json; charset=utf-8","X-From":"rule"}` {
		t.Errorf("%s", o.result.JSON())
	}
	if _, _, answer, end := story(f); answer.Mock != "/a/*" || string(end.Body) != `{"made":true}` {
		t.Errorf("%+v %+v", answer, end)
	}
	if got := f.call("request", value.M("url", s.URL+"/slow")).result.Get("data").Str(); got != "late" {
		t.Errorf("the slow one gives %q", got)
	}
	if got := f.call("request", value.M("url", s.URL+"/off")).result.Get("data").Get("method").Str(); got != "GET" {
		t.Errorf("a rule that is off answers: %q", got)
	}
	for _, c := range []struct {
		pattern, s string
		fits       bool
	}{{"*", "", true}, {"a*c", "abbc", true}, {"a*c", "abcb", false}, {"**b*", "ab", true}, {"a", "ab", false}, {"", "", true}} {
		if glob(c.pattern, c.s) != c.fits {
			t.Errorf("glob(%q, %q) is %v", c.pattern, c.s, !c.fits)
		}
	}
}
