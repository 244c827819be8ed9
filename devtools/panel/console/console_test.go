// Proves: equal lines are counted, levels filter, rows open to stacks that lead to
// the editor, the prompt shows results. Oracle: hand, from the fake run's log.
package console

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/wire"
)

func text(c *Panel) string {
	var b strings.Builder
	for i := range c.Len() {
		for _, run := range c.Row(i).Runs {
			b.WriteString(run.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestConsole(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	c := New(theme.Dark(), s, d)
	c.Tools()
	m.Pull(s)
	c.Update(m)
	if got, want := text(c), "00:00.000  opened\n00:01.000  2x slow\n00:03.000  TypeError: x is undefined\n"; got != want {
		t.Errorf("rows:\n%s\nwant:\n%s", got, want)
	}
	if c.Errors() != 1 || c.Warnings() != 2 {
		t.Errorf("%d errors, %d warnings", c.Errors(), c.Warnings())
	}
	c.Tapped(2, false)
	if got := text(c); !strings.HasSuffix(got, "second line\nat toggle  pages/list/list.js:64\n") {
		t.Errorf("opened:\n%s", got)
	}
	c.Tapped(4, false)
	if d.Opened != "pages/list/list.js" {
		t.Errorf("the frame opened %q", d.Opened)
	}
	c.buttons[2].Tapped(nil)
	if got := text(c); !strings.Contains(got, "slow") || strings.Contains(got, "TypeError") {
		t.Errorf("warnings only:\n%s", got)
	}
	c.input.OnSubmitted("6*7")
	if got := text(c); !strings.HasSuffix(got, "> 6*7\n< 42\n") {
		t.Errorf("prompt:\n%s", got)
	}
	c.Clear()
	m.Pull(s)
	c.Update(m)
	if c.Len() != 0 {
		t.Errorf("%d rows after Clear", c.Len())
	}
}

// lines are what console.group, clear, trace and equal objects leave.
func TestGroups(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	s.Lines = nil
	log := func(l wire.Log, text string) {
		l.Args = []string{strings.Repeat("  ", l.Groups) + text}
		if l.Level == "" {
			l.Level = "log"
		}
		s.Lines = append(s.Lines, simulator.LogLine{Number: len(s.Lines), Log: l})
	}
	c := New(theme.Dark(), s, d)
	c.Tools()
	show := func(want string) {
		t.Helper()
		m.Pull(s)
		c.Update(m)
		if got := strings.ReplaceAll(text(c), "00:00.000  ", ""); got != want {
			t.Errorf("rows:\n%s\nwant:\n%s", got, want)
		}
	}
	log(wire.Log{Refs: []int64{1}}, "{a: 1}")
	log(wire.Log{Refs: []int64{2}}, "{a: 1}")
	log(wire.Log{Group: "open"}, "outer")
	log(wire.Log{Groups: 1}, "in")
	log(wire.Log{Groups: 1, Group: "closed"}, "inner")
	log(wire.Log{Groups: 2}, "deep")
	log(wire.Log{Groups: 1}, "after")
	log(wire.Log{}, "end")
	show("2x {a: 1}\nouter\nin\ninner\nafter\nend\n")
	if c.Row(2).Depth != 1 || c.groups[0].objects[0].ref != 2 {
		t.Errorf("depth %d, object %d", c.Row(2).Depth, c.groups[0].objects[0].ref)
	}
	c.Tapped(3, true)
	show("2x {a: 1}\nouter\nin\ninner\ndeep\nafter\nend\n")
	c.Tapped(1, true)
	show("2x {a: 1}\nouter\nend\n")
	log(wire.Log{Unfold: true, Stack: []wire.Frame{{Function: "f", File: "a.js", Line: 1}}}, "Trace")
	show("2x {a: 1}\nouter\nend\nTrace\nat f  a.js:1\n")
	c.search.SetText("-end /^tra|out/")
	show("outer\nTrace\nat f  a.js:1\n")
	c.search.SetText("/(/")
	c.search.SetText("")
	log(wire.Log{Level: "system", Clear: true}, "Console was cleared")
	log(wire.Log{}, "new")
	show("Console was cleared\nnew\n")

	c.input.SetText("a")
	c.input.CursorColumn = 1
	c.newline()
	if c.input.Text != "a\n" || c.rows != 2 {
		t.Errorf("%q, %d rows", c.input.Text, c.rows)
	}
}

func TestQuery(t *testing.T) {
	for q, want := range map[string]bool{"": true, "two": true, "TWO one": true, "-two": false, "-three": true, "/o.e/": true, "-/t.o/": false, "/x/": false, "/one two/ -x": true, "/": false, "//": false, "-": false} {
		f, err := newQuery(q)
		if err != nil || f.holds("One two") != want {
			t.Errorf("%q: %v, %v", q, !want, err)
		}
	}
	if _, err := newQuery("/(/"); err == nil {
		t.Error("a broken expression is taken")
	}
}
