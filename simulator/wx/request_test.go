package wx

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/sandbox"
)

// echo answers with what it was asked.
func echo(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/slow":
			select {
			case <-r.Context().Done():
			case <-time.After(10 * time.Second):
			}
			return
		case "/text":
			fmt.Fprint(w, "plain {text")
			return
		case "/missing":
			w.WriteHeader(404)
			fmt.Fprint(w, `{"code":404}`)
			return
		case "/cookies":
			w.Header().Add("Set-Cookie", "a=1")
			w.Header().Add("Set-Cookie", "b=2")
			return
		case "/redirect":
			http.Redirect(w, r, "/text", http.StatusFound)
			return
		case "/chunks":
			for _, s := range []string{"one ", "two"} {
				fmt.Fprint(w, s)
				w.(http.Flusher).Flush()
				time.Sleep(10 * time.Millisecond)
			}
			return
		case "/cut":
			conn, _, _ := w.(http.Hijacker).Hijack()
			conn.Close()
			return
		}
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, value.M("method", r.Method, "uri", r.RequestURI, "type", r.Header.Get("Content-Type"), "x", r.Header.Get("X-Token"),
			"referer", r.Referer(), "body", string(body)).JSON())
	}))
	t.Cleanup(s.Close)
	return s
}

// Proves how data is sent and answers are read. Oracle: documentation of wx.request.
func TestRequest(t *testing.T) {
	s := echo(t)
	day := time.Date(2024, 5, 6, 7, 8, 9, 0, time.UTC)
	form := value.M("Content-Type", "application/x-www-form-urlencoded")
	tests := []struct {
		name string
		opts value.Value
		want map[string]string
	}{
		{"get", value.M("url", s.URL+"/p?a=1&b=2", "data", value.M("b", 3, "名", "a b&c", "o", value.M("k", 1), "u", value.Value{}, "n", nil)),
			map[string]string{"data.method": "GET", "data.uri": "/p?a=1&b=3&%E5%90%8D=a%20b%26c&o=%7B%22k%22%3A1%7D&u=undefined&n=null", "data.body": "", "data.type": "application/json", "statusCode": "200"}},
		{"post json", value.M("url", s.URL, "method", "post", "data", value.M("a", 1, "f", value.OfFunc(&Func{}), "d", value.OfFunc(&Date{day}))),
			map[string]string{"data.method": "POST", "data.body": `{"a":1,"d":"2024-05-06T07:08:09.000Z"}`, "data.type": "application/json"}},
		{"post form", value.M("url", s.URL, "method", "POST", "header", form, "data", value.M("a", "x y", "b", true)),
			map[string]string{"data.body": "a=x%20y&b=true", "data.type": "application/x-www-form-urlencoded"}},
		{"post text", value.M("url", s.URL, "method", "PUT", "data", "raw", "header", value.M("X-Token", 12, "Referer", "no", "bad\nname", "v", "ok", "a\r\nb")),
			map[string]string{"data.method": "PUT", "data.body": "raw", "data.x": "12", "data.referer": "https://servicewechat.com/wx0123456789abcdef/devtools/page-frame.html"}},
		{"buffer", value.M("url", s.URL, "method", "POST", "data", OfBytes([]byte("\x01\x02")), "header", value.M("content-type", "application/octet-stream")),
			map[string]string{"data.body": "\x01\x02", "data.type": "application/octet-stream"}},
		{"text", value.M("url", s.URL+"/text"), map[string]string{"data": "plain {text"}},
		{"other data type", value.M("url", s.URL, "dataType", "其他"), map[string]string{"data": `{"method":"GET","uri":"/","type":"application/json","x":"","referer":"https://servicewechat.com/wx0123456789abcdef/devtools/page-frame.html","body":""}`}},
		{"not found", value.M("url", s.URL+"/missing"), map[string]string{"data.code": "404", "statusCode": "404"}},
		{"cookies", value.M("url", s.URL+"/cookies"), map[string]string{"cookies": "a=1,b=2", "header.Set-Cookie": "a=1,b=2", "data": ""}},
		{"redirect", value.M("url", s.URL+"/redirect"), map[string]string{"data": "plain {text", "statusCode": "200"}},
		{"no redirect", value.M("url", s.URL+"/redirect", "redirect", "manual"), map[string]string{"statusCode": "302", "header.Location": "/text"}},
	}
	for _, tt := range tests {
		f := newFake(t)
		o := f.call("request", tt.opts)
		o.want(t, "request:ok")
		for path, want := range tt.want {
			p, _ := value.ParsePath(path)
			if k, ok := strings.CutPrefix(path, "header."); ok {
				p = value.Path{{Name: "header", Index: -1}, {Name: k, Index: -1}}
			}
			if got := o.result.At(p).ToString(); got != want {
				t.Errorf("%s: %s is %q, want %q", tt.name, path, got, want)
			}
		}
		if len(f.acts) != 1 || f.acts[0].Kind != "request" {
			t.Errorf("%s: activities %+v", tt.name, f.acts)
		}
	}
	f := newFake(t)
	o := f.call("request", value.M("url", s.URL+"/text", "responseType", "arraybuffer"))
	if b, ok := AsBytes(o.result.Get("data")); !ok || string(b) != "plain {text" {
		t.Errorf("arraybuffer: %q", b)
	}
}

