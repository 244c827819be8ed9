package timeline

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/renderer/dom"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// compare shows what differs between two pinned commits.
type compare struct {
	row.Base
	palette  *theme.Palette
	session  panel.Session
	desk     panel.Desk
	list     *row.List
	pictures [2]*canvas.Image
	split    *container.Split
	object   fyne.CanvasObject
	pair     fyne.CanvasObject // the pictures
	pins     [2]uint64         // seq, 0 none
	result   *simulator.Comparison
	failure  string
	rows     []item
	model    *panel.Model
	shift    int
	epoch    int
}

func newCompare(p *theme.Palette, s panel.Session, d panel.Desk, l *List) *compare {
	c := &compare{palette: p, session: s, desk: d, model: &panel.Model{}}
	c.list = row.New(p, c)
	for i := range c.pictures {
		c.pictures[i] = canvas.NewImageFromImage(nil)
		c.pictures[i].FillMode = canvas.ImageFillContain
		c.pictures[i].SetMinSize(fyne.NewSize(40, 40))
	}
	pair := container.New(side{}, c.pictures[0], c.pictures[1])
	c.split = container.NewHSplit(c.list, pair)
	c.split.Offset = 0.66
	pair.Hide() // until there are pictures
	c.pair = pair
	button := func(k int, label, hint string) *control.Button {
		return control.NewButton(p, "", label, hint, d, func() {
			if i := c.model.Shown(); i >= 0 {
				l.Pin(k, c.model.Commits[i].Seq)
			}
		})
	}
	c.object = control.Top(filterHeight, control.BarRow(p, filterHeight, control.Tools(-1, button(0, d.T("Pin A"), d.T("Compare: the commit shown is the first")), button(1, d.T("Pin B"), d.T("Compare: the commit shown is the second")))), c.split)
	c.fill()
	return c
}

// side gives two objects half of the space each.
type side struct{}

func (side) Layout(o []fyne.CanvasObject, s fyne.Size) {
	for i := range o {
		o[i].Move(fyne.NewPos(float32(i)*s.Width/2+4, 4))
		o[i].Resize(fyne.NewSize(max(0, s.Width/2-8), max(0, s.Height-8)))
	}
}

func (side) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(60, 40) }

func (c *compare) update(m *panel.Model) {
	c.model = m
	if m.CommitEpoch != c.epoch {
		c.epoch = m.CommitEpoch
		if c.pins != [2]uint64{} { // another run
			c.look()
		}
	}
	if m.Shift != c.shift {
		c.shift = m.Shift
		for _, p := range c.pins {
			if p != 0 && m.Index(p) < 0 { // it was dropped
				c.look()
				break
			}
		}
	}
}

func (c *compare) pin(k int, seq uint64) {
	c.pins[k] = seq
	c.look()
}

// look compares anew.
func (c *compare) look() {
	c.result, c.failure = nil, ""
	for k, seq := range c.pins {
		if seq != 0 && c.model.Index(seq) < 0 {
			c.pins[k] = 0
		}
	}
	if c.pins[0] != 0 && c.pins[1] != 0 {
		r, err := c.session.Compare(c.pins[0], c.pins[1])
		if err != nil {
			c.failure = err.Error()
		}
		c.result = r
	}
	if on := c.result != nil && c.result.Pictures[0] != nil && c.result.Pictures[1] != nil; on != c.pair.Visible() {
		control.Show(c.pair, on)
		c.split.Refresh()
	}
	for i := range c.pictures {
		c.pictures[i].Image = image.NewRGBA(image.Rect(0, 0, 1, 1))
		if c.result != nil && c.result.Pictures[i] != nil {
			c.pictures[i].Image = c.result.Pictures[i]
		}
		c.pictures[i].Refresh()
	}
	c.fill()
}

