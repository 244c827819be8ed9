// Package console is the panel with what the mini-program logs, and a prompt.
//
// Its one idea: equal lines in a row are one row with a count; a row opens into the
// lines of its text and the frames of its stack.
package console

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/simulator"
	"diorama/simulator/wire"
)

// levels are the filters, in the order of their buttons.
var levels = [...]struct {
	title string
	has   []string
}{
	{words.Key("All"), nil},
	{words.Key("Errors"), []string{"error"}},
	{words.Key("Warnings"), []string{"warn"}},
	{words.Key("Info"), []string{"log", "info", "debug"}},
	{words.Key("System"), []string{"system"}},
}

// maxLines bounds how many lines of one entry are shown when it is open.
const maxLines = 500

// group is one or more equal entries in a row, or a line of the prompt.
type group struct {
	line   simulator.LogLine
	text   string
	count  int
	prompt bool // what was typed
	result bool // what came of it
	// objects can be looked into.
	objects []*object
}

// view is a row: a group, or a line inside of it.
type view struct {
	group int
	sub   int // -1 the group's own row
	obj   *object
}

// Panel is the Console panel.
type Panel struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	input   *control.Entry
	search  *control.Entry
	buttons []*control.Button
	object  *fyne.Container
	// Ran is told what was run in the prompt, nil nobody.
	Ran   func(code string)
	rows  int // of the prompt
	names *completion
	log   *fyne.Container // the list with the names over it

	groups []group
	views  []view
	open   map[int]bool
	level  int
	filter *query
	flat   int // groups that views has
	hidden int // groups of a closed console.group end before this depth, 0 none
	seen   int
	epoch  int
	errors int
	warns  int
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	c := &Panel{palette: p, session: s, desk: d, open: map[int]bool{}, rows: 1}
	c.list = row.New(p, c).Empty(d.T("Nothing was written yet")).Filtered(d.T("Nothing fits the filter"))
	c.list.Follow(true)
	c.input = control.NewEntry(d.T("Run JavaScript in the logic layer: getApp(), getCurrentPages(), wx…"), d, nil)
	c.input.OnSubmitted = c.eval
	c.names = newCompletion(c)
	c.input.MultiLine = true
	c.input.SetMinRowsVisible(1)
	c.input.OnKey = c.key
	c.input.OnChanged = func(text string) {
		c.names.changed(text)
		c.grow()
	}
	c.log = container.New(above{c.names}, c.list, c.names.object)
	c.search = control.NewEntry(d.T("Filter, -not, /regex/"), d, func(text string) {
		q, err := newQuery(text)
		if err != nil {
			d.Hint(d.T("the filter is no regular expression: %s", err.Error()))
			return
		}
		c.filter = q
		c.flatten()
	})
	prompt := control.NewLabel(p, ">", func(p *theme.Palette) color.Color { return p.Accent }, theme.Text).Mono().Bold()
	fill := control.NewFill(p, control.Bar, fyne.Size{})
	c.object = container.New(promptBelow{c}, c.log, fill, prompt, c.input)
	return c
}

// Content is what the window shows.
func (c *Panel) Content() fyne.CanvasObject { return c.object }

// Tools stands in the tab bar.
func (c *Panel) Tools() fyne.CanvasObject {
	objects := []fyne.CanvasObject{}
	for i, l := range levels {
		b := control.NewButton(c.palette, "", c.desk.T(l.title), c.desk.T("Show %s", strings.ToLower(c.desk.T(l.title))), c.desk, func() {
			c.level = i
			for k, b := range c.buttons {
				b.SetActive(k == i)
			}
			c.flatten()
		})
		b.SetActive(i == c.level)
		c.buttons = append(c.buttons, b)
		objects = append(objects, b)
	}
	objects = append(objects, control.Width(150, c.search), control.NewButton(c.palette, control.Trash, "", c.desk.T("Empty the console")+"   Ctrl+L", c.desk, c.Clear))
	return control.Tools(-1, objects...)
}

// Errors and Warnings count lines, for the badge.
func (c *Panel) Errors() int { return c.errors }

// Warnings counts the warnings.
func (c *Panel) Warnings() int { return c.warns }

// Clear empties the console.
func (c *Panel) Clear() {
	c.session.ClearLogs()
	c.groups, c.seen, c.errors, c.warns = nil, 0, 0, 0
	c.open = map[int]bool{}
	c.flatten()
	c.desk.Changed()
}

// Recall puts lines of earlier runs into what Up and Down walk through, the newest last.
func (c *Panel) Recall(lines []string) {
	for _, l := range lines {
		c.input.Remember(l)
	}
}

