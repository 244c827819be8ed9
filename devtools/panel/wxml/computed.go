package wxml

import (
	"strconv"
	"strings"

	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/renderer"
	"diorama/renderer/style"
)

// fillComputed lists the computed style; a click on a property shows the declarations
// that speak of it, the one that wins first.
func (s *Styles) fillComputed(in *renderer.Inspection) {
	p := s.palette
	for _, c := range in.Computed {
		if s.filter != "" && !strings.Contains(c.Name, s.filter) && !strings.Contains(c.Value, s.filter) {
			continue
		}
		r := row.Row{Twisty: row.Closed, Runs: []row.Run{{Text: c.Name, Color: p.Tag, Max: 168}, {Text: literal.Line(c.Value), Color: p.Text, X: 190}}}
		if col, ok := swatch(c.Value); ok {
			r.Swatch, r.SwatchX = col, 190
		}
		open := s.open == c.Name
		if open {
			r.Twisty = row.Open
		}
		s.values.add(r).tap = func(float32) {
			s.open = c.Name
			if open {
				s.open = ""
			}
			s.fill()
		}
		if open {
			s.fillWhy(in, c.Name)
		}
	}
}

// fillWhy lists what the rules say of a property.
func (s *Styles) fillWhy(in *renderer.Inspection, name string) {
	p := s.palette
	said := false
	for i := range in.Rules {
		m := &in.Rules[i]
		for k := len(m.Decls) - 1; k >= 0; k-- {
			d := &m.Decls[k]
			if !style.Sets(d.Name, name) {
				continue
			}
			said = true
			who, place, file := "element.style", "", ""
			at := d.Pos
			switch {
			case m.Forced:
				who = "<" + s.node.Tag + ">"
			case m.Rule != nil:
				who = m.Selector.Text
				place = s.desk.T(origins[min(int(m.Origin), len(origins)-1)])
				if m.Origin != style.OriginUA && m.Rule.File != "" {
					file = m.Rule.File
					place = literal.Last(file) + ":" + strconv.Itoa(int(at.Line))
				}
			}
			text := d.Value
			if d.Name != name {
				text = d.Name + ": " + d.Value
			}
			dead := d.Overridden || d.Unknown || d.Invalid
			colour := p.Text
			if dead {
				colour = p.Faint
			}
			r := row.Row{Depth: 1, Strike: dead, Runs: []row.Run{{Text: literal.Line(text), Color: colour}, {Text: "   " + who, Color: p.Amber}}, Right: []row.Run{{Text: place, Color: p.Dim}}}
			c := s.values.add(r)
			if file != "" {
				c.tap = func(float32) { s.desk.Open(file, int(at.Line), int(at.Column)) }
			}
		}
	}
	if !said {
		text := s.desk.T("no rule: the initial value")
		if style.Inheritable(name) {
			text = s.desk.T("no rule: inherited or initial")
		}
		s.values.add(row.Row{Depth: 1, Runs: []row.Run{{Text: text, Color: p.Faint}}})
	}
}
