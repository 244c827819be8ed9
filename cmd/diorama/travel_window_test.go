//go:build window

// Proves: in the real window a run goes back to a setData with the real state of
// JavaScript, stands still there, the console works in it, it lives on as a branch, is
// left for the run before, and its session file is written and run again from the
// window. Oracle: hand, told by the window's --status file and by what the program
// counts outside of its data.
package main

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"
)

const travelPage = `let secret = 0
Page({ data: { n: 0 }, onLoad() { for (let i = 0; i < 8; i++) this.setData({ n: -i }) },
  hit() { secret += 10; this.setData({ n: secret }) } })`

func TestTravel(t *testing.T) {
	d := openDesk(t, fstest.MapFS{
		"app.json":             {Data: []byte(`{"pages":["pages/list/list"]}`)},
		"pages/list/list.wxml": {Data: []byte(`<view bind:tap="hit" style="height:500px;font-size:40px">{{n}}</view>`)},
		"pages/list/list.js":   {Data: []byte(travelPage)},
	})
	tap := func(what string, want int) {
		t.Helper()
		d.click(180, 400)
		d.wait(what, func(s seen) bool { return s.Commits == want })
	}
	at := d.last().Commits
	for k := 1; k <= 3; k++ {
		tap("a tap", at+k)
	}
	d.key("alt+Left") // what was before the last tap
	d.wait("the past", func(s seen) bool { return s.Viewing >= 0 })
	d.key("ctrl+g")
	s := d.wait("the journey back", func(s seen) bool { return s.Frozen })
	if s.Run != 2 || s.RunFrom != 1 || s.Commits != at+2 || s.Viewing >= 0 {
		t.Errorf("after the journey %+v", s)
	}
	d.shot("travel-1-stands")
	d.click(180, 400) // is not heard
	time.Sleep(300 * time.Millisecond)
	if s := d.last(); s.Commits != at+2 {
		t.Errorf("the run that stands still heard a tap: %+v", s)
	}
	d.key("F8")
	d.wait("the run goes on", func(s seen) bool { return !s.Frozen })
	tap("a tap in the branch", at+3)
	tap("a tap in the branch", at+4)
	d.shot("travel-2-branch")

	d.key("ctrl+shift+e")
	time.Sleep(500 * time.Millisecond)
	file := filepath.Join(t.TempDir(), "a.diorama")
	d.key("ctrl+a")
	d.xdo("type", "--delay", "20", file)
	d.shot("travel-3-save")
	d.key("Return")
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if _, err := os.Stat(file); err == nil {
			break
		}
		if time.Now().After(end) {
			t.Fatal("no session file was written")
		}
	}
	d.key("ctrl+shift+o")
	time.Sleep(500 * time.Millisecond)
	d.xdo("type", "--delay", "20", file)
	d.key("Return")
	if s := d.wait("the session file", func(s seen) bool { return s.Run == 3 && s.Frozen }); s.Commits != at+4 || s.Replaying {
		t.Errorf("the session file gives %+v", s)
	}
	d.shot("travel-4-file")
}
