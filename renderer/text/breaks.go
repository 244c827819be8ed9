package text

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

type breakKey struct {
	text string
	o    BreakOptions
}

// Breaks gives the break opportunities of a text in order. It looks at s alone,
// so a paragraph of several inline boxes should be given as one string. The
// result is shared and must not be changed.
//
// Unicode's line breaking (UAX #14) as a Chinese page has it, with Chromium's exceptions for pairs of
// ASCII characters, then word-break. BreakOptions.Anywhere changes nothing: such
// breaks are a last resort that layout takes at Graphemes.
// Not done: languages that need a dictionary (Thai, Lao, Khmer).
func (f *Fonts) Breaks(s string, o BreakOptions) []Break {
	o.Anywhere = false
	if o == (BreakOptions{}) {
		// Faster: to find these takes less time than to remember them.
		if b, ok := simpleBreaks(s); ok {
			return b
		}
	}
	f.breakMu.Lock()
	defer f.breakMu.Unlock()
	if b, ok := f.breaks.get(breakKey{s, o}); ok {
		return b
	}
	var b []Break
	if o.Characters {
		b = everywhere(s)
	} else {
		b = f.findBreaks(s, o)
	}
	if len(s) <= maxCachedText {
		f.breaks.put(breakKey{strings.Clone(s), o}, b, len(s)+24*len(b)+64)
	}
	return b
}

func (f *Fonts) findBreaks(s string, o BreakOptions) []Break {
	runes, offs := decode(s)
	if len(runes) == 0 {
		return nil
	}
	kinds := make([]BreakKind, len(runes)+1) // before each rune
	passes := []bool{false, true}
	if !o.BreakAll {
		passes = passes[:1]
	}
	for _, all := range passes {
		f.seg.Init(f.stand(runes, all, o))
		for it := f.seg.LineIterator(); it.Next(); {
			l := it.Line()
			end := l.Offset + len(l.Text)
			if kinds[end] == 0 && !(all && end < len(runes) && !f.addsAll(runes[end-1], runes[end], end == 1)) {
				kinds[end] = BreakAllowed
			}
			if l.IsMandatoryBreak {
				kinds[end] = BreakMandatory
			}
		}
	}
	if !endsLine(runes[len(runes)-1]) {
		kinds[len(runes)] = 0 // the end of the text is no break of the text
	}
	for i := 1; i < len(runes); i++ {
		if kinds[i] == BreakMandatory {
			continue
		}
		var before rune
		if i > 1 {
			before = runes[i-2]
		}
		a, b := runes[i-1], runes[i]
		if (a == ' ' || a == '\t') && b != ' ' && b != '\t' && !endsLine(b) {
			// Blink breaks after spaces whatever comes next, punctuation and joiners too.
			kinds[i] = BreakAllowed
			continue
		}
		if brk, known := asciiBreak(before, a, b, o.BreakAll); known {
			kinds[i] = 0
			if brk {
				kinds[i] = BreakAllowed
			}
		}
		pre := a
		if unicode.IsMark(a) {
			pre = before
		}
		if (stretched(a, o) && postfixLike(b) || prefixLike(a) && stretched(b, o)) && !endsLine(b) {
			kinds[i] = BreakAllowed // such stand apart from amounts, which ideographs do not
		}
		if o.Loose && f.loosens(pre, b) || o.BreakAll && f.splitsAll(a, b) {
			kinds[i] = BreakAllowed
		}
		if o.Strict && a != 0x200b && (curlyQuote(a) && !(isWide(before) && isWide(b)) || curlyQuote(b) && !(isWide(a) && i+1 < len(runes) && isWide(runes[i+1]))) {
			kinds[i] = 0 // rule LB19a of UAX #14, which other values leave to Chinese
		}
		if opensASCII(b) && beforeAmount(a) || closesASCII(a) && beforeAmount(b) {
			kinds[i] = BreakAllowed // Blink looks at Latin-1 by pairs, and misses the number behind the bracket
		}
		if (a == atomic || b == atomic) && b != ' ' && !endsLine(b) {
			kinds[i] = BreakAllowed // whatever stands beside it (CSS Text 3 §5.1)
		}
		if o.NoHyphens && a == 0xad {
			kinds[i] = 0
		}
		if o.KeepAll && kinds[i] == BreakAllowed && keepAllLetter(pre) && keepAllLetter(b) {
			kinds[i] = 0
		}
	}
	n := 0
	for _, k := range kinds {
		if k != 0 {
			n++
		}
	}
	out := make([]Break, 0, n)
	for i, k := range kinds {
		if k != 0 {
			out = append(out, Break{int(offs[i]), k})
		}
	}
	return out
}

