package style

import (
	"math"
	"strconv"
	"strings"
)

// formatNumber writes a number as CSSOM does: at most six digits, no exponent.
func formatNumber(v float64) string {
	if math.Abs(v) < 1e-6 || math.IsNaN(v) {
		return "0"
	}
	digits := strconv.FormatFloat(v, 'g', 6, 64)
	if short, err := strconv.ParseFloat(digits, 64); err == nil {
		v = short
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// quote writes a CSS string.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `).Replace(s) + `"`
}
