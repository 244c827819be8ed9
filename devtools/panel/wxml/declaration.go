package wxml

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"diorama/renderer/style"
	"diorama/renderer/wxss"
)

// declaration is one declaration as it is typed: "color: red !important".
type declaration struct {
	name, value string
	important   bool
}

func (d declaration) String() string {
	s := d.name + ": " + d.value
	if d.important {
		s += " !important"
	}
	return s
}

// parseDeclaration reads what was typed; false while it is not one whole declaration.
func parseDeclaration(text string) (declaration, bool) {
	list := wxss.ParseDeclarations(text)
	if len(list) != 1 {
		return declaration{}, false
	}
	return declaration{list[0].Name, list[0].Value, list[0].Important}, true
}

// nudge changes the number at a byte of text by so many steps; end is where the cursor
// goes. A step is 1, of a number below 1 with decimals 0.1.
func nudge(text string, cursor int, steps float64) (out string, end int, ok bool) {
	digit := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] >= '0' && text[i] <= '9' || text[i] == '.')
	}
	at := min(max(cursor, 0), len(text))
	for at > 0 && !digit(at) && isUnit(text[at-1]) { // behind the unit
		at--
	}
	if !digit(at) && !digit(at-1) {
		return text, cursor, false
	}
	from, to := at, at
	for digit(from - 1) {
		from--
	}
	for digit(to) {
		to++
	}
	if from > 0 && isWord(text[from-1]) {
		return text, cursor, false // #07c160, h1
	}
	if from > 0 && text[from-1] == '-' && (from == 1 || strings.IndexByte(" (,:/", text[from-2]) >= 0) {
		from--
	}
	n, err := strconv.ParseFloat(text[from:to], 64)
	if err != nil {
		return text, cursor, false
	}
	step := 1.0
	if strings.IndexByte(text[from:to], '.') >= 0 && math.Abs(n) <= 10 {
		step = 0.1
	}
	s := strconv.FormatFloat(math.Round((n+steps*step)*1000)/1000, 'f', -1, 64)
	if s == "-0" {
		s = "0"
	}
	return text[:from] + s + text[to:], from + len(s), true
}

func isUnit(c byte) bool { return c|32 >= 'a' && c|32 <= 'z' || c == '%' }

func isWord(c byte) bool {
	return c|32 >= 'a' && c|32 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '#'
}

// maxOffered bounds the words offered at once.
const maxOffered = 200

// offer gives the words that may stand at a byte of a declaration and where they would
// begin: names of properties before the colon, keywords of the property behind it.
func offer(text string, cursor int) (from int, words []string) {
	cursor = min(max(cursor, 0), len(text))
	from = cursor
	for from > 0 && (isWord(text[from-1]) || text[from-1] == '-') {
		from--
	}
	prefix := strings.ToLower(text[from:cursor])
	all := style.PropertyNames()
	if colon := strings.IndexByte(text, ':'); colon >= 0 && colon < cursor {
		all = style.Keywords(strings.ToLower(strings.TrimSpace(text[:colon])))
		if prefix == "" && strings.TrimSpace(text[colon+1:]) != "" {
			return from, nil // behind a value
		}
	} else if prefix == "" {
		return from, nil
	}
	// What begins with it first, then what has it after a dash: "co" → color, border-color.
	for _, within := range []bool{false, true} {
		for _, w := range all {
			begins := strings.HasPrefix(w, prefix)
			if begins != within && (begins || strings.Contains(w, "-"+prefix)) && len(words) < maxOffered {
				words = append(words, w)
			}
		}
	}
	// Vendors' spellings come last.
	slices.SortStableFunc(words, func(a, b string) int {
		return strings.Compare(vendor(a), vendor(b))
	})
	if len(words) == 1 && words[0] == prefix {
		return from, nil
	}
	return from, words
}

func vendor(s string) string {
	if strings.HasPrefix(s, "-") {
		return "-"
	}
	return ""
}

// part is one piece of a style attribute: a declaration, or one that is switched
// off, as a comment.
type part struct {
	declaration
	off bool
}

// styleParts reads a style attribute.
func styleParts(text string) []part {
	var out []part
	for {
		open := strings.Index(text, "/*")
		if open < 0 {
			break
		}
		end := strings.Index(text[open:], "*/")
		if end < 0 {
			break
		}
		list := wxss.ParseDeclarations(text[open+2 : open+end])
		if len(list) != 1 { // an ordinary comment, or one inside a value
			break
		}
		out = append(out, declarations(text[:open])...)
		out = append(out, part{declaration{list[0].Name, list[0].Value, list[0].Important}, true})
		text = text[open+end+2:]
	}
	return append(out, declarations(text)...)
}

func declarations(text string) (out []part) {
	for _, d := range wxss.ParseDeclarations(text) {
		out = append(out, part{declaration{d.Name, d.Value, d.Important}, false})
	}
	return out
}

// styleText writes a style attribute.
func styleText(parts []part) string {
	var b strings.Builder
	for i, p := range parts {
		if i > 0 {
			b.WriteByte(' ')
		}
		if p.off {
			b.WriteString("/* " + p.String() + "; */")
		} else {
			b.WriteString(p.String() + ";")
		}
	}
	return b.String()
}

// replaced gives parts with one in place of another; i == len(parts) adds it.
func replaced(parts []part, i int, p part) []part {
	out := slices.Clone(parts)
	if i >= len(out) {
		return append(out, p)
	}
	out[i] = p
	return out
}
