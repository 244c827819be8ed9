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
	"diorama/renderer/value"
	"diorama/simulator/wire"
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
	e.Tapped(1, true)
	act := &s.Acts[1]
	act.Input = &wire.Input{Detail: value.M("value", "milk"), Changed: []wire.Touch{{ID: 1, ClientX: 10.125, ClientY: 20, PageX: 10.125, PageY: 220}}}
	act.Hops[0].Stops, act.Hops[0].Dataset = true, value.M("id", 7)
	act.Hops[1].Event = "toggle"
	*m = panel.Model{ActivityEpoch: 1}
	m.Pull(s)
	e.Update(m)
	e.Tapped(1, true)
	for i, want := range []string{2: "catch|node|1.00|components/task/task", 3: "bind|↳ toggle|", 4: `detail|{|value:|"milk"|}`, 5: "changedTouches[0]|client|10.13|,|20|page|10.13|,|220|identifier|1"} {
		if i >= 2 && !strings.HasPrefix(line(i), want) {
			t.Errorf("row %d: %s, want %s", i, line(i), want)
		}
	}
	if !strings.Contains(line(2), "dataset|{|id:|7|}") {
		t.Errorf("no dataset: %s", line(2))
	}
	e.Tapped(5, false) // leads nowhere
	e.Hovered(5)
	e.entry.SetText("onload")
	if e.Len() != 1 {
		t.Errorf("filter leaves %d rows", e.Len())
	}
}
