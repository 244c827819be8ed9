package differential

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator"
)

// maxLineValue is how much of a long value a tree line shows, bytes.
const maxLineValue = 400

// WriteTree writes a composed tree as both sides of a comparison write it, one node
// a line: `tag #id .class style="…" prop=value data:name=value bind:tap=onTap`,
// texts as quoted strings. Properties of custom components are left out: what they
// do shows in their shadow tree. Attribute names are camelCase, as exparser keeps
// them; marks are left out.
func WriteTree(b *strings.Builder, n *simulator.Node, depth int) {
	if n.IsText && n.Text == "" {
		return
	}
	b.WriteString(strings.Repeat("  ", depth))
	if n.IsText {
		b.WriteString(line(value.OfString(n.Text)))
		b.WriteByte('\n')
		return
	}
	b.WriteString(n.Tag)
	if n.ElemID != "" {
		b.WriteString(" #" + n.ElemID)
	}
	for c := range strings.FieldsSeq(n.Class) {
		b.WriteString(" ." + c)
	}
	if n.Style != "" {
		b.WriteString(" style=" + line(value.OfString(n.Style)))
	}
	var words []string
	if n.Is == "" && n.Attrs.Kind() == value.Map {
		for _, k := range n.Attrs.Keys() {
			if strings.Contains(k, ":") {
				continue // model:value and the like are bindings
			}
			words = append(words, Camel(k)+"="+line(n.Attrs.Get(k)))
		}
	}
	sort.Strings(words)
	var more []string
	if n.Dataset.Kind() == value.Map {
		for _, k := range n.Dataset.Keys() {
			more = append(more, "data:"+k+"="+line(n.Dataset.Get(k)))
		}
	}
	sort.Strings(more)
	words = append(words, more...)
	more = nil
	for _, e := range n.Events {
		if e.Method == "" {
			continue
		}
		more = append(more, e.Event+"="+e.Method)
	}
	sort.Strings(more)
	for _, w := range append(words, more...) {
		b.WriteString(" " + w)
	}
	b.WriteByte('\n')
	for _, c := range n.Children {
		WriteTree(b, c, depth+1)
	}
}

// Camel is a dashed name in camelCase.
func Camel(s string) string {
	b := make([]byte, 0, len(s))
	up := false
	for i := range len(s) {
		c := s[i]
		if c == '-' {
			up = true
			continue
		}
		if up && c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		up = false
		b = append(b, c)
	}
	return string(b)
}

// line is Literal, cut when long.
func line(v value.Value) string {
	s := Literal(v)
	if len(s) > maxLineValue {
		s = strings.ToValidUTF8(s[:maxLineValue], "") + "…" + strconv.Itoa(len(s))
	}
	return s
}

// Literal writes a value as the judges' drivers do: JSON with undefined, NaN and
// functions by name.
func Literal(v value.Value) string {
	switch v.Kind() {
	case value.Undefined:
		return "undefined"
	case value.Number:
		if f := v.Num(); math.IsNaN(f) || math.IsInf(f, 0) {
			return v.ToString()
		}
	case value.Func:
		return "function"
	case value.List:
		var b strings.Builder
		for i, x := range v.Items() {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(Literal(x))
		}
		return "[" + b.String() + "]"
	case value.Map:
		var b strings.Builder
		for i, k := range v.Keys() {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(value.OfString(k).JSON() + ":" + Literal(v.Get(k)))
		}
		return "{" + b.String() + "}"
	}
	return v.JSON()
}
