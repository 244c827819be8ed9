// Package textinput is input and textarea.
//
// Its one idea: the text field is ours, not the system's: a model of the text
// (input.Field), shown by inner nodes (text, placeholder, selection, caret), so
// it looks exactly as the page's style says, in the window and headless alike.
package textinput

import (
	"strings"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

const (
	// blink is how long the caret shows and hides.
	blink = 500 * time.Millisecond
	// doubleTap is how soon a second tap selects a word.
	doubleTap = 300 * time.Millisecond
	// caretRoom is what is kept free for the caret at the end of the line, CSS px.
	caretRoom = 2.0
	// maxSelectionRows is how many rows of a selection are painted.
	maxSelectionRows = 200
)

// Input and Textarea are the two kinds.
var (
	Input    = builtin.Kind{Tag: "input", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return newEditor(h, n, false) }}
	Textarea = builtin.Kind{Tag: "textarea", New: func(h builtin.Host, n *dom.Node) builtin.Instance { return newEditor(h, n, true) }}
)

type editor struct {
	h     builtin.Host
	n     *dom.Node
	multi bool
	field input.Field

	frame  *dom.Node // what clips; scrolls a textarea
	line   *dom.Node // what holds text, selection and caret
	text   *dom.Node
	hint   *dom.Node // placeholder
	words  *dom.Node // the placeholder's text
	caret  *dom.Node
	marks  []*dom.Node
	byApp  value.Value // attribute value as last seen
	told   string      // value of the last input event, for change on blur
	before bool        // attribute focus as last seen
	fresh  bool        // Update never ran

	focused  bool
	blinkAt  time.Duration
	shown    bool
	scrollX  float64
	lastTap  time.Duration
	tapped   bool
	dragFrom int
	goal     float64 // x that up and down keep
	hasGoal  bool
	lines    int
	height   float64
	selAttr  [3]value.Value // cursor, selection-start, selection-end
	reveal   bool           // the caret moved: bring it into view after layout
	look     string         // what ::placeholder rules say
}

func newEditor(h builtin.Host, n *dom.Node, multi bool) *editor {
	e := &editor{h: h, n: n, multi: multi, fresh: true}
	e.field.Multiline = multi
	name := "wx-input"
	if multi {
		name = "wx-textarea"
	}
	e.frame = builtin.Part(h, n, n, "view", name+"-frame")
	e.hint = builtin.Part(h, n, e.frame, "view", name+"-hint")
	e.words = builtin.PartText(h, n, e.hint, "")
	e.line = builtin.Part(h, n, e.frame, "view", name+"-line")
	e.text = builtin.PartText(h, n, e.line, "")
	e.caret = builtin.Part(h, n, e.line, "view", "wx-caret")
	return e
}

func (e *editor) Update() {
	n := e.n
	e.field.Max = int(builtin.Num(n, "maxlength", 140))
	typ := builtin.Str(n, "type", "text")
	e.field.Accept = input.AcceptAll
	if !e.multi {
		switch typ {
		case "number":
			e.field.Accept = input.AcceptNumber
		case "digit":
			e.field.Accept = input.AcceptDigit
		case "idcard":
			e.field.Accept = input.AcceptIDCard
		}
	}
	if v := n.Attr("value"); e.fresh || !value.Equal(v, e.byApp) {
		e.byApp = v
		s := ""
		if !v.IsNil() {
			s = v.ToString()
		}
		e.set(s)
	}
	m := e.h.Dom()
	m.SetText(e.words, builtin.Str(n, "placeholder", ""))
	class := "input-placeholder"
	if e.multi {
		class = "textarea-placeholder"
	}
	base := "wx-input-hint"
	if e.multi {
		base = "wx-textarea-hint"
	}
	m.SetClasses(e.hint, builtin.Classes(n, base+" "+builtin.Str(n, "placeholder-class", class)))
	m.SetStyle(e.hint, builtin.Str(n, "placeholder-style", ""))
	disabled := builtin.On(n, "disabled", false)
	m.SetState(n, dom.StateDisabled, disabled)
	if e.multi {
		if builtin.On(n, "auto-height", false) {
			m.SetForced(n, "height:auto")
			m.SetForced(e.frame, "height:auto;overflow:hidden")
		} else {
			m.SetForced(n, "")
			m.SetForced(e.frame, "")
		}
	}
	e.show()

	want := builtin.On(n, "focus", false)
	if e.fresh {
		e.told = e.field.Text()
		want = want || builtin.On(n, "auto-focus", false)
	}
	if want != e.before || e.fresh && want {
		e.before = want
		switch {
		case want && !disabled && !e.focused:
			e.h.Focus(n)
		case !want && e.focused:
			e.h.Focus(nil)
		}
	}
	e.fresh = false
	if e.focused && disabled {
		e.h.Focus(nil)
	}
	if e.focused {
		e.applySelection(false)
	}
}

