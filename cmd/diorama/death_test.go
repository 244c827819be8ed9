package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"diorama/simulator"
	"diorama/simulator/wire"
)

// A worker that is killed at any moment leaves the session alive with the last
// picture and the reason; Restart and the next save bring the mini-program back.
func TestWorkerKilled(t *testing.T) {
	dir := t.TempDir()
	files := map[string]string{
		"app.json": `{"pages": ["a"]}`,
		"a.wxml":   `<view>{{n}}</view>`,
		"a.js":     `Page({ data: { n: 'alive' }, onShow() { setInterval(() => this.setData({ n: Math.random() }), 1) } })`,
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var victim *exec.Cmd
	spawn := func() (wire.Conn, func(), error) {
		cmd := exec.Command(exe, "worker")
		in, err := cmd.StdinPipe()
		if err != nil {
			return nil, nil, err
		}
		out, err := cmd.StdoutPipe()
		if err != nil {
			return nil, nil, err
		}
		if err := cmd.Start(); err != nil {
			return nil, nil, err
		}
		victim = cmd
		return wire.Stream(out, in, in.Close), func() { _ = cmd.Process.Kill(); _ = cmd.Wait() }, nil
	}
	s, err := simulator.Open(simulator.Options{Dir: dir, Spawn: spawn, DPR: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	until := func(what string, f func() bool) {
		t.Helper()
		limit := time.Now().Add(20 * time.Second)
		for !f() {
			s.Step(time.Now())
			s.Frame()
			select {
			case <-s.Wake():
			case <-time.After(2 * time.Millisecond):
			}
			if time.Now().After(limit) {
				t.Fatalf("%s: %+v", what, s.State().Stopped)
			}
		}
	}
	running := func() bool { return s.State().Running && s.State().Commits > 3 }
	for round := range 20 {
		until("runs", running)
		if err := victim.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		until("death is seen", func() bool { return !s.State().Running })
		if s.State().Stopped == "" || s.Frame().Image == nil || s.Tree() == nil {
			t.Fatalf("round %d: reason %q", round, s.State().Stopped)
		}
		if round%2 == 0 {
			if err := s.Restart(); err != nil {
				t.Fatal(err)
			}
		} else {
			s.Save([]string{filepath.Join(dir, "a.js")})
		}
		if s.State().Commits != 0 || s.Tree() == nil {
			t.Fatalf("round %d: the new run begins with %d commits", round, s.State().Commits)
		}
	}
	until("runs at the end", running)
	if st := s.State(); !st.Running || strings.Contains(st.Stopped, "ended") {
		t.Errorf("%+v", st)
	}
}
