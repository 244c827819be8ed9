// Package pickerview is picker-view and picker-view-column.
//
// Its one idea: each column is a wheel whose place is one number, the item in
// the middle; the wheel is moved by a transform in steps of the indicator's height.
package pickerview

import (
	"math"
	"time"

	"diorama/renderer/component/builtin"
	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// View and Column are the two kinds.
var (
	View   = builtin.Kind{Tag: "picker-view", New: newView, Children: true}
	Column = builtin.Kind{Tag: "picker-view-column", New: newColumn, Children: true}
)

const (
	// rowHeight is the indicator's height unless indicator-style says another. CSS px.
	// WeChat: the default of the official component.
	rowHeight = 34.0
	settle    = 200 * time.Millisecond
	frame     = time.Second / 60
)

type view struct {
	h     builtin.Host
	n     *dom.Node
	attr  value.Value
	fresh bool
}

func newView(h builtin.Host, n *dom.Node) builtin.Instance { return &view{h: h, n: n, fresh: true} }

func (v *view) columns() []*column {
	var out []*column
	builtin.Walk(v.n, func(n *dom.Node) bool {
		if n.Tag == "picker-view-column" {
			if c, ok := v.h.Instance(n).(*column); ok {
				out = append(out, c)
			}
			return false
		}
		return true
	})
	return out
}

func (v *view) Update() {
	a := v.n.Attr("value")
	if !v.fresh && value.Equal(a, v.attr) {
		return
	}
	v.attr, v.fresh = a, false
	for i, c := range v.columns() {
		if a.Kind() == value.List && i < a.Len() {
			c.set(int(a.Index(i).ToNumber()))
		}
	}
}

// asked gives the value for a column that came into being after the view.
func (v *view) asked(c *column) int {
	for i, o := range v.columns() {
		if o == c && v.attr.Kind() == value.List && i < v.attr.Len() {
			return int(v.attr.Index(i).ToNumber())
		}
	}
	return 0
}

func (v *view) Value() value.Value {
	var list []value.Value
	for _, c := range v.columns() {
		list = append(list, value.OfInt(c.index))
	}
	return value.OfList(list)
}

func (v *view) Reset() {
	for _, c := range v.columns() {
		c.set(v.asked(c))
	}
}

func (v *view) changed() {
	val := v.Value()
	v.attr = val
	v.h.Emit(v.n, builtin.Emit{Type: "change", Detail: value.M("value", val), Model: "value", ModelValue: val})
}

type column struct {
	h                               builtin.Host
	n                               *dom.Node
	mask, indicator, wheel, content *dom.Node
	index                           int
	pos, from, to                   float64
	start, ticked                   time.Duration
	moving, fresh                   bool
	row                             float64
}

func newColumn(h builtin.Host, n *dom.Node) builtin.Instance {
	c := &column{h: h, n: n, fresh: true, row: rowHeight}
	c.wheel = builtin.Part(h, n, n, "view", "wx-picker-wheel")
	c.content = builtin.Part(h, n, c.wheel, "view", "wx-picker-content")
	builtin.Slot(h, n, c.content)
	c.mask = builtin.Part(h, n, n, "view", "wx-picker-mask")
	c.indicator = builtin.Part(h, n, n, "view", "wx-picker-indicator")
	return c
}

func (c *column) view() *view {
	if p := builtin.Ancestor(c.n, "picker-view"); p != nil {
		v, _ := c.h.Instance(p).(*view)
		return v
	}
	return nil
}

func (c *column) count() int { return len(builtin.Children(c.n)) }

func (c *column) Update() {
	m := c.h.Dom()
	if v := c.view(); v != nil {
		m.SetClasses(c.indicator, builtin.Classes(v.n, "wx-picker-indicator "+builtin.Str(v.n, "indicator-class", "")))
		m.SetStyle(c.indicator, builtin.Str(v.n, "indicator-style", ""))
		m.SetClasses(c.mask, builtin.Classes(v.n, "wx-picker-mask "+builtin.Str(v.n, "mask-class", "")))
		m.SetStyle(c.mask, builtin.Str(v.n, "mask-style", ""))
		if c.fresh && c.count() > 0 {
			c.index = v.asked(c)
			c.fresh = false
		}
	}
	if n := c.count(); n > 0 {
		c.index = min(max(c.index, 0), n-1)
	}
	if !c.moving {
		c.pos = float64(c.index)
	}
	c.place()
}

func (c *column) set(i int) {
	if n := c.count(); n > 0 {
		i = min(max(i, 0), n-1)
	}
	c.index, c.pos, c.moving = i, float64(i), false
	c.place()
}

func (c *column) place() {
	m := c.h.Dom()
	row := builtin.Px(c.row)
	m.SetForced(c.mask, "background-size:100% calc(50% - "+builtin.Px(c.row/2)+")")
	m.SetForced(c.content, "padding-top:0;transform:translateY("+builtin.Px(-c.pos*c.row)+")")
	m.SetForced(c.wheel, "top:50%;margin-top:"+builtin.Px(-c.row/2))
	for _, it := range builtin.Children(c.n) {
		if !it.IsText() {
			m.SetForced(it, "height:"+row+";overflow:hidden")
		}
	}
}

// Placed takes the row height from the indicator, which pages restyle.
func (c *column) Placed() bool {
	// The indicator's borders count: its border box is what is seen.
	if h := c.h.Border(c.indicator).H; h > 0 && h != c.row {
		c.row = h
		c.place()
		return true
	}
	return false
}

func (c *column) Grab(x, y, dx, dy float64) bool {
	if c.count() == 0 || math.Abs(dx) > math.Abs(dy) {
		return false
	}
	c.from, c.moving = c.pos, false
	if v := c.view(); v != nil {
		c.h.Emit(v.n, builtin.Emit{Type: "pickstart", Detail: value.M()})
	}
	return true
}

func (c *column) Drag(x, y, dx, dy float64) {
	c.pos = min(max(c.from-dy/c.row, -1), float64(c.count()))
	c.place()
}

func (c *column) Drop(vx, vy float64) {
	// A flick goes on as far as its speed would carry it in half a second.
	target := math.Round(c.pos - vy*0.25/c.row)
	c.settle(min(max(target, 0), float64(c.count()-1)))
}

// Tap above or below the middle goes there.
func (c *column) Tap(x, y float64) {
	box := c.h.Border(c.n)
	if box.H == 0 || c.count() == 0 {
		return
	}
	target := c.pos + math.Round((y-box.Y-box.H/2)/c.row)
	c.settle(min(max(math.Round(target), 0), float64(c.count()-1)))
}

func (c *column) settle(to float64) {
	c.from, c.to, c.start, c.moving = c.pos, to, c.h.Now(), true
	c.ticked = c.start
}

func (c *column) Tick(now time.Duration) {
	if !c.moving {
		return
	}
	c.ticked = now
	t := min(1, float64(now-c.start)/float64(settle))
	c.pos = c.from + (c.to-c.from)*(1-math.Pow(1-t, 3))
	if t >= 1 {
		c.moving, c.pos = false, c.to
		changed := int(c.to) != c.index
		c.index = int(c.to)
		if v := c.view(); v != nil {
			if changed {
				v.changed()
			}
			c.h.Emit(v.n, builtin.Emit{Type: "pickend", Detail: value.M()})
		}
	}
	c.place()
}

func (c *column) Next() (time.Duration, bool) {
	return min(c.ticked+frame, c.start+settle), c.moving
}