// eval runs what was typed.
func (c *Panel) eval(code string) {
	if strings.TrimSpace(code) == "" {
		return
	}
	c.input.Remember(code)
	if c.Ran != nil {
		c.Ran(code)
	}
	c.input.SetText("")
	c.groups = append(c.groups, group{text: code, count: 1, prompt: true})
	c.flatten()
	c.session.Evaluate(code, func(e wire.Evaluated) {
		c.desk.Post(func() {
			g := group{text: e.Result, count: 1, result: true, objects: objectsOf([]int64{e.Ref}, []string{e.Result})}
			if e.Err != "" {
				g.text, g.line.Level = e.Err, "error"
			}
			c.desk.Changed() // what the code logged stands before its result
			c.groups = append(c.groups, g)
			c.flatten()
		})
	})
	c.desk.Changed()
}

// Update takes in the model.
func (c *Panel) Update(m *panel.Model) {
	if m.LogEpoch != c.epoch {
		c.epoch = m.LogEpoch
		c.groups, c.seen, c.errors, c.warns = nil, 0, 0, 0
		c.open = map[int]bool{}
		c.views, c.flat, c.hidden = c.views[:0], 0, 0
	} else if c.seen == len(m.Logs) {
		return
	}
	if c.seen > len(m.Logs) {
		c.seen = len(m.Logs)
	}
	for _, l := range m.Logs[c.seen:] {
		text := strings.Join(l.Args, " ")
		switch l.Level {
		case "error":
			c.errors++
		case "warn":
			c.warns++
		}
		if l.Clear { // what stood before is gone, as in browsers
			c.groups, c.open, c.errors, c.warns = nil, map[int]bool{}, 0, 0
			c.views, c.flat, c.hidden = c.views[:0], 0, 0
		}
		if g := c.last(); g != nil && g.same(&l, text) {
			g.count++
			g.objects = objectsOf(l.Refs, l.Args) // what can be looked into is the newest
			continue
		}
		i := len(c.groups)
		c.groups = append(c.groups, group{line: l, text: text, count: 1, objects: objectsOf(l.Refs, l.Args)})
		if l.Unfold || l.Group == "open" {
			c.open[i] = true
			if objects := c.groups[i].objects; len(objects) == 1 {
				c.look(objects[0], 0)
				objects[0].open = true
			}
		}
	}
	c.seen = len(m.Logs)
	c.more()
}

// last is the last entry, nil when there is none.
func (c *Panel) last() *group {
	if n := len(c.groups); n > 0 {
		return &c.groups[n-1]
	}
	return nil
}

// same reports whether a line says what the entry says: texts and what objects look like.
func (g *group) same(l *simulator.LogLine, text string) bool {
	return !g.prompt && !g.result && g.line.Level == l.Level && g.text == text && g.line.Group == "" && l.Group == "" && !l.Clear && !l.Unfold &&
		g.line.Groups == l.Groups && place(&g.line) == place(l)
}

// place is where a line was logged, "" unknown.
func place(l *simulator.LogLine) string {
	if len(l.Stack) == 0 {
		return ""
	}
	return literal.Place(l.Stack[0])
}

// flatten makes all rows anew.
func (c *Panel) flatten() {
	c.views, c.flat, c.hidden = c.views[:0], 0, 0
	c.more()
}

// more makes the rows of the entries that came since.
func (c *Panel) more() {
	for ; c.flat < len(c.groups); c.flat++ {
		c.show(c.flat)
	}
	c.list.Total(len(c.groups))
	c.list.Update()
}

// show makes the rows of one entry, unless it is filtered out or its console.group is closed.
func (c *Panel) show(i int) {
	g := &c.groups[i]
	if g.prompt || g.result {
		c.hidden = 0
	} else {
		if c.hidden > 0 && g.line.Groups >= c.hidden {
			return
		}
		c.hidden = 0
		if g.line.Group != "" && !c.open[i] {
			c.hidden = g.line.Groups + 1
		}
		if has := levels[c.level].has; has != nil && !slices.Contains(has, g.line.Level) {
			return
		}
		if !c.filter.holds(g.text) {
			return
		}
	}
	c.views = append(c.views, view{group: i, sub: -1})
	if c.open[i] && g.line.Group == "" {
		for _, o := range g.objects {
			o.walk(func(o *object) { c.views = append(c.views, view{group: i, obj: o}) })
		}
		for k := range c.inner(g) {
			c.views = append(c.views, view{group: i, sub: k})
		}
	}
}

// inner gives the further lines of a group, and the frames of its stack.
func (c *Panel) inner(g *group) []string {
	lines := strings.Split(g.text, "\n")
	if len(lines) == 1 && len(g.text) > 100 && len(g.objects) == 0 {
		// One long line is shown in pieces.
		lines = append(lines, pieces(g.text, 100)...)
	}
	out := lines[1:]
	if len(out) > maxLines {
		out = append(out[:maxLines:maxLines], "…")
	}
	for _, f := range g.line.Stack {
		name := f.Function
		if name == "" {
			name = "(anonymous)"
		}
		out = append(out[:len(out):len(out)], "at "+name+"  "+literal.Place(f))
	}
	return out
}

