package simulator

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"diorama/renderer"
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// chooser is the open picker: wheels from below. Documentation of picker.
type chooser struct {
	page    wire.PageID
	node    dom.NodeID
	mode    string // "selector", "multiSelector", "time", "date"
	args    value.Value
	columns [][]string
	at      []int // the chosen row of each column

	numbers [][]int // of time and date: what the rows stand for
	fields  int     // of date: 1 year, 2 month, 3 day
	lo, hi  []int   // of time and date: limits, most significant first
}

const (
	// firstYear and lastYear limit a date picker without start and end.
	// WeChat: a guess; the documentation names no limits.
	firstYear = 1900
	lastYear  = 2100
)

// choose opens the chooser for a picker of a page.
func (y *system) choose(p *page, a renderer.Action) {
	c := &chooser{page: p.id, node: a.Node, args: a.Args, mode: strOr(a.Args.Get("mode"), "selector")}
	switch c.mode {
	case "selector", "multiSelector":
		c.ranges(a.Args.Get("range"))
		c.pick(a.Args.Get("value"))
	case "time":
		c.lo, c.hi = numbersOf(a.Args.Get("start").ToString(), 0, 0), numbersOf(a.Args.Get("end").ToString(), 23, 59)
		c.fields = 2
		now := y.s.opts.Clock.Add(y.s.now)
		c.spin(numbersOf(a.Args.Get("value").ToString(), now.Hour(), now.Minute()))
	case "date":
		now := y.s.opts.Clock.Add(y.s.now)
		c.fields = map[string]int{"year": 1, "month": 2}[strOr(a.Args.Get("fields"), "day")]
		if c.fields == 0 {
			c.fields = 3
		}
		c.lo, c.hi = numbersOf(a.Args.Get("start").ToString(), firstYear, 1, 1), numbersOf(a.Args.Get("end").ToString(), lastYear, 12, 31)
		c.spin(numbersOf(a.Args.Get("value").ToString(), now.Year(), int(now.Month()), now.Day()))
	default:
		y.s.addLog(wire.Log{Time: y.s.now, Level: "system", Args: []string{"picker mode=" + c.mode + " is not simulated"}, API: "picker mode=" + c.mode})
		return
	}
	y.chooser = c
	y.showChooser()
}

func (y *system) showChooser() {
	c := y.chooser
	cols := make([]value.Value, len(c.columns))
	at := make([]value.Value, len(c.columns))
	for i, list := range c.columns {
		rows := make([]value.Value, len(list))
		for k, t := range list {
			rows[k] = value.OfString(t)
		}
		cols[i], at[i] = value.OfList(rows), value.OfInt(c.at[i])
	}
	y.set("picker", value.M("show", true, "columns", value.OfList(cols), "value", value.OfList(at), "title", strOr(c.args.Get("headerText"), "")))
}

// turned takes over where the wheels stand.
func (y *system) turned(at value.Value) {
	c := y.chooser
	if c == nil {
		return
	}
	for i := range c.at {
		k := int(at.Index(i).ToNumber())
		if k == c.at[i] || k < 0 || k >= len(c.columns[i]) {
			continue
		}
		c.at[i] = k
		if c.mode == "multiSelector" {
			y.answerPicker(c, value.M("type", "columnchange", "column", i, "value", k))
		}
	}
	if c.fields > 0 {
		c.spin(c.chosen())
	}
	y.showChooser()
}

// endChoice closes the chooser and tells the picker.
func (y *system) endChoice(ok bool) {
	c := y.chooser
	if c == nil {
		return
	}
	y.chooser = nil
	y.set("picker", hidden)
	if ok {
		y.answerPicker(c, value.M("type", "confirm", "value", c.result()))
	} else {
		y.answerPicker(c, value.M("type", "cancel"))
	}
}

func (y *system) answerPicker(c *chooser, v value.Value) {
	if p := y.s.pages[c.page]; p != nil && p.doc != nil {
		events, actions := p.doc.ComponentResult(c.node, v)
		y.s.deliver(p, events, actions)
	}
}

