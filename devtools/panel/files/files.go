// Package files is the panel of the mini-program's files: user files, saved files and
// the temporary ones of this run.
//
// Its one idea: the list is asked for while it is seen and has changed; a file is read
// when it is picked, its first part only.
package files

import (
	"path"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/panel"
	"diorama/devtools/preview"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/devtools/words"
	"diorama/renderer/value"
)

const (
	// maxShown is how much of a file is read to be shown, bytes.
	maxShown = 4 << 20
	// maxAgain bounds how large a file is read again when files have changed, bytes.
	maxAgain = 1 << 20
)

// areas are the roots, with what they are called.
var areas = [...]struct{ root, title, hint string }{
	{"wxfile://usr", words.Key("User files"), "wx.env.USER_DATA_PATH"},
	{"wxfile://store", words.Key("Saved files"), "wx.saveFile"},
	{"wxfile://tmp", words.Key("Temporary files"), words.Key("gone with the run")},
}

// entry is a file or folder.
type entry struct {
	path   string
	size   int
	time   time.Time
	folder bool
}

// line is a row: an area, or an entry in it.
type line struct {
	area  int
	entry int // -1 the area itself
	depth int
	open  bool
}

// Panel is the Files panel.
type Panel struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	search  *control.Entry
	quota   *control.Label
	view    *preview.View
	title   *control.Label
	side    fyne.CanvasObject
	split   *container.Split
	object  *fyne.Container

	entries []entry
	lines   []line
	closed  map[string]bool
	filter  string
	version int
	asking  bool
	picked  string
	raw     bool
	rawly   *control.Button
	editor  editor
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	c := &Panel{palette: p, session: s, desk: d, version: -1, closed: map[string]bool{}}
	c.list = row.New(p, c)
	c.search = control.NewEntry(d.T("Filter"), d, func(text string) {
		c.filter = strings.ToLower(strings.TrimSpace(text))
		c.flatten()
	})
	c.quota = control.NewLabel(p, "", control.Dim, theme.Caption)
	c.view = preview.New(p, d)
	c.title = control.NewLabel(p, "", control.Text, theme.Text).Cap(40)
	c.rawly = control.NewButton(p, "", d.T("Raw"), d.T("Show the bytes as they are"), d, func() {
		c.raw = !c.raw
		c.rawly.SetActive(c.raw)
		c.read()
	})
	c.side = control.Top(theme.TabHeight, control.BarRow(p, theme.TabHeight, control.Tools(0, c.title, c.editor.start(c), c.rawly,
		control.NewButton(p, control.Trash, "", d.T("Delete this file"), d, func() { c.remove(c.picked) }),
		control.NewButton(p, control.Stop, "", d.T("Close"), d, func() { c.pick("") }))), container.NewStack(c.view.Object(), c.editor.object))
	c.split = container.NewHSplit(c.list, c.side)
	c.object = container.NewStack(c.split)
	c.pick("")
	return c
}

// Content is what the window shows.
func (c *Panel) Content() fyne.CanvasObject { return c.object }

// Tools stands in the tab bar.
func (c *Panel) Tools() fyne.CanvasObject {
	return control.Tools(-1, c.quota, control.Width(150, c.search), control.NewButton(c.palette, "", c.desk.T("Add"), c.desk.T("A new file"), c.desk, func() { c.editor.add() }))
}

// Update takes in the model; it asks the worker only while the panel is seen.
func (c *Panel) Update(m *panel.Model) {
	if !c.object.Visible() || c.asking || !m.State.Running || m.State.Files == c.version {
		return
	}
	c.version, c.asking = m.State.Files, true
	c.session.Ask("files.list", value.Value{}, func(v value.Value, fault string) {
		c.desk.Post(func() {
			c.asking = false
			if fault != "" {
				c.version = -1
				c.quota.Set(fault)
				return
			}
			c.take(v)
			c.desk.Changed()
		})
	})
}

func (c *Panel) take(v value.Value) {
	c.entries = c.entries[:0]
	there := false
	for _, x := range v.Get("entries").Items() {
		e := entry{x.Get("path").Str(), int(x.Get("size").ToNumber()), time.UnixMilli(int64(x.Get("time").ToNumber())), x.Get("folder").Truthy()}
		if e.path == c.picked {
			there = true
			if e.size <= maxAgain {
				c.read()
			}
		}
		c.entries = append(c.entries, e)
	}
	quota := c.desk.T("%s of 200 MB", literal.Bytes(int(v.Get("used").ToNumber())))
	if n := v.Get("more").ToString(); n != "0" {
		quota += " · " + c.desk.T("%s more files are not listed", n)
	}
	c.quota.Set(quota)
	if !there && c.picked != "" && !c.editor.on {
		c.pick("")
	}
	c.flatten()
}

