package input

import (
	"math"
	"time"
)

// Finger is one finger on the glass.
type Finger struct {
	ID             int
	StartX, StartY float64
	X, Y           float64
	Start          time.Duration
	// Moved: it went farther than TapSlop once. Long: it was a long press.
	Moved, Long bool
	// Tappable: no second finger came down while it was on the glass.
	Tappable bool
	Velocity Velocity
}

// Touches follows the fingers of one surface.
type Touches struct{ fingers []*Finger }

// Fingers gives the fingers that are down, in the order they came.
func (t *Touches) Fingers() []*Finger { return t.fingers }

// Finger gives the finger with that id, nil when it is not down.
func (t *Touches) Finger(id int) *Finger {
	for _, f := range t.fingers {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Down puts a finger on the glass; nil when it is down already or there are too many.
func (t *Touches) Down(p Pointer) *Finger {
	if t.Finger(p.ID) != nil || len(t.fingers) >= MaxTouches {
		return nil
	}
	f := &Finger{ID: p.ID, StartX: p.X, StartY: p.Y, X: p.X, Y: p.Y, Start: p.Time, Tappable: len(t.fingers) == 0}
	for _, o := range t.fingers {
		o.Tappable = false
	}
	f.Velocity.Add(p.X, p.Y, p.Time)
	t.fingers = append(t.fingers, f)
	return f
}

// Move moves a finger; began is true on the event that leaves the tap slop.
func (t *Touches) Move(p Pointer) (f *Finger, began bool) {
	f = t.Finger(p.ID)
	if f == nil {
		return nil, false
	}
	f.X, f.Y = p.X, p.Y
	f.Velocity.Add(p.X, p.Y, p.Time)
	if !f.Moved && math.Hypot(f.X-f.StartX, f.Y-f.StartY) >= TapSlop {
		f.Moved = true
		return f, true
	}
	return f, false
}

// Up lifts a finger; nil when it was not down.
func (t *Touches) Up(id int) *Finger {
	for i, f := range t.fingers {
		if f.ID == id {
			t.fingers = append(t.fingers[:i:i], t.fingers[i+1:]...)
			return f
		}
	}
	return nil
}

// Rested gives the fingers whose long press is due at now, each once.
func (t *Touches) Rested(now time.Duration) []*Finger {
	var due []*Finger
	for _, f := range t.fingers {
		if !f.Long && !f.Moved && f.Tappable && now >= f.Start+LongPress {
			f.Long = true
			due = append(due, f)
		}
	}
	return due
}

// Next is when Rested has something next; ok is false when nothing waits.
func (t *Touches) Next() (at time.Duration, ok bool) {
	for _, f := range t.fingers {
		if !f.Long && !f.Moved && f.Tappable && (!ok || f.Start+LongPress < at) {
			at, ok = f.Start+LongPress, true
		}
	}
	return at, ok
}
