// Package style computes the style of every node: cascade, inheritance, custom
// properties, and lengths resolved to device px.
//
// Its one idea: equal style is the same *Computed, so the later stages compare
// pointers.
package style

import (
	"diorama/renderer/dom"
)

// Pseudo names a pseudo-element that makes a box or has a style of its own.
type Pseudo uint8

// The pseudo-elements.
const (
	NoPseudo Pseudo = iota
	Before
	After
	FirstLetter
	Placeholder
	Scrollbar
)

// Env is what styles depend on beside the tree and the sheets. Sizes in CSS px.
type Env struct {
	Width, Height float64 // viewport
	ScreenWidth   float64 // 750rpx; the window's width
	DPR           float64 // device px per CSS px
	Dark          bool    // prefers-color-scheme
	SafeArea      [4]float64
	RootFontSize  float64 // rem, CSS px
	UserFontSize  float64 // what the owner of the phone chose, CSS px: page-meta's "system"
}

// Styles gives the style of nodes after a Styler has run.
type Styles interface {
	// Of gives the style of an element or pseudo-element; nil when it has none
	// (a text node, a pseudo-element without content).
	Of(n *dom.Node, p Pseudo) *Computed
}

// Change is what restyling a node changes for the later stages.
type Change uint8

// The changes, as bits.
const (
	ChangePaint Change = 1 << iota
	ChangeLayout
	ChangeBox // display, position, float, content: the box tree itself
	ChangeComposite
)
