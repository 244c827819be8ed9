// Proves: the list shows setData and on request all commits, filters, and tells
// everything of the one shown; lanes find what lies in a range; the bar sums up.
// Oracle: hand, from the fake run.
package timeline

import (
	"image"
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

func TestList(t *testing.T) {
	test.NewTempApp(t)
	s, d, m := fake.New(), &fake.Desk{}, &panel.Model{}
	l := NewList(theme.Dark(), s, d)
	m.Pull(s)
	l.Update(m)
	row := func(i int) string {
		var b strings.Builder
		for _, r := range l.Row(i).Runs {
			b.WriteString(r.Text + " ")
		}
		return b.String()
	}
	if l.Len() != 2 || !strings.Contains(row(1), "left :  2   →   1") {
		t.Errorf("%d rows, last %q", l.Len(), row(l.Len()-1))
	}
	if !l.Row(1).Selected || l.Row(0).Selected {
		t.Error("live, the last setData is the selected one")
	}
	// Under the mouse a commit outlines what it touched.
	if l.Hovered(1); d.Hovered == 0 || d.Hovered != m.Commits[2].Updated[0] {
		t.Errorf("outlined %d, touched %v", d.Hovered, m.Commits[2].Updated)
	}
	if l.Hovered(-1); d.Hovered != 0 {
		t.Error("the outline stays")
	}
	var all strings.Builder
	for i := range l.detail.Len() {
		for _, r := range append(l.detail.Row(i).Runs, l.detail.Row(i).Right...) {
			all.WriteString(r.Text + " ")
		}
		all.WriteByte('\n')
	}
	for _, want := range []string{"setData #2", "title was set to what it is", "left :  2   →   1", "title :  \"待办\" unchanged", "toggle list.js:64", "22 B", "1  updated", "Cost   1.14 ms", "tap toggle → setData", "handler   toggle", "Payload"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("the detail lacks %q:\n%s", want, all.String())
		}
	}
	l.all.Tapped(nil)
	if l.Len() != 3 {
		t.Errorf("with births %d rows", l.Len())
	}
	l.entry.SetText("path:LIST[0] cause:tap")
	if l.Len() != 1 {
		t.Errorf("filter leaves %d rows", l.Len())
	}
	l.Tapped(0, false)
	if d.Shown != 1 {
		t.Errorf("the click showed %d", d.Shown)
	}
	if l.entry.SetText("pth:x"); l.Len() != 1 || !strings.Contains(l.found.Text(), `there is no "pth"`) {
		t.Errorf("%d rows, %q", l.Len(), l.found.Text())
	}
	l.entry.SetText("size>1k")
	if l.Len() != 0 || l.found.Text() != "0 commits found" {
		t.Errorf("%d rows, %q", l.Len(), l.found.Text())
	}
}

func TestSpans(t *testing.T) {
	s, m := fake.New(), &panel.Model{}
	m.Pull(s)
	begin := wire.TransferBegin{Time: 980 * time.Millisecond}
	m.Transfers = []simulator.Transfer{{TransferBegin: begin, End: &wire.TransferEnd{Time: time.Second}},
		{TransferBegin: begin}, {TransferBegin: wire.TransferBegin{Time: 2 * time.Second}}}
	count := map[int]int{}
	spans(theme.Dark(), m, 900*time.Millisecond, 1050*time.Millisecond, func(s span) { count[s.lane]++ })
	for lane, want := range map[int]int{laneJS: 1, laneData: 1, laneRender: 2, laneInput: 1, laneNetwork: 2, laneRoute: 0} {
		if count[lane] != want {
			t.Errorf("%s: %d bars, want %d", laneNames[lane], count[lane], want)
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, 300, 134))
	p := theme.Dark()
	paint(img, p, m, view{start: 0, per: 5e6}, 1)
	if got := img.RGBAAt(200, rulerHeight+2*19+9); got.R != p.Amber.R || got.G != p.Amber.G {
		t.Errorf("no setData at 1 s: %v", got)
	}
}

func TestTick(t *testing.T) {
	for per, want := range map[float64]time.Duration{1e3: 100 * time.Microsecond, 1e6: 100 * time.Millisecond, 4e6: 500 * time.Millisecond, 1e9: 100 * time.Second} {
		if got := (view{per: per}).tick(90); got != want {
			t.Errorf("%g ns per unit: %v, want %v", per, got, want)
		}
	}
}

func TestBar(t *testing.T) {
	test.NewTempApp(t)
	s, m := fake.New(), &panel.Model{}
	b := NewBar(theme.Dark(), s, &fake.Desk{})
	m.Pull(s)
	b.Update(m)
	if got := summary(&fake.Desk{}, m.Commits[2].Changes); got != "left: 2 → 1" {
		t.Errorf("summary %q", got)
	}
	w := test.NewWindow(b.Content())
	defer w.Close()
	w.Resize(fyne.NewSize(900, 150))
	b.lanes.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 40)}, Scrolled: fyne.NewDelta(0, 100)})
	if b.lanes.per >= 4e6 {
		t.Error("the wheel does not zoom in")
	}
}
