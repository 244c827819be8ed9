// Package view is the view layer of a mini-program: templates and data in,
// operations on the composed tree out.
//
// Its one idea: every page keeps a shadow tree per component instance, in which
// each binding knows the root names it reads; a setData re-evaluates only those,
// and the differences become []dom.Op. No JavaScript runs here: components, their
// properties and wxs functions are reached through Host.
//
// Page, Instance and Node are not safe for concurrent use; everything runs on the
// logic goroutine of the worker.
package view

import (
	"diorama/renderer/dom"
	"diorama/renderer/value"
	"diorama/renderer/wxml"
)

// Definition is what of a page or component does not depend on the instance.
type Definition struct {
	Path            string            // without extension and leading slash: "components/card/card"
	Template        *wxml.Template    // never nil; an empty template when the file is missing
	Using           map[string]string // tag → component path, app-level and extended ones merged in; values may be unknown paths
	Generics        map[string]string // componentGenerics: name → default path, "" none
	Placeholder     map[string]string // componentPlaceholder: tag → tag or path
	Late            map[string]bool   // tags with a placeholder whose code comes after the first rendering
	Page            bool              // a page (written with Page or Component)
	Form            dom.FormRole      // by its built-in behaviors
	Isolation       dom.Isolation
	VirtualHost     bool
	MultipleSlots   bool
	DynamicSlots    bool
	GlassEasel      bool // the component framework is glass-easel, not exparser
	External        bool // options.externalComponent of glass-easel
	ExternalClasses []string
	Properties      map[string]bool // declared property names
	NoObserver      map[string]bool // pure data fields (pureDataPattern): never bound

	prog *program // compiled on first use; one goroutine
}

// Prop is a property value that a template (or a route) gives to a component.
type Prop struct {
	Name  string
	Value value.Value

	attr string // as written
}

// Change is one written data path.
type Change struct {
	Path  value.Path
	Value value.Value
}

// Stats says what an update did, for the timeline. Node ids are those of the page's tree.
type Stats struct {
	Evaluated int          // bindings evaluated
	Updated   []dom.NodeID // nodes with a changed text or attribute
	Created   []dom.NodeID // elements and texts made
	Removed   []dom.NodeID // roots of removed subtrees
	Unbound   []string     // written root keys that no binding of the instance reads
}

// Host is the logic layer as the view sees it. Calls are synchronous and in
// WeChat's order; they may call back into Instance.SetData of any instance.
type Host interface {
	// Definition gives the component at path, running its module if needed; nil
	// when there is none (a diagnostic has been reported).
	Definition(path string) *Definition
	// Template gives the file for import and include, nil when missing; the path
	// is project-absolute without leading slash.
	Template(file string) *wxml.Template
	// Wxs gives the exports of a wxs module as a Map whose functions are Func.
	// file is the wxml that holds the tag.
	Wxs(file string, w *wxml.Wxs) value.Value
	// CallWxs calls a function that Wxs gave.
	CallWxs(fn, this value.Value, args []value.Value) value.Value

	// NextInstance gives a fresh instance id.
	NextInstance() dom.InstanceID
	// Create makes the logic side of in and returns its initial data: property
	// defaults and data. For a page the instance exists already and its data is returned.
	Create(in *Instance) value.Value
	// SetProperties hands over property values from the owner's template: all at
	// creation, the changed ones later. The logic layer coerces them and calls
	// in.SetData with the result, then observers.
	SetProperties(in *Instance, props []Prop)
	// The lifetimes; the view calls them in WeChat's order.
	Created(in *Instance)
	Attached(in *Instance)
	Ready(in *Instance)
	Moved(in *Instance)
	Detached(in *Instance)
	// Report takes a diagnostic (missing import, duplicate key …); repeated ones may be dropped.
	Report(d wxml.Diagnostic)
}

// EventOptions are the options of triggerEvent.
type EventOptions struct {
	Bubbles, Composed, Capture bool
}
