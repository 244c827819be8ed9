package simulator

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

const netApp = `
-- app.json --
{"pages":["p/p"]}
-- p/p.js --
Page({
  data: { got: 'none' },
  ask(path, method) {
    wx.request({ url: this.base + path, method: method || 'GET', header: { 'X-A': "it's" }, data: method ? { a: 1 } : undefined,
      success: r => this.setData({ got: r.statusCode + ' ' + JSON.stringify(r.data) }), fail: e => this.setData({ got: e.errMsg }) })
  },
})
-- p/p.wxml --
<text>{{got}}</text>
`

// Proves that a session logs what passes on the network, sends it again, writes it for
// a shell, answers it from rules that a file keeps, and takes over the file when it is
// edited, also with a mistake in it. Oracle: hand, against a server of this test.
func TestNetwork(t *testing.T) {
	var asked []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		asked = append(asked, r.Method+" "+r.URL.Path+" "+string(b))
		fmt.Fprintf(w, `{"path":%q}`, r.URL.Path)
	}))
	defer srv.Close()
	s, dir := open(t, netApp, nil)
	run(t, s, "getCurrentPages()[0].base = '"+srv.URL+"'")
	do := func(code, want string) {
		t.Helper()
		run(t, s, "getCurrentPages()[0]."+code)
		settle(t, s)
		if got := texts(s); got != want {
			t.Errorf("%s shows %s, want %s", code, got, want)
		}
	}
	do("ask('/a')", `200 {"path":"/a"}`)
	do("ask('/b', 'POST')", `200 {"path":"/b"}`)
	list := s.Transfers(0)
	if len(list) != 2 || list[1].Method != "POST" || string(list[1].Body) != `{"a":1}` || list[1].End == nil || string(list[1].End.Body) != `{"path":"/b"}` || list[1].Answer.Status != 200 ||
		len(list[1].Stack) == 0 || list[1].Stack[0].File != "p/p.js" {
		t.Fatalf("%+v", list)
	}
	at := s.State().Transfers
	if more := s.Transfers(at); len(more) != 0 {
		t.Errorf("%d changed since", len(more))
	}
	curl := list[1].Curl()
	for _, want := range []string{"curl " + srv.URL + "/b -X POST", `-H 'X-A: it'\''s'`, `--data-raw '{"a":1}'`} {
		if !strings.Contains(curl, want) {
			t.Errorf("no %s in %s", want, curl)
		}
	}
	said := "?"
	s.Resend(&list[1], func(e string) { said = e })
	settle(t, s)
	if more := s.Transfers(at); said != "" || len(more) != 1 || !more[0].Resent || asked[2] != asked[1] {
		t.Errorf("sent again: %q, %v, %+v", said, asked, more)
	}

	if err := s.SetMocks([]wire.Mock{{Pattern: "/a", Method: "GET", Status: 503, Body: `{"busy":true}`, Delay: 5 * time.Millisecond}}); err != nil {
		t.Fatal(err)
	}
	do("ask('/a')", `503 {"busy":true}`)
	list = s.Transfers(0)
	if got := list[len(list)-1]; got.Answer.Mock != "/a" {
		t.Errorf("not shown as mocked: %+v", got.Answer)
	}
	file := filepath.Join(dir, MocksFile)
	b, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(b), "\"body\": {\n        \"busy\": true") {
		t.Errorf("%v %s", err, b)
	}
	write(t, dir, MocksFile, `{"rules": [{"url": "*/b", "body": "now this"}, {"method": "GET"},] /* mine */}`)
	s.Save([]string{file})
	do("ask('/b', 'POST')", `200 "now this"`)
	do("ask('/a')", `200 {"path":"/a"}`)
	write(t, dir, MocksFile, `{"rules": [`)
	s.Save([]string{file})
	do("ask('/b')", `200 "now this"`)
	logs := ""
	for _, l := range s.Logs(0) {
		logs += strings.Join(l.Args, " ") + "\n"
	}
	for _, want := range []string{`rules[1]: expected "url"`, "diorama.mocks.json:1:"} {
		if !strings.Contains(logs, want) {
			t.Errorf("the console does not say %s:\n%s", want, logs)
		}
	}
	if err := s.SetMocks(nil); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Error("the file of no rules is still there")
	}
	s.ClearTransfers()
	if n := len(s.Transfers(0)); n != 0 || s.State().Cleared != 1 {
		t.Errorf("%d left", n)
	}
	do("ask('/a')", `200 {"path":"/a"}`)
	if n := len(s.Transfers(0)); n != 1 {
		t.Errorf("%d after clearing", n)
	}
}

