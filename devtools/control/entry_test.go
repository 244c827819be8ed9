package control

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// A field over which a list opens while Shift is down (Ctrl+Shift+P) takes every letter that
// is typed after the next click. Oracle: the text.
func TestShiftTakenAway(t *testing.T) {
	test.NewTempApp(t)
	entry, area := NewEntry("", nil, nil), NewArea("", nil, nil)
	for _, f := range []interface {
		fyne.CanvasObject
		fyne.Focusable
		desktop.Keyable
		desktop.Mouseable
	}{entry, area} {
		w := test.NewTempWindow(t, f)
		w.Resize(fyne.NewSize(200, 60))
		w.Canvas().Focus(f)
		f.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		// The list opens and closes; the field hears of neither.
		at := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(20, 10)}}
		f.MouseDown(at)
		f.MouseUp(at)
		for _, r := range "wx." {
			f.TypedRune(r)
		}
	}
	if entry.Text != "wx." || area.Text != "wx." {
		t.Errorf("%q and %q", entry.Text, area.Text)
	}
}
