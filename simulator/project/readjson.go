package project

import (
	"diorama/renderer/value"
	"diorama/simulator/wire"
)

// ReadJSON reads an object leniently (comments, trailing commas), as the files of a
// project are read; the diagnostic says where it is wrong, nil nowhere.
func ReadJSON(file string, src []byte) (value.Value, *wire.Diagnostic) {
	doc, d := parseJSON(file, src)
	return doc.Value, d
}
