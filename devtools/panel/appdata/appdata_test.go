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
	"diorama/renderer/value"
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

// A click on a value shows who changed it, with a curve, and what shows it; what is
// typed into its field becomes a setData; globalData stands below, and paths are found.
func TestDetail(t *testing.T) {
	test.NewTempApp(t)
	s, m, d := fake.New(), &panel.Model{}, &fake.Desk{}
	s.App = value.M("user", value.M("name", "Li"))
	a := New(theme.Dark(), s, d)
	m.Pull(s)
	a.Update(m)
	if got := text(a); !strings.HasSuffix(got, "app.globalData\n  user: {name: \"Li\"}\n") {
		t.Fatalf("globalData:\n%s", got)
	}
	a.Tapped(2, false)
	var got strings.Builder
	for i := range a.detail.Len() {
		for _, r := range a.detail.Row(i).Runs {
			got.WriteString(r.Text + " ")
		}
		got.WriteByte('\n')
	}
	want := "Changed by   2 commits \n█▁ \n#2 00:01.100 1 \n#0 00:00.020 2 \nShown by   1 place \ntext {{left}} \n"
	if got.String() != want {
		t.Errorf("detail:\n%s\nwant:\n%s", got.String(), want)
	}
	a.detail.Tapped(2, false)
	if d.Shown != 2 {
		t.Errorf("commit %d is shown", d.Shown)
	}
	a.detail.Tapped(5, false)
	if a.detail.Hovered(5); d.Picked != 4 || d.Hovered != 4 {
		t.Errorf("node %d is picked, %d outlined", d.Picked, d.Hovered)
	}
	if a.detail.submit("{x"); s.Called("EditData left {x") {
		t.Error("what is no JSON was set")
	}
	a.detail.submit("7")
	if !s.Called("EditData left 7") {
		t.Error("the edit did not reach the session")
	}
	a.entry.SetText("list[1].d")
	if got := text(a); !strings.Contains(got, "done: true") || strings.Contains(got, "title") {
		t.Errorf("a path is not found:\n%s", got)
	}
}

// A picked node lists what it shows of the data, and a click there leads to the path.
func TestNode(t *testing.T) {
	test.NewTempApp(t)
	s, m := fake.New(), &panel.Model{}
	a := New(theme.Dark(), s, &fake.Desk{})
	m.Pull(s)
	a.Update(m)
	a.Node(4)
	if a.detail.Len() != 2 || a.detail.Row(1).Right[0].Text != "title" {
		t.Fatalf("%d rows", a.detail.Len())
	}
	a.detail.Tapped(1, false)
	if a.picked != (key{1, "title"}) || a.detail.field.Text != `"待办"` || a.detail.Len() < 4 {
		t.Errorf("picked %v, %q, %d rows", a.picked, a.detail.field.Text, a.detail.Len())
	}
	a.pick(key{})
	if a.object.Objects[0] != a.list {
		t.Error("the details stay")
	}
}
