// Proves of every rule that it is broken by a snapshot that breaks it, kept by one that
// keeps it, and that it does not pass when there is nothing to see. Oracle: WeChat's
// documentation of 体验评分 for the limits, hand for the rest.
package audit

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

func set(at time.Duration, change func(*wire.Commit)) wire.Commit {
	c := wire.Commit{Kind: wire.CommitSetData, Time: at, PagePath: "pages/a", Component: "pages/a", Stack: []wire.Frame{{File: "pages/a.js", Line: 7}}}
	if change != nil {
		change(&c)
	}
	return c
}

func request(n int, at, took time.Duration, change func(*Transfer)) Transfer {
	t := Transfer{Number: n, TransferBegin: wire.TransferBegin{Kind: "request", Method: "GET", URL: "https://x.test/a", Time: at}, Answer: &wire.TransferAnswer{Status: 200},
		End: &wire.TransferEnd{Time: at + took, Phases: wire.Phases{Total: took}}}
	if change != nil {
		change(&t)
	}
	return t
}

func many(n int, took time.Duration) (out []Transfer) {
	for i := range n {
		out = append(out, request(i, 0, took, nil))
	}
	return out
}

func loads(n int, cache string) (out []Load) {
	for range n {
		out = append(out, Load{URL: "https://img.test/a.png", Took: 200 * time.Millisecond, Cache: cache})
	}
	return out
}

func page(nodes ...Node) []Page {
	return []Page{{Path: "pages/a", Width: 375, Height: 700, Bottom: true, DPR: 2, Nodes: append([]Node{{Parent: -1, Name: "page", W: 375, H: 700}}, nodes...)}}
}

func wide(n int) (out []Node) {
	for range n {
		out = append(out, Node{Name: "view", W: 10, H: 10})
	}
	return out
}

func deep(n int) (out []Node) {
	for i := range n {
		out = append(out, Node{Name: "view", Parent: i})
	}
	return out
}

func file(name, text string) []File { return []File{{name, len(text), []byte(text)}} }

func app(json string) App {
	v, err := value.ParseJSON([]byte(json))
	if err != nil {
		panic(err)
	}
	return App{Raw: v, Pages: []string{"pages/a", "pages/lost/lost"}}
}