// pick shows a file beside the list, "" none.
func (c *Panel) pick(p string) {
	c.picked = p
	c.editor.end()
	control.Show(c.side, p != "")
	if p == "" {
		c.split.SetOffset(1)
	} else {
		if c.split.Offset > 0.95 {
			c.split.SetOffset(0.45)
		}
		c.title.Set(p)
		c.read()
	}
	c.split.Refresh()
	c.list.Update()
}

func (c *Panel) read() {
	p := c.picked
	if p == "" {
		return
	}
	c.session.Ask("files.read", value.M("path", p, "limit", maxShown), func(v value.Value, fault string) {
		c.desk.Post(func() {
			switch {
			case c.picked != p:
			case fault == "":
				c.view.Show(p, []byte(v.Get("data").Str()), int(v.Get("size").ToNumber()), p, c.raw)
				c.editor.offer(v.Get("data").Str(), int(v.Get("size").ToNumber()))
			default:
				c.view.Show(p, []byte(fault), len(fault), "", true)
				c.editor.offer("", -1)
			}
		})
	})
}

func (c *Panel) remove(p string) {
	if p == "" {
		return
	}
	c.session.Ask("files.remove", value.M("path", p), func(_ value.Value, fault string) {
		c.desk.Post(func() {
			if fault != "" {
				c.quota.Set(fault)
				return
			}
			c.version = -1
			if p == c.picked {
				c.pick("")
			}
			c.desk.Changed()
		})
	})
}

func (c *Panel) flatten() {
	c.lines = c.lines[:0]
	for a, area := range areas {
		at := len(c.lines)
		c.lines = append(c.lines, line{a, -1, 0, !c.closed[area.root] || c.filter != ""})
		if !c.lines[at].open {
			continue
		}
		hidden := "" // everything below this folder
		for i := range c.entries {
			e := &c.entries[i]
			if !strings.HasPrefix(e.path, area.root+"/") || hidden != "" && strings.HasPrefix(e.path, hidden) {
				continue
			}
			if c.filter != "" {
				if !e.folder && strings.Contains(strings.ToLower(e.path), c.filter) {
					c.lines = append(c.lines, line{a, i, 1, false})
				}
				continue
			}
			open := e.folder && !c.closed[e.path]
			c.lines = append(c.lines, line{a, i, 1 + strings.Count(e.path[len(area.root)+1:], "/"), open})
			if e.folder && !open {
				hidden = e.path + "/"
			}
		}
	}
	c.list.Update()
}

// Len implements row.Source.
func (c *Panel) Len() int { return len(c.lines) }

// Row implements row.Source.
func (c *Panel) Row(i int) row.Row {
	l, p := &c.lines[i], c.palette
	twisty := row.Closed
	if l.open {
		twisty = row.Open
	}
	if l.entry < 0 {
		return row.Row{Twisty: twisty, Runs: []row.Run{{Text: c.desk.T(areas[l.area].title), Color: p.Text, Bold: true}, {Text: "  " + areas[l.area].root, Color: p.Faint}},
			Right: []row.Run{{Text: c.desk.T(areas[l.area].hint), Color: p.Faint}}}
	}
	e := &c.entries[l.entry]
	name := path.Base(e.path)
	if c.filter != "" {
		name = e.path[len(areas[l.area].root)+1:]
	}
	if e.folder {
		return row.Row{Depth: l.depth, Twisty: twisty, Runs: []row.Run{{Text: literal.Line(name) + "/", Color: p.Key}}}
	}
	return row.Row{Depth: l.depth, Selected: e.path == c.picked, Runs: []row.Run{{Text: literal.Line(name), Color: p.Text}},
		Right: []row.Run{{Text: literal.Bytes(e.size), Color: p.Number}, {Text: "  " + e.time.Format("01-02 15:04:05"), Color: p.Faint}}}
}

// Tapped implements row.Source.
func (c *Panel) Tapped(i int, _ bool) {
	l := &c.lines[i]
	switch {
	case l.entry < 0:
		c.closed[areas[l.area].root] = l.open
	case c.entries[l.entry].folder:
		c.closed[c.entries[l.entry].path] = l.open
	default:
		c.pick(c.entries[l.entry].path)
		return
	}
	c.flatten()
}

// Menu implements row.Source.
func (c *Panel) Menu(i int, at fyne.Position) {
	l := c.lines[i]
	if l.entry < 0 {
		return
	}
	p := c.entries[l.entry].path
	c.desk.Menu(at, fyne.NewMenuItem(c.desk.T("Copy path"), func() { c.desk.Copy(p) }), fyne.NewMenuItem(c.desk.T("Delete"), func() { c.remove(p) }))
}
