package text

import "github.com/go-text/typesetting/language"

// Brackets keep together across scripts: what closes takes the script of what opened
// (https://www.unicode.org/reports/tr24/#Common), as in Blink. Else V) in Chinese text
// would be kerned, which it is not there.

// maxOpen is how many open brackets are remembered; those further out are forgotten.
const maxOpen = 32

// openPair is a bracket that is open.
type openPair struct {
	closer rune
	script language.Script // 0 while the run it stands in has none
}

// closerOf gives the bracket that closes r, 0 when r does not open.
func closerOf(r rune) rune {
	switch {
	case r == '(':
		return ')'
	case r == '[', r == '{', r == '［', r == '｛':
		return r + 2
	case r < 0x3008:
	case r <= 0x301a && r&1 == 0 && r != 0x3012, r == '（', r == '｟', r == '｢':
		return r + 1
	}
	return 0
}

// closes reports whether r may close a bracket.
func closes(r rune) bool {
	switch {
	case r == ')', r == ']', r == '}':
		return true
	case r < 0x3009:
		return false
	}
	return r <= 0x301b && r&1 == 1 && r != 0x3013 || r == '）' || r == '］' || r == '｝' || r == '｠' || r == '｣'
}

// opener finds the innermost open bracket that r closes, -1 for none.
func (sp *shaper) opener(r rune) int {
	for i := len(sp.pairs) - 1; i >= 0; i-- {
		if sp.pairs[i].closer == r {
			return i
		}
	}
	return -1
}

// open notes a bracket of the run at hand.
func (sp *shaper) open(closer rune) {
	if len(sp.pairs) == maxOpen {
		sp.pairs = sp.pairs[:copy(sp.pairs, sp.pairs[1:])]
	}
	sp.pairs = append(sp.pairs, openPair{closer: closer})
}

// settle gives the brackets of a run its script.
func (sp *shaper) settle(script language.Script) {
	if script == language.Common {
		return
	}
	for i := len(sp.pairs) - 1; i >= 0 && sp.pairs[i].script == 0; i-- {
		sp.pairs[i].script = script
	}
}
