// Proves: a report is taken when asked for, shown as a tree with scores, filtered, and its
// findings lead to file, node and commit. Oracle: hand.
package audits

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator/audit"
)

func TestAudits(t *testing.T) {
	test.NewTempApp(t)
	s, m, d := fake.New(), &panel.Model{}, &fake.Desk{}
	s.Found = audit.Run(&audit.Snapshot{Errors: []audit.Error{{Text: "boom"}}})
	r := &s.Found.Results[0]
	r.State, r.Note, r.Findings = audit.Broken, "", []audit.Finding{{Text: "a", File: "pages/list/list.js", Line: 4, Commit: 3}, {Text: "b", Node: 3, Page: "pages/list/list"}, {Text: "c", Commit: 3}, {Text: "d", Node: 9, Page: "elsewhere"}}
	posted := make(chan func())
	c := New(theme.Dark(), s, poster{d, posted})
	c.Tools()
	m.Pull(s)
	c.Update(m)
	if c.Len() != 1 || s.Called("Audit") {
		t.Errorf("%d rows before the first run", c.Len())
	}
	c.run.Tapped(nil)
	c.run.Tapped(nil) // while it runs
	(<-posted)()
	if !s.Called("Audit") || s.Called("Audit") {
		t.Error("audited not exactly once")
	}
	if want := len(s.Found.Results) + 4; c.Len() != want {
		t.Fatalf("%d rows, want %d", c.Len(), want)
	}
	if head, rule := c.Row(0), c.Row(1); head.Runs[0].Text != "performance" || rule.Runs[0].Text != "broken" || rule.Right[0].Text != "4   " || rule.Right[1].Text != "weight 7" {
		t.Errorf("%+v\n%+v", head, rule)
	}
	all := c.Len()
	c.Tapped(1, false)
	if c.Len() != all+5 { // four findings and the advice
		t.Fatalf("%d rows opened", c.Len())
	}
	c.Tapped(2, false)
	c.Tapped(3, false)
	c.Tapped(4, false)
	if d.Opened != "pages/list/list.js" || d.Picked != 3 || d.Shown != 2 {
		t.Errorf("led to %q, node %d, commit %d", d.Opened, d.Picked, d.Shown)
	}
	c.Tapped(5, false)
	c.Hovered(3)
	if d.Picked != 3 || d.Hovered != 3 {
		t.Error("a node of another page was picked, or hovering outlines none")
	}
	c.broken.Tapped(nil)
	broken := 0
	for i := range s.Found.Results {
		if s.Found.Results[i].State == audit.Broken {
			broken++
		}
	}
	if c.Len() != 4+broken+5 || c.Broken() != broken {
		t.Errorf("%d rows with broken ones only", c.Len())
	}
	for i := range c.Len() {
		c.Row(i)
		c.Menu(i, fyne.Position{})
	}
}

// Proves that every rule has its words in Chinese. Oracle: the table of rules.
func TestWords(t *testing.T) {
	zh := words.New(words.Chinese)
	for _, r := range audit.Run(&audit.Snapshot{}).Results {
		for _, text := range []string{r.Title, r.Note, string(r.State), string(r.Category)} {
			if text != "" && zh.T(text) == text {
				t.Errorf("%s: %q is not said in Chinese", r.ID, text)
			}
		}
	}
}

// poster hands what is posted to the test.
type poster struct {
	*fake.Desk
	c chan func()
}

func (p poster) Post(f func()) { p.c <- f }