// Proves what fails and how. Oracle: documentation of wx.request and of errno; the
// net:: names as Android clients report them.
func TestRequestErrors(t *testing.T) {
	s := echo(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dead := "http://" + l.Addr().String()
	l.Close()
	tests := []struct{ opts, want string }{
		{`{}`, "request:fail parameter error: parameter.url should be String instead of Undefined;"},
		{`{"url":"/api/x"}`, `request:fail invalid url "/api/x"`},
		{`{"url":""}`, `request:fail invalid url ""`},
		{`{"url":"ftp://x/y"}`, `request:fail invalid url "ftp://x/y"`},
		{`{"url":"http://"}`, `request:fail invalid url "http://"`},
		{`{"url":"http://x","method":"STEAL"}`, `request:fail invalid method "STEAL"`},
		{`{"url":"` + s.URL + `/slow","timeout":30}`, "request:fail timeout"},
		{`{"url":"` + s.URL + `/cut"}`, "request:fail net::ERR_CONNECTION_RESET"},
		{`{"url":"` + dead + `"}`, "request:fail net::ERR_CONNECTION_REFUSED"},
		{`{"url":"http://nothing.invalid/"}`, "request:fail net::ERR_NAME_NOT_RESOLVED"},
	}
	for _, tt := range tests {
		opts, err := value.ParseJSON([]byte(tt.opts))
		if err != nil {
			t.Fatal(err)
		}
		f := newFake(t)
		o := f.call("request", opts)
		if strings.Contains(tt.want, "NOT_RESOLVED") && o.msg == "request:fail timeout" {
			continue // a machine without a resolver that answers
		}
		o.want(t, tt.want)
		if AsObject(o.returned) == nil {
			t.Errorf("%s: no task object", tt.opts)
		}
	}
	f := newFake(t)
	f.state.net.policy = sandbox.Policy{Public: true}
	o := f.call("request", value.M("url", s.URL))
	o.want(t, "request:fail url not in domain list: 127.0.0.1 is a loopback address, which is not allowed here")
}

// Proves abort, headers and chunks. Oracle: documentation of RequestTask.
func TestRequestTask(t *testing.T) {
	s := echo(t)
	f := newFake(t)
	o := f.start("request", value.M("url", s.URL+"/slow"))
	f.callOn(AsObject(o.returned), row(t, AsObject(o.returned).Methods, "abort"))
	f.settle()
	o.want(t, "request:fail abort")
	if n := o.result.Get("errno").Num(); n != 600003 {
		t.Errorf("errno %v", n)
	}

	var got []string
	o = f.start("request", value.M("url", s.URL+"/chunks", "enableChunked", true))
	task := AsObject(o.returned)
	f.callOn(task, row(t, task.Methods, "onHeadersReceived"), func(a ...value.Value) {
		got = append(got, "status "+a[0].Get("statusCode").ToString())
	})
	f.callOn(task, row(t, task.Methods, "onChunkReceived"), collect(&got))
	f.settle()
	o.want(t, "request:ok")
	if all := strings.Join(got, "|"); all != "status 200|bytes:one |bytes:two" {
		t.Errorf("heard %s", all)
	}
}

// Proves that any text as address or header breaks nothing. Oracle: hand.
func FuzzRequestURL(f *testing.F) {
	for _, s := range []string{"http://a/?x#y", "//", "http://[::1", "https://é/%zz", "\x00"} {
		f.Add(s, "k")
	}
	f.Fuzz(func(t *testing.T, u, k string) {
		checkURL(u, "http", "https")
		addQuery(u, value.M(k, k))
		validHeader(k, u)
	})
}
