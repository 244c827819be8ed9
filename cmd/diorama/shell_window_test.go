//go:build window

// Proves: in the real window projects are opened from the start screen and from the list
// of commands, a compile mode is made with mouse and keyboard and reaches the
// mini-program, and the next start shows what the last one left. Oracle: hand, told by
// the window's --status file and the files it writes.
package main

import (
	"encoding/json"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func TestShell(t *testing.T) {
	page := func(text string) map[string]string {
		return map[string]string{
			"app.json": `{"pages":["pages/list/list","pages/detail/detail"]}`, "pages/list/list.wxml": "<view>" + text + "</view>", "pages/list/list.js": "Page({})",
			"pages/detail/detail.wxml": "<view>{{q}}</view>",
			"pages/detail/detail.js":   `Page({ data: { q: '' }, onLoad(q) { for (let i = 0; i < 8; i++) this.setData({ q: q.id + '@' + wx.getLaunchOptionsSync().scene + i }) } })`,
		}
	}
	app := fstest.MapFS{}
	for name, text := range page("one") {
		app[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d := newDesk(t, app)
	other := filepath.Join(t.TempDir(), "other")
	if err := os.CopyFS(other, app); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(d.cache, "config")
	if err := os.MkdirAll(config, 0o755); err != nil {
		t.Fatal(err)
	}
	left, _ := json.Marshal(map[string]any{"recent": []string{d.app, other}, "projects": map[string]any{d.app: map[string]any{"device": "iPhone SE"}}})
	if err := os.WriteFile(filepath.Join(config, "settings.json"), left, 0o644); err != nil {
		t.Fatal(err)
	}
	end := d.run("open", "--config", config)
	time.Sleep(3 * time.Second)
	d.shot("shell-1-start")
	d.click(560, 287) // the first of the recent projects
	s := d.wait("the project", func(s seen) bool { return s.Project == "todo" && s.Page == "pages/list/list" && s.Frames > 0 })
	if s.Device != "iPhone SE" {
		t.Errorf("it is shown on %s", s.Device)
	}
	time.Sleep(time.Second)
	d.shot("shell-2-project")

	d.key("ctrl+shift+p")
	time.Sleep(500 * time.Millisecond)
	d.xdo("type", "--delay", "40", "addmode")
	d.shot("shell-3-commands")
	d.key("Return")
	time.Sleep(500 * time.Millisecond)
	d.xdo("type", "--delay", "40", "article")
	d.key("Tab")
	d.key("ctrl+a")
	d.xdo("type", "--delay", "40", "pages/detail/detail")
	d.key("Tab") // its button
	d.key("Tab")
	d.xdo("type", "--delay", "40", "id=7")
	d.key("Tab")
	d.xdo("type", "--delay", "40", "1047")
	d.shot("shell-4-mode")
	d.key("Return")
	d.wait("the page of the mode", func(s seen) bool { return s.Page == "pages/detail/detail" && s.Commits >= 8 })
	d.shot("shell-5-started")
	b, err := os.ReadFile(filepath.Join(d.app, "project.private.config.json"))
	if err != nil || !strings.Contains(string(b), `"pathName": "pages/detail/detail"`) || !strings.Contains(string(b), `"scene": 1047`) {
		t.Errorf("the file of the modes: %v\n%s", err, b)
	}

	d.key("ctrl+shift+s")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		list, _ := filepath.Glob(filepath.Join(d.cache, "todo-*.png"))
		if len(list) == 1 {
			if f, err := os.Open(list[0]); err == nil {
				c, err := png.DecodeConfig(f)
				f.Close()
				if err == nil && c.Width == 2*375 && c.Height == 2*667 {
					break
				}
			}
		}
		if time.Now().After(deadline) {
			t.Fatalf("no picture of an iPhone SE's pixels: %v", list)
		}
	}

	d.key("ctrl+p")
	time.Sleep(500 * time.Millisecond)
	d.xdo("type", "--delay", "40", "listlist")
	d.shot("shell-6-files")
	d.key("Return")
	d.wait("the page chosen", func(s seen) bool { return s.Page == "pages/list/list" })

	d.key("ctrl+shift+p")
	time.Sleep(500 * time.Millisecond)
	d.xdo("type", "--delay", "40", "projectother")
	d.key("Return")
	s = d.wait("the other project", func(s seen) bool { return s.Project == "other" && s.Frames > 0 })
	if s.Device == "iPhone SE" {
		t.Error("the other project has the first one's device")
	}
	d.shot("shell-7-other")
	d.key("ctrl+shift+p")
	time.Sleep(500 * time.Millisecond)
	d.xdo("type", "--delay", "40", "language zh")
	d.key("Return")
	d.shot("shell-8-chinese")
	time.Sleep(time.Second) // the settings are written once nothing changes
	end()

	d.run("open", d.app, "--config", config)
	d.wait("the mode again", func(s seen) bool { return s.Project == "todo" && s.Page == "pages/detail/detail" && s.Commits >= 8 })
	d.shot("shell-9-again")
	b, _ = os.ReadFile(filepath.Join(config, "settings.json"))
	for _, want := range []string{`"mode": "article"`, `"language": "zh"`, `"width": 1500`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the settings have no %s\n%s", want, b)
		}
	}
}
