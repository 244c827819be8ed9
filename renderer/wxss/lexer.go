package wxss

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// lexer is the tokenizer of CSS Syntax 3 §4.3 over preprocessed text.
type lexer struct {
	src string
	pos int
	// last comment was not closed
	openComment bool
}

// preprocess does CSS Syntax 3 §3.3: newlines, NUL and broken UTF-8.
func preprocess(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if strings.IndexByte(s, '\f') >= 0 {
		s = strings.ReplaceAll(s, "\f", "\n")
	}
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	if !utf8.ValidString(s) {
		var b strings.Builder
		for _, r := range s {
			b.WriteRune(r)
		}
		s = b.String()
	}
	return s
}

func (l *lexer) at(i int) byte {
	if i < len(l.src) {
		return l.src[i]
	}
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
func isDigit(c byte) bool { return '0' <= c && c <= '9' }
func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
func isNameStart(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}
func isName(c byte) bool { return isNameStart(c) || isDigit(c) || c == '-' }

// validEscape: §4.3.8, src[i] is the backslash.
func (l *lexer) validEscape(i int) bool {
	return l.at(i) == '\\' && i+1 < len(l.src) && l.src[i+1] != '\n'
}

// identStart: §4.3.9.
func (l *lexer) identStart(i int) bool {
	c := l.at(i)
	switch {
	case c == '-':
		d := l.at(i + 1)
		return isNameStart(d) || d == '-' || l.validEscape(i+1)
	case isNameStart(c):
		return true
	case c == '\\':
		return l.validEscape(i)
	}
	return false
}

// numberStart: §4.3.10.
func (l *lexer) numberStart(i int) bool {
	c := l.at(i)
	if c == '+' || c == '-' {
		i++
		c = l.at(i)
	}
	return isDigit(c) || c == '.' && isDigit(l.at(i+1))
}

func (l *lexer) skipComment() bool {
	if l.at(l.pos) != '/' || l.at(l.pos+1) != '*' {
		return false
	}
	end := strings.Index(l.src[l.pos+2:], "*/")
	if end < 0 {
		l.pos = len(l.src)
		l.openComment = true
	} else {
		l.pos += end + 4
	}
	return true
}

// next gives the next token; comments are passed over.
func (l *lexer) next() Token {
	for l.pos < len(l.src) && l.src[l.pos] == '/' && l.skipComment() {
	}
	t := Token{Start: int32(l.pos)}
	if l.pos >= len(l.src) {
		t.End = t.Start
		return t
	}
	c := l.src[l.pos]
	switch {
	case isSpace(c):
		for l.pos < len(l.src) && isSpace(l.src[l.pos]) {
			l.pos++
		}
		t.Kind = Space
	case isNameStart(c):
		l.identLike(&t)
	case isDigit(c):
		l.numeric(&t)
	default:
		l.punct(&t, c)
	}
	t.End = int32(l.pos)
	return t
}

func (l *lexer) punct(t *Token, c byte) {
	single := func(k Kind) {
		t.Kind = k
		t.Text = l.src[l.pos : l.pos+1]
		l.pos++
	}
	switch c {
	case '"', '\'':
		l.str(t, c)
	case '#':
		if isName(l.at(l.pos+1)) || l.validEscape(l.pos+1) {
			t.Kind = Hash
			t.IsID = l.identStart(l.pos + 1)
			l.pos++
			t.Text = l.name()
			return
		}
		single(Delim)
	case '(':
		single(OpenParen)
	case ')':
		single(CloseParen)
	case '[':
		single(OpenSquare)
	case ']':
		single(CloseSquare)
	case '{':
		single(OpenCurly)
	case '}':
		single(CloseCurly)
	case ',':
		single(Comma)
	case ':':
		single(Colon)
	case ';':
		single(Semicolon)
	case '+', '.':
		if l.numberStart(l.pos) {
			l.numeric(t)
			return
		}
		single(Delim)
	case '-':
		switch {
		case l.numberStart(l.pos):
			l.numeric(t)
		case strings.HasPrefix(l.src[l.pos:], "-->"):
			l.pos += 3
			t.Kind = CDC
		case l.identStart(l.pos):
			l.identLike(t)
		default:
			single(Delim)
		}
	case '<':
		if strings.HasPrefix(l.src[l.pos:], "<!--") {
			l.pos += 4
			t.Kind = CDO
			return
		}
		single(Delim)
	case '@':
		if l.identStart(l.pos + 1) {
			l.pos++
			t.Kind = At
			t.Text = l.name()
			return
		}
		single(Delim)
	case '\\':
		if l.validEscape(l.pos) {
			l.identLike(t)
			return
		}
		single(Delim)
	default:
		single(Delim)
	}
}

// name consumes an identifier sequence: §4.3.11.
func (l *lexer) name() string {
	start := l.pos
	for l.pos < len(l.src) && isName(l.src[l.pos]) {
		l.pos++
	}
	if l.at(l.pos) != '\\' || !l.validEscape(l.pos) {
		return l.src[start:l.pos]
	}
	var b strings.Builder
	b.WriteString(l.src[start:l.pos])
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case isName(c):
			b.WriteByte(c)
			l.pos++
		case l.validEscape(l.pos):
			l.pos++
			b.WriteRune(l.escape())
		default:
			return b.String()
		}
	}
	return b.String()
}

