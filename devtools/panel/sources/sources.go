// Package sources is the panel of the mini-program's files, to be read: coloured, searched,
// with the lines marked that call setData.
//
// Its one idea: files are read when they are looked at, on a goroutine of their own, and
// shown as rows of which only the visible ones exist.
package sources

import (
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"diorama/devtools/code"
	"diorama/devtools/control"
	"diorama/devtools/panel"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/simulator"
)

// Panel is the Sources panel. Listing, reading and searching run on a goroutine each,
// which ends with what it brings.
type Panel struct {
	palette *theme.Palette
	session panel.Session
	desk    panel.Desk
	tree    *tree
	view    *view
	search  *control.Entry
	find    *control.Entry
	line    *control.Entry
	name    *control.Label
	count   *control.Label
	object  *container.Split

	file    string // shown, "" none
	source  string
	goal    [2]int // line and column to go to once the file is there
	places  *places
	stops   map[string]bool // breakpoints that are on
	first   string          // the page's own script, shown while nothing else is, "" none
	listed  bool
	reading bool
	checked time.Time    // when the file was last compared with the disk
	query   atomic.Int64 // of the search that counts
}

// Tree and View are the two lists of the panel: the files, and the text of one.
func (c *Panel) Tree() row.Source { return c.tree }

// View see Tree.
func (c *Panel) View() row.Source { return c.view }

// recheck is how often the shown file is looked at on the disk.
const recheck = time.Second

// New makes the panel.
func New(p *theme.Palette, s panel.Session, d panel.Desk) *Panel {
	c := &Panel{palette: p, session: s, desk: d, places: newPlaces(), stops: map[string]bool{}}
	c.tree = &tree{c: c, open: map[string]bool{}}
	c.tree.list = row.New(p, c.tree).Empty(d.T("reading the project …"))
	c.view = &view{c: c, hit: -1}
	c.view.list = row.New(p, c.view)
	c.search = control.NewEntry(d.T("Find in all files"), d, c.findAll)
	c.name = control.NewLabel(p, "", control.Dim, theme.Caption).Cap(40)
	c.count = control.NewLabel(p, "", control.Faint, theme.Caption)
	c.find = control.NewEntry(d.T("Find"), d, func(text string) {
		c.view.search(text)
		c.tally()
	})
	c.find.OnSubmitted = func(string) { c.step(1) }
	c.line = control.NewEntry(d.T("Line"), d, func(text string) {
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil {
			c.view.goTo(n)
		}
	})
	bar := control.BarRow(p, theme.TabHeight, control.Tools(0, c.name, control.Width(72, c.count), control.Width(130, c.find),
		control.NewButton(p, control.Back, "", d.T("The place before"), d, func() { c.step(-1) }), control.NewButton(p, control.Forward, "", d.T("The next place (Enter)"), d, func() { c.step(1) }),
		control.Width(52, c.line), control.NewButton(p, control.Pencil, "", d.T("Open in the editor"), d, func() {
			if c.file != "" {
				d.Open(c.file, c.view.line, 1)
			}
		})))
	files := control.Top(theme.TabHeight, control.BarRow(p, theme.TabHeight, control.Tools(0, c.search)), c.tree.list)
	c.object = container.NewHSplit(files, control.Top(theme.TabHeight, bar, container.New(watched{c.resized}, c.view.list)))
	c.object.Offset = 0.27
	return c
}

// watched fills its space and tells when that changes.
type watched struct{ changed func() }

func (w watched) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(s)
	w.changed()
}

func (w watched) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// resized breaks the lines anew; the row at the top may become another one.
func (c *Panel) resized() {
	if c.view.list.Size().Width != c.view.width && c.view.text != nil {
		c.view.wrap()
	}
}

// Content is what the window shows.
func (c *Panel) Content() fyne.CanvasObject { return c.object }