func TestRules(t *testing.T) {
	often := func(n int) (out []wire.Commit) {
		for i := range n {
			out = append(out, set(time.Duration(i)*40*time.Millisecond, nil))
		}
		return out
	}
	twice := func(second string) []Transfer {
		body := func(s string) func(*Transfer) {
			return func(t *Transfer) { t.End.Size, t.End.Body = 200<<10, []byte(s) }
		}
		return []Transfer{request(0, 0, 0, body("a")), request(1, time.Minute, 0, body(second))}
	}
	fixed := func(bottom float64) []Page {
		return page(Node{Name: "view", Fixed: true, Y: bottom - 50, W: 375, H: 50}, Node{Name: "button", Parent: 1, Tap: true, Y: bottom - 50, W: 100, H: 50})
	}
	text := func(grey uint8) []Page {
		return page(Node{Name: "text", Text: "x", W: 9, H: 9, FontSize: 14, Colour: color.NRGBA{grey, grey, grey, 255}})
	}
	image := func(n Node) []Page { n.Name, n.Src = "image", "/i.png"; return page(n) }
	big := strings.Repeat(".lost { color: red; width: 1px }\n", 100)
	for _, c := range []struct {
		id          string
		broken, kep Snapshot
		says        string // in the first finding
	}{
		{"script-time", Snapshot{Runs: []wire.Activity{{Kind: "event", Name: "tap", Duration: 2 * time.Second}}}, Snapshot{Runs: []wire.Activity{{Duration: time.Second}}}, "event tap took 2000 ms"},
		{"first-screen", Snapshot{Commits: []wire.Commit{{Kind: wire.CommitCreate, PagePath: "pages/a", Time: 6 * time.Second}}}, Snapshot{Commits: []wire.Commit{{Kind: wire.CommitCreate, PagePath: "pages/a"}}}, "after 6000 ms"},
		{"render-time", Snapshot{Commits: []wire.Commit{set(0, func(c *wire.Commit) { c.Cost.Layout = 6e5 })}}, Snapshot{Commits: []wire.Commit{set(0, nil)}}, "drawing took 600 ms"},
		{"setdata-often", Snapshot{Commits: often(21)}, Snapshot{Commits: often(20)}, "more than 20"},
		{"setdata-size", Snapshot{Commits: []wire.Commit{set(0, func(c *wire.Commit) { c.Bytes = 300 << 10 })}}, Snapshot{Commits: []wire.Commit{set(0, func(c *wire.Commit) { c.Bytes = 256 << 10 })}}, "300 KB"},
		{"wxml-nodes", Snapshot{Pages: page(wide(61)...)}, Snapshot{Pages: page(wide(60)...)}, "page has 61 children"},
		{"wxml-nodes", Snapshot{Pages: page(deep(30)...)}, Snapshot{Pages: page(deep(29)...)}, "30 levels"},
		{"wxml-nodes", Snapshot{Pages: page(wide(999)...)}, Snapshot{Pages: page()}, "1000 nodes"},
		{"request-time", Snapshot{Transfers: many(1, 2*time.Second)}, Snapshot{Transfers: many(1, time.Second)}, "took 2000 ms"},
		{"requests-at-once", Snapshot{Transfers: many(11, 400*time.Millisecond)}, Snapshot{Transfers: many(11, 300*time.Millisecond)}, "11th at once"},
		{"images-at-once", Snapshot{Loads: loads(7, "")}, Snapshot{Loads: loads(6, "")}, "7th picture of img.test"},
		{"image-cache", Snapshot{Loads: loads(1, "no-store")}, Snapshot{Loads: loads(1, "max-age=60")}, "Cache-Control: no-store"},
		{"image-size", Snapshot{Pages: image(Node{W: 50, H: 50, NaturalW: 200, NaturalH: 200})}, Snapshot{Pages: image(Node{W: 50, H: 50, NaturalW: 100, NaturalH: 100})}, "200 × 200 pixels, shown are 100 × 100"},
		{"request-cache", Snapshot{Transfers: twice("a")}, Snapshot{Transfers: twice("b")}, "same 200 KB again"},
		{"inertial-scroll", Snapshot{Files: file("a.wxss", ".a { overflow-y: scroll }")}, Snapshot{Files: file("a.wxss", ".a { overflow: auto; -webkit-overflow-scrolling: touch }")}, ".a has overflow-y: scroll"},
		{"no-active", Snapshot{Files: file("a.wxss", "\n.a:active { color: red }")}, Snapshot{Files: file("a.wxss", ".active { color: red }")}, ".a:active"},
		{"image-ratio", Snapshot{Pages: image(Node{W: 50, H: 60, NaturalW: 100, NaturalH: 100})}, Snapshot{Pages: image(Node{W: 50, H: 90, NaturalW: 100, NaturalH: 100, Mode: "aspectFit"})}, "17 % off"},
		{"tap-size", Snapshot{Pages: page(Node{Name: "view", Tap: true, W: 40, H: 19})}, Snapshot{Pages: page(Node{Name: "view", Tap: true, W: 20, H: 20})}, "40.0 × 19.0"},
		{"safe-area", Snapshot{SafeArea: 34, Pages: fixed(700)}, Snapshot{SafeArea: 34, Pages: fixed(666)}, "button reaches 34 px"},
		{"contrast", Snapshot{Pages: text(153)}, Snapshot{Pages: text(51)}, "2.8, at least 4.5"},
		{"js-errors", Snapshot{Errors: []Error{{Text: "TypeError: x", Stack: []wire.Frame{{File: "a.js", Line: 3}}}}}, Snapshot{Runs: make([]wire.Activity, 1)}, "TypeError: x"},
		{"failed-requests", Snapshot{Transfers: []Transfer{request(0, 0, 0, func(t *Transfer) { t.Answer.Status = 404 })}}, Snapshot{Transfers: many(1, 0)}, "answered with 404"},
		{"deprecated-apis", Snapshot{Files: file("a.js", "// wx.chooseVideo\n  wx.chooseImage({})")}, Snapshot{Files: file("a.js", "x.wx.chooseImage; '/*'; \"wx.saveFile\" /* wx.saveFile */; wx.chooseMedia()")}, "wx.chooseImage: use wx.chooseMedia"},
		{"https", Snapshot{Transfers: []Transfer{request(0, 0, 0, func(t *Transfer) { t.URL = "http://x.test/" })}}, Snapshot{Transfers: []Transfer{request(0, 0, 0, func(t *Transfer) { t.URL = "http://127.0.0.1:80/" })}}, "http://x.test/"},
		{"unbound-data", Snapshot{Commits: []wire.Commit{set(0, func(c *wire.Commit) { c.Unbound = []string{"x"} })}}, Snapshot{Commits: []wire.Commit{set(0, nil)}}, "no WXML reads x"},
		{"unreachable-pages", Snapshot{App: app("{}"), Files: file("pages/a.js", "")}, Snapshot{App: app("{}"), Files: file("pages/a.js", "wx.navigateTo({url: '../lost/lost?x=1'})")}, "pages/lost/lost is named nowhere"},
		{"unused-wxss", Snapshot{Files: file("a.wxss", big)}, Snapshot{Files: append(file("a.wxss", big), file("a.wxml", `<view class="{{x ? 'lost' : ''}}">`)...)}, "3.2 KB of rules"},
		{"timers-elsewhere", Snapshot{Commits: []wire.Commit{set(0, func(c *wire.Commit) { c.Cause.Kind, c.Cause.Name, c.Marks = "timer", "setInterval", wire.MarkHidden })}}, Snapshot{Commits: []wire.Commit{set(0, nil)}}, "written by setInterval"},
		{"package-size", Snapshot{Files: []File{{"a.js", 2 << 20, nil}}}, Snapshot{Files: []File{{"sub/a.js", 1 << 20, nil}, {"b.js", 1 << 20, nil}}, App: App{Roots: []string{"sub"}}}, "the main package has 2048 KB"},
		{"media-size", Snapshot{Files: []File{{"a.png", 150 << 10, nil}, {"b.mp3", 60 << 10, nil}}}, Snapshot{Files: []File{{"a.png", 200 << 10, nil}}}, "210 KB together"},
		{"lazy-code", Snapshot{App: app("{}")}, Snapshot{App: app(`{"lazyCodeLoading": "requiredComponents"}`)}, "lazyCodeLoading"},
		{"unused-components", Snapshot{App: App{Components: []Component{{"p", map[string]string{"x-a": "c/a"}, "p.json"}}}, Files: append(file("p.wxml", "<x-ab/>"), file("p.json", "{\n\"x-a\": 1}")...)},
			Snapshot{App: App{Components: []Component{{"p", map[string]string{"x-a": "c/a"}, "p.json"}}}, Files: append(file("p.wxml", `<include src="q.wxml"/>`), file("q.wxml", "<x-a />")...)}, "x-a is declared and not used"},
		{"unused-files", Snapshot{Files: file("utils/gone.js", "")}, Snapshot{Files: append(file("utils/here.js", ""), file("app.js", "require('./utils/here')")...)}, "utils/gone.js"},
		{"inline-data", Snapshot{Entry: "p", Files: file("p.wxss", ".a { background: url(data:image/png;base64,"+strings.Repeat("A", 11<<10)+") }")}, Snapshot{Entry: "p", Files: file("q.wxss", ".a { color: red }")}, "11 KB of data"},
	} {
		bad, good := find(Run(&c.broken), c.id), find(Run(&c.kep), c.id)
		if bad.State != Broken || len(bad.Findings) == 0 || !strings.Contains(bad.Findings[0].Text, c.says) {
			t.Errorf("%s is %s with %+v, want %q", c.id, bad.State, bad.Findings, c.says)
		}
		if good.State != Kept {
			t.Errorf("%s: what keeps it is %s: %s %+v", c.id, good.State, good.Note, good.Findings)
		}
	}
}

