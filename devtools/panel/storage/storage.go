// Package storage is the panel of what wx.setStorage keeps: seen, changed, added and
// removed while the mini-program runs.
//
// Its one idea: the worker holds the values; it says once that they have changed, and
// the panel asks again while it is seen.
package storage

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/control"
	"diorama/devtools/literal"
	"diorama/devtools/outline"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/value"
)

// Columns, units from the left edge.
const (
	keyX   = 10
	typeX  = 150
	sizeX  = 216
	valueX = 286
)

// types are what a value can be stored as, in the order of their buttons.
var types = [...]string{"String", "Number", "Boolean", "Object", "Array", "Date", "Null", "Undefined"}

// item is a stored value as the list has it.
type item struct {
	key, kind, preview string
	bytes              int
}

// Panel is the Storage panel.
type Panel struct {
	row.Base
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	list    *row.List
	search  *control.Entry
	quota   *control.Label
	note    *control.Label
	key     *control.Entry
	kinds   []*control.Button
	text    *control.Area
	tree    *outline.Tree
	views   [2]*control.Button // text, tree
	remove  *control.Button
	texts   *fyne.Container
	side    fyne.CanvasObject
	split   *container.Split
	object  *fyne.Container

	items   []item
	rows    []int
	filter  string
	version int    // State.Storage of the list, -1 none
	asking  bool   // an answer is under way
	picked  string // key in the form
	form    bool   // the form is shown
	kind    int
	edited  bool   // the form holds what is not stored
	shown   string // what was stored when the form was filled
	tall    bool   // the value is shown as a tree
}

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	c := &Panel{palette: p, session: s, desk: d, version: -1}
	c.list = row.New(p, c).Empty(d.T("Nothing is stored"), d.T("wx.setStorage writes here; Add makes an entry by hand.")).Filtered(d.T("Nothing fits the filter"))
	c.search = control.NewEntry(d.T("Filter keys and values"), d, func(text string) {
		c.filter = strings.ToLower(strings.TrimSpace(text))
		c.flatten()
	})
	c.quota = control.NewLabel(p, "", control.Dim, theme.Caption).Cap(150)
	c.note = control.NewLabel(p, "", func(p *theme.Palette) color.Color { return p.Amber }, theme.Caption).Cap(20)
	c.key = control.NewEntry(d.T("key"), d, func(string) { c.edited = true })
	c.key.OnSubmitted = func(string) { c.save() }
	c.text = control.NewArea(d.T("value"), d, func(string) { c.edited = true })
	c.tree = outline.New(p, func(at fyne.Position, _ string, v value.Value) {
		d.Menu(at, fyne.NewMenuItem(d.T("Copy as JSON"), func() { d.Copy(v.JSON()) }))
	})
	var kinds []fyne.CanvasObject
	for i, name := range types {
		b := control.NewButton(p, "", name, d.T("Store the value as %s", name), d, func() { c.setKind(i); c.edited = true })
		c.kinds, kinds = append(c.kinds, b), append(kinds, b)
	}
	for i, name := range [...]string{d.T("Text"), d.T("Tree")} {
		c.views[i] = control.NewButton(p, "", name, "", d, func() { c.turn(i == 1) })
	}
	c.remove = control.NewButton(p, control.Trash, "", d.T("Remove this key"), d, func() { c.drop(c.picked) })
	c.texts = container.NewStack(c.text, c.tree.List())
	c.side = control.Top(theme.TabHeight,
		control.BarRow(p, theme.TabHeight, control.Tools(0, c.key, c.views[0], c.views[1], c.remove, control.NewButton(p, control.Stop, "", d.T("Close"), d, func() { c.showForm(false) }))),
		control.Top(theme.TabHeight, control.BarRow(p, theme.TabHeight, control.Tools(-1, kinds...)),
			control.Bottom(30, c.texts, control.BarRow(p, 30, control.Tools(0, c.note,
				control.NewButton(p, "", d.T("Save"), d.T("Store it; the mini-program reads it from now on"), d, c.save).Strong(func(p *theme.Palette) color.Color { return p.Accent }))))))
	head := control.NewHeader(p, control.Column{Title: d.T("key"), X: keyX}, control.Column{Title: d.T("type"), X: typeX}, control.Column{Title: d.T("size"), X: sizeX}, control.Column{Title: d.T("value"), X: valueX})
	c.split = container.NewHSplit(control.Top(control.HeaderHeight, head, c.list), c.side)
	c.object = container.NewStack(c.split)
	c.turn(false)
	c.showForm(false)
	return c
}

