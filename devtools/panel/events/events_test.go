// Proves: activities are rows with handlers and commits, missing handlers stand
// out, a click shows what an event changed. Oracle: hand, from the fake run.
package events

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
)

func TestEvents(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{Shown: -1}, &panel.Model{}
	e := New(theme.Light(), s, d)
	m.Pull(s)
	e.Update(m)
	line := func(i int) string {
		var out []string
		for _, r := range e.Row(i).Runs {
			out = append(out, strings.TrimSpace(r.Text))
		}
		return strings.Join(out, "|")
	}
	if e.Len() != 2 {
		t.Fatalf("%d rows", e.Len())
	}
	if got, want := line(1), "00:00.990|event|tap|20.0|task.toggle, list.gone (missing)|#1|list[0].done|#2|left, title"; got != want {
		t.Errorf("event row %s, want %s", got, want)
	}
	if e.Row(1).Background == nil {
		t.Error("a missing handler does not stand out")
	}
	e.Tapped(1, false)
	if d.Shown != 2 {
		t.Errorf("the click showed commit %d", d.Shown)
	}
	e.Tapped(1, true)
	if e.Len() != 4 || !strings.Contains(line(3), "there is no such method") {
		t.Errorf("opened: %d rows, %s", e.Len(), line(e.Len()-1))
	}
	e.entry.SetText("onload")
	if e.Len() != 1 {
		t.Errorf("filter leaves %d rows", e.Len())
	}
}
