//go:build oracle

package differential

import (
	"runtime"
	"sync"
	"testing"
)

// Pair is what both sides print for one case. A run of ours that fails ends in a line
// `! reason`.
type Pair struct{ Ours, Theirs string }

// Both runs cases here and in WeChat's runtime (see Runtime), both at the same time.
// Case names must differ.
func Both(t testing.TB, dir string, cases []*Case) []Pair {
	t.Helper()
	return both(t, cases, func() (map[string]string, error) { return RunExparser(dir, cases) })
}

// BothGlassEasel is Both with glass-easel as the judge (see GlassEaselRuntime); neither side
// has handlers in its trees.
func BothGlassEasel(t testing.TB, dir string, cases []*Case) []Pair {
	t.Helper()
	out := both(t, cases, func() (map[string]string, error) { return RunGlassEasel(dir, cases) })
	for i := range out {
		out[i].Ours = eventless(out[i].Ours)
	}
	return out
}

func both(t testing.TB, cases []*Case, judge func() (map[string]string, error)) []Pair {
	t.Helper()
	out := make([]Pair, len(cases))
	next := make(chan int)
	var wg sync.WaitGroup
	for range runtime.NumCPU() {
		wg.Go(func() {
			for i := range next {
				s, err := Ours(cases[i])
				if err != nil {
					s += "! " + err.Error() + "\n"
				}
				out[i].Ours = s
			}
		})
	}
	wg.Go(func() {
		for i := range cases {
			next <- i
		}
		close(next)
	})
	theirs, err := judge()
	wg.Wait()
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		out[i].Theirs = theirs[c.Name]
	}
	return out
}
