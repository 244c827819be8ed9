package wxss

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"
)

// Why a change is not written.
var (
	ErrMoved    = errors.New("the declaration is not where it was: the file was changed meanwhile")
	ErrBroken   = errors.New("this text would change more than the one declaration")
	ErrComment  = errors.New("the declaration has a comment inside and cannot be commented out")
	ErrTooLong  = errors.New("the sheet is too long to be written")
	errNoChange = errors.New("it stands like this already")
)

// Write gives src with one change made in the text itself: every other byte stays.
// s is what src was parsed to. A declaration that is switched off becomes a comment.
// The result is parsed again, and when anything but that declaration differs, it is an
// error.
func Write(src []byte, s *Sheet, c Change) ([]byte, error) {
	if len(src) > MaxSource {
		return nil, ErrTooLong
	}
	if c.Rule < 0 || c.Rule >= len(s.Rules) || c.Decl >= len(s.Rules[c.Rule].Decls) {
		return nil, ErrMoved
	}
	if strings.ContainsAny(c.Name+c.Value, "\r\n\f\x00") || !utf8.ValidString(c.Name+c.Value) {
		return nil, ErrBroken
	}
	w := newWriter(src)
	var out []byte
	var err error
	if c.Decl < 0 {
		out, err = w.add(&s.Rules[c.Rule], c)
	} else {
		out, err = w.change(&s.Rules[c.Rule].Decls[c.Decl], c)
	}
	if err != nil {
		return nil, err
	}
	if bytes.Equal(out, src) {
		return nil, errNoChange
	}
	before, _ := Parse(s.File, src)
	after, _ := Parse(s.File, out)
	if !same(Override(before, []Change{c}), after, c) {
		return nil, ErrBroken
	}
	return out, nil
}

// same compares what two sheets say, not where. want is the old one with the change.
func same(want, got *Sheet, c Change) bool {
	decls := func(a, b []Decl) bool {
		return slices.EqualFunc(a, b, func(x, y Decl) bool {
			return x.Name == y.Name && x.Value == y.Value && x.Important == y.Important
		})
	}
	if len(want.Rules) != len(got.Rules) || len(want.Keyframes) != len(got.Keyframes) || len(want.FontFaces) != len(got.FontFaces) || len(want.Imports) != len(got.Imports) {
		return false
	}
	for i := range want.Rules {
		a, b := &want.Rules[i], &got.Rules[i]
		if a.Text() != b.Text() || !decls(a.Decls, b.Decls) {
			return false
		}
	}
	for i := range want.Keyframes {
		a, b := &want.Keyframes[i], &got.Keyframes[i]
		if a.Name != b.Name || !slices.EqualFunc(a.Frames, b.Frames, func(x, y Keyframe) bool { return slices.Equal(x.Offsets, y.Offsets) && decls(x.Decls, y.Decls) }) {
			return false
		}
	}
	for i := range want.FontFaces {
		if !decls(want.FontFaces[i].Decls, got.FontFaces[i].Decls) {
			return false
		}
	}
	for i := range want.Imports {
		if want.Imports[i].URL != got.Imports[i].URL {
			return false
		}
	}
	return true
}

// writer finds places of the parsed text in the bytes of the file.
type writer struct {
	raw []byte
	src string // as the parser read it
}

func newWriter(raw []byte) *writer {
	return &writer{raw: raw, src: preprocess(strings.TrimPrefix(string(raw), "\uFEFF"))}
}

// offset gives the byte of src at a position, -1 when there is none.
func (w *writer) offset(p Pos) int {
	at := 0
	for line := int32(1); line < p.Line; line++ {
		i := strings.IndexByte(w.src[at:], '\n')
		if i < 0 {
			return -1
		}
		at += i + 1
	}
	for col := int32(1); col < p.Column; col++ {
		if at >= len(w.src) {
			return -1
		}
		_, n := utf8.DecodeRuneInString(w.src[at:])
		at += n
	}
	return at
}

// rawAt gives the byte of the file for a byte of src, see preprocess.
func (w *writer) rawAt(off int) int {
	i := 0
	if bytes.HasPrefix(w.raw, []byte("\uFEFF")) {
		i = len("\uFEFF")
	}
	for at := 0; at < off && i < len(w.raw); {
		switch c := w.raw[i]; {
		case c == '\r' && i+1 < len(w.raw) && w.raw[i+1] == '\n':
			i, at = i+2, at+1
		case c == 0:
			i, at = i+1, at+len("\uFFFD")
		case c < utf8.RuneSelf:
			i, at = i+1, at+1
		default:
			r, n := utf8.DecodeRune(w.raw[i:])
			i, at = i+n, at+utf8.RuneLen(r)
		}
	}
	return i
}

// splice puts text in place of the bytes from–to of src.
func (w *writer) splice(from, to int, text string) []byte {
	a, b := w.rawAt(from), w.rawAt(to)
	out := make([]byte, 0, len(w.raw)+len(text))
	out = append(out, w.raw[:a]...)
	out = append(out, text...)
	return append(out, w.raw[b:]...)
}

