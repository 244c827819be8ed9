//go:build oracle

package differential

import (
	"fmt"
	"strings"
	"testing"
)

// Outcome is what a comparison comes to.
type Outcome string

// The outcomes.
const (
	Equal         Outcome = "equal"
	Different     Outcome = "different"
	NotComparable Outcome = "not comparable" // the judge itself fails
)

// Verdict compares both sides; what says where they part, or why the judge fails. What
// the judge gave before it failed has to be the same.
func (p Pair) Verdict() (o Outcome, what string) {
	given, reason, failed := strings.Cut("\n"+p.Theirs, "\n? ")
	if !failed {
		if d := Difference(p.Theirs, p.Ours); d != "" {
			return Different, d
		}
		return Equal, ""
	}
	if given = strings.TrimPrefix(given, "\n"); given != "" {
		given += "\n"
	}
	if !strings.HasPrefix(p.Ours, given) {
		return Different, Difference(given, p.Ours)
	}
	return NotComparable, strings.TrimSuffix(reason, "\n")
}

// Tally counts the outcomes of one random judge and holds them against explained.txt.
type Tally struct {
	t        testing.TB
	subject  string
	list     []Explanation
	count    map[Outcome]int
	reasons  map[string]int
	unlikely int // not equal and not explained
}

// NewTally begins the count of a subject, which is the name in explained.txt.
func NewTally(t testing.TB, subject string) *Tally {
	return &Tally{t: t, subject: subject, list: Explanations(t), count: map[Outcome]int{}, reasons: map[string]int{}}
}

// Add counts one outcome and reports whether it needs no more words: it is equal, or
// explained.txt has a line for it.
func (c *Tally) Add(o Outcome, theirs, ours string) bool {
	c.count[o]++
	if o == Equal {
		return true
	}
	if e := Explained(c.list, c.subject, o, theirs, ours); e != nil {
		c.reasons[e.Reason]++
		return true
	}
	c.unlikely++
	return false
}

// Done prints the numbers, with each reason that was needed.
func (c *Tally) Done() {
	c.t.Helper()
	name := c.subject
	if _, kind, ok := strings.Cut(c.t.Name(), "/"); ok {
		name += ", " + kind
	}
	c.t.Logf("%-24s %s", name, c)
	for r, n := range c.reasons {
		c.t.Logf("  %d explained: %s", n, r)
	}
}

// String is the numbers in one line.
func (c *Tally) String() string {
	return fmt.Sprintf("%4d equal %4d different %4d not comparable, %d of those not explained", c.count[Equal], c.count[Different], c.count[NotComparable], c.unlikely)
}
