// Proves: files are listed as folders, read, coloured and broken into rows, searched alone
// and all together; lines that call setData carry counts that filter the timeline and take
// breakpoints; ten thousand lines are shown at once. Oracle: hand.
package sources

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/panel"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// desk posts to the test.
type desk struct {
	fake.Desk
	c chan func()
}

func (d *desk) Post(f func()) { d.c <- f }

func open(t *testing.T, texts map[string]string) (*Panel, *fake.Session, *panel.Model, *desk) {
	test.NewTempApp(t)
	s, m, d := fake.New(), &panel.Model{}, &desk{c: make(chan func(), 10)}
	s.Texts = texts
	c := New(theme.Light(), s, d)
	w := test.NewWindow(c.Content())
	t.Cleanup(w.Close)
	w.Resize(fyne.NewSize(900, 400))
	m.Pull(s)
	c.Update(m)
	(<-d.c)()
	if c.reading { // the script of the page is shown first
		(<-d.c)()
	}
	return c, s, m, d
}

func TestSources(t *testing.T) {
	c, s, m, d := open(t, map[string]string{"app.js": "App({})\n", "pages/list/list.js": strings.Repeat("// line\n", 63) + "this.setData({ list: 1 })\n" + strings.Repeat("x", 400), "pages/list/list.wxml": "<view/>"})
	if c.tree.Len() != 5 || c.tree.Row(0).Runs[0].Text != "pages" { // the folder of the page is open
		t.Fatalf("%d rows in the tree", c.tree.Len())
	}
	c.tree.Tapped(0, true)
	if c.tree.Len() != 2 {
		t.Fatalf("%d rows closed", c.tree.Len())
	}
	c.tree.Tapped(0, true)
	if c.tree.Len() != 5 || c.tree.Row(2).Right[0].Text != "2×  " {
		t.Fatalf("%d rows opened, %+v", c.tree.Len(), c.tree.Row(2).Right)
	}
	c.tree.Tapped(2, false) // it is there already
	if c.file != "pages/list/list.js" || c.view.text.Lines() != 65 || c.view.Len() <= 65 {
		t.Fatalf("%s with %d lines in %d rows", c.file, c.view.text.Lines(), c.view.Len())
	}
	// The line that called setData: fake's commits have it as 64.
	row := c.view.Row(63)
	if row.Runs[0].Text != "64" || row.Runs[1].Text != "2× 2.28 ms" || row.Twisty == 0 || row.Runs[2].X != textXBig || c.view.Row(62).Twisty != 0 {
		t.Errorf("%+v", row)
	}
	place := wire.PlaceCondition("pages/list/list.js", 64)
	c.view.Tapped(63, true)
	if d.Filtered != place || d.Aim != place || place != "at=pages/list/list.js:64" {
		t.Errorf("filtered by %q", d.Filtered)
	}
	s.Breaks = []simulator.Breakpoint{{Condition: wire.Condition{Text: place}}}
	m.Pull(s)
	c.Update(m)
	if c.view.Row(63).Mark == nil {
		t.Error("no sign of the breakpoint")
	}
	// The same commits again, with another cost, count once.
	s.Past[2].Cost.JS = 1400
	m.Pull(s)
	c.Update(m)
	if got := c.view.Row(63).Runs[1].Text; got != "2× 3.28 ms" {
		t.Errorf("the mark says %s", got)
	}

	c.find.SetText("SETDATA")
	if c.count.Text() != "1 places" || len(c.view.Row(63).Bars) != 1 {
		t.Errorf("%s, %d bars", c.count.Text(), len(c.view.Row(63).Bars))
	}
	c.find.OnSubmitted("")
	if c.count.Text() != "1 of 1" || c.view.line != 64 {
		t.Errorf("%s, line %d", c.count.Text(), c.view.line)
	}
	c.line.SetText("3")
	if c.view.line != 3 || !c.view.Row(2).Selected {
		t.Errorf("line %d", c.view.line)
	}
	c.search.SetText("App")
	(<-d.c)()
	if c.tree.Len() != 2 || c.tree.Row(0).Runs[0].Text != "app.js" || c.tree.Row(1).Runs[1].Text != "  App({})" {
		t.Errorf("%d places found", c.tree.Len())
	}
	c.tree.Tapped(1, false)
	(<-d.c)()
	if c.file != "app.js" || c.view.line != 1 {
		t.Errorf("led to %s:%d", c.file, c.view.line)
	}
	c.search.SetText("")
	// What is saved meanwhile is shown.
	s.Texts["app.js"] = "App({\n})\n"
	c.checked = time.Time{}
	c.Update(m)
	(<-d.c)()
	if c.view.text.Lines() != 3 {
		t.Error("the file is shown as it was")
	}
	c.Show("gone.js", 1, 1)
	(<-d.c)()
	if c.view.Len() != 0 || c.name.Text() == "gone.js" {
		t.Errorf("a file that is gone: %q", c.name.Text())
	}
}

func TestLarge(t *testing.T) {
	c, s, m, d := open(t, map[string]string{"a.js": strings.Repeat("  this.setData({ [`list[${i}].done`]: true, n: 12 }) // 改变\n", 10000), "b.js": strings.Repeat("a=1;", 250000)})
	for i := range 10000 {
		k := s.Past[1]
		k.Seq, k.Stack = uint64(i+10), []wire.Frame{{File: "a.js", Line: i%5000 + 1}}
		s.Past = append(s.Past, k)
	}
	for _, name := range []string{"a.js", "b.js"} {
		m.Pull(s)
		start := time.Now()
		c.Update(m)
		c.Show(name, 5000, 1)
		(<-d.c)()
		c.find.SetText("list")
		for i := range 40 {
			c.view.Row(min(4990+i, c.view.Len()-1))
		}
		took := time.Since(start)
		t.Logf("%s: %d rows in %v", name, c.view.Len(), took)
		if limit := 100 * time.Millisecond; !testing.Short() && took > 8*limit { // machines of tests are slow
			t.Errorf("%s took %v", name, took)
		}
		c.find.SetText("")
	}
	if got := c.places.files["a.js"]; got != 10000 {
		t.Errorf("%d setData counted", got)
	}
}
