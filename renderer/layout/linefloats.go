package layout

import (
	"slices"

	"diorama/renderer/geom"
)

// lineState is what a line may change before it turns out to be too high for its place.
type lineState struct {
	floats                        floatMark
	open                          []*Box
	cont, lines, empties, statics int
	spare                         geom.Unit
}

// state gives what again goes back to; nothing where no floats can stand.
func (lb *lineBreaker) state() (s lineState) {
	if lb.fl == nil {
		return s
	}
	return lineState{lb.floatMark(0), slices.Clone(lb.open), lb.cont, len(lb.lines), len(lb.empties), len(lb.statics), lb.spare}
}

// meetsFloats reports whether the line just made from top on is so high that floats which
// begin lower stand in it (CSS 2.1 §9.5: line boxes are shortened next to any float).
func (lb *lineBreaker) meetsFloats(top geom.Unit) bool {
	if lb.fl == nil || len(lb.fl.fs.boxes) == 0 {
		return false
	}
	line := &lb.lines[len(lb.lines)-1].Rect
	if line.H <= max(1, lb.tall) {
		return false
	}
	l := lb.j.fr.left() + lb.fl.x
	bl, br := lb.fl.fs.band(top+lb.fl.y, line.H, l, l+lb.j.cw)
	return bl-lb.fl.x > line.X || br-lb.fl.x < line.Right()
}

// again takes the line back that was made from s on, to be made at top once more beside
// all floats down to its height.
func (lb *lineBreaker) again(s lineState, top geom.Unit) {
	lb.tall = lb.lines[len(lb.lines)-1].Rect.H
	lb.late = nil
	lb.unfloat(s.floats)
	lb.open, lb.cont = append(lb.open[:0], s.open...), s.cont
	lb.lines, lb.empties, lb.statics = lb.lines[:s.lines], lb.empties[:s.empties], lb.statics[:s.statics]
	lb.spare, lb.y = s.spare, top
}
