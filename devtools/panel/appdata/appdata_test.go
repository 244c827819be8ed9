// Proves: instances and data become rows, what the shown commit wrote is marked and
// opened, filter and twisties work. Oracle: hand, from the fake run's data.
package appdata

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
)

func text(a *Panel) string {
	var b strings.Builder
	for i := range a.Len() {
		r := a.Row(i)
		b.WriteString(strings.Repeat("  ", r.Depth))
		if r.Background != nil {
			b.WriteString("* ")
		}
		for _, run := range r.Runs {
			b.WriteString(run.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestRows(t *testing.T) {
	test.NewTempApp(t)
	s, m := fake.New(), &panel.Model{}
	a := New(theme.Dark(), s, &fake.Desk{})
	m.Pull(s)
	a.Update(m)
	want := `pages/list/list  #1
  title: "待办"
  * left: 2 → 1
  list: [{id: 1, done: true}, {id: 2, done: true}]
  components/task/task  #2  {item: {id: 1, done: false}}
`
	if got := text(a); got != want {
		t.Errorf("live:\n%s\nwant:\n%s", got, want)
	}
	s.Now.Viewing = 1
	m.Pull(s)
	a.Update(m)
	if got := text(a); !strings.Contains(got, "    0: {2}\n        id: 1\n") && !strings.Contains(got, "* done: false → true") {
		t.Errorf("the first setData is not opened and marked:\n%s", got)
	}
	s.Now.Viewing = -1
	m.Pull(s)
	a.Update(m)
	a.Tapped(4, true)
	if got := text(a); !strings.Contains(got, "    item: {id: 1, done: false}\n") {
		t.Errorf("the component did not open:\n%s", got)
	}
	a.entry.SetText("DONE")
	if got := text(a); strings.Contains(got, "title") || !strings.Contains(got, "done: true") {
		t.Errorf("filter:\n%s", got)
	}
}
