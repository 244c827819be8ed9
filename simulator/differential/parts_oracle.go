//go:build oracle

package differential

import (
	"maps"
	"strconv"
	"testing"
	"time"
)

// shrinkTime is how long one program is made smaller.
const shrinkTime = 15 * time.Second

// ShrinkParts drops parts of a generated program while its outcome stays. generate makes
// it without the dropped parts and tells how many there are in all; judge compares.
func ShrinkParts(t testing.TB, generate func(drop map[int]bool) (*Case, int), judge func([]*Case) []Pair, outcome Outcome, diff string) (*Case, string) {
	t.Helper()
	until := time.Now().Add(shrinkTime)
	drop := map[int]bool{}
	best, parts := generate(drop)
	for size := max(parts/4, 1); size >= 1 && time.Now().Before(until); {
		var cases []*Case
		var drops []map[int]bool
		for from := 0; from < parts; from += size {
			d := maps.Clone(drop)
			for k := from; k < min(from+size, parts); k++ {
				d[k] = true
			}
			if len(d) == len(drop) {
				continue
			}
			c, _ := generate(d)
			c.Name += "/" + strconv.Itoa(from)
			cases, drops = append(cases, c), append(drops, d)
		}
		found := false
		for i, p := range judge(cases) {
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
