//go:build window

// Proves: the real window, under Xvfb, driven by mouse and keyboard: taps, typing,
// hot reload of wxss, wxml and js, pausing before setData, stepping back and live,
// restart. Oracle: hand, told by the window's --status file.
// Needs Xvfb and xdotool, and bin/diorama (make build). Pictures of what was seen
// are in $TMPDIR/diorama-window.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// seen is a line of the status file.
type seen struct {
	Page       string   `json:"page"`
	Commits    int      `json:"commits"`
	Paused     bool     `json:"paused"`
	Break      string   `json:"break"`
	Breaks     int      `json:"breakpoints"`
	Pending    []string `json:"pending"`
	Viewing    int      `json:"viewing"`
	Running    bool     `json:"running"`
	Logs       int      `json:"logs"`
	Errors     int      `json:"errors"`
	ReloadMs   float64  `json:"reloadMs"`
	Theme      string   `json:"theme"`
	Problems   int      `json:"problems"`
	Activities int      `json:"activities"`
	Frames     int64    `json:"frames"`
	Run        int      `json:"run"`
	RunFrom    int      `json:"runFrom"`
	Frozen     bool     `json:"frozen"`
	Replaying  bool     `json:"replaying"`
	Device     string   `json:"device"`
	Project    string   `json:"project"`
}

// desk is an X display with the window on it.
type desk struct {
	t       *testing.T
	display string
	status  string
	app     string
	shots   string
	cache   string // XDG_CACHE_HOME and XDG_CONFIG_HOME
	pid     int
	bin     string
}

func startDesk(t *testing.T) *desk { return openDesk(t, os.DirFS(todo)) }

// openDesk opens a mini-program whose first page is pages/list/list.
func openDesk(t *testing.T, app fs.FS) *desk {
	d := newDesk(t, app)
	start := time.Now()
	d.run("open", d.app)
	d.wait("the first page", func(s seen) bool { return s.Page == "pages/list/list" && s.Frames > 0 && s.Commits > 5 })
	t.Logf("command to first frame: %v", time.Since(start).Round(time.Millisecond))
	time.Sleep(time.Second) // GL's first pictures; the window manager is none
	return d
}

// newDesk makes a display and a folder with a mini-program.
func newDesk(t *testing.T, app fs.FS) *desk {
	for _, tool := range []string{"Xvfb", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not here: the window cannot be tested", tool)
		}
	}
	bin, err := filepath.Abs("../../bin/diorama")
	if err != nil {
		t.Fatal(err)
	}
	if b := os.Getenv("DIORAMA_BIN"); b != "" {
		bin = b
	}
	if _, err := os.Stat(bin); err != nil {
		t.Fatalf("%v: run make build first", err)
	}
	d := &desk{t: t, bin: bin, cache: t.TempDir(), app: filepath.Join(t.TempDir(), "todo"), status: filepath.Join(t.TempDir(), "status.jsonl"), shots: filepath.Join(os.TempDir(), "diorama-window")}
	if err := os.MkdirAll(d.shots, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(d.app, app); err != nil {
		t.Fatal(err)
	}
	d.startX()
	return d
}

// run starts the program; end kills it, at the end of the test at the latest.
func (d *desk) run(args ...string) (end func()) {
	t := d.t
	c := exec.Command(d.bin, append(args, "--status", d.status, "--editor", "touch "+filepath.Join(d.app, "edited"))...)
	c.Env = append(os.Environ(), "DISPLAY="+d.display, "LC_ALL=C.UTF-8", "HOME="+d.cache, "XDG_CACHE_HOME="+d.cache, "XDG_CONFIG_HOME="+d.cache)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	d.pid = c.Process.Pid
	ended := false
	end = func() {
		if ended {
			return
		}
		ended = true
		_ = c.Process.Kill()
		_ = c.Wait()
		if strings.Contains(out.String(), "call thread") || strings.Contains(out.String(), "internal error") {
			t.Error("the window complained of itself")
		}
		if t.Failed() {
			t.Logf("the window said:\n%s", out.String())
		}
	}
	t.Cleanup(end)
	return end
}

// startX starts Xvfb on a display that it finds free itself.
func (d *desk) startX() {
	r, w, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	defer r.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1500x940x24", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		d.t.Fatal(err)
	}
	w.Close()
	d.t.Cleanup(func() { _ = x.Process.Kill(); _ = x.Wait() })
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		d.t.Fatalf("Xvfb: %v", err)
	}
	d.display = ":" + strings.TrimSpace(line)
}

// last is the newest line of the status file.
func (d *desk) last() seen {
	var s seen
	b, _ := os.ReadFile(d.status)
	lines := bytes.Split(bytes.TrimSpace(b), []byte("\n"))
	_ = json.Unmarshal(lines[len(lines)-1], &s)
	return s
}

