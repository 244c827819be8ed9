package wxss

import "fmt"

// Severity of a diagnostic.
type Severity uint8

// The severities. Unsupported marks what is right CSS but has no effect here.
const (
	Error Severity = iota
	Warning
	Unsupported
)

func (s Severity) String() string { return [...]string{"error", "warning", "unsupported"}[s] }

// Pos is a place in a source: both count from 1, columns in characters.
// The zero Pos is unknown.
type Pos struct{ Line, Column int32 }

// Diagnostic is a mistake of the author or a feature that has no effect.
type Diagnostic struct {
	File     string
	Line     int // from 1
	Column   int // from 1, in characters
	Message  string
	Severity Severity
}

func (d Diagnostic) String() string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", d.File, d.Line, d.Column, d.Severity, d.Message)
}
