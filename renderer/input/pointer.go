// Package input turns pointers and keys into gestures: taps, long presses,
// drags with inertia, and edits of a text field.
//
// Its one idea: recognisers are plain values fed with events and times; they
// know neither tree nor layout, so a sequence of events always gives the same
// gestures.
package input

import "time"

// Kind tells what a Pointer event is.
type Kind uint8

// The kinds of Pointer.
const (
	Down Kind = iota
	Move
	Up
	Cancel
	Wheel
)

// Pointer is one event of a finger, the mouse or the wheel. Lengths in CSS px,
// places relative to the top left of the viewport.
type Pointer struct {
	Kind   Kind
	ID     int // finger; the mouse is 0
	X, Y   float64
	DX, DY float64 // Wheel: how far the content shall move, positive scrolls right and down
	Time   time.Duration
}

// Key is one key press that is not text. Name is one of the names below.
type Key struct {
	Name             string
	Shift, Ctrl, Alt bool // Ctrl is the platform's shortcut modifier
}

// The names of keys that text fields know; others are ignored.
const (
	KeyLeft      = "Left"
	KeyRight     = "Right"
	KeyUp        = "Up"
	KeyDown      = "Down"
	KeyHome      = "Home"
	KeyEnd       = "End"
	KeyBackspace = "Backspace"
	KeyDelete    = "Delete"
	KeyEnter     = "Enter"
	KeyEscape    = "Escape"
	KeyTab       = "Tab"
	KeyA         = "A" // with Ctrl: select all
	KeyC         = "C"
	KeyX         = "X"
	KeyV         = "V"
	KeyY         = "Y"
	KeyZ         = "Z"
)

// Canonical gives the name used here for the spellings of window systems.
func Canonical(name string) string {
	switch name {
	case "BackSpace":
		return KeyBackspace
	case "Return", "KP_Enter":
		return KeyEnter
	case "ArrowLeft":
		return KeyLeft
	case "ArrowRight":
		return KeyRight
	case "ArrowUp":
		return KeyUp
	case "ArrowDown":
		return KeyDown
	case "Esc":
		return KeyEscape
	}
	if len(name) == 1 && name[0] >= 'a' && name[0] <= 'z' {
		return string(name[0] - 'a' + 'A')
	}
	return name
}
