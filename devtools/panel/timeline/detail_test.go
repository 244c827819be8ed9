// Proves: differences stand as a tree of paths, what waits is told before what is
// shown, breakpoints and comparison are driven from their lists, the playhead can be
// dragged. Oracle: hand, from the fake run.
package timeline

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/fake"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/value"
	"diorama/simulator"
	"diorama/simulator/wire"
)

func text(s row.Source) string {
	var b strings.Builder
	for i := range s.Len() {
		r := s.Row(i)
		b.WriteString(strings.Repeat("  ", r.Depth))
		for _, run := range append(r.Runs[:len(r.Runs):len(r.Runs)], r.Right...) {
			b.WriteString(run.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestGrow(t *testing.T) {
	var d []literal.Difference
	for _, p := range []string{"list[0].done", "list[0].t", "list[3].a.b", "n", "list[3].a.c", "a.b.c"} {
		d = append(d, literal.Difference{Path: p})
	}
	var b strings.Builder
	var write func(k *branch, depth int)
	write = func(k *branch, depth int) {
		b.WriteString(strings.Repeat(" ", depth) + k.label + "|" + k.path + "\n")
		for _, c := range k.kids {
			write(c, depth+1)
		}
	}
	for _, k := range grow(d).kids {
		write(k, 0)
	}
	want := "list|list\n [0]|list[0]\n  done|list[0].done\n  t|list[0].t\n [3].a|list[3].a\n  b|list[3].a.b\n  c|list[3].a.c\nn|n\na.b.c|a.b.c\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func TestDetail(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	l := NewList(theme.Dark(), s, d)
	c := s.Past[2].Commit
	c.Trail = []wire.Cause{{Kind: "event", Name: "tap", Handler: "load", Node: 3, Awaits: 2}}
	c.Cause = wire.Cause{Kind: "callback", Name: "wx.request success"}
	c.Patch = value.M("list[0]", value.M("done", true), "left", 1)
	s.Now.Paused, s.Now.Pausing = &c, true
	m.Pull(s)
	l.Update(m)
	got := text(l.detail)
	for _, want := range []string{"This setData waits", "from", "event  tap on node", "handler  load", "await  2 promises later", "callback  wx.request success", "tap load → await → wx.request success → setData"} {
		if !strings.Contains(got, want) {
			t.Errorf("the detail lacks %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Cost") || strings.Contains(got, "Nodes") {
		t.Errorf("what is not applied has no cost yet:\n%s", got)
	}
	find := func(s row.Source, what string) int {
		for i, line := range strings.Split(text(s), "\n") {
			if strings.Contains(line, what) {
				return i
			}
		}
		t.Fatalf("no %q in\n%s", what, text(s))
		return -1
	}
	l.detail.Tapped(find(l.detail, "Payload"), false)
	l.detail.Tapped(find(l.detail, "list[0]: "), true)
	find(l.detail, "done: true")
	l.detail.Tapped(find(l.detail, "left: 2"), false)
	if d.Aim != "comp=pages/list/list path=left" {
		t.Errorf("F9 takes %q", d.Aim)
	}
	l.detail.Hovered(find(l.detail, "tap on node"))
	if d.Hovered != 3 {
		t.Errorf("hovered node %d", d.Hovered)
	}

	l.breaks.entry.OnSubmitted("path=left size>1")
	if !s.Called("AddBreakpoint path=left size>1") {
		t.Error("no breakpoint")
	}
	l.Update(m)
	if got := text(l.breaks); got != "path=left size>1stopped 0x\n" {
		t.Errorf("breakpoints %q", got)
	}
	l.breaks.Tapped(0, false)
	if !s.Called("EnableBreakpoint path=left size>1") {
		t.Error("a click does not switch it")
	}

	s.Other = &simulator.Comparison{A: s.Past[1], B: s.Past[2], Data: []simulator.DataDifference{{Instance: 1, Owned: "pages/list/list", Path: "left", Old: value.OfInt(2), New: value.OfInt(1)}},
		Tree: []simulator.TreeDifference{{Node: 3, Name: "task", What: "class", Old: "a", New: "b"}}, Pixels: 7}
	l.Pin(0, 2)
	l.Pin(1, 3)
	got = text(l.compare)
	for _, want := range []string{"A #1", "B #2", "100.0 ms apart", "left: 2 → 1", "task  class: a → b", "7 pixels differ"} {
		if !strings.Contains(got, want) {
			t.Errorf("the comparison lacks %q:\n%s", want, got)
		}
	}
	if r := l.Row(0); !strings.Contains(r.Runs[0].Text, "A") {
		t.Errorf("the pin is not in the list: %q", r.Runs[0].Text)
	}
}

func TestPlayhead(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{Shown: -1}, &panel.Model{}
	b := NewBar(theme.Dark(), s, d)
	m.Pull(s)
	w := test.NewTempWindow(t, b.Content())
	w.Resize(fyne.NewSize(900, 160))
	b.Update(m)
	l := b.lanes
	drag := func(x, y, dx float32) {
		l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+dx, y)}, Dragged: fyne.NewDelta(dx, 0)})
	}
	at := l.headX
	if at < 0 {
		t.Fatal("no playhead")
	}
	start := l.start
	drag(at+2, 60, -30) // 100 ms are 25 units
	drag(at-28, 60, -5)
	l.DragEnd()
	if d.Shown != 1 || l.start != start {
		t.Errorf("the playhead went to %d, the lanes moved by %v", d.Shown, l.start-start)
	}
	d.Shown = -1
	drag(at+60, 60, -20)
	drag(at+40, 60, -40) // over the playhead: still moving the lanes
	l.DragEnd()
	if d.Shown != -1 || l.start == start {
		t.Errorf("a drag beside it showed %d, moved %v", d.Shown, l.start-start)
	}
	for _, want := range []time.Duration{paces[0], paces[1], paces[2], 0} {
		b.faster()
		m.Pull(s)
		b.Update(m)
		if s.Now.AutoStep != want {
			t.Errorf("auto-step every %v, want %v", s.Now.AutoStep, want)
		}
	}
}
