// Package code colours source text: WXML, WXSS, JavaScript, TypeScript, WXS and JSON.
//
// Its one idea: one pass over a file gives a sorted list of coloured pieces; a line asks
// for the pieces that touch it, so that only visible lines cost anything.
package code

import (
	"path"
	"sort"
	"strings"
)

// Kind is what a piece of text is.
type Kind uint8

// The kinds; what no piece covers is plain.
const (
	Plain Kind = iota
	Comment
	String
	Number
	Keyword
	Literal // true, null, this …
	Tag     // of WXML, selectors of WXSS
	Attr    // attribute, property
	Call    // name of a function that is called
	Braces  // {{ and }}
)

// Piece is a coloured part of the text, bytes.
type Piece struct {
	Start, End int
	Kind       Kind
}

// Text is a file with its lines and pieces.
type Text struct {
	Source string
	starts []int   // of lines
	pieces []Piece // ascending, apart
}

// maxColoured bounds the files that are coloured, bytes; larger ones are plain.
const maxColoured = 4 << 20

// New reads a file; the name tells its language.
func New(name, source string) *Text {
	t := &Text{Source: source, starts: []int{0}}
	for i := 0; i < len(source); i++ {
		if source[i] == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	if len(source) > maxColoured {
		return t
	}
	l := &lexer{src: source}
	switch strings.ToLower(path.Ext(name)) {
	case ".js", ".ts", ".wxs", ".mjs", ".cjs", ".jsx", ".tsx":
		l.script(len(source), false)
	case ".json", ".jsonc", ".map":
		l.script(len(source), true)
	case ".wxss", ".css", ".less", ".scss", ".sass":
		l.sheet()
	case ".wxml", ".xml", ".svg", ".html":
		l.markup()
	}
	t.pieces = l.out
	return t
}

// Lines is how many lines there are, at least one.
func (t *Text) Lines() int { return len(t.starts) }

// Line gives the bounds of line i (from 0) without its end.
func (t *Text) Line(i int) (start, end int) {
	start, end = t.starts[i], len(t.Source)
	if i+1 < len(t.starts) {
		end = t.starts[i+1] - 1
	}
	if end > start && t.Source[end-1] == '\r' {
		end--
	}
	return start, end
}

// LineOf is the line (from 0) that holds an offset.
func (t *Text) LineOf(offset int) int {
	return sort.Search(len(t.starts), func(i int) bool { return t.starts[i] > offset }) - 1
}

// Pieces calls f for every part of a range, coloured and plain, in order.
func (t *Text) Pieces(start, end int, f func(start, end int, k Kind)) {
	at := start
	i := sort.Search(len(t.pieces), func(i int) bool { return t.pieces[i].End > start })
	for ; i < len(t.pieces) && t.pieces[i].Start < end; i++ {
		p := t.pieces[i]
		if p.Start > at {
			f(at, p.Start, Plain)
		}
		from, to := max(p.Start, at), min(p.End, end)
		f(from, to, p.Kind)
		at = to
	}
	if at < end {
		f(at, end, Plain)
	}
}