func find(r *Report, id string) Result {
	for _, x := range r.Results {
		if x.ID == id {
			return x
		}
	}
	return Result{}
}

// Proves that an empty run keeps no rule, that scores go by weight over what was
// measured, that places are told, and that runs are joined. Oracle: hand.
func TestReport(t *testing.T) {
	for _, x := range Run(&Snapshot{}).Results {
		if x.State == Kept || x.State != Broken && x.Note == "" {
			t.Errorf("%s is %s (%q) with nothing to see", x.ID, x.State, x.Note)
		}
	}
	weights, ids := 0, map[string]bool{}
	for i, r := range rules() {
		if ids[r.id] || r.title == "" || r.advice == "" {
			t.Errorf("rule %d, %s, is incomplete or there twice", i, r.id)
		}
		ids[r.id] = true
		weights += r.weight
	}
	if weights != 62+29+10 {
		t.Errorf("the weights are %d together", weights)
	}
	slow := Run(&Snapshot{Transfers: many(1, 2*time.Second)}) // request-time 5 broken; requests-at-once 5, request-cache 2, failed-requests 3, https 1 kept
	if slow.Scores[Performance] != 58 || slow.Scores[Practice] != 100 || slow.Score != 69 {
		t.Errorf("scores %v, %d", slow.Scores, slow.Score)
	}
	f := find(Run(&Snapshot{Commits: []wire.Commit{set(0, func(c *wire.Commit) { c.Seq, c.Bytes = 9, 1<<20 })}}), "setdata-size").Findings[0]
	if want := (Finding{Text: "1024 KB in one setData", File: "pages/a.js", Line: 7, Page: "pages/a", Commit: 9}); f != want {
		t.Errorf("%+v", f)
	}
	both := Merge([]*Report{Run(&Snapshot{Transfers: many(1, time.Millisecond)}), slow, slow})
	if r := find(both, "request-time"); r.State != Broken || len(r.Findings) != 1 {
		t.Errorf("joined: %s with %d findings", r.State, len(r.Findings))
	}
	if r := find(both, "request-cache"); r.State != Kept {
		t.Errorf("joined: %s", r.State)
	}
	lots := Snapshot{}
	for i := range 150 {
		lots.Errors = append(lots.Errors, Error{Text: fmt.Sprint(i)})
	}
	if r := find(Run(&lots), "js-errors"); len(r.Findings) != maxFindings || r.More != 50 {
		t.Errorf("%d findings and %d more", len(r.Findings), r.More)
	}
}

// Proves that no bytes make an audit panic. Oracle: none.
func FuzzSources(f *testing.F) {
	f.Add([]byte("wx.a '\\\n /* */ // <x src=\"a.wxml\"/> .a:active{overflow:scroll}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		Run(&Snapshot{Entry: "a", Files: []File{{"a.js", len(b), b}, {"a.wxss", len(b), b}, {"a.wxml", len(b), b}, {"a.json", len(b), b}},
			App: App{Pages: []string{"a", "b"}, Components: []Component{{"a", map[string]string{"x": "b"}, "a.json"}}}})
	})
}
