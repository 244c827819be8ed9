package expr

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tok is the kind of a token. Punctuation has its own kinds below.
type tok uint8

const (
	tEnd tok = iota
	tName
	tNumber
	tString
	tDots   // ...
	tOpen   // (
	tClose  // )
	tOpenB  // [
	tCloseB // ]
	tOpenC  // {
	tCloseC // }
	tComma
	tColon
	tDot
	tQuestion
	tNullish
	tOr
	tAnd
	tBitOr
	tBitXor
	tBitAnd
	tEq
	tNe
	tSame
	tNotSame
	tLess
	tLessEq
	tMore
	tMoreEq
	tShl
	tShr
	tUshr
	tPlus
	tMinus
	tStar
	tSlash
	tPercent
	tNot
	tTilde
)

// lexer gives the tokens of src one at a time.
type lexer struct {
	src   string
	pos   int     // after the current token
	start int     // of the current token
	kind  tok     // of the current token
	text  string  // tName: the name; tString: the decoded text
	num   float64 // tNumber
	err   *Error
}

func (l *lexer) fail(offset int, message string) {
	if l.err == nil {
		l.err = &Error{Offset: min(offset, len(l.src)), Message: message}
	}
	l.kind, l.pos = tEnd, len(l.src)
}

// next moves to the next token.
func (l *lexer) next() {
	l.skipSpace()
	l.start = l.pos
	if l.pos >= len(l.src) {
		l.kind = tEnd
		return
	}
	c := l.src[l.pos]
	switch {
	case nameByte[c] == nameStart || c >= utf8.RuneSelf:
		l.name()
	case c >= '0' && c <= '9' || c == '.' && l.pos+1 < len(l.src) && l.src[l.pos+1] >= '0' && l.src[l.pos+1] <= '9':
		l.number()
	case c == '"' || c == '\'':
		l.string(c)
	default:
		l.punct(c)
	}
}

const (
	nameStart = 1
	namePart  = 2
)

// nameByte says which ASCII bytes start or continue a name.
var nameByte = func() (t [256]uint8) {
	for c := 'a'; c <= 'z'; c++ {
		t[c], t[c-32] = nameStart, nameStart
	}
	t['_'], t['$'] = nameStart, nameStart
	for c := '0'; c <= '9'; c++ {
		t[c] = namePart
	}
	return t
}()

func (l *lexer) skipSpace() {
	for l.pos < len(l.src) {
		c := l.src[l.pos]
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			l.pos++
		case c == '/' && strings.HasPrefix(l.src[l.pos:], "/*"):
			end := strings.Index(l.src[l.pos+2:], "*/")
			if end < 0 { // WeChat: goes to the end; oracle wcc
				l.pos = len(l.src)
				return
			}
			l.pos += end + 4
		case c == '/' && strings.HasPrefix(l.src[l.pos:], "//"):
			// WeChat: a//*c*/b is a division in the classic compiler, which has no
			// line comments; oracle wcc.
			if rest := l.src[l.pos+2:]; strings.HasPrefix(rest, "*") && strings.Contains(rest, "*/") {
				return
			}
			end := strings.IndexByte(l.src[l.pos:], '\n')
			if end < 0 {
				end = len(l.src) - l.pos
			}
			l.pos += end
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(l.src[l.pos:])
			if r != 0xFEFF && !unicode.IsSpace(r) {
				return
			}
			l.pos += n
		default:
			return
		}
	}
}

func (l *lexer) name() {
	i := l.pos
	for i < len(l.src) {
		c := l.src[i]
		if c < utf8.RuneSelf {
			if nameByte[c] == 0 {
				break
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(l.src[i:])
		if !unicode.IsLetter(r) && (i == l.pos || !unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc)) {
			break
		}
		i += n
	}
	if i == l.pos {
		r, _ := utf8.DecodeRuneInString(l.src[i:])
		l.fail(i, "the character "+quote(string(r))+" is not allowed here"+hintFor(r))
		return
	}
	l.kind, l.text, l.pos = tName, l.src[l.pos:i], i
}

// hintFor names the likely typing mistake behind a full-width character.
func hintFor(r rune) string {
	if r > 0xFF00 && r < 0xFF5F {
		return "; did you mean the half-width " + quote(string(r-0xFEE0)) + "?"
	}
	switch r {
	case '“', '”':
		return `; did you mean a straight "?`
	case '‘', '’':
		return "; did you mean a straight '?"
	}
	return ""
}

func (l *lexer) number() {
	s := l.src[l.pos:]
	i := 0
	if len(s) > 1 && s[0] == '0' {
		base, skip := 0, 2
		switch s[1] {
		case 'x', 'X':
			base = 16
		case 'o', 'O':
			base = 8
		case 'b', 'B':
			base = 2
		default:
			// 010 is 8, as in JavaScript. // WeChat: oracle exparser.
			if i = digits(s, 0); i > 1 && strings.Trim(s[:i], "01234567") == "" && (i == len(s) || s[i] != '.' && s[i]|32 != 'e') {
				base, skip = 8, 1
			}
		}
		if base != 0 {
			l.num = 0
			for i = skip; i < len(s) && digitOf(s[i]) < base; i++ {
				l.num = l.num*float64(base) + float64(digitOf(s[i]))
			}
			if i == skip {
				l.fail(l.pos, "a number with the prefix "+quote(s[:skip])+" needs digits")
				return
			}
			l.endNumber(i)
			return
		}
	}
	i = digits(s, 0)
	if i < len(s) && s[i] == '.' {
		i = digits(s, i+1)
	}
	if i < len(s) && s[i]|32 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if end := digits(s, j); end > j {
			i = end
		}
	}
	f, err := strconv.ParseFloat(s[:i], 64)
	if err != nil && !math.IsInf(f, 0) {
		l.fail(l.pos, "the number "+quote(s[:i])+" cannot be read")
		return
	}
	l.num = f
	l.endNumber(i)
}

