package wxml

import (
	"strings"
	"unicode/utf8"
)

// cursor turns byte offsets into positions; asking in rising order costs one pass
// over the source in all.
type cursor struct {
	src  string
	off  int
	line int // 0-based
	col  int // 0-based, in characters
}

// at gives the position of the byte offset off.
func (c *cursor) at(off int) Pos {
	if off < c.off {
		// A step back is rare and short: within the line, or from the line's start.
		back := c.src[off:c.off]
		if strings.IndexByte(back, '\n') < 0 {
			c.col -= utf8.RuneCountInString(back)
			c.off = off
			return Pos{Line: c.line + 1, Column: c.col + 1}
		}
		c.line -= strings.Count(back, "\n")
		start := strings.LastIndexByte(c.src[:off], '\n') + 1
		c.col, c.off = utf8.RuneCountInString(c.src[start:off]), off
		return Pos{Line: c.line + 1, Column: c.col + 1}
	}
	for {
		s := c.src[c.off:off]
		i := strings.IndexByte(s, '\n')
		if i < 0 {
			c.col += utf8.RuneCountInString(s)
			c.off = off
			return Pos{Line: c.line + 1, Column: c.col + 1}
		}
		c.line++
		c.col = 0
		c.off += i + 1
	}
}
