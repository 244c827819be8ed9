package style

// writing-mode
const (
	HorizontalTB Keyword = iota
	VerticalRL
	VerticalLR
	SidewaysRL
	SidewaysLR
)

// text-orientation
const (
	OrientMixed Keyword = iota
	OrientUpright
	OrientSideways
)

var writingModeWords = map[string]Keyword{
	"horizontal-tb": HorizontalTB, "vertical-rl": VerticalRL, "vertical-lr": VerticalLR, "sideways-rl": SidewaysRL, "sideways-lr": SidewaysLR,
}

// oldModeWords are the names of SVG 1.1, which compute to the new ones
// (CSS Writing Modes 4 §3.1.1).
var oldModeWords = map[string]Keyword{
	"lr": HorizontalTB, "lr-tb": HorizontalTB, "rl": HorizontalTB, "rl-tb": HorizontalTB, "tb": VerticalRL, "tb-rl": VerticalRL,
}

var orientationWords = map[string]Keyword{"mixed": OrientMixed, "upright": OrientUpright, "sideways": OrientSideways}

func writingModeProps() []prop {
	mode := kw("writing-mode", func(c *Computed) *Keyword { return &c.WritingMode }, writingModeWords).inh().first()
	parse := mode.parse
	mode.parse = func(p *vparser) (val, bool) {
		if v, ok := parse(p); ok {
			return v, true
		}
		k, ok := p.keyword(oldModeWords)
		return val{kw: k}, ok
	}
	orient := kw("text-orientation", func(c *Computed) *Keyword { return &c.TextOrientation }, orientationWords).inh().first()
	read := orient.parse
	orient.parse = func(p *vparser) (val, bool) {
		if p.word("sideways-right") {
			return val{kw: OrientSideways}, true
		}
		return read(p)
	}
	return []prop{mode, orient}
}

// Vertical reports lines that run down or up.
func (in *Inherited) Vertical() bool { return in.WritingMode != HorizontalTB }

// Sides gives the physical sides of a box in this writing mode: line-over or block-start
// (block), line-right, block-end, line-left, in the order of Top … Left.
// https://www.w3.org/TR/css-writing-modes-4/#logical-to-physical
func Sides(mode Keyword) [4]int {
	switch mode {
	case VerticalRL, SidewaysRL:
		return [4]int{Right, Bottom, Left, Top}
	case VerticalLR:
		return [4]int{Left, Bottom, Right, Top}
	case SidewaysLR:
		return [4]int{Left, Top, Right, Bottom}
	}
	return [4]int{Top, Right, Bottom, Left}
}

// CornerAt gives the corner between two sides.
func CornerAt(a, b int) int {
	has := func(s int) bool { return a == s || b == s }
	switch {
	case has(Top) && has(Left):
		return TopLeft
	case has(Top):
		return TopRight
	case has(Right):
		return BottomRight
	}
	return BottomLeft
}

// logicalSide maps block-start, inline-end and so on to a side.
func logicalSide(a *applier, name string) int {
	sides := Sides(a.c.WritingMode)
	if a.c.Direction == RTL {
		sides[Right], sides[Left] = sides[Left], sides[Right]
	}
	switch name {
	case "block-start":
		return sides[Top]
	case "block-end":
		return sides[Bottom]
	case "inline-start":
		return sides[Left]
	}
	return sides[Right]
}

// logicalSize makes a longhand that stands for width or height by writing mode.
func logicalSize(name string, horizontal, vertical prop) prop {
	d := horizontal
	d.name = name
	at := func(a *applier) *prop {
		if a.c.Vertical() {
			return &vertical
		}
		return &horizontal
	}
	d.set = func(a *applier, v *val) { at(a).set(a, v) }
	d.copy = func(a *applier, src *Computed) { at(a).copy(a, src) }
	return d
}

// adjustMode makes an inline box that turns its lines a box that stands on the line as
// one thing, and gives parts of tables the mode of the table (CSS Writing Modes 4 §3.1).
func adjustMode(c, parent *Computed) {
	if c.WritingMode == parent.WritingMode {
		return
	}
	switch c.Display {
	case DisplayInline:
		c.Display = DisplayInlineBlock
	case DisplayTableRow, DisplayTableRowGroup, DisplayTableHeaderGroup, DisplayTableFooterGroup, DisplayTableColumn, DisplayTableColumnGroup:
		c.WritingMode = parent.WritingMode
	}
}
