//go:build oracle

package pages

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"diorama/simulator/differential"
	"diorama/simulator/project"
)

// projects are what prepare.sh makes.
var projects = []string{"demo", "tdesign", "vant", "weui"}

// result is the comparison of one page.
type result struct {
	project, page string
	kind          string // equal, different, not comparable
	reason        string
	step          int
	steps         int
	detail        string
	features      []string
}

// TestPages compares every page of the projects with WeChat's runtime.
func TestPages(t *testing.T) {
	cache := cacheDir()
	oracle := runtimeDir(t)
	var all []*result
	chosen := projects
	if f := os.Getenv("DIORAMA_PROJECT"); f != "" {
		chosen = strings.Split(f, ",") // any folder of projects/, also one that prepare.sh does not make
	}
	for _, name := range chosen {
		dir := filepath.Join(cache, "projects", name)
		if _, err := os.Stat(filepath.Join(dir, "app.json")); err != nil {
			t.Logf("%s is not there (prepare.sh), passed over", name)
			continue
		}
		start := time.Now()
		list, fresh, err := compare(name, dir, oracle, filepath.Join(cache, "verdicts"), t.Logf)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
		t.Logf("%-8s %s   (%d asked anew, %.1f s)", name, count(list), fresh, time.Since(start).Seconds())
	}
	if len(all) == 0 {
		t.Skip("no project; run prepare.sh")
	}
	t.Logf("%-8s %s", "all", count(all))
	byFeature(t, all)
	file := filepath.Join(cache, "differences"+os.Getenv("DIORAMA_PROJECT")+".txt")
	if err := os.WriteFile(file, []byte(details(all)), 0o644); err != nil {
		t.Fatal(err)
	}
	judgeExplanations(t, all)
	t.Log("details: " + file)
}

// runtimeDir is the folder with WeChat's runtime; dates are in UTC from here on.
func runtimeDir(t *testing.T) string {
	oracle := os.Getenv("DIORAMA_EXPARSER")
	if oracle == "" {
		oracle = filepath.Join(cacheDir(), "exparser")
	}
	if _, err := os.Stat(filepath.Join(oracle, "node_modules", "miniprogram-simulate")); err != nil {
		t.Skip("WeChat's runtime is not installed (prepare.sh, or DIORAMA_EXPARSER): " + err.Error())
	}
	t.Setenv("TZ", "UTC")
	return oracle
}

func cacheDir() string {
	if d := os.Getenv("DIORAMA_JUDGES"); d != "" {
		return d
	}
	if d := os.Getenv("XDG_CACHE_HOME"); d != "" {
		return filepath.Join(d, "diorama-judges")
	}
	return filepath.Join(os.Getenv("HOME"), ".cache", "diorama-judges")
}

func exists(dir, file string) bool {
	_, err := os.Stat(filepath.Join(dir, file))
	return err == nil
}

func compare(name, dir, oracle, cache string, say func(string, ...any)) ([]*result, int, error) {
	p, err := project.Open(dir)
	if err != nil {
		return nil, 0, err
	}
	list := p.App().Pages
	p.Close()
	var jobs []job
	for _, page := range list {
		if !exists(dir, page+".wxml") && !exists(dir, page+".js") {
			continue // listed in app.json, but the source has no such page
		}
		if f := os.Getenv("DIORAMA_PAGE"); f == "" || strings.Contains(page, f) {
			jobs = append(jobs, job{Page: page, Seed: differential.Setting("DIORAMA_SEED", 1), Steps: 4, Wait: 100})
		}
	}
	return judged(name, dir, oracle, cache, jobs, say)
}

// judged compares jobs of one project; fresh says how many the judge was asked anew.
func judged(name, dir, oracle, cache string, jobs []job, say func(string, ...any)) (list []*result, fresh int, err error) {
	j, err := newJudge(oracle, dir, cache)
	if err != nil {
		return nil, 0, err
	}
	out := make([]*result, len(jobs))
	type work struct {
		i int
		v *verdict
	}
	queue := make(chan work, len(jobs))
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for w := range queue {
				r := one(name, dir, jobs[w.i], w.v)
				if out[w.i] = r; r.kind != "equal" {
					say("%s %s: %s at step %d: %s", name, r.page, r.kind, r.step, r.reason)
				}
			}
		}()
	}
	fresh, err = j.ask(jobs, func(i int, v *verdict) { queue <- work{i, v} })
	close(queue)
	wg.Wait()
	return out, fresh, err
}

// one compares one page, step by step, up to the first difference.
func one(name, dir string, q job, v *verdict) *result {
	r := &result{project: name, page: q.Page, steps: len(v.Steps), features: features(dir, v.Files)}
	if !v.OK {
		r.kind, r.reason = "not comparable", "the judge does not open the page: "+firstLine(v.Error)
		_, logs, err := ours(dir, q, &verdict{Steps: make([]step, 1)})
		if err != nil {
			logs = append(logs, err.Error())
		}
		r.detail = strings.Join(logs, "\n") // explained only when ours says so too
		return r
	}
	steps, logs, err := ours(dir, q, v)
	for i, s := range v.Steps {
		if i >= len(steps) {
			r.kind, r.step, r.reason = "different", i, fmt.Sprint("ours stopped: ", err)
			r.detail = strings.Join(logs, "\n")
			return r
		}
		if d := difference(s.Tree, steps[i]); d != "" {
			r.kind, r.step, r.reason = "different", i, firstLine(d)
			if s.Call != nil {
				d = fmt.Sprintf("after setData on %d (%s): %s\n%s", s.Call.At, s.Call.Is, s.Call.Data, d)
			}
			r.detail = d + "\njudge: " + strings.Join(v.Log, "\njudge: ") + "\nours: " + strings.Join(logs, "\nours: ")
			return r
		}
	}
	r.kind = "equal"
	return r
}

func firstLine(s string) string { return strings.SplitN(s, "\n", 2)[0] }

// difference shows where two trees part, with some lines around; empty: nowhere.
func difference(want, got []string) string {
	i := 0
	for i < len(want) && i < len(got) && want[i] == got[i] {
		i++
	}
	if i == len(want) && i == len(got) {
		return ""
	}
	line := func(l []string) string {
		if i < len(l) {
			return strings.TrimSpace(l[i])
		}
		return "(end)"
	}
	part := func(l []string) string { return strings.Join(l[min(max(i-6, 0), len(l)):min(i+6, len(l))], "\n") }
	return fmt.Sprintf("judge %s | ours %s\nline %d\n--- judge\n%s\n--- ours\n%s", line(want), line(got), i+1, part(want), part(got))
}

func count(list []*result) string {
	n := map[string]int{}
	steps := 0
	for _, r := range list {
		n[r.kind]++
		steps += r.steps
	}
	return fmt.Sprintf("%4d equal %4d different %4d not comparable, %5d states", n["equal"], n["different"], n["not comparable"], steps)
}

func byFeature(t *testing.T, all []*result) {
	by := map[string][]*result{}
	for _, r := range all {
		for _, f := range r.features {
			by[f] = append(by[f], r)
		}
	}
	names := make([]string, 0, len(by))
	for f := range by {
		names = append(names, f)
	}
	sort.Strings(names)
	for _, f := range names {
		t.Logf("%-24s %s", f, count(by[f]))
	}
}

func details(all []*result) string {
	var b strings.Builder
	for _, r := range all {
		if r.kind != "equal" {
			fmt.Fprintf(&b, "==== %s %s: %s at step %d: %s\n%s\n", r.project, r.page, r.kind, r.step, r.reason, r.detail)
		}
	}
	return b.String()
}
