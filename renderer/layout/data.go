package layout

import (
	"slices"

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
	flagInlines                        // inline boxes among its Children
	flagEmpty                          // nothing stands in it
	flagTilted                         // in or under vertical lines, see tilt
	flagTurned                         // its content has another writing mode than what is around it
	flagFlow                           // the flow is Children
	flagWrap                           // an anonymous block around block-level boxes of an inline box
	flagPlain                          // the style asks for nothing that an empty box does not get from its sizes alone
)

// boxData is what the algorithms keep in a Box.
type boxData struct {
	flags   boxFlags
	ink     uint16 // the most of inkOf at and below the box, ever
	kind    kind
	derived *derivedStyle // of Style; shared
	seen    uint32        // Tree.epoch of the last (re)build that used the box
	builtAt uint32        // Tree.epoch of the last buildContent
	rare    *rareData
	inline  *inlineData // when the box is an inline formatting context

	cache cache
	ovf   geom.Rect // what sticks out, from the border box; zero for nothing
}

// inlineData is what an inline formatting context is made of.
type inlineData struct {
	entries []entry
	items   *inlineContext // made of them when asked for
}

// entries are b's inline content; none when b holds blocks.
func (b *Box) entries() []entry {
	if b.data.inline == nil {
		return nil
	}
	return b.data.inline.entries
}

// items are the prepared inline content; nil until it is asked for.
func (b *Box) items() *inlineContext {
	if b.data.inline == nil {
		return nil
	}
	return b.data.inline.items
}

// dropItems makes the inline content be prepared anew.
func (b *Box) dropItems() {
	if b.data.inline != nil {
		b.data.inline.items = nil
	}
}

// flow gives block-level children, flex or grid items, table parts; floats and
// out-of-flow boxes among them. Of most boxes it is Children.
func (b *Box) flow() []*Box {
	switch {
	case b.data.flags&flagFlow != 0:
		return b.Children
	case b.data.rare != nil:
		return b.data.rare.flow
	}
	return nil
}

func (b *Box) setFlow(list []*Box) {
	b.data.flags &^= flagFlow
	if b.data.rare != nil {
		b.data.rare.flow = nil
	}
	switch {
	case len(list) == 0:
	case slices.Equal(list, b.Children):
		b.data.flags |= flagFlow
	default:
		b.rarely().flow = list
	}
}

// Overflow is the scrollable overflow area relative to the padding box, including the
// padding box itself; zero where overflow is visible, the root apart.
func (b *Box) Overflow() geom.Rect {
	if b.data.rare == nil {
		return geom.Rect{}
	}
	return b.data.rare.overflow
}

func (b *Box) setOverflow(r geom.Rect) {
	if b.data.rare != nil || r != (geom.Rect{}) {
		b.rarely().overflow = r
	}
}

// rareData is what few boxes have.
type rareData struct {
	oof           []*Box          // the out-of-flow boxes that are placed when this box is done
	before, after *Box            // boxes of ::before and ::after
	letter        *style.Computed // of ::first-letter
	collapsed     geom.Insets     // the border of a table or cell whose borders collapse
	lent          bool            // the ::first-letter of a box around stands in this one
	host          *Box            // whose oof lists this box
	edges         []Edge
	rules         []geom.Rect
	marker        *Marker
	staticIn      *Box // the box that static is relative to (its border box)
	static        staticPos
	gridArea      geom.Rect // of an absolute child of the grid that contains it
	memo          *blockMemo
	apart         bool       // its margin is its own, not that of the box around it too
	behind        behind     // with flagWrap
	tilt          *tilt      // with flagTilted
	cbs           containers // that out-of-flow boxes below were given, when some escape
	flow          []*Box     // where it is not Children
	overflow      geom.Rect
}

// rarely gives b's rare data to write.
func (b *Box) rarely() *rareData {
	if b.data.rare == nil {
		b.data.rare = &rareData{}
	}
	return b.data.rare
}

// Edges are the borders of a table whose borders collapse.
func (b *Box) Edges() []Edge {
	if b.data.rare == nil {
		return nil
	}
	return b.data.rare.edges
}

// Rules are the lines between columns, of no width, relative to the border box.
func (b *Box) Rules() []geom.Rect {
	if b.data.rare == nil {
		return nil
	}
	return b.data.rare.rules
}

// Marker is what stands beside a list item; nil for none.
func (b *Box) Marker() *Marker {
	if b.data.rare == nil {
		return nil
	}
	return b.data.rare.marker
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
		return b.data.derived.frame
	}
	return makeFrame(b.Style, cbW)
}

