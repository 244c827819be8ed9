//go:build oracle

package random

import (
	"slices"
	"strings"
	"testing"

	"diorama/simulator/differential"
)

// designs are what differs by design wherever it stands, with the same text without it.
// explained.txt has the reasons.
var designs = []struct {
	kind    string
	instead func(string) string
}{
	{"a native member of a wxs object", strings.NewReplacer("constructor", "konstruktor").Replace},
	{"halves of a character", func(s string) string {
		return strings.Map(func(r rune) rune {
			if r > 0xffff {
				return '中'
			}
			return r
		}, s)
	}},
}

// byDesign tells whether a difference is one of the designs and nothing else: a project that
// is equal without it.
func byDesign(t testing.TB, o *oracle, p *project, r outcome) outcome {
	for _, d := range designs {
		q := *p
		q.instead = d.instead
		changed := !slices.Equal(q.stepTexts(), p.stepTexts())
		for name, text := range p.files() {
			changed = changed || q.files()[name] != text
		}
		if !changed {
			continue
		}
		if judge(t, o, &q).outcome() != differential.Different {
			return outcome{kind: d.kind, theirs: r.theirs, ours: r.ours}
		}
	}
	return r
}
