package text

import "strings"

// What Chromium 156 does between two printable ASCII characters, which is not
// UAX #14. Measured for all 94 × 94 pairs between letters, between digits,
// between Han, and with nothing or spaces around, at width 0: only a hyphen
// before a digit looks at what precedes.
const (
	openers = "(<[{"
	// afterHyphen may start a line after '-', afterQuestion after '?'.
	afterHyphen   = "\"#%&'(*+-0123456789<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\^_`abcdefghijklmnopqrstuvwxyz{|~"
	afterQuestion = "#$%&(*+-0123456789<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\^_`abcdefghijklmnopqrstuvwxyz{|~"
	// beforeOpeners are the characters after which only an opener may start a line.
	beforeOpeners = "!\"#%&)*+,.:;=>\\]|}~"

	// The same for word-break: break-all.
	allAfterLetter = "#$&(*+-0123456789<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\^_`abcdefghijklmnopqrstuvwxyz{|~"
	allAfterComma  = "#&(*+-0123456789<=>@ABCDEFGHIJKLMNOPQRSTUVWXYZ[^_`abcdefghijklmnopqrstuvwxyz{|~"
)

// asciiBreak tells whether Chromium breaks between a and b, where before
// precedes a (0 at the start); known is false when they are not both printable
// ASCII.
func asciiBreak(before, a, b rune, breakAll bool) (brk, known bool) {
	if a <= ' ' || a >= 0x7f || b <= ' ' || b >= 0x7f {
		return false, false
	}
	var set string
	switch {
	case a == '-':
		// "A-1" may break, "-1" and "(-1" may not.
		if b >= '0' && b <= '9' && !breakAll && !asciiAlnum(before) {
			return false, true
		}
		set = afterHyphen
	case a == '?', breakAll && (a == '!' || a == '%'):
		set = afterQuestion
	case !breakAll:
		if strings.IndexByte(beforeOpeners, byte(a)) >= 0 {
			set = openers
		}
	case a == '"':
		set = openers
	case a == '\'', a == '(', a == '[', a == '{':
	case a == '$':
		set = "%"
	case a == '\\':
		set = "%(<[{"
	case a == ',', a == '.', a == ':', a == ';':
		set = allAfterComma
	default:
		set = allAfterLetter
	}
	return strings.IndexByte(set, byte(b)) >= 0, true
}

func asciiAlnum(r rune) bool {
	return r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z'
}
