package sources

import (
	"image/color"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"diorama/devtools/code"
	"diorama/devtools/literal"
	"diorama/devtools/row"
	"diorama/simulator/wire"
)

// view shows a file: rows are lines, long ones in several rows.
type view struct {
	row.Base
	c     *Panel
	list  *row.List
	text  *code.Text
	rows  []part
	width float32 // for which rows were made
	line  int     // picked, from 1; 0 none
	hits  []int   // offsets of what is searched for, ascending
	size  int     // of a hit, bytes
	hit   int     // the current one, -1 none
}

// part is a row: a line or a piece of one.
type part struct {
	line       int // from 0
	start, end int // bytes
	first      bool
}

const (
	numberX  = 24
	markX    = 66
	textX    = 74
	textXBig = 160 // beside marks
	// maxHits bounds the places that a search in a file marks.
	maxHits = 20000
)

// textX is where the text begins: behind the counts when the file has any.
func (v *view) textX() float32 {
	if v.c.places.files[v.c.file] > 0 {
		return textXBig
	}
	return textX
}

// set shows another text; the picked line stays when it is the same file.
func (v *view) set(t *code.Text) {
	v.text = t
	v.wrap()
}

// wrap makes the rows for the width of the list.
func (v *view) wrap() {
	v.width = v.list.Size().Width
	v.rows = v.rows[:0]
	if v.text == nil {
		v.list.Update()
		return
	}
	columns := max(20, int((v.width-v.textX()-24)/row.CharWidth))
	for i := range v.text.Lines() {
		start, end := v.text.Line(i)
		first := true
		for end-start > columns { // no more columns than bytes
			n, used := start, 0
			for n < end {
				r, size := utf8.DecodeRuneInString(v.text.Source[n:])
				w := 1
				if r >= 0x2E80 || r == '\t' {
					w = 2
				}
				if used+w > columns && n > start {
					break
				}
				used += w
				n += size
			}
			if n >= end {
				break
			}
			v.rows = append(v.rows, part{i, start, n, first})
			start, first = n, false
		}
		v.rows = append(v.rows, part{i, start, end, first})
	}
	v.list.Update()
}

// rowOf is the row that holds an offset.
func (v *view) rowOf(offset int) int {
	return max(0, sort.Search(len(v.rows), func(i int) bool { return v.rows[i].start > offset })-1)
}

// goTo brings a line (from 1) into sight with some lines around it.
func (v *view) goTo(line int) {
	if v.text == nil || line < 1 {
		return
	}
	v.line = min(line, v.text.Lines())
	start, _ := v.text.Line(v.line - 1)
	v.show(v.rowOf(start))
}

func (v *view) show(i int) {
	const around = 6
	v.list.Update()
	v.list.ScrollTo(min(i+around, len(v.rows)-1))
	v.list.ScrollTo(max(i-around, 0))
}

// search marks all places of a text, upper and lower case alike.
func (v *view) search(text string) {
	v.hits, v.hit, v.size = v.hits[:0], -1, len(text)
	if v.text != nil && text != "" {
		src, want := lower(v.text.Source), lower(text)
		for at := 0; len(v.hits) < maxHits; {
			i := strings.Index(src[at:], want)
			if i < 0 {
				break
			}
			v.hits = append(v.hits, at+i)
			at += i + max(1, len(want))
		}
	}
	v.list.Update()
}

// lower turns ASCII letters only, so that offsets stay.
func lower(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 32
		}
		return r
	}, s)
}

// step goes to the next place, or the one before.
func (v *view) step(by int) {
	if len(v.hits) == 0 {
		return
	}
	switch {
	case v.hit >= 0:
		v.hit = (v.hit + by + len(v.hits)) % len(v.hits)
	case v.line > 0: // from the picked line on
		start, _ := v.text.Line(v.line - 1)
		v.hit = sort.SearchInts(v.hits, start) % len(v.hits)
	default:
		v.hit = 0
	}
	v.line = v.text.LineOf(v.hits[v.hit]) + 1
	v.show(v.rowOf(v.hits[v.hit]))
}

