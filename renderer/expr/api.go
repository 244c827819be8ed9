// Package expr parses and evaluates {{ }} expressions of WXML.
//
// Its one idea: an expression is compiled once into a flat tree with the set of
// root names it reads; evaluation works on value.Value alone, never throws, and
// treats members of null and undefined as undefined.
//
// The grammar is the union of what WeChat's two template compilers take: the
// classic one (checked with wcc 0.5, oracle exparser) and the open source one of
// glass-easel, which adds ?? >>> typeof void instanceof, unary +, hexadecimal and
// exponent numbers, array spread and holes, and quoted keys. Neither takes ?.,
// template literals, assignment, arrow functions or regular expressions.
package expr

import "diorama/renderer/value"

// Scope resolves the names of an expression while it is evaluated.
type Scope interface {
	// Name gives the value of a root name: loop variables first, then wxs
	// modules, then data. Undefined when there is none.
	Name(name string) value.Value
	// Call calls a wxs function handle. this is the value the function was read from.
	// A failure is reported by the callee and gives undefined.
	Call(fn value.Value, this value.Value, args []value.Value) value.Value
}

// Options say what Parse takes besides an ordinary expression.
type Options struct {
	// ObjectAllowed lets the source be an object without its braces: it starts with
	// "...", or with a name followed by ":" or ",". // WeChat: in template data; the
	// glass-easel compiler takes it in every attribute.
	ObjectAllowed bool
	// PreferObject makes a lone name an object too: {{a}} is {a: a}. It includes
	// ObjectAllowed. // WeChat: data= of <template is>; oracle exparser.
	PreferObject bool
}

// Error says why a source is no expression.
type Error struct {
	Offset  int // in bytes within the source
	Message string
}

// Error gives the message without the place.
func (e *Error) Error() string { return e.Message }
