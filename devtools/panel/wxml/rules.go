package wxml

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/renderer"
	"diorama/renderer/style"
	"diorama/renderer/wxss"
	"diorama/simulator"
)

var origins = [...]string{style.OriginUA: "built-in", style.OriginApp: "app.wxss", style.OriginPage: "page", style.OriginComponent: "component"}

// said is a declaration of a rule as it is shown.
type said struct {
	declaration
	at         wxss.Pos // zero: new
	off        bool
	overridden bool
	problem    string
	edit       *simulator.Edit
}

// change is how a declaration becomes another one.
type change func(d declaration, off bool)

func (s *Styles) fillRules(in *renderer.Inspection) {
	edits := s.session.Edits()
	inline := false
	for i := range in.Rules {
		inline = inline || in.Rules[i].Inline
	}
	if !inline {
		s.fillInline(nil)
	}
	for i := range in.Rules {
		switch m := &in.Rules[i]; {
		case m.Inline:
			s.fillInline(m)
		case m.Forced:
			s.fillForced(m)
		case m.Rule != nil:
			s.fillRule(m, edits)
		}
	}
}

func (s *Styles) headRow(r row.Row, tap func(float32)) {
	r.Runs = append(r.Runs, row.Run{Text: " {", Color: s.palette.Dim})
	s.rules.add(r).tap = tap
}

func (s *Styles) endRow(tap func(at int)) {
	at := len(s.rules.cells)
	r := row.Row{Runs: []row.Run{{Text: "}", Color: s.palette.Dim}}}
	if tap == nil {
		s.rules.add(r)
		return
	}
	r.Runs = append(r.Runs, row.Run{Text: "  +", Color: s.palette.Faint})
	s.rules.add(r).tap = func(float32) { tap(at) }
}

// fillForced shows what a built-in component sets on itself.
func (s *Styles) fillForced(m *style.MatchedRule) {
	p := s.palette
	s.headRow(row.Row{Runs: []row.Run{{Text: "<" + s.node.Tag + ">", Color: p.Purple}}, Right: []row.Run{{Text: s.desk.T("set by the built-in"), Color: p.Faint}}}, nil)
	for k := range m.Decls {
		s.fillDecl(s.saidOf(&m.Decls[k]), nil, nil)
	}
	s.endRow(nil)
}

func (s *Styles) saidOf(d *style.MatchedDecl) said {
	out := said{declaration: declaration{d.Name, d.Value, d.Important}, at: d.Pos, overridden: d.Overridden}
	switch {
	case d.Unknown:
		out.problem = s.desk.T("unknown property")
	case d.Invalid:
		out.problem = s.desk.T("value not understood")
	}
	return out
}

// fillInline shows the style attribute.
func (s *Styles) fillInline(m *style.MatchedRule) {
	n := s.node
	e := s.editOf(simulator.EditStyle, n.ID, "")
	r := row.Row{Runs: []row.Run{{Text: "element.style", Color: s.palette.Attr}}}
	s.unsaved(&r, e)
	r.Background = nil
	s.headRow(r, nil)
	s.rules.cells[len(s.rules.cells)-1].menu = func() []*fyne.MenuItem { return s.editMenu(e) }
	parts := styleParts(n.Style)
	write := func(list []part) {
		s.edit(simulator.Edit{Kind: simulator.EditStyle, Node: n.ID, Value: styleText(list)})
	}
	k := 0 // in m.Decls
	for i, part := range parts {
		d := said{declaration: part.declaration, off: part.off}
		if !part.off && m != nil && k < len(m.Decls) {
			d = s.saidOf(&m.Decls[k])
			k++
		}
		before := n.Style
		s.fillDecl(d, func(now declaration, off bool) {
			p := part
			p.declaration, p.off = now, off
			if now.name == "" {
				write(slices.Delete(slices.Clone(parts), i, i+1))
				return
			}
			write(replaced(parts, i, p))
		}, func() { s.edit(simulator.Edit{Kind: simulator.EditStyle, Node: n.ID, Value: before}) })
	}
	s.endRow(func(at int) {
		before := n.Style
		s.typeNew(at, func(d declaration) {
			list := slices.Clone(parts)
			list = append(list, part{declaration: d})
			write(list)
		}, func() { s.edit(simulator.Edit{Kind: simulator.EditStyle, Node: n.ID, Value: before}) })
	})
}