// wait gives the state once it is as wished; what says it for the message.
func (d *desk) wait(what string, ok func(seen) bool) seen {
	d.t.Helper()
	deadline := time.Now().Add(20 * time.Second)
	for {
		s := d.last()
		if ok(s) {
			return s
		}
		if time.Now().After(deadline) {
			d.shot("failed")
			d.t.Fatalf("waited in vain for %s; last %+v", what, s)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// settle gives the state once no commit has come for half a second.
func (d *desk) settle() seen {
	d.t.Helper()
	s, since := d.last(), time.Now()
	for deadline := since.Add(20 * time.Second); time.Since(since) < 500*time.Millisecond; time.Sleep(20 * time.Millisecond) {
		if now := d.last(); now.Commits != s.Commits {
			s, since = now, time.Now()
		}
		if time.Now().After(deadline) {
			d.t.Fatalf("commits come without end; last %+v", s)
		}
	}
	return s
}

func (d *desk) xdo(args ...string) {
	d.t.Helper()
	c := exec.Command("xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+d.display, "LC_ALL=C.UTF-8")
	if out, err := c.CombinedOutput(); err != nil {
		d.t.Fatalf("xdotool %v: %v %s", args, err, out)
	}
}

func (d *desk) click(x, y int) {
	d.t.Helper()
	d.xdo("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.1", "click", "1")
}

func (d *desk) key(k string) { d.t.Helper(); d.xdo("key", k) }

// shot takes a picture of the display and gives a pixel of it.
func (d *desk) shot(name string) func(x, y int) color.Color {
	d.t.Helper()
	time.Sleep(500 * time.Millisecond) // llvmpipe needs its time from state to screen
	file := filepath.Join(d.shots, name+".png")
	c := exec.Command("timeout", "20", "import", "-window", "root", file)
	c.Env = append(os.Environ(), "DISPLAY="+d.display)
	if out, err := c.CombinedOutput(); err != nil {
		d.t.Fatalf("import: %v %s", err, out)
	}
	f, err := os.Open(file)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		d.t.Fatal(err)
	}
	return func(x, y int) color.Color { return img.At(x, y) }
}

// change replaces text in a file of the app.
func (d *desk) change(file, old, now string) {
	d.t.Helper()
	name := filepath.Join(d.app, filepath.FromSlash(file))
	b, err := os.ReadFile(name)
	if err != nil {
		d.t.Fatal(err)
	}
	if !strings.Contains(string(b), old) {
		d.t.Fatalf("%s has no %q", file, old)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(b), old, now, 1)), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// Places on the phone at the window's own size (1500×940, zoom fit).
var (
	firstCheck  = [2]int{56, 361}
	secondCheck = [2]int{56, 424}
	thirdCheck  = [2]int{56, 486}
	field       = [2]int{150, 263}
	hero        = [2]int{250, 150}
	breakpoints = [2]int{1373, 480} // the tab beside the list of setData
	condition   = [2]int{1300, 511} // its field
	editButton  = [2]int{108, 133}  // on the banner of a pause
)

func TestWindow(t *testing.T) {
	d := startDesk(t)
	d.shot("1-open")

	before := d.last()
	d.click(firstCheck[0], firstCheck[1])
	s := d.wait("the setData of the tap", func(s seen) bool { return s.Commits > before.Commits })
	if s.Activities <= before.Activities {
		t.Error("the tap left no activity")
	}

	before = d.last()
	d.click(field[0], field[1])
	d.xdo("type", "--delay", "40", "milk")
	d.wait("four bindinput setData", func(s seen) bool { return s.Commits >= before.Commits+4 })
	before = d.last()
	d.key("Return")
	d.wait("the new task", func(s seen) bool { return s.Commits >= before.Commits+3 })
	d.shot("2-typed")

	t.Run("reload", func(t *testing.T) {
		green := d.shot("3-before")(hero[0], hero[1])
		for _, c := range []struct{ file, old, now string }{
			{"pages/list/list.wxss", "#07c160 0%, #0a9f86 60%", "#c10760 0%, #9f0a86 60%"},
			{"pages/list/list.wxml", "轻点打开", "Tap to open"},
		} {
			before := d.last()
			d.change(c.file, c.old, c.now)
			s := d.wait("the reload of "+c.file, func(s seen) bool {
				return s.ReloadMs > 0 && s.ReloadMs != before.ReloadMs
			})
			if s.Errors != 0 || s.Problems != 0 {
				t.Errorf("%s: %d errors, %d problems", c.file, s.Errors, s.Problems)
			}
			t.Logf("%s: %.1f ms from save to pixels", c.file, s.ReloadMs)
		}
		if red := d.shot("4-after")(hero[0], hero[1]); red == green {
			t.Error("the new sheet is not on the screen")
		}
		d.change("pages/list/list.js", "toggle(e) {", "toggle(e) {\n    console.log('the new method')")
		time.Sleep(500 * time.Millisecond) // changes no pixel: nothing tells when it is done
		before := d.last()
		d.click(firstCheck[0], firstCheck[1])
		s := d.wait("the log line of the new method", func(s seen) bool { return s.Logs > before.Logs && s.Commits > before.Commits })
		if s.Commits < 20 {
			t.Errorf("%d commits: the reload of a method lost the run", s.Commits)
		}
		before = d.last()
		d.change("pages/list/list.js", "Page({", "Page({{")
		d.wait("the error of a file that does not compile", func(s seen) bool { return s.Problems > 0 || s.Errors > before.Errors })
		d.shot("5-error")
		d.change("pages/list/list.js", "Page({{", "Page({")
		d.wait("the good file", func(s seen) bool { return s.Problems == 0 })
	})

	t.Run("stepping", func(t *testing.T) {
		d.settle() // the good file starts the page again
		d.key("F8")
		before := d.last()
		d.click(secondCheck[0], secondCheck[1])
		s := d.wait("a pause before setData", func(s seen) bool { return s.Paused })
		if fmt.Sprint(s.Pending) != "[shown[1].done]" {
			t.Errorf("pending is %v", s.Pending)
		}
		if s.Commits != before.Commits {
			t.Error("it was applied already")
		}
		d.shot("6-paused")
		d.key("F10")
		s = d.wait("the second setData of the tap", func(s seen) bool { return s.Paused && len(s.Pending) == 4 })
		d.key("F8")
		d.wait("running again", func(s seen) bool { return !s.Paused && s.Commits > before.Commits+1 })
		s = d.settle()

		d.key("shift+F10")
		first := d.wait("the setData before", func(s seen) bool { return s.Viewing >= 0 })
		d.shot("7-past")
		d.key("shift+F10")
		d.wait("one more back", func(s seen) bool { return s.Viewing >= 0 && s.Viewing < first.Viewing })
		d.key("F10")
		d.wait("one forward", func(s seen) bool { return s.Viewing == first.Viewing })
		d.key("Escape")
		d.wait("live", func(s seen) bool { return s.Viewing == -1 })
		if got := d.last().Commits; got != s.Commits {
			t.Errorf("stepping changed the history: %d commits, then %d", s.Commits, got)
		}
	})

	t.Run("breakpoint", func(t *testing.T) {
		before := d.last()
		d.click(breakpoints[0], breakpoints[1])
		d.shot("8-empty") // waits for the tab: nothing else tells of it
		d.click(condition[0], condition[1])
		d.xdo("type", "--delay", "40", "path=left")
		d.key("Return")
		d.wait("the breakpoint in the list", func(s seen) bool { return s.Breaks == 1 })
		d.click(firstCheck[0], firstCheck[1])
		s := d.wait("the breakpoint", func(s seen) bool { return s.Paused && s.Break == "path=left" })
		if s.Commits <= before.Commits || len(s.Pending) != 4 {
			t.Errorf("it stopped before %v; the setData without left is to be applied", s.Pending)
		}
		d.shot("8-break")
		d.click(editButton[0], editButton[1])
		d.key("ctrl+a")
		d.xdo("type", "--delay", "40", `{"left":42}`)
		d.key("Return")
		d.wait("the edited setData", func(s seen) bool { return !s.Paused && s.Commits > before.Commits+1 })
		d.key("F8")
		d.shot("8-edited")
		d.click(breakpoints[0], breakpoints[1])
		d.click(condition[0], condition[1]+26) // its row: off
		d.wait("no breakpoint", func(s seen) bool { return s.Breaks == 0 })
	})

	t.Run("restart", func(t *testing.T) {
		before := d.last()
		d.key("ctrl+r")
		d.wait("a fresh run", func(s seen) bool { return s.Running && s.Commits > 5 && s.Commits < before.Commits })
		time.Sleep(300 * time.Millisecond)
		before = d.last()
		d.click(thirdCheck[0], thirdCheck[1])
		d.wait("a tap in it", func(s seen) bool { return s.Commits > before.Commits })
		d.shot("8-restarted")
	})

	t.Run("worker dies", func(t *testing.T) {
		out, err := exec.Command("ps", "-o", "pid=", "--ppid", strconv.Itoa(d.pid)).Output()
		if err != nil {
			t.Skipf("ps: %v", err)
		}
		child, err := strconv.Atoi(strings.Fields(string(out))[0])
		if err != nil {
			t.Fatal(err)
		}
		p, err := os.FindProcess(child)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Kill(); err != nil {
			t.Fatal(err)
		}
		d.wait("the window to see it", func(s seen) bool { return !s.Running })
		d.shot("9-stopped")
		d.key("ctrl+r")
		d.wait("a new worker", func(s seen) bool { return s.Running && s.Page == "pages/list/list" && s.Commits > 5 })
	})
}