// Len implements row.Source.
func (v *view) Len() int { return len(v.rows) }

// Row implements row.Source.
func (v *view) Row(i int) row.Row {
	r, p := &v.rows[i], v.c.palette
	out := row.Row{Selected: r.line+1 == v.line}
	if r.first {
		n := strconv.Itoa(r.line + 1)
		out.Runs = append(out.Runs, row.Run{Text: n, Color: p.Faint, X: numberX + float32(max(0, 5-len(n)))*row.CharWidth})
		if m := v.c.places.lines[v.c.file][r.line+1]; m.count > 0 {
			out.Twisty = row.Closed
			out.Runs = append(out.Runs, row.Run{Text: strconv.Itoa(m.count) + "× " + literal.Micros(m.cost) + " ms", Color: p.Amber, X: markX, Max: textXBig - markX - 4})
		}
		if v.c.stops[wire.PlaceCondition(v.c.file, r.line+1)] {
			out.Mark = p.Red
		}
	}
	x := v.textX()
	first := true
	add := func(text string, c color.Color) {
		run := row.Run{Text: strings.ReplaceAll(text, "\t", "  "), Color: c}
		if first {
			run.X, first = x, false
		}
		out.Runs = append(out.Runs, run)
	}
	v.text.Pieces(r.start, r.end, func(start, end int, k code.Kind) { add(v.text.Source[start:end], v.colour(k)) })
	at := sort.SearchInts(v.hits, r.start-v.size+1)
	for ; at < len(v.hits) && v.hits[at] < r.end; at++ {
		from, to := max(v.hits[at], r.start), min(v.hits[at]+v.size, r.end)
		c := p.Changed
		if at == v.hit {
			c = p.Amber
			c.A = 150
		}
		out.Bars = append(out.Bars, row.Bar{X: x + v.measure(r.start, from), Width: max(2, v.measure(r.start, to)-v.measure(r.start, from)), Color: c})
	}
	return out
}

// measure is the width of a part of a row as it is drawn: piece by piece.
func (v *view) measure(start, end int) float32 {
	w := float32(0)
	v.text.Pieces(start, end, func(a, b int, _ code.Kind) {
		w += row.Width(strings.ReplaceAll(v.text.Source[a:b], "\t", "  "))
	})
	return w
}

func (v *view) colour(k code.Kind) color.Color {
	p := v.c.palette
	switch k {
	case code.Comment:
		return p.Faint
	case code.String:
		return p.String
	case code.Number:
		return p.Number
	case code.Keyword:
		return p.Purple
	case code.Literal:
		return p.Bool
	case code.Tag:
		return p.Tag
	case code.Attr:
		return p.Attr
	case code.Call:
		return p.Blue
	case code.Braces:
		return p.Amber
	}
	return p.Text
}

// Tapped implements row.Source: the triangle beside a count filters the timeline.
func (v *view) Tapped(i int, twisty bool) {
	v.line = v.rows[i].line + 1
	place := wire.PlaceCondition(v.c.file, v.line)
	v.c.desk.Target(place)
	if twisty {
		v.c.desk.Filter(place)
	}
	v.list.Update()
}

// Menu implements row.Source.
func (v *view) Menu(i int, at fyne.Position) {
	d, line := v.c.desk, v.rows[i].line+1
	place := wire.PlaceCondition(v.c.file, line)
	start, end := v.text.Line(line - 1)
	source := v.text.Source[start:end]
	stop := d.T("Stop before a setData from here")
	if v.c.stops[place] {
		stop = d.T("Do not stop here")
	}
	d.Menu(at, fyne.NewMenuItem(stop, func() { d.Break(place) }), fyne.NewMenuItem(d.T("Show its setData in the timeline"), func() { d.Filter(place) }),
		fyne.NewMenuItem(d.T("Open in the editor"), func() { d.Open(v.c.file, line, 1) }), fyne.NewMenuItem(d.T("Copy the line"), func() { d.Copy(source) }))
}
