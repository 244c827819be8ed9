// Package audits is the panel that scores the mini-program by WeChat's rules and leads
// to the places that break them.
//
// Its one idea: a report is taken when asked for, on a goroutine of its own; the list
// shows categories, rules and findings as rows of one tree.
package audits

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/simulator"
	"diorama/simulator/audit"
)

// Columns, units from the left edge.
const (
	stateX  = 30
	titleX  = 172
	detailX = 186
)

// line is a row: a category (rule -1), a rule (finding -1), a finding, or what stands
// behind them (advice, more).
type line struct {
	category audit.Category
	rule     int
	finding  int
	note     string
}

// Panel is the Audits panel. Each run starts a goroutine, which ends with the report.
type Panel struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	run     *control.Button
	broken  *control.Button
	score   *control.Label
	object  fyne.CanvasObject
	model   *panel.Model

	report  *audit.Report
	stamp   [4]int // of the state that was audited
	running bool
	lines   []line
	open    map[string]bool
	only    bool // broken rules only
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	c := &Panel{palette: p, session: s, desk: d, open: map[string]bool{}, model: &panel.Model{}}
	c.list = row.New(p, c)
	c.score = control.NewLabel(p, "", control.Text, theme.Text).Bold()
	c.run = control.NewButton(p, control.Play, d.T("Audit"), d.T("Measure the run so far and the pages that are open"), d, c.Run)
	c.broken = control.NewButton(p, "", d.T("Broken only"), d.T("Leave out rules that are kept or not measured"), d, func() {
		c.only = !c.only
		c.broken.SetActive(c.only)
		c.flatten()
	})
	c.object = control.Top(control.HeaderHeight, control.NewHeader(p, control.Column{Title: d.T("result"), X: stateX}, control.Column{Title: d.T("rule"), X: titleX}), c.list)
	c.flatten()
	return c
}

// Content is what the window shows.
func (c *Panel) Content() fyne.CanvasObject { return c.object }

// Tools stands in the tab bar.
func (c *Panel) Tools() fyne.CanvasObject { return control.Tools(-1, c.score, c.broken, c.run) }

// Update takes in the model; the report stays until the next run.
func (c *Panel) Update(m *panel.Model) {
	c.model = m
	if c.object.Visible() && c.report != nil && !c.running {
		c.headline()
	}
}

// Run measures anew.
func (c *Panel) Run() {
	if c.running {
		return
	}
	c.running = true
	c.run.SetEnabled(false)
	c.score.Set(c.desk.T("measuring …"))
	stamp := stampOf(c.session.State())
	go func() {
		r := c.session.Audit()
		c.desk.Post(func() {
			c.report, c.stamp, c.running = r, stamp, false
			c.run.SetEnabled(true)
			c.headline()
			c.flatten()
		})
	}()
}

// stampOf tells whether something ran since.
func stampOf(st simulator.State) [4]int {
	return [4]int{st.Commits, st.Acts, int(st.Transfers), st.Errors}
}

// Broken is how many rules the last report found broken.
func (c *Panel) Broken() int {
	n := 0
	if c.report != nil {
		for i := range c.report.Results {
			if c.report.Results[i].State == audit.Broken {
				n++
			}
		}
	}
	return n
}

func (c *Panel) headline() {
	text := c.desk.T("nothing was measured")
	if c.report.Score >= 0 {
		text = c.desk.T("score %d", c.report.Score)
	}
	if stampOf(c.model.State) != c.stamp {
		text += "  " + c.desk.T("(of an earlier state)")
	}
	c.score.Set(text)
	c.score.SetColour(func(p *theme.Palette) color.Color { return grade(p, c.report.Score) })
}

func grade(p *theme.Palette, score int) color.Color {
	switch {
	case score >= 90:
		return p.Green
	case score >= 60:
		return p.Amber
	case score >= 0:
		return p.Red
	}
	return p.Dim
}

func (c *Panel) flatten() {
	c.lines = c.lines[:0]
	if c.report == nil {
		c.lines = append(c.lines, line{rule: -1, finding: -1, note: c.desk.T("Audit measures what ran so far and the pages that are open. Use the mini-program first, then press Audit.")})
		c.list.Update()
		return
	}
	last := audit.Category("")
	for i := range c.report.Results {
		r := &c.report.Results[i]
		if r.Category != last {
			last = r.Category
			c.lines = append(c.lines, line{category: last, rule: -1, finding: -1})
		}
		if c.only && r.State != audit.Broken {
			continue
		}
		c.lines = append(c.lines, line{rule: i, finding: -1})
		if !c.open[r.ID] {
			continue
		}
		if r.Note != "" {
			c.lines = append(c.lines, line{rule: i, finding: -1, note: c.desk.T(r.Note)})
		}
		for k := range r.Findings {
			c.lines = append(c.lines, line{rule: i, finding: k})
		}
		if r.More > 0 {
			c.lines = append(c.lines, line{rule: i, finding: -1, note: c.desk.T("and %d more", r.More)})
		}
		c.lines = append(c.lines, line{rule: i, finding: -1, note: c.desk.T(r.Advice)})
	}
	c.list.Update()
}

// Len implements row.Source.
func (c *Panel) Len() int { return len(c.lines) }