// extent is where a declaration stands in src.
type extent struct {
	name, nameEnd   int
	value, valueEnd int // without !important
	end             int // behind the last thing that belongs to it
	semicolon       int // the ; behind it, -1 none
}

func (w *writer) extent(d *Decl) (e extent, ok bool) {
	e.name, e.value, e.semicolon = w.offset(d.Pos), w.offset(d.ValuePos), -1
	if e.name < 0 || e.value < e.name || d.Pos.Line == 0 {
		return e, false
	}
	toks := Tokenize(w.src[e.name:])
	if len(toks) == 0 || toks[0].Kind != Ident || toks[0].Text != d.Name && Lower(toks[0].Text) != d.Name {
		return e, false
	}
	e.nameEnd = e.name + int(toks[0].End)
	e.valueEnd = e.value + len(d.Value)
	if e.valueEnd > len(w.src) || w.src[e.value:e.valueEnd] != d.Value {
		return e, false
	}
	depth := 0
	e.end = e.valueEnd
	for _, t := range toks[1:] {
		switch t.Kind {
		case EOF:
			return e, true
		case Function, OpenParen, OpenSquare, OpenCurly:
			depth++
		case Semicolon:
			if depth == 0 {
				e.semicolon = e.name + int(t.Start)
				return e, true
			}
		case CloseParen, CloseSquare, CloseCurly:
			if depth == 0 {
				return e, true
			}
			depth--
		}
		if t.Kind != Space {
			e.end = max(e.end, e.name+int(t.End))
		}
	}
	return e, true
}

func (c *Change) tail() string {
	if c.Important {
		return c.Value + " !important"
	}
	return c.Value
}

// change writes another name, value or weight, or makes a comment.
func (w *writer) change(d *Decl, c Change) ([]byte, error) {
	e, ok := w.extent(d)
	if !ok {
		return nil, ErrMoved
	}
	if c.Off {
		end := e.end
		if e.semicolon >= 0 {
			end = e.semicolon + 1
		}
		text := w.src[e.name:end]
		if strings.Contains(text, "*/") || strings.Contains(text, "/*") {
			return nil, ErrComment
		}
		a, b := w.rawAt(e.name), w.rawAt(end)
		return slices.Concat(w.raw[:a], []byte("/* "), w.raw[a:b], []byte(" */"), w.raw[b:]), nil
	}
	valueTo, text := e.valueEnd, c.Value
	if c.Important != d.Important {
		valueTo, text = e.end, c.tail()
	}
	if c.Value == d.Value && c.Important == d.Important {
		valueTo, text = e.value, "" // the name alone
	}
	if c.Name == d.Name {
		return w.splice(e.value, valueTo, text), nil
	}
	// From the back, so that places stay right.
	out := &writer{raw: w.splice(e.value, valueTo, text), src: w.src}
	return out.splice(e.name, e.nameEnd, c.Name), nil
}

// add writes a new declaration behind the last one of a rule, in its manner.
func (w *writer) add(r *Rule, c Change) ([]byte, error) {
	decl := c.Name + ": " + c.tail()
	if len(r.Decls) == 0 {
		return w.addFirst(r, decl)
	}
	e, ok := w.extent(&r.Decls[len(r.Decls)-1])
	if !ok {
		return nil, ErrMoved
	}
	at, before := e.end, ";"
	if e.semicolon >= 0 {
		at, before = e.semicolon+1, ""
	}
	line := strings.LastIndexByte(w.src[:e.name], '\n') + 1
	lead := w.src[line:e.name]
	if line > 0 && isBlank(lead) {
		return w.splice(at, at, before+w.newline(line)+lead+decl+";"), nil
	}
	end := ""
	if e.semicolon >= 0 {
		end = ";"
	}
	return w.splice(at, at, before+" "+decl+end), nil
}

// addFirst writes into a rule without declarations.
func (w *writer) addFirst(r *Rule, decl string) ([]byte, error) {
	from := w.offset(r.Pos)
	if from < 0 {
		return nil, ErrMoved
	}
	toks := Tokenize(w.src[from:])
	open := -1
	for _, t := range toks {
		if t.Kind == OpenCurly {
			open = from + int(t.End)
			break
		}
		if t.Kind == Semicolon || t.Kind == CloseCurly {
			return nil, ErrMoved
		}
	}
	if open < 0 {
		return nil, ErrMoved
	}
	line := strings.LastIndexByte(w.src[:from], '\n') + 1
	lead := w.src[line:from]
	lead = lead[:len(lead)-len(strings.TrimLeft(lead, " \t"))]
	rest := w.src[open:]
	if n := strings.IndexByte(rest, '\n'); n >= 0 && isBlank(rest[:n]) {
		return w.splice(open, open, w.newline(open+n+1)+lead+"  "+decl+";"), nil
	}
	return w.splice(open, open, " "+decl+"; "), nil
}

// newline is the line end before the byte of src where a line begins, as it is in the file.
func (w *writer) newline(line int) string {
	if i := w.rawAt(line); i >= 2 && w.raw[i-2] == '\r' {
		return "\r\n"
	}
	return "\n"
}

func isBlank(s string) bool { return strings.Trim(s, " \t\n") == "" }
