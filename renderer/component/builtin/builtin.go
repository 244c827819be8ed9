// Package builtin is the contract between a Document and the built-in components.
//
// Its one idea: a component is a Kind (what all of them share) and, per element,
// an Instance that owns the element's inner nodes and its state. It changes the
// page only through the Host it was made with: nodes and declarations through
// the Mutator, events and requests through Emit and Act.
package builtin

import (
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/input"
	"diorama/renderer/value"
)

// Kind is one built-in component.
type Kind struct {
	Tag string
	// New makes the state of one element; nil: the user agent sheet is all there is.
	New func(Host, *dom.Node) Instance
	// Hover is what hover-class does; the zero value: the tag knows no hover-class.
	Hover Hover
	// Missing says what of the component is not simulated, for the unsupported
	// list; "" when all is.
	Missing string
	// Children tells New's instances when direct children change.
	Children bool
}

// Hover holds the defaults of the hover attributes.
type Hover struct {
	Class       string // "none": no class by default
	Start, Stay time.Duration
}

// Instance is the state of one element.
type Instance interface {
	// Update brings inner nodes in line with the attributes. It runs after the
	// element came into being and whenever its attributes, or (with
	// Kind.Children) its children changed, before style.
	Update()
}

// Placer wants to know sizes: Placed runs after layout and reports whether it
// changed something that needs layout again.
type Placer interface{ Placed() (again bool) }

// Tapper does something by itself when tapped. x and y are CSS px in the viewport.
type Tapper interface{ Tap(x, y float64) }

// Dragger moves with the finger: sliders, swipers, movable views.
type Dragger interface {
	// Grab asks whether a drag that begins at x, y in the direction dx, dy is for it.
	Grab(x, y, dx, dy float64) bool
	// Drag follows; dx and dy count from where the finger came down.
	Drag(x, y, dx, dy float64)
	// Drop ends it with the finger's speed in CSS px per second.
	Drop(vx, vy float64)
}

// Ticker moves by itself. Tick runs once now has reached the last Next.
type Ticker interface {
	Tick(now time.Duration)
	// Next is when Tick shall run; ok is false when nothing moves.
	Next() (at time.Duration, ok bool)
}

// Field is a part of a form.
type Field interface {
	// Value is what submit collects under the attribute name.
	Value() value.Value
	// Reset goes back to the value that the attributes gave.
	Reset()
}

// Editor takes keys and text while it has the focus.
type Editor interface {
	Focus(on bool)
	Key(k input.Key)
	Text(s string)
	// CanFocus is false for disabled ones.
	CanFocus() bool
}

// Answerer takes the answer to an Action: a chosen picker value, what bindinput returned.
type Answerer interface{ Answer(v value.Value) }

// Keeper keeps something that hot reload carries over.
type Keeper interface {
	Keep() value.Value
	Restore(v value.Value)
}

// Scroll tells where an element with scrolling overflow stands, CSS px.
type Scroll struct {
	X, Y          float64
	DX, DY        float64 // moved by, positive right and down
	Width, Height float64 // of the scrollable content
	ViewW, ViewH  float64 // of what is seen
}

// ScrollListener is told when the element, or an inner node of it, scrolled.
type ScrollListener interface{ Scrolled(s Scroll) }

// Leaver is told when the element is gone.
type Leaver interface{ Leave() }

// Rect is a box in CSS px.
type Rect struct{ X, Y, W, H float64 }

// Contains reports whether a point lies inside.
func (r Rect) Contains(x, y float64) bool {
	return x >= r.X && y >= r.Y && x < r.X+r.W && y < r.Y+r.H
}

// PictureState tells how far a picture is.
type PictureState uint8

// The states.
const (
	PictureLoading PictureState = iota
	PictureReady
	PictureFailed
)

// Caret is a place in laid-out text, CSS px relative to the border box of the
// element asked about.
type Caret struct {
	X, Y, H float64
	Line    int
}

// Emit describes an event of a component.
type Emit struct {
	Type   string
	Detail value.Value
	// Model names the property that the event also writes (two-way binding).
	Model      string
	ModelValue value.Value
	Bubbles    bool
}

// PageLook is what page-meta says of the page's look, as written; "" for nothing.
type PageLook struct {
	RootFontSize string // 1rem: a length or "system"
	FontSize     string // of the element page: a length or "system"
	Style        string // declarations for the element page
	Background   string // what shows where the page is transparent, an opaque colour
}

// Host is what the Document does for a component.
type Host interface {
	// Now is the time of the input or frame being handled.
	Now() time.Duration
	Dom() *dom.Mutator
	Tree() *dom.Tree
	// Emit sends an event with target n; x and y handlers' offsets are added.
	Emit(n *dom.Node, e Emit)
	// Act asks the surroundings for something.
	Act(n *dom.Node, name string, args value.Value)
	// Instance gives the state of an element, nil for none.
	Instance(n *dom.Node) Instance
	// Border and Content give the boxes in the viewport, as laid out last;
	// zero before the first layout.
	Border(n *dom.Node) Rect
	Content(n *dom.Node) Rect
	// Inner is the size of n's content box as laid out, transforms left out; zero
	// before the first layout.
	Inner(n *dom.Node) (w, h float64)
	// Resolve makes a src as written in n's template a project path or URL.
	Resolve(n *dom.Node, src string) string
	// Picture gives the state and natural size (CSS px) of a resolved src.
	Picture(src string) (w, h float64, state PictureState)
	// ScrollOffset and ScrollTo work on an element with scrolling overflow.
	ScrollOffset(n *dom.Node) (x, y float64)
	ScrollTo(n *dom.Node, x, y float64, animated bool)
	// ScrollSize is the size of the scrollable content.
	ScrollSize(n *dom.Node) (w, h float64)
	// Caret places a byte offset of an internal text node relative to the
	// content box of box; ok is false before layout.
	Caret(box, text *dom.Node, offset int) (c Caret, ok bool)
	// OffsetAt gives the byte offset in text nearest to a point of the viewport.
	OffsetAt(text *dom.Node, x, y float64) int
	// Placeholder gives, as declarations, what ::placeholder rules say for n; "" for none.
	Placeholder(n *dom.Node) string
	// Focus gives n the focus (nil: nobody has it).
	Focus(n *dom.Node)
	// Focused is the element with the focus.
	Focused() *dom.Node
	// Page takes over what page-meta says of the page's look; the zero look takes it back.
	Page(n *dom.Node, look PageLook)
	// ScrollPage scrolls the page to top ("200rpx") and sends n scrolldone there.
	ScrollPage(n *dom.Node, top string, duration time.Duration)
	// StyleV2 reports "style": "v2" in app.json.
	StyleV2() bool
	// Missing notes something that the page asks for and that is not simulated.
	Missing(what string)
}
