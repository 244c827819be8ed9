//go:build oracle

package style

import (
	_ "embed"
	"strings"
)

//go:embed testdata/values.txt
var values string

// pool is tried on every property, one value at a time. Values that a property takes
// are then put together at random for it.
var pool = strings.Split(strings.TrimSpace(values), "\n")
