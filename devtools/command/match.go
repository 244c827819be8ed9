package command

import (
	"unicode"
	"unicode/utf8"
)

// The weights of a match: letters that follow one another and letters that begin a word
// count more, so that "ntn" finds "navigateTo new" before "continental".
const (
	letter    = 16
	following = 12
	wordStart = 14
	firstOne  = 16
	sameCase  = 1
	skipped   = 1 // taken off for each character left out between two letters, at most maxSkip
	maxSkip   = 6
)

// match looks for the letters of a pattern in a text, in their order and letter case
// apart; blanks in the pattern are passed over. at are the indices of the characters
// found, best those that stand together or begin words.
func match(pattern, text string) (score int, at []int, ok bool) {
	p := make([]rune, 0, 16)
	for _, r := range pattern {
		if !unicode.IsSpace(r) && len(p) < maxPattern {
			p = append(p, r)
		}
	}
	if len(p) == 0 {
		return 0, nil, true
	}
	if !within(p, text) {
		return 0, nil, false
	}
	t := []rune(text)
	t = t[:min(len(t), maxText)]
	m, n := len(p), len(t)
	// best[i][j] is the best score with p[i] found at t[j], -1 none; from remembers where
	// p[i-1] was.
	best, from := make([]int, m*n), make([]int, m*n)
	for i := range m {
		far, farAt := -1, 0 // the best place of p[i-1] further back than skips are told apart
		for j := range n {
			if b := j - maxSkip - 2; i > 0 && b >= 0 && best[(i-1)*n+b] > far {
				far, farAt = best[(i-1)*n+b], b
			}
			k := i*n + j
			best[k] = -1
			if fold(p[i]) != fold(t[j]) {
				continue
			}
			here := letter
			if p[i] == t[j] {
				here += sameCase
			}
			if begins(t, j) {
				here += wordStart
			}
			if i == 0 {
				if j == 0 {
					here += firstOne
				}
				best[k] = here
				continue
			}
			if far >= 0 {
				best[k], from[k] = far+here-skipped*maxSkip, farAt
			}
			for b := max(0, j-maxSkip-1); b < j; b++ {
				before := best[(i-1)*n+b]
				if before < 0 {
					continue
				}
				s := before + here
				if b == j-1 {
					s += following
				} else {
					s -= skipped * (j - b - 1)
				}
				if s > best[k] {
					best[k], from[k] = s, b
				}
			}
		}
	}
	end := -1
	for j := range n {
		if s := best[(m-1)*n+j]; s > score {
			score, end = s, j
		}
	}
	if end < 0 {
		return 0, nil, false
	}
	at = make([]int, m)
	for i := m - 1; i >= 0; i-- {
		at[i] = end
		end = from[i*n+end]
	}
	return score, at, true
}

// within is the quick look that most texts fail: whether the letters come in order.
func within(p []rune, text string) bool {
	i := 0
	for n, r := range text {
		if i == len(p) || n > maxText*utf8.UTFMax {
			break
		}
		if fold(r) == fold(p[i]) {
			i++
		}
	}
	return i == len(p)
}

func fold(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return unicode.ToLower(r)
}

// begins reports whether a word begins at t[j]: behind a sign or blank, at a capital
// behind a small letter, and at every Chinese character.
func begins(t []rune, j int) bool {
	if j == 0 || unicode.Is(unicode.Han, t[j]) {
		return true
	}
	a, b := t[j-1], t[j]
	return !unicode.IsLetter(a) && !unicode.IsDigit(a) || unicode.IsLower(a) && unicode.IsUpper(b)
}