// pickerChanged looks whether a page has given its open picker other choices: the
// columns of a multiSelector follow each other. A picker that is gone closes.
func (y *system) pickerChanged(p *page) {
	c := y.chooser
	if c == nil || c.page != p.id || c.fields > 0 {
		return
	}
	n := p.doc.Tree().Node(c.node)
	if n == nil {
		y.chooser = nil
		y.set("picker", hidden)
		return
	}
	ranges, val := n.Attr("range"), n.Attr("value")
	if value.Equal(ranges, c.args.Get("range")) && value.Equal(val, c.args.Get("value")) {
		return
	}
	moved := !value.Equal(val, c.args.Get("value"))
	c.args = c.args.With(value.Path{{Name: "range", Index: -1}}, ranges).With(value.Path{{Name: "value", Index: -1}}, val)
	old := c.at
	c.ranges(ranges)
	if moved {
		c.pick(val)
	} else {
		for i := range c.at {
			if i < len(old) {
				c.at[i] = clampRow(old[i], c.columns[i])
			}
		}
	}
	y.showChooser()
}

// ranges makes the columns of selector and multiSelector.
func (c *chooser) ranges(r value.Value) {
	key := strOr(c.args.Get("rangeKey"), "")
	column := func(list value.Value) []string {
		var out []string
		for _, it := range list.Items() {
			if key != "" && it.Kind() == value.Map {
				it = it.Get(key)
			}
			out = append(out, it.ToString())
		}
		return out
	}
	c.columns = nil
	if c.mode == "selector" {
		c.columns = [][]string{column(r)}
	} else {
		for _, list := range r.Items() {
			c.columns = append(c.columns, column(list))
		}
	}
	c.at = make([]int, len(c.columns))
}

// pick chooses the rows that a value names.
func (c *chooser) pick(v value.Value) {
	for i := range c.at {
		x := v
		if c.mode == "multiSelector" {
			x = v.Index(i)
		}
		c.at[i] = clampRow(int(x.ToNumber()), c.columns[i])
	}
}

func clampRow(i int, rows []string) int { return max(0, min(i, len(rows)-1)) }

// spin builds the columns of time and date around a choice, within the limits.
func (c *chooser) spin(v []int) {
	v = v[:c.fields]
	c.columns, c.numbers, c.at = make([][]string, c.fields), make([][]int, c.fields), make([]int, c.fields)
	atLo, atHi := true, true // the more significant ones stand at the limit
	for i := range c.fields {
		lo, hi := c.span(i, v)
		if atLo {
			lo = max(lo, c.lo[i])
		}
		if atHi {
			hi = min(hi, c.hi[i])
		}
		v[i] = max(lo, min(v[i], hi))
		for n := lo; n <= hi; n++ {
			if n == v[i] {
				c.at[i] = len(c.numbers[i])
			}
			c.numbers[i] = append(c.numbers[i], n)
			c.columns[i] = append(c.columns[i], c.label(i, n))
		}
		atLo, atHi = atLo && v[i] == c.lo[i], atHi && v[i] == c.hi[i]
	}
}

// span gives what a column can hold, limits apart.
func (c *chooser) span(i int, v []int) (lo, hi int) {
	switch {
	case c.mode == "time" && i == 0:
		return 0, 23
	case c.mode == "time":
		return 0, 59
	case i == 0:
		return c.lo[0], c.hi[0]
	case i == 1:
		return 1, 12
	}
	return 1, time.Date(v[0], time.Month(v[1])+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (c *chooser) label(i, n int) string {
	if c.mode == "time" {
		return fmt.Sprintf("%02d", n)
	}
	return strconv.Itoa(n) + [...]string{"年", "月", "日"}[i]
}

// chosen gives the numbers that the wheels of time and date stand at.
func (c *chooser) chosen() []int {
	out := make([]int, c.fields)
	for i := range out {
		if k := c.at[i]; k < len(c.numbers[i]) {
			out[i] = c.numbers[i][k]
		}
	}
	return out
}

// result is the value of the change event.
func (c *chooser) result() value.Value {
	switch {
	case c.mode == "selector":
		return value.OfInt(c.at[0])
	case c.mode == "multiSelector":
		list := make([]value.Value, len(c.at))
		for i, k := range c.at {
			list[i] = value.OfInt(k)
		}
		return value.OfList(list)
	}
	var parts []string
	for i, n := range c.chosen() {
		if c.mode == "date" && i == 0 {
			parts = append(parts, fmt.Sprintf("%04d", n))
		} else {
			parts = append(parts, fmt.Sprintf("%02d", n))
		}
	}
	if c.mode == "time" {
		return value.OfString(strings.Join(parts, ":"))
	}
	return value.OfString(strings.Join(parts, "-"))
}

// numbersOf reads "2024-06-18" or "09:41"; what is missing or no number is taken
// from def.
func numbersOf(s string, def ...int) []int {
	out := append([]int(nil), def...)
	for i, part := range strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == ':' || r == '/' }) {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || i >= len(out) || n > 9999 {
			break
		}
		out[i] = n
	}
	return out
}
