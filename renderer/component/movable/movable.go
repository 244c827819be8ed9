// Package movable is movable-area and movable-view.
//
// Its one idea: the place is a transform; the area's content box limits it.
package movable

import (
	"math"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Area and View are the two kinds.
var (
	Area = builtin.Kind{Tag: "movable-area"}
	View = builtin.Kind{Tag: "movable-view", New: newView}
)

type view struct {
	h            builtin.Host
	n            *dom.Node
	ax, ay       value.Value
	x, y         float64
	fromX, fromY float64
	fresh        bool
	moved        bool
}

func newView(h builtin.Host, n *dom.Node) builtin.Instance { return &view{h: h, n: n, fresh: true} }

func (v *view) Update() {
	if builtin.On(v.n, "scale", false) {
		v.h.Missing("movable-view scale")
	}
	if builtin.On(v.n, "inertia", false) {
		v.h.Missing("movable-view inertia")
	}
	x, y := v.n.Attr("x"), v.n.Attr("y")
	if v.fresh || !value.Same(x, v.ax) {
		v.ax, v.x, v.moved = x, builtin.Num(v.n, "x", 0), true
	}
	if v.fresh || !value.Same(y, v.ay) {
		v.ay, v.y, v.moved = y, builtin.Num(v.n, "y", 0), true
	}
	v.fresh = false
	v.place()
}

// Placed keeps the view inside its area once both have sizes.
func (v *view) Placed() bool {
	if !v.moved {
		return false
	}
	v.moved = false
	x, y := v.limit(v.x, v.y)
	if x == v.x && y == v.y {
		return false
	}
	v.x, v.y = x, y
	v.place()
	v.tell("out-of-bounds")
	return true
}

func (v *view) limit(x, y float64) (float64, float64) {
	area := builtin.Ancestor(v.n, "movable-area")
	if area == nil {
		return 0, 0
	}
	a, b := v.h.Border(area), v.h.Border(v.n)
	clamp := func(p, room float64) float64 { return min(max(p, min(room, 0)), max(room, 0)) }
	return clamp(x, a.W-b.W), clamp(y, a.H-b.H)
}

func (v *view) place() {
	v.h.Dom().SetForced(v.n, "transform:translate("+builtin.Px(v.x)+","+builtin.Px(v.y)+")")
}

func (v *view) tell(source string) {
	v.h.Emit(v.n, builtin.Emit{Type: "change", Detail: value.M("x", v.x, "y", v.y, "source", source)})
}

func (v *view) axes() (x, y bool) {
	switch builtin.Str(v.n, "direction", "none") {
	case "all":
		return true, true
	case "horizontal":
		return true, false
	case "vertical":
		return false, true
	}
	return false, false
}

func (v *view) Grab(x, y, dx, dy float64) bool {
	ax, ay := v.axes()
	if builtin.On(v.n, "disabled", false) || !ax && !ay {
		return false
	}
	if !ax && math.Abs(dx) > math.Abs(dy) || !ay && math.Abs(dy) > math.Abs(dx) {
		return false
	}
	v.fromX, v.fromY = v.x, v.y
	return true
}

func (v *view) Drag(x, y, dx, dy float64) {
	ax, ay := v.axes()
	toX, toY := v.x, v.y
	if ax {
		toX = v.fromX + dx
	}
	if ay {
		toY = v.fromY + dy
	}
	toX, toY = v.limit(toX, toY)
	if toX == v.x && toY == v.y {
		return
	}
	v.x, v.y = toX, toY
	v.place()
	v.tell("touch")
}

func (v *view) Drop(vx, vy float64) {}

// Keep is the place for hot reload.
func (v *view) Keep() value.Value { return value.M("x", v.x, "y", v.y) }

// Restore puts it back.
func (v *view) Restore(k value.Value) {
	v.x, v.y = k.Get("x").Num(), k.Get("y").Num()
	v.place()
}