// Row implements row.Source.
func (c *Panel) Row(i int) row.Row {
	l, p := &c.lines[i], c.palette
	switch {
	case l.note != "":
		x := float32(detailX)
		if l.rule < 0 {
			x = 12
		}
		return row.Row{Runs: []row.Run{{Text: l.note, Color: p.Dim, X: x}}}
	case l.rule < 0:
		out := row.Row{Background: p.Bar, Runs: []row.Run{{Text: c.desk.T(string(l.category)), Bold: true, Color: p.Text}}}
		if n, ok := c.report.Scores[l.category]; ok {
			out.Right = []row.Run{{Text: strconv.Itoa(n), Bold: true, Color: grade(p, n)}}
		}
		return out
	case l.finding < 0:
		return c.ruleRow(l)
	}
	f := &c.report.Results[l.rule].Findings[l.finding]
	out := row.Row{Runs: []row.Run{{Text: f.Text, Color: p.Text, X: detailX}}}
	switch {
	case f.File != "":
		at := f.File
		if f.Line > 0 {
			at += ":" + strconv.Itoa(f.Line)
		}
		out.Right = []row.Run{{Text: at, Color: p.Accent}}
	case f.Node != 0:
		out.Right = []row.Run{{Text: f.Page, Color: p.Accent}}
	case f.Page != "":
		out.Right = []row.Run{{Text: f.Page, Color: p.Dim}}
	}
	return out
}

func (c *Panel) ruleRow(l *line) row.Row {
	r, p := &c.report.Results[l.rule], c.palette
	colour, text := p.Faint, p.Dim
	switch r.State {
	case audit.Kept:
		colour, text = p.Green, p.Text
	case audit.Broken:
		colour, text = p.Red, p.Text
	case audit.Unmeasured:
		colour = p.Amber
	}
	out := row.Row{Twisty: row.Closed, Mark: colour, Runs: []row.Run{{Text: c.desk.T(string(r.State)), Color: colour, X: stateX}, {Text: c.desk.T(r.Title), Color: text, X: titleX}}}
	if c.open[r.ID] {
		out.Twisty = row.Open
	}
	if n := len(r.Findings) + r.More; n > 0 {
		out.Right = append(out.Right, row.Run{Text: strconv.Itoa(n) + "   ", Color: p.Red})
	}
	weight := c.desk.T("weight %d", r.Weight)
	if r.Weight == 0 {
		weight = c.desk.T("not scored")
	}
	out.Right = append(out.Right, row.Run{Text: weight, Color: p.Faint})
	return out
}

// Tapped implements row.Source: a rule opens, a finding leads to its place.
func (c *Panel) Tapped(i int, _ bool) {
	l := &c.lines[i]
	switch {
	case l.rule < 0 || l.note != "":
	case l.finding < 0:
		id := c.report.Results[l.rule].ID
		c.open[id] = !c.open[id]
		c.flatten()
	default:
		c.follow(&c.report.Results[l.rule].Findings[l.finding])
	}
}

// follow leads to the most telling place of a finding.
func (c *Panel) follow(f *audit.Finding) {
	switch {
	case f.File != "":
		c.desk.Open(f.File, f.Line, f.Column)
	case f.Node != 0 && f.Page == c.page():
		c.desk.Pick(f.Node)
	case f.Node != 0:
		c.desk.Hint(c.desk.T("%s is not on the screen", f.Page))
	case f.Commit != 0:
		c.show(f)
	}
}

// page is the path of the page that is on the screen.
func (c *Panel) page() string {
	if n := len(c.model.State.Stack); n > 0 {
		return c.model.State.Stack[n-1].Path
	}
	return ""
}

func (c *Panel) show(f *audit.Finding) {
	if i := c.model.Index(f.Commit); i >= 0 {
		c.desk.Show(i)
		return
	}
	c.desk.Hint(c.desk.T("this setData is no longer kept"))
}

// Menu implements row.Source.
func (c *Panel) Menu(i int, at fyne.Position) {
	l := &c.lines[i]
	if l.rule < 0 || l.finding < 0 {
		return
	}
	f := &c.report.Results[l.rule].Findings[l.finding]
	items := []*fyne.MenuItem{fyne.NewMenuItem(c.desk.T("Copy"), func() { c.desk.Copy(f.Text) })}
	if f.File != "" {
		items = append(items, fyne.NewMenuItem(c.desk.T("Open the file"), func() { c.desk.Open(f.File, f.Line, f.Column) }))
	}
	if f.Node != 0 && f.Page == c.page() {
		items = append(items, fyne.NewMenuItem(c.desk.T("Show the node"), func() { c.desk.Pick(f.Node) }))
	}
	if f.Commit != 0 {
		items = append(items, fyne.NewMenuItem(c.desk.T("Show the setData"), func() { c.show(f) }))
	}
	c.desk.Menu(at, items...)
}

// Hovered implements row.Source: the node of a finding is outlined on the phone.
func (c *Panel) Hovered(i int) {
	if i >= 0 && i < len(c.lines) {
		if l := &c.lines[i]; l.rule >= 0 && l.finding >= 0 {
			if f := &c.report.Results[l.rule].Findings[l.finding]; f.Node != 0 && f.Page == c.page() {
				c.desk.Hover(f.Node)
				return
			}
		}
	}
	c.desk.Hover(0)
}
