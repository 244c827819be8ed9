// Package outline shows a value as a tree that opens and closes, as rows of a list.
//
// Its one idea: only what is open is looked at, so a value of any size is shown at once.
package outline

import (
	"strconv"

	"fyne.io/fyne/v2"

	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/value"
)

const (
	// maxRows bounds the rows of one tree, maxDepth how deep it opens.
	maxRows  = 50000
	maxDepth = 200
	// previewWidth is how many characters of a closed value are shown.
	previewWidth = 90
)

type line struct {
	depth int
	label string
	path  string
	v     value.Value
	open  bool
}

// Tree is a row.Source of one value. Make one with New.
type Tree struct {
	row.Base
	palette *theme.Palette
	menu    func(at fyne.Position, path string, v value.Value)
	root    value.Value
	toggled map[string]bool // paths whose state is not the default: the root open, all else closed
	lines   []line
	list    *row.List
}

// New makes a tree; menu is called for a right click, nil nobody.
func New(p *theme.Palette, menu func(at fyne.Position, path string, v value.Value)) *Tree {
	t := &Tree{palette: p, menu: menu, toggled: map[string]bool{}}
	t.list = row.New(p, t)
	return t
}

// List is what to put into the window.
func (t *Tree) List() *row.List { return t.list }

// Set shows another value; what was open at the same places stays open.
func (t *Tree) Set(v value.Value) {
	t.root = v
	t.flatten()
}

// Reset closes all but the root.
func (t *Tree) Reset() { clear(t.toggled) }

func (t *Tree) flatten() {
	t.lines = t.lines[:0]
	t.add("", "", t.root, 0)
	t.list.Update()
}

func container(v value.Value) bool {
	return (v.Kind() == value.List || v.Kind() == value.Map) && v.Len() > 0
}

func (t *Tree) add(label, path string, v value.Value, depth int) {
	open := container(v) && depth < maxDepth && t.toggled[path] == (path != "")
	t.lines = append(t.lines, line{depth, label, path, v, open})
	if !open {
		return
	}
	for i := range v.Len() {
		if len(t.lines) >= maxRows {
			return
		}
		if v.Kind() == value.List {
			name := strconv.Itoa(i)
			t.add(name, path+"["+name+"]", v.Index(i), depth+1)
		} else {
			t.add(v.Key(i), literal.Join(path, value.Path{{Name: v.Key(i), Index: -1}}.String()), v.Index(i), depth+1)
		}
	}
}

// Len implements row.Source.
func (t *Tree) Len() int { return len(t.lines) }

// Row implements row.Source.
func (t *Tree) Row(i int) row.Row {
	l, p := &t.lines[i], t.palette
	r := row.Row{Depth: l.depth}
	if container(l.v) {
		r.Twisty = row.Closed
		if l.open {
			r.Twisty = row.Open
		}
	}
	if l.path != "" {
		r.Runs = append(r.Runs, row.Run{Text: literal.Line(l.label), Color: p.Key}, row.Run{Text: ": ", Color: p.Dim})
	}
	switch {
	case l.open && l.v.Kind() == value.List:
		r.Runs = append(r.Runs, row.Run{Text: "Array(" + strconv.Itoa(l.v.Len()) + ")", Color: p.Faint})
	case l.open:
		r.Runs = append(r.Runs, row.Run{Text: "{" + strconv.Itoa(l.v.Len()) + "}", Color: p.Faint})
	default:
		r.Runs = append(r.Runs, literal.Runs(p, l.v, previewWidth)...)
	}
	return r
}

// Tapped implements row.Source.
func (t *Tree) Tapped(i int, _ bool) {
	if l := &t.lines[i]; container(l.v) {
		t.toggled[l.path] = !t.toggled[l.path]
		t.flatten()
	}
}

// Menu implements row.Source.
func (t *Tree) Menu(i int, at fyne.Position) {
	if t.menu != nil {
		t.menu(at, t.lines[i].path, t.lines[i].v)
	}
}