// Content is what the window shows.
func (c *Panel) Content() fyne.CanvasObject { return c.object }

// Tools stands in the tab bar.
func (c *Panel) Tools() fyne.CanvasObject {
	return control.Tools(-1, c.quota, control.Width(150, c.search),
		control.NewButton(c.palette, "", c.desk.T("Add"), c.desk.T("Store a new value"), c.desk, func() { c.fill("", "String", "") }),
		control.NewButton(c.palette, control.Trash, "", c.desk.T("Remove all keys"), c.desk, func() {
			c.ask("storage.clear", value.Value{}, func() { c.showForm(false) })
		}))
}

// Update takes in the model; it asks the worker only while the panel is seen.
func (c *Panel) Update(m *panel.Model) {
	if !c.object.Visible() || c.asking || !m.State.Running || m.State.Storage == c.version {
		return
	}
	c.version, c.asking = m.State.Storage, true
	c.session.Ask("storage.list", value.Value{}, func(v value.Value, fault string) {
		c.desk.Post(func() {
			c.asking = false
			if fault != "" {
				c.version = -1
				c.quota.Set(fault)
				return
			}
			c.take(v)
			c.desk.Changed() // it may have changed meanwhile
		})
	})
}

func (c *Panel) take(v value.Value) {
	c.items = c.items[:0]
	for _, x := range v.Get("items").Items() {
		c.items = append(c.items, item{x.Get("key").Str(), x.Get("type").Str(), x.Get("preview").Str(), int(x.Get("bytes").ToNumber())})
	}
	c.quota.Set(c.desk.T("%s of 10 MB, 1 MB a key", literal.Bytes(int(v.Get("size").ToNumber()))))
	c.flatten()
	if c.form && c.picked != "" && !c.edited {
		c.open(c.picked)
	}
}

func (c *Panel) flatten() {
	c.rows = c.rows[:0]
	for i := range c.items {
		if it := &c.items[i]; c.filter == "" || strings.Contains(strings.ToLower(it.key), c.filter) || strings.Contains(strings.ToLower(it.preview), c.filter) {
			c.rows = append(c.rows, i)
		}
	}
	c.list.Total(len(c.items))
	c.list.Update()
}

// ask does something and then all that is asked again shows it.
func (c *Panel) ask(name string, args value.Value, done func()) {
	c.session.Ask(name, args, func(_ value.Value, fault string) {
		c.desk.Post(func() {
			if fault != "" {
				c.note.Set(fault)
				return
			}
			c.note.Set("")
			c.version = -1
			done()
			c.desk.Changed()
		})
	})
}

// open fills the form with what is stored under a key.
func (c *Panel) open(key string) {
	c.session.Ask("storage.get", value.M("key", key), func(v value.Value, fault string) {
		c.desk.Post(func() {
			if fault != "" {
				if c.picked == key {
					c.showForm(false) // it was removed
				}
				return
			}
			if data := v.Get("data").Str(); c.picked != key || !c.form || data != c.shown || types[c.kind] != v.Get("type").Str() {
				c.fill(key, v.Get("type").Str(), data)
			}
		})
	})
}

