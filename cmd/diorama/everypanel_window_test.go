//go:build window

// Proves: on a whole mini-program, every panel of the real window, opened by keyboard and
// used with the mouse, shows what the machine interface tells: WXML the command tree,
// Styles the box of the picked element, setData and Timeline the commits of the session
// file that the window writes (and the command replay repeats), AppData, Console and
// Sensors what the logic layer answers, Network what a server saw, Storage and Files what
// lies on the disk, Events the tap that was made, Audits the command audit, Sources the
// file. DIORAMA_PANELS names another project than the demo (make panels). Oracle: those.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"diorama/simulator/record"
)

// listTop is where the rows of the upper panels begin, rowHeight how high one is.
const (
	listTop   = 67
	rowHeight = 19
)

// tell runs a line in the console's prompt and gives the row of its answer.
func (d *desk) tell(js string) string {
	d.t.Helper()
	before := len(d.rows("Console"))
	d.click(1000, prompt)
	d.xdo("sleep", "0.2", "type", "--delay", "12", js)
	d.key("Escape") // the list of names
	d.key("Return")
	rows := d.waitRows("Console", func(r []string) bool {
		return len(r) >= before+2 && strings.Contains(strings.Join(r, "\n"), js)
	})
	for i := len(rows) - 1; i >= 0; i-- {
		if strings.Contains(rows[i], js) {
			return strings.TrimSpace(strings.Join(rows[i+1:], "\n"))
		}
	}
	return ""
}

// withTap gives a place of the phone where an element with a tap handler stands.
func withTap(raw json.RawMessage) (x, y float64, ok bool) {
	var n struct {
		Box      []float64
		Events   json.RawMessage
		Children []json.RawMessage
	}
	if json.Unmarshal(raw, &n) != nil || len(n.Box) != 4 {
		return 0, 0, false
	}
	for _, c := range n.Children {
		if x, y, ok := withTap(c); ok {
			return x, y, ok
		}
	}
	x, y = n.Box[0]+n.Box[2]/2, n.Box[1]+n.Box[3]/2
	return x, y, strings.Contains(string(n.Events), `"tap"`) && n.Box[2] > 20 && n.Box[3] > 10 && y < 600
}

