package component

import (
	"strings"
	"testing"

	"diorama/simulator/differential"
)

// Random programs run without an error, and the same seed gives the same log and tree.
// Oracle: hand; TestRandom compares them with WeChat's runtime.
func TestPrograms(t *testing.T) {
	seeds := int64(6)
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		opts := Options{Structure: seed%2 == 1}
		a, parts := Generate(seed, opts, nil)
		b, _ := Generate(seed, opts, map[int]bool{})
		one, err := differential.Ours(a)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		two, err := differential.Ours(b)
		if err != nil || one != two {
			t.Errorf("seed %d: not the same twice (%v)\n%s", seed, err, differential.Difference(one, two))
		}
		if strings.Contains(one, "\n! ") || parts < 20 {
			t.Errorf("seed %d: %d parts\n%s", seed, parts, one)
		}
	}
}
