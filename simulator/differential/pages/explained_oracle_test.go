//go:build oracle

package pages

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed explained.txt
var explainedText string

// judgeExplanations holds the differences against explained.txt: each that is not
// explained there fails, and so does an explanation that nothing needs any more.
func judgeExplanations(t *testing.T, all []*result) {
	ran := map[string]*result{}
	projects := map[string]bool{}
	for _, r := range all {
		ran[r.project+" "+r.page] = r
		projects[r.project] = true
	}
	explained := map[string]bool{}
	for _, l := range strings.Split(explainedText, "\n") {
		l = strings.TrimSpace(l)
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.SplitN(l, " ", 3)
		if len(f) < 3 || strings.TrimSpace(f[2]) == "" {
			t.Errorf("explained.txt: %q: expected project, page, reason", l)
			continue
		}
		explained[f[0]+" "+f[1]] = true
		if r := ran[f[0]+" "+f[1]]; r != nil && r.kind == "equal" {
			t.Errorf("explained.txt: %s %s is equal now, the line can go", f[0], f[1])
		}
	}
	for _, r := range all {
		if r.kind != "equal" && !explained[r.project+" "+r.page] {
			t.Errorf("%s %s: %s at step %d: %s", r.project, r.page, r.kind, r.step, r.reason)
		}
	}
}
