// Package paint turns boxes into a flat list of things to draw, and draws it.
//
// Its one idea: the list is a value. It is built from the boxes in the painting
// order of CSS 2.1 appendix E, every item knows its pixels and a hash of what it
// shows, and so two lists can be compared, moved by scrolling, and drawn in parts
// that equal the whole byte for byte.
package paint

import (
	"image"
	"image/color"

	"diorama/renderer/geom"
	"diorama/renderer/layout"
	"diorama/renderer/raster"
	"diorama/renderer/style"
)

// Picture is an image that can be drawn at any size.
type Picture interface {
	// Size is the natural size in CSS px; ok is false when it has none (an SVG
	// without a size).
	Size() (w, h float64, ok bool)
	// Raster gives the pixels for a size in device px: of that size or any other, then
	// they are scaled. A later change of them needs a Version.
	Raster(w, h int) *image.RGBA
}

// Versioned is a Picture that draws into the same pixels again, as a canvas does.
type Versioned interface{ Version() uint64 }

// Override replaces parts of a box's style while an animation runs.
type Override struct {
	SetTransform bool
	Transform    []style.TransformOp
	SetOpacity   bool
	Opacity      float32
}

// Options are what a list depends on beside the boxes. Every function may be nil.
type Options struct {
	// Scroll gives how far the content of a box is scrolled, device px; of the root
	// box the scroll position of the page.
	Scroll func(*layout.Box) geom.Point
	// Picture gives a url image; nil while it loads or when it failed.
	Picture func(style.Image) Picture
	// Replaced gives the content of a replaced box (canvas, image, video poster),
	// placed by object-fit; nil for other boxes.
	Replaced func(*layout.Box) Picture
	// Override gives the values of running animations.
	Override func(*layout.Box) (Override, bool)
	// DPR is device px per CSS px; 0 is 1.
	DPR float64
	// Viewport is the size of the window in device px.
	Viewport geom.Size
	// Base is what shows where the page is transparent; the zero value is white.
	Base color.NRGBA
	// Over leaves out the ground: the list is drawn over what is there, as the
	// system layer over a page.
	Over bool
}

func (o *Options) scroll(b *layout.Box) geom.Point {
	if o.Scroll == nil {
		return geom.Point{}
	}
	p := o.Scroll(b)
	// Whole device px, as Chromium snaps them, so that scrolled pixels can be moved.
	return geom.Point{X: geom.FromInt(p.X.Round()), Y: geom.FromInt(p.Y.Round())}
}

func (o *Options) dpr() float64 {
	if o.DPR <= 0 {
		return 1
	}
	return o.DPR
}

// Op is what an Item draws.
type Op uint8

// The operations.
const (
	OpFill     Op = iota // a rounded rectangle of one colour
	OpBorder             // a border
	OpShadow             // an outer or inner box shadow
	OpGradient           // a gradient, tiled or not
	OpImage              // a picture, tiled or not
	OpText               // glyphs
	OpLine               // a text decoration line
	OpPush               // begins a layer; Skip is its OpPop
	OpPop                // ends it
	OpClip               // begins a clip by a path; Skip is its OpUnclip
	OpUnclip             // ends it
	OpBackdrop           // filters what lies below
)

// Item is one step of drawing.
type Item struct {
	Op     Op
	Alpha  uint8 // opacity folded into the item, 255 for none
	Color  color.NRGBA
	Space  int32 // transform
	Clip   int32 // clip, -1 for none
	Shape  int32 // outline
	Ref    int32 // index in the table of the operation
	Skip   int32 // OpPush, OpClip: index of the end
	Layer  int32 // enclosing layer, -1 for none
	Frame  int32 // scroll frame, 0 for what does not scroll
	Bounds image.Rectangle
	Hash   uint64
}

// List is a display list for one state of the boxes and scroll positions.
type List struct {
	Items    []Item
	Viewport image.Rectangle
	Base     color.NRGBA // opaque; what the canvas is filled with
	Over     bool        // no ground: drawn over what is there
	// Boxes is how many boxes were looked at, for tests and the performance panel.
	Boxes int

	spaces    []space
	clips     []clip
	shapes    []raster.RRect
	borders   []raster.Border
	shadows   []shadowOp
	fills     []fillOp
	texts     []textOp
	lines     []lineOp
	layers    []layerOp
	paths     []pathOp
	frames    []scrollFrame
	backdrops []int32 // items
}

// space is a transform from local px to device px.
type space struct {
	m    geom.Matrix
	hash uint64
}

// clip is a rounded rectangle that cuts, together with its parents.
type clip struct {
	parent int32
	bounds image.Rectangle // device, parents included
	mask   bool            // not only a pixel rectangle
	shape  raster.RRect
	space  int32
	hash   uint64
}

type shadowOp struct {
	x, y, sigma, spread float64
	inset               bool
}

// fillOp is a gradient or picture in tiles.
type fillOp struct {
	tile     [4]float64 // x, y, w, h of one tile, local px
	step     [2]float64 // from tile to tile
	repX     bool
	repY     bool
	gradient *raster.Gradient
	img      *image.RGBA
	version  uint64
	nearest  bool
}

type textOp struct {
	run    raster.Run
	x, y   float64
	stroke float64 // width of the outline, 0: filled
}

type lineOp struct {
	x, y, length, thick float64
	style               raster.LineStyle
	skip                int32 // text whose ink interrupts the line, -1 for none
}

// layerOp is a group that is drawn apart and then put down as one.
type layerOp struct {
	parent  int32
	alpha   uint8
	blend   raster.Blend
	filters []raster.Filter
	outset  int             // px that the filters reach
	content image.Rectangle // what the group draws, device px (local px under warp)
	warp    *raster.Warp
	ident   uint64
	frame   int32
	pass    bool            // no layer but the inside of a clip-path
	outer   image.Rectangle // while building: what was culled to before
}

// pathOp is the outline of a clip-path, device px.
type pathOp struct{ path *raster.Path }

// scrollFrame is a scroll position that items hang on.
type scrollFrame struct {
	box     *layout.Box
	ident   uint64 // the same in every list; which frames a list has depends on what is in view
	parent  int32
	view    image.Rectangle // where its content shows
	scroll  image.Point     // of this frame and its parents together
	own     image.Point
	fixed   bool // its content lies under a transform
	rounded bool // its view is cut by more than a rectangle
}
