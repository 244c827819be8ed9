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
