// Proves: a few letters find what they mean, keys move and run. Oracle: hand.
package command

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"diorama/devtools/theme"
)

func TestMatch(t *testing.T) {
	for _, c := range []struct{ pattern, better, worse string }{ // worse "": must not match
		{"rst", "Restart the mini-program", "Show the first setData"},
		{"list", "pages/list/list.wxml", "Clear its transfers"},
		{"llwxml", "pages/list/list.wxml", "pages/list/list.js"},
		{"nt", "navigateTo", "continent"},
		{"重启", "重启小程序", "启动重量"},
		{"ABC", "abc", "acb"},
		{"a b", "a-b", "ba"},
		{"é", "É", "e"},
	} {
		a, at, ok := match(c.pattern, c.better)
		if !ok || len(at) != len([]rune(strings.ReplaceAll(c.pattern, " ", ""))) {
			t.Errorf("%q does not find %q (%v)", c.pattern, c.better, at)
		}
		if b, _, ok := match(c.pattern, c.worse); ok && b >= a {
			t.Errorf("%q finds %q (%d) not after %q (%d)", c.pattern, c.worse, b, c.better, a)
		}
	}
	if _, at, _ := match("list", "all in list"); fmt.Sprint(at) != "[7 8 9 10]" {
		t.Errorf("marked %v", at)
	}
	if _, _, ok := match("", "anything"); !ok {
		t.Error("nothing typed finds nothing")
	}
	match(strings.Repeat("a", 1000), strings.Repeat("a", 100000)) // bounded
	match("\xff\x00", "\xff\x00")
}

func TestKeys(t *testing.T) {
	test.NewTempApp(t)
	ran, closed := "", 0
	var items []Item
	for _, name := range []string{"one", "two", "three", "four"} {
		items = append(items, Item{Title: name, Also: "number " + name, Run: func() { ran = name }})
	}
	l := New(theme.Dark(), "", "nothing", items, func() { closed++ })
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			l.field.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if ran != "two" || closed != 1 {
		t.Errorf("ran %q, closed %d times", ran, closed)
	}
	press(fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn) // around the end
	if ran != "four" {
		t.Errorf("ran %q", ran)
	}
	l.Type("ee")
	press(fyne.KeyReturn)
	if ran != "three" {
		t.Errorf("typed ee: ran %q of %d", ran, len(l.Found()))
	}
	l.Type("number t")
	if n := len(l.Found()); n != 2 {
		t.Errorf("%d found by their other name", n)
	}
	l.Type("zzz")
	ran = ""
	press(fyne.KeyDown, fyne.KeyReturn)
	if ran != "" || l.Row(0).Runs[0].Text != "nothing" {
		t.Errorf("ran %q where nothing is found", ran)
	}
	closed = 0
	press(fyne.KeyEscape)
	if closed != 1 {
		t.Error("Escape does not close")
	}
}

// Each letter typed answers within a frame, for 5,000 files. 2026: 6 ms for all four and
// the way back.
func BenchmarkSearch(b *testing.B) {
	app := test.NewApp()
	defer app.Quit()
	var items []Item
	for i := range 5000 {
		items = append(items, Item{Title: fmt.Sprintf("packages/module%d/components/list-item-%d/index.wxml", i%70, i)})
	}
	l := New(theme.Dark(), "", "", items, func() {})
	for b.Loop() {
		l.Type("li5w")
		l.Type("")
	}
}

// A list that opens stands at its first entry. Oracle: the place of the row.
func TestOpensAtTheStart(t *testing.T) {
	test.NewTempApp(t)
	items := make([]Item, 60)
	for i := range items {
		items[i].Title = strings.Repeat("x", 1+i)
	}
	l := New(theme.Dark(), "", "nothing", items, func() {})
	w := test.NewTempWindow(t, l.Content())
	w.Resize(fyne.NewSize(Width, Height))
	if y := l.list.Place(0); y != 0 {
		t.Errorf("the first row stands at %g", y)
	}
}