// escape consumes an escaped code point after the backslash: §4.3.7.
func (l *lexer) escape() rune {
	if l.pos >= len(l.src) {
		return utf8.RuneError
	}
	if !isHex(l.src[l.pos]) {
		r, n := utf8.DecodeRuneInString(l.src[l.pos:])
		l.pos += n
		return r
	}
	v := rune(0)
	for i := 0; i < 6 && l.pos < len(l.src) && isHex(l.src[l.pos]); i++ {
		c := l.src[l.pos]
		switch {
		case isDigit(c):
			v = v<<4 | rune(c-'0')
		default:
			v = v<<4 | rune(c|0x20-'a'+10)
		}
		l.pos++
	}
	if l.pos < len(l.src) && isSpace(l.src[l.pos]) {
		l.pos++
	}
	if v == 0 || v > utf8.MaxRune || v >= 0xD800 && v <= 0xDFFF {
		return utf8.RuneError
	}
	return v
}

func (l *lexer) identLike(t *Token) {
	t.Kind = Ident
	t.Text = l.name()
	if l.at(l.pos) != '(' || l.pos >= len(l.src) {
		return
	}
	l.pos++
	t.Kind = Function
	if !equalFold(t.Text, "url") {
		return
	}
	i := l.pos
	for isSpace(l.at(i)) {
		i++
	}
	if c := l.at(i); c == '"' || c == '\'' {
		return
	}
	l.url(t, i)
}

// url consumes an unquoted address: §4.3.6.
func (l *lexer) url(t *Token, i int) {
	l.pos = i
	t.Kind = URL
	start := i
	var b *strings.Builder
	text := func(end int) string {
		if b != nil {
			return b.String()
		}
		return l.src[start:end]
	}
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case c == ')':
			t.Text = text(l.pos)
			l.pos++
			return
		case isSpace(c):
			end := l.pos
			for isSpace(l.at(l.pos)) {
				l.pos++
			}
			if l.pos >= len(l.src) || l.src[l.pos] == ')' {
				t.Text = text(end)
				l.pos = min(l.pos+1, len(l.src))
				return
			}
			l.badURL(t)
			return
		case c == '"' || c == '\'' || c == '(' || c < 0x20 || c == 0x7f:
			l.badURL(t)
			return
		case c == '\\':
			if !l.validEscape(l.pos) {
				l.badURL(t)
				return
			}
			if b == nil {
				b = new(strings.Builder)
				b.WriteString(l.src[start:l.pos])
			}
			l.pos++
			b.WriteRune(l.escape())
		default:
			if b != nil {
				b.WriteByte(c)
			}
			l.pos++
		}
	}
	t.Text = text(l.pos)
}

func (l *lexer) badURL(t *Token) {
	t.Kind = BadURL
	t.Text = ""
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		l.pos++
		if c == ')' {
			return
		}
		if c == '\\' && l.pos < len(l.src) {
			l.pos++
		}
	}
}

// str consumes a string: §4.3.5.
func (l *lexer) str(t *Token, quote byte) {
	t.Kind = String
	l.pos++
	start := l.pos
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; c {
		case quote:
			t.Text = l.src[start:l.pos]
			l.pos++
			return
		case '\n':
			t.Kind = BadString
			return
		case '\\':
			l.strEscaped(t, quote, start)
			return
		default:
			l.pos++
		}
	}
	t.Text = l.src[start:]
}

func (l *lexer) strEscaped(t *Token, quote byte, start int) {
	var b strings.Builder
	b.WriteString(l.src[start:l.pos])
	for l.pos < len(l.src) {
		switch c := l.src[l.pos]; c {
		case quote:
			l.pos++
			t.Text = b.String()
			return
		case '\n':
			t.Kind = BadString
			return
		case '\\':
			l.pos++
			switch {
			case l.pos >= len(l.src):
			case l.src[l.pos] == '\n':
				l.pos++
			default:
				b.WriteRune(l.escape())
			}
		default:
			b.WriteByte(c)
			l.pos++
		}
	}
	t.Text = b.String()
}

// numeric consumes a number, percentage or dimension: §4.3.3 and §4.3.12.
func (l *lexer) numeric(t *Token) {
	start := l.pos
	if c := l.src[l.pos]; c == '+' || c == '-' {
		t.HasSign = true
		l.pos++
	}
	t.IsInt = true
	for isDigit(l.at(l.pos)) {
		l.pos++
	}
	if l.at(l.pos) == '.' && isDigit(l.at(l.pos+1)) {
		t.IsInt = false
		l.pos++
		for isDigit(l.at(l.pos)) {
			l.pos++
		}
	}
	if c := l.at(l.pos); c == 'e' || c == 'E' {
		d := l.at(l.pos + 1)
		if isDigit(d) || (d == '+' || d == '-') && isDigit(l.at(l.pos+2)) {
			t.IsInt = false
			l.pos += 2
			for isDigit(l.at(l.pos)) {
				l.pos++
			}
		}
	}
	t.Num = number(l.src[start:l.pos], t.IsInt)
	t.Kind = Number
	switch {
	case l.at(l.pos) == '%':
		t.Kind = Percentage
		l.pos++
	case l.identStart(l.pos):
		t.Kind = Dimension
		t.Text = l.name()
	}
}

// number converts the text of a number. Faster: integers of up to 15 digits by
// hand, since they are nearly all.
func number(s string, isInt bool) float64 {
	if isInt && len(s) <= 15 {
		v, neg := int64(0), false
		for i := 0; i < len(s); i++ {
			switch c := s[i]; c {
			case '-':
				neg = true
			case '+':
			default:
				v = v*10 + int64(c-'0')
			}
		}
		if neg {
			v = -v
		}
		return float64(v)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		if math.IsInf(v, 1) {
			return math.MaxFloat32
		}
		if math.IsInf(v, -1) {
			return -math.MaxFloat32
		}
	}
	return max(-math.MaxFloat32, min(math.MaxFloat32, v))
}
