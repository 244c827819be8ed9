package expr

import "strings"

// Unescape gives the text that literal text with backslashes shows: \n \t \r are
// control characters and \\ before one of n t r " ' \ is a backslash; every other
// backslash stays.
//
// WeChat: oracle wcc. It writes literal text into JavaScript: a backslash as it is
// before n t r " ' \ and as \x5c elsewhere, quotes as \x22 and \x27. So \" shows the
// four characters \x22, and \\ before another letter shows \x5c: an accident, but
// what WeChat shows.
func Unescape(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '\\' || i+1 == len(s) {
			b = append(b, c)
			continue
		}
		switch s[i+1] {
		case 'n':
			b = append(b, '\n')
		case 't':
			b = append(b, '\t')
		case 'r':
			b = append(b, '\r')
		case '"':
			b = append(b, `\x22`...)
		case '\'':
			b = append(b, `\x27`...)
		case '\\':
			if i+2 < len(s) && strings.IndexByte("ntr\"'\\", s[i+2]) >= 0 {
				b = append(b, '\\')
			} else {
				b = append(b, `\x5c`...)
			}
		default:
			b = append(b, '\\')
			continue
		}
		i++
	}
	return string(b)
}
