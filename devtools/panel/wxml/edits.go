package wxml

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/wxss"
	"diorama/simulator"
)

// editBar stands below the styles while there are edits that no file has.
type editBar struct {
	s      *Styles
	label  *control.Label
	object *fyne.Container
	note   string
	count  int
}

const editBarHeight = 28

func newEditBar(s *Styles) *editBar {
	b := &editBar{s: s}
	amber := func(p *theme.Palette) color.Color { return p.Amber }
	b.label = control.NewLabel(s.palette, "", amber, theme.Caption).Cap(30)
	b.object = container.NewStack(control.BarRow(s.palette, editBarHeight, control.Tools(0, b.label,
		control.NewButton(s.palette, "", s.desk.T("Write all"), s.desk.T("Write each edit into the file that it belongs to"), s.desk, s.writeAll).Strong(func(p *theme.Palette) color.Color { return p.Accent }),
		control.NewButton(s.palette, "", s.desk.T("Undo all"), s.desk.T("Show everything as the files say"), s.desk, func() { s.undo(0) }))))
	b.object.Hide()
	return b
}

// barBelow keeps the bar at the bottom while it is shown.
type barBelow struct{}

func (barBelow) Layout(o []fyne.CanvasObject, s fyne.Size) {
	h := float32(0)
	if o[1].Visible() {
		h = editBarHeight
	}
	o[0].Resize(fyne.NewSize(s.Width, s.Height-h))
	o[1].Move(fyne.NewPos(0, s.Height-h))
	o[1].Resize(fyne.NewSize(s.Width, h))
}

func (barBelow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(90, 90) }

// say shows why something cannot be, "" nothing.
func (b *editBar) say(text string) {
	b.note = text
	b.update()
}

func (b *editBar) update() {
	n := len(b.s.session.Edits())
	if n != b.count {
		b.count = n
		b.s.tabs.Badge(tabEdits, n, func(p *theme.Palette) color.Color { return p.Amber })
	}
	text := b.note
	if text == "" {
		text = b.s.desk.T("%d edits are not saved", n)
		if n == 1 {
			text = b.s.desk.T("1 edit is not saved")
		}
	}
	b.label.Set(text)
	if on := n > 0 || b.note != ""; on != b.object.Visible() {
		if on {
			b.object.Show()
		} else {
			b.object.Hide()
		}
		b.s.object.Refresh()
	}
}

// undo takes an edit back, 0 all.
func (s *Styles) undo(number int) {
	if number == 0 {
		clear(s.why)
	}
	delete(s.why, number)
	s.bar.say("")
	s.session.UndoEdit(number)
	s.desk.Changed()
	s.fill()
}

// write writes an edit to its file.
func (s *Styles) write(number int) {
	s.session.WriteEdit(number, func(fault string) {
		s.desk.Post(func() {
			s.why[number] = fault
			if fault == "" {
				delete(s.why, number)
			}
			s.bar.say(fault)
			s.desk.Changed()
			s.fill()
		})
	})
}

func (s *Styles) writeAll() {
	for _, e := range s.session.Edits() {
		s.write(e.Number)
	}
}

// fillEdits lists the edits with the reasons why they are not in a file.
func (s *Styles) fillEdits() {
	p := s.palette
	s.edits.clear()
	list := s.session.Edits()
	if len(list) == 0 {
		for _, text := range [...]string{s.desk.T("Nothing is edited."), s.desk.T("Click a declaration, an attribute"), s.desk.T("or a text to change it.")} {
			s.edits.add(row.Row{Runs: []row.Run{{Text: text, Color: p.Faint}}})
		}
	}
	for i := range list {
		e := list[i]
		r := row.Row{}
		say := func(text string, c color.Color) { r.Runs = append(r.Runs, row.Run{Text: text, Color: c}) }
		old := func(text string) {
			if text != "" {
				say(literal.Line(text), p.Red)
				say(" → ", p.Faint)
			}
		}
		switch e.Kind {
		case simulator.EditDecl:
			say(e.Selector+"  ", p.Amber)
			say(e.Name+": ", p.Tag)
			r.Right = []row.Run{{Text: literal.Last(e.File) + ":" + strconv.Itoa(int(e.Rule.Line)), Color: p.Dim}}
			switch {
			case e.Off:
				say(s.desk.T("off"), p.Red)
			case e.At == (wxss.Pos{}):
				say(literal.Line(e.Value), p.Green)
			default:
				old(e.OldValue)
				say(literal.Line(e.Value), p.Green)
			}
		case simulator.EditClass:
			say("<"+e.Tag+">  ", p.Tag)
			sign := map[bool]string{true: "+ .", false: "− ."}[e.On]
			say(sign+e.Name, p.Amber)
		case simulator.EditText:
			say(s.desk.T("text")+"  ", p.Key)
			say(literal.Line(e.Value), p.Green)
		case simulator.EditStyle:
			say("<"+e.Tag+">  ", p.Tag)
			say("style ", p.Attr)
			say(literal.Line(e.Value), p.Green)
		default:
			say("<"+e.Tag+">  ", p.Tag)
			say(e.Name+" ", p.Attr)
			if e.On {
				say(literal.Line(e.Value), p.Green)
			} else {
				say(s.desk.T("removed"), p.Red)
			}
		}
		c := s.edits.add(r)
		c.menu = func() []*fyne.MenuItem { return s.editMenu(&e) }
		c.tap = func(float32) {
			if e.Kind == simulator.EditDecl {
				s.desk.Open(e.File, int(e.Rule.Line), int(e.Rule.Column))
			} else {
				s.desk.Pick(e.Node)
			}
		}
		if why := s.why[e.Number]; why != "" {
			s.edits.add(row.Row{Depth: 1, Runs: []row.Run{{Text: why, Color: p.Amber}}})
		}
	}
	s.edits.list.Update()
}
