package script

import (
	"fmt"
	"strings"
	"unicode"
)

// ExpandProperties rewrites \p{…} and \P{…} of a regular expression with the flag
// u to explicit ranges, since goja's engine lets them match nothing
// (ECMA-262 §22.2.1, CharacterClassEscape). Unknown names are left alone.
//
// Not done: \P inside a class together with a negated class of case-insensitive
// matching; properties of strings (flag v).
func ExpandProperties(pattern, flags string) string {
	if !strings.Contains(flags, "u") || !strings.Contains(pattern, `\p`) && !strings.Contains(pattern, `\P`) {
		return pattern
	}
	var b strings.Builder
	class := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '\\' && i+1 < len(pattern):
			n := pattern[i+1]
			if (n == 'p' || n == 'P') && i+2 < len(pattern) && pattern[i+2] == '{' {
				if end := strings.IndexByte(pattern[i:], '}'); end > 0 {
					if t := propertyTable(pattern[i+3 : i+end]); t != nil {
						writeRanges(&b, t, n == 'P', class)
						i += end
						continue
					}
				}
			}
			b.WriteByte(c)
			b.WriteByte(n)
			i++
		case c == '[':
			class = true
			b.WriteByte(c)
		case c == ']':
			class = false
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// longCategories are the long names of general categories in common use.
var longCategories = map[string]string{
	"Letter": "L", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt", "Modifier_Letter": "Lm", "Other_Letter": "Lo",
	"Mark": "M", "Nonspacing_Mark": "Mn", "Number": "N", "Decimal_Number": "Nd", "Letter_Number": "Nl", "Other_Number": "No",
	"Punctuation": "P", "punct": "P", "Symbol": "S", "Currency_Symbol": "Sc", "Math_Symbol": "Sm", "Other_Symbol": "So",
	"Separator": "Z", "Space_Separator": "Zs", "Control": "Cc", "Format": "Cf",
}

// binaryProperties are derived properties that Go's tables do not hold under that name.
var binaryProperties = map[string][]*unicode.RangeTable{
	"Alphabetic": {unicode.L, unicode.Nl, unicode.Other_Alphabetic},
	"Uppercase":  {unicode.Lu, unicode.Other_Uppercase},
	"Lowercase":  {unicode.Ll, unicode.Other_Lowercase},
	"ID_Start":   {unicode.L, unicode.Nl, unicode.Other_ID_Start},
	"Emoji":      {emoji}, "Extended_Pictographic": {emoji}, "Emoji_Presentation": {emoji},
}

// emoji is an approximation of the Emoji properties by block: Go has no table.
var emoji = &unicode.RangeTable{
	R16: []unicode.Range16{{0x203C, 0x203C, 1}, {0x2049, 0x2049, 1}, {0x2122, 0x2122, 1}, {0x2139, 0x2139, 1}, {0x2194, 0x21AA, 1}, {0x231A, 0x23FF, 1},
		{0x24C2, 0x24C2, 1}, {0x25AA, 0x25FE, 1}, {0x2600, 0x27BF, 1}, {0x2934, 0x2935, 1}, {0x2B05, 0x2B55, 1}, {0x3030, 0x3030, 1}, {0x303D, 0x303D, 1}, {0x3297, 0x3299, 1}},
	R32: []unicode.Range32{{0x1F004, 0x1F004, 1}, {0x1F0CF, 0x1F0CF, 1}, {0x1F170, 0x1F251, 1}, {0x1F300, 0x1F64F, 1}, {0x1F680, 0x1F6FF, 1}, {0x1F7E0, 0x1F7EB, 1}, {0x1F90C, 0x1F9FF, 1}, {0x1FA70, 0x1FAFF, 1}},
}

func propertyTable(name string) [][2]rune {
	key, val, has := strings.Cut(name, "=")
	if !has {
		val = key
	}
	var tables []*unicode.RangeTable
	short := val
	if s, ok := longCategories[val]; ok {
		short = s
	}
	switch {
	case has && (key == "Script" || key == "sc" || key == "Script_Extensions" || key == "scx"):
		if t := unicode.Scripts[val]; t != nil {
			tables = append(tables, t)
		}
	case has && (key == "General_Category" || key == "gc") || !has:
		if t := unicode.Categories[short]; t != nil {
			tables = append(tables, t)
		} else if t := unicode.Properties[val]; t != nil && !has {
			tables = append(tables, t)
		} else if ts := binaryProperties[val]; ts != nil && !has {
			tables = ts
		}
	}
	if !has && val == "Any" {
		return [][2]rune{{0, unicode.MaxRune}}
	}
	if !has && val == "ASCII" {
		return [][2]rune{{0, 0x7F}}
	}
	if tables == nil {
		return nil
	}
	return merge(tables)
}

// merge gives the sorted, joined ranges of tables.
func merge(tables []*unicode.RangeTable) [][2]rune {
	var out [][2]rune
	add := func(lo, hi rune) {
		if n := len(out); n > 0 && lo <= out[n-1][1]+1 && lo >= out[n-1][0] {
			out[n-1][1] = max(out[n-1][1], hi)
			return
		}
		out = append(out, [2]rune{lo, hi})
	}
	if len(tables) == 1 {
		t := tables[0]
		for _, r := range t.R16 {
			strided(rune(r.Lo), rune(r.Hi), rune(r.Stride), add)
		}
		for _, r := range t.R32 {
			strided(rune(r.Lo), rune(r.Hi), rune(r.Stride), add)
		}
		return out
	}
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if unicode.IsOneOf(tables, c) {
			add(c, c)
		}
	}
	return out
}

func strided(lo, hi, stride rune, add func(lo, hi rune)) {
	if stride == 1 {
		add(lo, hi)
		return
	}
	for c := lo; c <= hi; c += stride {
		add(c, c)
	}
}

func writeRanges(b *strings.Builder, ranges [][2]rune, negated, inClass bool) {
	if negated {
		var inv [][2]rune
		next := rune(0)
		for _, r := range ranges {
			if r[0] > next {
				inv = append(inv, [2]rune{next, r[0] - 1})
			}
			next = r[1] + 1
		}
		if next <= unicode.MaxRune {
			inv = append(inv, [2]rune{next, unicode.MaxRune})
		}
		ranges = inv
	}
	if !inClass {
		b.WriteByte('[')
	}
	for _, r := range ranges {
		fmt.Fprintf(b, `\u{%X}`, r[0])
		if r[1] > r[0] {
			fmt.Fprintf(b, `-\u{%X}`, r[1])
		}
	}
	if !inClass {
		b.WriteByte(']')
	}
}
