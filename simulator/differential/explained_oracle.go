//go:build oracle

package differential

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed explained.txt
var explainedText string

// Explanation is one line of explained.txt: it stands for a comparison of that subject
// with that outcome in which the judge says the text Theirs and we say Ours.
type Explanation struct {
	Subject string  // of pages the project and the page, of random runs the package
	Outcome Outcome // Different or NotComparable
	Theirs  string
	Ours    string // may be empty
	Reason  string
}

// Explanations are the lines of explained.txt.
func Explanations(t testing.TB) []Explanation {
	t.Helper()
	var out []Explanation
	for l := range strings.Lines(explainedText) {
		if l = strings.TrimSpace(l); l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		f := strings.Split(l, " | ")
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		if len(f) != 5 || f[0] == "" || f[1] != string(Different) && f[1] != string(NotComparable) || f[2] == "" || f[4] == "" {
			t.Errorf("explained.txt: %q: expected subject | different or not comparable | what the judge says | what we say | reason", l)
			continue
		}
		out = append(out, Explanation{f[0], Outcome(f[1]), f[2], f[3], f[4]})
	}
	return out
}

// Explained gives the line that stands for an outcome, nil when there is none.
func Explained(list []Explanation, subject string, o Outcome, theirs, ours string) *Explanation {
	for i, e := range list {
		if e.Subject == subject && e.Outcome == o && strings.Contains(theirs, e.Theirs) && strings.Contains(ours, e.Ours) {
			return &list[i]
		}
	}
	return nil
}
