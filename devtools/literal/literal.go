// Package literal writes values as coloured text, short enough for one row.
//
// Its one idea: a value is shown as JavaScript would write it, cut where the row
// ends; nothing is ever formatted deeper than it can be seen.
package literal

import (
	"image/color"
	"strconv"
	"strings"
	"time"

	"diorama/devtools/row"
	"diorama/devtools/theme"
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// maxText is how many characters of one string are looked at.
const maxText = 400

// Colour is the colour of a value of that kind.
func Colour(p *theme.Palette, k value.Kind) color.Color {
	switch k {
	case value.String:
		return p.String
	case value.Number:
		return p.Number
	case value.Bool:
		return p.Bool
	case value.Func:
		return p.Purple
	case value.Undefined, value.Null:
		return p.Faint
	}
	return p.Dim
}

// Runs writes v in about width characters.
func Runs(p *theme.Palette, v value.Value, width int) []row.Run {
	b := builder{p: p, left: width}
	b.value(v, 0)
	return b.runs
}

// PlainChange writes old → new without colours.
func PlainChange(old, now value.Value, width int) string {
	return text(Change(&theme.Palette{}, old, now, width))
}

// Plain writes v in about width characters without colours.
func Plain(v value.Value, width int) string { return text(Runs(&theme.Palette{}, v, width)) }

func text(runs []row.Run) string {
	var s strings.Builder
	for _, r := range runs {
		s.WriteString(r.Text)
	}
	return s.String()
}

// builder stops when left is used up.
type builder struct {
	p    *theme.Palette
	runs []row.Run
	left int
}

func (b *builder) add(s string, c color.Color) {
	b.left -= len(s)
	if n := len(b.runs); n > 0 && b.runs[n-1].Color == c {
		b.runs[n-1].Text += s
		return
	}
	b.runs = append(b.runs, row.Run{Text: s, Color: c})
}

func (b *builder) value(v value.Value, depth int) {
	switch v.Kind() {
	case value.String:
		b.add(Quote(v.Str()), b.p.String)
	case value.List:
		if depth > 2 || b.left <= 8 {
			b.add(Size(v), b.p.Dim)
			return
		}
		if v.Len() > 4 {
			b.add("("+strconv.Itoa(v.Len())+") ", b.p.Faint)
		}
		b.items("[", "]", v, depth)
	case value.Map:
		if depth > 2 || b.left <= 8 {
			b.add(Size(v), b.p.Dim)
			return
		}
		b.items("{", "}", v, depth)
	case value.Func:
		b.add("ƒ", b.p.Purple)
	case value.Undefined:
		b.add("undefined", b.p.Faint)
	default:
		b.add(v.ToString(), Colour(b.p, v.Kind()))
	}
}

// items writes what a list or an object holds, as far as there is space.
func (b *builder) items(open, end string, v value.Value, depth int) {
	b.add(open, b.p.Dim)
	for i := range v.Len() {
		if i > 0 {
			b.add(", ", b.p.Dim)
		}
		if b.left <= 0 {
			b.add("…", b.p.Faint)
			break
		}
		if v.Kind() == value.Map {
			b.add(v.Key(i)+": ", b.p.Key)
		}
		b.value(v.Index(i), depth+1)
	}
	b.add(end, b.p.Dim)
}

// Size stands for a list or an object that is not written out.
func Size(v value.Value) string {
	if v.Kind() == value.List {
		return "Array(" + strconv.Itoa(v.Len()) + ")"
	}
	return "{" + strconv.Itoa(v.Len()) + "}"
}

// Quote puts a text in quotes on one line, long ones cut.
func Quote(s string) string {
	if len(s) > maxText {
		s = strings.ToValidUTF8(s[:maxText], "") + "…"
	}
	return `"` + Line(strings.ReplaceAll(s, `"`, `\"`)) + `"`
}

// Line makes one line of a text.
func Line(s string) string {
	if strings.ContainsAny(s, "\n\r\t") {
		s = strings.NewReplacer("\r", "", "\n", "⏎", "\t", " ").Replace(s)
	}
	return s
}

// Arrow is between an old and a new value. It is drawn by the face that has it,
// the spaces around it by the face of the text (see notes on tofu).
func Arrow(p *theme.Palette) []row.Run {
	return []row.Run{{Text: " ", Color: p.Dim}, {Text: "→", Color: p.Dim}, {Text: " ", Color: p.Dim}}
}

// Change writes old → new.
func Change(p *theme.Palette, old, now value.Value, width int) []row.Run {
	if old.Kind() == value.List && now.Kind() == value.List {
		// What differs in lists is told by their smaller paths; here their lengths do.
		size := func(v value.Value, c color.Color) row.Run {
			return row.Run{Text: Size(v), Color: c}
		}
		return append(append([]row.Run{size(old, p.Red)}, Arrow(p)...), size(now, p.Text))
	}
	o := Runs(p, old, width/2)
	for i := range o {
		o[i].Color = p.Red
		if o[i].Text == "undefined" {
			o[i].Color = p.Faint
		}
	}
	return append(append(o, Arrow(p)...), Runs(p, now, width/2)...)
}

// Difference is one smallest changed path of a commit.
type Difference struct {
	Path     string
	Old, New value.Value
	Noop     bool
}

// Differences breaks the written paths of a commit down to the smallest that
// differ, at most limit. A written path without difference stays as a no-op.
func Differences(changes []wire.Change, limit int) []Difference {
	var out []Difference
	for _, c := range changes {
		if len(out) >= limit {
			break
		}
		if c.Noop {
			out = append(out, Difference{c.Path, c.Old, c.New, true})
			continue
		}
		if c.Old.Kind() != c.New.Kind() || c.Old.Kind() != value.List && c.Old.Kind() != value.Map {
			out = append(out, Difference{Path: c.Path, Old: c.Old, New: c.New})
			continue
		}
		d := value.Diff(c.Old, c.New, limit-len(out))
		if len(d) == 0 {
			out = append(out, Difference{c.Path, c.Old, c.New, true})
		}
		for _, e := range d {
			out = append(out, Difference{Path: Join(c.Path, e.Path.String()), Old: e.Old, New: e.New})
		}
	}
	return out
}

// Telling gives the differences that say something: no-ops only when there is
// nothing else.
func Telling(changes []wire.Change, limit int) []Difference {
	var out, all []Difference
	for _, c := range changes {
		if c.Old.Kind() == value.List && c.New.Kind() == value.List && c.Old.Len() != c.New.Len() {
			// An item came or went, all behind it moved: the length says it shorter.
			all = append(all, Difference{Path: c.Path, Old: c.Old, New: c.New})
			continue
		}
		all = append(all, Differences([]wire.Change{c}, 4*limit+16)...)
	}
	for _, d := range all {
		if !d.Noop && len(out) < limit {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return all[:min(len(all), limit)]
	}
	return out
}

// Join puts a path behind another.
func Join(base, rest string) string {
	switch {
	case base == "":
		return rest
	case rest == "" || rest[0] == '[':
		return base + rest
	}
	return base + "." + rest
}

// Micros writes a cost in µs as ms.
func Micros(us float64) string {
	switch {
	case us <= 0:
		return "0"
	case us < 10000:
		return strconv.FormatFloat(us/1000, 'f', 2, 64)
	}
	return strconv.FormatFloat(us/1000, 'f', 1, 64)
}

// Bytes writes a size.
func Bytes(n int) string {
	switch {
	case n < 1000:
		return strconv.Itoa(n) + " B"
	case n < 1000*1000:
		return strconv.FormatFloat(float64(n)/1000, 'f', 1, 64) + " kB"
	}
	return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB"
}

// Clock writes a time of the run: minutes, seconds, milliseconds.
func Clock(d time.Duration) string {
	ms := max(d.Milliseconds(), 0)
	b := make([]byte, 0, 12)
	if h := ms / 3600000; h > 0 {
		b = strconv.AppendInt(b, h, 10)
		b = append(b, ':')
	}
	two := func(n int64, w int) {
		for ; w > 1; w-- {
			p := int64(1)
			for range w - 1 {
				p *= 10
			}
			b = append(b, byte('0'+n/p%10))
		}
		b = append(b, byte('0'+n%10))
	}
	two(ms/60000%60, 2)
	b = append(b, ':')
	two(ms/1000%60, 2)
	b = append(b, '.')
	two(ms%1000, 3)
	return string(b)
}

// Last is the end of a path: of a file its name, of a component the part that tells it
// from its neighbours.
func Last(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// Place writes a stack frame's place.
func Place(f wire.Frame) string {
	if f.File == "" {
		return ""
	}
	return f.File + ":" + strconv.Itoa(f.Line)
}