func TestEveryPanel(t *testing.T) {
	project := os.Getenv("DIORAMA_PANELS")
	if project == "" {
		project = todo
	}
	var mu sync.Mutex
	var asked []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, r.Method+"\t"+strings.TrimPrefix(r.URL.RequestURI(), "/api/"))
		mu.Unlock()
		if strings.Contains(r.URL.Path, "gone") {
			w.WriteHeader(http.StatusNotFound)
		}
		fmt.Fprint(w, `{"a":[1,2]}`)
	}))
	defer srv.Close()
	d := newDesk(t, os.DirFS(project))
	d.run("open", d.app, "--language", "en")
	start := d.wait("the first page", func(s seen) bool { return s.Page != "" && s.Frames > 0 })
	time.Sleep(2 * time.Second)
	headless := filepath.Join(filepath.Dir(d.bin), "diorama-headless")
	if b := os.Getenv("DIORAMA_HEADLESS"); b != "" {
		headless = b
	}
	machine := func(args ...string) []byte {
		t.Helper()
		out, err := exec.Command(headless, args...).Output()
		if _, failed := err.(*exec.ExitError); err != nil && !failed || len(out) == 0 {
			t.Fatalf("%v: %v", args, err)
		}
		return out
	}
	var tree struct{ Tree json.RawMessage }
	if err := json.Unmarshal(machine("tree", d.app, "--page", start.Page), &tree); err != nil {
		t.Fatal(err)
	}
	count := func(rows []string, lane string) int {
		for _, r := range rows {
			if name, n, ok := strings.Cut(r, "\t"); ok && name == lane {
				k, _ := strconv.Atoi(n)
				return k
			}
		}
		return -1
	}

	t.Run("WXML", func(t *testing.T) {
		want := written(t, tree.Tree)
		rows := d.waitRows("WXML", has("<page>"))
		at, found := 0, 0
		for _, r := range rows {
			m := openTag.FindStringSubmatch(r)
			if m == nil || strings.HasPrefix(strings.TrimSpace(r), "</") {
				continue
			}
			k := slices.Index(want[at:], "<"+m[1]+" "+m[2])
			if k < 0 {
				t.Fatalf("row %q is not in the tree after %d elements", r, found)
			}
			at, found = at+k+1, found+1
		}
		if found < 10 {
			t.Errorf("only %d elements are shown\n%s", found, strings.Join(rows, "\n"))
		}
	})

	t.Run("Styles", func(t *testing.T) {
		rows := d.rows("WXML")
		k := slices.IndexFunc(rows, func(r string) bool { return strings.Contains(r, `class="`) && !strings.Contains(r, "</") })
		if k < 0 || k > 12 {
			t.Skip("no element with a class is on the screen")
		}
		d.click(600, listTop+k*rowHeight+8)
		class := openTag.FindStringSubmatch(rows[k])[2]
		d.waitRows("Styles", func(r []string) bool {
			all := strings.Join(r, "\n")
			return strings.Contains(all, "element.style") && slices.ContainsFunc(strings.Fields(class), func(c string) bool { return strings.Contains(all, "."+c) })
		})
	})

	t.Run("Events", func(t *testing.T) {
		d.openPanel("Events")
		x, y, ok := withTap(tree.Tree)
		if !ok {
			t.Skip("nothing on the first screen is tapped")
		}
		before := len(slices.DeleteFunc(slices.Clone(d.rows("Events")), func(r string) bool { return !strings.Contains(r, "\ttap") }))
		d.tapAt(x, y)
		d.waitRows("Events", func(r []string) bool {
			return len(slices.DeleteFunc(slices.Clone(r), func(r string) bool { return !strings.Contains(r, "\ttap") })) > before
		})
		if n := count(d.rows("Timeline"), "Input"); n < 1 {
			t.Errorf("%d bars on the lane Input", n)
		}
	})

	d.openPanel("Console")
	t.Run("Console and AppData", func(t *testing.T) {
		if got := d.tell("6*7"); !strings.Contains(got, "42") {
			t.Errorf("6*7 is %q", got)
		}
		got := d.tell("Object.keys(getCurrentPages()[0].data).slice(0,5).join('|')")
		keys := strings.Split(strings.Trim(got, "< \t\"'"), "|")
		rows := strings.Join(d.rows("AppData"), "\n")
		for _, k := range keys {
			if k != "" && !strings.Contains(rows, k+":") {
				t.Errorf("the page has data %q, the panel shows\n%s", k, rows)
			}
		}
		if len(keys) < 2 {
			t.Errorf("keys %q from %q", keys, got)
		}
	})

	t.Run("Network", func(t *testing.T) {
		d.tell("wx.request({url:'" + srv.URL + "/api/a?n=1'})")
		d.tell("wx.request({url:'" + srv.URL + "/api/gone',method:'POST'})")
		d.openPanel("Network")
		rows := d.waitRows("Network", has("a?n=1", "404"))
		mu.Lock()
		defer mu.Unlock()
		for _, want := range asked {
			if !slices.ContainsFunc(rows, func(r string) bool { return strings.Contains(r, want) }) {
				t.Errorf("the server saw %q, the panel shows\n%s", want, strings.Join(rows, "\n"))
			}
		}
		if n := count(d.rows("Timeline"), "Network"); n < len(asked) {
			t.Errorf("%d bars on the lane Network, %d requests", n, len(asked))
		}
	})

	t.Run("Storage and Files", func(t *testing.T) {
		d.tell("wx.setStorageSync('panel-key',{x:[1]})")
		d.tell("wx.getFileSystemManager().writeFileSync(wx.env.USER_DATA_PATH+'/panel.txt','hello')")
		d.openPanel("Storage")
		d.waitRows("Storage", has("panel-key", "Object"))
		d.openPanel("Files")
		d.waitRows("Files", has("panel.txt", "5 B"))
		stored := ""
		for _, name := range deepFind(d.cache, "storage.json") {
			b, _ := os.ReadFile(name)
			stored += string(b)
		}
		if !strings.Contains(stored, "panel-key") {
			t.Errorf("the disk has no entry: %s", stored)
		}
		if list := deepFind(d.cache, "panel.txt"); len(list) != 1 {
			t.Errorf("on the disk: %v", list)
		} else if b, _ := os.ReadFile(list[0]); string(b) != "hello" {
			t.Errorf("the file holds %q", b)
		}
	})

	t.Run("Sensors", func(t *testing.T) {
		d.openPanel("Sensors")
		before := d.rows("Sensors")
		d.click(500, 150)  // the map
		d.click(1029, 313) // 4g
		rows := d.waitRows("Sensors", func(r []string) bool { return len(r) > 2 && r[0] != before[0] && slices.Contains(r, "on\t4g") })
		d.tell("wx.getNetworkType({success:r=>console.log('net:'+r.networkType)})")
		d.waitRows("Console", has("net:4g"))
		d.tell("wx.getAppBaseInfo().fontSizeSetting")
		if !slices.Contains(rows, "font\t17") {
			t.Errorf("the panel shows\n%s", strings.Join(rows, "\n"))
		}
	})

	t.Run("Sources", func(t *testing.T) {
		d.openPanel("Sources")
		want, err := os.ReadFile(filepath.Join(d.app, filepath.FromSlash(start.Page)+".js"))
		if err != nil {
			t.Skip(err)
		}
		lines := strings.Split(string(want), "\n")
		plain := strings.NewReplacer("\t", "", " ", "", "\r", "")
		compared := 0
		for _, r := range d.waitRows("Source", func(r []string) bool { return len(r) > 0 }) {
			number, text, _ := strings.Cut(strings.TrimLeft(r, "\t"), "\t")
			k, err := strconv.Atoi(strings.TrimSpace(number))
			if err != nil || k < 1 || k > len(lines) {
				continue // a second row of a long line
			}
			_, mark, marked := strings.Cut(text, "ms\t") // how often setData is called there
			if marked {
				text = mark
			}
			if compared++; !strings.HasPrefix(plain.Replace(lines[k-1]), plain.Replace(text)) {
				t.Errorf("line %d is %q, the file says %q", k, r, lines[k-1])
				break
			}
		}
		if compared < min(5, len(lines)) {
			t.Errorf("%d lines are shown", compared)
		}
		if !slices.ContainsFunc(d.rows("Sources"), func(r string) bool { return strings.Contains(r, filepath.Base(start.Page)+".js") }) {
			t.Errorf("the tree of files shows\n%s", strings.Join(d.rows("Sources"), "\n"))
		}
	})

	t.Run("Audits", func(t *testing.T) {
		var told struct {
			Rules []struct {
				Title, Category, State string
				Weight                 float64
			}
		}
		if err := json.Unmarshal(machine("audit", d.app, "--json", "--page", start.Page), &told); err != nil {
			t.Fatal(err)
		}
		d.openPanel("Audits")
		d.click(1470, 48)
		rows := d.waitRows("Audits", has("kept"))
		for _, rule := range told.Rules {
			k := slices.IndexFunc(rows, func(r string) bool { return strings.Contains(r, rule.Title) })
			if k < 0 {
				t.Errorf("the rule %q is not shown", rule.Title)
			} else if rule.Category == "code" && rule.State != "unknown" && !strings.Contains(rows[k], rule.State) {
				t.Errorf("%q: shown %q, told %q", rule.Title, rows[k], rule.State)
			}
		}
	})

	t.Run("setData and Timeline", func(t *testing.T) {
		d.openPanel("setData")
		file := filepath.Join(t.TempDir(), "run.diorama")
		d.key("ctrl+shift+e")
		d.xdo("sleep", "0.7", "key", "ctrl+a")
		d.xdo("type", "--delay", "15", file)
		d.key("Return")
		var b []byte
		for end := time.Now().Add(30 * time.Second); len(b) == 0 && time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
			b, _ = os.ReadFile(file)
		}
		time.Sleep(500 * time.Millisecond)
		b, _ = os.ReadFile(file)
		r, err := record.Read(b)
		if err != nil {
			t.Fatal(err)
		}
		rows := d.rows("setData")
		if n := d.last().Commits; len(r.Marks) != n {
			t.Errorf("%d commits in the session file, %d in the window", len(r.Marks), n)
		}
		last, next := "", 0 // rows number setData, marks all commits: births and deaths, too
		for _, row := range rows {
			_, number, _ := strings.Cut(row, "#")
			number, _, _ = strings.Cut(number, "\t")
			last = "#" + number
			k := slices.IndexFunc(r.Marks[next:], func(m record.Mark) bool {
				return slices.ContainsFunc(m.Paths, func(p string) bool { return strings.Contains(row, p[:min(4, len(p))]) })
			})
			if k < 0 {
				t.Fatalf("row %q is no commit of the session file after commit %d", row, next)
			}
			next += k + 1
		}
		if n := count(d.rows("Timeline"), "setData"); n != len(rows) {
			t.Errorf("%d bars on the lane setData, %d rows", n, len(rows))
		}
		if out, err := exec.Command(headless, "replay", file, "--check").CombinedOutput(); err != nil {
			t.Errorf("the session file does not repeat: %v %s", err, out)
		}
		if len(rows) < 2 {
			return
		}
		d.key("alt+Left")
		d.wait("the past", func(s seen) bool { return s.Viewing >= 0 })
		before := d.waitRows("Timeline", func(r []string) bool { return !strings.Contains(r[0], last+" ") })
		d.click(120, 890) // far left on the lanes: the first setData in sight
		d.waitRows("Timeline", func(r []string) bool { return r[0] != before[0] || len(rows) < 3 })
		d.key("End")
		d.wait("live", func(s seen) bool { return s.Viewing < 0 })
	})
}

// tapAt taps a place of the page, CSS px from its upper left corner: the phone is an
// iPhone 14 as the window shows it at its own size.
func (d *desk) tapAt(x, y float64) {
	d.t.Helper()
	const left, top, scale, bars = 21, 52, 0.834, 91
	d.click(int(left+x*scale), int(top+(bars+y)*scale))
}