// set shows a value that came from outside.
func (e *editor) set(s string) {
	if e.field.Set(s) {
		e.reveal = true
		e.hasGoal = false
	}
}

// applySelection follows cursor, selection-start and selection-end, when they changed.
func (e *editor) applySelection(force bool) {
	now := [3]value.Value{builtin.Attr(e.n, "cursor"), builtin.Attr(e.n, "selection-start"), builtin.Attr(e.n, "selection-end")}
	if !force && value.Equal(now[0], e.selAttr[0]) && value.Equal(now[1], e.selAttr[1]) && value.Equal(now[2], e.selAttr[2]) {
		return
	}
	e.selAttr = now
	start, end := builtin.Num(e.n, "selection-start", -1), builtin.Num(e.n, "selection-end", -1)
	switch cursor := builtin.Num(e.n, "cursor", -1); {
	case start >= 0 && end >= start:
		e.field.Select(e.field.Runes(int(start)), e.field.Runes(int(end)))
	case cursor >= 0:
		at := e.field.Runes(int(cursor))
		e.field.Select(at, at)
	default:
		return
	}
	e.reveal = true
}

func (e *editor) password() bool {
	return !e.multi && (builtin.On(e.n, "password", false) || builtin.Str(e.n, "type", "") == "safe-password")
}

const dot = "•"

// visible is what the text node shows.
func (e *editor) visible() string {
	s := e.field.Text()
	if e.password() {
		return strings.Repeat(dot, e.field.Len())
	}
	if e.multi && (s == "" || strings.HasSuffix(s, "\n")) {
		s += "\u200b" // a last empty line needs something to stand on
	}
	return s
}

// offset gives the byte in the shown text for a rune of the field.
func (e *editor) offset(at int) int {
	if e.password() {
		return at * len(dot)
	}
	return e.field.Bytes(at)
}

// place gives the rune of the field for a byte in the shown text.
func (e *editor) place(offset int) int {
	if e.password() {
		return min(offset/len(dot), e.field.Len())
	}
	return e.field.RuneAt(offset)
}

func (e *editor) show() {
	m := e.h.Dom()
	m.SetText(e.text, e.visible())
	if e.field.Len() == 0 {
		m.SetForced(e.hint, e.look)
	} else {
		m.SetForced(e.hint, "display:none")
	}
	if !e.focused {
		m.SetForced(e.caret, "display:none")
		e.clearMarks()
	}
}

func (e *editor) clearMarks() {
	for _, p := range e.marks {
		e.h.Dom().Remove(p)
	}
	e.marks = nil
}

// Placed puts caret and selection where the text was laid out.
func (e *editor) Placed() bool {
	again := false
	if look := e.h.Placeholder(e.n); look != e.look {
		e.look = look
		if e.field.Len() == 0 {
			e.h.Dom().SetForced(e.hint, look)
			again = true
		}
	}
	if e.multi {
		e.countLines()
	}
	if !e.focused {
		return again
	}
	c, ok := e.h.Caret(e.line, e.text, e.offset(e.field.Head()))
	if !ok {
		return again
	}
	m := e.h.Dom()
	set := func(n *dom.Node, s string) {
		if n.Forced != s {
			m.SetForced(n, s)
			again = true
		}
	}
	if e.reveal {
		e.reveal = false
		again = e.bringIntoView(c) || again
	}
	look := "visibility:hidden;"
	if e.shown {
		look = ""
	}
	color := ""
	if s := builtin.Color(e.n, "cursor-color", ""); s != "" {
		color = ";background-color:" + s
	}
	set(e.caret, look+"left:"+builtin.Px(c.X)+";top:"+builtin.Px(c.Y)+";height:"+builtin.Px(c.H)+color)
	return e.placeMarks(c) || again
}

