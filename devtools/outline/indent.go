package outline

import (
	"bytes"
	"encoding/json"
)

// Indent writes JSON over many lines; what is none stays as it is.
func Indent(data string) string {
	var b bytes.Buffer
	if json.Indent(&b, []byte(data), "", "  ") != nil {
		return data
	}
	return b.String()
}
