// Package renderer is a page's Document: operations on the tree in, pixels,
// events and answers out.
//
// Its one idea: a Document owns the pipeline dom → style → layout → paint →
// raster of one page and runs only the stages that damage asks for. It is pure:
// time, fonts and pictures come in as parameters.
package renderer

import (
	"image"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Cost of the stages of one frame, in µs.
type Cost struct{ Style, Layout, Paint, Raster float64 }

// Frame is what one call of Document.Frame drew.
type Frame struct {
	Image  *image.RGBA       // the page at device px, premultiplied, tight stride; owned by the Document until the next Frame
	Damage []image.Rectangle // what differs from the frame before; empty: nothing
	Cost   Cost
	// Next is when something moves by itself again (animation, caret, scroll
	// fling); negative: not until the next input.
	Next time.Duration
}

// Touch is one finger in CSS px: page relative to the document, client to the viewport.
type Touch struct {
	ID               int
	PageX, PageY     float64
	ClientX, ClientY float64
}

// Hop is one handler call with the offsets that the event object tells, CSS px.
type Hop struct {
	dom.Hop
	X, Y             float64
	TargetX, TargetY float64
}

// Event is something the mini-program may listen to.
type Event struct {
	Type    string
	Target  dom.NodeID
	Bubbles bool
	Hops    []Hop // empty: nobody listens
	Detail  value.Value
	Touches []Touch
	Changed []Touch
	Time    time.Duration
	// Model is the property of Target that the event also writes (two-way
	// binding), "" none.
	Model      string
	ModelValue value.Value
	// PageMethod is set for events of the page itself: "onReachBottom",
	// "onPageScroll", "onPullDownRefresh".
	PageMethod string
}

// Action is what a built-in asks of its surroundings.
type Action struct {
	Name string // "navigateTo" …, "picker" (open the chooser), "keyboard" (focus changed), "hideKeyboard", "unsupported" (feature named in Args)
	Node dom.NodeID
	Args value.Value
}
