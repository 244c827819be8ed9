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
	theirs, err := RunExparser(dir, cases)
	wg.Wait()
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range cases {
		out[i].Theirs = theirs[c.Name]
	}
	return out
}