func pieces(s string, n int) []string {
	var out []string
	runes := []rune(s)
	for len(runes) > 0 && len(out) < maxLines {
		k := min(n, len(runes))
		out = append(out, string(runes[:k]))
		runes = runes[k:]
	}
	return out
}

// Len implements row.Source.
func (c *Panel) Len() int { return len(c.views) }

// Row implements row.Source.
func (c *Panel) Row(i int) row.Row {
	v, p := c.views[i], c.palette
	g := &c.groups[v.group]
	r := row.Row{}
	col := p.Text
	switch g.line.Level {
	case "error":
		col, r.Background, r.Mark = p.Red, p.ErrorRow, p.Red
	case "warn":
		col, r.Background, r.Mark = p.Amber, p.WarnRow, p.Amber
	case "debug", "system":
		col = p.Dim
	case "info":
		col = p.Blue
	}
	if v.obj != nil {
		return c.objectRow(v.obj)
	}
	if v.sub >= 0 {
		r.Depth = 1
		inner := c.inner(g)
		if v.sub < len(inner) {
			r.Runs = []row.Run{{Text: inner[v.sub], Color: col}}
			if k := v.sub - (len(inner) - len(g.line.Stack)); k >= 0 {
				r.Runs[0].Color = p.Accent
			}
		}
		return r
	}
	if g.line.Group != "" || len(g.objects) > 0 || len(c.inner(g)) > 0 {
		r.Twisty = row.Closed
		if c.open[v.group] {
			r.Twisty = row.Open
		}
	}
	r.Depth = g.line.Groups
	first, _, _ := strings.Cut(g.text, "\n")
	first = strings.TrimPrefix(first, strings.Repeat("  ", g.line.Groups))
	switch {
	case g.prompt:
		r.Twisty = row.NoTwisty // its sign stands there
		r.Runs = []row.Run{{Text: "> ", Color: p.Accent, Bold: true, X: 6}, {Text: first, Color: p.Text, X: 22}}
		return r
	case g.result && g.line.Level == "":
		sign := "< "
		if r.Twisty != row.NoTwisty {
			sign = ""
		}
		r.Runs = []row.Run{{Text: sign, Color: p.Faint, X: 6}, {Text: first, Color: p.Green, X: 22}}
		return r
	}
	if r.Depth == 0 {
		r.Runs = append(r.Runs, row.Run{X: 22})
	}
	if !g.result {
		r.Runs = append(r.Runs, row.Run{Text: literal.Clock(g.line.Time) + "  ", Color: p.Faint})
	}
	if g.count > 1 {
		r.Runs = append(r.Runs, row.Run{Text: strconv.Itoa(g.count) + "x ", Color: p.Accent, Bold: true})
	}
	r.Runs = append(r.Runs, row.Run{Text: first, Color: col, Bold: g.line.Group != ""})
	if len(g.line.Stack) > 0 {
		r.Right = []row.Run{{Text: literal.Last(literal.Place(g.line.Stack[0])), Color: p.Faint}}
	}
	return r
}

// Tapped implements row.Source: a frame opens the editor, the rest opens the row.
func (c *Panel) Tapped(i int, _ bool) {
	v := c.views[i]
	g := &c.groups[v.group]
	inner := c.inner(g)
	if v.obj != nil {
		c.tapObject(v.obj)
		return
	}
	if v.sub >= 0 {
		if k := v.sub - (len(inner) - len(g.line.Stack)); k >= 0 && k < len(g.line.Stack) {
			f := g.line.Stack[k]
			c.desk.Open(f.File, f.Line, f.Column)
		}
		return
	}
	if g.line.Group != "" || len(g.objects) > 0 || len(inner) > 0 {
		c.open[v.group] = !c.open[v.group]
		if g.line.Group == "" && len(g.objects) == 1 && !g.objects[0].asked {
			c.tapObject(g.objects[0])
		}
		c.flatten()
	}
}

// Menu implements row.Source.
func (c *Panel) Menu(i int, at fyne.Position) {
	g := c.groups[c.views[i].group]
	items := []*fyne.MenuItem{fyne.NewMenuItem(c.desk.T("Copy"), func() { c.desk.Copy(g.text) })}
	if len(g.line.Stack) > 0 {
		f := g.line.Stack[0]
		items = append(items, fyne.NewMenuItem(c.desk.T("Open %s", literal.Place(f)), func() { c.desk.Open(f.File, f.Line, f.Column) }))
	}
	items = append(items, fyne.NewMenuItem(c.desk.T("Clear"), c.Clear))
	c.desk.Menu(at, items...)
}
