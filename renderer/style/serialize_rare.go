package style

import (
	"strconv"
	"strings"
)

// rare writes the properties of Rare.
func (w *writer) rare(c *Computed) {
	r := c.Uncommon()
	clip := "auto"
	if r.Clip != nil {
		clip = "rect(" + w.four(*r.Clip, ", ", false) + ")"
	}
	w.put("clip", clip)
	w.put("counter-reset", counterText(r.CounterReset))
	w.put("counter-increment", counterText(r.CounterIncrement))
	w.put("counter-set", counterText(r.CounterSet))
	b := &r.BorderImage
	w.put("border-image-source", w.image(b.Source))
	w.put("border-image-slice", w.four(b.Slice, " ", true)+pick(b.Fill, " fill", ""))
	w.put("border-image-width", w.four(b.Width, " ", true))
	w.put("border-image-outset", w.four(b.Outset, " ", true))
	rep := word(borderImageRepeatWords, b.RepeatX)
	if b.RepeatY != b.RepeatX {
		rep += " " + word(borderImageRepeatWords, b.RepeatY)
	}
	w.put("border-image-repeat", rep)
	w.put("column-count", pick(r.ColumnCount == 0, "auto", strconv.Itoa(r.ColumnCount)))
	w.put("column-width", w.length(r.ColumnWidth, "auto"))
	w.put("column-fill", pick(r.ColumnFillAuto, "auto", "balance"))
	w.put("column-span", pick(r.ColumnSpan, "all", "none"))
	rule := r.ColumnRuleWidth
	if rule < 0 {
		rule = float32(3 * w.dpr)
	}
	w.put("column-rule-width", w.px(rule))
	w.put("column-rule-style", word(lineStyleWords, r.ColumnRuleStyle))
	col := c.Color
	if r.ColumnRuleColor != nil {
		col = *r.ColumnRuleColor
	}
	w.put("column-rule-color", FormatColor(col))
	w.put("break-inside", pick(r.BreakInside, "avoid", "auto"))
	w.put("break-before", pick(r.BreakBefore, "column", "auto"))
	w.put("break-after", pick(r.BreakAfter, "column", "auto"))
	w.put("container-type", word(containerWords, r.ContainerType))
	w.put("container-name", pick(r.ContainerNames == nil, "none", strings.Join(r.ContainerNames, " ")))
	w.put("translate", w.move(r.Translate))
	w.put("rotate", w.move(r.Rotate))
	w.put("scale", w.move(r.Scale))
}

// four writes four lengths; short leaves out those that repeat the opposite side.
func (w *writer) four(l [4]Length, sep string, short bool) string {
	var s [4]string
	for i := range l {
		s[i] = w.length(l[i], "auto")
	}
	n := 4
	if short {
		for n > 1 && s[n-1] == s[[4]int{0, 0, 0, 1}[n-1]] {
			n--
		}
	}
	return strings.Join(s[:n], sep)
}

func counterText(list []Counter) string {
	var parts []string
	for _, c := range list {
		parts = append(parts, c.Name+" "+strconv.Itoa(c.Value))
	}
	return pick(parts == nil, "none", strings.Join(parts, " "))
}

// move writes translate, rotate or scale.
func (w *writer) move(ops []TransformOp) string {
	if len(ops) == 0 {
		return "none"
	}
	op := &ops[0]
	nums := func(n []float32) string {
		var s []string
		for _, v := range n {
			s = append(s, formatNumber(float64(v)))
		}
		return strings.Join(s, " ")
	}
	switch op.Name {
	case "translate":
		x, y := w.length(op.X, ""), w.length(op.Y, "")
		return pick(y == "0px", x, x+" "+y)
	case "translate3d":
		return w.length(op.X, "") + " " + w.length(op.Y, "") + " " + w.length(op.Z, "")
	case "rotate":
		return nums(op.N[:1]) + "deg"
	case "rotate3d":
		switch [3]float32(op.N[:3]) {
		case [3]float32{1, 0, 0}:
			return "x " + nums(op.N[3:4]) + "deg"
		case [3]float32{0, 1, 0}:
			return "y " + nums(op.N[3:4]) + "deg"
		}
		return nums(op.N[:4]) + "deg"
	case "scale":
		return pick(op.N[0] == op.N[1], nums(op.N[:1]), nums(op.N[:2]))
	}
	return nums(op.N[:3])
}
