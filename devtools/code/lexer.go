package code

import "strings"

// lexer makes pieces; every step moves pos on.
type lexer struct {
	src string
	pos int
	out []Piece
}

func (l *lexer) put(start, end int, k Kind) {
	if end > start {
		l.out = append(l.out, Piece{start, end, k})
	}
}

// until moves behind the next text, at most to end, and reports whether it was there.
func (l *lexer) until(text string, end int) bool {
	if i := strings.Index(l.src[l.pos:end], text); i >= 0 {
		l.pos += i + len(text)
		return true
	}
	l.pos = end
	return false
}

func (l *lexer) has(text string, end int) bool {
	return strings.HasPrefix(l.src[l.pos:end], text)
}

// quoted passes a string of one line over.
func (l *lexer) quoted(end int) {
	q := l.src[l.pos]
	for l.pos++; l.pos < end && l.src[l.pos] != q && l.src[l.pos] != '\n'; l.pos++ {
		if l.src[l.pos] == '\\' && l.pos+1 < end {
			l.pos++
		}
	}
	if l.pos < end && l.src[l.pos] == q {
		l.pos++
	}
}

func nameByte(b byte) bool {
	return b == '_' || b == '$' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

func space(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// keywords of JavaScript and TypeScript, and literals.
var keywords = map[string]Kind{
	"abstract": Keyword, "as": Keyword, "async": Keyword, "await": Keyword, "break": Keyword, "case": Keyword, "catch": Keyword, "class": Keyword, "const": Keyword,
	"continue": Keyword, "debugger": Keyword, "declare": Keyword, "default": Keyword, "delete": Keyword, "do": Keyword, "else": Keyword, "enum": Keyword, "export": Keyword,
	"extends": Keyword, "finally": Keyword, "for": Keyword, "from": Keyword, "function": Keyword, "if": Keyword, "implements": Keyword, "import": Keyword, "in": Keyword,
	"instanceof": Keyword, "interface": Keyword, "let": Keyword, "new": Keyword, "of": Keyword, "private": Keyword, "protected": Keyword, "public": Keyword, "readonly": Keyword,
	"return": Keyword, "static": Keyword, "switch": Keyword, "throw": Keyword, "try": Keyword, "type": Keyword, "typeof": Keyword, "var": Keyword, "void": Keyword, "while": Keyword,
	"with": Keyword, "yield": Keyword, "true": Literal, "false": Literal, "null": Literal, "undefined": Literal, "this": Literal, "super": Literal, "NaN": Literal,
}

// script colours JavaScript up to end; json colours keys of objects as such.
func (l *lexer) script(end int, json bool) {
	var templates []int // depth of braces within ${ }, one per open template
	operand := false    // what stands before ends an operand: a slash divides
	for l.pos < end {
		start, b := l.pos, l.src[l.pos]
		switch {
		case space(b):
			l.pos++
		case l.has("//", end):
			if i := strings.IndexByte(l.src[l.pos:end], '\n'); i >= 0 {
				l.pos += i
			} else {
				l.pos = end
			}
			l.put(start, l.pos, Comment)
		case l.has("/*", end):
			l.pos += 2
			l.until("*/", end)
			l.put(start, l.pos, Comment)
		case b == '"' || b == '\'':
			l.quoted(end)
			k := String
			if json && l.before(':', end) {
				k = Attr
			}
			l.put(start, l.pos, k)
			operand = true
		case b == '`':
			l.pos++
			if l.template(start, end) {
				templates = append(templates, 0)
				operand = false
			} else {
				operand = true
			}
		case b == '}' && len(templates) > 0 && templates[len(templates)-1] == 0:
			templates = templates[:len(templates)-1]
			l.pos++
			if l.template(start, end) {
				templates = append(templates, 0)
				operand = false
			} else {
				operand = true
			}
		case digit(b) || b == '.' && l.pos+1 < end && digit(l.src[l.pos+1]):
			for l.pos++; l.pos < end && (nameByte(l.src[l.pos]) || l.src[l.pos] == '.'); l.pos++ {
			}
			l.put(start, l.pos, Number)
			operand = true
		case nameByte(b):
			for l.pos < end && nameByte(l.src[l.pos]) {
				l.pos++
			}
			member := start > 0 && l.src[start-1] == '.' && !strings.HasSuffix(l.src[:start], "...")
			k := keywords[l.src[start:l.pos]]
			switch {
			case member || k == Plain:
				operand = true
				if l.before('(', end) {
					l.put(start, l.pos, Call)
				} else if !member && l.before(':', end) {
					l.put(start, l.pos, Attr)
				}
			default:
				operand = k == Literal
				l.put(start, l.pos, k)
			}
		case b == '/' && !operand && !json:
			l.regexp(end)
			l.put(start, l.pos, String)
			operand = true
		default:
			if n := len(templates); n > 0 {
				switch b {
				case '{':
					templates[n-1]++
				case '}':
					templates[n-1]--
				}
			}
			operand = b == ')' || b == ']' || b == '}'
			l.pos++
		}
	}
}

// before reports whether the next sign that is no space is b.
func (l *lexer) before(b byte, end int) bool {
	const far = 200 // signs that are looked at
	for i := l.pos; i < min(end, l.pos+far); i++ {
		if !space(l.src[i]) {
			return l.src[i] == b
		}
	}
	return false
}

// template passes the text of a template string over, from start; true: it stopped behind
// a ${.
func (l *lexer) template(start, end int) bool {
	for l.pos < end {
		switch {
		case l.src[l.pos] == '\\' && l.pos+1 < end:
			l.pos += 2
			continue
		case l.src[l.pos] == '`':
			l.pos++
			l.put(start, l.pos, String)
			return false
		case l.has("${", end):
			l.pos += 2
			l.put(start, l.pos, String)
			return true
		}
		l.pos++
	}
	l.put(start, l.pos, String)
	return false
}

// regexp passes a regular expression over; one that does not end on its line is a slash.
func (l *lexer) regexp(end int) {
	class := false
	for i := l.pos + 1; i < end && l.src[i] != '\n'; i++ {
		switch c := l.src[i]; {
		case c == '\\':
			i++
		case c == '[':
			class = true
		case c == ']':
			class = false
		case c == '/' && !class:
			for i++; i < end && nameByte(l.src[i]); i++ {
			}
			l.pos = i
			return
		}
	}
	l.pos++
}

// sheet colours WXSS and its relatives.
func (l *lexer) sheet() {
	end := len(l.src)
	for l.pos < end {
		start, b := l.pos, l.src[l.pos]
		switch {
		case l.has("/*", end):
			l.pos += 2
			l.until("*/", end)
			l.put(start, l.pos, Comment)
		case b == '"' || b == '\'':
			l.quoted(end)
			l.put(start, l.pos, String)
		case b == '@':
			for l.pos++; l.pos < end && (nameByte(l.src[l.pos]) || l.src[l.pos] == '-'); l.pos++ {
			}
			l.put(start, l.pos, Keyword)
			stop := l.pos + strings.IndexAny(l.src[l.pos:]+";", ";{}")
			l.values(min(stop, end))
		case space(b) || b == '{' || b == '}' || b == ';':
			l.pos++
		default:
			l.statement()
		}
	}
}

// statement is a declaration when a ; or } comes before the next {, else a selector.
func (l *lexer) statement() {
	end := len(l.src)
	start, stop, colon := l.pos, end, -1
	depth := 0
loop:
	for i := l.pos; i < end; i++ {
		switch l.src[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ':':
			if colon < 0 {
				colon = i
			}
		case '/':
			if strings.HasPrefix(l.src[i:], "/*") && i > start {
				stop = i
				break loop
			}
		case '{', '}', ';':
			if depth <= 0 || l.src[i] != ';' {
				stop = i
				break loop
			}
		}
	}
	if stop < end && l.src[stop] == '{' || colon < 0 {
		l.put(start, stop, Tag)
		l.pos = max(stop, start+1)
		return
	}
	l.put(start, colon, Attr)
	l.pos = colon + 1
	l.values(max(stop, l.pos))
}

// values colours numbers, colours, strings and functions up to end.
func (l *lexer) values(end int) {
	for l.pos < end {
		start, b := l.pos, l.src[l.pos]
		switch {
		case l.has("/*", end):
			l.pos += 2
			l.until("*/", end)
			l.put(start, l.pos, Comment)
		case b == '"' || b == '\'':
			l.quoted(end)
			l.put(start, l.pos, String)
		case digit(b) || b == '#' || b == '.' && l.pos+1 < end && digit(l.src[l.pos+1]):
			for l.pos++; l.pos < end && (nameByte(l.src[l.pos]) || l.src[l.pos] == '.' || l.src[l.pos] == '%'); l.pos++ {
			}
			l.put(start, l.pos, Number)
		case nameByte(b) || b == '-':
			for l.pos++; l.pos < end && (nameByte(l.src[l.pos]) || l.src[l.pos] == '-'); l.pos++ {
			}
			if l.pos < end && l.src[l.pos] == '(' {
				l.put(start, l.pos, Call)
			}
		case b == '!':
			for l.pos++; l.pos < end && nameByte(l.src[l.pos]); l.pos++ {
			}
			l.put(start, l.pos, Keyword)
		default:
			l.pos++
		}
	}
}

// markup colours WXML.
func (l *lexer) markup() {
	end := len(l.src)
	for l.pos < end {
		start := l.pos
		switch {
		case l.has("<!--", end):
			l.until("-->", end)
			l.put(start, l.pos, Comment)
		case l.src[l.pos] == '<' && l.pos+1 < end && (l.src[l.pos+1] == '/' || l.src[l.pos+1] == '?' || l.src[l.pos+1] == '!' || nameByte(l.src[l.pos+1])):
			l.tag()
		case l.has("{{", end):
			l.binding(end)
		default:
			l.pos++
		}
	}
}

// binding is {{ expression }}.
func (l *lexer) binding(end int) {
	start := l.pos
	stop, ends := end, false
	if i := strings.Index(l.src[l.pos:end], "}}"); i >= 0 {
		stop, ends = l.pos+i, true
	}
	l.pos += 2
	l.put(start, l.pos, Braces)
	if stop < l.pos {
		return
	}
	l.script(stop, false)
	if ends {
		l.put(stop, stop+2, Braces)
		l.pos = stop + 2
	}
}

func (l *lexer) tag() {
	end := len(l.src)
	start := l.pos
	l.pos++
	closing := l.pos < end && l.src[l.pos] == '/'
	for l.pos < end && !space(l.src[l.pos]) && l.src[l.pos] != '>' && (l.src[l.pos] != '/' || l.pos == start+1) {
		l.pos++
	}
	name := strings.TrimLeft(l.src[start:l.pos], "</")
	l.put(start, l.pos, Tag)
	self := false
	for l.pos < end && l.src[l.pos] != '>' {
		from, b := l.pos, l.src[l.pos]
		switch {
		case b == '"' || b == '\'':
			l.attribute()
		case b == '<':
			return // the tag before was not closed
		case space(b) || b == '=':
			l.pos++
		case b == '/':
			self = true
			l.pos++
		default:
			self = false
			for l.pos < end && !space(l.src[l.pos]) && strings.IndexByte("=>/\"'<", l.src[l.pos]) < 0 {
				l.pos++
			}
			l.put(from, l.pos, Attr)
		}
	}
	if l.pos < end {
		from := l.pos
		if self && l.src[l.pos-1] == '/' {
			from--
		}
		l.pos++
		l.put(from, l.pos, Tag)
	}
	if name == "wxs" && !closing && !self {
		stop := end
		if i := strings.Index(l.src[l.pos:], "</wxs"); i >= 0 {
			stop = l.pos + i
		}
		l.script(stop, false)
	}
}

// attribute is a quoted value with bindings in it; it may have several lines.
func (l *lexer) attribute() {
	end := len(l.src)
	q := l.src[l.pos]
	from := l.pos
	stop := end
	if i := strings.IndexByte(l.src[l.pos+1:], q); i >= 0 {
		stop = l.pos + 1 + i
	}
	l.pos++
	for l.pos < stop {
		if l.has("{{", stop) {
			l.put(from, l.pos, String)
			l.binding(stop)
			from = l.pos
			continue
		}
		l.pos++
	}
	l.pos = min(stop+1, end)
	l.put(from, l.pos, String)
}
