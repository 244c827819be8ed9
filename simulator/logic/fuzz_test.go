package logic

import (
	"testing"

	"diorama/renderer/value"
	"diorama/simulator/wire"

	"github.com/dop251/goja"
)

// Proves that texts of the author never make the small parsers panic: URLs, keys of
// observers, stacks. Oracle: hand.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{"", "/p/a?x=1&y", "a.b[0].c.**, **", "at f (a.js:1:2(3))\n at b.js:4:5", "a[", "??&&==", "..**"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = splitURL(s)
		if ob, err := parseObserver(s, goja.Undefined()); err == nil && len(ob.fields) == 0 {
			t.Error("an observer without fields")
		}
		w := New(nil)
		for _, fr := range w.parseStack(s) {
			if fr == (wire.Frame{}) {
				t.Error("an empty frame")
			}
		}
		_ = styleList(value.OfString(s))
	})
}
