package main

import (
	"bytes"
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const todo = "../../assets/demos/todo"

// TestMain lets the test binary be the worker process, as the program is.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "worker" {
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// Two runs of shot give the same bytes, through a worker process each, whatever
// the machine's time zone.
func TestShotTwice(t *testing.T) {
	dir := t.TempDir()
	var files [2][]byte
	for i := range files {
		t.Setenv("TZ", []string{"Asia/Shanghai", "America/New_York"}[i])
		name := filepath.Join(dir, string(rune('a'+i))+".png")
		var errw bytes.Buffer
		if code := run([]string{"shot", todo, "-o", name, "--dpr", "2"}, os.Stdout, &errw); code != exitOK {
			t.Fatalf("exit %d: %s", code, errw.String())
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[i] = b
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two runs differ")
	}
	img, err := png.Decode(bytes.NewReader(files[0]))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Size(); got.X != 780 || got.Y != 1688 {
		t.Errorf("size %v, want 780×1688 (iPhone 14 at 2)", got)
	}
	seen := map[uint32]bool{}
	for y := 0; y < img.Bounds().Dy(); y += 7 {
		for x := 0; x < img.Bounds().Dx(); x += 7 {
			r, g, b, _ := img.At(x, y).RGBA()
			seen[r>>8<<16|g>>8<<8|b>>8] = true
		}
	}
	if len(seen) < 50 {
		t.Errorf("only %d colours: the page looks blank", len(seen))
	}
}

// tree gives the documented JSON: the composed tree with boxes, and once more
// after each --data.
func TestTree(t *testing.T) {
	var out, errw bytes.Buffer
	code := run([]string{"tree", todo, "--data", `{"greeting":"晚安"}`}, &out, &errw)
	if code != exitOK {
		t.Fatalf("exit %d: %s %s", code, errw.String(), out.String())
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, line := range lines {
		var r struct {
			Page string
			Step int
			OK   bool
			Tree struct {
				Tag      string
				Box      [4]float64
				Children []json.RawMessage
			}
		}
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		if r.Page != "pages/list/list" || !r.OK || r.Step != i || r.Tree.Tag != "page" || r.Tree.Box[2] != 390 || len(r.Tree.Children) == 0 {
			t.Errorf("line %d: %.300s", i, line)
		}
	}
	if !strings.Contains(lines[0], `"is":"components/task/task"`) || !strings.Contains(lines[0], "早上好") || strings.Contains(lines[0], "晚安") || !strings.Contains(lines[1], "晚安") {
		t.Error("the tree lacks components or does not follow --data")
	}
}

// Wrong usage exits with 2 and says what is expected; a folder that is no
// mini-program names app.json.
func TestUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "Commands:"},
		{[]string{"shot"}, "folder"},
		{[]string{"shot", todo}, "-o"},
		{[]string{"shot", t.TempDir(), "-o", "x.png"}, "app.json"},
		{[]string{"tree", todo, "--size", "3"}, "WIDTHxHEIGHT"},
		{[]string{"tree", todo, "--device", "Nokia"}, "iPhone"},
		{[]string{"tree", todo, "--data", "[1]"}, "object"},
		{[]string{"nonsense"}, "neither"},
	} {
		var out, errw bytes.Buffer
		if code := run(c.args, &out, &errw); code != exitUsage || !strings.Contains(errw.String(), c.want) {
			t.Errorf("%v: exit %d, %q; want %q", c.args, code, errw.String(), c.want)
		}
	}
}

// A component of the project opens alone, with properties of their own types.
func TestTreeOfComponent(t *testing.T) {
	dir := t.TempDir()
	for name, src := range map[string]string{
		"app.json": `{"pages":["p/p"]}`, "p/p.wxml": "", "p/p.js": "Page({})",
		"c/c.json": `{"component":true}`, "c/c.wxml": `<text>{{n + 1}} {{o.a}}</text>`,
		"c/c.js": `Component({properties:{n:Number,o:Object}})`,
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out, errw bytes.Buffer
	if code := run([]string{"tree", dir, "--page", "c/c", "--props", `{"n":"12","o":{"a":"x"}}`, "--format", "text"}, &out, &errw); code != exitOK {
		t.Fatalf("exit %d: %s", code, errw.String())
	}
	if !strings.Contains(out.String(), `"13 x"`) {
		t.Errorf("properties did not reach the component:\n%s", out.String())
	}
	for _, bad := range []string{`[1]`, `{`} {
		if code := run([]string{"tree", dir, "--page", "c/c", "--props", bad}, &out, &errw); code != exitUsage {
			t.Errorf("--props %s: exit %d, want %d", bad, code, exitUsage)
		}
	}
}
