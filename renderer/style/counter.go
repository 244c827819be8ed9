package style

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// CounterText writes a counter's value in a predefined counter style; an unknown one
// counts as decimal, and so does a value outside of the style's range.
// https://drafts.csswg.org/css-counter-styles-3/
func CounterText(n int, form string) string {
	plain := strconv.Itoa(n)
	alphabet := ""
	switch form {
	case "none":
		return ""
	case "disc":
		return "•"
	case "circle":
		return "◦"
	case "square":
		return "▪"
	case "disclosure-open":
		return "▾"
	case "disclosure-closed":
		return "▸"
	case "decimal-leading-zero":
		if n > -10 && n < 10 {
			return strings.Repeat("-", b2i(n < 0)) + "0" + strconv.Itoa(max(n, -n))
		}
		return plain
	case "lower-alpha", "lower-latin":
		alphabet = "abcdefghijklmnopqrstuvwxyz"
	case "upper-alpha", "upper-latin":
		alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	case "lower-greek":
		alphabet = "αβγδεζηθικλμνξοπρστυφχψω"
	case "cjk-earthly-branch":
		alphabet = "子丑寅卯辰巳午未申酉戌亥"
		if n > 12 {
			return plain
		}
	case "cjk-heavenly-stem":
		alphabet = "甲乙丙丁戊己庚辛壬癸"
		if n > 10 {
			return plain
		}
	case "lower-roman":
		return roman(n, plain, "i", "iv", "v", "ix", "x", "xl", "l", "xc", "c", "cd", "d", "cm", "m")
	case "upper-roman":
		return roman(n, plain, "I", "IV", "V", "IX", "X", "XL", "L", "XC", "C", "CD", "D", "CM", "M")
	case "cjk-decimal":
		if n < 0 {
			return plain
		}
		return strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(plain)
	case "cjk-ideographic", "trad-chinese-informal":
		return chinese(n, plain, "負")
	case "simp-chinese-informal":
		return chinese(n, plain, "负")
	}
	if alphabet == "" || n < 1 {
		return plain
	}
	letters := []rune(alphabet)
	var out []byte
	for n > 0 {
		n--
		out = append(utf8.AppendRune(nil, letters[n%len(letters)]), out...)
		n /= len(letters)
	}
	return string(out)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// roman takes the signs of 1, 4, 5, 9, 10 … 1000.
func roman(n int, plain string, signs ...string) string {
	if n < 1 || n > 3999 {
		return plain
	}
	values := [13]int{1, 4, 5, 9, 10, 40, 50, 90, 100, 400, 500, 900, 1000}
	var b strings.Builder
	for i := 12; i >= 0; i-- {
		for ; n >= values[i]; n -= values[i] {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}

// chinese writes what the informal Chinese styles give up to 9999.
func chinese(n int, plain, minus string) string {
	if n < -9999 || n > 9999 {
		return plain
	}
	if n < 0 {
		return minus + chinese(-n, plain, minus)
	}
	digits := []rune("零一二三四五六七八九")
	if n == 0 {
		return string(digits[0])
	}
	var b strings.Builder
	zero := false
	for i, unit := range []struct {
		size int
		sign string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / unit.size % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(digits[0])
			zero = false
		}
		if !(i == 2 && d == 1 && b.Len() == 0) { // 十, not 一十
			b.WriteRune(digits[d])
		}
		b.WriteString(unit.sign)
	}
	return b.String()
}
