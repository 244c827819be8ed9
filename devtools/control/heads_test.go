package control

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/theme"
)

// Titles of tabs that have no space are in a menu behind the others; the one shown is
// always in sight, nothing overlaps, and with space again all stand there. Oracle: hand.
func TestTabsWithoutSpace(t *testing.T) {
	test.NewTempApp(t)
	var tabs []Tab
	for _, n := range []string{"WXML", "Network", "Storage", "Files", "Sensors", "Audits", "Sources"} {
		tabs = append(tabs, Tab{Title: n, Content: canvas.NewRectangle(nil)})
	}
	s := NewTabs(theme.Dark(), nil, tabs...)
	w := test.NewTempWindow(t, s.Object)
	seen := func() string {
		var out []string
		end := float32(0)
		for _, h := range append(append([]*head(nil), s.heads...), s.more) {
			if h.Visible() {
				if h.Position().X < end {
					t.Errorf("%s begins at %g, the one before ends at %g", h.title, h.Position().X, end)
				}
				if end = h.Position().X + h.Size().Width; end > s.row.Size().Width+0.5 {
					t.Errorf("%s ends at %g of %g", h.title, end, s.row.Size().Width)
				}
				out = append(out, h.title)
			}
		}
		return strings.Join(out, " ")
	}
	w.Resize(fyne.NewSize(900, 200))
	if got := seen(); got != "WXML Network Storage Files Sensors Audits Sources" || len(s.hidden) != 0 {
		t.Errorf("with space: %s", got)
	}
	w.Resize(fyne.NewSize(300, 200))
	if got := seen(); got != "WXML Network Storage Files »" || fmt.Sprint(s.hidden) != "[4 5 6]" {
		t.Errorf("without: %s, hidden %v", got, s.hidden)
	}
	s.Show(5)
	if got := seen(); !strings.Contains(got, "Audits »") || strings.Contains(got, "Sensors") {
		t.Errorf("the sixth is shown: %s", got)
	}
	test.Tap(s.more)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("no menu")
	}
	w.Resize(fyne.NewSize(900, 200))
	if got := seen(); strings.Contains(got, "»") {
		t.Errorf("with space again: %s", got)
	}
}
