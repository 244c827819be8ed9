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
	object  fyne.CanvasObject
	names   *completion
	log     *fyne.Container // the list with the names over it

	groups []group
	views  []view
	open   map[int]bool
	level  int
	filter string
	seen   int
	epoch  int
	errors int
	warns  int
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	c := &Panel{palette: p, session: s, desk: d, open: map[int]bool{}}
	c.list = row.New(p, c)
	c.list.Follow(true)
	c.input = control.NewEntry(d.T("Run JavaScript in the logic layer: getApp(), getCurrentPages(), wx…"), d, nil)
	c.input.OnSubmitted = c.eval
	c.names = newCompletion(c)
	c.input.OnChanged, c.input.OnKey = c.names.changed, c.names.key
	c.log = container.New(above{c.names}, c.list, c.names.object)
	c.search = control.NewEntry(d.T("Filter"), d, func(text string) {
		c.filter = strings.ToLower(strings.TrimSpace(text))
		c.flatten()
	})
	prompt := control.NewLabel(p, ">", func(p *theme.Palette) color.Color { return p.Accent }, theme.Text).Mono().Bold()
	c.object = control.Bottom(30, c.log, control.BarRow(p, 30, control.Tools(1, prompt, c.input)))
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
	objects = append(objects, control.Width(110, c.search), control.NewButton(c.palette, control.Trash, "", c.desk.T("Empty the console")+"   Ctrl+L", c.desk, c.Clear))
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

// eval runs what was typed.
func (c *Panel) eval(code string) {
	if strings.TrimSpace(code) == "" {
		return
	}
	c.input.Remember(code)
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
		if n := len(c.groups); n > 0 && c.groups[n-1].line.Level == l.Level && len(c.groups[n-1].objects) == 0 && c.groups[n-1].text == text && !c.groups[n-1].prompt && !c.groups[n-1].result {
			c.groups[n-1].count++
			continue
		}
		c.groups = append(c.groups, group{line: l, text: text, count: 1, objects: objectsOf(l.Refs, l.Args)})
	}
	c.seen = len(m.Logs)
	c.flatten()
}

func (c *Panel) flatten() {
	c.views = c.views[:0]
	for i := range c.groups {
		g := &c.groups[i]
		if !g.prompt && !g.result {
			if has := levels[c.level].has; has != nil && !slices.Contains(has, g.line.Level) {
				continue
			}
			if c.filter != "" && !strings.Contains(strings.ToLower(g.text), c.filter) {
				continue
			}
		}
		c.views = append(c.views, view{group: i, sub: -1})
		if c.open[i] {
			for _, o := range g.objects {
				o.walk(func(o *object) { c.views = append(c.views, view{group: i, obj: o}) })
			}
			for k := range c.inner(g) {
				c.views = append(c.views, view{group: i, sub: k})
			}
		}
	}
	c.list.Update()
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
	if len(g.objects) > 0 || len(c.inner(g)) > 0 {
		r.Twisty = row.Closed
		if c.open[v.group] {
			r.Twisty = row.Open
		}
	}
	first, _, _ := strings.Cut(g.text, "\n")
	switch {
	case g.prompt:
		r.Runs = []row.Run{{Text: "> ", Color: p.Accent, Bold: true, X: 6}, {Text: first, Color: p.Text, X: 22}}
		return r
	case g.result && g.line.Level == "":
		r.Runs = []row.Run{{Text: "< ", Color: p.Faint, X: 6}, {Text: first, Color: p.Green, X: 22}}
		return r
	}
	r.Runs = append(r.Runs, row.Run{X: 22})
	if !g.result {
		r.Runs = append(r.Runs, row.Run{Text: literal.Clock(g.line.Time) + "  ", Color: p.Faint})
	}
	if g.count > 1 {
		r.Runs = append(r.Runs, row.Run{Text: strconv.Itoa(g.count) + "x ", Color: p.Accent, Bold: true})
	}
	r.Runs = append(r.Runs, row.Run{Text: first, Color: col})
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
	if len(g.objects) > 0 || len(inner) > 0 {
		c.open[v.group] = !c.open[v.group]
		if len(g.objects) == 1 && !g.objects[0].asked {
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
