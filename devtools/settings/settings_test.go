// Proves: settings come back as they were left, from any bytes without a fault, and two
// windows keep each other's changes. Oracle: hand.
package settings

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "diorama")
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	zoom := 0.5
	s.Update(func(a *Settings) {
		a.Window.Width, a.Window.Height, a.Window.Language = 1200, 800, "zh"
		a.Window.Splits["main"], a.Window.Tabs["lower"] = 0.3, "Console"
	})
	s.Opened("/p/one", time.Unix(1000, 0))
	s.Opened("/p/two", time.Unix(2000, 0))
	s.Opened("/p/one", time.Unix(3000, 0))
	s.UpdateProject("/p/one", func(p *Project) {
		p.Device, p.Mode, p.Zoom = "iPhone X", "detail", &zoom
		p.Breakpoints = []Breakpoint{{"path=left", false}, {"bytes>100", true}}
	})
	want := s.Get()
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Get(); !reflect.DeepEqual(got, want) {
		t.Errorf("read back %+v, written %+v", got, want)
	}
	if got := fmt.Sprint(want.Recent); got != "[/p/one /p/two]" {
		t.Errorf("recent %s", got)
	}
	names, _ := os.ReadDir(dir)
	if len(names) != 1 {
		t.Errorf("%d files are left in the folder", len(names))
	}
	s.Forget("/p/one")
	if got := s.Get(); len(got.Recent) != 1 || got.Projects["/p/one"].Mode != "detail" {
		t.Errorf("forgotten: %+v", got)
	}
}

func TestTwoWindows(t *testing.T) {
	dir := t.TempDir()
	a, _ := Open(dir)
	b, _ := Open(dir)
	a.UpdateProject("/a", func(p *Project) { p.Device = "A" })
	b.UpdateProject("/b", func(p *Project) { p.Device = "B" })
	if err := a.Save(); err != nil {
		t.Fatal(err)
	}
	if err := b.Save(); err != nil {
		t.Fatal(err)
	}
	c, _ := Open(dir)
	if c.Project("/a").Device != "A" || c.Project("/b").Device != "B" {
		t.Errorf("kept %+v", c.Get().Projects)
	}
}

func TestTimerWrites(t *testing.T) {
	dir := t.TempDir()
	s, _ := Open(dir)
	s.Update(func(a *Settings) { a.Window.Editor = "code" })
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if b, _ := os.ReadFile(filepath.Join(dir, FileName)); strings.Contains(string(b), "code") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("the file was not written by itself")
		}
	}
}

func TestAnyBytes(t *testing.T) {
	for _, c := range []struct {
		in, want string
		broken   bool
	}{
		{"", "{}", true},
		{"{", "{}", true},
		{"[1,2]", "{}", false},
		{"null", "{}", false},
		{"\x00\xff\xfe", "{}", true},
		{`{"window":{"width":"wide","height":800,"zoom":1e9,"splits":{"main":7,"top":0.4},"language":"zh"}}`, `{"window":{"splits":{"top":0.4},"language":"zh"}}`, false},
		{`{"window":7,"recent":["relative","/abs",3]}`, `{"recent":["/abs"]}`, false},
		{`{"projects":{"/p":{"device":5,"mode":"m","breakpoints":[{"condition":""},{"condition":"x"}]},"q":{}}}`,
			`{"projects":{"/p":{"mode":"m","breakpoints":[{"condition":"x"}]}}}`, false},
		{strings.Repeat("[", 20000), "{}", true},
	} {
		got, err := Decode([]byte(c.in))
		if (err != nil) != c.broken {
			t.Errorf("%.40q: error %v", c.in, err)
		}
		var want Settings
		if e := json.Unmarshal([]byte(c.want), &want); e != nil {
			t.Fatal(e)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		if string(a) != string(b) {
			t.Errorf("%.40q: %s, wanted %s", c.in, a, b)
		}
	}
}

func TestBrokenFileIsKept(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, FileName)
	if err := os.WriteFile(file, []byte("{broken"), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir)
	if err == nil || !strings.Contains(err.Error(), "settings.json.broken") {
		t.Errorf("error %v", err)
	}
	s.Update(func(a *Settings) { a.Window.Editor = "code" })
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(file + ".broken"); string(b) != "{broken" {
		t.Errorf("kept %q", b)
	}
}

func TestBounds(t *testing.T) {
	s, _ := Open("")
	for i := range 300 {
		s.Opened(fmt.Sprintf("/p/%03d", i), time.Unix(int64(i), 0))
	}
	got := s.Get()
	if len(got.Recent) != maxRecent || got.Recent[0] != "/p/299" || len(got.Projects) != maxProjects {
		t.Errorf("%d recent from %s, %d projects", len(got.Recent), got.Recent[0], len(got.Projects))
	}
	if _, ok := got.Projects["/p/000"]; ok {
		t.Error("the oldest project is kept")
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"window":{"width":1}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		a, err := Decode(b)
		if err != nil {
			return
		}
		text, err := json.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := Decode(text); err != nil || !reflect.DeepEqual(again.Recent, a.Recent) {
			t.Fatalf("%s read again: %v", text, err)
		}
	})
}
