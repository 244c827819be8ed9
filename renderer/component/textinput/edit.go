package textinput

import (
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

// keyboardHeight is how much of the screen the soft keyboard would take, CSS px.
// WeChat: a guess, the height of iOS's Chinese keyboard on a 375 px wide phone;
// the desktop shows none, so the page is told 0.
const keyboardHeight = 0

func (e *editor) CanFocus() bool { return !builtin.On(e.n, "disabled", false) }

func (e *editor) Focus(on bool) {
	if e.focused == on {
		return
	}
	e.focused = on
	e.hasGoal = false
	e.h.Dom().SetState(e.n, dom.StateFocus, on)
	text := e.field.Text()
	if on {
		e.applySelection(true)
		e.wake()
		e.told = text
		e.h.Emit(e.n, builtin.Emit{Type: "focus", Detail: value.M("value", text, "height", keyboardHeight)})
	} else {
		e.show()
		e.h.Emit(e.n, builtin.Emit{Type: "blur", Detail: value.M("value", text, "cursor", e.cursor())})
		if e.told != text {
			e.told = text
			e.h.Emit(e.n, builtin.Emit{Type: "change", Detail: value.M("value", text)})
		}
	}
	e.h.Emit(e.n, builtin.Emit{Type: "keyboardheightchange", Detail: value.M("height", keyboardHeight, "duration", 0)})
}

func (e *editor) cursor() int { return e.field.Units(e.field.Head()) }

// wake shows the caret at once and starts its blinking anew.
func (e *editor) wake() {
	e.shown = true
	e.blinkAt = e.h.Now() + blink
	e.reveal = true
	// The caret's node is styled anew in Placed; damage asks for a frame.
	e.h.Dom().Damage(e.caret, dom.DamageStyle)
}

// changed shows and tells an edit.
func (e *editor) changed(keyCode int) {
	e.show()
	e.wake()
	text := e.field.Text()
	e.h.Emit(e.n, builtin.Emit{
		Type:   "input",
		Detail: value.M("value", text, "cursor", e.cursor(), "keyCode", keyCode),
		Model:  "value", ModelValue: value.OfString(text),
	})
}

func (e *editor) Text(s string) {
	if s == "" {
		return
	}
	e.hasGoal = false
	if e.field.Insert(s) {
		code := 0
		for _, r := range s {
			code = int(r)
		}
		e.changed(code)
	}
}

func (e *editor) Key(k input.Key) {
	if e.multi && input.Canonical(k.Name) == input.KeyEnter && builtin.Str(e.n, "confirm-type", "return") != "return" && !k.Shift {
		e.confirm()
		return
	}
	edit := e.field.Press(k)
	if edit.Vertical == 0 {
		e.hasGoal = false
	}
	if edit.HasCopy {
		e.h.Act(e.n, "copy", value.OfString(edit.Copy))
	}
	switch {
	case edit.Changed:
		code := 0
		switch input.Canonical(k.Name) {
		case input.KeyBackspace:
			code = 8
		case input.KeyDelete:
			code = 46
		case input.KeyEnter:
			code = 10
		}
		e.changed(code)
	case edit.Vertical != 0:
		e.vertical(edit.Vertical, k.Shift)
	case edit.Moved:
		e.wake()
	case edit.Paste:
		e.h.Act(e.n, "paste", value.Value{})
	case edit.Confirm:
		e.confirm()
	case edit.Blur:
		e.h.Focus(nil)
	}
}

func (e *editor) confirm() {
	e.h.Emit(e.n, builtin.Emit{Type: "confirm", Detail: value.M("value", e.field.Text())})
	if !builtin.On(e.n, "confirm-hold", false) {
		e.h.Focus(nil)
	}
}

// vertical moves the caret a line up or down, keeping its x.
func (e *editor) vertical(dir int, keep bool) {
	c, ok := e.h.Caret(e.line, e.text, e.offset(e.field.Head()))
	if !ok {
		return
	}
	if !e.hasGoal {
		e.goal, e.hasGoal = c.X, true
	}
	box := e.h.Border(e.line)
	y := c.Y + c.H/2 + float64(dir)*e.rowHeight(c)
	at := e.place(e.h.OffsetAt(e.text, box.X+e.goal, box.Y+y))
	if target, ok := e.h.Caret(e.line, e.text, e.offset(at)); ok && target.Line == c.Line {
		// No such line: to the very start or end, as everywhere.
		at = 0
		if dir > 0 {
			at = e.field.Len()
		}
	}
	e.field.MoveTo(at, keep)
	e.wake()
}

func (e *editor) rowHeight(c builtin.Caret) float64 {
	if e.lines > 1 {
		return e.height / float64(e.lines)
	}
	return c.H
}

func (e *editor) at(x, y float64) int { return e.place(e.h.OffsetAt(e.text, x, y)) }

func (e *editor) Tap(x, y float64) {
	if !e.CanFocus() {
		return
	}
	was := e.focused
	e.h.Focus(e.n)
	if !e.focused {
		return
	}
	now := e.h.Now()
	at := e.at(x, y)
	if was && e.tapped && now-e.lastTap < doubleTap {
		a, b := e.field.Word(at)
		e.field.Select(a, b)
		e.tapped = false
	} else {
		e.field.Select(at, at)
		e.tapped = true
	}
	e.lastTap = now
	e.hasGoal = false
	e.wake()
}

func (e *editor) Grab(x, y, dx, dy float64) bool {
	if !e.focused {
		return false
	}
	e.dragFrom = e.at(x, y)
	return true
}

func (e *editor) Drag(x, y, dx, dy float64) {
	e.field.Select(e.dragFrom, e.at(x, y))
	e.wake()
}

func (e *editor) Drop(vx, vy float64) {}

func (e *editor) Tick(now time.Duration) {
	if !e.focused || now < e.blinkAt {
		return
	}
	e.shown = (now-e.blinkAt)/blink%2 == 1
	e.blinkAt += ((now-e.blinkAt)/blink + 1) * blink
	e.h.Dom().Damage(e.caret, dom.DamageStyle)
}

func (e *editor) Next() (time.Duration, bool) { return e.blinkAt, e.focused }

func (e *editor) Value() value.Value { return value.OfString(e.field.Text()) }

// Reset empties the field. WeChat: a guess, from the emptied fields of the official demo.
func (e *editor) Reset() {
	if e.field.Set("") {
		e.show()
	}
}

// Answer takes what the handler of bindinput returned: the text to show instead,
// or {value, cursor}.
func (e *editor) Answer(v value.Value) {
	cursor := value.Value{}
	if v.Kind() == value.Map {
		v, cursor = v.Get("value"), v.Get("cursor")
	}
	if !v.IsNil() && v.Kind() != value.Map && v.Kind() != value.List {
		e.set(v.ToString())
	}
	if cursor.Kind() == value.Number {
		at := e.field.Runes(int(cursor.Num()))
		e.field.Select(at, at)
	}
	e.show()
	if e.focused {
		e.wake()
	}
}

// Keep is the text and selection for hot reload.
func (e *editor) Keep() value.Value {
	a, b := e.field.Range()
	return value.M("text", e.field.Text(), "start", e.field.Units(a), "end", e.field.Units(b))
}

// Restore puts back what Keep gave.
func (e *editor) Restore(v value.Value) {
	e.field.Set(v.Get("text").Str())
	e.field.Select(e.field.Runes(int(v.Get("start").Num())), e.field.Runes(int(v.Get("end").Num())))
	e.show()
}

// Leave gives the focus back.
func (e *editor) Leave() {
	if e.focused {
		e.focused = false
	}
}
