//go:build replay

// Proves: runs of whole mini-programs, in a window's real time and under random input,
// have the same commits and the same pixels when they are run again, ten times over.
// Oracle: the recorded marks and hashes. make replays runs it over the demos that come
// with the program, make replays-official over the pages of WeChat's own demo.
// DIORAMA_PROJECTS: folders, separated by colons; DIORAMA_TIMES: how often each.
package simulator

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"diorama/simulator/project"
)

func TestReplayPages(t *testing.T) {
	dirs := strings.Split(os.Getenv("DIORAMA_PROJECTS"), ":")
	if dirs[0] == "" {
		dirs = demos(t)
	}
	times, err := strconv.Atoi(os.Getenv("DIORAMA_TIMES"))
	if err != nil {
		times = 10
	}
	equal, pages, commits, shots := 0, 0, 0, 0
	for _, dir := range dirs {
		p, err := project.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		list := p.App().Pages
		p.Close()
		for k, page := range list {
			pages++
			c, n, err := pageAgain(t, dir, page, uint64(k+1), times)
			if err != nil {
				t.Errorf("%s %s: %v", filepath.Base(dir), page, err)
				continue
			}
			equal, commits, shots = equal+1, commits+c, shots+n
			if pages%20 == 0 {
				t.Logf("%d of %d pages are equal so far; %d commits, %d pictures", equal, pages, commits, shots)
			}
		}
	}
	t.Logf("%d of %d pages are equal %d times; %d commits and %d pictures each time", equal, pages, times, commits, shots)
}

// pageAgain records one page and runs it again; the error names the first difference.
func pageAgain(t *testing.T, dir, page string, seed uint64, times int) (commits, shots int, err error) {
	s, err := Open(Options{Dir: dir, Page: page, DPR: 1})
	if err != nil {
		return 0, 0, err
	}
	live(s, 300*time.Millisecond)
	monkey(t, s, seed, 12, func() { live(s, 40*time.Millisecond) })
	r := s.Recording()
	s.Close()
	// The first page of a project goes through a file, and runs on what that holds.
	o := ReplayOptions{Dir: dir}
	if seed == 1 {
		r, o.Dir = copyOf(t, r), ""
	}
	for i := range times {
		p, out, err := Replay(r, o)
		if err != nil {
			return 0, 0, fmt.Errorf("time %d: %w", i+1, err)
		}
		p.Close()
		if out.Difference != nil {
			return 0, 0, fmt.Errorf("time %d: after %d of %d commits, %d of %d pictures: %w", i+1, out.Compared, len(r.Marks), out.Shots, len(r.Shots), out.Difference)
		}
		if out.Compared != len(r.Marks) || out.Shots != len(r.Shots) {
			return 0, 0, fmt.Errorf("time %d: %d of %d commits, %d of %d pictures", i+1, out.Compared, len(r.Marks), out.Shots, len(r.Shots))
		}
	}
	return len(r.Marks), len(r.Shots), nil
}