// bringIntoView scrolls so that the caret is seen.
func (e *editor) bringIntoView(c builtin.Caret) bool {
	var box builtin.Rect
	box.W, box.H = e.h.Inner(e.frame)
	if e.multi {
		_, y := e.h.ScrollOffset(e.frame)
		switch {
		case c.Y < y:
			e.h.ScrollTo(e.frame, 0, c.Y, false)
		case c.Y+c.H > y+box.H && box.H > 0:
			e.h.ScrollTo(e.frame, 0, c.Y+c.H-box.H, false)
		}
		return false
	}
	x := e.scrollX
	if c.X+caretRoom-x > box.W {
		x = c.X + caretRoom - box.W
	}
	if c.X-x < 0 {
		x = c.X
	}
	if end, ok := e.h.Caret(e.line, e.text, len(e.text.Text)); ok && end.X+caretRoom-x < box.W {
		x = max(0, end.X+caretRoom-box.W)
	}
	if x == e.scrollX {
		return false
	}
	e.scrollX = x
	forced := ""
	if x != 0 {
		forced = "margin-left:" + builtin.Px(-x)
	}
	e.h.Dom().SetForced(e.line, forced)
	return true
}

// placeMarks paints the selection, one box a row.
func (e *editor) placeMarks(head builtin.Caret) bool {
	a, b := e.field.Range()
	var rows []string
	if a != b {
		rows = e.rows(a, b)
	}
	m := e.h.Dom()
	again := len(rows) != len(e.marks)
	for len(e.marks) > len(rows) {
		m.Remove(e.marks[len(e.marks)-1])
		e.marks = e.marks[:len(e.marks)-1]
	}
	for len(e.marks) < len(rows) {
		e.marks = append(e.marks, builtin.Part(e.h, e.n, e.line, "view", "wx-selection"))
	}
	for i, s := range rows {
		if e.marks[i].Forced != s {
			m.SetForced(e.marks[i], s)
			again = true
		}
	}
	return again
}

func (e *editor) rows(a, b int) []string {
	var out []string
	start, ok := e.h.Caret(e.line, e.text, e.offset(a))
	if !ok {
		return nil
	}
	last := start
	for i := a + 1; i <= b && len(out) < maxSelectionRows; i++ {
		c, ok := e.h.Caret(e.line, e.text, e.offset(i))
		if !ok {
			break
		}
		if c.Line != start.Line {
			out = append(out, row(start, last, true))
			start = c
			start.X = min(start.X, 0)
		}
		last = c
	}
	return append(out, row(start, last, false))
}

func row(from, to builtin.Caret, whole bool) string {
	w := to.X - from.X
	if whole {
		w = max(w, 4) // a selected line break shows
	}
	return "left:" + builtin.Px(from.X) + ";top:" + builtin.Px(from.Y) + ";width:" + builtin.Px(max(0, w)) + ";height:" + builtin.Px(from.H)
}

// countLines tells linechange.
func (e *editor) countLines() {
	c, ok := e.h.Caret(e.line, e.text, len(e.text.Text))
	if !ok {
		return
	}
	_, height := e.h.Inner(e.line)
	if c.Line+1 == e.lines && height == e.height {
		return
	}
	first := e.lines == 0
	changed := c.Line+1 != e.lines
	e.lines, e.height = c.Line+1, height
	if first || !changed {
		return
	}
	e.h.Emit(e.n, builtin.Emit{Type: "linechange", Detail: value.M(
		"height", height, "heightRpx", 2*height, "lineCount", e.lines, "lineHeight", c.H)})
}
