package input

import (
	"strings"
	"testing"
)

// press runs a script of keys and texts: words in <> are keys (with S-, C- for
// shift and ctrl), all else is typed.
func press(f *Field, script string) (last Edit) {
	for script != "" {
		if script[0] == '<' {
			end := strings.IndexByte(script, '>')
			name := script[1:end]
			k := Key{}
			for {
				switch {
				case strings.HasPrefix(name, "S-"):
					k.Shift = true
				case strings.HasPrefix(name, "C-"):
					k.Ctrl = true
				default:
					k.Name = name
				}
				if k.Name != "" {
					break
				}
				name = name[2:]
			}
			last = f.Press(k)
			script = script[end+1:]
			continue
		}
		n := strings.IndexByte(script, '<')
		if n < 0 {
			n = len(script)
		}
		f.Insert(script[:n])
		script = script[n:]
	}
	return last
}

// show writes the text with the selection in [] or the caret as |.
func show(f *Field) string {
	a, b := f.Range()
	r := []rune(f.Text())
	if a == b {
		return string(r[:a]) + "|" + string(r[a:])
	}
	return string(r[:a]) + "[" + string(r[a:b]) + "]" + string(r[b:])
}

// Keys edit text as text fields of desktop systems do. Oracle: hand, Chromium's
// input element on Linux for the same keys.
func TestFieldKeys(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"typing", "abc", "abc|"},
		{"left and insert", "ac<Left>b", "ab|c"},
		{"home end", "abc<Home>x<End>y", "xabcy|"},
		{"select and replace", "hello<S-Left><S-Left>p", "help|"},
		{"select all", "abc<C-A>", "[abc]"},
		{"select all and delete", "abc<C-A><Delete>", "|"},
		{"collapse left", "abcd<S-Left><S-Left><Left>", "ab|cd"},
		{"collapse right", "abcd<Home><S-Right><S-Right><Right>", "ab|cd"},
		{"word left", "one two<C-Left>", "one |two"},
		{"word delete", "one two<C-BackSpace>", "one |"},
		{"backspace takes a family as one", "a👨‍👩‍👧b<Left><Backspace>", "a|b"},
		{"backspace takes a flag as one", "🇨🇳🇯🇵<Backspace>", "🇨🇳|"},
		{"combining", "e\u0301x<Left><Backspace>", "|x"},
		{"delete forward", "abc<Home><Delete>", "|bc"},
		{"undo joins typing", "abc<C-Z>", "|"},
		{"undo after a move", "ab<Left>cd<C-Z>", "a|b"},
		{"redo", "ab<Backspace><C-Z><C-S-Z>", "a|"},
		{"redo with y", "ab<C-Z><C-Y>", "ab|"},
		{"up and down in a single line", "abc<Up>x<Down>y", "xabcy|"},
		{"a line break is no text of a single line", "a\nb", "ab|"},
		{"han", "你好<Left>们", "你们|好"},
	} {
		f := &Field{Max: -1}
		press(f, c.script)
		if got := show(f); got != c.want {
			t.Errorf("%s: %s gave %s, want %s", c.name, c.script, got, c.want)
		}
	}
}

// A field of several lines takes Enter, Home and End by line, and asks for up and
// down. Oracle: hand.
func TestFieldLines(t *testing.T) {
	f := &Field{Max: -1, Multiline: true}
	press(f, "ab<Enter>cd<Home>x")
	if got := show(f); got != "ab\nx|cd" {
		t.Error(got)
	}
	press(f, "<End>y<C-Home>z")
	if got := show(f); got != "z|ab\nxcdy" {
		t.Error(got)
	}
	if e := press(f, "<Down>"); e.Vertical != 1 {
		t.Error("down is not asked for")
	}
}

// maxlength counts UTF-16 units and never cuts a character in two. Oracle: the
// documentation of input (maxlength) with JS string length as the unit.
func TestFieldMax(t *testing.T) {
	for _, c := range []struct {
		max        int
		text, want string
	}{
		{3, "abcdef", "abc"}, {3, "a😀😀", "a😀"}, {0, "a", ""}, {-1, strings.Repeat("x", 200), strings.Repeat("x", 200)}, {2, "你好吗", "你好"},
	} {
		f := &Field{Max: c.max}
		f.Insert(c.text)
		if f.Text() != c.want {
			t.Errorf("max %d: %q gave %q, want %q", c.max, c.text, f.Text(), c.want)
		}
		f = &Field{Max: c.max}
		f.Set(c.text)
		if f.Text() != c.want {
			t.Errorf("max %d: Set(%q) gave %q, want %q", c.max, c.text, f.Text(), c.want)
		}
	}
	f := &Field{Max: 3}
	f.Insert("abc")
	f.Select(1, 2)
	f.Insert("XY")
	if f.Text() != "aXc" {
		t.Errorf("the selection's room counts: %q", f.Text())
	}
}

// Keyboards for numbers take digits only. Oracle: documentation of input, type.
func TestFieldAccept(t *testing.T) {
	for _, c := range []struct {
		a    Accept
		want string
	}{{AcceptAll, "a1.2X-"}, {AcceptNumber, "12"}, {AcceptDigit, "1.2"}, {AcceptIDCard, "12X"}} {
		f := &Field{Max: -1, Accept: c.a}
		f.Insert("a1.2X-")
		if f.Text() != c.want {
			t.Errorf("%d gave %q", c.a, f.Text())
		}
	}
}

// Places convert between runes, bytes and UTF-16 units. Oracle: hand.
func TestFieldPlaces(t *testing.T) {
	f := &Field{Max: -1}
	f.Set("a😀你")
	if f.Units(2) != 3 || f.Runes(3) != 2 || f.Bytes(2) != 5 || f.RuneAt(5) != 2 || f.Runes(99) != 3 {
		t.Error(f.Units(2), f.Runes(3), f.Bytes(2), f.RuneAt(5), f.Runes(99))
	}
}

// Copy, cut and paste come back as wishes. Oracle: hand.
func TestFieldClipboard(t *testing.T) {
	f := &Field{Max: -1}
	f.Insert("hello")
	if e := f.Press(Key{Name: "C", Ctrl: true}); e.HasCopy || !e.Known {
		t.Error("nothing is selected, nothing is copied")
	}
	f.Select(0, 4)
	if e := f.Press(Key{Name: "x", Ctrl: true}); e.Copy != "hell" || !e.Changed || f.Text() != "o" {
		t.Error(e, f.Text())
	}
	if e := f.Press(Key{Name: "V", Ctrl: true}); !e.Paste {
		t.Error("paste is not asked for")
	}
}

// Any keys and texts keep caret and text sound.
func FuzzField(f *testing.F) {
	f.Add("ab😀<", []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 200})
	f.Fuzz(func(t *testing.T, s string, keys []byte) {
		names := []string{KeyLeft, KeyRight, KeyUp, KeyDown, KeyHome, KeyEnd, KeyBackspace, KeyDelete, KeyEnter, KeyA, KeyX, KeyZ, KeyY}
		x := &Field{Max: 20, Multiline: len(keys)%2 == 0}
		for i, k := range keys {
			if i > 500 {
				break
			}
			x.Press(Key{Name: names[int(k)%len(names)], Shift: k&16 != 0, Ctrl: k&32 != 0})
			x.Insert(s)
			a, b := x.Range()
			if a < 0 || b > x.Len() || a > b || x.Units(x.Len()) > 20 {
				t.Fatalf("range %d %d of %d", a, b, x.Len())
			}
		}
	})
}
