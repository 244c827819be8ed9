package wire

import (
	"fmt"
	"strconv"
	"strings"

	"diorama/renderer/value"
)

// Condition tells some commits from the others: the filter of a list, or a breakpoint.
// All of its terms must hold. The zero Condition holds for every commit.
type Condition struct {
	Text  string // as it was written
	Terms []Term
}

// Field is what a Term looks at.
type Field uint8

// The fields of a commit.
const (
	FieldAny       Field = iota // path, component, page or cause
	FieldPath                   // written data paths
	FieldComponent              // path of the component, or of the page whose data it is
	FieldPage                   // path of the page
	FieldHandler                // name of the method, also of one that led to it by timers and callbacks
	FieldCause                  // "tap", "setTimeout", "wx.request success", "lifecycle"; what led to it too
	FieldSize                   // bytes
	FieldMs                     // what it cost; before it is applied: how long the task has run
	FieldTime                   // seconds of the run
	FieldIs                     // a Mark, "warning" any
	FieldAt                     // "file:line" of a call that led to setData
)

// Term is one test of a Condition.
type Term struct {
	Field  Field
	Op     byte // ':' holds the text, '=' is it, '<', '>'
	Not    bool
	Text   string // lower case for ':'
	Number float64
	Path   value.Path // of FieldPath with '='
	Mark   Mark       // of FieldIs
}

var fieldNames = map[string]Field{
	"path": FieldPath, "comp": FieldComponent, "component": FieldComponent, "page": FieldPage, "handler": FieldHandler, "cause": FieldCause,
	"size": FieldSize, "bytes": FieldSize, "ms": FieldMs, "time": FieldTime, "is": FieldIs, "at": FieldAt,
}

// ConditionHelp is the grammar in one line, for fields where a Condition is typed.
const ConditionHelp = "path:list  path=list[0].done  comp:card  handler:onAdd  cause:tap  page:cart  size>64k  ms>16.7  time>2.5  is:warning  at:cart.js  -path:tick"

// ParseCondition reads terms with blanks between them:
//
//	text               path, component, page or cause hold it
//	path:T comp:T page:T handler:T cause:T
//	                   hold T; with = instead of : are T. path=a.b is met when what lies
//	                   at a.b differs, also when a or a.b.c is written
//	size>64k           bytes, with k or m
//	ms>16.7            cost, or how long the task has run when nothing is applied yet
//	time<2.5           seconds of the run
//	is:warning         also unbound, unchanged, hidden, frequent, big, huge
//	at:cart.js at=pages/cart/cart.js:12
//	                   the file, or the line, stands in the stack of the call
//	-term              the opposite
//
// A text with blanks stands in quotes. Upper and lower case are the same for ":".
func ParseCondition(s string) (Condition, error) {
	c := Condition{Text: strings.TrimSpace(s)}
	if len(s) > maxConditionText {
		return Condition{}, fmt.Errorf("the condition has %d bytes, at most %d are possible", len(s), maxConditionText)
	}
	for rest := c.Text; rest != ""; rest = strings.TrimLeft(rest, " \t") {
		var word string
		word, rest = cutWord(rest)
		t, err := parseTerm(word)
		if err != nil {
			return Condition{}, err
		}
		if c.Terms = append(c.Terms, t); len(c.Terms) > maxTerms {
			return Condition{}, fmt.Errorf("the condition has more than %d terms", maxTerms)
		}
	}
	return c, nil
}

// cutWord takes one term; blanks in quotes or brackets belong to it.
func cutWord(s string) (word, rest string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case (s[i] == ' ' || s[i] == '\t') && !quoted:
			return s[:i], s[i:]
		}
	}
	return s, ""
}

func parseTerm(word string) (Term, error) {
	t := Term{}
	s := word
	if len(s) > 1 && s[0] == '-' {
		t.Not, s = true, s[1:]
	}
	at := strings.IndexAny(s, ":=<>\"")
	field, known := Field(0), false
	if at > 0 {
		field, known = fieldNames[strings.ToLower(s[:at])]
	}
	if at > 0 && !known && isName(s[:at]) && s[at] != '"' {
		return t, fmt.Errorf("%s: there is no %q; known are path, comp, page, handler, cause, size, ms, time, is, at", word, s[:at])
	}
	if !known {
		t.Op, t.Text = ':', strings.ToLower(strings.ReplaceAll(s, `"`, ""))
		return t, nil
	}
	t.Field, t.Op = field, s[at]
	text := strings.Trim(s[at+1:], `"`)
	if text == "" {
		return t, fmt.Errorf("%s: something is missing behind %q", word, s[:at+1])
	}
	switch field {
	case FieldSize, FieldMs, FieldTime:
		if t.Op == ':' || t.Op == '=' {
			return t, fmt.Errorf("%s: expected > or <, as %s>%s", word, s[:at], text)
		}
		n, ok := number(text, field)
		if !ok {
			return t, fmt.Errorf("%s: %q is no number, as in size>64k, ms>16.7, time>2.5", word, text)
		}
		t.Number = n
		return t, nil
	}
	if t.Op == '<' || t.Op == '>' {
		return t, fmt.Errorf("%s: expected : or =, as %s:%s", word, s[:at], text)
	}
	switch {
	case field == FieldIs:
		m, ok := markNames[strings.ToLower(text)]
		if !ok {
			return t, fmt.Errorf("%s: known are is:warning, is:unbound, is:unchanged, is:hidden, is:frequent, is:big, is:huge", word)
		}
		t.Mark = m
	case field == FieldPath && t.Op == '=':
		p, err := value.ParsePath(text)
		if err != nil {
			return t, fmt.Errorf("%s: %w", word, err)
		}
		t.Path = p
	}
	if t.Text = text; t.Op == ':' {
		t.Text = strings.ToLower(text)
	}
	return t, nil
}

