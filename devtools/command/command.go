// Package command is the list of all that can be done, found by typing a few letters of
// its name.
//
// Its one idea: an entry is a title and a function; whoever opens the list says what is
// in it, and the list knows nothing of the window.
package command

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"

	"diorama/devtools/control"
	"diorama/devtools/row"
	"diorama/devtools/theme"
)

// Item is an entry of the list.
type Item struct {
	Title string
	Also  string // searched too: the name in another language, "" nothing
	Kind  string // what it is, at the left, searched with the title; "" nothing
	Note  string // beside the title, searched too
	Key   string // at the right: the key that does the same
	Run   func()
}

// List is the field with the entries below.
type List struct {
	row.Base
	palette *theme.Palette
	items   []Item
	found   []found
	at      int
	none    string // said when nothing is found
	field   *control.Entry
	list    *row.List
	done    func()
	object  fyne.CanvasObject
}

type found struct {
	item  *Item
	score int
	at    []int // characters of the title
}

// Height is what a list of the usual size needs, units; Width the same.
const (
	Width  = 620
	Height = 400
)

// page is how many rows PageUp and PageDown go.
const page = 12

// New makes a list. hint stands in the empty field, none where nothing is found; done
// closes the list and is called before an entry runs.
func New(p *theme.Palette, hint, none string, items []Item, done func()) *List {
	l := &List{palette: p, items: items, none: none, done: done}
	l.list = row.New(p, l)
	l.field = control.NewEntry(hint, nil, func(string) { l.search() })
	l.field.OnKey = l.key
	l.object = control.Top(34, l.field, l.list)
	l.search()
	return l
}

// Content is what to show, at Width and Height.
func (l *List) Content() fyne.CanvasObject { return l.object }

// Field is what gets the focus.
func (l *List) Field() fyne.Focusable { return l.field }

// SetItems changes the entries; what was typed stays.
func (l *List) SetItems(items []Item) {
	l.items = items
	l.search()
}

// Type puts a text into the field.
func (l *List) Type(text string) {
	l.field.SetText(text)
	l.field.CursorColumn = len([]rune(text))
}

// Found gives the entries listed, the best first.
func (l *List) Found() []*Item {
	var out []*Item
	for _, f := range l.found {
		out = append(out, f.item)
	}
	return out
}

func (l *List) search() {
	pattern := l.field.Text
	l.found = l.found[:0]
	for i := range l.items {
		it := &l.items[i]
		score, at, ok := match(pattern, it.Title)
		// Another name counts a little less, so that what is read is what is found first.
		for _, other := range [...]string{it.Also, it.Note, it.Kind + " " + it.Title + " " + it.Also + " " + it.Note} {
			if other == "" {
				continue
			}
			if s, _, found := match(pattern, other); found && (!ok || s-letter > score) {
				score, at, ok = s-letter, nil, true
			}
		}
		if ok {
			l.found = append(l.found, found{it, score, at})
		}
	}
	slices.SortStableFunc(l.found, func(a, b found) int {
		if a.score != b.score {
			return b.score - a.score
		}
		if pattern != "" {
			return len(a.item.Title) - len(b.item.Title)
		}
		return 0
	})
	l.found = l.found[:min(len(l.found), maxShown)]
	l.at = 0
	l.list.Update()
	l.list.ScrollTo(0)
}

// key moves the choice.
func (l *List) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyDown, fyne.KeyTab:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyPageDown:
		l.move(min(page, len(l.found)-1-l.at))
	case fyne.KeyPageUp:
		l.move(-min(page, l.at))
	case fyne.KeyReturn, fyne.KeyEnter:
		l.run(l.at)
	case fyne.KeyEscape:
		l.done()
	default:
		return false
	}
	return true
}

// move goes by n rows, around at the ends.
func (l *List) move(n int) {
	if len(l.found) > 0 {
		l.at = ((l.at+n)%len(l.found) + len(l.found)) % len(l.found)
		l.list.Update()
		l.list.ScrollTo(l.at)
	}
}

func (l *List) run(i int) {
	if i < len(l.found) {
		run := l.found[i].item.Run
		l.done()
		run()
	}
}

// Len implements row.Source.
func (l *List) Len() int { return max(1, len(l.found)) }

// Tapped implements row.Source.
func (l *List) Tapped(i int, _ bool) { l.run(i) }

// kindWidth is the column of the kinds, units.
const kindWidth = 92

// Row implements row.Source.
func (l *List) Row(i int) row.Row {
	p := l.palette
	if i >= len(l.found) {
		return row.Row{Runs: []row.Run{{Text: l.none, Color: p.Faint}}}
	}
	f := &l.found[i]
	r := row.Row{Selected: i == l.at, Runs: []row.Run{{Text: f.item.Kind, Color: p.Faint, Max: kindWidth - 12}}}
	x := float32(kindWidth)
	for _, part := range parts(f.item.Title, f.at) {
		run := row.Run{Text: part.text, Color: color.Color(p.Text), X: x}
		if part.found {
			run.Color, run.Bold = p.Accent, true
		}
		x = 0
		r.Runs = append(r.Runs, run)
	}
	if f.item.Note != "" {
		r.Runs = append(r.Runs, row.Run{Text: "   " + f.item.Note, Color: p.Dim})
	}
	if f.item.Key != "" {
		r.Right = []row.Run{{Text: f.item.Key, Color: p.Dim}}
	}
	return r
}

type part struct {
	text  string
	found bool
}

// parts cuts a title where found characters begin and end.
func parts(title string, at []int) []part {
	if len(at) == 0 {
		return []part{{title, false}}
	}
	var out []part
	marks := map[int]bool{}
	for _, i := range at {
		marks[i] = true
	}
	n := 0
	for _, r := range title {
		if len(out) == 0 || out[len(out)-1].found != marks[n] {
			out = append(out, part{found: marks[n]})
		}
		out[len(out)-1].text += string(r)
		n++
	}
	return out
}
