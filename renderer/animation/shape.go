package animation

import (
	"strconv"
	"strings"
)

// mixShape mixes two basic shapes as they are written: of the same form, number by
// number. https://www.w3.org/TR/css-shapes-1/#basic-shape-interpolation
//
// Not done: forms that differ in what they leave out; they jump.
func mixShape(a, b string, p float64) (string, bool) {
	x, y := pieces(a), pieces(b)
	if a == "" || b == "" || len(x) != len(y) {
		return jump(a, b, p), a == b
	}
	var out strings.Builder
	for i := range x {
		u, v := x[i], y[i]
		if i%2 == 0 { // between the numbers
			if strings.TrimSpace(u) != strings.TrimSpace(v) {
				return jump(a, b, p), false
			}
			out.WriteString(u)
			continue
		}
		n, unit := measure(u)
		m, other := measure(v)
		switch {
		case unit == other || n == 0 && unit == "":
			out.WriteString(decimal(lerp(n, m, p)) + other)
		case m == 0 && other == "":
			out.WriteString(decimal(lerp(n, m, p)) + unit)
		default:
			out.WriteString("calc(" + decimal(n*(1-p)) + unit + " + " + decimal(m*p) + other + ")")
		}
	}
	return out.String(), true
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 32) }

// measure divides a dimension into number and unit.
func measure(s string) (float64, string) {
	end := len(s)
	for end > 0 && (s[end-1] < '0' || s[end-1] > '9') && s[end-1] != '.' {
		end--
	}
	v, _ := strconv.ParseFloat(s[:end], 64)
	return v, s[end:]
}

// pieces divides text at its numbers: text, number with unit, text and so on.
func pieces(s string) []string {
	var out []string
	start := 0
	word := func(c byte) bool { return c == '-' || c == '_' || c|0x20 >= 'a' && c|0x20 <= 'z' }
	for i := 0; i < len(s); {
		digit := func(k int) bool { return k < len(s) && s[k] >= '0' && s[k] <= '9' }
		sign := 0
		if s[i] == '-' || s[i] == '+' {
			sign = 1
		}
		if !digit(i+sign) && !(i+sign < len(s) && s[i+sign] == '.' && digit(i+sign+1)) || i > 0 && word(s[i-1]) {
			i++
			continue
		}
		end := i + sign
		for digit(end) || end < len(s) && s[end] == '.' {
			end++
		}
		for end < len(s) && (s[end] == '%' || s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
			end++
		}
		out = append(out, s[start:i], s[i:end])
		i, start = end, end
	}
	return append(out, s[start:])
}
