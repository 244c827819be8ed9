package logic

import (
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"diorama/renderer/dom"
	"diorama/simulator/project"
	"diorama/simulator/script"
	"diorama/simulator/wire"
)

// Proves that every page of the project in DIORAMA_PROJECT opens without an
// uncaught error; prints the errors by frequency. Oracle: hand, the project's own code.
func TestSweep(t *testing.T) {
	dir := os.Getenv("DIORAMA_PROJECT")
	if dir == "" {
		t.Skip("DIORAMA_PROJECT names no folder to sweep")
	}
	p, err := project.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	cache := script.NewCache()
	bad, blank := 0, 0
	began := time.Now()
	pages := p.App().Pages
	only := os.Getenv("DIORAMA_PAGE")
	for _, pg := range pages {
		if only != "" && pg != only {
			continue
		}
		h := &host{t: t, dir: dir, toW: make(chan *wire.Message, 1000), fromW: make(chan *wire.Message, 100000), done: make(chan error, 1), trees: map[wire.PageID]*dom.Tree{}}
		w := New(cache)
		go func() { h.done <- w.Run(h) }()
		h.send(&wire.Message{Hello: &wire.Hello{Version: wire.Version, Root: dir, Entry: pg, Seed: 1, Virtual: true, Env: wire.Env{Theme: "light", Conditions: wire.Conditions{Network: "wifi"}, Platform: "devtools", WindowWidth: 375, WindowHeight: 667, ScreenWidth: 375, ScreenHeight: 812, DPR: 3}}})
		h.settle()
		h.advance(time.Second)
		if h.route == nil || h.trees[h.page()] == nil || h.trees[h.page()].Len() < 2 {
			blank++
			t.Logf("%s: blank", pg)
		}
		failed := false
		for _, l := range h.failures {
			failed = true
			counts[l]++
		}
		if only != "" {
			t.Log(strings.Join(h.lines, "\n"))
		}
		if failed {
			bad++
		}
		if only != "" {
			t.Log("\n" + h.tree())
		}
		h.close()
	}
	var lines []string
	for l := range counts {
		lines = append(lines, l)
	}
	sort.Slice(lines, func(i, j int) bool { return counts[lines[i]] > counts[lines[j]] })
	for _, l := range lines {
		t.Logf("%4d  %.300s", counts[l], l)
	}
	t.Logf("%d pages, %d with errors, %d blank, %v", len(pages), bad, blank, time.Since(began))
}