func isName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// number reads a size with k or m, a cost with ms, a time with s, or m:s.
func number(s string, f Field) (float64, bool) {
	s = strings.ToLower(s)
	factor := 1.0
	switch f {
	case FieldSize:
		s = strings.TrimSuffix(s, "b")
		if t, ok := strings.CutSuffix(s, "k"); ok {
			s, factor = t, 1<<10
		} else if t, ok := strings.CutSuffix(s, "m"); ok {
			s, factor = t, 1<<20
		}
	case FieldMs:
		s = strings.TrimSuffix(s, "ms")
	case FieldTime:
		if t, ok := strings.CutSuffix(s, "ms"); ok {
			s, factor = t, 1e-3
			break
		}
		s = strings.TrimSuffix(s, "s")
		if m, rest, ok := strings.Cut(s, ":"); ok {
			a, errA := strconv.ParseUint(m, 10, 16)
			b, errB := strconv.ParseFloat(rest, 64)
			return float64(a)*60 + b, errA == nil && errB == nil && b >= 0
		}
	}
	n, err := strconv.ParseFloat(s, 64)
	return n * factor, err == nil && n >= 0
}

// Match reports whether the condition holds for a commit, applied or not.
func (c *Condition) Match(m *Commit) bool {
	for i := range c.Terms {
		if t := &c.Terms[i]; t.match(m) == t.Not {
			return false
		}
	}
	return true
}

func (t *Term) match(c *Commit) bool {
	switch t.Field {
	case FieldPath:
		return t.path(c)
	case FieldComponent:
		return t.text(c.Owned())
	case FieldPage:
		return t.text(c.PagePath)
	case FieldHandler:
		return t.cause(c, func(k *Cause) bool { return t.text(k.Handler) })
	case FieldCause:
		return t.cause(c, func(k *Cause) bool { return t.text(k.Name) || t.text(k.Kind) })
	case FieldSize:
		return t.compare(float64(c.Bytes))
	case FieldMs:
		return t.compare(c.Cost.Total() / 1000)
	case FieldTime:
		return t.compare(c.Time.Seconds())
	case FieldIs:
		return c.Marks&t.Mark != 0 || t.Mark == anyMark && len(c.Warnings) > 0
	case FieldAt:
		return t.place(c)
	}
	return t.text(c.Owned()) || t.text(c.PagePath) || t.text(c.Cause.Name) || t.text(c.Cause.Kind) || t.text(c.Cause.Handler) || t.path(c)
}

// cause tries the cause of a commit and what led to it.
func (t *Term) cause(c *Commit, is func(*Cause) bool) bool {
	if is(&c.Cause) {
		return true
	}
	for i := range c.Trail {
		if is(&c.Trail[i]) {
			return true
		}
	}
	return false
}

// place tries the calls that led to setData: with "=" the text is a file or a line of it.
func (t *Term) place(c *Commit) bool {
	for i := range c.Stack {
		f := &c.Stack[i]
		if t.Op == '=' && t.text(f.File) || t.text(f.File+":"+strconv.Itoa(f.Line)) {
			return true
		}
	}
	return false
}

// PlaceCondition writes the condition that a line stands in the stack of the call.
func PlaceCondition(file string, line int) string {
	return Equal("at", file+":"+strconv.Itoa(line))
}

func (t *Term) compare(n float64) bool {
	if t.Op == '<' {
		return n < t.Number
	}
	return n > t.Number
}

func (t *Term) text(s string) bool {
	if t.Op == '=' {
		return strings.TrimPrefix(s, "/") == strings.TrimPrefix(t.Text, "/")
	}
	return strings.Contains(strings.ToLower(s), t.Text)
}

// path tells whether a written path holds the text, or with "=" whether what lies at
// the path is another value afterwards.
func (t *Term) path(c *Commit) bool {
	for i := range c.Changes {
		ch := &c.Changes[i]
		if t.Op != '=' {
			if t.text(ch.Path) {
				return true
			}
			continue
		}
		if ch.Noop {
			continue
		}
		written, err := value.ParsePath(ch.Path)
		if err != nil && ch.Path != "" {
			continue
		}
		n := min(len(written), len(t.Path))
		if !samePath(written[:n], t.Path[:n]) {
			continue
		}
		rest := t.Path[n:]
		if len(rest) == 0 || !value.Equal(ch.Old.At(rest), ch.New.At(rest)) {
			return true
		}
	}
	return false
}

func samePath(a, b value.Path) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Owned is the component whose data a commit changes, else the page.
func (c *Commit) Owned() string {
	if c.Component != "" {
		return c.Component
	}
	return c.PagePath
}

// Total is the whole cost, µs.
func (c Cost) Total() float64 { return c.JS + c.View + c.Style + c.Layout + c.Paint + c.Raster }

// Equal writes the term that the field is exactly the text.
func Equal(field, text string) string {
	if strings.ContainsAny(text, " \t") {
		text = `"` + text + `"`
	}
	return field + "=" + text
}

// PathCondition writes the condition that what lies at a path of the data of a component
// or page becomes another value.
func PathCondition(owned, path string) string {
	return Equal("comp", owned) + " " + Equal("path", path)
}
