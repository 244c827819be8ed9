package layout

import (
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
)

// kind is the algorithm that lays out a box's inside.
type kind uint8

const (
	kindBlock  kind = iota
	kindInline      // an inline box: laid out by the block that holds it
	kindFlex
	kindGrid
	kindTable
	kindRowGroup
	kindRow
	kindCell
	kindColumn
	kindCaption
)

type boxFlags uint32

const (
	flagBFC       boxFlags = 1 << iota // establishes a block formatting context
	flagFloats                         // floats take part in the block formatting context this box is in or makes
	flagOOF                            // some out-of-flow box below
	flagSplit                          // an inline box with a block-level box inside
	flagItem                           // flex or grid item
	flagPctH                           // result depends on the containing block's height
	flagPctEdges                       // padding is a percentage
	flagRatio                          // aspect-ratio on it or something below
	flagEscape                         // an out-of-flow box below whose containing block lies outside
	flagRebuild                        // listed to have its content rebuilt
	flagDead                           // no longer in the tree
	flagBoundary                       // its size never depends on its content
	flagStaticEnd                      // static position is the right edge (rtl)
	flagPctMargin                      // a margin is a percentage
	flagOut                            // absolute or fixed
	flagContents                       // stands for a display:contents element, in no tree
)

// boxData is what the algorithms keep in a Box.
type boxData struct {
	kind    kind
	flags   boxFlags
	depth   int32
	seen    uint32 // Tree.epoch of the last (re)build that used the box
	order   int32
	builtAt uint32 // Tree.epoch of the last buildContent

	flow    []*Box  // block-level children, flex or grid items, table parts; floats and out-of-flow among them
	entries []entry // inline content, when the box is an inline formatting context
	ifc     *inlineContext
	owner   *Box // of an inline box: the block container that it was written in
	rare    *rareData

	frame  frame       // when no padding is a percentage
	margin geom.Insets // when no margin is a percentage
	cache  cache
	ovf    geom.Rect
}

// rareData is what few boxes have.
type rareData struct {
	oof           []*Box          // the out-of-flow boxes that are placed when this box is done
	before, after *Box            // boxes of ::before and ::after
	letter        *style.Computed // of ::first-letter
	collapsed     geom.Insets     // the border of a table or cell whose borders collapse
	lent          bool            // the ::first-letter of a box around stands in this one
	host          *Box            // whose oof lists this box
	staticIn      *Box            // the box that static is relative to (its border box)
	static        staticPos
	cbs           containers // that out-of-flow boxes below were given, when some escape
}

// rarely gives b's rare data to write.
func (b *Box) rarely() *rareData {
	if b.data.rare == nil {
		b.data.rare = &rareData{}
	}
	return b.data.rare
}

// outOfFlow gives the out-of-flow boxes that b places.
func (b *Box) outOfFlow() []*Box {
	if b.data.rare == nil {
		return nil
	}
	return b.data.rare.oof
}

// staticPos is where an out-of-flow box would stand in flow.
type staticPos struct {
	area           geom.Rect // the rectangle in which alignment places it; a point in block and inline layout
	alignX, alignY uint8     // 0 start, 1 center, 2 end
	safeX, safeY   bool      // start where it does not fit
}

// entryKind tells what an entry of inline content is.
type entryKind uint8

const (
	entryText entryKind = iota
	entryOpen
	entryClose
	entryAtomic
	entryFloat
	entryOOF
	entryBreak
)

// entry is one thing of flattened inline content, in tree order.
type entry struct {
	kind entryKind
	cont bool // open, close: the inline box goes on from, to another anonymous block
	box  *Box // of a text: the box whose style it has
	node *dom.Node
	text string // of generated text
	skip int    // bytes of the node's text that ::first-letter has
}

// frame is border and padding.
type frame struct {
	border, padding geom.Insets
	bpW, bpH        geom.Unit
}

func (f *frame) left() geom.Unit { return f.border.Left + f.padding.Left }
func (f *frame) top() geom.Unit  { return f.border.Top + f.padding.Top }

