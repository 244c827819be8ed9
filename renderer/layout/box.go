// Package layout gives every element its place: CSS boxes in 1/64 device px.
//
// Its one idea: the box tree is made from dom and computed styles, algorithms
// are functions from constraints to sizes with a small cache per box, and places
// are written only in the final pass.
package layout

import (
	"diorama/renderer/dom"
	"diorama/renderer/geom"
	"diorama/renderer/style"
	"diorama/renderer/text"
)

// Box is one CSS box. Anonymous boxes have a nil Node.
//
// Faster: the first layout of 10,000 nodes is bound by memory. So a box takes five cache
// lines: the making of boxes writes the first two, their layout the next two, and what few
// boxes have is kept elsewhere.
type Box struct {
	Node   *dom.Node
	Parent *Box
	// Container is the box that Rect is relative to: the containing block for
	// absolute and fixed boxes, else the nearest ancestor that is no inline box.
	// Scrolling and clipping follow the chain of containers. nil for the root.
	Container *Box
	Children  []*Box // in tree order, out-of-flow ones and the boxes of inline content included
	Style     *style.Computed

	depth  int32
	Pseudo style.Pseudo
	// Inline marks an inline box (its parts are in the lines of Container). Among its
	// Children there may be block-level boxes (a block inside an inline: neither
	// Inline nor Atomic); they are painted as blocks in the place their Rect says.
	// The parts of such a split inline are in the lines of anonymous blocks.
	Inline bool
	// Atomic marks an inline-level box that stands on a line as one thing: an
	// ItemAtomic refers to it.
	Atomic bool
	// Collapsed marks a table whose borders collapse and its cells: they draw none
	// themselves, see Edges.
	Collapsed bool

	data boxData // what the algorithms keep

	// Rect is the border box relative to Container's border box, before scrolling,
	// sticky shift and transforms. Of an inline box it is the union of its parts.
	Rect    geom.Rect
	Border  geom.Insets
	Padding geom.Insets
	Margin  geom.Insets // used margins

	// Lines holds the inline content when this is a block container with any.
	Lines []Line
	owner *Box // of an inline box: the block container that it was written in
}

// Line is one line box of inline content, relative to the border box of its block.
type Line struct {
	Rect     geom.Rect
	Baseline geom.Unit // y relative to the block's border box
	Items    []Item    // in painting order
}

// Turn tells how the text of a vertical line stands: it is laid along the left edge of its
// Rect's height, and Baseline is an x.
type Turn uint8

// The turns of an Item.
const (
	TurnNone Turn = iota
	TurnDown      // from top to bottom, its upper side at the right
	TurnUp        // from bottom to top, its upper side at the left
)

// ItemKind tells what an Item is.
type ItemKind uint8

// The kinds of Item.
const (
	ItemText   ItemKind = iota // a run of one text
	ItemInline                 // background and border of an inline box's part on this line; comes before its content
	ItemAtomic                 // an inline-block or other atomic box: Box.Rect holds its place
)

// Item is one thing on a line.
type Item struct {
	// Box is the inline or atomic box; of a text the box whose style it has.
	Box *Box
	// Node is the text node of an ItemText (nil for generated content and ellipsis).
	Node *dom.Node
	Text *text.Shaped
	// Start and End are the glyphs of Text that stand here.
	Start, End int
	// TextStyle is what Text was shaped with.
	TextStyle *text.Style
	// Rect relative to the block's border box: of a text its advance width and the
	// font's ascent+descent; of an inline part its border box.
	Rect     geom.Rect
	Baseline geom.Unit // y of the text baseline, relative to the block's border box
	Kind     ItemKind
	// First and Last: the inline box begins, ends here (left, right border drawn).
	First, Last bool
	Turn        Turn
	Marks       *Marks // of an ItemText with text-emphasis
}
