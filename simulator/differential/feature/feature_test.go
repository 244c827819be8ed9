package feature

import (
	"strings"
	"testing"

	"diorama/simulator/differential"
)

// Random programs about each feature run without an error, and the same seed gives the
// same program. Oracle: hand; TestRandom compares them with WeChat's runtime.
func TestPrograms(t *testing.T) {
	for i, s := range Subjects {
		if testing.Short() && i%3 != 0 {
			continue
		}
		a, parts := Generate(s, int64(i), nil)
		if b, _ := Generate(s, int64(i), map[int]bool{}); a.Source() != b.Source() {
			t.Errorf("%s: not the same program twice", s.Name)
		}
		log, err := differential.Ours(a)
		if err != nil || strings.Contains(log, "\n! ") || parts < 5 {
			t.Errorf("%s: %v, %d parts\n%s", s.Name, err, parts, log)
		}
	}
}