func (l *lexer) endNumber(n int) {
	l.kind = tNumber
	l.pos += n
	if l.pos < len(l.src) && nameByte[l.src[l.pos]] != 0 {
		l.fail(l.pos, "a number cannot be followed by "+quote(l.src[l.pos:l.pos+1])+"; put text in quotes")
	}
}

func digits(s string, i int) int {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

func digitOf(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|32 >= 'a' && c|32 <= 'f':
		return int(c|32-'a') + 10
	}
	return 99
}

// string reads a string literal: up to the next q that no backslash precedes.
func (l *lexer) string(q byte) {
	l.kind = tString
	body := l.src[l.pos+1:]
	escaped := false
	for i := 0; i < len(body); i++ {
		switch body[i] {
		case q:
			l.text = body[:i]
			if escaped {
				l.text = Unescape(l.text)
			}
			l.pos += i + 2
			return
		case '\\':
			escaped = true
			i++
		}
	}
	l.fail(l.pos, "the text is not closed: "+string(q)+" is missing")
}

func (l *lexer) punct(c byte) {
	next := func(i int) byte {
		if l.pos+i < len(l.src) {
			return l.src[l.pos+i]
		}
		return 0
	}
	take := func(k tok, n int) { l.kind, l.pos = k, l.pos+n }
	switch c {
	case '(':
		take(tOpen, 1)
	case ')':
		take(tClose, 1)
	case '[':
		take(tOpenB, 1)
	case ']':
		take(tCloseB, 1)
	case '{':
		take(tOpenC, 1)
	case '}':
		take(tCloseC, 1)
	case ',':
		take(tComma, 1)
	case ':':
		take(tColon, 1)
	case '.':
		if next(1) == '.' && next(2) == '.' {
			take(tDots, 3)
		} else {
			take(tDot, 1)
		}
	case '?':
		switch d := next(2); {
		case next(1) == '?':
			take(tNullish, 2)
		case next(1) == '.' && (d < '0' || d > '9'):
			l.fail(l.pos, "?. is not part of WXML; write a plain dot: a member of undefined is undefined here")
		default:
			take(tQuestion, 1)
		}
	case '|':
		if next(1) == '|' {
			take(tOr, 2)
		} else {
			take(tBitOr, 1)
		}
	case '&':
		if next(1) == '&' {
			take(tAnd, 2)
		} else {
			take(tBitAnd, 1)
		}
	case '^':
		take(tBitXor, 1)
	case '=':
		switch {
		case next(1) == '=' && next(2) == '=':
			take(tSame, 3)
		case next(1) == '=':
			take(tEq, 2)
		case next(1) == '>':
			l.fail(l.pos, "functions cannot be written in WXML; put it into a wxs module")
		default:
			l.fail(l.pos, "an expression cannot assign; did you mean == ?")
		}
	case '!':
		switch {
		case next(1) == '=' && next(2) == '=':
			take(tNotSame, 3)
		case next(1) == '=':
			take(tNe, 2)
		default:
			take(tNot, 1)
		}
	case '<':
		switch next(1) {
		case '<':
			take(tShl, 2)
		case '=':
			take(tLessEq, 2)
		default:
			take(tLess, 1)
		}
	case '>':
		switch {
		case next(1) == '>' && next(2) == '>':
			take(tUshr, 3)
		case next(1) == '>':
			take(tShr, 2)
		case next(1) == '=':
			take(tMoreEq, 2)
		default:
			take(tMore, 1)
		}
	case '+':
		take(tPlus, 1)
	case '-':
		take(tMinus, 1)
	case '*':
		take(tStar, 1)
	case '/':
		take(tSlash, 1)
	case '%':
		take(tPercent, 1)
	case '~':
		take(tTilde, 1)
	case '`':
		l.fail(l.pos, "template literals are not part of WXML; join texts with + or write text outside {{ }}")
	case ';':
		l.fail(l.pos, "an expression has no statements; remove the ;")
	default:
		l.fail(l.pos, "the character "+quote(string(rune(c)))+" is not allowed here")
	}
}
