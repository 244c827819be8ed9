package text

import (
	"unicode/utf8"

	"github.com/go-text/typesetting/language"
)

// Script is a script of Unicode, 0 for none.
type Script uint32

// Context tells where in a paragraph a text stands.
type Context struct {
	// Level is the bidi level of the whole text; negative: it is found from the text
	// alone and the style's direction.
	Level int8
	// Script is that of the last character before the text which has one: punctuation
	// at the text's start takes it.
	Script Script
	// Rest is what follows in the paragraph: punctuation at the text's end that scripts of
	// East Asia share takes its script.
	Rest string
}

// restFor is the script that the end of s takes from what follows, 0 for none.
func (c Context) restFor(s string) Script {
	shared := false
	for len(s) > 0 && c.Rest != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		sc := scriptOf(r)
		if sc == sharedCJK {
			shared = true
		} else if sc != language.Common && sc != language.Inherited {
			if cjkScript(sc) {
				return 0
			}
			break
		}
	}
	if !shared {
		return 0
	}
	if sc := language.Script(FirstScript(c.Rest)); sc != sharedCJK && cjkScript(sc) {
		return Script(sc)
	}
	return 0
}

// scriptFor is the script if it matters to s, so that caches do without it otherwise.
func (c Context) scriptFor(s string) Script {
	if c.Script == 0 {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s)
	if sc := scriptOf(r); sc != language.Common && sc != language.Inherited && !(sc == sharedCJK && cjkScript(language.Script(c.Script))) {
		return 0
	}
	return c.Script
}

// ScriptAfter gives the script of the last character of s which has one, else before.
func ScriptAfter(before Script, s string) Script {
	shared := false
	for len(s) > 0 {
		r, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
		switch sc := scriptOf(r); {
		case sc == language.Common || sc == language.Inherited:
		case sc == sharedCJK:
			shared = true
		case shared && !cjkScript(sc):
			return Script(sharedCJK)
		default:
			return Script(sc)
		}
	}
	if shared && !cjkScript(language.Script(before)) {
		return Script(sharedCJK)
	}
	return before
}

// cursive reports the scripts whose letters join: letter-spacing would part them
// (CSS Text 4 §8.2.2).
func cursive(s language.Script) bool {
	switch s {
	case language.Arabic, language.Hanifi_Rohingya, language.Mandaic, language.Mongolian, language.Nko, language.Phags_Pa, language.Syriac:
		return true
	}
	return false
}

// Bidi reports whether a text needs Levels.
func Bidi(s string) bool {
	for _, r := range s {
		if isRTL(r) {
			return true
		}
	}
	return false
}

// Levels gives the bidi level of each character of a paragraph of the given base
// direction; nil when it failed.
// https://www.unicode.org/reports/tr9/
func (f *Fonts) Levels(runes []rune, rtl bool) []uint8 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.bidiLevels(runes, rtl)
}

// FirstScript gives the script of the first character of s which has one: what characters
// common to scripts before it belong to. 0 for none.
func FirstScript(s string) Script {
	first := Script(0)
	for _, r := range s {
		switch sc := scriptOf(r); {
		case sc == language.Common || sc == language.Inherited:
		case sc == sharedCJK && first == 0:
			first = Script(sc)
		case first == Script(sharedCJK) && cjkScript(sc):
			return Script(sc)
		case first != 0:
			return first
		case sc != sharedCJK:
			return Script(sc)
		}
	}
	return first
}

// ScriptAt gives the script of characters common to scripts at byte at of a paragraph.
func ScriptAt(s string, at int) Script {
	sc := ScriptAfter(FirstScript(s), s[:at])
	if sc == Script(sharedCJK) {
		if next := FirstScript(s[at:]); cjkScript(language.Script(next)) {
			return next
		}
	}
	return sc
}
