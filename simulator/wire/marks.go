package wire

import (
	"fmt"
	"strings"
	"time"
)

// Mark is what is wrong with a setData that works, as WeChat's audits and
// documentation name it. A set of bits.
type Mark uint8

// The marks.
const (
	MarkHuge      Mark = 1 << iota // more than 1,024 KB: a phone refuses it
	MarkBig                        // more than 256 KB
	MarkFrequent                   // more than 20 within a second before it
	MarkUnbound                    // writes what no WXML reads
	MarkUnchanged                  // writes values that are there already
	MarkHidden                     // of a page that is not shown
	anyMark       Mark = 1<<iota - 1
)

var markNames = map[string]Mark{
	"huge": MarkHuge, "big": MarkBig | MarkHuge, "frequent": MarkFrequent, "unbound": MarkUnbound, "unchanged": MarkUnchanged, "hidden": MarkHidden,
	"warning": anyMark, "warnings": anyMark,
}

// OwnMarks are the marks that a commit shows without those around it.
func (c *Commit) OwnMarks() Mark {
	m := Mark(0)
	switch {
	case c.Kind != CommitSetData:
		return 0
	case c.Bytes > hugeData:
		m = MarkHuge
	case c.Bytes > bigData:
		m = MarkBig
	}
	if len(c.Unbound) > 0 {
		m |= MarkUnbound
	}
	for i := range c.Changes {
		if c.Changes[i].Noop {
			return m | MarkUnchanged
		}
	}
	return m
}

// Note is a remark on a commit: a format of package fmt in English, which the window
// says in its language, and what stands in it.
type Note struct {
	Text string
	Args []any
}

// Texts of the notes on marks.
const (
	NoteFrequent  = "more than %d setData within a second; WeChat's audit asks for less"
	NoteUnbound   = "no WXML reads %s; what the view does not show need not be in data"
	NoteUnchanged = "set to what it was: %s"
	NoteHidden    = "the page is not on the screen: %s"
)

// Notes writes everything that is to be said against a commit, in English.
func (c *Commit) Notes() []string {
	var out []string
	for _, n := range c.Remarks() {
		if len(n.Args) > 0 {
			n.Text = fmt.Sprintf(n.Text, n.Args...)
		}
		out = append(out, n.Text)
	}
	return out
}

// Remarks are everything that is to be said against a commit: its own warnings and
// its marks. Sizes are among the warnings already.
func (c *Commit) Remarks() []Note {
	var out []Note
	for _, w := range c.Warnings {
		out = append(out, Note{Text: w})
	}
	if c.Marks&MarkFrequent != 0 {
		out = append(out, Note{NoteFrequent, []any{manyPerSecond}})
	}
	if c.Marks&MarkUnbound != 0 {
		out = append(out, Note{NoteUnbound, []any{strings.Join(c.Unbound, ", ")}})
	}
	if c.Marks&MarkUnchanged != 0 {
		var paths []string
		for i := range c.Changes {
			if c.Changes[i].Noop {
				paths = append(paths, c.Changes[i].Path)
			}
		}
		const most = 5
		if n := len(paths) - most; n > 0 {
			paths = append(paths[:most], fmt.Sprintf("+%d", n))
		}
		out = append(out, Note{NoteUnchanged, []any{strings.Join(paths, ", ")}})
	}
	if c.Marks&MarkHidden != 0 {
		out = append(out, Note{NoteHidden, []any{c.PagePath}})
	}
	return out
}

// Pace finds setData that come too often.
type Pace struct {
	last [manyPerSecond]time.Duration
	n    int
}

// Next takes in the time of a setData and reports whether more than manyPerSecond lie
// within the second that ends with it. Times that go back begin anew.
func (p *Pace) Next(at time.Duration) bool {
	if p.n > 0 && at < p.last[(p.n-1)%manyPerSecond] {
		p.n = 0
	}
	k := p.n % manyPerSecond
	often := p.n >= manyPerSecond && at-p.last[k] < time.Second
	p.last[k] = at
	p.n++
	return often
}
