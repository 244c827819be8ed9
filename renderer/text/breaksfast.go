package text

// Faster: text of Han, letters, digits, spaces, common punctuation and ASCII
// needs no segmenter, which costs 5 times as much; TestSimpleBreaks proves that
// both give the same.

// simpleClass sorts the characters that simpleBreaks understands.
type simpleClass uint8

const (
	classNone  simpleClass = iota
	classID                // Han
	classAL                // ASCII letter
	classNU                // ASCII digit
	classSP                // space
	classCL                // ideographic closing punctuation, comma and full stop
	classEX                // full-width ! and ?
	classNS                // full-width : and ;
	classOP                // ideographic opening punctuation
	classASCII             // other printable ASCII
)

func classify(r rune) simpleClass {
	switch {
	case r >= 0x4e00 && r <= 0x9fff:
		return classID
	case r|0x20 >= 'a' && r|0x20 <= 'z':
		return classAL
	case r >= '0' && r <= '9':
		return classNU
	case r == ' ':
		return classSP
	case r > ' ' && r < 0x7f:
		return classASCII
	}
	switch r {
	case '，', '。', '、', '）', '》', '」', '』', '】', '〉':
		return classCL
	case '！', '？':
		return classEX
	case '：', '；':
		return classNS
	case '（', '《', '「', '『', '【', '〈':
		return classOP
	}
	return classNone
}

// simpleBreaks finds the breaks of a text by pairs; ok is false when it holds
// anything that needs the whole of UAX #14.
func simpleBreaks(s string) (out []Break, ok bool) {
	var prev simpleClass // of the character before
	var before, last rune
	n := 0
	for i, r := range s {
		c := classify(r)
		if c == classNone {
			return nil, false
		}
		if i == 0 {
			prev, last = c, r
			continue
		}
		// ASCII punctuation has its own table, which ends at its neighbours.
		if c == classASCII && (prev > classNU && prev != classASCII || prev == classID) ||
			prev == classASCII && (c == classID || c > classSP && c != classASCII) {
			return nil, false
		}
		brk := false
		switch {
		case c == classSP:
		case (c == classAL || c == classNU) && (prev == classAL || prev == classNU):
		case prev == classSP:
			brk = true // see findBreaks
		case last < 0x7f && r < 0x7f:
			brk, _ = asciiBreak(before, last, r, false)
		default:
			brk = prev != classOP && c != classCL && c != classEX && c != classNS
		}
		if brk {
			if out == nil {
				out = make([]Break, 0, 8+(len(s)-n)/3)
			}
			out = append(out, Break{i, BreakAllowed})
		}
		n = i
		before, last, prev = last, r, c
	}
	return out, true
}
