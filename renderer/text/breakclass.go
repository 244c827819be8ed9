package text

import "unicode"

// What word-break: break-all and line-break: loose change in Blink beyond the rules of UAX
// #14, by pairs of characters. The lists are what Chromium was seen to do (TestBreaks of
// simulator/differential/chromium/text).

// hyphenLike is line break classes HY and HH.
func hyphenLike(r rune) bool { return r == '-' || r == 0x2010 || r == 0x2012 || r == 0x2013 }

// addsAll reports a pair that break-all may part where letters and digits count as
// ideographs: beside these and before prefixes of amounts, but not behind a hyphen, nor a
// mark or joiner that begins the text.
func (f *Fonts) addsAll(a, b rune, first bool) bool {
	if hyphenLike(a) || first && (unicode.Is(unicode.M, a) || a > 0x7f && a != 0xad && unicode.Is(unicode.Cf, a)) {
		return false
	}
	return prefixLike(b) || f.letterLike(b) || f.letterLike(a)
}

// splitsAll reports a pair that break-all parts though neither is a letter or digit.
func (f *Fonts) splitsAll(a, b rune) bool {
	switch {
	case a == '+':
		return b > 0x7f && f.letterLike(b)
	case b != '-' && b != '|' || a < 0x80:
		return false
	case unicode.Is(unicode.Pe, a), a == 0xad, unicode.Is(unicode.Zs, a) && a != 0xa0 && a != 0x202f && a != 0x2007:
		return true
	}
	switch a {
	case '，', '。', '、', '．', '！', '？', '％', '°', '℃', '‰', '′', '″', '⁄', '￠':
		return true
	}
	return f.letterLike(a)
}

// prefixLike is line break class PR, as far as texts have it.
func prefixLike(r rune) bool {
	switch r {
	case '$', '+', '\\', '£', '¥':
		return true
	}
	return widePrefix(r)
}

// postfixLike is line break class PO, as far as texts have it.
func postfixLike(r rune) bool { return r == '%' || r == '¢' || widePostfix(r) }

// loosens reports a pair that line-break: loose parts.
func (f *Fonts) loosens(a, b rune) bool {
	latin := a < 0x100 && b < 0x100 // Blink looks at these by pairs
	switch {
	case inseparable(a) && inseparable(b):
		return true
	case a != b && hyphenLike(b) && b != '-':
		return !looseMark(a) && a != 0x301c && a != 0x30a0 && !(a >= 0x1f3fb && a <= 0x1f3ff) && !hangul(a) && f.ideographic(a)
	case latin:
		return false
	case widePrefix(a):
		return unicode.IsDigit(b) || unicode.Is(unicode.Ps, b) || f.letterLike(b) || f.ideographic(b)
	case widePrefix(b):
		return !unicode.IsDigit(a) && f.letterLike(a)
	case widePostfix(b):
		return unicode.IsDigit(a) && b > 0xff || f.ideographic(a)
	}
	return false
}

func hangul(r rune) bool {
	return r >= 0x1100 && r <= 0x11ff || r >= 0xa960 && r <= 0xa97f || r >= 0xac00 && r <= 0xd7ff
}

// ideographic reports what UAX #14 breaks around as it does around ideographs: classes ID,
// CJ, EB, EM and Hangul.
func (f *Fonts) ideographic(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff || hangul(r) || conditionalKana(r):
		return true
	}
	var brk [6]bool
	f.seg.Init([]rune{'$', r, '%', 'a', r, r})
	for it := f.seg.LineIterator(); it.Next(); {
		l := it.Line()
		if end := l.Offset + len(l.Text); end < len(brk) {
			brk[end] = true
		}
	}
	return !brk[1] && !brk[2] && brk[4] && brk[5]
}
