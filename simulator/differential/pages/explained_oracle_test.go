//go:build oracle

package pages

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed explained.txt
var explainedText string

// explanation is one line of explained.txt: it stands for a page of which the
// comparison gives that kind, the judge that text and our log that one.
type explanation struct{ page, kind, judge, ours, reason string }

func explanations(t *testing.T) []explanation {
	var out []explanation
	for l := range strings.Lines(explainedText) {
		if l = strings.TrimSpace(l); l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, "|")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		if len(f) != 5 || f[0] == "" || f[1] == "" || f[2] == "" || f[4] == "" {
			t.Errorf("explained.txt: %q: expected page | kind | text of the difference | text of our log | reason", l)
			continue
		}
		out = append(out, explanation{f[0], f[1], f[2], f[3], f[4]})
	}
	return out
}

// judgeExplanations holds the differences against explained.txt: each that is not
// explained there fails, and so does an explanation that nothing needs any more.
func judgeExplanations(t *testing.T, all []*result) {
	list := explanations(t)
	for _, r := range all {
		page, explained, needed := r.project+" "+r.page, false, r.kind != "equal"
		for _, e := range list {
			if e.page != page {
				continue
			}
			if !needed {
				t.Errorf("explained.txt: %s is equal now, the line can go", page)
			}
			explained = explained || e.kind == r.kind && strings.Contains(r.reason, e.judge) && strings.Contains(r.detail, e.ours)
		}
		if needed && !explained {
			t.Errorf("%s: %s at step %d: %s", page, r.kind, r.step, r.reason)
		}
	}
}
