package style

import (
	"math"
	"strconv"
	"strings"
)

// formatNumber writes a number as CSSOM does: at most six digits, no exponent.
func formatNumber(v float64) string {
	v = math.Round(v*1e4) / 1e4
	if v == 0 {
		return "0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// quote writes a CSS string.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `).Replace(s) + `"`
}
