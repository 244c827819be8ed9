package input

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// Accept says which characters a field takes.
type Accept uint8

// The kinds of keyboard (attribute type of input) that restrict what is typed.
const (
	AcceptAll    Accept = iota
	AcceptNumber        // 0–9
	AcceptDigit         // 0–9 and the point
	AcceptIDCard        // 0–9 and X
)

// Field is the text model of input and textarea: text, caret, selection, undo.
// Places are counted in runes inside and in UTF-16 units in the mini-program's
// events; Units and Runes convert.
type Field struct {
	Multiline bool
	Accept    Accept
	Max       int // UTF-16 units; negative: MaxFieldLength

	text   []rune
	anchor int // where the selection began
	head   int // the caret
	undo   []snapshot
	redo   []snapshot
	typing bool // the last edit was typing that the next may join
}

type snapshot struct {
	text         string
	anchor, head int
}

// Text gives the text.
func (f *Field) Text() string { return string(f.text) }

// Len is the length in runes.
func (f *Field) Len() int { return len(f.text) }

// Head is the caret, in runes.
func (f *Field) Head() int { return f.head }

// Range is the selection in runes, ordered; both ends equal: only a caret.
func (f *Field) Range() (start, end int) { return min(f.anchor, f.head), max(f.anchor, f.head) }

// Bytes gives the byte offset of a rune offset.
func (f *Field) Bytes(i int) int { return len(string(f.text[:clamp(i, 0, len(f.text))])) }

// RuneAt gives the rune offset of a byte offset of Text.
func (f *Field) RuneAt(bytes int) int {
	n := 0
	for i, r := range f.text {
		if n >= bytes {
			return i
		}
		n += utf8.RuneLen(r)
	}
	return len(f.text)
}

// Units gives the UTF-16 offset of a rune offset.
func (f *Field) Units(i int) int { return units(f.text[:clamp(i, 0, len(f.text))]) }

// Runes gives the rune offset of a UTF-16 offset.
func (f *Field) Runes(u int) int {
	n := 0
	for i, r := range f.text {
		if n >= u {
			return i
		}
		n += max(1, utf16.RuneLen(r))
	}
	return len(f.text)
}

func units(rs []rune) int {
	n := 0
	for _, r := range rs {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}

func clamp(v, lo, hi int) int { return max(lo, min(v, hi)) }

// Set replaces the text from outside (attribute value): the caret goes to the
// end when it stood there, else it stays; undo begins anew. It reports a change.
func (f *Field) Set(s string) bool {
	rs := f.cut(f.clean(s), 0)
	if string(rs) == string(f.text) {
		return false
	}
	end := f.head == len(f.text)
	f.text = rs
	if end {
		f.head = len(rs)
	}
	f.head = clamp(f.head, 0, len(rs))
	f.anchor = f.head
	f.undo, f.redo, f.typing = nil, nil, false
	return true
}

// Select puts anchor and caret, in runes.
func (f *Field) Select(anchor, head int) {
	f.anchor, f.head = clamp(anchor, 0, len(f.text)), clamp(head, 0, len(f.text))
	f.typing = false
}

// Selected gives the selected text.
func (f *Field) Selected() string {
	a, b := f.Range()
	return string(f.text[a:b])
}

// clean keeps what the field takes. A single line joins lines; valid Unicode only.
func (f *Field) clean(s string) []rune {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r == '\r':
			r = '\n'
			fallthrough
		case r == '\n':
			if !f.Multiline {
				continue
			}
		case r == '\t':
		case unicode.IsControl(r):
			continue
		}
		out = append(out, r)
	}
	return out
}

// accepts reports whether a typed rune is on the field's keyboard.
func (f *Field) accepts(r rune) bool {
	switch f.Accept {
	case AcceptNumber:
		return r >= '0' && r <= '9'
	case AcceptDigit:
		return r >= '0' && r <= '9' || r == '.'
	case AcceptIDCard:
		return r >= '0' && r <= '9' || r == 'X' || r == 'x'
	}
	return true
}

