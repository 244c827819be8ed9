package simulator

import (
	"slices"

	"diorama/renderer/wxss"
	"diorama/simulator/wire"
)

// componentSheet gives the sheet of a component and warns once of selectors that
// speak to more than the component. WeChat: its stylesheet compiler says the same of
// tag names, ids and attributes in a component's sheet, and puts them out all the same.
func (s *Session) componentSheet(path string) *wxss.Sheet {
	if s.lead != nil {
		return s.lead.componentSheet(path)
	}
	file := path + ".wxss"
	sh := s.sheet(file)
	d, found := notAllowed(sh)
	if found && !slices.Contains(s.sheetProblems[file], d) {
		s.sheetProblems[file] = append(s.sheetProblems[file], d)
	}
	return sh
}

// notAllowed finds the first such selector of a sheet.
func notAllowed(sh *wxss.Sheet) (wire.Diagnostic, bool) {
	for i := range sh.Rules {
		r := &sh.Rules[i]
		for _, sel := range r.Selectors {
			if what := foreignPart(sel); what != "" {
				return wire.Diagnostic{File: r.File, Line: int(r.Line), Column: int(r.Column), Warning: true,
					Message: sel.Text + ": " + what + " in a component's sheet is not allowed and may reach beyond the component; use a class"}, true
			}
		}
	}
	return wire.Diagnostic{}, false
}

func foreignPart(sel *wxss.Selector) string {
	for i := range sel.Compounds {
		c := &sel.Compounds[i]
		switch {
		case c.Tag != "" && c.Tag != "*":
			return "a tag name"
		case c.ID != "":
			return "an id"
		}
		for k := range c.Rest {
			if c.Rest[k].Kind == wxss.SimpleAttr {
				return "an attribute"
			}
		}
	}
	return ""
}