func opensASCII(r rune) bool { return r == '(' || r == '[' || r == '{' }

func closesASCII(r rune) bool { return r == ')' || r == ']' || r == '}' }

func curlyQuote(r rune) bool { return r == 0x201c || r == 0x201d }

// inseparable is line break class IN.
func inseparable(r rune) bool { return r == '…' || r == '‥' }

// beforeAmount is the classes PR and PO in the upper half of Latin-1.
func beforeAmount(r rune) bool { return r >= 0xa2 && r <= 0xa5 || r == 0xb0 || r == 0xb1 }

// everywhere gives the breaks of line-break: anywhere; a space stays on its line.
func everywhere(s string) []Break {
	g := Graphemes(s)
	out := make([]Break, 0, len(g))
	for _, at := range g {
		if at == 0 || at == len(s) && !endsLine(rune(s[at-1])) {
			continue
		}
		switch {
		case s[at-1] == '\n':
			out = append(out, Break{at, BreakMandatory})
		case at < len(s) && s[at] != ' ' && s[at] != '\n':
			out = append(out, Break{at, BreakAllowed})
		}
	}
	return out
}

// decode gives the runes of a text and their byte offsets, with one more offset for its end.
func decode(s string) ([]rune, []int32) {
	runes := make([]rune, 0, len(s))
	offs := make([]int32, 0, len(s)+1)
	for i, r := range s {
		runes = append(runes, r)
		offs = append(offs, int32(i))
	}
	return runes, append(offs, int32(len(s)))
}

