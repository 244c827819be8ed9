package wxml

import (
	"diorama/devtools/row"
	"diorama/renderer"
	"diorama/renderer/dom"
)

// Eye looks at nodes on another phone than the first one: same tree, other styles.
type Eye struct {
	Inspect func(dom.NodeID) (renderer.Inspection, bool)
	Back    func() // looks at the first phone again
}

// Look shows the styles of a phone with this name; a nil eye those of the first.
func (w *Panel) Look(name string, e *Eye) {
	w.styles.place, w.styles.eye = name, e
	w.styles.fill()
}

// Shown gives the rows in front.
func (s *Styles) Shown() row.Source {
	return [...]row.Source{tabStyles: s.rules, tabComputed: s.values, tabNode: s.props, tabEdits: s.edits}[s.tabs.Current()]
}

// fillPlace says whose styles these are.
func (s *Styles) fillPlace(t *table) {
	if s.eye == nil {
		return
	}
	r := row.Row{Runs: []row.Run{{Text: s.desk.T("as on %s", s.place), Color: s.palette.Amber}, {Text: "   " + s.desk.T("a click goes back to the first phone"), Color: s.palette.Faint}}}
	c := t.add(r)
	back := s.eye.Back
	c.tap = func(float32) { back() }
}