// fillRule shows a rule of a sheet.
func (s *Styles) fillRule(m *style.MatchedRule, edits []simulator.Edit) {
	p := s.palette
	r := row.Row{}
	if m.Selector != nil {
		r.Runs = []row.Run{{Text: literal.Line(m.Selector.Text), Color: p.Amber}}
	}
	file, at := m.Rule.File, m.Rule.Pos
	place := s.desk.T(origins[min(int(m.Origin), len(origins)-1)])
	fixed := m.Origin == style.OriginUA || file == ""
	if !fixed {
		place = literal.Last(file) + ":" + strconv.Itoa(int(at.Line))
	}
	r.Right = []row.Run{{Text: place, Color: p.Dim}}
	if fixed {
		s.headRow(r, nil)
		for k := range m.Decls {
			s.fillDecl(s.saidOf(&m.Decls[k]), nil, nil)
		}
		s.endRow(nil)
		return
	}
	s.headRow(r, func(float32) { s.desk.Open(file, int(at.Line), int(at.Column)) })
	for _, d := range s.declsOf(m, edits) {
		e := simulator.Edit{Kind: simulator.EditDecl, File: file, Rule: at, At: d.at}
		if d.edit != nil {
			e.Number = d.edit.Number
		}
		made := d.edit
		s.fillDecl(d, func(now declaration, off bool) {
			x := e
			x.Name, x.Value, x.Important, x.Off = now.name, now.value, now.important, off
			if now.name == "" { // emptied: it does not count
				x.Name, x.Value, x.Off = d.name, d.value, true
			}
			if n := s.edit(x); n != 0 {
				e.Number = n
			}
		}, func() {
			if made == nil {
				s.undo(e.Number)
				return
			}
			s.edit(*made)
		})
		s.rules.cells[len(s.rules.cells)-1].menu = func() []*fyne.MenuItem {
			items := s.editMenu(made)
			if d.at.Line > 0 {
				items = append(items, fyne.NewMenuItem(s.desk.T("Open %s", literal.Last(file)+":"+strconv.Itoa(int(d.at.Line))), func() { s.desk.Open(file, int(d.at.Line), int(d.at.Column)) }))
			}
			return append(items, fyne.NewMenuItem(s.desk.T("Copy declaration"), func() { s.desk.Copy(d.String() + ";") }))
		}
	}
	s.endRow(func(row int) {
		number := 0
		s.typeNew(row, func(d declaration) {
			if n := s.edit(simulator.Edit{Kind: simulator.EditDecl, Number: number, File: file, Rule: at, Name: d.name, Value: d.value, Important: d.important}); n != 0 {
				number = n
			}
		}, func() { s.undo(number) })
	})
}