// Proves that the log forgets the oldest bodies first and says so, and that a socket's
// messages are bounded. Oracle: hand.
func TestTransferLimits(t *testing.T) {
	s, _ := open(t, netApp, nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	body := make([]byte, 1<<20)
	for i := range int64(70) {
		s.transfer(&wire.Transfer{ID: i, Begin: &wire.TransferBegin{URL: "http://x"}})
		s.transfer(&wire.Transfer{ID: i, End: &wire.TransferEnd{Body: body, Size: len(body)}})
	}
	n := &s.network
	if n.bytes > maxTransferBytes || !n.list[0].Emptied || n.list[0].End.Body != nil || n.list[0].End.Size != len(body) || n.list[69].Emptied {
		t.Errorf("%d bytes kept", n.bytes)
	}
	s.transfer(&wire.Transfer{ID: 100, Begin: &wire.TransferBegin{Kind: "connectSocket"}})
	for range maxFrames + 1 {
		s.transfer(&wire.Transfer{ID: 100, Frame: &wire.TransferFrame{Data: []byte("x")}})
	}
	if k := n.list[70]; len(k.Frames)+k.Lost != maxFrames+1 || len(k.Frames) > maxFrames {
		t.Errorf("%d frames, %d lost", len(k.Frames), k.Lost)
	}
	s.endTransfers("gone")
	if k := n.list[70]; k.End == nil || k.End.Error != "gone" || len(n.active) != 0 {
		t.Errorf("%+v", k.End)
	}
}

// Proves what Ask tells and does: storage, files, looks into logged objects, completion;
// and that changes make it stale once. Oracle: hand.
func TestAsk(t *testing.T) {
	s, _ := open(t, netApp, nil)
	ask := func(name string, args value.Value) string {
		t.Helper()
		out := "no answer"
		s.Ask(name, args, func(v value.Value, e string) {
			if out = v.JSON(); e != "" {
				out = "error: " + e
			}
		})
		settle(t, s)
		return out
	}
	is := func(got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	has := func(got, want string) {
		t.Helper()
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
	run(t, s, "wx.setStorageSync('k', {a: 1}); wx.setStorageSync('n', 5)")
	is(ask("storage.list", value.Value{}), `{"items":[{"key":"k","type":"Object","bytes":37,"preview":"{\"a\":1}"},{"key":"n","type":"Number","bytes":29,"preview":"5"}],"size":66,"limit":10485760,"keyLimit":1048576}`)
	before := s.State().Storage
	run(t, s, "wx.setStorageSync('n', 6); wx.setStorageSync('n', 7)")
	settle(t, s)
	if n := s.State().Storage; n != before+1 {
		t.Errorf("stale %d times", n-before)
	}
	is(ask("storage.set", value.M("key", "k", "type", "Array", "data", "[1, 2]")), "null")
	is(ask("storage.get", value.M("key", "k")), `{"type":"Array","data":"[1,2]"}`)
	has(ask("storage.set", value.M("key", "k", "type", "Object", "data", "{")), "error: not valid JSON")
	has(ask("storage.set", value.M("key", "k", "type", "String", "data", strings.Repeat("x", 1<<20))), "error: exceed max size")
	is(ask("storage.remove", value.M("key", "k")), "null")
	has(ask("storage.get", value.M("key", "k")), "error: there is no such key")
	run(t, s, "getCurrentPages()[0].setData({got: wx.getStorageSync('k') + '|' + wx.getStorageSync('n')})")
	settle(t, s)
	is(texts(s), "|7")

	run(t, s, "fs = wx.getFileSystemManager(); fs.mkdirSync(wx.env.USER_DATA_PATH + '/d'); fs.writeFileSync(wx.env.USER_DATA_PATH + '/d/a.txt', 'hello')")
	list := ask("files.list", value.Value{})
	has(list, `{"path":"wxfile://usr/d/a.txt","size":5,`)
	has(list, `"used":5,"quota":209715200,"more":0`)
	is(ask("files.read", value.M("path", "wxfile://usr/d/a.txt", "limit", 3)), `{"data":"hel","size":5}`)
	is(ask("files.remove", value.M("path", "wxfile://usr/d")), "null")
	has(ask("files.list", value.Value{}), `"used":0`)
	has(ask("files.remove", value.M("path", "wxfile://usr")), "error: the area itself stays")
	is(ask("files.write", value.M("path", "wxfile://usr/n/m.txt", "data", "你好", "new", true)), "null")
	has(ask("files.write", value.M("path", "wxfile://usr/n/m.txt", "data", "x", "new", true)), "error: there is a file of this name")
	is(ask("files.write", value.M("path", "wxfile://usr/n/m.txt", "data", "changed")), "null")
	is(ask("files.read", value.M("path", "wxfile://usr/n/m.txt", "limit", 99)), `{"data":"changed","size":7}`)
	has(ask("files.write", value.M("path", "/app.js", "data", "x")), "error: ")
	is(ask("files.remove", value.M("path", "wxfile://usr/n")), "null")

	run(t, s, "console.log('here', {deep: {x: 'text'}, get no() { throw 1 }, m: new Map([['k', {v: 1}]])})")
	settle(t, s)
	logs := s.Logs(0)
	l := logs[len(logs)-1]
	if len(l.Refs) != 2 || l.Refs[0] != 0 || l.Refs[1] == 0 {
		t.Fatalf("refs %v of %v", l.Refs, l.Args)
	}
	ref := float64(l.Refs[1])
	has(l.Args[1], `m: Map {"k" => {v: 1}}`)
	has(ask("console.properties", value.M("ref", ref)), `{"step":"=no","name":"no","value":"(…)","kind":"getter","opens":false}`)
	has(ask("console.properties", value.M("ref", ref, "path", []any{"=deep"})), `{"step":"=x","name":"x","value":"\"text\"","kind":"string","opens":false}`)
	has(ask("console.properties", value.M("ref", ref, "path", []any{"=m", "#0"})), `"name":"v","value":"1","kind":"number"`)
	has(ask("console.properties", value.M("ref", ref, "path", []any{"=deep", "^"})), `hasOwnProperty`)
	has(ask("console.properties", value.M("ref", 99999)), "error: the console keeps")

	has(ask("console.complete", value.M("code", "1 + wx.setStorageS")), `"names":[{"name":"setStorageSync","kind":"function"}]`)
	has(ask("console.complete", value.M("code", "getCurrentPages()[0].data.g")), `{"from":26,"names":[{"name":"got","kind":"string"}]}`)
	has(ask("console.complete", value.M("code", "getCurrentP")), `"names":[{"name":"getCurrentPages"`)
	has(ask("console.complete", value.M("code", "danger().x")), `"names":[]`)
}
