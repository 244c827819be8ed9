package script

import (
	"strings"

	"github.com/dop251/goja/unistring"
)

// wxsFree are words that JavaScript keeps for itself and wxs does not: variables,
// parameters and functions may have these names. WeChat: oracle wcc.
var wxsFree = map[string]bool{"catch": true, "class": true, "const": true, "debugger": true, "enum": true, "export": true, "extends": true,
	"finally": true, "import": true, "in": true, "instanceof": true, "new": true, "super": true, "throw": true, "try": true, "with": true}

// freeWords gives a text in which every word of wxsFree has another name of the same
// length, so that the JavaScript parser takes it and no position moves, and the words
// that the new names stand for; nil: there is none. Texts and comments stay.
func freeWords(src string) (string, map[unistring.String]unistring.String) {
	out := []byte(src)
	var plain map[unistring.String]unistring.String
	taken := map[string]string{}
	for i := 0; i < len(src); {
		switch c := src[i]; {
		case c == '"' || c == '\'':
			for i++; i < len(src) && src[i] != c && src[i] != '\n'; i++ {
				if src[i] == '\\' {
					i++
				}
			}
			i++
		case c == '/' && i+1 < len(src) && src[i+1] == '/':
			i = after(src, i, "\n")
		case c == '/' && i+1 < len(src) && src[i+1] == '*':
			i = after(src, i+2, "*/")
		case wordByte(c):
			end := i
			for end < len(src) && wordByte(src[end]) {
				end++
			}
			if w := src[i:end]; wxsFree[w] {
				alias, ok := taken[w]
				if !ok {
					if alias = unused(src, len(w), taken); alias == "" {
						return src, nil
					}
					if plain == nil {
						plain = map[unistring.String]unistring.String{}
					}
					taken[w], plain[unistring.String(alias)] = alias, unistring.String(w)
				}
				copy(out[i:end], alias)
			}
			i = end
		default:
			i++
		}
	}
	return string(out), plain
}

// unused is a name of n letters, at least two, that the text does not hold and no word has yet.
func unused(src string, n int, taken map[string]string) string {
	const letters = "_QXZJKqxzjk"
	for i := range len(letters) * len(letters) {
		name := strings.Repeat("_", n-2) + string(letters[i/len(letters)]) + string(letters[i%len(letters)])
		free := !strings.Contains(src, name)
		for _, t := range taken {
			free = free && t != name
		}
		if free {
			return name
		}
	}
	return ""
}

func after(s string, from int, end string) int {
	if i := strings.Index(s[from:], end); i >= 0 {
		return from + i + len(end)
	}
	return len(s)
}

func wordByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// word is a name as its author wrote it.
func (w *wxsWalker) word(name unistring.String) unistring.String {
	if p, ok := w.plain[name]; ok {
		return p
	}
	return name
}