// cut shortens rs so that used + rs fits the maximum, at a cluster's border.
func (f *Field) cut(rs []rune, used int) []rune {
	limit := f.Max
	if limit < 0 || limit > MaxFieldLength {
		limit = MaxFieldLength
	}
	limit -= used
	n := 0
	for i, r := range rs {
		n += max(1, utf16.RuneLen(r))
		if n > limit {
			return rs[:i:i]
		}
	}
	return rs
}

// Insert types s at the caret, over the selection. It reports a change.
func (f *Field) Insert(s string) bool {
	rs := f.clean(s)
	if f.Accept != AcceptAll {
		keep := rs[:0]
		for _, r := range rs {
			if f.accepts(r) {
				keep = append(keep, r)
			}
		}
		rs = keep
	}
	a, b := f.Range()
	rs = f.cut(rs, units(f.text)-units(f.text[a:b]))
	if len(rs) == 0 {
		// A full field keeps its selection: nothing was typed.
		return false
	}
	f.replace(a, b, rs, a == b)
	return true
}

func (f *Field) replace(a, b int, rs []rune, typing bool) {
	if !typing || !f.typing {
		f.push()
	}
	f.redo = nil
	out := make([]rune, 0, len(f.text)-(b-a)+len(rs))
	out = append(out, f.text[:a]...)
	out = append(out, rs...)
	out = append(out, f.text[b:]...)
	f.text = out
	f.head = a + len(rs)
	f.anchor = f.head
	f.typing = typing
}

func (f *Field) push() {
	if len(f.undo) >= MaxUndo {
		f.undo = append(f.undo[:0], f.undo[1:]...)
	}
	f.undo = append(f.undo, snapshot{string(f.text), f.anchor, f.head})
}

// Undo takes the last edit back. It reports a change.
func (f *Field) Undo() bool { return f.swap(&f.undo, &f.redo) }

// Redo does an undone edit again. It reports a change.
func (f *Field) Redo() bool { return f.swap(&f.redo, &f.undo) }

func (f *Field) swap(from, to *[]snapshot) bool {
	n := len(*from)
	if n == 0 {
		return false
	}
	s := (*from)[n-1]
	*from = (*from)[:n-1]
	*to = append(*to, snapshot{string(f.text), f.anchor, f.head})
	f.text, f.anchor, f.head, f.typing = []rune(s.text), s.anchor, s.head, false
	return true
}

// Delete removes the selection, or one cluster (word: one word) back or forth.
func (f *Field) Delete(forward, word bool) bool {
	a, b := f.Range()
	if a == b {
		if forward {
			b = f.step(f.head, 1, word)
		} else {
			a = f.step(f.head, -1, word)
		}
		if a == b {
			return false
		}
	}
	f.replace(a, b, nil, false)
	return true
}