func hasPct(l style.Length) bool { return l.HasPercent() || l.Kind == style.Stretch }

// derivedStyle is what the algorithms derive from a style alone. It does not change:
// boxes share it.
type derivedStyle struct {
	c      *style.Computed
	flags  boxFlags
	order  int32
	ink    uint16
	frame  frame       // counts when no padding is a percentage
	margin geom.Insets // counts when no margin is a percentage

	// fixed: no size, edge or limit depends on anything but the style, so the border box
	// sizes and limits below hold. An automatic width or height is indef.
	fixed      bool
	autoMargin bool // some margin is auto
	scrolls    bool
	w, h       geom.Unit // within their limits
	ownW, ownH geom.Unit // before
	minW, maxW geom.Unit
	minH, maxH geom.Unit
}

// fix computes the sizes of a style that has fixed ones.
func (d *derivedStyle) fix() {
	c := d.c
	for _, l := range [...]*style.Length{&c.Width, &c.Height, &c.MinWidth, &c.MaxWidth, &c.MinHeight, &c.MaxHeight} {
		if l.Kind != style.Auto && l.Kind != style.Px {
			return
		}
	}
	if c.AspectRatio > 0 || d.flags&(flagPctEdges|flagPctMargin) != 0 {
		return
	}
	if c.BorderCollapse && (c.Display == style.DisplayTable || c.Display == style.DisplayInlineTable) {
		return // its border comes from its cells
	}
	d.fixed = true
	size := func(l *style.Length, bp, auto geom.Unit) geom.Unit {
		if v, ok := definite(c, *l, indef, bp); ok {
			return v
		}
		return auto
	}
	bpW, bpH := d.frame.bpW, d.frame.bpH
	d.minW, d.maxW = max(bpW, size(&c.MinWidth, bpW, bpW)), size(&c.MaxWidth, bpW, unlimited)
	d.maxW = max(d.minW, d.maxW)
	d.minH, d.maxH = size(&c.MinHeight, bpH, bpH), size(&c.MaxHeight, bpH, unlimited)
	d.maxH = max(d.minH, d.maxH)
	d.ownW, d.ownH = size(&c.Width, bpW, indef), size(&c.Height, bpH, indef)
	d.w, d.h = d.ownW, d.ownH
	if d.w != indef {
		d.w = clampSize(d.w, d.minW, d.maxW)
	}
	if d.h != indef {
		d.h = clampSize(d.h, d.minH, d.maxH)
	}
}

const styleFlags = flagPctEdges | flagPctH | flagPctMargin | flagOut | flagPlain

func derive(c *style.Computed) derivedStyle {
	d := derivedStyle{c: c, order: int32(c.Order), ink: inkOf(c), margin: resolveMargins(c, 0), frame: makeFrame(c, 0)}
	for i := range c.Padding {
		if c.Padding[i].HasPercent() {
			d.flags |= flagPctEdges
		}
		if c.Margin[i].HasPercent() {
			d.flags |= flagPctMargin
		}
		d.autoMargin = d.autoMargin || c.Margin[i].IsAuto()
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
	d.scrolls = scrolls(c)
	d.fix()
	if d.fixed && c.OverflowX == style.OverflowVisible && c.OverflowY == style.OverflowVisible && c.Contain == 0 && !clamps(c) {
		d.flags |= flagPlain
	}
	return d
}

// setStyle gives b a style. Boxes share styles, so what is derived is kept for the
// styles met last.
func (t *Tree) setStyle(b *Box, c *style.Computed) {
	var e *derivedStyle
	for _, d := range t.derived {
		if d != nil && d.c == c {
			e = d
			break
		}
	}
	if e == nil {
		if len(t.derivedSlab) == 0 {
			t.derivedSlab = make([]derivedStyle, 16)
		}
		e, t.derivedSlab = &t.derivedSlab[0], t.derivedSlab[1:]
		*e = derive(c)
		t.derived[t.derivedAt] = e
		t.derivedAt = (t.derivedAt + 1) % len(t.derived)
	}
	b.Style = c
	if b.data.flags&flagTilted != 0 || tilts(b.Parent, c) {
		t.tiltBox(b, c)
	}
	b.data.flags = b.data.flags&^styleFlags | e.flags
	b.data.derived = e
	markInk(b, e.ink)
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
		return b.data.derived.margin
	}
	return resolveMargins(b.Style, cbW)
}
