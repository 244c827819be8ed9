package input

import (
	"math"
	"testing"
	"time"
)

const ms = time.Millisecond

// A resting finger is a long press after 350 ms, once; a moved or a second finger
// is none. Oracle: documentation of events.
func TestTouches(t *testing.T) {
	var s Touches
	f := s.Down(Pointer{X: 10, Y: 10, Time: 0})
	if at, ok := s.Next(); !ok || at != 350*ms {
		t.Error("long press is due at", at)
	}
	if len(s.Rested(349*ms)) != 0 || len(s.Rested(350*ms)) != 1 || len(s.Rested(400*ms)) != 0 {
		t.Error("long press not once at 350 ms")
	}
	if _, began := s.Move(Pointer{X: 15, Y: 15, Time: 360 * ms}); began || f.Moved {
		t.Error("7 px is no drag")
	}
	if _, began := s.Move(Pointer{X: 21, Y: 10, Time: 370 * ms}); !began || !f.Moved {
		t.Error("11 px is a drag")
	}
	if _, began := s.Move(Pointer{X: 40, Y: 10, Time: 380 * ms}); began {
		t.Error("a drag begins once")
	}
	g := s.Down(Pointer{ID: 1, X: 0, Y: 0, Time: 390 * ms})
	if g.Tappable || f.Tappable || s.Down(Pointer{ID: 1}) != nil {
		t.Error("two fingers do not tap")
	}
	if s.Up(0) != f || s.Up(0) != nil || len(s.Fingers()) != 1 {
		t.Error("a finger lifts once")
	}
}

// Speed is measured over the last 100 ms; a finger that rested has none. Oracle: hand.
func TestVelocity(t *testing.T) {
	var v Velocity
	for i := 0; i <= 20; i++ {
		v.Add(float64(i)*10, 0, time.Duration(i)*10*ms)
	}
	if x, _ := v.At(200 * ms); math.Abs(x-1000) > 1 {
		t.Error(x)
	}
	if x, _ := v.At(400 * ms); x != 0 {
		t.Error("rested", x)
	}
}

// A fling slows down exponentially and ends where the law says. Oracle: hand, the
// integral of v*exp(-t/T) is v*T.
func TestFling(t *testing.T) {
	f, ok := NewFling(0, 100, 0, 1000, 0)
	if !ok {
		t.Fatal("1000 px/s is a fling")
	}
	if _, ok := NewFling(0, 0, 20, 0, 0); ok {
		t.Error("20 px/s is none")
	}
	last, done := 0.0, false
	for at := time.Duration(0); !done && at < 10*time.Second; at += 16 * ms {
		_, y, d := f.At(at)
		if y < last {
			t.Fatal("it turned round")
		}
		last, done = y, d
	}
	if !done || math.Abs(last-600) > 5 {
		t.Error(last, done)
	}
	g := Glide{FromY: 0, ToY: 100, Start: 0, Duration: 300 * ms}
	if _, y, _ := g.At(150 * ms); y != 50 {
		t.Error(y)
	}
	if _, y, done := g.At(300 * ms); y != 100 || !done {
		t.Error(y, done)
	}
}
