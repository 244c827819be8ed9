package style

import "slices"

// Rare are properties that few boxes set; Computed points to them so that the others
// stay small. Never changed once made. Px are device px.
type Rare struct {
	// Clip is the rectangle of the old clip property, offsets from the border box's
	// upper left corner in the order of sides (Auto: the box's edge); nil: auto.
	Clip *[4]Length

	BorderImage BorderImage

	CounterReset, CounterIncrement, CounterSet []Counter

	ColumnCount     int     // 0: auto
	ColumnWidth     Length  // Auto: auto
	ColumnFillAuto  bool    // column-fill: auto
	ColumnSpan      bool    // column-span: all
	ColumnRuleWidth float32 // below zero: medium, 3 CSS px
	ColumnRuleStyle Keyword // as border-style
	ColumnRuleColor *Color  // nil: currentcolor
	BreakInside     bool    // break-inside: avoid, in any form
	BreakBefore     bool    // break-before: column or always
	BreakAfter      bool

	ContainerType  Keyword  // ContainerNormal …
	ContainerNames []string // of @container

	// The functions that translate, rotate and scale stand for; nil: none.
	Translate, Rotate, Scale []TransformOp
}

// Counter is one counter of counter-reset, -increment or -set.
type Counter struct {
	Name  string
	Value int
}

// BorderImage is the border-image properties (CSS Backgrounds 3 §6).
type BorderImage struct {
	Source           Image
	Slice            [4]Length // Number (image px) or Percent
	Fill             bool
	Width            [4]Length // Auto, Number (of the border's width), Px, Percent
	Outset           [4]Length // Number (of the border's width) or Px
	RepeatX, RepeatY Keyword   // BorderImageStretch …
}

// border-image-repeat
const (
	BorderImageStretch Keyword = iota
	BorderImageRepeat
	BorderImageRound
	BorderImageSpace
)

// noRare is what a style without Rare has.
var noRare = Rare{
	BorderImage: BorderImage{
		Slice:  same4(Length{Kind: Percent, Pct: 100}),
		Width:  same4(Length{Kind: Number, Pct: 1}),
		Outset: same4(Length{Kind: Number}),
	},
	ColumnRuleWidth: -1,
}

func same4[T any](v T) [4]T { return [4]T{v, v, v, v} }

// Uncommon gives the rare properties, initial values where none is set. Not to be written.
func (c *Computed) Uncommon() *Rare {
	if c.Rare == nil {
		return &noRare
	}
	return c.Rare
}

// Own gives a copy of the rare properties that c alone holds.
func (c *Computed) Own() *Rare {
	r := *c.Uncommon()
	c.Rare = &r
	return c.Rare
}

// Transforms gives all functions that move the box: translate, rotate, scale, then
// transform (CSS Transforms 2 §5).
func (c *Computed) Transforms() []TransformOp { return c.TransformsWith(c.Transform) }

// TransformsWith is Transforms with other functions in the place of transform.
func (c *Computed) TransformsWith(ops []TransformOp) []TransformOp {
	r := c.Rare
	if r == nil || len(r.Translate)+len(r.Rotate)+len(r.Scale) == 0 {
		return ops
	}
	return slices.Concat(r.Translate, r.Rotate, r.Scale, ops)
}

// Transformed reports whether Transforms has any.
func (c *Computed) Transformed() bool {
	r := c.Rare
	return len(c.Transform) > 0 || r != nil && len(r.Translate)+len(r.Rotate)+len(r.Scale) > 0
}

// Multicol reports a container of columns.
func (c *Computed) Multicol() bool {
	r := c.Rare
	return r != nil && (r.ColumnCount > 0 || !r.ColumnWidth.IsAuto())
}

// DiffRare says what going from a to b changes; 0 exactly when they are equal.
func DiffRare(x, y *Computed) Change {
	if x.Rare == y.Rare {
		return 0
	}
	a, b := x.Uncommon(), y.Uncommon()
	var ch Change
	if a.ColumnCount != b.ColumnCount || !eqLen(a.ColumnWidth, b.ColumnWidth) || a.ColumnFillAuto != b.ColumnFillAuto || a.ColumnSpan != b.ColumnSpan ||
		a.BreakInside != b.BreakInside || a.BreakBefore != b.BreakBefore || a.BreakAfter != b.BreakAfter || x.Multicol() != y.Multicol() {
		ch |= ChangeBox | ChangeLayout | ChangePaint
	}
	if !slices.Equal(a.CounterReset, b.CounterReset) || !slices.Equal(a.CounterIncrement, b.CounterIncrement) || !slices.Equal(a.CounterSet, b.CounterSet) {
		ch |= ChangeLayout | ChangePaint
	}
	if (a.Clip == nil) != (b.Clip == nil) || a.Clip != nil && !eqLens(a.Clip, b.Clip) || !eqBorderImage(&a.BorderImage, &b.BorderImage) ||
		a.ColumnRuleWidth != b.ColumnRuleWidth || a.ColumnRuleStyle != b.ColumnRuleStyle || !eqColor(a.ColumnRuleColor, b.ColumnRuleColor) {
		ch |= ChangePaint
	}
	if a.ContainerType != b.ContainerType || !slices.Equal(a.ContainerNames, b.ContainerNames) {
		ch |= ChangeLayout | ChangePaint
	}
	if !slices.EqualFunc(a.Translate, b.Translate, eqTransform) || !slices.EqualFunc(a.Rotate, b.Rotate, eqTransform) ||
		!slices.EqualFunc(a.Scale, b.Scale, eqTransform) {
		ch |= ChangePaint | ChangeComposite
	}
	return ch
}

func eqBorderImage(a, b *BorderImage) bool {
	return a.Source.URL == b.Source.URL && a.Source.Base == b.Source.Base && eqGradient(a.Source.Gradient, b.Source.Gradient) &&
		eqLens(&a.Slice, &b.Slice) && a.Fill == b.Fill && eqLens(&a.Width, &b.Width) && eqLens(&a.Outset, &b.Outset) &&
		a.RepeatX == b.RepeatX && a.RepeatY == b.RepeatY
}
