package style

import "diorama/renderer/dom"

// scopeInfo says what the names of one scope are to each sheet.
type scopeInfo struct {
	scope dom.Scope
	sees  []uint8 // per sheet
}

// What a sheet sees of a scope. WeChat's stylesheet compiler puts a prefix before
// class names and leaves everything else as it stands, so that the page is one
// document in which a sheet's classes speak to the scopes with its prefix only, but
// tags, attributes and pseudo-classes without a class beside them speak to every
// element, in whatever component. That holds for component sheets as well: the
// compiler calls such selectors not allowed and puts them out all the same.
// Ids have a prefix of their own in each component, so they count with the names.
const (
	seesNothing = iota // the sheet is not in the document
	seesBare           // selectors without names
	seesNames          // classes and ids too
)

// The tiers of the cascade, ascending: the order of the sheets in the document. They
// decide between rules of the same specificity, then the order within does. So a class
// does not widen a button of style v2 against button:not([size=mini]), as authors know.
// WeChat: rules of :host are put out before all sheets (its stylesheet compiler); then
// come app.wxss, the components from the outer to the inner, and the page last (the
// miniprogram adapter of WeChat's glass-easel). The documentation leaves the order
// between a class and an external class undefined.
const (
	tierUA = iota
	tierHost
	tierApp
	tierComponent
	tierPage
)

// tierOf gives the tier of an origin.
var tierOf = [...]uint8{OriginUA: tierUA, OriginApp: tierApp, OriginPage: tierPage, OriginComponent: tierComponent}

// scopeOf gives the info of a scope, made when first asked for.
func (s *Styler) scopeOf(id dom.ScopeID) *scopeInfo {
	if s.lastInfo != nil && s.lastScope == id {
		return s.lastInfo
	}
	info := s.scopes[id]
	if info == nil {
		sc, known := s.tree.Scopes[id]
		if !known {
			sc = dom.Scope{Path: "\x00"} // an undeclared scope takes no sheet but the outer ones
		}
		info = s.makeScope(id, sc)
		s.scopes[id] = info
	}
	s.lastScope, s.lastInfo = id, info
	return info
}

// makeScope puts the documentation of styleIsolation into a table.
func (s *Styler) makeScope(id dom.ScopeID, sc dom.Scope) *scopeInfo {
	info := &scopeInfo{scope: sc, sees: make([]uint8, len(s.sheets))}
	page := s.tree.Scopes[0].Isolation
	open := sc.Isolation.TakesShared() // the scope takes the classes that are shared
	for i, e := range s.sheets {
		names := false
		switch e.origin {
		case OriginUA:
			names = true
		case OriginApp:
			if page.WithoutApp() {
				continue
			}
			names = open
		case OriginPage:
			if e.path != s.pagePath() {
				continue
			}
			names = id == 0 || open && page.Shares()
		case OriginComponent:
			names = id != 0 && e.path == sc.Path || open && s.sharedPaths[e.path]
		}
		info.sees[i] = seesBare
		if names {
			info.sees[i] = seesNames
		}
	}
	return info
}
