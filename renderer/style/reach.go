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
	Rank   int // its place in the cascade: lower ones come first, equal ones as listed
}

// Reach says which selectors of a sheet speak to the nodes of a scope.
type Reach uint8

// The reaches.
const (
	ReachNone  Reach = seesNothing
	ReachBare  Reach = seesBare // compounds without a class or id
	ReachNames Reach = seesNames
)

// Sheets lists the sheets. Valid after an Update.
func (s *Styler) Sheets() []SheetUse {
	out := make([]SheetUse, len(s.sheets))
	for i, e := range s.sheets {
		out[i] = SheetUse{Origin: e.origin, Path: e.path, Sheet: e.sheet, Rank: int(tierOf[e.origin])}
	}
	return out
}

// Reach gives the reach of each sheet, in the order of Sheets, into a scope. Valid
// after an Update.
func (s *Styler) Reach(id dom.ScopeID) []Reach {
	info := s.scopeOf(id)
	out := make([]Reach, len(info.sees))
	for i, r := range info.sees {
		out[i] = Reach(r)
	}
	return out
}
