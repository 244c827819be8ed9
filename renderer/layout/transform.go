package layout

import (
	"strings"
	"unicode"
)

// capitalize puts the first letter of each word in title case (CSS Text 4 §2.1). Words
// end where the script changes to or from one that is written without spaces.
func capitalize(s string) string {
	var sb strings.Builder
	inWord, ideographs, hangul := false, false, false
	for _, r := range s {
		switch {
		case unicode.Is(unicode.M, r) || (r == '\'' || r == '’') && inWord || r != 0x200b && unicode.Is(unicode.Cf, r): // of the word around it (UAX #29, WB4)
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
