package script

import "diorama/simulator/wire"

// guard refuses sources that would make the recursive parsers run out of stack,
// which a Go program cannot survive. One linear scan; strings and comments are
// skipped, regular expressions are taken for code, which can only count too much
// inside one literal.
func guard(file string, src []byte) error {
	if len(src) > MaxSource {
		return fail(file, 1, 1, "the file has %d bytes; at most %d are read", len(src), MaxSource)
	}
	depth, run, line, lineStart := 0, 0, 1, 0
	deep := func(i int) error {
		return &Error{wire.Diagnostic{File: file, Line: line, Column: i - lineStart + 1, Message: "nested too deeply; at most 10,000 levels are read"}}
	}
	for i := 0; i < len(src); i++ {
		switch c := src[i]; c {
		case '\n':
			line, lineStart = line+1, i+1
			continue
		case ' ', '\t', '\r':
			continue
		case '(', '[', '{':
			depth++
			run = 0
			if depth > MaxNesting {
				return deep(i)
			}
			continue
		case ')', ']', '}':
			depth = max(depth-1, 0)
			run = 0
			continue
		case '!', '~', '-', '+', '?', ':', '=', '*':
			run++
			if run > maxPrefixRun {
				return deep(i)
			}
			continue
		case '\'', '"':
			i = skipString(src, i, c)
		case '/':
			if i+1 < len(src) && src[i+1] == '/' {
				for i+1 < len(src) && src[i+1] != '\n' {
					i++
				}
				continue
			}
			if i+1 < len(src) && src[i+1] == '*' {
				for i += 2; i+1 < len(src) && (src[i] != '*' || src[i+1] != '/'); i++ {
					if src[i] == '\n' {
						line, lineStart = line+1, i+1
					}
				}
				i++
				continue
			}
		}
		run = 0
	}
	return nil
}

// skipString gives the index of the closing quote, or of the last byte of the line.
func skipString(src []byte, i int, quote byte) int {
	for j := i + 1; j < len(src); j++ {
		switch src[j] {
		case '\\':
			j++
		case quote:
			return j
		case '\n':
			return j - 1
		}
	}
	return len(src) - 1
}
