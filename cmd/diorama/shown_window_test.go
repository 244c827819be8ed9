//go:build window

// Proves: what each panel of the real window shows, opened and filtered by keyboard and
// mouse, is what is so: WXML and Audits as the commands tree and audit tell, Network as
// the server saw it, Storage and Files as they lie on the disk, setData, Events, Console
// and AppData as the page made them. Oracle: those; rows as --status tells them.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"
)

const shownPage = `Page({ data: { n: 0, user: { name: 'Li' } },
  onLoad() {
    for (let i = 1; i <= 6; i++) this.setData({ n: i })
    wx.setStorageSync('token', 'abc')
    wx.setStorageSync('cart', [1, 2])
    wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH + '/a.json', '{"x":[1]}')
    for (let i = 0; i < 3; i++) console.log('again')
    console.warn('watch out')
    console.error('broken')
    for (const path of ['/api/goods?page=1', '/api/gone']) wx.request({ url: 'ADDRESS' + path, method: path.includes('gone') ? 'POST' : 'GET', fail() {} })
  },
  hit(e) { this.setData({ n: 70 }) }, got(e) { this.setData({ 'user.name': e.detail.name }) } })`

// rows are what a panel shows now, nil while it is not in front.
func (d *desk) rows(panel string) []string {
	var all map[string][]string
	b, _ := os.ReadFile(d.status + ".rows")
	_ = json.Unmarshal(b, &all)
	return all[panel]
}

// waitRows gives the rows of a panel once they are as wished.
func (d *desk) waitRows(panel string, ok func([]string) bool) []string {
	d.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		rows := d.rows(panel)
		if rows != nil && ok(rows) {
			return rows
		}
		if time.Now().After(deadline) {
			d.shot("failed")
			d.t.Fatalf("%s shows in the end\n%s", panel, strings.Join(rows, "\n"))
		}
	}
}

// openPanel brings a panel to the front by the list of commands.
func (d *desk) openPanel(name string) {
	d.t.Helper()
	for range 5 {
		d.key("ctrl+shift+p")
		d.xdo("sleep", "0.3", "type", "--delay", "20", "panel "+name)
		d.xdo("sleep", "0.2", "key", "Return")
		for range 60 {
			if d.rows(name) != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		d.key("Escape") // a slow machine: the list was not there yet
	}
	d.shot("failed")
	d.t.Fatalf("%s cannot be opened", name)
}

func has(parts ...string) func([]string) bool {
	return func(rows []string) bool {
		all := strings.Join(rows, "\n")
		return !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(all, p) })
	}
}

// element is a node as the command tree tells it.
type element struct {
	Tag, Class string
	Children   []json.RawMessage
}

// written are the elements and texts of a tree in their order.
func written(t *testing.T, raw json.RawMessage) (out []string) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return []string{text}
	}
	var e element
	if err := json.Unmarshal(raw, &e); err != nil {
		t.Fatal(err)
	}
	out = append(out, "<"+e.Tag+" "+e.Class)
	for _, c := range e.Children {
		out = append(out, written(t, c)...)
	}
	return out
}

var (
	openTag = regexp.MustCompile(`<([\w-]+)(?:[^>]*? class="([^"]*)")?[^>]*>`)
	inside  = regexp.MustCompile(`>([^<>]+)</`)
)

