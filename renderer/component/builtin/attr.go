package builtin

import (
	"math"
	"strconv"
	"strings"
	"time"

	"diorama/renderer/dom"
	"diorama/renderer/value"
)

// Attr reads an attribute by its dashed name, or by its camelCase alias.
// WeChat: both spellings work on built-ins (formType, scrollTop …).
func Attr(n *dom.Node, name string) value.Value {
	if v := n.Attr(name); !v.IsUndefined() {
		return v
	}
	if strings.IndexByte(name, '-') < 0 {
		return value.Value{}
	}
	return n.Attr(camel(name))
}

func camel(name string) string {
	var b strings.Builder
	up := false
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c == '-' {
			up = true
			continue
		}
		if up && c >= 'a' && c <= 'z' {
			c -= 'a' - 'A'
		}
		up = false
		b.WriteByte(c)
	}
	return b.String()
}

// On reads a boolean attribute; absent counts as def.
func On(n *dom.Node, name string, def bool) bool {
	v := Attr(n, name)
	if v.IsNil() {
		return def
	}
	return v.Truthy()
}

// Str reads a string attribute; absent, undefined and null count as def.
func Str(n *dom.Node, name, def string) string {
	v := Attr(n, name)
	if v.IsNil() {
		return def
	}
	return v.ToString()
}

// Num reads a number; what is no finite number counts as def.
func Num(n *dom.Node, name string, def float64) float64 {
	v := Attr(n, name)
	if v.IsNil() {
		return def
	}
	if v.Kind() == value.String {
		s := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(v.Str()), "px"))
		if s == "" {
			return def
		}
		v = value.OfString(s)
	}
	f := v.ToNumber()
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return def
	}
	return f
}

// Millis reads a time in milliseconds, at most an hour.
func Millis(n *dom.Node, name string, def time.Duration) time.Duration {
	f := Num(n, name, float64(def)/float64(time.Millisecond))
	return time.Duration(min(max(f, 0), 3600e3) * float64(time.Millisecond))
}

// Length reads a CSS length attribute: a bare number is px.
func Length(n *dom.Node, name, def string) string {
	v := Attr(n, name)
	if v.IsNil() {
		return def
	}
	s := strings.TrimSpace(v.ToString())
	if s == "" {
		return def
	}
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return s + "px"
	}
	if strings.ContainsAny(s, ";{}!\"'\\") {
		return def
	}
	return s
}

// Color reads a colour attribute as a CSS value; one that could break out of
// its declaration counts as def.
func Color(n *dom.Node, name, def string) string {
	s := strings.TrimSpace(Str(n, name, def))
	if s == "" || strings.ContainsAny(s, ";{}!\"'\\") {
		return def
	}
	return s
}

// Px writes a length in CSS px.
func Px(f float64) string { return trimFloat(f) + "px" }

// Pct writes a percentage.
func Pct(f float64) string { return trimFloat(f) + "%" }

func trimFloat(f float64) string {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		f = 0
	}
	return strconv.FormatFloat(math.Round(f*1e4)/1e4, 'f', -1, 64)
}

// URL writes url("…") for any string.
func URL(s string) string {
	var b strings.Builder
	b.WriteString(`url("`)
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			b.WriteString(`\` + strconv.FormatInt(int64(r), 16) + " ")
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString(`")`)
	return b.String()
}