// Update takes in the model.
func (c *Panel) Update(m *panel.Model) {
	if !c.object.Visible() {
		return
	}
	if !c.listed {
		if n := len(m.State.Stack); n > 0 {
			c.tree.unfold(m.State.Stack[n-1].Path) // what one wants to see first
			c.first = strings.TrimPrefix(m.State.Stack[n-1].Path, "/") + ".js"
		}
		c.list()
	}
	had := c.places.files[c.file] > 0
	fresh := c.places.update(m)
	stops := map[string]bool{}
	for _, b := range c.session.Breakpoints() {
		if !b.Off {
			stops[b.Text] = true
		}
	}
	if len(stops) != len(c.stops) {
		fresh = true
	}
	for k := range stops {
		fresh = fresh || !c.stops[k]
	}
	c.stops = stops
	if fresh {
		c.tree.list.Update()
		if had != (c.places.files[c.file] > 0) {
			c.view.wrap() // the text moved
		} else {
			c.view.list.Update()
		}
	}
	if c.file != "" && !c.reading && time.Since(c.checked) > recheck {
		c.read(c.file)
	}
}

// list reads the names of the files.
func (c *Panel) list() {
	c.listed = true
	go func() {
		files := c.session.Sources()
		c.desk.Post(func() {
			c.tree.files = files
			if c.file == "" && c.first != "" && slices.ContainsFunc(files, func(f simulator.SourceFile) bool { return f.Path == c.first }) {
				c.Show(c.first, 0, 0)
			}
			c.tree.flatten()
			if c.file != "" {
				c.tree.reveal(c.file)
			}
		})
	}()
}

// Show shows a file at a line; line 0 is the top.
func (c *Panel) Show(file string, line, column int) {
	file = strings.TrimPrefix(file, "/")
	c.goal = [2]int{line, column}
	if file == c.file && c.view.text != nil {
		c.arrive()
		return
	}
	c.file, c.source, c.view.line = file, "", 0
	c.name.Set(file)
	c.view.set(nil)
	c.tree.list.Update()
	c.reading = false // what is under way is of another file
	c.read(file)
}

// read brings a file, or what it became on the disk.
func (c *Panel) read(file string) {
	c.reading, c.checked = true, time.Now()
	go func() {
		text, err := c.session.Source(file)
		var t *code.Text
		if err == nil {
			t = code.New(file, text)
		}
		c.desk.Post(func() {
			if file != c.file {
				return
			}
			c.reading = false
			switch {
			case err != nil:
				c.name.Set(err.Error())
				c.source = ""
				c.view.set(nil)
			case text != c.source || c.view.text == nil:
				c.source = text
				c.name.Set(file)
				c.view.set(t)
				c.view.search(c.find.Text)
				c.tally()
				c.arrive()
			}
		})
	}()
}

// arrive goes to the line that was asked for.
func (c *Panel) arrive() {
	if c.goal[0] > 0 {
		c.view.goTo(c.goal[0])
	}
	c.goal = [2]int{}
}

func (c *Panel) step(by int) {
	c.view.step(by)
	c.tally()
}

// tally tells which place of how many is shown.
func (c *Panel) tally() {
	switch n := len(c.view.hits); {
	case c.find.Text == "":
		c.count.Set("")
	case c.view.hit >= 0:
		c.count.Set(c.desk.T("%d of %d", c.view.hit+1, n))
	default:
		c.count.Set(c.desk.T("%d places", n))
	}
}

// findAll searches all files; only the last search counts.
func (c *Panel) findAll(text string) {
	id := c.query.Add(1)
	c.tree.query = text
	if text == "" {
		c.tree.found = nil
		c.tree.flatten()
		return
	}
	go func() {
		found, more := c.session.FindInSources(text, func() bool { return c.query.Load() != id })
		c.desk.Post(func() {
			if c.query.Load() != id {
				return
			}
			c.tree.found, c.tree.more = found, more
			if more {
				c.desk.Hint(c.desk.T("the first %d places are shown", len(found)))
			}
			c.tree.flatten()
		})
	}()
}