func borderOf(c *style.Computed) geom.Insets {
	w := func(side int) geom.Unit {
		if c.BorderStyle[side] == style.BorderNone || c.BorderStyle[side] == style.BorderHidden {
			return 0
		}
		return max(0, geom.FromFloat(float64(c.BorderWidth[side])))
	}
	return geom.Insets{Top: w(style.Top), Right: w(style.Right), Bottom: w(style.Bottom), Left: w(style.Left)}
}

func makeFrame(c *style.Computed, cbW geom.Unit) frame {
	f := frame{border: borderOf(c)}
	p := func(side int) geom.Unit { return max(0, c.Padding[side].Resolve(cbW)) }
	if c.BorderCollapse && (c.Display == style.DisplayTable || c.Display == style.DisplayInlineTable) {
		p = func(int) geom.Unit { return 0 } // CSS 2.1 §17.6.2: such a table has no padding
	}
	f.padding = geom.Insets{Top: p(style.Top), Right: p(style.Right), Bottom: p(style.Bottom), Left: p(style.Left)}
	f.bpW = f.border.Horizontal().Add(f.padding.Horizontal())
	f.bpH = f.border.Vertical().Add(f.padding.Vertical())
	return f
}

// frameOf gives border and padding for a containing block width.
func (b *Box) frameOf(cbW geom.Unit) frame {
	if b.Collapsed {
		f := makeFrame(b.Style, cbW)
		f.border = b.rarely().collapsed
		f.bpW = f.border.Horizontal().Add(f.padding.Horizontal())
		f.bpH = f.border.Vertical().Add(f.padding.Vertical())
		return f
	}
	if b.data.flags&flagPctEdges == 0 {
		return b.data.frame
	}
	return makeFrame(b.Style, cbW)
}

func hasPct(l style.Length) bool { return l.HasPercent() || l.Kind == style.Stretch }

// derivedStyle is what the algorithms derive from a style alone.
type derivedStyle struct {
	c      *style.Computed
	flags  boxFlags
	frame  frame
	margin geom.Insets
}

const styleFlags = flagPctEdges | flagPctH | flagPctMargin | flagOut

func derive(c *style.Computed) derivedStyle {
	d := derivedStyle{c: c, margin: resolveMargins(c, 0), frame: makeFrame(c, 0)}
	for i := range c.Padding {
		if c.Padding[i].HasPercent() {
			d.flags |= flagPctEdges
		}
		if c.Margin[i].HasPercent() {
			d.flags |= flagPctMargin
		}
	}
	if c.OutOfFlow() {
		d.flags |= flagOut
	}
	if hasPct(c.Height) || hasPct(c.MinHeight) || hasPct(c.MaxHeight) || c.AspectRatio > 0 {
		d.flags |= flagPctH
	}
	if c.AspectRatio > 0 {
		d.flags |= flagRatio
	}
	return d
}

// setStyle gives b a style. Boxes share styles, so what is derived is kept for the
// styles met last.
func (t *Tree) setStyle(b *Box, c *style.Computed) {
	var e *derivedStyle
	for i := range t.derived {
		if t.derived[i].c == c {
			e = &t.derived[i]
			break
		}
	}
	if e == nil {
		e = &t.derived[t.derivedAt]
		t.derivedAt = (t.derivedAt + 1) % len(t.derived)
		*e = derive(c)
	}
	b.Style = c
	b.data.order = int32(c.Order)
	b.data.flags = b.data.flags&^styleFlags | e.flags
	b.data.frame, b.data.margin = e.frame, e.margin
}

// scrolls reports a scroll container (overflow other than visible and clip).
func scrolls(c *style.Computed) bool {
	s := func(k style.Keyword) bool { return k != style.OverflowVisible && k != style.OverflowClip }
	return s(c.OverflowX) || s(c.OverflowY)
}

func resolveMargins(c *style.Computed, cbW geom.Unit) (m geom.Insets) {
	return geom.Insets{
		Top: c.Margin[style.Top].Resolve(cbW), Right: c.Margin[style.Right].Resolve(cbW),
		Bottom: c.Margin[style.Bottom].Resolve(cbW), Left: c.Margin[style.Left].Resolve(cbW),
	}
}

// margins gives b's margins for a containing block width; auto counts 0.
func (b *Box) margins(cbW geom.Unit) geom.Insets {
	if b.data.flags&flagPctMargin == 0 {
		return b.data.margin
	}
	return resolveMargins(b.Style, cbW)
}
