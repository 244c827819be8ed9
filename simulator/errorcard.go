package simulator

import (
	"fmt"
	"strings"

	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// errorCard is a mistake that is shown over the page.
type errorCard struct {
	kind, message, place, excerpt string
	problem                       bool // goes when the file is mended
}

// maxCards bounds what the card counts; the console has all.
const maxCards = 99

func (y *system) addCard(c errorCard) {
	for i, old := range y.errors {
		if old.place == c.place && old.message == c.message && c.place != "" {
			// Told twice: as an error and as a problem of the file.
			y.errors[i].problem = old.problem || c.problem
			return
		}
	}
	if len(y.errors) < maxCards {
		y.errors = append(y.errors, c)
	}
}

// stopped shows why nothing runs any more.
func (y *system) stopped(reason string) {
	y.addCard(errorCard{kind: "The mini-program stopped", message: reason})
	y.showErrors()
}

// error shows an uncaught error over the page.
func (y *system) error(l *wire.Log) {
	c := errorCard{kind: "Uncaught error", message: strings.Join(l.Args, " ")}
	if len(l.Stack) > 0 {
		f := l.Stack[0]
		c.place = place(f.File, f.Line, f.Column)
		c.excerpt = y.s.excerpt(f.File, f.Line)
	}
	y.addCard(c)
	y.showErrors()
}

// place writes file:line:column as far as they are known.
func place(file string, line, column int) string {
	switch {
	case line <= 0:
		return file
	case column <= 0:
		return fmt.Sprintf("%s:%d", file, line)
	}
	return fmt.Sprintf("%s:%d:%d", file, line, column)
}

// problems shows the mistakes that keep a file from being used.
func (y *system) problems(list []wire.Diagnostic) {
	kept := y.errors[:0:0]
	for _, c := range y.errors {
		if !c.problem {
			kept = append(kept, c)
		}
	}
	y.errors = kept
	for _, d := range list {
		if d.Warning || d.File == "" {
			continue
		}
		y.addCard(errorCard{kind: "Cannot compile", message: d.Message, place: place(d.File, d.Line, d.Column), excerpt: y.s.excerpt(d.File, d.Line), problem: true})
	}
	y.showErrors()
}

func (y *system) showErrors() {
	if len(y.errors) == 0 || !y.cards {
		y.set("error", hidden)
		return
	}
	c := y.errors[len(y.errors)-1]
	more := ""
	if n := len(y.errors) - 1; n > 0 {
		more = fmt.Sprintf("and %d more in the console", n)
	}
	y.set("error", value.M("show", true, "kind", c.kind, "message", c.message, "place", c.place, "excerpt", c.excerpt, "more", more))
}

// clearErrors removes errors of a run that a save has replaced.
func (y *system) clearErrors() {
	y.errors = nil
	y.showErrors()
}

// excerpt gives the line of a source file with its number and neighbours.
func (s *Session) excerpt(file string, line int) string {
	if line < 1 {
		return ""
	}
	src, err := s.project.ReadFile(file)
	if err != nil {
		return ""
	}
	lines := strings.Split(string(src), "\n")
	var b strings.Builder
	for n := max(1, line-1); n <= min(len(lines), line+1); n++ {
		mark := " "
		if n == line {
			mark = ">"
		}
		text := []rune(strings.TrimRight(lines[n-1], "\r"))
		if len(text) > 60 {
			text = append(text[:59], '…')
		}
		fmt.Fprintf(&b, "%s%4d  %s\n", mark, n, string(text))
	}
	return strings.TrimRight(b.String(), "\n")
}