// endsLine is a hard line break of UAX #14 (BK, CR, LF, NL).
func endsLine(r rune) bool {
	return r >= '\n' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

// Characters that stand in for others before the rules of UAX #14 run.
const (
	atomic        = '\ufffc' // a box among the text, class CB
	ideograph     = '\u4e2d' // class ID
	openingQuote  = '\u201e' // class OP
	closingQuote  = '}'      // class CL
	straightQuote = '"'      // class QU, without breaks whatever is around
)

// stand gives the text with characters replaced by such of the class that CSS
// or a Chinese page gives them:
//   - line-break: auto makes small kana and the prolonged sound mark (CJ), and in
//     Chinese U+301C and U+30A0, ideographs;
//     https://drafts.csswg.org/css-text/#line-break-property
//   - in Chinese, double quotation marks open and close instead of being
//     ambiguous (measured in Chromium with lang=zh-CN);
//   - word-break: break-all adds, in a second pass, the breaks that there would be
//     if letters and digits were ideographs; quotation marks then take no side.
func (f *Fonts) stand(runes []rune, breakAll bool, o BreakOptions) []rune {
	out := runes
	for i, r := range runes {
		to := r
		switch {
		case r < 0x80 && !breakAll:
			continue
		case breakAll && (r == 0xab || r == 0xbb || r >= 0x2018 && r <= 0x201f && r != 0x201a && r != 0x201e || r == 0x2039 || r == 0x203a):
			to = straightQuote
		case r == 0x201c:
			to = openingQuote
		case r == 0x201d:
			to = closingQuote
		case conditionalKana(r) && !o.Strict, o.Loose && looseMark(r), breakAll && f.letterLike(r):
			to = ideograph
		}
		if to != r {
			if &out[0] == &runes[0] {
				out = append([]rune(nil), runes...)
			}
			out[i] = to
		}
	}
	return out
}

// looseMark is what line-break: loose breaks around in Chinese, besides kana: iteration
// marks, centred punctuation, wide prefixes and postfixes.
// https://drafts.csswg.org/css-text/#line-break-property
func looseMark(r rune) bool {
	switch r {
	case '々', '〻', 'ゝ', 'ゞ', 'ヽ', 'ヾ', '・', '：', '；', '･', '‼', '⁇', '⁈', '⁉', '！', '？':
		return true
	}
	return false
}

// stretched is what stands for an ideograph though it is none: in Chinese U+301C and U+30A0,
// and the marks that line-break: loose adds.
func stretched(r rune, o BreakOptions) bool {
	return !o.Strict && (r == 0x301c || r == 0x30a0) || o.Loose && looseMark(r)
}

// widePrefix and widePostfix are classes PR and PO that line-break: loose does not keep with
// numbers and ideographs (CSS Text 3 §5.2).
func widePrefix(r rune) bool {
	return r == '№' || r == '￡' || r == '￥' || r == '±' || r == '€'
}

func widePostfix(r rune) bool {
	switch r {
	case '℃', '°', '′', '″', '‰', '％', '￠':
		return true
	}
	return false
}

// conditionalKana is line break class CJ, and what Chinese treats alike.
func conditionalKana(r rune) bool {
	if r < 0x301c || r > 0xff70 {
		return false
	}
	switch r {
	case 0x301c, 0x30a0, 0x30fc, 0xff70,
		'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'っ', 'ゃ', 'ゅ', 'ょ', 'ゎ', 'ゕ', 'ゖ',
		'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ッ', 'ャ', 'ュ', 'ョ', 'ヮ', 'ヵ', 'ヶ':
		return true
	}
	return r >= 0x31f0 && r <= 0x31ff || r >= 0xff67 && r <= 0xff6f
}

// letterLike reports line break classes AL, AI, HL, NU and unknown. The library
// keeps its classes to itself, so it is asked: such a character parts from
// ideographs on both sides and from letters on neither.
func (f *Fonts) letterLike(r rune) bool {
	if r < 0x2b0 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return true
	}
	if r <= ' ' || unicode.IsMark(r) || r >= 0x3400 && r <= 0x9fff && !(r >= 0x4dc0 && r <= 0x4dff) || hangul(r) {
		return false
	}
	if is, ok := f.letters[r]; ok {
		return is
	}
	var brk [7]bool
	f.seg.Init([]rune{ideograph, r, ideograph, 'a', r, 'a'})
	for it := f.seg.LineIterator(); it.Next(); {
		l := it.Line()
		brk[l.Offset+len(l.Text)] = true
	}
	is := brk[1] && brk[2] && !brk[4] && !brk[5]
	if len(f.letters) > maxSelections {
		clear(f.letters)
	}
	f.letters[r] = is
	return is
}

// keepAllLetter is what word-break: keep-all does not part. Blink looks at UTF-16 units,
// and leaves scripts that need a dictionary out.
func keepAllLetter(r rune) bool {
	return r <= 0xffff && (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// Graphemes gives the byte offsets at which user-perceived characters start,
// and len(s) at the end; for caret movement and breaking anywhere.
func (f *Fonts) Graphemes(s string) []int {
	return Graphemes(s)
}

// Graphemes gives the byte offsets at which user-perceived characters start,
// and len(s) at the end.
// https://unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules
func Graphemes(s string) []int {
	runes, offs := decode(s)
	out := make([]int, 0, len(runes)+1)
	if plainGraphemes(runes) {
		for _, o := range offs {
			out = append(out, int(o))
		}
		return out
	}
	var seg segmenter.Segmenter
	seg.Init(runes)
	for it := seg.GraphemeIterator(); it.Next(); {
		out = append(out, int(offs[it.Grapheme().Offset]))
	}
	return append(out, len(s))
}

// plainGraphemes reports that every rune is a grapheme of its own.
func plainGraphemes(runes []rune) bool {
	for _, r := range runes {
		if r == '\r' || r >= 0x300 && !(r >= 0x4e00 && r <= 0x9fff) && !(r >= 0x3000 && r < 0x302a) && !(r >= 0xff01 && r <= 0xff60) {
			return false
		}
	}
	return true
}
