// Package wxml reads WXML into a Template: lenient as WeChat's own compiler,
// every node with its position, every mistake a diagnostic.
//
// Its one idea: what the author wrote is kept in order and by meaning (directives
// apart from attributes), so that the view layer never looks at text again.
package wxml

import (
	"diorama/renderer/dom"
	"diorama/renderer/expr"
)

// Pos is a place in a source: 1-based line and column (in characters).
type Pos struct{ Line, Column int }

// Severity of a diagnostic.
type Severity uint8

// The severities.
const (
	Error Severity = iota
	Warning
)

// Diagnostic is a mistake of the mini-program's author.
type Diagnostic struct {
	Severity Severity
	File     string // project path
	Pos
	Message string // what was expected and the likely fix
}

// Template is one parsed .wxml file.
type Template struct {
	File      string
	Nodes     []*Node          // root content
	Templates map[string]*Node // <template name>, by name (the last one wins)
	Imports   []Ref            // <import src> that stand in no element, in order
	Wxs       []Wxs            // <wxs module>, in order
	// HasInclude is set when any of Nodes has it.
	HasInclude bool
	Roots      []string // every root name that any expression of Nodes reads, sorted, without loop variables
}

// Ref is an <import>.
type Ref struct {
	Src string // as written
	Pos Pos
	At  int // how many of its siblings that are in the tree stand before it
}

// Wxs is one <wxs> module.
type Wxs struct {
	Module string
	Src    string // "" when Code is inline
	Code   string
	Pos    Pos // of the tag; CodePos of the inline code's first character
	Code0  Pos
}

// NodeKind tells what a Node is.
type NodeKind uint8

// The kinds of Node.
const (
	Element     NodeKind = iota
	Text                 // Value is the text, white space as WeChat keeps it, entities decoded
	Block                // <block>
	Slot                 // <slot>; the name is the Attr "name"
	UseTemplate          // <template is data>
	Include              // <include src>
	DefTemplate          // <template name>: only in Template.Templates
)

// Node is one node of a template.
type Node struct {
	Kind     NodeKind
	Tag      string // as written
	Pos      Pos
	Children []*Node
	Imports  []Ref // <import src> among the children: for what follows them there

	// Directives. A chain wx:if, wx:elif, wx:else is three sibling nodes; the
	// parser guarantees that If == Elif or Else follows a node with If or Elif.
	If     Branch
	Cond   *Value // of wx:if and wx:elif
	For    *Value // wx:for, nil: none
	Item   string // wx:for-item, "item"
	Index  string // wx:for-index, "index"
	Key    string // wx:key as written, "" none, "*this"; {{ }} in it is kept as written
	HasKey bool   // wx:key is written, with a value or without

	// Attributes by meaning, in order.
	ID      *Value
	Class   *Value
	Style   *Value
	SlotTo  *Value // slot="…"
	Hidden  *Value // also kept in Attrs
	Attrs   []Attr // all other attributes, names as written
	Dataset []Attr // data-* and data:*: Name is the dataset key (dash to camel)
	Marks   []Attr // mark:*
	Models  []Attr // model:*: Name without the prefix
	Events  []Event
	Changes []Attr // change:prop: Name is the property
	Generic []Attr // generic:*
	Lets    []Attr // let:* and slot:*, names as written with the prefix; see BoundNames

	Value *Value // Text; of UseTemplate data=; of Include nil
	Is    *Value // UseTemplate is=
	Src   string // Include src=

	// Roots are the root names that the node and everything below reads, sorted,
	// without names bound by its own or inner loops and lets; nil: none. Names of wxs
	// modules are among them. What a <template is> shows depends on its data= only,
	// so it adds the roots of is= and data=, not those of the definition.
	Roots []string
	// HasInclude is set when the node or anything below is an <include>, whose file
	// reads names that are not in Roots.
	HasInclude bool
}

// Branch is a node's place in an if chain.
type Branch uint8

// The places.
const (
	NoIf Branch = iota
	If
	Elif
	Else
)

// Attr is one attribute.
type Attr struct {
	Name  string
	Value *Value
	Pos   Pos
}

// Event is one event binding; the handler name may be computed.
type Event struct {
	Name    string // "tap"
	Kind    dom.HandlerKind
	Capture bool
	Value   *Value
	Pos     Pos
}

// Value is an attribute or text value: constant, one expression, or a mix.
//
// Character references (&lt;) are not decoded: see DecodeEntities. Backslash
// escapes are, and \r\n is \n; see unescapeText and unescapeAttr.
type Value struct {
	// Const is set when there is no expression: the text (or true for an attribute without =).
	Const  string
	Bare   bool       // an attribute without =
	Expr   *expr.Expr // a single {{ }} and nothing beside it
	Parts  []Part     // mixed text; result is a string
	Pos    Pos
	Source string // as written
}

// Part is a piece of mixed text.
type Part struct {
	Text string
	Expr *expr.Expr // nil: Text
}
