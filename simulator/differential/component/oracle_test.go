//go:build oracle

package component

import (
	"testing"

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
		small, what := differential.ShrinkParts(t, func(drop map[int]bool) (*differential.Case, int) {
			return Generate(int64(first+i), opts, drop)
		}, func(cases []*differential.Case) []differential.Pair { return differential.Both(t, dir, cases) }, o, what)
		t.Errorf("seed %d is %s (exparser gives `want`)\n%s\n%s", first+i, o, what, small.Source())
	}
	tally.Done()
}
