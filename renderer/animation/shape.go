package animation

import (
	"strconv"
	"strings"

	"diorama/renderer/style"
)

// mixShape mixes two shapes of one form and reference box: circles and ellipses whose
// radii are lengths, insets, polygons of as many points, paths of the same commands.
// https://www.w3.org/TR/css-shapes-1/#basic-shape-interpolation
func mixShape(a, b *style.Shape, p float64) (*style.Shape, bool) {
	none := a == nil || b == nil
	if none || a.Kind != b.Kind || a.Box != b.Box || a.EvenOdd != b.EvenOdd || len(a.Args) != len(b.Args) || a.Kind == style.ShapeBox {
		return jump(a, b, p), a.Equal(b)
	}
	out := *a
	mix := func(x, y []style.Length) []style.Length {
		if len(x) == 0 && len(y) == 0 {
			return nil
		}
		l := make([]style.Length, max(len(x), len(y)))
		for i := range l { // corners that one side does not round have no radius
			u, v := style.Length{Kind: style.Px}, style.Length{Kind: style.Px}
			if i < len(x) {
				u = x[i]
			}
			if i < len(y) {
				v = y[i]
			}
			l[i], _ = style.MixLength(u, v, p)
		}
		return l
	}
	switch a.Kind {
	case style.ShapePath:
		text, ok := mixPath(a.Path, b.Path, p)
		if !ok {
			return jump(a, b, p), a.Equal(b)
		}
		out.Path = text
	case style.ShapeCircle, style.ShapeEllipse:
		for i := range a.Radius {
			if a.Extent[i] != "" || b.Extent[i] != "" {
				return jump(a, b, p), a.Equal(b)
			}
		}
		out.Placed = a.Placed || b.Placed
		out.CX, _ = style.MixLength(a.CX, b.CX, p)
		out.CY, _ = style.MixLength(a.CY, b.CY, p)
	}
	out.Args, out.Radius = mix(a.Args, b.Args), mix(a.Radius, b.Radius)
	for i := range out.Radius {
		if out.Radius[i].Kind == style.Px {
			out.Radius[i].Px = max(out.Radius[i].Px, 0)
		}
	}
	return &out, true
}

// mixPath mixes path data with the same commands, number by number; the flags of arcs
// jump.
func mixPath(a, b string, p float64) (string, bool) {
	x, y := pathParts(a), pathParts(b)
	if len(x) != len(y) {
		return "", false
	}
	var out strings.Builder
	arc, count := false, 0
	for i := range x {
		if x[i].command != y[i].command {
			return "", false
		}
		if c := x[i].command; c != 0 {
			if i > 0 {
				out.WriteByte(' ')
			}
			out.WriteByte(c)
			arc, count = c|0x20 == 'a', 0
			continue
		}
		v := lerp(x[i].number, y[i].number, p)
		if k := count % 7; arc && (k == 3 || k == 4) {
			v = jump(x[i].number, y[i].number, p)
		}
		count++
		out.WriteString(" " + strconv.FormatFloat(v, 'f', -1, 32))
	}
	return out.String(), true
}

type pathPart struct {
	command byte // 0: a number
	number  float64
}

// pathParts divides path data into commands and numbers.
func pathParts(s string) []pathPart {
	var out []pathPart
	digit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	arc, count := false, 0
	for i := 0; i < len(s); {
		c := s[i]
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			out = append(out, pathPart{command: c})
			arc, count = c|0x20 == 'a', 0
			i++
			continue
		}
		end := i
		if c == '-' || c == '+' {
			end++
		}
		for digit(end) {
			end++
		}
		if end < len(s) && s[end] == '.' {
			for end++; digit(end); end++ {
			}
		}
		if exp := end + 1; end > i && end < len(s) && s[end]|0x20 == 'e' {
			if exp < len(s) && (s[exp] == '-' || s[exp] == '+') {
				exp++
			}
			for digit(exp) {
				exp++
				end = exp
			}
		}
		if k := count % 7; arc && (k == 3 || k == 4) && digit(i) {
			end = i + 1 // a flag needs no space after it
		}
		if v, err := strconv.ParseFloat(s[i:end], 64); err == nil {
			out = append(out, pathPart{number: v})
			count++
		}
		i = max(end, i+1)
	}
	return out
}