func TestPanelsTell(t *testing.T) {
	var mu sync.Mutex
	var asked []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status, body := http.StatusOK, `{"name":"x"}`
		if strings.Contains(r.URL.Path, "gone") {
			status, body = http.StatusNotFound, "no"
		}
		mu.Lock()
		asked = append(asked, fmt.Sprintf("%d\t%s\t%s", status, r.Method, strings.TrimPrefix(r.URL.RequestURI(), "/api/")))
		mu.Unlock()
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	defer srv.Close()
	d := openDesk(t, fstest.MapFS{
		"app.json":             {Data: []byte(`{"pages":["pages/list/list"],"usingComponents":{"card":"card"}}`)},
		"card.json":            {Data: []byte(`{"component":true}`)},
		"card.wxml":            {Data: []byte(`<view class="in" data-id="7" catch:tap="tap" style="height:200px">card</view>`)},
		"card.js":              {Data: []byte(`Component({ methods: { tap() { this.triggerEvent('pick', { name: 'Wang' }) } } })`)},
		"pages/list/list.wxml": {Data: []byte(`<view class="top big" bind:tap="hit" style="height:300px">{{n}}</view><card class="c" bind:pick="got" /><text class="who">{{user.name}}</text>`)},
		"pages/list/list.wxss": {Data: []byte(".top:active { color: red }")},
		"pages/list/list.js":   {Data: []byte(strings.Replace(shownPage, "ADDRESS", srv.URL, 1))},
	})
	mu.Lock()
	seen := slices.Clone(asked) // the commands below ask, too
	mu.Unlock()
	headless := filepath.Join(filepath.Dir(d.bin), "diorama-headless")
	if b := os.Getenv("DIORAMA_HEADLESS"); b != "" {
		headless = b
	}
	machine := func(args ...string) []byte {
		t.Helper()
		out, err := exec.Command(headless, append(args, d.app)...).Output()
		if err != nil {
			t.Fatalf("%v: %v", args, err)
		}
		return out
	}

	t.Run("WXML", func(t *testing.T) {
		var tree struct{ Tree json.RawMessage }
		if err := json.Unmarshal(machine("tree"), &tree); err != nil {
			t.Fatal(err)
		}
		want := written(t, tree.Tree)
		var got []string
		for _, r := range d.waitRows("WXML", has("<page>", "Li", "card")) {
			r = strings.TrimSpace(strings.ReplaceAll(r, "\t", " "))
			if m := openTag.FindStringSubmatch(r); m != nil && !strings.HasPrefix(r, "</") {
				got = append(got, "<"+m[1]+" "+m[2])
			}
			if m := inside.FindStringSubmatch(r); m != nil {
				got = append(got, m[1])
			} else if !strings.Contains(r, "<") && !strings.HasPrefix(r, "#") {
				got = append(got, r)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("the panel shows\n%s\nthe command tree tells\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})

	t.Run("setData", func(t *testing.T) {
		d.openPanel("setData")
		rows := d.waitRows("setData", func(r []string) bool { return len(r) == 6 })
		for i, r := range rows {
			if !strings.Contains(r, "onLoad") || !strings.Contains(r, fmt.Sprintf("%d → %d", i, i+1)) {
				t.Errorf("row %d is %q", i, r)
			}
		}
	})

	t.Run("Network", func(t *testing.T) {
		d.openPanel("Network")
		rows := d.waitRows("Network", has("200\t", "404\t"))
		for _, want := range seen {
			if !slices.ContainsFunc(rows, func(r string) bool { return strings.HasPrefix(r, want) }) {
				t.Errorf("the server saw %q, the panel shows\n%s", want, strings.Join(rows, "\n"))
			}
		}
		if len(rows) != len(seen) {
			t.Errorf("%d rows, the server saw %d", len(rows), len(seen))
		}
	})

	t.Run("Storage", func(t *testing.T) {
		d.openPanel("Storage")
		d.waitRows("Storage", has("token", "String", "abc", "cart", "Array", "[1,2]"))
		b := ""
		for _, name := range deepFind(d.cache, "storage.json") {
			text, _ := os.ReadFile(name)
			b += string(text)
		}
		for _, key := range []string{"token", "cart"} {
			if !strings.Contains(b, key) {
				t.Errorf("the disk has no %s: %s", key, b)
			}
		}
	})

	t.Run("Files", func(t *testing.T) {
		d.openPanel("Files")
		d.waitRows("Files", has("a.json", "9 B"))
		if list := deepFind(d.cache, "a.json"); len(list) != 1 {
			t.Errorf("on the disk: %v", list)
		} else if fi, err := os.Stat(list[0]); err != nil || fi.Size() != 9 {
			t.Errorf("on the disk: %v %v", fi, err)
		}
	})

	t.Run("Console", func(t *testing.T) {
		d.openPanel("Console")
		rows := d.waitRows("Console", has("again", "watch out", "broken"))
		if n := len(slices.DeleteFunc(slices.Clone(rows), func(r string) bool { return !strings.Contains(r, "again") })); n != 1 {
			t.Errorf("%d rows of a line said three times\n%s", n, strings.Join(rows, "\n"))
		}
		d.click(1000, prompt)
		d.xdo("type", "--delay", "30", "getCurrentPages()[0].data.n * 7")
		d.key("Escape")
		d.key("Return")
		d.waitRows("Console", has("42"))
	})

	t.Run("Events", func(t *testing.T) {
		d.openPanel("Events")
		d.click(180, 520) // the card catches the tap and triggers pick
		rows := d.waitRows("Events", has("tap", "card.tap", "#7 user.name"))
		for _, r := range rows {
			if strings.Contains(r, "console.complete") {
				t.Errorf("a question of the devtools is an event: %q", r)
			}
		}
		d.click(1410, 453) // the filter
		d.xdo("type", "--delay", "30", "tap")
		d.waitRows("Events", func(r []string) bool { return len(r) == 1 && strings.Contains(r[0], "tap") })
		d.click(712, 498) // its triangle
		rows = d.waitRows("Events", has("catch", "↳ pick", "id: \"7\"", "changedTouches[0]"))
		if !strings.Contains(rows[1], "tap") || !strings.Contains(rows[2], "got") {
			t.Errorf("the chain is\n%s", strings.Join(rows, "\n"))
		}
	})

	t.Run("AppData", func(t *testing.T) {
		d.waitRows("AppData", has("pages/list/list", "Wang", "6"))
	})

	t.Run("Audits", func(t *testing.T) {
		d.openPanel("Audits")
		told := string(machine("audit"))
		d.click(1470, 48) // measure
		rows := d.waitRows("Audits", has("hover-class instead of :active", "broken"))
		for _, r := range rows {
			if i := strings.Index(r, ":active"); i > 0 && strings.Contains(r, "broken") {
				if !regexp.MustCompile(`broken +\S+ +\(8\) hover-class instead of :active`).MatchString(told) {
					t.Errorf("the panel shows %q, the command tells\n%s", r, told)
				}
			}
		}
	})
}
