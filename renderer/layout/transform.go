package layout

import (
	"strings"
	"unicode"
)

// joinsWord reports an apostrophe or a dot that parts no word: between letters or digits
// (rules WB6, WB7, WB11 and WB12 of UAX #29).
func joinsWord(runes []rune, i int) bool {
	if i == 0 || i+1 == len(runes) {
		return false
	}
	before, after := runes[i-1], runes[i+1]
	switch runes[i] {
	case '\'', '’':
		return unicode.IsDigit(before) == unicode.IsDigit(after)
	case '·':
		return unicode.IsLetter(before) && unicode.IsLetter(after) && !wide(before) && !wide(after)
	}
	return false
}

// capitalize puts the first letter of each word in title case (CSS Text 4 §2.1). Words
// end where the script changes to or from one that is written without spaces.
func capitalize(s string) string {
	var sb strings.Builder
	inWord, ideographs, hangul := false, false, false
	runes := []rune(s)
	for i, r := range runes {
		switch {
		case unicode.Is(unicode.M, r) || inWord && joinsWord(runes, i) || r != 0x200b && unicode.Is(unicode.Cf, r): // of the word around it (UAX #29, WB4)
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Nl, r) || r == '_':
			if w := wide(r) && !unicode.Is(unicode.Hangul, r); w != ideographs || w {
				inWord, ideographs = false, w
			}
			if h := unicode.Is(unicode.Hangul, r); h != hangul {
				inWord, hangul = false, h // dictionaries part these
			}
			if !inWord {
				r = unicode.ToTitle(r)
			}
			inWord = true
		default:
			inWord = false
		}
		sb.WriteRune(r)
	}
	return sb.String()
}
