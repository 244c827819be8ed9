package sources

import (
	"sort"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/simulator"
)

// tree shows the files as folders, or the places of a search.
type tree struct {
	row.Base
	c     *Panel
	list  *row.List
	files []simulator.SourceFile
	open  map[string]bool
	rows  []entry

	query string
	found []simulator.SourcePlace
	more  bool
}

// entry is a row: a folder, a file (size >= 0), or place at of found.
type entry struct {
	path  string
	depth int
	size  int // -1: a folder
	at    int // -1: none
}

func (t *tree) flatten() {
	t.rows = t.rows[:0]
	if t.query != "" {
		last := ""
		for i := range t.found {
			if f := &t.found[i]; f.Path != last {
				last = f.Path
				t.rows = append(t.rows, entry{path: last, at: -1})
			}
			t.rows = append(t.rows, entry{path: last, depth: 1, at: i})
		}
		t.list.Update()
		return
	}
	// Folders come before files, both by name.
	type folder struct {
		folders map[string]*folder
		files   []simulator.SourceFile
	}
	root := &folder{folders: map[string]*folder{}}
	for _, f := range t.files {
		parts := strings.Split(f.Path, "/")
		at := root
		for _, p := range parts[:len(parts)-1] {
			next := at.folders[p]
			if next == nil {
				next = &folder{folders: map[string]*folder{}}
				at.folders[p] = next
			}
			at = next
		}
		at.files = append(at.files, f)
	}
	var walk func(f *folder, path string, depth int)
	walk = func(f *folder, path string, depth int) {
		names := make([]string, 0, len(f.folders))
		for n := range f.folders {
			names = append(names, n)
		}
		sort.Strings(names)
		for _, n := range names {
			p := path + n
			t.rows = append(t.rows, entry{path: p, depth: depth, size: -1, at: -1})
			if t.open[p] {
				walk(f.folders[n], p+"/", depth+1)
			}
		}
		for _, x := range f.files {
			t.rows = append(t.rows, entry{path: x.Path, depth: depth, size: x.Size, at: -1})
		}
	}
	walk(root, "", 0)
	t.list.Update()
}

// unfold opens the folders above a file.
func (t *tree) unfold(path string) {
	for i, b := range []byte(path) {
		if b == '/' {
			t.open[path[:i]] = true
		}
	}
}

// reveal brings a file into sight.
func (t *tree) reveal(path string) {
	t.unfold(path)
	t.flatten()
	for i := range t.rows {
		if t.rows[i].path == path {
			t.list.ScrollTo(i)
			return
		}
	}
}

// Len implements row.Source.
func (t *tree) Len() int { return len(t.rows) }

// Row implements row.Source.
func (t *tree) Row(i int) row.Row {
	e, p := &t.rows[i], t.c.palette
	if e.at >= 0 {
		f := &t.found[e.at]
		return row.Row{Depth: 1, Runs: []row.Run{{Text: strconv.Itoa(f.Line), Color: p.Faint}, {Text: "  " + literal.Line(f.Text), Color: p.Text}}}
	}
	name := e.path[strings.LastIndexByte(e.path, '/')+1:]
	out := row.Row{Depth: e.depth, Selected: e.path == t.c.file}
	switch {
	case t.query != "":
		out.Runs = []row.Run{{Text: e.path, Color: p.Text, Bold: true}}
		return out
	case e.size < 0:
		out.Twisty, out.Selected = row.Closed, false
		if t.open[e.path] {
			out.Twisty = row.Open
		}
		out.Runs = []row.Run{{Text: name, Color: p.Text}}
		return out
	}
	out.Runs = []row.Run{{Text: name, Color: p.Text}}
	if n := t.c.places.files[e.path]; n > 0 {
		out.Right = []row.Run{{Text: strconv.Itoa(n) + "×  ", Color: p.Amber}}
	}
	out.Right = append(out.Right, row.Run{Text: literal.Bytes(e.size), Color: p.Faint})
	return out
}

// Tapped implements row.Source.
func (t *tree) Tapped(i int, _ bool) {
	e := &t.rows[i]
	switch {
	case e.at >= 0:
		f := &t.found[e.at]
		t.c.Show(f.Path, f.Line, f.Column)
	case t.query != "":
		t.c.Show(e.path, 0, 0)
	case e.size < 0:
		t.open[e.path] = !t.open[e.path]
		t.flatten()
	default:
		t.c.Show(e.path, 0, 0)
		t.list.Update()
	}
}

// Menu implements row.Source.
func (t *tree) Menu(i int, at fyne.Position) {
	e := t.rows[i]
	d := t.c.desk
	items := []*fyne.MenuItem{fyne.NewMenuItem(d.T("Copy path"), func() { d.Copy(e.path) })}
	if e.size >= 0 {
		items = append(items, fyne.NewMenuItem(d.T("Open in the editor"), func() { d.Open(e.path, 0, 0) }))
	}
	d.Menu(at, items...)
}
