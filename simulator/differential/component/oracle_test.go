//go:build oracle

package component

import (
	"strconv"
	"testing"
	"time"

	"diorama/simulator/differential"
)

// TestRandom runs random programs here and in WeChat's runtime and compares what they
// log and show after every step: plain ones, those with wx:if and wx:for (structure),
// and those with behaviors, relations, slots, templates and wxs besides (mixed).
// Environment: DIORAMA_EXPARSER (the installed runtime), DIORAMA_CASES (how many of each
// kind, 100), DIORAMA_SEED (the first, 1).
func TestRandom(t *testing.T) {
	dir := differential.Runtime(t)
	for _, kind := range []struct {
		name string
		Options
	}{{"plain", Options{}}, {"structure", Options{Structure: true}}, {"mixed", Options{Structure: true, Mixed: true}}} {
		t.Run(kind.name, func(t *testing.T) { random(t, dir, kind.Options) })
	}
}

func random(t *testing.T, dir string, opts Options) {
	first, count := differential.Setting("DIORAMA_SEED", 1), differential.Setting("DIORAMA_CASES", 100)
	cases := make([]*differential.Case, count)
	for i := range cases {
		cases[i], _ = Generate(int64(first+i), opts, nil)
	}
	tally, shown := differential.NewTally(t, "component"), 0
	for i, p := range differential.Both(t, dir, cases) {
		o, what := p.Verdict()
		if tally.Add(o, what, p.Ours) {
			continue
		}
		if shown++; shown > 1 {
			t.Errorf("seed %d is %s too: %.200s", first+i, o, what)
			continue
		}
		small, what := shrink(t, dir, int64(first+i), opts, o, what)
		text := ""
		for _, f := range small.Files {
			text += "-- " + f.Name + " --\n" + string(f.Data)
		}
		text += "-- steps --\n"
		for _, s := range small.Steps {
			text += s.Text + "\n"
		}
		t.Errorf("seed %d is %s (exparser gives `want`)\n%s\n%s", first+i, o, what, text)
	}
	tally.Done()
}

// shrinkTime is how long one program is made smaller.
const shrinkTime = 15 * time.Second

// shrink drops parts of a program while its outcome stays.
func shrink(t *testing.T, dir string, seed int64, opts Options, outcome differential.Outcome, diff string) (*differential.Case, string) {
	t.Helper()
	until := time.Now().Add(shrinkTime)
	drop := map[int]bool{}
	best, parts := Generate(seed, opts, drop)
	for size := parts / 4; size >= 1 && time.Now().Before(until); {
		var cases []*differential.Case
		var drops []map[int]bool
		for from := 0; from < parts; from += size {
			d := map[int]bool{}
			for k := range drop {
				d[k] = true
			}
			for k := from; k < min(from+size, parts); k++ {
				d[k] = true
			}
			if len(d) == len(drop) {
				continue
			}
			c, _ := Generate(seed, opts, d)
			c.Name += "/" + strconv.Itoa(from)
			cases, drops = append(cases, c), append(drops, d)
		}
		found := false
		for i, p := range differential.Both(t, dir, cases) {
			if o, d := p.Verdict(); o == outcome {
				// All that fail alone are tried together next time by smaller sizes.
				best, diff, drop, found = cases[i], d, drops[i], true
				break
			}
		}
		if !found {
			size /= 2
		}
	}
	return best, diff
}