// fill puts a value into the form.
func (c *Panel) fill(key, kind, data string) {
	c.picked, c.shown = key, data
	for i, t := range types {
		if t == kind {
			c.setKind(i)
		}
	}
	c.key.SetText(key)
	text := data
	v, err := value.ParseJSON([]byte(data))
	structured := err == nil && (kind == "Object" || kind == "Array")
	if structured {
		text = outline.Indent(data)
		c.tree.Set(v)
	} else {
		c.tree.Set(value.OfString(data))
	}
	c.text.SetText(text)
	c.turn(c.tall && structured)
	c.note.Set("")
	c.remove.SetEnabled(key != "")
	c.edited = false
	c.showForm(true)
	c.list.Update()
}

func (c *Panel) setKind(i int) {
	c.kind = i
	for k, b := range c.kinds {
		b.SetActive(k == i)
	}
}

// turn shows the value as text to edit, or as a tree.
func (c *Panel) turn(tall bool) {
	c.tall = tall
	c.views[0].SetActive(!tall)
	c.views[1].SetActive(tall)
	control.Show(c.text, !tall)
	control.Show(c.tree.List(), tall)
	if tall && c.edited {
		if v, err := value.ParseJSON([]byte(c.text.Text)); err == nil {
			c.tree.Set(v)
		} else {
			c.tree.Set(value.OfString(c.text.Text))
		}
	}
}

func (c *Panel) showForm(on bool) {
	c.form = on
	control.Show(c.side, on)
	if !on {
		c.picked, c.edited = "", false
		c.split.SetOffset(1)
	} else if c.split.Offset > 0.95 {
		c.split.SetOffset(0.36)
	}
	c.split.Refresh()
	c.list.Update()
}

// save stores what stands in the form; a changed key is a new one.
func (c *Panel) save() {
	key, kind, text := c.key.Text, types[c.kind], c.text.Text
	c.ask("storage.set", value.M("key", key, "type", kind, "data", text), func() {
		c.edited = false
		c.picked, c.shown = key, ""
		c.open(key)
	})
}

func (c *Panel) drop(key string) {
	if key != "" {
		c.ask("storage.remove", value.M("key", key), func() { c.showForm(false) })
	}
}

// Len implements row.Source.
func (c *Panel) Len() int { return len(c.rows) }

// Row implements row.Source.
func (c *Panel) Row(i int) row.Row {
	it, p := &c.items[c.rows[i]], c.palette
	col := p.Text
	switch it.kind {
	case "String":
		col = p.String
	case "Number", "Date":
		col = p.Number
	case "Boolean":
		col = p.Bool
	case "Null", "Undefined":
		col = p.Faint
	}
	text := it.preview
	if it.kind == "Null" || it.kind == "Undefined" {
		text = strings.ToLower(it.kind)
	}
	return row.Row{Selected: it.key == c.picked && c.form, Runs: []row.Run{
		{Text: literal.Line(it.key), Color: p.Key, X: keyX, Max: typeX - keyX - 6}, {Text: it.kind, Color: p.Dim, X: typeX},
		{Text: literal.Bytes(it.bytes), Color: p.Faint, X: sizeX}, {Text: literal.Line(text), Color: col, X: valueX}}}
}

// Tapped implements row.Source.
func (c *Panel) Tapped(i int, _ bool) {
	c.edited = false
	c.picked = ""
	c.open(c.items[c.rows[i]].key)
}

// Menu implements row.Source.
func (c *Panel) Menu(i int, at fyne.Position) {
	it := c.items[c.rows[i]]
	c.desk.Menu(at, fyne.NewMenuItem(c.desk.T("Copy key"), func() { c.desk.Copy(it.key) }),
		fyne.NewMenuItem(c.desk.T("Copy value"), func() {
			c.session.Ask("storage.get", value.M("key", it.key), func(v value.Value, fault string) {
				c.desk.Post(func() { c.desk.Copy(v.Get("data").Str()) })
			})
		}),
		fyne.NewMenuItem(c.desk.T("Remove"), func() { c.drop(it.key) }))
}
