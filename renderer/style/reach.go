package style

import (
	"diorama/renderer/dom"
	"diorama/renderer/wxss"
)

// SheetUse is a sheet in use, for tools that want to say the same cascade in
// another language.
type SheetUse struct {
	Origin Origin
	Path   string // of the page or component it belongs to
	Sheet  *wxss.Sheet
	Shared bool // a component's sheet that reaches the page
}

// Reach says which selectors of a sheet speak to the nodes of a scope.
type Reach uint8

// The reaches.
const (
	ReachNone  Reach = reachNone
	ReachTags  Reach = reachTags // selectors without a class or id
	ReachWhole Reach = reachWhole
)

// Sheets lists the sheets in the order of the cascade. Valid after an Update.
func (s *Styler) Sheets() []SheetUse {
	out := make([]SheetUse, len(s.sheets))
	for i, e := range s.sheets {
		out[i] = SheetUse{Origin: e.origin, Path: e.path, Sheet: e.sheet, Shared: s.sharedPaths[e.path] && e.origin == OriginComponent}
	}
	return out
}

// Reach gives the reach of each sheet, in the order of Sheets, into a scope. Valid
// after an Update.
func (s *Styler) Reach(id dom.ScopeID) []Reach {
	info := s.scopeOf(id)
	out := make([]Reach, len(info.reach))
	for i, r := range info.reach {
		out[i] = Reach(r)
	}
	return out
}
