//go:build oracle

package component

import (
	"strconv"
	"testing"
	"time"

	"diorama/simulator/differential"
)

// TestRandom runs random programs here and in WeChat's runtime and compares what they
// log and show after every step. Environment: DIORAMA_EXPARSER (the installed
// runtime), DIORAMA_CASES (how many, 200), DIORAMA_SEED (the first, 1),
// DIORAMA_STRUCTURE=1 (with wx:if and wx:for), DIORAMA_MIXED=1 (with everything else).
func TestRandom(t *testing.T) {
	dir := differential.Runtime(t)
	number := differential.Setting
	first, count := number("DIORAMA_SEED", 1), number("DIORAMA_CASES", 200)
	opts := Options{Structure: number("DIORAMA_STRUCTURE", 0) != 0, Mixed: number("DIORAMA_MIXED", 0) != 0}
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
