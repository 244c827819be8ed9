//go:build oracle

package pages

import (
	"testing"

	"diorama/simulator/differential"
)

// judgeExplanations holds the differences against explained.txt: each that is not
// explained there fails, and so does an explanation that nothing needs any more.
func judgeExplanations(t *testing.T, all []*result) {
	list := differential.Explanations(t)
	for _, r := range all {
		page, outcome := r.project+" "+r.page, differential.Outcome(r.kind)
		if outcome != differential.Equal {
			if differential.Explained(list, page, outcome, r.reason, r.detail) == nil {
				t.Errorf("%s: %s at step %d: %s", page, r.kind, r.step, r.reason)
			}
			continue
		}
		for _, e := range list {
			if e.Subject == page {
				t.Errorf("explained.txt: %s is equal now, the line can go", page)
			}
		}
	}
}
