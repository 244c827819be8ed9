package project

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tailscale/hujson"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// document is a JSON file read leniently (comments, trailing commas, byte order
// mark) that still knows where each value stands.
type document struct {
	file  string
	src   []byte
	tree  hujson.Value
	Value value.Value
}

var hujsonPlace = regexp.MustCompile(`line (\d+), column (\d+): (.*)$`)

// parseJSON reads one file. On a mistake the document is empty and the diagnostic
// says where; it never fails otherwise.
func parseJSON(file string, src []byte) (*document, *wire.Diagnostic) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	d := &document{file: file, src: src, Value: value.OfMap(nil, nil)}
	fail := func(line, col int, msg string) (*document, *wire.Diagnostic) {
		return d, &wire.Diagnostic{File: file, Line: line, Column: col, Message: msg}
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return fail(1, 1, "expected a JSON object, found an empty file; write {} for no configuration")
	}
	if off, ok := tooDeep(src); ok {
		line, col := place(src, off)
		return fail(line, col, fmt.Sprintf("JSON nested deeper than %d levels", maxJSONDepth))
	}
	tree, err := hujson.Parse(src)
	if err != nil {
		line, col, msg := 1, 1, err.Error()
		if m := hujsonPlace.FindStringSubmatch(msg); m != nil {
			line, _ = strconv.Atoi(m[1])
			col, _ = strconv.Atoi(m[2])
			msg = m[3]
		}
		return fail(line, col, "not valid JSON: "+msg)
	}
	d.tree = tree
	std := tree.Clone()
	std.Standardize()
	v, err := value.ParseJSON(std.Pack())
	if err != nil {
		return fail(1, 1, err.Error())
	}
	if v.Kind() != value.Map {
		return fail(1, 1, fmt.Sprintf("expected a JSON object, found %s", v.Kind()))
	}
	d.Value = v
	return d, nil
}

// at gives line and column of the value at a JSON pointer path, (0,0) when absent.
func (d *document) at(path ...string) (line, col int) {
	if d.tree.Value == nil {
		return 0, 0
	}
	var ptr strings.Builder
	for _, p := range path {
		ptr.WriteByte('/')
		ptr.WriteString(strings.ReplaceAll(strings.ReplaceAll(p, "~", "~0"), "/", "~1"))
	}
	v := d.tree.Find(ptr.String())
	if v == nil {
		return 0, 0
	}
	return place(d.src, v.StartOffset)
}

// problem makes a diagnostic at the value under path.
func (d *document) problem(warning bool, msg string, path ...string) wire.Diagnostic {
	line, col := d.at(path...)
	return wire.Diagnostic{File: d.file, Line: line, Column: col, Message: msg, Warning: warning}
}

// place turns a byte offset into a 1-based line and column in characters.
func place(src []byte, off int) (line, col int) {
	off = min(off, len(src))
	line = 1 + bytes.Count(src[:off], []byte("\n"))
	start := bytes.LastIndexByte(src[:off], '\n') + 1
	return line, 1 + utf8.RuneCount(src[start:off])
}

// tooDeep scans for nesting beyond maxJSONDepth, strings and comments apart: the
// parser below recurses.
func tooDeep(src []byte) (offset int, deep bool) {
	depth := 0
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '"':
			for i++; i < len(src) && src[i] != '"'; i++ {
				if src[i] == '\\' {
					i++
				}
			}
		case '[', '{':
			if depth++; depth > maxJSONDepth {
				return i, true
			}
		case ']', '}':
			depth--
		}
	}
	return 0, false
}

func strOf(v value.Value, def string) string {
	if v.Kind() == value.String {
		return v.Str()
	}
	return def
}

func boolOf(v value.Value, def bool) bool {
	if v.Kind() == value.Bool {
		return v.Truthy()
	}
	return def
}

func numOf(v value.Value, def float64) float64 {
	if v.Kind() == value.Number {
		return v.Num()
	}
	return def
}
