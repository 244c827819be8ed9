//go:build oracle

package feature

import (
	"slices"
	"strings"
	"testing"

	"diorama/simulator/differential"
)

// TestRandom runs random programs about each feature here and in WeChat's runtime
// (exparser or its successor glass-easel, see Subjects) and compares what they log and show
// after every step. Environment: DIORAMA_EXPARSER, DIORAMA_JUDGES, DIORAMA_CASES (how many
// of each, 100), DIORAMA_SEED (the first, 1).
func TestRandom(t *testing.T) {
	for _, s := range Subjects {
		t.Run(s.Name, func(t *testing.T) { random(t, s) })
	}
}

func random(t *testing.T, s Subject) {
	judge := func(cases []*differential.Case) []differential.Pair {
		if s.GlassEasel {
			out := differential.BothGlassEasel(t, differential.GlassEaselRuntime(t), cases)
			for i, c := range cases {
				if s.unordered || rows(c) {
					out[i] = differential.Pair{Ours: sorted(out[i].Ours), Theirs: sorted(out[i].Theirs)}
				}
			}
			return out
		}
		return differential.Both(t, differential.Runtime(t), cases)
	}
	if s.GlassEasel {
		differential.GlassEaselRuntime(t)
	} else {
		differential.Runtime(t)
	}
	first, count := differential.Setting("DIORAMA_SEED", 1), differential.Setting("DIORAMA_CASES", 100)
	cases := make([]*differential.Case, count)
	for i := range cases {
		cases[i], _ = Generate(s, int64(first+i), nil)
	}
	tally, shown := differential.NewTally(t, "feature"), 0
	for i, p := range judge(cases) {
		o, what := p.Verdict()
		if tally.Add(o, what, p.Ours) {
			continue
		}
		if shown++; shown > 1 {
			t.Errorf("seed %d is %s too: %.200s", first+i, o, what)
			continue
		}
		small, what := differential.ShrinkParts(t, func(drop map[int]bool) (*differential.Case, int) {
			return Generate(s, int64(first+i), drop)
		}, judge, o, what)
		t.Errorf("seed %d is %s (the judge gives `want`)\n%s\n%s", first+i, o, strings.TrimSpace(what), small.Source())
	}
	tally.Done()
}

// rows tells whether a program has keyed lists of components. In which order rows come,
// go and are updated in one setData is the choice of each of WeChat's two frameworks;
// ours is exparser's, so that with glass-easel only what was logged counts then.
func rows(c *differential.Case) bool {
	for _, f := range c.Files {
		if strings.HasSuffix(f.Name, ".wxml") && strings.Contains(string(f.Data), "wx:for") {
			return true
		}
	}
	return false
}

// sorted is a log whose lines between two trees are in the order of the alphabet.
func sorted(s string) string {
	lines := strings.SplitAfter(s, "\n")
	for from := 0; from < len(lines); from++ {
		to := from
		for to < len(lines) && strings.HasPrefix(lines[to], "> ") {
			to++
		}
		slices.Sort(lines[from:to])
		from = to
	}
	return strings.Join(lines, "")
}
