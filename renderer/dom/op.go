package dom

import "diorama/renderer/value"

// NodeID names a node within one page. The view layer gives positive ids and
// never uses one twice within a page; the host gives negative ids to the inner
// nodes of built-in components. 0 is no node. The page's root has RootID.
type NodeID int32

// RootID is the id of the page element, which every Tree has from the start.
const RootID NodeID = 1

// InstanceID names an App, page or component instance of the logic layer; 0 is none.
type InstanceID int32

// ScopeID names a style scope: the component (or page) in whose template a node
// was written. Scopes are declared by OpScope before use; 0 is the page's own scope.
type ScopeID int32

// Isolation says which sheets reach into a scope (styleIsolation, documentation of Component).
type Isolation uint8

// The values of styleIsolation. The last three are for pages (scope 0), which do
// without app.wxss then.
const (
	Isolated Isolation = iota
	ApplyShared
	Shared
	PageIsolated
	PageApplyShared
	PageShared
)

// TakesShared reports whether the shared sheets, those of app and page and of shared
// components, speak to the scope's classes.
func (i Isolation) TakesShared() bool {
	return i == ApplyShared || i == Shared || i == PageApplyShared || i == PageShared
}

// Shares reports whether the scope's own sheet is one of the shared.
func (i Isolation) Shares() bool { return i == Shared || i == PageShared }

// WithoutApp reports whether the page does without app.wxss.
func (i Isolation) WithoutApp() bool { return i >= PageIsolated }

// OpKind tells what an Op does.
type OpKind uint8

// The operations. Each line names the fields that count.
const (
	OpScope       OpKind = iota + 1 // Scope, Name (component path without extension), Isolation
	OpElement                       // ID, Name (tag as written), Is, Instance, Owner, Scope: make a detached element
	OpText                          // ID, Text: make a detached text node
	OpInsert                        // ID, Parent, Before (0: last): insert, or move with all below it
	OpRemove                        // ID: remove with all below it and forget the ids
	OpSetText                       // ID, Text
	OpSetID                         // ID, Text (the id attribute)
	OpSetClass                      // ID, Classes (all of them)
	OpSetStyle                      // ID, Text (the style attribute)
	OpSetAttr                       // ID, Name, Value; undefined removes
	OpSetDataset                    // ID, Value (the whole dataset, a map)
	OpSetMark                       // ID, Value (the whole mark:*, a map)
	OpSetHandlers                   // ID, Handlers (all of them)
	OpSetSlot                       // ID, Name: the slot the node sits in, for the devtools only
)

// Class is one class name and the scope whose sheets it speaks to. Scope differs
// from the node's own for names that came through externalClasses.
type Class struct {
	Name  string
	Scope ScopeID
}

// HandlerKind is how a binding treats bubbling.
type HandlerKind uint8

// bind lets the event go on, catch stops it, mut-bind excludes other mut-binds.
const (
	Bind HandlerKind = iota
	Catch
	MutBind
)

// Handler is one event binding of a node: bind:tap="onTap".
type Handler struct {
	Event   string // "tap", "touchstart", "input" …, letter case kept
	Kind    HandlerKind
	Capture bool
	Method  string // handler name, "true" (swallow), or empty: the binding is void
	Wxs     bool   // Method is a wxs function handle, called in the view layer
	// Via is set when the binding was written on a virtual host or a slot, which are not
	// in the tree, around this node: its id is the current target and Owner handles.
	Via   NodeID
	Owner InstanceID // with Via only
}

// Void reports whether the binding does nothing, as with an empty name.
func (h *Handler) Void() bool { return h.Method == "" && !h.Wxs }

// FormRole says what a component is to the forms around it, by its behaviors
// (documentation of Component, built-in behaviors).
type FormRole uint8

const (
	FormField  FormRole = 1 << iota // wx://form-field: a field itself
	FormGroup                       // wx://form-field-group: the fields inside count
	FormButton                      // wx://form-field-button: the buttons inside work
)

// Op is one change of a page's tree: a plain record, sent over the wire.
type Op struct {
	Kind      OpKind
	ID        NodeID
	Parent    NodeID
	Before    NodeID
	Instance  InstanceID // of a component host: the component's instance
	Owner     InstanceID // the instance whose template wrote the node and whose methods handle its events
	Scope     ScopeID
	Isolation Isolation
	Name      string
	Is        string // component path of a component host
	Form      FormRole
	Text      string
	Value     value.Value
	Classes   []Class
	Handlers  []Handler
}