// declsOf puts the declarations of a rule and those that edits switched off in the
// order of the file.
func (s *Styles) declsOf(m *style.MatchedRule, edits []simulator.Edit) []said {
	var mine, fresh []*simulator.Edit
	for i := range edits {
		if e := &edits[i]; e.Kind == simulator.EditDecl && e.File == m.Rule.File && e.Rule == m.Rule.Pos {
			if e.At == (wxss.Pos{}) {
				fresh = append(fresh, e)
			} else {
				mine = append(mine, e)
			}
		}
	}
	var out []said
	shown := slices.DeleteFunc(slices.Clone(fresh), func(e *simulator.Edit) bool { return e.Off })
	for k := range m.Decls {
		d := s.saidOf(&m.Decls[k])
		if d.at == (wxss.Pos{}) {
			if len(shown) > 0 {
				d.edit, shown = shown[0], shown[1:]
			}
		} else {
			for _, e := range mine {
				if e.At == d.at {
					d.edit = e
				}
			}
		}
		out = append(out, d)
	}
	for _, e := range append(mine, fresh...) {
		if !e.Off {
			continue
		}
		d := said{declaration: declaration{e.Name, e.Value, e.Important}, at: e.At, off: true, edit: e}
		i := slices.IndexFunc(out, func(o said) bool {
			return o.at.Line == 0 || e.At.Line > 0 && (o.at.Line > e.At.Line || o.at.Line == e.At.Line && o.at.Column > e.At.Column)
		})
		if i < 0 || e.At.Line == 0 {
			i = len(out)
		}
		out = slices.Insert(out, i, d)
	}
	return out
}

// fillDecl shows a declaration; what does not count is struck through and dim. set nil:
// it cannot be changed.
func (s *Styles) fillDecl(d said, set change, cancel func()) {
	p := s.palette
	dead := d.off || d.overridden || d.problem != ""
	r := row.Row{Depth: 1, Strike: dead}
	nameColour, valueColour := p.Tag, p.Text
	if dead {
		nameColour, valueColour = p.Faint, p.Faint
	}
	r.Runs = []row.Run{{Text: d.name, Color: nameColour}, {Text: ": ", Color: p.Dim}}
	if c, ok := swatch(d.value); ok && !dead {
		r.Swatch = c
	}
	r.Runs = append(r.Runs, row.Run{Text: literal.Line(d.value), Color: valueColour})
	if d.important {
		r.Runs = append(r.Runs, row.Run{Text: " !important", Color: p.Red})
	}
	if d.problem != "" {
		r.Right = []row.Run{{Text: d.problem, Color: p.Amber}}
	}
	s.unsaved(&r, d.edit)
	if set == nil {
		s.rules.add(r)
		return
	}
	r = s.check(r, !d.off)
	at, start := len(s.rules.cells), row.TextStart(&r)
	swatchX := start + float32(len(d.name)+2)*row.CharWidth
	has := r.Swatch != nil
	s.rules.add(r).tap = func(x float32) {
		switch {
		case x < tapWidth:
			set(d.declaration, !d.off)
		case has && x >= swatchX && x < swatchX+13:
			s.pick(at, swatchX, d, set)
		default:
			cursor := len(d.name)
			if x > swatchX {
				cursor = len(d.name) + 2 + len(d.value)
			}
			s.field[0].edit(at, start-6, d.String(), cursor, target{number: true, offer: offer, cancel: cancel,
				changed: func(text string) {
					if now, ok := parseDeclaration(text); ok {
						set(now, false)
					}
				},
				done: func(text string) {
					if strings.TrimSpace(text) == "" {
						set(declaration{}, true)
					}
				}})
		}
	}
}

// typeNew opens the field for a new declaration over a row.
func (s *Styles) typeNew(at int, set func(declaration), cancel func()) {
	s.field[0].edit(at, 24, "", 0, target{number: true, offer: offer, cancel: cancel, changed: func(text string) {
		if d, ok := parseDeclaration(text); ok {
			set(d)
		}
	}})
}

// pick opens the colour picker for the first colour of a declaration.
func (s *Styles) pick(at int, x float32, d said, set change) {
	from, to, c, ok := style.FindColor(d.value)
	driver := fyne.CurrentApp().Driver()
	over := driver.CanvasForObject(s.rules.list)
	if !ok || over == nil {
		return
	}
	place := driver.AbsolutePositionForObject(s.rules.list).Add(fyne.NewPos(x, s.rules.list.Place(at)+20))
	pickColor(s.palette, s.desk, over, place, c, func(text string) {
		now := d.declaration
		now.value = d.value[:from] + text + d.value[to:]
		set(now, false)
	})
}
