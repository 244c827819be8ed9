package audit

import (
	"bytes"
	"cmp"
	"slices"
)

// call is wx.NAME in a script; line and column from 1.
type call struct {
	name         string
	line, column int
}

// calls finds wx.NAME outside of comments and strings. It knows no regular expressions:
// a quote within one hides what follows on that line, no more.
func calls(src []byte) []call {
	var out []call
	line, start := 1, 0
	for i := 0; i < len(src); {
		switch b := src[i]; {
		case b == '\n':
			line++
			i++
			start = i
		case b == '/' && i+1 < len(src) && src[i+1] == '/':
			for i < len(src) && src[i] != '\n' {
				i++
			}
		case b == '/' && i+1 < len(src) && src[i+1] == '*':
			end := bytes.Index(src[i+2:], []byte("*/"))
			stop := len(src)
			if end >= 0 {
				stop = i + 2 + end + 2
			}
			for ; i < stop; i++ {
				if src[i] == '\n' {
					line++
					start = i + 1
				}
			}
		case b == '"' || b == '\'':
			for i++; i < len(src) && src[i] != b && src[i] != '\n'; i++ {
				if src[i] == '\\' && i+1 < len(src) && src[i+1] != '\n' {
					i++
				}
			}
			if i < len(src) && src[i] == b {
				i++
			}
		case wordByte(b):
			from := i
			for i < len(src) && wordByte(src[i]) {
				i++
			}
			if string(src[from:i]) != "wx" || i >= len(src) || src[i] != '.' || from > 0 && src[from-1] == '.' {
				continue
			}
			at := i + 1
			for i++; i < len(src) && wordByte(src[i]); i++ {
			}
			out = append(out, call{string(src[at:i]), line, from - start + 1})
		default:
			i++
		}
	}
	return out
}

func wordByte(b byte) bool {
	return b == '_' || b == '$' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

// eachWord gives the names in a text: runs of letters, digits, - and _, and those with a
// dot between them (file names) as well.
func eachWord(src []byte, f func([]byte)) {
	part := func(b byte) bool { return wordByte(b) || b == '-' }
	for i := 0; i < len(src); {
		if !part(src[i]) {
			i++
			continue
		}
		from := i
		for i < len(src) && part(src[i]) {
			i++
		}
		f(src[from:i])
		if i < len(src) && src[i] == '.' {
			k := i + 1
			for k < len(src) && part(src[k]) {
				k++
			}
			if k > i+1 {
				f(src[from:k])
			}
		}
	}
}

// attributes gives the values of an attribute as written in a template.
func attributes(src []byte, name string) []string {
	var out []string
	for rest := src; ; {
		i := bytes.Index(rest, []byte(name+"="))
		if i < 0 {
			return out
		}
		rest = rest[i+len(name)+1:]
		if len(rest) > 1 && (rest[0] == '"' || rest[0] == '\'') {
			if end := bytes.IndexByte(rest[1:], rest[0]); end >= 0 {
				out = append(out, string(rest[1:1+end]))
			}
		}
	}
}

func lineStarts(src []byte) []int {
	out := []int{0}
	for i, b := range src {
		if b == '\n' {
			out = append(out, i+1)
		}
	}
	return out
}

// lineOf is the line that has a text, 0 none has.
func lineOf(src []byte, text string) int {
	i := bytes.Index(src, []byte(text))
	if i < 0 {
		return 0
	}
	return 1 + bytes.Count(src[:i], []byte("\n"))
}

func sortFindings(list []Finding) {
	slices.SortStableFunc(list, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Text, b.Text))
	})
}
