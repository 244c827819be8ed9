package layout

import (
	"strings"
	"unicode"
)

// Letters whose other case is several letters, which package unicode does not know.
// https://www.unicode.org/Public/UCD/latest/ucd/SpecialCasing.txt
// Not done: Greek with several accents, and rules of single languages.

// fullUpper is the upper case of r; ok is false where it is one letter. Blink does not
// capitalize with these.
func fullUpper(r rune) (upper string, ok bool) {
	if r < 0xdf {
		return "", false
	}
	switch r {
	case 'ß':
		return "SS", true
	case 'ŉ':
		return "\u02bcN", true
	case 'ǰ':
		return "J\u030c", true
	case '\u0390':
		return "\u0399\u0308\u0301", true
	case '\u03b0':
		return "\u03a5\u0308\u0301", true
	case 'և':
		return "ԵՒ", true
	case 'ẖ':
		return "H\u0331", true
	case 'ẗ':
		return "T\u0308", true
	case 'ẘ':
		return "W\u030a", true
	case 'ẙ':
		return "Y\u030a", true
	case 'ẚ':
		return "A\u02be", true
	case 'ﬀ':
		return "FF", true
	case 'ﬁ':
		return "FI", true
	case 'ﬂ':
		return "FL", true
	case 'ﬃ':
		return "FFI", true
	case 'ﬄ':
		return "FFL", true
	case 'ﬅ', 'ﬆ':
		return "ST", true
	}
	return "", false
}

// upperCase is text-transform: uppercase.
func upperCase(s string) string {
	special := func(r rune) bool { _, ok := fullUpper(r); return ok }
	if strings.IndexFunc(s, special) < 0 {
		return strings.ToUpper(s)
	}
	var sb strings.Builder
	for _, r := range s {
		if up, ok := fullUpper(r); ok {
			sb.WriteString(up)
		} else {
			sb.WriteRune(unicode.ToUpper(r))
		}
	}
	return sb.String()
}

// lowerCase is text-transform: lowercase.
func lowerCase(s string) string {
	if !strings.ContainsAny(s, "İΣ") {
		return strings.ToLower(s)
	}
	var sb strings.Builder
	before := false // a cased letter, with what does not count between
	for i, r := range s {
		switch {
		case r == 'İ':
			sb.WriteString("i\u0307")
		case r == 'Σ' && before && !casedAhead(s[i+len("Σ"):]):
			sb.WriteRune('ς')
		default:
			sb.WriteRune(unicode.ToLower(r))
		}
		if !caseIgnorable(r) {
			before = cased(r)
		}
	}
	return sb.String()
}

// casedAhead reports whether the next character that counts is a cased letter.
func casedAhead(s string) bool {
	for _, r := range s {
		if !caseIgnorable(r) {
			return cased(r)
		}
	}
	return false
}

func cased(r rune) bool { return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r) }

func caseIgnorable(r rune) bool {
	switch r {
	case '\'', '.', ':', '·', '’', '\u00ad':
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk)
}
