package text

import "unicode"

// emojiRun gives how many runes at the start of a text are emoji to be shown
// with a colour face: those with emoji presentation by default and those
// followed by U+FE0F, with their modifiers and joined sequences.
// https://unicode.org/reports/tr51/#Emoji_Sequences
func emojiRun(runes []rune) int {
	i := 0
	for i < len(runes) {
		r := runes[i]
		selector := i+1 < len(runes) && runes[i+1] == 0xfe0f
		text := i+1 < len(runes) && runes[i+1] == 0xfe0e
		keycap := selector && i+2 < len(runes) && runes[i+2] == 0x20e3
		if r < 0x2000 && !keycap && !(selector && (r == 0xa9 || r == 0xae || r >= '0' && r <= '9' || r == '#' || r == '*')) || text || !(selector || emojiPresentation(r) || beginsSequence(runes[i:])) {
			break
		}
		i++
		for i < len(runes) && emojiTail(runes[i]) {
			joiner := runes[i] == 0x200d
			i++
			if joiner && i < len(runes) && runes[i] > 0x2000 && !emojiTail(runes[i]) {
				i++
			}
		}
	}
	return i
}

// beginsSequence reports a symbol of text that what follows makes a part of an emoji: a
// joiner with another one, or a skin tone.
func beginsSequence(runes []rune) bool {
	r := runes[0]
	if r < 0x203c || len(runes) < 2 || !unicode.Is(unicode.So, r) {
		return false
	}
	switch next := runes[1]; {
	case next == 0x200d:
		return len(runes) > 2 && (emojiPresentation(runes[2]) || runes[2] > 0x2000 && unicode.Is(unicode.So, runes[2]))
	case next >= 0x1f3fb && next <= 0x1f3ff:
		return r == 0x261d || r == 0x26f9 || r == 0x270c || r == 0x270d || r == 0x1f3cb || r == 0x1f3cc || r == 0x1f574 || r == 0x1f575 || r == 0x1f590
	}
	return false
}

// emojiTail reports what continues an emoji: selector, joiner, keycap, skin tone, tag.
func emojiTail(r rune) bool {
	return r == 0xfe0f || r == 0x200d || r == 0x20e3 || r >= 0x1f3fb && r <= 0x1f3ff || r >= 0xe0020 && r <= 0xe007f
}

// emojiPresentation is the property Emoji_Presentation.
// https://unicode.org/Public/UCD/latest/ucd/emoji/emoji-data.txt
func emojiPresentation(r rune) bool {
	if r < 0x231a {
		return false
	}
	for _, p := range emojiRanges {
		if r < p[0] {
			return false
		}
		if r <= p[1] {
			return true
		}
	}
	return false
}

var emojiRanges = [][2]rune{
	{0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe}, {0x2614, 0x2615},
	{0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1}, {0x26aa, 0x26ab}, {0x26bd, 0x26be},
	{0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5},
	{0x26fa, 0x26fa}, {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c},
	{0x274e, 0x274e}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf},
	{0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e},
	{0x1f191, 0x1f19a}, {0x1f1e6, 0x1f1ff}, {0x1f201, 0x1f201}, {0x1f21a, 0x1f21a}, {0x1f22f, 0x1f22f},
	{0x1f232, 0x1f236}, {0x1f238, 0x1f23a}, {0x1f250, 0x1f251}, {0x1f300, 0x1f320}, {0x1f32d, 0x1f335},
	{0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0},
	{0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d},
	{0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4},
	{0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2}, {0x1f6d5, 0x1f6d7},
	{0x1f6dc, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0},
	{0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff},
}