// step gives the place one cluster or word away.
func (f *Field) step(at, dir int, word bool) int {
	if word {
		return f.wordStep(at, dir)
	}
	next := at
	var seg segmenter.Segmenter
	seg.Init(f.text)
	it := seg.GraphemeIterator()
	if dir > 0 {
		next = len(f.text)
	} else {
		next = 0
	}
	for it.Next() {
		g := it.Grapheme()
		if dir > 0 && g.Offset+len(g.Text) > at {
			return g.Offset + len(g.Text)
		}
		if dir < 0 && g.Offset+len(g.Text) >= at {
			return min(g.Offset, at)
		}
	}
	return next
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

func (f *Field) wordStep(at, dir int) int {
	i := at
	if dir < 0 {
		for i > 0 && !isWord(f.text[i-1]) {
			i--
		}
		for i > 0 && isWord(f.text[i-1]) {
			i--
		}
		return i
	}
	for i < len(f.text) && !isWord(f.text[i]) {
		i++
	}
	for i < len(f.text) && isWord(f.text[i]) {
		i++
	}
	return i
}

// Word gives the word around a rune offset, for a double tap.
func (f *Field) Word(at int) (start, end int) {
	at = clamp(at, 0, len(f.text))
	start, end = at, at
	for start > 0 && isWord(f.text[start-1]) {
		start--
	}
	for end < len(f.text) && isWord(f.text[end]) {
		end++
	}
	return start, end
}

// Edit is what a key did to a field.
type Edit struct {
	Changed bool   // the text
	Moved   bool   // caret or selection only
	Confirm bool   // Enter in a single line
	Copy    string // to the clipboard; with HasCopy
	HasCopy bool
	Paste   bool // the clipboard's text is wanted: give it to Insert
	Blur    bool // Escape
	// Vertical is -1 or 1 when the caret shall go a line up or down, which
	// needs the layout; the caller moves it with Select.
	Vertical int
	Known    bool // the key means something here
}

// Press handles a key.
func (f *Field) Press(k Key) Edit {
	name := Canonical(k.Name)
	if k.Ctrl && !k.Alt {
		switch name {
		case KeyA:
			f.Select(0, len(f.text))
			return Edit{Moved: true, Known: true}
		case KeyC:
			return Edit{Copy: f.Selected(), HasCopy: f.anchor != f.head, Known: true}
		case KeyX:
			e := Edit{Copy: f.Selected(), HasCopy: f.anchor != f.head, Known: true}
			if e.HasCopy {
				e.Changed = f.Delete(false, false)
			}
			return e
		case KeyV:
			return Edit{Paste: true, Known: true}
		case KeyZ:
			if k.Shift {
				return Edit{Changed: f.Redo(), Known: true}
			}
			return Edit{Changed: f.Undo(), Known: true}
		case KeyY:
			return Edit{Changed: f.Redo(), Known: true}
		}
	}
	switch name {
	case KeyBackspace:
		return Edit{Changed: f.Delete(false, k.Ctrl || k.Alt), Known: true}
	case KeyDelete:
		return Edit{Changed: f.Delete(true, k.Ctrl || k.Alt), Known: true}
	case KeyLeft, KeyRight:
		dir := 1
		if name == KeyLeft {
			dir = -1
		}
		a, b := f.Range()
		switch {
		case a != b && !k.Shift && !k.Ctrl:
			// A collapsing move goes to the end of the selection on that side.
			if dir < 0 {
				return f.move(a, false)
			}
			return f.move(b, false)
		default:
			return f.move(f.step(f.head, dir, k.Ctrl || k.Alt), k.Shift)
		}
	case KeyHome:
		if f.Multiline && !k.Ctrl {
			return f.move(f.lineStart(f.head), k.Shift)
		}
		return f.move(0, k.Shift)
	case KeyEnd:
		if f.Multiline && !k.Ctrl {
			return f.move(f.lineEnd(f.head), k.Shift)
		}
		return f.move(len(f.text), k.Shift)
	case KeyUp, KeyDown:
		if !f.Multiline {
			if name == KeyUp {
				return f.move(0, k.Shift)
			}
			return f.move(len(f.text), k.Shift)
		}
		if name == KeyUp {
			return Edit{Vertical: -1, Known: true}
		}
		return Edit{Vertical: 1, Known: true}
	case KeyEnter:
		if f.Multiline {
			return Edit{Changed: f.Insert("\n"), Known: true}
		}
		return Edit{Confirm: true, Known: true}
	case KeyEscape:
		return Edit{Blur: true, Known: true}
	}
	return Edit{}
}

// MoveTo moves the caret; keep holds the other end of the selection.
func (f *Field) MoveTo(at int, keep bool) Edit { return f.move(at, keep) }

func (f *Field) move(at int, keep bool) Edit {
	at = clamp(at, 0, len(f.text))
	e := Edit{Known: true, Moved: at != f.head || !keep && f.anchor != at}
	f.head = at
	if !keep {
		f.anchor = at
	}
	f.typing = false
	return e
}

func (f *Field) lineStart(at int) int {
	for at > 0 && f.text[at-1] != '\n' {
		at--
	}
	return at
}

func (f *Field) lineEnd(at int) int {
	for at < len(f.text) && f.text[at] != '\n' {
		at++
	}
	return at
}