func (c *compare) fill() {
	p := c.palette
	c.rows = c.rows[:0]
	add := func(it item) { c.rows = append(c.rows, it) }
	text := func(s string) { add(item{Row: row.Row{Runs: []row.Run{{Text: s, Color: p.Faint}}}}) }
	defer c.list.Update()
	switch {
	case c.failure != "":
		text(c.failure)
		return
	case c.result == nil:
		for k, what := range [...]string{"A", "B"} {
			s := c.desk.T("%s  nothing is pinned", what)
			if i := c.model.Index(c.pins[k]); c.pins[k] != 0 && i >= 0 {
				s = what + "  setData #" + strconv.Itoa(c.model.Ordinal(i))
			}
			text(s)
		}
		return
	}
	r := c.result
	number := func(seq uint64) string { return "#" + strconv.Itoa(c.model.Ordinal(c.model.Index(seq))) }
	apart := (r.B.Time - r.A.Time).Abs()
	add(item{Row: row.Row{Runs: []row.Run{{Text: "A " + number(r.A.Seq), Color: p.Accent, Bold: true}, {Text: "  " + literal.Clock(r.A.Time), Color: p.Dim},
		{Text: "    B " + number(r.B.Seq), Color: p.Accent, Bold: true}, {Text: "  " + literal.Clock(r.B.Time), Color: p.Dim},
		{Text: "    " + c.desk.T("%s ms apart", literal.Micros(float64(apart.Nanoseconds())/1000)), Color: p.Faint}}}})
	title := func(name, what string) {
		add(item{Row: row.Row{Runs: []row.Run{{Text: name, Color: p.Dim, Bold: true}, {Text: "  " + what, Color: p.Faint}}, Background: p.Panel}})
	}
	title(c.desk.T("Data"), plural(c.desk, len(r.Data), words.Key("%d path"), words.Key("%d paths")))
	owner := dom.InstanceID(-1)
	for _, d := range r.Data {
		if d.Instance != owner {
			owner = d.Instance
			head := row.Row{Runs: []row.Run{{Text: d.Owned, Color: p.Purple}, {Text: "  #" + strconv.Itoa(int(d.Instance)), Color: p.Faint}}}
			switch {
			case d.Came:
				head.Runs = append(head.Runs, row.Run{Text: "  " + c.desk.T("only in B"), Color: p.Green})
			case d.Gone:
				head.Runs = append(head.Runs, row.Run{Text: "  " + c.desk.T("only in A"), Color: p.Red})
			}
			add(item{Row: head})
		}
		if d.Came || d.Gone {
			continue
		}
		it := item{cond: wire.PathCondition(d.Owned, d.Path), copy: d.Path}
		it.Row = row.Row{Depth: 1, Mark: p.Amber, Background: p.Changed, Runs: append([]row.Run{{Text: d.Path, Color: p.Key}, {Text: ": ", Color: p.Dim}}, literal.Change(p, d.Old, d.New, 90)...)}
		add(it)
	}
	what := plural(c.desk, len(r.Tree), words.Key("%d difference"), words.Key("%d differences"))
	if r.OtherPage {
		what = c.desk.T("different pages: %s and %s", r.A.PagePath, r.B.PagePath)
	}
	title(c.desk.T("Tree"), what)
	for _, d := range r.Tree {
		it := item{nodes: []dom.NodeID{d.Node}}
		it.Row = row.Row{Depth: 1, Runs: []row.Run{{Text: d.Name, Color: p.Tag}}}
		switch {
		case d.Came:
			it.Runs = append(it.Runs, row.Run{Text: "  " + c.desk.T("only in B") + "  ", Color: p.Green}, row.Run{Text: literal.Line(d.New), Color: p.Dim})
		case d.Gone:
			it.Runs = append(it.Runs, row.Run{Text: "  " + c.desk.T("only in A") + "  ", Color: p.Red}, row.Run{Text: literal.Line(d.Old), Color: p.Dim})
		default:
			it.Runs = append(it.Runs, row.Run{Text: "  " + d.What + ": ", Color: p.Attr}, row.Run{Text: literal.Line(d.Old), Color: p.Red, Max: 160})
			it.Runs = append(append(it.Runs, literal.Arrow(p)...), row.Run{Text: literal.Line(d.New), Color: p.Text})
		}
		add(it)
	}
	if r.More {
		text(c.desk.T("there is more than is listed"))
	}
	switch {
	case r.Pixels < 0:
		title(c.desk.T("Picture"), c.desk.T("of different sizes"))
	case r.Pixels == 0:
		title(c.desk.T("Picture"), c.desk.T("the same, pixel by pixel"))
	default:
		title(c.desk.T("Picture"), plural(c.desk, r.Pixels, words.Key("%d pixel differs"), words.Key("%d pixels differ")))
	}
}

// Len implements row.Source.
func (c *compare) Len() int { return len(c.rows) }

// Row implements row.Source.
func (c *compare) Row(i int) row.Row { return c.rows[i].Row }

// Tapped implements row.Source.
func (c *compare) Tapped(i int, _ bool) {
	if it := c.rows[i]; len(it.nodes) > 0 {
		c.desk.Pick(it.nodes[0])
	} else if it.cond != "" {
		c.desk.Target(it.cond)
	}
}

// Menu implements row.Source.
func (c *compare) Menu(i int, at fyne.Position) {
	if it := c.rows[i]; it.cond != "" {
		c.desk.Menu(at, fyne.NewMenuItem(c.desk.T("Break before setData: %s", it.cond), func() { c.desk.Break(it.cond) }), fyne.NewMenuItem(c.desk.T("Copy path"), func() { c.desk.Copy(it.copy) }))
	}
}

// Hovered implements row.Source.
func (c *compare) Hovered(i int) {
	if i >= 0 && i < len(c.rows) && len(c.rows[i].nodes) > 0 {
		c.desk.Hover(c.rows[i].nodes...)
		return
	}
	c.desk.Hover(0)
}
