package wxss

import (
	"strings"
)

// Kind tells what a Token is (CSS Syntax 3 §4).
type Kind uint8

// The kinds of token.
const (
	EOF Kind = iota
	Ident
	Function // Text is the name; the "(" is part of it
	At
	Hash
	String
	BadString
	URL
	BadURL
	Delim // Text is the character
	Number
	Percentage
	Dimension // Text is the unit
	Space
	CDO
	CDC
	Colon
	Semicolon
	Comma
	OpenSquare
	CloseSquare
	OpenParen
	CloseParen
	OpenCurly
	CloseCurly
)

// Token is one CSS token. Text is the name, string, address, unit or character
// with escapes resolved, in the letter case of the source.
type Token struct {
	Kind       Kind
	IsID       bool // a Hash that is an identifier
	IsInt      bool // a Number or Dimension without fraction and exponent
	HasSign    bool // a Number or Dimension that starts with + or -
	Start, End int32
	Text       string
	Num        float64
}

// Is reports an identifier with that name; name must be in lower case.
func (t *Token) Is(name string) bool { return t.Kind == Ident && equalFold(t.Text, name) }

// IsFunc reports a function with that name; name must be in lower case.
func (t *Token) IsFunc(name string) bool { return t.Kind == Function && equalFold(t.Text, name) }

// IsDelim reports that single character.
func (t *Token) IsDelim(c byte) bool {
	return t.Kind == Delim && len(t.Text) == 1 && t.Text[0] == c
}

// equalFold compares ASCII case-insensitively; lower must be in lower case.
func equalFold(s, lower string) bool {
	if len(s) != len(lower) {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}

// Lower gives s with ASCII capitals in lower case, s itself when it has none.
func Lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			return strings.Map(func(r rune) rune {
				if 'A' <= r && r <= 'Z' {
					return r + 'a' - 'A'
				}
				return r
			}, s)
		}
	}
	return s
}

// Tokenize gives the tokens of a value without comments, EOF excluded. Runs of
// white space are one Space token.
func Tokenize(src string) []Token {
	lx := lexer{src: preprocess(src)}
	var out []Token
	for {
		t := lx.next()
		if t.Kind == EOF {
			return out
		}
		if t.Kind == Space && len(out) > 0 && out[len(out)-1].Kind == Space {
			continue // a comment stood between
		}
		out = append(out, t)
	}
}

// Serialize writes tokens back as source text, unharmed by what stood between
// them: used after var() is put in.
func Serialize(src string, from, to Token) string { return src[from.Start:to.End] }
