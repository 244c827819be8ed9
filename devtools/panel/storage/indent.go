package storage

import (
	"bytes"
	"encoding/json"
)

// indent writes JSON over many lines.
func indent(data string) string {
	var b bytes.Buffer
	if json.Indent(&b, []byte(data), "", "  ") != nil {
		return data
	}
	return b.String()
}
